use std::collections::BTreeMap;

use kernel::{InitiativeId, Result};
use opinion::Tally;
use store::{FromRow, Part, Read, Row, Tx, Value};

use super::{Choice, Known, Stance, Voted};
use crate::statement::store::tally;

store::statements! {
    BY_PERSON = "SELECT number FROM participant WHERE initiative = $1 AND conversation = $2 AND person = $3";
    BY_MARK = "SELECT number FROM participant WHERE initiative = $1 AND conversation = $2 AND mark = $3";
    NEXT = "UPDATE conversation_roll SET people = people + 1, latest_participant = latest_participant + 1
        WHERE initiative = $1 AND conversation = $2 RETURNING latest_participant";
    FORGET = "UPDATE conversation_roll SET people = people - 1 WHERE initiative = $1 AND conversation = $2";
    JOIN = "INSERT INTO participant (initiative, conversation, number, person, mark) VALUES ($1, $2, $3, $4, $5)";
    /// A second vote at once waits here until the first is done, and then counts as a change of it.
    CAST = "INSERT INTO vote (initiative, conversation, participant, statement, choice, important)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (initiative, conversation, participant, statement) DO NOTHING";
    BEFORE = "SELECT choice, important FROM vote
        WHERE initiative = $1 AND conversation = $2 AND participant = $3 AND statement = $4 FOR UPDATE";
    CHANGE = "UPDATE vote SET choice = $5, important = $6
        WHERE initiative = $1 AND conversation = $2 AND participant = $3 AND statement = $4";
    COUNT = "INSERT INTO statement_tally (initiative, conversation, statement, agree, disagree, pass, important)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (initiative, conversation, statement) DO UPDATE SET
            agree = statement_tally.agree + excluded.agree,
            disagree = statement_tally.disagree + excluded.disagree,
            pass = statement_tally.pass + excluded.pass,
            important = statement_tally.important + excluded.important";
    IMPORTANT = "SELECT important FROM statement_tally
        WHERE initiative = $1 AND conversation = $2 AND statement = $3";
    OF_PARTICIPANT = "SELECT statement, choice, important FROM vote
        WHERE initiative = $1 AND conversation = $2 AND participant = $3";
    /// A part of somebody's votes with the words they were cast on, by the statement's number.
    OWN = "SELECT s.number, s.text, v.choice, v.important
        FROM vote v JOIN statement s
            ON s.initiative = v.initiative AND s.conversation = v.conversation AND s.number = v.statement
        WHERE v.initiative = $1 AND v.conversation = $2 AND v.participant = $3 AND NOT s.hidden
        ORDER BY v.statement LIMIT $4 OFFSET $5";
    TALLIES = "SELECT s.number, COALESCE(t.agree, 0), COALESCE(t.disagree, 0), COALESCE(t.pass, 0)
        FROM statement s LEFT JOIN statement_tally t
            ON t.initiative = s.initiative AND t.conversation = s.conversation AND t.statement = s.number
        WHERE s.initiative = $1 AND s.conversation = $2 AND NOT s.hidden";
    AFTER = "SELECT v.conversation, v.participant, v.statement, v.choice, v.important
        FROM vote v JOIN conversation c ON c.initiative = v.initiative AND c.number = v.conversation AND c.published
        WHERE v.initiative = $1 AND (v.conversation, v.participant, v.statement) > ($2, $3, $4)
        ORDER BY v.conversation, v.participant, v.statement LIMIT $5";
}

pub(crate) async fn participant(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    known: &Known,
) -> Result<Option<i64>> {
    let (sql, value): (_, Value) = match known {
        Known::Person(person) => (&BY_PERSON, (*person).into()),
        Known::Mark(mark) => (&BY_MARK, (*mark).into()),
    };
    let found: Option<(i64,)> = read.maybe(sql, &[initiative.into(), conversation.into(), value]).await?;
    Ok(found.map(|(number,)| number))
}

/// The next number on the roll.
pub(crate) async fn next_participant(
    tx: &mut Tx,
    initiative: InitiativeId,
    conversation: i64,
) -> Result<i64> {
    let (number,) = tx.one(&NEXT, &[initiative.into(), conversation.into()]).await?;
    Ok(number)
}

/// Nobody came after all.
pub(crate) async fn forget_participant(
    tx: &mut Tx,
    initiative: InitiativeId,
    conversation: i64,
) -> Result<()> {
    tx.run(&FORGET, &[initiative.into(), conversation.into()]).await?;
    Ok(())
}

pub(crate) async fn insert_participant(
    tx: &mut Tx,
    initiative: InitiativeId,
    conversation: i64,
    number: i64,
    known: Option<&Known>,
) -> Result<()> {
    let (person, mark): (Value, Value) = match known {
        Some(Known::Person(person)) => ((*person).into(), Value::Null),
        Some(Known::Mark(mark)) => (Value::Null, (*mark).into()),
        None => (Value::Null, Value::Null),
    };
    tx.run(&JOIN, &[initiative.into(), conversation.into(), number.into(), person, mark]).await?;
    Ok(())
}

impl FromRow for Stance {
    fn from_row(row: &mut Row) -> store::Result<Self> {
        let number: i64 = row.take()?;
        // Nothing but a choice's number is ever written.
        Ok(Self { choice: Choice::from_number(number).unwrap_or(Choice::Pass), important: row.take()? })
    }
}

/// Writes the vote down in place of an earlier one, and answers that one.
pub(crate) async fn cast(
    tx: &mut Tx,
    initiative: InitiativeId,
    [conversation, participant, statement]: [i64; 3],
    stance: Stance,
) -> Result<Option<Stance>> {
    let key = [initiative.into(), conversation.into(), participant.into(), statement.into()];
    let values = [key.as_slice(), &[stance.choice.number().into(), stance.important.into()]].concat();
    if tx.run(&CAST, &values).await? == 1 {
        return Ok(None);
    }
    let before: Stance = tx.one(&BEFORE, &key).await?;
    if before != stance {
        tx.run(&CHANGE, &values).await?;
    }
    Ok(Some(before))
}

/// Adds to the counts of a statement: agree, disagree, pass, important; what is taken away is negative.
pub(crate) async fn count(
    tx: &mut Tx,
    initiative: InitiativeId,
    conversation: i64,
    statement: i64,
    more: [i64; 4],
) -> Result<()> {
    let mut values = vec![initiative.into(), conversation.into(), statement.into()];
    values.extend(more.map(Value::from));
    tx.run(&COUNT, &values).await?;
    Ok(())
}

/// To how many a statement is important.
pub(crate) async fn important(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    statement: i64,
) -> Result<i64> {
    let values = [initiative.into(), conversation.into(), statement.into()];
    let found: Option<(i64,)> = read.maybe(&IMPORTANT, &values).await?;
    Ok(found.map_or(0, |(important,)| important))
}

struct Own(i64, Stance);

impl FromRow for Own {
    fn from_row(row: &mut Row) -> store::Result<Self> {
        Ok(Self(row.take()?, Stance::from_row(row)?))
    }
}

pub(crate) async fn of_participant(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    participant: i64,
) -> Result<BTreeMap<i64, Stance>> {
    let values = [initiative.into(), conversation.into(), participant.into()];
    let votes: Vec<Own> = read.rows(&OF_PARTICIPANT, &values).await?;
    Ok(votes.into_iter().map(|Own(statement, stance)| (statement, stance)).collect())
}

impl FromRow for Voted {
    fn from_row(row: &mut Row) -> store::Result<Self> {
        Ok(Self { statement: row.take()?, text: row.take()?, stance: Stance::from_row(row)? })
    }
}

pub(crate) async fn own_part(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    participant: i64,
    part: Part,
) -> Result<Vec<Voted>> {
    let values =
        [initiative.into(), conversation.into(), participant.into(), part.size.into(), part.skip.into()];
    Ok(read.rows(&OWN, &values).await?)
}

struct Counted {
    statement: i64,
    tally: Tally,
}

impl FromRow for Counted {
    fn from_row(row: &mut Row) -> store::Result<Self> {
        Ok(Self { statement: row.take()?, tally: tally(row)? })
    }
}

/// The counts of every open statement of a conversation.
pub(crate) async fn tallies(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
) -> Result<BTreeMap<u32, Tally>> {
    let counted: Vec<Counted> = read.rows(&TALLIES, &[initiative.into(), conversation.into()]).await?;
    let tallies = counted.into_iter().filter_map(|counted| {
        u32::try_from(counted.statement).ok().map(|statement| (statement, counted.tally))
    });
    Ok(tallies.collect())
}

/// Conversation, participant, statement, choice and importance of the next votes after one of them.
pub(crate) async fn after(
    read: &mut Read,
    initiative: InitiativeId,
    (conversation, participant, statement): (i64, i64, i64),
    at_most: usize,
) -> Result<Vec<(i64, i64, i64, i64, bool)>> {
    let values =
        [initiative.into(), conversation.into(), participant.into(), statement.into(), at_most.into()];
    Ok(read.rows(&AFTER, &values).await?)
}
