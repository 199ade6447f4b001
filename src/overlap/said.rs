//! What scopes say, in numbers: words are numbered as they are compared, and what says the same in the same order is one
//! class. A country says few words and each of them often, so a spelling is looked at once.

use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder, HashMap, HashTable};

use super::names::{Numbered, normal};
use crate::ast::{At, Words};
use crate::model::{Id, Member, Model, Officer, Organ, Scope, ScopeSet, words_text};
use crate::source::Sources;

/// A member in numbers, so that two are equal where they mean the same: what it is and the number of its words, and the
/// number of what it names.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct Written([u32; 2]);

/// What a member says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Said {
    Organ {
        organ: Id<Organ>,
        below: bool,
    },
    Post {
        title: u32,
        organ: Option<Id<Organ>>,
    },
    Group(u32),
    Officer(Id<Officer>),
    Scope(Id<Scope>),
    Words(u32),
    /// No member: a part of the scope means nothing.
    Unknown,
}

const ORGAN: u32 = 0;
const ORGAN_AND_BELOW: u32 = 1;
const POST: u32 = 2;
const GROUP: u32 = 3;
const OFFICER: u32 = 4;
const SCOPE: u32 = 5;
const WORDS: u32 = 6;
const UNKNOWN: u32 = 7;
/// Set where the member is taken away.
const EXCLUDED: u32 = 8;
/// What stands above these bits is the number of a title.
const BITS: u32 = 4;
/// The place of what is not named.
const NONE: u32 = u32::MAX;

impl Written {
    fn new(kind: u32, place: usize) -> Self {
        Written([kind, place as u32])
    }

    pub(super) fn is_excluded(self) -> bool {
        self.0[0] & EXCLUDED != 0
    }

    fn kind(self) -> u32 {
        self.0[0] & (EXCLUDED - 1)
    }

    /// Whether it is a whole organ, put in.
    pub(super) fn is_organ(self) -> bool {
        self.kind() <= ORGAN_AND_BELOW && !self.is_excluded()
    }

    /// Whether it is a member that says all by itself, put in.
    pub(super) fn is_plain(self) -> bool {
        !self.is_excluded() && self.kind() != SCOPE && self.kind() != UNKNOWN
    }

    pub(super) fn said(self, model: &Model) -> Said {
        let [kind, place] = self.0;
        let organ = || model.organs.nth(place);
        match self.kind() {
            ORGAN => Said::Organ { organ: organ(), below: false },
            ORGAN_AND_BELOW => Said::Organ { organ: organ(), below: true },
            POST => Said::Post { title: kind >> BITS, organ: (place != NONE).then(organ) },
            GROUP => Said::Group(place),
            OFFICER => Said::Officer(model.officers.nth(place)),
            SCOPE => Said::Scope(model.scopes.nth(place)),
            WORDS => Said::Words(place),
            _ => Said::Unknown,
        }
    }
}

/// All that is said, by class.
#[derive(Debug, Default)]
pub(super) struct Sayings {
    pub(super) titles: Numbered<String>,
    /// By number, the number of the title and who approves it.
    pub(super) groups: Vec<(u32, Option<Id<Organ>>)>,
    pub(super) group_titles: Numbered<String>,
    pub(super) words: Numbered<String>,
    /// What the classes say, one behind the other.
    written: Vec<Written>,
    /// By class, where that ends.
    ends: Vec<u32>,
}

impl Sayings {
    /// How many classes there are.
    pub(super) fn count(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn of(&self, class: u32) -> &[Written] {
        let class = class as usize;
        let start = class.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.written[start as usize..self.ends[class] as usize]
    }

    /// Whether words of this sort stand in a class.
    pub(super) fn says(&self, class: u32, is: impl Fn(&str) -> bool) -> bool {
        let (titles, groups) = (|at| is(self.titles.get(at)), |at| is(self.group_titles.get(at)));
        self.has(class, titles, groups, |at| is(self.words.get(at)))
    }

    /// By class, whether words of this sort stand in it. Each different text is asked about once.
    pub(super) fn saying(&self, is: impl Fn(&str) -> bool) -> Vec<bool> {
        let each = |words: &Numbered<String>| -> Vec<bool> { words.iter().map(|text| is(text)).collect() };
        let (titles, groups, words) = (each(&self.titles), each(&self.group_titles), each(&self.words));
        let says =
            |class: u32| self.has(class, |at| titles[at as usize], |at| groups[at as usize], |at| words[at as usize]);
        (0..self.count() as u32).map(says).collect()
    }

    /// Whether one of these titles of posts or of groups, or of these words, stands in a class.
    fn has(
        &self,
        class: u32,
        title: impl Fn(u32) -> bool,
        group: impl Fn(u32) -> bool,
        words: impl Fn(u32) -> bool,
    ) -> bool {
        self.of(class).iter().any(|written| {
            let [kind, place] = written.0;
            match written.kind() {
                POST => title(kind >> BITS),
                GROUP => group(self.groups[place as usize].0),
                WORDS => words(place),
                _ => false,
            }
        })
    }
}

/// Numbers what scopes say.
pub(super) struct Reader<'a> {
    sources: &'a Sources,
    sayings: Sayings,
    hasher: DefaultHashBuilder,
    classes: HashTable<u32>,
    /// By title and who approves it.
    groups: HashMap<(u32, Option<Id<Organ>>), u32>,
    /// By spelling, the number of the words.
    titles: HashMap<&'a str, u32>,
    group_titles: HashMap<&'a str, u32>,
    words: HashMap<&'a str, u32>,
}

impl<'a> Reader<'a> {
    /// With room for so many classes.
    pub(super) fn new(sources: &'a Sources, room: usize) -> Self {
        Reader {
            sources,
            sayings: Sayings::default(),
            hasher: DefaultHashBuilder::default(),
            classes: HashTable::with_capacity(room),
            groups: HashMap::new(),
            titles: HashMap::new(),
            group_titles: HashMap::new(),
            words: HashMap::new(),
        }
    }

    /// The class of what a scope says.
    pub(super) fn class(&mut self, set: &ScopeSet) -> u32 {
        let start = self.sayings.written.len();
        for at in &set.members {
            let written = self.written(*at);
            self.sayings.written.push(written);
        }
        for at in &set.excluded {
            let Written([kind, place]) = self.written(*at);
            self.sayings.written.push(Written([kind | EXCLUDED, place]));
        }
        if set.has_unknown {
            self.sayings.written.push(Written([UNKNOWN, NONE]));
        }
        let (sayings, hasher) = (&mut self.sayings, &self.hasher);
        let written = &sayings.written[start..];
        let hash = hasher.hash_one(written);
        if let Some(class) = self.classes.find(hash, |class| sayings.of(*class) == written) {
            sayings.written.truncate(start);
            return *class;
        }
        let class = sayings.ends.len() as u32;
        sayings
            .ends
            .push(u32::try_from(sayings.written.len()).expect("bug: more members of scopes than memory can hold"));
        self.classes.insert_unique(hash, class, |class| hasher.hash_one(sayings.of(*class)));
        class
    }

    pub(super) fn finish(mut self) -> Sayings {
        self.sayings.written.shrink_to_fit();
        self.sayings.ends.shrink_to_fit();
        self.sayings
    }

    fn written(&mut self, At { value, span }: At<Member>) -> Written {
        let words = Words(span);
        let (sources, sayings) = (self.sources, &mut self.sayings);
        match value {
            Member::Organ { organ, below } => Written::new(if below { ORGAN_AND_BELOW } else { ORGAN }, organ.index()),
            Member::Officer(officer) => Written::new(OFFICER, officer.index()),
            Member::Scope(scope) => Written::new(SCOPE, scope.index()),
            Member::Post { organ } => {
                let title = number(sources, words, &mut self.titles, &mut sayings.titles);
                Written([POST | title << BITS, organ.map_or(NONE, |organ| organ.index() as u32)])
            }
            Member::Group { approved_by } => {
                let title = number(sources, words, &mut self.group_titles, &mut sayings.group_titles);
                let number = self.groups.entry((title, approved_by)).or_insert_with(|| {
                    sayings.groups.push((title, approved_by));
                    sayings.groups.len() as u32 - 1
                });
                Written([GROUP, *number])
            }
            Member::Opaque => Written([WORDS, number(sources, words, &mut self.words, &mut sayings.words)]),
        }
    }
}

fn number<'a>(
    sources: &'a Sources,
    words: Words,
    spelled: &mut HashMap<&'a str, u32>,
    numbers: &mut Numbered<String>,
) -> u32 {
    let spelling = sources.text(words.0);
    *spelled.entry(spelling).or_insert_with(|| numbers.add(normal(&words_text(sources, words))))
}
