//! A key in shares, of which so many make it whole and fewer say nothing of it; and a share as people write it down.
//!
//! Source: A. Shamir, *How to share a secret*, 1979: each byte of the key is the value at 0 of a polynomial with random
//! coefficients, a share its value elsewhere. Bytes are the field of AES (FIPS 197, 4.2). No table is looked up and no branch
//! taken by a secret byte.

use kernel::{Error, Key, Result};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::ballot::seal;

/// Bytes of a key, and of what a share says of it.
const KEY: usize = 32;
/// Bytes by which a slip of the pen is found.
const CHECK: usize = 2;
/// The letters of shares: those of receipts (Crockford's base 32).
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The product in the field: bit by bit, modulo x⁸ + x⁴ + x³ + x + 1.
fn times(one: u8, other: u8) -> u8 {
    let (mut one, mut product) = (one, 0);
    for bit in 0..8 {
        product ^= one & 0_u8.wrapping_sub(other >> bit & 1);
        one = one << 1 ^ 0x1b & 0_u8.wrapping_sub(one >> 7);
    }
    product
}

/// What gives 1 with it: its 254th power; 0 for 0.
fn inverse(of: u8) -> u8 {
    let square = |one| times(one, one);
    // 254 is 2 + 4 + … + 128.
    let powers = std::iter::successors(Some(square(of)), |power| Some(square(*power)));
    powers.take(7).fold(1, times)
}

/// The shares of a key, the first one first: their numbers count from 1.
pub(crate) fn split(key: &Key, needed: u8, shares: u8) -> Result<Vec<Key>> {
    let mut polynomials = [const { Vec::new() }; KEY];
    for (polynomial, &byte) in polynomials.iter_mut().zip(&key.0) {
        let mut coefficients = vec![0; usize::from(needed)];
        getrandom::fill(&mut coefficients).map_err(|error| Error::Internal(error.to_string()))?;
        coefficients[0] = byte;
        *polynomial = coefficients;
    }
    let share = |number: u8| {
        // By Horner's rule, the highest power first.
        let at = |polynomial: &Vec<u8>| {
            polynomial.iter().rev().fold(0, |value, coefficient| times(value, number) ^ coefficient)
        };
        Key(std::array::from_fn(|byte| at(&polynomials[byte])))
    };
    Ok((1..=shares).map(share).collect())
}

/// The key of which these are shares, by their numbers; something else if they are not of one key, nothing if too few.
pub(crate) fn join(needed: u8, shares: &[(u8, Key)]) -> Option<Key> {
    let mut these = shares.to_vec();
    these.sort_by_key(|(number, _)| *number);
    these.dedup_by_key(|(number, _)| *number);
    these.truncate(needed.into());
    if these.len() < needed.into() || these.iter().any(|(number, _)| *number == 0) {
        return None;
    }
    // What each share weighs in the value at 0 (Lagrange); minus is plus in this field.
    let weight = |number: u8| {
        let others = these.iter().map(|(other, _)| *other).filter(|other| *other != number);
        others.fold(1, |weight, other| times(weight, times(other, inverse(other ^ number))))
    };
    let weighed: Vec<(u8, &Key)> = these.iter().map(|(number, share)| (weight(*number), share)).collect();
    let byte = |at: usize| weighed.iter().fold(0, |byte, (weight, share)| byte ^ times(*weight, share.0[at]));
    Some(Key(std::array::from_fn(byte)))
}

/// By what a share is kept while it is on the server.
pub(crate) fn share_id(public: &str, number: i64) -> Uuid {
    seal::key_id(&format!("{public}/{number}"))
}

fn check(public: &str, number: u8, share: &Key) -> [u8; CHECK] {
    let digest: [u8; 32] =
        Sha256::new().chain_update(public).chain_update([number]).chain_update(share.0).finalize().into();
    [digest[0], digest[1]]
}

/// As its trustee writes it down: fourteen groups of four letters.
pub(crate) fn code(public: &str, number: u8, share: &Key) -> String {
    let bytes = [&[number], &share.0[..], &check(public, number, share)].concat();
    let bits =
        bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect::<Vec<u8>>();
    let letter = |five: &[u8]| {
        let value = (0..5).fold(0, |value, at| value << 1 | five.get(at).copied().unwrap_or_default());
        char::from(LETTERS[usize::from(value)])
    };
    let letters: Vec<char> = bits.chunks(5).map(letter).collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// What was written down; nothing if it is no share of this key, or was written wrong.
pub(crate) fn read(public: &str, code: &str) -> Option<(u8, Key)> {
    let letters = code.chars().filter(|letter| !letter.is_whitespace() && *letter != '-');
    let mut bits: Vec<u8> = Vec::new();
    for letter in letters {
        // As Crockford reads them.
        let letter = match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            letter => letter,
        };
        let value = LETTERS.iter().position(|known| char::from(*known) == letter)? as u8;
        bits.extend((0..5).rev().map(|bit| value >> bit & 1));
    }
    let byte = |eight: &[u8]| eight.iter().fold(0, |byte, bit| byte << 1 | bit);
    let bytes: Vec<u8> = bits.chunks_exact(8).map(byte).collect();
    let (&number, rest) = bytes.split_first()?;
    let share = Key(rest.get(..KEY)?.try_into().ok()?);
    let written = rest.get(KEY..)?;
    (written == check(public, number, &share)).then_some((number, share))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_is_that_of_the_standard() {
        // FIPS 197, 4.2 and 4.2.1.
        assert_eq!((times(0x57, 0x83), times(0x57, 0x13)), (0xc1, 0xfe));
        assert!((1..=255).all(|one| times(one, inverse(one)) == 1));
        assert_eq!(inverse(0), 0);
    }

    #[test]
    fn so_many_shares_make_the_key_and_fewer_do_not() {
        let (key, public) = seal::new_key();
        let shares: Vec<(u8, Key)> = (1..).zip(split(&key, 3, 5).unwrap()).collect();
        assert_eq!(shares.len(), 5);
        for chosen in [[0, 1, 2], [4, 2, 0], [1, 3, 4]] {
            let these = chosen.map(|at| shares[at].clone());
            assert!(join(3, &these).is_some_and(|joined| seal::fits(&joined, &public)), "{chosen:?}");
        }
        assert_eq!(join(3, &shares[..2]), None);
        let twice = [shares[0].clone(), shares[0].clone(), shares[1].clone()];
        assert_eq!(join(3, &twice), None, "a share counts once");
        assert!(join(2, &shares[..2]).is_some_and(|joined| joined != key), "fewer say nothing");
        assert!(join(3, &shares).is_some_and(|joined| joined == key), "more do no harm");
        assert!(shares.iter().all(|(_, share)| *share != key));
    }

    #[test]
    fn a_share_is_read_as_it_was_written_down_and_a_slip_is_found() {
        let (key, public) = seal::new_key();
        let share = split(&key, 2, 2).unwrap().remove(1);
        let written = code(&public, 2, &share);
        assert_eq!(written.len(), 14 * 4 + 13, "{written}");
        assert_eq!(read(&public, &written), Some((2, share.clone())));
        assert_eq!(read(&public, &written.to_lowercase().replace('-', " ")), Some((2, share)));
        let other = if written.starts_with('0') { '8' } else { '0' };
        assert_eq!(read(&public, &format!("{other}{}", &written[1..])), None);
        assert_eq!(read(&public, &written[..60]), None);
        assert_eq!(read("another key", &written), None);
        assert_eq!(read(&public, "ü"), None);
    }
}
