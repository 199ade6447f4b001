//! The keywords that are looked for where they may stand. Those that an item begins with are matched as words.

/// A keyword with its two spellings.
#[derive(Debug)]
pub(super) struct Keyword {
    pub(super) english: &'static str,
    pub(super) chinese: &'static str,
    /// Whether a number or a date may stand close behind it.
    pub(super) takes_digits: bool,
}

const fn word(english: &'static str, chinese: &'static str) -> Keyword {
    Keyword { english, chinese, takes_digits: false }
}

const fn close(english: &'static str, chinese: &'static str) -> Keyword {
    Keyword { english, chinese, takes_digits: true }
}

/// The words of items that a number or a date may stand close behind, in both spellings.
pub(super) fn takes_digits(word: &str) -> bool {
    matches!(
        word,
        "since"
            | "设立"
            | "until"
            | "截至"
            | "on"
            | "于"
            | "dated"
            | "日期"
            | "review-by"
            | "复审期限"
            | "period"
            | "保密期限"
            | "rank"
            | "位次"
    )
}

pub(super) const ADVISED: Keyword = word("advised", "建议");
pub(super) const AND: Keyword = word("and", "且");
pub(super) const APPROVED_BY: Keyword = word("approved-by", "批准");
pub(super) const ARTICLE: Keyword = word("article", "条");
pub(super) const AT_MOST: Keyword = close("at-most", "不超过");
pub(super) const BECAUSE: Keyword = word("because", "理由");
pub(super) const BELOW: Keyword = word("and below", "及下级");
pub(super) const BETTER: Keyword = word("better", "优者");
pub(super) const BUSINESS: Keyword = word("business", "主管业务");
pub(super) const BUT_NOT: Keyword = word("but-not", "不含");
pub(super) const BY: Keyword = word("by", "由");
pub(super) const CITES: Keyword = word("cites", "法条");
pub(super) const DATE: Keyword = word("date", "日期");
pub(super) const DATED: Keyword = close("dated", "日期");
pub(super) const EXPERT: Keyword = word("expert", "专家");
pub(super) const FOR: Keyword = word("for", "就");
pub(super) const FORBIDDEN: Keyword = word("forbidden", "禁止");
pub(super) const FROM: Keyword = close("from", "自");
pub(super) const GREATER: Keyword = word("greater", "数值较大");
pub(super) const HEAD: Keyword = word("head", "负责人");
pub(super) const HIGHEST: Keyword = word("highest", "从高");
pub(super) const IN: Keyword = word("in", "属于");
pub(super) const IN_YEARS: Keyword = word("in-years", "以年计");
pub(super) const ISSUED_BY: Keyword = word("issued-by", "制定机关");
pub(super) const LARGER: Keyword = word("larger", "大者");
pub(super) const LEVEL: Keyword = word("level", "密级");
pub(super) const LONG_TERM: Keyword = word("long-term", "长期");
pub(super) const MONTH: Keyword = word("month", "个月");
pub(super) const MONTHS: Keyword = word("months", "个月");
pub(super) const NOT: Keyword = word("not", "非");
pub(super) const OF: Keyword = word("of", "隶属");
pub(super) const ON: Keyword = close("on", "于");
pub(super) const ONE_OF: Keyword = word("one-of", "取值");
pub(super) const OR: Keyword = word("or", "或");
pub(super) const ORGAN: Keyword = word("organ", "机关");
pub(super) const ORIGINAL: Keyword = word("original", "原定密机关");
pub(super) const OTHERWISE_PROVIDED: Keyword = word("otherwise-provided", "另有规定");
pub(super) const POSTS: Keyword = word("posts", "到岗");
pub(super) const REGION: Keyword = word("region", "行政区域");
pub(super) const REQUIRES: Keyword = word("requires", "应当规定");
pub(super) const SIGN: Keyword = word("sign", "符号");
pub(super) const SMALLER: Keyword = word("smaller", "数值较小");
pub(super) const SUCCEEDED_BY: Keyword = word("succeeded-by", "职能承接");
pub(super) const SUPERIOR: Keyword = word("superior", "上级");
pub(super) const TO: Keyword = close("to", "至");
pub(super) const UNDER: Keyword = word("under", "依据法规");
pub(super) const UNSPECIFIED: Keyword = word("unspecified", "未规定");
pub(super) const UNTIL: Keyword = close("until", "截至");
pub(super) const UP_TO: Keyword = close("up-to", "不高于");
pub(super) const WHERE: Keyword = word("where", "当");
pub(super) const WITH: Keyword = word("with", "会同");
pub(super) const YEAR: Keyword = word("year", "年");
pub(super) const YEARS: Keyword = word("years", "年");
pub(super) const YES_NO: Keyword = word("yes-no", "是否");
