//! `dingmi graph`.

use std::collections::BTreeMap;

use super::arguments::{GraphArguments, Picture, RuleArguments};
use super::fault::{Exit, Fault};
use super::session::Session;
use super::{Context, outputs, terminal};
use crate::diagnostic::{Arg, Severity, Text};
use crate::diagram::{self, Broken, Diagram, MOST_LINES, MOST_ORGANS, Wish};
use crate::model::{self, Place, nearest};

pub(super) fn run(arguments: &GraphArguments, context: &Context) -> Result<Exit, Fault> {
    let session = Session::new(&arguments.program, &RuleArguments::default(), context)?;
    if let Some(exit) = session.refuse(context) {
        return Ok(exit);
    }
    let picture = written(&diagram(&session, arguments, context)?, arguments.format)?;
    match &arguments.output {
        Some(path) => outputs::write_file(path, picture.as_bytes())?,
        None => terminal::print(&picture)?,
    }
    Ok(Exit::Clean)
}

fn diagram(session: &Session, arguments: &GraphArguments, context: &Context) -> Result<Diagram, Fault> {
    let sources = session.program.sources();
    let seen = model::Context { model: &session.model, sources, as_of: session.options.as_of };
    let focus = arguments.focus.as_deref().map(model::nfc);
    let wish = Wish { lang: context.lang, privacy: context.privacy, focus: focus.as_deref() };
    diagram::collect(&seen, &broken(session, &seen), wish).ok_or_else(|| no_organ(&seen, focus.as_deref()))
}

fn written(diagram: &Diagram, format: Picture) -> Result<String, Fault> {
    match format {
        Picture::Dot => Ok(diagram.to_dot()),
        Picture::Mermaid => Ok(diagram.to_mermaid()),
        Picture::Svg => diagram.to_svg().map_err(|_| {
            let message =
                TOO_LARGE.with([diagram.nodes.len(), diagram.edges.len(), MOST_ORGANS, MOST_LINES].map(Arg::number));
            Fault::usage(message).at("--format svg").help(FOCUS)
        }),
    }
}

const TOO_LARGE: Text = Text::new(
    "{0} organs and {1} lines are too many for one picture: at most {2} and {3}, and fewer where the picture is deep",
    "{0} 个机关、{1} 条线超出一张图的容量：至多 {2} 个和 {3} 条，层次多时更少",
);
const FOCUS: Text = Text::new(
    "show the part around one organ with `--focus ORGAN`, or write `--format dot` and lay it out with graphviz",
    "请用 `--focus 机关` 只画一个机关的周围，或者输出 `--format dot` 由 graphviz 排版",
);
const NO_ORGAN: Text = Text::new("no organ `{0}` is declared", "没有声明机关 `{0}`");
const MEANT: Text = Text::new("did you mean `{0}`?", "是不是“{0}”？");

fn no_organ(context: &model::Context<'_>, id: Option<&str>) -> Fault {
    let id = id.unwrap_or_default();
    let known: Vec<String> = context.model.organs.ids().map(|organ| context.subject(Place::Organ(organ))).collect();
    let fault = Fault::usage(NO_ORGAN.with([Arg::id(id)])).at("--focus");
    match nearest(id, known.iter().map(String::as_str)) {
        Some(near) => fault.help(MEANT.with([Arg::id(near)])),
        None => fault,
    }
}

/// The rules on authority that each authorization breaks on the day.
fn broken(session: &Session, context: &model::Context<'_>) -> Broken {
    let model = context.model;
    let grants: BTreeMap<String, _> =
        model.authorizations.ids().map(|id| (context.subject(Place::Authorization(id)), id)).collect();
    let mut broken = Broken::new();
    let errors = session.findings.iter().filter(|finding| finding.severity == Severity::Error);
    for finding in errors.filter(|finding| finding.kind.code.starts_with(AUTHORITY)) {
        let Some(id) = finding.subject.as_ref().and_then(|subject| grants.get(subject)) else { continue };
        // Another sort of declaration may have the same name.
        let head = model.authorizations[*id].head.id.0;
        if finding.labels.iter().any(|label| label.span.file == head.file && label.span.start >= head.start) {
            let codes = broken.entry(*id).or_default();
            if !codes.contains(&finding.kind.code) {
                codes.push(finding.kind.code);
            }
        }
    }
    broken.values_mut().for_each(|codes| codes.sort_unstable());
    broken
}

/// The group of rules on authority.
const AUTHORITY: char = 'A';
