use crate::ast::{At, Words};
use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Message, Severity, Text};
use crate::lint::{Context, Findings, Rule};
use crate::model::{Member, Place, ScopeSet};
use crate::overlap::{RoleSet, normal};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "K002",
        name: "scope-everyone",
        severity: Severity::Error,
        cites: &[Citation::new("L10", 16)],
        summary: Text::new(
            "a knowledge scope of everybody, of the public, or of a rank as such",
            "知悉范围为全体人员、社会公众，或者只按级别划定",
        ),
        explanation: Text::new(
            "The scope of a secret is as small as work allows, and goes to named persons where it can. A scope that takes in \
             every organ, all staff, the public, or everybody from a rank on is no scope: a rank says what somebody is, not \
             what they need. Name the posts or persons whose work needs the matter.",
            "国家秘密的知悉范围应当根据工作需要限定在最小范围，能够限定到具体人员的限定到具体人员。\
             包括所有机关、全体人员、社会公众，或者某一级别以上全部人员的，等于没有限定；级别不说明工作是否需要。\
             请写明工作需要知悉的岗位或者人员。",
        ),
        bad: "
organ maker { tier central; }
scope readers { post \"处级以上干部\" of maker; }",
        good: "
organ maker { tier central; }
scope readers { post \"密件保管岗\" of maker; post \"处长\" of maker; }",
    },
    check,
};

const EVERY_ORGAN: Text =
    Text::new("the scope of {0} takes in the staff of every organ", "{0} 的知悉范围包括所有机关的全体人员");
const EVERYBODY: Text = Text::new("{0} is everybody, and no scope", "{0} 是全体人员，等于没有限定知悉范围");
const PUBLIC: Text = Text::new("{0} is the public, and no scope", "{0} 是社会公众，等于没有限定知悉范围");
const RANK: Text = Text::new(
    "{0} is a rank, which does not say whose work needs the matter",
    "{0} 只是级别，不说明谁的工作需要知悉",
);
const NAME_POSTS: Text = Text::new(
    "name the posts or persons whose work needs the matter",
    "请写明工作需要知悉的岗位或者人员",
);

fn check(context: &Context<'_>, findings: &mut Findings) {
    let scopes = context.scopes();
    let mut check = Check { context, everyone: everyone(context), findings };
    for (id, scope) in context.model.scopes.iter() {
        let (place, span) = (Place::Scope(id), scope.head.id.0);
        if let Some(set) = scopes.scope(id) {
            check.set(place, span, &scope.set, set);
        }
        check.words(place, &scope.set);
    }
    // Few rows take in a whole organ, and hardly any says a word of the lists below.
    let says_everybody = scopes.saying(|words| meaning_of(words).is_some());
    for (id, matter) in context.model.matters.iter() {
        let (has_organ, says_everybody) = (scopes.has_organ(id), says_everybody(id));
        if !has_organ && !says_everybody {
            continue;
        }
        let (Some(written), Some(span)) = (matter.known_to.get(), matter.known_to_span) else { continue };
        if let Some(set) = has_organ.then(|| scopes.of_row(id)).flatten() {
            check.set(Place::Matter(id), span, written, &set);
        }
        if says_everybody {
            check.words(Place::Matter(id), written);
        }
    }
}

/// The staff of the organs that there are on the day asked for. One organ may be all that a program speaks of; only
/// several are everybody.
fn everyone(context: &Context<'_>) -> Option<RoleSet> {
    let there = || context.model.organs.iter().filter(|(_, organ)| organ.exists.contains(context.as_of));
    (there().count() > 1).then(|| context.scopes().staff_of(there().map(|(id, _)| id)))
}

struct Check<'c, 'a> {
    context: &'c Context<'a>,
    everyone: Option<RoleSet>,
    findings: &'c mut Findings,
}

impl Check<'_, '_> {
    /// Whether the whole is everybody, where no scope that it names is so by itself.
    fn set(&mut self, place: Place, span: Span, written: &ScopeSet, set: &RoleSet) {
        if self.is_everyone(set) && !written.members.iter().any(|at| self.is_told(at)) {
            let message = EVERY_ORGAN.with([Arg::id(self.context.subject(place))]);
            self.report(place, span, message);
        }
    }

    /// Whether a member says in words that it is everybody.
    fn words(&mut self, place: Place, written: &ScopeSet) {
        for at in &written.members {
            let meaning = |words| Some((words, meaning(self.context, words)?));
            if let Some((words, text)) = at.words().and_then(meaning) {
                self.report(place, at.span, text.with([Arg::words(self.context.words(words))]));
            }
        }
    }

    fn report(&mut self, place: Place, span: Span, message: Message) {
        let finding = Diagnostic::new(&RULE.kind, span, message).on(self.context.subject(place));
        self.findings.report(finding.help(NAME_POSTS));
    }

    fn is_everyone(&self, set: &RoleSet) -> bool {
        self.everyone.as_ref().is_some_and(|everyone| set.has_staff_of(everyone))
    }

    /// Whether a member is a scope that takes in everybody by itself.
    fn is_told(&self, at: &At<Member>) -> bool {
        let Member::Scope(id) = at.value else { return false };
        self.context.scopes().scope(id).is_some_and(|set| self.is_everyone(set))
    }
}

/// Whether words mean everybody, the public or a rank, and what to say of them then.
pub(super) fn meaning(context: &Context<'_>, words: Words) -> Option<Text> {
    meaning_of(&normal(&context.words(words)))
}

/// Only the whole of the words counts: 全体人员 is everybody, 专案组全体人员 is a few, and 密件保管岗 is a post.
fn meaning_of(words: &str) -> Option<Text> {
    if PUBLIC_WORDS.contains(&&*words.to_lowercase()) {
        return Some(PUBLIC);
    }
    if EVERYBODY_WORDS.contains(&&*words.to_lowercase()) {
        return Some(EVERYBODY);
    }
    let words = WITHIN.iter().find_map(|within| words.strip_prefix(within)).unwrap_or(words);
    let all = ALL.iter().find_map(|all| words.strip_prefix(all));
    if all.is_some_and(|who| PEOPLE.contains(&who)) {
        return Some(EVERYBODY);
    }
    is_rank(all.unwrap_or(words)).then_some(RANK)
}

static PUBLIC_WORDS: &[&str] = &[
    "公众", "社会公众", "社会", "全社会", "公民", "全体公民", "群众", "广大群众", "人民群众", "不限", "不限定", "不限制",
    "不作限定", "不作限制", "无限制", "the public", "general public", "the general public", "unrestricted",
];
static EVERYBODY_WORDS: &[&str] =
    &["任何人", "所有人", "全员", "everybody", "everyone", "anybody", "anyone", "all staff", "all personnel"];
/// Where everybody may be said to be: any organ of one's own, or all of them.
static WITHIN: &[&str] = &["本单位", "本机关", "本部门", "本系统", "各单位", "各机关", "各部门", "全国", "全系统", "机关"];
static ALL: &[&str] = &["全体", "所有", "全部", "任何", "各"];
static PEOPLE: &[&str] =
    &["人员", "人", "职工", "员工", "工作人员", "干部", "干部职工", "公务员", "公职人员", "机关干部", "国家工作人员"];

/// A rank, such as 处级以上干部: the word for it, 级, perhaps from there up or down, perhaps whom one calls so.
fn is_rank(words: &str) -> bool {
    /// What a rank is named after. One more character may stand before it, as in 正处级.
    const OFFICES: &str = "部厅局司处科股军师旅团营";
    static UP_OR_DOWN: &[&str] = &["", "以上", "及以上", "(含)以上", "以下", "及以下", "(含)以下"];
    static HOLDERS: &[&str] = &[
        "", "干部", "领导", "领导干部", "人员", "工作人员", "公务员", "党员干部", "党员领导干部", "领导人员", "职务人员",
    ];
    let Some((rank, rest)) = words.split_once('级') else { return false };
    let is_office = rank.chars().count() <= 2 && rank.ends_with(|last| OFFICES.contains(last));
    is_office && UP_OR_DOWN.iter().any(|way| rest.strip_prefix(way).is_some_and(|who| HOLDERS.contains(&who)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(words: &str, text: Text) -> bool {
        meaning_of(&normal(words)) == Some(text)
    }

    #[test]
    fn everybody_the_public_and_ranks_are_told() {
        for words in ["全体人员", "本单位全体干部职工", "所有工作人员", "任何人", "All staff"] {
            assert!(is(words, EVERYBODY), "{words}");
        }
        assert!(is("社会公众", PUBLIC) && is("不限", PUBLIC));
        for words in ["处级以上干部", "县处级及以上领导干部", "正处级", "省部级（含）以上", "机关科级干部", "全体厅局级干部"] {
            assert!(is(words, RANK), "{words}");
        }
    }

    #[test]
    fn posts_and_those_who_are_listed_are_not() {
        for words in [
            "密件保管岗",
            "资料保管员",
            "处长",
            "专案组全体人员",
            "经批准的人员",
            "处级干部档案管理员",
            "处级以上干部审批岗",
            "一级警督",
            "高级工程师",
            "三级文档管理岗",
            "测绘成果保管单位及用户",
            "社会保障处经办人",
            "员",
        ] {
            assert_eq!(meaning_of(&normal(words)), None, "{words}");
        }
    }
}
