use jiff::{RoundMode, Timestamp, TimestampRound, Unit};
use kernel::{Error, InitiativeId, Result};
use store::{FromRow, Read, Row, Tx};

use super::Cast;
use crate::vote::Choice;

store::statements! {
    TURNS = "SELECT CAST(COALESCE(max(turn), 0) AS BIGINT) FROM vote_cast
        WHERE initiative = $1 AND conversation = $2 AND participant = $3 AND statement = $4";
    KEEP = "INSERT INTO vote_cast (initiative, conversation, participant, statement, turn, choice, at, seq)
        VALUES ($1, $2, $3, $4, $5, $6, $7, NULL)";
    /// Those without a number yet, so that the votes of one on one statement stay in order.
    NEW = "SELECT participant, statement, turn, choice, at FROM vote_cast
        WHERE initiative = $1 AND conversation = $2 AND seq IS NULL
        ORDER BY participant, statement, turn LIMIT $3";
    NUMBER = "UPDATE vote_cast SET seq = $6
        WHERE initiative = $1 AND conversation = $2 AND participant = $3 AND statement = $4 AND turn = $5";
    NUMBERED = "SELECT seq, participant, statement, turn, choice, at FROM vote_cast
        WHERE initiative = $1 AND conversation = $2 AND seq > $3 ORDER BY seq LIMIT $4";
    AFTER = "SELECT v.conversation, v.participant, v.statement, v.turn, v.choice, v.at
        FROM vote_cast v JOIN conversation c ON c.initiative = v.initiative AND c.number = v.conversation
            AND c.published
        WHERE v.initiative = $1 AND (v.conversation, v.participant, v.statement, v.turn) > ($2, $3, $4, $5)
        ORDER BY v.conversation, v.participant, v.statement, v.turn LIMIT $6";
}

store::row!(Cast { participant, statement, turn, choice, at });

struct Of(i64, Cast);

impl FromRow for Of {
    fn from_row(row: &mut Row) -> store::Result<Self> {
        Ok(Self(row.take()?, Cast::from_row(row)?))
    }
}

/// Keeps a vote that was just written down in place of `before`. Whoever votes twice at once has waited there.
pub(crate) async fn keep(
    tx: &mut Tx,
    initiative: InitiativeId,
    [conversation, participant, statement]: [i64; 3],
    (before, choice): (Option<Choice>, Choice),
    at: Timestamp,
) -> Result<()> {
    let key = [initiative.into(), conversation.into(), participant.into(), statement.into()];
    let turns = match before {
        Some(_) => tx.one::<(i64,)>(&TURNS, &key).await?.0,
        None => 0,
    };
    let hour = at
        .round(TimestampRound::new().smallest(Unit::Hour).mode(RoundMode::Trunc))
        .map_err(|error| Error::Internal(error.to_string()))?;
    let values = [key.as_slice(), &[(turns + 1).into(), choice.number().into(), hour.into()]].concat();
    tx.run(&KEEP, &values).await?;
    Ok(())
}

/// Some of those that have no number yet.
pub(crate) async fn new(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    at_most: usize,
) -> Result<Vec<Cast>> {
    Ok(read.rows(&NEW, &[initiative.into(), conversation.into(), at_most.into()]).await?)
}

/// Gives them the numbers after `last`, which nobody else gives meanwhile.
pub(crate) async fn number(
    tx: &mut Tx,
    initiative: InitiativeId,
    conversation: i64,
    casts: &[Cast],
    last: i64,
) -> store::Result<()> {
    let sets = (last + 1..).zip(casts).map(|(seq, cast)| {
        vec![
            initiative.into(),
            conversation.into(),
            cast.participant.into(),
            cast.statement.into(),
            cast.turn.into(),
            seq.into(),
        ]
    });
    tx.run_each(&NUMBER, &sets.collect::<Vec<_>>()).await?;
    Ok(())
}

/// The next of a conversation after one of them by number, each with its number.
pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    (after, at_most): (i64, usize),
) -> Result<Vec<(i64, Cast)>> {
    let values = [initiative.into(), conversation.into(), after.into(), at_most.into()];
    let found: Vec<Of> = read.rows(&NUMBERED, &values).await?;
    Ok(found.into_iter().map(|Of(seq, cast)| (seq, cast)).collect())
}

/// The next after one of them, each with its conversation.
pub(crate) async fn after(
    read: &mut Read,
    initiative: InitiativeId,
    (conversation, participant, statement, turn): (i64, i64, i64, i64),
    at_most: usize,
) -> Result<Vec<(i64, Cast)>> {
    let values = [
        initiative.into(),
        conversation.into(),
        participant.into(),
        statement.into(),
        turn.into(),
        at_most.into(),
    ];
    let found: Vec<Of> = read.rows(&AFTER, &values).await?;
    Ok(found.into_iter().map(|Of(conversation, cast)| (conversation, cast)).collect())
}
