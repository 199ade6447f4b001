//! `graph` draws who authorizes whom.

use std::path::Path;

use super::project::{Outcome, Project, names};

const PROGRAM: &str = r#"
region land;
organ department "主管部门" { tier central; role secrecy-administration; region land; }
organ maker "机关" { tier central; region land; }
organ office { tier provincial; superior maker; region land; }
organ yard { tier unit; superior maker; until 2030-01-01; succeeded-by next; }
organ next { tier unit; since 2030-01-02; }
organ apart { tier unit; }
organ nobody { tier unit; }
catalogue c under cn-2014 { issued-by maker, department; dated 2015-01-01; in-force from 2015-02-01; }
authorization good from maker to yard {
    level up-to jimi; matters c; instrument "〔2024〕1号" dated 2024-01-01; term 2024-01-01 .. 2028-12-31;
    filed-with department on 2024-02-01;
}
authorization over from maker to yard {
    level up-to mimi; matters c; instrument "〔2018〕1号" dated 2018-01-01; term 2018-01-01 .. 2022-12-31;
    filed-with department on 2018-02-01;
}
authorization oral from office to apart { level up-to mimi; matters c; term 2024-01-01 .. 2028-12-31; }
"#;

fn drawn(project: &Project, arguments: &[&str]) -> Outcome {
    let mut all = vec!["graph", "--on", "2026-11-23"];
    all.extend(arguments);
    let outcome = project.run(&all);
    outcome.expect(0, &[]);
    outcome
}

#[test]
fn the_examples_in_every_format() {
    for (name, format, lang) in
        [("dot", "dot", "en"), ("mermaid", "mermaid", "zh"), ("svg", "svg", "zh"), ("svg_in_english", "svg", "en")]
    {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let arguments = ["graph", "policies/examples", "--on", "2026-11-23", "--format", format, "--lang", lang];
        let output = Project::new().command(&arguments).current_dir(root).output().unwrap();
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
        insta::assert_snapshot!(name, String::from_utf8(output.stdout).unwrap());
    }
}

#[test]
fn lines_say_how_a_grant_stands() {
    let project = Project::new().file("a.dingmi", PROGRAM);
    let dot = drawn(&project, &["--format", "dot"]).stdout;
    let line = |start: &str| dot.lines().find(|line| line.trim().starts_with(start) && line.contains("label")).unwrap();
    assert!(
        line(r##""maker" -> "yard" [color="#1f4e8c""##).contains(r"good\n≤ jimi 机密 (2)\n2024-01-01 – 2028-12-31")
    );
    assert!(line(r##""maker" -> "yard" [color="#868c94", style=dashed"##).contains("over"));
    assert!(line(r##""office" -> "apart" [color="#c62828""##).contains("A007 A008"));
    assert!(dot.contains(r#""yard" -> "next" [arrowhead=vee"#) && dot.contains(r#""maker" -> "office" ["#));
    // On another day another grant holds, and nothing is wrong yet with the one that is made later.
    let dot = project.run(&["graph", "--format", "dot", "--on", "2020-01-01"]).stdout;
    let office = dot.lines().find(|line| line.contains(r#""office" -> "apart""#)).unwrap();
    assert!(office.contains("style=dashed") && !office.contains("A007"), "{office}");
}

#[test]
fn what_is_wrong_with_another_of_the_same_name_is_not_held_against_a_grant() {
    let text =
        PROGRAM.replace("catalogue c under", "catalogue good under cn-2014 { issued-by office; }\ncatalogue c under");
    let text = format!("{text}\ncatalogue oral under cn-2014 {{ issued-by office; }}\n");
    let dot = drawn(&Project::new().file("a.dingmi", text), &["--format", "dot"]).stdout;
    assert!(dot.contains("A007 A008") && !dot.contains("A001"), "{dot}");
}

#[test]
fn only_organs_with_relations_are_drawn_unless_one_is_asked_for() {
    let project = Project::new().file("a.dingmi", PROGRAM);
    assert!(!drawn(&project, &["--format", "dot"]).stdout.contains("nobody"));
    assert!(drawn(&project, &["--format", "dot", "--focus", "nobody"]).stdout.contains("nobody"));
    let around = drawn(&project, &["--format", "dot", "--focus", "apart"]).stdout;
    let organs = ["\"apart\" [", "\"office\" ["];
    assert!(organs.iter().all(|organ| around.contains(organ)) && !around.contains("maker"), "{around}");
    let around = drawn(&project, &["--format", "dot", "--focus", "yard"]).stdout;
    assert!(["maker", "next"].iter().all(|organ| around.contains(organ)) && !around.contains("office"), "{around}");
    let outcome = project.run(&["graph", "--format", "dot", "--focus", "makr"]);
    outcome.expect(2, &["--focus: no organ `makr` is declared", "did you mean `maker`"]);
}

#[test]
fn titles_are_hostile_and_hurt_nothing() {
    let title = r#"\"]; --> </title><script>x</script> & `#35;` %% end <b>"#;
    let text = format!("organ a \"{title}\" {{ tier unit; superior b; }} organ b {{ tier unit; }}");
    let project = Project::new().file("a.dingmi", text);
    let svg = drawn(&project, &["--format", "svg"]).stdout;
    assert!(!svg.contains("<script") && svg.matches("<title>").count() == 1, "{svg}");
    let mermaid = drawn(&project, &["--format", "mermaid"]).stdout;
    let organ = mermaid.lines().find(|line| line.contains("n0(")).unwrap();
    assert_eq!(organ.matches('"').count(), 2, "{organ}");
    let dot = drawn(&project, &["--format", "dot"]).stdout;
    assert!(dot.contains(r#"label="\"]; "#), "{dot}");
}

#[test]
fn redacted_it_shows_ids_only() {
    let project = Project::new().file("a.dingmi", PROGRAM);
    for format in ["dot", "mermaid", "svg"] {
        let shown = drawn(&project, &["--format", format, "--redact", "--lang", "en"]).stdout;
        assert!(shown.contains("jimi") && shown.contains("maker"), "{shown}");
        assert!(!shown.contains("机"), "{shown}");
    }
}

#[test]
fn a_file_is_written_whole() {
    let project = Project::new().file("a.dingmi", PROGRAM).file("out/old.svg", "old").file("dir.svg/x", "");
    let written = drawn(&project, &["--format", "svg", "-o", "out/old.svg"]);
    assert_eq!(written.stdout, "");
    assert_eq!(project.read("out/old.svg"), drawn(&project, &["--format", "svg"]).stdout);
    assert_eq!(names(&project.path("out")), ["old.svg"]);
    project
        .run(&["graph", "--format", "svg", "-o", "dir.svg"])
        .expect(3, &["dir.svg: cannot write: it is a directory"]);
    project.run(&["graph", "--format", "svg", "-o", "none/new.svg"]).expect(3, &["none/new.svg: cannot write"]);
}

#[test]
fn what_is_too_much_for_a_picture_is_said() {
    let organs: String = (0..2_001).map(|at| format!("organ o{at} {{ tier unit; superior top; }}\n")).collect();
    let project = Project::new().file("a.dingmi", format!("organ top {{ tier unit; }}\n{organs}"));
    let outcome = project.run(&["graph", "--format", "svg"]);
    outcome.expect(2, &["2002 organs and 2001 lines are too many for one picture: at most 2000", "--focus ORGAN"]);
    drawn(&project, &["--format", "dot"]);
    drawn(&project, &["--format", "svg", "--focus", "o7"]);
}

#[test]
fn a_broken_program_is_not_drawn() {
    let project = Project::new().file("a.dingmi", "??");
    assert_eq!(project.run(&["graph", "--format", "svg"]).expect(1, &["nothing is shown"]).stdout, "");
    project.run(&["graph", "--format", "png"]).expect(2, &["svg"]);
}
