use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Owner, Problems, Result, Told, next_number};
use serde::Deserialize;

use super::{CREATE, GroupId, KINDS, NAME, PURPOSE, WorkingGroup, store};
use crate::seat::{self, NewSeat};

/// Creates a group, with a vacant seat that votes for each constituency named.
#[derive(Debug, Clone, Deserialize)]
pub struct CreateGroup {
    /// Its name.
    pub name: String,
    /// `working`, `steering`, `community`, `data`, `backbone`, `network` or `learning`.
    pub kind: String,
    /// What it is there for.
    pub purpose: String,
    /// The constituencies that shall sit at its table.
    #[serde(default)]
    pub seats: Vec<String>,
}

#[async_trait]
impl Act for CreateGroup {
    /// Its id and its number.
    type Out = (GroupId, i64);

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<(GroupId, i64)> {
        cx.may(&CREATE, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let mut problems = Problems::none();
        let name = problems.text("name", &self.name, NAME);
        let purpose = problems.maybe_text("purpose", &self.purpose, PURPOSE);
        problems.check(KINDS.contains(&self.kind.as_str()), "kind", "problem-choose");
        problems.check(self.seats.len() <= seat::MOST, "seats", "problem-too-many-seats");
        problems.done()?;

        let group = WorkingGroup {
            id: GroupId::new(),
            number: next_number(tx, initiative, "group").await?,
            name,
            kind: self.kind.clone(),
            purpose,
            created_at: cx.now(),
        };
        store::insert(tx, initiative, &group).await?;
        let document = Document {
            initiative: initiative.0,
            kind: "group",
            id: group.id.0,
            title: &group.name,
            body: &group.purpose,
        };
        search::put(tx, &document).await?;
        let told = Told::new("group.created", group.about(), &group.name);
        cx.tell(tx, told.change(None, &group.purpose)).await?;
        for constituency in &self.seats {
            let seat = NewSeat { constituency, role: "member", votes: true, person: None };
            seat::make(cx, tx, &group, &seat, "seats").await?;
        }
        Ok((group.id, group.number))
    }
}
