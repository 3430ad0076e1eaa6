use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Owner, Problems, Ref, Result, Told, next_number};
use serde::Deserialize;

use super::{Change, ChangeId, Code, NOTE, store};

/// The longest line, in characters: more is a story, not a line.
const LINE: usize = 280;

/// Notes one change in the system.
#[derive(Debug, Deserialize)]
pub struct NoteChange {
    /// `practice`, `policy`, `resources`, `relationship`, `power` or `thinking`.
    pub code: String,
    /// What changed, in one line.
    pub line: String,
    /// Whether it happened for the first time.
    #[serde(default)]
    pub first_time: bool,
}

#[async_trait]
impl Act for NoteChange {
    /// Its number.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&NOTE, Owner::Nobody)?;
        let mut problems = Problems::none();
        let line = problems.text("line", &self.line, LINE);
        problems.check(Code::from_word(&self.code).is_some(), "code", "problem-choose");
        problems.done()?;

        let initiative = cx.initiative()?;
        let change = Change {
            id: ChangeId::new(),
            number: next_number(tx, initiative, "change").await?,
            code: self.code.clone(),
            line,
            first_time: self.first_time,
            noted_by: cx.actor.name.clone(),
            noted_at: cx.now(),
        };
        store::insert(tx, initiative, &change).await?;
        let about = Ref::new("change", change.id.0);
        let document = Document {
            initiative: initiative.0,
            kind: "change",
            id: change.id.0,
            title: &change.line,
            body: "",
        };
        search::put(tx, &document).await?;
        cx.tell(tx, Told::new("change.noted", about, &change.line).change(None, &change.line)).await?;
        Ok(change.number)
    }
}
