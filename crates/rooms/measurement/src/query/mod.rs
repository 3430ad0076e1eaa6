//! A question with which a number goes back to its partner, and what the partner answers. Both sides see both. The
//! number counts until its partner corrects it: nobody else takes it back.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use jiff::Timestamp;
use kernel::{Ability, Context, PersonId, Result, Role, Via, any, own};
use web::ExportTable;

use crate::cycle::CycleId;
use crate::duty::DutyId;
use crate::submission::{self, Submission, SubmissionId};

kernel::ids! {
    /// A question about a submission.
    QueryId
}

/// Reading what was asked about a partner's number, and what it answered.
pub(crate) static READ: Ability = Ability {
    name: "measurement.query.read",
    grants: &[own(Role::Partner), any(Role::Facilitator), any(Role::Backbone)],
};
/// Sending a number back with a question, and settling it.
pub(crate) static ASK: Ability =
    Ability { name: "measurement.query.ask", grants: &[any(Role::Facilitator), any(Role::Backbone)] };
/// Answering: the partner's own.
pub(crate) static ANSWER: Ability =
    Ability { name: "measurement.query.answer", grants: &[own(Role::Partner)] };

kernel::words! {
    /// How a question stands.
    pub enum State {
        /// It waits for the partner.
        Open = "open",
        /// It waits for who asked.
        Answered = "answered",
        /// It is done with.
        Settled = "settled",
    }
}

/// A question about a number.
#[derive(Debug, Clone)]
pub(crate) struct Query {
    pub(crate) id: QueryId,
    pub(crate) number: i64,
    pub(crate) submission: SubmissionId,
    pub(crate) duty: DutyId,
    pub(crate) cycle: CycleId,
    pub(crate) question: String,
    pub(crate) asked_by: String,
    pub(crate) asker: Option<PersonId>,
    pub(crate) asked_at: Timestamp,
    /// Empty as long as there is none, and where a correction is the answer.
    pub(crate) answer: String,
    pub(crate) answered_by: String,
    pub(crate) answered_at: Option<Timestamp>,
    /// The revision that came as an answer.
    pub(crate) corrected: Option<i64>,
    pub(crate) state: State,
}

/// Whether it is shown to the viewer: as the number itself, and to no other partner.
pub(crate) fn seen_by(submission: &Submission, cx: &Context) -> bool {
    cx.can(&READ, submission.owner()) && submission.seen_by(cx)
}

/// The questions as an open table: both sides take them along, and the whole installation on its own server.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let initiative = cx.initiative()?;
    let queries = store::all(read, initiative).await?;
    let ids: Vec<_> = queries.iter().map(|query| query.submission.0).collect();
    let submissions = submission::store::these(read, initiative, &ids).await?;
    let of = |query: &Query| submissions.iter().find(|submission| submission.id == query.submission);
    let mine = |query: &Query| {
        cx.via == Via::CommandLine || of(query).is_some_and(|submission| seen_by(submission, cx))
    };
    let rows = queries.iter().filter(|query| mine(query)).map(|query| {
        vec![
            query.number.to_string(),
            of(query).map_or_else(String::new, |submission| submission.number.to_string()),
            query.question.clone(),
            query.asked_by.clone(),
            query.asked_at.to_string(),
            query.answer.clone(),
            query.answered_by.clone(),
            query.answered_at.map_or_else(String::new, |at| at.to_string()),
            query.corrected.map_or_else(String::new, |revision| revision.to_string()),
            query.state.word().to_owned(),
        ]
    });
    Ok(ExportTable {
        name: "questions",
        columns: &[
            "number",
            "submission",
            "question",
            "asked_by",
            "asked_at",
            "answer",
            "answered_by",
            "answered_at",
            "corrected_by_revision",
            "state",
        ],
        rows: rows.collect(),
    })
}
