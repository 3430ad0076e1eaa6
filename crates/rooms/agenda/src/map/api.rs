use kernel::{Error, Result};
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::{Picture, newest};
use crate::conversation::{self, READ};
use crate::statement;

pub(crate) fn routes() -> Routes {
    Routes::new().api_get("conversations/{n}/map", &READ, one)
}

/// The map as the API gives it.
#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    picture: Picture,
    /// The statements that it names.
    named: Vec<Named>,
}

#[derive(Serialize)]
struct Named {
    id: String,
    number: i64,
    text: String,
}

/// The newest map; `null` while it is still to be drawn.
async fn one(visit: Visit) -> Result<Answer> {
    let (initiative, number) = (visit.initiative()?, visit.part("n")?);
    let mut read = visit.read().await?;
    conversation::store::numbered(&mut read, initiative, number).await?.ok_or(Error::Missing)?;
    let Some(picture) = newest(&mut read, initiative, number).await? else {
        return Ok(Answer::json(&None::<Shown>));
    };
    let named = statement::store::these(&mut read, initiative, &picture.statements()).await?;
    let named = named.into_iter().map(|weighed| weighed.statement).filter(|statement| !statement.hidden);
    let named = named.map(|statement| Named {
        id: statement.id.to_string(),
        number: statement.number,
        text: statement.text,
    });
    Ok(Answer::json(&Shown { named: named.collect(), picture }))
}
