use kernel::{InitiativeId, Result};
use store::{Read, Tx};

use super::{Invitation, InvitationId};

store::statements! {
    /// By id alone: whoever holds the link does not know the initiative yet.
    BY_ID = "SELECT initiative, id, email, calling, subject, state, invited_by, made_at, expires_at
        FROM invitation WHERE id = $1";
    FIND = "SELECT initiative, id, email, calling, subject, state, invited_by, made_at, expires_at
        FROM invitation WHERE initiative = $1 AND id = $2";
    EVERY = "SELECT initiative, id, email, calling, subject, state, invited_by, made_at, expires_at
        FROM invitation WHERE initiative = $1 ORDER BY made_at DESC, id DESC";
    INSERT = "INSERT INTO invitation (initiative, id, email, calling, subject, state, invited_by, made_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// Only one that is open: of two at once, one finds it closed.
    CLOSE = "UPDATE invitation SET state = $3 WHERE initiative = $1 AND id = $2 AND state = 'open'";
}

store::row!(Invitation { initiative, id, email, calling, subject, state, invited_by, made_at, expires_at });

pub(crate) async fn by_id(read: &mut Read, id: InvitationId) -> Result<Option<Invitation>> {
    Ok(read.maybe(&BY_ID, &[id.into()]).await?)
}

pub(crate) async fn find(
    read: &mut Read,
    initiative: InitiativeId,
    id: InvitationId,
) -> Result<Option<Invitation>> {
    Ok(read.maybe(&FIND, &[initiative.into(), id.into()]).await?)
}

/// Newest first.
pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Invitation>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

pub(crate) async fn insert(tx: &mut Tx, invitation: &Invitation) -> Result<()> {
    let values = [
        invitation.initiative.into(),
        invitation.id.into(),
        invitation.email.as_str().into(),
        invitation.calling.as_str().into(),
        invitation.subject.into(),
        invitation.state.as_str().into(),
        invitation.invited_by.as_str().into(),
        invitation.made_at.into(),
        invitation.expires_at.into(),
    ];
    tx.run(&INSERT, &values).await?;
    Ok(())
}

/// False if it is not open any more.
pub(crate) async fn close(
    tx: &mut Tx,
    initiative: InitiativeId,
    id: InvitationId,
    state: &str,
) -> Result<bool> {
    Ok(tx.run(&CLOSE, &[initiative.into(), id.into(), state.into()]).await? == 1)
}
