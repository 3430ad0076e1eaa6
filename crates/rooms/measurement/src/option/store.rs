use kernel::{InitiativeId, Result};
use store::{Read, Tx};
use uuid::Uuid;

use super::{Idea, Score};
use crate::turn::TurnId;

/// The columns of an [`Idea`] in its order.
macro_rules! columns {
    () => {
        "id, number, turn, words, cause, sort, cost, evidence, aside, added_by, added_at, version"
    };
}

store::statements! {
    THESE = concat!("SELECT ", columns!(), " FROM turn_option WHERE initiative = $1 AND id = ANY($2)");
    NUMBERED = concat!("SELECT ", columns!(), " FROM turn_option WHERE initiative = $1 AND number = $2");
    LOCK = concat!("SELECT ", columns!(), " FROM turn_option WHERE initiative = $1 AND number = $2 FOR UPDATE");
    OF_TURN = concat!("SELECT ", columns!(), " FROM turn_option WHERE initiative = $1 AND turn = $2 ORDER BY number");
    EVERY = concat!("SELECT ", columns!(), " FROM turn_option WHERE initiative = $1 ORDER BY number");
    INSERT = concat!("INSERT INTO turn_option (initiative, ", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)");
    UPDATE = "UPDATE turn_option SET words = $3, cause = $4, sort = $5, cost = $6, evidence = $7, aside = $8,
        version = $9 WHERE initiative = $1 AND id = $2";
    SCORES = "SELECT option_id, person, leverage, reach, specificity, fit FROM option_score
        WHERE initiative = $1 AND turn = $2 ORDER BY option_id, person";
    EVERY_SCORE = "SELECT o.number, s.leverage, s.reach, s.specificity, s.fit FROM option_score s
        JOIN turn_option o ON o.initiative = s.initiative AND o.id = s.option_id
        WHERE s.initiative = $1 ORDER BY o.number, s.leverage, s.reach, s.specificity, s.fit";
    PUT_SCORE = "INSERT INTO option_score (initiative, turn, option_id, person, leverage, reach, specificity, fit)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (initiative, option_id, person) DO UPDATE SET leverage = excluded.leverage,
        reach = excluded.reach, specificity = excluded.specificity, fit = excluded.fit";
}

store::row!(Idea {
    id,
    number,
    turn,
    words,
    cause,
    sort,
    cost,
    evidence,
    aside,
    added_by,
    added_at,
    version,
});
store::row!(Score { option, person, leverage, reach, specificity, fit });

pub(crate) async fn these(read: &mut Read, initiative: InitiativeId, ids: &[Uuid]) -> Result<Vec<Idea>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

pub(crate) async fn numbered(read: &mut Read, initiative: InitiativeId, number: i64) -> Result<Option<Idea>> {
    Ok(read.maybe(&NUMBERED, &[initiative.into(), number.into()]).await?)
}

/// The same, locked until the act is over.
pub(crate) async fn lock(tx: &mut Tx, initiative: InitiativeId, number: i64) -> Result<Option<Idea>> {
    Ok(tx.maybe(&LOCK, &[initiative.into(), number.into()]).await?)
}

pub(crate) async fn of_turn(read: &mut Read, initiative: InitiativeId, turn: TurnId) -> Result<Vec<Idea>> {
    Ok(read.rows(&OF_TURN, &[initiative.into(), turn.into()]).await?)
}

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Idea>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, idea: &Idea) -> Result<()> {
    let values = [
        initiative.into(),
        idea.id.into(),
        idea.number.into(),
        idea.turn.into(),
        idea.words.as_str().into(),
        idea.cause.into(),
        idea.sort.into(),
        idea.cost.into(),
        idea.evidence.as_str().into(),
        idea.aside.into(),
        idea.added_by.as_str().into(),
        idea.added_at.into(),
        idea.version.into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}

pub(crate) async fn update(tx: &mut Tx, initiative: InitiativeId, idea: &Idea) -> Result<()> {
    let values = [
        initiative.into(),
        idea.id.into(),
        idea.words.as_str().into(),
        idea.cause.into(),
        idea.sort.into(),
        idea.cost.into(),
        idea.evidence.as_str().into(),
        idea.aside.into(),
        idea.version.into(),
    ];
    tx.run(&UPDATE, &values).await?;
    Ok(())
}

/// Everybody's scores in a session.
pub(crate) async fn scores(read: &mut Read, initiative: InitiativeId, turn: TurnId) -> Result<Vec<Score>> {
    Ok(read.rows(&SCORES, &[initiative.into(), turn.into()]).await?)
}

/// The scores of every option, by its number; whose they are stays with them.
pub(crate) async fn all_scores(
    read: &mut Read,
    initiative: InitiativeId,
) -> Result<Vec<(i64, i64, i64, i64, i64)>> {
    Ok(read.rows(&EVERY_SCORE, &[initiative.into()]).await?)
}

pub(crate) async fn put_score(
    tx: &mut Tx,
    initiative: InitiativeId,
    turn: TurnId,
    score: &Score,
) -> Result<()> {
    let values = [
        initiative.into(),
        turn.into(),
        score.option.into(),
        score.person.into(),
        score.leverage.into(),
        score.reach.into(),
        score.specificity.into(),
        score.fit.into(),
    ];
    tx.run(&PUT_SCORE, &values).await?;
    Ok(())
}
