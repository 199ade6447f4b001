//! The questions in Cedar. Which rows are about an object is which policies permit, and Cedar names those; what an organ may is
//! permitted by a policy for each of its powers, and forbidden unless somebody decides for it. Cedar walks over all policies of a
//! set, so there is one set a kind and one an organ.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid, Policy, PolicyId, PolicySet,
    Request, RestrictedExpression,
};

use crate::ask::DAY_NUMBER;
use crate::matters;
use crate::told::{Days, Listing, Over, Power, Seat, Told};
use crate::twin::{Bounds, FAR};

pub(crate) struct Cedar {
    authorizer: Authorizer,
    nothing: Entities,
    rows: Entities,
    by_kind: HashMap<String, PolicySet>,
    by_organ: HashMap<String, PolicySet>,
}

/// A question, and by what its policies are found.
pub(crate) struct Asked {
    key: String,
    request: Request,
}

impl Cedar {
    pub(crate) fn load(told: &Told<'_>) -> Self {
        let by_kind = told.outer.iter().map(|(kind, outer)| {
            let said = outer.iter().filter_map(|kind| told.about.get(kind)).flatten();
            ((*kind).to_owned(), set(said.map(|(row, bounds)| (row.clone(), about(bounds)))))
        });
        let by_organ =
            told.organs.iter().map(|(organ, seat)| ((*organ).to_owned(), set(powers(organ, seat).into_iter())));
        Cedar {
            authorizer: Authorizer::new(),
            nothing: Entities::empty(),
            rows: Entities::from_entities(entities(told), None).expect("entities of Cedar"),
            by_kind: by_kind.collect(),
            by_organ: by_organ.collect(),
        }
    }

    pub(crate) fn about(&self, asked: &Asked) -> Vec<String> {
        let answer = self.authorizer.is_authorized(&asked.request, &self.by_kind[&asked.key], &self.nothing);
        let mut rows: Vec<String> = answer.diagnostics().reason().map(PolicyId::to_string).collect();
        rows.sort_unstable();
        rows
    }

    pub(crate) fn may(&self, asked: &Asked) -> bool {
        let answer = self.authorizer.is_authorized(&asked.request, &self.by_organ[&asked.key], &self.rows);
        assert!(answer.diagnostics().errors().next().is_none(), "a policy of Cedar that fails");
        answer.decision() == Decision::Allow
    }
}

pub(crate) fn object(object: &matters::Object) -> Asked {
    let values = object.values.iter().map(|(attribute, _, number)| ((*attribute).to_owned(), long(*number)));
    let context = Context::from_pairs(values).expect("a context of Cedar");
    let [who, what] = [uid("Reader", "any"), uid("Object", "it")];
    let request = Request::new(who, uid("Action", "classify"), what, context, None).expect("a request of Cedar");
    Asked { key: object.kind.clone(), request }
}

pub(crate) fn power(power: &matters::Power, rank: i64) -> Asked {
    let values = [("rank".to_owned(), long(rank)), ("day".to_owned(), long(DAY_NUMBER))];
    let context = Context::from_pairs(values).expect("a context of Cedar");
    let [organ, row] = [uid("Organ", &power.organ), uid("Matter", &power.row)];
    let request = Request::new(organ, uid("Action", "determine"), row, context, None).expect("a request of Cedar");
    Asked { key: power.organ.clone(), request }
}

fn long(number: i64) -> RestrictedExpression {
    RestrictedExpression::new_long(number)
}

fn uid(kind: &str, id: &str) -> EntityUid {
    let kind: EntityTypeName = kind.parse().expect("a type of Cedar");
    EntityUid::from_type_name_and_id(kind, EntityId::new(id))
}

fn set(policies: impl Iterator<Item = (String, String)>) -> PolicySet {
    let mut set = PolicySet::new();
    for (id, text) in policies {
        let policy = Policy::parse(Some(PolicyId::new(id)), text).expect("a policy of Cedar");
        set.add(policy).expect("another id");
    }
    set
}

/// A policy without a scope: its set is found by kind.
fn about(bounds: &Bounds<'_>) -> String {
    let mut text = "permit(principal, action, resource) when { true".to_owned();
    for (attribute, (from, to)) in bounds {
        if *from > -FAR {
            let _ = write!(text, " && context.{attribute} >= {from}");
        }
        if *to < FAR {
            let _ = write!(text, " && context.{attribute} < {to}");
        }
    }
    text.replace("true && ", "") + " };"
}

fn powers(organ: &str, seat: &Seat) -> Vec<(String, String)> {
    let in_force = "resource.since <= context.day && context.day <= resource.upto";
    let permit = |power: &Power| {
        let scope = over(&power.reaches[0]);
        let rank = power.rank;
        format!(
            "permit(principal, action, resource{}) when {{ {rank} >= context.rank && {} && {in_force} }};",
            scope.map(|scope| format!(" in {scope}")).unwrap_or_default(),
            on(&power.days),
        )
    };
    let mut all: Vec<String> = seat.powers.iter().map(permit).collect();
    if !seat.is_presumed {
        let mut decided = "false".to_owned();
        for decider in &seat.deciders {
            let within = decider
                .reaches
                .iter()
                .map(|reach| over(reach).map_or("true".to_owned(), |scope| format!("resource in {scope}")));
            let within = within.collect::<Vec<_>>().join(" || ");
            let _ = write!(decided, " || ({} >= context.rank && {} && ({within}))", decider.rank, on(&decider.days));
        }
        all.push(format!("forbid(principal, action, resource) unless {{ {} }};", decided.replace("false || ", "")));
    }
    all.into_iter().enumerate().map(|(number, text)| (format!("{organ}-{number}"), text)).collect()
}

fn on(days: &[Days]) -> String {
    let each = days.iter().map(|(from, to)| format!("(context.day >= {from} && context.day <= {to})"));
    if days.is_empty() { "false".to_owned() } else { format!("({})", each.collect::<Vec<_>>().join(" || ")) }
}

/// What a row lies in to be among these; nothing is anything.
fn over(reach: &Over) -> Option<String> {
    let (kind, id) = match reach {
        Over::All => return None,
        Over::WithoutBusiness => ("Rows", "without-business"),
        Over::Business(id) => ("Business", &**id),
        Over::Catalogue(id) => ("Catalogue", &**id),
        Over::Matter(id) => ("Matter", &**id),
    };
    Some(format!("{kind}::\"{id}\""))
}

fn entities(told: &Told<'_>) -> Vec<Entity> {
    let mut all = vec![Entity::new_no_attrs(uid("Rows", "without-business"), HashSet::new())];
    for (line, parent) in &told.lines {
        let parents = parent.iter().map(|parent| uid("Business", parent)).collect();
        all.push(Entity::new_no_attrs(uid("Business", line), parents));
    }
    all.extend(told.organs.keys().map(|organ| Entity::new_no_attrs(uid("Organ", organ), HashSet::new())));
    for (id, listing) in &told.catalogues {
        let mut parents: HashSet<EntityUid> = listing.lines.iter().map(|line| uid("Business", line)).collect();
        if parents.is_empty() {
            parents.insert(uid("Rows", "without-business"));
        }
        all.push(Entity::new_no_attrs(uid("Catalogue", id), parents));
        all.extend(listing.rows.iter().map(|row| matter(id, listing, row)));
    }
    all
}

fn matter(catalogue: &str, listing: &Listing<'_>, row: &str) -> Entity {
    let days = [("since".to_owned(), long(listing.days.0)), ("upto".to_owned(), long(listing.days.1))];
    let parents = HashSet::from([uid("Catalogue", catalogue)]);
    Entity::new(uid("Matter", row), days.into(), parents).expect("an entity of Cedar")
}
