//! A line as small as a word: where it went, and where it is.

use maud::{Markup, html};

use super::{Unit, at, from_to};
use crate::look::Standing;
use crate::text::Say;

const WIDTH: f64 = 136.0;
const HEIGHT: f64 = 36.0;
const PAD: f64 = 5.0;

/// A spark of values in order of time; the last known one is marked by how it stands. The numbers must stand
/// beside it, the spark itself only says its two ends.
pub fn spark(say: &Say, unit: &Unit, values: &[Option<f64>], standing: Standing) -> Markup {
    let Some((path, (x, y))) = trace(values) else {
        return html! { span.spark.none { (say.t("look-no-value")) } };
    };
    html! {
        svg.spark viewBox={ "0 0 " (at(WIDTH)) " " (at(HEIGHT)) } width=(at(WIDTH)) height=(at(HEIGHT)) role="img"
            aria-label=(from_to(say, unit, values)) {
            path class="run" d=(path) {}
            (super::plot::point(standing, x, y, 4.0))
        }
    }
}

/// The path, broken where a value is missing, and the place of the last known value.
fn trace(values: &[Option<f64>]) -> Option<(String, (f64, f64))> {
    let low = values.iter().flatten().copied().reduce(f64::min)?;
    let high = values.iter().flatten().copied().reduce(f64::max)?;
    let apart = (WIDTH - 2.0 * PAD) / (values.len().max(2) - 1) as f64;
    let extent = if high > low { high - low } else { 1.0 };
    let place = |index: usize, value: f64| {
        (PAD + index as f64 * apart, HEIGHT - PAD - (value - low) / extent * (HEIGHT - 2.0 * PAD))
    };
    let points: Vec<Option<(f64, f64)>> =
        values.iter().enumerate().map(|(i, value)| value.map(|v| place(i, v))).collect();
    let last = points.iter().rev().flatten().next().copied()?;
    Some((super::plot::path(&points), last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_value_breaks_the_line() {
        let (path, _) = trace(&[Some(1.0), Some(2.0), None, Some(3.0), Some(2.0)]).unwrap();
        assert_eq!(path.matches('M').count(), 2, "{path}");
        assert!(trace(&[None, None]).is_none());
    }

    #[test]
    fn the_mark_stands_at_the_last_known_value() {
        let (_, (x, y)) = trace(&[Some(4.0), Some(8.0), None]).unwrap();
        assert!((x - WIDTH / 2.0).abs() < 1e-9);
        assert!((y - PAD).abs() < 1e-9, "the highest value lies at the top");
    }
}
