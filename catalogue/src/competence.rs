//! May an organ determine a row?

use jiff::civil::Date;

use crate::catalogue::Catalogue;
use crate::fields::Field as _;
use crate::records::{
    Competence, Decider, Level, Listing, Matter, Officer, Organ, Power, Reach, Recorded as _, Regime, raw,
};
use crate::words::ReachKind;

/// Why an organ may determine a row: a power, and who decides for the organ.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Witness<'a> {
    /// The power, whose chain says where it comes from.
    pub power: Power<'a>,
    /// Who decides; nothing where no officer of the organ is declared and its head is one by law.
    pub officer: Option<Officer<'a>>,
}

/// Why an organ may not determine a row: all that stands against it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal<'a> {
    /// At least one reason.
    pub reasons: Vec<Reason<'a>>,
}

/// A reason why an organ may not determine a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Reason<'a> {
    /// The organ, the row or the level is of another image than the one that is asked, or the level of another regime.
    Foreign,
    /// The catalogue of the row stands under no regime.
    NoRegime,
    /// The catalogue of the row is not in force on the day.
    NotInForce(Listing<'a>),
    /// The organ is not there on the day.
    NoOrgan,
    /// No power of the organ takes the row in, by its tier, by an authorization, or by succession.
    NoPower,
    /// Its powers over the row are of lower levels; this is the highest that holds on the day.
    Level(Option<Level<'a>>),
    /// A power of the organ takes the row in at this level, and does not hold on the day.
    Day(Power<'a>),
    /// It has the power, and nobody who may decide so for it on the day.
    NoDecider,
}

impl Catalogue {
    /// Whether an organ may determine a row at a level on a day: the catalogue is in force, a power of the organ takes the row, the
    /// level and the day in, and somebody decides for the organ who may (L10 article 13; R14 articles 9 and 11). The level is one of
    /// the regime of the row.
    pub fn may_determine<'a>(
        &'a self,
        organ: Organ<'a>,
        row: Matter<'a>,
        level: Level<'a>,
        day: Date,
    ) -> Result<Witness<'a>, Refusal<'a>> {
        let listing = row.listing();
        let is_own = [organ.image, row.image, level.image].into_iter().all(|image| std::ptr::eq(image, self.image()));
        let is_of_regime = listing.regime().is_none_or(|regime| regime.levels().any(|each| each == level));
        if !is_own || !is_of_regime {
            return Err(Refusal { reasons: vec![Reason::Foreign] });
        }
        let Some(table) = listing.regime().and_then(|regime| self.competence(regime)) else {
            return Err(Refusal { reasons: vec![Reason::NoRegime] });
        };
        let question = Question { organ, row, rank: level.rank(), day };
        if listing.is_in_force(day)
            && let Some(witness) = table.witness(question)
        {
            return Ok(witness);
        }
        Err(table.refusal(question))
    }

    /// Who may determine what under a regime.
    pub fn competence(&self, regime: Regime<'_>) -> Option<Competence<'_>> {
        self.competences().find(|table| table.regime() == regime)
    }
}

#[derive(Clone, Copy)]
struct Question<'a> {
    organ: Organ<'a>,
    row: Matter<'a>,
    rank: u32,
    day: Date,
}

impl<'a> Competence<'a> {
    fn seat(self, organ: Organ<'a>) -> &'a raw::Seat {
        let organs = self.image.records::<raw::Organ>().len() as u32;
        self.image.record(self.index * organs + organ.index)
    }

    /// The powers of an organ, those with the fewest authorizations first.
    pub fn powers_of(self, organ: Organ<'a>) -> impl ExactSizeIterator<Item = Power<'a>> + use<'a> {
        self.seat(organ).powers.get(self.image)
    }

    /// The officers that decide for an organ.
    pub fn deciders_of(self, organ: Organ<'a>) -> impl ExactSizeIterator<Item = Decider<'a>> + use<'a> {
        self.seat(organ).deciders.get(self.image)
    }

    /// Whether the head of an organ is taken to be there because no officer of it is declared.
    pub fn head_is_presumed(self, organ: Organ<'a>) -> bool {
        self.head_by_law() && !organ.record().has_officers.get(self.image)
    }

    /// Of the powers that suffice the one with the fewest authorizations, with the first officer who may use it.
    fn witness(self, question: Question<'a>) -> Option<Witness<'a>> {
        let Question { organ, row, rank, day } = question;
        let mut best: Option<Witness<'a>> = None;
        for power in self.powers_of(organ) {
            let is_fewer = best.is_none_or(|best| power.hops() < best.power.hops());
            if is_fewer && power.suffices(row, rank, day) {
                let officer = self.decider(question).map(|officer| Witness { power, officer });
                best = officer.or(best);
            }
        }
        best
    }

    /// Who decides for an organ: nobody, the head by law, or an officer.
    fn decider(self, question: Question<'a>) -> Option<Option<Officer<'a>>> {
        let Question { organ, row, rank, day } = question;
        if self.head_is_presumed(organ) {
            return Some(None);
        }
        let decides = |decider: &Decider<'a>| {
            decider.level().is_none_or(|most| most.rank() >= rank)
                && decider.days().any(|days| contains(days.from(), days.to(), day))
                && (decider.reaches().len() == 0 || decider.reaches().any(|reach| reach.takes_in(row)))
        };
        self.deciders_of(organ).find(decides).map(|decider| Some(decider.officer()))
    }

    fn refusal(self, question: Question<'a>) -> Refusal<'a> {
        let Question { organ, row, rank, day } = question;
        let mut reasons = Vec::new();
        if !row.listing().is_in_force(day) {
            reasons.push(Reason::NotInForce(row.listing()));
        }
        if !contains(organ.from(), organ.to(), day) {
            reasons.push(Reason::NoOrgan);
        }
        let over = || self.powers_of(organ).filter(|power| power.is_held() && power.reach().takes_in(row));
        let now = || over().filter(|power| power.holds_on(day));
        if over().next().is_none() {
            reasons.push(Reason::NoPower);
        } else if !now().any(|power| power.rank() >= Some(rank)) {
            match over().find(|power| power.rank() >= Some(rank)) {
                Some(other) => reasons.push(Reason::Day(other)),
                None => {
                    let most = now().filter_map(|power| power.determines()).max_by_key(|level| level.rank());
                    reasons.push(Reason::Level(most));
                }
            }
        }
        if self.decider(question).is_none() {
            reasons.push(Reason::NoDecider);
        }
        Refusal { reasons }
    }
}

impl<'a> Power<'a> {
    /// The chain that it came by, from the power of a tier to itself.
    pub fn chain(self) -> Vec<Power<'a>> {
        let mut chain: Vec<Power<'a>> = std::iter::successors(Some(self), |power| power.of()).collect();
        chain.reverse();
        chain
    }

    fn rank(self) -> Option<u32> {
        self.determines().map(|level| level.rank())
    }

    fn holds_on(self, day: Date) -> bool {
        self.is_held() && contains(self.from(), self.to(), day)
    }

    fn suffices(self, row: Matter<'a>, rank: u32, day: Date) -> bool {
        self.holds_on(day) && self.rank() >= Some(rank) && self.reach().takes_in(row)
    }
}

impl Reach<'_> {
    /// Whether a row is among these.
    pub fn takes_in(self, row: Matter<'_>) -> bool {
        match self.kind() {
            ReachKind::All => true,
            ReachKind::WithoutBusiness => row.listing().businesses().len() == 0,
            ReachKind::Business => {
                self.business().filter(|_| std::ptr::eq(self.image, row.image)).is_some_and(|outer| {
                    let outer = outer.record();
                    let inside = outer.number.value.get()..outer.behind.value.get();
                    row.listing().businesses().any(|line| inside.contains(&line.record().number.value.get()))
                })
            }
            ReachKind::Catalogue => self.listing() == Some(row.listing()),
            ReachKind::Matter => self.matter() == Some(row),
        }
    }
}

impl Listing<'_> {
    /// Whether it says anything on a day.
    pub fn is_in_force(self, day: Date) -> bool {
        contains(self.from(), self.to(), day)
    }
}

/// Whether a day lies between two, both included; nothing is open.
pub(crate) fn contains(from: Option<Date>, to: Option<Date>, day: Date) -> bool {
    from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
}
