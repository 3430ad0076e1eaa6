//! Counties to states, against the rates that were published for states.

use std::num::NonZero;

use signals::Pooled;
use signals::rollup::{Columns, Places, Reports, Values, roll_up};

use crate::data;

const COLUMNS: Columns<'static, 2> =
    Columns { place: "fips", period: "year", parts: ["unemployed", "labor_force"] };
const PUBLISHED: Columns<'static, 1> = Columns { place: "fips", period: "year", parts: ["published_rate"] };

#[test]
fn counties_add_up_to_the_published_rates_of_states() {
    let tree = data::text("indicators/us_county/org_hierarchy.csv");
    let rows = data::text("indicators/us_county/county_unemployment_long.csv");
    let places = Places::read(&tree, "fips", "parent_fips").unwrap();
    let values = Values::read(&rows, &places, &COLUMNS).unwrap();
    let published = Values::read(&rows, &places, &PUBLISHED).unwrap();

    let holding = places.tree.holding();
    let counties: Vec<usize> = (0..places.names.len()).filter(|place| !holding[*place]).collect();
    let sent: Vec<[f64; 2]> = counties.iter().flat_map(|place| values.row(*place)).copied().collect();
    let reports = Reports { places: &counties, columns: values.periods.len(), values: &sent };
    let totals = roll_up(&places.tree, reports, NonZero::new(2)).unwrap();

    let (mut equal, mut compared, mut missing) = (0, 0, 0);
    let mut other = Vec::new();
    for state in (0..places.names.len()).filter(|place| places.tree.level(*place) == 2) {
        for (column, year) in values.periods.iter().enumerate() {
            let [theirs] = published.row(state)[column];
            let total = totals.total(state, column);
            missing += total.coverage.expected - total.coverage.reported;
            let Some([numerator, denominator]) = total.parts else { continue };
            let ours = Pooled { numerator, denominator }.rate(100.0).unwrap();
            compared += 1;
            if format!("{ours:.1}") == format!("{theirs:.1}") {
                equal += 1;
            } else {
                other.push(format!("{} in {year}: {ours:.5}, published {theirs}", places.names[state]));
            }
        }
    }
    println!(
        "figure: signals: {equal} of {compared} state rates from county counts as published, {missing} reports missing; {other:?}"
    );
    // Virginia's own count of 2010 differs from the sum of its counties' by five unemployed in 297,000.
    assert_eq!((counties.len(), compared, equal), (3222, 624, 623));
}
