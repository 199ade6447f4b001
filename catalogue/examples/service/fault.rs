//! Why a request has no answer.

use dingmi_catalogue::AskError;
use hyper::StatusCode;
use serde_json::{Value, json};

/// What is wrong, and with which parameter. It never repeats a value, so that it may be put where the question may not.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) status: StatusCode,
    message: String,
    parameter: Option<String>,
}

impl Fault {
    /// The question is none.
    pub(crate) fn bad(message: impl Into<String>) -> Self {
        Fault { status: StatusCode::BAD_REQUEST, message: message.into(), parameter: None }
    }

    /// It names what the catalogue does not declare.
    pub(crate) fn unknown(message: impl Into<String>) -> Self {
        Fault { status: StatusCode::NOT_FOUND, ..Fault::bad(message) }
    }

    /// It only reads.
    pub(crate) fn method() -> Self {
        Fault { status: StatusCode::METHOD_NOT_ALLOWED, ..Fault::bad("only GET and HEAD are answered") }
    }

    /// With the parameter that it is about.
    pub(crate) fn of(self, parameter: impl Into<String>) -> Self {
        Fault { parameter: Some(parameter.into()), ..self }
    }

    pub(crate) fn told(&self) -> Value {
        json!({ "error": self.message, "parameter": self.parameter })
    }
}

impl From<AskError> for Fault {
    fn from(error: AskError) -> Self {
        let status = match &error {
            AskError::NoKind | AskError::NoAttribute => StatusCode::NOT_FOUND,
            AskError::Ambiguous | AskError::Twice | AskError::NoValue(_) => StatusCode::BAD_REQUEST,
            // The question is right, and nobody works the answer out.
            AskError::TooMuch => StatusCode::UNPROCESSABLE_ENTITY,
            AskError::Foreign | _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Fault { status, ..Fault::bad(error.to_string()) }
    }
}
