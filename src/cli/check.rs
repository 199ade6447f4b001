//! `dingmi check`.

use super::Context;
use super::arguments::CheckArguments;
use super::fault::{Exit, Fault};
use super::session::Session;

pub(super) fn run(arguments: &CheckArguments, context: &Context) -> Result<Exit, Fault> {
    let session = Session::new(arguments, context)?;
    session.tell(arguments, context)?;
    Ok(session.exit())
}
