//! Condition 3, mutually reinforcing activities: who does what by which strength, what was promised, what was
//! won.
//!
//! Other rooms lead here by address: `commitments/new?meeting=meeting/ID&group=ID` offers a commitment in a
//! meeting, `commitments/new?about=story/ID` one that answers a story, `?about=plan-line/ID&group=ID&text=…&due=DAY` one
//! for a line of a plan, filled in already, `?about=project/ID&text=…` one for a project of a shared budget; `activities/new` takes
//! `?strategy=clause/ID` and `?story=story/ID`; `wins/new` takes `?from=commitment/ID`.

mod activity;
mod commitment;
#[cfg(test)]
mod tests;
mod win;

use async_trait::async_trait;
use kernel::{Ability, Context, Kind, Profile, Ref, Result};
use serde::{Deserialize, Serialize};
use store::{Migration, Read, Sql};
use web::text::{Say, Source};
use web::{Door, ExportTable, Panel, Room, Routes, Waiting};

pub use activity::acts::{AddActivity, AddPart, ConfirmPart, EditActivity, NewPart};
pub use activity::{ActivityId, Status};
pub use commitment::acts::{AcceptCommitment, OfferCommitment, ReleaseCommitment, Report, ReportCommitment};
pub use commitment::{CommitmentId, KeptRate, State};
pub use win::acts::{CelebrateWin, ConfirmCredit};
pub use win::{CreditId, WinId, mine_to_confirm};

/// What was made: how links and how addresses name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The object.
    pub about: Ref,
    /// The number people see.
    pub number: i64,
}

/// The room.
pub struct Activities;

#[async_trait]
impl Room for Activities {
    fn name(&self) -> &'static str {
        "activities"
    }

    fn migrations(&self) -> &'static [Migration] {
        &[
            Migration { name: "activities/0001", text: include_str!("../migrations/0001_activity.sql") },
            Migration { name: "activities/0002", text: include_str!("../migrations/0002_commitment.sql") },
            Migration { name: "activities/0003", text: include_str!("../migrations/0003_win.sql") },
        ]
    }

    fn statements(&self) -> Vec<&'static Sql> {
        [activity::store::ALL, commitment::store::ALL, win::store::ALL].concat()
    }

    fn texts(&self) -> Vec<Source> {
        let source = |profile, text| Source { room: "activities", language: "en", profile, text };
        vec![
            source(None, include_str!("../text/activity.en.ftl")),
            source(None, include_str!("../text/commitment.en.ftl")),
            source(None, include_str!("../text/win.en.ftl")),
            source(Some(Profile::Inside), include_str!("../text/inside.en.ftl")),
        ]
    }

    fn abilities(&self) -> Vec<&'static Ability> {
        [activity::ABILITIES, commitment::ABILITIES, win::ABILITIES].concat()
    }

    fn kinds(&self) -> Vec<Box<dyn Kind>> {
        vec![Box::new(activity::ActivityKind), Box::new(commitment::CommitmentKind), Box::new(win::WinKind)]
    }

    fn routes(&self) -> Routes {
        activity::page::routes()
            .and(activity::form::routes())
            .and(activity::api::routes())
            .and(commitment::page::routes())
            .and(commitment::report::routes())
            .and(commitment::api::routes())
            .and(win::page::routes())
            .and(win::api::routes())
    }

    fn doors(&self) -> &'static [Door] {
        const DOORS: &[Door] =
            &[Door { label: "activities-door", path: "activities", rank: 40, ability: &activity::READ }];
        DOORS
    }

    async fn today(&self, cx: &Context, read: &mut Read) -> Result<Vec<Waiting>> {
        let mut waiting = activity::today(cx, read).await?;
        waiting.extend(commitment::today(cx, read).await?);
        waiting.extend(win::today(cx, read).await?);
        Ok(waiting)
    }

    async fn front(&self, cx: &Context, read: &mut Read, say: &Say) -> Result<Vec<Panel>> {
        let mut panels = commitment::page::panel(cx, read, say).await?;
        panels.extend(win::page::panel(cx, read, say).await?);
        Ok(panels)
    }

    async fn export(&self, cx: &Context, read: &mut Read) -> Result<Vec<ExportTable>> {
        let mut tables = activity::export(cx, read).await?;
        tables.extend(commitment::export(cx, read).await?);
        tables.extend(win::export(cx, read).await?);
        Ok(tables)
    }
}
