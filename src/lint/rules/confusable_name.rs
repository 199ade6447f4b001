use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};

use unicode_security::mixed_script::AugmentedScriptSet;
use unicode_security::skeleton;

use crate::ast::Name;
use crate::diagnostic::{Arg, Diagnostic, Kind, Message, Severity, Text};
use crate::lint::{Context, Findings, Rule};
use crate::model::{AttributeType, Head, Place};

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "X002",
        name: "confusable-name",
        severity: Severity::Warning,
        cites: &[],
        summary: Text::new(
            "two ids look alike, or an id mixes scripts",
            "两个标识外形相近，或者一个标识混用文字",
        ),
        explanation: Text::new(
            "Ids are compared character by character and read by eye. `a1` and `al`, or a Latin and a Cyrillic `a`, are two \
             things to the compiler and one to a reviewer: an authorization or a waiver can point at another row than \
             everyone believes. Ids of one sort are compared by the look-alike table of UTS 39; Chinese with Latin letters \
             is fine, Chinese or Latin with Greek or Cyrillic letters is not. Rename one of the two.",
            "编译器逐字比较标识，而人凭外形辨认。`a1` 与 `al`，拉丁字母与西里尔字母的 `a`，对编译器是两个，对审核人是一个：\
             授权或者豁免可能指向另一事项而无人察觉。同类标识按 UTS 39 的形近字表比较；汉字与拉丁字母可以混用，\
             汉字或拉丁字母不应与希腊字母、西里尔字母混用。请改写其中一个。",
        ),
        bad: "
region north-1 \"北部一区\";
region north-l \"北部二区\";",
        good: "
region north-1 \"北部一区\";
region north-2 \"北部二区\";
region 北部a \"北部三区\";",
    },
    check,
};

const ALIKE: Text = Text::new("{0} looks like {1}", "标识 {0} 与 {1} 外形相近");
const OTHER: Text = Text::new("the other one", "另一个标识");
const RENAME: Text = Text::new("rename one of them", "请改写其中一个");
const MIXED: Text = Text::new("{0} mixes scripts: {1}", "标识 {0} 混用文字：{1}");
const ONE_SCRIPT: Text = Text::new(
    "write it in one script; Chinese may stand with Latin letters",
    "请使用一种文字；汉字可以与拉丁字母混用",
);

/// The scripts that authors are likely to meet, as Unicode names them; for others that name has to do.
static SCRIPTS: [Text; 6] = [
    Text::new("Latin", "拉丁字母"),
    Text::new("Han", "汉字"),
    Text::new("Greek", "希腊字母"),
    Text::new("Cyrillic", "西里尔字母"),
    Text::new("Hiragana", "平假名"),
    Text::new("Katakana", "片假名"),
];

fn check(context: &Context<'_>, findings: &mut Findings) {
    let model = context.model;
    let mut compare = |heads: &mut dyn Iterator<Item = (&Head, Option<Place>)>| compare(context, heads, findings);
    compare(&mut model.regions.values().map(|region| (&region.head, None)));
    compare(&mut model.businesses.values().map(|business| (&business.head, None)));
    compare(&mut model.kinds.values().map(|kind| (&kind.head, None)));
    compare(&mut model.attributes.values().map(|attribute| (&attribute.head, None)));
    compare(&mut model.organs.iter().map(|(id, organ)| (&organ.head, Some(Place::Organ(id)))));
    compare(&mut model.officers.iter().map(|(id, officer)| (&officer.head, Some(Place::Officer(id)))));
    compare(&mut model.authorizations.iter().map(|(id, grant)| (&grant.head, Some(Place::Authorization(id)))));
    compare(&mut model.scopes.iter().map(|(id, scope)| (&scope.head, Some(Place::Scope(id)))));
    compare(&mut model.regimes.iter().map(|(id, regime)| (&regime.head, Some(Place::Regime(id)))));
    compare(&mut model.catalogues.iter().map(|(id, catalogue)| (&catalogue.head, Some(Place::Catalogue(id)))));
    compare(&mut model.disclosures.iter().map(|(id, list)| (&list.head, Some(Place::Disclosure(id)))));
    for catalogue in model.catalogues.values() {
        compare(&mut catalogue.matters.iter().map(|id| (&model.matters[*id].head, Some(Place::Matter(*id)))));
    }
    for (id, list) in model.disclosures.iter() {
        compare(&mut list.items.iter().map(|item| (&item.head, Some(Place::Disclosure(id)))));
    }
    for (id, regime) in model.regimes.iter() {
        let place = Some(Place::Regime(id));
        compare(&mut regime.levels.iter().map(|level| (&level.head, place)));
        compare(&mut regime.tiers.iter().map(|tier| (&tier.head, place)));
        compare(&mut regime.departments.iter().map(|department| (&department.head, place)));
    }
    for attribute in model.attributes.values() {
        if let AttributeType::OneOf(choices) = &attribute.kind {
            compare(&mut choices.iter().map(|choice| (&choice.head, None)));
        }
    }
}

/// Reports what is odd among the ids of one sort of declaration. A place is what a waiver can name.
fn compare(
    context: &Context<'_>,
    heads: &mut dyn Iterator<Item = (&Head, Option<Place>)>,
    findings: &mut Findings,
) {
    let names: Vec<(Name, Option<Place>)> = heads.map(|(head, place)| (head.id, place)).collect();
    let ids: Vec<Cow<'_, str>> = names.iter().map(|(name, _)| context.id(*name)).collect();
    for (named, id) in names.iter().zip(&ids) {
        if let Some(scripts) = mixture(id) {
            let scripts = Arg::list(scripts.into_iter().map(script));
            let message = MIXED.with([Arg::id(&**id), scripts]);
            findings.report(finding(context, *named, message).help(ONE_SCRIPT));
        }
    }
    for (first, later) in look_alikes(&ids) {
        let message = ALIKE.with([Arg::id(&*ids[later]), Arg::id(&*ids[first])]);
        let (other, _) = names[first];
        findings.report(finding(context, names[later], message).label(other.0, OTHER).help(RENAME));
    }
}

fn finding(context: &Context<'_>, (name, place): (Name, Option<Place>), message: Message) -> Diagnostic {
    let finding = Diagnostic::new(&RULE.kind, name.0, message);
    match place {
        Some(place) => finding.on(context.subject(place)),
        None => finding,
    }
}

/// Each id that looks like an earlier one, behind the first that it looks like.
fn look_alikes(ids: &[Cow<'_, str>]) -> Vec<(usize, usize)> {
    // Of two that look alike one is not its own form. So plain numbers, which most rows have for an id, end here.
    if ids.iter().all(|id| matches!(form(id), Cow::Borrowed(_))) {
        return Vec::new();
    }
    let mut hashes: Vec<(u64, usize)> = ids.iter().enumerate().map(|(index, id)| (hash(&form(id)), index)).collect();
    hashes.sort_unstable();
    let mut pairs = Vec::new();
    for group in hashes.chunk_by(|a, b| a.0 == b.0) {
        let (_, first) = group[0];
        let later = group[1..].iter().map(|(_, index)| *index);
        pairs.extend(later.filter(|later| form(&ids[*later]) == form(&ids[first])).map(|later| (first, later)));
    }
    pairs
}

fn hash(form: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    form.hash(&mut hasher);
    hasher.finish()
}

/// The skeleton of UTS 39, save that it is written with digits where that table takes letters, so that a number is its
/// own form, and that `〇` stays: it is a numeral, as wide as an ideograph. Borrowed if the id is its own form.
fn form(id: &str) -> Cow<'_, str> {
    if id.is_ascii() && !id.contains(['I', 'O', 'l', 'm']) {
        return Cow::Borrowed(id);
    }
    let as_digit = |c| match c {
        'O' => '0',
        'l' => '1',
        c => c,
    };
    let parts: Vec<String> = id.split('〇').map(|part| skeleton(part).map(as_digit).collect()).collect();
    let form = parts.join("〇");
    if form == id { Cow::Borrowed(id) } else { Cow::Owned(form) }
}

/// The scripts of an id, if they are not fit to stand together: "highly restrictive" in UTS 39 and nothing wider.
fn mixture(id: &str) -> Option<Vec<&'static str>> {
    if id.chars().all(|c| c.is_ascii() || ('\u{4e00}'..='\u{9fff}').contains(&c)) {
        return None;
    }
    let mut all = AugmentedScriptSet::default();
    let mut besides_latin = AugmentedScriptSet::default();
    let mut scripts = Vec::new();
    for set in id.chars().map(AugmentedScriptSet::for_char).filter(|set| !set.is_all()) {
        let script = set.base.iter().next().map_or("Unknown", |script| script.full_name());
        all.intersect_with(set);
        if script != "Latin" {
            besides_latin.intersect_with(set);
        }
        if !scripts.contains(&script) {
            scripts.push(script);
        }
    }
    let is_east_asian = besides_latin.hanb || besides_latin.jpan || besides_latin.kore;
    (all.is_empty() && !is_east_asian).then_some(scripts)
}

fn script(name: &'static str) -> Arg {
    SCRIPTS.iter().find(|script| script.en == name).map_or(Arg::token(name), |script| Arg::Text(*script))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(ids: &[&str]) -> Vec<(usize, usize)> {
        let ids: Vec<Cow<'_, str>> = ids.iter().map(|id| Cow::Borrowed(*id)).collect();
        look_alikes(&ids)
    }

    #[test]
    fn digits_and_letters_look_alike() {
        assert_eq!(alike(&["18", "l8"]), [(0, 1)]);
        assert_eq!(alike(&["al", "b", "a1", "aI"]), [(0, 2), (0, 3)]);
        assert_eq!(alike(&["corn-0", "com-O"]), [(0, 1)]);
    }

    #[test]
    fn other_scripts_look_like_latin_and_chinese() {
        assert_eq!(alike(&["a1", "\u{430}1"]), [(0, 1)]);
        assert_eq!(alike(&["二一", "二\u{30fc}"]), [(0, 1)]);
        assert_eq!(alike(&["a1", "ａ1"]), [(0, 1)]);
    }

    #[test]
    fn what_is_read_apart_stays_apart() {
        assert_eq!(alike(&["1", "11", "111", "0", "10", "o"]), []);
        assert_eq!(alike(&["a", "A", "b1", "B1"]), []);
        assert_eq!(alike(&["二〇", "二0", "二O"]), [(1, 2)]);
        assert_eq!(alike(&["二-二-1", "二-三-1", "测绘", "测会"]), []);
    }

    #[test]
    fn chinese_stands_with_latin_and_with_nothing_else() {
        for fine in ["surveying-2020", "地图a", "二-1", "Ⅰ级", "カタカナ漢字a", "αβ"] {
            assert_eq!(mixture(fine), None, "{fine}");
        }
        assert_eq!(mixture("m\u{430}p"), Some(vec!["Latin", "Cyrillic"]));
        assert_eq!(mixture("地α"), Some(vec!["Han", "Greek"]));
    }
}
