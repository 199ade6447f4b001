//! Diagram → SVG, a picture that stands by itself.

use super::layout::{Layout, Line, Rect, Route, Size, lay_out};
use super::legend::{LEGEND, LOOKS, Look};
use super::text::pixels;
use super::{Diagram, Edge, EdgeKind, Grant, Node, TooLarge};

const FONTS: &str = "'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',\
                     'WenQuanYi Micro Hei',sans-serif";
const MARGIN: i64 = 24;
const HEADING: i64 = 40;
const TITLE_SIZE: i64 = 14;
const SMALL_SIZE: i64 = 11;
const TITLE_LINE: i64 = 20;
const SMALL_LINE: i64 = 15;
const LEGEND_LINE: i64 = 22;
const LEGEND_SAMPLE: i64 = 48;

pub(super) fn write(diagram: &Diagram) -> Result<String, TooLarge> {
    let organs: Vec<Organ<'_>> = diagram.nodes.iter().enumerate().map(|(at, node)| organ(diagram, at, node)).collect();
    let edges: Vec<&Edge> = diagram.edges.iter().filter(|edge| edge.from != edge.to).collect();
    let sizes: Vec<Size> = organs.iter().map(Organ::size).collect();
    let lines: Vec<Line> = edges.iter().map(|edge| line(edge)).collect();
    let layout = lay_out(&sizes, &lines)?;
    let legend = legend_size(diagram);
    let width = layout.size.0.max(legend.0).max(pixels(&diagram.heading(), 16)) + 2 * MARGIN;
    let height = HEADING + layout.size.1 + 2 * MARGIN + legend.1;
    let mut out = head(diagram, width, height);
    out += &format!("<g transform=\"translate({MARGIN} {})\">\n", HEADING + MARGIN / 2);
    out += &drawn(&edges, &layout, &organs);
    out += "</g>\n";
    out += &legend_block(diagram, MARGIN, HEADING + MARGIN + layout.size.1 + MARGIN / 2);
    out += "</svg>\n";
    Ok(out)
}

fn head(diagram: &Diagram, width: i64, height: i64) -> String {
    let heading = escaped(&diagram.heading());
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" xml:lang=\"{}\" font-family=\"{FONTS}\">\n<title>{heading}</title>\n",
        diagram.lang_tag()
    );
    out += "<defs>\n";
    for look in LOOKS.into_iter().filter(|look| *look != Look::Superior) {
        out += &format!(
            "<marker id=\"{}\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"10\" markerHeight=\"10\" \
             markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 1 L10 5 L0 9 z\" fill=\"{}\"/></marker>\n",
            name(look),
            look.color()
        );
    }
    out += "</defs>\n";
    out += &format!("<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n");
    out += &format!(
        "<text x=\"{MARGIN}\" y=\"30\" font-size=\"16\" font-weight=\"bold\" fill=\"#222222\">{heading}</text>\n"
    );
    out
}

/// A box: lines of text with their size and colour.
struct Organ<'d> {
    node: &'d Node,
    lines: Vec<(String, Style)>,
}

#[derive(Clone, Copy)]
struct Style {
    size: i64,
    color: &'static str,
    is_bold: bool,
}

/// Grants to itself stand in the box: there is no line to put them on.
fn organ<'d>(diagram: &'d Diagram, at: usize, node: &'d Node) -> Organ<'d> {
    let title = Style { size: TITLE_SIZE, color: "#1c2733", is_bold: false };
    let small = Style { size: SMALL_SIZE, color: "#5f656d", is_bold: false };
    let titles = node.title.as_deref().map(super::text::wrap).unwrap_or_default();
    let has_title = !titles.is_empty();
    let mut lines: Vec<(String, Style)> = titles.into_iter().map(|line| (line, title)).collect();
    lines.push((node.id.clone(), if has_title { small } else { title }));
    lines.extend(node.tier.as_ref().map(|tier| (format!("[{tier}]"), small)));
    for edge in diagram.edges.iter().filter(|edge| edge.from == at && edge.to == at) {
        let own = Style { color: Look::of(&edge.kind).color(), ..small };
        let said = match &edge.kind {
            EdgeKind::Grant(grant) => grant.lines(),
            EdgeKind::Superior | EdgeKind::Succession => vec![Look::of(&edge.kind).text().get(diagram.lang).to_owned()],
        };
        lines.push((format!("⟲ {}", said.join("  ")), own));
    }
    Organ { node, lines }
}

impl Organ<'_> {
    fn size(&self) -> Size {
        block_size(&self.lines, 14, 9)
    }
}

fn block_size(lines: &[(String, Style)], beside: i64, above: i64) -> Size {
    let width = lines.iter().map(|(line, style)| pixels(line, style.size)).max().unwrap_or(0);
    (width + 2 * beside, lines.iter().map(|(_, style)| line_height(*style)).sum::<i64>() + 2 * above)
}

fn line_height(style: Style) -> i64 {
    if style.size == TITLE_SIZE { TITLE_LINE } else { SMALL_LINE }
}

fn line(edge: &Edge) -> Line {
    let label = match &edge.kind {
        EdgeKind::Grant(grant) => Some(block_size(&label_lines(grant, "#000000"), 7, 4)),
        EdgeKind::Superior | EdgeKind::Succession => None,
    };
    Line { from: edge.from, to: edge.to, label }
}

fn label_lines(grant: &Grant, color: &'static str) -> Vec<(String, Style)> {
    let lines = grant.lines().into_iter().enumerate();
    lines.map(|(at, line)| (line, Style { size: SMALL_SIZE, color, is_bold: at == 0 })).collect()
}

/// Lines first, the more important ones over the others, then what they say, then the boxes.
fn drawn(edges: &[&Edge], layout: &Layout, organs: &[Organ<'_>]) -> String {
    let mut order: Vec<(Look, &Edge, &Route)> =
        edges.iter().zip(&layout.routes).map(|(edge, route)| (Look::of(&edge.kind), *edge, route)).collect();
    let over = [Look::Superior, Look::Succession, Look::Idle, Look::Grant, Look::BrokenIdle, Look::Broken];
    order.sort_by_key(|(look, ..)| over.iter().position(|each| each == look));
    let mut out = String::new();
    for (look, edge, route) in &order {
        out += &format!("<g>{}{}</g>\n", tooltip(edge), path(&route.points, *look));
    }
    for (look, edge, route) in &order {
        if let (EdgeKind::Grant(grant), Some(rect)) = (&edge.kind, route.label) {
            let frame = format!("fill=\"#ffffff\" stroke=\"{}\" stroke-width=\"0.8\"{}", look.color(), dashes(*look));
            out += &block(rect, &label_lines(grant, look.color()), 4, &frame, 3);
        }
    }
    for (organ, rect) in organs.iter().zip(&layout.boxes) {
        out += &block(*rect, &organ.lines, 9, &frame(organ.node), 6);
    }
    out
}

fn tooltip(edge: &Edge) -> String {
    match &edge.kind {
        EdgeKind::Grant(grant) => format!("<title>{}</title>", escaped(&grant.lines().join("  "))),
        EdgeKind::Superior | EdgeKind::Succession => String::new(),
    }
}

fn frame(node: &Node) -> String {
    let width = if node.is_focus { "2.6" } else { "1.2" };
    if node.exists {
        format!("fill=\"#f3f6fa\" stroke=\"#44546a\" stroke-width=\"{width}\"")
    } else {
        format!("fill=\"#fafafa\" stroke=\"#868c94\" stroke-width=\"{width}\" stroke-dasharray=\"4 3\"")
    }
}

/// A frame and its lines, in the middle.
fn block(rect: Rect, lines: &[(String, Style)], above: i64, frame: &str, round: i64) -> String {
    let Rect { x, y, width, height } = rect;
    let mut out = format!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{round}\" {frame}/>\n");
    let mut top = y + above;
    for (line, style) in lines {
        let baseline = top + (line_height(*style) + style.size) / 2 - 2;
        let weight = if style.is_bold { " font-weight=\"bold\"" } else { "" };
        out += &format!(
            "<text x=\"{}\" y=\"{baseline}\" text-anchor=\"middle\" font-size=\"{}\"{weight} fill=\"{}\">{}</text>\n",
            x + width / 2,
            style.size,
            style.color,
            escaped(line)
        );
        top += line_height(*style);
    }
    out
}

/// Straight through the rows, curved between them.
fn path(points: &[(i64, i64)], look: Look) -> String {
    let mut way = String::new();
    let mut last = (0, 0);
    for (at, (x, y)) in points.iter().copied().enumerate() {
        way += &match at {
            0 => format!("M{x} {y}"),
            _ if at % 2 == 1 || x == last.0 => format!(" L{x} {y}"),
            _ => {
                let between = (last.1 + y) / 2;
                format!(" C{} {between} {x} {between} {x} {y}", last.0)
            }
        };
        last = (x, y);
    }
    let width = match look {
        Look::Superior => "1.2",
        Look::Idle => "1.3",
        Look::Grant | Look::Succession => "1.7",
        Look::Broken | Look::BrokenIdle => "2.2",
    };
    let end = if look == Look::Superior { String::new() } else { format!(" marker-end=\"url(#{})\"", name(look)) };
    let (color, dashes) = (look.color(), dashes(look));
    format!("<path d=\"{way}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\"{dashes}{end}/>")
}

fn dashes(look: Look) -> &'static str {
    match look {
        Look::Grant | Look::Broken => "",
        Look::Idle | Look::BrokenIdle => " stroke-dasharray=\"7 4\"",
        Look::Superior => " stroke-dasharray=\"1.5 3.5\"",
        Look::Succession => " stroke-dasharray=\"12 3 2 3\"",
    }
}

fn name(look: Look) -> &'static str {
    match look {
        Look::Grant => "grant",
        Look::Idle => "idle",
        Look::Broken => "broken",
        Look::BrokenIdle => "broken-idle",
        Look::Superior => "superior",
        Look::Succession => "succession",
    }
}

fn legend_size(diagram: &Diagram) -> Size {
    let meanings = diagram.legend().into_iter().map(|(_, meaning)| meaning).chain(diagram.legend_of_frames());
    let widths: Vec<i64> = meanings.map(|meaning| pixels(meaning, SMALL_SIZE)).collect();
    let rows = widths.len() as i64;
    (widths.into_iter().max().unwrap_or(0) + LEGEND_SAMPLE + 40, rows * LEGEND_LINE + 30)
}

fn legend_block(diagram: &Diagram, x: i64, y: i64) -> String {
    let (width, height) = legend_size(diagram);
    let mut out = format!("<g transform=\"translate({x} {y})\" font-size=\"{SMALL_SIZE}\" fill=\"#333333\">\n");
    out += &format!(
        "<rect width=\"{width}\" height=\"{height}\" rx=\"4\" fill=\"#ffffff\" stroke=\"#d0d4da\"/>\n\
         <text x=\"12\" y=\"18\" font-weight=\"bold\">{}</text>\n",
        LEGEND.get(diagram.lang)
    );
    let mut middle = 34;
    for (look, meaning) in diagram.legend() {
        out += &path(&[(12, middle), (12 + LEGEND_SAMPLE, middle)], look);
        out += &format!("\n<text x=\"{}\" y=\"{}\">{}</text>\n", 24 + LEGEND_SAMPLE, middle + 4, escaped(meaning));
        middle += LEGEND_LINE;
    }
    if let Some(meaning) = diagram.legend_of_frames() {
        out += &format!("<text x=\"12\" y=\"{}\">{}</text>\n", middle + 4, escaped(meaning));
    }
    out += "</g>\n";
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}
