use kernel::{Error, Result};
use serde::Serialize;
use serde_json::json;
use web::{Answer, Routes, Visit};

use super::acts::{EditProject, JudgeProject, ProposeProject};
use super::{EDIT, JUDGE, PROPOSE, Project, store};
use crate::fund::{self, Fund};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("funds/{n}/projects", &fund::READ, list)
        .api_post("funds/{n}/projects", &PROPOSE, propose)
        .api_post("funds/{n}/projects/{p}", &EDIT, edit)
        .api_post("funds/{n}/projects/{p}/judge", &JUDGE, judge)
}

/// A project as the API gives it.
#[derive(Serialize)]
pub(crate) struct Line {
    number: i64,
    id: String,
    code: String,
    title: String,
    text: String,
    place: String,
    cost: String,
    proposed_by: String,
    proposed_at: String,
    state: &'static str,
    reason: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    selected: Option<bool>,
}

pub(crate) fn shown(fund: &Fund, project: Project) -> Line {
    Line {
        number: project.number,
        id: project.id.to_string(),
        code: project.code,
        title: project.title,
        text: project.text,
        place: project.place,
        cost: fund.money().text(project.cost as u64),
        proposed_by: project.proposed_by,
        proposed_at: project.proposed_at.to_string(),
        state: project.state.word(),
        reason: project.reason,
        selected: project.selected,
    }
}

/// Every project of a fund, as they came.
async fn list(visit: Visit) -> Result<Answer> {
    let (initiative, number) = (visit.initiative()?, visit.part("n")?);
    let mut read = visit.read().await?;
    let fund = fund::store::numbered(&mut read, initiative, number).await?.ok_or(Error::Missing)?;
    let projects = store::all(&mut read, initiative, number).await?;
    let lines: Vec<Line> = projects.into_iter().map(|project| shown(&fund, project)).collect();
    Ok(Answer::json(&lines))
}

async fn propose(visit: Visit) -> Result<Answer> {
    let act = ProposeProject { fund: visit.part("n")?, ..visit.json()? };
    let number = visit.execute(act).await?;
    Ok(Answer::json(&json!({ "number": number })))
}

async fn edit(visit: Visit) -> Result<Answer> {
    let act = EditProject { fund: visit.part("n")?, project: visit.part("p")?, ..visit.json()? };
    visit.execute(act).await?;
    Ok(Answer::json(&json!({ "edited": true })))
}

async fn judge(visit: Visit) -> Result<Answer> {
    let act = JudgeProject { fund: visit.part("n")?, project: visit.part("p")?, ..visit.json()? };
    let accepted = act.accept;
    visit.execute(act).await?;
    Ok(Answer::json(&json!({ "accepted": accepted })))
}
