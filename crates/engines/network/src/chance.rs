//! Chance from a seed: the same seed gives the same choices on every machine.

use rand_pcg::Pcg32;
use rand_pcg::rand_core::Rng;

/// A stream of choices (M. E. O'Neill's PCG XSH RR 64/32). One seed has many independent streams.
pub(crate) struct Chance(Pcg32);

impl Chance {
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        Self(Pcg32::new(seed, stream))
    }

    /// A whole number below `count`, which is above 0 (D. Lemire 2019, without rejection: the bias is below 2⁻³² · count).
    pub(crate) fn below(&mut self, count: usize) -> usize {
        ((u64::from(self.0.next_u32()) * count as u64) >> 32) as usize
    }

    /// A number from 0 to below 1.
    pub(crate) fn unit(&mut self) -> f64 {
        f64::from(self.0.next_u32()) / 2_f64.powi(32)
    }

    /// Puts things in random order.
    pub(crate) fn shuffle<T>(&mut self, things: &mut [T]) {
        for at in (1..things.len()).rev() {
            things.swap(at, self.below(at + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_chooses_the_same() {
        let order = |seed, stream| {
            let mut things: Vec<u32> = (0..8).collect();
            Chance::new(seed, stream).shuffle(&mut things);
            things
        };
        assert_eq!(order(1, 0), order(1, 0));
        assert_ne!(order(1, 0), order(1, 1));
        assert_ne!(order(1, 0), order(2, 0));
        let mut chance = Chance::new(3, 0);
        assert!((0..1_000).all(|_| chance.below(7) < 7 && (0.0..1.0).contains(&chance.unit())));
    }
}
