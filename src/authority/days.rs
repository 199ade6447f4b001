//! Stretches of days, and what is left of one when others are taken away.

use jiff::civil::Date;

use crate::model::Validity;

/// Days from one to another, both included. Open ends are the first and the last day there is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Days {
    pub from: Date,
    pub to: Date,
}

impl Days {
    pub const ALL: Days = Days { from: Date::MIN, to: Date::MAX };

    pub fn contains(self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    pub fn covers(self, other: Days) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// The days in both.
    pub fn and(self, other: Days) -> Option<Days> {
        let days = Days { from: self.from.max(other.from), to: self.to.min(other.to) };
        (days.from <= days.to).then_some(days)
    }

    /// The days behind the last, if there are any.
    pub fn after(self) -> Option<Days> {
        let from = self.to.tomorrow().ok()?;
        Some(Days { from, to: Date::MAX })
    }
}

impl From<Validity> for Days {
    fn from(Validity { from, to }: Validity) -> Self {
        Days { from: from.unwrap_or(Date::MIN), to: to.unwrap_or(Date::MAX) }
    }
}

impl From<Days> for Validity {
    fn from(Days { from, to }: Days) -> Self {
        Validity { from: (from > Date::MIN).then_some(from), to: (to < Date::MAX).then_some(to) }
    }
}

/// The same days in as few stretches as it takes, in their order.
pub fn union(mut stretches: Vec<Days>) -> Vec<Days> {
    stretches.sort_unstable();
    let mut out: Vec<Days> = Vec::new();
    for next in stretches {
        match out.last_mut() {
            Some(last) if last.to.tomorrow().map_or(true, |behind| next.from <= behind) => {
                last.to = last.to.max(next.to)
            }
            _ => out.push(next),
        }
    }
    out
}

/// The days of `whole` that lie in none of the stretches, which are in order and apart.
pub fn without(whole: Days, stretches: &[Days]) -> Vec<Days> {
    let mut left = Vec::new();
    let mut rest = Some(whole);
    for stretch in stretches {
        let Some(now) = rest else { break };
        if now.and(*stretch).is_none() {
            continue;
        }
        if now.from < stretch.from {
            let to = stretch.from.yesterday().expect("bug: a day before the first");
            left.push(Days { from: now.from, to });
        }
        rest = stretch.after().and_then(|after| now.and(after));
    }
    left.extend(rest);
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn days(from: i8, to: i8) -> Days {
        Days { from: date(2020, 1, from), to: date(2020, 1, to) }
    }

    #[test]
    fn neighbours_grow_together_and_gaps_stay() {
        assert_eq!(union(vec![days(6, 7), days(1, 3), days(4, 5), days(9, 9), days(2, 2)]), [days(1, 7), days(9, 9)]);
        assert_eq!(union(vec![Days::ALL, days(1, 2)]), [Days::ALL]);
    }

    #[test]
    fn what_is_left_lies_between() {
        assert_eq!(without(days(1, 9), &[days(1, 2), days(5, 6)]), [days(3, 4), days(7, 9)]);
        assert_eq!(without(days(1, 9), &[days(1, 9)]), []);
        assert_eq!(without(days(3, 4), &[days(1, 2), days(5, 6)]), [days(3, 4)]);
        let open = without(Days::ALL, &[days(2, 3)]);
        assert_eq!(open, [Days { to: date(2020, 1, 1), ..Days::ALL }, Days { from: date(2020, 1, 4), ..Days::ALL }]);
    }
}
