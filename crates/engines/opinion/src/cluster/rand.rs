//! How alike two ways to divide the same things are.

use std::collections::HashMap;
use std::hash::Hash;

/// The Rand index of two partitions of the same things, adjusted for chance (L. Hubert, P. Arabie, 1985): 1
/// for the same partition, about 0 for unrelated ones. 1 if both put everything into one cluster or
/// everything into its own. Things beyond the shorter list are left out.
pub fn adjusted_rand<A: Eq + Hash, B: Eq + Hash>(one: &[A], other: &[B]) -> f64 {
    let count = one.len().min(other.len());
    let mut pairs: HashMap<(&A, &B), u64> = HashMap::new();
    let (mut rows, mut columns): (HashMap<&A, u64>, HashMap<&B, u64>) = Default::default();
    for (a, b) in one.iter().zip(other) {
        *pairs.entry((a, b)).or_default() += 1;
        *rows.entry(a).or_default() += 1;
        *columns.entry(b).or_default() += 1;
    }
    let twos = |count: u64| (count * count.saturating_sub(1) / 2) as f64;
    let both: f64 = pairs.values().map(|&count| twos(count)).sum();
    let in_rows: f64 = rows.values().map(|&count| twos(count)).sum();
    let in_columns: f64 = columns.values().map(|&count| twos(count)).sum();
    let by_chance = in_rows * in_columns / twos(count as u64);
    let most = f64::midpoint(in_rows, in_columns);
    if most == by_chance || count < 2 { 1.0 } else { (both - by_chance) / (most - by_chance) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::adjusted_rand;

    /// The example that scikit-learn's documentation of the measure works out.
    #[test]
    fn known_values() {
        assert!((adjusted_rand(&[0, 0, 1, 2], &[0, 0, 1, 1]) - 0.571_428_571).abs() < 1e-9);
        assert_eq!(adjusted_rand(&[0, 0, 1, 1], &['b', 'b', 'a', 'a']), 1.0);
        assert_eq!(adjusted_rand(&[0, 0, 0, 0], &[0, 1, 2, 3]), 0.0);
        assert_eq!(adjusted_rand::<u8, u8>(&[], &[]), 1.0);
    }

    proptest! {
        #[test]
        fn names_and_sides_do_not_matter(pairs in prop::collection::vec((0_u8..4, 0_u8..4), 2..60)) {
            let (one, other): (Vec<u8>, Vec<u8>) = pairs.into_iter().unzip();
            let there = adjusted_rand(&one, &other);
            prop_assert!((there - adjusted_rand(&other, &one)).abs() < 1e-12);
            let renamed: Vec<u8> = other.iter().map(|name| 9 - name).collect();
            prop_assert!((there - adjusted_rand(&one, &renamed)).abs() < 1e-12);
            prop_assert_eq!(adjusted_rand(&one, &one), 1.0);
        }
    }
}
