use jiff::Timestamp;
use kernel::{InitiativeId, PersonId, Result};
use store::{Read, Tx};
use uuid::Uuid;

use super::columns::Mapping;
use super::staged::{Kind, Staged, StagedId};
use crate::measure::MeasureId;

store::statements! {
    REMEMBERED = "SELECT field, name FROM file_column WHERE initiative = $1 AND measure = $2 AND sender = $3";
    EVERY = "SELECT measure, sender, field, name FROM file_column WHERE initiative = $1
        ORDER BY measure, sender, field";
    FORGET = "DELETE FROM file_column WHERE initiative = $1 AND measure = $2 AND sender = $3";
    REMEMBER = "INSERT INTO file_column (initiative, measure, sender, field, name) VALUES ($1, $2, $3, $4, $5)";
    STAGED = "SELECT id, measure, name, state, mapping, found, rows_done, rows_all, touched_at FROM staged_file
        WHERE initiative = $1 AND id = $2 AND person = $3";
    STAGE = "INSERT INTO staged_file (initiative, id, measure, person, name, state, mapping, found, rows_done,
        rows_all, staged_at, touched_at) VALUES ($1, $2, $3, $4, $5, $6, '', '', 0, 0, $7, $7)";
    TURN = "UPDATE staged_file SET state = $3, mapping = $4, found = $5, touched_at = $6
        WHERE initiative = $1 AND id = $2";
    PROGRESS = "UPDATE staged_file SET rows_done = $3, rows_all = $4, touched_at = $5
        WHERE initiative = $1 AND id = $2";
    PIECES = "SELECT body FROM staged_piece WHERE initiative = $1 AND staged = $2 AND kind = $3 ORDER BY place";
    KEEP = "INSERT INTO staged_piece (initiative, staged, kind, place, body) VALUES ($1, $2, $3, $4, $5)";
    DROP = "DELETE FROM staged_piece WHERE initiative = $1 AND staged = $2 AND kind = $3";
    UNSTAGE = "DELETE FROM staged_file WHERE initiative = $1 AND id = $2";
    UNSTAGE_PIECES = "DELETE FROM staged_piece WHERE initiative = $1 AND staged = $2";
    /// A person has one file waiting for a measure; an older one was given up. So was whatever nobody touched
    /// for long, wherever it is.
    GIVEN_UP = "SELECT initiative, id FROM staged_file WHERE (initiative = $1 AND measure = $2 AND person = $3)
        OR touched_at < $4";
}

store::row!(Staged { id, measure, name, state, mapping, found, rows_done, rows_all, touched_at });

/// The columns of a sender's last file of a measure.
pub(crate) async fn remembered(
    read: &mut Read,
    initiative: InitiativeId,
    measure: MeasureId,
    sender: Uuid,
) -> Result<Option<Mapping>> {
    let values = [initiative.into(), measure.into(), sender.into()];
    let fields: Vec<(String, String)> = read.rows(&REMEMBERED, &values).await?;
    let mut mapping = Mapping::default();
    for (field, name) in &fields {
        mapping.set(field, name);
    }
    Ok((!fields.is_empty()).then_some(mapping))
}

/// Every column that is remembered: measure, sender, field, name.
pub(crate) async fn every(
    read: &mut Read,
    initiative: InitiativeId,
) -> Result<Vec<(MeasureId, Uuid, String, String)>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

pub(crate) async fn remember(
    tx: &mut Tx,
    initiative: InitiativeId,
    measure: MeasureId,
    sender: Uuid,
    mapping: &Mapping,
) -> Result<()> {
    tx.run(&FORGET, &[initiative.into(), measure.into(), sender.into()]).await?;
    let row = |(field, name): (String, &str)| {
        vec![initiative.into(), measure.into(), sender.into(), field.into(), name.into()]
    };
    let rows: Vec<_> = mapping.fields().into_iter().map(row).collect();
    tx.run_each(&REMEMBER, &rows).await?;
    Ok(())
}

/// What that person staged.
pub(crate) async fn staged(
    read: &mut Read,
    initiative: InitiativeId,
    id: StagedId,
    person: PersonId,
) -> Result<Option<Staged>> {
    Ok(read.maybe(&STAGED, &[initiative.into(), id.into(), person.into()]).await?)
}

/// A new file in the place of an older one, and without what was left lying since before `stale`.
pub(crate) async fn stage(
    tx: &mut Tx,
    initiative: InitiativeId,
    staged: &Staged,
    person: PersonId,
    stale: Timestamp,
) -> Result<()> {
    let values = [initiative.into(), staged.measure.into(), person.into(), stale.into()];
    let given_up: Vec<(InitiativeId, StagedId)> = tx.rows(&GIVEN_UP, &values).await?;
    for (initiative, id) in given_up {
        unstage(tx, initiative, id).await?;
    }
    let values = [
        initiative.into(),
        staged.id.into(),
        staged.measure.into(),
        person.into(),
        staged.name.as_str().into(),
        staged.state.as_str().into(),
        staged.touched_at.into(),
    ];
    tx.run(&STAGE, &values).await?;
    Ok(())
}

/// Its new state, and what belongs to that.
pub(crate) async fn turn(tx: &mut Tx, initiative: InitiativeId, staged: &Staged) -> Result<()> {
    let values = [
        initiative.into(),
        staged.id.into(),
        staged.state.as_str().into(),
        staged.mapping.as_str().into(),
        staged.found.as_str().into(),
        staged.touched_at.into(),
    ];
    tx.run(&TURN, &values).await?;
    Ok(())
}

/// How many rows of how many are read.
pub(crate) async fn progress(
    tx: &mut Tx,
    initiative: InitiativeId,
    id: StagedId,
    (done, of): (usize, usize),
    at: Timestamp,
) -> Result<()> {
    tx.run(&PROGRESS, &[initiative.into(), id.into(), done.into(), of.into(), at.into()]).await?;
    Ok(())
}

pub(crate) async fn pieces(
    read: &mut Read,
    initiative: InitiativeId,
    id: StagedId,
    kind: Kind,
) -> Result<Vec<Vec<u8>>> {
    let pieces: Vec<(Vec<u8>,)> =
        read.rows(&PIECES, &[initiative.into(), id.into(), kind.word().into()]).await?;
    Ok(pieces.into_iter().map(|(body,)| body).collect())
}

pub(crate) async fn keep(
    tx: &mut Tx,
    initiative: InitiativeId,
    id: StagedId,
    (kind, place): (Kind, usize),
    body: &[u8],
) -> Result<()> {
    tx.run(&KEEP, &[initiative.into(), id.into(), kind.word().into(), place.into(), body.into()]).await?;
    Ok(())
}

/// Drops the pieces of a kind, to begin again.
pub(crate) async fn drop_pieces(
    tx: &mut Tx,
    initiative: InitiativeId,
    id: StagedId,
    kind: Kind,
) -> Result<()> {
    tx.run(&DROP, &[initiative.into(), id.into(), kind.word().into()]).await?;
    Ok(())
}

pub(crate) async fn unstage(tx: &mut Tx, initiative: InitiativeId, id: StagedId) -> Result<()> {
    tx.run(&UNSTAGE_PIECES, &[initiative.into(), id.into()]).await?;
    tx.run(&UNSTAGE, &[initiative.into(), id.into()]).await?;
    Ok(())
}
