//! One value of a measure for one period, as a whole or of one category: the row that every file is made of.

use std::collections::HashMap;

use ::store::Read;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Context, Result};
use signals::Period;

use super::columns::{COLUMNS, STATUSES, WHOLE};
use crate::dimension::{self, Category, CategoryId, Dimension};
use crate::measure::{Measure, MeasureVersion};
use crate::surface;
use crate::value::Value;

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Cell<'a> {
    /// Nothing is known; never zero.
    Empty,
    Text(&'a str),
    Whole(i64),
    Number(f64),
    Day(Date),
    /// To the second.
    Moment(Timestamp),
}

impl<'a> Cell<'a> {
    fn number(value: Option<f64>) -> Self {
        value.map_or(Self::Empty, Self::Number)
    }

    fn text(text: &'a str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

/// Categories whose values are in memory at once.
const AT_ONCE: usize = 1_000;

/// All that is shown of one measure to whoever asks, a piece after the other: a tree may have thousands of places.
pub(crate) struct Source {
    measure: Measure,
    /// None as long as the whole was not read.
    dimensions: Option<Vec<Dimension>>,
    /// The dimension and the category that come next.
    next: (usize, usize),
}

/// A piece of it, read in one moment: the whole, or some categories of one dimension.
pub(crate) struct Piece {
    measure: Measure,
    whole: Vec<Value>,
    dimension: Option<Dimension>,
    parts: HashMap<CategoryId, Vec<Value>>,
}

impl Source {
    pub(crate) fn of(measure: Measure) -> Self {
        Self { measure, dimensions: None, next: (0, 0) }
    }

    /// The whole first, then each category of each dimension in its order; `None` at the end.
    pub(crate) async fn next(&mut self, cx: &Context, read: &mut Read) -> Result<Option<Piece>> {
        let measure = self.measure.clone();
        let Some(dimensions) = &self.dimensions else {
            let whole = surface::whole(cx, read, &measure).await?;
            self.dimensions = Some(dimension::store::of_measure(read, cx.initiative()?, measure.id).await?);
            return Ok(Some(Piece { measure, whole, dimension: None, parts: HashMap::new() }));
        };
        let (at, from) = self.next;
        let Some(dimension) = dimensions.get(at) else { return Ok(None) };
        let to = (from + AT_ONCE).min(dimension.categories.len());
        let categories = dimension.categories[from..to].to_vec();
        self.next = if to < dimension.categories.len() { (at, to) } else { (at + 1, 0) };
        let ids: Vec<CategoryId> = categories.iter().map(|category| category.id).collect();
        let parts = surface::parts_of(cx, read, &measure, &ids).await?;
        let dimension = Some(Dimension { categories, ..dimension.clone() });
        Ok(Some(Piece { measure, whole: Vec::new(), dimension, parts }))
    }
}

impl Piece {
    /// Its rows.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let row = |value, part| Row { measure: &self.measure, value, part };
        let whole = self.whole.iter().map(move |value| row(value, None));
        let parts = self.dimension.iter().flat_map(move |dimension| {
            dimension.categories.iter().flat_map(move |category| {
                let values = self.parts.get(&category.id).into_iter().flatten();
                values.map(move |value| row(value, Some((dimension, category))))
            })
        });
        whole.chain(parts)
    }
}

/// A value with all that is said beside it.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    pub(crate) measure: &'a Measure,
    pub(crate) value: &'a Value,
    /// Of which category; `None` for the whole.
    pub(crate) part: Option<(&'a Dimension, &'a Category)>,
}

impl<'a> Row<'a> {
    /// The definition that it follows.
    pub(crate) fn version(&self) -> &'a MeasureVersion {
        self.measure.at(&self.value.period)
    }

    /// One of [`STATUSES`].
    pub(crate) fn status(&self) -> &'static str {
        let [complete, partial, hidden, missing] = STATUSES;
        match self.value.pooled() {
            _ if self.value.hidden => hidden,
            None => missing,
            Some(_) if self.value.partial() => partial,
            Some(_) => complete,
        }
    }

    /// The value as people write it: 4 for 4 %.
    pub(crate) fn written(&self) -> Option<f64> {
        self.value.pooled()?.rate(self.version().factor)
    }

    /// A cell for each of [`COLUMNS`].
    pub(crate) fn cells(&self) -> [Cell<'a>; COLUMNS.len()] {
        let (version, value) = (self.version(), self.value);
        let pooled = value.pooled();
        let divided = version.value_kind().is_divided();
        let period: Option<Period> = value.period.parse().ok();
        let day = |day: Option<Date>| day.map_or(Cell::Empty, Cell::Day);
        let (dimension, category, name) = match self.part {
            Some((dimension, category)) => (&*dimension.code, &*category.code, &*category.name),
            None => (WHOLE, WHOLE, ""),
        };
        [
            Cell::Whole(self.measure.number),
            Cell::Text(&self.measure.name),
            Cell::Text(version.value_kind().as_str()),
            Cell::Text(&value.period),
            day(period.map(|period| period.start())),
            day(period.map(|period| period.end())),
            Cell::Text(dimension),
            Cell::Text(category),
            Cell::text(name),
            Cell::number(self.written()),
            Cell::number(value.low),
            Cell::number(value.high),
            value.quality.map_or(Cell::Empty, Cell::Whole),
            Cell::text(&version.unit),
            Cell::number(pooled.map(|pooled| pooled.numerator)),
            Cell::number(pooled.filter(|_| divided).map(|pooled| pooled.denominator)),
            Cell::Number(version.factor),
            Cell::Text(self.status()),
            Cell::Whole(value.reported),
            Cell::Whole(value.expected),
            Cell::Whole(version.number),
            value.updated.map_or(Cell::Empty, Cell::Moment),
        ]
    }
}
