//! When it did not work: what happened, and what to do now. Nothing that was typed is lost.

use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use kernel::{Error, Stale};
use maud::{Markup, Render, html};
use serde::Serialize;

use crate::answer::Answer;
use crate::form::words_of;
use crate::house::encoded;
use crate::look::{self, Text};
use crate::page::bare;
use crate::visit::Visit;

/// Seconds after which to try again when the disk is full.
const FULL: u64 = 120;
/// Seconds after which to try again when the database is away.
const AWAY: u64 = 5;

struct Kindly {
    status: StatusCode,
    /// The texts are `trouble-{word}-title` and `trouble-{word}`.
    word: &'static str,
    retry: Option<u64>,
}

fn kindly(error: &Error) -> Kindly {
    let (status, word, retry) = match error {
        Error::Missing => (StatusCode::NOT_FOUND, "missing", None),
        Error::Forbidden(_) => (StatusCode::FORBIDDEN, "forbidden", None),
        Error::SignIn => (StatusCode::UNAUTHORIZED, "sign-in", None),
        Error::Invalid(_) => (StatusCode::UNPROCESSABLE_ENTITY, "invalid", None),
        Error::Stale(_) => (StatusCode::PRECONDITION_FAILED, "stale", None),
        Error::Rule(_) => (StatusCode::CONFLICT, "rule", None),
        Error::Reused => (StatusCode::UNPROCESSABLE_ENTITY, "reused", None),
        Error::TooLarge(_) => (StatusCode::PAYLOAD_TOO_LARGE, "too-large", None),
        Error::TooMany(seconds) => (StatusCode::TOO_MANY_REQUESTS, "too-many", Some(*seconds)),
        Error::Store(store::Error::Full) => (StatusCode::INSUFFICIENT_STORAGE, "full", Some(FULL)),
        Error::Store(store::Error::Busy(_) | store::Error::Away(_)) => {
            (StatusCode::SERVICE_UNAVAILABLE, "away", Some(AWAY))
        }
        Error::Store(_) | Error::Internal(_) => (StatusCode::INTERNAL_SERVER_ERROR, "internal", None),
    };
    Kindly { status, word, retry }
}

/// The answer to a request that could not be done.
pub(crate) fn answer(visit: &Visit, error: &Error) -> Answer {
    let kindly = kindly(error);
    if kindly.status == StatusCode::INTERNAL_SERVER_ERROR {
        tracing::error!(request = %visit.request, path = visit.0.uri.path(), %error, "a request failed");
    }
    let answer = if let Some(dialect) = visit.dialect() {
        (dialect.refuse)(visit, error)
    } else if visit.is_api() {
        json(visit, error)
    } else if matches!(error, Error::SignIn) && visit.only_reads() {
        Answer::go(&format!("/sign-in?next={}", encoded(visit.here())))
    } else {
        page(visit, error, &kindly)
    };
    match kindly.retry {
        Some(seconds) => answer.header(RETRY_AFTER, &seconds.to_string()),
        None => answer,
    }
}

fn page(visit: &Visit, error: &Error, kindly: &Kindly) -> Answer {
    let title = visit.t(&format!("trouble-{}-title", kindly.word));
    let main = html! {
        (look::page_head("", title.as_str(), words(visit, error, kindly)))
        (detail(visit, error))
        (kept(visit, ""))
        p.small { (visit.with("trouble-request", &[("request", visit.request.to_string().into())])) }
    };
    bare(visit, kindly.status, title, main)
}

fn words(visit: &Visit, error: &Error, kindly: &Kindly) -> String {
    match error {
        Error::Rule(key) => visit.t(key),
        Error::TooLarge(most) => visit.with("trouble-too-large", &[("most", ((most >> 20) as i64).into())]),
        Error::TooMany(seconds) => visit.with("trouble-too-many", &[("seconds", (*seconds as i64).into())]),
        _ => visit.t(&format!("trouble-{}", kindly.word)),
    }
}

fn detail(visit: &Visit, error: &Error) -> Markup {
    match error {
        Error::Invalid(problems) => html! {
            ul { @for problem in &problems.0 { li { (words_of(visit.say(), problem)) } } }
        },
        Error::Stale(stale) => both(visit, stale),
        Error::SignIn => html! { p { (look::do_link(visit.t("look-sign-in"), "/sign-in")) } },
        Error::Missing => {
            let home =
                visit.place.as_ref().map_or_else(|| "/".to_owned(), |place| format!("/i/{}", place.slug));
            html! { p { (look::quiet_link(visit.t("trouble-home"), &home)) } }
        }
        _ => html! {},
    }
}

fn both(visit: &Visit, stale: &Stale) -> Markup {
    look::both_kept(
        visit.say(),
        &Text { label: visit.t("trouble-stale-theirs"), body: stale.theirs.clone() },
        &Text { label: visit.t("trouble-stale-mine"), body: stale.mine.clone() },
    )
}

/// What was typed and is not `shown` by a form, so that it can be taken along.
pub(crate) fn kept(visit: &Visit, shown: &str) -> Markup {
    let typed: Vec<(&str, &str)> = visit
        .sent()
        .pairs()
        .filter(|(name, value)| {
            let typed = value.trim().render();
            !name.starts_with('_')
                && !name.contains("password")
                && value.chars().count() > 3
                && !shown.contains(&typed.0)
        })
        .collect();
    html! {
        @if !typed.is_empty() {
            (look::section("kept", visit.t("trouble-kept"), html! {
                @for (_, value) in &typed { pre.kept dir="auto" { (value) } }
            }))
        }
    }
}

/// What an error says to the reader.
#[derive(Debug, Clone, Serialize)]
pub struct Trouble {
    /// The status of the answer.
    #[serde(skip)]
    pub status: StatusCode,
    /// Which kind of trouble, as one word.
    pub code: &'static str,
    /// What happened and what to do now.
    pub message: String,
    /// What is wrong with what was sent, one by one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<Complaint>,
}

/// One thing that is wrong with what was sent.
#[derive(Debug, Clone, Serialize)]
pub struct Complaint {
    /// In which field.
    pub field: String,
    /// In which row of a file, if it was one.
    pub row: Option<usize>,
    /// The key of its text.
    pub code: &'static str,
    /// What to do, in the reader's words.
    pub message: String,
}

/// What `error` says to whoever visits.
pub(crate) fn told(visit: &Visit, error: &Error) -> Trouble {
    let kindly = kindly(error);
    let problems = match error {
        Error::Invalid(problems) => problems.0.clone(),
        _ => Vec::new(),
    };
    let complaint = |problem: kernel::Problem| Complaint {
        message: words_of(visit.say(), &problem),
        field: problem.field,
        row: problem.row,
        code: problem.text,
    };
    Trouble {
        status: kindly.status,
        code: kindly.word,
        message: words(visit, error, &kindly),
        problems: problems.into_iter().map(complaint).collect(),
    }
}

#[derive(Serialize)]
struct Told<'a> {
    error: Whole<'a>,
}

#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    trouble: Trouble,
    request: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    stale: Option<&'a Stale>,
}

fn json(visit: &Visit, error: &Error) -> Answer {
    let stale = match error {
        Error::Stale(stale) => Some(&**stale),
        _ => None,
    };
    let trouble = told(visit, error);
    let status = trouble.status;
    let error = Whole { trouble, request: visit.request.to_string(), stale };
    Answer::json_with(status, &Told { error })
}
