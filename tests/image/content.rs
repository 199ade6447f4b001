//! What the image says is what `catalogue.json` says, field by field: its handles are read into JSON and held against the document.

use dingmi_catalogue::{
    Attribute, AttributeKind, Authorization, BasisKind, Catalogue, Choice, Citation, Competence, Condition,
    ConditionKind, Covers, Days, Decider, Direction, Disclosure, Item, KnowerPost, KnowerSet, Level, Listing, Matter,
    Member, MemberKind, Officer, Organ, Period, PeriodBasis, Power, Reach, ReachKind, Regime, ScopeSet, Source, Text,
    Tier, Value, Waiver,
};
use jiff::civil::Date;
use serde_json::{Value as Data, json};

/// What every declaration has.
macro_rules! head {
    ($each:expr) => {
        head!($each, $each.id())
    };
    ($each:expr, $id:expr) => {
        json!({ "id": $id, "name": $each.name(), "docs": words($each.docs()), "source": place!($each) })
    };
}

macro_rules! place {
    ($each:expr) => {
        json!({
            "file": $each.source().file(), "line": $each.line(), "start": $each.start(), "end": $each.end(),
        })
    };
}

/// The first place in which they differ.
pub(crate) fn compare(catalogue: &Catalogue, document: &Data) -> Result<(), String> {
    differs("", &whole(catalogue), document).map_or(Ok(()), Err)
}

/// Where they do, and what they say there.
pub(crate) fn differs(path: &str, found: &Data, expected: &Data) -> Option<String> {
    match (found, expected) {
        (Data::Object(found), Data::Object(expected)) => {
            let keys = found.keys().chain(expected.keys());
            keys.into_iter().find_map(|key| {
                let [found, expected] = [found, expected].map(|fields| fields.get(key).unwrap_or(&Data::Null));
                differs(&format!("{path}.{key}"), found, expected)
            })
        }
        (Data::Array(found), Data::Array(expected)) if found.len() == expected.len() => {
            let pairs = found.iter().zip(expected).enumerate();
            pairs.into_iter().find_map(|(at, (found, expected))| differs(&format!("{path}[{at}]"), found, expected))
        }
        _ => (found != expected).then(|| format!("{path}: {found}, and JSON {expected}")),
    }
}

fn whole(catalogue: &Catalogue) -> Data {
    let program = catalogue.program();
    let audience = program
        .is_projection()
        .then(|| json!({ "level": program.audience_level(), "organ": program.audience_organ() }));
    json!({
        "format": "dingmi-catalogue",
        "version": catalogue.format_version(),
        "compiler": { "name": "dingmi", "version": program.compiler() },
        "as_of": day(catalogue.as_of()),
        "serial": catalogue.serial(),
        "audience": audience,
        "sources": all(catalogue.sources(), source),
        "regimes": all(catalogue.regimes(), regime),
        "regions": all(catalogue.regions(), |each| with(head!(each), json!({ "parent": each.parent().map(|up| up.id()) }))),
        "businesses":
            all(catalogue.businesses(), |each| with(head!(each), json!({ "parent": each.parent().map(|up| up.id()) }))),
        "organs": all(catalogue.organs(), organ),
        "officers": all(catalogue.officers(), officer),
        "authorizations": all(catalogue.authorizations(), authorization),
        "kinds": all(catalogue.kinds(), |each| with(head!(each), json!({ "parent": each.parent().map(|up| up.id()) }))),
        "attributes": all(catalogue.attributes(), attribute),
        "units": all(catalogue.units(), |unit| {
            json!({ "name": unit.name(), "dimension": unit.dimension(), "factor": unit.factor() })
        }),
        "scopes": all(catalogue.scopes(), |scope| {
            let narrows = scope.narrows().map(|outer| outer.id());
            with(head!(scope), json!({ "set": scope_set(scope.set()), "narrows": narrows }))
        }),
        "knower_sets": all(catalogue.knower_sets(), knower_set),
        "catalogues": all(catalogue.listings(), listing),
        "disclosures": all(catalogue.disclosures(), disclosure),
        "waivers": all(catalogue.waivers(), waiver),
        "competence": all(catalogue.competences(), competence),
    })
}

fn with(mut head: Data, fields: Data) -> Data {
    let (Data::Object(head_fields), Data::Object(fields)) = (&mut head, fields) else { panic!("no object") };
    head_fields.extend(fields);
    head
}

fn all<T>(things: impl Iterator<Item = T>, one: impl FnMut(T) -> Data) -> Data {
    things.map(one).collect()
}

fn words<'a>(texts: impl Iterator<Item = Text<'a>>) -> Data {
    all(texts, |text| text.text().into())
}

fn organs<'a>(organs: impl Iterator<Item = Organ<'a>>) -> Data {
    all(organs, |organ| organ.id().into())
}

fn day(day: Option<Date>) -> Data {
    day.map(|day| day.to_string()).into()
}

fn interval(from: Option<Date>, to: Option<Date>) -> Data {
    json!({ "from": day(from), "to": day(to) })
}

fn cites<'a>(cites: impl Iterator<Item = Citation<'a>>) -> Data {
    all(cites, |cite| json!({ "law": cite.law(), "article": cite.article() }))
}

fn level_ref(level: Level<'_>) -> Data {
    json!({ "id": level.id(), "name": level.name(), "rank": level.rank() })
}

fn duration(count: Option<u32>, in_months: bool) -> Data {
    let unit = if in_months { "months" } else { "years" };
    count.map_or(Data::Null, |count| json!({ "unit": unit, "count": count }))
}

fn source(source: Source<'_>) -> Data {
    let hexadecimal = || source.digest().iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    json!({
        "file": source.file(),
        "embedded": source.is_embedded(),
        "digest": source.has_digest().then(hexadecimal),
    })
}

fn regime(regime: Regime<'_>) -> Data {
    let level = |level: Level<'_>| {
        let fields = json!({
            "cap": duration(level.cap(), level.cap_in_months()),
            "record_readers": level.record_readers(),
            "narrowed": level.narrowed(),
            "cites": cites(level.cites()),
        });
        with(level_ref(level), fields)
    };
    let tier = |tier: Tier<'_>| {
        json!({
            "id": tier.id(), "name": tier.name(), "determines": tier.determines(), "authorizes": tier.authorizes(),
            "within": words(tier.within()), "cites": cites(tier.cites()),
        })
    };
    let mark = regime
        .mark_sign()
        .map(|sign| json!({ "sign": sign, "from": day(regime.mark_from()), "cites": cites(regime.mark_cites()) }));
    let fields = json!({
        "in_force": interval(regime.from(), regime.to()),
        "levels": all(regime.levels(), level),
        "tiers": all(regime.tiers(), tier),
        "redelegation": regime.redelegation(),
        "conflict_highest": regime.conflict_highest(),
        "conflict_cites": cites(regime.conflict_cites()),
        "mark": mark,
    });
    with(head!(regime), fields)
}

fn reach(reach: Reach<'_>) -> Data {
    match reach.kind() {
        ReachKind::Business => json!({ "kind": "business", "id": reach.business().expect("a line").id() }),
        ReachKind::Catalogue | ReachKind::Matter => json!({ "kind": reach.kind().id(), "id": referent(reach) }),
        kind => json!({ "kind": kind.id() }),
    }
}

fn referent(reach: Reach<'_>) -> Data {
    let id = reach.listing().map(Listing::id).or_else(|| reach.matter().map(Matter::id));
    id.expect("a catalogue or a row").into()
}

fn organ(organ: Organ<'_>) -> Data {
    let fields = json!({
        "tier": organ.tier(),
        "superior": organ.superior().map(Organ::id),
        "regions": all(organ.regions(), |region| region.id().into()),
        "businesses": all(organ.businesses(), |line| line.id().into()),
        "roles": words(organ.roles()),
        "exists": interval(organ.from(), organ.to()),
        "succeeded_by": all(organ.successions(), |each| {
            json!({ "organ": each.organ().id(), "part": all(each.part(), reach) })
        }),
    });
    with(head!(organ), fields)
}

fn officer(officer: Officer<'_>) -> Data {
    let fields = json!({
        "organ": officer.organ().map(Organ::id),
        "is_head": officer.is_head(),
        "designated_by": officer.designated_by().map(Officer::id),
        "designated_on": day(officer.designated_on()),
        "trained_on": day(officer.trained_on()),
        "level": officer.level(),
        "matters": all(officer.matters(), reach),
        "term": interval(officer.from(), officer.to()),
    });
    with(head!(officer), fields)
}

fn authorization(each: Authorization<'_>) -> Data {
    let fields = json!({
        "grantor": each.grantor().map(Organ::id),
        "grantee": each.grantee().map(Organ::id),
        "level": each.level(),
        "matters": all(each.matters(), reach),
        "period": duration(each.period(), each.period_in_months()),
        "regions": all(each.regions(), |region| region.id().into()),
        "instrument": each.instrument(),
        "instrument_dated": day(each.instrument_dated()),
        "term": each.has_term().then(|| interval(each.from(), each.to())),
        "filed_with": each.filed_with().map(Organ::id),
        "filed_on": day(each.filed_on()),
        "task": each.task(),
        "revoked_on": day(each.revoked_on()),
    });
    with(head!(each), fields)
}

fn attribute(attribute: Attribute<'_>) -> Data {
    let choice = |choice: Choice<'_>| json!({ "id": choice.id(), "name": choice.name() });
    let kind = attribute.kind().id();
    let of = match attribute.kind() {
        AttributeKind::Quantity => {
            let dimension = attribute.dimension().expect("what it measures");
            let base_unit = dingmi_catalogue::quantity::Dimension::named(dimension).expect("a dimension").base_unit();
            json!({ "kind": kind, "dimension": dimension, "base_unit": base_unit })
        }
        AttributeKind::OneOf => json!({ "kind": kind, "choices": all(attribute.choices(), choice) }),
        _ => json!({ "kind": kind }),
    };
    let direction = |way: Direction| (way != Direction::Unsaid).then(|| way.id());
    let fields = json!({
        "type": of, "better": direction(attribute.better()), "larger": direction(attribute.larger()),
    });
    with(head!(attribute), fields)
}

fn scope_set(set: ScopeSet<'_>) -> Data {
    json!({ "members": all(set.members(), member), "excluded": all(set.excluded(), member) })
}

fn member(member: Member<'_>) -> Data {
    let organ = member.organ().map(Organ::id);
    let fields = match member.kind() {
        MemberKind::Organ => json!({ "organ": organ, "and_below": member.and_below() }),
        MemberKind::Post => json!({ "name": member.name(), "organ": organ }),
        MemberKind::Group => json!({ "name": member.name(), "approved_by": organ }),
        MemberKind::Officer => json!({ "officer": member.officer().map(Officer::id) }),
        MemberKind::Scope => json!({ "scope": member.scope().map(|scope| scope.id()) }),
        _ => json!({ "words": member.name() }),
    };
    with(json!({ "kind": member.kind().id() }), fields)
}

fn knower_set(set: KnowerSet<'_>) -> Data {
    let post = |post: KnowerPost<'_>| json!({ "name": post.name(), "organ": post.organ().map(Organ::id), "and_below": post.and_below() });
    json!({
        "organs": all(set.organs(), |whole| json!({ "organ": whole.organ().id(), "and_below": whole.and_below() })),
        "posts": all(set.posts(), post),
        "officers": all(set.officers(), |officer| officer.id().into()),
        "groups": all(set.groups(), |group| {
            json!({ "name": group.name(), "approved_by": group.approved_by().map(Organ::id) })
        }),
        "words": words(set.words()),
        "except_posts": all(set.except_posts(), post),
        "except_officers": all(set.except_officers(), |officer| officer.id().into()),
    })
}

fn period(period: Period<'_>) -> Data {
    let kind = period.kind().id();
    let length = match (period.count(), period.until(), period.event()) {
        (Some(count), _, _) => json!({ "kind": kind, "count": count }),
        (_, Some(until), _) => json!({ "kind": kind, "date": until.to_string() }),
        (_, _, Some(event)) => json!({ "kind": kind, "event": event }),
        (None, None, None) => json!({ "kind": kind }),
    };
    let why = period.basis().id();
    let basis = match period.basis() {
        PeriodBasis::Approved => {
            let by = period.approved_by().map(Organ::id);
            json!({ "kind": why, "by": by, "instrument": period.words() })
        }
        PeriodBasis::OtherwiseProvided => json!({ "kind": why, "by": period.words() }),
        _ => Data::Null,
    };
    with(length, json!({ "basis": basis }))
}

fn listing(listing: Listing<'_>) -> Data {
    let fields = json!({
        "regime": listing.regime().map(|regime| regime.id()),
        "level": listing.level().map(level_ref),
        "period": listing.period().map(period),
        "issued_by": organs(listing.issued_by()),
        "number": listing.number(),
        "dated": listing.dated(),
        "in_force": interval(listing.from(), listing.to()),
        "basis": words(listing.basis()),
        "interpreted_by": organs(listing.interpreted_by()),
        "replaces": all(listing.replaces(), referent),
        "yields_to": all(listing.yields_to(), referent),
        "prevails_over": all(listing.prevails_over(), referent),
        "relation": listing.relation(),
        "businesses": all(listing.businesses(), |line| line.id().into()),
        "review_by": day(listing.review_by()),
        "excerpt": listing.excerpt(),
        "note": listing.note(),
        "cites": cites(listing.cites()),
        "matters": all(listing.matters(), matter),
    });
    with(head!(listing), fields)
}

fn matter(row: Matter<'_>) -> Data {
    let producer = |producer: Member<'_>| {
        let id = producer.organ().map(Organ::id).or_else(|| producer.name());
        json!({ "kind": producer.kind().id(), "id": id })
    };
    let conflict = |conflict: dingmi_catalogue::Conflict<'_>| {
        let fields =
            [(conflict.in_level(), "level"), (conflict.in_period(), "period"), (conflict.in_known_to(), "known-to")];
        json!({
            "with": conflict.with().id(),
            "differs_in": all(fields.into_iter().filter(|(differs, _)| *differs), |(_, field)| field.into()),
            "from": day(conflict.from()),
            "meanwhile": conflict.meanwhile().map(level_ref),
        })
    };
    let fields = json!({
        "level": row.level().map(level_ref),
        "period": row.period().map(period),
        "mark": row.mark(),
        "known_to": row.known_to().map(scope_set),
        "known_to_set": row.known_to_set().map(|set| set.index()),
        "produced_by": all(row.produced_by(), producer),
        "covers": all(row.covers(), covers),
        "except": all(row.except(), referent),
        "except_where": all(row.except_where(), condition),
        "prevails_over": all(row.prevails_over(), referent),
        "yields_to": all(row.yields_to(), referent),
        "same_as": all(row.same_as(), referent),
        "part_of": all(row.part_of(), referent),
        "conflicts": all(row.conflicts(), conflict),
        "note": row.note(),
        "cites": cites(row.cites()),
    });
    with(head!(row, row.item()), fields)
}

fn covers(covers: Covers<'_>) -> Data {
    json!({
        "kinds": all(covers.kinds(), |kind| kind.id().into()),
        "where": covers.condition().map(condition),
    })
}

fn condition(of: Condition<'_>) -> Data {
    let attribute = of.attribute().map(|attribute| attribute.id());
    let parts = || all(of.parts(), condition);
    let inside = match of.kind() {
        ConditionKind::Any | ConditionKind::All => parts(),
        ConditionKind::Not => parts()[0].take(),
        ConditionKind::Compare => {
            json!({ "attribute": attribute, "order": of.order().id(), "value": of.low().map(value) })
        }
        ConditionKind::Between => json!({
            "attribute": attribute,
            "low": of.low().map(value), "low_closed": of.low_closed(),
            "high": of.high().map(value), "high_closed": of.high_closed(),
        }),
        ConditionKind::OneOf => {
            json!({ "attribute": attribute, "choices": all(of.choices(), |choice| choice.id().into()) })
        }
        ConditionKind::Is => json!({ "attribute": attribute, "value": of.truth() }),
        other => panic!("{other:?}"),
    };
    json!({ of.kind().id(): inside })
}

fn value(value: Value<'_>) -> Data {
    match (value.number(), value.day()) {
        (Some(number), _) => json!({ "quantity": number.to_string() }),
        (None, date) => json!({ "date": day(date) }),
    }
}

fn disclosure(list: Disclosure<'_>) -> Data {
    let item = |item: Item<'_>| {
        let fields = json!({
            "covers": all(item.covers(), covers),
            "except": all(item.except(), referent),
            "except_where": all(item.except_where(), condition),
            "cites": cites(item.cites()),
        });
        with(head!(item, item.item()), fields)
    };
    let fields = json!({
        "basis": words(list.basis()),
        "in_force": interval(list.from(), list.to()),
        "cites": cites(list.cites()),
        "items": all(list.items(), item),
    });
    with(head!(list), fields)
}

fn waiver(waiver: Waiver<'_>) -> Data {
    json!({
        "rule": waiver.rule(), "on": waiver.on(), "because": waiver.because(), "approved_by": waiver.approved_by(),
        "until": day(waiver.until()), "source": place!(waiver),
    })
}

fn competence(table: Competence<'_>) -> Data {
    let first = table.powers().next().map_or(0, |power| power.index());
    let power = |power: Power<'_>| {
        let of = power.of().map(|of| of.index() - first);
        let basis = match power.basis() {
            BasisKind::Authorization => {
                json!({ "id": power.authorization().map(|each| each.id()), "of": of })
            }
            BasisKind::Succession => json!({ "of": of }),
            _ => json!({}),
        };
        json!({
            "organ": power.organ().id(),
            "reach": reach(power.reach()),
            "determines": power.determines().map(level_ref),
            "authorizes": power.authorizes().map(level_ref),
            "period_months": power.period_months(),
            "regions": all(power.regions(), |region| region.id().into()),
            "days": power.is_held().then(|| interval(power.from(), power.to())),
            "basis": with(json!({ "kind": power.basis().id() }), basis),
        })
    };
    let decider = |decider: Decider<'_>| {
        json!({
            "organ": decider.organ().id(),
            "officer": decider.officer().id(),
            "level": decider.level().map(level_ref),
            "reaches": all(decider.reaches(), reach),
            "days": all(decider.days(), |days: Days<'_>| interval(days.from(), days.to())),
        })
    };
    json!({
        "regime": table.regime().id(),
        "head_by_law": table.head_by_law(),
        "powers": all(table.powers(), power),
        "deciders": all(table.deciders(), decider),
    })
}
