use jiff::Timestamp;
use kernel::{InitiativeId, Result};
use store::{FromRow, Part, Read, Row, Tx, Value};
use uuid::Uuid;

use super::{Consultation, ConsultationId, Said};
use crate::version::Frozen;
use crate::vote::Known;

/// The columns of a [`Consultation`] in its order.
macro_rules! columns {
    () => {
        "id, number, title, words, audience, opened_by, opened_at, closes_at, people"
    };
}

store::statements! {
    EVERY = concat!("SELECT ", columns!(), " FROM consultation WHERE initiative = $1 ORDER BY number DESC");
    THESE = concat!("SELECT ", columns!(), " FROM consultation WHERE initiative = $1 AND id = ANY($2)");
    NUMBERED = concat!("SELECT ", columns!(), " FROM consultation WHERE initiative = $1 AND number = $2");
    LOCKED = concat!("SELECT ", columns!(), " FROM consultation WHERE initiative = $1 AND number = $2 FOR UPDATE");
    BEFORE = concat!("SELECT ", columns!(), " FROM consultation
        WHERE initiative = $1 AND opened_at <= $2 ORDER BY number DESC LIMIT 1");
    INSERT = concat!("INSERT INTO consultation (initiative, ", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
    END = "UPDATE consultation SET closes_at = $3 WHERE initiative = $1 AND id = $2";
    FREEZE = "INSERT INTO consultation_clause (initiative, consultation, clause, number, section, place, text, then_what,
        because, difference) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    CLAUSES = "SELECT clause, number, section, place, text, then_what, because, difference FROM consultation_clause
        WHERE initiative = $1 AND consultation = $2 ORDER BY place, number";
    BY_PERSON = "SELECT number, stands FROM consultation_person
        WHERE initiative = $1 AND consultation = $2 AND person = $3";
    BY_MARK = "SELECT number, stands FROM consultation_person
        WHERE initiative = $1 AND consultation = $2 AND mark = $3";
    NEXT = "UPDATE consultation SET people = people + 1 WHERE initiative = $1 AND id = $2 RETURNING people";
    JOIN = "INSERT INTO consultation_person (initiative, consultation, number, person, mark, stands)
        VALUES ($1, $2, $3, $4, $5, $6)";
    STAND = "UPDATE consultation_person SET stands = $4
        WHERE initiative = $1 AND consultation = $2 AND number = $3";
    OWN = "SELECT clause, answer, words FROM consultation_answer
        WHERE initiative = $1 AND consultation = $2 AND person = $3 ORDER BY clause";
    PUT = "INSERT INTO consultation_answer (initiative, consultation, clause, person, answer, words, hidden, reason,
        said_at) VALUES ($1, $2, $3, $4, $5, $6, FALSE, '', $7)
        ON CONFLICT (initiative, consultation, clause, person) DO UPDATE SET answer = excluded.answer,
        words = excluded.words, said_at = excluded.said_at,
        hidden = consultation_answer.hidden AND consultation_answer.words = excluded.words";
    TAKE_BACK = "DELETE FROM consultation_answer
        WHERE initiative = $1 AND consultation = $2 AND clause = $3 AND person = $4";
    COUNTS = "SELECT a.clause, p.stands, a.answer, CAST(count(*) AS BIGINT) FROM consultation_answer a
        JOIN consultation_person p
            ON p.initiative = a.initiative AND p.consultation = a.consultation AND p.number = a.person
        WHERE a.initiative = $1 AND a.consultation = $2 GROUP BY a.clause, p.stands, a.answer
        ORDER BY a.clause, p.stands, a.answer";
    STANDS = "SELECT stands, CAST(count(*) AS BIGINT) FROM consultation_person
        WHERE initiative = $1 AND consultation = $2 GROUP BY stands ORDER BY stands";
    WORDS_COUNT = "SELECT CAST(count(*) AS BIGINT) FROM consultation_answer
        WHERE initiative = $1 AND consultation = $2 AND words <> ''";
    WORDS = "SELECT a.clause, a.person, p.stands, a.answer, a.words, a.hidden, a.reason FROM consultation_answer a
        JOIN consultation_person p
            ON p.initiative = a.initiative AND p.consultation = a.consultation AND p.number = a.person
        WHERE a.initiative = $1 AND a.consultation = $2 AND a.words <> ''
        ORDER BY a.clause, (CASE WHEN a.answer = 'cannot' THEN 0 ELSE 1 END), a.person LIMIT $3 OFFSET $4";
    HIDE = "UPDATE consultation_answer SET hidden = $5, reason = $6
        WHERE initiative = $1 AND consultation = $2 AND clause = $3 AND person = $4 AND words <> ''";
    EVERY_ANSWER = "SELECT c.number, a.clause, a.person, p.stands, a.answer, a.words, a.hidden, a.reason, a.said_at
        FROM consultation_answer a
        JOIN consultation c ON c.initiative = a.initiative AND c.id = a.consultation
        JOIN consultation_person p
            ON p.initiative = a.initiative AND p.consultation = a.consultation AND p.number = a.person
        WHERE a.initiative = $1 ORDER BY c.number, a.clause, a.person";
}

store::row!(Consultation { id, number, title, words, audience, opened_by, opened_at, closes_at, people });
store::row!(Said { clause, answer, words });

/// So many gave that answer to that clause.
pub(crate) struct Count {
    pub(crate) clause: i64,
    pub(crate) stands: String,
    pub(crate) answer: String,
    pub(crate) people: i64,
}

/// Words to a clause, with whose they are by number.
pub(crate) struct Words {
    pub(crate) clause: i64,
    pub(crate) person: i64,
    pub(crate) stands: String,
    pub(crate) answer: String,
    pub(crate) words: String,
    pub(crate) hidden: bool,
    pub(crate) reason: String,
}

/// An answer, for the export.
pub(crate) struct Line {
    pub(crate) consultation: i64,
    pub(crate) clause: i64,
    pub(crate) person: i64,
    pub(crate) stands: String,
    pub(crate) answer: String,
    pub(crate) words: String,
    pub(crate) hidden: bool,
    pub(crate) reason: String,
    pub(crate) said_at: Timestamp,
}

store::row!(Count { clause, stands, answer, people });
store::row!(Words { clause, person, stands, answer, words, hidden, reason });

impl FromRow for Line {
    fn from_row(row: &mut Row) -> store::Result<Self> {
        Ok(Self {
            consultation: row.take()?,
            clause: row.take()?,
            person: row.take()?,
            stands: row.take()?,
            answer: row.take()?,
            words: row.take()?,
            hidden: row.take()?,
            reason: row.take()?,
            said_at: row.take()?,
        })
    }
}

/// Newest first.
pub(crate) async fn all(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Consultation>> {
    Ok(read.rows(&EVERY, &[initiative.into()]).await?)
}

pub(crate) async fn these(
    read: &mut Read,
    initiative: InitiativeId,
    ids: &[Uuid],
) -> Result<Vec<Consultation>> {
    Ok(read.rows(&THESE, &[initiative.into(), ids.into()]).await?)
}

pub(crate) async fn numbered(
    read: &mut Read,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<Consultation>> {
    Ok(read.maybe(&NUMBERED, &[initiative.into(), number.into()]).await?)
}

/// Whoever else answers waits until this transaction ends.
pub(crate) async fn locked(
    tx: &mut Tx,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<Consultation>> {
    Ok(tx.maybe(&LOCKED, &[initiative.into(), number.into()]).await?)
}

/// The newest that was opened until then.
pub(crate) async fn before(
    read: &mut Read,
    initiative: InitiativeId,
    at: Timestamp,
) -> Result<Option<Consultation>> {
    Ok(read.maybe(&BEFORE, &[initiative.into(), at.into()]).await?)
}

/// With the clauses as they stand.
pub(crate) async fn insert(
    tx: &mut Tx,
    initiative: InitiativeId,
    consultation: &Consultation,
    clauses: &[Frozen],
) -> Result<()> {
    let values = [
        initiative.into(),
        consultation.id.into(),
        consultation.number.into(),
        consultation.title.as_str().into(),
        consultation.words.as_str().into(),
        consultation.audience.as_str().into(),
        consultation.opened_by.as_str().into(),
        consultation.opened_at.into(),
        consultation.closes_at.into(),
        consultation.people.into(),
    ];
    tx.run(&INSERT, &values).await?;
    let rows: Vec<Vec<Value>> =
        clauses.iter().map(|clause| clause.row(initiative, consultation.id)).collect();
    tx.run_each(&FREEZE, &rows).await?;
    Ok(())
}

pub(crate) async fn end(
    tx: &mut Tx,
    initiative: InitiativeId,
    id: ConsultationId,
    at: Timestamp,
) -> Result<()> {
    tx.run(&END, &[initiative.into(), id.into(), at.into()]).await?;
    Ok(())
}

/// What is put to people, in the document's order of place.
pub(crate) async fn clauses(
    read: &mut Read,
    initiative: InitiativeId,
    id: ConsultationId,
) -> Result<Vec<Frozen>> {
    Ok(read.rows(&CLAUSES, &[initiative.into(), id.into()]).await?)
}

/// The number of somebody who answered, and for whom they speak.
pub(crate) async fn person(
    read: &mut Read,
    initiative: InitiativeId,
    id: ConsultationId,
    known: &Known,
) -> Result<Option<(i64, String)>> {
    let (sql, value): (_, Value) = match known {
        Known::Person(person) => (&BY_PERSON, (*person).into()),
        Known::Mark(mark) => (&BY_MARK, (*mark).into()),
    };
    Ok(read.maybe(sql, &[initiative.into(), id.into(), value]).await?)
}

/// Writes down somebody who answers for the first time; their number.
pub(crate) async fn join(
    tx: &mut Tx,
    initiative: InitiativeId,
    id: ConsultationId,
    known: &Known,
    stands: &str,
) -> Result<i64> {
    let (number,): (i64,) = tx.one(&NEXT, &[initiative.into(), id.into()]).await?;
    let (person, mark): (Value, Value) = match known {
        Known::Person(person) => ((*person).into(), Value::Null),
        Known::Mark(mark) => (Value::Null, (*mark).into()),
    };
    tx.run(&JOIN, &[initiative.into(), id.into(), number.into(), person, mark, stands.into()]).await?;
    Ok(number)
}

/// They speak for somebody else now.
pub(crate) async fn stand(
    tx: &mut Tx,
    initiative: InitiativeId,
    id: ConsultationId,
    number: i64,
    stands: &str,
) -> Result<()> {
    tx.run(&STAND, &[initiative.into(), id.into(), number.into(), stands.into()]).await?;
    Ok(())
}

/// What one of them has said, by clause.
pub(crate) async fn own(
    read: &mut Read,
    initiative: InitiativeId,
    id: ConsultationId,
    person: i64,
) -> Result<Vec<Said>> {
    Ok(read.rows(&OWN, &[initiative.into(), id.into(), person.into()]).await?)
}

/// In place of what they said to that clause before; nothing said takes it back.
pub(crate) async fn put(
    tx: &mut Tx,
    initiative: InitiativeId,
    id: ConsultationId,
    person: i64,
    said: &Said,
    at: Timestamp,
) -> Result<()> {
    let key: [Value; 4] = [initiative.into(), id.into(), said.clause.into(), person.into()];
    if said.answer.is_empty() && said.words.is_empty() {
        tx.run(&TAKE_BACK, &key).await?;
    } else {
        let said: [Value; 3] = [said.answer.as_str().into(), said.words.as_str().into(), at.into()];
        tx.run(&PUT, &[key.as_slice(), &said].concat()).await?;
    }
    Ok(())
}

/// How many gave which answer to which clause.
pub(crate) async fn counts(
    read: &mut Read,
    initiative: InitiativeId,
    id: ConsultationId,
) -> Result<Vec<Count>> {
    Ok(read.rows(&COUNTS, &[initiative.into(), id.into()]).await?)
}

/// How many speak for whom.
pub(crate) async fn stands(
    read: &mut Read,
    initiative: InitiativeId,
    id: ConsultationId,
) -> Result<Vec<(String, i64)>> {
    Ok(read.rows(&STANDS, &[initiative.into(), id.into()]).await?)
}

/// How many left words.
pub(crate) async fn words_count(
    read: &mut Read,
    initiative: InitiativeId,
    id: ConsultationId,
) -> Result<i64> {
    let (count,) = read.one(&WORDS_COUNT, &[initiative.into(), id.into()]).await?;
    Ok(count)
}

/// A part of the words, by clause, those who cannot live with it first.
pub(crate) async fn words(
    read: &mut Read,
    initiative: InitiativeId,
    id: ConsultationId,
    part: Part,
) -> Result<Vec<Words>> {
    let values = [initiative.into(), id.into(), part.size.into(), part.skip.into()];
    Ok(read.rows(&WORDS, &values).await?)
}

/// Hides words or shows them again; false if there are none.
pub(crate) async fn hide(
    tx: &mut Tx,
    initiative: InitiativeId,
    id: ConsultationId,
    (clause, person): (i64, i64),
    hidden: bool,
    reason: &str,
) -> Result<bool> {
    let values = [initiative.into(), id.into(), clause.into(), person.into(), hidden.into(), reason.into()];
    Ok(tx.run(&HIDE, &values).await? == 1)
}

/// Every answer of every consultation.
pub(crate) async fn every(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Line>> {
    Ok(read.rows(&EVERY_ANSWER, &[initiative.into()]).await?)
}
