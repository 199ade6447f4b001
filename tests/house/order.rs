//! The order in which files come does not show in what is said of them.

use dingmi::Program;
use dingmi::diagnostic::{Diagnostic, Lang, Privacy};

use crate::folder::{Repository, check};

/// Files that are wrong in ways that depend on one another: names declared twice and alike, references from one to the
/// other, in a folder order that differs from the order of names.
const TEXTS: [(&str, &str); 4] = [
    (
        "b.dingmi",
        "organ maker { tier central; }\nregion a1; region c in al; catalogue late { replaces early; matter 1 \"甲\" { } }",
    ),
    ("a.dingmi", "organ maker { tier unit; superior other; }\nregion al; region a1;"),
    (
        "c.dingmi",
        "organ other { tier central; superior nobody; } catalogue early under cn-2014 { issued-by maker; matter 1 { level nolevel; } }",
    ),
    ("a/a.dingmi", "waive P001 on late#1; organ nobody2 { tier county; } kind; catalogue"),
];

#[test]
fn findings_do_not_depend_on_the_order_of_files() {
    let mut texts = TEXTS.map(|(name, text)| (name.to_owned(), text.to_owned()));
    for broken in [true, false] {
        let used = if broken { 4 } else { 3 };
        let expected = said(&texts[..used]);
        assert!(expected.len() > 1, "{expected:?}");
        permute(&mut texts[..used], &mut |texts| assert_eq!(said(texts), expected));
    }
}

fn said(texts: &[(String, String)]) -> Vec<String> {
    let program = Program::load(texts.to_vec(), &Repository);
    let (_, diagnostics) = check(&program);
    let say = |finding: &Diagnostic| {
        let places = finding.labels.iter().map(|label| {
            let at = program.sources().line_column(label.span);
            format!("{}:{}:{}", program.sources().name_of(label.span), at.line, at.column)
        });
        let message = finding.message.render(Lang::En, Privacy::Open);
        format!("{} {message} {:?}", finding.kind.code, places.collect::<Vec<_>>())
    };
    diagnostics.iter().map(say).collect()
}

/// Calls `visit` with every order of the texts.
fn permute<T>(items: &mut [T], visit: &mut dyn FnMut(&[T])) {
    fn from<T>(items: &mut [T], fixed: usize, visit: &mut dyn FnMut(&[T])) {
        if fixed == items.len() {
            return visit(items);
        }
        for index in fixed..items.len() {
            items.swap(fixed, index);
            from(items, fixed + 1, visit);
            items.swap(fixed, index);
        }
    }
    from(items, 0, visit);
}
