use kernel::{InitiativeId, Result};
use opinion::Tally;
use store::{FromRow, Part, Read, Row, Tx};
use uuid::Uuid;

use super::{State, Statement, StatementId, Weighed};

store::statements! {
    /// A part of a conversation's statements, newest first; hidden ones only if they are asked for.
    PART = "SELECT s.id, s.conversation, s.number, s.text, s.hidden, s.reason, s.at,
        COALESCE(t.agree, 0), COALESCE(t.disagree, 0), COALESCE(t.pass, 0)
        FROM statement s LEFT JOIN statement_tally t
            ON t.initiative = s.initiative AND t.conversation = s.conversation AND t.statement = s.number
        WHERE s.initiative = $1 AND s.conversation = $2 AND (NOT s.hidden OR ($3 AND s.judged))
        ORDER BY s.number DESC LIMIT $4 OFFSET $5";
    NUMBERED = "SELECT s.id, s.conversation, s.number, s.text, s.hidden, s.reason, s.at,
        COALESCE(t.agree, 0), COALESCE(t.disagree, 0), COALESCE(t.pass, 0)
        FROM statement s LEFT JOIN statement_tally t
            ON t.initiative = s.initiative AND t.conversation = s.conversation AND t.statement = s.number
        WHERE s.initiative = $1 AND s.conversation = $2 AND s.number = $3";
    THESE = "SELECT s.id, s.conversation, s.number, s.text, s.hidden, s.reason, s.at,
        COALESCE(t.agree, 0), COALESCE(t.disagree, 0), COALESCE(t.pass, 0)
        FROM statement s JOIN conversation c
            ON c.initiative = s.initiative AND c.number = s.conversation AND c.published
        LEFT JOIN statement_tally t
            ON t.initiative = s.initiative AND t.conversation = s.conversation AND t.statement = s.number
        WHERE s.initiative = $1 AND s.id = ANY($2)";
    WEIGHTY = "SELECT s.id, s.conversation, s.number, s.text, s.hidden, s.reason, s.at,
        COALESCE(t.agree, 0), COALESCE(t.disagree, 0), COALESCE(t.pass, 0)
        FROM statement s JOIN conversation c
            ON c.initiative = s.initiative AND c.number = s.conversation AND c.published
        LEFT JOIN statement_tally t
            ON t.initiative = s.initiative AND t.conversation = s.conversation AND t.statement = s.number
        WHERE s.initiative = $1 AND NOT s.hidden
        ORDER BY (CASE WHEN EXISTS (SELECT 1 FROM clause_statement q
            WHERE q.initiative = s.initiative AND q.statement = s.id) THEN 0 ELSE 1 END),
            COALESCE(t.agree, 0) DESC, s.number LIMIT $2";
    EVERY = "SELECT s.id, s.conversation, s.number, s.text, s.hidden, s.reason, s.at,
        COALESCE(t.agree, 0), COALESCE(t.disagree, 0), COALESCE(t.pass, 0)
        FROM statement s JOIN conversation c
            ON c.initiative = s.initiative AND c.number = s.conversation AND c.published
        LEFT JOIN statement_tally t
            ON t.initiative = s.initiative AND t.conversation = s.conversation AND t.statement = s.number
        WHERE s.initiative = $1 ORDER BY s.conversation, s.number";
    NEXT = "UPDATE conversation_roll SET latest_statement = latest_statement + 1
        WHERE initiative = $1 AND conversation = $2 RETURNING latest_statement";
    INSERT = "INSERT INTO statement (initiative, id, conversation, number, text, author, hidden, reason, at, judged)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    /// What can be read of a conversation, to be held against something new.
    WORDS = "SELECT number, text FROM statement WHERE initiative = $1 AND conversation = $2 AND NOT hidden
        ORDER BY number";
    JUDGED = "SELECT judged FROM statement WHERE initiative = $1 AND conversation = $2 AND number = $3";
    AUTHOR = "SELECT author FROM statement WHERE initiative = $1 AND conversation = $2 AND number = $3";
    BY_AUTHOR = "SELECT s.id, s.conversation, s.number, s.text, s.hidden, s.reason, s.at,
        COALESCE(t.agree, 0), COALESCE(t.disagree, 0), COALESCE(t.pass, 0), s.judged
        FROM statement s LEFT JOIN statement_tally t
            ON t.initiative = s.initiative AND t.conversation = s.conversation AND t.statement = s.number
        WHERE s.initiative = $1 AND s.conversation = $2 AND s.author = $3 ORDER BY s.number DESC";
    SAID = "SELECT number FROM statement WHERE initiative = $1 AND conversation = $2 AND text = $3";
}

store::row!(Statement { id, conversation, number, text, hidden, reason, at });

impl FromRow for Weighed {
    fn from_row(row: &mut Row) -> store::Result<Self> {
        Ok(Self { statement: Statement::from_row(row)?, tally: tally(row)? })
    }
}

/// The counts of a row: agree, disagree, pass. No conversation has four thousand million votes.
pub(crate) fn tally(row: &mut Row) -> store::Result<Tally> {
    let mut count = || row.take::<i64>().map(|count| u32::try_from(count).unwrap_or_default());
    Ok(Tally { agree: count()?, disagree: count()?, pass: count()? })
}

pub(crate) async fn part(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    hidden_too: bool,
    part: Part,
) -> Result<Vec<Weighed>> {
    let values =
        [initiative.into(), conversation.into(), hidden_too.into(), part.size.into(), part.skip.into()];
    Ok(read.rows(&PART, &values).await?)
}

pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    number: i64,
) -> Result<Option<Weighed>> {
    Ok(read.maybe(&NUMBERED, &[initiative.into(), conversation.into(), number.into()]).await?)
}

pub(crate) async fn find(
    read: &mut Read,
    initiative: InitiativeId,
    id: StatementId,
) -> Result<Option<Weighed>> {
    Ok(these(read, initiative, &[id.0]).await?.pop())
}

pub(crate) async fn these(read: &mut Read, initiative: InitiativeId, ids: &[Uuid]) -> Result<Vec<Weighed>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

/// Those cited by a clause, then those with the most agreement.
pub(crate) async fn weighty(read: &mut Read, initiative: InitiativeId, at_most: i64) -> Result<Vec<Weighed>> {
    Ok(read.rows(&WEIGHTY, &[initiative.into(), at_most.into()]).await?)
}

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Weighed>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

/// The number of a statement of exactly these words, if there is one.
pub(crate) async fn said(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    text: &str,
) -> Result<Option<i64>> {
    let found: Option<(i64,)> =
        read.maybe(&SAID, &[initiative.into(), conversation.into(), text.into()]).await?;
    Ok(found.map(|(number,)| number))
}

/// The next number in the conversation.
pub(crate) async fn next_number(tx: &mut Tx, initiative: InitiativeId, conversation: i64) -> Result<i64> {
    let (number,) = tx.one(&NEXT, &[initiative.into(), conversation.into()]).await?;
    Ok(number)
}

/// Number and words of all that is shown in a conversation.
pub(crate) async fn words(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
) -> Result<Vec<(i64, String)>> {
    Ok(read.rows(&WORDS, &[initiative.into(), conversation.into()]).await?)
}

/// Whether a moderator has looked at it.
pub(crate) async fn judged(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    number: i64,
) -> Result<bool> {
    let values = [initiative.into(), conversation.into(), number.into()];
    let found: Option<(bool,)> = read.maybe(&JUDGED, &values).await?;
    Ok(found.is_some_and(|(judged,)| judged))
}

/// Whether that participant wrote it.
pub(crate) async fn is_by(
    read: &mut Read,
    statement: &Statement,
    initiative: InitiativeId,
    participant: Option<i64>,
) -> Result<bool> {
    let values = [initiative.into(), statement.conversation.into(), statement.number.into()];
    let found: Option<(Option<i64>,)> = read.maybe(&AUTHOR, &values).await?;
    Ok(participant.is_some() && found.is_some_and(|(author,)| author == participant))
}

struct Own(Weighed, bool);

impl FromRow for Own {
    fn from_row(row: &mut Row) -> store::Result<Self> {
        Ok(Self(Weighed::from_row(row)?, row.take()?))
    }
}

/// What a participant wrote, and how it stands, newest first.
pub(crate) async fn by_author(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    participant: i64,
) -> Result<Vec<(Weighed, State)>> {
    let values = [initiative.into(), conversation.into(), participant.into()];
    let found: Vec<Own> = read.rows(&BY_AUTHOR, &values).await?;
    let stands = |Own(weighed, judged)| {
        let state = State::of(weighed.statement.hidden, judged);
        (weighed, state)
    };
    Ok(found.into_iter().map(stands).collect())
}

/// `judged` is whether no moderator needs to look at it.
pub(crate) async fn insert(
    tx: &mut Tx,
    initiative: InitiativeId,
    statement: &Statement,
    author: Option<i64>,
    judged: bool,
) -> Result<()> {
    let values = [
        initiative.into(),
        statement.id.into(),
        statement.conversation.into(),
        statement.number.into(),
        statement.text.as_str().into(),
        author.into(),
        statement.hidden.into(),
        statement.reason.as_str().into(),
        statement.at.into(),
        judged.into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}
