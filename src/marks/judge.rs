//! What a mark says, held against the regime: the cap of the level, the unit, the condition, the days.

use jiff::civil::Date;

use super::split::Parts;
use super::written::event_of;
use super::{Period, Reader, kinds};
use crate::diagnostic::{Arg, Diagnostic, Severity, Text};
use crate::lint::rules::condition_not_judgeable::{self as condition, NAME_EVENT, Opening, opening};
use crate::lint::rules::period_exceeds_cap::{self as cap, end, until};
use crate::lint::rules::{already_released, period_in_wrong_unit};
use crate::model::{Level, LevelId, MarkField};

const NO_PERIOD: Text = Text::new("the mark shows no period", "标志没有标注保密期限");
const AT_MOST: Text =
    Text::new("it can mean no more than the {0} that level {1} allows", "最多相当于密级 {1} 的上限 {0}");
const REQUIRED_FROM: Text =
    Text::new("a mark made from {0} on must show the period", "自 {0} 起作出的标志应当标注保密期限");
const GIVE_ISSUED: Text = Text::new(
    "say with --issued when it was made, and it is judged by that day",
    "用 --issued 给出作出标志的日期，即按该日判断",
);
const NO_LONGER: Text = Text::new(
    "the level allows no more unless another law provides it, which a mark does not show",
    "除另有规定外该密级不得更长；标志本身不显示另有规定",
);
const NO_EVENT: Text = Text::new("the release condition names no event", "解密条件没有写明事件");
const WAITS: Text =
    Text::new("whether the release condition has come true cannot be judged: {0}", "解密条件是否已经具备无法判断：{0}");
const RELEASED: Text = Text::new("it was to be kept until {0} and is released", "保密至 {0}，已自行解密");
const BEFORE_ISSUE: Text =
    Text::new("the day of release {0} lies before the day of issue {1}", "解密日期 {0} 早于制发日期 {1}");

impl Reader<'_> {
    pub(super) fn judge(&mut self, parts: &Parts, level: Option<LevelId>, period: Option<&Period>) {
        let regime = self.question.regime;
        let level = level.map(|level| regime.level(level));
        match period {
            // Where there is neither level nor sign, more was said already than helps.
            None if parts.period.is_empty() && (parts.has_sign || level.is_some()) => self.missing(parts, level),
            None => {}
            Some(Period::Event(words)) => self.event(parts, words),
            Some(period) => {
                self.unit(parts, period);
                self.cap(parts, level, period);
                self.released(parts, level, period);
            }
        }
    }

    /// Carriers older than the requirement need not show a period. How old this one is may not be known.
    fn missing(&mut self, parts: &Parts, level: Option<&Level>) {
        let requires = &self.question.law.requires;
        if !requires.fields.contains(&MarkField::Period) {
            return;
        }
        let severity = match (requires.from, self.question.issued) {
            _ if requires.advised => Severity::Warning,
            (Some(from), Some(issued)) if issued < from => Severity::Note,
            (Some(_), None) => Severity::Warning,
            (Some(_), Some(_)) | (None, _) => Severity::Error,
        };
        let part = if parts.level.is_empty() { 0..self.text.len() } else { parts.level.clone() };
        let mut finding = self.fault(&kinds::NO_PERIOD, &part, NO_PERIOD).severity(severity);
        if let Some((level, cap)) = level.and_then(|level| Some((level, level.cap?))) {
            finding = finding.help(AT_MOST.with([cap.most.arg(), level.arg()]));
        }
        if let Some(from) = requires.from {
            finding = finding.help(REQUIRED_FROM.with([Arg::Date(from)]));
        }
        let is_open = requires.from.is_some() && self.question.issued.is_none();
        self.findings.push(if is_open { finding.help(GIVE_ISSUED) } else { finding });
    }

    fn event(&mut self, parts: &Parts, words: &str) {
        let message = match opening(event_of(words)) {
            Some(Opening::NoEvent) => NO_EVENT.into(),
            Some(Opening::Waits(wording)) => WAITS.with([Arg::words(wording)]),
            None => return,
        };
        let span = self.span(&parts.period);
        let finding = Diagnostic::new(&condition::RULE.kind, span, message).help(NAME_EVENT);
        // A condition without an event is no condition; one that waits for a decision may be the catalogue's.
        let is_empty = opening(event_of(words)) == Some(Opening::NoEvent);
        self.findings.push(if is_empty { finding.severity(Severity::Error) } else { finding });
    }

    fn unit(&mut self, parts: &Parts, period: &Period) {
        let (Period::Duration(length), Some((line, cites))) = (period, &self.question.regime.years_from) else {
            return;
        };
        let finding = period_in_wrong_unit::finding(*length, *line, self.span(&parts.period));
        self.findings.extend(finding.map(|finding| finding.cites(cites)));
    }

    fn cap(&mut self, parts: &Parts, level: Option<&Level>, period: &Period) {
        let Some((level, most)) = level.and_then(|level| Some((level, level.cap?))) else { return };
        let written = match (period, self.question.issued) {
            (Period::Duration(length), _) if length.months() > most.months() => length.arg(),
            (Period::Until(day), Some(issued)) if end(issued, most).is_some_and(|end| *day > end) => {
                until(*day, issued)
            }
            _ => return,
        };
        let finding = cap::finding(written, most, level, self.span(&parts.period)).help(NO_LONGER);
        self.findings.push(finding);
    }

    /// Whether it is over: a mark on something old is right all the same.
    fn released(&mut self, parts: &Parts, level: Option<&Level>, period: &Period) {
        let (kind, span) = (&already_released::RULE.kind, self.span(&parts.period));
        let Some(last) = self.last_day(level, period) else { return };
        let issued = self.question.issued.filter(|issued| last < *issued);
        let finding = match issued {
            Some(issued) => Diagnostic::new(kind, span, BEFORE_ISSUE.with([Arg::Date(last), Arg::Date(issued)]))
                .severity(Severity::Error),
            None if last < self.question.as_of => {
                Diagnostic::new(kind, span, RELEASED.with([Arg::Date(last)])).severity(Severity::Note)
            }
            None => return,
        };
        self.findings.push(finding);
    }

    /// Of a length, counted from the day of issue; beyond its cap no day is said.
    fn last_day(&self, level: Option<&Level>, period: &Period) -> Option<Date> {
        match period {
            Period::Until(day) => Some(*day),
            Period::Duration(length) => {
                let is_within = level?.cap.is_none_or(|cap| length.months() <= cap.months());
                let months = i64::from(length.months());
                self.question.issued.filter(|_| is_within)?.checked_add(jiff::Span::new().try_months(months).ok()?).ok()
            }
            Period::Event(_) | Period::LongTerm => None,
        }
    }
}
