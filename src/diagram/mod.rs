//! Who authorizes whom, as a picture: the organs of a model, the authorizations between them, who is above whom and who
//! took over from whom. One file a format; same model, same bytes.

mod collect;
mod dot;
mod layout;
mod legend;
mod mermaid;
mod svg;
mod text;

use jiff::civil::Date;

use crate::diagnostic::{Lang, Privacy};

pub use self::collect::{Broken, collect};

/// What is drawn.
#[derive(Debug)]
pub struct Diagram {
    pub as_of: Date,
    pub lang: Lang,
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
}

/// An organ.
#[derive(Debug)]
pub struct Node {
    pub id: String,
    /// The author's words: absent when redacted.
    pub title: Option<String>,
    pub tier: Option<String>,
    /// Whether it exists on the day.
    pub exists: bool,
    pub is_focus: bool,
}

/// A relation between two organs, by their places in the diagram.
#[derive(Debug)]
pub struct Edge {
    pub from: usize,
    pub to: usize,
    pub kind: EdgeKind,
}

#[derive(Debug)]
pub enum EdgeKind {
    Grant(Grant),
    /// From the superior down.
    Superior,
    /// To the successor.
    Succession,
}

/// An authorization.
#[derive(Debug)]
pub struct Grant {
    pub id: String,
    /// The highest level: id, name and rank.
    pub level: Option<String>,
    pub term: String,
    pub is_in_force: bool,
    /// The rules that it breaks, by code.
    pub breaks: Vec<&'static str>,
}

/// For whom a diagram is made, and of what part.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    pub lang: Lang,
    pub privacy: Privacy,
    /// The id of the organ to show with what it is connected to.
    pub focus: Option<&'a str>,
}

/// The picture is more than can be laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TooLarge;

/// Organs that an SVG draws at most: more is no longer a picture.
pub const MOST_ORGANS: usize = 2_000;
/// Lines that an SVG draws at most.
pub const MOST_LINES: usize = 8_000;

impl Diagram {
    pub fn to_dot(&self) -> String {
        dot::write(self)
    }

    pub fn to_mermaid(&self) -> String {
        mermaid::write(self)
    }

    pub fn to_svg(&self) -> Result<String, TooLarge> {
        if self.nodes.len() > MOST_ORGANS || self.edges.len() > MOST_LINES {
            return Err(TooLarge);
        }
        svg::write(self)
    }
}

impl Grant {
    /// What stands beside its line.
    fn lines(&self) -> Vec<String> {
        let mut lines = vec![self.id.clone()];
        lines.extend(self.level.clone());
        lines.push(self.term.clone());
        if !self.breaks.is_empty() {
            lines.push(format!("✗ {}", self.breaks.join(" ")));
        }
        lines
    }
}

impl Node {
    /// Title, id and tier, the title wrapped.
    fn lines(&self) -> Vec<String> {
        let mut lines = self.title.as_deref().map(text::wrap).unwrap_or_default();
        lines.push(self.id.clone());
        lines.extend(self.tier.as_ref().map(|tier| format!("[{tier}]")));
        lines
    }
}
