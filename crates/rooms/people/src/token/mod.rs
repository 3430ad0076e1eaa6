//! A personal token: what a person's own programs sign in with at the API.

pub(crate) mod acts;
pub(crate) mod page;
pub(crate) mod store;

use jiff::Timestamp;
use kernel::PersonId;

kernel::ids! {
    /// A personal token.
    TokenId
}

/// What every token begins with, so that a program that looks for lost secrets knows it.
const BEGINNING: &str = "gsw_";
/// Whether `secret` is written as a token is.
pub(crate) fn is_token(secret: &str) -> bool {
    secret.starts_with(BEGINNING)
}

/// The longest name, in characters.
const NAME: usize = 80;
/// The most tokens of one person.
const MOST: usize = 20;

/// A token, as its owner sees it: its secret is shown once and not kept.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) id: TokenId,
    pub(crate) person: PersonId,
    pub(crate) name: String,
    /// SHA-256 of its secret.
    pub(crate) mark: Vec<u8>,
    pub(crate) made_at: Timestamp,
    /// When something was last changed with it.
    pub(crate) used_at: Option<Timestamp>,
}
