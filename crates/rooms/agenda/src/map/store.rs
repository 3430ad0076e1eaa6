use kernel::{InitiativeId, Result};
use store::{Read, Tx};
use uuid::Uuid;

store::statements! {
    /// Where votes came in or something else changed since the map was drawn, or where there is none yet.
    DUE = "SELECT DISTINCT v.initiative, v.conversation FROM vote_cast v WHERE v.seq IS NULL
        UNION
        SELECT c.initiative, c.number FROM conversation c LEFT JOIN conversation_map m
            ON m.initiative = c.initiative AND m.conversation = c.number
        WHERE c.published AND (m.conversation IS NULL OR m.asked > m.drawn)";
    ONE = "SELECT numbered, asked, drawn, stamp FROM conversation_map
        WHERE initiative = $1 AND conversation = $2";
    BEGIN = "INSERT INTO conversation_map (initiative, conversation, numbered, asked, drawn, stamp, picture, detail)
        VALUES ($1, $2, $3, 1, 0, 0, '', $4) ON CONFLICT (initiative, conversation) DO NOTHING";
    LATEST = "SELECT CAST(COALESCE(max(seq), 0) AS BIGINT) FROM vote_cast
        WHERE initiative = $1 AND conversation = $2 AND seq IS NOT NULL";
    /// Whoever read another number than stands there now has lost.
    ADVANCE = "UPDATE conversation_map SET numbered = $4
        WHERE initiative = $1 AND conversation = $2 AND numbered = $3";
    ASK = "UPDATE conversation_map SET asked = asked + 1 WHERE initiative = $1 AND conversation = $2";
    KEEP = "UPDATE conversation_map SET stamp = $3, drawn = $4, picture = $5, detail = $6
        WHERE initiative = $1 AND conversation = $2 AND numbered = $3";
    STAMP = "SELECT stamp, drawn FROM conversation_map WHERE initiative = $1 AND conversation = $2";
    PICTURE = "SELECT picture FROM conversation_map WHERE initiative = $1 AND conversation = $2";
    DETAIL = "SELECT detail FROM conversation_map WHERE initiative = $1 AND conversation = $2";
    STATEMENTS = "SELECT number, id, hidden FROM statement WHERE initiative = $1 AND conversation = $2
        ORDER BY number";
    VOTES = "SELECT participant, statement, choice FROM vote
        WHERE initiative = $1 AND conversation = $2 AND (participant, statement) > ($3, $4)
        ORDER BY participant, statement LIMIT $5";
}

/// Where the map of a conversation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct State {
    pub(crate) numbered: i64,
    pub(crate) asked: i64,
    pub(crate) drawn: i64,
    pub(crate) stamp: i64,
}

store::row!(State { numbered, asked, drawn, stamp });

/// A statement of a conversation, as far as the map cares.
pub(crate) struct Said {
    pub(crate) number: i64,
    pub(crate) id: Uuid,
    pub(crate) hidden: bool,
}

store::row!(Said { number, id, hidden });

pub(crate) async fn due(read: &mut Read) -> store::Result<Vec<(InitiativeId, i64)>> {
    read.rows(&DUE, &[]).await
}

pub(crate) async fn state(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
) -> store::Result<Option<State>> {
    read.maybe(&ONE, &[initiative.into(), conversation.into()]).await
}

/// A row for a map that is still to be drawn.
pub(crate) async fn begin(tx: &mut Tx, initiative: InitiativeId, conversation: i64) -> store::Result<()> {
    let (latest,): (i64,) = tx.one(&LATEST, &[initiative.into(), conversation.into()]).await?;
    let values = [initiative.into(), conversation.into(), latest.into(), Vec::<u8>::new().into()];
    tx.run(&BEGIN, &values).await?;
    Ok(())
}

/// Gives out the numbers up to `to`; false if somebody else gave out numbers after `from` meanwhile.
pub(crate) async fn advance(
    tx: &mut Tx,
    initiative: InitiativeId,
    conversation: i64,
    (from, to): (i64, i64),
) -> store::Result<bool> {
    let values = [initiative.into(), conversation.into(), from.into(), to.into()];
    Ok(tx.run(&ADVANCE, &values).await? == 1)
}

/// Something that the map shows has changed, and was not a vote: it is to be drawn again.
pub(crate) async fn ask(tx: &mut Tx, initiative: InitiativeId, conversation: i64) -> Result<()> {
    tx.run(&ASK, &[initiative.into(), conversation.into()]).await?;
    Ok(())
}

/// Keeps what was drawn of the votes up to `stamp`; not if somebody else is further meanwhile.
pub(crate) async fn keep(
    tx: &mut Tx,
    initiative: InitiativeId,
    conversation: i64,
    (stamp, drawn): (i64, i64),
    (picture, detail): (&str, &[u8]),
) -> store::Result<()> {
    let values = [
        initiative.into(),
        conversation.into(),
        stamp.into(),
        drawn.into(),
        picture.into(),
        detail.to_vec().into(),
    ];
    tx.run(&KEEP, &values).await?;
    Ok(())
}

/// What tells one map of a conversation from the next.
pub(crate) async fn stamp(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
) -> Result<Option<(i64, i64)>> {
    Ok(read.maybe(&STAMP, &[initiative.into(), conversation.into()]).await?)
}

/// The newest picture as JSON; empty if it is still to be drawn.
pub(crate) async fn picture(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
) -> Result<Option<String>> {
    let found: Option<(String,)> = read.maybe(&PICTURE, &[initiative.into(), conversation.into()]).await?;
    Ok(found.map(|(picture,)| picture))
}

pub(crate) async fn detail(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
) -> Result<Option<Vec<u8>>> {
    let found: Option<(Vec<u8>,)> = read.maybe(&DETAIL, &[initiative.into(), conversation.into()]).await?;
    Ok(found.map(|(detail,)| detail))
}

/// Every statement, hidden ones too, by number.
pub(crate) async fn statements(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
) -> store::Result<Vec<Said>> {
    read.rows(&STATEMENTS, &[initiative.into(), conversation.into()]).await
}

/// Participant, statement and choice of the next votes after one of them.
pub(crate) async fn votes(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    (participant, statement): (i64, i64),
    at_most: usize,
) -> store::Result<Vec<(i64, i64, i64)>> {
    let values =
        [initiative.into(), conversation.into(), participant.into(), statement.into(), at_most.into()];
    read.rows(&VOTES, &values).await
}
