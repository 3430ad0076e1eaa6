//! A measure over time: the run of its values, what is usual for it, where it should go, what happened.

use maud::{Markup, PreEscaped, html};

use super::ahead::Fan;
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
    /// Whether it is known and not shown, to protect people: a gap with a sign.
    pub hidden: bool,
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
    /// Whether what stands for the mean is a median.
    pub median: bool,
}

/// Something that happened.
#[derive(Clone, Debug)]
pub struct Event {
    /// Index of the period.
    pub at: usize,
    /// In few words.
    pub words: String,
    /// The index of its last period, if it lasted longer.
    pub until: Option<usize>,
    /// Whether something begins there that cannot be compared with before: a line across the whole drawing.
    pub border: bool,
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
    pub(super) fan: Option<Fan>,
    pub(super) way: Vec<(usize, f64)>,
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
            fan: None,
            way: Vec::new(),
            from_zero: false,
            periods: String::new(),
            caption: PreEscaped(String::new()),
            links: Vec::new(),
        }
    }

    /// Another title.
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// The sentence that says what the picture shows, for those who cannot see it.
    pub fn description(mut self, sentence: impl Into<String>) -> Self {
        self.description = sentence.into();
        self
    }

    /// A period with its value.
    pub fn point(mut self, label: impl Into<String>, value: Option<f64>, standing: Standing) -> Self {
        self.points.push(Point { label: label.into(), value, standing, hidden: false });
        self
    }

    /// A period whose value is known and not shown.
    pub fn hidden(mut self, label: impl Into<String>) -> Self {
        let (value, standing) = (None, Standing::Missing);
        self.points.push(Point { label: label.into(), value, standing, hidden: true });
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
        self.events.push(Event { at, words: words.into(), until: None, border: false });
        self
    }

    /// Something that went on over some periods.
    pub fn spell(mut self, at: usize, until: usize, words: impl Into<String>) -> Self {
        self.events.push(Event { at, words: words.into(), until: Some(until), border: false });
        self
    }

    /// Something before which values or limits were others.
    pub fn border(mut self, at: usize, words: impl Into<String>) -> Self {
        self.events.push(Event { at, words: words.into(), until: None, border: true });
        self
    }

    /// What was expected, or is.
    pub fn fan(mut self, fan: Fan) -> Self {
        self.fan = Some(fan).filter(|fan| !fan.steps.is_empty());
        self
    }

    /// The way to the target, period by period, from where it begins. It takes the place of the target's line.
    pub fn way(mut self, steps: Vec<(usize, f64)>) -> Self {
        self.way = steps;
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
        svg(place, &self.id, plot.height, &self.title, &self.described(say), plot.draw(self, say))
    }

    /// What the picture shows, in a sentence.
    pub(super) fn described(&self, say: &Say) -> String {
        if self.description.is_empty() {
            from_to(say, &self.unit, &self.values())
        } else {
            self.description.clone()
        }
    }

    /// The picture as a file of its own, for pages elsewhere: see [`alone`](super::alone).
    pub fn alone(&self, say: &Say, lines: &super::alone::Lines<'_>) -> String {
        let plot = Plot::of(self, say, Place::Wide);
        let body = if self.values().iter().all(Option::is_none) {
            html! { text x="20" y="40" { (say.t("look-no-values-yet")) } }
        } else {
            plot.draw(self, say)
        };
        super::alone::draw(&self.title, &self.described(say), plot.height, lines, &body)
    }

    pub(super) fn values(&self) -> Vec<Option<f64>> {
        self.points.iter().map(|point| point.value).collect()
    }

    /// On a phone events are numbered in the drawing and written out under it.
    fn event_list(&self) -> Markup {
        html! { @if !self.events.is_empty() { ol.events { @for event in &self.events { li { span dir="auto" { (event.words) } } } } } }
    }

    fn table(&self, say: &Say) -> Table {
        let periods = if self.periods.is_empty() { say.t("look-period") } else { self.periods.clone() };
        let mut table = Table::new(&self.title).column(periods).number(say.t("look-value"));
        if self.fan.is_some() {
            table = table.number(say.t("look-expected-head")).number(say.t("look-range-head"));
        }
        if !self.way.is_empty() {
            table = table.number(say.t("look-way-head"));
        }
        let table = table.column(say.t("look-remark"));
        self.points
            .iter()
            .enumerate()
            .fold(table, |table, (index, point)| table.row(self.row(say, index, point)))
    }

    fn row(&self, say: &Say, index: usize, point: &Point) -> Vec<Markup> {
        let ahead = self.last().is_some_and(|last| index > last);
        let value = match point.value {
            _ if point.hidden => say.t("look-hidden"),
            None if ahead => String::new(),
            value => value_words(say, &self.unit, value),
        };
        let mut row = vec![point.label.clone(), value];
        if let Some(fan) = &self.fan {
            let step = fan.of(index);
            let words = |value: f64| self.unit.words(say, value);
            row.push(step.map_or_else(String::new, |step| words(step.likely)));
            let range = |step: &super::ahead::Step| {
                let ends = [("low", Arg::from(words(step.low))), ("high", words(step.high).into())];
                say.with("look-range", &ends)
            };
            row.push(step.map_or_else(String::new, range));
        }
        if !self.way.is_empty() {
            let needed = self.way.iter().skip(1).find(|(at, _)| *at == index);
            row.push(needed.map_or_else(String::new, |(_, value)| self.unit.words(say, *value)));
        }
        let signal = match point.standing {
            Standing::Better => Some(say.t("look-signal-better")),
            Standing::Worse => Some(say.t("look-signal-worse")),
            _ => None,
        };
        let goes_on = |event: &&Event| (event.at..=event.until.unwrap_or(event.at)).contains(&index);
        let events: Vec<&Event> = self.events.iter().filter(goes_on).collect();
        let remark = html! {
            @if let Some(signal) = &signal { (signal) @if !events.is_empty() { "; " } }
            @for (at, event) in events.iter().enumerate() { @if at > 0 { "; " } span dir="auto" { (event.words) } }
        };
        row.into_iter().map(|words| html! { (words) }).chain([remark]).collect()
    }

    /// Index of the last period with a value.
    pub(super) fn last(&self) -> Option<usize> {
        self.points.iter().rposition(|point| point.value.is_some())
    }

    /// The labels at the end of the lines: value, words, class.
    pub(super) fn ends(&self, say: &Say, place: Place) -> Vec<(f64, String, &'static str)> {
        let mut ends = Vec::new();
        let bare = |value| self.unit.tick(say, value, self.fine());
        // A phone has no room for words there: the line under the picture has them.
        let crowded = place == Place::Narrow && self.last().is_some_and(|last| last + 1 < self.points.len());
        let named = |key: &str, value: f64| {
            if crowded { bare(value) } else { say.with(key, &[("value", Arg::from(bare(value)))]) }
        };
        // Where something lies ahead, the latest value is written beside its point instead.
        if let Some(last) = self.last().filter(|last| last + 1 == self.points.len())
            && let Some(value) = self.points[last].value
        {
            ends.push((value, self.unit.words(say, value), "now"));
        }
        if let Some(usual) = self.usual.last() {
            let key = if usual.median { "look-median" } else { "look-mean" };
            ends.push((usual.mean, named(key, usual.mean), "usual"));
            if let Some((low, high)) = usual.limits {
                ends.push((low, bare(low), "usual"));
                ends.push((high, bare(high), "usual"));
            }
        }
        let reaches_end = |at: usize| at + 1 == self.points.len();
        let step = self.fan.as_ref().and_then(|fan| fan.steps.last()).filter(|step| reaches_end(step.at));
        if let Some(step) = step {
            ends.push((step.likely, named("look-expected", step.likely), "likely"));
        }
        if let Some(target) = self.target {
            let arrives = self.way.last().map_or(target, |(_, value)| *value);
            ends.push((arrives, named("look-target", target), "aim"));
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
