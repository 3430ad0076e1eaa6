//! Groups beside each other: how far apart they are, as a difference and as a ratio, whether that is more than chance,
//! and how it changed. Relative measures are of the adverse event, as the engine asks.

pub(crate) mod api;
pub(crate) mod page;
#[cfg(test)]
mod tests;
pub(crate) mod view;

use std::collections::HashMap;

use signals::disparity::{self, Disparity, Estimate, GapChange, Group as Counted, Reference, Z95};
use signals::{Better, Pooled};

use crate::dimension::{Category, CategoryId, Dimension};
use crate::measure::{Measure, MeasureVersion};
use crate::value::{Series, Value};

/// With what groups are compared, if nothing is chosen.
pub(crate) const REFERENCES: [&str; 3] = ["best", "largest", "overall"];

/// One group with its values.
#[derive(Debug)]
pub(crate) struct Group<'a> {
    pub(crate) category: &'a Category,
    pub(crate) series: Series,
}

impl Group<'_> {
    /// Its value at a place, as charts take it.
    pub(crate) fn drawn(&self, at: usize) -> Option<f64> {
        self.series.drawn.get(at).copied().flatten()
    }

    /// Whether it is known there and not shown.
    pub(crate) fn hidden(&self, at: usize) -> bool {
        self.series.values.get(at).is_some_and(|value| value.hidden)
    }

    fn parts(&self, at: usize) -> Option<Pooled> {
        self.series.values.get(at)?.pooled().filter(|parts| parts.denominator > 0.0)
    }
}

/// How two groups lie to each other at one time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Apart {
    /// Places among the groups; the reference is `None` where it is all together.
    pub(crate) group: usize,
    pub(crate) reference: Option<usize>,
    /// Rate of the group - rate of the reference, as charts take it.
    pub(crate) difference: f64,
    /// The same with its interval; only where cases are a part of the people.
    pub(crate) interval: Option<Estimate>,
    /// The ratio of the adverse event; `None` where there is none to count.
    pub(crate) ratio: Option<f64>,
}

impl Apart {
    /// Whether chance alone may explain it; `None` where that is not known.
    pub(crate) fn by_chance(&self) -> Option<bool> {
        self.interval.map(|interval| interval.low <= 0.0 && interval.high >= 0.0)
    }
}

/// The groups of a dimension, read.
#[derive(Debug)]
pub(crate) struct Groups<'a> {
    pub(crate) dimension: &'a Dimension,
    pub(crate) groups: Vec<Group<'a>>,
    /// The place in time at which they are compared, and an earlier one with the same groups.
    pub(crate) at: Option<usize>,
    pub(crate) since: Option<usize>,
    pub(crate) reference: Reference,
    /// Which of the two events is adverse; `None` where neither can be counted or neither direction is better.
    adverse: Option<Adverse>,
    divided: bool,
    share: bool,
    scale: f64,
}

/// What is unwanted of what is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Adverse {
    /// The cases themselves.
    Cases,
    /// All others.
    Others,
}

impl<'a> Groups<'a> {
    /// Reads the groups of a dimension beside the whole.
    pub(crate) fn of(
        measure: &Measure,
        dimension: &'a Dimension,
        whole: &[Value],
        mut parts: HashMap<CategoryId, Vec<Value>>,
        reference: Reference,
    ) -> Self {
        let version = measure.in_force();
        let groups = dimension.categories.iter().map(|category| Group {
            category,
            series: Series::of(measure, parts.remove(&category.id).unwrap_or_default()),
        });
        let mut all = Self {
            dimension,
            groups: groups.collect(),
            at: None,
            since: None,
            reference,
            adverse: adverse(version),
            divided: version.value_kind().is_divided(),
            share: version.is_share(),
            scale: version.scale(),
        };
        let count = |at: &usize| all.groups.iter().filter(|group| group.parts(*at).is_some()).count();
        let breaks = measure.breaks().last().unwrap_or_default();
        let comparable: Vec<usize> =
            (0..whole.len()).filter(|at| whole[*at].period.as_str() >= breaks && count(at) >= 2).collect();
        let (at, since) = (comparable.last().copied(), comparable.first().copied());
        all.at = at;
        all.since = since.filter(|since| Some(*since) != at);
        all
    }

    /// Those that are known at a place, with their counts.
    fn known(&self, at: usize) -> Vec<(usize, Counted)> {
        let known = self.groups.iter().enumerate();
        known
            .filter_map(|(place, group)| {
                let parts = group.parts(at)?;
                Some((place, Counted { cases: parts.numerator, population: parts.denominator }))
            })
            .collect()
    }

    /// The counts of what is unwanted; of what is counted, where neither is.
    fn turned(&self, counted: Counted) -> Counted {
        if self.adverse == Some(Adverse::Others) { counted.adverse() } else { counted }
    }

    /// The engine's reference among those known, and which of the groups it is.
    fn reference_at(&self, known: &[(usize, Counted)]) -> Option<(Reference, Option<usize>)> {
        let lowest = |least: &dyn Fn(&Counted) -> f64| {
            let by = |a: &&(usize, Counted), b: &&(usize, Counted)| least(&a.1).total_cmp(&least(&b.1));
            known.iter().min_by(by).map(|(place, _)| *place)
        };
        Some(match self.reference {
            Reference::Best => (Reference::Best, lowest(&|counted| self.turned(*counted).rate())),
            Reference::Largest => (Reference::Largest, lowest(&|counted| -counted.population)),
            Reference::Group(place) => {
                let at = known.iter().position(|(own, _)| *own == place)?;
                (Reference::Group(at), Some(place))
            }
            Reference::Overall => (Reference::Overall, None),
        })
    }

    /// All that the engine says of them at a place. `None` unless two at least are known and can be divided.
    pub(crate) fn disparity(&self, at: usize) -> Option<(Vec<usize>, Disparity)> {
        if !self.divided {
            return None;
        }
        let known = self.known(at);
        let (reference, _) = self.reference_at(&known)?;
        let counted: Vec<Counted> = known.iter().map(|(_, counted)| self.turned(*counted)).collect();
        let found = disparity::disparity(&counted, reference)?;
        Some((known.into_iter().map(|(place, _)| place).collect(), found))
    }

    /// Whether the index of disparity can be said: every group is known.
    pub(crate) fn complete(&self, at: usize) -> bool {
        self.groups.iter().all(|group| group.parts(at).is_some())
    }

    /// Each known group against the reference, in the order of the dimension.
    pub(crate) fn apart(&self, at: usize) -> Vec<Apart> {
        if !self.divided {
            return Vec::new();
        }
        let known = self.known(at);
        let Some((_, reference)) = self.reference_at(&known) else { return Vec::new() };
        let Some(other) = compared_with(&known, reference) else { return Vec::new() };
        let one = |(place, counted): &(usize, Counted)| Apart {
            group: *place,
            reference,
            difference: (counted.rate() - other.rate()) * self.scale,
            interval: self.share.then(|| disparity::difference(*counted, other, Z95)).flatten(),
            ratio: self.adverse.and_then(|_| {
                let below = self.turned(other).rate();
                (below > 0.0).then(|| self.turned(*counted).rate() / below)
            }),
        };
        known.iter().filter(|(place, _)| Some(*place) != reference).map(one).collect()
    }

    /// The group that is furthest from the reference, on its worse side where one is.
    pub(crate) fn widest(&self, at: usize) -> Option<Apart> {
        let worse = |apart: &Apart| match self.adverse {
            Some(Adverse::Others) => -apart.difference,
            Some(Adverse::Cases) => apart.difference,
            None => apart.difference.abs(),
        };
        self.apart(at).into_iter().max_by(|a, b| worse(a).total_cmp(&worse(b)))
    }

    /// How the widest gap of now has changed since the earlier place; rates of what is unwanted.
    pub(crate) fn change(&self) -> Option<(Apart, GapChange)> {
        self.adverse?;
        let (at, since) = (self.at?, self.since?);
        let widest = self.widest(at)?;
        let gap = |place: usize| {
            let known = self.known(place);
            let group = known.iter().find(|(own, _)| *own == widest.group)?.1;
            let reference = compared_with(&known, widest.reference)?;
            Some(disparity::Gap { group: self.turned(group), reference: self.turned(reference) })
        };
        Some((widest, GapChange::between(gap(since)?, gap(at)?, Z95)))
    }

    /// The range in which a group's value lies by chance, as charts take it.
    pub(crate) fn range(&self, group: usize, at: usize) -> Option<(f64, f64)> {
        let parts = self.groups[group].parts(at).filter(|_| self.divided)?;
        let counted = Counted { cases: parts.numerator, population: parts.denominator };
        let estimate =
            if self.share { disparity::wilson(counted, Z95) } else { disparity::byar(counted, Z95) }?;
        Some((estimate.low * self.scale, estimate.high * self.scale))
    }

    /// Whether what is unwanted is all that is not counted.
    pub(crate) fn counts_the_wanted(&self) -> bool {
        self.adverse == Some(Adverse::Others)
    }
}

/// The counts that a group is compared with: those of another, or of all that are known.
fn compared_with(known: &[(usize, Counted)], reference: Option<usize>) -> Option<Counted> {
    if let Some(place) = reference {
        return known.iter().find(|(own, _)| *own == place).map(|(_, counted)| *counted);
    }
    let sum = |of: fn(&Counted) -> f64| known.iter().map(|(_, counted)| of(counted)).sum();
    Some(Counted { cases: sum(|counted| counted.cases), population: sum(|counted| counted.population) })
}

/// A count of the unwanted can only be made where it is counted, or where it is all the rest of a whole.
fn adverse(version: &MeasureVersion) -> Option<Adverse> {
    match version.better() {
        Better::Down => Some(Adverse::Cases),
        Better::Up if version.is_share() => Some(Adverse::Others),
        Better::Up | Better::Band => None,
    }
}

/// The reference of that word: one of [`REFERENCES`], or a category's code; the best if there is no such.
pub(crate) fn reference(dimension: &Dimension, word: &str) -> Reference {
    match word {
        "largest" => Reference::Largest,
        "overall" => Reference::Overall,
        code => match dimension.categories.iter().position(|category| category.code == code) {
            Some(place) if !code.is_empty() => Reference::Group(place),
            _ => Reference::Best,
        },
    }
}
