//! Each question: what it asks for, and the answer of the crate. What was asked stands in the answer again, by ids, so that
//! an answer means something by itself.

use dingmi_catalogue::{Attribute, Catalogue, Counted, Level, Matter, MayKnow, Reason, Subject};
use serde_json::{Map, Value, json};

use crate::fault::Fault;
use crate::query::Query;
use crate::told::{Teller, day, level, period, reason, release as release_told, row_in_brief};

/// As many rows come where nobody says how many.
const ROWS: usize = 20;
/// And no more than so many.
const MOST_ROWS: usize = 200;

type Answer = Result<Value, Fault>;

pub(crate) fn health(catalogue: &Catalogue, query: Query) -> Answer {
    query.end()?;
    let digest: String = catalogue.digest().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(json!({
        "question": "health",
        "digest": digest,
        "rows": catalogue.matters().len(),
        "as_of": catalogue.as_of().map(day),
        "format_version": catalogue.format_version(),
        "is_projection": catalogue.program().is_projection(),
    }))
}

pub(crate) fn matter(catalogue: &Catalogue, teller: &Teller, id: &str, query: Query) -> Answer {
    query.end()?;
    let row = catalogue.matter(id).ok_or_else(|| Fault::unknown("no row has this id"))?;
    Ok(teller.row(row))
}

/// Rows by name, or by words in their names. `more` says whether there are others.
pub(crate) fn matters(catalogue: &Catalogue, mut query: Query) -> Answer {
    let limit = match query.optional("limit") {
        Some(text) => {
            let limit = text.parse().ok().filter(|limit| (1..=MOST_ROWS).contains(limit));
            limit.ok_or_else(|| Fault::bad(format!("no number from 1 to {MOST_ROWS}")).of("limit"))?
        }
        None => ROWS,
    };
    let asked = (query.optional("name"), query.optional("search"));
    query.end()?;
    let rows: Vec<Matter<'_>> = match &asked {
        (Some(name), None) => catalogue.matters_named(name).take(limit + 1).collect(),
        (None, Some(words)) if words.trim().is_empty() => return Err(Fault::bad("no words").of("search")),
        (None, Some(words)) => catalogue.search(words).take(limit + 1).collect(),
        (None, None) | (Some(_), Some(_)) => return Err(Fault::bad("either name or search")),
    };
    let told: Vec<Value> = rows.iter().take(limit).map(|row| row_in_brief(*row)).collect();
    Ok(json!({ "question": "matters", "matters": told, "more": rows.len() > limit }))
}

/// Besides `kind` and `on`, every parameter is an attribute of the object, by its id or title.
pub(crate) fn classify(catalogue: &Catalogue, teller: &Teller, mut query: Query) -> Answer {
    let on = query.day("on")?;
    let kind = query.required("kind")?;
    let mut object = catalogue.object(&kind).map_err(|error| Fault::from(error).of("kind"))?;
    let mut given = Map::new();
    for (attribute, value) in query.rest() {
        object = object.with(&attribute, &value).map_err(|error| Fault::from(error).of(&*attribute))?;
        given.insert(attribute, value.into());
    }
    let decision = catalogue.classify(&object, on)?;
    let depends = |attributes: Vec<Attribute<'_>>| teller.list(attributes, |attribute| attribute.id().into());
    Ok(json!({
        "question": "classify",
        "kind": object.kind().id(),
        "given": given,
        "on": day(on),
        "status": decision.status.id(),
        "level": decision.level().map(level),
        "period": decision.period().map(period),
        "known_to": decision.known_to().map(|set| teller.knowers(set)),
        "mark": decision.mark(),
        "cites": teller.cites(decision.cites()),
        "matters": teller.list(&decision.matters, |ruling| json!({
            "row": ruling.matter.id(),
            "level": ruling.matter.level().map(level),
            "applies": ruling.applies,
            "yields_to": ruling.yields_to.map(|other| other.id()),
        })),
        "open": teller.list(decision.open.clone(), |(row, attributes)| {
            json!({ "row": row.id(), "level": row.level().map(level), "depends_on": depends(attributes) })
        }),
        "public": teller.list(decision.public.clone(), |(item, attributes)| {
            json!({ "item": format!("{}#{}", item.list().id(), item.item()), "depends_on": depends(attributes) })
        }),
    }))
}

/// Without `level` at the level of the row.
pub(crate) fn may_determine(catalogue: &Catalogue, teller: &Teller, mut query: Query) -> Answer {
    let on = query.day("on")?;
    let row = query.row(catalogue)?;
    let organ = query.optional_organ("organ", catalogue)?.ok_or_else(|| Fault::bad("required").of("organ"))?;
    let asked = query.optional("level");
    query.end()?;
    let at = level_of(row, asked.as_deref())?;
    // A row under no regime has no levels, so there is none to ask about.
    let outcome = match at {
        Some(at) => catalogue.may_determine(organ, row, at, on).map_err(|refusal| refusal.reasons),
        None => Err(vec![Reason::NoRegime]),
    };
    let (answer, officer, chain, reasons) = match outcome {
        Ok(witness) => ("yes", witness.officer.map(|officer| officer.id()), teller.chain(witness.power), json!([])),
        Err(reasons) => ("no", None, json!([]), teller.list(reasons, reason)),
    };
    Ok(json!({
        "question": "may-determine",
        "organ": organ.id(),
        "row": row.id(),
        "level": at.map(level),
        "on": day(on),
        "answer": answer,
        "officer": officer,
        "chain": chain,
        "reasons": reasons,
    }))
}

/// A level of the regime of a row, by id or name; nothing where it stands under no regime.
fn level_of<'a>(row: Matter<'a>, asked: Option<&str>) -> Result<Option<Level<'a>>, Fault> {
    let Some(regime) = row.listing().regime() else { return Ok(None) };
    match asked {
        Some(asked) => {
            let found = regime.levels().find(|level| level.id() == asked || level.name() == asked);
            found.map(Some).ok_or_else(|| Fault::unknown("no level of the regime of the row").of("level"))
        }
        None => row.level().map(Some).ok_or_else(|| Fault::bad("required: the row leaves its level open").of("level")),
    }
}

/// Who asks is the staff of `organ`, a `post` of it, an `officer`, or a `group` that `approved-by` approves.
pub(crate) fn may_know(catalogue: &Catalogue, mut query: Query) -> Answer {
    let row = query.row(catalogue)?;
    let organ = query.optional_organ("organ", catalogue)?;
    let officer = query.optional_officer(catalogue)?;
    let (post, group) = (query.optional("post"), query.optional("group"));
    let approved_by = query.optional_organ("approved-by", catalogue)?;
    query.end()?;
    let subject = match (organ, &post, officer, &group, approved_by) {
        (Some(organ), None, None, None, None) => Subject::Staff(organ),
        (Some(organ), Some(title), None, None, None) => Subject::Post { organ, title },
        (None, None, Some(officer), None, None) => Subject::Officer(officer),
        (None, None, None, Some(name), approved_by) => Subject::Group { name, approved_by },
        _ => return Err(Fault::bad("one of organ, organ and post, officer, group, group and approved-by")),
    };
    let answer = match catalogue.may_know(subject, row) {
        MayKnow::Yes => "yes",
        MayKnow::No => "no",
        MayKnow::Unclear => "unclear",
    };
    Ok(json!({
        "question": "may-know",
        "row": row.id(),
        "organ": organ.map(|organ| organ.id()),
        "post": post,
        "officer": officer.map(|officer| officer.id()),
        "group": group,
        "approved_by": approved_by.map(|organ| organ.id()),
        "answer": answer,
    }))
}

/// What was `issued` on a day, or where no day of issue can stand on it, was told of in writing on the day of the `notice`.
pub(crate) fn release(catalogue: &Catalogue, mut query: Query) -> Answer {
    let on = query.day("on")?;
    let row = query.row(catalogue)?;
    let counted = match (query.optional_day("issued")?, query.optional_day("notice")?) {
        (Some(issued), None) => Counted::FromIssue(issued),
        (None, Some(notice)) => Counted::FromNotice(notice),
        (None, None) | (Some(_), Some(_)) => return Err(Fault::bad("either issued or notice")),
    };
    query.end()?;
    Ok(json!({
        "question": "release",
        "row": row.id(),
        "on": day(on),
        "counted_from": match counted {
            Counted::FromIssue(_) => "issue",
            Counted::FromNotice(_) => "notice",
        },
        "counted_day": day(counted.day()),
        "release": release_told(catalogue.release(row, counted, on)),
    }))
}

pub(crate) fn obligations(catalogue: &Catalogue, teller: &Teller, mut query: Query) -> Answer {
    let row = query.row(catalogue)?;
    query.end()?;
    let obligations = teller.list(catalogue.obligations(row), |obligation| teller.obligation(obligation));
    Ok(json!({ "question": "obligations", "row": row.id(), "obligations": obligations }))
}
