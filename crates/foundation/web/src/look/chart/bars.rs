//! Amounts by name. The chart is a table whose middle column is drawn, so its numbers need no second table for
//! those who listen; the folded one is there to copy.

use maud::{Markup, html};

use super::{Unit, at, value_words};
use crate::look::Table;
use crate::text::{Arg, Say};

/// One bar.
#[derive(Clone, Debug)]
pub struct Bar {
    /// Whose amount.
    pub name: String,
    /// How much; none when not known.
    pub value: Option<f64>,
    /// A line in small under the name: n, coverage.
    pub note: String,
}

/// Bars from zero, by name. `target` draws a line across all of them.
#[derive(Clone, Debug)]
pub struct Bars {
    /// What they show, and of when.
    pub title: String,
    /// The heading of the names.
    pub names: String,
    /// The heading of the amounts.
    pub amounts: String,
    /// What is counted.
    pub unit: Unit,
    /// The bars.
    pub bars: Vec<Bar>,
    /// A value all of them aim at.
    pub target: Option<f64>,
    /// Period, definition, coverage, last update.
    pub caption: Markup,
}

impl Bars {
    /// The figure.
    pub fn draw(&self, say: &Say) -> Markup {
        let mut bars: Vec<&Bar> = self.bars.iter().collect();
        bars.sort_by_cached_key(|bar| bar.name.to_lowercase());
        let longest = bars.iter().filter_map(|bar| bar.value).chain(self.target).fold(0.0, f64::max);
        html! {
            figure.chart.bars {
                p.chart-title { (self.title) }
                ul role="list" { @for bar in &bars { (self.bar(say, bar, longest)) } }
                figcaption {
                    p.small {
                        @if let Some(target) = self.target {
                            span.key { (say.with("look-target-line", &[("value", Arg::from(self.unit.words(say, target)))])) } " "
                        }
                        (self.caption)
                    }
                    details.twin { summary { (say.t("look-show-table")) } (self.table(say, &bars)) }
                }
            }
        }
    }

    fn bar(&self, say: &Say, bar: &Bar, longest: f64) -> Markup {
        html! {
            li {
                span.name dir="auto" { (bar.name) @if !bar.note.is_empty() { " " small { (bar.note) } } }
                span.value.missing[bar.value.is_none()] { (value_words(say, &self.unit, bar.value)) }
                svg height="14" aria-hidden="true" focusable="false" {
                    rect class="well" x="0" y="6" width="100%" height="2" {}
                    @if let Some(value) = bar.value { rect class="amount" x="0" y="0" width=(percent(value, longest)) height="14" rx="2" {} }
                    @if let Some(target) = self.target {
                        @let x = percent(target, longest);
                        line class="halo" x1=(x) x2=(x) y1="0" y2="14" {}
                        line class="target" x1=(x) x2=(x) y1="0" y2="14" {}
                    }
                }
            }
        }
    }

    fn table(&self, say: &Say, bars: &[&Bar]) -> Markup {
        bars.iter()
            .fold(Table::new(&self.title).column(&self.names).number(&self.amounts), |table, bar| {
                let value = value_words(say, &self.unit, bar.value);
                table.row([html! { span dir="auto" { (bar.name) } }, html! { (value) }])
            })
            .draw()
    }
}

/// A length as part of the longest, at most all of it; nothing below zero.
fn percent(value: f64, longest: f64) -> String {
    let share = if longest > 0.0 { (value / longest).clamp(0.0, 1.0) } else { 0.0 };
    format!("{}%", at(share * 100.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_parts_of_the_longest() {
        assert_eq!(percent(5.0, 10.0), "50%");
        assert_eq!(percent(-1.0, 10.0), "0%");
        assert_eq!(percent(0.0, 0.0), "0%");
    }
}
