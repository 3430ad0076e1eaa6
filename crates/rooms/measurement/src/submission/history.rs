//! What is odd about a figure beside what the same partner reported before. It is asked about, and goes through once
//! whoever sends it says that it is right, and why.

use kernel::{Problem, Problems};
use signals::{Outlier, Pooled, outlier};

use super::checks::Finding;
use crate::measure::{Measure, MeasureVersion};

/// What of `accepted`, period and figure in order of time, can be compared with a figure for `period`.
pub(crate) fn comparable<'a>(
    measure: &Measure,
    period: &str,
    accepted: impl Iterator<Item = (&'a str, Pooled)>,
) -> Vec<Pooled> {
    let since = measure.breaks().filter(|since| *since <= period).last().unwrap_or_default();
    accepted.filter(|(of, _)| *of < period && *of >= since).map(|(_, parts)| parts).collect()
}

/// What there is to ask about a figure beside those before it.
pub(crate) fn checks(version: &MeasureVersion, figure: Pooled, before: &[Pooled]) -> Vec<Finding> {
    let divided = version.value_kind().is_divided();
    let moved = whole_moved(figure, before).filter(|_| divided);
    [far(figure, version, before), moved, copied(figure, before)].into_iter().flatten().collect()
}

/// Far from what the partner itself reported before.
fn far(figure: Pooled, version: &MeasureVersion, before: &[Pooled]) -> Option<Finding> {
    let value = version.value(figure)?;
    let others: Vec<f64> = before.iter().filter_map(|parts| version.value(*parts)).collect();
    let found = Outlier::of(value, &others).filter(|found| found.far(outlier::FAR))?;
    // As people write it: 4 for 4 %.
    let written = version.factor / version.scale();
    let digits = 10_f64.powi(version.decimals.clamp(0, 6) as i32);
    let round = |value: f64| ((value * written * digits).round() / digits).to_string();
    let finding = Finding::ask("far", "numerator", "check-far").with("value", round(value));
    Some(finding.with("usual", round(found.median)).with("unit", version.unit.as_str()))
}

/// Twice the whole of last time, or less than half of it.
fn whole_moved(figure: Pooled, before: &[Pooled]) -> Option<Finding> {
    let last = before.last()?.denominator;
    let moved = last > 0.0 && !(0.5..=2.0).contains(&(figure.denominator / last));
    let finding = || Finding::ask("whole-moved", "denominator", "check-whole-moved");
    moved.then(|| finding().with("last", last.to_string()))
}

/// Exactly what was reported last time.
fn copied(figure: Pooled, before: &[Pooled]) -> Option<Finding> {
    let same = before.last().is_some_and(|last| *last == figure) && figure.numerator != 0.0;
    same.then(|| Finding::ask("copied", "numerator", "check-copied"))
}

/// What stops goes into `problems`; so does what asks and is not in `sure`, and a missing reason for what is. Answers the
/// codes that were confirmed. `sure` names codes, or the texts' keys, which the API gives.
pub(crate) fn settle(
    findings: Vec<Finding>,
    sure: &[String],
    note: &str,
    problems: &mut Problems,
) -> Vec<&'static str> {
    let mut confirmed = Vec::new();
    for finding in findings {
        let said = sure.iter().any(|code| code == finding.code || code == finding.problem.text);
        let right = said && !finding.stops;
        if right {
            confirmed.push(finding.code);
        }
        if !right || note.is_empty() {
            problems.add(finding.problem);
        }
    }
    if !confirmed.is_empty() && note.is_empty() {
        problems.add(Problem::new("note", "check-say-why"));
    }
    confirmed
}

/// Whether a problem only asks: it can be confirmed.
pub(crate) fn asks(text: &str) -> bool {
    ["check-far", "check-whole-moved", "check-copied", "submission-ask-missing"].contains(&text)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::measure::MeasureId;
    use crate::submission::checks::{Against, Figure, all};

    fn version() -> MeasureVersion {
        MeasureVersion::unwritten(MeasureId::new(), String::new(), Timestamp::UNIX_EPOCH)
    }

    fn parts(numerator: f64, denominator: f64) -> Pooled {
        Pooled { numerator, denominator }
    }

    fn found(whole: Pooled, before: &[Pooled]) -> Vec<Finding> {
        let version = MeasureVersion { unit: "%".into(), factor: 100.0, decimals: 1, ..version() };
        let against = Against { version: &version, dimensions: &[], own_place: false, before };
        all(&Figure { period: "2018", whole, told: &[], range: (None, None, None) }, &against)
    }

    fn codes(whole: Pooled, before: &[Pooled]) -> Vec<(&'static str, bool)> {
        found(whole, before).into_iter().map(|finding| (finding.code, finding.stops)).collect()
    }

    #[test]
    fn what_cannot_be_stops_and_nothing_is_asked_beside_it() {
        let before = [parts(11.0, 100.0); 6];
        assert_eq!(codes(parts(90.0, 10.0), &before), [("more", true)]);
        assert_eq!(codes(parts(f64::NAN, 10.0), &before), [("number", true)]);
        assert_eq!(codes(parts(1.0, 0.0), &before), [("denominator", true)]);
        assert_eq!(codes(parts(-1.0, 10.0), &before), [("negative", true)]);
    }

    #[test]
    fn what_is_odd_asks() {
        let before = [11.0, 11.5, 10.9, 11.3, 11.1].map(|numerator| parts(numerator, 100.0));
        assert_eq!(codes(parts(11.2, 100.0), &before), []);
        assert_eq!(codes(parts(41.0, 100.0), &before), [("far", false)]);
        assert_eq!(codes(parts(11.1, 100.0), &before), [("copied", false)]);
        assert_eq!(codes(parts(112.0, 1000.0), &before), [("whole-moved", false)]);
        assert_eq!(codes(parts(41.0, 100.0), &before[..4]), [], "too few to say what is usual");
        assert_eq!(codes(parts(0.0, 100.0), &[parts(0.0, 100.0)]), [], "nothing twice is nothing odd");
        for finding in found(parts(410.0, 1000.0), &before) {
            assert!(asks(finding.problem.text), "{finding:?}");
        }
    }

    #[test]
    fn it_is_asked_in_the_numbers_of_the_measure() {
        let before = [11.0, 11.5, 10.9, 11.3, 11.1].map(|numerator| parts(numerator, 100.0));
        let args = found(parts(41.0, 100.0), &before).remove(0).problem.args;
        assert_eq!(args[1..], [("value", "41".into()), ("usual", "11.1".into()), ("unit", "%".into())]);
    }

    #[test]
    fn only_what_was_confirmed_with_a_reason_goes_through() {
        let finding = || vec![Finding::ask("far", "numerator", "check-far")];
        let sure = ["check-far".to_owned()];
        let mut problems = Problems::none();
        assert!(settle(finding(), &[], "a flood", &mut problems).is_empty());
        assert_eq!(problems.0[0].text, "check-far");
        let mut problems = Problems::none();
        settle(finding(), &sure, "", &mut problems);
        assert_eq!((problems.0[0].text, problems.0[1].text), ("check-far", "check-say-why"));
        let mut problems = Problems::none();
        assert_eq!(settle(finding(), &sure, "a flood", &mut problems), ["far"]);
        assert_eq!(settle(finding(), &["far".to_owned()], "a flood", &mut problems), ["far"]);
        assert!(problems.0.is_empty());
        let other = vec![Finding::stop("more", "numerator", "submission-problem-more")];
        settle(other, &["more".to_owned()], "yes", &mut problems);
        assert_eq!(problems.0.len(), 1, "what cannot be is not confirmed away");
    }
}
