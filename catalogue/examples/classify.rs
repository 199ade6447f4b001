//! The least program that asks a catalogue: what is an object on a day?
//!
//! `classify CATALOGUE.dmc KIND DAY [ATTRIBUTE=VALUE]…`

use std::env;
use std::error::Error;
use std::io::{self, Write as _};

use dingmi_catalogue::{Catalogue, value};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let mut next = |what: &'static str| arguments.next().ok_or(what);
    let catalogue = Catalogue::open(next("which CATALOGUE.dmc?")?)?;
    let mut object = catalogue.object(&next("which KIND?")?)?;
    let day = value::date(&next("on which DAY?")?)?;
    for given in arguments {
        let (attribute, value) = given.split_once('=').ok_or("an ATTRIBUTE=VALUE has a =")?;
        object = object.with(attribute, value)?;
    }
    let decision = catalogue.classify(&object, day)?;
    let level = decision.level().map_or("no level", |level| level.name());
    writeln!(io::stdout(), "{}: {level}, {}", decision.status.id(), decision.mark().unwrap_or("no mark"))?;
    for ruling in decision.matters {
        writeln!(
            io::stdout(),
            "{}{}",
            ruling.matter.id(),
            if ruling.applies { "" } else { " (another goes before it)" }
        )?;
    }
    Ok(())
}
