use ::store::{Read, Sql, Tx};
use jiff::Timestamp;
use kernel::{InitiativeId, Result};

use super::load::Counts;

::store::statements! {
    BEGUN = "SELECT number, published FROM conversation WHERE initiative = $1 AND source = $2";
    INSERT_STATEMENT = "INSERT INTO statement (initiative, conversation, id, number, text, author, hidden, reason, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, '', $8) ON CONFLICT DO NOTHING";
    INSERT_PARTICIPANT = "INSERT INTO participant (initiative, conversation, number) VALUES ($1, $2, $3)
        ON CONFLICT DO NOTHING";
    INSERT_VOTE = "INSERT INTO vote (initiative, conversation, participant, statement, choice)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    INSERT_TALLY = "INSERT INTO statement_tally (initiative, conversation, statement, agree, disagree, pass)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    INSERT_CAST = "INSERT INTO vote_cast (initiative, conversation, participant, statement, turn, choice, at, seq)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
    INSERT_SOURCE_STATEMENT = "INSERT INTO source_statement (initiative, conversation, statement, moderated, agrees, disagrees)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    INSERT_SOURCE_PARTICIPANT = "INSERT INTO source_participant (initiative, conversation, participant, xid, in_group, comments)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    INSERT_SOURCE_LINE = "INSERT INTO source_line (initiative, conversation, place, key, value, beyond)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    LINES = "SELECT key, value, beyond FROM source_line WHERE initiative = $1 AND conversation = $2 ORDER BY place";
    STATEMENTS = "SELECT s.number, s.text, s.author, s.hidden, s.at,
        COALESCE(t.agree, 0) + COALESCE(o.agrees, 0), COALESCE(t.disagree, 0) + COALESCE(o.disagrees, 0), o.moderated
        FROM statement s LEFT JOIN statement_tally t
            ON t.initiative = s.initiative AND t.conversation = s.conversation AND t.statement = s.number
        LEFT JOIN source_statement o
            ON o.initiative = s.initiative AND o.conversation = s.conversation AND o.statement = s.number
        WHERE s.initiative = $1 AND s.conversation = $2 ORDER BY s.number";
    PARTICIPANTS = "SELECT p.number, o.xid, o.in_group, COALESCE(o.comments, 0),
        (SELECT CAST(count(*) AS BIGINT) FROM statement s
            WHERE s.initiative = $1 AND s.conversation = $2 AND s.author = p.number)
        FROM participant p LEFT JOIN source_participant o
            ON o.initiative = p.initiative AND o.conversation = p.conversation AND o.participant = p.number
        WHERE p.initiative = $1 AND p.conversation = $2 AND p.number > $3 ORDER BY p.number LIMIT $4";
    COUNTS = "SELECT (SELECT CAST(count(*) AS BIGINT) FROM participant p WHERE p.initiative = $1 AND p.conversation = $2),
        (SELECT CAST(count(DISTINCT s.author) AS BIGINT) FROM statement s WHERE s.initiative = $1 AND s.conversation = $2),
        (SELECT CAST(count(*) AS BIGINT) FROM statement s WHERE s.initiative = $1 AND s.conversation = $2)";
    SET_ROLL = "UPDATE conversation_roll SET people = $3, latest_participant = $4, latest_statement = $5
        WHERE initiative = $1 AND conversation = $2";
    PUBLISH = "UPDATE conversation SET published = TRUE
        WHERE initiative = $1 AND number = $2 AND NOT published";
}

/// Writes a statement: id, number, text, author, hidden, at.
pub(super) const STATEMENT: &Sql = &INSERT_STATEMENT;
/// Writes a participant: number.
pub(super) const PARTICIPANT: &Sql = &INSERT_PARTICIPANT;
/// Writes a vote: participant, statement, choice.
pub(super) const VOTE: &Sql = &INSERT_VOTE;
/// Writes the counts of a statement: agree, disagree, pass.
pub(super) const TALLY: &Sql = &INSERT_TALLY;

/// Writes a vote of the history: participant, statement, turn, choice, at, seq.
pub(super) const CAST: &Sql = &INSERT_CAST;
/// Writes what Polis says of a statement: number, moderated, and how far its counts are beyond the votes.
pub(super) const SOURCE_STATEMENT: &Sql = &INSERT_SOURCE_STATEMENT;
/// Writes what Polis says of a participant: number, xid, group, statements beyond those seen.
pub(super) const SOURCE_PARTICIPANT: &Sql = &INSERT_SOURCE_PARTICIPANT;
/// Writes a line of the summary: place, key, value, how far a count is beyond what there is.
pub(super) const SOURCE_LINE: &Sql = &INSERT_SOURCE_LINE;

/// A statement as `comments.csv` has it.
pub(super) struct Comment {
    pub(super) number: i64,
    pub(super) text: String,
    pub(super) author: Option<i64>,
    pub(super) hidden: bool,
    pub(super) at: Timestamp,
    pub(super) agrees: i64,
    pub(super) disagrees: i64,
    /// What Polis said of it, if it came from there.
    pub(super) moderated: Option<i64>,
}

::store::row!(Comment { number, text, author, hidden, at, agrees, disagrees, moderated });

/// A participant as `participants-votes.csv` has it.
pub(super) struct Participant {
    pub(super) number: i64,
    pub(super) xid: Option<String>,
    pub(super) group: Option<String>,
    /// Statements beyond those they are seen to have written.
    pub(super) beyond: i64,
    pub(super) written: i64,
}

::store::row!(Participant { number, xid, group, beyond, written });

::store::row!(Counts { voters, commenters, comments });

/// A line of the summary as it came, and how far its count was beyond what there was.
pub(super) type Line = (String, String, Option<i64>);

/// The summary as it came; nothing for a conversation that was held here.
pub(super) async fn lines(read: &mut Read, initiative: InitiativeId, conversation: i64) -> Result<Vec<Line>> {
    Ok(read.rows(&LINES, &[initiative.into(), conversation.into()]).await?)
}

/// Every statement, by number.
pub(super) async fn statements(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
) -> Result<Vec<Comment>> {
    Ok(read.rows(&STATEMENTS, &[initiative.into(), conversation.into()]).await?)
}

/// The next participants after one of them.
pub(super) async fn participants(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    (after, at_most): (i64, usize),
) -> Result<Vec<Participant>> {
    let values = [initiative.into(), conversation.into(), after.into(), at_most.into()];
    Ok(read.rows(&PARTICIPANTS, &values).await?)
}

/// What the summary counts, as it is now.
pub(super) async fn counts(read: &mut Read, initiative: InitiativeId, conversation: i64) -> Result<Counts> {
    Ok(read.one(&COUNTS, &[initiative.into(), conversation.into()]).await?)
}

/// The number of the conversation that these files began, and whether it is published.
pub(super) async fn begun(
    read: &mut Read,
    initiative: InitiativeId,
    source: &str,
) -> Result<Option<(i64, bool)>> {
    Ok(read.maybe(&BEGUN, &[initiative.into(), source.into()]).await?)
}

/// Lets it be seen with its roll: people, latest participant, latest statement. False if it was already.
pub(super) async fn publish(
    tx: &mut Tx,
    initiative: InitiativeId,
    conversation: i64,
    [people, participant, statement]: [i64; 3],
) -> Result<bool> {
    if tx.run(&PUBLISH, &[initiative.into(), conversation.into()]).await? == 0 {
        return Ok(false);
    }
    let values =
        [initiative.into(), conversation.into(), people.into(), participant.into(), statement.into()];
    tx.run(&SET_ROLL, &values).await?;
    Ok(true)
}
