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

/// All that is shown of one measure to whoever asks.
pub(crate) struct Subject {
    pub(crate) measure: Measure,
    whole: Vec<Value>,
    parts: Vec<(Dimension, HashMap<CategoryId, Vec<Value>>)>,
}

/// What is shown of a measure, read in one moment.
pub(crate) async fn rows(cx: &Context, read: &mut Read, measure: Measure) -> Result<Subject> {
    let whole = surface::whole(cx, read, &measure).await?;
    let mut parts = Vec::new();
    for dimension in dimension::store::of_measure(read, cx.initiative()?, measure.id).await? {
        let values = surface::parts(cx, read, &measure, &dimension).await?;
        parts.push((dimension, values));
    }
    Ok(Subject { measure, whole, parts })
}

impl Subject {
    /// Every row: the whole first, then each category of each dimension in its order.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let row = |value, part| Row { measure: &self.measure, value, part };
        let whole = self.whole.iter().map(move |value| row(value, None));
        let parts = self.parts.iter().flat_map(move |(dimension, values)| {
            dimension.categories.iter().flat_map(move |category| {
                let values = values.get(&category.id).into_iter().flatten();
                values.map(move |value| row(value, Some((dimension, category))))
            })
        });
        whole.chain(parts)
    }

    /// The first and the last period that anything is said of.
    pub(crate) fn span(&self) -> Option<(&str, &str)> {
        Some((&self.whole.first()?.period, &self.whole.last()?.period))
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
