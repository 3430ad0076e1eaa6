//! Objections of a round of consent as things of their own: raised with a reason, integrated by a changed proposal, or
//! withdrawn by whoever raised them. And the rounds that this makes: a changed proposal is asked about anew.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use jiff::Timestamp;
use kernel::{Ability, Context, Result, Role, own};
use uuid::Uuid;
use web::ExportTable;

use crate::decision;

/// Changing one's own proposal while it is asked about.
pub(crate) static AMEND: Ability = Ability { name: "agenda.decision.amend", grants: &[own(Role::Member)] };

kernel::words! {
    /// How an objection stands; its text's key is `objection-` and the word.
    pub enum Standing {
        /// It holds the proposal.
        Raised = "raised",
        /// The proposal was changed to meet it.
        Integrated = "integrated",
        /// Whoever raised it took it back.
        Withdrawn = "withdrawn",
    }
}

/// One objection.
#[derive(Debug, Clone)]
pub(crate) struct Objection {
    /// Its number within the decision.
    pub(crate) number: i64,
    /// In which round it was raised.
    pub(crate) round: i64,
    pub(crate) seat: Uuid,
    pub(crate) name: String,
    pub(crate) constituency: String,
    pub(crate) reason: String,
    pub(crate) raised_at: Timestamp,
    pub(crate) state: Standing,
    /// In which round it was settled; 0 while it is not.
    pub(crate) settled_round: i64,
}

/// A round that is over.
#[derive(Debug, Clone)]
pub(crate) struct Round {
    pub(crate) round: i64,
    /// How the proposal read.
    pub(crate) text: String,
    /// What was changed after it, and why.
    pub(crate) changed: String,
    pub(crate) ended_at: Timestamp,
}

/// Rounds, their answers, and objections, as open tables.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<[ExportTable; 3]> {
    let initiative = cx.initiative()?;
    let (mut rounds, mut answers, mut objections) = (Vec::new(), Vec::new(), Vec::new());
    for decision in decision::store::all(read, initiative).await? {
        let number = decision.number.to_string();
        let (poll, _) = crate::poll::of(cx, read, decision.id).await?;
        for round in store::rounds(read, initiative, decision.id).await? {
            rounds.push(vec![
                number.clone(),
                round.round.to_string(),
                round.text,
                round.changed,
                round.ended_at.to_string(),
            ]);
            let given = store::answers(read, initiative, decision.id, round.round).await?;
            for given in decision::over(&poll, given) {
                answers.push(vec![
                    number.clone(),
                    round.round.to_string(),
                    given.constituency,
                    given.name,
                    given.answer,
                    given.reason,
                ]);
            }
        }
        for objection in store::all(read, initiative, decision.id).await? {
            objections.push(vec![
                number.clone(),
                objection.number.to_string(),
                objection.round.to_string(),
                objection.constituency,
                objection.name,
                objection.reason,
                objection.raised_at.to_string(),
                objection.state.word().to_owned(),
                objection.settled_round.to_string(),
            ]);
        }
    }
    Ok([
        ExportTable {
            name: "decision_rounds",
            columns: &["decision", "round", "text", "changed", "ended_at"],
            rows: rounds,
        },
        ExportTable {
            name: "decision_round_answers",
            columns: &["decision", "round", "constituency", "name", "answer", "reason"],
            rows: answers,
        },
        ExportTable {
            name: "objections",
            columns: &[
                "decision",
                "number",
                "round",
                "constituency",
                "name",
                "reason",
                "raised_at",
                "state",
                "settled_round",
            ],
            rows: objections,
        },
    ])
}
