//! Asks an image everything that can be asked, and puts the answers down.

use std::fmt::Write as _;

use dingmi_catalogue::{Catalogue, Counted, Kind, Matter, Object, Organ, Subject};
use jiff::civil::{Date, date};

/// Days on which something changes in the golden images, and some around them.
const DAYS: [Date; 6] =
    [date(2009, 12, 31), date(2019, 6, 1), date(2020, 2, 1), date(2024, 12, 31), date(2025, 1, 1), date(2031, 1, 1)];

/// Texts that are values of some attributes and of others not.
const VALUES: [&str; 7] = ["1:2000", "15 m", "3 海里", "2016-01-01", "yes", "plain", "nonsense"];

/// All answers, one a line. `most` bounds how many of each kind of thing are asked about.
pub(crate) fn answers(catalogue: &Catalogue, most: usize) -> String {
    let mut out = String::new();
    let program = catalogue.program();
    line(&mut out, format!("{} {} {:?}", catalogue.serial(), program.compiler(), catalogue.as_of()));
    for row in catalogue.matters().take(most) {
        of_row(catalogue, row, &mut out);
        for organ in catalogue.organs().take(most) {
            of_organ(catalogue, row, organ, &mut out);
        }
        for officer in catalogue.officers().take(most) {
            let answer = catalogue.may_know(Subject::Officer(officer), row);
            line(&mut out, format!("{} known to {}: {answer:?}", row.id(), officer.id()));
        }
    }
    for kind in catalogue.kinds().take(most) {
        of_kind(catalogue, kind, &mut out);
    }
    for words in ["图", "参数 其他", "", "　ＡＢ"] {
        let found: Vec<&str> = catalogue.search(words).take(most).map(Matter::id).collect();
        line(&mut out, format!("search {words:?}: {found:?}"));
    }
    out
}

fn line(out: &mut String, text: String) {
    writeln!(out, "{text}").unwrap();
}

fn of_row(catalogue: &Catalogue, row: Matter<'_>, out: &mut String) {
    let by_id = catalogue.matter(row.id()).map(|found| found == row);
    let by_name: Vec<&str> =
        row.name().into_iter().flat_map(|name| catalogue.matters_named(name)).map(Matter::id).collect();
    line(out, format!("{} by id {by_id:?} by name {by_name:?}", row.id()));
    for day in DAYS {
        let issued = Counted::FromIssue(date(2020, 2, 29));
        line(out, format!("{} {day}: {:?}", row.id(), catalogue.release(row, issued, day)));
    }
    line(out, format!("{} {:?}", row.id(), catalogue.obligations(row)));
    let group = Subject::Group { name: "专家组", approved_by: catalogue.organs().next() };
    line(out, format!("{} known to a group: {:?}", row.id(), catalogue.may_know(group, row)));
}

fn of_organ(catalogue: &Catalogue, row: Matter<'_>, organ: Organ<'_>, out: &mut String) {
    let found = catalogue.organ(organ.id()) == Some(organ);
    let staff = catalogue.may_know(Subject::Staff(organ), row);
    let post = catalogue.may_know(Subject::Post { organ, title: "海图员" }, row);
    line(out, format!("{} and {} ({found}): staff {staff:?}, post {post:?}", row.id(), organ.id()));
    for level in row.listing().regime().into_iter().flat_map(|regime| regime.levels()) {
        for day in DAYS {
            let answer = catalogue.may_determine(organ, row, level, day);
            let chain = answer.as_ref().map(|witness| witness.power.chain()).unwrap_or_default();
            line(out, format!("{} {} {} {day}: {answer:?} {chain:?}", row.id(), organ.id(), level.id()));
        }
    }
}

fn of_kind(catalogue: &Catalogue, kind: Kind<'_>, out: &mut String) {
    let Ok(object) = catalogue.object(kind.id()) else { return };
    classify(catalogue, &object, kind.id(), out);
    let mut all = object.clone();
    for attribute in catalogue.attributes() {
        for value in VALUES {
            match object.clone().with(attribute.id(), value) {
                Ok(one) => classify(catalogue, &one, &format!("{} {}={value}", kind.id(), attribute.id()), out),
                Err(error) => line(out, format!("{} {value}: {error}", attribute.id())),
            }
            all = all.clone().with(attribute.id(), value).unwrap_or(all);
        }
    }
    classify(catalogue, &all, &format!("{} with all", kind.id()), out);
}

fn classify(catalogue: &Catalogue, object: &Object<'_>, name: &str, out: &mut String) {
    for day in [DAYS[2], DAYS[4]] {
        match catalogue.classify(object, day) {
            Ok(decision) => {
                line(out, format!("{name} {day}: {decision:?} {:?} {:?}", decision.level(), decision.mark()))
            }
            Err(error) => line(out, format!("{name} {day}: {error}")),
        }
    }
}
