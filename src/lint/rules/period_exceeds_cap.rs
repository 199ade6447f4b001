use jiff::civil::Date;

use crate::ast::{Dated, Length};
use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule};
use crate::model::{Cap, Level, Matter, Period, PeriodBasis, Place};
use crate::source::Span;

pub(crate) static RULE: Rule = Rule {
    kind: Kind {
        code: "P001",
        name: "period-exceeds-cap",
        severity: Severity::Error,
        cites: &[Citation::new("L10", 15)],
        summary: Text::new("a period is longer than its level allows", "保密期限超过该密级的上限"),
        explanation: Text::new(
            "Each level has a longest period, unless the law provides otherwise. A longer one is void beyond the cap and \
             keeps from the public what should be open. A date is counted from the day on which the catalogue comes into \
             force: a secret that arises on that day is held for no longer than the cap. Shorten the period, or name the \
             basis: `approved-by ORGAN \"instrument\"` or `otherwise-provided \"…\"`.",
            "除另有规定外，各密级有最长保密期限。超过上限的部分没有依据，使应当公开的内容不能公开。写明日期的，自目录施行之日起计算：\
             当日产生的国家秘密，保密期限也不得超过上限。请缩短期限，或者写明依据：`批准 机关 “文号”` 或 `另有规定 “…”`。",
        ),
        bad: "
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"甲\" { level mimi; period 11 years; known-to post \"档案员\" of maker; }
}",
        good: "
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"甲\" { level mimi; period 10 years; known-to post \"档案员\" of maker; }
    matter 2 \"乙\" { level mimi; period 15 years approved-by maker \"〔2010〕1号\"; known-to post \"档案员\" of maker; }
}",
    },
    check,
};

const EXCEEDS: Text = Text::new(
    "{0} is longer than the {1} that level {2} allows",
    "{0}超过密级 {2} 的上限 {1}",
);
const UNTIL: Text = Text::new("until {0}, counted from {1},", "截至 {0}（自 {1} 起算）");
const CAP_HERE: Text = Text::new("the level says so here", "该密级的规定");
const SHORTEN: Text = Text::new(
    "shorten it, or name the basis: `approved-by ORGAN \"…\"` or `otherwise-provided \"…\"`",
    "请缩短期限，或者写明依据：`批准 机关 “…”` 或 `另有规定 “…”`",
);

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, matter) in context.rows() {
        let (Some(level), Some(period)) = (context.model.level_of(matter), matter.period.get()) else { continue };
        let Some(cap) = level.cap else { continue };
        if has_basis(context, matter) {
            continue;
        }
        let Some(written) = excess(context, matter, period, cap) else { continue };
        findings.report(
            finding(written, cap, level, period.span)
                .label(level.head.id.0, CAP_HERE)
                .on(context.subject(Place::Matter(id)))
                .help(SHORTEN),
        );
    }
}

/// That a period, as a message shows it, is longer than the cap of its level.
pub(crate) fn finding(written: Arg, cap: Cap, level: &Level, span: Span) -> Diagnostic {
    let message = EXCEEDS.with([written, cap.most.arg(), level.arg()]);
    Diagnostic::new(&RULE.kind, span, message).cites(&level.cites)
}

/// A day of release as a message shows it.
pub(crate) fn until(day: Date, start: Date) -> Arg {
    Arg::Message(Box::new(UNTIL.with([Arg::Date(day), Arg::Date(start)])))
}

/// Whether it says why it may be longer: who approved it by which instrument, or which law provides it.
fn has_basis(context: &Context<'_>, matter: &Matter) -> bool {
    match matter.period_basis {
        PeriodBasis::None => false,
        PeriodBasis::Faulty => true,
        PeriodBasis::Provided(words) | PeriodBasis::Approved { instrument: Some(words), .. } => {
            !context.is_blank(words)
        }
        PeriodBasis::Approved { instrument: None, .. } => false,
    }
}

/// The period as a message shows it, if it is longer than the cap.
fn excess(context: &Context<'_>, matter: &Matter, period: &Period, cap: Cap) -> Option<Arg> {
    match period.length {
        Length::Duration(duration) => {
            (duration.months() > cap.months()).then(|| duration.arg())
        }
        Length::Until(day) => {
            let catalogue = &context.model.catalogues[matter.catalogue];
            let start = catalogue.in_force.from.or(catalogue.dated.map(Dated::latest))?;
            (day > end(start, cap)?).then(|| until(day, start))
        }
        Length::Event(_) | Length::LongTerm | Length::Unspecified => None,
    }
}

/// The last day of the longest period that starts on `start`. Months are calendar months: from 31 January one month
/// ends with February.
pub(crate) fn end(start: Date, cap: Cap) -> Option<Date> {
    start.checked_add(jiff::Span::new().try_months(i64::from(cap.months())).ok()?).ok()
}
