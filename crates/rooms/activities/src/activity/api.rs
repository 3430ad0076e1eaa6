use kernel::Result;
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::{AddActivity, ConfirmPart};
use super::{ADD, Activity, CONFIRM, Part, READ, READ_SUGGESTED, store};

/// Activities in one answer.
const PAGE: i64 = 50;

pub(crate) fn routes() -> Routes {
    Routes::new().api_get("activities", &READ, list).api_post("activities", &ADD, add).api_post(
        "activities/confirm",
        &CONFIRM,
        confirm,
    )
}

/// An activity as the API gives it.
#[derive(Serialize)]
struct Shown<'a> {
    id: String,
    number: i64,
    title: &'a str,
    what: &'a str,
    for_whom: &'a str,
    place: &'a str,
    strategy: Option<String>,
    status: &'static str,
    because: bool,
    version: i64,
    parts: Vec<ShownPart<'a>>,
}

#[derive(Serialize)]
struct ShownPart<'a> {
    partnership: String,
    strength: &'a str,
    confirmed: bool,
}

/// The newest; `?before=NUMBER` for older ones.
async fn list(visit: Visit) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let suggested = visit.could(&READ_SUGGESTED);
    let before = visit.query().parse("before").unwrap_or(i64::MAX);
    let mut read = visit.read().await?;
    let activities = store::latest(&mut read, initiative, None, before, suggested, PAGE).await?;
    let mut parts = store::parts_of(&mut read, initiative, &activities).await?;
    parts.retain(|part| part.confirmed || suggested);
    Ok(Answer::json(&activities.iter().map(|activity| shown(activity, &parts)).collect::<Vec<_>>()))
}

fn shown<'a>(activity: &'a Activity, parts: &'a [Part]) -> Shown<'a> {
    Shown {
        id: activity.id.to_string(),
        number: activity.number,
        title: &activity.title,
        what: &activity.what,
        for_whom: &activity.for_whom,
        place: &activity.place,
        strategy: activity.strategy.map(|id| id.to_string()),
        status: activity.status.word(),
        because: activity.because,
        version: activity.version,
        parts: parts
            .iter()
            .filter(|part| part.activity == activity.id)
            .map(|part| ShownPart {
                partnership: part.partnership.to_string(),
                strength: &part.strength,
                confirmed: part.confirmed,
            })
            .collect(),
    }
}

async fn add(visit: Visit) -> Result<Answer> {
    let act: AddActivity = visit.json()?;
    Ok(Answer::json(&visit.execute(act).await?))
}

async fn confirm(visit: Visit) -> Result<Answer> {
    let act: ConfirmPart = visit.json()?;
    Ok(Answer::json(&serde_json::json!({ "number": visit.execute(act).await? })))
}
