//! `--redact` holds: a word planted in every kind of string, comment and slip shows in nothing that is printed.

use super::project::Project;

const CANARY: &str = "金丝雀";

/// Every kind of string of the language, each holding the word, in a program that findings of many kinds quote from.
const PROGRAM: &str = r#"
// 金丝雀
/* 金丝雀 */
/// 金丝雀
region r "金丝雀";
business b "金丝雀";
regime here "金丝雀" {
    law X "金丝雀" from 2000-01-01;
    level gao "金丝雀" { rank 1; period at-most 3 years; also-called "金丝雀"; cites X article 1; }
    tier one "金丝雀" { determines gao; also-called "金丝雀"; }
    matter requires name, level, period, known-to cites "金丝雀" article 3, "X" article 4;
    long-term requires approved-by cites X article 2;
    note "金丝雀";
}
organ o "金丝雀" { tier one; note "金丝雀"; }
officer f "金丝雀" of o { head; note "金丝雀"; }
authorization a from o to o { instrument "金丝雀" dated 2020-01-01; note "金丝雀"; }
vocabulary v "金丝雀" {
    kind k "金丝雀";
    attribute p "金丝雀" : one-of x "金丝雀", y;
    attribute q "金丝雀" : length;
}
scope s "金丝雀" { post "金丝雀" of o; group "金丝雀" approved-by o; "金丝雀"; note "金丝雀"; }
catalogue c "金丝雀" under here {
    issued-by o;
    number "金丝雀";
    dated 2015-01-01;
    in-force 2015-01-01 .. 2016-01-01;
    basis "金丝雀";
    heard expert "金丝雀";
    relation "金丝雀";
    excerpt "金丝雀";
    note "金丝雀";
    matter 1 "金丝雀启用前有关等等，1０米5'5'" {
        level gao;
        period long-term approved-by o "金丝雀";
        known-to "金丝雀", post "金丝雀" of o but-not group "金丝雀";
        note "金丝雀";
        covers k where p is "金丝雀" and q > 3 金丝雀;
    }
    matter 2 "金丝雀" { level gao; period until "金丝雀另行通知"; known-to s; }
    matter 3 "金丝雀" { level gao; period 9 years; known-to s; }
    matter 4 { level 金丝雀; period 4 years otherwise-provided "金丝雀"; known-to 金丝雀; produced-by 金丝雀; }
    matter 5 "金丝雀" { period long-term; covers 金丝雀 where 金丝雀 = 3; except 金丝雀; }
}
disclosure d "金丝雀" { basis "金丝雀"; item 1 "金丝雀" { note "金丝雀"; } }
waive P001 on c because "金丝雀" approved-by f until 2015-01-01;
/// 金丝雀
test "金丝雀" { given kind k where p is "金丝雀"; expect period until "金丝雀"; expect finding 金丝雀 on c; }
test "金丝雀" { given kind 金丝雀 where 金丝雀 = 金丝雀; given organ 金丝雀; expect level 金丝雀; expect may 金丝雀; }
test "金丝雀" { given kind k where p is x or p is "金丝雀" and q = -3 m; expect open; }
waive 金丝雀 on 金丝雀 because "金丝雀" approved-by 金丝雀 until 9999-12-31;
"#;

/// Slips that keep a text from parsing.
const SLIPS: [&str; 8] = [
    "organ o \"金丝雀",
    "organ o \"x\" { 金丝雀 \"金丝雀\"; tier 金丝雀 金丝雀; }",
    "金丝雀 金丝雀;",
    "organ o { note 金丝雀; tier \"金丝雀\"; tier one; tier two; }",
    "import \"金丝雀.dingmi\";",
    "import \"../../../金丝雀.dingmi\";",
    "/* 金丝雀",
    "organ \u{202e}金丝雀 \u{200b}{ }",
];

#[test]
fn nothing_of_it_is_printed() {
    let mut kinds_of_findings = 0;
    for text in SLIPS.into_iter().chain([PROGRAM]) {
        let project = Project::new().file("a.dingmi", text);
        for format in ["human", "short", "json", "sarif", "junit", "github", "gitlab"] {
            for lang in ["zh", "en"] {
                let output = project.run(&["check", "--redact", "--format", format, "--lang", lang]);
                assert!(!output.everything().contains(CANARY), "{text} leaks: {}", output.everything());
                kinds_of_findings = kinds_of_findings.max(codes(&output.everything()));
            }
        }
        let others: [&[&str]; 6] = [
            &["build", "-o", "out"],
            &["expiring", "--on", "2015-01-01", "--within", "9年"],
            &["expiring", "--on", "2015-01-01", "--within", "9y", "--format", "json"],
            &["graph", "--format", "dot"],
            &["graph", "--format", "mermaid"],
            &["graph", "--format", "svg"],
        ];
        for arguments in others {
            let output = project.run(&[arguments, &["--redact"]].concat());
            assert!(!output.everything().contains(CANARY), "{text} leaks in {arguments:?}");
        }
    }
    assert!(kinds_of_findings >= 10, "only {kinds_of_findings} kinds of finding were tried");
}

#[test]
fn without_it_the_words_are_shown() {
    let project = Project::new().file("a.dingmi", PROGRAM);
    let shown = project.run(&["check"]).everything();
    assert!(shown.contains(CANARY));
}

/// How many different codes a report holds.
fn codes(report: &str) -> usize {
    let is_code = |word: &&str| word.len() == 4 && word[1..].bytes().all(|byte| byte.is_ascii_digit());
    let mut codes: Vec<&str> = report.split(|c: char| !c.is_ascii_alphanumeric()).filter(is_code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.len()
}
