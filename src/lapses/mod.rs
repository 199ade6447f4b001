//! Model → what ends within a span of days: grants, waivers, catalogues and their reviews, officers' terms.

pub mod json;

use jiff::civil::Date;

use crate::diagnostic::Text;
use crate::lint::kinds;
use crate::model::{Context, Place, Waiver};
use crate::source::Span;

/// Something and the last day on which it holds.
#[derive(Clone, Debug)]
pub struct Lapse {
    pub end: End,
    /// The declaration, as a waiver names it; of a waiver, the declaration that it is for.
    pub subject: String,
    /// The rule that a waiver is for, where there is such a rule.
    pub rule: Option<&'static str>,
    pub last: Date,
    /// From the day asked for: none are left of what holds on that day for the last time.
    pub days_left: i32,
    pub span: Span,
}

/// What ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    Authorization,
    /// Before its term is over.
    Revocation,
    Waiver,
    Catalogue,
    Review,
    Officer,
}

impl End {
    /// The word of the machine formats.
    pub fn id(self) -> &'static str {
        match self {
            End::Authorization => "authorization",
            End::Revocation => "revocation",
            End::Waiver => "waiver",
            End::Catalogue => "catalogue",
            End::Review => "review",
            End::Officer => "officer",
        }
    }

    pub fn text(self) -> Text {
        match self {
            End::Authorization => Text::new("authorization", "定密授权"),
            End::Revocation => Text::new("authorization, revoked", "定密授权（已撤销）"),
            End::Waiver => Text::new("waiver", "豁免"),
            End::Catalogue => Text::new("catalogue in force", "目录施行"),
            End::Review => Text::new("review of a catalogue", "目录复审"),
            End::Officer => Text::new("responsible person", "定密责任人"),
        }
    }
}

/// What holds for the last time on a day from that of the context through `through`, in the order of days and places.
pub fn within(context: &Context<'_>, through: Date) -> Vec<Lapse> {
    let mut lapses = Vec::new();
    authorizations(context, &mut lapses);
    catalogues(context, &mut lapses);
    officers(context, &mut lapses);
    lapses.extend(context.model.waivers.iter().filter_map(|waiver| of_waiver(context, waiver)));
    lapses.retain(|lapse| context.as_of <= lapse.last && lapse.last <= through);
    lapses.sort_by_cached_key(|lapse| {
        let (file, range) = context.sources.place(lapse.span);
        (lapse.last, context.sources.get(file).name().to_owned(), range.start, lapse.end.id())
    });
    lapses
}

fn lapse(context: &Context<'_>, end: End, place: Place, last: Date, span: Span) -> Lapse {
    let days_left = context.as_of.until(last).map_or(0, |left| left.get_days());
    Lapse { end, subject: context.subject(place), rule: None, last, days_left, span }
}

fn authorizations(context: &Context<'_>, lapses: &mut Vec<Lapse>) {
    for (id, grant) in context.model.authorizations.iter() {
        let life = grant.life();
        // One that was revoked before it began has never held.
        let Some(last) = life.to.filter(|to| life.from.is_none_or(|from| from <= *to)) else { continue };
        let term = grant.term.filter(|term| term.value.to == Some(last));
        let (end, span) = match (term, grant.revoked) {
            (Some(term), _) => (End::Authorization, term.span),
            (None, Some(revoked)) => (End::Revocation, revoked.span),
            (None, None) => continue,
        };
        lapses.push(lapse(context, end, Place::Authorization(id), last, span));
    }
}

fn catalogues(context: &Context<'_>, lapses: &mut Vec<Lapse>) {
    for (id, catalogue) in context.model.catalogues.iter() {
        let last = catalogue.in_force.to;
        if let (Some(last), Some(span)) = (last, catalogue.in_force_span) {
            lapses.push(lapse(context, End::Catalogue, Place::Catalogue(id), last, span));
        }
        // What has ended by then needs no review.
        if let Some(review) = catalogue.review_by.filter(|review| last.is_none_or(|last| review.value < last)) {
            lapses.push(lapse(context, End::Review, Place::Catalogue(id), review.value, review.span));
        }
    }
}

fn officers(context: &Context<'_>, lapses: &mut Vec<Lapse>) {
    for (id, officer) in context.model.officers.iter() {
        if let Some(last) = officer.term.value.to {
            lapses.push(lapse(context, End::Officer, Place::Officer(id), last, officer.term.span));
        }
    }
}

/// Nothing for a waiver that says neither for what nor until when: it waives nothing.
fn of_waiver(context: &Context<'_>, waiver: &Waiver) -> Option<Lapse> {
    let (place, until) = waiver.place.zip(waiver.until)?;
    let named = waiver.rule.map(|rule| context.id(rule));
    let kind = named.and_then(|name| kinds().find(|kind| kind.code == name || kind.name == name));
    let lapse = lapse(context, End::Waiver, place.value, until.value, until.span);
    Some(Lapse { rule: kind.map(|kind| kind.code), ..lapse })
}
