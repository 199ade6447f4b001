//! The sets against an enumeration of everybody there is, in small worlds.

use std::collections::BTreeSet;
use std::fmt::Write;

use proptest::prelude::*;

use super::{Part, Parts, RoleSet, Scopes, normal};
use crate::model::{Id, Model, Scope, id_text, resolve};
use crate::source::Sources;
use crate::syntax::parse;

const TITLES: [&str; 3] = ["甲", "乙", "丙"];

/// Somebody, as text. `e` stands for an organ that nobody declares.
type People = BTreeSet<String>;

/// A world with what each of its scopes means, worked out by listing.
#[derive(Debug, Default)]
struct World {
    text: String,
    superiors: Vec<Option<usize>>,
    officers: Vec<usize>,
    scopes: Vec<People>,
}

/// Random choices, one after another.
struct Choices(std::vec::IntoIter<u16>);

impl Choices {
    fn below(&mut self, count: usize) -> usize {
        usize::from(self.0.next().unwrap_or_default()) % count
    }
}

impl World {
    fn new(choices: Vec<u16>) -> Self {
        let mut choices = Choices(choices.into_iter());
        let mut world = World::default();
        for organ in 0..1 + choices.below(5) {
            let superior = choices.below(organ + 1).checked_sub(1);
            world.superiors.push(superior);
            let above = superior.map(|above| format!("superior o{above};")).unwrap_or_default();
            writeln!(world.text, "organ o{organ} {{ {above} }}").unwrap();
        }
        for officer in 0..choices.below(3) {
            let organ = choices.below(world.superiors.len());
            world.officers.push(organ);
            writeln!(world.text, "officer f{officer} of o{organ} {{ head; }}").unwrap();
        }
        for scope in 0..2 + choices.below(4) {
            let (mut body, mut people) = (String::new(), People::new());
            for _ in 0..choices.below(5) {
                let (part, who) = world.part(&mut choices);
                writeln!(body, "    {part};").unwrap();
                people.extend(who);
            }
            for _ in 0..choices.below(3) {
                let (part, who) = world.part(&mut choices);
                writeln!(body, "    but-not {part};").unwrap();
                // No member comes after this to bring it back.
                people = &people - &who;
            }
            writeln!(world.text, "scope s{scope} {{\n{body}}}").unwrap();
            world.scopes.push(people);
        }
        world
    }

    fn part(&self, choices: &mut Choices) -> (String, People) {
        let organ = choices.below(self.superiors.len());
        let title = TITLES[choices.below(TITLES.len())];
        match choices.below(9) {
            0 | 1 => (format!("organ o{organ}"), self.staff(organ)),
            2 => {
                let below = (0..self.superiors.len()).filter(|each| self.is_under(*each, organ));
                (format!("organ o{organ} and below"), below.flat_map(|each| self.staff(each)).collect())
            }
            3 | 4 => (format!("post \"{title}\" of o{organ}"), [format!("{title}@{organ}")].into()),
            5 => {
                let organs = (0..self.superiors.len()).map(|each| each.to_string()).chain(["e".to_owned()]);
                (format!("post \"{title}\""), organs.map(|each| format!("{title}@{each}")).collect())
            }
            6 if !self.officers.is_empty() => {
                let officer = choices.below(self.officers.len());
                (format!("officer f{officer}"), [format!("f{officer}")].into())
            }
            7 if !self.scopes.is_empty() => {
                let scope = choices.below(self.scopes.len());
                (format!("scope s{scope}"), self.scopes[scope].clone())
            }
            8 => (format!("\"{title}\""), [format!("words {title}")].into()),
            _ => (format!("group \"{title}\" approved-by o{organ}"), [format!("group {title} {organ}")].into()),
        }
    }

    fn is_under(&self, organ: usize, top: usize) -> bool {
        organ == top || self.superiors[organ].is_some_and(|above| self.is_under(above, top))
    }

    fn staff(&self, organ: usize) -> People {
        let officers = (0..self.officers.len()).filter(|each| self.officers[*each] == organ);
        let mut staff: People = TITLES.iter().map(|title| format!("{title}@{organ}")).collect();
        staff.extend(officers.map(|officer| format!("f{officer}")));
        staff.insert(format!("rest@{organ}"));
        staff
    }
}

/// Everybody whom the parts of a set name.
fn listed(world: &World, sources: &Sources, model: &Model, parts: &Parts<'_>) -> People {
    let of =
        |parts: &[Part<'_>]| -> People { parts.iter().flat_map(|part| who(world, sources, model, part)).collect() };
    of(&parts.members).difference(&of(&parts.excepted)).cloned().collect()
}

fn who(world: &World, sources: &Sources, model: &Model, part: &Part<'_>) -> People {
    let number = |organ: Id<_>| -> usize { id_text(sources, model.organs[organ].head.id)[1..].parse().unwrap() };
    let under = |organ: Id<_>, below: bool| -> Vec<usize> {
        let top = number(organ);
        (0..world.superiors.len()).filter(|each| *each == top || below && world.is_under(*each, top)).collect()
    };
    match *part {
        Part::Organ { organ, below } => under(organ, below).into_iter().flat_map(|each| world.staff(each)).collect(),
        Part::Post { title, of: Some((organ, below)) } => {
            under(organ, below).into_iter().map(|each| format!("{title}@{each}")).collect()
        }
        Part::Post { title, of: None } => {
            let organs = (0..world.superiors.len()).map(|each| each.to_string()).chain(["e".to_owned()]);
            organs.map(|each| format!("{title}@{each}")).collect()
        }
        Part::Officer(id) => [id_text(sources, model.officers[id].head.id).into_owned()].into(),
        Part::Group { title, approved_by } => [format!("group {title} {}", approved_by.map(number).unwrap())].into(),
        Part::Words(words) => [format!("words {words}")].into(),
    }
}

fn with_scopes(text: &str, then: impl FnOnce(&Sources, &Model, &Scopes<'_>, &[Id<Scope>])) {
    let mut sources = Sources::default();
    let file = sources.add("main.dingmi", text.to_owned());
    let (ast, faults) = parse(sources.get(file).base(), sources.get(file).text());
    assert!(faults.is_empty(), "{text}");
    let (model, _) = resolve(&sources, &[&ast], None);
    let ids: Vec<Id<Scope>> = model.scopes.ids().collect();
    then(&sources, &model, &Scopes::of(&model, &sources), &ids);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sets_are_what_a_list_of_everybody_says(choices in prop::collection::vec(any::<u16>(), 20..160)) {
        let world = World::new(choices);
        with_scopes(&world.text, |sources, model, scopes, ids| {
            let set = |at: usize| -> &RoleSet { scopes.scope(ids[at]).unwrap() };
            let list = |set: &RoleSet| listed(&world, sources, model, &scopes.parts(set));
            for (a, one) in world.scopes.iter().enumerate() {
                assert_eq!(&list(set(a)), one, "{}", world.text);
                assert_eq!(set(a).is_empty(), one.is_empty());
                for (b, other) in world.scopes.iter().enumerate() {
                    assert_eq!(list(&set(a).union(set(b))), one | other, "{}", world.text);
                    assert_eq!(list(&set(a).minus(set(b))), one - other, "{}", world.text);
                    assert_eq!(list(&set(a).intersection(set(b))), one & other, "{}", world.text);
                    assert_eq!(set(a) == set(b), one == other, "{}", world.text);
                    assert_eq!(set(a).is_within(set(b)), one.is_subset(other), "{}", world.text);
                    assert_eq!(set(a).overlaps(set(b)), !one.is_disjoint(other), "{}", world.text);
                }
            }
        });
    }
}

/// However many rows write a set, and in whatever width, each has the set that a scope of the same words has.
#[test]
fn rows_that_share_their_words_have_the_sets_of_their_words() {
    let members = [
        "organ a",
        "organ a and below",
        "organ b",
        "post \"员\" of a",
        "post \"员Ａ\"",
        "post \"员A\"",
        "post \"员\" of b",
        "group \"组\" approved-by a",
        "group \"组\" approved-by b",
        "\"词\"",
        "s",
        "missing",
    ];
    let mut expressions: Vec<String> = members.iter().map(|member| (*member).to_owned()).collect();
    expressions.extend(members.iter().map(|member| format!("{member} but-not post \"员\" of b")));
    expressions.extend(members.iter().map(|member| format!("organ a and below, {member} but-not s")));
    let mut text =
        "organ a; organ b { superior a; } scope s { post \"员\" of b; group \"组\" approved-by b; }\n".to_owned();
    let mut rows = String::new();
    for (at, expression) in expressions.iter().enumerate() {
        writeln!(text, "scope t{at} {{ {}; }}", expression.replacen(" but-not", "; but-not", 1)).unwrap();
        for copy in 0..at % 3 + 1 {
            writeln!(rows, "matter m{at}x{copy} \"甲\" {{ known-to {expression}; }}").unwrap();
        }
    }
    with_scopes(&format!("{text} catalogue c {{ {rows} }}"), |sources, model, scopes, ids| {
        for (id, matter) in model.matters.iter() {
            let name = id_text(sources, matter.head.id);
            let scope: usize = name[1..].split('x').next().unwrap().parse().unwrap();
            let set = scopes.of_row(id);
            assert_eq!(set.as_deref(), scopes.scope(ids[scope + 1]), "{}", expressions[scope]);
            let (is_empty, has_organ) = (|set: &RoleSet| set.is_empty(), |set: &RoleSet| set.has_organ());
            assert_eq!(scopes.leaves_nobody(id), set.as_deref().is_some_and(is_empty), "{}", expressions[scope]);
            assert_eq!(scopes.has_organ(id), set.as_deref().is_some_and(has_organ), "{}", expressions[scope]);
        }
    });
}

#[test]
fn circles_end_and_what_leads_to_them_is_unknown() {
    let text = "organ a { superior b; } organ b { superior a; } organ c { superior a; }
        scope s { scope t; } scope t { but-not scope s; } scope u { t; } scope v { organ a and below; }";
    with_scopes(text, |_, _, scopes, ids| {
        let known: Vec<bool> = ids.iter().map(|id| scopes.scope(*id).is_some()).collect();
        assert_eq!(known, [false, false, false, true]);
    });
}

#[test]
fn long_chains_and_wide_trees_take_little() {
    let mut text = "organ o0;\n".to_owned();
    for organ in 1..20_000 {
        writeln!(text, "organ o{organ} {{ superior o{}; }}", organ / 2).unwrap();
    }
    writeln!(text, "scope s0 {{ organ o1 and below; }}").unwrap();
    for scope in 1..5_000 {
        writeln!(text, "scope s{scope} {{ scope s{}; }}", scope - 1).unwrap();
    }
    with_scopes(&text, |_, _, scopes, ids| {
        let last = scopes.scope(ids[4_999]).unwrap();
        assert_eq!(scopes.parts(last).members.len(), 1);
        assert_eq!(last.size(), 2);
    });
}

#[test]
fn what_would_fill_the_machine_is_too_large() {
    let mut text = String::new();
    let mut parts = String::new();
    for organ in 0..1_500 {
        writeln!(text, "organ o{organ};").unwrap();
        if organ % 2 == 0 {
            write!(parts, "organ o{organ}; ").unwrap();
        }
        write!(parts, "post \"p{organ}\" of o{organ}; ").unwrap();
    }
    writeln!(text, "scope s {{ {parts} }} scope t {{ s; }}").unwrap();
    with_scopes(&text, |_, _, scopes, ids| {
        assert_eq!(scopes.too_large().iter().map(|(id, _)| *id).collect::<Vec<_>>(), [ids[0]]);
        assert!(scopes.scope(ids[1]).is_none());
    });
}

#[test]
fn words_are_compared_as_they_read() {
    assert_eq!(normal("　资料\u{3000}Ａ１ "), "资料 A1");
}
