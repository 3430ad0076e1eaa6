//! What happened, in a line chart: over its period, over several, or as a border before one.

use maud::{Markup, html};

use super::line::{Event, LineChart};
use super::plot::Plot;
use super::{Place, at};

impl Plot {
    pub(super) fn line_height(&self) -> f64 {
        self.place.text() * 1.15
    }

    /// Words of events that would cover each other go into lines of their own.
    pub(super) fn event_lines(&self, chart: &LineChart) -> Vec<usize> {
        let mut order: Vec<usize> = (0..chart.events.len()).collect();
        order.sort_by_key(|index| chart.events[*index].at);
        let (mut lines, mut filled) = (vec![0; chart.events.len()], Vec::<f64>::new());
        for index in order {
            let (middle, half) = self.words_of(chart, index, &chart.events[index]);
            let free = filled.iter().position(|end| *end + 8.0 <= middle - half);
            let line = free.unwrap_or(filled.len());
            if line == filled.len() {
                filled.push(0.0);
            }
            filled[line] = middle + half;
            lines[index] = line;
        }
        lines
    }

    /// Where the middle of an event's words is, and half their width.
    fn words_of(&self, chart: &LineChart, index: usize, event: &Event) -> (f64, f64) {
        let half = self.place.text_width(&self.event_words(index, event)) / 2.0;
        let middle = self.event_x(chart, event).clamp(
            half.min(self.place.width() / 2.0),
            (self.place.width() - half).max(self.place.width() / 2.0),
        );
        (middle, half)
    }

    /// On a phone an event's number stands for its words.
    fn event_words(&self, index: usize, event: &Event) -> String {
        if self.place == Place::Wide { event.words.clone() } else { (index + 1).to_string() }
    }

    /// Over its period, over the middle of its periods, or half a step before what begins there.
    fn event_x(&self, chart: &LineChart, event: &Event) -> f64 {
        let x = self.x(chart, event.at);
        match event.until {
            _ if event.border => x - self.half_step(chart),
            Some(until) => f64::midpoint(x, self.x(chart, until)),
            None => x,
        }
    }

    pub(super) fn half_step(&self, chart: &LineChart) -> f64 {
        (self.x(chart, 1) - self.x(chart, 0)) / 2.0
    }

    /// The ground of what went on over some periods.
    pub(super) fn spell(&self, chart: &LineChart, event: &Event) -> Markup {
        let Some(until) = event.until else { return html! {} };
        let half = self.half_step(chart);
        let from = (self.x(chart, event.at) - half).max(self.left);
        let to = (self.x(chart, until) + half).min(self.right);
        html! {
            rect class="spell" x=(at(from)) y=(at(self.top - 10.0)) width=(at(to - from)) height=(at(self.bottom - self.top + 10.0)) {}
        }
    }

    /// An event stands over its point; on a phone only its number does.
    pub(super) fn event(&self, chart: &LineChart, index: usize, event: &Event) -> Markup {
        let x = self.event_x(chart, event);
        let value = chart.points.get(event.at).and_then(|point| point.value);
        let (class, foot) = match value {
            _ if event.border => ("border", self.bottom),
            _ if event.until.is_some() => ("leader", self.top - 10.0),
            Some(value) => ("leader", self.y(value) - 9.0),
            None => ("leader", self.bottom),
        };
        let (middle, _) = self.words_of(chart, index, event);
        let line = self.lines.get(index).map_or(0.0, |line| *line as f64 * self.line_height());
        html! {
            line class=(class) x1=(at(x)) x2=(at(x)) y1=(at(self.top - 16.0 - line)) y2=(at(foot)) {}
            text class="event" dir="auto" x=(at(middle)) y=(at(self.top - 24.0 - line)) text-anchor="middle" {
                (self.event_words(index, event))
            }
        }
    }
}
