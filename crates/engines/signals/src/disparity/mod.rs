//! Gaps between groups: how far apart rates are, as a difference and as a ratio, with what chance alone explains.
//!
//! A ratio and a difference can move in opposite directions, so both belong together, beside the rates of the groups.
//! Relative measures are taken of the *adverse* event (not reading, dying): of the favourable one their verdict can flip
//! (Keppel & Pearcy 2005). [`Group::adverse`] turns one into the other.

mod change;
mod interval;

pub use change::{Gap, GapChange};
pub use interval::{Estimate, Z95, byar, difference, ratio, wilson};

/// People, and those among them (or events among them) that are counted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Group {
    /// Those counted: 0 or more.
    pub cases: f64,
    /// Out of how many: above 0.
    pub population: f64,
}

impl Group {
    /// Cases per person.
    pub fn rate(self) -> f64 {
        self.cases / self.population
    }

    /// Those of whom the favourable thing that was counted is not true. Only where nobody is counted twice.
    pub fn adverse(self) -> Self {
        Self { cases: self.population - self.cases, ..self }
    }
}

/// What groups are compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference {
    /// The group with the lowest rate; of equal ones the first.
    Best,
    /// The group with the largest population; of equal ones the first.
    Largest,
    /// The group at this index.
    Group(usize),
    /// All groups together.
    Overall,
}

/// How unequal groups are. Rates are of the adverse event: lowest is best.
#[derive(Debug, Clone, PartialEq)]
pub struct Disparity {
    /// The rate of each group, in their order.
    pub rates: Vec<f64>,
    /// The rate of all groups together.
    pub overall: f64,
    /// The rate that groups are compared with.
    pub reference: f64,
    /// For each group rate - reference.
    pub differences: Vec<f64>,
    /// For each group rate / reference; `None` if the reference is 0.
    pub ratios: Vec<Option<f64>>,
    /// Highest rate - lowest rate.
    pub range: f64,
    /// Highest rate / lowest rate, at least 1; `None` if the lowest is 0.
    pub range_ratio: Option<f64>,
    /// Index of disparity, per cent: the mean distance from the overall rate (Pearcy & Keppel 2002).
    pub index: Option<f64>,
    /// The same, groups weighted by their population.
    pub weighted_index: Option<f64>,
    /// The same around the best group, over all others (Keppel and others 2005, Healthy People).
    pub index_from_best: Option<f64>,
    /// Gini coefficient: 0 where all rates are equal, towards 1 where one small group has all cases.
    pub gini: Option<f64>,
    /// Between-group variance: the mean square of the distance from the overall rate, weighted by population.
    pub between_group_variance: f64,
    /// Population attributable part, per cent: what would not have happened at the lowest rate.
    pub attributable: Option<f64>,
}

/// Compares two or more groups. `None` for fewer, for a population that is not above 0, negative cases, anything not
/// finite, or a reference that is not there. Measures relative to a rate of 0 are `None`, not infinite.
///
/// Sources of the formulas: Pearcy & Keppel 2002, *Public Health Reports* 117; Keppel and others 2005, *Vital and Health
/// Statistics* 2(141); Chesson and others 2017, *Sex Transm Dis* 44(9), which prints the figures of the tests.
pub fn disparity(groups: &[Group], reference: Reference) -> Option<Disparity> {
    let sound = |group: &Group| {
        group.cases.is_finite()
            && group.cases >= 0.0
            && group.population.is_finite()
            && group.population > 0.0
    };
    if groups.len() < 2 || !groups.iter().all(sound) {
        return None;
    }
    let rates: Vec<f64> = groups.iter().map(|group| group.rate()).collect();
    let people: f64 = groups.iter().map(|group| group.population).sum();
    let cases: f64 = groups.iter().map(|group| group.cases).sum();
    let overall = cases / people;
    let lowest = rates.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = rates.iter().copied().fold(0.0, f64::max);
    let chosen = match reference {
        Reference::Best => lowest,
        Reference::Largest => {
            let largest = groups.iter().map(|group| group.population).fold(0.0, f64::max);
            groups.iter().find(|group| group.population == largest)?.rate()
        }
        Reference::Group(at) => *rates.get(at)?,
        Reference::Overall => overall,
    };
    let many = groups.len() as f64;
    let share = |group: &Group| group.population / people;
    let weighted =
        |of: &dyn Fn(f64) -> f64| -> f64 { groups.iter().map(|group| share(group) * of(group.rate())).sum() };
    let distance = |from: f64| rates.iter().map(|rate| (rate - from).abs()).sum::<f64>();
    let relative = |part: f64, whole: f64| (whole > 0.0).then(|| part / whole);
    Some(Disparity {
        overall,
        reference: chosen,
        differences: rates.iter().map(|rate| rate - chosen).collect(),
        ratios: rates.iter().map(|rate| relative(*rate, chosen)).collect(),
        range: highest - lowest,
        range_ratio: relative(highest, lowest),
        index: relative(100.0 * distance(overall) / many, overall),
        weighted_index: relative(100.0 * weighted(&|rate| (rate - overall).abs()), overall),
        index_from_best: relative(100.0 * distance(lowest) / (many - 1.0), lowest),
        gini: relative(1.0, cases).map(|_| gini(groups, people, cases)),
        between_group_variance: weighted(&|rate| (rate - overall).powi(2)),
        attributable: relative(100.0 * (overall - lowest), overall),
        rates,
    })
}

/// One minus twice the area under the Lorenz curve of cases over people, groups in the order of their rates.
fn gini(groups: &[Group], people: f64, cases: f64) -> f64 {
    let mut ordered = groups.to_vec();
    ordered.sort_by(|a, b| a.rate().total_cmp(&b.rate()).then(a.population.total_cmp(&b.population)));
    let mut before = 0.0;
    let mut area = 0.0;
    for group in ordered {
        let share = group.cases / cases;
        area += group.population / people * (2.0 * before + share);
        before += share;
    }
    1.0 - area
}

#[cfg(test)]
mod tests;
