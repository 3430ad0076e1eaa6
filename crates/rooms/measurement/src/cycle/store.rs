use jiff::Timestamp;
use kernel::{InitiativeId, Result};
use people::PartnershipId;
use store::{Read, Tx};
use uuid::Uuid;

use super::{Cycle, CycleId};
use crate::dimension::CategoryId;
use crate::duty::DutyId;
use crate::measure::MeasureId;

store::statements! {
    EVERY = "SELECT id, measure, period, label, opened_at, due, locked FROM reporting_cycle
        WHERE initiative = $1 ORDER BY measure, period";
    OF_MEASURE = "SELECT id, measure, period, label, opened_at, due, locked FROM reporting_cycle
        WHERE initiative = $1 AND measure = $2 ORDER BY period DESC";
    FIND = "SELECT id, measure, period, label, opened_at, due, locked FROM reporting_cycle
        WHERE initiative = $1 AND measure = $2 AND period = $3";
    /// The latest period of each measure.
    LATEST = "SELECT id, measure, period, label, opened_at, due, locked FROM reporting_cycle c
        WHERE initiative = $1 AND period = (SELECT max(o.period) FROM reporting_cycle o
            WHERE o.initiative = c.initiative AND o.measure = c.measure) ORDER BY measure";
    /// One period of every measure that has it.
    OF_PERIOD = "SELECT id, measure, period, label, opened_at, due, locked FROM reporting_cycle
        WHERE initiative = $1 AND period = $2 ORDER BY measure";
    PERIODS = "SELECT DISTINCT period FROM reporting_cycle WHERE initiative = $1 ORDER BY period DESC";
    /// What is due after one moment and not after another, and still open.
    DUE = "SELECT id, measure, period, label, opened_at, due, locked FROM reporting_cycle
        WHERE initiative = $1 AND due > $2 AND due <= $3 AND NOT locked ORDER BY due, period";
    /// Who has sent nothing in some cycles, is not let off and was not reminded in that step.
    OWING = "SELECT d.id, d.partnership, c.id FROM data_duty d
        JOIN reporting_cycle c ON c.initiative = d.initiative AND c.measure = d.measure
        WHERE d.initiative = $1 AND c.id = ANY($2) AND NOT c.locked AND c.period >= d.since
        AND NOT EXISTS (SELECT 1 FROM submission s WHERE s.initiative = d.initiative AND s.duty = d.id
            AND s.cycle = c.id)
        AND NOT EXISTS (SELECT 1 FROM duty_waiver w WHERE w.initiative = d.initiative AND w.duty = d.id
            AND w.cycle = c.id)
        AND NOT EXISTS (SELECT 1 FROM duty_reminder r WHERE r.initiative = d.initiative AND r.duty = d.id
            AND r.cycle = c.id AND r.step = $3)
        ORDER BY d.partnership, c.period, c.id";
    REMIND = "INSERT INTO duty_reminder (initiative, duty, cycle, step, reminded_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (initiative, duty, cycle, step) DO NOTHING";
    EVERY_REMINDER = "SELECT duty, cycle, step, reminded_at FROM duty_reminder WHERE initiative = $1
        ORDER BY reminded_at, duty";
    INSERT = "INSERT INTO reporting_cycle (initiative, id, measure, period, label, opened_at, due, locked)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (initiative, measure, period) DO NOTHING";
    /// Whoever adds up a period waits here for whoever was first, and then sees what that one accepted.
    HOLD = "SELECT id FROM reporting_cycle WHERE initiative = $1 AND id = $2 FOR UPDATE";
    /// What counts in a period, added; the range and quality are those of a survey's value that stands alone.
    COUNTING = "SELECT CAST(count(*) AS BIGINT), sum(numerator), sum(denominator), max(low), max(high),
        max(quality), max(accepted_at) FROM submission WHERE initiative = $1 AND cycle = $2 AND state = 'accepted'";
    SET_SUMS = "UPDATE reporting_cycle SET reported = $3, numerator = $4, denominator = $5, low = $6, high = $7,
        quality = $8, updated = $9 WHERE initiative = $1 AND id = $2";
    PARTS = "SELECT category, reported, expected, numerator, denominator FROM cycle_part
        WHERE initiative = $1 AND cycle = $2";
    SET_PART = "INSERT INTO cycle_part (initiative, cycle, category, reported, expected, numerator, denominator)
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (initiative, cycle, category) DO UPDATE SET
        reported = excluded.reported, expected = excluded.expected, numerator = excluded.numerator,
        denominator = excluded.denominator";
    INSERT_PART = "INSERT INTO cycle_part (initiative, cycle, category, reported, expected, numerator, denominator)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    REMOVE_PARTS = "DELETE FROM cycle_part WHERE initiative = $1 AND cycle = $2 AND category = ANY($3)";
    /// For each version that numbers of a period follow: how many count, and how many of those were first sent in time.
    TIMELY = "SELECT s.version, CAST(count(*) AS BIGINT),
            CAST(coalesce(sum(CASE WHEN f.sent_at <= c.due THEN 1 ELSE 0 END), 0) AS BIGINT)
        FROM submission s
        JOIN reporting_cycle c ON c.initiative = s.initiative AND c.id = s.cycle
        JOIN submission f ON f.initiative = s.initiative AND f.duty = s.duty AND f.cycle = s.cycle AND f.revision = 1
        WHERE s.initiative = $1 AND s.cycle = $2 AND s.state = 'accepted' GROUP BY s.version";
    LOCK = "UPDATE reporting_cycle SET locked = $4 WHERE initiative = $1 AND measure = $2 AND period = $3";
}

store::row!(Cycle { id, measure, period, label, opened_at, due, locked });

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Cycle>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

/// The cycles of a measure, latest first.
pub(crate) async fn of_measure(
    read: &mut Read,
    initiative: InitiativeId,
    measure: MeasureId,
) -> Result<Vec<Cycle>> {
    Ok(read.rows(&OF_MEASURE, &[initiative.into(), measure.into()]).await?)
}

pub(crate) async fn find(
    read: &mut Read,
    initiative: InitiativeId,
    measure: MeasureId,
    period: &str,
) -> Result<Option<Cycle>> {
    Ok(read.maybe(&FIND, &[initiative.into(), measure.into(), period.into()]).await?)
}

/// The latest cycle of each measure.
pub(crate) async fn latest(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Cycle>> {
    Ok(read.rows(&LATEST, &[initiative.into()]).await?)
}

/// The cycles of one period, of every measure that has it.
pub(crate) async fn of_period(read: &mut Read, initiative: InitiativeId, period: &str) -> Result<Vec<Cycle>> {
    Ok(read.rows(&OF_PERIOD, &[initiative.into(), period.into()]).await?)
}

/// Every period that was opened for any measure, latest first.
pub(crate) async fn periods(read: &mut Read, initiative: InitiativeId) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = read.rows(&PERIODS, &[initiative.into()]).await?;
    Ok(rows.into_iter().map(|(period,)| period).collect())
}

/// The open cycles that are due after `from` and not after `to`.
pub(crate) async fn due(
    read: &mut Read,
    initiative: InitiativeId,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<Cycle>> {
    Ok(read.rows(&DUE, &[initiative.into(), from.into(), to.into()]).await?)
}

/// Who still owes what of some cycles and was not reminded of it in `step`.
pub(crate) async fn owing(
    read: &mut Read,
    initiative: InitiativeId,
    cycles: &[Uuid],
    step: &str,
) -> Result<Vec<(DutyId, PartnershipId, CycleId)>> {
    Ok(read.rows(&OWING, &[initiative.into(), cycles.into(), step.into()]).await?)
}

/// Keeps that they were reminded.
pub(crate) async fn remind(
    tx: &mut Tx,
    initiative: InitiativeId,
    of: &[(DutyId, CycleId)],
    step: &str,
    at: Timestamp,
) -> Result<()> {
    let row = |(duty, cycle): &(DutyId, CycleId)| {
        vec![initiative.into(), (*duty).into(), (*cycle).into(), step.into(), at.into()]
    };
    tx.run_each(&REMIND, &of.iter().map(row).collect::<Vec<_>>()).await?;
    Ok(())
}

/// Every reminder: duty, cycle, step, when.
pub(crate) async fn reminders(
    read: &mut Read,
    initiative: InitiativeId,
) -> Result<Vec<(DutyId, CycleId, String, Timestamp)>> {
    Ok(read.rows(&EVERY_REMINDER, &[initiative.into()]).await?)
}

/// False if that period is open already.
pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, cycle: &Cycle) -> Result<bool> {
    let values = [
        initiative.into(),
        cycle.id.into(),
        cycle.measure.into(),
        cycle.period.as_str().into(),
        cycle.label.as_str().into(),
        cycle.opened_at.into(),
        cycle.due.into(),
        cycle.locked.into(),
    ];
    Ok(tx.run(&INSERT, &values).await? == 1)
}

pub(crate) async fn set_locked(
    tx: &mut Tx,
    initiative: InitiativeId,
    cycle: &Cycle,
    locked: bool,
) -> Result<()> {
    let values = [initiative.into(), cycle.measure.into(), cycle.period.as_str().into(), locked.into()];
    tx.run(&LOCK, &values).await?;
    Ok(())
}

/// What counts in a period as a whole.
#[derive(Debug)]
pub(super) struct Counting {
    pub(super) reported: i64,
    pub(super) numerator: Option<f64>,
    pub(super) denominator: Option<f64>,
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
    pub(super) quality: Option<i64>,
    pub(super) updated: Option<Timestamp>,
}

store::row!(Counting { reported, numerator, denominator, low, high, quality, updated });

/// What counts of one category in a period.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PartSum {
    pub(super) category: CategoryId,
    pub(super) reported: i64,
    pub(super) expected: i64,
    pub(super) numerator: Option<f64>,
    pub(super) denominator: Option<f64>,
}

store::row!(PartSum { category, reported, expected, numerator, denominator });

/// Waits for whoever adds up this period, and then adds what counts in it.
pub(super) async fn counting(tx: &mut Tx, initiative: InitiativeId, cycle: CycleId) -> Result<Counting> {
    let of = [initiative.into(), cycle.into()];
    let _: (CycleId,) = tx.one(&HOLD, &of).await?;
    Ok(tx.one(&COUNTING, &of).await?)
}

pub(super) async fn set_sums(
    tx: &mut Tx,
    initiative: InitiativeId,
    cycle: CycleId,
    sums: &Counting,
) -> Result<()> {
    let values = [
        initiative.into(),
        cycle.into(),
        sums.reported.into(),
        sums.numerator.into(),
        sums.denominator.into(),
        sums.low.into(),
        sums.high.into(),
        sums.quality.into(),
        sums.updated.into(),
    ];
    tx.run(&SET_SUMS, &values).await?;
    Ok(())
}

/// The sums of all categories in a period, as they stand.
pub(super) async fn part_sums(
    read: &mut Read,
    initiative: InitiativeId,
    cycle: CycleId,
) -> Result<Vec<PartSum>> {
    Ok(read.rows(&PARTS, &[initiative.into(), cycle.into()]).await?)
}

/// Writes sums of categories, and removes those of others. `fresh` says that the period has none yet.
pub(super) async fn set_part_sums(
    tx: &mut Tx,
    initiative: InitiativeId,
    cycle: CycleId,
    (sums, gone): (&[&PartSum], &[Uuid]),
    fresh: bool,
) -> Result<()> {
    let row = |sum: &&PartSum| {
        vec![
            initiative.into(),
            cycle.into(),
            sum.category.into(),
            sum.reported.into(),
            sum.expected.into(),
            sum.numerator.into(),
            sum.denominator.into(),
        ]
    };
    for some in sums.chunks(1_000) {
        let rows: Vec<_> = some.iter().map(row).collect();
        tx.run_each(if fresh { &INSERT_PART } else { &SET_PART }, &rows).await?;
    }
    if !gone.is_empty() {
        tx.run(&REMOVE_PARTS, &[initiative.into(), cycle.into(), gone.into()]).await?;
    }
    Ok(())
}

/// For each version that numbers of a period follow: how many count, and how many of those were first sent in time.
pub(crate) async fn timely(
    read: &mut Read,
    initiative: InitiativeId,
    cycle: CycleId,
) -> Result<Vec<(i64, i64, i64)>> {
    Ok(read.rows(&TIMELY, &[initiative.into(), cycle.into()]).await?)
}
