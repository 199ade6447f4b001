//! What every form of a report is made from.

use jiff::civil::Date;

use super::View;
use super::identity::{Identity, identities};
use crate::diagnostic::{Diagnostic, Severity};

/// A run, and what it found.
#[derive(Debug)]
pub struct Report<'a> {
    pub findings: &'a [Diagnostic],
    /// The identities of the findings.
    pub identities: Vec<Identity>,
    pub view: View<'a>,
    pub as_of: Date,
    /// From which severity on the run fails.
    pub deny: Severity,
    /// What could not be read, a sentence each.
    pub faults: Vec<String>,
    pub exit_code: u8,
}

impl<'a> Report<'a> {
    /// Of a run in which everything could be read.
    pub fn new(findings: &'a [Diagnostic], as_of: Date, view: View<'a>) -> Self {
        let identities = identities(findings, &view);
        Report { findings, identities, view, as_of, deny: Severity::Error, faults: Vec::new(), exit_code: 0 }
    }

    /// Each finding with its identity.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'a Diagnostic, &Identity)> {
        self.findings.iter().zip(&self.identities)
    }
}
