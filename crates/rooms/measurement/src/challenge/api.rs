use kernel::Result;
use serde::Serialize;
use web::{Answer, Class, Routes, Visit};

use super::acts::{AnswerChallenge, RaiseChallenge};
use super::{ANSWER, Challenge, RAISE, page, store};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("challenges", &ANSWER, list)
        .api_post("measures/{n}/challenges", &RAISE, raise)
        .api_post("challenges/{n}/answer", &ANSWER, answer)
}

/// A question as the API gives it.
#[derive(Serialize)]
struct Asked<'a> {
    number: i64,
    measure: &'a str,
    period: &'a str,
    edition: i64,
    words: &'a str,
    name: &'a str,
    /// Whether an address was left.
    reachable: bool,
    state: &'a str,
    answer: &'a str,
    asked_at: String,
}

impl<'a> Asked<'a> {
    fn of((challenge, measure): &'a (Challenge, String)) -> Self {
        Self {
            number: challenge.number,
            measure,
            period: &challenge.period,
            edition: challenge.edition,
            words: &challenge.words,
            name: &challenge.name,
            reachable: !challenge.address.is_empty(),
            state: &challenge.state,
            answer: &challenge.answer,
            asked_at: challenge.asked_at.to_string(),
        }
    }
}

async fn list(visit: Visit) -> Result<Answer> {
    let part = visit.paging(page::LINES).part();
    let (found, _) = store::newest(&mut visit.read().await?, visit.initiative()?, part).await?;
    Ok(Answer::json(&found.iter().map(Asked::of).collect::<Vec<_>>()))
}

async fn raise(visit: Visit) -> Result<Answer> {
    visit.limit(Class::Mail, &visit.ip().to_string())?;
    let act = RaiseChallenge { measure: visit.part("n")?, ..visit.json()? };
    let number = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "number": number })))
}

async fn answer(visit: Visit) -> Result<Answer> {
    let act = AnswerChallenge { challenge: visit.part("n")?, ..visit.json()? };
    visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({})))
}
