use kernel::Result;
use web::{Answer, Routes, Visit};

use super::Format;
use super::page::{heading_of_all, heading_of_one, limited, sent};
use crate::measure::READ;
use crate::measure::page::asked;

pub(crate) fn routes() -> Routes {
    Routes::new().api_get("measures/{n}/data", &READ, one).api_get("data", &READ, all)
}

async fn one(visit: Visit) -> Result<Answer> {
    let measure = asked(&visit, &mut visit.read().await?).await?;
    let name = Format::Json.name(&visit.place()?.slug, Some(measure.number));
    sent(&visit, Format::Json, heading_of_one(&visit, measure)?, &name)
}

async fn all(visit: Visit) -> Result<Answer> {
    limited(&visit)?;
    let name = Format::Json.name(&visit.place()?.slug, None);
    sent(&visit, Format::Json, heading_of_all(&visit).await?, &name)
}
