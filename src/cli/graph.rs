//! `dingmi graph`.

use std::collections::{BTreeMap, BTreeSet};

use super::arguments::{GraphArguments, Picture, RuleArguments};
use super::fault::{Exit, Fault};
use super::session::Session;
use super::{Context, outputs, terminal};
use crate::diagnostic::{Arg, Diagnostic, Severity, Text};
use crate::diagram::{self, Broken, Diagram, MOST_LINES, MOST_ORGANS, Wish};
use crate::model::{self, Authorization, Id, Place, nearest};
use crate::source::Span;

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
    let fault = Fault::usage(NO_ORGAN.with([Arg::words(id)])).at("--focus");
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
    let others = (model.organs.ids().map(Place::Organ))
        .chain(model.officers.ids().map(Place::Officer))
        .chain(model.catalogues.ids().map(Place::Catalogue));
    let others: BTreeSet<String> = others.map(|place| context.subject(place)).collect();
    let mut broken = Broken::new();
    let errors = session.findings.iter().filter(|finding| finding.severity == Severity::Error);
    for finding in errors.filter(|finding| finding.kind.code.starts_with(AUTHORITY)) {
        let Some((subject, id)) = finding.subject.as_ref().and_then(|subject| grants.get_key_value(subject)) else {
            continue;
        };
        if !others.contains(subject) || lies_in(finding, context, *id) {
            broken.entry(*id).or_default().push(finding.kind.code);
        }
    }
    for codes in broken.values_mut() {
        codes.sort_unstable();
        codes.dedup();
    }
    broken
}

/// Whether a place of the finding lies in the grant: where an organ, an officer or a catalogue has the same name, its
/// subject alone does not tell.
fn lies_in(finding: &Diagnostic, context: &model::Context<'_>, id: Id<Authorization>) -> bool {
    let model = context.model;
    let own = model.authorizations[id].head.id.0;
    let grants = model.authorizations.values().map(|grant| grant.head.id.0);
    let others = (model.organs.values().map(|organ| organ.head.id.0))
        .chain(model.officers.values().map(|officer| officer.head.id.0))
        .chain(model.catalogues.values().map(|catalogue| catalogue.head.id.0));
    let sources = context.sources;
    let is_before =
        |head: &Span, span: Span| head.before() <= span.before() && sources.file_of(*head) == sources.file_of(span);
    finding.labels.iter().any(|label| {
        let heads = grants.clone().chain(others.clone()).filter(|head| is_before(head, label.span));
        heads.max() == Some(own)
    })
}

/// The group of rules on authority.
const AUTHORITY: char = 'A';
