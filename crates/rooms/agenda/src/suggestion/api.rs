use kernel::{Error, Result};
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::{DeclineSuggestion, SuggestWording, TakeSuggestion, WithdrawSuggestion};
use super::{SUGGEST, State, Suggestion, WITHDRAW, store};
use crate::clause::{self, READ, WRITE};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("clauses/{n}/suggestions", &READ, list)
        .api_post("clauses/{n}/suggestions", &SUGGEST, suggest)
        .api_post("suggestions/{n}/take", &WRITE, take)
        .api_post("suggestions/{n}/decline", &WRITE, decline)
        .api_post("suggestions/{n}/withdraw", &WITHDRAW, withdraw)
}

/// A suggestion as the API gives it.
#[derive(Serialize)]
struct Line {
    number: i64,
    base: i64,
    text: String,
    then: String,
    because: String,
    difference: String,
    why: String,
    state: State,
    suggested_by: String,
    suggested_at: String,
    answered_by: String,
    reason: String,
    wording: Option<i64>,
}

impl From<Suggestion> for Line {
    fn from(suggestion: Suggestion) -> Self {
        Self {
            number: suggestion.number,
            base: suggestion.base,
            text: suggestion.text,
            then: suggestion.then,
            because: suggestion.because,
            difference: suggestion.difference,
            why: suggestion.why,
            state: suggestion.state,
            suggested_by: suggestion.suggested_by,
            suggested_at: suggestion.suggested_at.to_string(),
            answered_by: suggestion.answered_by,
            reason: suggestion.reason,
            wording: suggestion.wording,
        }
    }
}

async fn list(visit: Visit) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let clause = clause::store::numbered(&mut read, initiative, visit.part("n")?).await?;
    let found = store::of_clause(&mut read, initiative, clause.ok_or(Error::Missing)?.id).await?;
    Ok(Answer::json(&found.into_iter().map(Line::from).collect::<Vec<_>>()))
}

async fn suggest(visit: Visit) -> Result<Answer> {
    let mut act: SuggestWording = visit.json()?;
    act.clause = visit.part("n")?;
    let number = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "number": number })))
}

async fn take(visit: Visit) -> Result<Answer> {
    let mut act: TakeSuggestion = visit.json()?;
    act.suggestion = visit.part("n")?;
    let version = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "version": version })))
}

async fn decline(visit: Visit) -> Result<Answer> {
    let mut act: DeclineSuggestion = visit.json()?;
    act.suggestion = visit.part("n")?;
    visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "declined": true })))
}

async fn withdraw(visit: Visit) -> Result<Answer> {
    visit.execute(WithdrawSuggestion { suggestion: visit.part("n")? }).await?;
    Ok(Answer::json(&serde_json::json!({ "withdrawn": true })))
}
