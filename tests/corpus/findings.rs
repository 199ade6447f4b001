//! Fixtures that say the expected findings in their own text: `// error: P001 (what), note: S007` at the end of a line
//! expects findings of these severities and codes that begin on it, and nothing else is expected.

use dingmi::Program;
use dingmi::diagnostic::Diagnostic;

use crate::folder::{Repository, check, load};

#[test]
fn every_fixture_finds_what_it_says() {
    let mut names = Repository::sources("tests/fixtures/findings");
    names.extend(Repository::sources("tests/fixtures/regimes"));
    assert!(names.len() > 5, "the fixtures are gone");
    for name in names {
        let program = load(std::slice::from_ref(&name));
        let (_, diagnostics) = check(&program);
        assert_eq!(found(&program, &diagnostics), expected(&program), "in {name}");
    }
}

/// `file:line severity: CODE`
fn found(program: &Program, diagnostics: &[Diagnostic]) -> Vec<String> {
    let line = |diagnostic: &Diagnostic| program.sources().line_column(diagnostic.span()).line;
    let name = |diagnostic: &Diagnostic| program.sources().name_of(diagnostic.span());
    let mut found: Vec<String> = diagnostics
        .iter()
        .map(|each| format!("{}:{} {}: {}", name(each), line(each), each.severity.id(), each.kind.code))
        .collect();
    found.sort();
    found
}

fn expected(program: &Program) -> Vec<String> {
    let mut expected = Vec::new();
    for (_, source) in program.sources().iter().filter(|(_, source)| !source.is_embedded()) {
        for (index, line) in source.text().lines().enumerate() {
            let Some((code, comment)) = line.rsplit_once("// ") else { continue };
            if code.trim().is_empty() {
                continue;
            }
            let words: Vec<&str> = comment.split_whitespace().collect();
            for pair in words.windows(2) {
                if let [severity @ ("error:" | "warning:" | "note:"), code] = pair {
                    let code = code.trim_end_matches(',');
                    expected.push(format!("{}:{} {severity} {code}", source.name(), index + 1));
                }
            }
        }
    }
    expected.sort();
    expected
}
