use proptest::prelude::*;

use super::*;

fn lane(giver: u32, taker: u32, gain: i64) -> Lane {
    Lane { giver, taker, gain, most: u32::MAX }
}

#[test]
fn more_units_come_before_more_gain() {
    // Alone, giver 0 would rather give to taker 0; then taker 1 would go without.
    let lanes = [lane(0, 0, 100), lane(1, 0, 1), lane(0, 1, 1)];
    assert_eq!(transport(&[1, 1], &[1, 1], &lanes), [0, 1, 1]);
}

#[test]
fn a_later_taker_takes_over_where_it_brings_more() {
    assert_eq!(transport(&[2], &[2, 1], &[lane(0, 0, 1), lane(0, 1, 5)]), [1, 1]);
}

#[test]
fn a_lane_is_no_wider_than_it_is() {
    let lanes = [Lane { most: 1, ..lane(0, 0, 9) }, lane(1, 0, 1)];
    assert_eq!(transport(&[5, 5], &[3], &lanes), [1, 2]);
}

#[test]
fn nothing_comes_of_nothing() {
    assert!(transport(&[], &[], &[]).is_empty());
    assert_eq!(transport(&[0], &[4], &[lane(0, 0, 1)]), [0]);
}

/// Units and gain of the best way, by trying all: what the lanes from here on can bring.
fn best(lanes: &[Lane], supply: &mut [u32], demand: &mut [u32]) -> (u32, i64) {
    let Some((lane, rest)) = lanes.split_first() else { return (0, 0) };
    let (giver, taker) = (lane.giver as usize, lane.taker as usize);
    let most = lane.most.min(supply[giver]).min(demand[taker]);
    let ways = (0..=most).map(|units| {
        supply[giver] -= units;
        demand[taker] -= units;
        let (others, gain) = best(rest, supply, demand);
        supply[giver] += units;
        demand[taker] += units;
        (others + units, gain + lane.gain * i64::from(units))
    });
    ways.max().unwrap()
}

prop_compose! {
    /// At most 5 x 5 with some 8 lanes, no two between the same.
    fn small()(
        supply in prop::collection::vec(0_u32..3, 1..=5),
        demand in prop::collection::vec(0_u32..3, 1..=5),
        lanes in prop::collection::btree_map((0_u32..5, 0_u32..5), (-4_i64..9, 0_u32..4), 0..=9),
    ) -> (Vec<u32>, Vec<u32>, Vec<Lane>) {
        let inside = |&((giver, taker), _): &((u32, u32), _)| {
            (giver as usize) < supply.len() && (taker as usize) < demand.len()
        };
        let lanes = lanes.into_iter().filter(inside);
        let lanes = lanes.map(|((giver, taker), (gain, most))| Lane { giver, taker, gain, most }).collect();
        (supply, demand, lanes)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_way_is_better((supply, demand, lanes) in small()) {
        let flow = transport(&supply, &demand, &lanes);
        let (mut given, mut taken) = (supply.clone(), demand.clone());
        for (lane, &units) in lanes.iter().zip(&flow) {
            prop_assert!(units <= lane.most);
            given[lane.giver as usize] -= units;
            taken[lane.taker as usize] -= units;
        }
        let units: u32 = flow.iter().sum();
        let gain: i64 = lanes.iter().zip(&flow).map(|(lane, &units)| lane.gain * i64::from(units)).sum();
        prop_assert_eq!((units, gain), best(&lanes, &mut supply.clone(), &mut demand.clone()));
    }
}
