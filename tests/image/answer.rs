//! What every form of a compiled catalogue is asked, and what it answers, in words that all of them have.

use jiff::civil::Date;

use crate::asked::Asked;

/// What holds for an object.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(crate) struct Answer {
    /// `settled`, `disputed`, `open`, `none`.
    pub(crate) status: String,
    /// The rows that are about it: id, whether it applies, the row that it yields to.
    pub(crate) matters: Vec<(String, bool, Option<String>)>,
    /// Rows that may be about it, and the attributes that decide.
    pub(crate) open: Vec<(String, Vec<String>)>,
    /// Items of disclosure lists, by list and item, and the attributes that decide.
    pub(crate) public: Vec<(String, Vec<String>)>,
    pub(crate) level: Option<String>,
    /// As the command line puts it.
    pub(crate) period: Option<String>,
    /// The place of the set of those who may know.
    pub(crate) known_to_set: Option<usize>,
    pub(crate) mark: Option<String>,
    pub(crate) cites: Vec<(String, u64)>,
}

/// May an organ determine a row?
#[derive(Clone, Debug)]
pub(crate) struct May {
    pub(crate) organ: String,
    pub(crate) row: String,
    /// By id, one of the regime of the row.
    pub(crate) level: String,
    pub(crate) day: Date,
}

/// Who asks to know.
#[derive(Clone, Debug)]
pub(crate) enum Who {
    Staff(String),
    Post(String, String),
    Officer(String),
    Group(String, Option<String>),
}

/// What a row says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Row {
    pub(crate) name: Option<String>,
    pub(crate) level: Option<(String, String, u64)>,
    pub(crate) period: Option<String>,
    pub(crate) mark: Option<String>,
    pub(crate) known_to_set: Option<usize>,
}

/// A form of a compiled catalogue, or the compiler itself.
pub(crate) trait Form {
    /// What holds for an object on a day. A form that does not say what it is about not all values being known gives nothing.
    fn classify(&self, asked: &Asked, day: Date) -> Option<Answer>;

    fn may(&self, question: &May) -> bool;
}

/// A form that a service loads. One more form is one more of these in `forms.rs`.
pub(crate) trait Store: Form {
    fn name(&self) -> &'static str;

    /// The row `catalogue#item`.
    fn row(&self, id: &str) -> Option<Row>;

    /// The rows of a name, whatever the width of its characters, by id.
    fn named(&self, name: &str) -> Vec<String>;

    /// `yes`, `no`, `unclear`.
    fn may_know(&self, who: &Who, row: &str) -> &'static str;
}
