//! A consultation: the draft is put to residents and partners, who say to each clause whether they agree, could live
//! with it or cannot, before a group votes on it. Whoever decides sees what they said.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod open;
pub(crate) mod page;
pub(crate) mod store;
pub(crate) mod summary;

use ::store::Read;
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Ability, Card, Context, Error, Kind, Owner, Ref, Result, Role, Stage, any};
use uuid::Uuid;
use web::{ExportTable, Waiting, Why};

use crate::clause::READ;
use crate::conversation::{Audience, JOIN};
use crate::vote::{Known, Voice};

kernel::ids! {
    /// A consultation.
    ConsultationId
}

/// Putting the draft to people, ending that, and hiding words.
pub(crate) static CONSULT: Ability =
    Ability { name: "agenda.consultation.hold", grants: &[any(Role::Facilitator), any(Role::Backbone)] };
/// Answering; the consultation itself may be for members only. The backbone stays neutral.
pub(crate) static ANSWER: Ability =
    Ability { name: "agenda.consultation.answer", grants: &[any(Role::Anyone), any(Role::Member)] };

kernel::words! {
    /// What somebody says to a clause. Its text's key is `consultation-answer-` and this.
    pub enum Answer {
        Agree = "agree",
        CouldLive = "could-live",
        Cannot = "cannot",
    }
}

kernel::words! {
    /// For whom somebody speaks, as they say. Its text's key is `consultation-stands-` and this.
    pub enum Stands {
        /// They live with it.
        Resident = "resident",
        /// They work on it.
        Partner = "partner",
        /// Neither.
        Other = "other",
    }
}

/// One consultation.
#[derive(Debug, Clone)]
pub(crate) struct Consultation {
    pub(crate) id: ConsultationId,
    pub(crate) number: i64,
    pub(crate) title: String,
    /// What it is about, for whoever comes from outside.
    pub(crate) words: String,
    /// A word of [`Audience`].
    pub(crate) audience: String,
    pub(crate) opened_by: String,
    pub(crate) opened_at: Timestamp,
    pub(crate) closes_at: Timestamp,
    pub(crate) people: i64,
}

/// What somebody said to one clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    /// The clause's number.
    pub(crate) clause: i64,
    /// A word of [`Answer`]; empty for words alone.
    pub(crate) answer: String,
    pub(crate) words: String,
}

impl Consultation {
    /// What stands for it in other rooms.
    pub(crate) fn about(&self) -> Ref {
        Ref::new("consultation", self.id.0)
    }

    /// Whether people are asked still.
    pub(crate) fn is_open(&self, now: Timestamp) -> bool {
        now < self.closes_at
    }

    /// Whether this actor is among those it is for.
    pub(crate) fn is_for(&self, cx: &Context) -> bool {
        cx.could(&ANSWER)
            && !crate::is_neutral(cx)
            && (self.audience == Audience::Link.word() || cx.can(&JOIN, Owner::Nobody))
    }

    /// Goes on only if this actor may answer and people are asked still, by the database's clock.
    pub(crate) async fn admit(&self, cx: &Context, read: &mut Read) -> Result<()> {
        cx.may(&ANSWER, Owner::Nobody)?;
        crate::neutral(cx, &ANSWER)?;
        if self.audience == Audience::Members.word() {
            cx.may(&JOIN, Owner::Nobody)?;
        }
        if self.is_open(crate::clock(cx, read).await?) {
            Ok(())
        } else {
            Err(Error::Rule("rule-consultation-over"))
        }
    }

    /// How this actor is known in it; `None` for a browser that brings no secret.
    pub(crate) fn known(&self, cx: &Context, voice: Option<&Voice>) -> Option<Known> {
        match (cx.actor.person, voice) {
            (Some(person), _) => Some(Known::Person(person)),
            (None, Some(voice)) => Some(Known::Mark(voice.mark_in(self.id.0)?)),
            (None, None) => None,
        }
    }

    fn card(&self, slug: &str) -> Card {
        Card {
            about: self.about(),
            stage: Stage::Clause,
            title: self.title.clone(),
            href: format!("/i/{slug}/agenda/consultations/{}", self.number),
            at: self.opened_at,
        }
    }
}

/// What other rooms and the shell may know of a consultation.
pub(crate) struct ConsultationKind;

#[async_trait]
impl Kind for ConsultationKind {
    fn name(&self) -> &'static str {
        "consultation"
    }

    fn stage(&self) -> Stage {
        Stage::Clause
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        let found = store::these(read, cx.initiative()?, ids).await?;
        Ok(found.iter().map(|consultation| consultation.card(slug)).collect())
    }
}

/// Open consultations that this person has not answered.
pub(crate) async fn today(cx: &Context, read: &mut Read) -> Result<Vec<Waiting>> {
    let Some(person) = cx.actor.person.filter(|_| cx.could(&READ)) else { return Ok(Vec::new()) };
    let (initiative, slug) = (cx.initiative()?, &cx.place()?.slug);
    let now = crate::clock(cx, read).await?;
    let mut waiting = Vec::new();
    for consultation in store::all(read, initiative).await? {
        if !consultation.is_open(now) || !consultation.is_for(cx) {
            continue;
        }
        let known = Known::Person(person);
        if store::person(read, initiative, consultation.id, &known).await?.is_some() {
            continue;
        }
        waiting.push(Waiting {
            why: Why::Waits,
            text: "today-consultation",
            args: vec![("title", consultation.title.clone())],
            href: format!("/i/{slug}/agenda/consultations/{}", consultation.number),
            at: Some(consultation.closes_at),
        });
    }
    Ok(waiting)
}

/// Consultations and every answer as open tables. Whoever answered is a number; who they are is not exported.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<[ExportTable; 2]> {
    let initiative = cx.initiative()?;
    let all = store::all(read, initiative).await?;
    let answers = store::every(read, initiative).await?.into_iter().map(|line| {
        let [consultation, clause, person] =
            [line.consultation, line.clause, line.person].map(|n| n.to_string());
        let (hidden, at) = (line.hidden.to_string(), line.said_at.to_string());
        vec![consultation, clause, person, line.stands, line.answer, line.words, hidden, line.reason, at]
    });
    let answers = answers.collect();
    let rows = all.into_iter().map(|consultation| {
        vec![
            consultation.number.to_string(),
            consultation.title,
            consultation.words,
            consultation.audience,
            consultation.opened_by,
            consultation.opened_at.to_string(),
            consultation.closes_at.to_string(),
            consultation.people.to_string(),
        ]
    });
    Ok([
        ExportTable {
            name: "consultations",
            columns: &[
                "number",
                "title",
                "words",
                "audience",
                "opened_by",
                "opened_at",
                "closes_at",
                "people",
            ],
            rows: rows.collect(),
        },
        ExportTable {
            name: "consultation_answers",
            columns: &[
                "consultation",
                "clause",
                "person",
                "stands",
                "answer",
                "words",
                "hidden",
                "reason",
                "said_at",
            ],
            rows: answers,
        },
    ])
}
