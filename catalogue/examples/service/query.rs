//! The parameters of a request. Each may stand once, and what is not asked for is a mistake: a parameter that is misspelt must
//! not give another answer than the one that was meant.

use dingmi_catalogue::{Catalogue, Matter, Officer, Organ, value};
use jiff::civil::Date;
use percent_encoding::percent_decode_str;

use crate::fault::Fault;

/// More are refused before any is looked at.
const MOST_PARAMETERS: usize = 64;

/// What has not been taken yet, in its order.
pub(crate) struct Query(Vec<(String, String)>);

/// Text with `%` and two digits for bytes.
pub(crate) fn decoded(text: &str) -> Result<String, Fault> {
    match percent_decode_str(text).decode_utf8() {
        Ok(text) => Ok(text.into_owned()),
        Err(_) => Err(Fault::bad("not UTF-8")),
    }
}

impl Query {
    pub(crate) fn new(text: &str) -> Result<Self, Fault> {
        let parts: Vec<&str> = text.split('&').filter(|part| !part.is_empty()).collect();
        if parts.len() > MOST_PARAMETERS {
            return Err(Fault::bad(format!("more than {MOST_PARAMETERS} parameters")));
        }
        let mut parameters: Vec<(String, String)> = Vec::with_capacity(parts.len());
        for part in parts {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let name = decoded(&name.replace('+', " "))?;
            let value = decoded(&value.replace('+', " ")).map_err(|fault| fault.of(&*name))?;
            if parameters.iter().any(|(other, _)| *other == name) {
                return Err(Fault::bad("given twice").of(name));
            }
            parameters.push((name, value));
        }
        Ok(Query(parameters))
    }

    /// Takes a parameter out.
    pub(crate) fn optional(&mut self, name: &str) -> Option<String> {
        let at = self.0.iter().position(|(each, _)| each == name)?;
        Some(self.0.remove(at).1)
    }

    pub(crate) fn required(&mut self, name: &str) -> Result<String, Fault> {
        self.optional(name).ok_or_else(|| Fault::bad("required").of(name))
    }

    /// No answer rests on the clock of the service: who asks says for which day.
    pub(crate) fn day(&mut self, name: &str) -> Result<Date, Fault> {
        day_of(&self.required(name)?, name)
    }

    pub(crate) fn optional_day(&mut self, name: &str) -> Result<Option<Date>, Fault> {
        self.optional(name).map(|text| day_of(&text, name)).transpose()
    }

    pub(crate) fn row<'a>(&mut self, catalogue: &'a Catalogue) -> Result<Matter<'a>, Fault> {
        let id = self.required("row")?;
        catalogue.matter(&id).ok_or_else(|| Fault::unknown("no row has this id").of("row"))
    }

    pub(crate) fn optional_organ<'a>(
        &mut self,
        name: &str,
        catalogue: &'a Catalogue,
    ) -> Result<Option<Organ<'a>>, Fault> {
        let Some(id) = self.optional(name) else { return Ok(None) };
        catalogue.organ(&id).map(Some).ok_or_else(|| Fault::unknown("no organ has this id").of(name))
    }

    pub(crate) fn optional_officer<'a>(&mut self, catalogue: &'a Catalogue) -> Result<Option<Officer<'a>>, Fault> {
        let Some(id) = self.optional("officer") else { return Ok(None) };
        catalogue
            .officer(&id)
            .map(Some)
            .ok_or_else(|| Fault::unknown("no responsible person has this id").of("officer"))
    }

    /// All that are left.
    pub(crate) fn rest(self) -> impl Iterator<Item = (String, String)> {
        self.0.into_iter()
    }

    /// Nothing may be left.
    pub(crate) fn end(self) -> Result<(), Fault> {
        match self.rest().next() {
            Some((name, _)) => Err(Fault::bad("no such parameter here").of(name)),
            None => Ok(()),
        }
    }
}

fn day_of(text: &str, name: &str) -> Result<Date, Fault> {
    value::date(text).map_err(|_| Fault::bad("no date such as 2026-11-23").of(name))
}
