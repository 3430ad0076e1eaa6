//! Told back: what became of each statement, for whoever made it and for everybody who voted on it: heard, considered, used
//! in a clause, promised by a day, done, or not used and why. Each time is kept, so that the whole story can be read.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod lately;
pub(crate) mod mail;
pub(crate) mod page;
pub(crate) mod store;
pub(crate) mod story;

use ::store::Read;
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Ability, Card, Context, Kind, Ref, Result, Role, Stage, any};
use opinion::Tally;
use uuid::Uuid;
use web::{ExportTable, Waiting, Why};

use crate::clause::brief;
use crate::conversation::READ;
use crate::statement::{self, HIDE};

kernel::ids! {
    /// What people were told of a statement at one time.
    TellingId
}

/// Saying what became of a statement: partners too, who do what was asked for. To tell back is not to decide, so the
/// backbone may.
pub(crate) static ANSWER: Ability = Ability {
    name: "agenda.statement.answer",
    grants: &[any(Role::Partner), any(Role::Facilitator), any(Role::Backbone)],
};

/// The longest reason, in characters.
pub(crate) const REASON: usize = 2_000;

/// The kinds of objects that can come of a statement.
pub(crate) const CAME: &[&str] = &["win", "clause", "decision"];

kernel::words! {
    /// What became of a statement, as somebody says it. That a clause uses it nobody needs to say: the clause cites it.
    pub enum Outcome {
        /// It was heard.
        Heard = "heard",
        /// It was talked about.
        Considered = "considered",
        /// It is not used or cannot be done, for a reason.
        NotUsed = "not-used",
        /// It will be done, by a day.
        Will = "will",
        /// It was done.
        Did = "did",
    }
}

impl Outcome {
    /// Whether it says more than that a clause uses it.
    fn is_deed(self) -> bool {
        matches!(self, Self::Will | Self::Did)
    }
}

/// What people were told of a statement at one time.
#[derive(Debug, Clone)]
pub(crate) struct Telling {
    pub(crate) id: TellingId,
    pub(crate) statement: Uuid,
    pub(crate) outcome: Outcome,
    /// Why, or what was done; may be empty.
    pub(crate) reason: String,
    /// By which day it will be, such as `2027-03-31`; may be empty.
    pub(crate) due: String,
    /// The object that came of it, as `kind/id`.
    pub(crate) came: Option<String>,
    pub(crate) by: String,
    pub(crate) at: Timestamp,
}

impl Telling {
    /// What links and the journal call it.
    pub(crate) fn about(&self) -> Ref {
        Ref::new("answer", self.id.0)
    }

    /// What came of the statement, if it was named.
    pub(crate) fn came(&self) -> Option<Ref> {
        self.came.as_ref()?.parse().ok()
    }

    /// It in one line: its own words, or the statement's where it has none.
    pub(crate) fn title(&self, said: &str) -> String {
        brief(if self.reason.is_empty() { said } else { &self.reason })
    }
}

/// A statement with what became of it.
#[derive(Debug, Clone)]
pub(crate) struct Answered {
    pub(crate) id: Uuid,
    pub(crate) number: i64,
    pub(crate) text: String,
    pub(crate) tally: Tally,
    outcome: Option<Outcome>,
    pub(crate) reason: String,
    /// By which day it will be; may be empty.
    pub(crate) due: String,
    pub(crate) by: String,
    pub(crate) at: Option<Timestamp>,
    /// The first clause that cites it.
    pub(crate) clause: Option<i64>,
}

/// What became of a statement so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Came {
    /// Nobody has said yet.
    Open,
    /// The clause of that number uses it.
    Used(i64),
    /// What somebody said.
    Said(Outcome),
}

impl Answered {
    /// What became of it. A clause says it better than words, and a deed better than a clause.
    pub(crate) fn came(&self) -> Came {
        match (self.clause, self.outcome) {
            (_, Some(outcome)) if outcome.is_deed() => Came::Said(outcome),
            (Some(clause), _) => Came::Used(clause),
            (None, Some(outcome)) => Came::Said(outcome),
            (None, None) => Came::Open,
        }
    }

    /// Whether it was promised by a day that has passed on `today`.
    pub(crate) fn is_overdue(&self, today: &str) -> bool {
        self.outcome == Some(Outcome::Will) && !self.due.is_empty() && *self.due < *today
    }
}

impl Came {
    /// Its word; its text's key is `hearing-` and this.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Used(_) => "used",
            Self::Said(outcome) => outcome.word(),
        }
    }

    /// What tells it from another, for whoever was told already.
    pub(crate) fn told(self) -> String {
        match self {
            Self::Used(clause) => format!("used {clause}"),
            other => other.word().to_owned(),
        }
    }
}

/// The day it is, in UTC, as forms write it.
pub(crate) async fn today_of(cx: &Context, read: &mut Read) -> Result<String> {
    Ok(crate::clock(cx, read).await?.to_zoned(jiff::tz::TimeZone::UTC).date().to_string())
}

/// What other rooms and the shell may know of what people were told.
pub(crate) struct AnswerKind;

#[async_trait]
impl Kind for AnswerKind {
    fn name(&self) -> &'static str {
        "answer"
    }

    fn stage(&self) -> Stage {
        Stage::ToldBack
    }

    /// Whoever may not know of a statement is not told what became of it either.
    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let (initiative, slug) = (cx.initiative()?, &cx.place()?.slug);
        let tellings = store::these(read, initiative, ids).await?;
        let said: Vec<Uuid> = tellings.iter().map(|telling| telling.statement).collect();
        let said = statement::store::these(read, initiative, &said).await?;
        let card = |telling: &Telling| {
            let weighed = said.iter().find(|weighed| weighed.statement.id.0 == telling.statement)?;
            let shown = !weighed.statement.hidden || cx.could(&HIDE);
            shown.then(|| Card {
                about: telling.about(),
                stage: Stage::ToldBack,
                title: telling.title(&weighed.statement.text),
                href: format!("/i/{slug}/{}#became", weighed.statement.path()),
                at: telling.at,
            })
        };
        Ok(tellings.iter().filter_map(card).collect())
    }
}

/// Promises whose day has passed, for those who may say what became of them.
pub(crate) async fn today(cx: &Context, read: &mut Read) -> Result<Vec<Waiting>> {
    if !cx.could(&ANSWER) {
        return Ok(Vec::new());
    }
    let (slug, day) = (&cx.place()?.slug, today_of(cx, read).await?);
    let line = |(conversation, statement, text, due): (i64, i64, String, String)| Waiting {
        why: Why::Waits,
        text: "today-promised",
        args: vec![("title", text)],
        href: format!("/i/{slug}/conversations/{conversation}/answers?statement={statement}#at-hand"),
        at: crate::day::begins(&due),
    };
    Ok(store::overdue(read, cx.initiative()?, &day).await?.into_iter().map(line).collect())
}

/// What was told, each time, and who has it by mail, as open tables.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<[ExportTable; 2]> {
    let initiative = cx.initiative()?;
    let answers = store::every(read, initiative).await?.into_iter().map(|of| {
        let telling = of.telling;
        vec![
            of.conversation.to_string(),
            of.number.to_string(),
            telling.outcome.word().to_owned(),
            telling.reason,
            telling.due,
            telling.came.unwrap_or_default(),
            telling.by,
            telling.at.to_string(),
        ]
    });
    let told =
        store::every_told(read, initiative).await?.into_iter().map(|(conversation, number, outcome, at)| {
            let at: Timestamp = at;
            vec![conversation.to_string(), number.to_string(), outcome, at.to_string()]
        });
    Ok([
        ExportTable {
            name: "statement_answers",
            columns: &["conversation", "statement", "outcome", "reason", "due", "came", "told_by", "at"],
            rows: answers.collect(),
        },
        ExportTable {
            name: "statements_told",
            columns: &["conversation", "statement", "outcome", "at"],
            rows: told.collect(),
        },
    ])
}
