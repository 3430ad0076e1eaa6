//! What stands under duties in cycles, as far as new figures care.

use std::collections::HashMap;

use ::store::Read;
use kernel::{Context, Result};
use signals::Pooled;
use uuid::Uuid;

use super::known::Known;
use crate::cycle::CycleId;
use crate::dimension::CategoryId;
use crate::duty::DutyId;
use crate::submission::{self, State, Submission, SubmissionId, history};

/// The range and quality of a survey's value.
pub(super) type Range = (Option<f64>, Option<f64>, Option<i64>);

/// A revision that counts or waits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Revision {
    id: SubmissionId,
    number: i64,
    pub(super) whole: Pooled,
    pub(super) range: Range,
}

/// What stands under one duty in one cycle.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    /// The latest revision's number; 0 if there is none.
    pub(super) revision: i64,
    pub(super) accepted: Option<Revision>,
    pub(super) sent: Option<Revision>,
}

impl Place {
    /// What was said last, and not taken back.
    pub(super) fn latest(&self) -> Option<Revision> {
        [self.accepted, self.sent].into_iter().flatten().max_by_key(|revision| revision.number)
    }

    fn add(&mut self, submission: &Submission) {
        self.revision = self.revision.max(submission.revision);
        let revision = Revision {
            id: submission.id,
            number: submission.revision,
            whole: submission.parts(),
            range: (submission.low, submission.high, submission.quality),
        };
        if submission.is(State::Accepted) {
            self.accepted = Some(revision);
        } else if submission.is(State::Sent) {
            self.sent = Some(revision);
        }
    }
}

/// All of it.
#[derive(Default)]
pub(super) struct Stands {
    places: HashMap<(DutyId, CycleId), Place>,
    parts: HashMap<SubmissionId, HashMap<CategoryId, Pooled>>,
    /// What counts of each duty, in order of time; nothing of a file with more than anybody is asked about.
    counts: HashMap<DutyId, Vec<(String, Pooled)>>,
}

/// About so many figures somebody is asked; a longer file is looked at as a whole.
const ASKED: usize = 1_000;

impl Stands {
    /// Cycle by cycle, so that whole revisions are held for one of them only.
    pub(super) async fn of(cx: &Context, read: &mut Read, known: &Known) -> Result<Self> {
        let initiative = cx.initiative()?;
        let mut stands = Self::default();
        if known.duties.len() * (known.cycles.len() + known.closed.len()) <= ASKED {
            let duties: Vec<Uuid> = known.duties.values().map(|duty| duty.id.0).collect();
            for one in submission::store::accepted_of_duties(read, initiative, &duties).await? {
                let figure = (one.period.clone(), one.parts());
                stands.counts.entry(one.duty).or_default().push(figure);
            }
        }
        for cycle in known.cycles.values().flatten() {
            let mut told = Vec::new();
            for submission in submission::store::every_of_cycle(read, initiative, cycle.id).await? {
                if submission.is(State::Accepted) || submission.is(State::Sent) {
                    told.push(submission.id);
                }
                stands.places.entry((submission.duty, submission.cycle)).or_default().add(&submission);
            }
            if !known.dimensions.is_empty() {
                for part in submission::store::parts_of(read, initiative, &told).await? {
                    stands.parts.entry(part.submission).or_default().insert(part.category, part.parts());
                }
            }
        }
        Ok(stands)
    }

    /// What its partner reported of earlier periods that can be compared.
    pub(super) fn before(&self, known: &Known, duty: DutyId, period: &str) -> Vec<Pooled> {
        let counts = self.counts.get(&duty).into_iter().flatten();
        history::comparable(&known.measure, period, counts.map(|(period, parts)| (period.as_str(), *parts)))
    }

    pub(super) fn place(&self, duty: DutyId, cycle: CycleId) -> Place {
        self.places.get(&(duty, cycle)).copied().unwrap_or_default()
    }

    /// What a revision says of a category.
    pub(super) fn part(&self, revision: Revision, category: CategoryId) -> Option<Pooled> {
        self.parts.get(&revision.id)?.get(&category).copied()
    }

    /// What a revision says by category.
    pub(super) fn parts(&self, revision: Revision) -> impl Iterator<Item = (CategoryId, Pooled)> {
        self.parts.get(&revision.id).into_iter().flatten().map(|(category, part)| (*category, *part))
    }
}
