//! Median grade: majority judgment.
//!
//! M. Balinski and R. Laraki, "A theory of measuring, electing, and ranking", PNAS 104 (2007): the option with the highest middle
//! grade wins. Of an even number of grades the lower of the two in the middle counts. Options with the same middle grade are told
//! apart by setting aside one ballot with that grade for each of them, again and again, until their middle grades differ.

use crate::amount::Amount;
use crate::ballots::Scores;
use crate::count::{Count, Counting, largest};
use crate::lot::Lot;
use crate::transcript::{About, Event, State};

/// How many ballots give an option each grade, from the lowest grade on.
#[derive(Clone)]
struct Grades(Vec<u64>);

impl Grades {
    /// The place of the middle grade, and how many grades are below it; `None` if none is left.
    fn middle(&self) -> Option<(usize, u64)> {
        let half = self.0.iter().sum::<u64>().div_ceil(2);
        let mut below = 0;
        for (grade, &ballots) in self.0.iter().enumerate() {
            if below + ballots >= half && half > 0 {
                return Some((grade, below));
            }
            below += ballots;
        }
        None
    }

    /// After how many ballots with the middle grade set aside the middle grade is another (or none).
    fn steps_to_change(&self) -> u64 {
        let Some((grade, below)) = self.middle() else { return u64::MAX };
        let (same, all) = (self.0[grade], self.0.iter().sum::<u64>());
        // It stays while below < ⌈(all − k) / 2⌉ <= below + same − k; both sides only become harder with k.
        let stays = |k: u64| {
            let half = (all - k).div_ceil(2);
            below < half && half <= below + same - k
        };
        let (mut stayed, mut changed) = (0, same);
        while changed - stayed > 1 {
            let middle = stayed + (changed - stayed) / 2;
            if stays(middle) {
                stayed = middle;
            } else {
                changed = middle;
            }
        }
        changed
    }
}

/// Counts by median grade. An option that a ballot does not grade gets the lowest grade from it.
pub fn median(scores: &Scores, seats: usize, lot: &Lot) -> Count {
    let lowest = scores.limits().lowest;
    let range = scores.limits().highest.abs_diff(lowest) as usize + 1;
    let mut grades = vec![Grades(vec![0; range]); scores.options().len()];
    for (weight, values) in scores.iter().filter(|(_, values)| values.iter().any(Option::is_some)) {
        for (grades, value) in grades.iter_mut().zip(values) {
            grades.0[value.unwrap_or(lowest).abs_diff(lowest) as usize] += weight;
        }
    }
    let mut counting = Counting::new(scores.options(), &vec![false; grades.len()], lot);
    let shown =
        |grades: &Grades| Amount::whole(grades.middle().map_or(0, |(at, _)| at as i64) + i64::from(lowest));
    counting.hold(|option| shown(&grades[option]));
    counting.step(Event::Begin);
    while counting.winners.len() < seats && !counting.hopefuls().is_empty() {
        let Some(best) = best(&mut counting, &grades, &shown) else { break };
        counting.elect(best, State::Elected);
        counting.round += 1;
    }
    counting.end()
}

/// The hopeful option that is judged best.
fn best(counting: &mut Counting, grades: &[Grades], shown: &impl Fn(&Grades) -> Amount) -> Option<usize> {
    let mut left = grades.to_vec();
    let mut tied = counting.hopefuls();
    loop {
        tied = largest(&tied, |option| left[option].middle().map(|(grade, _)| grade));
        let steps = tied.iter().map(|&option| left[option].steps_to_change()).min().unwrap_or(u64::MAX);
        if tied.len() == 1 || steps == u64::MAX {
            counting.hold(|option| shown(&left[option]));
            return counting.draw_one(About::Election, &tied);
        }
        for &option in &tied {
            let (grade, _) = left[option].middle().expect("all have a grade left");
            left[option].0[grade] -= steps;
        }
        counting.hold(|option| shown(&left[option]));
        counting.step(Event::SetAside(tied.clone(), steps));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Limits;

    /// The same, one ballot at a time.
    fn steps_one_by_one(grades: &Grades) -> u64 {
        let (grade, _) = grades.middle().unwrap();
        let mut left = grades.clone();
        let changes = |_: &u64| {
            left.0[grade] -= 1;
            left.middle().map(|(grade, _)| grade) != Some(grade)
        };
        (1..=grades.0[grade]).find(changes).unwrap()
    }

    fn judged(rows: &[[i16; 2]]) -> Count {
        let mut scores = Scores::new(["a", "b"].map(String::from).to_vec(), Limits::scores(5)).unwrap();
        for row in rows {
            scores.push(1, &row.map(Some)).unwrap();
        }
        median(&scores, 1, &Lot::Undeclared)
    }

    #[test]
    fn the_lower_middle_grade_counts_and_ties_are_told_apart_by_setting_grades_aside() {
        assert_eq!(judged(&[[5, 3], [1, 2]]).winners, [1], "lower middles 1 and 2");
        // a: 1 3 3 5, b: 2 2 3 5 have the lower middles 3 and 2; a: 0 3 3 3 5 and b: 2 2 3 5 5 both 3, then 3 and 2.
        assert_eq!(judged(&[[1, 2], [3, 2], [3, 3], [5, 5]]).winners, [0]);
        let told_apart = judged(&[[0, 2], [3, 2], [3, 3], [3, 5], [5, 5]]);
        assert_eq!(told_apart.winners, [0]);
        assert!(matches!(told_apart.transcript.steps[1].event, Event::SetAside(_, 1)));
        let equal = judged(&[[1, 2], [2, 1]]);
        assert!(equal.winners.is_empty() && equal.is_open());
    }

    #[test]
    fn a_ballot_without_any_grade_abstains() {
        let mut scores = Scores::new(["a", "b"].map(String::from).to_vec(), Limits::scores(5)).unwrap();
        scores.push(1, &[Some(4), None]).unwrap();
        scores.push(5, &[None, None]).unwrap();
        let count = median(&scores, 1, &Lot::Undeclared);
        assert_eq!(count.winners, [0]);
        assert_eq!(count.transcript.steps[0].figures.votes[0], Some(Amount::whole(4)));
    }

    proptest! {
        #[test]
        fn steps_at_once_are_steps_one_by_one(grades in prop::collection::vec(0_u64..12, 1..6)) {
            let grades = Grades(grades);
            prop_assume!(grades.middle().is_some());
            prop_assert_eq!(grades.steps_to_change(), steps_one_by_one(&grades));
        }
    }
}
