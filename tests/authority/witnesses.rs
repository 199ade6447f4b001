//! A witness on its own: each hop of a chain is held against the declarations, and nothing else is asked.

use dingmi::authority::{Hop, Question, World};
use dingmi::model::{Id, Model, Organ, Reach};

/// Says what is wrong with a chain as an answer to a question.
pub(crate) fn verify(model: &Model, world: &World<'_>, question: Question, chain: &[Hop]) -> Result<(), String> {
    let Question { row, level, day, organ } = question;
    let catalogue = &model.catalogues[model.matters[row].catalogue];
    let covers = |reaches: &[Reach]| {
        reaches.is_empty()
            || reaches.iter().any(|reach| match *reach {
                Reach::Matter(other) => other == row,
                Reach::Catalogue(other) => other == model.matters[row].catalogue,
                Reach::Business(outer) => catalogue.businesses.iter().any(|line| {
                    std::iter::successors(Some(*line), |line| model.businesses[*line].parent).any(|line| line == outer)
                }),
            })
    };
    let rank = |name: &str| world.rank(world.regime.level_named(name).unwrap());
    let check = |is_right: bool, fault: &str| if is_right { Ok(()) } else { Err(fault.to_owned()) };
    let mut holder: Option<Id<Organ>> = None;
    let mut grants = 0;
    for hop in chain {
        match *hop {
            Hop::Tier { organ } => {
                check(holder.is_none(), "a tier in the middle")?;
                check(world.tier(organ).is_some(), "no tier")?;
                holder = Some(organ);
            }
            Hop::Succession { from, at } => {
                let succession = &model.organs[from].successors[at];
                check(holder == Some(from), "another organ ended")?;
                check(model.organs[from].exists.to.is_some_and(|last| last < day), "it has not ended")?;
                check(covers(&succession.part), "another part")?;
                holder = Some(succession.organ);
            }
            Hop::Grant { grant, by } => {
                let grant = &model.authorizations[world.grants[grant as usize].declared.unwrap()];
                check(holder == Some(by), "another grantor")?;
                check(model.organs[by].exists.contains(day), "the grantor is not there")?;
                check(grant.life().contains(day), "not in its term")?;
                check(grant.level.as_ref().is_none_or(|own| rank(&own.value) >= level), "a lower level")?;
                let matters: Vec<Reach> = grant.matters.iter().map(|at| at.value).collect();
                check(covers(&matters), "other matters")?;
                check(by == grant.grantor.unwrap() || is_heir(model, grant.grantor.unwrap(), by), "no heir")?;
                grants += 1;
                check(grants <= 1 + world.regime.grants.redelegation, "one grant too many")?;
                holder = grant.grantee;
            }
            Hop::Officer { organ: of, officer } => {
                check(holder == Some(of), "another organ's officer")?;
                if let Some(officer) = officer {
                    let officer = &model.officers[officer];
                    check(officer.organ == Some(of) && officer.term.value.contains(day), "not in office")?;
                    check(
                        officer.is_head || officer.level.as_ref().is_none_or(|own| rank(&own.value) >= level),
                        "beyond duties",
                    )?;
                }
            }
        }
    }
    check(holder == Some(organ), "it leads elsewhere")?;
    check(model.organs[organ].exists.contains(day), "the organ is not there")?;
    check(matches!(chain.last(), Some(Hop::Officer { .. })), "nobody decides")
}

fn is_heir(model: &Model, grantor: Id<Organ>, heir: Id<Organ>) -> bool {
    let mut line = vec![grantor];
    let mut next = 0;
    while let Some(organ) = line.get(next).copied() {
        let new: Vec<Id<Organ>> = model.organs[organ].successors.iter().map(|each| each.organ).collect();
        line.extend(new.into_iter().filter(|organ| !line.contains(organ)).collect::<Vec<_>>());
        next += 1;
    }
    line.contains(&heir)
}
