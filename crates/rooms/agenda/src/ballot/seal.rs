//! Ballots that nobody can read before the end, and nobody can trace after it.
//!
//! A ballot is sealed (X25519, XSalsa20-Poly1305, an ephemeral key each) to the public key of its poll. The secret half
//! is a file outside the database ([`kernel::Vault`]). At the end all ballots are opened together; the key is destroyed
//! with the sealed ballots, and what copies of the database still hold can be read by nobody.
//!
//! Source: quality.md 2.7. Sealed boxes as in libsodium (`crypto_box_seal`), by the crate `crypto_box`.

use std::collections::BTreeMap;

use crypto_box::aead::OsRng;
use crypto_box::{PublicKey, SecretKey};
use kernel::{Error, Key, Result};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::decision::DecisionId;

/// Every ballot is so long before it is sealed, whatever it says.
const SIZE: usize = 256;
/// The version of what stands before the line: this byte, the poll, the receipt, and the length of the line.
const VERSION: u8 = 1;
const HEAD: usize = 1 + 16 + RECEIPT + 1;
/// Random bytes of a receipt: 80 bits.
const RECEIPT: usize = 10;
/// The letters of receipts, without those that are easily mistaken (Crockford's base 32).
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// What a voter is shown once, and finds in the published list.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Receipt([u8; RECEIPT]);

impl Receipt {
    /// A new one.
    pub(crate) fn new() -> Result<Self> {
        let mut bytes = [0; RECEIPT];
        getrandom::fill(&mut bytes).map_err(|error| Error::Internal(error.to_string()))?;
        Ok(Self(bytes))
    }

    /// As people read it: four groups of four letters.
    pub(crate) fn code(&self) -> String {
        let bits = self.0.iter().fold(0_u128, |bits, &byte| bits << 8 | u128::from(byte));
        let letter = |at: usize| char::from(LETTERS[(bits >> (75 - 5 * at) & 31) as usize]);
        let group = |group: usize| (group * 4..group * 4 + 4).map(letter).collect::<String>();
        (0..4).map(group).collect::<Vec<_>>().join("-")
    }
}

impl std::fmt::Debug for Receipt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Receipt(…)")
    }
}

/// A new key for a poll: the secret half, and the public one as it stands in the database.
pub(crate) fn new_key() -> (Key, String) {
    let secret = SecretKey::generate(&mut OsRng);
    (Key(secret.to_bytes()), hex::encode(secret.public_key().as_bytes()))
}

/// By what the secret half is kept: an id that comes from the public one.
pub(crate) fn key_id(public: &str) -> Uuid {
    let digest: [u8; 32] = Sha256::digest(public).into();
    Uuid::from_slice(&digest[..16]).expect("sixteen bytes")
}

/// Whether that is the secret half of a poll's key.
pub(crate) fn fits(key: &Key, public: &str) -> bool {
    hex::encode(SecretKey::from_bytes(key.0).public_key().as_bytes()) == public
}

/// Seals one ballot.
pub(crate) fn seal(public: &str, decision: DecisionId, receipt: &Receipt, line: &str) -> Result<Vec<u8>> {
    let wrong = |what: &str| Error::Internal(format!("a ballot cannot be sealed: {what}"));
    let public = hex::decode(public).map_err(|error| wrong(&error.to_string()))?;
    let public = PublicKey::from_slice(&public).map_err(|error| wrong(&error.to_string()))?;
    let length = u8::try_from(line.len()).map_err(|_| wrong("its line is too long"))?;
    let mut ballot = vec![VERSION];
    ballot.extend_from_slice(decision.0.as_bytes());
    ballot.extend_from_slice(&receipt.0);
    ballot.push(length);
    ballot.extend_from_slice(line.as_bytes());
    if ballot.len() > SIZE {
        return Err(wrong("its line is too long"));
    }
    ballot.resize(SIZE, 0);
    public.seal(&mut OsRng, &ballot).map_err(|error| wrong(&error.to_string()))
}

/// What came out of a poll's sealed ballots.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Opened {
    /// The line of each ballot by its receipt: in an order that is random, because receipts are.
    pub(crate) ballots: BTreeMap<String, String>,
    /// Ballots that this key does not open, that are of another poll, or that are copies of one another.
    pub(crate) spoilt: usize,
}

/// Opens all ballots of a poll together.
pub(crate) fn open(key: &Key, decision: DecisionId, sealed: &[Vec<u8>]) -> Opened {
    let secret = SecretKey::from_bytes(key.0);
    let mut opened = Opened::default();
    for ballot in sealed {
        let Some((receipt, line)) = secret.unseal(ballot).ok().and_then(|ballot| read(&ballot, decision))
        else {
            opened.spoilt += 1;
            continue;
        };
        if opened.ballots.insert(receipt.code(), line).is_some() {
            opened.spoilt += 1;
        }
    }
    opened
}

fn read(ballot: &[u8], decision: DecisionId) -> Option<(Receipt, String)> {
    let (head, rest) = ballot.split_at_checked(HEAD)?;
    let (&length, head) = head.split_last()?;
    let receipt = head.get(17..)?.try_into().ok()?;
    if head[0] != VERSION || &head[1..17] != decision.0.as_bytes() {
        return None;
    }
    let line = rest.get(..usize::from(length))?;
    Some((Receipt(receipt), String::from_utf8(line.to_vec()).ok()?))
}

/// The published list as a text, a receipt and a ballot in each line, and what its SHA-256 is taken of.
pub(crate) fn list<'a>(ballots: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    ballots.into_iter().flat_map(|(receipt, line)| [receipt, " ", line, "\n"]).collect()
}

/// The hash of that text.
pub(crate) fn hash(list: &str) -> String {
    hex::encode(Sha256::digest(list))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_ballot_is_opened_by_its_key_alone() {
        let (key, public) = new_key();
        let (other, _) = new_key();
        let decision = DecisionId::new();
        let receipts = [Receipt::new().unwrap(), Receipt::new().unwrap()];
        let one = seal(&public, decision, &receipts[0], "2>1>3").unwrap();
        let two = seal(&public, decision, &receipts[1], "abstain").unwrap();
        assert_eq!(one.len(), two.len(), "the length says nothing");
        assert!(fits(&key, &public) && !fits(&other, &public));
        let opened = open(&key, decision, &[one.clone(), two.clone()]);
        assert_eq!((opened.ballots.len(), opened.spoilt), (2, 0));
        assert_eq!(opened.ballots[&receipts[0].code()], "2>1>3");
        assert_eq!(open(&other, decision, std::slice::from_ref(&one)).spoilt, 1);
        assert_eq!(
            open(&key, DecisionId::new(), std::slice::from_ref(&one)).spoilt,
            1,
            "a ballot of another poll"
        );
        let copied = open(&key, decision, &[one.clone(), one.clone(), two]);
        assert_eq!((copied.ballots.len(), copied.spoilt), (2, 1), "a copy counts once");
        let again = seal(&public, decision, &receipts[0], "2>1>3").unwrap();
        assert_ne!(again, one, "the same ballot is never sealed the same");
        assert!(seal(&public, decision, &receipts[0], &"9,".repeat(120)).is_err());
        assert!(!format!("{:?} {key:?}", receipts[0]).contains(&receipts[0].code()));
    }

    #[test]
    fn the_longest_ballot_there_can_be_is_sealed() {
        let (key, public) = new_key();
        let decision = DecisionId::new();
        let line = (1..=crate::poll::rules::OPTIONS).map(|n| n.to_string()).collect::<Vec<_>>().join(">");
        let sealed = seal(&public, decision, &Receipt::new().unwrap(), &line).unwrap();
        assert_eq!(open(&key, decision, &[sealed]).ballots.into_values().collect::<Vec<_>>(), [line]);
    }

    #[test]
    fn a_receipt_has_sixteen_letters_of_five_bits() {
        assert_eq!(Receipt([0; RECEIPT]).code(), "0000-0000-0000-0000");
        assert_eq!(Receipt([255; RECEIPT]).code(), "ZZZZ-ZZZZ-ZZZZ-ZZZZ");
        // 0x08 is 00001 000…: the second letter of the alphabet, then nothing.
        let mut bytes = [0; RECEIPT];
        bytes[0] = 0x08;
        assert_eq!(Receipt(bytes).code(), "1000-0000-0000-0000");
        assert_ne!(Receipt::new().unwrap(), Receipt::new().unwrap());
    }

    #[test]
    fn the_list_has_a_hash_that_anybody_can_take() {
        let list = list([("0000-0000-0000-0001", "2"), ("0000-0000-0000-0002", "abstain")]);
        assert_eq!(list, "0000-0000-0000-0001 2\n0000-0000-0000-0002 abstain\n");
        // printf '0000-0000-0000-0001 2\n0000-0000-0000-0002 abstain\n' | sha256sum
        assert_eq!(hash(&list), "c8cb352defd68350fec68855552c6a8c7ccbe685a83b3a77e63ecd65351a2b1b");
    }
}
