//! Pictures of numbers, drawn on the server as SVG, each with its numbers as a table.
//!
//! A picture is drawn twice, for a wide and for a narrow place; the stylesheet shows the one that fits, so that
//! text never falls under 12 px. What is not known is a gap, never a zero.

pub mod ahead;
pub mod alone;
pub mod bars;
pub mod dots;
mod events;
pub mod line;
pub mod opinion;
mod plot;
pub mod scale;
pub mod small;
pub mod spark;

use maud::{Markup, Render, html};

use super::Table;
use crate::text::{Arg, Say};

/// What the numbers of a chart count, and with how many digits they are written.
#[derive(Clone, Debug, PartialEq)]
pub enum Unit {
    /// A share between 0 and 1, written as a percentage with so many digits.
    Share(usize),
    /// A bare number with so many digits.
    Number(usize),
    /// A number with so many digits and its unit in the reader's language: "minutes".
    Named(usize, String),
}

impl Unit {
    /// A value in words, with its unit.
    pub fn words(&self, say: &Say, value: f64) -> String {
        match self {
            Self::Share(digits) => say.percent(value, *digits),
            Self::Number(digits) => say.number(value, *digits),
            Self::Named(digits, unit) => format!("{} {unit}", say.number(value, *digits)),
        }
    }

    /// The smallest step that values are written in.
    fn finest(&self) -> f64 {
        let digits = match self {
            Self::Share(digits) => digits + 2,
            Self::Number(digits) | Self::Named(digits, _) => *digits,
        };
        10_f64.powi(-(digits as i32))
    }

    /// A value at an axis: no more digits than its step needs, the unit only if it is one sign.
    fn tick(&self, say: &Say, value: f64, step: f64) -> String {
        match self {
            Self::Share(_) => say.percent(value, scale::digits(step * 100.0)),
            Self::Number(_) | Self::Named(..) => say.number(value, scale::digits(step)),
        }
    }

    /// What an axis needs to say besides its numbers.
    fn axis(&self) -> Option<&str> {
        match self {
            Self::Named(_, unit) => Some(unit),
            Self::Share(_) | Self::Number(_) => None,
        }
    }
}

/// A value in words, or that it is not known.
pub fn value_words(say: &Say, unit: &Unit, value: Option<f64>) -> String {
    value.map_or_else(|| say.t("look-no-value"), |value| unit.words(say, value))
}

/// The frame of a picture: both drawings, the line under it, the numbers as a table, and further ways on.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The drawing for a wide place, see [`svg`].
    pub wide: Markup,
    /// The drawing for a phone.
    pub narrow: Markup,
    /// The same numbers as a table.
    pub table: Table,
    /// Period, definition, coverage, last update.
    pub caption: Markup,
    /// Further links: where it comes from, question it.
    pub links: Vec<Markup>,
}

impl Frame {
    /// The figure.
    pub fn draw(&self, say: &Say) -> Markup {
        html! {
            figure.chart {
                div.drawing { (self.wide) (self.narrow) }
                figcaption {
                    @if !self.caption.0.is_empty() { p.small { (self.caption) } }
                    details.twin {
                        summary { (say.t("look-show-table")) }
                        (self.table.draw())
                    }
                    @for link in &self.links { span.way { (link) } }
                }
            }
        }
    }
}

/// Which of the two drawings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// 820 units wide.
    Wide,
    /// 360 units wide.
    Narrow,
}

impl Place {
    /// Width in units.
    pub fn width(self) -> f64 {
        match self {
            Self::Wide => 820.0,
            Self::Narrow => 360.0,
        }
    }

    /// The largest size its text is drawn with, in units: `chart.css` enlarges text where the drawing shrinks.
    pub fn text(self) -> f64 {
        match self {
            Self::Wide => 18.2,
            Self::Narrow => 17.0,
        }
    }

    /// How wide some words may become, in units.
    pub fn text_width(self, words: &str) -> f64 {
        words.chars().count() as f64 * self.text() * 0.56
    }

    fn class(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Narrow => "narrow",
        }
    }
}

/// A drawing with its title and description for those who cannot see it. `id` must be its own on the page.
pub fn svg(place: Place, id: &str, height: f64, title: &str, description: &str, body: impl Render) -> Markup {
    let id = format!("{id}-{}", place.class());
    html! {
        svg.(place.class()) viewBox={ "0 0 " (at(place.width())) " " (at(height)) } role="img"
            aria-labelledby={ (id) "-t " (id) "-d" } {
            title id={ (id) "-t" } { (title) }
            desc id={ (id) "-d" } { (description) }
            (body)
        }
    }
}

/// A coordinate with at most one decimal.
pub(crate) fn at(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}

/// "from 11.5 % to 4.0 %": the two ends of a series in words.
pub(crate) fn from_to(say: &Say, unit: &Unit, values: &[Option<f64>]) -> String {
    let mut known = values.iter().flatten();
    match (known.next(), known.next_back()) {
        (Some(first), Some(last)) => say.with(
            "look-from-to",
            &[("from", Arg::from(unit.words(say, *first))), ("to", Arg::from(unit.words(say, *last)))],
        ),
        (Some(only), None) => unit.words(say, *only),
        _ => say.t("look-no-value"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_short() {
        assert_eq!(at(12.0), "12");
        assert_eq!(at(12.345), "12.3");
        assert_eq!(at(-0.25), "-0.2");
    }
}
