//! Identifiers as DHIS2 has them: a letter and ten letters or digits.

use sha2::{Digest, Sha256};
use uuid::Uuid;

const SIGNS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/// The letters among them stand first.
const LETTERS: u8 = 52;
/// How long an identifier is.
const LONG: usize = 11;

/// What stands for the whole, there as here: each installation of DHIS2 has it under this identifier.
pub(crate) const DEFAULT: &str = "HllvX50cXC0";
/// The combination and the category of nothing but `default`.
pub(crate) const DEFAULT_COMBO: &str = "bjDvmb4bfuf";

/// The identifier of `what` about one of our things: always the same, with about 65 random bits, so that ten
/// million of them are without a pair for all practical purposes.
pub(crate) fn uid(what: &str, id: Uuid) -> String {
    let hash = Sha256::new().chain_update(what).chain_update([0]).chain_update(id).finalize();
    let sign = |(at, byte): (usize, &u8)| {
        // Two bytes a sign: what is left over by the division does not show.
        let number = u16::from_be_bytes([*byte, hash[LONG + at]]);
        let signs = if at == 0 { u16::from(LETTERS) } else { SIGNS.len() as u16 };
        char::from(SIGNS[usize::from(number % signs)])
    };
    hash.iter().take(LONG).enumerate().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use uuid::Uuid;

    use super::{DEFAULT, uid};

    fn well_formed(uid: &str) -> bool {
        uid.len() == 11
            && uid.starts_with(|c: char| c.is_ascii_alphabetic())
            && uid.bytes().all(|byte| byte.is_ascii_alphanumeric())
    }

    #[test]
    fn every_thing_has_one_of_its_own_and_keeps_it() {
        let ids: Vec<Uuid> = (0..20_000).map(Uuid::from_u128).collect();
        let uids: HashSet<String> = ids.iter().map(|id| uid("element", *id)).collect();
        assert_eq!(uids.len(), ids.len());
        assert!(uids.iter().all(|uid| well_formed(uid)) && well_formed(DEFAULT));
        assert_eq!(uid("element", ids[1]), uid("element", ids[1]));
        assert_ne!(uid("element", ids[1]), uid("set", ids[1]));
        // Whoever wrote it down last year finds it.
        assert_eq!(uid("set", Uuid::nil()), uid("set", Uuid::nil()));
    }
}
