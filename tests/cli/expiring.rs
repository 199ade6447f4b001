//! `expiring` tells what ends within a span, both of its ends included.

use super::project::Project;

const PROGRAM: &str = r#"
organ maker "机关" { tier central; }
organ yard { tier unit; }
officer head-of-maker of maker { head; term 2020-01-01 .. 2027-01-31; }
catalogue c "目录" under cn-2014 { in-force 2010-01-01 .. 2026-12-01; review-by 2026-11-30; }
authorization a from maker to yard { term 2022-01-01 .. 2026-11-23; }
authorization b from maker to yard { term 2022-01-01 .. 2026-11-22; }
authorization d from maker to yard { term 2022-01-01 .. 2030-01-01; revoked on 2026-12-02; }
authorization e from maker to yard { term 2027-01-01 .. 2030-01-01; revoked on 2026-12-02; }
waive P001 on c because "理由" approved-by head-of-maker until 2027-02-21;
waive P002 on c because "理由" approved-by head-of-maker until 2027-02-22;
"#;

#[test]
fn both_ends_of_the_span_are_in_it() {
    let project = Project::new().file("a.dingmi", PROGRAM);
    let outcome = project.run(&["expiring", "--on", "2026-11-23", "--format", "short"]);
    outcome.expect(4, &["6 with a last day from 2026-11-23 through 2027-02-21, both days included"]);
    insta::assert_snapshot!(outcome.stdout);
    let outcome = project.run(&["expiring", "--on", "2026年11月23日", "--within", "3个月", "--lang", "zh"]);
    outcome.expect(4, &["自 2026-11-23 至 2027-02-23（含首尾两日）到期 7 项"]);
    insta::assert_snapshot!(outcome.stdout);
}

#[test]
fn programs_read_it_as_json() {
    let project = Project::new().file("a.dingmi", PROGRAM);
    let outcome = project.run(&["expiring", "--on", "2026-11-23", "--within", "0d", "--format", "json"]);
    outcome.expect(4, &[]);
    insta::assert_snapshot!(outcome.stdout);
}

#[test]
fn where_nothing_ends_it_says_so() {
    let project = Project::new().file("a.dingmi", "organ o;");
    let outcome = project.run(&["expiring", "--on", "2026-11-23", "--within", "1y"]);
    outcome.expect(0, &["nothing lapses from 2026-11-23 through 2027-11-23"]);
    assert_eq!(outcome.stdout, "");
}

#[test]
fn a_broken_program_shows_nothing() {
    let project = Project::new().file("a.dingmi", "??");
    assert_eq!(project.run(&["expiring"]).expect(1, &["nothing is shown"]).stdout, "");
    project.run(&["expiring", "none.dingmi"]).expect(3, &["none.dingmi: cannot read"]);
    project.run(&["expiring", "--within", "soon"]).expect(2, &["90d", "个月"]);
}
