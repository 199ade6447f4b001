//! What can be wrong with `dingmi.toml`: kinds of finding that no program raises, because they are not about programs.

use crate::diagnostic::{Kind, Severity, Text};

/// All of them.
pub static KINDS: &[&Kind] = &[&UNKNOWN_SETTING, &UNUSED_SETTING];

pub(crate) static UNKNOWN_SETTING: Kind = Kind {
    code: "S009",
    name: "unknown-setting",
    severity: Severity::Error,
    cites: &[],
    summary: Text::new(
        "dingmi.toml has a key or names a rule that there is not, or turns off what stays on",
        "dingmi.toml 中有不存在的键、不存在的规则，或者关闭了不能关闭的规则",
    ),
    explanation: Text::new(
        "A setting that is misspelled does nothing, and nobody notices: the rule that was to be an error is a warning as \
         before. What is checked is checked all the same, so that one run tells everything. What cannot be passed \
         over, such as a value of another type, ends the run with exit code 2.",
        "写错的设置不起作用，也没有人察觉：本应作为错误的规则仍然只是警告。其余内容照常检查，使一次运行说明全部问题。\
         无法略过的错误，例如值的类型不对，以退出码 2 结束运行。",
    ),
    bad: "
[lint]
ignroe = [\"X003\"]",
    good: "
[lint]
ignore = [\"X003\"]",
};

pub(crate) static UNUSED_SETTING: Kind = Kind {
    code: "W005",
    name: "unused-setting",
    severity: Severity::Note,
    cites: &[],
    summary: Text::new("dingmi.toml says something that changes nothing", "dingmi.toml 中有不起作用的设置"),
    explanation: Text::new(
        "A rule is left out and nothing it would have found is there; a severity is set for a rule that is left out; a \
         file in a directory says what only the file of the project can say, or stands where nothing is checked. Like a \
         waiver that matches nothing, an exception that nobody needs any more silently accepts the next fault: take it out. \
         Whether a rule that is left out finds anything is told only when the whole project is checked, with no rules chosen on \
         the command line.",
        "某规则被排除，而其本来就没有发现；为已排除的规则设定了严重程度；目录中的文件写了只有项目文件才能写的设置，或者其所在之处没有检查任何内容。\
         与没有对应发现的豁免一样，不再需要的例外会悄悄接受以后出现的问题：请删去。\
         排除的规则有无发现，只有在检查整个项目且命令行没有选择规则时才说明。",
    ),
    bad: "
[lint]
ignore = [\"P001\"]

[lint.levels]
P001 = \"note\"",
    good: "
[lint.levels]
P001 = \"note\"",
};
