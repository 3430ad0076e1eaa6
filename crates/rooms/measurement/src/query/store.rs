use jiff::Timestamp;
use kernel::{InitiativeId, Result};
use store::{Read, Tx};

use super::Query;
use crate::cycle::CycleId;
use crate::duty::DutyId;
use crate::submission::Submission;

macro_rules! queries {
    ($where:literal) => {
        concat!(
            "SELECT id, number, submission, duty, cycle, question, asked_by, asker, asked_at, answer, answered_by,
            answered_at, corrected, state FROM submission_query WHERE initiative = $1",
            $where
        )
    };
}

store::statements! {
    EVERY = queries!(" ORDER BY number");
    NUMBERED = queries!(" AND number = $2");
    OF_DUTY = queries!(" AND duty = $2 AND cycle = $3 ORDER BY number");
    /// What waits for one side or the other, of the duties of a partner.
    UNSETTLED_OF_PARTNER = queries!(" AND state <> 'settled' AND duty IN (SELECT id FROM data_duty
        WHERE initiative = $1 AND partnership = $2) ORDER BY asked_at, number");
    /// What was answered to somebody and is not settled.
    ANSWERED = queries!(" AND state = 'answered' ORDER BY answered_at, number");
    /// What waits for its partner.
    OPEN = queries!(" AND state <> 'settled' AND state = 'open' ORDER BY asked_at, number");
    /// Which numbers of some cycles are with their partner again; both conditions, for the index of what is unsettled.
    OPEN_IN = "SELECT duty, cycle FROM submission_query WHERE initiative = $1 AND cycle = ANY($2)
        AND state <> 'settled' AND state = 'open'";
    INSERT = "INSERT INTO submission_query (initiative, id, number, submission, duty, cycle, question, asked_by, asker,
        asked_at, answer, answered_by, answered_at, corrected, state)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    /// False for whoever comes second.
    ANSWER = "UPDATE submission_query SET answer = $3, answered_by = $4, answered_at = $5, state = 'answered'
        WHERE initiative = $1 AND id = $2 AND state = 'open'";
    CORRECTED = "UPDATE submission_query SET answer = $4, answered_by = $5, answered_at = $6, corrected = $7,
        state = 'answered' WHERE initiative = $1 AND duty = $2 AND cycle = $3 AND submission <> $8 AND state = 'open'";
    SETTLE = "UPDATE submission_query SET state = 'settled' WHERE initiative = $1 AND id = $2 AND state <> 'settled'";
}

store::row!(Query {
    id,
    number,
    submission,
    duty,
    cycle,
    question,
    asked_by,
    asker,
    asked_at,
    answer,
    answered_by,
    answered_at,
    corrected,
    state,
});

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Query>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<Query>> {
    Ok(read.maybe(&NUMBERED, &[initiative.into(), number.into()]).await?)
}

/// All questions about one partner's number for one period, in the order they were asked.
pub(crate) async fn of_duty(
    read: &mut Read,
    initiative: InitiativeId,
    duty: DutyId,
    cycle: CycleId,
) -> Result<Vec<Query>> {
    Ok(read.rows(&OF_DUTY, &[initiative.into(), duty.into(), cycle.into()]).await?)
}

/// A partner's questions that are not settled.
pub(crate) async fn unsettled_of_partner(
    read: &mut Read,
    initiative: InitiativeId,
    partnership: people::PartnershipId,
) -> Result<Vec<Query>> {
    Ok(read.rows(&UNSETTLED_OF_PARTNER, &[initiative.into(), partnership.into()]).await?)
}

/// Answers that nobody has settled yet.
pub(crate) async fn answered(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Query>> {
    Ok(read.rows(&ANSWERED, &[initiative.into()]).await?)
}

/// Questions that wait for their partners.
pub(crate) async fn open(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Query>> {
    Ok(read.rows(&OPEN, &[initiative.into()]).await?)
}

/// Which duties wait for an answer, and in which cycle.
pub(crate) async fn open_in(
    read: &mut Read,
    initiative: InitiativeId,
    cycles: &[uuid::Uuid],
) -> Result<Vec<(DutyId, CycleId)>> {
    Ok(read.rows(&OPEN_IN, &[initiative.into(), cycles.into()]).await?)
}

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, query: &Query) -> Result<()> {
    let values = [
        initiative.into(),
        query.id.into(),
        query.number.into(),
        query.submission.into(),
        query.duty.into(),
        query.cycle.into(),
        query.question.as_str().into(),
        query.asked_by.as_str().into(),
        query.asker.into(),
        query.asked_at.into(),
        query.answer.as_str().into(),
        query.answered_by.as_str().into(),
        query.answered_at.into(),
        query.corrected.into(),
        query.state.word().into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}

/// False if it does not wait for an answer any more.
pub(crate) async fn answer(
    tx: &mut Tx,
    initiative: InitiativeId,
    query: &Query,
    answer: &str,
    by: &str,
    at: Timestamp,
) -> Result<bool> {
    let values = [initiative.into(), query.id.into(), answer.into(), by.into(), at.into()];
    Ok(tx.run(&ANSWER, &values).await? == 1)
}

/// A revision that its partner has accepted answers what was asked about those before it.
pub(crate) async fn corrected(
    tx: &mut Tx,
    initiative: InitiativeId,
    by: &Submission,
    at: Timestamp,
) -> Result<()> {
    let values = [
        initiative.into(),
        by.duty.into(),
        by.cycle.into(),
        by.note.as_str().into(),
        by.sent_by.as_str().into(),
        at.into(),
        by.revision.into(),
        by.id.into(),
    ];
    tx.run(&CORRECTED, &values).await?;
    Ok(())
}

/// False if it is settled already.
pub(crate) async fn settle(tx: &mut Tx, initiative: InitiativeId, query: &Query) -> Result<bool> {
    Ok(tx.run(&SETTLE, &[initiative.into(), query.id.into()]).await? == 1)
}

#[cfg(test)]
mod tests {
    use crate::query::State;

    #[test]
    fn the_statements_speak_the_states_words() {
        let text: String = super::ALL.iter().map(|sql| sql.text()).collect();
        for state in State::ALL {
            assert!(text.contains(&format!("'{}'", state.word())), "{state:?}");
        }
    }
}
