//! Ballots that put options in an order.

use super::{Fault, more, named};

/// The highest bit of a place: it shares its rank with the place before.
const EQUAL: u16 = 1 << 15;

/// An option on a ballot: at the next rank, or at the rank of the place before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place(u16);

impl Place {
    /// The option, by index, at the next rank.
    pub fn next(option: usize) -> Self {
        Self(u16::try_from(option).unwrap_or(EQUAL - 1).min(EQUAL - 1))
    }

    /// The option, by index, at the rank of the place before it.
    pub fn equal(option: usize) -> Self {
        Self(Self::next(option).0 | EQUAL)
    }

    /// The option, by index.
    pub fn option(self) -> usize {
        usize::from(self.0 & !EQUAL)
    }

    /// Whether it shares its rank with the place before.
    pub fn is_equal(self) -> bool {
        self.0 & EQUAL != 0
    }
}

/// Ballots that put options in an order, from the most wanted on. Options that a ballot leaves out are below all that it names.
/// A skipped rank is no rank: what follows moves up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rankings {
    options: Vec<String>,
    withdrawn: Vec<bool>,
    /// The places of all ballots, one after the other.
    places: Vec<Place>,
    /// Where each ballot ends in `places`.
    ends: Vec<usize>,
    weights: Vec<u64>,
    total: u64,
    voting: u64,
    /// The last ballot that named each option, to find what is named twice.
    named: Vec<usize>,
}

impl Rankings {
    /// No ballots yet, on options with these names. Those at the indices in `withdrawn` cannot win, and ballots pass over them.
    pub fn new(options: Vec<String>, withdrawn: &[usize]) -> Result<Self, Fault> {
        named(&options)?;
        let mut gone = vec![false; options.len()];
        for &option in withdrawn {
            *gone.get_mut(option).ok_or(Fault::Unknown(option))? = true;
        }
        Ok(Self {
            named: vec![usize::MAX; options.len()],
            options,
            withdrawn: gone,
            places: Vec::new(),
            ends: Vec::new(),
            weights: Vec::new(),
            total: 0,
            voting: 0,
        })
    }

    /// Adds a ballot that counts `weight` times. One that names nothing is an abstention.
    pub fn push(&mut self, weight: u64, places: impl IntoIterator<Item = Place>) -> Result<(), Fault> {
        let (start, ballot) = (self.places.len(), self.ends.len());
        let (pushed, total) = (self.places_of(ballot, places), more(self.total, weight));
        match pushed.and(total) {
            Ok(total) => {
                self.total = total;
                self.voting += if self.places.len() > start { weight } else { 0 };
                self.ends.push(self.places.len());
                self.weights.push(weight);
                Ok(())
            }
            Err(fault) => {
                self.places.truncate(start);
                self.named.fill(usize::MAX);
                Err(fault)
            }
        }
    }

    fn places_of(&mut self, ballot: usize, places: impl IntoIterator<Item = Place>) -> Result<(), Fault> {
        let mut rank_is_open = false;
        for place in places {
            let option = place.option();
            let last = self.named.get_mut(option).ok_or(Fault::Unknown(option))?;
            if std::mem::replace(last, ballot) == ballot {
                return Err(Fault::Twice(self.options[option].clone()));
            }
            let joins = place.is_equal() && rank_is_open;
            rank_is_open = joins;
            if !self.withdrawn[option] {
                self.places.push(if joins { Place::equal(option) } else { Place::next(option) });
                rank_is_open = true;
            }
        }
        Ok(())
    }

    /// The names of the options.
    pub fn options(&self) -> &[String] {
        &self.options
    }

    /// Whether each option has withdrawn.
    pub fn withdrawn(&self) -> &[bool] {
        &self.withdrawn
    }

    /// The sum of all weights: ballots cast, abstentions too.
    pub fn cast(&self) -> u64 {
        self.total
    }

    /// The sum of the weights of ballots that name an option: the others abstain, or name only options that have withdrawn.
    pub fn voting(&self) -> u64 {
        self.voting
    }

    /// How many ballots are kept: those that came with one weight are one.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Weight and places of the ballot at an index.
    pub fn ballot(&self, at: usize) -> (u64, &[Place]) {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        (self.weights[at], &self.places[start..self.ends[at]])
    }

    /// Every ballot: weight and places.
    pub fn iter(&self) -> impl Iterator<Item = (u64, &[Place])> {
        (0..self.len()).map(|at| self.ballot(at))
    }
}

/// The first option that is `wanted` among the places from `from` on, and where the places after its rank begin. A ballot whose
/// next rank is shared by several wanted options says no single next one: it stops there, as one that names no more does.
pub(crate) fn next(places: &[Place], from: usize, wanted: impl Fn(usize) -> bool) -> Option<(usize, usize)> {
    let mut at = from;
    while at < places.len() {
        let end = at + 1 + places[at + 1..].iter().take_while(|place| place.is_equal()).count();
        let mut found = places[at..end].iter().map(|place| place.option()).filter(|&option| wanted(option));
        if let Some(option) = found.next() {
            return found.next().is_none().then_some((option, end));
        }
        at = end;
    }
    None
}

/// The ranks of a ballot, from the first on: each the options that share it.
pub(crate) fn ranks(places: &[Place]) -> impl Iterator<Item = &[Place]> {
    places.chunk_by(|_, next| next.is_equal())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn three(withdrawn: &[usize]) -> Rankings {
        Rankings::new(["a", "b", "c"].map(String::from).to_vec(), withdrawn).unwrap()
    }

    #[test]
    fn ballots_pass_over_who_has_withdrawn_and_keep_what_shares_a_rank() {
        let mut ballots = three(&[1]);
        ballots.push(2, [Place::next(0), Place::next(1), Place::equal(2)]).unwrap();
        ballots.push(1, [Place::next(0), Place::equal(1), Place::equal(2)]).unwrap();
        assert_eq!(ballots.ballot(0), (2, &[Place::next(0), Place::next(2)][..]));
        assert_eq!(ballots.ballot(1), (1, &[Place::next(0), Place::equal(2)][..]));
        assert_eq!(ballots.cast(), 3);
    }

    #[test]
    fn a_ballot_that_cannot_be_taken_leaves_no_trace() {
        let mut ballots = three(&[]);
        let before = ballots.clone();
        assert_eq!(ballots.push(1, [Place::next(0), Place::next(0)]), Err(Fault::Twice("a".into())));
        assert_eq!(ballots.push(1, [Place::next(1), Place::next(3)]), Err(Fault::Unknown(3)));
        assert_eq!(ballots.push(u64::MAX, []), Err(Fault::TooMany));
        assert_eq!(ballots, before);
        ballots.push(1, [Place::next(1)]).unwrap();
    }

    #[test]
    fn a_shared_rank_names_nobody_until_one_of_it_is_left() {
        let places = [Place::next(0), Place::next(1), Place::equal(2)];
        assert_eq!(next(&places, 0, |_| true), Some((0, 1)));
        assert_eq!(next(&places, 1, |_| true), None);
        assert_eq!(next(&places, 0, |option| option == 2), Some((2, 3)));
        assert_eq!(ranks(&places).count(), 2);
    }

    #[test]
    fn names_tell_options_apart() {
        let new = |names: &[&str]| Rankings::new(names.iter().map(|name| (*name).to_owned()).collect(), &[]);
        assert_eq!(new(&[]).unwrap_err(), Fault::Options(0));
        assert_eq!(new(&["a", "a"]).unwrap_err(), Fault::SameName("a".into()));
        assert_eq!(new(&["a", " "]).unwrap_err(), Fault::NoName);
    }
}
