//! The curve of a session: its values, and where they go if nothing changes.

use std::result::Result as Known;

use ::store::Read;
use kernel::Result;
use maud::{Markup, html};
use web::Visit;
use web::text::Say;

use crate::annotation::{self, Annotation};
use crate::baseline::outcome::Held;
use crate::baseline::outlook::{Outlook, TooFew};
use crate::baseline::{self, Baseline};
use crate::measure::picture::{self, Reading, Scene};
use crate::measure::{Measure, view};
use crate::story::Story;
use crate::surface;
use crate::target::pace::Course;
use crate::target::{self, Target};
use crate::value::Series;

/// The values of a measure as this reader may see them, and what was expected of them.
pub(crate) struct Curve {
    series: Series,
    targets: Vec<Target>,
    annotations: Vec<Annotation>,
    /// The latest first.
    baselines: Vec<Baseline>,
    outlook: Known<Outlook, TooFew>,
}

impl Curve {
    pub(crate) async fn of(visit: &Visit, read: &mut Read, measure: &Measure) -> Result<Self> {
        let initiative = visit.initiative()?;
        let values = surface::whole(visit, read, measure).await?;
        let baselines = baseline::page::of_measure(visit, read, measure, &values).await?;
        let series = Series::of(measure, values);
        Ok(Self {
            targets: target::store::of_measure(read, initiative, measure.id).await?,
            annotations: annotation::store::of_measure(read, initiative, measure.id).await?,
            outlook: Outlook::of(measure, &series),
            series,
            baselines,
        })
    }

    /// Where it goes if nothing changes, in a sentence; what to do instead while there are too few values to say.
    pub(crate) fn ahead(&self, say: &Say, measure: &Measure) -> String {
        let unit = measure.in_force().chart_unit();
        let last = self.outlook.as_ref().ok().and_then(|outlook| outlook.ahead.last());
        match last {
            Some(last) => say.with(
                "turn-ahead",
                &[
                    ("period", last.period.as_str().into()),
                    ("likely", unit.words(say, last.likely).into()),
                    ("low", unit.words(say, last.low).into()),
                    ("high", unit.words(say, last.high).into()),
                ],
            ),
            None => say.t("turn-ahead-few"),
        }
    }

    /// How it stands now, also against what was expected when a forecast was frozen.
    pub(crate) fn now(&self, say: &Say, measure: &Measure) -> String {
        let now = view::lead(say, measure, &self.series);
        match self.baselines.first() {
            Some(frozen) => {
                let held = Held::of(frozen, measure, &self.series);
                format!("{now} {}", baseline::view::sentence(say, measure.in_force(), &held))
            }
            None => now,
        }
    }

    /// The chart with what was expected, the target, and what happened.
    pub(crate) fn chart(&self, say: &Say, measure: &Measure, stories: &[Story]) -> Markup {
        if self.series.headline().is_none() {
            return html! { p { (say.t("turn-curve-none")) } };
        }
        let target = target::next(&self.targets, &self.series);
        let course = target.map(|target| Course::of(measure.in_force(), &self.series, target));
        let scene = Scene {
            course: course.as_ref(),
            baseline: self.baselines.first(),
            outlook: self.outlook.as_ref().ok(),
            stories,
            annotations: &self.annotations,
            reading: Reading::Limits,
        };
        picture::chart(say, measure, &self.series, &scene).draw(say)
    }
}
