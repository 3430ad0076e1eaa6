//! How far each partner has come with each period: in words, never how many.

use std::collections::{HashMap, HashSet};

use ::store::Read;
use jiff::Timestamp;
use kernel::{Context, Result};
use maud::{Markup, html};
use uuid::Uuid;
use web::Visit;
use web::look::{self, Icon, Standing};

use super::{Cycle, CycleId};
use crate::duty::{self, Duty, DutyId};
use crate::{query, report, submission};

kernel::words! {
    /// How far a partner has come with a period; what needs somebody first.
    pub enum Progress {
        /// It was due and nothing was sent.
        Late = "late",
        /// It went back with a question.
        Returned = "returned",
        /// It was sent and waits for its partner to accept it.
        Sent = "sent",
        /// It was begun.
        Draft = "draft",
        /// Nothing was done yet, and it is not due.
        NotStarted = "not-started",
        /// It counts.
        Accepted = "accepted",
        /// It need not be reported; the reason is kept.
        Waived = "waived",
        /// It counts, and nothing more is taken.
        Locked = "locked",
        /// Nothing more is taken, and there is none.
        Without = "without",
    }
}

impl Progress {
    /// Whether somebody has to do something.
    pub(crate) fn needs_somebody(self) -> bool {
        self < Self::Accepted
    }

    fn standing(self) -> (Standing, Icon) {
        match self {
            Self::Late => (Standing::Worse, Icon::Worse),
            Self::Returned => (Standing::Waiting, Icon::Question),
            Self::Sent => (Standing::Waiting, Icon::Waiting),
            Self::Draft => (Standing::Plain, Icon::Half),
            Self::NotStarted => (Standing::Missing, Icon::Missing),
            Self::Accepted => (Standing::Done, Icon::Done),
            Self::Waived => (Standing::Plain, Icon::Waived),
            Self::Locked => (Standing::Done, Icon::Lock),
            Self::Without => (Standing::Missing, Icon::Lock),
        }
    }

    /// Its shape and its words.
    pub(crate) fn draw(self, visit: &Visit) -> Markup {
        let (standing, icon) = self.standing();
        look::status_as(standing, icon, visit.t(&format!("progress-{}", self.word())))
    }
}

/// What stands in some cycles: everything [`Progress`] is made of, however many partners there are.
pub(crate) struct Standings {
    now: Timestamp,
    /// What counts, and what waits.
    sent: HashMap<(DutyId, CycleId), (bool, bool)>,
    waived: HashMap<(DutyId, CycleId), String>,
    asked: HashSet<(DutyId, CycleId)>,
    begun: HashSet<(DutyId, CycleId)>,
}

impl Standings {
    /// Of everybody who owes one of these.
    pub(crate) async fn of(cx: &Context, read: &mut Read, cycles: &[&Cycle]) -> Result<Self> {
        let initiative = cx.initiative()?;
        let ids: Vec<Uuid> = cycles.iter().map(|cycle| cycle.id.0).collect();
        let mut sent: HashMap<_, (bool, bool)> = HashMap::new();
        for (duty, cycle, state) in submission::store::states_in(read, initiative, &ids).await? {
            let (counts, waits) = sent.entry((duty, cycle)).or_default();
            match state.as_str() {
                "accepted" => *counts = true,
                _ => *waits = true,
            }
        }
        let waivers = duty::store::waivers_in(read, initiative, &ids).await?;
        Ok(Self {
            now: cx.now(),
            sent,
            waived: waivers.into_iter().map(|one| ((one.duty, one.cycle), one.reason)).collect(),
            asked: query::store::open_in(read, initiative, &ids).await?.into_iter().collect(),
            begun: report::store::in_cycles(read, initiative, &ids).await?.into_iter().collect(),
        })
    }

    /// How far a duty has come in a cycle.
    pub(crate) fn progress(&self, duty: &Duty, cycle: &Cycle) -> Progress {
        let key = (duty.id, cycle.id);
        let (counts, waits) = self.sent.get(&key).copied().unwrap_or_default();
        let late = cycle.due.is_some_and(|due| due < self.now);
        match () {
            () if counts && self.asked.contains(&key) => Progress::Returned,
            () if cycle.locked && counts => Progress::Locked,
            () if cycle.locked && !self.waived.contains_key(&key) => Progress::Without,
            () if waits => Progress::Sent,
            () if counts => Progress::Accepted,
            () if self.waived.contains_key(&key) => Progress::Waived,
            () if late => Progress::Late,
            () if self.begun.contains(&key) => Progress::Draft,
            () => Progress::NotStarted,
        }
    }

    /// Why it was waived, if it was.
    pub(crate) fn reason(&self, duty: &Duty, cycle: &Cycle) -> Option<&str> {
        self.waived.get(&(duty.id, cycle.id)).map(String::as_str)
    }

    /// Its shape and its words, with the reason where it is waived.
    pub(crate) fn draw(&self, visit: &Visit, duty: &Duty, cycle: &Cycle) -> Markup {
        let progress = self.progress(duty, cycle);
        let reason = self.reason(duty, cycle).filter(|_| progress == Progress::Waived);
        html! {
            (progress.draw(visit))
            @if let Some(reason) = reason { " " span.small dir="auto" { (reason) } }
        }
    }
}
