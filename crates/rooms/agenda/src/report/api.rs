use csv::Writer;
use kernel::{Error, Result};
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::{NameConstituencies, SayConstituency};
use super::{Report, kept, of_now};
use crate::conversation::{self, OPEN, Opening, READ};
use crate::map::{self, Detail, GROUPS};
use crate::statement;
use crate::vote::VOTE;

/// Statements read at once.
const PART: usize = 5_000;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("conversations/{n}/report.csv", &READ, table)
        .api_get("conversations/{n}/report", &READ, one)
        .api_post("conversations/{n}/constituencies", &OPEN, name)
        .api_post("conversations/{n}/constituency", &VOTE, say)
}

/// A report as the API gives it.
#[derive(Serialize)]
struct Shown {
    question: String,
    /// Whether it is that of the end; otherwise how it stands so far.
    last: bool,
    #[serde(flatten)]
    report: Report,
}

/// The report; `null` while the map is still to be drawn.
async fn one(visit: Visit) -> Result<Answer> {
    let (initiative, number) = (visit.initiative()?, visit.part("n")?);
    let mut read = visit.read().await?;
    let found = conversation::store::numbered(&mut read, initiative, number).await?;
    let conversation = found.ok_or(Error::Missing)?;
    let now = crate::clock(&visit, &mut read).await?;
    let over = conversation.opening(now) == Opening::Over;
    let last = match conversation.closes_at.filter(|_| over) {
        Some(end) => kept(&mut read, initiative, number, end).await?,
        None => None,
    };
    let is_last = last.is_some();
    let report = match last {
        Some(report) => Some(report),
        None => of_now(&mut read, initiative, number, now).await?,
    };
    let question = conversation.question;
    Ok(Answer::json(&report.map(|report| Shown { question, last: is_last, report })))
}

/// Every open statement with its votes, and those of each group.
async fn table(visit: Visit) -> Result<Answer> {
    let (initiative, number) = (visit.initiative()?, visit.part("n")?);
    let mut read = visit.read().await?;
    conversation::store::numbered(&mut read, initiative, number).await?.ok_or(Error::Missing)?;
    let mut said = Vec::new();
    loop {
        let part = ::store::Part { skip: said.len(), size: PART };
        let more = statement::store::part(&mut read, initiative, number, false, part).await?;
        if more.is_empty() {
            break;
        }
        said.extend(more);
    }
    let detail = map::store::detail(&mut read, initiative, number).await?.filter(|bytes| !bytes.is_empty());
    drop(read);
    let detail = detail.map(|bytes| Detail::read(&bytes)).transpose()?.unwrap_or_default();
    let groups = &GROUPS[..detail.tallies.len()];
    let wrong = |error: csv::Error| Error::Internal(error.to_string());
    let mut rows = Writer::from_writer(Vec::new());
    let head = ["statement", "text", "agree", "disagree", "pass"].map(str::to_owned).into_iter();
    let of_groups =
        groups.iter().flat_map(|group| ["agree", "disagree", "pass"].map(|side| format!("{group}_{side}")));
    rows.write_record(head.chain(of_groups)).map_err(wrong)?;
    for weighed in said {
        let column = detail.numbers.iter().position(|&number| number == weighed.statement.number);
        let tally = |tally: &opinion::Tally| [tally.agree, tally.disagree, tally.pass].map(|n| n.to_string());
        let by_group = detail.tallies.iter().flat_map(|tallies| {
            column.map_or_else(|| [const { String::new() }; 3], |column| tally(&tallies[column]))
        });
        let head = [weighed.statement.number.to_string(), weighed.statement.text].into_iter();
        rows.write_record(head.chain(tally(&weighed.tally)).chain(by_group)).map_err(wrong)?;
    }
    let bytes = rows.into_inner().map_err(|error| Error::Internal(error.to_string()))?;
    Ok(Answer::file("text/csv; charset=utf-8", &format!("conversation-{number}.csv"), bytes))
}

async fn name(visit: Visit) -> Result<Answer> {
    let act: NameConstituencies = visit.json()?;
    visit.execute(NameConstituencies { conversation: visit.part("n")?, ..act }).await?;
    Ok(Answer::json(&serde_json::json!({ "named": true })))
}

async fn say(visit: Visit) -> Result<Answer> {
    let act: SayConstituency = visit.json()?;
    visit.execute(SayConstituency { conversation: visit.part("n")?, ..act }).await?;
    Ok(Answer::json(&serde_json::json!({ "said": true })))
}
