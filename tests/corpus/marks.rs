//! Marks, read and written: public examples, every fault, and that what is written is read back.

use std::collections::BTreeSet;

use dingmi::ast::Duration;
use dingmi::diagnostic::{Lang, Privacy};
use dingmi::emit::catalogue_json;
use dingmi::marks::{KINDS, Period, Question, Reading, read, written};
use dingmi::model::{Context, Model, Regime};
use dingmi::render::View;
use dingmi::render::human::{self, Look};
use dingmi::source::{Base, Sources};
use dingmi::{Program, lint};
use jiff::civil::{Date, date};
use proptest::prelude::*;

use crate::folder::{Repository, TODAY, check, load};

fn embedded() -> Model {
    check(&Program::load(Vec::new(), &Repository)).0
}

/// The regime of a model of which there is only one.
fn only(model: &Model) -> &Regime {
    let mut regimes = model.regimes.values();
    let regime = regimes.next().unwrap();
    assert!(regimes.next().is_none());
    regime
}

fn reading(regime: &Regime, mark: &str, issued: Option<Date>) -> Reading {
    read(&Question::new(regime, TODAY, issued).unwrap(), Base::FIRST, mark)
}

/// `error M001 0..6` for each finding, and the mark that is proposed.
fn said(reading: &Reading) -> String {
    let finding = |finding: &dingmi::diagnostic::Diagnostic| {
        let range = Base::FIRST.range(finding.span());
        format!("{} {} {}..{}", finding.severity.id(), finding.kind.code, range.start, range.end)
    };
    let findings: Vec<String> = reading.findings.iter().map(finding).collect();
    let corrected = reading.corrected.as_ref().map(|mark| format!(" -> {mark}")).unwrap_or_default();
    findings.join(", ") + &corrected
}

#[test]
fn public_examples_get_their_verdict() {
    let model = embedded();
    let text = Repository::text("tests/fixtures/marks/marks.tsv");
    let rows: Vec<Vec<&str>> =
        text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
    assert!(rows.len() > 10);
    for row in &rows[1..] {
        let reading = reading(only(&model), row[0], None);
        assert_eq!(reading.is_right(), row[1] == "y", "{}: {}", row[0], said(&reading));
    }
}

/// A mark, and the severity, code and bytes of each finding, with what is proposed.
const FAULTS: &[(&str, &str)] = &[
    ("机密★10年", ""),
    ("机密★2027年1月5日", ""),
    ("机密★会议开始前", ""),
    ("机密★2030年奥运会闭幕前", ""),
    ("绝密★长期", ""),
    // The sign.
    ("机密10年", "error M001 0..11 -> 机密★10年"),
    ("机密", "error M001 0..6, warning M006 0..6"),
    ("机密●10年", "error M001 6..9 -> 机密★10年"),
    ("机密☆10年", "error M001 6..9 -> 机密★10年"),
    ("机密**10年", "error M001 6..8 -> 机密★10年"),
    ("机密-10年", "error M001 6..7 -> 机密★10年"),
    ("机密★★10年", "error M001 9..12 -> 机密★10年"),
    ("机密★10年★", "error M001 14..17 -> 机密★10年"),
    ("机密★10年★长期", "error M001 14..17"),
    ("机密10年★", "error M001 11..14 -> 机密★10年"),
    ("★机密10年", "error M001 0..3 -> 机密★10年"),
    ("10年", "error M001 0..5, error M003 0..5"),
    ("", "error M001 0..0, error M003 0..0"),
    // The order.
    ("10年★机密", "error M002 0..14 -> 机密★10年"),
    ("10年机密", "error M001 0..11, error M002 0..11 -> 机密★10年"),
    ("10年●机密", "error M002 0..14, error M001 5..8 -> 机密★10年"),
    // The level.
    ("机密级★10年", "error M003 0..9 -> 机密★10年"),
    ("jimi★10年", "error M003 0..4 -> 机密★10年"),
    ("内部★10年", "error M003 0..6"),
    ("★10年", "error M003 0..8"),
    ("★", "error M003 0..3, warning M006 0..3"),
    ("SECRET★10年", "error S008 0..6"),
    ("Top Secret 10年", "error S008 0..10, error M001 0..16, error M007 10..11"),
    ("top-secret*30年", "error S008 0..10, error M001 10..11"),
    // The form of the period.
    ("绝密★(30年)", "error M004 9..10 -> 绝密★30年"),
    ("绝密★30年）", "error M004 14..17 -> 绝密★30年"),
    ("绝密★（会议开始前）", "error M004 9..12 -> 绝密★会议开始前"),
    ("绝密★会议（第二阶段）", ""),
    ("绝密（30年）", "error M001 0..17, error M004 6..9 -> 绝密★30年"),
    ("机密★十年", "error M004 9..12 -> 机密★10年"),
    ("绝密★３０年", "error M004 9..15 -> 绝密★30年"),
    ("机密★05年", "error M004 9..11 -> 机密★5年"),
    ("机密★6月", "error M004 9..13 -> 机密★6个月"),
    ("机密★0.5年", "error M004 9..15 -> 机密★6个月"),
    ("机密★半年", "error M004 9..15 -> 机密★6个月"),
    ("机密★1.5年", "error M004 9..15, warning P003 9..15 -> 机密★18个月"),
    ("机密★0.3年", "error M004 9..15"),
    ("机密★10years", "error M004 9..16"),
    ("机密★10年。", "error M004 9..17"),
    ("机密★10年前", "error M004 9..17"),
    ("机密★0年", "error M004 9..13"),
    ("机密★10", "error M004 9..11"),
    ("机密★30天", "error M004 9..14"),
    ("机密★1年6个月", "error M004 9..20"),
    ("机密★2030年", "error M004 9..16"),
    ("机密★99999999999年", "error M004 9..20"),
    ("机密★2027-01-05", "error M004 9..19 -> 机密★2027年1月5日"),
    ("机密★2027年01月05日", "error M004 9..26 -> 机密★2027年1月5日"),
    ("机密★27年1月5日", "error M004 9..22"),
    ("机密★2027年2月30日", "error M005 9..25"),
    // The period itself.
    ("秘密★15年", "error P001 9..14"),
    ("秘密15年", "error M001 0..11, error P001 6..11"),
    ("机密★12个月", "warning P003 9..17 -> 机密★1年"),
    ("机密★18个月", "warning P003 9..17"),
    ("机密★", "warning M006 0..6"),
    ("机密★前", "error P004 9..12"),
    ("机密★永久", "error P004 9..15"),
    ("机密★另行通知前", "warning P004 9..24"),
    ("机密★2015年12月31日", "note P005 9..26"),
    // Spaces and what cannot be seen.
    ("机密 ★ 10 年", "error M007 6..7 -> 机密★10年"),
    (" 机密★10年", "error M007 0..1 -> 机密★10年"),
    ("机密★第 2 次会议前", ""),
    ("机密★第　2次会议前", "error M007 12..15"),
    ("机\u{200b}密★10年", "error X001 3..6"),
    ("机密★\n10年", "error X001 9..10"),
    ("机密★\u{fe0f}10年", "error X001 9..12"),
];

#[test]
fn every_fault_is_found_in_its_place() {
    let model = embedded();
    let mut faults = Vec::new();
    for (mark, expected) in FAULTS {
        let said = said(&reading(only(&model), mark, None));
        if said != *expected {
            faults.push(format!("{mark:?}: {said}; expected: {expected}"));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_day_of_issue_counts() {
    let model = embedded();
    for (mark, issued, expected) in [
        ("机密★", date(2013, 1, 1), "note M006 0..6"),
        ("机密★", date(2014, 2, 28), "note M006 0..6"),
        ("机密★", date(2014, 3, 1), "error M006 0..6"),
        ("秘密★2026年12月1日", date(2016, 12, 1), ""),
        ("秘密★2026年12月2日", date(2016, 12, 1), "error P001 9..25"),
        ("秘密★2026年12月2日", date(2026, 12, 3), "error P005 9..25"),
        ("秘密★10年", date(2016, 11, 23), ""),
        ("秘密★10年", date(2016, 11, 22), "note P005 9..14"),
        ("秘密★11年", date(2001, 1, 1), "error P001 9..14"),
        ("秘密★长期", date(2001, 1, 1), ""),
    ] {
        assert_eq!(said(&reading(only(&model), mark, Some(issued))), expected, "{mark} of {issued}");
    }
}

#[test]
fn kinds_of_marks_are_like_other_kinds() {
    let model = embedded();
    let others: BTreeSet<&str> = lint::kinds().flat_map(|kind| [kind.code, kind.name]).collect();
    for kind in KINDS {
        let bad = reading(only(&model), kind.bad, None);
        assert!(!bad.findings.is_empty(), "{}", kind.name);
        assert!(bad.findings.iter().all(|finding| std::ptr::eq(finding.kind, *kind)), "{}: {}", kind.name, said(&bad));
        assert_eq!(said(&reading(only(&model), kind.good, None)), "", "{}", kind.name);
        assert!(!others.contains(kind.code) && !others.contains(kind.name), "{}", kind.name);
        assert!(kind.code.starts_with('M') && kind.code.len() == 4);
    }
}

#[test]
fn carets_stand_under_the_right_character() {
    let model = embedded();
    let mut sources = Sources::default();
    let mark = "机密●10年";
    let file = sources.add("<mark>", mark.to_owned());
    let reading = read(&Question::new(only(&model), TODAY, None).unwrap(), sources.get(file).base(), mark);
    let view = View { lang: Lang::Zh, privacy: Privacy::Open, laws: &model.laws, sources: &sources };
    let drawn = human::render(&reading.findings, &view, Look { color: false, ascii: false });
    assert!(drawn.contains(" 1 │ 机密●10年\n   ·     ─\n"), "{drawn}");
}

#[test]
fn another_law_has_marks_of_its_own() {
    let program = load(&["tests/fixtures/regimes/archipelago-catalogue.dingmi".to_owned()]);
    let (model, _) = check(&program);
    let regime = model.regimes.values().find(|regime| regime.mark.as_ref().is_some_and(|law| law.sign == '~')).unwrap();
    for (mark, expected) in [
        ("Shoal~18个月", ""),
        ("Shoal~19个月", "error P001 6..14"),
        ("Shoal★18个月", "error M001 5..8 -> Shoal~18个月"),
        ("Shoal~1年", "warning P003 6..10 -> Shoal~12个月"),
        ("Shallows~3个月", "error M003 0..8 -> Shoal~3个月"),
        ("Shoal~", "warning M006 0..5"),
    ] {
        assert_eq!(said(&reading(regime, mark, None)), expected, "{mark}");
    }
}

#[test]
fn a_regime_that_says_nothing_of_marks_has_none() {
    let text = "regime r { level a \"甲\" { rank 1; } }";
    let (model, _) = check(&Program::load(vec![("r.dingmi".into(), text.into())], &Repository));
    let regime = model.regimes.values().find(|regime| regime.mark.is_none()).unwrap();
    assert!(Question::new(regime, TODAY, None).is_none());
    assert_eq!(written(regime, regime.level_named("a").unwrap(), &Period::LongTerm), None);
}

#[test]
fn compiled_rows_carry_their_mark() {
    let row = |period: &str| format!("{{ level mimi; {period} known-to post \"员\" of o; }}");
    let periods = [
        "period 10 years;",
        "period 6 months;",
        "period until 2030-12-31;",
        "period until \"启封\";",
        "period long-term approved-by o \"1号\";",
        "period unspecified;",
        "period until \"启★封\";",
    ];
    let rows: String = (1..).zip(periods).map(|(id, period)| format!("matter {id} \"甲\" {}", row(period))).collect();
    let text = format!("organ o; catalogue c \"目录\" under cn-2014 {{ dated 2010-01-01; {rows} }}");
    let program = Program::load(vec![("c.dingmi".into(), text)], &Repository);
    let (model, _) = check(&program);
    let bytes = catalogue_json(&Context { model: &model, sources: program.sources(), as_of: TODAY });
    let document: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    let rows = document["catalogues"][0]["matters"].as_array().unwrap();
    let marks: Vec<Option<&str>> = rows.iter().map(|row| row["mark"].as_str()).collect();
    let expected = [
        Some("秘密★10年"),
        Some("秘密★6个月"),
        Some("秘密★2030年12月31日"),
        Some("秘密★启封前"),
        Some("秘密★长期"),
        None,
        None,
    ];
    assert_eq!(marks, expected);
}

/// Periods that a level of 10 years may have.
fn period() -> impl Strategy<Value = Period> {
    prop_oneof![
        (1..=10_u32).prop_map(|count| Period::Duration(Duration::Years(count))),
        (1..=11_u32).prop_map(|count| Period::Duration(Duration::Months(count))),
        (0..40_000_i64).prop_map(|days| { Period::Until(TODAY.checked_add(jiff::Span::new().days(days)).unwrap()) }),
        "[会议开始启封公布A-z0-9（）年月日★ ]{0,12}".prop_map(Period::Event),
        any::<String>().prop_map(Period::Event),
        Just(Period::LongTerm),
    ]
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(period in period(), name in prop_oneof![Just("juemi"), Just("jimi"), Just("mimi")]) {
        let model = embedded();
        let regime = only(&model);
        let level = regime.level_named(name).unwrap();
        let Some(mark) = written(regime, level, &period) else {
            prop_assert!(matches!(period, Period::Event(_)));
            return Ok(());
        };
        let reading = reading(regime, &mark, None);
        prop_assert!(reading.findings.is_empty(), "{mark}: {}", said(&reading));
        prop_assert_eq!(reading.level, Some(level));
        // The words have become a condition, which is written as it is.
        let again = reading.period.unwrap();
        prop_assert_eq!(written(regime, level, &again), Some(mark));
        prop_assert!(again == period || matches!((&again, &period), (Period::Event(_), Period::Event(_))));
    }

    #[test]
    fn no_text_makes_the_reader_panic(
        mark in prop_oneof![any::<String>(), "[绝机秘密级★●*0-9０-９十半年个月日（）() .\u{200b}\u{3000}前长期A-Z-]{0,24}", "★{0,2000}"],
        issued in proptest::option::of(-9_999..=9_999_i16),
    ) {
        let model = embedded();
        let mut sources = Sources::default();
        let file = sources.add("<mark>", mark.clone());
        let issued = issued.map(|year| date(year, 12, 31));
        let reading = read(&Question::new(only(&model), TODAY, issued).unwrap(), sources.get(file).base(), &mark);
        for lang in [Lang::En, Lang::Zh] {
            let view = View { lang, privacy: Privacy::Open, laws: &model.laws, sources: &sources };
            human::render(&reading.findings, &view, Look { color: false, ascii: false });
        }
        if let Some(corrected) = &reading.corrected {
            prop_assert!(self::reading(only(&model), corrected, issued).is_right());
        }
    }
}
