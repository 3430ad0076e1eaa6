//! Which statements speak for a group.

use crate::Tally;
use crate::statistics::{Z90, above_half, above_other, chance, tail, threshold};

/// How many statements speak for a group at most.
const MOST: usize = 5;

/// One of the two sides people take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// They agree.
    Agree,
    /// They disagree.
    Disagree,
}

/// A statement that speaks for a group, by the side the group takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Representative {
    /// Column of the statement.
    pub statement: usize,
    /// The side it speaks for the group by.
    pub side: Side,
    /// Members on that side.
    pub successes: u32,
    /// Members who voted on it, passes too.
    pub trials: u32,
    /// The probability of that side in the group, (successes + 1) / (trials + 2).
    pub p: f64,
    /// How far `p` lies above one half, in standard errors.
    pub p_test: f64,
    /// How many times as probable the side is in the group as in all other groups together.
    pub r: f64,
    /// How far the share in the group lies above that in the others, in standard errors.
    pub r_test: f64,
    /// Whether it stands here as the statement most agreed to, and not for how far the group stands out by
    /// it.
    pub best_agree: bool,
}

impl Representative {
    fn new(statement: usize, side: Side, group: Tally, others: Tally) -> Self {
        let [successes, elsewhere] = [group, others].map(|tally| match side {
            Side::Agree => tally.agree,
            Side::Disagree => tally.disagree,
        });
        let (trials, trials_elsewhere) = (group.votes(), others.votes());
        let p = chance(successes, trials);
        Self {
            statement,
            side,
            successes,
            trials,
            p,
            p_test: above_half(successes, trials),
            r: p / chance(elsewhere, trials_elsewhere),
            r_test: above_other([successes, elsewhere], [trials, trials_elsewhere]),
            best_agree: false,
        }
    }

    /// By what statements of one side are ordered.
    fn score(&self) -> f64 {
        self.r * self.r_test * self.p * self.p_test
    }

    /// How probable it is that chance alone sets the group apart and above one half so far, if both tests
    /// hold.
    fn p_value(&self) -> f64 {
        tail(self.p_test).max(tail(self.r_test))
    }
}

/// Both sides of each statement that is not left out, by column.
fn sides<'a>(
    group: &'a [Tally],
    others: &'a [Tally],
    left_out: &'a [bool],
) -> impl Iterator<Item = [Representative; 2]> + 'a {
    let there = (0..group.len()).filter(|&statement| !left_out.get(statement).copied().unwrap_or(false));
    there.map(|statement| {
        [Side::Agree, Side::Disagree]
            .map(|side| Representative::new(statement, side, group[statement], others[statement]))
    })
}

/// The statements that speak for a group by Polis' rule, at most five: those by which the group stands out
/// and on which most of it is of one mind (both tests above the one-sided 90 % point), and before them the
/// one most agreed to. `others` are the votes of all other groups together; `left_out` as in
/// [`Axes::find`](crate::Axes::find).
pub fn representative(group: &[Tally], others: &[Tally], left_out: &[bool]) -> Vec<Representative> {
    let (mut sufficient, mut best, mut most_agreed) = (Vec::new(), None, None);
    for [agree, disagree] in sides(group, others, left_out) {
        let side = if agree.r_test > disagree.r_test { agree } else { disagree };
        if [agree, disagree].iter().any(|side| side.r_test > Z90 && side.p_test > Z90) {
            sufficient.push(side);
        }
        if best.is_none_or(|best: Representative| side.r_test > best.r_test) {
            best = Some(side);
        }
        if (group[agree.statement].agree, group[agree.statement].disagree) != (0, 0)
            && more_agreed(most_agreed, &agree)
        {
            most_agreed = Some(agree);
        }
    }
    let most_agreed = most_agreed.map(|agree| Representative { best_agree: true, ..agree });
    if sufficient.is_empty() {
        return most_agreed.or(best).into_iter().collect();
    }
    sufficient.sort_by(|a, b| b.score().total_cmp(&a.score()));
    let others = sufficient
        .into_iter()
        .filter(|side| most_agreed.is_none_or(|agreed| agreed.statement != side.statement));
    agrees_first(most_agreed.into_iter().chain(others).take(MOST).collect())
}

/// Whether a statement takes the place of the one most agreed to so far.
fn more_agreed(so_far: Option<Representative>, next: &Representative) -> bool {
    match so_far {
        Some(best) if best.r > 1.0 => {
            next.r * next.r_test * next.p * next.p_test > best.r * best.r_test * best.p * best.p_test
        }
        Some(best) => next.p * next.p_test > best.p * best.p_test,
        None => next.p_test > Z90 || (next.r > 1.0 && next.p > 0.5),
    }
}

fn agrees_first(mut list: Vec<Representative>) -> Vec<Representative> {
    list.sort_by_key(|side| side.side == Side::Disagree);
    list
}

/// The statements that speak for each group, at most five, such that of all that are found in all groups at
/// most the part `rate` is false on average: both sides of all statements are tested against one half and
/// against the other groups, and Benjamini and Hochberg's procedure decides. A group may have none. Those of
/// a group are ordered by Polis' score, agreements first.
///
/// The groups were found in these same votes, so that the tests promise more than they hold: they guard
/// against few votes, not against groups that are not there.
pub fn representative_found(groups: &[Vec<Tally>], left_out: &[bool], rate: f64) -> Vec<Vec<Representative>> {
    let statements = groups.first().map_or(0, Vec::len);
    let tested: Vec<Vec<Representative>> = (0..groups.len())
        .map(|group| {
            let rest = groups.iter().enumerate().filter(|(at, _)| *at != group).map(|(_, tallies)| tallies);
            let others = crate::counts::together(rest, statements);
            sides(&groups[group], &others, left_out).flatten().collect()
        })
        .collect();
    let limit = threshold(tested.iter().flatten().map(Representative::p_value).collect(), rate);
    let found = tested.into_iter().map(|sides| {
        let mut found: Vec<_> = sides.into_iter().filter(|side| side.p_value() <= limit).collect();
        found.sort_by(|a, b| b.score().total_cmp(&a.score()));
        found.truncate(MOST);
        agrees_first(found)
    });
    found.collect()
}
