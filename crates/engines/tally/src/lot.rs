//! The lot: an order of the options that is declared before the count, for the ties that no rule settles.

use sha2::{Digest, Sha256};

/// What settles a tie that the ballots leave open. The option drawn is the earliest of the tied ones in the order, and it is
/// taken for whatever the tie is about: to be elected, to be excluded, to have its surplus transferred first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Lot {
    /// Nothing was declared: the count stops where it would need a lot, and reports the tie.
    #[default]
    Undeclared,
    /// An order declared with the ballots: options by index, each once.
    Order(Vec<usize>),
    /// A published seed. Options stand in the order of SHA-256 over the seed, a line feed and the option's name, as hexadecimal
    /// digits, so anybody can draw again: `printf '%s\n%s' "$SEED" "$NAME" | sha256sum`.
    Seed(String),
}

impl Lot {
    /// The place of each option in the order; `None` if no lot is declared. Options that an order leaves out come last.
    pub(crate) fn places(&self, options: &[String]) -> Option<Vec<usize>> {
        let order = match self {
            Self::Undeclared => return None,
            Self::Order(order) => order.clone(),
            Self::Seed(seed) => {
                let mut order: Vec<usize> = (0..options.len()).collect();
                order.sort_by_cached_key(|&option| Sha256::digest(format!("{seed}\n{}", options[option])));
                order
            }
        };
        let mut places = vec![order.len(); options.len()];
        for (place, option) in order.into_iter().enumerate() {
            places[option] = place;
        }
        Some(places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compared with `printf '%s\n%s' "2026-11-28" "Helen" | sha256sum` and so on: Castor 8e50…, Pollux 1d9a…, Helen 8629….
    #[test]
    fn anybody_can_draw_the_same_lot() {
        let options = ["Castor", "Pollux", "Helen"].map(String::from);
        let places = Lot::Seed("2026-11-28".into()).places(&options);
        assert_eq!(places, Some(vec![2, 0, 1]));
        assert_eq!(Lot::Order(vec![2, 0, 1]).places(&options), Some(vec![1, 2, 0]));
        assert_eq!(Lot::Undeclared.places(&options), None);
    }
}
