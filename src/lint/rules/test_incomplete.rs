use crate::diagnostic::{Arg, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule, kinds};
use crate::model::{Expect, Lack, Test};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "S009",
        name: "test-incomplete",
        severity: Severity::Error,
        cites: &[],
        summary: Text::new(
            "a test that expects nothing, or does not give what it asks about",
            "测试没有预期，或者没有给定其所问的内容",
        ),
        explanation: Text::new(
            "A test that expects nothing passes whatever the texts say, and one that asks about an object, an organ, a row \
             or a day of issue that it does not give has no answer. Say what is expected, and give what is asked about. A \
             rule is named by its code or its name.",
            "没有预期的测试无论文本怎样都会通过；所问的对象、机关、事项或者签发日期没有给定的测试没有答案。请写明预期，\
             并给定所问的内容。规则以代码或名称指明。",
        ),
        bad: "
vocabulary words \"术语\" { kind map \"地形图\"; }
test \"甲\" { given on 2021-01-01; expect not-covered; }",
        good: "
vocabulary words \"术语\" { kind map \"地形图\"; }
test \"甲\" { given on 2021-01-01; given kind map; expect not-covered; }",
    },
    check,
};

const NOTHING: Text = Text::new("this test expects nothing", "该测试没有预期");
const SAY: Text = Text::new("write what must come of it: `expect …;`", "请写明应有的结果：`预期 …；`");
const NO_RULE: Text = Text::new("there is no rule {0}", "没有规则 {0}");

fn check(context: &Context<'_>, findings: &mut Findings) {
    for test in &context.model.tests {
        // A part that means nothing is a finding of its own, and may be what seems to be missing.
        if !test.is_faulty {
            findings.extend(of_test(context, test));
        }
    }
}

fn of_test(context: &Context<'_>, test: &Test) -> Vec<Diagnostic> {
    let finding = |span: Span, message| Diagnostic::new(&RULE.kind, span, message);
    if test.expects.is_empty() {
        return vec![finding(test.title.0, NOTHING.into()).help(SAY)];
    }
    let mut found = Vec::new();
    for expect in &test.expects {
        if let Some(lack) = context.model.lack(test, &expect.value) {
            let (message, help) = texts(lack);
            found.push(finding(expect.span, message.into()).help(help));
        }
        if let Expect::Finding { rule, .. } = expect.value {
            let name = context.id(rule);
            if !kinds().any(|kind| kind.code == name || kind.name == name) {
                found.push(finding(rule.0, NO_RULE.with([Arg::words(name)])));
            }
        }
    }
    found
}

/// What is missing, and how it is given.
fn texts(lack: Lack) -> (Text, Text) {
    match lack {
        Lack::Object => (
            Text::new("this asks about an object, and none is given", "此处问及对象，而没有给定"),
            Text::new("write `given kind KIND where …;`", "请写 `给定 类别 类别名 当 …；`"),
        ),
        Lack::Organ => (
            Text::new("this asks about an organ, and none is given", "此处问及机关，而没有给定"),
            Text::new("write `given organ ORGAN;`", "请写 `给定 机关 机关名；`"),
        ),
        Lack::Matter => (
            Text::new("this asks about a row, and none is given", "此处问及事项，而没有给定"),
            Text::new("write `given matter CATALOGUE#ITEM;`", "请写 `给定 事项 目录#事项；`"),
        ),
        Lack::Dated => (
            Text::new("this asks about a day of issue, and none is given", "此处问及签发日期，而没有给定"),
            Text::new("write `given dated DATE;`", "请写 `给定 日期 年月日；`"),
        ),
        Lack::Level => (
            Text::new("neither this nor the row says a level", "此处和事项都没有写明密级"),
            Text::new("write the level behind the row: `level LEVEL`", "请在事项之后写明 `密级 …`"),
        ),
    }
}
