//! The advice round: before a vote opens, the proposer asks those who are affected and those who know, reads what they
//! advise, and says what becomes of it. Advice binds nobody; that it was asked for, and answered, is seen by all.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use jiff::Timestamp;
use kernel::{Ability, Context, Owner, PersonId, Result, Role, own};
use people::GroupId;
use web::{ExportTable, Waiting, Why};

use crate::decision::{self, State};

/// Asking for advice on one's own proposal, answering it, and opening the vote.
pub(crate) static ASK: Ability = Ability { name: "agenda.advice.ask", grants: &[own(Role::Member)] };
/// Giving advice one was asked for, by oneself or from a seat of the group that was asked.
pub(crate) static GIVE: Ability =
    Ability { name: "agenda.advice.give", grants: &[own(Role::Member), own(Role::Seat)] };

/// Advice that was asked for.
#[derive(Debug, Clone)]
pub(crate) struct Advice {
    pub(crate) number: i64,
    pub(crate) person: Option<PersonId>,
    pub(crate) group: Option<GroupId>,
    /// What the person or the group was called then.
    pub(crate) name: String,
    pub(crate) asked_at: Timestamp,
    /// Empty until it was given.
    pub(crate) text: String,
    pub(crate) given_by: String,
    pub(crate) given_at: Option<Timestamp>,
    /// What the proposer makes of it; empty until they said it.
    pub(crate) answer: String,
    pub(crate) answered_at: Option<Timestamp>,
}

impl Advice {
    /// Whose it is to give.
    pub(crate) fn owner(&self) -> Owner {
        match (self.person, self.group) {
            (Some(person), _) => Owner::Person(person),
            (None, Some(group)) => Owner::Group(group.0),
            (None, None) => Owner::Nobody,
        }
    }
}

/// Advice that this person was asked for, and their own proposals where all of it is there.
pub(crate) async fn today(cx: &Context, read: &mut Read) -> Result<Vec<Waiting>> {
    if cx.actor.person.is_none() {
        return Ok(Vec::new());
    }
    let (initiative, slug) = (cx.initiative()?, &cx.place()?.slug);
    let mut waiting = Vec::new();
    for decision in decision::store::in_state(read, initiative, State::Advice).await? {
        let asked = store::all(read, initiative, decision.id).await?;
        let mine = asked.iter().find(|one| one.text.is_empty() && cx.can(&GIVE, one.owner()));
        let ready =
            cx.can(&ASK, Owner::Person(decision.proposer)) && asked.iter().all(|one| !one.text.is_empty());
        // Each leads to where it is done.
        let (text, there) = match (mine, ready) {
            (Some(one), _) => ("today-advice-give", format!("advice/{}", one.number)),
            (None, true) => ("today-advice-open", "advice".to_owned()),
            (None, false) => continue,
        };
        waiting.push(Waiting {
            why: Why::Waits,
            text,
            args: vec![("title", decision.title.clone())],
            href: format!("/i/{slug}/decisions/{}/{there}", decision.number),
            at: None,
        });
    }
    Ok(waiting)
}

/// All advice as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let initiative = cx.initiative()?;
    let mut rows = Vec::new();
    for decision in decision::store::all(read, initiative).await? {
        for one in store::all(read, initiative, decision.id).await? {
            let at = |at: Option<Timestamp>| at.map(|at| at.to_string()).unwrap_or_default();
            rows.push(vec![
                decision.number.to_string(),
                one.number.to_string(),
                one.name,
                one.asked_at.to_string(),
                one.text,
                one.given_by,
                at(one.given_at),
                one.answer,
                at(one.answered_at),
            ]);
        }
    }
    Ok(ExportTable {
        name: "advice",
        columns: &[
            "decision",
            "number",
            "asked",
            "asked_at",
            "advice",
            "given_by",
            "given_at",
            "answer",
            "answered_at",
        ],
        rows,
    })
}
