use jiff::Timestamp;
use kernel::{InitiativeId, Result};
use people::PartnershipId;
use signals::Pooled;
use store::{FromRow, Read, Row, Sql, Tx, Value};
use uuid::Uuid;

use super::{Confirmed, Part as SubmittedPart, State, Submission, SubmissionId};
use crate::cycle::CycleId;
use crate::dimension::CategoryId;
use crate::duty::DutyId;
use crate::measure::MeasureId;

/// A submission with its duty and cycle, and the condition that follows.
macro_rules! submissions {
    ($where:literal) => {
        concat!(
            "SELECT s.id, s.number, s.duty, d.measure, d.partnership, s.cycle, c.period, c.label,
            c.locked, s.revision, s.version, s.numerator, s.denominator, s.low, s.high, s.quality, s.note, s.state, s.sent_by, s.sent_at,
            s.accepted_by, s.accepted_at FROM submission s
            JOIN data_duty d ON d.initiative = s.initiative AND d.id = s.duty
            JOIN reporting_cycle c ON c.initiative = s.initiative AND c.id = s.cycle
            WHERE s.initiative = $1",
            $where
        )
    };
}

store::statements! {
    AFTER = submissions!(" AND s.number > $2 ORDER BY s.number LIMIT $3");
    THESE = submissions!(" AND s.id = ANY($2)");
    NUMBERED = submissions!(" AND s.number = $2");
    OF_DUTY = submissions!(" AND s.duty = $2 ORDER BY c.period DESC, s.revision DESC");
    /// Everything one partner sent, under each duty the latest period and revision first.
    OF_PARTNER = submissions!(" AND d.partnership = $2 ORDER BY d.number, c.period DESC, s.revision DESC");
    EVERY_OF_CYCLE = submissions!(" AND s.cycle = $2");
    /// In the order they were sent, as WAITING_OF_PARTNER: by number, SQLite would read all there are in order.
    OF_CYCLE = submissions!(" AND s.cycle = $2 AND s.state <> 'superseded' ORDER BY s.sent_at, s.number");
    ACCEPTED_OF_DUTIES =
        submissions!(" AND s.duty = ANY($2) AND s.state = 'accepted' ORDER BY c.period");
    /// What counts and what waits, in the periods between two keys.
    STANDING = submissions!(" AND d.measure = $2 AND c.period >= $3 AND c.period <= $4
        AND s.state IN ('accepted', 'sent')");
    WAITING_OF_PARTNER =
        submissions!(" AND d.partnership = $2 AND s.state = 'sent' ORDER BY s.sent_at, s.number");
    WAITING_OF_MEASURE = "SELECT CAST(count(*) AS BIGINT) FROM submission s
        JOIN data_duty d ON d.initiative = s.initiative AND d.id = s.duty
        WHERE s.initiative = $1 AND d.measure = $2 AND s.state = 'sent'";
    /// What stands in some cycles, from the index alone.
    STATES_IN = "SELECT duty, cycle, state FROM submission WHERE initiative = $1 AND cycle = ANY($2)
        AND state IN ('sent', 'accepted')";
    /// The sums of all others that count in a period.
    OTHERS = "SELECT CAST(count(*) AS BIGINT), sum(numerator), sum(denominator) FROM submission
        WHERE initiative = $1 AND cycle = $2 AND duty <> $3 AND state = 'accepted'";
    LATEST_REVISION = "SELECT CAST(coalesce(max(revision), 0) AS BIGINT) FROM submission
        WHERE initiative = $1 AND duty = $2 AND cycle = $3";
    INSERT = "INSERT INTO submission (initiative, id, number, duty, cycle, revision, version, numerator, denominator,
        low, high, quality, note, state, sent_by, sent_at, accepted_by, accepted_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";
    /// What a new revision takes the place of: whatever was not accepted.
    SUPERSEDE_OPEN = "UPDATE submission SET state = 'superseded'
        WHERE initiative = $1 AND duty = $2 AND cycle = $3 AND state = 'sent'";
    SUPERSEDE_ACCEPTED = "UPDATE submission SET state = 'superseded'
        WHERE initiative = $1 AND duty = $2 AND cycle = $3 AND state = 'accepted'";
    PARTS_OF = "SELECT submission, category, numerator, denominator FROM submission_part
        WHERE initiative = $1 AND submission = ANY($2)";
    INSERT_PART = "INSERT INTO submission_part (initiative, submission, category, numerator, denominator)
        VALUES ($1, $2, $3, $4, $5)";
    /// Whoever reports for a place reports that place's part with it.
    INSERT_PLACE = "INSERT INTO submission_part (initiative, submission, category, numerator, denominator)
        SELECT s.initiative, s.id, d.place, s.numerator, s.denominator FROM submission s
        JOIN data_duty d ON d.initiative = s.initiative AND d.id = s.duty
        WHERE s.initiative = $1 AND s.id = ANY($2) AND d.place IS NOT NULL";
    /// What counts of every category in a cycle.
    COUNTING_PARTS = "SELECT p.category, p.numerator, p.denominator FROM submission s
        JOIN submission_part p ON p.initiative = s.initiative AND p.submission = s.id
        WHERE s.initiative = $1 AND s.cycle = $2 AND s.state = 'accepted'";
    /// With the note as the reason.
    CONFIRM = "INSERT INTO confirmed_check (initiative, submission, code, why) VALUES ($1, $2, $3, $4)";
    CONFIRMED = "SELECT submission, code, why FROM confirmed_check WHERE initiative = $1 AND submission = $2 ORDER BY code";
    EVERY_CONFIRMED = "SELECT submission, code, why FROM confirmed_check WHERE initiative = $1 ORDER BY submission, code";
    NOTE_TIME = "INSERT INTO reporting_time (initiative, submission, duty, cycle, minutes)
        VALUES ($1, $2, $3, $4, $5)";
    /// How long each partner took for a period, over all its revisions.
    TIMES = "SELECT CAST(sum(minutes) AS DOUBLE PRECISION) FROM reporting_time
        WHERE initiative = $1 AND cycle = $2 GROUP BY duty";
    EVERY_TIME = "SELECT submission, minutes FROM reporting_time WHERE initiative = $1 ORDER BY submission";
    /// False for whoever comes second.
    ACCEPT = "UPDATE submission SET state = 'accepted', accepted_by = $3, accepted_at = $4
        WHERE initiative = $1 AND id = $2 AND state = 'sent'";
}

store::row!(SubmittedPart { submission, category, numerator, denominator });
store::row!(Confirmed { submission, code, why });

impl FromRow for Submission {
    fn from_row(row: &mut Row) -> store::Result<Self> {
        Ok(Self {
            id: row.take()?,
            number: row.take()?,
            duty: row.take()?,
            measure: row.take()?,
            partnership: row.take()?,
            cycle: row.take()?,
            period: row.take()?,
            label: row.take()?,
            locked: row.take()?,
            revision: row.take()?,
            version: row.take()?,
            numerator: row.take()?,
            denominator: row.take()?,
            low: row.take()?,
            high: row.take()?,
            quality: row.take()?,
            note: row.take()?,
            state: row.take()?,
            sent_by: row.take()?,
            sent_at: row.take()?,
            accepted_by: row.take()?,
            accepted_at: row.take()?,
        })
    }
}

async fn those(
    read: &mut Read,
    sql: &Sql,
    initiative: InitiativeId,
    of: impl Into<Value>,
) -> Result<Vec<Submission>> {
    Ok(read.rows(sql, &[initiative.into(), of.into()]).await?)
}

/// The next after a number, whatever their state.
pub(crate) async fn after(
    read: &mut Read,
    initiative: InitiativeId,
    number: i64,
    at_most: usize,
) -> Result<Vec<Submission>> {
    Ok(read.rows(&AFTER, &[initiative.into(), number.into(), at_most.into()]).await?)
}

pub(crate) async fn these(
    read: &mut Read,
    initiative: InitiativeId,
    ids: &[Uuid],
) -> Result<Vec<Submission>> {
    those(read, &THESE, initiative, ids).await
}

pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<Submission>> {
    Ok(those(read, &NUMBERED, initiative, number).await?.pop())
}

/// Every revision under a duty, latest period and revision first.
pub(crate) async fn of_duty(
    read: &mut Read,
    initiative: InitiativeId,
    duty: DutyId,
) -> Result<Vec<Submission>> {
    those(read, &OF_DUTY, initiative, duty).await
}

/// Everything one partner sent, under each duty the latest period and revision first.
pub(crate) async fn of_partner(
    read: &mut Read,
    initiative: InitiativeId,
    partnership: PartnershipId,
) -> Result<Vec<Submission>> {
    those(read, &OF_PARTNER, initiative, partnership).await
}

/// Every revision of every figure of a cycle, in no order: one question, however many owe it.
pub(crate) async fn every_of_cycle(
    read: &mut Read,
    initiative: InitiativeId,
    cycle: CycleId,
) -> Result<Vec<Submission>> {
    those(read, &EVERY_OF_CYCLE, initiative, cycle).await
}

/// What stands in a cycle: for each duty at most one that counts and one that waits.
pub(crate) async fn of_cycle(
    read: &mut Read,
    initiative: InitiativeId,
    cycle: CycleId,
) -> Result<Vec<Submission>> {
    those(read, &OF_CYCLE, initiative, cycle).await
}

/// Who has sent what in some cycles: what waits and what counts, never how many.
pub(crate) async fn states_in(
    read: &mut Read,
    initiative: InitiativeId,
    cycles: &[Uuid],
) -> Result<Vec<(DutyId, CycleId, String)>> {
    Ok(read.rows(&STATES_IN, &[initiative.into(), cycles.into()]).await?)
}

/// What counts in any period under some duties, in order of time.
pub(crate) async fn accepted_of_duties(
    read: &mut Read,
    initiative: InitiativeId,
    duties: &[Uuid],
) -> Result<Vec<Submission>> {
    those(read, &ACCEPTED_OF_DUTIES, initiative, duties).await
}

/// What counts and what waits in a measure's periods from one key to another, in no order.
pub(crate) async fn standing(
    read: &mut Read,
    initiative: InitiativeId,
    measure: MeasureId,
    from: &str,
    to: &str,
) -> Result<Vec<Submission>> {
    Ok(read.rows(&STANDING, &[initiative.into(), measure.into(), from.into(), to.into()]).await?)
}

/// What waits for a partner to accept it.
pub(crate) async fn waiting_of_partner(
    read: &mut Read,
    initiative: InitiativeId,
    partnership: PartnershipId,
) -> Result<Vec<Submission>> {
    those(read, &WAITING_OF_PARTNER, initiative, partnership).await
}

/// How many others count in a period, and their sums.
pub(crate) async fn others(
    read: &mut Read,
    initiative: InitiativeId,
    cycle: CycleId,
    duty: DutyId,
) -> Result<(usize, Option<Pooled>)> {
    let values = [initiative.into(), cycle.into(), duty.into()];
    let (count, numerator, denominator): (i64, Option<f64>, Option<f64>) = read.one(&OTHERS, &values).await?;
    let pooled = numerator.zip(denominator).map(|(numerator, denominator)| Pooled { numerator, denominator });
    Ok((count as usize, pooled))
}

/// The number of the latest revision; 0 if there is none.
pub(crate) async fn latest_revision(
    read: &mut Read,
    initiative: InitiativeId,
    duty: DutyId,
    cycle: CycleId,
) -> Result<i64> {
    let (revision,) = read.one(&LATEST_REVISION, &[initiative.into(), duty.into(), cycle.into()]).await?;
    Ok(revision)
}

/// A new revision, in the place of whatever was not accepted.
pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, submission: &Submission) -> Result<()> {
    tx.run(&SUPERSEDE_OPEN, &place(initiative, submission)).await?;
    tx.run(&INSERT, &row(initiative, submission)).await?;
    tx.run(&INSERT_PLACE, &[initiative.into(), [submission.id.0].as_slice().into()]).await?;
    Ok(())
}

/// How many numbers of a measure wait for their partners.
pub(crate) async fn waiting_of_measure(
    read: &mut Read,
    initiative: InitiativeId,
    measure: MeasureId,
) -> Result<i64> {
    let (count,) = read.one(&WAITING_OF_MEASURE, &[initiative.into(), measure.into()]).await?;
    Ok(count)
}

/// What submissions say by category.
pub(crate) async fn parts_of(
    read: &mut Read,
    initiative: InitiativeId,
    submissions: &[SubmissionId],
) -> Result<Vec<SubmittedPart>> {
    let ids: Vec<Uuid> = submissions.iter().map(|id| id.0).collect();
    Ok(read.rows(&PARTS_OF, &[initiative.into(), ids.as_slice().into()]).await?)
}

/// What submissions that were just written say by category; not the places of duties, which are written with them.
pub(crate) async fn insert_parts(
    tx: &mut Tx,
    initiative: InitiativeId,
    parts: &[SubmittedPart],
) -> Result<()> {
    for some in parts.chunks(1_000) {
        let row = |part: &SubmittedPart| {
            let SubmittedPart { submission, category, numerator, denominator } = *part;
            vec![initiative.into(), submission.into(), category.into(), numerator.into(), denominator.into()]
        };
        tx.run_each(&INSERT_PART, &some.iter().map(row).collect::<Vec<_>>()).await?;
    }
    Ok(())
}

/// What counts of each category in a cycle, part by part.
pub(crate) async fn counting_parts(
    read: &mut Read,
    initiative: InitiativeId,
    cycle: CycleId,
) -> Result<Vec<(CategoryId, f64, f64)>> {
    Ok(read.rows(&COUNTING_PARTS, &[initiative.into(), cycle.into()]).await?)
}

/// Keeps that something was asked about it and is right all the same.
pub(crate) async fn confirm(
    tx: &mut Tx,
    initiative: InitiativeId,
    submission: &Submission,
    code: &str,
) -> Result<()> {
    let values = [initiative.into(), submission.id.into(), code.into(), submission.note.as_str().into()];
    tx.run(&CONFIRM, &values).await?;
    Ok(())
}

/// What was asked about a submission and confirmed.
pub(crate) async fn confirmed(
    read: &mut Read,
    initiative: InitiativeId,
    submission: SubmissionId,
) -> Result<Vec<Confirmed>> {
    Ok(read.rows(&CONFIRMED, &[initiative.into(), submission.into()]).await?)
}

/// The same of all of them.
pub(crate) async fn all_confirmed(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Confirmed>> {
    Ok(read.rows(&EVERY_CONFIRMED, &[initiative.into()]).await?)
}

/// Keeps how long each of them took.
pub(crate) async fn note_times(
    tx: &mut Tx,
    initiative: InitiativeId,
    submissions: &[Submission],
    minutes: f64,
) -> Result<()> {
    let row = |one: &Submission| {
        vec![initiative.into(), one.id.into(), one.duty.into(), one.cycle.into(), minutes.into()]
    };
    let rows: Vec<Vec<Value>> = submissions.iter().map(row).collect();
    tx.run_each(&NOTE_TIME, &rows).await?;
    Ok(())
}

/// How long each partner that said so took for a period.
pub(crate) async fn times(read: &mut Read, initiative: InitiativeId, cycle: CycleId) -> Result<Vec<f64>> {
    let rows: Vec<(f64,)> = read.rows(&TIMES, &[initiative.into(), cycle.into()]).await?;
    Ok(rows.into_iter().map(|(minutes,)| minutes).collect())
}

/// How long each revision took, as far as it was said.
pub(crate) async fn all_times(read: &mut Read, initiative: InitiativeId) -> Result<Vec<(SubmissionId, f64)>> {
    Ok(read.rows(&EVERY_TIME, &[initiative.into()]).await?)
}

/// Many new revisions at once. Those in `after` take the place of something; those that count already, also of
/// what counted before.
pub(crate) async fn insert_all(
    tx: &mut Tx,
    initiative: InitiativeId,
    submissions: &[Submission],
    after: &[&Submission],
) -> Result<()> {
    let places: Vec<_> = after.iter().map(|submission| place(initiative, submission).to_vec()).collect();
    tx.run_each(&SUPERSEDE_OPEN, &places).await?;
    let counting = after.iter().filter(|submission| submission.is(State::Accepted));
    let places: Vec<_> = counting.map(|submission| place(initiative, submission).to_vec()).collect();
    tx.run_each(&SUPERSEDE_ACCEPTED, &places).await?;
    // Rows are made as they are written: a file has very many.
    for some in submissions.chunks(1_000) {
        let rows: Vec<_> = some.iter().map(|submission| row(initiative, submission).to_vec()).collect();
        tx.run_each(&INSERT, &rows).await?;
        let ids: Vec<Uuid> = some.iter().map(|submission| submission.id.0).collect();
        tx.run(&INSERT_PLACE, &[initiative.into(), ids.as_slice().into()]).await?;
    }
    Ok(())
}

fn place(initiative: InitiativeId, submission: &Submission) -> [Value; 3] {
    [initiative.into(), submission.duty.into(), submission.cycle.into()]
}

fn row(initiative: InitiativeId, submission: &Submission) -> [Value; 18] {
    [
        initiative.into(),
        submission.id.into(),
        submission.number.into(),
        submission.duty.into(),
        submission.cycle.into(),
        submission.revision.into(),
        submission.version.into(),
        submission.numerator.into(),
        submission.denominator.into(),
        submission.low.into(),
        submission.high.into(),
        submission.quality.into(),
        submission.note.as_str().into(),
        submission.state.as_str().into(),
        submission.sent_by.as_str().into(),
        submission.sent_at.into(),
        submission.accepted_by.as_str().into(),
        submission.accepted_at.into(),
    ]
}

/// Takes away what was not accepted.
pub(crate) async fn take_back(tx: &mut Tx, initiative: InitiativeId, submission: &Submission) -> Result<()> {
    tx.run(&SUPERSEDE_OPEN, &place(initiative, submission)).await?;
    Ok(())
}

/// Makes it count, in the place of what counted before; false if it does not wait any more.
pub(crate) async fn accept(
    tx: &mut Tx,
    initiative: InitiativeId,
    submission: &Submission,
    by: &str,
    at: Timestamp,
) -> Result<bool> {
    tx.run(&SUPERSEDE_ACCEPTED, &place(initiative, submission)).await?;
    let values = [initiative.into(), submission.id.into(), by.into(), at.into()];
    Ok(tx.run(&ACCEPT, &values).await? == 1)
}

#[cfg(test)]
mod tests {
    use web::Room;

    use crate::Measurement;
    use crate::submission::State;

    store::statements! {
        OF_DUTY = concat!("EXPLAIN QUERY PLAN ", submissions!(" AND s.duty = $2 ORDER BY c.period DESC"));
        OF_CYCLE = concat!("EXPLAIN QUERY PLAN ", submissions!(" AND s.cycle = $2"));
    }

    #[test]
    fn sqlite_never_reads_all_there_are_for_those_of_one() {
        house::on_sqlite(async |location| {
            let store = store::Store::open(&location).await.unwrap();
            store.migrate(Measurement.migrations()).await.unwrap();
            let mut read = store.read().await.unwrap();
            for sql in ALL {
                let nobody = [uuid::Uuid::nil().into(), uuid::Uuid::nil().into()];
                let plan: Vec<(i64, i64, i64, String)> = read.rows(sql, &nobody).await.unwrap();
                let narrow = |step: &str| step.contains(" s USING") && step.contains("=? AND ");
                assert!(plan.iter().any(|(.., step)| narrow(step)), "{}: {plan:#?}", sql.name());
            }
        });
    }

    #[test]
    fn the_statements_speak_the_states_words() {
        let text: String = super::ALL.iter().map(|sql| sql.text()).collect();
        for state in State::ALL {
            assert!(text.contains(&format!("'{}'", state.word())), "{state:?}");
        }
    }
}
