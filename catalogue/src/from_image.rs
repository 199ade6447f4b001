//! Image → document, the way back: what `catalogue.json` says of the same program. Each type is filled in one place, in its order.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::catalogue::Catalogue;
use crate::document as json;
use crate::quantity::Dimension;
use crate::records::{
    Attribute, Authorization, Choice, Citation, Competence, Condition, Conflict, Covers, Decider, Disclosure, Item,
    KnowerPost, KnowerSet, Level, Listing, Matter, Member, Officer, Organ, Period, Power, Reach, Regime, Scope,
    ScopeSet, Source, Succession, Text, Tier, Value, Waiver,
};
use crate::words::{
    AttributeKind, BasisKind, ConditionKind, Direction, MemberKind, PeriodBasis, PeriodKind, ReachKind,
};

/// The fields that every declaration has.
macro_rules! head {
    ($of:expr) => {
        head!($of, $of.id())
    };
    ($of:expr, $id:expr) => {
        json::Head {
            id: Cow::Borrowed($id),
            name: $of.name().map(Cow::Borrowed),
            docs: $of.docs().map(Text::text).collect(),
            source: place!($of),
        }
    };
}

macro_rules! place {
    ($of:expr) => {
        json::Place {
            file: $of.source().file(),
            line: $of.line().map(|line| line as usize),
            start: $of.start(),
            end: $of.end(),
        }
    };
}

impl Catalogue {
    /// The content as data: what `catalogue.json` says, to the letter.
    ///
    /// ```
    /// # let catalogue = dingmi_catalogue::Catalogue::open("tests/golden/v2/policies.dmc")?;
    /// let text = serde_json::to_string_pretty(&catalogue.document())?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn document(&self) -> json::Document<'_> {
        let program = self.program();
        json::Document {
            format: json::FORMAT,
            version: json::VERSION,
            compiler: json::Compiler { name: program.compiler(), version: program.compiler_version() },
            as_of: self.as_of().map(|day| day.to_string()).unwrap_or_default(),
            serial: self.serial(),
            audience: program.is_projection().then(|| json::Audience {
                levels: program.has_audience_level().then(|| self.regimes().map(audience_level).collect()),
                organ: program.audience_organ().map(Cow::Borrowed),
            }),
            sources: self.sources().map(source).collect(),
            regimes: self.regimes().map(regime).collect(),
            regions: self
                .regions()
                .map(|node| tree_node(head!(node), node.parent().map(|parent| parent.id())))
                .collect(),
            businesses: self
                .businesses()
                .map(|node| tree_node(head!(node), node.parent().map(|parent| parent.id())))
                .collect(),
            organs: self.organs().map(organ).collect(),
            officers: self.officers().map(officer).collect(),
            authorizations: self.authorizations().map(authorization).collect(),
            kinds: self.kinds().map(|node| tree_node(head!(node), node.parent().map(|parent| parent.id()))).collect(),
            attributes: self.attributes().map(attribute).collect(),
            units: self
                .units()
                .map(|unit| json::Unit {
                    name: unit.name(),
                    dimension: dimension(unit.dimension()).0,
                    factor: unit.factor().to_owned(),
                })
                .collect(),
            scopes: self.scopes().map(scope).collect(),
            knower_sets: self.knower_sets().map(knower_set).collect(),
            catalogues: self.listings().map(catalogue).collect(),
            disclosures: self.disclosures().map(disclosure).collect(),
            waivers: self.waivers().map(waiver).collect(),
            competence: self.competences().map(competence).collect(),
        }
    }
}

fn source(source: Source<'_>) -> json::Source<'_> {
    let digest = source.has_digest().then(|| blake3::Hash::from_bytes(source.digest()).to_hex().to_string());
    json::Source { file: source.file(), embedded: source.is_embedded(), digest }
}

fn day(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

fn interval(from: Option<Date>, to: Option<Date>) -> json::Interval {
    json::Interval { from: day(from), to: day(to) }
}

fn words<'a>(texts: impl Iterator<Item = Text<'a>>) -> Vec<Cow<'a, str>> {
    texts.map(|text| Cow::Borrowed(text.text())).collect()
}

fn organ_ids<'a>(organs: impl Iterator<Item = Organ<'a>>) -> Vec<Cow<'a, str>> {
    organs.map(|organ| Cow::Borrowed(organ.id())).collect()
}

fn organ_id(organ: Option<Organ<'_>>) -> Option<Cow<'_, str>> {
    organ.map(|organ| Cow::Borrowed(organ.id()))
}

fn cites<'a>(cites: impl Iterator<Item = Citation<'a>>) -> Vec<json::Citation<'a>> {
    cites.map(|cite| json::Citation { law: cite.law(), article: cite.article() }).collect()
}

/// The name and the base unit of a dimension.
fn dimension(name: &str) -> (&'static str, &'static str) {
    Dimension::named(name).map_or(("", ""), |dimension| (dimension.names().0, dimension.base_unit()))
}

fn length(count: Option<u32>, in_months: bool) -> Option<json::Duration> {
    count.map(|count| if in_months { json::Duration::Months { count } } else { json::Duration::Years { count } })
}

fn level_ref(level: Level<'_>) -> json::LevelRef<'_> {
    json::LevelRef { id: level.id(), name: level.name(), rank: level.rank() }
}

fn regime(regime: Regime<'_>) -> json::Regime<'_> {
    json::Regime {
        head: head!(regime),
        in_force: interval(regime.from(), regime.to()),
        levels: regime.levels().map(level).collect(),
        tiers: regime.tiers().map(tier).collect(),
        redelegation: regime.redelegation(),
        conflict_highest: regime.conflict_highest(),
        conflict_cites: cites(regime.conflict_cites()),
        mark: regime.mark_sign().and_then(|sign| sign.chars().next()).map(|sign| json::MarkLaw {
            sign,
            from: day(regime.mark_from()),
            cites: cites(regime.mark_cites()),
        }),
    }
}

fn audience_level(regime: Regime<'_>) -> json::AudienceLevel<'_> {
    json::AudienceLevel { regime: Cow::Borrowed(regime.id()), level: regime.audience().map(level_ref) }
}

fn level(level: Level<'_>) -> json::Level<'_> {
    json::Level {
        level: level_ref(level),
        cap: length(level.cap(), level.cap_in_months()),
        record_readers: level.record_readers(),
        narrowed: level.narrowed(),
        cites: cites(level.cites()),
    }
}

fn tier(tier: Tier<'_>) -> json::Tier<'_> {
    json::Tier {
        id: tier.id(),
        name: tier.name(),
        determines: tier.determines(),
        authorizes: tier.authorizes(),
        within: tier.within().map(Text::text).collect(),
        cites: cites(tier.cites()),
    }
}

fn tree_node<'a>(head: json::Head<'a>, parent: Option<&'a str>) -> json::TreeNode<'a> {
    json::TreeNode { head, parent: parent.map(Cow::Borrowed) }
}

fn organ(organ: Organ<'_>) -> json::Organ<'_> {
    json::Organ {
        head: head!(organ),
        tier: organ.tier(),
        superior: organ_id(organ.superior()),
        regions: organ.regions().map(|region| Cow::Borrowed(region.id())).collect(),
        businesses: organ.businesses().map(|business| Cow::Borrowed(business.id())).collect(),
        roles: organ.roles().map(Text::text).collect(),
        exists: interval(organ.from(), organ.to()),
        succeeded_by: organ.successions().map(succession).collect(),
    }
}

fn succession(succession: Succession<'_>) -> json::Succession<'_> {
    json::Succession {
        organ: Cow::Borrowed(succession.organ().id()),
        part: succession.part().filter_map(reach).collect(),
    }
}

fn reach(reach: Reach<'_>) -> Option<json::Reach<'_>> {
    Some(match reach.kind() {
        ReachKind::Business => json::Reach::Business(Cow::Borrowed(reach.business()?.id())),
        ReachKind::Catalogue => json::Reach::Catalogue(Cow::Borrowed(reach.listing()?.id())),
        ReachKind::Matter => json::Reach::Matter(reach.matter()?.id().to_owned()),
        ReachKind::All | ReachKind::WithoutBusiness => return None,
    })
}

fn power_reach(of: Reach<'_>) -> json::PowerReach<'_> {
    match (of.kind(), reach(of)) {
        (_, Some(json::Reach::Business(id))) => json::PowerReach::Business(id),
        (_, Some(json::Reach::Catalogue(id))) => json::PowerReach::Catalogue(id),
        (_, Some(json::Reach::Matter(id))) => json::PowerReach::Matter(id),
        (ReachKind::WithoutBusiness, None) => json::PowerReach::WithoutBusiness,
        (_, None) => json::PowerReach::All,
    }
}

/// Catalogues, and rows of them.
fn referents<'a>(reaches: impl Iterator<Item = Reach<'a>>) -> Vec<String> {
    let id = |reach: Reach<'a>| {
        let row = reach.matter().map(|row| row.id());
        row.or_else(|| reach.listing().map(|listing| listing.id())).unwrap_or_default().to_owned()
    };
    reaches.map(id).collect()
}

fn officer(officer: Officer<'_>) -> json::Officer<'_> {
    json::Officer {
        head: head!(officer),
        organ: organ_id(officer.organ()),
        is_head: officer.is_head(),
        designated_by: officer.designated_by().map(|by| Cow::Borrowed(by.id())),
        designated_on: day(officer.designated_on()),
        trained_on: day(officer.trained_on()),
        level: officer.level(),
        matters: officer.matters().filter_map(reach).collect(),
        term: interval(officer.from(), officer.to()),
    }
}

fn authorization(each: Authorization<'_>) -> json::Authorization<'_> {
    json::Authorization {
        head: head!(each),
        grantor: organ_id(each.grantor()),
        grantee: organ_id(each.grantee()),
        level: each.level(),
        matters: each.matters().filter_map(reach).collect(),
        period: length(each.period(), each.period_in_months()),
        regions: each.regions().map(|region| Cow::Borrowed(region.id())).collect(),
        instrument: each.instrument().map(Cow::Borrowed),
        instrument_dated: day(each.instrument_dated()),
        term: each.has_term().then(|| interval(each.from(), each.to())),
        filed_with: organ_id(each.filed_with()),
        filed_on: day(each.filed_on()),
        task: each.task().map(Cow::Borrowed),
        revoked_on: day(each.revoked_on()),
    }
}

fn attribute(attribute: Attribute<'_>) -> json::Attribute<'_> {
    let direction = |direction: Direction| Some(direction.id()).filter(|id| !id.is_empty());
    json::Attribute {
        head: head!(attribute),
        kind: match attribute.kind() {
            AttributeKind::Quantity => {
                let (dimension, base_unit) = dimension(attribute.dimension().unwrap_or_default());
                json::AttributeType::Quantity { dimension, base_unit }
            }
            AttributeKind::OneOf => json::AttributeType::OneOf { choices: attribute.choices().map(choice).collect() },
            AttributeKind::YesNo => json::AttributeType::YesNo,
            AttributeKind::Date => json::AttributeType::Date,
        },
        better: direction(attribute.better()),
        larger: attribute.larger().id(),
    }
}

fn choice(choice: Choice<'_>) -> json::Choice<'_> {
    json::Choice { id: choice.id(), name: choice.name().map(Cow::Borrowed) }
}

fn scope(scope: Scope<'_>) -> json::Scope<'_> {
    json::Scope {
        head: head!(scope),
        set: scope_set(scope.set()),
        narrows: scope.narrows().map(|narrows| Cow::Borrowed(narrows.id())),
    }
}

fn scope_set(set: ScopeSet<'_>) -> json::ScopeSet<'_> {
    json::ScopeSet { members: set.members().map(member).collect(), excluded: set.excluded().map(member).collect() }
}

fn member(member: Member<'_>) -> json::Member<'_> {
    let name = Cow::Borrowed(member.name().unwrap_or_default());
    let organ = organ_id(member.organ());
    match member.kind() {
        MemberKind::Organ => json::Member::Organ { organ: organ.unwrap_or_default(), and_below: member.and_below() },
        MemberKind::Post => json::Member::Post { name, organ },
        MemberKind::Group => json::Member::Group { name, approved_by: organ },
        MemberKind::Officer => {
            let officer = member.officer().map(|officer| Cow::Borrowed(officer.id()));
            json::Member::Officer { officer: officer.unwrap_or_default() }
        }
        MemberKind::Scope => {
            let scope = member.scope().map(|scope| Cow::Borrowed(scope.id()));
            json::Member::Scope { scope: scope.unwrap_or_default() }
        }
        MemberKind::Opaque | MemberKind::Tier => json::Member::Opaque { words: name },
    }
}

fn producer(member: Member<'_>) -> json::Producer<'_> {
    match member.organ() {
        Some(organ) => json::Producer::Organ(Cow::Borrowed(organ.id())),
        None => json::Producer::Tier(member.name().unwrap_or_default()),
    }
}

fn knower_set(set: KnowerSet<'_>) -> json::KnowerSet<'_> {
    json::KnowerSet {
        organs: set
            .organs()
            .map(|each| json::KnowerOrgan { organ: Cow::Borrowed(each.organ().id()), and_below: each.and_below() })
            .collect(),
        posts: set.posts().map(post).collect(),
        officers: set.officers().map(|officer| Cow::Borrowed(officer.id())).collect(),
        groups: set
            .groups()
            .map(|group| json::KnowerGroup {
                name: group.name().to_owned(),
                approved_by: organ_id(group.approved_by()),
            })
            .collect(),
        words: set.words().map(|words| words.text().to_owned()).collect(),
        except_posts: set.except_posts().map(post).collect(),
        except_officers: set.except_officers().map(|officer| Cow::Borrowed(officer.id())).collect(),
    }
}

fn post(post: KnowerPost<'_>) -> json::KnowerPost<'_> {
    json::KnowerPost { name: post.name().to_owned(), organ: organ_id(post.organ()), and_below: post.and_below() }
}

fn period(period: Period<'_>) -> json::Period<'_> {
    let count = period.count().unwrap_or_default();
    let length = match period.kind() {
        PeriodKind::Years => json::Length::Years { count },
        PeriodKind::Months => json::Length::Months { count },
        PeriodKind::Until => json::Length::Until { date: day(period.until()).unwrap_or_default() },
        PeriodKind::Event => json::Length::Event { event: Cow::Borrowed(period.event().unwrap_or_default()) },
        PeriodKind::LongTerm => json::Length::LongTerm,
        PeriodKind::Unspecified => json::Length::Unspecified,
    };
    let words = period.words().map(Cow::Borrowed);
    let basis = match period.basis() {
        PeriodBasis::None => None,
        PeriodBasis::Approved => Some(json::PeriodBasis::Approved {
            by: organ_id(period.approved_by()).unwrap_or_default(),
            instrument: words,
        }),
        PeriodBasis::OtherwiseProvided => Some(json::PeriodBasis::OtherwiseProvided { by: words.unwrap_or_default() }),
    };
    json::Period { length, basis }
}

fn catalogue(listing: Listing<'_>) -> json::Catalogue<'_> {
    json::Catalogue {
        head: head!(listing),
        regime: listing.regime().map(|regime| Cow::Borrowed(regime.id())),
        level: listing.level().map(level_ref),
        period: listing.period().map(period),
        issued_by: organ_ids(listing.issued_by()),
        number: listing.number().map(Cow::Borrowed),
        dated: listing.dated().map(str::to_owned),
        in_force: interval(listing.from(), listing.to()),
        basis: words(listing.basis()),
        interpreted_by: organ_ids(listing.interpreted_by()),
        replaces: referents(listing.replaces()),
        yields_to: referents(listing.yields_to()),
        prevails_over: referents(listing.prevails_over()),
        relation: listing.relation().map(Cow::Borrowed),
        businesses: listing.businesses().map(|business| Cow::Borrowed(business.id())).collect(),
        review_by: day(listing.review_by()),
        excerpt: listing.excerpt().map(Cow::Borrowed),
        note: listing.note().map(Cow::Borrowed),
        cites: cites(listing.cites()),
        matters: listing.matters().map(matter).collect(),
    }
}

fn matter(row: Matter<'_>) -> json::Matter<'_> {
    json::Matter {
        head: head!(row, row.item()),
        level: row.level().map(level_ref),
        period: row.period().map(period),
        mark: row.mark().map(str::to_owned),
        known_to: row.known_to().map(scope_set),
        known_to_set: row.known_to_set().map(KnowerSet::index),
        produced_by: row.produced_by().map(producer).collect(),
        covers: row.covers().map(covers).collect(),
        except: referents(row.except()),
        except_where: row.except_where().map(condition).collect(),
        prevails_over: referents(row.prevails_over()),
        yields_to: referents(row.yields_to()),
        same_as: referents(row.same_as()),
        part_of: referents(row.part_of()),
        conflicts: row.conflicts().map(conflict).collect(),
        note: row.note().map(Cow::Borrowed),
        cites: cites(row.cites()),
    }
}

fn conflict(conflict: Conflict<'_>) -> json::Conflict<'_> {
    let fields =
        [(conflict.in_level(), "level"), (conflict.in_period(), "period"), (conflict.in_known_to(), "known-to")];
    json::Conflict {
        with: conflict.with().id().to_owned(),
        differs_in: fields.into_iter().filter(|(differs, _)| *differs).map(|(_, field)| field).collect(),
        from: day(conflict.from()),
        meanwhile: conflict.meanwhile().map(level_ref),
    }
}

fn covers(covers: Covers<'_>) -> json::Covers<'_> {
    json::Covers {
        kinds: covers.kinds().map(|kind| Cow::Borrowed(kind.id())).collect(),
        condition: covers.condition().map(condition),
    }
}

/// As deep as the condition, which is bounded.
fn condition(of: Condition<'_>) -> json::Condition<'_> {
    let parts = || of.parts().map(condition).collect::<Vec<_>>();
    let attribute = Cow::Borrowed(of.attribute().map(|attribute| attribute.id()).unwrap_or_default());
    match of.kind() {
        ConditionKind::Any => json::Condition::Any(parts()),
        ConditionKind::All => json::Condition::All(parts()),
        ConditionKind::Not => json::Condition::Not(Box::new(parts().pop().unwrap_or(json::Condition::Any(Vec::new())))),
        ConditionKind::Compare => {
            json::Condition::Compare { attribute, order: of.order().id(), value: value(of.low()) }
        }
        ConditionKind::Between => json::Condition::Between {
            attribute,
            low: value(of.low()),
            low_closed: of.low_closed(),
            high: value(of.high()),
            high_closed: of.high_closed(),
        },
        ConditionKind::OneOf => {
            json::Condition::OneOf { attribute, choices: of.choices().map(|choice| choice.id()).collect() }
        }
        ConditionKind::Is => json::Condition::Is { attribute, value: of.truth() },
    }
}

fn value(value: Option<Value<'_>>) -> json::Value {
    match (value.and_then(|value| value.number()), value.and_then(|value| value.day())) {
        (Some(number), _) => json::Value::Quantity(number.to_string()),
        (None, date) => json::Value::Date(day(date).unwrap_or_default()),
    }
}

fn disclosure(list: Disclosure<'_>) -> json::Disclosure<'_> {
    json::Disclosure {
        head: head!(list),
        basis: words(list.basis()),
        in_force: interval(list.from(), list.to()),
        cites: cites(list.cites()),
        items: list.items().map(item).collect(),
    }
}

fn item(item: Item<'_>) -> json::DisclosureItem<'_> {
    json::DisclosureItem {
        head: head!(item, item.item()),
        covers: item.covers().map(covers).collect(),
        except: referents(item.except()),
        except_where: item.except_where().map(condition).collect(),
        cites: cites(item.cites()),
    }
}

fn waiver(waiver: Waiver<'_>) -> json::Waiver<'_> {
    json::Waiver {
        rule: waiver.rule().map(Cow::Borrowed),
        on: waiver.on().map(str::to_owned),
        because: waiver.because().map(Cow::Borrowed),
        approved_by: waiver.approved_by().map(Cow::Borrowed),
        until: day(waiver.until()),
        source: place!(waiver),
    }
}

fn competence(table: Competence<'_>) -> json::Competence<'_> {
    let first = table.powers().next().map_or(0, Power::index);
    json::Competence {
        regime: Cow::Borrowed(table.regime().id()),
        head_by_law: table.head_by_law(),
        powers: table.powers().map(|each| power(each, first)).collect(),
        deciders: table.deciders().map(decider).collect(),
    }
}

/// `first` is the place of the first power of the table.
fn power(power: Power<'_>, first: usize) -> json::Power<'_> {
    let of = power.of().map_or(0, |of| of.index().saturating_sub(first));
    let basis = match power.basis() {
        BasisKind::Tier => json::PowerBasis::Tier,
        BasisKind::Authorization => {
            let id = power.authorization().map(|each| Cow::Borrowed(each.id()));
            json::PowerBasis::Authorization { id: id.unwrap_or_default(), of }
        }
        BasisKind::Succession => json::PowerBasis::Succession { of },
    };
    json::Power {
        organ: Cow::Borrowed(power.organ().id()),
        reach: power_reach(power.reach()),
        determines: power.determines().map(level_ref),
        authorizes: power.authorizes().map(level_ref),
        period_months: power.period_months(),
        regions: power.regions().map(|region| Cow::Borrowed(region.id())).collect(),
        days: power.is_held().then(|| interval(power.from(), power.to())),
        basis,
    }
}

fn decider(decider: Decider<'_>) -> json::Decider<'_> {
    json::Decider {
        organ: Cow::Borrowed(decider.organ().id()),
        officer: Cow::Borrowed(decider.officer().id()),
        level: decider.level().map(level_ref),
        reaches: decider.reaches().map(power_reach).collect(),
        days: decider.days().map(|days| interval(days.from(), days.to())).collect(),
    }
}
