//! The texts of the repository and of the benchmarks.

use dingmi::ast::Declaration;
use dingmi::lint;

use crate::compare::agree;
use crate::folder::Repository;
use crate::rows::{self, Shape};
use crate::{matters, workload};

/// Every text of the repository.
pub(crate) fn all() -> Vec<String> {
    let names = Repository::sources("policies").into_iter().chain(Repository::sources("tests/fixtures"));
    let examples = lint::kinds().flat_map(|kind| [kind.bad, kind.good]).map(str::to_owned);
    names.map(|name| Repository::text(&name)).chain(examples).collect()
}

#[track_caller]
fn assert_agree(text: &str) -> bool {
    agree(text).unwrap_or_else(|told| panic!("{told}"))
}

#[test]
fn both_read_every_text_of_the_repository() {
    let texts = all();
    let sound = texts.iter().filter(|text| assert_agree(text)).count();
    assert!(sound > 100 && sound < texts.len(), "{sound} of {} are sound", texts.len());
}

#[test]
fn both_read_the_workloads() {
    let mut files = matters::files(matters::size(1_000));
    files.extend(workload::files(workload::Size::of_organs(200)));
    files.extend(workload::chain(20));
    for shape in [Shape::Kinds, Shape::Line, Shape::Grid] {
        files.extend(rows::rows(600, shape).0);
    }
    for (name, text) in files {
        assert!(assert_agree(&text), "{name} is not sound");
    }
}

/// A declaration that must be read at once is looked at once, however long it is: this takes no minutes.
#[test]
fn both_read_a_long_declaration() {
    let laws = "law L \"x\"; // c\n".repeat(60_000);
    let text = format!("regime r /* c */{} {{ {laws} }} organ a;", "         \n".repeat(100_000));
    assert!(assert_agree(&text));
}

/// Longer than what the other reads at once.
#[test]
fn both_read_long_texts() {
    for text in all() {
        let long = format!("{text}\n").repeat(150_000 / text.len().max(1) + 1);
        if long.len() < 2_000_000 {
            assert_agree(&long);
        }
    }
}

#[test]
fn both_count_what_lies_too_deep() {
    for deep in [1, 31, 32, 33, 40] {
        let kinds = format!("vocabulary v {{ {}{} }}", "kind a { ".repeat(deep), "}".repeat(deep));
        assert_eq!(assert_agree(&kinds), deep < 32);
        let (open, close) = ("(".repeat(deep), ")".repeat(deep));
        let groups = format!("disclosure d {{ item 1 {{ covers k where {open}a{close} or not （b）; }} }}");
        assert_eq!(assert_agree(&groups), deep <= 32);
        let range = groups.replace("a)", "a in [1,2))");
        assert_eq!(assert_agree(&range), deep < 32);
    }
}

/// A range may open with one sort of bracket and close with the other: neither hides a group nor is left open.
#[test]
fn both_count_ranges_as_they_stand() {
    let row = |condition: &str| format!("disclosure d {{ item 1 {{ covers k where {condition}; }} }}");
    for range in ["a in (1,2]", "a in [1,2)", "a in （1,2］", "a in ［1,2）"] {
        assert!(assert_agree(&row(&vec![range; 100].join(" and "))));
        let deep = |count: usize| row(&format!("{}a{}", format!("({range} and ").repeat(count), ")".repeat(count)));
        assert!(assert_agree(&deep(31)));
        assert!(!assert_agree(&deep(32)));
        assert!(!assert_agree(&deep(1_000)));
    }
}

/// Documentation goes to the item behind it or nowhere, in whatever chunks a text is read.
#[test]
fn both_give_documentation_to_what_follows_it() {
    let rows = "/// of a row\nmatter 1 \"甲\" { level a; /// of none\n }\n".repeat(3_000);
    for rows in [rows.as_str(), ""] {
        let text =
            format!("/// of c\ncatalogue c {{ {rows} /// of none\n }} organ a;\n/// of none\nimport \"x\"; organ b;");
        assert!(assert_agree(&text));
        let (read, _) = dingmi::syntax::parse(dingmi::source::Base::FIRST, &text);
        let [Declaration::Catalogue(c), Declaration::Organ(a), _, Declaration::Organ(b)] = &read.declarations[..]
        else {
            panic!("{read:?}")
        };
        assert_eq!([&c.head, &a.head, &b.head].map(|head| head.docs.len()), [1, 0, 0]);
    }
}

/// What the same words can be read as, and where they end.
#[test]
fn both_read_what_is_easily_misread() {
    for text in [
        "\u{feff}organ a;",
        "organ a; \u{feff}",
        "scope s { narrows; note; but-not; post; organ; officer, scope; group and below; }",
        "scope s { narrows and below; } scope t { but-not and below; } scope u { organ and below; }",
        "scope s { narrows a, b; } scope t { but-not a and below, post \"x\" of b; narrows c; narrows d; }",
        "officer o of a { matters business, business#1, business b, business business; head ; head; }",
        "catalogue c { matter 1 { except where; except where, where#1; except where a; } }",
        "catalogue c { matter 1 { covers k where not; covers k where not = yes or not not x and not (not); } }",
        "catalogue c { matter 1 { covers k where a > 25 km2 and b in (1,2] or c is 1:5千, 2020-02-30, 5 /* */ m; } }",
        "catalogue c { matter 1 { covers k where a=25平方千米且b＜=1.5万或c为是、否; } }",
        "catalogue c { matter 1 { covers k where a <＝ 1; } }",
        "catalogue c { dated 2012-05; dated 2012; } catalogue d { dated 2012年; } catalogue e { dated 2012年13月; }",
        "catalogue c { dated 2020-02-30; dated 2020-02-01; in-force 2014-03-01 to; } catalogue d { in-force to2020-01-01; }",
        "catalogue c { matter 1 { period until 2020-02-30 approved-by a; period 3 years; } }",
        "catalogue c { matter 1 { period 1000001 months; cites \"L\" 第 8 条, L article 1; cites L article 2; } }",
        "organ a { since2018-03-19; until 2018年3月9日; tier2; }",
        "organ a { /// one\n tier b; /// two\n } organ c; /// three\n import \"x\"; organ d;",
        "/// one\nregime r { authorization { /// in\n } /// two\n authorization { /// lost\n in-writing; } level l { rank 1; } }",
        "organ a /// no\n { tier /* /// no */ b; } // no\n/// yes\norgan c; //// no\n",
        "waive ; waive on a on b until 2020-01-01; waive C1 because \"x\" approved-by o; waive on2;",
        "vocabulary v { attribute a : one-of; attribute b : date better smaller 大者 数值较大; attribute c : yes-nox; unit a/b = -1.5 m; }",
        "vocabulary v { attribute a : yes-no better smaller better greater; unit and = 1 m; }",
        "organ a \"x\\\"y\\\\\" ; organ b “x\\”y” ; organ c \"x\\\n\";",
        "organ a /* ; organ b;",
        "organ a; \"",
        "test \"x\" { given on 2020-02-30; given on 2020-01-01; expect secret on 2020-02-30; expect may-not a level b; }",
        "catalogue c { matter 1 { covers k where (a or /// why\n (b) /// why\n) /// /* why\n /* */ /// why\n and c; } }",
        "catalogue c { matter 1 { covers k where a in (/// why\n1,2) /// why\n; /// of none\n } } organ a;",
        "organ a { tier b; /// of none\n tier c; superior d; } /// of none\nwaive; organ b;",
        "law x;",
    ] {
        assert_agree(text);
    }
}
