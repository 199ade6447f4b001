//! Hand-made findings, as each format shows them.

use insta::assert_snapshot;
use jiff::civil::date;
use unicode_width::UnicodeWidthStr;

use super::human::Look;
use super::report::Report;
use super::{Counts, View, human, json, short};
use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Label, Lang, Message, Privacy, Severity, Text, WitnessLine};
use crate::model::{Law, Laws};
use crate::source::Sources;

static KIND: Kind = Kind {
    code: "P001",
    name: "period-exceeds-cap",
    severity: Severity::Error,
    cites: &[],
    summary: Text::new("", ""),
    explanation: Text::new("", ""),
    bad: "",
    good: "",
};
const TOO_LONG: Text = Text::new("period of {0} is longer than {1} allows", "{0}的保密期限超过{1}的上限");
const HERE: Text = Text::new("here", "此处");
const PLAIN: Look = Look { color: false, ascii: false };

pub(super) struct Case {
    pub(super) sources: Sources,
    laws: Laws,
    pub(super) findings: Vec<Diagnostic>,
}

impl Case {
    /// One finding, with a label on each place where `needle` stands in the files.
    pub(super) fn new(files: &[(&str, &str)], needle: &str) -> Self {
        let mut sources = Sources::default();
        let mut labels = Vec::new();
        for (name, text) in files {
            let file = sources.add(*name, (*text).to_owned());
            let spans = text.match_indices(needle).map(|(at, _)| sources.span(file, at..at + needle.len()));
            labels.extend(spans.map(|span| Label { span, message: HERE.into() }));
        }
        let finding = Diagnostic {
            kind: &KIND,
            severity: Severity::Error,
            message: TOO_LONG.with([Arg::words("canary"), Arg::token("mimi")]),
            labels,
            help: vec![Message::from(Text::new("shorten it", "缩短期限"))],
            cites: vec![Citation::new("L10", 15)],
            fix: None,
            from: Some(date(2027, 3, 1)),
            subject: Some("surveying-2020#20".into()),
            witness: Vec::new(),
        };
        let laws = Laws([("L10".to_owned(), Law { title: "保守国家秘密法".to_owned(), from: None })].into());
        Case { sources, laws, findings: vec![finding] }
    }

    pub(super) fn view(&self, lang: Lang, privacy: Privacy) -> View<'_> {
        View { lang, privacy, laws: &self.laws, sources: &self.sources }
    }

    fn human(&self, lang: Lang, privacy: Privacy) -> String {
        human::render(&self.findings, &self.view(lang, privacy), PLAIN)
    }
}

/// The width of what stands before the needle, and before the mark under it.
fn columns(report: &str, needle: &str) -> (usize, usize) {
    let mut lines = report.lines();
    let line = lines.by_ref().find(|line| line.contains(" │ ") && line.contains(needle)).expect("the line is shown");
    let carets = lines.next().expect("carets stand under it");
    let before = |line: &str, part: char| line.split(part).next().map_or(0, UnicodeWidthStr::width);
    let marks = carets.find(['─', '┬', '▲']).expect("a mark");
    let shown = line.find(needle).expect("the needle is shown");
    let gutter = before(line, '│').abs_diff(before(carets, '·'));
    assert_eq!(gutter, 0, "the gutters agree");
    (line[..shown].width(), carets[..marks].width())
}

#[test]
fn carets_stand_under_the_right_character() {
    for line in [
        "x @@",
        "密级 秘密；保密期限 @@年；",
        "事项 18 “军事禁区” ｛ 密级 @@；",
        "\t\tperiod @@ years;",
        "a\tb\t密\t@@",
        "名称 \u{3000}\u{3000}@@",
        "😀 名称 😀@@",
        "e\u{301}te\u{301} @@",
        "𠀀𠀁@@",
        "ｱｲｳ @@",
        "a\u{202e}b\u{200b}c @@",
        "\u{1b}[31m @@ \u{85}@",
        "\u{feff}level @@",
    ] {
        for text in [line.to_owned(), format!("第一行\r\n{line}\r\n第三行\r\n")] {
            let report = Case::new(&[("a.dingmi", &text)], "@@").human(Lang::Zh, Privacy::Open);
            let (needle, mark) = columns(&report, "@@");
            assert_eq!(needle, mark, "{report}");
        }
    }
}

#[test]
fn a_finding_for_a_person() {
    let case = Case::new(&[("a.dingmi", "事项 18 “地图” ｛\n    保密期限 12年；\n｝\n")], "12年");
    assert_snapshot!(case.human(Lang::Zh, Privacy::Open), @r"
    错误 P001 period-exceeds-cap

      × 自2027-03-01起：canary的保密期限超过mimi的上限
       ╭─[a.dingmi:2:10]
     1 │ 事项 18 “地图” ｛
     2 │     保密期限 12年；
       ·              ──┬─
       ·                ╰── 此处
     3 │ ｝
       ╰────
      帮助：缩短期限
      依据：L10 第15条 《保守国家秘密法》
    ");
    assert_snapshot!(case.human(Lang::En, Privacy::Open), @r"
    error P001 period-exceeds-cap

      × from 2027-03-01: period of canary is longer than mimi allows
       ╭─[a.dingmi:2:10]
     1 │ 事项 18 “地图” ｛
     2 │     保密期限 12年；
       ·              ──┬─
       ·                ╰── here
     3 │ ｝
       ╰────
      help: shorten it
      law: L10 art. 15 《保守国家秘密法》
    ");
}

#[test]
fn places_in_other_files_are_shown_too() {
    let far = "\n".repeat(9);
    let first = format!("一 12年\n二\n三 12年{far}12年 末");
    let case = Case::new(&[("a.dingmi", &first), ("b.dingmi", "乙\n12年")], "12年");
    assert_snapshot!(case.human(Lang::Zh, Privacy::Open), @r"
    错误 P001 period-exceeds-cap

      × 自2027-03-01起：canary的保密期限超过mimi的上限
       ╭─[a.dingmi:1:3]
     1 │ 一 12年
       ·    ──┬─
       ·      ╰── 此处
     2 │ 二
     3 │ 三 12年
       ·    ──┬─
       ·      ╰── 此处
     4 │ 
       ╰────
        ╭─[a.dingmi:12:1]
     11 │ 
     12 │ 12年 末
        · ──┬─
        ·   ╰── 此处
        ╰────
       ╭─[b.dingmi:2:1]
     1 │ 乙
     2 │ 12年
       · ──┬─
       ·   ╰── 此处
       ╰────
      帮助：缩短期限
      依据：L10 第15条 《保守国家秘密法》
    ");
}

#[test]
fn redaction_shows_places_only() {
    let case = Case::new(&[("a.dingmi", "canary 12年\ncanary"), ("b.dingmi", "12年")], "12年");
    assert_snapshot!(case.human(Lang::Zh, Privacy::Redacted), @r"
    错误 P001 period-exceeds-cap

      自2027-03-01起：…的保密期限超过mimi的上限
        a.dingmi:1:8 此处
        b.dingmi:1:1 此处
      帮助：缩短期限
      依据：L10 第15条
    ");
    let view = case.view(Lang::En, Privacy::Redacted);
    for report in [
        case.human(Lang::En, Privacy::Redacted),
        short::render(&case.findings, &view),
        json::render(&Report::new(&case.findings, date(2026, 11, 23), view)),
    ] {
        assert!(!report.contains("canary") && !report.contains("保守国家秘密法"), "{report}");
    }
}

#[test]
fn a_long_line_is_cut_around_the_place() {
    let text = format!("{}12年{}", "密".repeat(30_000), "密".repeat(30_000));
    let report = Case::new(&[("a.dingmi", &text)], "12年").human(Lang::Zh, Privacy::Open);
    assert!(report.contains("[a.dingmi:1:30001]"), "{report}");
    assert!(report.len() < 2_000, "{report}");
    let (needle, mark) = columns(&report, "12年");
    assert_eq!(needle, mark, "{report}");
}

#[test]
fn labels_apart_on_one_long_line_are_each_shown() {
    let text = format!("x\n12年{}12年{}\ny", "密".repeat(500), "密".repeat(500));
    let report = Case::new(&[("a.dingmi", &text)], "12年").human(Lang::Zh, Privacy::Open);
    assert!(report.contains("a.dingmi:2:1]") && report.contains("a.dingmi:2:504]"), "{report}");
}

#[test]
fn places_at_the_ends_of_files_are_drawn() {
    for text in ["", "x", "x\n", "\u{feff}", "x\r\n"] {
        let mut case = Case::new(&[("a.dingmi", text)], "never");
        let (file, _) = case.sources.iter().next().expect("a file");
        let span = case.sources.span(file, text.len()..text.len());
        case.findings[0].labels.push(Label { span, message: HERE.into() });
        let report = case.human(Lang::En, Privacy::Open);
        assert!(report.contains('▲'), "{text:?}\n{report}");
    }
}

#[test]
fn of_many_lines_the_first_is_marked() {
    let text = "matter 1 {\n  level mimi;\n  period 10 years;\n}\n".repeat(50);
    let mut case = Case::new(&[("a.dingmi", &text)], "never");
    let (file, _) = case.sources.iter().next().expect("a file");
    case.findings[0].labels.push(Label { span: case.sources.span(file, 0..text.len()), message: HERE.into() });
    assert_snapshot!(case.human(Lang::En, Privacy::Open), @r"
    error P001 period-exceeds-cap

      × from 2027-03-01: period of canary is longer than mimi allows
       ╭─[a.dingmi:1:1]
     1 │ matter 1 {
       · ─────┬────
       ·      ╰── here
     2 │   level mimi;
       ╰────
      help: shorten it
      law: L10 art. 15 《保守国家秘密法》
    ");
}

#[test]
fn a_finding_without_a_place_is_told() {
    let case = Case::new(&[], "");
    assert!(case.human(Lang::En, Privacy::Open).contains("from 2027-03-01: period of canary"));
    let line = short::render(&case.findings, &case.view(Lang::En, Privacy::Open));
    assert!(line.starts_with("error[P001] from 2027-03-01"), "{line}");
}

#[test]
fn short_counts_columns_in_characters() {
    let case = Case::new(&[("a\u{1b}.dingmi", "密级😀 12年")], "12年");
    let line = short::render(&case.findings, &case.view(Lang::Zh, Privacy::Open));
    assert_eq!(line, "a\u{fffd}.dingmi:1:5: 错误[P001] 自2027-03-01起：canary的保密期限超过mimi的上限\n");
}

#[test]
fn the_json_report() {
    let case = Case::new(&[("a.dingmi", "密级😀 12年")], "12年");
    let report = json::render(&Report::new(&case.findings, date(2026, 11, 23), case.view(Lang::En, Privacy::Open)));
    assert_snapshot!(report.replace(env!("CARGO_PKG_VERSION"), "[version]"), @r#"
    {
      "version": 1,
      "tool": {
        "name": "dingmi",
        "version": "[version]"
      },
      "as_of": "2026-11-23",
      "summary": {
        "errors": 1,
        "warnings": 0,
        "notes": 0
      },
      "diagnostics": [
        {
          "code": "P001",
          "name": "period-exceeds-cap",
          "severity": "error",
          "message": "period of canary is longer than mimi allows",
          "subject": "surveying-2020#20",
          "from": "2027-03-01",
          "cites": [
            {
              "law": "L10",
              "article": 15,
              "title": "保守国家秘密法"
            }
          ],
          "help": [
            "shorten it"
          ],
          "labels": [
            {
              "file": "a.dingmi",
              "message": "here",
              "start": {
                "byte": 11,
                "line": 1,
                "column": 5,
                "utf16_column": 6
              },
              "end": {
                "byte": 16,
                "line": 1,
                "column": 8,
                "utf16_column": 9
              },
              "primary": true
            }
          ],
          "witness": [],
          "place": "level",
          "fingerprint": "24787d5cebd0a7a7ea3ed6d39a7f81b0",
          "fix": null
        }
      ]
    }
    "#);
}

#[test]
fn the_object_of_a_witness_stands_in_columns_and_is_redacted() {
    let line = |attribute: &str, value: &str, because: &[&str]| WitnessLine {
        id: "scale".to_owned(),
        attribute: Text::new("{0} {1}", "{0} {1}").with([Arg::id("scale"), Arg::words(attribute)]),
        value: Text::new("{0}", "{0}").with([Arg::words(value)]),
        because: because.iter().map(|each| Text::new("{0}", "{0}").with([Arg::words(*each)])).collect(),
    };
    let mut case = Case::new(&[("a.dingmi", "密级 12年")], "12年");
    case.findings[0].witness =
        vec![line("比例尺", "1:2000", &["scale > 1:5000", "canary"]), line("军事禁区内", "否", &["canary"])];
    let text = case.human(Lang::En, Privacy::Open);
    let shown: Vec<&str> = text.lines().skip_while(|line| *line != "  for example:").take(3).collect();
    assert_eq!(
        shown,
        [
            "  for example:",
            "    scale 比例尺      1:2000  scale > 1:5000; canary",
            "    scale 军事禁区内  否      canary"
        ]
    );
    let json = json::render(&Report::new(&case.findings, date(2026, 11, 23), case.view(Lang::Zh, Privacy::Redacted)));
    for format in [case.human(Lang::Zh, Privacy::Redacted), json] {
        assert!(!format.contains("1:2000") && !format.contains("canary") && !format.contains("禁区"), "{format}");
    }
}

#[test]
fn the_summary_names_only_what_there_is() {
    let counts = Counts { errors: 1, warnings: 0, notes: 2 };
    assert_eq!(counts.summary(5, Lang::En), "1 error, 2 notes in 5 files");
    assert_eq!(counts.summary(5, Lang::Zh), "5 个文件：1 个错误、2 个提示");
    assert_eq!(Counts::default().summary(1, Lang::En), "no findings in 1 file");
    assert_eq!(Counts::default().summary(1, Lang::Zh), "1 个文件：没有发现问题");
}
