//! Document → records, each type in one place and in the order of the document. One file because it is one list of types.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::names::{Names, Places};
use super::sections::{Sections, bit, code, day, num, opt, opt_num, opt_to, some, to};
use super::{Axis, Worked};
use crate::document as json;
use crate::fields::Words as _;
use crate::fields::{List, OptDay, OptRatio, OptRef, Ref, Refs};
use crate::lookup::normal;
use crate::quantity::Rational;
use crate::records::raw;
use crate::words::{
    AttributeKind, BasisKind, ConditionKind, Direction, MemberKind, Order, PeriodBasis, PeriodKind, ReachKind,
};

pub(super) struct Content<'d, 's> {
    document: &'d json::Document<'d>,
    worked: &'d Worked,
    names: Names<'d>,
    out: &'s mut Sections<'d>,
    /// What periods say, numbered.
    kept: HashMap<(PeriodKindKey, String), u32>,
    level_keys: Places<'d>,
    /// By attribute, the place of its first named value.
    values: Vec<u32>,
    /// Organs of which an officer is declared, by id.
    staffed: HashSet<&'d str>,
}

/// Years and months are both months.
type PeriodKindKey = &'static str;

/// One of the lists of places.
type PlacesOf<'d> = for<'n> fn(&'n Names<'d>) -> &'n Places<'d>;

/// The fields that every declaration has.
struct Head {
    id: crate::fields::Str,
    name: crate::fields::OptStr,
    docs: List<raw::Text>,
    source: Ref<raw::Source>,
    line: crate::fields::OptNum,
    start: crate::fields::OptNum,
    end: crate::fields::OptNum,
}

/// Fills a record with the fields of its head and others.
macro_rules! headed {
    ($kind:ident, $head:expr, { $($field:ident: $value:expr,)* }) => {{
        let Head { id, name, docs, source, line, start, end } = $head;
        raw::$kind { id, name, docs, source, line, start, end, $($field: $value,)* }
    }};
}

impl<'d, 's> Content<'d, 's> {
    pub(super) fn new(document: &'d json::Document<'d>, worked: &'d Worked, out: &'s mut Sections<'d>) -> Self {
        Content {
            document,
            worked,
            names: Names::of(document),
            out,
            kept: HashMap::new(),
            level_keys: Places::new(),
            values: Vec::new(),
            staffed: document.officers.iter().filter_map(|officer| officer.organ.as_deref()).collect(),
        }
    }

    pub(super) fn write(mut self) {
        let document = self.document;
        self.program();
        document.sources.iter().for_each(|source| self.source(source));
        document.regimes.iter().for_each(|regime| self.regime(regime));
        self.trees();
        document.organs.iter().zip(&self.worked.organs).for_each(|(organ, range)| self.organ(organ, *range));
        document.officers.iter().for_each(|officer| self.officer(officer));
        document.authorizations.iter().for_each(|each| self.authorization(each));
        document.attributes.iter().zip(&self.worked.axes).for_each(|(each, axis)| self.attribute(each, axis));
        document.units.iter().for_each(|unit| self.unit(unit));
        document.scopes.iter().for_each(|scope| self.scope(scope));
        document.knower_sets.iter().for_each(|set| self.knower_set(set));
        (0..).zip(&document.catalogues).for_each(|(place, each)| self.catalogue(place, each));
        (0..).zip(&document.disclosures).for_each(|(place, each)| self.disclosure(place, each));
        document.waivers.iter().for_each(|waiver| self.waiver(waiver));
        document.competence.iter().for_each(|table| self.competence(table));
    }

    fn program(&mut self) {
        let audience = self.document.audience.as_ref();
        let record = raw::Program {
            compiler: self.out.text(self.document.compiler.name),
            compiler_version: self.out.text(self.document.compiler.version),
            has_audience_level: bit(audience.is_some_and(|audience| audience.levels.is_some())),
            audience_organ: self.out.opt_text(audience.and_then(|audience| audience.organ.as_deref())),
            is_projection: bit(audience.is_some()),
            // The index fills these in.
            row_homes: num(0),
            name_homes: num(0),
            organ_homes: num(0),
            officer_homes: num(0),
            listing_homes: num(0),
        };
        self.out.push(record);
    }

    fn source(&mut self, source: &'d json::Source<'d>) {
        let digest = source.digest.as_ref().and_then(|digest| blake3::Hash::from_hex(digest.as_bytes()).ok());
        let record = raw::Source {
            file: self.out.text(source.file),
            is_embedded: bit(source.embedded),
            has_digest: bit(digest.is_some()),
            digest: digest.map_or([0; 32], |digest| *digest.as_bytes()),
        };
        self.out.push(record);
    }

    fn head(&mut self, head: &'d json::Head<'d>) -> Head {
        let place = &head.source;
        Head {
            id: self.out.text(&head.id),
            name: self.out.opt_text(head.name.as_deref()),
            docs: self.out.texts(head.docs.iter().copied()),
            source: self.source_of(place),
            line: opt_num(place.line.map(|line| line as u32)),
            start: opt_num(place.start),
            end: opt_num(place.end),
        }
    }

    fn source_of(&self, place: &json::Place<'_>) -> Ref<raw::Source> {
        to(self.names.sources[place.file])
    }

    fn cites(&mut self, cites: &'d [json::Citation<'d>]) -> List<raw::Citation> {
        let cite =
            |cite: &'d json::Citation<'d>| raw::Citation { law: self.out.text(cite.law), article: num(cite.article) };
        let cites = cites.iter().map(cite).collect();
        self.out.shared(cites)
    }

    fn words(&mut self, words: &'d [Cow<'d, str>]) -> List<raw::Text> {
        self.out.texts(words.iter().map(|words| &**words))
    }

    fn places(&mut self, ids: &'d [Cow<'d, str>], of: PlacesOf<'d>) -> Vec<u32> {
        ids.iter().map(|id| of(&self.names)[&**id]).collect()
    }

    fn refs<T>(&mut self, ids: &'d [Cow<'d, str>], of: PlacesOf<'d>) -> Refs<T> {
        let places = self.places(ids, of);
        self.out.refs(places)
    }

    fn opt_place<T>(&self, id: Option<&Cow<'d, str>>, of: PlacesOf<'d>) -> OptRef<T> {
        opt_to(id.map(|id| of(&self.names)[&**id]))
    }

    fn organ_of(&self, id: Option<&Cow<'d, str>>) -> OptRef<raw::Organ> {
        self.opt_place(id, |names| &names.organs)
    }

    fn regime(&mut self, regime: &'d json::Regime<'d>) {
        let levels = regime.levels.iter().map(|level| self.level(level)).collect::<Vec<_>>();
        let levels = self.out.list(levels);
        let tiers = regime.tiers.iter().map(|tier| self.tier(tier)).collect::<Vec<_>>();
        let tiers = self.out.list(tiers);
        let mark = regime.mark.as_ref();
        let record = headed!(Regime, self.head(&regime.head), {
            from: day(regime.in_force.from.as_ref()),
            to: day(regime.in_force.to.as_ref()),
            levels: levels,
            tiers: tiers,
            redelegation: num(regime.redelegation),
            conflict_highest: bit(regime.conflict_highest),
            conflict_cites: self.cites(&regime.conflict_cites),
            mark_sign: opt(mark.map(|mark| self.out.own_text(mark.sign.encode_utf8(&mut [0; 4])))),
            mark_from: day(mark.and_then(|mark| mark.from.as_ref())),
            mark_cites: self.cites(mark.map_or(&[], |mark| &mark.cites)),
            audience: self.audience(&regime.head.id),
        });
        self.out.push(record);
    }

    /// The highest level of the readers, under a regime.
    fn audience(&self, regime: &str) -> OptRef<raw::Level> {
        let levels = self.document.audience.iter().filter_map(|audience| audience.levels.as_ref()).flatten();
        let level = levels.into_iter().find(|level| level.regime == regime).and_then(|level| level.level.as_ref());
        self.level_of(Some(regime), level)
    }

    fn level(&mut self, level: &'d json::Level<'d>) -> raw::Level {
        let next = self.level_keys.len() as u32;
        let key = *self.level_keys.entry(level.level.id).or_insert(next);
        let (cap, cap_in_months) = length(level.cap.as_ref());
        raw::Level {
            id: self.out.text(level.level.id),
            name: self.out.text(level.level.name),
            rank: num(level.level.rank),
            cap: opt_num(cap),
            cap_in_months: bit(cap_in_months),
            record_readers: bit(level.record_readers),
            narrowed: bit(level.narrowed),
            cites: self.cites(&level.cites),
            key: num(key),
        }
    }

    fn tier(&mut self, tier: &'d json::Tier<'d>) -> raw::Tier {
        raw::Tier {
            id: self.out.text(tier.id),
            name: self.out.text(tier.name),
            determines: self.out.opt_text(tier.determines),
            authorizes: self.out.opt_text(tier.authorizes),
            within: self.out.texts(tier.within.iter().copied()),
            cites: self.cites(&tier.cites),
        }
    }

    fn trees(&mut self) {
        let (document, worked) = (self.document, self.worked);
        for (node, (number, behind)) in document.regions.iter().zip(&worked.regions) {
            let parent = self.opt_place(node.parent.as_ref(), |names| &names.regions);
            let (number, behind) = (num(*number), num(*behind));
            let record = headed!(Region, self.head(&node.head), { parent: parent, number: number, behind: behind, });
            self.out.push(record);
        }
        for (node, (number, behind)) in document.businesses.iter().zip(&worked.businesses) {
            let parent = self.opt_place(node.parent.as_ref(), |names| &names.businesses);
            let (number, behind) = (num(*number), num(*behind));
            let record = headed!(Business, self.head(&node.head), { parent: parent, number: number, behind: behind, });
            self.out.push(record);
        }
        // What is said of kinds is known only when all holders are: the index fills it in.
        for (node, (number, behind)) in document.kinds.iter().zip(&worked.kinds) {
            let record = headed!(Kind, self.head(&node.head), {
                parent: self.opt_place(node.parent.as_ref(), |names| &names.kinds),
                number: num(*number),
                behind: num(*behind),
                speakers: self.out.list([]),
                axis: opt_num(None),
                around: opt_to(None),
            });
            self.out.push(record);
        }
    }

    fn organ(&mut self, organ: &'d json::Organ<'d>, (number, behind): (u32, u32)) {
        let successions = organ
            .succeeded_by
            .iter()
            .map(|each| raw::Succession { organ: to(self.names.organs[&*each.organ]), part: self.reaches(&each.part) });
        let successions: Vec<raw::Succession> = successions.collect();
        let record = headed!(Organ, self.head(&organ.head), {
            tier: self.out.opt_text(organ.tier),
            superior: self.organ_of(organ.superior.as_ref()),
            regions: self.refs(&organ.regions, |names| &names.regions),
            businesses: self.refs(&organ.businesses, |names| &names.businesses),
            roles: self.out.texts(organ.roles.iter().copied()),
            from: day(organ.exists.from.as_ref()),
            to: day(organ.exists.to.as_ref()),
            successions: self.out.shared(successions),
            number: num(number),
            behind: num(behind),
            has_officers: bit(self.staffed.contains(&*organ.head.id)),
        });
        self.out.push(record);
    }

    fn reaches(&mut self, reaches: &'d [json::Reach<'d>]) -> List<raw::Reach> {
        let reach = |reach: &json::Reach<'_>| match reach {
            json::Reach::Business(id) => self.business_reach(id),
            json::Reach::Catalogue(id) => self.referent(id),
            json::Reach::Matter(id) => self.referent(id),
        };
        let reaches = reaches.iter().map(reach).collect();
        self.out.shared(reaches)
    }

    fn business_reach(&self, id: &str) -> raw::Reach {
        reach(ReachKind::Business, Some(self.names.businesses[id]))
    }

    /// A catalogue, or a row of one.
    fn referent(&self, id: &str) -> raw::Reach {
        match id.contains('#') {
            true => reach(ReachKind::Matter, Some(self.names.rows[id])),
            false => reach(ReachKind::Catalogue, Some(self.names.catalogues[id])),
        }
    }

    fn referents(&mut self, ids: &[String]) -> List<raw::Reach> {
        let reaches = ids.iter().map(|id| self.referent(id)).collect();
        self.out.shared(reaches)
    }

    fn officer(&mut self, officer: &'d json::Officer<'d>) {
        let record = headed!(Officer, self.head(&officer.head), {
            organ: self.organ_of(officer.organ.as_ref()),
            is_head: bit(officer.is_head),
            designated_by: self.opt_place(officer.designated_by.as_ref(), |names| &names.officers),
            designated_on: day(officer.designated_on.as_ref()),
            trained_on: day(officer.trained_on.as_ref()),
            level: self.out.opt_text(officer.level),
            matters: self.reaches(&officer.matters),
            from: day(officer.term.from.as_ref()),
            to: day(officer.term.to.as_ref()),
        });
        self.out.push(record);
    }

    fn authorization(&mut self, each: &'d json::Authorization<'d>) {
        let (period, period_in_months) = length(each.period.as_ref());
        let term = each.term.as_ref();
        let record = headed!(Authorization, self.head(&each.head), {
            grantor: self.organ_of(each.grantor.as_ref()),
            grantee: self.organ_of(each.grantee.as_ref()),
            level: self.out.opt_text(each.level),
            matters: self.reaches(&each.matters),
            period: opt_num(period),
            period_in_months: bit(period_in_months),
            regions: self.refs(&each.regions, |names| &names.regions),
            instrument: self.out.opt_text(each.instrument.as_deref()),
            instrument_dated: day(each.instrument_dated.as_ref()),
            has_term: bit(term.is_some()),
            from: day(term.and_then(|term| term.from.as_ref())),
            to: day(term.and_then(|term| term.to.as_ref())),
            filed_with: self.organ_of(each.filed_with.as_ref()),
            filed_on: day(each.filed_on.as_ref()),
            task: self.out.opt_text(each.task.as_deref()),
            revoked_on: day(each.revoked_on.as_ref()),
        });
        self.out.push(record);
    }

    fn attribute(&mut self, attribute: &'d json::Attribute<'d>, axis: &'d Axis) {
        let choices = attribute.choices().iter().map(|choice| raw::Choice {
            id: self.out.text(choice.id),
            name: self.out.opt_text(choice.name.as_deref()),
        });
        let choices: Vec<raw::Choice> = choices.collect();
        let (kind, dimension) = match &attribute.kind {
            json::AttributeType::Quantity { dimension, .. } => (AttributeKind::Quantity, Some(*dimension)),
            json::AttributeType::OneOf { .. } => (AttributeKind::OneOf, None),
            json::AttributeType::YesNo => (AttributeKind::YesNo, None),
            json::AttributeType::Date => (AttributeKind::Date, None),
        };
        let number = |number: &Rational| value(None, Some(*number));
        let named = match axis {
            Axis::Numbers { named, .. } => self.out.list(named.iter().map(number)),
            Axis::Days(days) => self.out.list(days.iter().map(|day| value(Some(*day), None))),
            Axis::Choices(_) => self.out.list([]),
        };
        self.values.push(named.start.get());
        let (first, behind) = axis.whole();
        let direction = |id: Option<&str>| {
            let found = Direction::ALL.iter().find(|each| each.id() == id.unwrap_or_default());
            code(*found.expect("bug: a direction that is none"))
        };
        let record = headed!(Attribute, self.head(&attribute.head), {
            kind: code(kind),
            dimension: self.out.opt_text(dimension),
            choices: self.out.list(choices),
            better: direction(attribute.better),
            larger: direction(Some(attribute.larger)),
            named: named,
            first: num(first),
            behind: num(behind),
        });
        self.out.push(record);
    }

    fn unit(&mut self, unit: &'d json::Unit<'d>) {
        let record = raw::Unit {
            name: self.out.text(unit.name),
            dimension: self.out.text(unit.dimension),
            factor: self.out.text(&unit.factor),
        };
        self.out.push(record);
    }

    fn scope(&mut self, scope: &'d json::Scope<'d>) {
        let record = headed!(Scope, self.head(&scope.head), {
            set: self.scope_set(&scope.set),
            narrows: self.opt_place(scope.narrows.as_ref(), |names| &names.scopes),
        });
        self.out.push(record);
    }

    fn scope_set(&mut self, set: &'d json::ScopeSet<'d>) -> Ref<raw::ScopeSet> {
        let members = self.members(&set.members);
        let excluded = self.members(&set.excluded);
        self.out.once(raw::ScopeSet { members, excluded })
    }

    fn members(&mut self, members: &'d [json::Member<'d>]) -> List<raw::Member> {
        let members = members.iter().map(|member| self.member(member)).collect();
        self.out.shared(members)
    }

    fn member(&mut self, member: &'d json::Member<'d>) -> raw::Member {
        let none = raw::Member {
            kind: code(MemberKind::Opaque),
            name: opt(None),
            organ: opt_to(None),
            and_below: bit(false),
            officer: opt_to(None),
            scope: opt_to(None),
        };
        match member {
            json::Member::Organ { organ, and_below } => raw::Member {
                kind: code(MemberKind::Organ),
                organ: self.organ_of(Some(organ)),
                and_below: bit(*and_below),
                ..none
            },
            json::Member::Post { name, organ } => {
                let (name, organ) = (self.out.opt_text(Some(name)), self.organ_of(organ.as_ref()));
                raw::Member { kind: code(MemberKind::Post), name, organ, ..none }
            }
            json::Member::Group { name, approved_by } => {
                let (name, organ) = (self.out.opt_text(Some(name)), self.organ_of(approved_by.as_ref()));
                raw::Member { kind: code(MemberKind::Group), name, organ, ..none }
            }
            json::Member::Officer { officer } => {
                let officer = self.opt_place(Some(officer), |names| &names.officers);
                raw::Member { kind: code(MemberKind::Officer), officer, ..none }
            }
            json::Member::Scope { scope } => {
                let scope = self.opt_place(Some(scope), |names| &names.scopes);
                raw::Member { kind: code(MemberKind::Scope), scope, ..none }
            }
            json::Member::Opaque { words } => raw::Member { name: self.out.opt_text(Some(words)), ..none },
        }
    }

    fn producer(&mut self, producer: &'d json::Producer<'d>) -> raw::Member {
        let (kind, name, organ) = match producer {
            json::Producer::Tier(id) => (MemberKind::Tier, Some(*id), None),
            json::Producer::Organ(id) => (MemberKind::Organ, None, Some(id)),
        };
        raw::Member {
            kind: code(kind),
            name: self.out.opt_text(name),
            organ: self.organ_of(organ),
            and_below: bit(false),
            officer: opt_to(None),
            scope: opt_to(None),
        }
    }

    fn knower_set(&mut self, set: &'d json::KnowerSet<'d>) {
        let organs = set.organs.iter().map(|each| raw::KnowerOrgan {
            organ: to(self.names.organs[&*each.organ]),
            and_below: bit(each.and_below),
        });
        let organs: Vec<raw::KnowerOrgan> = organs.collect();
        let groups = set.groups.iter().map(|group| raw::KnowerGroup {
            name: self.out.text(&group.name),
            approved_by: self.organ_of(group.approved_by.as_ref()),
        });
        let groups: Vec<raw::KnowerGroup> = groups.collect();
        let record = raw::KnowerSet {
            organs: self.out.shared(organs),
            posts: self.posts(&set.posts),
            officers: self.refs(&set.officers, |names| &names.officers),
            groups: self.out.shared(groups),
            words: self.out.texts(set.words.iter().map(|words| &**words)),
            except_posts: self.posts(&set.except_posts),
            except_officers: self.refs(&set.except_officers, |names| &names.officers),
        };
        self.out.push(record);
    }

    fn posts(&mut self, posts: &'d [json::KnowerPost<'d>]) -> List<raw::KnowerPost> {
        let post = |post: &'d json::KnowerPost<'d>| raw::KnowerPost {
            name: self.out.text(&post.name),
            organ: self.organ_of(post.organ.as_ref()),
            and_below: bit(post.and_below),
        };
        let posts = posts.iter().map(post).collect();
        self.out.shared(posts)
    }

    fn period(&mut self, period: Option<&'d json::Period<'d>>) -> OptRef<raw::Period> {
        let Some(period) = period else { return opt_to(None) };
        let (kind, count, until, event) = match &period.length {
            json::Length::Years { count } => (PeriodKind::Years, Some(*count), None, None),
            json::Length::Months { count } => (PeriodKind::Months, Some(*count), None, None),
            json::Length::Until { date } => (PeriodKind::Until, None, Some(date), None),
            json::Length::Event { event } => (PeriodKind::Event, None, None, Some(&**event)),
            json::Length::LongTerm => (PeriodKind::LongTerm, None, None, None),
            json::Length::Unspecified => (PeriodKind::Unspecified, None, None, None),
        };
        let (basis, by, words) = match &period.basis {
            None => (PeriodBasis::None, None, None),
            Some(json::PeriodBasis::Approved { by, instrument }) => {
                (PeriodBasis::Approved, Some(by), instrument.as_deref())
            }
            Some(json::PeriodBasis::OtherwiseProvided { by }) => (PeriodBasis::OtherwiseProvided, None, Some(&**by)),
        };
        let record = raw::Period {
            kind: code(kind),
            count: opt_num(count),
            until: day(until),
            event: self.out.opt_text(event),
            basis: code(basis),
            approved_by: self.organ_of(by),
            words: self.out.opt_text(words),
            kept: opt_num(self.kept(&period.length)),
        };
        some(self.out.once(record))
    }

    /// The number of what a period says; nothing of one that leaves it open.
    fn kept(&mut self, length: &json::Length<'_>) -> Option<u32> {
        let key = match length {
            json::Length::Years { count } => ("months", (u64::from(*count) * 12).to_string()),
            json::Length::Months { count } => ("months", count.to_string()),
            json::Length::Until { date } => ("until", date.clone()),
            json::Length::Event { event } => ("event", normal(event)),
            json::Length::LongTerm => ("long-term", String::new()),
            json::Length::Unspecified => return None,
        };
        let next = self.kept.len() as u32;
        Some(*self.kept.entry(key).or_insert(next))
    }

    /// A level, of the regime at hand or else of another.
    fn level_of(&self, regime: Option<&str>, level: Option<&json::LevelRef<'_>>) -> OptRef<raw::Level> {
        let Some(level) = level else { return opt_to(None) };
        let own = regime.map(|regime| self.names.regimes[regime]);
        let all = own.into_iter().chain(0..self.document.regimes.len() as u32);
        let is_it = |regime: &u32| {
            let levels = &self.document.regimes[*regime as usize].levels;
            levels
                .iter()
                .any(|each| (each.level.id, each.level.name, each.level.rank) == (level.id, level.name, level.rank))
        };
        let found = all.into_iter().find(is_it).expect("bug: a level of no regime");
        opt_to(Some(self.names.levels[&(found, level.id)]))
    }

    fn catalogue(&mut self, place: u32, catalogue: &'d json::Catalogue<'d>) {
        let regime = catalogue.regime.as_deref();
        let rows: Vec<raw::Matter> = {
            let first = self.out.count::<raw::Matter>();
            (first..).zip(&catalogue.matters).map(|(at, row)| self.matter(at, place, catalogue, row)).collect()
        };
        let (rows_over, listings_over) = &self.worked.over_catalogue[place as usize];
        let record = headed!(Listing, self.head(&catalogue.head), {
            regime: self.opt_place(catalogue.regime.as_ref(), |names| &names.regimes),
            level: self.level_of(regime, catalogue.level.as_ref()),
            period: self.period(catalogue.period.as_ref()),
            issued_by: self.refs(&catalogue.issued_by, |names| &names.organs),
            number: self.out.opt_text(catalogue.number.as_deref()),
            dated: self.out.opt_text(catalogue.dated.as_deref()),
            from: day(catalogue.in_force.from.as_ref()),
            to: day(catalogue.in_force.to.as_ref()),
            basis: self.words(&catalogue.basis),
            interpreted_by: self.refs(&catalogue.interpreted_by, |names| &names.organs),
            replaces: self.referents(&catalogue.replaces),
            yields_to: self.referents(&catalogue.yields_to),
            prevails_over: self.referents(&catalogue.prevails_over),
            relation: self.out.opt_text(catalogue.relation.as_deref()),
            businesses: self.refs(&catalogue.businesses, |names| &names.businesses),
            review_by: day(catalogue.review_by.as_ref()),
            excerpt: self.out.opt_text(catalogue.excerpt.as_deref()),
            note: self.out.opt_text(catalogue.note.as_deref()),
            cites: self.cites(&catalogue.cites),
            matters: self.out.list(rows),
            rows_over: self.out.refs(rows_over.iter().copied()),
            listings_over: self.out.refs(listings_over.iter().copied()),
        });
        self.out.push(record);
    }

    fn matter(
        &mut self,
        at: u32,
        place: u32,
        catalogue: &'d json::Catalogue<'d>,
        row: &'d json::Matter<'d>,
    ) -> raw::Matter {
        let (rows_over, listings_over) = &self.worked.over_row[at as usize];
        let full_id = self.out.own_text(&format!("{}#{}", catalogue.head.id, row.head.id));
        let name = row.head.name.as_deref().map(|name| (name, self.out.own_text(name)));
        let key = name.map(|(name, written)| match normal(name) {
            key if key == name => written,
            key => self.out.own_text(&key),
        });
        let producers: Vec<raw::Member> = row.produced_by.iter().map(|each| self.producer(each)).collect();
        let regime = catalogue.regime.as_deref();
        let Head { id, docs, source, line, start, end, .. } = self.head(&row.head);
        raw::Matter {
            item: id,
            name: opt(name.map(|(_, written)| written)),
            docs,
            source,
            line,
            start,
            end,
            listing: to(place),
            level: self.level_of(regime, row.level.as_ref()),
            period: self.period(row.period.as_ref()),
            mark: self.out.opt_text(row.mark.as_deref()),
            known_to: row.known_to.as_ref().map_or(opt_to(None), |set| some(self.scope_set(set))),
            known_to_set: opt_to(row.known_to_set.map(|set| set as u32)),
            produced_by: self.out.shared(producers),
            covers: self.covers(&row.covers),
            except: self.referents(&row.except),
            except_where: self.conditions(&row.except_where),
            prevails_over: self.referents(&row.prevails_over),
            yields_to: self.referents(&row.yields_to),
            same_as: self.referents(&row.same_as),
            part_of: self.referents(&row.part_of),
            conflicts: self.conflicts(regime, &row.conflicts),
            note: self.out.opt_text(row.note.as_deref()),
            cites: self.cites(&row.cites),
            full_id,
            key: opt(key),
            // Known only when all names are: the index fills it in.
            same_name: opt_to(None),
            rows_over: self.out.refs(rows_over.iter().copied()),
            listings_over: self.out.refs(listings_over.iter().copied()),
        }
    }

    fn covers(&mut self, covers: &'d [json::Covers<'d>]) -> List<raw::Covers> {
        let covers: Vec<raw::Covers> = covers
            .iter()
            .map(|each| raw::Covers {
                kinds: self.refs(&each.kinds, |names| &names.kinds),
                condition: opt_to(each.condition.as_ref().map(|condition| self.condition(condition).0)),
            })
            .collect();
        self.out.list(covers)
    }

    fn conditions(&mut self, conditions: &'d [json::Condition<'d>]) -> Refs<raw::Condition> {
        let places: Vec<u32> = conditions.iter().map(|condition| self.condition(condition).0).collect();
        self.out.refs(places)
    }

    /// The place of a condition and its depth. As deep as the parentheses of the text, which are bounded.
    fn condition(&mut self, condition: &'d json::Condition<'d>) -> (u32, u32) {
        let (kind, parts) = match condition {
            json::Condition::Any(parts) => (ConditionKind::Any, &parts[..]),
            json::Condition::All(parts) => (ConditionKind::All, &parts[..]),
            json::Condition::Not(part) => (ConditionKind::Not, std::slice::from_ref(&**part)),
            json::Condition::Compare { .. } => (ConditionKind::Compare, &[][..]),
            json::Condition::Between { .. } => (ConditionKind::Between, &[][..]),
            json::Condition::OneOf { .. } => (ConditionKind::OneOf, &[][..]),
            json::Condition::Is { .. } => (ConditionKind::Is, &[][..]),
        };
        let parts: Vec<(u32, u32)> = parts.iter().map(|part| self.condition(part)).collect();
        let depth = parts.iter().map(|(_, depth)| depth + 1).max().unwrap_or(0);
        let none = raw::Condition {
            kind: code(kind),
            parts: self.out.refs(parts.iter().map(|(place, _)| *place)),
            attribute: opt_to(None),
            order: code(Order::Equal),
            low: opt_to(None),
            low_closed: bit(false),
            high: opt_to(None),
            high_closed: bit(false),
            choices: self.out.refs([]),
            truth: bit(false),
            depth: num(depth),
        };
        let record = self.test(condition, none);
        (self.out.push(record).index.get(), depth)
    }

    fn test(&mut self, condition: &'d json::Condition<'d>, none: raw::Condition) -> raw::Condition {
        let place = |id: &str| self.names.attributes[id];
        match condition {
            json::Condition::Any(_) | json::Condition::All(_) | json::Condition::Not(_) => none,
            json::Condition::Compare { attribute, order, value } => {
                let attribute = place(attribute);
                let found = Order::ALL.iter().find(|each| each.id() == *order).expect("bug: an order that is none");
                raw::Condition {
                    attribute: opt_to(Some(attribute)),
                    order: code(*found),
                    low: self.value(attribute, value),
                    ..none
                }
            }
            json::Condition::Between { attribute, low, low_closed, high, high_closed } => {
                let attribute = place(attribute);
                raw::Condition {
                    attribute: opt_to(Some(attribute)),
                    low: self.value(attribute, low),
                    low_closed: bit(*low_closed),
                    high: self.value(attribute, high),
                    high_closed: bit(*high_closed),
                    ..none
                }
            }
            json::Condition::OneOf { attribute, choices } => {
                let attribute = place(attribute);
                let choices: Vec<u32> = choices.iter().map(|id| self.names.choices[&(attribute, *id)]).collect();
                raw::Condition { attribute: opt_to(Some(attribute)), choices: self.out.refs(choices), ..none }
            }
            json::Condition::Is { attribute, value } => {
                raw::Condition { attribute: opt_to(Some(place(attribute))), truth: bit(*value), ..none }
            }
        }
    }

    /// Where a value stands among the named ones of its attribute.
    fn value(&self, attribute: u32, value: &json::Value) -> OptRef<raw::Value> {
        let at = match (value, &self.worked.axes[attribute as usize]) {
            (json::Value::Quantity(text), Axis::Numbers { named, .. }) => {
                let number: Rational = text.parse().expect("bug: a document with a number that is none");
                named.binary_search(&number).ok()
            }
            (json::Value::Date(text), Axis::Days(days)) => days.binary_search(&text.parse().expect("bug: no day")).ok(),
            _ => None,
        };
        let at = at.expect("bug: a condition names a value that its axis does not have");
        opt_to(Some(self.values[attribute as usize] + at as u32))
    }

    fn conflicts(&mut self, regime: Option<&str>, conflicts: &'d [json::Conflict<'d>]) -> List<raw::Conflict> {
        let conflict = |conflict: &json::Conflict<'_>| {
            let differs = |field: &str| bit(conflict.differs_in.contains(&field));
            raw::Conflict {
                with: to(self.names.rows[&conflict.with]),
                in_level: differs("level"),
                in_period: differs("period"),
                in_known_to: differs("known-to"),
                from: day(conflict.from.as_ref()),
                meanwhile: self.level_of(regime, conflict.meanwhile.as_ref()),
            }
        };
        let conflicts: Vec<raw::Conflict> = conflicts.iter().map(conflict).collect();
        self.out.list(conflicts)
    }

    fn disclosure(&mut self, place: u32, list: &'d json::Disclosure<'d>) {
        let items: Vec<raw::Item> = list.items.iter().map(|item| self.item(place, item)).collect();
        let record = headed!(Disclosure, self.head(&list.head), {
            basis: self.words(&list.basis),
            from: day(list.in_force.from.as_ref()),
            to: day(list.in_force.to.as_ref()),
            cites: self.cites(&list.cites),
            items: self.out.list(items),
        });
        self.out.push(record);
    }

    fn item(&mut self, place: u32, item: &'d json::DisclosureItem<'d>) -> raw::Item {
        let Head { id, name, docs, source, line, start, end } = self.head(&item.head);
        raw::Item {
            item: id,
            name,
            docs,
            source,
            line,
            start,
            end,
            list: to(place),
            covers: self.covers(&item.covers),
            except: self.referents(&item.except),
            except_where: self.conditions(&item.except_where),
            cites: self.cites(&item.cites),
        }
    }

    fn waiver(&mut self, waiver: &'d json::Waiver<'d>) {
        let record = raw::Waiver {
            rule: self.out.opt_text(waiver.rule.as_deref()),
            on: self.out.opt_text(waiver.on.as_deref()),
            because: self.out.opt_text(waiver.because.as_deref()),
            approved_by: self.out.opt_text(waiver.approved_by.as_deref()),
            until: day(waiver.until.as_ref()),
            source: self.source_of(&waiver.source),
            line: opt_num(waiver.source.line.map(|line| line as u32)),
            start: opt_num(waiver.source.start),
            end: opt_num(waiver.source.end),
        };
        self.out.push(record);
    }

    fn competence(&mut self, table: &'d json::Competence<'d>) {
        let first = self.out.count::<raw::Power>();
        let ways = ways(&table.powers);
        let powers: Vec<raw::Power> =
            table.powers.iter().zip(ways).map(|(power, way)| self.power(&table.regime, first, power, way)).collect();
        let deciders: Vec<raw::Decider> =
            table.deciders.iter().map(|decider| self.decider(&table.regime, decider)).collect();
        let record = raw::Competence {
            regime: to(self.names.regimes[&*table.regime]),
            head_by_law: bit(table.head_by_law),
            powers: self.out.list(powers),
            deciders: self.out.list(deciders),
        };
        self.out.push(record);
    }

    fn power(&mut self, regime: &str, first: u32, power: &'d json::Power<'d>, (depth, hops): (u32, u32)) -> raw::Power {
        let (basis, authorization, of) = match &power.basis {
            json::PowerBasis::Tier => (BasisKind::Tier, None, None),
            json::PowerBasis::Authorization { id, of } => (BasisKind::Authorization, Some(id), Some(*of)),
            json::PowerBasis::Succession { of } => (BasisKind::Succession, None, Some(*of)),
        };
        let reach = self.power_reach(&power.reach);
        let days = power.days.as_ref();
        raw::Power {
            organ: to(self.names.organs[&*power.organ]),
            reach: self.out.once(reach),
            determines: self.level_of(Some(regime), power.determines.as_ref()),
            authorizes: self.level_of(Some(regime), power.authorizes.as_ref()),
            period_months: opt_num(power.period_months),
            regions: self.refs(&power.regions, |names| &names.regions),
            is_held: bit(days.is_some()),
            from: day(days.and_then(|days| days.from.as_ref())),
            to: day(days.and_then(|days| days.to.as_ref())),
            basis: code(basis),
            authorization: self.opt_place(authorization, |names| &names.authorizations),
            of: opt_to(of.map(|of| first + of as u32)),
            hops: num(hops),
            depth: num(depth),
        }
    }

    fn power_reach(&self, of: &json::PowerReach<'_>) -> raw::Reach {
        match of {
            json::PowerReach::All => reach(ReachKind::All, None),
            json::PowerReach::WithoutBusiness => reach(ReachKind::WithoutBusiness, None),
            json::PowerReach::Business(id) => self.business_reach(id),
            json::PowerReach::Catalogue(id) => self.referent(id),
            json::PowerReach::Matter(id) => self.referent(id),
        }
    }

    fn decider(&mut self, regime: &str, decider: &'d json::Decider<'d>) -> raw::Decider {
        let reaches = decider.reaches.iter().map(|reach| self.power_reach(reach)).collect();
        let days = |days: &json::Interval| raw::Days { from: day(days.from.as_ref()), to: day(days.to.as_ref()) };
        raw::Decider {
            organ: to(self.names.organs[&*decider.organ]),
            officer: to(self.names.officers[&*decider.officer]),
            level: self.level_of(Some(regime), decider.level.as_ref()),
            reaches: self.out.shared(reaches),
            days: self.out.list(decider.days.iter().map(days)),
        }
    }
}

impl Axis {
    /// From the first cell there is up to the number behind the last.
    pub(super) fn whole(&self) -> (u32, u32) {
        match self {
            Axis::Numbers { named, first } => (*first, 2 * named.len() as u32 + 1),
            Axis::Days(days) => (0, days.len() as u32),
            Axis::Choices(count) => (0, *count),
        }
    }
}

fn value(day: Option<jiff::civil::Date>, number: Option<Rational>) -> raw::Value {
    raw::Value { day: OptDay::new(day), number: OptRatio::new(number) }
}

fn length(length: Option<&json::Duration>) -> (Option<u32>, bool) {
    match length {
        None => (None, false),
        Some(json::Duration::Years { count }) => (Some(*count), false),
        Some(json::Duration::Months { count }) => (Some(*count), true),
    }
}

fn reach(kind: ReachKind, place: Option<u32>) -> raw::Reach {
    let of = |each: ReachKind| place.filter(|_| kind == each);
    raw::Reach {
        kind: code(kind),
        business: opt_to(of(ReachKind::Business)),
        listing: opt_to(of(ReachKind::Catalogue)),
        matter: opt_to(of(ReachKind::Matter)),
    }
}

/// By power, how many there are on its way, and how many authorizations. Each power comes from another one or from a tier.
fn ways(powers: &[json::Power<'_>]) -> Vec<(u32, u32)> {
    let mut ways: Vec<Option<(u32, u32)>> = vec![None; powers.len()];
    let before = |at: usize| match powers[at].basis {
        json::PowerBasis::Tier => None,
        json::PowerBasis::Authorization { of, .. } => Some((of, 1)),
        json::PowerBasis::Succession { of } => Some((of, 0)),
    };
    for at in 0..powers.len() {
        let mut open = vec![at];
        while let Some(power) = open.last().copied().filter(|_| open.len() <= powers.len()) {
            ways[power] = match before(power) {
                None => Some((0, 0)),
                Some((of, hop)) => ways[of].map(|(depth, hops)| (depth + 1, hops + hop)),
            };
            match (ways[power], before(power)) {
                (None, Some((of, _))) => open.push(of),
                _ => drop(open.pop()),
            }
        }
    }
    ways.into_iter().map(|way| way.expect("bug: powers come from one another")).collect()
}
