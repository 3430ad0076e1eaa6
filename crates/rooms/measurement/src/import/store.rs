use jiff::Timestamp;
use kernel::{InitiativeId, PersonId, Result};
use store::{Read, Tx};

use super::{Mapping, StagedId};
use crate::measure::MeasureId;

store::statements! {
    REMEMBERED = "SELECT key_column, period_column, numerator, denominator FROM file_mapping
        WHERE initiative = $1 AND measure = $2";
    REMEMBER = "INSERT INTO file_mapping (initiative, measure, key_column, period_column, numerator, denominator)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (initiative, measure) DO UPDATE SET
        key_column = excluded.key_column, period_column = excluded.period_column,
        numerator = excluded.numerator, denominator = excluded.denominator";
    STAGED = "SELECT found FROM staged_file WHERE initiative = $1 AND id = $2 AND person = $3";
    STAGE = "INSERT INTO staged_file (initiative, id, measure, person, found, staged_at)
        VALUES ($1, $2, $3, $4, $5, $6)";
    UNSTAGE = "DELETE FROM staged_file WHERE initiative = $1 AND id = $2";
    /// A person has one file waiting for a measure; an older one was given up.
    GIVE_UP = "DELETE FROM staged_file WHERE initiative = $1 AND measure = $2 AND person = $3";
}

/// The columns of the last file of a measure.
pub(crate) async fn remembered(
    read: &mut Read,
    initiative: InitiativeId,
    measure: MeasureId,
) -> Result<Option<Mapping>> {
    let found = read.maybe(&REMEMBERED, &[initiative.into(), measure.into()]).await?;
    Ok(found.map(|(key, period, numerator, denominator)| Mapping { key, period, numerator, denominator }))
}

pub(crate) async fn remember(
    tx: &mut Tx,
    initiative: InitiativeId,
    measure: MeasureId,
    mapping: &Mapping,
) -> Result<()> {
    let values = [
        initiative.into(),
        measure.into(),
        mapping.key.as_str().into(),
        mapping.period.as_str().into(),
        mapping.numerator.as_str().into(),
        mapping.denominator.as_str().into(),
    ];
    tx.run(&REMEMBER, &values).await?;
    Ok(())
}

/// What that person staged.
pub(crate) async fn staged(
    read: &mut Read,
    initiative: InitiativeId,
    id: StagedId,
    person: PersonId,
) -> Result<Option<String>> {
    let found: Option<(String,)> =
        read.maybe(&STAGED, &[initiative.into(), id.into(), person.into()]).await?;
    Ok(found.map(|(found,)| found))
}

pub(crate) async fn stage(
    tx: &mut Tx,
    initiative: InitiativeId,
    (id, measure): (StagedId, MeasureId),
    person: PersonId,
    found: &str,
    at: Timestamp,
) -> Result<()> {
    tx.run(&GIVE_UP, &[initiative.into(), measure.into(), person.into()]).await?;
    let values = [initiative.into(), id.into(), measure.into(), person.into(), found.into(), at.into()];
    tx.run(&STAGE, &values).await?;
    Ok(())
}

pub(crate) async fn unstage(tx: &mut Tx, initiative: InitiativeId, id: StagedId) -> Result<()> {
    tx.run(&UNSTAGE, &[initiative.into(), id.into()]).await?;
    Ok(())
}
