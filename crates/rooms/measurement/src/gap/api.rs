use serde::Serialize;
use serde_json::{Value as Json, json};

use super::{Apart, Groups};
use crate::measure::Measure;
use crate::value::Series;

/// One period of a group. What is hidden has a sign and no numbers.
#[derive(Serialize)]
struct Point<'a> {
    period: &'a str,
    value: Option<f64>,
    hidden: bool,
    reported: i64,
    expected: i64,
}

/// A group against the reference, values as people write them.
#[derive(Serialize)]
struct Shown<'a> {
    group: &'a str,
    difference: f64,
    difference_low: Option<f64>,
    difference_high: Option<f64>,
    /// Of the adverse event.
    ratio: Option<f64>,
}

/// Groups, gaps and how they changed, as the API gives them.
pub(crate) fn shown(measure: &Measure, whole: &Series, groups: &Groups<'_>) -> Json {
    let version = measure.in_force();
    let series = |group: &super::Group<'_>| -> Json {
        let points = group.series.values.iter().enumerate().map(|(at, value)| Point {
            period: &value.period,
            value: group.drawn(at).map(|drawn| version.written(drawn)),
            hidden: value.hidden,
            reported: value.reported,
            expected: value.expected,
        });
        json!({
            "code": group.category.code,
            "name": group.category.name,
            "series": points.collect::<Vec<_>>(),
        })
    };
    let apart = |apart: &Apart| {
        json!(Shown {
            group: &groups.groups[apart.group].category.code,
            difference: version.written(apart.difference),
            difference_low: apart.interval.map(|interval| version.written(interval.low)),
            difference_high: apart.interval.map(|interval| version.written(interval.high)),
            ratio: apart.ratio,
        })
    };
    let gaps = groups.at.map(|at| groups.apart(at)).unwrap_or_default();
    let reference = gaps.first().map(|gap| gap.reference.map(|place| &groups.groups[place].category.code));
    let all = groups.at.filter(|at| groups.complete(*at)).and_then(|at| groups.disparity(at));
    let change = groups.change().map(|(widest, change)| {
        json!({
            "group": groups.groups[widest.group].category.code,
            "since": groups.since.map(|at| &whole.values[at].period),
            "before": version.written(change.before * version.scale()),
            "after": version.written(change.after * version.scale()),
            "closed": change.closed,
            "both_improved_and_widened": change.widened_while_both_improved(),
            "narrowed_by_loss": change.narrowed_by_loss(),
        })
    });
    json!({
        "dimension": groups.dimension.code,
        "name": groups.dimension.name,
        "period": groups.at.map(|at| &whole.values[at].period),
        "reference": reference,
        "groups": groups.groups.iter().map(series).collect::<Vec<_>>(),
        "gaps": gaps.iter().map(apart).collect::<Vec<_>>(),
        "index_of_disparity": all.as_ref().and_then(|(_, all)| all.index),
        "weighted_index": all.as_ref().and_then(|(_, all)| all.weighted_index),
        "change": change,
    })
}
