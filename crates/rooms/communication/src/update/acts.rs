use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Owner, Problems, Result, Told, next_number};
use serde::Deserialize;

use super::{Audience, POST, PUBLISH, Update, UpdateId, store};
use crate::Made;

/// The longest title, in characters.
const TITLE: usize = 160;
/// The longest text.
const TEXT: usize = 10_000;

/// Tells the members, or everybody, what is new.
#[derive(Debug, Clone, Deserialize)]
pub struct PostUpdate {
    /// What it is about.
    pub title: String,
    /// What is new: plain text, an empty line between paragraphs.
    pub text: String,
    /// For whom.
    pub audience: Audience,
}

#[async_trait]
impl Act for PostUpdate {
    type Out = Made;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<Made> {
        let ability = if self.audience == Audience::Public { &PUBLISH } else { &POST };
        cx.may(ability, Owner::Nobody)?;
        let mut problems = Problems::none();
        let title = problems.text("title", &self.title, TITLE);
        let body = problems.text("text", &self.text, TEXT);
        problems.done()?;

        let initiative = cx.initiative()?;
        let update = Update {
            id: UpdateId::new(),
            number: next_number(tx, initiative, "update").await?,
            title,
            body,
            audience: self.audience,
            person: cx.actor.person,
            author: cx.actor.name.clone(),
            at: cx.now(),
        };
        store::insert(tx, initiative, &update).await?;
        let document = Document {
            initiative: initiative.0,
            kind: "update",
            id: update.id.0,
            title: &update.title,
            body: &update.body,
        };
        search::put(tx, &document).await?;
        let told = Told::new("update.posted", update.about(), &update.title).change(None, &update.body);
        cx.tell(tx, told).await?;
        Ok(Made { about: update.about(), number: update.number })
    }
}
