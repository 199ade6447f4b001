//! Who may know, in each kind of role.

use dingmi_catalogue::MayKnow::{No, Unclear, Yes};
use dingmi_catalogue::{MayKnow, Subject};

use crate::forms::compiled;

const TEXT: &str = "organ top; organ middle { superior top; } organ low { superior middle; } organ other;
    officer chief of middle { head; } officer clerk of low { designated-by chief; } officer guest of other { head; }
    catalogue c \"目录\" under cn-2014 { issued-by top; in-force from 2014-03-01;
    matter staff \"甲\" { level mimi; period 1 years; known-to middle; }
    matter below \"乙\" { level mimi; period 1 years; known-to organ middle and below; }
    matter post \"丙\" { level mimi; period 1 years; known-to post \"电 报员\" of middle; }
    matter any \"丁\" { level mimi; period 1 years; known-to post \"员\"; }
    matter but \"戊\" { level mimi; period 1 years; known-to organ middle and below but-not post \"员\" of low, officer chief; }
    matter named \"己\" { level mimi; period 1 years; known-to officer clerk; }
    matter group \"庚\" { level mimi; period 1 years; known-to group \"用 户\" approved-by top; }
    matter words \"辛\" { level mimi; period 1 years; known-to \"有关人员\", middle; }
    matter none \"壬\" { level mimi; period 1 years; } }";

#[test]
fn each_kind_of_role() {
    let catalogue = compiled(TEXT);
    let ask = |who: Subject<'_>, row: &str| catalogue.may_know(who, catalogue.matter(&format!("c#{row}")).unwrap());
    let organ = |id: &str| catalogue.organ(id).unwrap();
    let staff = |id: &str| Subject::Staff(organ(id));
    let post = |id: &str, title: &'static str| Subject::Post { organ: organ(id), title };
    let officer = |id: &str| Subject::Officer(catalogue.officer(id).unwrap());
    let group = |name: &'static str, by: Option<&str>| Subject::Group { name, approved_by: by.map(organ) };

    let check = |row: &str, expected: &[(Subject<'_>, MayKnow)]| {
        for (who, answer) in expected {
            assert_eq!(ask(*who, row), *answer, "{row} {who:?}");
        }
    };
    check("staff", &[(staff("middle"), Yes), (staff("low"), No), (staff("top"), No), (post("middle", "员"), Yes)]);
    check("staff", &[(officer("chief"), Yes), (officer("clerk"), No), (group("用 户", None), No)]);
    check("below", &[(staff("middle"), Yes), (staff("low"), Yes), (staff("top"), No), (staff("other"), No)]);
    check(
        "below",
        &[(officer("clerk"), Yes), (officer("guest"), No), (post("low", "员"), Yes), (post("top", "员"), No)],
    );
    check(
        "post",
        &[(post("middle", "电 报员"), Yes), (post("middle", "电　 报员 "), Yes), (post("middle", "电报员"), No)],
    );
    check("post", &[(post("low", "电 报员"), No), (staff("middle"), No), (officer("chief"), No)]);
    check(
        "any",
        &[(post("other", "员"), Yes), (post("low", "员"), Yes), (post("low", "职员"), No), (staff("low"), No)],
    );
    check(
        "but",
        &[(post("low", "员"), No), (post("middle", "员"), Yes), (post("low", "职员"), Yes), (staff("low"), Yes)],
    );
    check("but", &[(officer("chief"), No), (officer("clerk"), Yes), (staff("middle"), Yes), (staff("other"), No)]);
    check("named", &[(officer("clerk"), Yes), (officer("chief"), No), (staff("low"), No), (post("low", "员"), No)]);
    check("group", &[(group("用 户", Some("top")), Yes), (group("用　户", Some("top")), Yes)]);
    check(
        "group",
        &[(group("用 户", None), No), (group("用 户", Some("middle")), No), (group("用户", Some("top")), No)],
    );
    check(
        "words",
        &[(staff("middle"), Yes), (staff("low"), Unclear), (officer("chief"), Yes), (officer("guest"), Unclear)],
    );
    check("none", &[(staff("middle"), Unclear), (officer("chief"), Unclear), (group("用 户", Some("top")), Unclear)]);
}

#[test]
fn who_is_of_another_image_is_nobody_here() {
    let (one, other) = (compiled(TEXT), compiled(TEXT));
    let row = one.matter("c#below").unwrap();
    assert_eq!(one.may_know(Subject::Staff(other.organ("low").unwrap()), row), No);
    assert_eq!(one.may_know(Subject::Officer(other.officer("clerk").unwrap()), row), No);
}
