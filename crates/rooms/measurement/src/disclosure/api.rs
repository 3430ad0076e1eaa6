use kernel::Result;
use web::{Answer, Routes, Visit};

use super::acts::ChooseDisclosure;
use super::{CHOOSE, store};

pub(crate) fn routes() -> Routes {
    Routes::new().api_get("disclosure", &CHOOSE, show).api_post("disclosure", &CHOOSE, choose)
}

async fn show(visit: Visit) -> Result<Answer> {
    let policy = store::policy(&mut visit.read().await?, visit.initiative()?).await?;
    Ok(Answer::json(&serde_json::json!({
        "mode": policy.mode, "confidential": policy.confidential, "version": policy.version,
    })))
}

async fn choose(visit: Visit) -> Result<Answer> {
    let act: ChooseDisclosure = visit.json()?;
    visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({})))
}
