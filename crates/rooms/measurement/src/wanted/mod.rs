//! The data development agenda: measures that would say something central and have no data yet, each with what stands in the
//! way, who gets it, the next step and what stands in until then.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod form;
pub(crate) mod page;
pub(crate) mod store;

use ::store::Read;
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Ability, Card, Context, Kind, Ref, Result, Role, Stage, any};
use uuid::Uuid;
use web::{ExportTable, Waiting, Why};

use crate::measure::MeasureId;
use crate::result::ResultId;

kernel::ids! {
    /// A measure that is wanted.
    WantedId
}

/// Reading the data development agenda. It names who gets what, so it is for members.
pub(crate) static READ: Ability = Ability { name: "measurement.wanted.read", grants: &[any(Role::Member)] };
/// Putting something on it.
pub(crate) static WANT: Ability = Ability { name: "measurement.wanted.want", grants: &[any(Role::Member)] };
/// Moving it on: its next step, and that there is data or never will be.
pub(crate) static KEEP: Ability =
    Ability { name: "measurement.wanted.keep", grants: &[any(Role::Facilitator), any(Role::Backbone)] };

/// This concept's rows of the permission table.
pub(crate) const ABILITIES: &[&Ability] = &[&READ, &WANT, &KEEP];

kernel::words! {
    /// What stands in the way.
    pub enum Obstacle {
        /// Nobody collects it.
        Absent = "absent",
        /// Somebody has it and does not give it.
        NotShared = "not-shared",
        /// It is there, and not good enough.
        Poor = "poor-quality",
        /// It comes when it is of no use.
        Late = "too-late",
        /// It is not split by the groups that matter.
        NotSplit = "not-split",
    }
}

kernel::words! {
    /// How far it has come.
    pub enum State {
        /// Wanted.
        Open = "open",
        /// It became a measure.
        Measured = "measured",
        /// Nobody pursues it any more.
        Dropped = "dropped",
    }
}

/// A measure that is wanted.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    pub(crate) id: WantedId,
    pub(crate) number: i64,
    pub(crate) result: ResultId,
    pub(crate) name: String,
    /// Why it matters.
    pub(crate) why: String,
    pub(crate) obstacle: Obstacle,
    /// Who gets it: a person or a partner, by name.
    pub(crate) owner: String,
    /// The next step.
    pub(crate) step: String,
    pub(crate) step_due: Option<Timestamp>,
    /// What stands in until then; may be empty.
    pub(crate) stopgap: String,
    pub(crate) state: State,
    /// The measure it is about, or became.
    pub(crate) measure: Option<MeasureId>,
    /// Why it was dropped; empty otherwise.
    pub(crate) outcome: String,
    pub(crate) wanted_by: String,
    pub(crate) wanted_at: Timestamp,
    pub(crate) version: i64,
}

impl Wanted {
    pub(crate) fn about(&self) -> Ref {
        Ref::new("wanted", self.id.0)
    }

    /// Whether the day of its next step is over.
    pub(crate) fn is_late(&self, now: Timestamp) -> bool {
        self.state == State::Open && self.step_due.is_some_and(|due| due < now)
    }

    /// What two people may edit, as one text.
    fn words(&self) -> String {
        let due = self.step_due.map_or_else(String::new, |due| due.to_string());
        [self.obstacle.word(), &self.owner, &self.step, &due, &self.stopgap].join("\n")
    }

    fn card(&self, slug: &str) -> Card {
        Card {
            about: self.about(),
            stage: Stage::Measure,
            title: self.name.clone(),
            href: format!("/i/{slug}/wanted/{}", self.number),
            at: self.wanted_at,
        }
    }
}

/// What other rooms and the shell may know of what is wanted.
pub(crate) struct WantedKind;

#[async_trait]
impl Kind for WantedKind {
    fn name(&self) -> &'static str {
        "wanted"
    }

    fn stage(&self) -> Stage {
        Stage::Measure
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        Ok(store::these(read, cx.initiative()?, ids).await?.iter().map(|wanted| wanted.card(slug)).collect())
    }
}

/// Next steps whose day is over, for those who keep the agenda.
pub(crate) async fn today(cx: &Context, read: &mut Read) -> Result<Vec<Waiting>> {
    if !cx.could(&KEEP) {
        return Ok(Vec::new());
    }
    let slug = &cx.place()?.slug;
    let line = |wanted: Wanted| {
        wanted.is_late(cx.now()).then(|| Waiting {
            why: Why::Quiet,
            text: "today-wanted-step",
            args: vec![("name", wanted.name), ("step", wanted.step), ("owner", wanted.owner)],
            href: format!("/i/{slug}/wanted/{}", wanted.number),
            at: wanted.step_due,
        })
    };
    Ok(store::all(read, cx.initiative()?).await?.into_iter().filter_map(line).collect())
}

/// The agenda as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::all(read, cx.initiative()?).await?.into_iter().map(|wanted| {
        vec![
            wanted.number.to_string(),
            wanted.result.to_string(),
            wanted.name,
            wanted.why,
            wanted.obstacle.word().to_owned(),
            wanted.owner,
            wanted.step,
            wanted.step_due.map_or_else(String::new, |due| due.to_string()),
            wanted.stopgap,
            wanted.state.word().to_owned(),
            wanted.measure.map_or_else(String::new, |measure| measure.to_string()),
            wanted.outcome,
            wanted.wanted_by,
            wanted.wanted_at.to_string(),
        ]
    });
    Ok(ExportTable {
        name: "wanted_measures",
        columns: &[
            "number",
            "result",
            "name",
            "why",
            "obstacle",
            "owner",
            "step",
            "step_due",
            "stopgap",
            "state",
            "measure",
            "outcome",
            "wanted_by",
            "wanted_at",
        ],
        rows: rows.collect(),
    })
}
