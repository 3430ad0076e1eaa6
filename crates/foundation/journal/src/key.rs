//! The installation's key, and what it signs.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ed25519_dalek::SigningKey;
use jiff::Timestamp;
use kernel::InitiativeId;
use signed_note::{Note, StandardSigner, StandardVerifier, VerifierList, key_id};
use store::{Error, Read, Result, Store, Tx, Work};
use tlog_tiles::Hash;

use crate::tree::Tree;

store::statements! {
    FIND = "SELECT secret FROM journal_key WHERE name = 'journal'";
    PUBLIC = "SELECT public FROM journal_key WHERE name = 'journal'";
    MAKE = "INSERT INTO journal_key (name, secret, public, at) VALUES ('journal', $1, $2, $3)
        ON CONFLICT DO NOTHING";
}

/// Ed25519 in signed notes and their keys (C2SP signed-note).
const ED25519: u8 = 1;

/// Signs checkpoints.
pub(crate) struct Key(SigningKey);

impl Key {
    /// A new one.
    pub(crate) fn new() -> Result<Self> {
        let mut secret = [0; 32];
        getrandom::fill(&mut secret)
            .map_err(|error| Error::Away(format!("no randomness for a key: {error}")))?;
        Ok(Self(SigningKey::from_bytes(&secret)))
    }

    /// The installation's; makes it if this is the first start.
    pub(crate) async fn of(store: &Store, now: Timestamp) -> Result<Self> {
        if let Some(key) = find(&mut store.read().await?).await? {
            return Ok(key);
        }
        store.write(Make { key: Self::new()?, now }).await
    }

    fn signer(&self, initiative: InitiativeId) -> StandardSigner {
        let name = origin(initiative);
        let id = key_id(&name, &[&[ED25519], self.public().as_slice()].concat());
        let secret = BASE64_STANDARD.encode([&[ED25519], self.0.as_bytes().as_slice()].concat());
        StandardSigner::new(&format!("PRIVATE+KEY+{name}+{id:08x}+{secret}")).expect("built to its form")
    }

    /// What others check its signatures with.
    pub(crate) fn public(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }
}

async fn find(read: &mut Read) -> Result<Option<Key>> {
    let found: Option<(Vec<u8>,)> = read.maybe(&FIND, &[]).await?;
    let Some((secret,)) = found else { return Ok(None) };
    let secret =
        secret.try_into().map_err(|_| Error::Refused("the journal's key is not 32 bytes".to_owned()))?;
    Ok(Some(Key(SigningKey::from_bytes(&secret))))
}

/// What checks the signatures on an initiative's checkpoints, as text
/// (`groundswell/<initiative>+<id>+<key>`); `None` before anything was sealed.
pub async fn public_key(read: &mut Read, initiative: InitiativeId) -> Result<Option<String>> {
    let found: Option<(Vec<u8>,)> = read.maybe(&PUBLIC, &[]).await?;
    Ok(found.map(|(public,)| told(&public, initiative)))
}

/// A public key as others are told it.
pub(crate) fn told(public: &[u8], initiative: InitiativeId) -> String {
    let name = origin(initiative);
    let key = [&[ED25519], public].concat();
    format!("{name}+{:08x}+{}", key_id(&name, &key), BASE64_STANDARD.encode(key))
}

struct Make {
    key: Key,
    now: Timestamp,
}

impl Work for Make {
    type Out = Key;
    type Error = Error;

    async fn run(&self, tx: &mut Tx) -> Result<Key> {
        tx.run(&MAKE, &[self.key.0.to_bytes().into(), self.key.public().into(), self.now.into()]).await?;
        find(tx).await?.ok_or(Error::NoRow)
    }

    fn database_error(error: &Error) -> Option<&Error> {
        Some(error)
    }
}

/// What the journal of an initiative is called in its checkpoints.
fn origin(initiative: InitiativeId) -> String {
    format!("groundswell/{initiative}")
}

/// What was promised once: so many entries, and no others.
///
/// Its note is a C2SP checkpoint with two lines more: the first entry that the checkpoint before did not
/// cover, and when it was signed.
#[derive(Debug, Clone)]
pub struct Checkpoint {
    /// The first entry that it covers and the checkpoint before did not.
    pub first: u64,
    /// How many entries it covers.
    pub size: u64,
    /// The root of the tree of these.
    pub root: [u8; 32],
    /// When it was signed.
    pub at: Timestamp,
    /// The signed note itself: what a member keeps.
    pub note: String,
}

impl Checkpoint {
    pub(crate) fn sign(key: &Key, initiative: InitiativeId, first: u64, tree: &Tree, at: Timestamp) -> Self {
        let (size, root) = (tree.size(), tree.root());
        let lines = format!("first {first}\nat {at}\n");
        let text = tlog_tiles::Checkpoint::new(&origin(initiative), size, root, &lines).expect("whole lines");
        let mut note = Note::new(&text.to_bytes(), &[]).expect("whole lines");
        note.add_sigs(&[&key.signer(initiative)]).expect("the name has neither space nor plus");
        let note = String::from_utf8(note.to_bytes()).expect("a note is text");
        Self { first, size, root: root.0, at, note }
    }

    /// Reads a note that the key `public` must have signed for this initiative.
    pub(crate) fn read(public: &str, initiative: InitiativeId, note: &str) -> Option<Self> {
        let signed = Note::from_bytes(note.as_bytes()).ok()?;
        let key = StandardVerifier::new(public).ok()?;
        signed.verify(&VerifierList::new(vec![Box::new(key)])).ok()?;
        let text = tlog_tiles::Checkpoint::from_bytes(signed.text()).ok()?;
        let (first, at) = text.extension().strip_prefix("first ")?.strip_suffix('\n')?.split_once("\nat ")?;
        let Hash(root) = *text.hash();
        let (first, at) = (first.parse().ok()?, at.parse().ok()?);
        (text.origin() == origin(initiative)).then(|| Self {
            first,
            size: text.size(),
            root,
            at,
            note: note.to_owned(),
        })
    }
}
