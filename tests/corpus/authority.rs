//! What is said of the worlds of authority: the chain, hop by hop, with its places and articles, and what fails in it.

use dingmi::diagnostic::{Diagnostic, Lang, Message, Privacy};

use crate::folder::{Repository, check, load};

#[test]
fn each_finding_shows_its_chain() {
    for name in Repository::sources("tests/fixtures/findings/authority") {
        let program = load(std::slice::from_ref(&name));
        let (_, diagnostics) = check(&program);
        let place = |span| {
            let at = program.sources().line_column(span);
            let file = program.sources().name_of(span);
            format!("{}:{}:{}", file.rsplit('/').next().unwrap(), at.line, at.column)
        };
        let said: String = diagnostics.iter().map(|finding| told(finding, place)).collect();
        let name = name.rsplit('/').next().unwrap().trim_end_matches(".dingmi").to_owned();
        insta::assert_snapshot!(name, said);
    }
}

fn told(finding: &Diagnostic, place: impl Fn(dingmi::source::Span) -> String) -> String {
    let say = |message: &Message| message.render(Lang::En, Privacy::Open);
    let from = finding.from.map(|day| format!("from {day}: ")).unwrap_or_default();
    let mut text = format!("{}[{}] {from}{}\n", finding.severity.id(), finding.kind.code, say(&finding.message));
    for label in &finding.labels {
        text += format!("  {} {}", place(label.span), say(&label.message)).trim_end();
        text += "\n";
    }
    for help in &finding.help {
        text += &format!("  help: {}\n", say(help));
    }
    let cites: Vec<String> = finding.cites.iter().map(|cite| format!("{} {}", cite.law, cite.article)).collect();
    text + &format!("  law: {}\n\n", cites.join(", "))
}
