use kernel::{InitiativeId, Result};
use store::{Read, Tx};

use super::Annotation;
use crate::measure::MeasureId;

store::statements! {
    EVERY = "SELECT id, number, measure, kind, words, day, until, source, noted_by, noted_at FROM annotation
        WHERE initiative = $1 ORDER BY number";
    OF_MEASURE = "SELECT id, number, measure, kind, words, day, until, source, noted_by, noted_at FROM annotation
        WHERE initiative = $1 AND measure = $2 ORDER BY day, number";
    INSERT = "INSERT INTO annotation (initiative, id, number, measure, kind, words, day, until, source, noted_by,
        noted_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
}

store::row!(Annotation { id, number, measure, kind, words, day, until, source, noted_by, noted_at });

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Annotation>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

/// The annotations of a measure, in order of their days.
pub(crate) async fn of_measure(
    read: &mut Read,
    initiative: InitiativeId,
    measure: MeasureId,
) -> Result<Vec<Annotation>> {
    Ok(read.rows(&OF_MEASURE, &[initiative.into(), measure.into()]).await?)
}

pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, annotation: &Annotation) -> Result<()> {
    let values = [
        initiative.into(),
        annotation.id.into(),
        annotation.number.into(),
        annotation.measure.into(),
        annotation.kind.as_str().into(),
        annotation.words.as_str().into(),
        annotation.day.as_str().into(),
        annotation.until.as_str().into(),
        annotation.source.as_str().into(),
        annotation.noted_by.as_str().into(),
        annotation.noted_at.into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}
