//! Meetings as open tables.

use ::store::Read;
use kernel::{Context, Result};
use web::ExportTable;

use super::store;

/// Meetings, what they were to talk about, and who came.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<Vec<ExportTable>> {
    let initiative = cx.initiative()?;
    let meetings = store::all(read, initiative).await?.into_iter().map(|meeting| {
        vec![
            meeting.id.to_string(),
            meeting.number.to_string(),
            meeting.group.to_string(),
            meeting.title,
            meeting.purpose,
            meeting.starts_at.to_string(),
            meeting.minutes.to_string(),
            meeting.place,
            meeting.link,
            meeting.state.word().to_owned(),
            meeting.notes,
            meeting.recap.unwrap_or_default(),
            meeting.recap_by.unwrap_or_default(),
            meeting.recap_at.map(|at| at.to_string()).unwrap_or_default(),
        ]
    });
    let meetings = ExportTable {
        name: "meetings",
        columns: &[
            "id",
            "number",
            "group",
            "title",
            "purpose",
            "starts_at",
            "minutes",
            "place",
            "link",
            "state",
            "notes",
            "recap",
            "recap_by",
            "recap_at",
        ],
        rows: meetings.collect(),
    };
    let items = store::all_items(read, initiative).await?.into_iter().map(|item| {
        vec![
            item.id.to_string(),
            item.meeting.to_string(),
            item.purpose.word().to_owned(),
            item.minutes.to_string(),
            item.text,
        ]
    });
    let items = ExportTable {
        name: "meeting-items",
        columns: &["id", "meeting", "purpose", "minutes", "text"],
        rows: items.collect(),
    };
    let attended = store::all_attended(read, initiative).await?.into_iter().map(|attended| {
        vec![
            attended.meeting.to_string(),
            attended.seat.to_string(),
            attended.name,
            attended.constituency,
            attended.presence.word().to_owned(),
        ]
    });
    let attended = ExportTable {
        name: "meeting-attendance",
        columns: &["meeting", "seat", "name", "constituency", "presence"],
        rows: attended.collect(),
    };
    Ok(vec![meetings, items, attended])
}
