//! A question about a public number: anybody says what looks wrong, without an account; whoever looks after the data
//! answers, for everybody or for whoever asked alone.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use jiff::Timestamp;
use kernel::{Ability, Context, Owner, Result, Role, any};
use web::{ExportTable, Waiting, Why};

use crate::measure::MeasureId;

kernel::ids! {
    /// A question about a number.
    ChallengeId
}

/// Saying what looks wrong about a number.
pub(crate) static RAISE: Ability =
    Ability { name: "measurement.challenge.raise", grants: &[any(Role::Anyone), any(Role::Member)] };
/// Reading what was said and answering it.
pub(crate) static ANSWER: Ability =
    Ability { name: "measurement.challenge.answer", grants: &[any(Role::Facilitator), any(Role::Backbone)] };

/// All of them.
pub(crate) const ABILITIES: &[&Ability] = &[&RAISE, &ANSWER];

/// How a question stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// It waits for an answer.
    Open,
    /// It was answered, for everybody to read.
    Public,
    /// It was answered to whoever asked.
    Private,
}

impl State {
    /// Its word in the database; its text's key is `challenge-state-` and this.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Public => "public",
            Self::Private => "private",
        }
    }
}

/// A question about a number.
#[derive(Debug, Clone)]
pub(crate) struct Challenge {
    pub(crate) id: ChallengeId,
    pub(crate) number: i64,
    pub(crate) measure: MeasureId,
    /// The period asked about; empty for all of them.
    pub(crate) period: String,
    /// The how many-th edition it was read in; 0 if none was published.
    pub(crate) edition: i64,
    pub(crate) words: String,
    /// Who asks, as they call themselves; may be empty.
    pub(crate) name: String,
    /// Where the answer goes; may be empty.
    pub(crate) address: String,
    pub(crate) state: String,
    pub(crate) answer: String,
    pub(crate) answered_by: String,
    pub(crate) asked_at: Timestamp,
    pub(crate) answered_at: Option<Timestamp>,
}

impl Challenge {
    pub(crate) fn is(&self, state: State) -> bool {
        self.state == state.word()
    }
}

/// What waits for whoever looks after the data.
pub(crate) async fn today(cx: &Context, read: &mut Read) -> Result<Vec<Waiting>> {
    if !cx.can(&ANSWER, Owner::Nobody) {
        return Ok(Vec::new());
    }
    let initiative = cx.initiative()?;
    let slug = &cx.place()?.slug;
    let open = store::open(read, initiative).await?;
    let line = |(challenge, measure): (Challenge, String)| Waiting {
        why: Why::Waits,
        text: "today-challenge",
        args: vec![("measure", measure)],
        href: format!("/i/{slug}/challenges/{}", challenge.number),
        at: Some(challenge.asked_at),
    };
    Ok(open.into_iter().map(line).collect())
}

/// Every question as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let all = store::every(read, cx.initiative()?).await?;
    let row = |challenge: Challenge| {
        vec![
            challenge.number.to_string(),
            challenge.measure.to_string(),
            challenge.period,
            challenge.edition.to_string(),
            challenge.words,
            challenge.name,
            challenge.state,
            challenge.answer,
            challenge.answered_by,
            challenge.asked_at.to_string(),
            challenge.answered_at.map_or_else(String::new, |at| at.to_string()),
        ]
    };
    Ok(ExportTable {
        name: "challenges",
        columns: &[
            "number",
            "measure",
            "period",
            "edition",
            "words",
            "name",
            "state",
            "answer",
            "answered_by",
            "asked_at",
            "answered_at",
        ],
        rows: all.into_iter().map(row).collect(),
    })
}
