use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule};
use crate::model::{Id, Matter, MatterField, Place};

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "X003",
        name: "vague-wording",
        severity: Severity::Note,
        cites: &[Citation::new("R14", 8)],
        summary: Text::new("the name of a matter leaves open what is meant", "事项名称含义不确定"),
        explanation: Text::new(
            "A catalogue states each matter clearly, because those who mark by it may neither widen nor narrow it. `等`, \
             `其他`, `有关`, `重大` and the like leave it to each reader where the matter ends, so one marks too much and \
             another too little. List what is meant, give the measure, or name the list that does. Words in which the \
             character only happens to stand, such as `等高线` or `相关系数`, are not meant, nor are names of documents in `《》`.",
            "目录应当明确每一事项；使用者既不得扩大，也不得缩小。“等”“其他”“有关”“重大”之类把范围的边界留给各人判断，\
             有的标多，有的标漏。请列举所指内容，写明标准，或者引用列明的清单。“等高线”“相关系数”之类的固定用语，\
             以及书名号内的文件名称，不在此列。",
        ),
        bad: "
organ department { tier central; role secrecy-administration; }
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker, department;
    dated 2015-06-01;
    in-force from 2015-07-01;
    demonstrated on 2015-01-10;
    heard organ maker;
    matter 1 \"航线、时刻等\" { level mimi; period 10 years; known-to post \"档案员\" of maker; }
}",
        good: "
organ department { tier central; role secrecy-administration; }
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker, department;
    dated 2015-06-01;
    in-force from 2015-07-01;
    demonstrated on 2015-01-10;
    heard organ maker;
    matter 1 \"航线和时刻\" { level mimi; period 10 years; known-to post \"档案员\" of maker; }
    matter 2 \"一等水准点的等高距\" { level mimi; period 10 years; known-to post \"档案员\" of maker; }
}",
    },
    check,
};

const VAGUE: Text = Text::new("the name of {0} leaves open what is meant: {1}", "事项 {0} 的名称含义不确定：{1}");
const SAY_WHICH: Text = Text::new(
    "list what is meant, give the measure, or name the list that does",
    "请列举所指内容，写明标准，或者引用列明的清单",
);
const EARLIER: Text = Text::new(
    "a clear name is required from {0} on; this catalogue is of {1}",
    "自 {0} 起要求名称明确；本目录日期为 {1}",
);

/// Words in which a vague one says something definite or is not there at all, and the characters before which they
/// are no such word: 同等 is one, 合同等 is a contract and so on.
static DEFINITE: &[(&str, &str)] = &[
    ("等高线", ""),
    ("等高距", ""),
    ("等高面", ""),
    ("等级", ""),
    ("等值", ""),
    ("等效", ""),
    ("等于", ""),
    ("等同", ""),
    ("等距", ""),
    ("等深", ""),
    ("等压线", ""),
    ("等压面", ""),
    ("等温", ""),
    ("等位线", ""),
    ("等位面", ""),
    ("等势", ""),
    ("等时线", ""),
    ("等厚", ""),
    ("等离子", ""),
    ("等精度", ""),
    ("等权", ""),
    ("等比例", ""),
    ("等边", ""),
    ("等角", ""),
    ("等额", ""),
    ("等量", ""),
    ("等价", ""),
    ("等外", ""),
    ("等次", ""),
    ("等待", ""),
    ("等候", ""),
    ("一等", "统之唯单"),
    ("二等", ""),
    ("三等", ""),
    ("四等", ""),
    ("五等", ""),
    ("甲等", "装"),
    ("乙等", ""),
    ("特等", ""),
    ("头等", "弹"),
    ("优等", "择"),
    ("劣等", ""),
    ("高等", "提身标升增最"),
    ("中等", "其程集"),
    ("初等", "年月当"),
    ("平等", "水"),
    ("同等", "合协共会不相"),
    ("相等", "真首照"),
    ("对等", "核比应针校查"),
    ("均等", "人平"),
    ("不等", ""),
    // It points back at what the name has listed.
    ("处理有关问题", ""),
    ("有关键", ""),
    ("有关系", ""),
    ("有关联", ""),
    ("有关闭", ""),
    ("有关卡", ""),
    ("相关系数", ""),
    ("相关函数", ""),
    ("相关性", ""),
    ("相关器", ""),
    ("自相关", ""),
    ("互相关", ""),
    ("特殊教育", ""),
    ("特殊钢", ""),
    ("特殊工种", ""),
    ("重大于", ""),
    ("重大小", ""),
    ("重大危险源", ""),
    ("敏感元件", ""),
    ("敏感器", ""),
    ("敏感度", ""),
    ("敏感性", ""),
];

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, matter) in context.rows() {
        let vague = matter.head.title.map(|title| vague_words(context.sources.text(title.0))).unwrap_or_default();
        if !vague.is_empty() {
            findings.extend(finding(context, id, vague));
        }
    }
}

fn finding(context: &Context<'_>, row: Id<Matter>, words: Vec<(usize, &'static str)>) -> Option<Diagnostic> {
    let matter = &context.model.matters[row];
    let catalogue = &context.model.catalogues[matter.catalogue];
    let requirements = &context.model.regimes[catalogue.regime?].matter_requires;
    // Without a law that wants a name nobody is told how to write one.
    let named = requirements.iter().find(|named| named.fields.contains(&MatterField::Name))?;
    let title = matter.head.title?.0;
    let (at, first) = *words.first()?;
    let span = title.part(at..at + first.len());
    let mut distinct: Vec<&str> = Vec::new();
    for (_, word) in words {
        if !distinct.contains(&word) {
            distinct.push(word);
        }
    }
    let message = VAGUE.with([context.row_arg(row), Arg::list(distinct.into_iter().map(Arg::words))]);
    let mut finding = Diagnostic::new(&RULE.kind, span, message)
        .cites(&named.cites)
        .on(context.subject(Place::Matter(row)))
        .help(SAY_WHICH);
    if let (Some(from), Some(date)) = (named.from, catalogue.date())
        && date < from
    {
        finding = finding.help(EARLIER.with([Arg::Date(from), Arg::Date(date)]));
    }
    Some(finding)
}

/// The vague words of a name with the byte at which each begins.
fn vague_words(name: &str) -> Vec<(usize, &'static str)> {
    name.char_indices()
        .filter_map(|(at, c)| Some((at, vague_word(c, &name[at..])?)))
        .filter(|(at, word)| !is_definite(name, *at, word) && !is_in_title(&name[..*at]))
        .collect()
}

/// The vague word that `rest` begins with; `first` is its first character.
fn vague_word(first: char, rest: &str) -> Option<&'static str> {
    let words: &[&'static str] = match first {
        '等' => &["等"],
        '其' => &["其他", "其它"],
        '有' => &["有关"],
        '相' => &["相关"],
        '特' => &["特殊"],
        '重' => &["重大"],
        '敏' => &["敏感"],
        '某' => &["某些"],
        '若' => &["若干"],
        _ => return None,
    };
    words.iter().find(|word| rest.starts_with(**word)).copied()
}

fn is_definite(name: &str, at: usize, word: &str) -> bool {
    DEFINITE.iter().any(|(longer, undone_by)| {
        longer.match_indices(word).any(|(offset, _)| {
            let Some(start) = at.checked_sub(offset) else { return false };
            let stands = name.get(start..).is_some_and(|rest| rest.starts_with(longer));
            stands && !name[..start].ends_with(|before| undone_by.contains(before))
        })
    })
}

/// Whether what follows stands between `《` and `》`: a document is called what it is called.
fn is_in_title(before: &str) -> bool {
    before.rfind('《') > before.rfind('》')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str) -> Vec<&'static str> {
        vague_words(name).into_iter().map(|(_, word)| word).collect()
    }

    #[test]
    fn vague_words_are_found() {
        assert_eq!(words("试题等"), ["等"]);
        assert_eq!(words("国家等级重力点成果及其他精度相当的重力点成果"), ["其他"]);
        assert_eq!(words("档案工作的重大科研成果及有关部门的相关资料"), ["重大", "有关", "相关"]);
        assert_eq!(vague_words("试题等"), [("试题".len(), "等")]);
    }

    #[test]
    fn definite_words_are_not() {
        for name in [
            "优于(含)20米等高距的等高线",
            "国家等级天文测量、三角测量的观测成果",
            "大于或等于1:1万",
            "三、四等水准点",
            "高等学校和中等职业学校",
            "信号的相关系数和自相关函数",
            "具有关键作用的部件",
            "比重大于2的矿石",
            "等离子体密度",
            "《有关事项的规定》",
            "不同等级的控制点",
            "领土归属、边界勘定,使我国在处理有关问题时极为被动的部分",
        ] {
            assert_eq!(words(name), [""; 0], "{name}");
        }
    }

    #[test]
    fn and_so_on_is_told_from_words_that_end_alike() {
        for name in ["协议、合同等", "技术水平等", "核对等工作", "信息安全等", "统一等"] {
            assert_eq!(words(name), ["等"], "{name}");
        }
    }
}
