//! One entry: what is sealed of it, and what stands beside and can be erased.

use hmac::{Hmac, Mac};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::Sha256;
use store::{FromRow, FromValue, Row, Value};
use tlog_tiles::{Hash, record_hash};
use uuid::Uuid;

use crate::verify::Flaw;

/// The columns of a [`Record`] in its order.
macro_rules! columns {
    () => {
        "act, actor_mark, after_mark, at, before_mark, id, initiative, kind, object, seq, via, words_mark, \
         hashes, actor_salt, person, name, salt, title, links, before, after"
    };
}
pub(crate) use columns;

/// Bytes; hex in JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hex(pub Vec<u8>);

/// What is sealed of an entry: nothing in it says who somebody is or what was written.
///
/// Its JSON is canonical (RFC 8785): fields in the order of the alphabet, no space, whole numbers, hex for
/// bytes. That JSON is the leaf of the tree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leaf {
    /// What was done, such as `submission.accepted`.
    pub act: String,
    /// The commitment to who did it; none where nobody is to be named.
    pub actor_mark: Option<Hex>,
    /// The commitment to what stood afterwards.
    pub after_mark: Option<Hex>,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// The commitment to what stood before.
    pub before_mark: Option<Hex>,
    /// The entry's id.
    pub id: Uuid,
    /// The initiative.
    pub initiative: Uuid,
    /// The kind of the object it was done to.
    pub kind: String,
    /// The object it was done to.
    pub object: Uuid,
    /// Its number in the initiative's sealed order, from 0 without a gap.
    pub seq: i64,
    /// The way it came in.
    pub via: String,
    /// The commitment to title and links.
    pub words_mark: Hex,
}

impl Leaf {
    /// The hash of the leaf, as in RFC 6962.
    pub(crate) fn hash(&self) -> Hash {
        record_hash(&serde_json::to_vec(self).expect("a leaf is plain data"))
    }
}

/// Who and what in words. Each salt goes together with all it covers, and the proof stays whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// What the actor's commitment is salted with.
    pub actor_salt: Option<Hex>,
    /// Who did it.
    pub person: Option<Uuid>,
    /// What they were called.
    pub name: Option<String>,
    /// What the other commitments are salted with.
    pub salt: Option<Hex>,
    /// What the object was called.
    pub title: Option<String>,
    /// The links that came with it, as JSON.
    pub links: Option<String>,
    /// What stood before.
    pub before: Option<String>,
    /// What stood afterwards.
    pub after: Option<String>,
}

impl Said {
    /// Whether what is still there is what was sealed; answers whether anything was erased.
    pub(crate) fn check(&self, leaf: &Leaf) -> Result<bool, Flaw> {
        let actor_erased = self.check_actor(leaf)?;
        Ok(self.check_words(leaf)? || actor_erased)
    }

    fn check_actor(&self, leaf: &Leaf) -> Result<bool, Flaw> {
        match (&leaf.actor_mark, &self.actor_salt) {
            (Some(sealed), Some(salt)) => {
                let name = self.name.as_deref().unwrap_or_default();
                matches(sealed, salt, &actor(self.person, name)).then_some(false).ok_or(Flaw::Actor)
            }
            (sealed, None) if self.person.is_none() && self.name.is_none() => Ok(sealed.is_some()),
            _ => Err(Flaw::Actor),
        }
    }

    fn check_words(&self, leaf: &Leaf) -> Result<bool, Flaw> {
        let Some(salt) = &self.salt else {
            let texts = [&self.title, &self.links, &self.before, &self.after];
            return if texts.iter().all(|text| text.is_none()) { Ok(true) } else { Err(Flaw::Words) };
        };
        let (Some(title), Some(links)) = (&self.title, &self.links) else { return Err(Flaw::Words) };
        let fits = |sealed: &Option<Hex>, text: &Option<String>| match (sealed, text) {
            (Some(sealed), Some(text)) => matches(sealed, salt, text),
            (None, None) => true,
            _ => false,
        };
        let all_fit = matches(&leaf.words_mark, salt, &words(title, links))
            && fits(&leaf.before_mark, &self.before)
            && fits(&leaf.after_mark, &self.after);
        if all_fit { Ok(false) } else { Err(Flaw::Words) }
    }
}

/// An entry as it is stored and exported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// What is sealed.
    pub leaf: Leaf,
    /// The hashes of the tree that this entry completes, the leaf's first, 32 bytes each.
    pub hashes: Hex,
    /// What can be erased.
    pub said: Said,
}

impl FromRow for Record {
    fn from_row(row: &mut Row) -> store::Result<Self> {
        let leaf = Leaf {
            act: row.take()?,
            actor_mark: row.take()?,
            after_mark: row.take()?,
            at: row.take()?,
            before_mark: row.take()?,
            id: row.take()?,
            initiative: row.take()?,
            kind: row.take()?,
            object: row.take()?,
            seq: row.take::<Option<i64>>()?.unwrap_or(-1),
            via: row.take()?,
            words_mark: row.take()?,
        };
        let hashes = row.take::<Option<Hex>>()?.unwrap_or(Hex(Vec::new()));
        let said = Said {
            actor_salt: row.take()?,
            person: row.take()?,
            name: row.take()?,
            salt: row.take()?,
            title: row.take()?,
            links: row.take()?,
            before: row.take()?,
            after: row.take()?,
        };
        Ok(Self { leaf, hashes, said })
    }
}

/// The commitment to `text`: HMAC-SHA-256 under the entry's salt. Without the salt it says nothing of
/// the text, so erasing the salt erases the text and leaves the proof whole.
pub(crate) fn mark(salt: &[u8], text: &str) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(salt).expect("any length is a key");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().into()
}

fn matches(sealed: &Hex, salt: &Hex, text: &str) -> bool {
    sealed.0 == mark(&salt.0, text)
}

/// What the words' commitment covers: the title and the links, one way to read it back.
pub(crate) fn words(title: &str, links: &str) -> String {
    format!("{}\n{title}{links}", title.len())
}

/// What the actor's commitment covers: who, and what they were called.
pub(crate) fn actor(person: Option<Uuid>, name: &str) -> String {
    format!("{}\n{name}", person.map(|id| id.to_string()).unwrap_or_default())
}

impl FromValue for Hex {
    fn from_value(value: Value, column: usize) -> store::Result<Self> {
        Vec::from_value(value, column).map(Self)
    }
}

impl Serialize for Hex {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(&hex::encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Hex {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        hex::decode(String::deserialize(from)?).map(Self).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::{Hex, Leaf};
    use uuid::Uuid;

    #[test]
    fn the_leaf_is_canonical_json() {
        let leaf = Leaf {
            act: "clause.adopted \"\u{1}é".to_owned(),
            actor_mark: None,
            after_mark: Some(Hex(vec![0xab, 1])),
            at: 1_767_603_600_000_000,
            before_mark: None,
            id: Uuid::from_u128(1),
            initiative: Uuid::from_u128(2),
            kind: "clause".to_owned(),
            object: Uuid::from_u128(3),
            seq: 4,
            via: "web".to_owned(),
            words_mark: Hex(vec![255]),
        };
        assert_eq!(
            serde_json::to_string(&leaf).unwrap(),
            "{\"act\":\"clause.adopted \\\"\\u0001é\",\"actor_mark\":null,\"after_mark\":\"ab01\",\
             \"at\":1767603600000000,\"before_mark\":null,\"id\":\"00000000-0000-0000-0000-000000000001\",\
             \"initiative\":\"00000000-0000-0000-0000-000000000002\",\"kind\":\"clause\",\
             \"object\":\"00000000-0000-0000-0000-000000000003\",\"seq\":4,\"via\":\"web\",\"words_mark\":\"ff\"}"
        );
    }
}
