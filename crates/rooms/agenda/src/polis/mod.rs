//! Conversations in the files that Polis exports: `participants-votes.csv`, `comments.csv`, `summary.csv` and
//! `votes.csv` (<https://compdemocracy.org/export/>), in and out. Nothing is taken unless all of it can be, and what
//! was taken goes out again as it came: votes, texts, the history of votes and the source's own counts.

mod load;
pub(crate) mod page;
mod read;
pub(crate) mod store;
mod write;

use ::store::Part;
use kernel::{Ability, Context, Error, Owner, Result, Role, any};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::conversation::IMPORT;
use load::{Begin, Findable, Load, Publish};

/// The files of one conversation, as Polis exports them.
///
/// `votes.csv` may be left out: the last vote of each cell stands in `participants-votes.csv`, and only the history is
/// not known then.
#[derive(Debug, Clone, Default)]
pub struct PolisFiles {
    /// One row a participant: `participant`, `n-votes`, `n-agree`, `n-disagree`, then one column a statement
    /// (1 agrees, -1 disagrees, 0 passes, empty has not seen it).
    pub participants_votes: Vec<u8>,
    /// One row a statement: `timestamp` (milliseconds since 1970), `comment-id`, `author-id`, `moderated`
    /// (-1 out), `comment-body`.
    pub comments: Vec<u8>,
    /// Key and value: `topic`, `conversation-description`.
    pub summary: Vec<u8>,
    /// One row a vote as it was cast, changed ones too: `timestamp` (milliseconds since 1970), `comment-id`,
    /// `voter-id`, `vote`. Empty if it is not there.
    pub votes: Vec<u8>,
    /// Where it comes from and under which licence, in words: it stands with the conversation as its notice. Empty for none.
    pub notice: String,
}

impl PolisFiles {
    /// The largest file worth reading, in bytes: several times what the largest known conversations come to.
    pub const LARGEST: usize = 64 << 20;
}

/// What came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// The number the conversation has here.
    pub conversation: i64,
    /// All its statements.
    pub statements: usize,
    /// Those of them that were moderated out: they are kept hidden.
    pub hidden: usize,
    /// People who took part.
    pub participants: usize,
    /// Votes.
    pub votes: usize,
}

/// Who may have a conversation as files: they hold each participant's votes, though nobody's name.
pub(crate) static EXPORT: Ability = Ability {
    name: "agenda.conversation.export",
    grants: &[any(Role::Facilitator), any(Role::Backbone), any(Role::Administrator)],
};

/// Rows written in one transaction: enough to be fast, few enough to let others write in between.
const CHUNK: usize = 5_000;

/// Brings in a conversation. `progress` hears how many rows of how many are written.
///
/// The files are read as a whole first: if anything in them is wrong, [`kernel::Error::Invalid`] names each
/// file, row and column, and nothing is written. Rows are then written in several short transactions and
/// published by a last one. Whoever is interrupted starts the same import again: what is there is kept, and
/// the same files never make a second conversation.
pub async fn import_polis(
    cx: &Context,
    files: PolisFiles,
    progress: impl Fn(u64, u64) + Send + Sync,
) -> Result<Imported> {
    // Asked once, before anything is read; the acts below are parts of this.
    cx.may(&IMPORT, Owner::Nobody)?;
    // Many acts of one import: none of them is a repetition of another.
    let cx = &Context { repeat: None, ..cx.clone() };
    let source = hex::encode(
        [&files.participants_votes, &files.comments, &files.summary, &files.votes]
            .into_iter()
            .filter(|file| !file.is_empty())
            .fold(Sha256::new(), |hash, file| {
                hash.chain_update((file.len() as u64).to_le_bytes()).chain_update(file)
            })
            .finalize(),
    );
    let notice = files.notice.clone();
    let reading = tokio::task::spawn_blocking(move || read::read(&files));
    let held = reading.await.map_err(|error| Error::Internal(error.to_string()))??;
    let begun = cx.execute(Begin::of(&held, source, notice)).await?;
    let imported = held.summed(begun.conversation);
    if begun.published {
        return Ok(imported);
    }

    let initiative = cx.initiative()?;
    let rows = held.rows(initiative, begun.conversation);
    let all: usize = rows.iter().map(|(_, rows)| rows.len()).sum();
    let mut done = 0;
    progress(0, all as u64);
    for (sql, mut rows) in rows {
        while rows.len() > 0 {
            let chunk: Vec<_> = rows.by_ref().take(CHUNK).collect();
            done += chunk.len();
            cx.execute(Load { sql, rows: chunk }).await?;
            progress(done as u64, all as u64);
        }
    }
    for skip in (0..held.statements.len()).step_by(CHUNK) {
        cx.execute(Findable { conversation: begun.conversation, part: Part { skip, size: CHUNK } }).await?;
    }
    cx.execute(Publish::of(&held, begun.conversation)).await?;
    Ok(imported)
}
