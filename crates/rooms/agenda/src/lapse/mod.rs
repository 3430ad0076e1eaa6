//! How opinions moved: the map of a conversation as it was on the evening of each day, where the history of votes says
//! when they were cast.

pub(crate) mod api;
pub(crate) mod keep;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use jiff::Timestamp;
use kernel::{Context, Error, Result};
use web::ExportTable;

use crate::map::Picture;

/// Frames of a conversation at most: of a longer one they are some days apart.
const FRAMES: usize = 60;

/// The map on the evening of a day.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    /// The end of the day.
    pub(crate) day: Timestamp,
    picture: String,
}

impl Frame {
    pub(crate) fn picture(&self) -> Result<Picture> {
        let wrong =
            |error: serde_json::Error| Error::Internal(format!("a kept frame cannot be read: {error}"));
        serde_json::from_str(&self.picture).map_err(wrong)
    }
}

/// Frames as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::every(read, cx.initiative()?).await?.into_iter();
    let rows = rows.map(|(conversation, place, day, picture): (i64, i64, Timestamp, String)| {
        vec![conversation.to_string(), place.to_string(), day.to_string(), picture]
    });
    Ok(ExportTable {
        name: "conversation_frames",
        columns: &["conversation", "place", "day", "picture"],
        rows: rows.collect(),
    })
}
