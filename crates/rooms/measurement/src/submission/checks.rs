//! What must hold of numbers at the door, and what should be asked about. Each rule is a function of numbers alone and
//! answers with its code, so that a form, a file and the API say the same of the same numbers.

use std::collections::{HashMap, HashSet};

use kernel::Problem;
use signals::{Kind, Pooled};

use super::history;
use crate::dimension::{CategoryId, Dimension};
use crate::measure::MeasureVersion;

/// Sums of decimals differ by so much of their size without anybody having miscounted.
const ROUNDING: f64 = 1e-9;

/// What a rule found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Finding {
    /// Which rule, for files and programs: it stays the same.
    pub(crate) code: &'static str,
    /// Whether nothing is taken before it is mended; otherwise it is asked about.
    pub(crate) stops: bool,
    /// Where, and which text says what to do.
    pub(crate) problem: Problem,
}

impl Finding {
    pub(super) fn stop(code: &'static str, field: impl Into<String>, text: &'static str) -> Self {
        Self { code, stops: true, problem: Problem::new(field, text).with("code", code) }
    }

    pub(super) fn ask(code: &'static str, field: impl Into<String>, text: &'static str) -> Self {
        Self { stops: false, ..Self::stop(code, field, text) }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.problem = self.problem.with(name, value);
        self
    }
}

/// A part on its way in, its category known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Told {
    pub(crate) category: CategoryId,
    pub(crate) parts: Pooled,
}

/// A figure on its way in.
pub(crate) struct Figure<'a> {
    pub(crate) period: &'a str,
    pub(crate) whole: Pooled,
    /// Its parts, dimension by dimension, in the order of [`Against::dimensions`].
    pub(crate) told: &'a [Vec<Told>],
    /// The ends of a survey's range, and its quality.
    pub(crate) range: (Option<f64>, Option<f64>, Option<i64>),
}

/// What a figure is held against.
pub(crate) struct Against<'a> {
    /// The definition it follows.
    pub(crate) version: &'a MeasureVersion,
    pub(crate) dimensions: &'a [Dimension],
    /// Whether the partner reports for one place: then nothing is asked by place.
    pub(crate) own_place: bool,
    /// What the same partner reported before and counts, in order of time, as far as it can be compared.
    pub(crate) before: &'a [Pooled],
}

/// Everything there is to say about a figure: the one list for the form, the API and files. What asks is only asked
/// where nothing stops.
pub(crate) fn all(figure: &Figure<'_>, against: &Against<'_>) -> Vec<Finding> {
    let (version, whole) = (against.version, figure.whole);
    let (low, high, quality) = figure.range;
    let mut found = Vec::new();
    if let Some((field, text)) = numbers(version.value_kind(), version.is_share(), whole) {
        let code = match text {
            "problem-number" => "number",
            "submission-problem-denominator" => "denominator",
            "submission-problem-negative" => "negative",
            _ => "more",
        };
        found.push(Finding::stop(code, field, text));
    }
    found.extend(range(whole.numerator, low, high, quality));
    for (dimension, told) in against.dimensions.iter().zip(figure.told) {
        let wanted = dimension.required && !(dimension.places && against.own_place);
        if !told.is_empty() || wanted {
            found.extend(of_dimension(version, dimension, told, whole, figure.period));
        }
    }
    if found.iter().any(|finding| finding.stops) {
        found.retain(|finding| finding.stops);
    } else {
        found.extend(history::checks(version, whole, against.before));
    }
    found
}

/// The field of a form that holds a category's number.
pub(crate) fn field(dimension: &Dimension, category: CategoryId, which: &str) -> String {
    let code = dimension.category(category).map_or("", |category| category.code.as_str());
    format!("{which}-{}-{code}", dimension.code)
}

/// What is wrong with two numbers, if anything: the field and the text that says what to do. Of what is not divided
/// only the first is looked at. `share` says that it is a part of a whole.
pub(crate) fn numbers(kind: Kind, share: bool, parts: Pooled) -> Option<(&'static str, &'static str)> {
    let Pooled { numerator, denominator } = parts;
    let divided = kind.is_divided();
    if !numerator.is_finite() {
        Some(("numerator", "problem-number"))
    } else if divided && !denominator.is_finite() {
        Some(("denominator", "problem-number"))
    } else if divided && denominator <= 0.0 {
        Some(("denominator", "submission-problem-denominator"))
    } else if numerator < 0.0 && !matches!(kind, Kind::Index | Kind::Estimate | Kind::Mean) {
        Some(("numerator", "submission-problem-negative"))
    } else if share && numerator > denominator {
        Some(("numerator", "submission-problem-more"))
    } else {
        None
    }
}

/// The same with a code. A category in which there is nobody is no mistake.
fn of_part(version: &MeasureVersion, dimension: &Dimension, told: &Told) -> Option<Finding> {
    let nobody = told.parts.numerator == 0.0 && told.parts.denominator == 0.0;
    let (which, text) = numbers(version.value_kind(), version.is_share(), told.parts).filter(|_| !nobody)?;
    let code = match text {
        "problem-number" => "part-number",
        "submission-problem-denominator" => "part-denominator",
        "submission-problem-negative" => "part-negative",
        _ => "part-more",
    };
    Some(Finding::stop(code, field(dimension, told.category, which), text))
}

/// The range and quality of a survey's value: the value lies in its range, and quality is from 1 to 3.
pub(crate) fn range(value: f64, low: Option<f64>, high: Option<f64>, quality: Option<i64>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (which, end) in [("low", low), ("high", high)] {
        if end.is_some_and(|end| !end.is_finite()) {
            found.push(Finding::stop("range-number", which, "problem-number"));
        }
    }
    if low.is_some_and(|low| low > value) {
        found.push(Finding::stop("range-low", "low", "submission-problem-low"));
    }
    if high.is_some_and(|high| high < value) {
        found.push(Finding::stop("range-high", "high", "submission-problem-high"));
    }
    if quality.is_some_and(|quality| !(1..=3).contains(&quality)) {
        found.push(Finding::stop("quality", "quality", "submission-problem-quality"));
    }
    found
}

/// What parts add up to, as far as this kind adds; `None` without any.
pub(crate) fn sum(kind: Kind, told: &[Told]) -> Option<Pooled> {
    let parts = told.iter().map(|told| (told.parts.numerator, told.parts.denominator));
    let sum = signals::pool(parts).filter(|_| kind.adds_over_places())?;
    let denominator = if kind.is_divided() { sum.denominator } else { 1.0 };
    Some(Pooled { denominator, ..sum })
}

/// Everything that is to be said of the parts of one dimension beside the whole in a period.
pub(crate) fn of_dimension(
    version: &MeasureVersion,
    dimension: &Dimension,
    told: &[Told],
    whole: Pooled,
    period: &str,
) -> Vec<Finding> {
    let mut found: Vec<Finding> = told.iter().filter_map(|told| of_part(version, dimension, told)).collect();
    found.extend(twice(dimension, told));
    found.extend(retired(dimension, told, period));
    if dimension.places {
        found.extend(leaves(version, dimension, told));
    } else {
        found.extend(missing(dimension, told, period));
        found.extend(adds_up(version, dimension, told, whole, period));
    }
    found
}

/// A category that stands there twice.
fn twice(dimension: &Dimension, told: &[Told]) -> Vec<Finding> {
    let mut seen = HashSet::new();
    let again = told.iter().filter(|told| !seen.insert(told.category));
    let finding = |told: &Told| {
        Finding::stop("part-twice", field(dimension, told.category, "numerator"), "problem-taken")
    };
    again.map(finding).collect()
}

/// A category that is asked for no longer.
fn retired(dimension: &Dimension, told: &[Told], period: &str) -> Vec<Finding> {
    let finding = |told: &Told| {
        let category = dimension.category(told.category).filter(|category| !category.holds_for(period))?;
        let at = field(dimension, told.category, "numerator");
        let finding = Finding::stop("part-retired", at, "submission-problem-retired");
        Some(finding.with("category", category.name.as_str()).with("period", category.until.as_str()))
    };
    told.iter().filter_map(finding).collect()
}

/// A place that holds others is their sum and never reported itself, where the kind adds.
fn leaves(version: &MeasureVersion, dimension: &Dimension, told: &[Told]) -> Vec<Finding> {
    if !version.value_kind().adds_over_places() {
        return Vec::new();
    }
    let holding: HashSet<CategoryId> = dimension.categories.iter().filter_map(|place| place.parent).collect();
    let names: HashMap<CategoryId, &str> =
        dimension.categories.iter().map(|place| (place.id, place.name.as_str())).collect();
    let finding = |told: &Told| {
        let at = field(dimension, told.category, "numerator");
        let name = names.get(&told.category).copied().unwrap_or_default();
        Finding::stop("part-holds-others", at, "submission-problem-holds").with("place", name)
    };
    told.iter().filter(|told| holding.contains(&told.category)).map(finding).collect()
}

/// Categories of a required dimension that have no number: asked about.
fn missing(dimension: &Dimension, told: &[Told], period: &str) -> Option<Finding> {
    if !dimension.required {
        return None;
    }
    let there: HashSet<CategoryId> = told.iter().map(|told| told.category).collect();
    let lacks: Vec<&str> = dimension
        .categories
        .iter()
        .filter(|category| category.holds_for(period) && !there.contains(&category.id))
        .map(|category| category.name.as_str())
        .collect();
    let first = lacks.first()?;
    let finding =
        Finding::ask("part-missing", format!("dimension-{}", dimension.code), "submission-ask-missing");
    let finding = finding.with("dimension", dimension.name.as_str()).with("count", lacks.len().to_string());
    Some(finding.with("category", *first))
}

/// The parts of a required dimension are the whole; where some are missing they are not more than it.
fn adds_up(
    version: &MeasureVersion,
    dimension: &Dimension,
    told: &[Told],
    whole: Pooled,
    period: &str,
) -> Option<Finding> {
    let kind = version.value_kind();
    let sum = sum(kind, told).filter(|_| dimension.required)?;
    let all = missing(dimension, told, period).is_none();
    let wrong = |sum: f64, whole: f64| {
        let off = sum - whole;
        (if all { off.abs() } else { off }) > ROUNDING * whole.abs().max(1.0)
    };
    let (which, sum, whole) = if wrong(sum.numerator, whole.numerator) {
        ("numerator", sum.numerator, whole.numerator)
    } else if kind.is_divided() && wrong(sum.denominator, whole.denominator) {
        ("denominator", sum.denominator, whole.denominator)
    } else {
        return None;
    };
    let text = if all { "submission-problem-sum" } else { "submission-problem-sum-more" };
    let at = format!("dimension-{}", dimension.code);
    let finding = Finding::stop(if all { "sum-differs" } else { "sum-exceeds" }, at, text);
    let finding = finding.with("dimension", dimension.name.as_str()).with("which", which);
    Some(finding.with("sum", sum.to_string()).with("whole", whole.to_string()))
}

#[cfg(test)]
#[path = "checks_tests.rs"]
mod tests;
