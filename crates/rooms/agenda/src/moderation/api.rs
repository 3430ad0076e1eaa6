use kernel::Result;
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::{JudgeStatement, TakeStatement};
use super::page::asked;
use super::{Judgement, Verdict, store};
use crate::conversation::READ;
use crate::statement::HIDE;

/// Lines in one answer.
const PAGE: usize = 100;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("conversations/{n}/moderation", &HIDE, queue)
        .api_post("conversations/{n}/moderation/take", &HIDE, take)
        .api_post("conversations/{n}/moderation/judge", &HIDE, judge)
        .api_get("conversations/{n}/moderation/log", &READ, log)
}

/// How many wait, and how many of these somebody else looks at now.
async fn queue(visit: Visit) -> Result<Answer> {
    let conversation = asked(&visit).await?;
    let (initiative, person) = (visit.initiative()?, visit.person()?);
    let mut read = visit.read().await?;
    let now = crate::clock(&visit, &mut read).await?;
    let queue = store::queue(&mut read, initiative, conversation.number, (person, now)).await?;
    let held = store::held(&mut read, initiative, conversation.number, person, now).await?;
    Ok(Answer::json(&serde_json::json!({
        "waiting": queue.waiting,
        "elsewhere": queue.elsewhere,
        "held": held,
    })))
}

async fn take(visit: Visit) -> Result<Answer> {
    let statement = visit.execute(TakeStatement { conversation: visit.part("n")? }).await?;
    Ok(Answer::json(&serde_json::json!({ "statement": statement })))
}

async fn judge(visit: Visit) -> Result<Answer> {
    let act = JudgeStatement { conversation: visit.part("n")?, ..visit.json()? };
    visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "judged": true })))
}

#[derive(Serialize)]
struct Line {
    statement: i64,
    at: String,
    verdict: Verdict,
    reason: String,
    by: Option<String>,
}

/// A hundred at a time, newest first.
async fn log(visit: Visit) -> Result<Answer> {
    let conversation = asked(&visit).await?;
    let named = visit.offers(&HIDE);
    let mut read = visit.read().await?;
    let part = visit.paging(PAGE).part();
    let log = store::log(&mut read, visit.initiative()?, conversation.number, part).await?;
    let line = |Judgement { statement, at, verdict, reason, name, .. }| Line {
        statement,
        at: at.to_string(),
        verdict,
        reason,
        by: named.then_some(name),
    };
    Ok(Answer::json(&log.into_iter().map(line).collect::<Vec<_>>()))
}
