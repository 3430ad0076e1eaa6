//! Backbone: condition 5, a small neutral team that keeps the loop turning.

mod today;

use async_trait::async_trait;
use kernel::{Ability, Kind};
use store::{Migration, Sql};
use web::text::Source;
use web::{Door, Room, Routes};

/// The room. It keeps nothing of its own yet: the morning view is made of what the other rooms say.
pub struct Backbone;

static DOORS: &[Door] = &[Door { label: "backbone-door", path: "today", rank: 5, ability: &today::LOOK }];

#[async_trait]
impl Room for Backbone {
    fn name(&self) -> &'static str {
        "backbone"
    }

    fn migrations(&self) -> &'static [Migration] {
        &[]
    }

    fn statements(&self) -> Vec<&'static Sql> {
        Vec::new()
    }

    fn texts(&self) -> Vec<Source> {
        vec![Source { room: "backbone", language: "en", profile: None, text: include_str!("../text/en.ftl") }]
    }

    fn abilities(&self) -> Vec<&'static Ability> {
        vec![&today::LOOK]
    }

    fn kinds(&self) -> Vec<Box<dyn Kind>> {
        Vec::new()
    }

    fn routes(&self) -> Routes {
        today::page::routes()
    }

    fn doors(&self) -> &'static [Door] {
        DOORS
    }
}
