//! Diagram → Mermaid, for pages that render it.

use super::legend::{LEGEND, Look};
use super::{Diagram, Edge, EdgeKind};

pub(super) fn write(diagram: &Diagram) -> String {
    let mut out = format!("---\ntitle: \"{}\"\n---\nflowchart TB\n", diagram.heading());
    for (at, node) in diagram.nodes.iter().enumerate() {
        out += &format!("    n{at}(\"{}\")\n", escaped(&node.lines()));
        if !node.exists {
            out += &format!("    style n{at} stroke:#868c94,color:#5f656d,stroke-dasharray:4 3\n");
        }
        if node.is_focus {
            out += &format!("    style n{at} stroke-width:3px\n");
        }
    }
    for edge in &diagram.edges {
        out += &line(edge);
    }
    out += &legend(diagram);
    out += &styles(diagram);
    out
}

fn line(edge: &Edge) -> String {
    let look = Look::of(&edge.kind);
    let label = match &edge.kind {
        EdgeKind::Grant(grant) => format!("|\"{}\"|", escaped(&grant.lines())),
        EdgeKind::Superior | EdgeKind::Succession => String::new(),
    };
    format!("    n{} {}{label} n{}\n", edge.from, arrow(look), edge.to)
}

fn arrow(look: Look) -> &'static str {
    match look {
        Look::Grant | Look::Broken => "-->",
        Look::Idle | Look::BrokenIdle => "-.->",
        Look::Superior => "-.-",
        Look::Succession => "==>",
    }
}

fn legend(diagram: &Diagram) -> String {
    let mut out = format!("    subgraph legend [\"{}\"]\n", LEGEND.get(diagram.lang));
    for (at, (look, meaning)) in diagram.legend().into_iter().enumerate() {
        let meaning = escaped(&[meaning.to_owned()]);
        out += &format!("        l{at}a(( )) {}|\"{meaning}\"| l{at}b(( ))\n", arrow(look));
    }
    if let Some(meaning) = diagram.legend_of_frames() {
        out += &format!("        frame[\"{}\"]\n", escaped(&[meaning.to_owned()]));
    }
    out += "    end\n";
    out
}

/// Colours go by the number of the line, those of the legend last.
fn styles(diagram: &Diagram) -> String {
    let looks = diagram.edges.iter().map(|edge| Look::of(&edge.kind));
    let all = looks.chain(diagram.legend().into_iter().map(|(look, _)| look));
    all.enumerate().map(|(at, look)| format!("    linkStyle {at} stroke:{0},color:{0}\n", look.color())).collect()
}

/// Lines as one label. Whatever is no letter, digit or harmless sign is written as its number, so that neither Mermaid
/// nor HTML reads anything into it.
fn escaped(lines: &[String]) -> String {
    lines.iter().map(|line| line.chars().map(character).collect::<String>()).collect::<Vec<_>>().join("<br/>")
}

fn character(c: char) -> String {
    if c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | ',' | ':' | '–' | '…' | '≤' | '，' | '、' | '（' | '）')
    {
        c.to_string()
    } else {
        format!("#{};", u32::from(c))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_its_quotes() {
        let hostile = "\"] --> x<script>`#quot;\n%%".to_owned();
        let shown = escaped(&[hostile]);
        assert!(!shown.contains(['"', ']', '<', '>', '`', '%', '\n']), "{shown}");
        assert!(shown.contains("#35;quot#59;"), "{shown}");
    }
}
