//! How far to a target, how fast it goes, and how many people stand for the rest of the way.

use signals::{Aim, Pace, required_path};
use web::look::Standing;
use web::text::{Arg, Say};

use super::Target;
use crate::measure::{MeasureVersion, view};
use crate::value::Series;

/// The pace of late is read over so many steps.
const LATELY: usize = 2;

/// A target as it stands to what was reported.
#[derive(Debug)]
pub(crate) struct Course<'a> {
    pub(crate) target: &'a Target,
    /// As charts take it.
    pub(crate) aimed: f64,
    /// `None` while nothing is known to start from.
    pub(crate) aim: Option<Aim>,
    /// The period of the latest value, and its place.
    latest: Option<(usize, &'a str)>,
}

impl<'a> Course<'a> {
    /// The way from where the comparable series began to the target.
    pub(crate) fn of(version: &MeasureVersion, series: &'a Series, target: &'a Target) -> Self {
        let aimed = version.charted(target.value);
        let latest = series.comparable().last().map(|at| (*at, series.values[*at].period.as_str()));
        Self { target, aimed, aim: aim(version, series, target, aimed), latest }
    }

    /// Its text's key is `target-` and this.
    pub(crate) fn word(&self) -> &'static str {
        match self.aim.map(|aim| aim.pace()) {
            None => "alone",
            Some(Pace::Reached) => "reached",
            Some(Pace::OnPace) => "on-pace",
            Some(Pace::Close) => "close",
            Some(Pace::Off) => "off",
            Some(Pace::Away) => "away",
            Some(Pace::Missed) => "missed",
        }
    }

    /// How it is drawn: the pace is no verdict on people, so only the ends have a colour.
    pub(crate) fn standing(&self) -> Standing {
        match self.word() {
            "reached" => Standing::Done,
            "on-pace" => Standing::Better,
            "away" => Standing::Worse,
            "alone" => Standing::Missing,
            _ => Standing::Plain,
        }
    }

    /// The values that would lead there in time, period by period; the first is the latest that came.
    pub(crate) fn way(&self, version: &MeasureVersion, at_most: usize) -> Vec<(String, f64)> {
        let Some(((_, latest), aim)) = self.latest.zip(self.aim) else { return Vec::new() };
        let frequency = version.frequency();
        let steps = frequency.steps(latest, &self.target.period).unwrap_or(0);
        if steps < 1 {
            return Vec::new();
        }
        let path = required_path(aim.current, aim.target, steps as usize).take(at_most);
        let later = frequency.following(latest).zip(path);
        [(latest.to_owned(), aim.current)].into_iter().chain(later).collect()
    }

    /// How many people stand for the rest of the way.
    pub(crate) fn people(&self, version: &MeasureVersion, series: &Series) -> Option<u64> {
        if !version.value_kind().is_divided() || !version.people {
            return None;
        }
        let latest = series.values[self.latest?.0].pooled()?;
        let people = self.aim?.people_behind_the_gap(latest.denominator, version.scale());
        (people > 0).then_some(people)
    }

    /// All of it in words.
    pub(crate) fn sentence(&self, say: &Say, version: &MeasureVersion, series: &Series) -> String {
        let unit = version.chart_unit();
        let own = [
            ("target", Arg::from(unit.words(say, self.aimed))),
            ("period", self.target.period.as_str().into()),
        ];
        let sentence =
            |more: &[(&str, Arg)]| say.with(&format!("target-{}", self.word()), &[&own, more].concat());
        let Some(aim) = self.aim else { return sentence(&[]) };
        let first = match aim.needed() {
            Some(needed) if aim.pace() != Pace::Reached => {
                let lately = view::change(say, &unit, aim.slope);
                sentence(&[("needed", view::change(say, &unit, needed).into()), ("lately", lately.into())])
            }
            _ => sentence(&[]),
        };
        let mut sentences = vec![first];
        if let Some(progress) = aim.progress().filter(|progress| (0.0..1.0).contains(progress)) {
            sentences.push(say.with("target-progress", &[("share", say.percent(progress, 0).into())]));
        }
        if let Some(people) = self.people(version, series) {
            let way = if aim.target >= aim.current { "more" } else { "fewer" };
            let gap = [("people", (people as f64).into()), ("words", version.numerator.as_str().into())];
            sentences.push(say.with(&format!("target-gap-{way}"), &gap));
        }
        sentences.join(" ")
    }
}

fn aim(version: &MeasureVersion, series: &Series, target: &Target, aimed: f64) -> Option<Aim> {
    let read = series.comparable();
    let at = |place: usize| Some((series.values[place].period.as_str(), series.drawn[place]?));
    let (first, last) = (at(*read.first()?)?, at(*read.last()?)?);
    let earlier = at(read[read.len().saturating_sub(LATELY + 1)])?;
    let frequency = version.frequency();
    let years = frequency.years(earlier.0, last.0)?;
    Some(Aim {
        baseline: first.1,
        current: last.1,
        target: aimed,
        left: frequency.years(last.0, &target.period)?,
        slope: if years > 0.0 { (last.1 - earlier.1) / years } else { 0.0 },
    })
}
