use proptest::prelude::*;

use super::*;
use crate::contributions::Plan;
use crate::contributions::sample::{activity, any_plan, organisation, outcome, way};

fn example() -> Contributions {
    let plan = Plan {
        organisations: ["a", "b", "c"].map(|id| organisation(id, 0.0, &[])).to_vec(),
        outcomes: ["safe", "well"].map(outcome).to_vec(),
        strategies: vec![way("s1", &["well"]), way("s2", &["well", "safe"]), way("s3", &["well"])],
        activities: vec![
            activity("w1", "s1", &[("a", 6.0)]),
            activity("w2", "s2", &[("b", 8.0), ("c", 4.0)]),
        ],
        ..Plan::default()
    };
    Contributions::new(&plan).unwrap()
}

/// Column, ids and hours of each thing, by column and id.
fn things(flow: &Flow) -> Vec<(usize, Vec<&str>, f64)> {
    let mut things: Vec<(usize, Vec<&str>, f64)> = flow
        .things
        .iter()
        .map(|one| (one.column, one.subjects.iter().map(Subject::id).collect(), one.hours))
        .collect();
    things.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    things
}

#[test]
fn what_serves_an_outcome_flows_to_it_with_its_part_of_the_hours() {
    let flow = example().flow(&[1], &Canvas::default());
    assert_eq!(
        things(&flow),
        [
            (0, vec!["well"], 12.0),
            (1, vec!["s1"], 6.0),
            (1, vec!["s2"], 6.0),
            (1, vec!["s3"], 0.0),
            (2, vec!["w1"], 6.0),
            (2, vec!["w2"], 6.0),
            (3, vec!["a"], 6.0),
            (3, vec!["b"], 4.0),
            (3, vec!["c"], 2.0),
        ]
    );
    assert_eq!((flow.crossings, flow.links.len()), (0, 8));
}

#[test]
fn what_is_smaller_is_folded() {
    let flow = example().flow(&[1], &Canvas { most: 7, ..Canvas::default() });
    let folded: Vec<_> = things(&flow).into_iter().filter(|(_, ids, _)| ids.len() > 1).collect();
    assert_eq!(folded, [(1, vec!["s2", "s3"], 6.0), (3, vec!["b", "c"], 6.0)]);
    let least = example().flow(&[1], &Canvas { most: 0, ..Canvas::default() });
    assert_eq!((least.things.len(), least.links.len()), (4, 3));
}

#[test]
fn an_outcome_for_which_nobody_works_is_there_and_hollow() {
    let plan = Plan { outcomes: vec![outcome("alone")], ..Plan::default() };
    let flow = Contributions::new(&plan).unwrap().flow(&[0], &Canvas::default());
    assert_eq!((things(&flow), flow.links.len()), (vec![(0, vec!["alone"], 0.0)], 0));
}

proptest! {
    #[test]
    fn boxes_stand_apart_on_the_canvas_and_hold_their_links(plan in any_plan(), most in 4_usize..30) {
        let canvas = Canvas { most, ..Canvas::default() };
        let flow = Contributions::new(&plan).unwrap().flow(&[0, 1, 2, 3], &canvas);
        prop_assert!(flow.things.len() <= most);
        for (at, thing) in flow.things.iter().enumerate() {
            prop_assert!(thing.x >= 0.0 && thing.x + canvas.thing_width <= canvas.width + 1e-9);
            prop_assert!(thing.y >= 0.0 && thing.y + thing.height <= canvas.height + 1e-9);
            if let Some(next) = flow.things.get(at + 1).filter(|next| next.column == thing.column) {
                prop_assert!(next.y >= thing.y + thing.height + canvas.gap - 1e-9);
            }
            // What flows in at the left flows out at the right.
            let into: f64 = flow.links.iter().filter(|link| link.to == at).map(|link| link.hours).sum();
            let out: f64 = flow.links.iter().filter(|link| link.from == at).map(|link| link.hours).sum();
            prop_assert!(thing.column == 0 || (into - thing.hours).abs() < 1e-9);
            prop_assert!(thing.column == 3 || (out - thing.hours).abs() < 1e-9);
        }
        for link in &flow.links {
            let (from, to) = (&flow.things[link.from], &flow.things[link.to]);
            prop_assert_eq!(from.column + 1, to.column);
            for (end, y) in [(from, link.from_y), (to, link.to_y)] {
                let half = link.thickness / 2.0;
                prop_assert!(y - half >= end.y - 1e-9 && y + half <= end.y + end.height + 1e-9);
            }
        }
    }
}
