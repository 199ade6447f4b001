//! Model → `catalogue.json`. One file because each type of the format is filled in one place, in its order.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Order, competence, conflicts, json, knowers};
use crate::ast::{At, Bound, Dated, Head, Length, Name, Words};
use crate::audience::Audience;
use crate::authority::Authority;
use crate::diagnostic::Citation;
use crate::marks;
use crate::model::{
    Attribute, AttributeType, Authorization, Catalogue, Context, Covers, Dimension, Direction, Disclosure, Duration,
    Formula, Given, Id, Level, Matter, Member, Officer, Organ, Period, PeriodBasis, Place, Producer, Rational, Reach,
    Referent, Regime, Relation, Scope, ScopeSet, Tier, Validity, Value, Waiver,
};
use crate::overlap::{Overlaps, Scopes};
use crate::source::{FileId, Source, Span};

pub(super) fn document<'a>(
    context: &Context<'a>,
    scopes: &Scopes<'a>,
    overlaps: &Overlaps<'_>,
    order: &'a Order,
) -> json::Document<'a> {
    written(context, scopes, conflicts::of_rows(context, overlaps), order)
}

/// The same without conflicts, which take the longest to find.
pub(super) fn content<'a>(context: &Context<'a>, scopes: &Scopes<'a>, order: &'a Order) -> json::Document<'a> {
    written(context, scopes, BTreeMap::new(), order)
}

fn written<'a>(
    context: &Context<'a>,
    scopes: &Scopes<'a>,
    conflicts: BTreeMap<Id<Matter>, Vec<json::Conflict<'a>>>,
    order: &'a Order,
) -> json::Document<'a> {
    let (knower_sets, set_of_row) = knowers::of_rows(context, scopes);
    let context = Context { ..*context };
    let audience = order.audience.as_ref();
    let authority = Authority::of(context.model);
    Writer { context, audience, authority, set_of_row, conflicts }.document(knower_sets, order.serial)
}

pub(super) fn bytes(document: &json::Document<'_>) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(document).expect("bug: the document does not serialise");
    bytes.push(b'\n');
    bytes
}

struct Writer<'a> {
    context: Context<'a>,
    /// Whose projection the model is: then nothing is said of how the texts stand, which hidden rows stand in as well.
    audience: Option<&'a Audience>,
    authority: Authority<'a>,
    set_of_row: Vec<Option<usize>>,
    conflicts: BTreeMap<Id<Matter>, Vec<json::Conflict<'a>>>,
}

impl<'a> Writer<'a> {
    fn document(&self, knower_sets: Vec<json::KnowerSet<'a>>, serial: u64) -> json::Document<'a> {
        let model = self.context.model;
        json::Document {
            format: json::FORMAT,
            version: json::VERSION,
            compiler: json::Compiler { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
            as_of: self.context.as_of.to_string(),
            serial,
            audience: self.audience.map(|audience| self.audience(audience)),
            sources: self.sources(),
            regimes: self.used_regimes().map(|regime| self.regime(regime)).collect(),
            regions: self.tree(
                model
                    .regions
                    .values()
                    .map(|region| (&region.head, region.parent.map(|parent| model.regions[parent].head.id))),
            ),
            businesses: self.tree(
                model
                    .businesses
                    .values()
                    .map(|business| (&business.head, business.parent.map(|parent| model.businesses[parent].head.id))),
            ),
            organs: model.organs.values().map(|organ| self.organ(organ)).collect(),
            officers: model.officers.values().map(|officer| self.officer(officer)).collect(),
            authorizations: model.authorizations.values().map(|each| self.authorization(each)).collect(),
            kinds: self.tree(
                model.kinds.values().map(|kind| (&kind.head, kind.parent.map(|parent| model.kinds[parent].head.id))),
            ),
            attributes: model.attributes.values().map(|attribute| self.attribute(attribute)).collect(),
            units: model.units.iter().map(|(name, unit)| self.unit(name, unit)).collect(),
            scopes: model.scopes.values().map(|scope| self.scope(scope)).collect(),
            knower_sets,
            catalogues: model.catalogues.values().map(|catalogue| self.catalogue(catalogue)).collect(),
            disclosures: model.disclosures.values().map(|disclosure| self.disclosure(disclosure)).collect(),
            waivers: model.waivers.iter().map(|waiver| self.waiver(waiver)).collect(),
            competence: competence::tables(&self.context, &self.authority),
        }
    }

    /// The regimes that catalogues stand under, or powers are worked out under. The others came along unused.
    fn used_regimes(&self) -> impl Iterator<Item = &'a Regime> {
        let model = self.context.model;
        let catalogues = model.catalogues.values().filter_map(|catalogue| catalogue.regime);
        let used: BTreeSet<Id<Regime>> = catalogues.chain(self.authority.iter().map(|(id, _)| id)).collect();
        used.into_iter().map(|id| &model.regimes[id])
    }

    /// The files by name. Of those that come with the compiler the regimes are known by their ids.
    fn sources(&self) -> Vec<json::Source<'a>> {
        let used: BTreeSet<FileId> =
            self.used_regimes().map(|regime| self.context.sources.file_of(regime.head.id.0)).collect();
        let visible = self.audience.map(|_| visible_files(&self.context));
        let digest = |source: &Source| blake3::hash(source.text().as_bytes()).to_hex().to_string();
        let source = |(_, source): (FileId, &'a Source)| json::Source {
            file: source.name(),
            embedded: source.is_embedded(),
            digest: (self.audience.is_none() || source.is_embedded()).then(|| digest(source)),
        };
        let is_used = |(file, source): &(FileId, &Source)| {
            let is_test = self.context.model.test_files.contains(file);
            let is_given =
                !source.is_embedded() && !is_test && visible.as_ref().is_none_or(|visible| visible.contains(file));
            is_given || used.contains(file)
        };
        let mut sources: Vec<json::Source<'a>> = self.context.sources.iter().filter(is_used).map(source).collect();
        sources.sort_by_key(|source| source.file);
        sources
    }

    fn audience(&self, audience: &Audience) -> json::Audience<'a> {
        let level = |regime: &'a Regime| json::AudienceLevel {
            regime: self.id(regime.head.id),
            level: audience.level_under(regime).map(|level| level_ref(regime.level(level))),
        };
        json::Audience {
            levels: audience.has_level().then(|| self.used_regimes().map(level).collect()),
            organ: audience.organ().map(|organ| self.organ_id(organ)),
        }
    }

    fn unit(&self, name: &'a str, (factor, dimension): &(Rational, Dimension)) -> json::Unit<'a> {
        json::Unit { name, dimension: dimension.names().0, factor: factor.to_string() }
    }

    fn id(&self, name: Name) -> Cow<'a, str> {
        self.context.id(name)
    }

    fn words(&self, words: Words) -> Cow<'a, str> {
        self.context.words(words)
    }

    fn all_words(&self, words: &[Words]) -> Vec<Cow<'a, str>> {
        words.iter().map(|words| self.words(*words)).collect()
    }

    fn head(&self, head: &Head) -> json::Head<'a> {
        let line = |span: Span| self.context.sources.text(span).trim_start_matches('/').trim();
        json::Head {
            id: self.id(head.id),
            name: head.title.map(|title| self.words(title)),
            docs: head.docs.iter().map(|span| line(*span)).collect(),
            source: self.source(head.id.0),
        }
    }

    fn source(&self, span: Span) -> json::Place<'a> {
        let source = self.context.sources.source_of(span);
        let range = source.range(span);
        let is_told = self.audience.is_none();
        json::Place {
            file: source.name(),
            line: is_told.then(|| source.line_of(range.start) + 1),
            start: is_told.then_some(range.start as u32),
            end: is_told.then_some(range.end as u32),
        }
    }

    fn tree<'h>(&self, nodes: impl Iterator<Item = (&'h Head, Option<Name>)>) -> Vec<json::TreeNode<'a>> {
        nodes
            .map(|(head, parent)| json::TreeNode {
                head: self.head(head),
                parent: parent.map(|parent| self.id(parent)),
            })
            .collect()
    }

    fn organ_id(&self, organ: Id<Organ>) -> Cow<'a, str> {
        self.id(self.context.model.organs[organ].head.id)
    }

    fn regime(&self, regime: &'a Regime) -> json::Regime<'a> {
        json::Regime {
            head: self.head(&regime.head),
            in_force: interval(regime.in_force),
            levels: regime.levels.iter().map(level).collect(),
            tiers: regime.tiers.iter().map(|each| tier(regime, each)).collect(),
            redelegation: regime.grants.redelegation,
            conflict_highest: regime.conflict_highest.is_some(),
            conflict_cites: regime.conflict_highest.as_deref().map_or_else(Vec::new, citations),
            mark: regime.mark.as_ref().map(|mark| json::MarkLaw {
                sign: mark.sign,
                from: day(mark.requires.from),
                cites: citations(&mark.requires.cites),
            }),
        }
    }

    fn organ(&self, organ: &'a Organ) -> json::Organ<'a> {
        let model = self.context.model;
        json::Organ {
            head: self.head(&organ.head),
            tier: organ.tier.as_deref(),
            superior: organ.superior.map(|superior| self.organ_id(superior)),
            regions: organ.regions.iter().map(|region| self.id(model.regions[*region].head.id)).collect(),
            businesses: organ.businesses.iter().map(|each| self.id(model.businesses[*each].head.id)).collect(),
            roles: organ.roles.iter().map(|role| &**role).collect(),
            exists: interval(organ.exists),
            succeeded_by: organ
                .successors
                .iter()
                .map(|succession| json::Succession {
                    organ: self.organ_id(succession.organ),
                    part: succession.part.iter().map(|reach| self.reach(*reach)).collect(),
                })
                .collect(),
        }
    }

    fn reach(&self, reach: Reach) -> json::Reach<'a> {
        let model = self.context.model;
        match reach {
            Reach::Business(id) => json::Reach::Business(self.id(model.businesses[id].head.id)),
            Reach::Catalogue(id) => json::Reach::Catalogue(self.id(model.catalogues[id].head.id)),
            Reach::Matter(id) => json::Reach::Matter(self.context.subject(Place::Matter(id))),
        }
    }

    fn reaches(&self, reaches: &[At<Reach>]) -> Vec<json::Reach<'a>> {
        reaches.iter().map(|at| self.reach(at.value)).collect()
    }

    fn referents(&self, referents: &[At<Referent>]) -> Vec<String> {
        let place = |at: &At<Referent>| match at.value {
            Referent::Catalogue(id) => Place::Catalogue(id),
            Referent::Matter(id) => Place::Matter(id),
        };
        referents.iter().map(|at| self.context.subject(place(at))).collect()
    }

    fn officer(&self, officer: &'a Officer) -> json::Officer<'a> {
        let model = self.context.model;
        json::Officer {
            head: self.head(&officer.head),
            organ: officer.organ.map(|organ| self.organ_id(organ)),
            is_head: officer.is_head,
            designated_by: officer.designated_by.map(|by| self.id(model.officers[by].head.id)),
            designated_on: day(officer.designated_on),
            trained_on: day(officer.trained),
            level: officer.level.as_ref().map(|at| &*at.value),
            matters: self.reaches(&officer.matters),
            term: interval(officer.term.value),
        }
    }

    fn authorization(&self, authorization: &'a Authorization) -> json::Authorization<'a> {
        let model = self.context.model;
        json::Authorization {
            head: self.head(&authorization.head),
            grantor: authorization.grantor.map(|organ| self.organ_id(organ)),
            grantee: authorization.grantee.map(|organ| self.organ_id(organ)),
            level: authorization.level.as_ref().map(|at| &*at.value),
            matters: self.reaches(&authorization.matters),
            period: authorization.period.map(|at| duration(at.value)),
            regions: authorization.regions.iter().map(|each| self.id(model.regions[each.value].head.id)).collect(),
            instrument: authorization.instrument.map(|instrument| self.words(instrument)),
            instrument_dated: day(authorization.dated),
            term: authorization.term.map(|term| interval(term.value)),
            filed_with: authorization.filed_with.get().map(|at| self.organ_id(at.value)),
            filed_on: day(authorization.filed_on),
            task: authorization.task.map(|words| self.words(words)),
            revoked_on: day(authorization.revoked.map(|at| at.value)),
        }
    }

    fn attribute(&self, attribute: &'a Attribute) -> json::Attribute<'a> {
        let kind = match &attribute.kind {
            AttributeType::Quantity(dimension) => {
                json::AttributeType::Quantity { dimension: dimension.names().0, base_unit: dimension.base_unit() }
            }
            AttributeType::OneOf(choices) => json::AttributeType::OneOf {
                choices: choices
                    .iter()
                    .map(|choice| json::Choice {
                        id: &choice.name,
                        name: choice.head.title.map(|title| self.words(title)),
                    })
                    .collect(),
            },
            AttributeType::YesNo => json::AttributeType::YesNo,
            AttributeType::Date => json::AttributeType::Date,
        };
        json::Attribute {
            head: self.head(&attribute.head),
            kind,
            better: attribute.better.map(direction),
            larger: direction(attribute.larger),
        }
    }

    fn scope(&self, scope: &'a Scope) -> json::Scope<'a> {
        let model = self.context.model;
        json::Scope {
            head: self.head(&scope.head),
            set: self.scope_set(&scope.set),
            narrows: scope.narrows.map(|narrows| self.id(model.scopes[narrows].head.id)),
        }
    }

    fn scope_set(&self, set: &'a ScopeSet) -> json::ScopeSet<'a> {
        let members = |members: &[At<Member>]| members.iter().map(|at| self.member(*at)).collect();
        json::ScopeSet { members: members(&set.members), excluded: members(&set.excluded) }
    }

    fn member(&self, At { value, span }: At<Member>) -> json::Member<'a> {
        let model = self.context.model;
        let words = Words(span);
        match value {
            Member::Organ { organ, below } => json::Member::Organ { organ: self.organ_id(organ), and_below: below },
            Member::Post { organ } => {
                json::Member::Post { name: self.words(words), organ: organ.map(|organ| self.organ_id(organ)) }
            }
            Member::Group { approved_by } => json::Member::Group {
                name: self.words(words),
                approved_by: approved_by.map(|organ| self.organ_id(organ)),
            },
            Member::Officer(id) => json::Member::Officer { officer: self.id(model.officers[id].head.id) },
            Member::Scope(id) => json::Member::Scope { scope: self.id(model.scopes[id].head.id) },
            Member::Opaque => json::Member::Opaque { words: self.words(words) },
        }
    }

    fn catalogue(&self, catalogue: &'a Catalogue) -> json::Catalogue<'a> {
        let model = self.context.model;
        let regime = catalogue.regime.map(|regime| &model.regimes[regime]);
        json::Catalogue {
            head: self.head(&catalogue.head),
            regime: regime.map(|regime| self.id(regime.head.id)),
            level: regime.zip(catalogue.level).map(|(regime, level)| level_ref(regime.level(level))),
            period: catalogue.period.map(|period| self.period(period, catalogue.period_basis)),
            issued_by: catalogue.issued_by.iter().map(|at| self.organ_id(at.value)).collect(),
            number: catalogue.number.map(|number| self.words(number)),
            dated: catalogue.dated.map(dated),
            in_force: interval(catalogue.in_force),
            basis: self.all_words(&catalogue.basis),
            interpreted_by: catalogue.interpreted_by.iter().map(|organ| self.organ_id(*organ)).collect(),
            replaces: self.referents(&catalogue.replaces),
            yields_to: self.referents(&catalogue.yields_to),
            prevails_over: self.referents(&catalogue.prevails_over),
            relation: catalogue.relation.map(|relation| self.words(relation)),
            businesses: catalogue.businesses.iter().map(|each| self.id(model.businesses[*each].head.id)).collect(),
            review_by: day(catalogue.review_by.map(|at| at.value)),
            excerpt: catalogue.excerpt.map(|excerpt| self.words(excerpt)),
            note: catalogue.note.map(|note| self.words(note)),
            cites: citations(&catalogue.cites),
            matters: catalogue.matters.iter().map(|row| self.matter(*row, &model.matters[*row])).collect(),
        }
    }

    fn matter(&self, row: Id<Matter>, matter: &'a Matter) -> json::Matter<'a> {
        json::Matter {
            head: self.head(&matter.head),
            level: self.context.model.level_of(matter).map(level_ref),
            period: matter.period.get().map(|period| self.period(*period, matter.period_basis)),
            mark: marks::of_row(&self.context, matter),
            known_to: match &matter.known_to {
                Given::Is(set) => Some(self.scope_set(set)),
                Given::Absent | Given::Faulty => None,
            },
            known_to_set: self.set_of_row[row.index()],
            produced_by: matter.produced_by.iter().filter_map(|at| self.producer(matter, at.value)).collect(),
            covers: self.covers(&matter.covers.clauses),
            except: self.referents(&matter.covers.except),
            except_where: matter.covers.except_where.iter().filter_map(|formula| self.condition(formula)).collect(),
            prevails_over: self.referents(&matter.prevails_over),
            yields_to: self.referents(&matter.yields_to),
            same_as: self.referents(&matter.same_as),
            part_of: self.referents(&matter.part_of),
            conflicts: self.conflicts.get(&row).cloned().unwrap_or_default(),
            note: matter.note.map(|note| self.words(note)),
            cites: citations(&matter.cites),
        }
    }

    fn producer(&self, matter: &Matter, producer: Producer) -> Option<json::Producer<'a>> {
        Some(match producer {
            Producer::Tier(tier) => json::Producer::Tier(&self.context.model.regime_of(matter)?.tier(tier).id),
            Producer::Organ(organ) => json::Producer::Organ(self.organ_id(organ)),
        })
    }

    fn period(&self, period: Period, basis: PeriodBasis) -> json::Period<'a> {
        let length = match period.length {
            Length::Duration(Duration::Years(count)) => json::Length::Years { count },
            Length::Duration(Duration::Months(count)) => json::Length::Months { count },
            Length::Until(date) => json::Length::Until { date: date.to_string() },
            Length::Event(words) => json::Length::Event { event: self.words(words) },
            Length::LongTerm => json::Length::LongTerm,
            Length::Unspecified => json::Length::Unspecified,
        };
        let basis = match basis {
            PeriodBasis::None | PeriodBasis::Faulty => None,
            PeriodBasis::Approved { by, instrument } => Some(json::PeriodBasis::Approved {
                by: self.organ_id(by),
                instrument: instrument.map(|instrument| self.words(instrument)),
            }),
            PeriodBasis::Provided(words) => Some(json::PeriodBasis::OtherwiseProvided { by: self.words(words) }),
        };
        json::Period { length, basis }
    }

    fn covers(&self, covers: &'a [Covers]) -> Vec<json::Covers<'a>> {
        let kinds = &self.context.model.kinds;
        covers
            .iter()
            .map(|covers| json::Covers {
                kinds: covers.kinds.iter().map(|kind| self.id(kinds[*kind].head.id)).collect(),
                condition: self.condition(&covers.condition),
            })
            .collect()
    }

    /// `None` is no condition. Only a whole formula is ever `True`.
    fn condition(&self, formula: &'a Formula) -> Option<json::Condition<'a>> {
        let all = |parts: &'a [Formula]| parts.iter().filter_map(|part| self.condition(part)).collect();
        Some(match formula {
            Formula::True => return None,
            Formula::Any(parts) => json::Condition::Any(all(parts)),
            Formula::All(parts) => json::Condition::All(all(parts)),
            Formula::Not(inner) => json::Condition::Not(Box::new(self.condition(inner)?)),
            Formula::Test { attribute, relation, .. } => self.test(*attribute, relation),
        })
    }

    fn test(&self, id: Id<Attribute>, relation: &'a Relation) -> json::Condition<'a> {
        let declared = &self.context.model.attributes[id];
        let attribute = self.id(declared.head.id);
        match relation {
            Relation::Compare(comparison) => json::Condition::Compare {
                attribute,
                order: comparison.order().symbol(),
                value: value(&comparison.value()),
            },
            Relation::Between(between) => json::Condition::Between {
                attribute,
                low: value(&between.low),
                low_closed: between.low_closed,
                high: value(&between.high),
                high_closed: between.high_closed,
            },
            Relation::OneOf(chosen) => {
                let AttributeType::OneOf(choices) = &declared.kind else {
                    unreachable!("bug: choices of an attribute that has none")
                };
                json::Condition::OneOf {
                    attribute,
                    choices: chosen.iter().map(|choice| &*choices[*choice].name).collect(),
                }
            }
            Relation::Truth(value) => json::Condition::Is { attribute, value: *value },
        }
    }

    fn disclosure(&self, disclosure: &'a Disclosure) -> json::Disclosure<'a> {
        let item = |item: &'a crate::model::DisclosureItem| json::DisclosureItem {
            head: self.head(&item.head),
            covers: self.covers(&item.covers.clauses),
            except: self.referents(&item.covers.except),
            except_where: item.covers.except_where.iter().filter_map(|formula| self.condition(formula)).collect(),
            cites: citations(&item.cites),
        };
        json::Disclosure {
            head: self.head(&disclosure.head),
            basis: self.all_words(&disclosure.basis),
            in_force: interval(disclosure.in_force),
            cites: citations(&disclosure.cites),
            items: disclosure.items.iter().map(item).collect(),
        }
    }

    fn waiver(&self, waiver: &'a Waiver) -> json::Waiver<'a> {
        let model = self.context.model;
        json::Waiver {
            rule: waiver.rule.map(|rule| self.id(rule)),
            on: waiver.place.map(|place| self.context.subject(place.value)),
            because: waiver.because.map(|because| self.words(because)),
            approved_by: waiver.approved_by.map(|officer| self.id(model.officers[officer].head.id)),
            until: day(waiver.until.map(|at| at.value)),
            source: self.source(waiver.span),
        }
    }
}

/// The files that anything of a model stands in, regimes aside.
fn visible_files(context: &Context<'_>) -> BTreeSet<FileId> {
    let model = context.model;
    let file = |head: &Head| context.sources.file_of(head.id.0);
    (model.regions.values().map(|each| file(&each.head)))
        .chain(model.businesses.values().map(|each| file(&each.head)))
        .chain(model.organs.values().map(|each| file(&each.head)))
        .chain(model.officers.values().map(|each| file(&each.head)))
        .chain(model.authorizations.values().map(|each| file(&each.head)))
        .chain(model.kinds.values().map(|each| file(&each.head)))
        .chain(model.attributes.values().map(|each| file(&each.head)))
        .chain(model.scopes.values().map(|each| file(&each.head)))
        .chain(model.catalogues.values().map(|each| file(&each.head)))
        .chain(model.disclosures.values().map(|each| file(&each.head)))
        .chain(model.waivers.iter().map(|each| context.sources.file_of(each.span)))
        .collect()
}

pub(super) fn level_ref(level: &Level) -> json::LevelRef<'_> {
    json::LevelRef { id: &level.id, name: &level.name, rank: level.rank }
}

fn level(level: &Level) -> json::Level<'_> {
    json::Level {
        level: level_ref(level),
        cap: level.cap.map(|cap| duration(cap.most)),
        record_readers: level.records_readers,
        narrowed: level.narrowed,
        cites: citations(&level.cites),
    }
}

fn tier<'a>(regime: &'a Regime, tier: &'a Tier) -> json::Tier<'a> {
    let bound = |bound: &Bound| match bound {
        Bound::Business => "business",
        Bound::Region => "region",
    };
    json::Tier {
        id: &tier.id,
        name: &tier.name,
        determines: tier.determines.map(|level| &*regime.level(level).id),
        authorizes: tier.authorizes.map(|level| &*regime.level(level).id),
        within: tier.within.iter().map(bound).collect(),
        cites: citations(&tier.cites),
    }
}

fn citations(cites: &[Citation]) -> Vec<json::Citation<'_>> {
    cites.iter().map(|cite| json::Citation { law: &cite.law, article: cite.article }).collect()
}

fn duration(duration: Duration) -> json::Duration {
    match duration {
        Duration::Years(count) => json::Duration::Years { count },
        Duration::Months(count) => json::Duration::Months { count },
    }
}

fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Smaller => "smaller",
        Direction::Greater => "greater",
    }
}

fn value(value: &Value) -> json::Value {
    match value {
        Value::Quantity(number, _) => json::Value::Quantity(number.get().to_string()),
        Value::Date(date, _) => json::Value::Date(date.to_string()),
    }
}

fn dated(dated: Dated) -> String {
    match dated {
        Dated::Day(day) => day.to_string(),
        Dated::Month(day) => day.strftime("%Y-%m").to_string(),
        Dated::Year(day) => day.strftime("%Y").to_string(),
    }
}

fn interval(validity: Validity) -> json::Interval {
    json::Interval { from: day(validity.from), to: day(validity.to) }
}

fn day(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}
