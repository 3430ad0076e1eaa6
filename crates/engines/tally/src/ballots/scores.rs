//! Ballots that give each option a number.

use std::cmp::Reverse;

use super::{Fault, Limits, Place, Rankings, more, named};

/// Ballots that give options whole numbers: stars, grades, dots, credits, or 1 for yes. An option may be left without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scores {
    options: Vec<String>,
    limits: Limits,
    /// A value for each option of each ballot, ballot by ballot.
    values: Vec<Option<i16>>,
    weights: Vec<u64>,
    total: u64,
}

impl Scores {
    /// No ballots yet, on options with these names, within these limits.
    pub fn new(options: Vec<String>, limits: Limits) -> Result<Self, Fault> {
        named(&options)?;
        Ok(Self { options, limits, values: Vec::new(), weights: Vec::new(), total: 0 })
    }

    /// Adds a ballot that counts `weight` times: a value for each option. One without any value is an abstention.
    pub fn push(&mut self, weight: u64, values: &[Option<i16>]) -> Result<(), Fault> {
        if values.len() != self.options.len() {
            return Err(Fault::Values(values.len(), self.options.len()));
        }
        self.limits.check(&self.options, values)?;
        self.total = more(self.total, weight)?;
        self.values.extend_from_slice(values);
        self.weights.push(weight);
        Ok(())
    }

    /// The names of the options.
    pub fn options(&self) -> &[String] {
        &self.options
    }

    /// What a ballot may hold.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// The sum of all weights: ballots cast, abstentions too.
    pub fn cast(&self) -> u64 {
        self.total
    }

    /// Every ballot: weight and the value of each option.
    pub fn iter(&self) -> impl Iterator<Item = (u64, &[Option<i16>])> {
        self.weights.iter().copied().zip(self.values.chunks_exact(self.options.len()))
    }

    /// The same ballots as orders: a higher value is ranked higher, equal values share a rank, and options without a value are
    /// left out.
    pub fn rankings(&self) -> Rankings {
        let mut ballots = Rankings::new(self.options.clone(), &[]).expect("the names are checked");
        let mut order: Vec<(Reverse<i16>, usize)> = Vec::new();
        for (weight, values) in self.iter() {
            order.clear();
            order.extend(
                values.iter().enumerate().filter_map(|(option, value)| Some((Reverse((*value)?), option))),
            );
            order.sort_unstable();
            let places = (0..order.len()).map(|at| {
                let (value, option) = order[at];
                let equal = at > 0 && order[at - 1].0 == value;
                if equal { Place::equal(option) } else { Place::next(option) }
            });
            ballots.push(weight, places).expect("each option once, and the sum is checked");
        }
        ballots
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn higher_values_rank_higher_and_equal_ones_share_a_rank() {
        let mut scores =
            Scores::new(["a", "b", "c", "d"].map(String::from).to_vec(), Limits::scores(5)).unwrap();
        scores.push(3, &[Some(0), Some(5), None, Some(5)]).unwrap();
        assert_eq!(scores.push(1, &[None]), Err(Fault::Values(1, 4)));
        let rankings = scores.rankings();
        assert_eq!(rankings.ballot(0), (3, &[Place::next(1), Place::equal(3), Place::next(0)][..]));
    }
}
