use std::collections::BTreeSet;

use crate::authority::{Atom, Competence, Grant, Rank, Teller};
use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::standings::with_chain;
use crate::lint::{Context, Findings, Rule};
use crate::model::{Id, Matter, Place};

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "A013",
        name: "idle-grant",
        severity: Severity::Warning,
        cites: &[Citation::new("D14", 7)],
        summary: Text::new("an authorization that adds nothing to what the grantee already may do", "授权没有给被授权机关增加任何权限"),
        explanation: Text::new(
            "What the grantee may do already, by its tier or by another grant that reaches as far and lasts as long, needs no grant. An idle grant blurs who answers for a determination, and outlives the day on which somebody takes back the other one. Take it out, or let it say what it is meant to add.",
            "被授权机关凭自身层级，或者凭范围和期限都不小于此的另一授权，已经具有同样的权限，则无需授权。多余的授权使定密责任不清，也会在撤销另一授权之后继续存在。请删去，或者写明其要增加的内容。",
        ),
        bad: "
business b;
organ nassp { tier central; role secrecy-administration; }
organ maker { tier central; business b; }
organ lab { tier unit; superior maker; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker, nassp;
    dated 2010-06-01;
    in-force from 2010-07-01;
    business b;
    matter 1 \"甲\" { level jimi; period 10 years; known-to post \"员\" of maker; }
    matter 2 \"乙\" { level mimi; period 10 years; known-to post \"员\" of maker; }
}
authorization wide from maker to lab {
    level up-to jimi; matters c;
    instrument \"授权〔2023〕1号\" dated 2023-01-04;
    term 2023-01-10 .. 2027-12-31;
    filed-with nassp on 2023-01-20;
}
authorization narrow from maker to lab {
    level up-to jimi; matters c#1;
    instrument \"授权〔2023〕1号\" dated 2023-01-04;
    term 2023-01-10 .. 2027-12-31;
    filed-with nassp on 2023-01-20;
}
",
        good: "
business b;
organ nassp { tier central; role secrecy-administration; }
organ maker { tier central; business b; }
organ lab { tier unit; superior maker; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker, nassp;
    dated 2010-06-01;
    in-force from 2010-07-01;
    business b;
    matter 1 \"甲\" { level jimi; period 10 years; known-to post \"员\" of maker; }
    matter 2 \"乙\" { level mimi; period 10 years; known-to post \"员\" of maker; }
}
authorization wide from maker to lab {
    level up-to mimi; matters c;
    instrument \"授权〔2023〕1号\" dated 2023-01-04;
    term 2023-01-10 .. 2027-12-31;
    filed-with nassp on 2023-01-20;
}
authorization narrow from maker to lab {
    level up-to jimi; matters c#1;
    instrument \"授权〔2023〕1号\" dated 2023-01-04;
    term 2023-01-10 .. 2027-12-31;
    filed-with nassp on 2023-01-20;
}
",
    },
    check,
};

const IDLE: Text =
    Text::new("{0} gives {1} nothing that it may not do already", "{0} 没有给 {1} 增加任何权限");
const HERE: Text = Text::new("adds nothing", "没有增加");
const TAKE_OUT: Text = Text::new("take it out, or let it say what it is meant to add", "请删去，或者写明要增加的内容");

const TOO_LOW: Text = Text::new(
    "{0} goes up to {1}, and every row it reaches is of {2} or a higher level",
    "{0} 不高于 {1}，而其所及事项的密级均为 {2} 或更高",
);
const RAISE: Text = Text::new(
    "a row has one level: raise the grant to it where the grantor may, or name other rows",
    "每一事项只有一个密级：请在授权机关权限之内提高授权的密级，或者改列其他事项",
);

/// The lowest level of the rows that a grant names, if that is above what it gives. What reaches over lines of business may
/// come to serve rows that are not written yet.
fn all_rows_above(competence: &Competence<'_>, grant: &Grant) -> Option<Rank> {
    let world = competence.world();
    let mut lowest: Option<Rank> = None;
    for atom in world.atoms_of(grant) {
        let rows: &[Id<Matter>] = match atom {
            Atom::Matter(row) => std::slice::from_ref(row),
            Atom::Catalogue(catalogue) => &world.model.catalogues[*catalogue].matters,
            Atom::All | Atom::Unclassified | Atom::Business(_) => return None,
        };
        for row in rows {
            let level = world.rank(*world.model.matters[*row].level.get()?);
            lowest = Some(lowest.map_or(level, |lowest| lowest.min(level)));
        }
    }
    lowest.filter(|lowest| *lowest > grant.level)
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (regime, competence) in context.authority().iter() {
        let circles = context.standings().circles().iter().filter(|(of, _)| *of == regime);
        let in_circles: BTreeSet<u32> = circles.flat_map(|(_, circle)| circle.iter().copied()).collect();
        for (at, grant) in (0_u32..).zip(&competence.world().grants) {
            let Some(id) = grant.declared else { continue };
            let declared = &context.model.authorizations[id];
            let is_told = in_circles.contains(&at)
                || competence.is_to_oneself(grant)
                || context.standings().has_fault(regime, at)
                || context.model.regime_over(&declared.matters) != Some(regime);
            if is_told {
                continue;
            }
            let teller = Teller { context, competence };
            if let Some(lowest) = all_rows_above(competence, grant) {
                let args = [Arg::id(context.id(declared.head.id)), teller.level(grant.level), teller.level(lowest)];
                let span = declared.level.as_ref().map_or(declared.head.id.0, |level| level.span);
                let finding = Diagnostic::new(&RULE.kind, span, TOO_LOW.with(args))
                    .on(context.subject(Place::Authorization(id)))
                    .cites(&competence.world().regime.grants.cites)
                    .help(RAISE);
                findings.report_from(grant.days.from, context.as_of, finding);
                continue;
            }
            let Some(beside) = competence.idle_beside(at) else { continue };
            let message = IDLE.with([Arg::id(context.id(declared.head.id)), teller.organ(grant.grantee)]);
            let finding = Diagnostic::new(&RULE.kind, declared.head.id.0, message)
                .label_main(HERE)
                .on(context.subject(Place::Authorization(id)))
                .cites(&competence.world().regime.grants.cites)
                .help(TAKE_OUT);
            let finding = with_chain(finding, &teller, &competence.powers.chain(beside));
            findings.report_from(grant.days.from, context.as_of, finding);
        }
    }
}
