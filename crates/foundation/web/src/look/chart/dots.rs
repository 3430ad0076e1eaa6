//! Groups on one line of values: a mark each with the range it may lie in, and a rule where they are compared with.

use maud::{Markup, html};

use super::{Unit, at, value_words};
use crate::look::Table;
use crate::text::{Arg, Say};

/// One group.
#[derive(Clone, Debug)]
pub struct Dot {
    /// Whose value.
    pub name: String,
    /// The value; none where it is not known.
    pub value: Option<f64>,
    /// The range it may lie in by chance.
    pub range: Option<(f64, f64)>,
    /// Whether it is known and not shown.
    pub hidden: bool,
    /// A line in small: of how many.
    pub note: String,
    /// Whether the others are compared with it.
    pub reference: bool,
}

/// Groups in the order they are given, which is that of the dimension, never that of their values.
#[derive(Clone, Debug)]
pub struct Dots {
    /// What they show, and of when.
    pub title: String,
    /// The heading of the names.
    pub names: String,
    /// The heading of the values.
    pub values: String,
    /// What is counted.
    pub unit: Unit,
    /// The groups.
    pub dots: Vec<Dot>,
    /// The value of all together.
    pub whole: Option<f64>,
    /// Period, definition, coverage.
    pub caption: Markup,
}

impl Dots {
    /// The figure.
    pub fn draw(&self, say: &Say) -> Markup {
        let ends = |dot: &Dot| [dot.value, dot.range.map(|range| range.0), dot.range.map(|range| range.1)];
        let all = || self.dots.iter().flat_map(ends).chain([self.whole]).flatten();
        let (low, high) = (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max));
        let scale = (low, if high > low { high } else { low + 1.0 });
        html! {
            figure.chart.dots {
                p.chart-title { (self.title) }
                ul role="list" { @for dot in &self.dots { (self.dot(say, dot, scale)) } }
                figcaption {
                    p.small {
                        @if let Some(whole) = self.whole {
                            span.key { (say.with("look-whole-line", &[("value", Arg::from(self.unit.words(say, whole)))])) } " "
                        }
                        (self.caption)
                    }
                    details.twin { summary { (say.t("look-show-table")) } (self.table(say)) }
                }
            }
        }
    }

    fn dot(&self, say: &Say, dot: &Dot, scale: (f64, f64)) -> Markup {
        html! {
            li {
                span.name dir="auto" { (dot.name) @if !dot.note.is_empty() { " " small { (dot.note) } } }
                span.value.missing[dot.value.is_none()] { (self.words(say, dot)) }
                svg height="18" aria-hidden="true" focusable="false" {
                    line class="axis" x1="0" x2="100%" y1="9" y2="9" {}
                    @if let Some(whole) = self.whole {
                        @let x = percent(whole, scale);
                        line class="whole" x1=(x) x2=(x) y1="0" y2="18" {}
                    }
                    @if let Some((low, high)) = dot.range {
                        line class="range" x1=(percent(low, scale)) x2=(percent(high, scale)) y1="9" y2="9" {}
                    }
                    @if let Some(value) = dot.value {
                        circle.dot.reference[dot.reference] cx=(percent(value, scale)) cy="9" r="5.5" {}
                    }
                }
            }
        }
    }

    fn words(&self, say: &Say, dot: &Dot) -> String {
        if dot.hidden { say.t("look-hidden") } else { value_words(say, &self.unit, dot.value) }
    }

    fn table(&self, say: &Say) -> Markup {
        let table = Table::new(&self.title)
            .column(&self.names)
            .number(&self.values)
            .number(say.t("look-range-head"))
            .column(say.t("look-remark"));
        self.dots
            .iter()
            .fold(table, |table, dot| {
                let range = dot.range.map_or_else(String::new, |(low, high)| {
                    let words = |value: f64| Arg::from(self.unit.words(say, value));
                    say.with("look-range", &[("low", words(low)), ("high", words(high))])
                });
                table.row([dot.name.clone(), self.words(say, dot), range, dot.note.clone()])
            })
            .draw()
    }
}

/// Where a value lies, as part of the whole width, a little inside both ends.
fn percent(value: f64, (low, high): (f64, f64)) -> String {
    format!("{}%", at(3.0 + (value - low) / (high - low) * 94.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_lie_between_the_lowest_and_the_highest() {
        assert_eq!(percent(2.0, (2.0, 4.0)), "3%");
        assert_eq!(percent(3.0, (2.0, 4.0)), "50%");
        assert_eq!(percent(4.0, (2.0, 4.0)), "97%");
    }
}
