//! Learning: what changed in the system, one line at a time.

mod change;

pub use change::acts::NoteChange;

use async_trait::async_trait;
use kernel::{Ability, Context, Kind, Result};
use store::{Migration, Read, Sql};
use web::text::Source;
use web::{Door, ExportTable, Panel, Room, Routes};

/// The room.
pub struct Learning;

static DOORS: &[Door] = &[Door { label: "learning-door", path: "changes", rank: 70, ability: &change::READ }];

#[async_trait]
impl Room for Learning {
    fn name(&self) -> &'static str {
        "learning"
    }

    fn migrations(&self) -> &'static [Migration] {
        &[Migration { name: "learning/0001", text: include_str!("../migrations/0001_change.sql") }]
    }

    fn statements(&self) -> Vec<&'static Sql> {
        [change::store::ALL].concat()
    }

    fn texts(&self) -> Vec<Source> {
        vec![Source { room: "learning", language: "en", profile: None, text: include_str!("../text/en.ftl") }]
    }

    fn abilities(&self) -> Vec<&'static Ability> {
        vec![&change::READ, &change::NOTE]
    }

    fn kinds(&self) -> Vec<Box<dyn Kind>> {
        vec![Box::new(change::ChangeKind)]
    }

    fn routes(&self) -> Routes {
        change::page::routes().and(change::api::routes())
    }

    fn doors(&self) -> &'static [Door] {
        DOORS
    }

    async fn front(&self, cx: &Context, read: &mut Read, say: &web::text::Say) -> Result<Vec<Panel>> {
        change::page::panel(cx, read, say).await
    }

    async fn export(&self, cx: &Context, read: &mut Read) -> Result<Vec<ExportTable>> {
        Ok(vec![change::export(cx, read).await?])
    }
}
