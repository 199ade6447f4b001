//! Which language a run speaks.

use super::project::Project;

#[test]
fn the_locale_chooses_by_the_order_of_posix() {
    for (env, words) in [
        (&[("LANG", "zh_CN.UTF-8")][..], "1 个文件"),
        (&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C.UTF-8")], "in 1 file"),
        (&[("LC_MESSAGES", "zh_TW.UTF-8")], "1 个文件"),
        (&[("LANG", "")], "in 1 file"),
        (&[("LANG", "de_DE.UTF-8")], "in 1 file"),
    ] {
        let project = Project::new().file("a.dingmi", "");
        let project = env.iter().fold(project, |project, (name, value)| project.env(name, value));
        project.run(&["check"]).expect(0, &[words]);
    }
}

#[test]
fn frames_are_ascii_where_the_locale_is_not_utf8() {
    let project = Project::new().file("a.dingmi", "??");
    assert!(project.run(&["check"]).stdout.contains("╭─["));
    let project = project.env("LANG", "zh_CN.GB18030");
    assert!(project.run(&["check"]).stdout.contains(",-["));
}
