//! Which numbers of some tables may be seen. All that a reader can put together is one surface of the engine's: the same
//! number in two measures is one cell, and every sum that holds is told.

use std::collections::{BTreeMap, HashMap};

use signals::Pooled;
use signals::disclosure::{
    self, Cell, Fault, Interval, LARGEST, Protection, Publication, Reason, Rounding, Rule, Shown, Standing,
    Sum, Surface,
};

use super::table::{Counted, Known, Side};
use super::{LEAST, Mode, Rounded, SHARE, Table};

/// Fractions are counted in so many parts.
const PARTS: f64 = 100.0;

/// What becomes of a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Fate {
    /// It is seen, rounded or as it is.
    Seen(Pooled),
    /// It is not, and why.
    Hidden(Reason),
}

impl Fate {
    pub(crate) fn is_hidden(self) -> bool {
        matches!(self, Self::Hidden(_))
    }
}

/// A cell of the surface.
struct Made {
    value: f64,
    /// Out of how many, if it is a part of a whole.
    all: Option<f64>,
    contributors: Option<u64>,
    largest: Option<f64>,
    standing: Standing,
    held: bool,
    minimum: u64,
    whole: bool,
}

/// Cells of one sort, their sums, and where each figure stands.
#[derive(Default)]
struct Surfaces {
    cells: Vec<Made>,
    sums: Vec<Sum>,
    named: HashMap<(String, String, String, u64), usize>,
    /// By table, figure and side.
    places: BTreeMap<(usize, usize, Side), usize>,
}

/// What becomes of every figure of these tables.
pub(crate) fn pattern(tables: &[Table], mode: Mode) -> Vec<Vec<Fate>> {
    let mut hidden: BTreeMap<(usize, usize), Reason> = BTreeMap::new();
    let mut rounded: HashMap<(usize, usize, Side), u64> = HashMap::new();
    // Amounts last: one is hidden where the people whose mean it makes are too few.
    for counted in [Counted::People, Counted::Amount] {
        let surfaces = Surfaces::of(tables, counted, &hidden);
        let found = surfaces.solve(counted, mode);
        for (place, cell) in &surfaces.places {
            match found[*cell] {
                Ok(Some(value)) => {
                    rounded.insert(*place, value);
                }
                Ok(None) => {}
                Err(reason) => {
                    hidden.entry((place.0, place.1)).or_insert(reason);
                }
            }
        }
    }
    let fate = |at: usize, figure: usize, pooled: Pooled| {
        if let Some(reason) = hidden.get(&(at, figure)) {
            return Fate::Hidden(*reason);
        }
        let [numerator, denominator] = Side::BOTH.map(|side| {
            rounded.get(&(at, figure, side)).map_or_else(|| side.of(pooled), |value| *value as f64)
        });
        Fate::Seen(Pooled { numerator, denominator })
    };
    let fates = |(at, table): (usize, &Table)| {
        table.figures.iter().enumerate().map(|(place, figure)| fate(at, place, figure.pooled)).collect()
    };
    tables.iter().enumerate().map(fates).collect()
}

impl Surfaces {
    fn of(tables: &[Table], counted: Counted, hidden: &BTreeMap<(usize, usize), Reason>) -> Self {
        let mut surfaces = Self::default();
        for (at, table) in tables.iter().enumerate() {
            for side in Side::BOTH.into_iter().filter(|side| table.counted(*side) == Some(counted)) {
                surfaces.add(table, at, side, hidden);
            }
        }
        surfaces
    }

    fn add(&mut self, table: &Table, at: usize, side: Side, hidden: &BTreeMap<(usize, usize), Reason>) {
        for (place, figure) in table.figures.iter().enumerate() {
            let value = side.of(figure.pooled).abs();
            // What is the sum of others on this side.
            let inner = table.sums.iter().any(|(total, _)| *total == place);
            let shown = figure.known == Known::Shown;
            let standing = match () {
                () if shown => Standing::Always,
                () if inner => Standing::Reluctant,
                () => Standing::Ordinary,
            };
            let below = figure.pooled.denominator;
            let made = Made {
                value,
                all: (side == Side::Above && table.is_share() && below >= value).then_some(below),
                contributors: figure.contributors,
                largest: figure.largest.map(|largest| side.of(largest).abs()),
                standing,
                held: !shown
                    && (figure.held || figure.known == Known::Hidden || hidden.contains_key(&(at, place))),
                minimum: table.minimum,
                whole: figure.is_whole(),
            };
            let key = (
                side.words(table).trim().to_lowercase(),
                table.period.clone(),
                figure.of.clone(),
                value.to_bits(),
            );
            let cell = self.cell(key, made);
            self.places.insert((at, place, side), cell);
        }
        let signed = table.figures.iter().all(|figure| side.of(figure.pooled) >= 0.0);
        for (total, parts) in table.sums.iter().filter(|_| signed) {
            let of = |place: &usize| self.places[&(at, *place, side)];
            let (total, parts) = (of(total), parts.iter().map(of).collect());
            self.sum(total, parts, table.minimum);
        }
    }

    /// The cell of that name and value: the same number wherever it stands.
    fn cell(&mut self, key: (String, String, String, u64), made: Made) -> usize {
        let next = self.cells.len();
        let at = *self.named.entry(key).or_insert(next);
        if at == next {
            self.cells.push(made);
            return at;
        }
        let cell = &mut self.cells[at];
        let shown = [cell.standing, made.standing].contains(&Standing::Always);
        cell.held = !shown && (cell.held || made.held);
        cell.standing = cell.standing.max(made.standing);
        cell.minimum = cell.minimum.max(made.minimum);
        cell.whole |= made.whole;
        cell.all = cell.all.or(made.all);
        cell.contributors = cell.contributors.into_iter().chain(made.contributors).min();
        cell.largest = cell.largest.into_iter().chain(made.largest).reduce(f64::max);
        at
    }

    /// A sum with what is told apart by none of its parts, or was counted in several.
    fn sum(&mut self, total: usize, parts: Vec<usize>, minimum: u64) {
        let together: f64 = parts.iter().map(|part| self.cells[*part].value).sum();
        let rest = ((self.cells[total].value - together) * PARTS).round() / PARTS;
        let mut own = |value: f64, standing: Standing| {
            self.cells.push(Made {
                value,
                all: None,
                contributors: None,
                largest: None,
                standing,
                held: false,
                minimum,
                whole: false,
            });
            self.cells.len() - 1
        };
        if rest >= 0.0 {
            let rest = own(rest, Standing::Reluctant);
            self.push(Sum { total, parts: [parts, vec![rest]].concat() });
        } else {
            // Some are counted in several categories: readers are taken to know how many.
            let (sum, twice) = (own(together, Standing::Reluctant), own(-rest, Standing::Always));
            self.push(Sum { total: sum, parts });
            self.push(Sum { total: sum, parts: vec![total, twice] });
        }
    }

    fn push(&mut self, sum: Sum) {
        if !self.sums.contains(&sum) {
            self.sums.push(sum);
        }
    }

    /// For each cell why it is hidden; or, if it is seen rounded, as what.
    fn solve(&self, counted: Counted, mode: Mode) -> Vec<Result<Option<u64>, Reason>> {
        let mut found = vec![Ok(None); self.cells.len()];
        let rule = |cells: &[usize]| self.rule(cells, counted);
        let sensitive = |at: usize| {
            let made = &self.cells[at];
            let rule = rule(&[at]);
            made.held || rule.0.reason(&made.cell(rule.1)).is_some()
        };
        // A whole that may be seen is seen; the tables under it then have nothing to do with each other.
        let firm: Vec<bool> = (0..self.cells.len())
            .map(|at| self.cells[at].standing == Standing::Always || self.cells[at].whole && !sensitive(at))
            .collect();
        for group in groups(self.cells.len(), &self.sums, &firm) {
            let (rule, scale) = rule(&group.cells);
            let cell = |(place, at): (usize, &usize)| {
                let mut cell = self.cells[*at].cell(scale);
                if group.firm[place] {
                    cell.standing = Standing::Always;
                }
                cell
            };
            let cells: Vec<Cell> = group.cells.iter().enumerate().map(cell).collect();
            let held: Vec<bool> = group.cells.iter().map(|at| self.cells[*at].held).collect();
            let fates = match mode {
                Mode::Round if counted == Counted::People => round(&group.sums, &cells, &rule, &held),
                _ => suppress(&group.sums, &cells, &rule, &held),
            };
            for (place, at) in group.cells.iter().enumerate().filter(|(place, _)| !group.firm[*place]) {
                found[*at] = fates[place].map(|value| value.map(|value| (value as f64 / scale) as u64));
            }
        }
        if mode == Mode::Round && counted == Counted::People {
            let lone = firm.iter().enumerate().filter(|(at, firm)| **firm && found[*at] == Ok(None));
            for at in lone.map(|(at, _)| at).collect::<Vec<_>>() {
                let (rule, scale) = rule(&[at]);
                if let Shown::Rounded(value) = rounding(&rule).of((self.cells[at].value * scale) as u64) {
                    found[at] = Ok(Some((value as f64 / scale) as u64));
                }
            }
        }
        found
    }

    /// The strictest rule that one of them is under, and how many parts of each unit are counted.
    fn rule(&self, cells: &[usize], counted: Counted) -> (Rule, f64) {
        let whole = cells.iter().all(|at| self.cells[*at].value.fract() == 0.0);
        let scale = if whole { 1.0 } else { PARTS };
        let minimum = cells.iter().map(|at| self.cells[*at].minimum).max().unwrap_or_default();
        let threshold = minimum * scale as u64;
        let rule = Rule {
            threshold,
            least_denominator: threshold,
            least_contributors: LEAST,
            largest_share: SHARE,
            zeros_shown: true,
            protection: Protection::Range,
            people: counted == Counted::People,
        };
        (rule, scale)
    }
}

impl Made {
    fn cell(&self, scale: f64) -> Cell {
        let count = |value: f64| ((value * scale).round() as u64).min(LARGEST / 1024);
        Cell {
            value: count(self.value),
            denominator: self.all.map(count),
            contributors: self.contributors,
            largest: self.largest.map(count),
            standing: self.standing,
        }
    }
}

fn rounding(rule: &Rule) -> Rounding {
    let usual = Rounding::default();
    let threshold = if rule.threshold > Rule::default().threshold { rule.threshold } else { usual.threshold };
    Rounding { threshold, ..usual }
}

/// Hides; where no way is found, everything that hangs together with it.
fn suppress(
    surface: &Surface,
    cells: &[Cell],
    rule: &Rule,
    held: &[bool],
) -> Vec<Result<Option<u64>, Reason>> {
    let found = disclosure::publish_again(surface, cells, rule, held);
    let all = || cells.iter().map(|cell| all_of(cell, Reason::Companion)).collect();
    let fates =
        |found: Publication| found.hidden.into_iter().map(|reason| reason.map_or(Ok(None), Err)).collect();
    found.map_or_else(|_: Fault| all(), fates)
}

/// The same with everything else rounded.
fn round(surface: &Surface, cells: &[Cell], rule: &Rule, held: &[bool]) -> Vec<Result<Option<u64>, Reason>> {
    let rounding = rounding(rule);
    let fate = |(at, shown): (usize, Shown)| match shown {
        Shown::Rounded(value) => Ok(Some(value)),
        Shown::Small => Err(Reason::Small),
        Shown::Companion => Err(rule.reason(&cells[at]).unwrap_or(Reason::Companion)),
    };
    match disclosure::round_again(surface, cells, &rounding, rule, held) {
        Ok(found) => found.shown.into_iter().enumerate().map(fate).collect(),
        Err(_) => cells.iter().map(|cell| all_of(cell, Reason::Companion)).collect(),
    }
}

fn all_of(cell: &Cell, reason: Reason) -> Result<Option<u64>, Reason> {
    if cell.standing == Standing::Always { Ok(None) } else { Err(reason) }
}

/// Cells whose sums hang together, and those sums as a surface of their own.
struct Group {
    cells: Vec<usize>,
    /// Which of them are known anyway: those may stand in several groups.
    firm: Vec<bool>,
    sums: Surface,
}

/// What hangs together through sums, not through what is known anyway.
fn groups(cells: usize, sums: &[Sum], firm: &[bool]) -> Vec<Group> {
    let mut leader: Vec<usize> = (0..cells).collect();
    for sum in sums {
        let mut open = named(sum).filter(|at| !firm[*at]);
        if let Some(first) = open.next() {
            for other in open {
                let (a, b) = (find(&mut leader, first), find(&mut leader, other));
                leader[a.max(b)] = a.min(b);
            }
        }
    }
    let mut members: BTreeMap<usize, (Vec<usize>, Vec<&Sum>)> = BTreeMap::new();
    for at in (0..cells).filter(|at| !firm[*at]) {
        members.entry(find(&mut leader, at)).or_default().0.push(at);
    }
    for sum in sums {
        if let Some(open) = named(sum).find(|at| !firm[*at]) {
            members.entry(find(&mut leader, open)).or_default().1.push(sum);
        }
    }
    let group = |(mut own, sums): (Vec<usize>, Vec<&Sum>)| {
        own.extend(sums.iter().flat_map(|sum| named(sum)).filter(|at| firm[*at]));
        own.sort_unstable();
        own.dedup();
        let local = |at: &usize| own.binary_search(at).expect("every cell of the sums is in the group");
        let sum = |sum: &&Sum| Sum { total: local(&sum.total), parts: sum.parts.iter().map(local).collect() };
        let sums = Surface::new(own.len(), sums.iter().map(sum).collect());
        Group {
            firm: own.iter().map(|at| firm[*at]).collect(),
            sums: sums.expect("a sum names cells of the group once"),
            cells: own,
        }
    };
    members.into_values().map(group).collect()
}

fn named(sum: &Sum) -> impl Iterator<Item = usize> + '_ {
    sum.parts.iter().copied().chain([sum.total])
}

fn find(leader: &mut [usize], at: usize) -> usize {
    let mut at = at;
    while leader[at] != at {
        leader[at] = leader[leader[at]];
        at = leader[at];
    }
    at
}

/// The figures that are hidden for their own sake and that a reader could work out all the same, from these tables
/// and these fates: nothing of how the fates were found is used.
///
/// # Errors
/// What hangs together too closely to be solved.
pub(crate) fn exposed(
    tables: &[Table],
    fates: &[Vec<Fate>],
    mode: Mode,
) -> Result<Vec<(usize, usize)>, Fault> {
    let hidden: BTreeMap<(usize, usize), Reason> = fates
        .iter()
        .enumerate()
        .flat_map(|(at, fates)| fates.iter().enumerate().map(move |(place, fate)| ((at, place), *fate)))
        .filter_map(|(place, fate)| match fate {
            Fate::Hidden(reason) if reason != Reason::Companion => Some((place, reason)),
            _ => None,
        })
        .collect();
    let mut found = Vec::new();
    for counted in [Counted::People, Counted::Amount] {
        let coupled = if counted == Counted::People { BTreeMap::new() } else { hidden.clone() };
        let surfaces = Surfaces::of(tables, counted, &coupled);
        let known = surfaces.known(tables, fates, counted, mode);
        let firm: Vec<bool> = known.iter().map(|known| *known == Told::Exactly).collect();
        let mut learned = vec![false; known.len()];
        for group in groups(known.len(), &surfaces.sums, &firm) {
            let (rule, scale) = surfaces.rule(&group.cells, counted);
            let told = |at: &usize| known[*at].interval(&surfaces.cells[*at], scale);
            let told: Vec<Interval> = group.cells.iter().map(told).collect();
            let bounds = disclosure::audit(&group.sums, &told)?;
            for (place, at) in group.cells.iter().enumerate().filter(|(place, _)| !group.firm[*place]) {
                let cell = &surfaces.cells[*at];
                let sensitive = cell.held || rule.reason(&cell.cell(scale)).is_some();
                learned[*at] = sensitive && bounds[place].exact().is_some();
            }
        }
        let open = |(place, cell): (&(usize, usize, Side), &usize)| {
            let hidden = fates[place.0][place.1].is_hidden();
            (hidden && learned[*cell]).then_some((place.0, place.1))
        };
        found.extend(surfaces.places.iter().filter_map(open));
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// What a reader is told of a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Told {
    Nothing,
    Between(Rounded),
    Exactly,
}

impl Told {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Exactly, _) | (_, Self::Exactly) => Self::Exactly,
            (Self::Nothing, known) | (known, Self::Nothing) => known,
            (Self::Between(a), Self::Between(b)) => {
                Self::Between(Rounded { low: a.low.max(b.low), high: a.high.min(b.high) })
            }
        }
    }

    fn interval(self, cell: &Made, scale: f64) -> Interval {
        let count = |value: f64| (value * scale).round() as u64;
        match self {
            Self::Exactly => Interval::exactly(cell.cell(scale).value),
            Self::Between(rounded) => {
                Interval { low: count(rounded.low as f64), high: Some(count(rounded.high as f64)) }
            }
            Self::Nothing => Interval { low: 0, high: cell.all.map(count) },
        }
    }
}

impl Surfaces {
    /// What the pages tell of each cell. What no category names is told by none; that it is nobody, readers suppose.
    fn known(&self, tables: &[Table], fates: &[Vec<Fate>], counted: Counted, mode: Mode) -> Vec<Told> {
        let named: std::collections::HashSet<usize> = self.places.values().copied().collect();
        let unnamed = |at: usize| {
            let cell = &self.cells[at];
            let supposed = cell.value == 0.0 || cell.standing == Standing::Always;
            if !named.contains(&at) && supposed { Told::Exactly } else { Told::Nothing }
        };
        let mut known: Vec<Told> = (0..self.cells.len()).map(unnamed).collect();
        for ((at, place, side), cell) in &self.places {
            let told = match (tables[*at].figures[*place].known, fates[*at][*place]) {
                (Known::Shown, _) => Told::Exactly,
                (Known::Roughly, _) => Told::Between(Rounded::near(self.cells[*cell].value)),
                (Known::Hidden, _) | (Known::Nothing, Fate::Hidden(_)) => Told::Nothing,
                (Known::Nothing, Fate::Seen(pooled)) => match (mode, counted) {
                    (Mode::Round, Counted::People) => {
                        let (rule, _) = self.rule(&[*cell], counted);
                        Told::Between(Rounded::of(&rounding(&rule), side.of(pooled) as u64))
                    }
                    _ => Told::Exactly,
                },
            };
            known[*cell] = known[*cell].and(told);
        }
        known
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
