//! How much there is to learn from asking about a statement.

use crate::Tally;

/// The priority of a statement about the participants themselves and not about the matter.
pub const META: f64 = 49.0;

/// How much there is to learn from one more vote: high for statements that are new, that are seldom passed
/// on, that are agreed to, and that set people apart on the map (Polis, since 2018). `tally` holds their
/// votes, `extremity` is how far from the centre someone stands who agrees with this statement alone, in the
/// units of [`place_all`](crate::place_all).
pub fn priority(tally: &Tally, extremity: f64) -> f64 {
    let votes = f64::from(tally.votes());
    let part = |count: u32| (f64::from(count) + 1.0) / (votes + 2.0);
    let importance = (1.0 - part(tally.pass)) * (extremity + 1.0) * part(tally.agree);
    (importance * (1.0 + 8.0 * (-votes / 5.0).exp2())).powi(2)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_new_statement_comes_before_one_that_all_have_long_agreed_to() {
        assert_eq!(priority(&Tally::default(), 0.0), (0.25_f64 * 9.0).powi(2));
        assert!(priority(&Tally::default(), 0.0) > priority(&Tally { agree: 100, ..Tally::default() }, 0.0));
    }

    proptest! {
        #[test]
        fn what_sets_people_apart_and_is_not_passed_on_comes_first(
            agree in 0_u32..500, disagree in 0_u32..500, pass in 1_u32..500, extremity in 0.0..9.0_f64,
        ) {
            let tally = Tally { agree, disagree, pass };
            prop_assert!(priority(&tally, extremity) < priority(&tally, extremity + 1.0));
            let clearer = Tally { agree, disagree: disagree + 1, pass: pass - 1 };
            prop_assert!(priority(&tally, extremity) < priority(&clearer, extremity));
        }
    }
}
