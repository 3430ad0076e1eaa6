use kernel::{InitiativeId, PersonId, Result};
use store::{Read, Tx};

use super::Initiative;

store::statements! {
    BY_SLUG = "SELECT id, slug, name, profile, public, problem, version, created_at FROM initiative WHERE slug = $1";
    FIND = "SELECT id, slug, name, profile, public, problem, version, created_at FROM initiative WHERE id = $1";
    EVERY = "SELECT id, slug, name, profile, public, problem, version, created_at FROM initiative ORDER BY name, slug";
    OPEN = "SELECT id, slug, name, profile, public, problem, version, created_at FROM initiative
        WHERE public ORDER BY name, slug";
    OF_PERSON = "SELECT id, slug, name, profile, public, problem, version, created_at FROM initiative WHERE id IN (
            SELECT initiative FROM membership WHERE person = $1
            UNION SELECT initiative FROM partnership_person WHERE person = $1
            UNION SELECT initiative FROM seat WHERE person = $1) ORDER BY name, slug";
    INSERT = "INSERT INTO initiative (id, slug, name, profile, public, problem, version, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (slug) DO NOTHING";
    UPDATE = "UPDATE initiative SET name = $3, profile = $4, public = $5, problem = $6, version = version + 1
        WHERE id = $1 AND version = $2";
}

store::row!(Initiative { id, slug, name, profile, public, problem, version, created_at });

pub(crate) async fn by_slug(read: &mut Read, slug: &str) -> Result<Option<Initiative>> {
    Ok(read.maybe(&BY_SLUG, &[slug.into()]).await?)
}

pub(crate) async fn find(read: &mut Read, id: InitiativeId) -> Result<Option<Initiative>> {
    Ok(read.maybe(&FIND, &[id.into()]).await?)
}

pub(crate) async fn all(read: &mut Read) -> Result<Vec<Initiative>> {
    Ok(read.rows(&EVERY, &[]).await?)
}

/// Those that are open to the public.
pub(crate) async fn open(read: &mut Read) -> Result<Vec<Initiative>> {
    Ok(read.rows(&OPEN, &[]).await?)
}

/// Those a person belongs to.
pub(crate) async fn of_person(read: &mut Read, person: PersonId) -> Result<Vec<Initiative>> {
    Ok(read.rows(&OF_PERSON, &[person.into()]).await?)
}

/// False if the slug is taken.
pub(crate) async fn insert(tx: &mut Tx, initiative: &Initiative) -> Result<bool> {
    let values = [
        initiative.id.into(),
        initiative.slug.as_str().into(),
        initiative.name.as_str().into(),
        initiative.profile.as_str().into(),
        initiative.public.into(),
        initiative.problem.as_str().into(),
        initiative.version.into(),
        initiative.created_at.into(),
    ];
    Ok(tx.run(&INSERT, &values).await? == 1)
}

/// False if it is not at that version any more.
pub(crate) async fn update(tx: &mut Tx, initiative: &Initiative) -> Result<bool> {
    let values = [
        initiative.id.into(),
        initiative.version.into(),
        initiative.name.as_str().into(),
        initiative.profile.as_str().into(),
        initiative.public.into(),
        initiative.problem.as_str().into(),
    ];
    Ok(tx.run(&UPDATE, &values).await? == 1)
}
