//! Which cells may not be shown, and what a reader must not be able to exclude.

use super::Interval;

/// When a cell may not be shown.
///
/// Standards differ (CDC WONDER hides 1 to 9, US Cancer Statistics below 16, US schools mostly below 10); an initiative
/// takes the strictest rule of whoever gave the numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Counts of people from 1 up to below this are small. So are those who are missing to the denominator.
    pub threshold: u64,
    /// Numbers of fewer people than this in the denominator are hidden.
    pub least_denominator: u64,
    /// Numbers of fewer contributors than this would show what one of them gave.
    pub least_contributors: u64,
    /// The largest share of a number that one contributor may hold, above 0 and at most 1.
    pub largest_share: f64,
    /// Whether nobody and everybody may be shown: 0, and as many as the denominator, unless that is too small. Readers
    /// then know that a hidden cell is neither.
    pub zeros_shown: bool,
    /// How much a reader may learn of a hidden cell.
    pub protection: Protection,
    /// Whether people are counted. Things may be few; what a contributor gave stays protected.
    pub people: bool,
}

impl Default for Rule {
    /// Threshold and least denominator 10, three contributors, none with more than 80 %, zeros shown, people.
    fn default() -> Self {
        Self {
            threshold: 10,
            least_denominator: 10,
            least_contributors: 3,
            largest_share: 0.8,
            zeros_shown: true,
            protection: Protection::Range,
            people: true,
        }
    }
}

/// How much a reader may learn of a cell that is hidden for its own sake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Protection {
    /// No more than the rule itself says: every small count stays possible.
    #[default]
    Range,
    /// Not the exact value; it may be known to be one of two. Hides less.
    Value,
}

/// What the publisher knows of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell {
    /// The count, or the numerator of a rate.
    pub value: u64,
    /// Out of how many, at least `value`; readers are taken to know it. `None` for a plain count.
    pub denominator: Option<u64>,
    /// How many contributors the value comes from; `None` if that is nobody's secret.
    pub contributors: Option<u64>,
    /// What the largest contributor gave; `None` if unknown.
    pub largest: Option<u64>,
    /// How willingly it is hidden to protect another.
    pub standing: Standing,
}

/// How willingly a cell is hidden to protect another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Standing {
    /// As any other.
    #[default]
    Ordinary,
    /// Only if nothing ordinary helps, such as a total that is read much.
    Reluctant,
    /// Never, and not by the rule either: somebody decided that it is always shown.
    Always,
}

/// Why a cell is hidden. It tells more than the published table does: whoever publishes it tells that a number is small.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Few people are counted.
    Small,
    /// Few people are missing to the denominator.
    SmallRemainder,
    /// Few people are in the denominator.
    SmallDenominator,
    /// Few contributors stand behind it.
    FewContributors,
    /// One contributor holds most of it.
    Dominated,
    /// It was hidden in an earlier edition.
    Earlier,
    /// It would give another away.
    Companion,
}

impl Reason {
    /// The word for it in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::SmallRemainder => "small remainder",
            Self::SmallDenominator => "small denominator",
            Self::FewContributors => "few contributors",
            Self::Dominated => "dominated",
            Self::Earlier => "hidden earlier",
            Self::Companion => "companion",
        }
    }
}

impl Rule {
    /// What a reader knows of a hidden cell before any calculation.
    pub(super) fn unknown(&self, cell: &Cell) -> Interval {
        let edge = u64::from(self.zeros_shown && !self.is_small_group(cell));
        Interval {
            low: edge.min(cell.value),
            high: cell.denominator.map(|all| all - edge.min(all - cell.value)),
        }
    }

    /// Whether there are so few people that even "nobody" and "everybody" say too much of each.
    fn is_small_group(&self, cell: &Cell) -> bool {
        self.people && cell.denominator.is_some_and(|all| all > 0 && all < self.least_denominator)
    }

    /// The first reason to hide a cell.
    pub fn reason(&self, cell: &Cell) -> Option<Reason> {
        self.reasons(cell).next()
    }

    fn reasons(&self, cell: &Cell) -> impl Iterator<Item = Reason> {
        let people = self.people;
        let small = |count: u64| people && count < self.threshold && (count > 0 || !self.zeros_shown);
        let applies = [
            (Reason::Small, small(cell.value)),
            (Reason::SmallDenominator, self.is_small_group(cell)),
            (Reason::SmallRemainder, cell.denominator.is_some_and(|all| small(all - cell.value))),
            (
                Reason::FewContributors,
                cell.value > 0 && cell.contributors.is_some_and(|many| many < self.least_contributors),
            ),
            (
                Reason::Dominated,
                cell.largest.is_some_and(|largest| largest as f64 > self.largest_share * cell.value as f64),
            ),
        ];
        let shown = cell.standing == Standing::Always;
        applies.into_iter().filter_map(move |(reason, applies)| (applies && !shown).then_some(reason))
    }

    /// Whether a reader who learned this knows no more of a cell than the rule allows. Some tables allow no better: two
    /// hidden cells of at least one person each are at least two together.
    pub fn protects(&self, cell: &Cell, learned: Interval) -> bool {
        self.need(cell).is_none_or(|need| need.is_met(learned))
    }

    /// What must stay possible for a cell that is hidden for its own sake, within what a reader knows anyway.
    ///
    /// For few people every small count, and the threshold too where zeros are hidden; likewise for those who are
    /// missing. For contributors the margin of the (1, k) rule, largest / k - value, to both sides
    /// (Hundepool et al., *Statistical Disclosure Control*, 2012, section 4.2.2).
    pub(super) fn need(&self, cell: &Cell) -> Option<Need> {
        let unknown = self.unknown(cell);
        let reach = self.threshold - u64::from(self.zeros_shown).min(self.threshold);
        let most = unknown.high.unwrap_or(u64::MAX);
        let needs = self.reasons(cell).map(|reason| match reason {
            Reason::Small => (0, reach),
            Reason::SmallRemainder => (cell.denominator.unwrap_or(most).saturating_sub(reach), most),
            Reason::SmallDenominator => (0, most),
            Reason::FewContributors | Reason::Dominated | Reason::Earlier | Reason::Companion => {
                let largest = cell.largest.unwrap_or(cell.value) as f64;
                let margin = (largest / self.largest_share - cell.value as f64).ceil().max(1.0) as u64;
                (cell.value.saturating_sub(margin), cell.value + margin)
            }
        });
        let (low, high) = needs.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
        let range = Interval { low, high: Some(high.max(cell.value)) };
        match self.protection {
            Protection::Range => Some(Need { range, either: false }.within(unknown)),
            Protection::Value => Some(self.some_doubt(cell)),
        }
    }

    /// That the exact value stays unknown.
    pub(super) fn some_doubt(&self, cell: &Cell) -> Need {
        let range = Interval { low: cell.value.saturating_sub(1), high: Some(cell.value + 1) };
        Need { range, either: true }.within(self.unknown(cell))
    }
}

/// What must stay possible of a hidden cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Need {
    /// From here to there, both finite, around the value.
    pub(super) range: Interval,
    /// Whether it is enough that anything but the value stays possible.
    pub(super) either: bool,
}

impl Need {
    /// Whether a reader who learned this knows no more than may be known.
    pub(super) fn is_met(self, learned: Interval) -> bool {
        learned.exact().is_none() && (self.either || learned.contains(self.range))
    }

    /// As much of it as these bounds allow.
    pub(super) fn within(self, bounds: Interval) -> Self {
        let high = self.range.high.into_iter().chain(bounds.high).min();
        Self { range: Interval { low: self.range.low.max(bounds.low), high }, ..self }
    }
}
