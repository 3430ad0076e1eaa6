use super::*;
use crate::measure::MeasureVersion;
use crate::result::ResultId;

/// Unemployed and labour force of the Barren River district, 2007 to 2018 (USDA ERS, public domain): as
/// shares here, with 100,000 as everybody.
const UNEMPLOYED: [f64; 12] =
    [5040.0, 6155.0, 11498.0, 10501.0, 9278.0, 7611.0, 7390.0, 5946.0, 4850.0, 4373.0, 4360.0, 3964.0];

pub(crate) fn measure(better: &str, breaks_at: Option<&str>) -> Measure {
    let version = |number, effective_from: &str, comparability: &str| MeasureVersion {
        number,
        better: better.into(),
        effective_from: effective_from.into(),
        comparability: comparability.into(),
        ..MeasureVersion::unwritten(MeasureId::new(), String::new(), Timestamp::UNIX_EPOCH)
    };
    let broken = breaks_at.map(|period| version(2, period, "break"));
    Measure {
        id: MeasureId::new(),
        number: 1,
        result: ResultId::new(),
        name: String::new(),
        kind: "population".into(),
        quadrant: String::new(),
        adopted: None,
        created_at: Timestamp::UNIX_EPOCH,
        tier: crate::choice::Tier::Secondary,
        tier_reason: String::new(),
        tiered_at: None,
        why: String::new(),
        rebases: Vec::new(),
        versions: [version(1, "", "same")].into_iter().chain(broken).collect(),
    }
}

pub(crate) fn value(year: usize, numerator: Option<f64>, reported: i64) -> Value {
    Value {
        measure: MeasureId::new(),
        period: year.to_string(),
        label: year.to_string(),
        locked: false,
        expected: 10,
        reported,
        numerator,
        denominator: numerator.map(|_| 100_000.0),
        low: None,
        high: None,
        quality: None,
        hidden: false,
        updated: None,
    }
}

fn district(reported: i64) -> Vec<Value> {
    UNEMPLOYED.into_iter().enumerate().map(|(at, n)| value(2007 + at, Some(n), reported)).collect()
}

#[test]
fn the_district_is_lower_than_ever_and_falling_since_its_peak() {
    let series = Series::of(&measure("down", None), district(10));
    assert_eq!(series.rank(), Rank::Lowest(11));
    let (side, since) = series.run().unwrap();
    assert_eq!((side, since.period.as_str()), (Side::Low, "2009"));
    assert!(series.on_trial(), "twelve points give trial limits");
    assert_eq!(series.signal(), Signal::Improving, "nine falls in a row");
    assert_eq!(series.standing(2), Standing::Worse);
}

#[test]
fn partial_values_are_shown_and_not_read() {
    let mut values = district(10);
    values[11].reported = 7;
    let series = Series::of(&measure("down", None), values);
    assert!(series.values[11].partial());
    assert_eq!(series.read.len(), 11);
    assert_eq!(series.latest().unwrap().1.period, "2018");
    assert_eq!(series.headline().unwrap().1.period, "2017", "what is whole comes first");
    assert_eq!(series.values[10].coverage().to_string(), "10 of 10");
}

#[test]
fn eight_of_ten_speak_for_the_whole_and_nobody_for_none() {
    assert!(!value(2018, Some(1.0), 8).partial());
    assert!(value(2018, Some(1.0), 7).partial());
    let nobody = Value { expected: 0, ..value(2018, None, 0) };
    assert!(nobody.partial() && nobody.pooled().is_none());
}

#[test]
fn missing_is_a_gap() {
    let mut values = district(10);
    values[5] = value(2012, None, 0);
    let series = Series::of(&measure("down", None), values);
    assert_eq!(series.drawn[5], None);
    assert_eq!(series.read.len(), 11);
}

#[test]
fn too_few_points_give_no_verdict() {
    let series = Series::of(&measure("down", None), district(10).into_iter().take(5).collect());
    assert_eq!(series.signal(), Signal::TooFew);
    assert_eq!(Series::of(&measure("down", None), Vec::new()).rank(), Rank::Between);
}

#[test]
fn what_never_changed_has_a_mean_and_no_limits() {
    let values = (2007..2019).map(|year| value(year, Some(500.0), 10)).collect();
    let series = Series::of(&measure("down", None), values);
    assert!(series.chart.phases[0].judged() && series.chart.phases[0].limits.is_none());
    assert!(!series.on_trial(), "no limits, so none on trial");
    assert_eq!(series.signal(), Signal::Common);
}

#[test]
fn fresh_limits_leave_values_comparable() {
    let rebase = crate::rebase::Rebase {
        measure: MeasureId::new(),
        period: "2013".into(),
        reason: String::new(),
        agreed_by: String::new(),
        decided_by: String::new(),
        decided_at: Timestamp::UNIX_EPOCH,
    };
    let measure = Measure { rebases: vec![rebase], ..measure("down", None) };
    let series = Series::of(&measure, district(10));
    assert_eq!(series.chart.phases.len(), 2);
    assert_eq!(series.chart.phases[0].len, 6, "the older limits stay");
    assert_eq!(series.rank(), Rank::Lowest(11));
    assert_eq!(series.phase().len(), 6);
}

#[test]
fn nothing_is_compared_across_a_break() {
    let series = Series::of(&measure("down", Some("2016")), district(10));
    assert_eq!(series.rank(), Rank::Lowest(2));
    assert_eq!(series.run().unwrap().1.period, "2016");
    assert_eq!(series.signal(), Signal::TooFew);
    assert_eq!(series.chart.phases.len(), 2);
}
