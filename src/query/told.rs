//! What the image answers → published data.

use dingmi_catalogue::{
    Catalogue, Citation, Counted, Decision, Matter, MayKnow, Obligation, Organ, Period, PeriodKind, Power, Reason,
    Refusal, Release, ReleaseCondition, Witness,
};
use jiff::civil::Date;

use super::json;
use crate::answers::told::{Cite, Interval, Level};
use crate::diagnostic::{Lang, Privacy, Text};
use crate::model::Duration;

/// For whom answers of an image are told.
#[derive(Clone, Copy, Debug)]
pub struct Teller<'a> {
    pub catalogue: &'a Catalogue,
    pub lang: Lang,
    pub privacy: Privacy,
}

const LONG_TERM: Text = Text::new("long-term", "长期");
const UNSPECIFIED: Text = Text::new("left to the organ that determines", "由定密机关确定");

impl Teller<'_> {
    pub fn answer(&self, says: json::Says) -> json::Answer {
        let (serial, is_projection) = (self.catalogue.serial(), self.catalogue.program().is_projection());
        json::Answer { version: 1, serial, is_projection, says }
    }

    /// Up to so many rows.
    pub fn rows<'a>(&self, rows: impl Iterator<Item = Matter<'a>>, most: usize) -> json::Says {
        let mut rows = rows.peekable();
        let matters = rows.by_ref().take(most).map(|row| self.row(row)).collect();
        json::Says::Matters { matters, more: rows.peek().is_some() }
    }

    fn row(&self, row: Matter<'_>) -> json::Row {
        json::Row {
            id: row.id().to_owned(),
            name: self.shown(row.name().map(str::to_owned)),
            level: row.level().map(|level| self.level(level)),
            period: self.shown(row.period().map(|period| self.period(period))),
            mark: self.shown(row.mark().map(str::to_owned)),
            in_force: interval(row.listing().from(), row.listing().to()),
            file: row.source().file().to_owned(),
            line: row.line(),
        }
    }

    pub fn classification(&self, kind: &str, decision: &Decision<'_>, day: Date) -> json::Says {
        let needs = |attributes: &[dingmi_catalogue::Attribute<'_>]| {
            attributes.iter().map(|attribute| attribute.id().to_owned()).collect()
        };
        let item = |item: dingmi_catalogue::Item<'_>| format!("{}#{}", item.list().id(), item.item());
        let open = decision.open.iter().map(|(row, open)| json::Open { id: row.id().to_owned(), needs: needs(open) });
        let public = decision.public.iter().map(|(each, open)| json::Open { id: item(*each), needs: needs(open) });
        let ruling = |ruling: &dingmi_catalogue::Ruling<'_>| json::Ruling {
            row: self.row(ruling.matter),
            applies: ruling.applies,
            yields_to: ruling.yields_to.map(|other| other.id().to_owned()),
        };
        json::Says::Classify(json::Classification {
            kind: kind.to_owned(),
            on: day.to_string(),
            status: decision.status.id(),
            matters: decision.matters.iter().map(ruling).collect(),
            open: open.collect(),
            public: public.collect(),
            level: decision.level().map(|level| self.level(level)),
            period: self.shown(decision.period().map(|period| self.period(period))),
            mark: self.shown(decision.mark().map(str::to_owned)),
            cites: cites(decision.cites()),
        })
    }

    pub fn may_determine(
        &self,
        (organ, row, level, day): (Organ<'_>, Matter<'_>, dingmi_catalogue::Level<'_>, Date),
        answer: Result<Witness<'_>, Refusal<'_>>,
    ) -> json::Says {
        let (chain, officer, reasons) = match &answer {
            Ok(witness) => {
                let chain = witness.power.chain().into_iter().map(step).collect();
                (chain, witness.officer.map(|officer| officer.id().to_owned()), Vec::new())
            }
            Err(refusal) => (Vec::new(), None, refusal.reasons.iter().map(|reason| self.reason(*reason)).collect()),
        };
        json::Says::MayDetermine(json::MayDetermine {
            organ: organ.id().to_owned(),
            row: row.id().to_owned(),
            level: self.level(level),
            on: day.to_string(),
            may: answer.is_ok(),
            chain,
            officer,
            reasons,
        })
    }

    fn reason(&self, reason: Reason<'_>) -> json::Reason {
        let none = json::Reason { kind: "no-power", most: None, days: None };
        match reason {
            Reason::Foreign => json::Reason { kind: "foreign", ..none },
            Reason::NoRegime => json::Reason { kind: "no-regime", ..none },
            Reason::NotInForce(listing) => {
                json::Reason { kind: "not-in-force", days: Some(interval(listing.from(), listing.to())), ..none }
            }
            Reason::NoOrgan => json::Reason { kind: "no-organ", ..none },
            Reason::Level(most) => json::Reason { kind: "level", most: most.map(|level| self.level(level)), ..none },
            Reason::Day(power) => json::Reason { kind: "day", days: Some(interval(power.from(), power.to())), ..none },
            Reason::NoDecider => json::Reason { kind: "no-decider", ..none },
            Reason::NoPower | _ => none,
        }
    }

    pub fn may_know(&self, row: Matter<'_>, answer: MayKnow) -> json::Says {
        let answer = match answer {
            MayKnow::Yes => "yes",
            MayKnow::No => "no",
            MayKnow::Unclear => "unclear",
        };
        json::Says::MayKnow { row: row.id().to_owned(), answer }
    }

    pub fn release(&self, row: Matter<'_>, counted: Counted, day: Date, answer: Release<'_>) -> json::Says {
        let mut release = json::Release {
            row: row.id().to_owned(),
            counted_from: counted.day().to_string(),
            on: day.to_string(),
            released: matches!(answer, Release::Released(_)),
            first_day: None,
            when: None,
            event: None,
            at_latest: None,
        };
        match answer {
            Release::Released(first) | Release::On(first) => release.first_day = Some(first.to_string()),
            Release::When(ReleaseCondition::Event(event)) => {
                release.when = Some("event");
                release.event = self.shown(Some(event.to_owned()));
            }
            Release::When(ReleaseCondition::Determined { at_latest }) => {
                release.when = Some("determined");
                release.at_latest = at_latest.map(|day| day.to_string());
            }
            Release::When(_) | _ => release.when = Some("long-term"),
        }
        json::Says::Release(release)
    }

    pub fn obligations(&self, row: Matter<'_>) -> json::Says {
        let obligations = self.catalogue.obligations(row).into_iter().map(|each| self.obligation(&each)).collect();
        json::Says::Obligations { row: row.id().to_owned(), obligations }
    }

    fn obligation(&self, obligation: &Obligation<'_>) -> json::Obligation {
        let none = |kind| json::Obligation {
            kind,
            mark: None,
            at_most_months: None,
            with: Vec::new(),
            by: None,
            cites: Vec::new(),
        };
        let cited =
            |kind, articles: &[Citation<'_>]| json::Obligation { cites: cites(articles.iter().copied()), ..none(kind) };
        match obligation {
            Obligation::RecordReaders { cites } => cited("record-readers", cites),
            Obligation::NarrowScope { cites } => cited("narrow-scope", cites),
            Obligation::Mark { mark, cites, .. } => {
                json::Obligation { mark: self.shown(mark.map(str::to_owned)), ..cited("mark", cites) }
            }
            Obligation::SetPeriod { at_most_months } => {
                json::Obligation { at_most_months: *at_most_months, ..none("set-period") }
            }
            Obligation::SettleConflict { with, cites } => {
                let with = with.iter().map(|row| row.id().to_owned()).collect();
                json::Obligation { with, ..cited("settle-conflict", cites) }
            }
            Obligation::Review { by } => json::Obligation { by: Some(by.to_string()), ..none("review") },
            _ => none("other"),
        }
    }

    pub fn inspection(&self) -> json::Inspection {
        let catalogue = self.catalogue;
        let program = catalogue.program();
        let hex = |digest: [u8; 32]| blake3::Hash::from_bytes(digest).to_hex().to_string();
        let listing = |listing: dingmi_catalogue::Listing<'_>| json::Listing {
            id: listing.id().to_owned(),
            name: self.shown(listing.name().map(str::to_owned)),
            level: listing.level().map(|level| self.level(level)),
            rows: listing.matters().len() as u64,
            in_force: interval(listing.from(), listing.to()),
        };
        let source = |source: dingmi_catalogue::Source<'_>| json::Source {
            file: source.file().to_owned(),
            embedded: source.is_embedded(),
            digest: source.has_digest().then(|| hex(source.digest())),
        };
        json::Inspection {
            version: 1,
            format_version: catalogue.format_version(),
            serial: catalogue.serial(),
            as_of: catalogue.as_of().map(|day| day.to_string()),
            compiler: format!("{} {}", program.compiler(), program.compiler_version()),
            bytes: catalogue.size() as u64,
            digest: hex(catalogue.digest()),
            is_projection: program.is_projection(),
            catalogues: catalogue.listings().map(listing).collect(),
            regimes: catalogue.regimes().map(|regime| regime.id().to_owned()).collect(),
            sources: catalogue.sources().map(source).collect(),
            sections: catalogue.sections().map(|(name, count)| json::Section { name, count }).collect(),
        }
    }

    fn level(&self, level: dingmi_catalogue::Level<'_>) -> Level {
        Level { id: level.id().to_owned(), name: self.shown(Some(level.name().to_owned())), rank: level.rank() }
    }

    fn period(&self, period: Period<'_>) -> String {
        let say = |duration: Duration| duration.arg().render(self.lang, self.privacy);
        let count = period.count().unwrap_or_default();
        match period.kind() {
            PeriodKind::Years => say(Duration::Years(count)),
            PeriodKind::Months => say(Duration::Months(count)),
            PeriodKind::Until => period.until().map(|day| day.to_string()).unwrap_or_default(),
            PeriodKind::Event => period.event().unwrap_or_default().to_owned(),
            PeriodKind::LongTerm => LONG_TERM.get(self.lang).to_owned(),
            PeriodKind::Unspecified | _ => UNSPECIFIED.get(self.lang).to_owned(),
        }
    }

    fn shown<T>(&self, words: Option<T>) -> Option<T> {
        words.filter(|_| self.privacy == Privacy::Open)
    }
}

fn step(power: Power<'_>) -> json::Step {
    let authorization = power.authorization();
    let organ = power.organ();
    let (source, line) = authorization.map_or((organ.source(), organ.line()), |each| (each.source(), each.line()));
    json::Step {
        kind: power.basis().id(),
        organ: organ.id().to_owned(),
        authorization: authorization.map(|each| each.id().to_owned()),
        file: source.file().to_owned(),
        line,
    }
}

fn cites<'a>(cites: impl Iterator<Item = Citation<'a>>) -> Vec<Cite> {
    cites.map(|cite| Cite { law: cite.law().to_owned(), article: cite.article() }).collect()
}

fn interval(from: Option<Date>, to: Option<Date>) -> Interval {
    Interval { from: from.map(|day| day.to_string()), to: to.map(|day| day.to_string()) }
}
