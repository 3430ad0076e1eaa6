//! Which statements say nearly the same, by their letters.

use std::collections::BTreeSet;

/// From so much on two statements are alike: where PostgreSQL's `pg_trgm` draws the line too.
const ALIKE: f64 = 0.3;

/// Of these statements, `(statement, its words)`, those that say nearly what `words` say, the nearest first: at least
/// three tenths of all trigrams of both are the same ([`likeness`]). Equal ones stand by their number.
pub fn alike<'a>(words: &str, statements: impl IntoIterator<Item = (u32, &'a str)>) -> Vec<(u32, f64)> {
    let wanted = trigrams(words);
    let near = statements.into_iter().map(|(statement, said)| (statement, shared(&wanted, &trigrams(said))));
    let mut near: Vec<_> = near.filter(|&(_, likeness)| likeness >= ALIKE).collect();
    near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    near
}

/// How alike two texts are, from 0 to 1: the share of the trigrams of both that they have in common (R. Angell,
/// G. Freund, P. Willett, 1983), of words in small letters with two spaces before and one behind, as `pg_trgm` takes them.
/// Case, order and signs between words do not matter.
pub fn likeness(a: &str, b: &str) -> f64 {
    shared(&trigrams(a), &trigrams(b))
}

fn shared(a: &BTreeSet<[char; 3]>, b: &BTreeSet<[char; 3]>) -> f64 {
    let all = a.union(b).count();
    if all == 0 { 0.0 } else { a.intersection(b).count() as f64 / all as f64 }
}

fn trigrams(text: &str) -> BTreeSet<[char; 3]> {
    let mut found = BTreeSet::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let letters = "  ".chars().chain(word.chars().flat_map(char::to_lowercase)).chain(" ".chars());
        found.extend(letters.collect::<Vec<_>>().windows(3).map(|three| [three[0], three[1], three[2]]));
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `SELECT similarity('word', 'two words')` is 0.36363637 in PostgreSQL's own documentation of `pg_trgm`.
    #[test]
    fn it_is_what_pg_trgm_says() {
        assert!((likeness("word", "two words") - 4.0 / 11.0).abs() < 1e-12);
        assert_eq!(likeness("", ""), 0.0);
    }

    #[test]
    fn what_was_said_nearly_so_comes_first() {
        let said = [
            (1, "The library closes too early."),
            (2, "There are no books in our language."),
            (3, "The library closes too early in the evening."),
        ];
        let near = alike("Our library closes much too early!", said);
        assert_eq!(near.iter().map(|(statement, _)| *statement).collect::<Vec<_>>(), [1, 3]);
        assert!(alike("Buses are late", said).is_empty());
    }

    proptest! {
        #[test]
        fn it_does_not_matter_who_is_held_against_whom(a in "[a-zé ]{0,30}", b in "[a-zé ]{0,30}") {
            let both = likeness(&a, &b);
            prop_assert!((0.0..=1.0).contains(&both));
            prop_assert_eq!(both, likeness(&b, &a));
            prop_assert_eq!(likeness(&a, &a.to_uppercase()), if a.trim().is_empty() { 0.0 } else { 1.0 });
        }
    }
}
