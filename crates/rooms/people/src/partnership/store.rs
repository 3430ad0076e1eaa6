use std::collections::HashMap;

use kernel::{InitiativeId, PersonId, Result};
use store::{Read, Tx};
use uuid::Uuid;

use super::{Partner, Partnership, PartnershipId};
use crate::membership::Member;
use crate::organisation::OrganisationId;

store::statements! {
    PARTNERS = "SELECT p.id, p.number, o.name, p.brings FROM partnership p
        JOIN organisation o ON o.id = p.organisation
        WHERE p.initiative = $1 AND p.status <> 'left' ORDER BY o.folded";
    NAMES = "SELECT p.id, o.name FROM partnership p JOIN organisation o ON o.id = p.organisation
        WHERE p.initiative = $1";
    NAMES_OF = "SELECT p.id, o.name FROM partnership p JOIN organisation o ON o.id = p.organisation
        WHERE p.initiative = $1 AND p.id = ANY($2)";
    PARTNER = "SELECT p.id, p.number, o.name, p.brings FROM partnership p
        JOIN organisation o ON o.id = p.organisation WHERE p.initiative = $1 AND p.id = $2";
    EVERY = "SELECT p.id, p.number, p.organisation, o.name, o.kind, p.brings, p.needs, p.status, p.version, p.since
        FROM partnership p JOIN organisation o ON o.id = p.organisation WHERE p.initiative = $1 ORDER BY o.folded";
    THESE = "SELECT p.id, p.number, p.organisation, o.name, o.kind, p.brings, p.needs, p.status, p.version, p.since
        FROM partnership p JOIN organisation o ON o.id = p.organisation WHERE p.initiative = $1 AND p.id = ANY($2)";
    FIND_NUMBER = "SELECT p.id, p.number, p.organisation, o.name, o.kind, p.brings, p.needs, p.status, p.version,
        p.since FROM partnership p JOIN organisation o ON o.id = p.organisation
        WHERE p.initiative = $1 AND p.number = $2";
    OF_ORGANISATION = "SELECT p.id, p.number, p.organisation, o.name, o.kind, p.brings, p.needs, p.status, p.version,
        p.since FROM partnership p JOIN organisation o ON o.id = p.organisation
        WHERE p.initiative = $1 AND p.organisation = $2";
    INSERT = "INSERT INTO partnership (initiative, id, number, organisation, brings, needs, status, version, since)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (initiative, organisation) DO NOTHING";
    UPDATE = "UPDATE partnership SET brings = $4, needs = $5, status = $6, version = version + 1
        WHERE initiative = $1 AND id = $2 AND version = $3";
    SPOKEN_FOR = "SELECT p.id, p.number, o.name, p.brings FROM partnership_person s
        JOIN partnership p ON p.initiative = s.initiative AND p.id = s.partnership
        JOIN organisation o ON o.id = p.organisation
        WHERE s.initiative = $1 AND s.person = $2 AND p.status <> 'left' ORDER BY o.folded";
    SPEAKERS = "SELECT p.id, p.name FROM partnership_person s JOIN person p ON p.id = s.person
        WHERE s.initiative = $1 AND s.partnership = $2 ORDER BY p.name";
    /// Where mail reaches those who speak for some partners and may still sign in.
    REACHED = "SELECT s.partnership, p.id, p.email FROM partnership_person s JOIN person p ON p.id = s.person
        JOIN partnership r ON r.initiative = s.initiative AND r.id = s.partnership
        WHERE s.initiative = $1 AND s.partnership = ANY($2) AND p.state = 'confirmed' AND r.status <> 'left'
        ORDER BY p.id";
    STILL = "SELECT id FROM partnership WHERE initiative = $1 AND id = ANY($2) AND status <> 'left'";
    EVERY_SPEAKER = "SELECT o.name, p.name, s.since FROM partnership_person s
        JOIN person p ON p.id = s.person
        JOIN partnership r ON r.initiative = s.initiative AND r.id = s.partnership
        JOIN organisation o ON o.id = r.organisation WHERE s.initiative = $1 ORDER BY o.folded, p.name";
    ADD_SPEAKER = "INSERT INTO partnership_person (initiative, partnership, person, since) VALUES ($1, $2, $3, $4)
        ON CONFLICT (initiative, person, partnership) DO NOTHING";
    REMOVE_SPEAKER = "DELETE FROM partnership_person WHERE initiative = $1 AND partnership = $2 AND person = $3";
}

store::row!(Partner { id, number, name, brings });
store::row!(Partnership { id, number, organisation, name, kind, brings, needs, status, version, since });

pub(crate) async fn partners(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Partner>> {
    Ok(read.rows(&PARTNERS, &[initiative.into()]).await?)
}

pub(crate) async fn names(
    read: &mut Read,
    initiative: InitiativeId,
) -> Result<HashMap<PartnershipId, String>> {
    Ok(read.rows(&NAMES, &[initiative.into()]).await?.into_iter().collect())
}

pub(crate) async fn names_of(
    read: &mut Read,
    initiative: InitiativeId,
    ids: &[Uuid],
) -> Result<HashMap<PartnershipId, String>> {
    Ok(read.rows(&NAMES_OF, &[initiative.into(), ids.into()]).await?.into_iter().collect())
}

pub(crate) async fn partner(
    read: &mut Read,
    initiative: InitiativeId,
    id: PartnershipId,
) -> Result<Option<Partner>> {
    Ok(read.maybe(&PARTNER, &[initiative.into(), id.into()]).await?)
}

pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Partnership>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

pub(crate) async fn find(
    read: &mut Read,
    initiative: InitiativeId,
    id: PartnershipId,
) -> Result<Option<Partnership>> {
    Ok(these(read, initiative, &[id.0]).await?.pop())
}

pub(crate) async fn these(
    read: &mut Read,
    initiative: InitiativeId,
    ids: &[Uuid],
) -> Result<Vec<Partnership>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<Partnership>> {
    Ok(read.maybe(&FIND_NUMBER, &[initiative.into(), number.into()]).await?)
}

pub(crate) async fn of_organisation(
    read: &mut Read,
    initiative: InitiativeId,
    organisation: OrganisationId,
) -> Result<Option<Partnership>> {
    Ok(read.maybe(&OF_ORGANISATION, &[initiative.into(), organisation.into()]).await?)
}

/// False if the organisation is in the initiative already.
pub(crate) async fn insert(tx: &mut Tx, initiative: InitiativeId, partnership: &Partnership) -> Result<bool> {
    let values = [
        initiative.into(),
        partnership.id.into(),
        partnership.number.into(),
        partnership.organisation.into(),
        partnership.brings.as_str().into(),
        partnership.needs.as_str().into(),
        partnership.status.as_str().into(),
        partnership.version.into(),
        partnership.since.into(),
    ];
    Ok(tx.run(&INSERT, &values).await? == 1)
}

/// False if it is not at that version any more.
pub(crate) async fn update(tx: &mut Tx, initiative: InitiativeId, partnership: &Partnership) -> Result<bool> {
    let values = [
        initiative.into(),
        partnership.id.into(),
        partnership.version.into(),
        partnership.brings.as_str().into(),
        partnership.needs.as_str().into(),
        partnership.status.as_str().into(),
    ];
    Ok(tx.run(&UPDATE, &values).await? == 1)
}

/// The partners somebody speaks for, by name.
pub(crate) async fn spoken_for(
    read: &mut Read,
    initiative: InitiativeId,
    person: PersonId,
) -> Result<Vec<Partner>> {
    Ok(read.rows(&SPOKEN_FOR, &[initiative.into(), person.into()]).await?)
}

/// Those who speak for a partner, by name.
pub(crate) async fn speakers(
    read: &mut Read,
    initiative: InitiativeId,
    id: PartnershipId,
) -> Result<Vec<Member>> {
    Ok(read.rows(&SPEAKERS, &[initiative.into(), id.into()]).await?)
}

/// Where mail reaches those who speak for some partners.
pub(crate) async fn reached(
    read: &mut Read,
    initiative: InitiativeId,
    ids: &[Uuid],
) -> Result<Vec<(PartnershipId, PersonId, String)>> {
    Ok(read.rows(&REACHED, &[initiative.into(), ids.into()]).await?)
}

/// Those of `ids` that have not left.
pub(crate) async fn still(
    read: &mut Read,
    initiative: InitiativeId,
    ids: &[Uuid],
) -> Result<Vec<PartnershipId>> {
    let rows: Vec<(PartnershipId,)> = read.rows(&STILL, &[initiative.into(), ids.into()]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Organisation, person, since when.
pub(crate) async fn all_speakers(
    read: &mut Read,
    initiative: InitiativeId,
) -> Result<Vec<(String, String, jiff::Timestamp)>> {
    Ok(read.rows(&EVERY_SPEAKER, &[initiative.into()]).await?)
}

/// False if the person speaks for it already.
pub(crate) async fn add_speaker(
    tx: &mut Tx,
    initiative: InitiativeId,
    id: PartnershipId,
    person: PersonId,
    since: jiff::Timestamp,
) -> Result<bool> {
    Ok(tx.run(&ADD_SPEAKER, &[initiative.into(), id.into(), person.into(), since.into()]).await? == 1)
}

pub(crate) async fn remove_speaker(
    tx: &mut Tx,
    initiative: InitiativeId,
    id: PartnershipId,
    person: PersonId,
) -> Result<bool> {
    Ok(tx.run(&REMOVE_SPEAKER, &[initiative.into(), id.into(), person.into()]).await? == 1)
}
