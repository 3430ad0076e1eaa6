use kernel::Result;
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::{AddPartnership, ChangePartnership};
use super::{ADD, CHANGE, Partnership, READ, store};

pub(crate) fn routes() -> Routes {
    Routes::new().api_get("partners", &READ, list).api_post("partners", &ADD, add).api_post(
        "partners/change",
        &CHANGE,
        change,
    )
}

/// A partner as the API gives it.
#[derive(Serialize)]
struct Body {
    id: super::PartnershipId,
    number: i64,
    name: String,
    kind: String,
    brings: String,
    needs: String,
    status: String,
    version: i64,
}

impl From<Partnership> for Body {
    fn from(partner: Partnership) -> Self {
        Self {
            id: partner.id,
            number: partner.number,
            name: partner.name,
            kind: partner.kind,
            brings: partner.brings,
            needs: partner.needs,
            status: partner.status,
            version: partner.version,
        }
    }
}

async fn list(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let partners = store::all(&mut read, visit.initiative()?).await?;
    Ok(Answer::json(&partners.into_iter().map(Body::from).collect::<Vec<_>>()))
}

async fn add(visit: Visit) -> Result<Answer> {
    let act: AddPartnership = visit.json()?;
    let (id, number) = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "id": id, "number": number })))
}

async fn change(visit: Visit) -> Result<Answer> {
    let act: ChangePartnership = visit.json()?;
    visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({})))
}
