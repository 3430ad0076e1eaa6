use std::collections::BTreeMap;

use kernel::{InitiativeId, Result};
use opinion::Tally;
use store::{FromRow, Part, Read, Row, Tx, Value};

use super::{Choice, Known, Stance, Voted};
use crate::statement::store::tally;

store::statements! {
    BY_PERSON = "SELECT number FROM participant WHERE initiative = $1 AND conversation = $2 AND person = $3";
    BY_MARK = "SELECT number FROM participant WHERE initiative = $1 AND conversation = $2 AND mark = $3";
    LATEST = "SELECT latest_participant FROM conversation_roll WHERE initiative = $1 AND conversation = $2";
    ENTER = "INSERT INTO conversation_door (initiative, conversation, door, people, given) VALUES ($1, $2, $3, 1, 1)
        ON CONFLICT (initiative, conversation, door) DO UPDATE SET
            people = conversation_door.people + 1, given = conversation_door.given + 1
        RETURNING given";
    LEAVE = "UPDATE conversation_door SET people = people - 1
        WHERE initiative = $1 AND conversation = $2 AND door = $3";
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

/// Doors of a conversation. Whoever comes in waits for whoever just came in by the same one.
const DOORS: i64 = 16;

/// The door by which they come in, always the same.
fn door(known: Option<&Known>) -> i64 {
    let byte = match known {
        Some(Known::Person(person)) => person.0.as_bytes()[15],
        Some(Known::Mark(mark)) => mark[0],
        None => 0,
    };
    i64::from(byte) % DOORS
}

/// The next number of a participant.
pub(crate) async fn next_participant(
    tx: &mut Tx,
    initiative: InitiativeId,
    conversation: i64,
    known: Option<&Known>,
) -> Result<i64> {
    let door = door(known);
    let (given,): (i64,) = tx.one(&ENTER, &[initiative.into(), conversation.into(), door.into()]).await?;
    let (latest,): (i64,) = tx.one(&LATEST, &[initiative.into(), conversation.into()]).await?;
    Ok(latest + (given - 1) * DOORS + door + 1)
}

/// They had come in before.
pub(crate) async fn forget_participant(
    tx: &mut Tx,
    initiative: InitiativeId,
    conversation: i64,
    known: &Known,
) -> Result<()> {
    tx.run(&LEAVE, &[initiative.into(), conversation.into(), door(Some(known)).into()]).await?;
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
