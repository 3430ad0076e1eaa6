//! What is to be mended, as it follows from duties, periods, submissions, questions, crosswalks and dimensions.

use std::collections::{HashMap, HashSet};

use ::store::Read;
use jiff::Timestamp;
use kernel::{Context, InitiativeId, Result};
use signals::alignment;
use uuid::Uuid;

use super::store::Stands;
use super::{Gap, Item, Key, Note, days_between, store};
use crate::crosswalk::{self, Fit, Standing};
use crate::cycle::{self, Cycle, CycleId};
use crate::dimension::{self, Dimension};
use crate::duty::{self, Duty, DutyId};
use crate::measure::{Measure, MeasureId};
use crate::query::{self, Query};
use crate::submission::{self, State};

/// How many duties there are, and every thing under them, retired ones too.
pub(super) async fn items(cx: &Context, read: &mut Read) -> Result<(usize, Vec<Item>)> {
    let survey = Survey::load(cx, read).await?;
    let duties = crosswalk::all(cx, read).await?;
    let count = duties.len();
    let mut items = Vec::new();
    for (duty, measure, standing) in duties {
        survey.of_duty(&duty, &measure, &standing, &mut items);
    }
    Ok((count, items))
}

struct Survey {
    now: Timestamp,
    /// The periods of each measure that are due, in order of time.
    due: HashMap<MeasureId, Vec<Cycle>>,
    /// What stands in the latest of them.
    stands: HashMap<DutyId, Stands>,
    /// Who need not report the latest of them.
    waived: HashSet<(DutyId, CycleId)>,
    /// Questions that wait for their partner, each with the name of its period.
    asked: HashMap<DutyId, Vec<(Query, String)>>,
    /// Duties under which anything has ever come, of those that lack the latest.
    ever: HashSet<DutyId>,
    /// The dimensions that each report is asked for.
    required: HashMap<MeasureId, Vec<Dimension>>,
    /// The categories that each of these submissions is told apart by.
    parts: HashMap<Uuid, Vec<Uuid>>,
    names: HashMap<people::PartnershipId, String>,
    notes: HashMap<Key, Note>,
}

/// Whether a period's numbers should be there: its day is over, or it is locked.
fn is_due(cycle: &Cycle, now: Timestamp) -> bool {
    cycle.locked || cycle.due.is_some_and(|due| due < now)
}

impl Survey {
    async fn load(cx: &Context, read: &mut Read) -> Result<Self> {
        let (initiative, now) = (cx.initiative()?, cx.now());
        let mut due: HashMap<MeasureId, Vec<Cycle>> = HashMap::new();
        let mut labels: HashMap<CycleId, String> = HashMap::new();
        for cycle in cycle::store::all(read, initiative).await? {
            labels.insert(cycle.id, cycle.label.clone());
            if is_due(&cycle, now) {
                due.entry(cycle.measure).or_default().push(cycle);
            }
        }
        let latest = due.values().filter_map(|cycles| cycles.last());
        let cycles: Vec<Uuid> = latest.map(|cycle| cycle.id.0).collect();
        let mut stands: HashMap<DutyId, Stands> = HashMap::new();
        for one in store::standing(read, initiative, &cycles).await? {
            // Where a correction waits, what counts stands.
            if one.state == State::Accepted.word() || !stands.contains_key(&one.duty) {
                stands.insert(one.duty, one);
            }
        }
        let waivers = duty::store::waivers_in(read, initiative, &cycles).await?;
        let mut asked: HashMap<DutyId, Vec<(Query, String)>> = HashMap::new();
        for query in query::store::open(read, initiative).await? {
            let label = labels.get(&query.cycle).cloned().unwrap_or_default();
            asked.entry(query.duty).or_default().push((query, label));
        }
        let duties = duty::store::all(read, initiative).await?;
        let lacking: Vec<Uuid> =
            duties.iter().filter(|duty| !stands.contains_key(&duty.id)).map(|duty| duty.id.0).collect();
        let mut required: HashMap<MeasureId, Vec<Dimension>> = HashMap::new();
        for dimension in dimension::store::all(read, initiative).await? {
            if dimension.required {
                required.entry(dimension.measure).or_default().push(dimension);
            }
        }
        let parts =
            if required.is_empty() { HashMap::new() } else { parts(read, initiative, &stands).await? };
        Ok(Self {
            ever: store::ever(read, initiative, &lacking).await?,
            names: people::partner_names(read, initiative).await?,
            notes: store::notes(read, initiative).await?.into_iter().map(|note| (note.key(), note)).collect(),
            now,
            due,
            stands,
            waived: waivers.into_iter().map(|waiver| (waiver.duty, waiver.cycle)).collect(),
            asked,
            required,
            parts,
        })
    }

    fn of_duty(&self, duty: &Duty, measure: &Measure, standing: &Standing, items: &mut Vec<Item>) {
        let mut add = |gap: Gap, what: String, weight, since, named: &str| {
            let key = Key { duty: duty.id, gap, what };
            items.push(Item {
                note: self.notes.get(&key).cloned(),
                key,
                duty: duty.clone(),
                measure: (measure.number, measure.name.clone()),
                partner: self.names.get(&duty.partnership).cloned().unwrap_or_default(),
                weight,
                since,
                named: named.to_owned(),
            });
        };
        let owed = self.due.get(&measure.id).into_iter().flatten().filter(|cycle| cycle.period >= duty.since);
        let owed: Vec<&Cycle> = owed.collect();
        let due = owed.last().copied();
        let stands = self.stands.get(&duty.id);
        for (query, period) in self.asked.get(&duty.id).into_iter().flatten() {
            let what = query.number.to_string();
            add(Gap::Query, what, alignment::Gap::Query, query.asked_at, period);
        }
        let began = |cycle: &Cycle| cycle.due.unwrap_or(cycle.opened_at);
        let waived = |cycle: &Cycle| self.waived.contains(&(duty.id, cycle.id));
        // Where it was agreed that nothing comes, nothing is missing.
        if let ([first, ..], Some(cycle), None) = (&owed[..], due, stands)
            && !waived(cycle)
        {
            if self.ever.contains(&duty.id) {
                let since = began(cycle);
                let days = u32::try_from(days_between(since, self.now)).unwrap_or(u32::MAX) + 1;
                let weight = alignment::Gap::Late { days };
                add(Gap::Late, cycle.period.clone(), weight, since, &cycle.label);
            } else {
                let since = began(first).max(duty.owed_at);
                add(Gap::Missing, String::new(), alignment::Gap::Missing, since, "");
            }
        }
        let version = measure.in_force();
        if let Some(known) = standing.known() {
            let since = known.judged_at.unwrap_or(known.said_at);
            let what = known.version.to_string();
            match known.fit {
                Fit::Proxy => add(Gap::Proxy, what, alignment::Gap::Proxy, since, &known.local_name),
                Fit::NotComparable => {
                    add(Gap::NotComparable, what, alignment::Gap::NotComparable, since, &known.local_name);
                }
                Fit::Exact | Fit::Transformed => {}
            }
        }
        let older = stands
            .filter(|stands| due.is_some_and(|cycle| stands.version < measure.at(&cycle.period).number));
        if standing.reopened(measure) || older.is_some() {
            let what = version.number.to_string();
            add(Gap::Outdated, what.clone(), alignment::Gap::Outdated, version.changed_at, &what);
        }
        let Some(stands) = stands else { return };
        for dimension in self.required.get(&measure.id).into_iter().flatten() {
            // Whoever reports one place alone has told it apart by place.
            let placed = dimension.places && duty.place.is_some();
            if !placed && !self.is_told_apart(stands, dimension) {
                let what = dimension.number.to_string();
                add(Gap::Dimension, what, alignment::Gap::Dimension, stands.sent_at, &dimension.name);
            }
        }
    }

    fn is_told_apart(&self, stands: &Stands, dimension: &Dimension) -> bool {
        let parts = self.parts.get(&stands.id.0).map_or(&[][..], Vec::as_slice);
        dimension.categories.iter().any(|category| parts.contains(&category.id.0))
    }
}

/// By which categories each of these submissions is told apart.
async fn parts(
    read: &mut Read,
    initiative: InitiativeId,
    stands: &HashMap<DutyId, Stands>,
) -> Result<HashMap<Uuid, Vec<Uuid>>> {
    let ids: Vec<submission::SubmissionId> = stands.values().map(|stands| stands.id).collect();
    let mut parts: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for part in submission::store::parts_of(read, initiative, &ids).await? {
        parts.entry(part.submission.0).or_default().push(part.category.0);
    }
    Ok(parts)
}
