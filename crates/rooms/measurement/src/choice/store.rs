use kernel::{InitiativeId, Result};
use store::{Read, Tx};

use super::{Rated, Tier};
use crate::measure::{Measure, MeasureId};
use crate::result::ResultId;

store::statements! {
    EVERY = "SELECT measure, person, communication, proxy, data, rated_at FROM measure_rating
        WHERE initiative = $1 ORDER BY measure, rated_at, person";
    OF_MEASURE = "SELECT measure, person, communication, proxy, data, rated_at FROM measure_rating
        WHERE initiative = $1 AND measure = $2 ORDER BY rated_at, person";
    RATE = "INSERT INTO measure_rating (initiative, measure, person, communication, proxy, data, rated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (initiative, measure, person)
        DO UPDATE SET communication = excluded.communication, proxy = excluded.proxy, data = excluded.data,
            rated_at = excluded.rated_at";
    /// Whoever chooses among a result's measures waits here for whoever was first.
    HOLD = "SELECT id FROM population_result WHERE initiative = $1 AND id = $2 FOR UPDATE";
    HEADLINES = "SELECT name FROM measure
        WHERE initiative = $1 AND result = $2 AND tier = 'headline' AND id <> $3 ORDER BY number";
    SET_TIER = "UPDATE measure SET tier = $3, tier_reason = $4, tiered_at = $5 WHERE initiative = $1 AND id = $2";
}

store::row!(Rated { measure, person, communication, proxy, data, rated_at });

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Rated>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

pub(crate) async fn of_measure(
    read: &mut Read,
    initiative: InitiativeId,
    measure: MeasureId,
) -> Result<Vec<Rated>> {
    Ok(read.rows(&OF_MEASURE, &[initiative.into(), measure.into()]).await?)
}

/// Writes what a person finds now in place of what they found before.
pub(crate) async fn rate(tx: &mut Tx, initiative: InitiativeId, rated: &Rated) -> Result<()> {
    let values = [
        initiative.into(),
        rated.measure.into(),
        rated.person.into(),
        rated.communication.into(),
        rated.proxy.into(),
        rated.data.into(),
        rated.rated_at.into(),
    ];
    tx.run(&RATE, &values).await?;
    Ok(())
}

/// The names of a result's headline measures other than this one.
pub(crate) async fn headlines(
    read: &mut Read,
    initiative: InitiativeId,
    measure: &Measure,
) -> Result<Vec<String>> {
    let values = [initiative.into(), measure.result.into(), measure.id.into()];
    let names: Vec<(String,)> = read.rows(&HEADLINES, &values).await?;
    Ok(names.into_iter().map(|(name,)| name).collect())
}

/// Keeps others from choosing among a result's measures until the transaction is over.
pub(crate) async fn hold(tx: &mut Tx, initiative: InitiativeId, result: ResultId) -> Result<()> {
    let _: (ResultId,) = tx.one(&HOLD, &[initiative.into(), result.into()]).await?;
    Ok(())
}

pub(crate) async fn set_tier(
    tx: &mut Tx,
    initiative: InitiativeId,
    measure: MeasureId,
    tier: Tier,
    (reason, at): (&str, jiff::Timestamp),
) -> Result<()> {
    let values = [initiative.into(), measure.into(), tier.into(), reason.into(), at.into()];
    tx.run(&SET_TIER, &values).await?;
    Ok(())
}
