//! One partner's page of everything it owes now, over all measures: filled in at once, kept as it is typed, sent, looked
//! at beside the whole, and accepted.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod store;

use std::collections::{BTreeMap, HashMap};

use ::store::Read;
use jiff::Timestamp;
use kernel::{Context, Result};
use people::{Partner, PartnershipId};
use serde::{Deserialize, Serialize};
use web::ExportTable;

use crate::cycle::{self, Cycle, CycleId};
use crate::duty::{self, Duty, DutyId};
use crate::measure::{self, Measure};
use crate::query::{self, Query};
use crate::submission::{self, State, Submission};

/// What was typed for one period of one duty and is not sent: field and text, as they stood in the form.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Typed(pub(crate) BTreeMap<String, String>);

/// A draft: nobody but its partner sees it.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) duty: DutyId,
    pub(crate) cycle: CycleId,
    /// [`Typed`] as JSON.
    pub(crate) typed: String,
    pub(crate) saved_by: String,
    pub(crate) saved_at: Timestamp,
}

impl Draft {
    /// What was typed.
    pub(crate) fn typed(&self) -> Typed {
        serde_json::from_str(&self.typed).unwrap_or_default()
    }
}

/// A period that a partner owes and has sent nothing for.
pub(crate) struct Owed {
    pub(crate) duty: Duty,
    pub(crate) measure: Measure,
    pub(crate) cycle: Cycle,
    /// What counts of the latest period before it.
    pub(crate) last: Option<Submission>,
    pub(crate) draft: Option<Draft>,
}

/// How one partner stands.
pub(crate) struct Report {
    /// What it owes, what is due first first.
    pub(crate) owed: Vec<Owed>,
    /// What was sent and waits to be accepted, with its measure.
    pub(crate) waiting: Vec<(Submission, Measure)>,
    /// Questions that wait for its answer, with the number they are about and its measure.
    pub(crate) asked: Vec<(Query, Submission, Measure)>,
    /// How many periods it owes in all, waived ones left out, and how many of them count.
    pub(crate) all: usize,
    pub(crate) counting: usize,
}

impl Report {
    pub(crate) async fn of(cx: &Context, read: &mut Read, partner: PartnershipId) -> Result<Self> {
        let initiative = cx.initiative()?;
        let duties = duty::store::of_partner(read, initiative, partner).await?;
        let ids: Vec<_> = duties.iter().map(|duty| duty.id.0).collect();
        let sent = submission::store::of_partner(read, initiative, partner).await?;
        let waivers = duty::store::waivers_of(read, initiative, &ids).await?;
        let mut drafts: HashMap<_, _> = store::of_duties(read, initiative, &ids)
            .await?
            .into_iter()
            .map(|draft| ((draft.duty, draft.cycle), draft))
            .collect();
        let questions = query::store::unsettled_of_partner(read, initiative, partner).await?;
        let measures = measure::store::all(read, initiative).await?;
        let of = |id| measures.iter().find(|measure| measure.id == id).cloned();
        let (mut all, mut counting, mut owed) = (0, 0, Vec::new());
        for duty in duties {
            let Some(measure) = of(duty.measure) else { continue };
            for cycle in cycle::store::of_measure(read, initiative, measure.id).await? {
                let waived = waivers.iter().any(|waiver| waiver.duty == duty.id && waiver.cycle == cycle.id);
                if cycle.period < duty.since || waived {
                    continue;
                }
                let here = || sent.iter().filter(|one| one.duty == duty.id && one.cycle == cycle.id);
                let counts = here().any(|one| one.is(State::Accepted));
                all += 1;
                counting += usize::from(counts);
                if counts || cycle.locked || here().any(|one| one.is(State::Sent)) {
                    continue;
                }
                let last = sent
                    .iter()
                    .find(|one| one.duty == duty.id && one.period < cycle.period && one.is(State::Accepted));
                owed.push(Owed {
                    last: last.cloned(),
                    draft: drafts.remove(&(duty.id, cycle.id)),
                    duty: duty.clone(),
                    measure: measure.clone(),
                    cycle,
                });
            }
        }
        owed.sort_by_key(|one| {
            let due = one.cycle.due.unwrap_or(Timestamp::MAX);
            (due, one.cycle.period.clone(), one.measure.name.to_lowercase())
        });
        let number = |id| sent.iter().find(|one: &&Submission| one.id == id).cloned();
        let waiting = sent.iter().filter(|one| one.is(State::Sent) && !one.locked);
        Ok(Self {
            all,
            counting,
            owed,
            waiting: waiting.filter_map(|one| Some((one.clone(), of(one.measure)?))).collect(),
            asked: questions
                .into_iter()
                .filter(|question| question.state == query::State::Open)
                .filter_map(|question| {
                    let about = number(question.submission)?;
                    let measure = of(about.measure)?;
                    Some((question, about, measure))
                })
                .collect(),
        })
    }
}

/// The partners for whom the actor may report: those it speaks for and those it stands in for, by number. `cx` is
/// what [`crate::delegate::standing_in`] answers.
pub(crate) async fn mine(cx: &Context, read: &mut Read) -> Result<Vec<Partner>> {
    let mut partners = Vec::new();
    for id in &cx.actor.standing.partnerships {
        partners.extend(people::partner(read, cx.initiative()?, PartnershipId(*id)).await?);
    }
    partners.sort_by_key(|partner| partner.number);
    partners.dedup_by_key(|partner| partner.number);
    Ok(partners)
}

/// The drafts as an open table: a partner takes along its own.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let initiative = cx.initiative()?;
    let duties = duty::store::all(read, initiative).await?;
    let mine = |draft: &Draft| {
        let duty = duties.iter().find(|duty| duty.id == draft.duty);
        cx.via == kernel::Via::CommandLine || duty.is_some_and(|duty| cx.can(&submission::SEND, duty.owner()))
    };
    let drafts = store::all(read, initiative).await?;
    let rows = drafts.into_iter().filter(mine).map(|draft| {
        vec![
            draft.duty.to_string(),
            draft.cycle.to_string(),
            draft.typed,
            draft.saved_by,
            draft.saved_at.to_string(),
        ]
    });
    Ok(ExportTable {
        name: "report-drafts",
        columns: &["duty", "cycle", "typed", "saved_by", "saved_at"],
        rows: rows.collect(),
    })
}
