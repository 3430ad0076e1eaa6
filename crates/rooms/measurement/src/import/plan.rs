//! What figures would do to what stands there: looked up, compared, and only then written. Reads only, so that a
//! dry run is this and nothing else.

use std::collections::HashMap;

use ::store::Read;
use kernel::{Context, Problem, Result};
use signals::Pooled;

use super::acts::{ImportTable, Imported, Line};
use super::known::Known;
use super::stands::{Range, Revision, Stands};
use crate::dimension::CategoryId;
use crate::submission::checks::{self, Told};
use crate::submission::history;

/// A revision that is to be written.
pub(super) struct Writing {
    pub(super) duty: i64,
    pub(super) period: String,
    pub(super) revision: i64,
    pub(super) whole: Pooled,
    pub(super) range: Range,
    pub(super) parts: Vec<Told>,
}

/// What is odd about a figure beside its partner's own history: its duty, its period, and what is asked.
pub(crate) struct Odd {
    pub(crate) duty: i64,
    pub(crate) period: String,
    pub(crate) asks: Problem,
}

/// What is to be written, and why the rest is not.
#[derive(Default)]
pub(super) struct Plan {
    pub(super) writings: Vec<Writing>,
    pub(super) imported: Imported,
    pub(super) problems: Vec<Problem>,
    /// What its partner is to be asked.
    pub(super) odd: Vec<Odd>,
}

/// What becomes of one figure.
#[derive(Clone, Copy)]
enum Fate {
    Created,
    Corrected,
    Unchanged,
}

impl Plan {
    pub(super) async fn of(
        cx: &Context,
        read: &mut Read,
        table: &ImportTable,
        known: &Known,
    ) -> Result<Self> {
        let stands = Stands::of(cx, read, known).await?;
        let mut plan = Self::default();
        // Figures of one duty and period are one revision, wherever in the file they stand.
        let mut order: Vec<&Line> = table.lines.iter().collect();
        order.sort_by_key(|line| (line.duty, line.period.as_str()));
        for lines in order.chunk_by(|one, other| (one.duty, &one.period) == (other.duty, &other.period)) {
            let problems = refusals(known, lines);
            if problems.is_empty() {
                plan.figures(known, &stands, lines, table.accept);
            } else {
                plan.imported.refused += lines.len();
                plan.problems.extend(problems);
            }
        }
        plan.problems.sort_by_key(|problem| problem.row);
        Ok(plan)
    }

    /// The figures of one duty and period, each of which could be taken alone.
    fn figures(&mut self, known: &Known, stands: &Stands, lines: &[&Line], accept: bool) {
        let first = lines[0];
        let cycle = known.cycles[&first.period].as_ref();
        let place =
            cycle.map(|cycle| stands.place(known.duties[&first.duty].id, cycle.id)).unwrap_or_default();
        let base = place.latest();
        // What is not said again stays as it was said: an empty cell erases nothing.
        let mut parts: HashMap<CategoryId, Pooled> =
            base.into_iter().flat_map(|base| stands.parts(base)).collect();
        parts.extend(lines.iter().filter_map(|line| Some((line.category?, line.parts()))));
        let mut parts: Vec<Told> =
            parts.into_iter().map(|(category, parts)| Told { category, parts }).collect();
        parts.sort_by_key(|told| told.category);
        let given = lines.iter().find(|line| line.category.is_none());
        let whole = given.map(|line| line.parts()).or_else(|| summed(known, &first.period, &parts));
        let Some(whole) = whole.or(base.map(|base| base.whole)) else {
            self.imported.refused += lines.len();
            self.problems.push(first.wrong("numerator", "import-problem-whole"));
            return;
        };
        let problems = together(known, first, &parts, whole);
        if !problems.is_empty() {
            self.imported.refused += lines.len();
            self.problems.extend(problems);
            return;
        }
        let range =
            given.map_or_else(|| base.map(|base| base.range).unwrap_or_default(), |line| line.range());
        let same = |revision: Option<Revision>| {
            revision.is_some_and(|revision| {
                revision.whole == whole
                    && revision.range == range
                    && parts.iter().all(|told| stands.part(revision, told.category) == Some(told.parts))
            })
        };
        let stays = same(place.accepted) || (!accept && same(place.sent));
        for line in lines {
            let before = base.and_then(|base| match line.category {
                Some(category) => stands.part(base, category),
                None => Some(base.whole),
            });
            match before {
                _ if stays => self.count(Fate::Unchanged),
                None => self.count(Fate::Created),
                Some(before) if before == line.parts() && line.category.is_some() => {
                    self.count(Fate::Unchanged);
                }
                Some(_) => self.count(Fate::Corrected),
            }
        }
        if !stays {
            let before = stands.before(known, known.duties[&first.duty].id, &first.period);
            let asked = history::checks(known.measure.at(&first.period), whole, &before).into_iter();
            self.odd.extend(asked.map(|finding| Odd {
                duty: first.duty,
                period: first.period.clone(),
                asks: finding.problem,
            }));
            let (duty, period) = (first.duty, first.period.clone());
            // A duty's own place is written with it.
            let own = known.duties[&duty].place;
            parts.retain(|told| Some(told.category) != own);
            self.writings.push(Writing { duty, period, revision: place.revision + 1, whole, range, parts });
        }
    }

    fn count(&mut self, fate: Fate) {
        match fate {
            Fate::Created => self.imported.created += 1,
            Fate::Corrected => self.imported.corrected += 1,
            Fate::Unchanged => self.imported.unchanged += 1,
        }
    }
}

/// What all places add up to; without places, what the first dimension that is told apart does.
fn summed(known: &Known, period: &str, parts: &[Told]) -> Option<Pooled> {
    let kind = known.measure.at(period).value_kind();
    let of = |at: usize| -> Vec<Told> {
        parts.iter().filter(|told| known.of_category.get(&told.category) == Some(&at)).copied().collect()
    };
    let mut order: Vec<usize> = (0..known.dimensions.len()).collect();
    order.sort_by_key(|at| !known.dimensions[*at].places);
    order.into_iter().find_map(|at| checks::sum(kind, &of(at)))
}

/// What is wrong with all parts beside the whole.
fn together(known: &Known, first: &Line, parts: &[Told], whole: Pooled) -> Vec<Problem> {
    let version = known.measure.at(&first.period);
    let mut problems = Vec::new();
    for (at, dimension) in known.dimensions.iter().enumerate() {
        let told: Vec<Told> =
            parts.iter().filter(|told| known.of_category.get(&told.category) == Some(&at)).copied().collect();
        if told.is_empty() {
            continue;
        }
        let found = checks::of_dimension(version, dimension, &told, whole, &first.period);
        // What is wrong with one part is said of its own row.
        let of_all = |code: &str| code.starts_with("sum-") || code == "part-holds-others";
        let found = found.into_iter().filter(|finding| finding.stops && of_all(finding.code));
        problems.extend(found.map(|finding| finding.problem.in_row(first.row)));
    }
    problems
}

/// Why these figures of one duty and period cannot be taken, line by line.
fn refusals(known: &Known, lines: &[&Line]) -> Vec<Problem> {
    let first = lines[0];
    if let Some(why) = known.closed.get(&first.period) {
        return lines.iter().map(|line| line.wrong("period", why)).collect();
    }
    let version = known.measure.at(&first.period);
    let own_place = known.duties[&first.duty].place.is_some();
    let mut rows: HashMap<Option<CategoryId>, usize> = HashMap::new();
    let mut problems = Vec::new();
    for line in lines {
        if let Some(first) = rows.insert(line.category, line.row) {
            problems.push(line.wrong("period", "import-problem-double").with("first", first.to_string()));
        }
        let dimension = line.category.and_then(|category| known.of_category.get(&category));
        match (line.category, dimension) {
            (Some(_), None) => problems.push(line.wrong("category", "import-problem-category")),
            (_, Some(at)) if own_place && known.dimensions[*at].places => {
                problems.push(line.wrong("category", "submission-problem-own-place"));
            }
            _ => {}
        }
        let nobody = line.category.is_some() && line.numerator == 0.0 && line.denominator == 0.0;
        let wrong = checks::numbers(version.value_kind(), version.is_share(), line.parts());
        problems.extend(wrong.filter(|_| !nobody).map(|(field, text)| line.wrong(field, text)));
        let (low, high, quality) = line.range();
        let range = checks::range(line.numerator, low, high, quality).into_iter();
        problems.extend(range.map(|finding| Problem { row: Some(line.row), ..finding.problem }));
    }
    problems
}
