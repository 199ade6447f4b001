//! Questions about competence → answers that a person and a program can read. The structs are published formats: what the
//! command line prints in words is made of the same data.

pub mod classify;
pub mod told;
pub mod who;
pub mod why;

use crate::authority::{Competence, Teller};
use crate::diagnostic::{Lang, Message, Privacy};
use crate::model::Context;

/// About what, and for whom, an answer is given.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    pub context: &'a Context<'a>,
    pub competence: &'a Competence<'a>,
    pub lang: Lang,
    pub privacy: Privacy,
}

impl<'a> Setting<'a> {
    fn teller(&self) -> Teller<'a> {
        Teller { context: self.context, competence: self.competence }
    }

    fn say(&self, message: &Message) -> String {
        message.render(self.lang, self.privacy)
    }
}
