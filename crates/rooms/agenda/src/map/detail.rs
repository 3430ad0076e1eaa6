//! What a map holds besides its picture: the axes, by which somebody is placed on it, and the votes of each group on
//! each statement. Bytes, because it is read by whoever has voted and is long.

use std::collections::BTreeMap;

use kernel::{Error, Result};
use opinion::{Axes, Cast, Group, Map, Place, Tally, Unasked, Votes};

use super::Picture;
use crate::vote::Stance;

/// The axes by statement and the votes of each group.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Detail {
    /// Numbers of the statements, by column.
    pub(crate) numbers: Vec<i64>,
    /// Whether a statement takes no part, by column.
    pub(crate) left_out: Vec<bool>,
    /// Centre and both components, by column.
    axes: Vec<[f64; 3]>,
    /// By group and column.
    pub(crate) tallies: Vec<Vec<Tally>>,
}

/// Where somebody stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Mine {
    pub(crate) place: Place,
    /// Votes that count for it.
    pub(crate) votes: u32,
    pub(crate) group: Option<u8>,
    /// Whether it is the same group at both ends of the range along each axis, which holds with 95 %.
    pub(crate) sure: bool,
}

/// Standard errors of a range that holds with 95 %.
pub(crate) const Z: f64 = 1.96;

impl Detail {
    /// That of a map whose columns have these numbers.
    pub(crate) fn of(map: &Map, numbers: &[i64]) -> Self {
        let [along, across] = &map.axes.components;
        let axes = (0..map.axes.centre.len()).map(|at| [map.axes.centre[at], along[at], across[at]]);
        Self {
            numbers: numbers.to_vec(),
            left_out: map.left_out.clone(),
            axes: axes.collect(),
            tallies: map.tallies.clone(),
        }
    }

    /// As it is kept: how many statements and groups, then statement by statement.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let count = |n: usize| (n as u32).to_le_bytes();
        let mut bytes = [count(self.numbers.len()), count(self.tallies.len())].concat();
        for (at, number) in self.numbers.iter().enumerate() {
            bytes.extend(number.to_le_bytes());
            bytes.push(self.left_out[at].into());
            bytes.extend(self.axes[at].iter().flat_map(|x| x.to_le_bytes()));
            for tally in self.tallies.iter().map(|tallies| tallies[at]) {
                bytes.extend([tally.agree, tally.disagree, tally.pass].iter().flat_map(|n| n.to_le_bytes()));
            }
        }
        bytes
    }

    /// What was kept.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self> {
        let mut rest = Rest(bytes);
        let [statements, groups] = [rest.count()?, rest.count()?];
        let mut detail = Self { tallies: vec![Vec::new(); groups as usize], ..Self::default() };
        for _ in 0..statements {
            detail.numbers.push(i64::from_le_bytes(rest.take()?));
            let [left_out] = rest.take()?;
            detail.left_out.push(left_out != 0);
            let mut real = || rest.take().map(f64::from_le_bytes);
            detail.axes.push([real()?, real()?, real()?]);
            for tallies in &mut detail.tallies {
                tallies.push(Tally { agree: rest.count()?, disagree: rest.count()?, pass: rest.count()? });
            }
        }
        Ok(detail)
    }

    /// Where somebody with these votes stands on the map of `picture`; `None` without a vote that counts.
    pub(crate) fn place(&self, picture: &Picture, own: &BTreeMap<i64, Stance>) -> Option<Mine> {
        let column = |number: &i64| self.numbers.iter().position(|found| found == number);
        let casts: Vec<Cast> = own
            .iter()
            .filter_map(|(number, stance)| {
                let statement = column(number).filter(|&at| !self.left_out[at])? as u32;
                Some(Cast { participant: 0, statement, vote: stance.choice.into() })
            })
            .collect();
        let seen = casts.len() as u32;
        if seen == 0 {
            return None;
        }
        let by = |which: usize| self.axes.iter().map(|axes| axes[which]).collect();
        let group = |group: &super::Group| Group { centre: group.centre, size: group.people };
        let map = Map {
            axes: Axes::known(by(0), [by(1), by(2)]),
            places: Vec::new(),
            groups: picture.groups.iter().map(group).collect(),
            group_of: Vec::new(),
            tallies: Vec::new(),
            silhouette: None,
            left_out: self.left_out.clone(),
            unasked: Unasked::Absent,
        };
        let place = map.place(&Votes::cast(1, self.numbers.len(), casts), 0)?;
        let group = map.group_at(place.at, seen);
        let ends = [0, 1].into_iter().flat_map(|axis| [-Z, Z].map(|z| (axis, z * place.error[axis])));
        let moved = |(axis, by): (usize, f64)| {
            let mut at = place.at;
            at[axis] += by;
            at
        };
        let sure = group.is_some() && ends.map(moved).all(|at| map.group_at(at, seen) == group);
        Some(Mine { place, votes: seen, group, sure })
    }
}

/// What is still to be read.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N]> {
        let short = || Error::Internal("the kept map breaks off".to_owned());
        let (first, rest) = self.0.split_first_chunk::<N>().ok_or_else(short)?;
        self.0 = rest;
        Ok(*first)
    }

    fn count(&mut self) -> Result<u32> {
        self.take().map(u32::from_le_bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vote::{Choice, Stance};

    #[test]
    fn it_is_read_as_it_was_kept() {
        let tally = |agree| Tally { agree, disagree: 2, pass: 1 };
        let detail = Detail {
            numbers: vec![3, 9],
            left_out: vec![false, true],
            axes: vec![[0.5, -0.25, 1e-9], [0.0; 3]],
            tallies: vec![vec![tally(7), tally(0)], vec![tally(1), tally(4)]],
        };
        let bytes = detail.bytes();
        assert_eq!(Detail::read(&bytes).unwrap(), detail);
        assert!(Detail::read(&bytes[..bytes.len() - 1]).is_err());
        assert_eq!(Detail::read(&Detail::default().bytes()).unwrap(), Detail::default());
    }

    #[test]
    fn whoever_voted_on_nothing_that_counts_stands_nowhere() {
        let detail = Detail {
            numbers: vec![3, 9],
            left_out: vec![false, true],
            axes: vec![[0.0, 1.0, 0.0], [0.0; 3]],
            tallies: Vec::new(),
        };
        let picture = Picture::default();
        let agree = Stance { choice: Choice::Agree, important: false };
        let place = |agreed: &[i64]| detail.place(&picture, &agreed.iter().map(|n| (*n, agree)).collect());
        assert_eq!(place(&[]), None);
        assert_eq!(place(&[9, 12]), None);
        let mine = place(&[3]).unwrap();
        assert_eq!((mine.place.at, mine.votes, mine.group), ([1.0, 0.0], 1, None));
    }
}
