//! Writing what was read, in acts that can be run again: parts of [`import_polis`](super::import_polis), which asks whether
//! one may.

use std::collections::{BTreeMap, BTreeSet};

use ::store::{Part, Sql, Tx, Value};
use async_trait::async_trait;
use jiff::Timestamp;
use journal::Tell;
use kernel::{Act, Context, Error, InitiativeId, Result, Told, next_number};
use serde::{Deserialize, Serialize};

use super::Imported;
use super::read::Held;
use super::store;
use crate::conversation::{self, Conversation};
use crate::statement::{self, StatementId};

impl Held {
    /// What it comes to.
    pub(super) fn summed(&self, conversation: i64) -> Imported {
        Imported {
            conversation,
            statements: self.statements.len(),
            hidden: self.statements.iter().filter(|said| said.hidden).count(),
            participants: self.participants.len(),
            votes: self.votes.len(),
        }
    }

    /// Every row to write, by statement, made as it is asked for: a large conversation has millions.
    pub(super) fn rows(&self, initiative: InitiativeId, conversation: i64) -> [(&'static Sql, Rows<'_>); 8] {
        let key = move |rest: &[Value]| [&[initiative.into(), conversation.into()], rest].concat();
        let statements = self.statements.iter().map(move |said| {
            key(&[
                StatementId::new().into(),
                said.number.into(),
                said.text.as_str().into(),
                said.author.into(),
                said.hidden.into(),
                said.at.into(),
            ])
        });
        let participants = self.participants.iter().map(move |taker| key(&[taker.number.into()]));
        let votes = self.votes.iter().map(move |&(participant, statement, choice)| {
            key(&[participant.into(), statement.into(), choice.number().into()])
        });
        let tallies = self.tallies().into_iter().map(move |(statement, tally)| {
            key(&[statement.into(), tally.agree.into(), tally.disagree.into(), tally.pass.into()])
        });
        let casts = (1_i64..).zip(&self.casts).map(move |(seq, cast)| {
            key(&[
                cast.participant.into(),
                cast.statement.into(),
                cast.turn.into(),
                cast.choice.into(),
                cast.at.into(),
                seq.into(),
            ])
        });
        // `zip` with an endless range hides how many there are.
        let casts = casts.collect::<Vec<_>>().into_iter();
        [
            (store::STATEMENT, Box::new(statements)),
            (store::PARTICIPANT, Box::new(participants)),
            (store::VOTE, Box::new(votes)),
            (store::TALLY, Box::new(tallies)),
            (store::CAST, Box::new(casts)),
            (store::SOURCE_STATEMENT, self.of_statements(initiative, conversation)),
            (store::SOURCE_PARTICIPANT, self.of_participants(initiative, conversation)),
            (store::SOURCE_LINE, self.of_summary(initiative, conversation)),
        ]
    }

    /// What Polis counted of each statement, as more or less than the votes show.
    fn of_statements(&self, initiative: InitiativeId, conversation: i64) -> Rows<'_> {
        let tallies = self.tallies();
        Box::new(self.statements.iter().map(move |said| {
            let tally = tallies.get(&said.number).copied().unwrap_or_default();
            vec![
                initiative.into(),
                conversation.into(),
                said.number.into(),
                said.moderated.into(),
                (said.counted[0] - i64::from(tally.agree)).into(),
                (said.counted[1] - i64::from(tally.disagree)).into(),
            ]
        }))
    }

    /// What Polis says of each participant; statements as more or less than they are seen to have written.
    fn of_participants(&self, initiative: InitiativeId, conversation: i64) -> Rows<'_> {
        let mut written: BTreeMap<i64, i64> = BTreeMap::new();
        for author in self.statements.iter().filter_map(|said| said.author) {
            *written.entry(author).or_default() += 1;
        }
        Box::new(self.participants.iter().map(move |taker| {
            vec![
                initiative.into(),
                conversation.into(),
                taker.number.into(),
                taker.xid.as_str().into(),
                taker.group.as_str().into(),
                (taker.comments - written.get(&taker.number).copied().unwrap_or(0)).into(),
            ]
        }))
    }

    /// The summary line by line; a count as more or less than there is.
    fn of_summary(&self, initiative: InitiativeId, conversation: i64) -> Rows<'_> {
        let authors: BTreeSet<i64> = self.statements.iter().filter_map(|said| said.author).collect();
        let now = Counts {
            voters: self.participants.len() as i64,
            commenters: authors.len() as i64,
            comments: self.statements.len() as i64,
        };
        Box::new(self.summary.iter().enumerate().map(move |(place, (key, value))| {
            let beyond = now.of(key).and_then(|now| Some(value.trim().parse::<i64>().ok()? - now));
            vec![
                initiative.into(),
                conversation.into(),
                (place as i64).into(),
                key.as_str().into(),
                value.as_str().into(),
                beyond.into(),
            ]
        }))
    }
}

/// What the summary counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) voters: i64,
    pub(super) commenters: i64,
    pub(super) comments: i64,
}

impl Counts {
    /// The count that this key of the summary stands for.
    pub(super) fn of(self, key: &str) -> Option<i64> {
        match key {
            "voters" | "voters-in-conv" => Some(self.voters),
            "commenters" => Some(self.commenters),
            "comments" => Some(self.comments),
            _ => None,
        }
    }
}

/// Rows on their way into the database.
pub(super) type Rows<'a> = Box<dyn ExactSizeIterator<Item = Vec<Value>> + Send + 'a>;

/// Makes the conversation, unseen, or finds the one that the same files began.
pub(super) struct Begin {
    question: String,
    description: String,
    notice: String,
    opens_at: Timestamp,
    source: String,
}

/// Where an import stands.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Begun {
    pub(super) conversation: i64,
    pub(super) published: bool,
}

impl Begin {
    pub(super) fn of(held: &Held, source: String, notice: String) -> Self {
        Self {
            question: held.question.clone(),
            description: held.description.clone(),
            notice,
            opens_at: held.statements.iter().map(|said| said.at).min().unwrap_or_default(),
            source,
        }
    }
}

#[async_trait]
impl Act for Begin {
    type Out = Begun;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<Begun> {
        let initiative = cx.initiative()?;
        if let Some((conversation, published)) = store::begun(tx, initiative, &self.source).await? {
            return Ok(Begun { conversation, published });
        }
        let number = next_number(tx, initiative, "conversation").await?;
        let conversation = Conversation {
            description: self.description.clone(),
            privacy: self.notice.clone(),
            opens_at: self.opens_at,
            source: self.source.clone(),
            ..Conversation::asking(number, self.question.clone())
        };
        conversation::store::insert(tx, initiative, &conversation, false).await?;
        Ok(Begun { conversation: conversation.number, published: false })
    }
}

/// Writes some rows; those that are there already stay as they are.
pub(super) struct Load {
    pub(super) sql: &'static Sql,
    pub(super) rows: Vec<Vec<Value>>,
}

#[async_trait]
impl Act for Load {
    type Out = ();

    async fn run(&self, _: &Context, tx: &mut Tx) -> Result<()> {
        tx.run_each(self.sql, &self.rows).await?;
        Ok(())
    }
}

/// Makes some of the open statements findable.
pub(super) struct Findable {
    pub(super) conversation: i64,
    pub(super) part: Part,
}

#[async_trait]
impl Act for Findable {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let initiative = cx.initiative()?;
        for weighed in statement::store::part(tx, initiative, self.conversation, false, self.part).await? {
            statement::acts::put(cx, tx, &weighed.statement).await?;
        }
        Ok(())
    }
}

/// Lets everybody see it: the one short act that the journal tells of.
pub(super) struct Publish {
    conversation: i64,
    people: i64,
    latest_participant: i64,
    latest_statement: i64,
}

impl Publish {
    pub(super) fn of(held: &Held, conversation: i64) -> Self {
        Self {
            conversation,
            people: held.participants.len() as i64,
            latest_participant: held.participants.last().map_or(0, |taker| taker.number),
            latest_statement: held.statements.last().map_or(0, |said| said.number),
        }
    }
}

#[async_trait]
impl Act for Publish {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let initiative = cx.initiative()?;
        let roll = [self.people, self.latest_participant, self.latest_statement];
        if !store::publish(tx, initiative, self.conversation, roll).await? {
            return Ok(());
        }
        let found = conversation::store::numbered(tx, initiative, self.conversation).await?;
        let conversation = found.ok_or(Error::Missing)?;
        conversation::acts::put(tx, cx, &conversation).await?;
        let told = Told::new("conversation.imported", conversation.about(), &conversation.question);
        cx.tell(tx, told.change(None, &conversation.source)).await
    }
}
