use proptest::prelude::*;

use super::*;
use crate::forecast::Tempo;

fn period(text: &str) -> Period {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

fn day(text: &str) -> Date {
    period(text).start()
}

#[test]
fn periods_are_read_from_every_notation() {
    for (text, grain, start, end, written, dhis2) in [
        ("2024", Grain::Year, "2024-01-01", "2024-12-31", "2024", "2024"),
        ("2024-Q1", Grain::Quarter, "2024-01-01", "2024-03-31", "2024-Q1", "2024Q1"),
        ("2024Q4", Grain::Quarter, "2024-10-01", "2024-12-31", "2024-Q4", "2024Q4"),
        ("2024 q2", Grain::Quarter, "2024-04-01", "2024-06-30", "2024-Q2", "2024Q2"),
        ("2024-02", Grain::Month, "2024-02-01", "2024-02-29", "2024-02", "202402"),
        ("202402", Grain::Month, "2024-02-01", "2024-02-29", "2024-02", "202402"),
        ("2024/05", Grain::Month, "2024-05-01", "2024-05-31", "2024-05", "202405"),
        ("2024S2", Grain::HalfYear, "2024-07-01", "2024-12-31", "2024-H2", "2024S2"),
        ("2024-H1", Grain::HalfYear, "2024-01-01", "2024-06-30", "2024-H1", "2024S1"),
        ("2024W5", Grain::Week, "2024-01-29", "2024-02-04", "2024-W05", "2024W5"),
        ("2024-W05", Grain::Week, "2024-01-29", "2024-02-04", "2024-W05", "2024W5"),
        ("2020W53", Grain::Week, "2020-12-28", "2021-01-03", "2020-W53", "2020W53"),
        ("2024-01-31", Grain::Day, "2024-01-31", "2024-01-31", "2024-01-31", "20240131"),
        ("20240229", Grain::Day, "2024-02-29", "2024-02-29", "2024-02-29", "20240229"),
        ("2024/25", Grain::YearFrom(4), "2024-04-01", "2025-03-31", "2024/25", "2024April"),
        ("2012/13", Grain::YearFrom(4), "2012-04-01", "2013-03-31", "2012/13", "2012April"),
        ("2011/12", Grain::YearFrom(4), "2011-04-01", "2012-03-31", "2011/12", "2011April"),
        ("2011-12", Grain::Month, "2011-12-01", "2011-12-31", "2011-12", "201112"),
        ("2024-25", Grain::YearFrom(4), "2024-04-01", "2025-03-31", "2024/25", "2024April"),
        ("1999/00", Grain::YearFrom(4), "1999-04-01", "2000-03-31", "1999/00", "1999April"),
        ("2024-2025", Grain::YearFrom(4), "2024-04-01", "2025-03-31", "2024/25", "2024April"),
        ("2024July", Grain::YearFrom(7), "2024-07-01", "2025-06-30", "2024-07-01/P1Y", "2024July"),
        ("2015-01-01/P1M", Grain::Month, "2015-01-01", "2015-01-31", "2015-01", "201501"),
        ("2015-04-01/P3M", Grain::Quarter, "2015-04-01", "2015-06-30", "2015-Q2", "2015Q2"),
    ] {
        let read = period(text);
        assert_eq!(
            (read.grain(), read.start().to_string(), read.end().to_string(), read.to_string(), read.dhis2()),
            (grain, start.into(), end.into(), written.into(), Some(dhis2.into())),
            "{text}"
        );
    }
}

#[test]
fn ranges_have_no_other_name() {
    let range = period("2024-01-10/2024-02-09");
    assert_eq!((range.grain(), range.days(), range.dhis2()), (Grain::Range, 31, None));
    assert_eq!(range.to_string(), "2024-01-10/2024-02-09");
    assert_eq!(period("2024-01-10..2024-02-09"), range);
    assert_eq!(period("2024-02-15/P1M").to_string(), "2024-02-15/2024-03-14");
    assert_eq!(range.next().unwrap().to_string(), "2024-02-10/2024-03-11");
    assert_eq!(range.next().unwrap().previous(), Some(range));
    let school = period("2024-09-01/P1Y");
    assert_eq!(
        (school.grain(), school.end().to_string(), school.dhis2()),
        (Grain::YearFrom(9), "2025-08-31".into(), None)
    );
}

#[test]
fn what_is_no_period_is_refused() {
    for text in [
        "",
        "24",
        "2024-Q5",
        "2024-Q0",
        "2024Q",
        "2024-13",
        "2024-00",
        "2024-02-30",
        "20240230",
        "2023W53",
        "2024W0",
        "2024/26",
        "2024-H3",
        "2024-1",
        "2024Mai",
        "FY2024",
        "2024-01-10/2024-01-09",
        "2024-01-01/P2M",
        "２０２４",
        "2024-Qé",
        "+202401",
        "99999",
        "2024--01",
        "2024-1-1",
    ] {
        assert!(text.parse::<Period>().is_err(), "{text}");
    }
    assert!(
        "soon".parse::<Period>().unwrap_err().to_string().starts_with("“soon” is no period; write 2024,")
    );
}

#[test]
fn what_is_typed_is_read_by_its_grain() {
    for (grain, typed, written) in [
        (Grain::Year, " 2018 ", Some("2018")),
        (Grain::Year, "18", None),
        (Grain::Year, "2018-03", None),
        (Grain::Quarter, "Q3 2018", Some("2018-Q3")),
        (Grain::Quarter, "2018-3", Some("2018-Q3")),
        (Grain::Quarter, "2018", None),
        (Grain::Month, "3/2018", Some("2018-03")),
        (Grain::Month, "2011/12", Some("2011-12")),
        (Grain::Month, "201803", Some("2018-03")),
        (Grain::Month, "Q3 2018", None),
        (Grain::HalfYear, "H2 2018", Some("2018-H2")),
        (Grain::Week, "2018W3", Some("2018-W03")),
    ] {
        assert_eq!(grain.read(typed).map(|period| period.to_string()).as_deref(), written, "{typed}");
    }
}

#[test]
fn periods_lie_within_others_or_not() {
    assert!(period("2024-W05").enclosing(Grain::Month).is_none());
    assert_eq!(period("2024-W05").enclosing(Grain::Quarter), Some(period("2024Q1")));
    assert_eq!(period("2024-03").enclosing(Grain::YearFrom(4)), Some(period("2023/24")));
    assert_eq!(period("2024-03").enclosing(Grain::Range), None);
    assert_eq!(period("2024").enclosing(Grain::Month), None);
}

#[test]
fn days_tell_their_cadence() {
    let days = |texts: &[&str]| texts.iter().map(|text| day(text)).collect::<Vec<_>>();
    let ends = days(&["2023-12-31", "2024-01-31", "2024-02-29", "2024-04-30"]);
    let cadence = Cadence::of(&ends).unwrap();
    assert_eq!((cadence, cadence.tempo()), (Cadence::Months(1), Tempo::Monthly));
    assert_eq!(cadence.after(&ends, 1), Some(day("2024-05-31")));
    assert_eq!(cadence.steps(ends[2], ends[3]), 2);
    let weeks = days(&["2024-01-01", "2024-01-08", "2024-01-22", "2024-01-29"]);
    assert_eq!(Cadence::of(&weeks), Some(Cadence::Days(7)));
    let years = days(&["2019-01-01", "2020-01-01", "2021-01-01"]);
    assert_eq!(Cadence::of(&years).unwrap().tempo(), Tempo::Yearly);
    assert_eq!(Cadence::of(&years).unwrap().after(&years, 2), Some(day("2023-01-01")));
    assert_eq!(Cadence::of(&years[..1]), None);
    assert_eq!(Cadence::of(&[years[1], years[1]]), None);
    // Steps as long as millennia end with the calendar.
    let far = days(&["2024-02-01", "9131-01-01"]);
    assert_eq!(Cadence::of(&far).unwrap().after(&far, 3), None);
    assert_eq!(Cadence::Days(2_555_000).after(&far, 4), None);
}

fn grains() -> impl Strategy<Value = Grain> {
    let years = (2_i8..=12).prop_map(Grain::YearFrom);
    let fixed = [Grain::Day, Grain::Week, Grain::Month, Grain::Quarter, Grain::HalfYear, Grain::Year];
    prop_oneof![prop::sample::select(fixed.to_vec()), years]
}

fn days() -> impl Strategy<Value = Date> {
    (1000_i16..9990, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(grain in grains(), day in days()) {
        let there = grain.around(day).unwrap();
        prop_assert!(there.start() <= day && day <= there.end());
        prop_assert_eq!(there.to_string().parse::<Period>().unwrap(), there);
        if let Some(id) = there.dhis2() {
            prop_assert_eq!(id.parse::<Period>().unwrap(), there);
        }
    }

    #[test]
    fn neighbours_touch(grain in grains(), day in days()) {
        let there = grain.around(day).unwrap();
        let next = there.next().unwrap();
        prop_assert_eq!(there.end().tomorrow().unwrap(), next.start());
        prop_assert_eq!(next.previous(), Some(there));
        prop_assert_eq!((there.steps_to(&next), next.steps_to(&there)), (Some(1), Some(-1)));
        prop_assert!(there < next && there.within(&there) && !there.within(&next));
    }

    #[test]
    fn any_text_is_a_period_or_none(text in "([0-9]{1,4}|[-/. QWHSP]|April|\\PC){0,8}") {
        if let Ok(period) = text.parse::<Period>() {
            prop_assert_eq!(period.to_string().parse::<Period>().unwrap(), period);
            prop_assert!(period.start() <= period.end());
        }
        for grain in [Grain::Year, Grain::Quarter, Grain::Month, Grain::HalfYear, Grain::Week] {
            prop_assert!(grain.read(&text).is_none_or(|period| period.grain() == grain));
        }
    }
}
