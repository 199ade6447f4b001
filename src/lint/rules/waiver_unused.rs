use crate::diagnostic::{Arg, Diagnostic, Fix, Kind, Safety, Severity, Text};
use crate::lint::{Context, Findings, Rule};
use crate::model::Waiver;
use crate::source::{Sources, Span};

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "W003",
        name: "waiver-unused",
        severity: Severity::Warning,
        cites: &[],
        summary: Text::new("a waiver that matches no finding", "豁免没有对应的发现"),
        explanation: Text::new(
            "The finding it was written for is gone, or it never matched: another rule, another place. Left standing it \
             would silently waive the next finding that does match. Take it out. What is wrong with the text itself, or \
             with a waiver, cannot be waived.",
            "该豁免所针对的发现已经消失，或者从未对应：规则不对，或者位置不对。留着它会悄悄豁免以后出现的发现。请删去。\
             文本本身的错误和豁免本身的问题不能豁免。",
        ),
        bad: "
organ maker { tier central; }
officer maker-head of maker { head; trained on 2010-01-01; }
catalogue c \"目录\" under cn-2014 { issued-by maker; dated 2010-06-01; in-force from 2010-07-01; }
waive P001 on c because \"试行\" approved-by maker-head until 9999-12-31;",
        good: "
organ maker { tier central; }
officer maker-head of maker { head; trained on 2010-01-01; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"甲\" { level mimi; period 11 years; known-to post \"档案员\" of maker; }
}
waive P001 on c#1 because \"试行\" approved-by maker-head until 9999-12-31;",
    },
    check,
};

const UNUSED: Text = Text::new("nothing on {0} is waived by this", "该豁免在 {0} 上没有对应的发现");
const NEVER_WAIVED: Text =
    Text::new("what is wrong with a text or with a waiver cannot be waived", "文本本身的错误和豁免本身的问题不能豁免");
const WAIVE_ANOTHER: Text = Text::new("mend it, and take this out", "请予改正，并删去此豁免");
const REMOVE: Text = Text::new("take it out", "请删去");

/// Found where the waivers are applied: only there is it known what they matched.
fn check(_: &Context<'_>, _: &mut Findings) {}

pub(in crate::lint) fn never_waived(sources: &Sources, waiver: &Waiver, rule: Span) -> Diagnostic {
    let finding = Diagnostic::new(&RULE.kind, rule, NEVER_WAIVED).help(WAIVE_ANOTHER);
    Diagnostic { fix: fix(sources, waiver), ..finding }
}

pub(in crate::lint) fn finding(sources: &Sources, waiver: &Waiver, subject: &str) -> Diagnostic {
    let finding = Diagnostic::new(&RULE.kind, waiver.span, UNUSED.with([Arg::id(subject)])).help(REMOVE);
    Diagnostic { fix: fix(sources, waiver), ..finding }
}

/// Takes the waiver out, with the keyword before it. What it waives may lie in a part of the program that is not checked.
fn fix(sources: &Sources, waiver: &Waiver) -> Option<Fix> {
    let (file, range) = sources.place(waiver.span);
    let before = sources.get(file).text().get(..range.start)?;
    let words = before.trim_end_matches([' ', '\t', '\n', '\r', '\u{3000}']);
    let keyword = ["waive", "豁免"].into_iter().find(|keyword| words.ends_with(keyword))?;
    let whole = sources.span(file, words.len() - keyword.len()..range.end);
    Some(Fix::take_out(Safety::Unsafe, whole))
}
