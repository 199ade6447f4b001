use crate::ast::Length;
use crate::diagnostic::{Arg, Citation, Diagnostic, Fix, Kind, Safety, Severity, Text};
use crate::lint::{Context, Findings, Rule};
use crate::model::{Duration, Place};
use crate::source::Span;

pub(crate) static RULE: Rule = Rule {
    kind: Kind {
        code: "P003",
        name: "period-in-wrong-unit",
        severity: Severity::Warning,
        cites: &[Citation::new("P90", 3)],
        summary: Text::new(
            "a year or more counted in months, or less than a year counted in years",
            "一年以上的期限以月计，或者不足一年的期限以年计",
        ),
        explanation: Text::new(
            "Periods from a stated length on are counted in years and shorter ones in months, so that marks read the \
             same everywhere. The regime says where the line is. Write the period in the other unit; what does not come \
             out in whole years has to be rounded down by whoever makes the catalogue.",
            "达到规定长度的保密期限以年计，不足的以月计，使各处标志一致。界限由法规文件规定。请改用另一单位；不能折合整年的，\
             由制定机关向下取整。",
        ),
        bad: "
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"甲\" { level mimi; period 24 months; known-to post \"档案员\" of maker; }
}",
        good: "
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"甲\" { level mimi; period 2 years; known-to post \"档案员\" of maker; }
    matter 2 \"乙\" { level mimi; period 6 months; known-to post \"档案员\" of maker; }
}",
    },
    check,
};

const IN_MONTHS: Text = Text::new(
    "{0} months: from {1} months on a period is counted in years",
    "{0}个月：达到 {1} 个月的保密期限以年计",
);
const IN_YEARS: Text = Text::new(
    "{0} years: a period under {1} months is counted in months",
    "{0}年：不足 {1} 个月的保密期限以月计",
);
const WRITE_YEARS: Text = Text::new("write `{0} years`", "请写 `{0}年`");
const NO_WHOLE_YEARS: Text =
    Text::new("it makes no whole number of years: choose {0} or less", "不能折合整年：请定为 {0} 年以内");

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, matter) in context.rows() {
        let Some((line, cites)) = context.model.regime_of(matter).and_then(|regime| regime.years_from.as_ref()) else {
            continue;
        };
        let Some(period) = matter.period.get() else { continue };
        let Length::Duration(duration) = period.length else { continue };
        let Some(mut finding) = finding(duration, *line, period.span) else { continue };
        finding.fix = fix(duration, context.sources.text(period.span), period.span);
        findings.report(finding.cites(cites).on(context.subject(Place::Matter(id))));
    }
}

/// What is wrong with the unit of a length, where one of `line` months and more is counted in years.
pub(crate) fn finding(length: Duration, line: u32, span: Span) -> Option<Diagnostic> {
    match length {
        Duration::Months(months) if months >= line => {
            let years = Arg::Number((months / 12).into());
            let help = if months % 12 == 0 { WRITE_YEARS } else { NO_WHOLE_YEARS };
            let message = IN_MONTHS.with([Arg::Number(months.into()), Arg::Number(line.into())]);
            Some(Diagnostic::new(&RULE.kind, span, message).help(help.with([years])))
        }
        Duration::Years(years) if years * 12 < line => {
            let message = IN_YEARS.with([Arg::Number(years.into()), Arg::Number(line.into())]);
            Some(Diagnostic::new(&RULE.kind, span, message))
        }
        Duration::Months(_) | Duration::Years(_) => None,
    }
}

/// The same length in the other unit, where it makes a whole number of them.
fn fix(length: Duration, text: &str, span: Span) -> Option<Fix> {
    let (number, units) = match length {
        Duration::Months(months) if months % 12 == 0 => (months / 12, ["year", "years", "年"]),
        Duration::Years(years) if years > 0 => (years * 12, ["month", "months", "个月"]),
        Duration::Months(_) | Duration::Years(_) => return None,
    };
    // Who approved it may stand behind it. A comment between number and unit is not for us to take out.
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
    let is_chinese = !unit.starts_with(|c: char| c.is_ascii());
    let is_unit = |c: char| if is_chinese { ['个', '月', '年'].contains(&c) } else { c.is_ascii_alphabetic() };
    let unit_length = unit.find(|c| !is_unit(c)).unwrap_or(unit.len());
    let end = text.len() - unit.len() + unit_length;
    let written = match (is_chinese, number) {
        (true, _) => format!("{number}{}", units[2]),
        (false, 1) => format!("1 {}", units[0]),
        (false, _) => format!("{number} {}", units[1]),
    };
    (unit_length > 0).then(|| Fix::write(Safety::Safe, span.part(0..end), written))
}
