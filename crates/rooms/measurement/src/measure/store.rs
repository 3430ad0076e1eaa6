use jiff::Timestamp;
use kernel::{InitiativeId, Result};
use store::{Read, Tx};
use uuid::Uuid;

use super::{Measure, MeasureId, MeasureVersion};
use crate::choice::Tier;
use crate::rebase::{self, Rebase};
use crate::result::ResultId;

store::statements! {
    EVERY = "SELECT id, number, result, name, kind, quadrant, adopted, created_at, tier, tier_reason, tiered_at,
        why FROM measure WHERE initiative = $1 ORDER BY number";
    THESE = "SELECT id, number, result, name, kind, quadrant, adopted, created_at, tier, tier_reason, tiered_at,
        why FROM measure WHERE initiative = $1 AND id = ANY($2)";
    NUMBERED = "SELECT id, number, result, name, kind, quadrant, adopted, created_at, tier, tier_reason, tiered_at,
        why FROM measure WHERE initiative = $1 AND number = $2";
    INSERT = "INSERT INTO measure (initiative, id, number, result, name, kind, quadrant, version, created_at, why)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9)";
    /// Takes the next version's number, unless somebody else has.
    NEXT_VERSION = "UPDATE measure SET version = version + 1 WHERE initiative = $1 AND id = $2 AND version = $3";
    ADOPT = "UPDATE measure SET adopted = $3 WHERE initiative = $1 AND id = $2 AND version = $3";
    EVERY_VERSION = "SELECT measure, number, kind, definition, numerator, denominator, unit, factor, decimals, better, better_low,
        better_high, frequency, lag_days, minimum_cell, people, counted_twice, custodian, effective_from,
        comparability, bridge, bridge_words, changed_by, changed_at FROM measure_version
        WHERE initiative = $1 ORDER BY measure, number";
    VERSIONS = "SELECT measure, number, kind, definition, numerator, denominator, unit, factor, decimals, better, better_low,
        better_high, frequency, lag_days, minimum_cell, people, counted_twice, custodian, effective_from,
        comparability, bridge, bridge_words, changed_by, changed_at FROM measure_version
        WHERE initiative = $1 AND measure = ANY($2) ORDER BY measure, number";
    INSERT_VERSION = "INSERT INTO measure_version (initiative, measure, number, kind, definition, numerator, denominator, unit, factor, decimals, better, better_low,
        better_high, frequency, lag_days, minimum_cell, people, counted_twice, custodian, effective_from,
        comparability, bridge, bridge_words, changed_by, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
        $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)";
}

struct Row {
    id: MeasureId,
    number: i64,
    result: ResultId,
    name: String,
    kind: String,
    quadrant: String,
    adopted: Option<i64>,
    created_at: Timestamp,
    tier: Tier,
    tier_reason: String,
    tiered_at: Option<Timestamp>,
    why: String,
}

store::row!(Row {
    id,
    number,
    result,
    name,
    kind,
    quadrant,
    adopted,
    created_at,
    tier,
    tier_reason,
    tiered_at,
    why
});
store::row!(MeasureVersion {
    measure,
    number,
    kind,
    definition,
    numerator,
    denominator,
    unit,
    factor,
    decimals,
    better,
    better_low,
    better_high,
    frequency,
    lag_days,
    minimum_cell,
    people,
    counted_twice,
    custodian,
    effective_from,
    comparability,
    bridge,
    bridge_words,
    changed_by,
    changed_at
});

impl Row {
    fn with(self, versions: Vec<MeasureVersion>, rebases: Vec<Rebase>) -> Measure {
        Measure {
            id: self.id,
            number: self.number,
            result: self.result,
            name: self.name,
            kind: self.kind,
            quadrant: self.quadrant,
            adopted: self.adopted,
            created_at: self.created_at,
            tier: self.tier,
            tier_reason: self.tier_reason,
            tiered_at: self.tiered_at,
            why: self.why,
            versions,
            rebases,
        }
    }
}

/// Every measure, in the order they were defined.
pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Measure>> {
    let rows = read.rows(&EVERY, &[initiative.into()]).await?;
    let versions = read.rows(&EVERY_VERSION, &[initiative.into()]).await?;
    Ok(whole(rows, versions, rebase::store::all(read, initiative).await?))
}

/// The rows with their versions and fresh limits.
fn whole(rows: Vec<Row>, mut versions: Vec<MeasureVersion>, mut rebases: Vec<Rebase>) -> Vec<Measure> {
    let with = |row: Row| {
        let own = versions.extract_if(.., |version| version.measure == row.id).collect();
        let afresh = rebases.extract_if(.., |rebase| rebase.measure == row.id).collect();
        row.with(own, afresh)
    };
    rows.into_iter().map(with).collect()
}

async fn with_versions(read: &mut Read, initiative: InitiativeId, rows: Vec<Row>) -> Result<Vec<Measure>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id.0).collect();
    let versions = read.rows(&VERSIONS, &[initiative.into(), ids.as_slice().into()]).await?;
    Ok(whole(rows, versions, rebase::store::of_measures(read, initiative, &ids).await?))
}

pub(crate) async fn find(
    read: &mut Read,
    initiative: InitiativeId,
    id: MeasureId,
) -> Result<Option<Measure>> {
    Ok(these(read, initiative, &[id.0]).await?.pop())
}

pub(crate) async fn these(read: &mut Read, initiative: InitiativeId, ids: &[Uuid]) -> Result<Vec<Measure>> {
    let rows = read.rows(&THESE, &[initiative.into(), ids.into()]).await?;
    with_versions(read, initiative, rows).await
}

pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<Measure>> {
    let rows = read.rows(&NUMBERED, &[initiative.into(), number.into()]).await?;
    Ok(with_versions(read, initiative, rows).await?.pop())
}

/// A new measure with its first version.
pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, measure: &Measure) -> Result<()> {
    let values = [
        initiative.into(),
        measure.id.into(),
        measure.number.into(),
        measure.result.into(),
        measure.name.as_str().into(),
        measure.kind.as_str().into(),
        measure.quadrant.as_str().into(),
        measure.created_at.into(),
        measure.why.as_str().into(),
    ];
    tx.run(&INSERT, &values).await?;
    insert_version(tx, initiative, measure.latest()).await
}

/// False if somebody else wrote that version meanwhile.
pub(crate) async fn append_version(
    tx: &mut Tx,
    initiative: InitiativeId,
    version: &MeasureVersion,
) -> Result<bool> {
    let seen = version.number - 1;
    if tx.run(&NEXT_VERSION, &[initiative.into(), version.measure.into(), seen.into()]).await? == 0 {
        return Ok(false);
    }
    insert_version(tx, initiative, version).await?;
    Ok(true)
}

async fn insert_version(tx: &mut Tx, initiative: InitiativeId, version: &MeasureVersion) -> Result<()> {
    let values = [
        initiative.into(),
        version.measure.into(),
        version.number.into(),
        version.kind.as_str().into(),
        version.definition.as_str().into(),
        version.numerator.as_str().into(),
        version.denominator.as_str().into(),
        version.unit.as_str().into(),
        version.factor.into(),
        version.decimals.into(),
        version.better.as_str().into(),
        version.better_low.into(),
        version.better_high.into(),
        version.frequency.as_str().into(),
        version.lag_days.into(),
        version.minimum_cell.into(),
        version.people.into(),
        version.counted_twice.into(),
        version.custodian.into(),
        version.effective_from.as_str().into(),
        version.comparability.as_str().into(),
        version.bridge.into(),
        version.bridge_words.as_str().into(),
        version.changed_by.as_str().into(),
        version.changed_at.into(),
    ];
    tx.run(&INSERT_VERSION, &values).await?;
    Ok(())
}

/// False if that version is not the latest.
pub(crate) async fn adopt(
    tx: &mut Tx,
    initiative: InitiativeId,
    measure: MeasureId,
    version: i64,
) -> Result<bool> {
    Ok(tx.run(&ADOPT, &[initiative.into(), measure.into(), version.into()]).await? == 1)
}
