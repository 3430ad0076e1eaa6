//! One entry for each act, in the act's own transaction.

use kernel::{Context, Result, Told};
use store::Tx;
use uuid::Uuid;

use crate::record::{actor, mark, words};

store::statements! {
    APPEND = "INSERT INTO journal_entry (initiative, id, at, via, act, kind, object, actor_mark, words_mark,
        before_mark, after_mark, actor_salt, person, name, salt, title, links, before, after)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)";
    LINK = "INSERT INTO thread_link (initiative, from_kind, from_id, relation, to_kind, to_id, entry, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
}

/// Lets an act tell the journal what it did.
pub trait Tell {
    /// Appends one entry and its links: audit, live feed, digest and thread at once.
    fn tell(&self, tx: &mut Tx, told: Told) -> impl Future<Output = Result<()>> + Send;
}

impl Tell for Context {
    async fn tell(&self, tx: &mut Tx, told: Told) -> Result<()> {
        let (initiative, entry, at) = (self.initiative()?, Uuid::now_v7(), self.now());
        let (actor_salt, salt) = (salt()?, salt()?);
        let person = self.actor.person.filter(|_| !told.anonymous);
        let name = Some(self.actor.name.as_str()).filter(|name| !told.anonymous && !name.is_empty());
        let named = person.is_some() || name.is_some();
        let links = serde_json::to_string(&told.links).expect("links are plain data");
        let actor_mark =
            named.then(|| mark(&actor_salt, &actor(person.map(|person| person.0), name.unwrap_or_default())));
        let words_mark = mark(&salt, &words(&told.title, &links));
        let before_mark = told.before.as_ref().map(|text| mark(&salt, text));
        let after_mark = told.after.as_ref().map(|text| mark(&salt, text));
        tx.run(
            &APPEND,
            &[
                initiative.into(),
                entry.into(),
                at.into(),
                self.via.word().into(),
                told.act.into(),
                told.about.kind.as_str().into(),
                told.about.id.into(),
                actor_mark.into(),
                words_mark.into(),
                before_mark.into(),
                after_mark.into(),
                named.then_some(actor_salt.as_slice()).into(),
                person.into(),
                name.into(),
                salt.as_slice().into(),
                told.title.into(),
                links.into(),
                told.before.into(),
                told.after.into(),
            ],
        )
        .await?;
        for link in told.links {
            tx.run(
                &LINK,
                &[
                    initiative.into(),
                    link.from.kind.into(),
                    link.from.id.into(),
                    link.relation.word().into(),
                    link.to.kind.into(),
                    link.to.id.into(),
                    entry.into(),
                    at.into(),
                ],
            )
            .await?;
        }
        Ok(())
    }
}

/// What makes a commitment say nothing of the text it commits to.
fn salt() -> Result<[u8; 16]> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|error| kernel::Error::Internal(error.to_string()))?;
    Ok(salt)
}
