use jiff::Timestamp;
use kernel::{InitiativeId, PersonId, Result};
use store::{Part, Read, Tx};

use super::Member;

store::statements! {
    MEMBERS = "SELECT p.id, p.name FROM person p WHERE p.id IN (
            SELECT person FROM membership WHERE initiative = $1
            UNION SELECT person FROM partnership_person WHERE initiative = $1
            UNION SELECT person FROM seat WHERE initiative = $1 AND person IS NOT NULL)
        ORDER BY p.name, p.id";
    /// All of them but the backbone, which is neutral.
    VOTERS = "SELECT p.id, p.name FROM person p WHERE p.id IN (
            SELECT person FROM membership WHERE initiative = $1
            UNION SELECT person FROM partnership_person WHERE initiative = $1
            UNION SELECT person FROM seat WHERE initiative = $1 AND person IS NOT NULL)
        AND p.id NOT IN (SELECT person FROM membership WHERE initiative = $1 AND role = 'backbone')
        ORDER BY p.name, p.id";
    HOW_MANY = "SELECT CAST(count(*) AS BIGINT) FROM (
            SELECT person FROM membership WHERE initiative = $1
            UNION SELECT person FROM partnership_person WHERE initiative = $1
            UNION SELECT person FROM seat WHERE initiative = $1 AND person IS NOT NULL) everybody";
    /// A part of them, each with the roles of its memberships.
    PART = "SELECT these.id, these.name, m.role FROM (
            SELECT p.id, p.name FROM person p WHERE p.id IN (
                SELECT person FROM membership WHERE initiative = $1
                UNION SELECT person FROM partnership_person WHERE initiative = $1
                UNION SELECT person FROM seat WHERE initiative = $1 AND person IS NOT NULL)
            ORDER BY p.name, p.id LIMIT $2 OFFSET $3) these
        LEFT JOIN membership m ON m.initiative = $1 AND m.person = these.id
        ORDER BY these.name, these.id, m.role";
    ROLES = "SELECT p.name, m.role FROM membership m JOIN person p ON p.id = m.person
        WHERE m.initiative = $1 ORDER BY p.name, p.id, m.role";
    ROLES_OF = "SELECT role FROM membership WHERE initiative = $1 AND person = $2";
    ADD = "INSERT INTO membership (initiative, person, role, since) VALUES ($1, $2, $3, $4)
        ON CONFLICT (initiative, person, role) DO NOTHING";
    REMOVE = "DELETE FROM membership WHERE initiative = $1 AND person = $2 AND role = $3";
    LEAVE_SEATS = "UPDATE seat SET person = NULL, since = NULL WHERE initiative = $1 AND person = $2";
    LEAVE_PARTNERS = "DELETE FROM partnership_person WHERE initiative = $1 AND person = $2";
    LEAVE = "DELETE FROM membership WHERE initiative = $1 AND person = $2";
    /// One row for each thing that gives a person a role; one question for every request.
    STANDING = "SELECT 'membership', role, person, FALSE FROM membership WHERE initiative = $1 AND person = $2
        UNION ALL SELECT 'partner', '', s.partnership, FALSE FROM partnership_person s
            JOIN partnership p ON p.initiative = s.initiative AND p.id = s.partnership
            WHERE s.initiative = $1 AND s.person = $2 AND p.status <> 'left'
        UNION ALL SELECT 'seat', role, group_id, votes FROM seat WHERE initiative = $1 AND person = $2";
    BACKBONE_ANYWHERE = "SELECT CAST(count(*) AS BIGINT) FROM membership WHERE person = $1 AND role = 'backbone'";
}

/// Something that gives a person a role.
pub(crate) struct Ground {
    /// `membership`, `partner` or `seat`.
    pub(crate) from: String,
    /// The membership's or the seat's role.
    pub(crate) role: String,
    /// The person, the partnership or the group.
    pub(crate) id: uuid::Uuid,
    /// Whether the seat votes.
    pub(crate) votes: bool,
}

/// A role somebody holds by membership.
pub(crate) struct Held {
    pub(crate) name: String,
    pub(crate) role: String,
}

store::row!(Member { person, name });
store::row!(Held { name, role });
store::row!(Ground { from, role, id, votes });

pub(crate) async fn members(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Member>> {
    Ok(read.rows(&MEMBERS, &[initiative.into()]).await?)
}

/// All of them but the backbone.
pub(crate) async fn voters(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Member>> {
    Ok(read.rows(&VOTERS, &[initiative.into()]).await?)
}

/// How many belong to the initiative in any way.
pub(crate) async fn how_many(read: &mut Read, initiative: InitiativeId) -> Result<usize> {
    let (count,): (i64,) = read.one(&HOW_MANY, &[initiative.into()]).await?;
    Ok(count as usize)
}

/// A part of them by name, each with the roles of its memberships.
pub(crate) async fn part(
    read: &mut Read,
    initiative: InitiativeId,
    part: Part,
) -> Result<Vec<(Member, Vec<String>)>> {
    let values = [initiative.into(), part.size.into(), part.skip.into()];
    let rows: Vec<(PersonId, String, Option<String>)> = read.rows(&PART, &values).await?;
    let mut members: Vec<(Member, Vec<String>)> = Vec::new();
    for (person, name, role) in rows {
        if members.last().is_none_or(|(member, _)| member.person != person) {
            members.push((Member { person, name }, Vec::new()));
        }
        members.last_mut().expect("just pushed").1.extend(role);
    }
    Ok(members)
}

pub(crate) async fn held(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Held>> {
    Ok(read.rows(&ROLES, &[initiative.into()]).await?)
}

pub(crate) async fn roles_of(
    read: &mut Read,
    initiative: InitiativeId,
    person: PersonId,
) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = read.rows(&ROLES_OF, &[initiative.into(), person.into()]).await?;
    Ok(rows.into_iter().map(|(role,)| role).collect())
}

pub(crate) async fn grounds(
    read: &mut Read,
    initiative: InitiativeId,
    person: PersonId,
) -> Result<Vec<Ground>> {
    Ok(read.rows(&STANDING, &[initiative.into(), person.into()]).await?)
}

/// Whether the person is backbone of any initiative.
pub(crate) async fn is_backbone_anywhere(read: &mut Read, person: PersonId) -> Result<bool> {
    let (rows,): (i64,) = read.one(&BACKBONE_ANYWHERE, &[person.into()]).await?;
    Ok(rows > 0)
}

/// False if they hold it already.
pub(crate) async fn add(
    tx: &mut Tx,
    initiative: InitiativeId,
    person: PersonId,
    role: &str,
    at: Timestamp,
) -> Result<bool> {
    Ok(tx.run(&ADD, &[initiative.into(), person.into(), role.into(), at.into()]).await? == 1)
}

pub(crate) async fn remove(
    tx: &mut Tx,
    initiative: InitiativeId,
    person: PersonId,
    role: &str,
) -> Result<bool> {
    Ok(tx.run(&REMOVE, &[initiative.into(), person.into(), role.into()]).await? == 1)
}

/// Takes the person out of the initiative: their seats are vacant, they speak for no partner.
pub(crate) async fn leave(tx: &mut Tx, initiative: InitiativeId, person: PersonId) -> Result<()> {
    for statement in [&LEAVE_SEATS, &LEAVE_PARTNERS, &LEAVE] {
        tx.run(statement, &[initiative.into(), person.into()]).await?;
    }
    Ok(())
}
