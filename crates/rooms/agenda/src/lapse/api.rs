use kernel::{Error, Result};
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::page::asked;
use crate::conversation::{self, READ};
use crate::map::Picture;

pub(crate) fn routes() -> Routes {
    Routes::new().api_get("conversations/{n}/days", &READ, one)
}

/// The map on the evening of a day.
#[derive(Serialize)]
struct Shown {
    /// Its place among the days, from 1.
    place: i64,
    days: Vec<String>,
    picture: Option<Picture>,
}

/// That of `?day=`, or else of the last.
async fn one(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let found = conversation::store::numbered(&mut read, visit.initiative()?, visit.part("n")?).await?;
    let conversation = found.ok_or(Error::Missing)?;
    let (days, place, frame) = asked(&visit, &mut read, &conversation).await?;
    let picture = frame.map(|frame| frame.picture()).transpose()?;
    let days = days.into_iter().map(|(_, day)| day.to_string()).collect();
    Ok(Answer::json(&Shown { place, days, picture }))
}
