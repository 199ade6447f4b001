use jiff::civil::Date;

use crate::ast::Dated;
use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Message, Severity, Text};
use crate::lint::{Context, Findings, Rule, grants};
use crate::model::{Catalogue, Id, Issuers, Organ, Place, Regime, Validity};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "A001",
        name: "issuer-not-entitled",
        severity: Severity::Error,
        cites: &[Citation::new("L10", 11)],
        summary: Text::new(
            "a catalogue is made by organs that the law does not let make one",
            "目录的制定机关不是法律规定的制定机关",
        ),
        explanation: Text::new(
            "Which organs make catalogues is for the law to say: a named department, and together with it organs of a named \
             tier. A catalogue that others make, or one of the two without the other, binds nobody, and whoever marks by it \
             marks without basis. Name all makers in `issued-by`, and give each its `tier` and the department its `role`. A \
             catalogue older than the law is not held against it, and an excerpt gets a note: the published text may name \
             more makers.",
            "目录由谁制定，由法律规定：由指定的主管部门，会同指定层级的机关。其他机关制定的，或者只有其中一方的，没有约束力，依此定密没有依据。\
             请在 `制定机关` 中写全各制定机关，为各机关写明 `层级`，为主管部门写明 `职能`。早于该法律的目录不受其约束；\
             节录的目录只作提示，公布的文本中可能另有制定机关。",
        ),
        bad: "
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 { issued-by maker; dated 2012-06-01; in-force from 2012-07-01; }",
        good: "
organ department { tier central; role secrecy-administration; }
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 { issued-by maker, department; dated 2012-06-01; in-force from 2012-07-01; }",
    },
    check,
};

const NO_DEPARTMENT: Text =
    Text::new("catalogue {0} is made without the {1}", "目录 {0} 的制定机关中没有{1}");
const ALONE: Text = Text::new(
    "catalogue {0} is made by the {1} without an organ of tier {2}",
    "目录 {0} 由{1}单独制定，没有会同层级 {2} 的机关",
);
const NEITHER: Text = Text::new(
    "{0} may not make catalogue {1}: it is not of the {2}",
    "{0} 不得制定目录 {1}：它不属于{2}",
);
const NEITHER_WITH: Text = Text::new(
    "{0} may not make catalogue {1}: it is neither of the {2} nor of tier {3}",
    "{0} 不得制定目录 {1}：它不属于{2}，也不在层级 {3}",
);
const MAKERS: Text = Text::new(
    "a catalogue is made by the {0}: an organ with `role {1};` on tier {2}",
    "目录由{0}制定，即层级 {2} 上写有 `职能 {1};` 的机关",
);
const TOGETHER: Text =
    Text::new("together with it, an organ of tier {0} makes it", "并会同层级 {0} 的机关制定");
const NOT_THERE: Text = Text::new(
    "{0} was not there on {1}, when catalogue {2} was made",
    "{0} 在目录 {2} 制定之日 {1} 不存在",
);
const LAW_HERE: Text = Text::new("the regime says who makes a catalogue here", "法规对制定机关的规定");
const EXCERPT: Text = Text::new(
    "this catalogue is an excerpt: the published text may name more makers",
    "本目录为节录：公布的文本中可能另有制定机关",
);

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, catalogue) in context.model.catalogues.iter() {
        let Some(regime) = catalogue.regime.map(|regime| &context.model.regimes[regime]) else { continue };
        let Some(law) = &regime.catalogue_issued_by else { continue };
        if catalogue.issuers_faulty || !is_bound(context, catalogue, regime, law) {
            continue;
        }
        for (span, message) in (Makers { context, id, catalogue, regime, law }).faults() {
            findings.report(finding(context, id, regime, law, span, message));
        }
    }
}

/// Whether the catalogue was made when the law was one.
fn is_bound(context: &Context<'_>, catalogue: &Catalogue, regime: &Regime, law: &Issuers) -> bool {
    let days = law.cites.iter().filter_map(|citation| context.model.laws.0.get(&*citation.law)?.from);
    let first: Option<Date> = days.min().or(regime.in_force.from);
    first.zip(catalogue.date()).is_none_or(|(first, date)| first <= date)
}

struct Makers<'a, 'm> {
    context: &'a Context<'m>,
    id: Id<Catalogue>,
    catalogue: &'a Catalogue,
    regime: &'a Regime,
    law: &'a Issuers,
}

impl Makers<'_, '_> {
    /// Those who may not make a catalogue, or else what the makers lack together.
    fn faults(&self) -> Vec<(Span, Message)> {
        let makers = &self.catalogue.issued_by;
        let is_entitled = |organ| self.is_of_department(organ) || self.is_on_tier(organ);
        let neither = makers.iter().filter(|at| !is_entitled(at.value));
        let mut faults: Vec<(Span, Message)> = neither.map(|at| (at.span, self.neither(at.value))).collect();
        faults.extend(makers.iter().filter_map(|at| Some((at.span, self.not_there(at.value)?))));
        match makers.first().filter(|_| faults.is_empty()) {
            Some(first) => self.lack().map(|message| (first.span, message)).into_iter().collect(),
            None => faults,
        }
    }

    fn lack(&self) -> Option<Message> {
        let makers = &self.catalogue.issued_by;
        let catalogue = self.context.catalogue_arg(self.id);
        let Some(department) = makers.iter().find(|at| self.is_of_department(at.value)) else {
            return Some(NO_DEPARTMENT.with([catalogue, self.department()]));
        };
        let with = self.law.with?;
        let is_joined = makers.iter().any(|at| at.value != department.value && self.is_on_tier(at.value));
        (!is_joined).then(|| ALONE.with([catalogue, self.department(), self.tier_arg(with)]))
    }

    /// That an organ was not there on any day on which the catalogue can have been made.
    fn not_there(&self, organ: Id<Organ>) -> Option<Message> {
        let dated = self.catalogue.dated;
        let first = self.catalogue.date()?;
        let made = Validity { from: Some(first), to: Some(dated.map_or(first, Dated::latest)) };
        let is_there = self.context.model.organs[organ].exists.and(made).is_some();
        let [organ, catalogue] = [grants::organ_arg(self.context, organ), self.context.catalogue_arg(self.id)];
        (!is_there).then(|| NOT_THERE.with([organ, Arg::Date(first), catalogue]))
    }

    fn neither(&self, organ: Id<Organ>) -> Message {
        let [organ, catalogue] = [grants::organ_arg(self.context, organ), self.context.catalogue_arg(self.id)];
        match self.law.with {
            None => NEITHER.with([organ, catalogue, self.department()]),
            Some(with) => NEITHER_WITH.with([organ, catalogue, self.department(), self.tier_arg(with)]),
        }
    }

    fn is_of_department(&self, organ: Id<Organ>) -> bool {
        let department = self.regime.departments.get(self.law.department);
        department.is_some_and(|department| grants::is_of(&self.context.model.organs[organ], department, self.regime))
    }

    fn is_on_tier(&self, organ: Id<Organ>) -> bool {
        let tier = self.context.model.organs[organ].tier.as_deref().and_then(|name| self.regime.tier_named(name));
        self.law.with.is_some() && self.law.with == tier
    }

    fn department(&self) -> Arg {
        grants::department_arg(self.context, &self.regime.departments[self.law.department])
    }

    fn tier_arg(&self, tier: crate::model::TierId) -> Arg {
        Arg::id(&*self.regime.tier(tier).id)
    }
}

fn finding(
    context: &Context<'_>,
    id: Id<Catalogue>,
    regime: &Regime,
    law: &Issuers,
    span: Span,
    message: Message,
) -> Diagnostic {
    let department = &regime.departments[law.department];
    let roles = Arg::list(department.roles.iter().map(Arg::id));
    let tier = department.tier.map_or(Arg::token("…"), |tier| Arg::id(&*regime.tier(tier).id));
    let mut finding = Diagnostic::new(&RULE.kind, span, message)
        .label(department.head.id.0, LAW_HERE)
        .cites(&law.cites)
        .on(context.subject(Place::Catalogue(id)))
        .help(MAKERS.with([grants::department_arg(context, department), roles, tier]));
    if let Some(with) = law.with {
        finding = finding.help(TOGETHER.with([Arg::id(&*regime.tier(with).id)]));
    }
    if context.model.catalogues[id].excerpt.is_some() {
        finding = finding.severity(Severity::Note).help(EXCERPT);
    }
    finding
}
