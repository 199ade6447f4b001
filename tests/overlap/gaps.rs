//! Gaps: each that is told has an object between two rows of which nobody speaks, and a single value that two rows both
//! leave out is never missed.

use std::collections::BTreeSet;

use crate::compare::Compare;
use crate::counts::Counts;
use crate::program::{Clause, Formula, Holder, Meaning, Object, Value};
use crate::told::{Finding, Witness};
use crate::words::{Least, Sort};

struct Told {
    at: usize,
    is_point: bool,
    witness: Witness,
}

pub(crate) fn compare(compare: &Compare<'_>, counts: &mut Counts) -> Result<(), String> {
    let mut told = Vec::new();
    for finding in compare.told.of("C008") {
        let gap = gap(compare, &finding).map_err(|fault| format!("C008: {}: {fault}", finding.text()))?;
        *(if gap.is_point { &mut counts.points } else { &mut counts.bands }) += 1;
        told.push(gap);
    }
    let rows = compare.program.rows.len();
    for below in 0..rows {
        for above in (0..rows).filter(|above| *above != below) {
            for one in &compare.program.rows[below].covered.clauses {
                for other in &compare.program.rows[above].covered.clauses {
                    missed(compare, [(below, one), (above, other)], &told, counts)?;
                }
            }
        }
    }
    Ok(())
}

/// Whether somebody speaks of an object on some day on which a catalogue is in force.
fn is_spoken_of(compare: &Compare<'_>, row: usize, object: &Object) -> bool {
    let speaks = |holder: Holder| {
        compare.reference.first_common(holder, Holder::Row(row)).is_some() && compare.reference.says(holder, object)
    };
    compare.program.holders().any(speaks)
}

fn gap(compare: &Compare<'_>, finding: &Finding<'_>) -> Result<Told, String> {
    let (below, above) = (compare.row(&finding.id(0)), compare.row(&finding.id(1)));
    let of = finding.id(2);
    let program = compare.program;
    let at = (0..program.attributes.len()).find(|at| program.attribute(*at).id == of).unwrap();
    if below == above || program.rows[below].catalogue != program.rows[above].catalogue {
        return Err("not two rows of one catalogue".to_owned());
    }
    let witness = finding.witness(compare.reference)?;
    let Some(value) = witness.values[at] else { return Err("no value".to_owned()) };
    for object in witness.objects(compare.reference) {
        if is_spoken_of(compare, below, &object) {
            return Err(format!("somebody speaks of {object:?}"));
        }
        let says = |row: usize, is_side: fn(std::cmp::Ordering) -> bool| {
            let on_side = compare.reference.points.values[at].iter().filter(|other| is_side(other.order(&value)));
            on_side.copied().any(|other| compare.reference.says(Holder::Row(row), &with(&object, at, other)))
        };
        if !says(below, std::cmp::Ordering::is_lt) || !says(above, std::cmp::Ordering::is_gt) {
            return Err(format!("{object:?} does not lie between"));
        }
    }
    if !are_alike(compare, [below, above], at) {
        return Err("not alike in all else".to_owned());
    }
    Ok(Told { at, is_point: finding.template().contains("one value"), witness })
}

fn with(object: &Object, at: usize, value: Value) -> Object {
    let mut object = object.clone();
    object.values[at] = value;
    object
}

/// Whether two rows have clauses that take in the same but for one attribute. Clauses with alternatives are taken apart
/// by the tool, and let be here.
fn are_alike(compare: &Compare<'_>, rows: [usize; 2], at: usize) -> bool {
    let clauses = rows.map(|row| &compare.program.rows[row].covered.clauses);
    let has_alternatives = |clause: &Clause| clause.condition.as_ref().is_some_and(|condition| !is_simple(condition));
    if clauses.into_iter().flatten().any(has_alternatives) {
        return true;
    }
    let rest = |clause: &Clause| {
        let objects = compare.reference.points.objects.iter();
        let inside = objects.filter(|object| compare.reference.takes_in(clause, object));
        let rests = inside.map(|object| format!("{:?}", with(object, at, Value::Truth(true))));
        rests.collect::<BTreeSet<String>>()
    };
    let [one, other] = clauses.map(|clauses| clauses.iter().map(rest).collect::<Vec<_>>());
    one.iter().any(|rest| other.contains(rest))
}

fn is_simple(formula: &Formula) -> bool {
    match formula {
        Formula::Any(_) | Formula::Not(_) => false,
        Formula::All(parts) => parts.iter().all(is_simple),
        Formula::Test(_) => true,
    }
}

/// A clause as the bound of one attribute, which ends before a value or begins behind it, and all else it asks.
struct Bound<'c> {
    attribute: usize,
    value: Value,
    is_less: bool,
    rest: &'c [Formula],
    kinds: BTreeSet<usize>,
}

fn bound(clause: &Clause) -> Option<Bound<'_>> {
    let (last, rest) = match clause.condition.as_ref()? {
        Formula::All(parts) => parts.split_last()?,
        other => (other, &[][..]),
    };
    let Formula::Test(test) = last else { return None };
    let (value, is_less) = match test.meaning {
        Meaning::Less(value) => (value, true),
        Meaning::Over(value) => (value, false),
        _ => return None,
    };
    let is_elsewhere = rest.iter().flat_map(Formula::tests).all(|other| other.attribute != test.attribute);
    let kinds = clause.kinds.iter().copied().collect();
    is_elsewhere.then_some(Bound { attribute: test.attribute, value, is_less, rest, kinds })
}

/// Two rows that both leave one value out, of which nobody else speaks: it must have been told.
fn missed(
    compare: &Compare<'_>,
    [(below, one), (above, other)]: [(usize, &Clause); 2],
    told: &[Told],
    counts: &mut Counts,
) -> Result<(), String> {
    let program = compare.program;
    let (Some(low), Some(high)) = (bound(one), bound(other)) else { return Ok(()) };
    let is_alike = low.is_less && !high.is_less && low.value == high.value && low.attribute == high.attribute;
    let same_home = program.rows[below].catalogue == program.rows[above].catalogue;
    if !is_alike || !same_home || low.rest != high.rest || low.kinds != high.kinds {
        return Ok(());
    }
    let at = program.attributes.iter().position(|attribute| *attribute == low.attribute).unwrap();
    // Where nothing lies below the value, the lower row is about nothing.
    let is_least = matches!(program.attribute(at).sort, Sort::Number { least: Least::Zero, .. })
        && matches!(low.value, Value::Number(number) if *number.numer() == 0);
    let lies_there = |object: &Object| {
        low.kinds.iter().any(|kind| program.is_in(object.kind, *kind))
            && low.rest.iter().all(|part| compare.reference.holds(part, object))
    };
    let objects = compare.reference.points.objects.iter();
    let mut open = objects
        .filter(|object| object.values[at] == low.value && lies_there(object) && !is_spoken_of(compare, below, object));
    if is_least || open.next().is_none() {
        return Ok(());
    }
    counts.open_points += 1;
    let is_it = |gap: &Told| {
        let is_there = |object: &Object| object.values[at] == low.value && lies_there(object);
        gap.is_point && gap.at == at && gap.witness.objects(compare.reference).iter().all(is_there)
    };
    if told.iter().any(is_it) {
        return Ok(());
    }
    Err(format!("C008: rows {below} and {above} leave out {:?}, which is not told", low.value))
}
