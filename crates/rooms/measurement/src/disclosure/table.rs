//! What is about to be seen, as the engine takes it: numbers, who is behind them, and which are sums of others.

use std::collections::{BTreeMap, HashMap};

use signals::{Kind, Pooled};

use crate::dimension::{CategoryId, DimensionId};
use crate::measure::MeasureVersion;

/// A number on its way to readers.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    /// What it is of, within its table: nothing for the whole, else dimension and category.
    pub(crate) of: String,
    pub(crate) pooled: Pooled,
    /// How many partners stand behind it; `None` where that is nobody's secret.
    pub(crate) contributors: Option<u64>,
    /// The most that one of them brought; of several the most of each.
    pub(crate) largest: Option<Pooled>,
    pub(crate) known: Known,
    /// Whether an earlier edition hid it, whatever it was then, or its difference to one that was shown tells what a
    /// partner brought.
    pub(crate) held: bool,
}

/// What readers know of a number already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// Nothing: it is new.
    Nothing,
    /// An earlier edition shows it.
    Shown,
    /// An earlier edition shows it rounded.
    Roughly,
    /// An earlier edition has it and hides it.
    Hidden,
}

/// A figure of a category or place, and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) dimension: DimensionId,
    pub(crate) category: CategoryId,
    /// The place in which it lies.
    pub(crate) within: Option<CategoryId>,
    pub(crate) figure: Figure,
}

/// The numbers of one measure and one period, in one edition.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub(crate) kind: Kind,
    /// Whether it counts people.
    pub(crate) people: bool,
    /// From how many on a count may be seen.
    pub(crate) minimum: u64,
    /// What is counted above and below, in words: what two measures both count is the same number.
    pub(crate) words: [String; 2],
    pub(crate) period: String,
    /// The whole first, if it is known.
    pub(crate) figures: Vec<Figure>,
    /// Which of them is the sum of which others, as far as what is not told apart allows.
    pub(crate) sums: Vec<(usize, Vec<usize>)>,
}

/// One of the two numbers of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Side {
    Above,
    Below,
}

impl Side {
    pub(super) const BOTH: [Self; 2] = [Self::Above, Self::Below];

    pub(super) fn of(self, pooled: Pooled) -> f64 {
        match self {
            Self::Above => pooled.numerator,
            Self::Below => pooled.denominator,
        }
    }

    pub(super) fn words(self, table: &Table) -> &str {
        let [above, below] = &table.words;
        match self {
            Self::Above => above,
            Self::Below => below,
        }
    }
}

/// What a number counts, for the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Counted {
    /// People: few of them are hidden.
    People,
    /// Anything else: only who brought it is protected.
    Amount,
}

impl Figure {
    /// Of something, as it is.
    pub(crate) fn new(of: String, pooled: Pooled) -> Self {
        Self { of, pooled, contributors: None, largest: None, known: Known::Nothing, held: false }
    }

    pub(super) fn is_whole(&self) -> bool {
        self.of.is_empty()
    }
}

impl Table {
    /// Of a period by its definition. What adds up is told to add up.
    pub(crate) fn new(
        version: &MeasureVersion,
        period: &str,
        whole: Option<Figure>,
        parts: impl IntoIterator<Item = Part>,
    ) -> Self {
        let kind = version.value_kind();
        let has_whole = whole.is_some();
        let mut figures: Vec<Figure> = whole.into_iter().collect();
        let mut places: Vec<(DimensionId, CategoryId, Option<CategoryId>)> = Vec::new();
        for part in parts {
            places.push((part.dimension, part.category, part.within));
            figures.push(part.figure);
        }
        let first = usize::from(has_whole);
        let at: HashMap<CategoryId, usize> =
            places.iter().enumerate().map(|(place, (_, category, _))| (*category, first + place)).collect();
        let mut sums: BTreeMap<(usize, DimensionId), Vec<usize>> = BTreeMap::new();
        for (place, (dimension, _, within)) in places.iter().enumerate() {
            let total = match within {
                Some(within) => at.get(within).copied(),
                None => has_whole.then_some(0),
            };
            if let Some(total) = total.filter(|_| kind.adds_over_places()) {
                sums.entry((total, *dimension)).or_default().push(first + place);
            }
        }
        Self {
            kind,
            people: version.people,
            minimum: version.minimum_cell.max(0) as u64,
            words: [version.numerator.clone(), version.denominator.clone()],
            period: period.to_owned(),
            figures,
            sums: sums.into_iter().map(|((total, _), parts)| (total, parts)).collect(),
        }
    }

    /// What the number on that side counts; `None` where there is none.
    pub(super) fn counted(&self, side: Side) -> Option<Counted> {
        let people = if self.people { Counted::People } else { Counted::Amount };
        match (side, self.kind) {
            (Side::Above, Kind::Mean | Kind::Index | Kind::Estimate) => Some(Counted::Amount),
            (Side::Above, _) => Some(people),
            (Side::Below, kind) => kind.is_divided().then_some(people),
        }
    }

    /// Whether the number above is a part of that below: then those who are missing to it are people too.
    pub(super) fn is_share(&self) -> bool {
        self.kind == Kind::Ratio
    }
}
