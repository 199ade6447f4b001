//! Diagram → DOT, for graphviz.

use super::legend::{LEGEND, Look};
use super::{Diagram, Edge, EdgeKind, Node};

pub(super) fn write(diagram: &Diagram) -> String {
    let mut out = String::from("digraph dingmi {\n");
    out += &format!(
        "    graph [charset=\"UTF-8\", rankdir=TB, bgcolor=\"white\", newrank=true, labelloc=t, label={}]\n",
        quoted(&diagram.heading())
    );
    out += "    node [shape=box, style=\"rounded,filled\", fillcolor=\"#f6f8fb\", color=\"#44546a\", fontsize=12]\n";
    out += "    edge [fontsize=10]\n";
    for node in &diagram.nodes {
        out += &organ(node);
    }
    for edge in &diagram.edges {
        out += &line(diagram, edge);
    }
    out += &legend(diagram);
    out += "}\n";
    out
}

fn organ(node: &Node) -> String {
    let mut attributes = format!("label={}", quoted(&node.lines().join("\n")));
    if !node.exists {
        attributes += ", style=\"rounded,dashed\", color=\"#868c94\", fontcolor=\"#5f656d\"";
    }
    if node.is_focus {
        attributes += ", penwidth=2.5";
    }
    format!("    {} [{attributes}]\n", quoted(&node.id))
}

fn line(diagram: &Diagram, edge: &Edge) -> String {
    let look = Look::of(&edge.kind);
    let ends = [edge.from, edge.to].map(|organ| quoted(&diagram.nodes[organ].id));
    let label = match &edge.kind {
        EdgeKind::Grant(grant) => {
            let label = quoted(&grant.lines().join("\n"));
            format!(", label={label}, fontcolor=\"{}\"", look.color())
        }
        EdgeKind::Superior | EdgeKind::Succession => String::new(),
    };
    format!("    {} -> {} [{}{label}]\n", ends[0], ends[1], style(look))
}

fn style(look: Look) -> String {
    let style = match look {
        Look::Grant => "penwidth=1.6",
        Look::Idle => "style=dashed",
        Look::Broken => "penwidth=2.2",
        Look::BrokenIdle => "style=dashed, penwidth=2.2",
        Look::Superior => "style=dotted, arrowhead=none",
        Look::Succession => "arrowhead=vee, style=bold, color=\"#7a4aa0:#7a4aa0\"",
    };
    if look == Look::Succession { style.to_owned() } else { format!("color=\"{}\", {style}", look.color()) }
}

/// Each kind of line once, in a frame of its own.
fn legend(diagram: &Diagram) -> String {
    let mut out = format!(
        "    subgraph cluster_legend {{\n        label={}; color=\"#c8ccd2\"; fontsize=11\n",
        quoted(LEGEND.get(diagram.lang))
    );
    out += "        node [shape=point, width=0.04, color=\"#c8ccd2\", label=\"\"]\n";
    for (at, (look, meaning)) in diagram.legend().iter().enumerate() {
        let meaning = quoted(meaning);
        out += &format!(
            "        \"legend#{at}a\" -> \"legend#{at}b\" [{}, label={meaning}, fontcolor=\"#333333\"]\n",
            style(*look)
        );
    }
    if let Some(meaning) = diagram.legend_of_frames() {
        out += &format!(
            "        \"legend#frame\" [shape=plaintext, style=\"\", fontsize=10, label={}]\n",
            quoted(meaning)
        );
    }
    out += "    }\n";
    out
}

/// A string that is one whatever stands in it. graphviz reads backslashes and entities in labels.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '&' => out.push_str("&amp;"),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_its_quotes() {
        assert_eq!(quoted("a\"]; x -> y\\"), r#""a\"]; x -> y\\""#);
        assert_eq!(quoted("\\N &lt;b>\n"), r#""\\N &amp;lt;b>\n""#);
    }
}
