use kernel::Result;
use web::{Answer, Routes, Visit};

use super::acts::{AcceptSubmission, SendSubmission};
use super::{ACCEPT, SEND};

pub(crate) fn routes() -> Routes {
    Routes::new().api_post("submissions", &SEND, send).api_post("submissions/{n}/accept", &ACCEPT, accept)
}

async fn send(visit: Visit) -> Result<Answer> {
    let act: SendSubmission = visit.json()?;
    let number = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "number": number })))
}

async fn accept(visit: Visit) -> Result<Answer> {
    let accepted = visit.execute(AcceptSubmission { submission: visit.part("n")? }).await?;
    Ok(Answer::json(&accepted))
}
