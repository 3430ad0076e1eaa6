//! A measure over time: the run of its values, what is usual for it, where it should go, what happened.

use maud::{Markup, PreEscaped, html};

use super::plot::Plot;
use super::{Frame, Place, Unit, from_to, svg, value_words};
use crate::look::{Standing, Table};
use crate::text::{Arg, Say};

/// One period.
#[derive(Clone, Debug)]
pub struct Point {
    /// The period, short: "2018", "Mar".
    pub label: String,
    /// Its value; none where nothing is known, which leaves a gap.
    pub value: Option<f64>,
    /// Whether it is a signal, and which way.
    pub standing: Standing,
}

/// What is usual over some periods: the mean, and the limits once they can be drawn.
#[derive(Clone, Copy, Debug)]
pub struct Usual {
    /// Index of the first period it holds for.
    pub from: usize,
    /// Index of the last.
    pub to: usize,
    /// The mean.
    pub mean: f64,
    /// Lower and upper limit.
    pub limits: Option<(f64, f64)>,
}

/// Something that happened.
#[derive(Clone, Debug)]
pub struct Event {
    /// Index of the period.
    pub at: usize,
    /// In few words.
    pub words: String,
}

/// A chart of one measure over time. Finish with [`LineChart::draw`].
#[derive(Clone, Debug)]
pub struct LineChart {
    id: String,
    title: String,
    description: String,
    pub(super) unit: Unit,
    pub(super) points: Vec<Point>,
    pub(super) usual: Vec<Usual>,
    pub(super) target: Option<f64>,
    pub(super) events: Vec<Event>,
    pub(super) from_zero: bool,
    periods: String,
    caption: Markup,
    links: Vec<Markup>,
}

impl LineChart {
    /// A chart without points. `id` is its own on the page; the title says what and where.
    pub fn new(id: impl Into<String>, title: impl Into<String>, unit: Unit) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            description: String::new(),
            unit,
            points: Vec::new(),
            usual: Vec::new(),
            target: None,
            events: Vec::new(),
            from_zero: false,
            periods: String::new(),
            caption: PreEscaped(String::new()),
            links: Vec::new(),
        }
    }

    /// The sentence that says what the picture shows, for those who cannot see it.
    pub fn description(mut self, sentence: impl Into<String>) -> Self {
        self.description = sentence.into();
        self
    }

    /// A period with its value.
    pub fn point(mut self, label: impl Into<String>, value: Option<f64>, standing: Standing) -> Self {
        self.points.push(Point { label: label.into(), value, standing });
        self
    }

    /// What is usual over some periods; call again where a new baseline begins.
    pub fn usual(mut self, usual: Usual) -> Self {
        self.usual.push(usual);
        self
    }

    /// Where it should go.
    pub fn target(mut self, value: f64) -> Self {
        self.target = Some(value);
        self
    }

    /// Something that happened in a period.
    pub fn event(mut self, at: usize, words: impl Into<String>) -> Self {
        self.events.push(Event { at, words: words.into() });
        self
    }

    /// Begins the axis at zero.
    pub fn from_zero(mut self) -> Self {
        self.from_zero = true;
        self
    }

    /// The heading of the periods in the table; "Period" if not said.
    pub fn periods(mut self, heading: impl Into<String>) -> Self {
        self.periods = heading.into();
        self
    }

    /// The line under the picture: period, definition, coverage, last update.
    pub fn caption(mut self, caption: Markup) -> Self {
        self.caption = caption;
        self
    }

    /// A further way on: where it comes from, question it.
    pub fn link(mut self, link: Markup) -> Self {
        self.links.push(link);
        self
    }

    /// The figure with both drawings and the table.
    pub fn draw(&self, say: &Say) -> Markup {
        if self.points.iter().all(|point| point.value.is_none()) {
            return html! { p.chart.none { (say.t("look-no-values-yet")) } };
        }
        let frame = Frame {
            wide: self.drawing(say, Place::Wide),
            narrow: html! { (self.drawing(say, Place::Narrow)) (self.event_list()) },
            table: self.table(say),
            caption: self.caption.clone(),
            links: self.links.clone(),
        };
        frame.draw(say)
    }

    fn drawing(&self, say: &Say, place: Place) -> Markup {
        let plot = Plot::of(self, say, place);
        let description = if self.description.is_empty() {
            from_to(say, &self.unit, &self.values())
        } else {
            self.description.clone()
        };
        svg(place, &self.id, plot.height, &self.title, &description, plot.draw(self, say))
    }

    pub(super) fn values(&self) -> Vec<Option<f64>> {
        self.points.iter().map(|point| point.value).collect()
    }

    /// On a phone events are numbered in the drawing and written out under it.
    fn event_list(&self) -> Markup {
        html! { @if !self.events.is_empty() { ol.events { @for event in &self.events { li { (event.words) } } } } }
    }

    fn table(&self, say: &Say) -> Table {
        let periods = if self.periods.is_empty() { say.t("look-period") } else { self.periods.clone() };
        let table =
            Table::new(&self.title).column(periods).number(say.t("look-value")).column(say.t("look-remark"));
        self.points.iter().enumerate().fold(table, |table, (index, point)| {
            let signal = match point.standing {
                Standing::Better => Some(say.t("look-signal-better")),
                Standing::Worse => Some(say.t("look-signal-worse")),
                _ => None,
            };
            let events =
                self.events.iter().filter(|event| event.at == index).map(|event| event.words.clone());
            let remarks: Vec<String> = signal.into_iter().chain(events).collect();
            table.row([point.label.clone(), value_words(say, &self.unit, point.value), remarks.join("; ")])
        })
    }

    /// The labels at the end of the lines: value, words, class.
    pub(super) fn ends(&self, say: &Say) -> Vec<(f64, String, &'static str)> {
        let mut ends = Vec::new();
        if let Some(last) = self.points.iter().rev().find_map(|point| point.value) {
            ends.push((last, self.unit.words(say, last), "now"));
        }
        if let Some(usual) = self.usual.last() {
            let bare = |value| self.unit.tick(say, value, self.fine());
            ends.push((
                usual.mean,
                say.with("look-mean", &[("value", Arg::from(bare(usual.mean)))]),
                "usual",
            ));
            if let Some((low, high)) = usual.limits {
                ends.push((low, bare(low), "usual"));
                ends.push((high, bare(high), "usual"));
            }
        }
        if let Some(target) = self.target {
            let words = self.unit.tick(say, target, self.fine());
            ends.push((target, say.with("look-target", &[("value", Arg::from(words))]), "aim"));
        }
        ends
    }

    /// The step that makes end labels as exact as the values are written.
    fn fine(&self) -> f64 {
        match &self.unit {
            Unit::Share(digits) => 10_f64.powi(-2 - i32::try_from(*digits).unwrap_or(0)),
            Unit::Number(digits) | Unit::Named(digits, _) => {
                10_f64.powi(-i32::try_from(*digits).unwrap_or(0))
            }
        }
    }
}
