//! The board: partners and measures of a period in one table, what needs somebody first. Nobody is ranked: the order is
//! of what is to be done, then of names.

use std::collections::HashMap;

use ::store::Read;
use kernel::{Context, Result};
use people::PartnershipId;

use super::progress::{Progress, Standings};
use super::{Cycle, store};
use crate::duty::{self, Duty};
use crate::measure::{self, Measure};

/// Measures beside each other; those that lack most come first, the others are named under the table.
pub(crate) const COLUMNS: usize = 6;

/// A measure, its period, and how far everybody has come with it.
pub(crate) struct Column {
    pub(crate) measure: Measure,
    pub(crate) cycle: Cycle,
    pub(crate) expected: usize,
    counts: HashMap<Progress, usize>,
}

impl Column {
    /// How many have come so far.
    pub(crate) fn count(&self, progress: Progress) -> usize {
        self.counts.get(&progress).copied().unwrap_or(0)
    }

    /// How many count.
    pub(crate) fn reported(&self) -> usize {
        [Progress::Accepted, Progress::Returned, Progress::Locked].map(|one| self.count(one)).iter().sum()
    }
}

/// A partner, and its duty for each column, if it has one.
pub(crate) struct Line {
    pub(crate) partner: PartnershipId,
    pub(crate) name: String,
    pub(crate) duties: Vec<Option<Duty>>,
    need: Progress,
}

/// The board of some measures.
pub(crate) struct Board {
    pub(crate) columns: Vec<Column>,
    /// Measures for which there is no room.
    pub(crate) others: Vec<Column>,
    pub(crate) lines: Vec<Line>,
    pub(crate) standings: Standings,
}

impl Board {
    /// The board of one period, or of the latest of each measure.
    pub(crate) async fn of(cx: &Context, read: &mut Read, period: Option<&str>) -> Result<Self> {
        let initiative = cx.initiative()?;
        let cycles = match period {
            Some(period) => store::of_period(read, initiative, period).await?,
            None => store::latest(read, initiative).await?,
        };
        let measures = measure::store::all(read, initiative).await?;
        let duties = duty::store::all(read, initiative).await?;
        let of = |cycle: &Cycle| measures.iter().find(|measure| measure.id == cycle.measure).cloned();
        let pairs = cycles.into_iter().filter_map(|cycle| Some((of(&cycle)?, cycle))).collect();
        Self::made(cx, read, pairs, duties).await
    }

    /// The board of one measure and one of its periods.
    pub(crate) async fn of_one(
        cx: &Context,
        read: &mut Read,
        measure: Measure,
        cycle: Cycle,
    ) -> Result<Self> {
        let duties = duty::store::of_measure(read, cx.initiative()?, measure.id).await?;
        Self::made(cx, read, vec![(measure, cycle)], duties).await
    }

    async fn made(
        cx: &Context,
        read: &mut Read,
        pairs: Vec<(Measure, Cycle)>,
        duties: Vec<Duty>,
    ) -> Result<Self> {
        let cycles: Vec<&Cycle> = pairs.iter().map(|(_, cycle)| cycle).collect();
        let standings = Standings::of(cx, read, &cycles).await?;
        let mut columns: Vec<Column> = pairs
            .into_iter()
            .map(|(measure, cycle)| Column { measure, cycle, expected: 0, counts: HashMap::new() })
            .collect();
        let place: HashMap<_, _> =
            columns.iter().enumerate().map(|(at, column)| (column.measure.id, at)).collect();
        let mut owed = Vec::new();
        for duty in duties {
            let Some(at) = place.get(&duty.measure).copied() else { continue };
            let column = &mut columns[at];
            if duty.since <= column.cycle.period {
                let progress = standings.progress(&duty, &column.cycle);
                column.expected += 1;
                *column.counts.entry(progress).or_default() += 1;
                owed.push((at, duty, progress));
            }
        }
        let order = order(&columns);
        let names = people::partner_names(read, cx.initiative()?).await?;
        let mut lines: HashMap<PartnershipId, Line> = HashMap::new();
        for (at, duty, progress) in owed {
            let Some(at) = order.iter().position(|old| *old == at).filter(|at| *at < COLUMNS) else {
                continue;
            };
            let partner = duty.partnership;
            let line = lines.entry(partner).or_insert_with(|| Line {
                partner,
                name: names.get(&partner).cloned().unwrap_or_default(),
                duties: vec![None; order.len().min(COLUMNS)],
                need: Progress::Without,
            });
            line.need = line.need.min(progress);
            line.duties[at] = Some(duty);
        }
        let mut lines: Vec<Line> = lines.into_values().collect();
        lines.sort_by_cached_key(|line| (line.need, line.name.to_lowercase(), line.partner));
        let mut slots: Vec<Option<Column>> = columns.into_iter().map(Some).collect();
        let mut columns: Vec<Column> = order.into_iter().filter_map(|at| slots[at].take()).collect();
        let others = columns.split_off(columns.len().min(COLUMNS));
        Ok(Self { columns, others, lines, standings })
    }

    /// How many of all that is owed have come so far.
    pub(crate) fn count(&self, progress: Progress) -> usize {
        self.columns.iter().chain(&self.others).map(|column| column.count(progress)).sum()
    }
}

/// The places of those that somebody owes: what lacks most first, then by name.
fn order(columns: &[Column]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..columns.len()).filter(|at| columns[*at].expected > 0).collect();
    let lacking = |column: &Column| {
        let needs = Progress::ALL.iter().filter(|one| one.needs_somebody());
        needs.map(|one| column.count(*one)).sum::<usize>()
    };
    order.sort_by_cached_key(|at| {
        (std::cmp::Reverse(lacking(&columns[*at])), columns[*at].measure.name.to_lowercase())
    });
    order
}
