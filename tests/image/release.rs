//! When what was determined is no secret any more: by hand at the edges of the calendar, and for random days as JSON says it, with a
//! calendar of the test's own.

use dingmi_catalogue::{Catalogue, Counted, Obligation, Release, ReleaseCondition as Condition};
use jiff::civil::{Date, date};

use crate::dice::Dice;
use crate::forms::compiled;

const TEXT: &str =
    "organ o; catalogue c \"目录\" under cn-2014 { issued-by o; in-force from 2014-03-01; review-by 2027-01-01;
    matter year \"甲\" { level mimi; period 1 years; }
    matter month \"乙\" { level mimi; period 1 months; }
    matter half \"丙\" { level jimi; period 6 months; }
    matter leap \"丁\" { level juemi; period 4 years; }
    matter until \"戊\" { level mimi; period until 2024-02-29; }
    matter last \"己\" { level mimi; period until 9999-12-31; }
    matter event \"庚\" { level mimi; period until \"公布\"; }
    matter long \"辛\" { level juemi; period long-term; }
    matter open \"壬\" { level mimi; period unspecified; }
    matter none \"癸\" { level jimi; }
    matter bare \"子\" { }
    matter most \"丑\" { level juemi; period 30 years; } }";

fn ask(catalogue: &Catalogue, row: &str, issued: Date, day: Date) -> String {
    let row = catalogue.matter(&format!("c#{row}")).unwrap();
    let one = catalogue.release(row, Counted::FromIssue(issued), day);
    assert_eq!(one, catalogue.release(row, Counted::FromNotice(issued), day));
    match one {
        Release::Released(first) => format!("released {first}"),
        Release::On(first) => format!("on {first}"),
        Release::When(Condition::Event(event)) => format!("when {event}"),
        Release::When(Condition::LongTerm) => "when somebody decides".to_owned(),
        Release::When(Condition::Determined { at_latest: Some(first) }) => format!("at latest {first}"),
        Release::When(Condition::Determined { at_latest: None }) => "when it was determined".to_owned(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_first_day_as_no_secret_is_the_one_behind_the_last() {
    let catalogue = compiled(TEXT);
    let ask = |row: &str, issued: Date, day: Date| ask(&catalogue, row, issued, day);
    // The last day has the number of the day of issue.
    assert_eq!(ask("year", date(2024, 5, 7), date(2025, 5, 7)), "on 2025-05-08");
    assert_eq!(ask("year", date(2024, 5, 7), date(2025, 5, 8)), "released 2025-05-08");
    assert_eq!(ask("year", date(2024, 5, 7), date(1900, 1, 1)), "on 2025-05-08");
    // Where the month has no such day, it is the last of the month.
    assert_eq!(ask("year", date(2024, 2, 29), date(2025, 2, 28)), "on 2025-03-01");
    assert_eq!(ask("year", date(2024, 2, 29), date(2025, 3, 1)), "released 2025-03-01");
    assert_eq!(ask("leap", date(2024, 2, 29), date(2028, 2, 29)), "on 2028-03-01");
    assert_eq!(ask("leap", date(2096, 2, 29), date(2096, 3, 1)), "on 2100-03-01");
    assert_eq!(ask("month", date(2023, 1, 31), date(2023, 2, 28)), "on 2023-03-01");
    assert_eq!(ask("month", date(2024, 1, 31), date(2024, 3, 1)), "released 2024-03-01");
    assert_eq!(ask("month", date(2024, 2, 29), date(2024, 3, 29)), "on 2024-03-30");
    assert_eq!(ask("month", date(2024, 12, 31), date(2025, 1, 31)), "on 2025-02-01");
    assert_eq!(ask("half", date(2024, 8, 31), date(2025, 2, 28)), "on 2025-03-01");
    assert_eq!(ask("half", date(2024, 8, 31), date(2025, 3, 1)), "released 2025-03-01");
    assert_eq!(ask("most", date(2000, 2, 29), date(2030, 2, 28)), "on 2030-03-01");
}

#[test]
fn what_does_not_count_from_the_issue() {
    let catalogue = compiled(TEXT);
    let ask = |row: &str, issued: Date, day: Date| ask(&catalogue, row, issued, day);
    let issued = date(2020, 2, 29);
    assert_eq!(ask("until", issued, date(2024, 2, 29)), "on 2024-03-01");
    assert_eq!(ask("until", issued, date(2024, 3, 1)), "released 2024-03-01");
    assert_eq!(ask("until", Date::MAX, date(2024, 3, 1)), "released 2024-03-01");
    assert_eq!(ask("event", issued, Date::MAX), "when 公布");
    assert_eq!(ask("long", issued, Date::MAX), "when somebody decides");
    assert_eq!(ask("open", issued, Date::MAX), "at latest 2030-03-01");
    assert_eq!(ask("none", issued, Date::MAX), "at latest 2040-03-01");
    assert_eq!(ask("bare", issued, Date::MAX), "when it was determined");
}

#[test]
fn behind_the_last_day_of_the_calendar_nothing_ends_by_itself() {
    let catalogue = compiled(TEXT);
    let ask = |row: &str, issued: Date, day: Date| ask(&catalogue, row, issued, day);
    assert_eq!(Date::MAX, date(9999, 12, 31));
    assert_eq!(ask("last", date(2020, 1, 1), Date::MAX), "when somebody decides");
    assert_eq!(ask("year", date(9998, 12, 30), Date::MAX), "released 9999-12-31");
    assert_eq!(ask("year", date(9998, 12, 31), Date::MAX), "when somebody decides");
    assert_eq!(ask("year", Date::MAX, Date::MAX), "when somebody decides");
    assert_eq!(ask("open", Date::MAX, Date::MAX), "when it was determined");
    assert_eq!(ask("year", Date::MIN, Date::MIN), "on -009998-01-02");
}

/// The same with a calendar of its own.
#[test]
fn random_days() {
    let catalogue = compiled(TEXT);
    let mut dice = Dice(7);
    for _ in 0..5_000 {
        let month = 1 + dice.below(12) as i16;
        let year = 1890 + dice.below(300) as i16;
        let day = 1 + dice.below(length_of(year, month) as usize) as i8;
        let issued = Date::new(year, month as i8, day).unwrap();
        for (row, months) in [("year", 12), ("month", 1), ("half", 6), ("leap", 48), ("most", 360)] {
            let all = year * 12 + (month - 1) + months;
            let (last_year, last_month) = (all / 12, all % 12 + 1);
            let last_day = day.min(length_of(last_year, last_month));
            let (first_year, first_month, first_day) = match last_day == length_of(last_year, last_month) {
                false => (last_year, last_month, last_day + 1),
                true if last_month == 12 => (last_year + 1, 1, 1),
                true => (last_year, last_month + 1, 1),
            };
            let first = Date::new(first_year, first_month as i8, first_day).unwrap();
            assert_eq!(ask(&catalogue, row, issued, first), format!("released {first}"), "{row} {issued}");
            assert_eq!(
                ask(&catalogue, row, issued, first.yesterday().unwrap()),
                format!("on {first}"),
                "{row} {issued}"
            );
        }
    }
}

fn length_of(year: i16, month: i16) -> i8 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + i8::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[test]
fn obligations_follow_from_level_mark_period_and_review() {
    let catalogue = compiled(TEXT);
    let told = |row: &str| -> Vec<String> {
        let row = catalogue.matter(&format!("c#{row}")).unwrap();
        let one = |each: &Obligation<'_>| match each {
            Obligation::RecordReaders { cites } => format!("record readers, {} articles", cites.len()),
            Obligation::NarrowScope { cites } => format!("narrow, {} articles", cites.len()),
            Obligation::Mark { mark, sign, from, cites } => {
                format!("mark {mark:?} with {sign} from {from:?}, {} articles", cites.len())
            }
            Obligation::SetPeriod { at_most_months } => format!("set a period up to {at_most_months:?}"),
            Obligation::SettleConflict { with, .. } => format!("settle with {}", with.len()),
            Obligation::Review { by } => format!("review by {by}"),
            other => panic!("{other:?}"),
        };
        catalogue.obligations(row).iter().map(one).collect()
    };
    let has = |row: &str, what: &str| told(row).iter().filter(|told| told.starts_with(what)).count() == 1;
    assert!(
        has("half", "record readers, 3")
            && !has("year", "record")
            && has("leap", "narrow, 4")
            && !has("half", "narrow")
    );
    assert!(has("open", "set a period up to Some(120)") && has("none", "set a period up to Some(240)"));
    assert!(
        has("bare", "set a period up to None") && !has("year", "set") && !has("event", "set") && !has("long", "set")
    );
    assert!(has("year", "mark Some(\"秘密★1年\") with ★") && has("open", "mark None with ★"), "{:?}", told("year"));
    assert!(["year", "bare", "long"].into_iter().all(|row| has(row, "review by 2027-01-01")));
    assert!(!has("year", "settle"));
}
