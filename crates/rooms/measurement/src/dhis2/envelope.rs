//! How DHIS2 says that something did not work: an envelope with a status in words and in figures, a message, and a
//! code that programs know.

use axum::http::StatusCode;
use axum::http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use kernel::Error;
use serde_json::{Value, json};
use web::{Answer, Visit};

/// Why a request is not answered with what it asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: StatusCode,
    /// DHIS2's code for it.
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

impl Refusal {
    /// What was asked cannot be meant.
    pub(crate) fn conflict(code: &'static str, message: impl Into<String>) -> Self {
        Self { status: StatusCode::CONFLICT, code, message: message.into() }
    }

    /// What was sent cannot be read.
    pub(crate) fn unreadable(code: &'static str, message: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, code, message: message.into() }
    }

    /// There is no such thing.
    pub(crate) fn missing(message: impl Into<String>) -> Self {
        Self { status: StatusCode::NOT_FOUND, code: "E1005", message: message.into() }
    }

    /// Nobody does this here.
    pub(crate) fn forbidden(message: impl Into<String>) -> Self {
        Self { status: StatusCode::FORBIDDEN, code: "E1006", message: message.into() }
    }
}

/// The answer to a request that was refused.
pub(crate) fn refuse(refusal: &Refusal) -> Answer {
    Answer::json_with(refusal.status, &envelope(refusal.status, refusal.code, &refusal.message))
}

/// What a handler answers: what it found, or why not.
pub(crate) fn answered(found: Result<Answer, Refusal>) -> Answer {
    found.unwrap_or_else(|refusal| refuse(&refusal))
}

/// A status as DHIS2 writes it beside its figure.
pub(crate) fn words(status: StatusCode) -> &'static str {
    match status {
        StatusCode::OK => "OK",
        StatusCode::CONFLICT => "Conflict",
        other => other.canonical_reason().unwrap_or("Error"),
    }
}

fn envelope(status: StatusCode, code: &str, message: &str) -> Value {
    json!({
        "httpStatus": words(status),
        "httpStatusCode": status.as_u16(),
        "status": "ERROR",
        "message": message,
        "errorCode": code,
    })
}

/// What the house could not do, in this envelope.
pub(super) fn trouble(visit: &Visit, error: &Error) -> Answer {
    let trouble = visit.trouble(error);
    let code = match error {
        Error::Missing => "E1005",
        Error::Forbidden(_) | Error::SignIn => "E1006",
        _ => "E1000",
    };
    let mut body = envelope(trouble.status, code, &trouble.message);
    if !trouble.problems.is_empty() {
        body["response"] = json!({ "errorReports": trouble.problems });
    }
    let answer = Answer::json_with(trouble.status, &body);
    match error {
        Error::SignIn => answer.header(WWW_AUTHENTICATE, "Basic realm=\"Groundswell\", charset=\"UTF-8\""),
        Error::TooMany(seconds) => answer.header(RETRY_AFTER, &seconds.to_string()),
        _ => answer,
    }
}
