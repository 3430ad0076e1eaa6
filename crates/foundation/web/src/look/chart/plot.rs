//! Where the parts of a line chart lie in one of its two drawings.

use maud::{Markup, html};

use super::line::{LineChart, Point, Usual};
use super::scale::{Scale, every, spread};
use super::{Place, ahead, at, value_words};
use crate::look::Standing;
use crate::text::Say;

/// Where things lie in one drawing, in its units.
pub(super) struct Plot {
    pub(super) place: Place,
    pub(super) height: f64,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    scale: Scale,
    /// Which line the words of each event stand in: 0 is nearest to the drawing.
    pub(super) lines: Vec<usize>,
}

impl Plot {
    pub(super) fn of(chart: &LineChart, say: &Say, place: Place) -> Self {
        let limits =
            chart.usual.iter().flat_map(|usual| usual.limits.into_iter().flat_map(|(low, high)| [low, high]));
        let means = chart.usual.iter().map(|usual| usual.mean);
        let fan = chart.fan.iter().flat_map(ahead::Fan::values);
        let way = chart.way.iter().map(|(_, value)| *value);
        let target = chart.target.filter(|_| chart.way.is_empty());
        let known = chart.values().into_iter().flatten();
        let all: Vec<f64> = known.chain(limits).chain(means).chain(target).chain(fan).chain(way).collect();
        let low = if chart.from_zero { 0.0 } else { all.iter().copied().fold(f64::INFINITY, f64::min) };
        let high = all.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        // What is counted or shared is never below nothing: a limit that is, is cut there.
        let low = if chart.values().iter().flatten().all(|value| *value >= 0.0) { low.max(0.0) } else { low };
        let (height, wanted) = if place == Place::Wide { (380.0, 5) } else { (300.0, 4) };
        let scale = Scale::nice(low, high, wanted).no_finer(chart.unit.finest());
        let widest =
            |words: Vec<String>| words.iter().map(|words| place.text_width(words)).fold(0.0, f64::max);
        let ticks =
            widest(scale.ticks().into_iter().map(|tick| chart.unit.tick(say, tick, scale.step)).collect());
        let ends = widest(chart.ends(say, place).into_iter().map(|(_, words, _)| words).collect());
        let mut plot = Self {
            place,
            height,
            left: ticks + 12.0,
            right: place.width() - ends - 14.0,
            top: if chart.events.is_empty() && chart.unit.axis().is_none() { 18.0 } else { 46.0 },
            bottom: height - 34.0,
            scale,
            lines: Vec::new(),
        };
        plot.lines = plot.event_lines(chart);
        // Lines of words are put above the drawing, which keeps its own height.
        let more = plot.lines.iter().max().map_or(0.0, |line| *line as f64 * plot.line_height());
        plot.top += more;
        plot.bottom += more;
        plot.height += more;
        plot
    }

    /// Everything inside the drawing, what lies behind first.
    pub(super) fn draw(&self, chart: &LineChart, say: &Say) -> Markup {
        html! {
            @for event in &chart.events { (self.spell(chart, event)) }
            (self.axes(chart, say))
            @if let Some(fan) = &chart.fan { (fan.draw(self, chart)) }
            @for usual in &chart.usual { (self.usual(chart, usual)) }
            @if !chart.way.is_empty() { (ahead::way(self, chart, &chart.way)) }
            @else if let Some(target) = chart.target { (self.level("target", target, self.left, self.right)) }
            path class="run" d=(path(&self.places(chart))) {}
            @for (index, event) in chart.events.iter().enumerate() { (self.event(chart, index, event)) }
            @for (point, spot) in chart.points.iter().zip(self.places(chart)) { (self.point(say, chart, point, spot)) }
            @for (index, _) in chart.points.iter().enumerate().filter(|(_, point)| point.hidden) {
                text class="hidden" x=(at(self.x(chart, index))) y=(at(self.bottom - 8.0)) text-anchor="middle" { "‡" }
            }
            (self.now(chart, say))
            (self.end_labels(chart, say))
        }
    }

    /// Beside the latest point, where something lies ahead of it.
    fn now(&self, chart: &LineChart, say: &Say) -> Markup {
        let last = chart.last().filter(|last| last + 1 < chart.points.len());
        let spot = last.and_then(|last| Some((self.x(chart, last), chart.points[last].value?)));
        html! {
            @if let Some((x, value)) = spot {
                @let y = self.y(value);
                @let y = if self.free_above(chart, value, y) { y - 14.0 } else { y + 14.0 + self.place.text() * 0.7 };
                text class="now" x=(at(x)) y=(at(y)) text-anchor="middle" { (chart.unit.words(say, value)) }
            }
        }
    }

    /// Whether nothing is drawn just above the latest point.
    fn free_above(&self, chart: &LineChart, value: f64, y: f64) -> bool {
        let expected = chart.fan.as_ref().zip(chart.last()).and_then(|(fan, last)| fan.of(last));
        y - self.top > 40.0 && expected.is_none_or(|step| step.likely <= value)
    }

    pub(super) fn x(&self, chart: &LineChart, index: usize) -> f64 {
        let last = chart.points.len().max(2) - 1;
        self.left + 8.0 + index as f64 * (self.right - self.left - 16.0) / last as f64
    }

    pub(super) fn y(&self, value: f64) -> f64 {
        self.scale.place(value.clamp(self.scale.low, self.scale.high), self.bottom, self.top)
    }

    fn places(&self, chart: &LineChart) -> Vec<Option<(f64, f64)>> {
        let place =
            |(index, point): (usize, &Point)| point.value.map(|value| (self.x(chart, index), self.y(value)));
        chart.points.iter().enumerate().map(place).collect()
    }

    fn axes(&self, chart: &LineChart, say: &Say) -> Markup {
        let widest = chart.points.iter().map(|point| self.place.text_width(&point.label)).fold(0.0, f64::max);
        let each = every(chart.points.len(), widest + 10.0, self.right - self.left - 16.0);
        let last = chart.points.len() - 1;
        html! {
            @for tick in self.scale.ticks() {
                @let y = at(self.y(tick));
                line.axis.base[tick == self.scale.low] x1=(at(self.left)) x2=(at(self.right)) y1=(y) y2=(y) {}
                text x=(at(self.left - 8.0)) y=(y) dy=".35em" text-anchor="end" { (chart.unit.tick(say, tick, self.scale.step)) }
            }
            @if let Some(unit) = chart.unit.axis() { text x="0" y="16" { (unit) } }
            // Counted from the end, so that the latest period always has its label.
            @for (index, point) in chart.points.iter().enumerate().filter(|(index, _)| (last - index).is_multiple_of(each)) {
                text x=(at(self.x(chart, index))) y=(at(self.height - 10.0)) text-anchor="middle" { (point.label) }
            }
        }
    }

    /// From half a step before its first period to half a step after its last.
    fn usual(&self, chart: &LineChart, usual: &Usual) -> Markup {
        let half = self.half_step(chart);
        let last = chart.points.len() - 1;
        let from = if usual.from == 0 { self.left } else { self.x(chart, usual.from) - half };
        let to = if usual.to >= last { self.right } else { self.x(chart, usual.to) + half };
        html! {
            @if let Some((low, high)) = usual.limits { @for limit in [low, high] { (self.level("limit", limit, from, to)) } }
            (self.level("mean", usual.mean, from, to))
        }
    }

    fn level(&self, class: &str, value: f64, from: f64, to: f64) -> Markup {
        let y = at(self.y(value));
        html! { line class=(class) x1=(at(from)) x2=(at(to)) y1=(y) y2=(y) {} }
    }

    fn point(&self, say: &Say, chart: &LineChart, measured: &Point, spot: Option<(f64, f64)>) -> Markup {
        html! {
            @if let Some((x, y)) = spot {
                g {
                    title { (measured.label) ": " (value_words(say, &chart.unit, measured.value)) }
                    (point(measured.standing, x, y, if self.place == Place::Wide { 5.0 } else { 4.0 }))
                }
            }
        }
    }

    fn end_labels(&self, chart: &LineChart, say: &Say) -> Markup {
        let ends = chart.ends(say, self.place);
        let wanted: Vec<f64> = ends.iter().map(|(value, ..)| self.y(*value)).collect();
        let spots = spread(&wanted, self.place.text() * 1.08, self.top, self.bottom);
        html! {
            @for ((_, words, class), y) in ends.iter().zip(spots) {
                text class=(class) x=(at(self.right + 10.0)) y=(at(y)) dy=".35em" { (words) }
            }
        }
    }
}

/// A line through the known places, lifted where one is missing.
pub(super) fn path(places: &[Option<(f64, f64)>]) -> String {
    let mut d = String::new();
    let mut pen = 'M';
    for place in places {
        pen = match place {
            Some((x, y)) => {
                d.extend([pen.to_string(), at(*x), " ".to_owned(), at(*y)]);
                'L'
            }
            None => 'M',
        };
    }
    d
}

/// A mark: a square for better, a diamond for worse, a disc for the rest.
pub(super) fn point(standing: Standing, x: f64, y: f64, radius: f64) -> Markup {
    let side = radius * 1.8;
    match standing {
        Standing::Better => html! {
            rect class="point better" x=(at(x - side / 2.0)) y=(at(y - side / 2.0)) width=(at(side)) height=(at(side)) rx="1" {}
        },
        Standing::Worse => {
            let reach = radius * 1.4;
            let corners = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)];
            html! { polygon class="point worse" points=(corners.map(|(x, y)| format!("{},{}", at(x), at(y))).join(" ")) {} }
        }
        _ => html! { circle class="point" cx=(at(x)) cy=(at(y)) r=(at(radius)) {} },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_lifted_over_a_gap() {
        let d = path(&[Some((0.0, 1.0)), Some((1.0, 2.0)), None, Some((3.0, 1.5))]);
        assert_eq!(d, "M0 1L1 2M3 1.5");
    }

    #[test]
    fn marks_differ_in_shape() {
        let shape = |standing| point(standing, 5.0, 5.0, 5.0).into_string();
        assert!(shape(Standing::Better).starts_with("<rect"));
        assert!(shape(Standing::Worse).starts_with("<polygon"));
        assert!(shape(Standing::Plain).starts_with("<circle"));
    }
}
