//! What the tests ask the database themselves.

use std::collections::BTreeMap;

use kernel::{InitiativeId, PersonId};
use store::Read;
use uuid::Uuid;

use crate::load::Deed;

store::statements! {
    CHANGES = "SELECT id, line FROM change_line WHERE initiative = $1";
    POSTS = "SELECT id, body FROM post WHERE initiative = $1";
    TOLD = "SELECT object FROM journal_entry WHERE initiative = $1 AND act = $2";
    VOTES = "SELECT p.person, v.statement, v.choice FROM vote v JOIN participant p
        ON p.initiative = v.initiative AND p.conversation = v.conversation AND p.number = v.participant
        WHERE v.initiative = $1";
    COUNTS = "SELECT (SELECT CAST(count(*) AS BIGINT) FROM journal_entry), (SELECT CAST(count(*) AS BIGINT) FROM outbox),
        (SELECT CAST(count(*) AS BIGINT) FROM numbering)";
    TALLY = "SELECT statement, agree, disagree FROM statement_tally WHERE initiative = $1";
}

/// The rows that `deed` has left, each with what was sent.
pub(crate) async fn rows(read: &mut Read, initiative: InitiativeId, deed: Deed) -> Vec<(Uuid, String)> {
    let sql = match deed {
        Deed::Change => &CHANGES,
        Deed::Post => &POSTS,
        Deed::Vote => unreachable!("a vote is changed where it stands"),
    };
    read.rows(sql, &[initiative.into()]).await.expect("rows")
}

/// The objects of which the journal says that `deed` was done to them.
pub(crate) async fn told(read: &mut Read, initiative: InitiativeId, deed: Deed) -> Vec<Uuid> {
    let act = match deed {
        Deed::Change => "change.noted",
        Deed::Post => "post.written",
        Deed::Vote => "vote.cast",
    };
    let objects: Vec<(Uuid,)> = read.rows(&TOLD, &[initiative.into(), act.into()]).await.expect("entries");
    objects.into_iter().map(|(object,)| object).collect()
}

/// Whether somebody agrees with a statement.
pub(crate) async fn votes(read: &mut Read, initiative: InitiativeId) -> BTreeMap<(PersonId, i64), bool> {
    let votes: Vec<(PersonId, i64, i64)> = read.rows(&VOTES, &[initiative.into()]).await.expect("votes");
    votes.into_iter().map(|(person, statement, choice)| ((person, statement), choice > 0)).collect()
}

/// How many agree and disagree with each statement, as it was counted while they voted.
pub(crate) async fn tally(read: &mut Read, initiative: InitiativeId) -> BTreeMap<i64, [i64; 2]> {
    let tally: Vec<(i64, i64, i64)> = read.rows(&TALLY, &[initiative.into()]).await.expect("a tally");
    tally.into_iter().map(|(statement, agree, disagree)| (statement, [agree, disagree])).collect()
}

/// Whether the votes were counted as they stand.
pub(crate) async fn counts_are_right(read: &mut Read, initiative: InitiativeId) -> bool {
    let mut counted: BTreeMap<i64, [i64; 2]> = BTreeMap::new();
    for ((_, statement), agrees) in votes(read, initiative).await {
        counted.entry(statement).or_default()[usize::from(!agrees)] += 1;
    }
    let mut tally = tally(read, initiative).await;
    tally.retain(|_, sides| *sides != [0, 0]);
    counted == tally
}

/// How many entries of the journal, mails and kinds of numbers there are.
pub(crate) async fn counts(read: &mut Read) -> [i64; 3] {
    let (entries, mails, numbers): (i64, i64, i64) = read.one(&COUNTS, &[]).await.expect("counts");
    [entries, mails, numbers]
}
