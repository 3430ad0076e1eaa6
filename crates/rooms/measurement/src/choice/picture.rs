//! One power of a measure, in words and as a picture as small as a word.

use maud::{Markup, html};
use signals::choice::{Level, Power};
use web::text::Say;

/// The drawing's width and height; three bars stand in it.
const WIDTH: f64 = 78.0;
const HEIGHT: f64 = 26.0;

/// The median in words: "high", or "between medium and high".
pub(crate) fn words(say: &Say, power: &Power) -> String {
    let level = |number: f64| {
        let level = Level::of(number as i64).unwrap_or(Level::Medium);
        say.t(&format!("choice-level-{}", super::word(level)))
    };
    if power.median.fract() == 0.0 {
        level(power.median)
    } else {
        let between =
            [("low", level(power.median.floor()).into()), ("high", level(power.median.ceil()).into())];
        say.with("choice-between", &between)
    }
}

/// How the answers lie: "all say the same", "from low to high".
fn spread(say: &Say, power: &Power) -> String {
    let (low, high) = power.spread();
    let word = |level: Level| say.t(&format!("choice-level-{}", super::word(level)));
    if low == high {
        return say.t("choice-agreed");
    }
    let key = if power.is_divided() { "choice-divided" } else { "choice-spread" };
    say.with(key, &[("low", word(low).into()), ("high", word(high).into())])
}

/// The cell of a table: median, picture, spread.
pub(crate) fn cell(say: &Say, power: &Power) -> Markup {
    html! {
        span.power {
            b { (words(say, power)) }
            (bars(power))
            small { (spread(say, power)) }
        }
    }
}

/// How many said low, medium, high; a dot marks the median. The words beside it say the same.
fn bars(power: &Power) -> Markup {
    let most = power.said.iter().copied().max().unwrap_or(1).max(1) as f64;
    let apart = WIDTH / 3.0;
    let base = HEIGHT - 7.0;
    let middle = |place: f64| (place - 0.5) * apart;
    html! {
        svg.powers width=(WIDTH) height=(HEIGHT) viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } aria-hidden="true" focusable="false" {
            rect.well x="0" y=(base) width=(WIDTH) height="1" {}
            @for (at, said) in power.said.iter().enumerate() {
                @let tall = *said as f64 / most * (base - 1.0);
                rect.amount x=(format!("{:.1}", at as f64 * apart + 3.0)) y=(format!("{:.1}", base - tall))
                    width=(format!("{:.1}", apart - 6.0)) height=(format!("{tall:.1}")) rx="1" {}
            }
            circle.point cx=(format!("{:.1}", middle(power.median))) cy=(base + 4.0) r="3" {}
        }
    }
}

/// The same as numbers: "1, 2 and 4 say low, medium and high".
pub(crate) fn counts(say: &Say, power: &Power) -> String {
    let [low, medium, high] = power.said.map(|said| (said as i64).into());
    say.with("choice-counts", &[("low", low), ("medium", medium), ("high", high)])
}
