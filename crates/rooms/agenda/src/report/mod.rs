//! The report of a conversation, which makes itself: what came together, what unites and divides, and who was heard.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod keep;
pub(crate) mod page;
pub(crate) mod print;
pub(crate) mod store;

use ::store::Read;
use jiff::Timestamp;
use kernel::{Context, Error, InitiativeId, Result};
use serde::{Deserialize, Serialize};
use web::ExportTable;

use crate::conversation::{self, Heard};
use crate::map::{self, Picture};

/// Fewer people than this of one constituency are not counted in public.
const LEAST: i64 = 5;

/// A report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Report {
    /// When it was made, in seconds since 1970.
    pub(crate) at: i64,
    pub(crate) people: i64,
    pub(crate) statements: i64,
    pub(crate) hidden: i64,
    pub(crate) votes: i64,
    pub(crate) constituencies: Vec<Constituency>,
    pub(crate) map: Picture,
}

/// How many of a constituency took part, of those who chose to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Constituency {
    pub(crate) name: String,
    pub(crate) heard: Presence,
}

/// How many people, as far as it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Presence {
    /// Nobody.
    Nobody,
    /// Fewer than five.
    Few,
    /// So many.
    People(i64),
}

impl Presence {
    /// What is told of so many people. How many said nothing of the kind is not told anywhere, so that no small
    /// number follows from the others.
    fn of(people: i64) -> Self {
        match people {
            0 => Self::Nobody,
            few if few < LEAST => Self::Few,
            people => Self::People(people),
        }
    }
}

/// The report as of now; `None` while the map is still to be drawn.
pub(crate) async fn of_now(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    now: Timestamp,
) -> Result<Option<Report>> {
    let Some(map) = map::newest(read, initiative, conversation).await? else { return Ok(None) };
    let Heard { people, statements, hidden, votes } =
        conversation::store::heard(read, initiative, conversation).await?;
    let counted = store::constituencies(read, initiative, conversation).await?;
    let constituencies = counted
        .into_iter()
        .map(|(_, name, people)| Constituency { name, heard: Presence::of(people) })
        .collect();
    let at = now.as_second();
    Ok(Some(Report { at, people, statements, hidden, votes, constituencies, map }))
}

/// The report that was made when the conversation ended at that moment.
pub(crate) async fn kept(
    read: &mut Read,
    initiative: InitiativeId,
    conversation: i64,
    ended: Timestamp,
) -> Result<Option<Report>> {
    let kept = store::kept(read, initiative, conversation, ended).await?;
    let parse = |kept: String| {
        serde_json::from_str(&kept)
            .map_err(|error| Error::Internal(format!("a report cannot be read: {error}")))
    };
    kept.map(parse).transpose()
}

/// Reports and constituencies as open tables. Who said of whom they are is not exported.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<[ExportTable; 2]> {
    let initiative = cx.initiative()?;
    let reports =
        store::every_report(read, initiative).await?.into_iter().map(|(conversation, at, content)| {
            let at: Timestamp = at;
            vec![conversation.to_string(), at.to_string(), content]
        });
    let named = store::every_constituency(read, initiative).await?.into_iter();
    let named = named.map(|(conversation, number, name): (i64, i64, String)| {
        vec![conversation.to_string(), number.to_string(), name]
    });
    Ok([
        ExportTable {
            name: "conversation_reports",
            columns: &["conversation", "at", "content"],
            rows: reports.collect(),
        },
        ExportTable {
            name: "conversation_constituencies",
            columns: &["conversation", "number", "name"],
            rows: named.collect(),
        },
    ])
}

#[cfg(test)]
mod tests {
    use super::Presence;

    #[test]
    fn few_people_are_not_counted() {
        assert_eq!(
            [0, 1, 4, 5].map(Presence::of),
            [Presence::Nobody, Presence::Few, Presence::Few, Presence::People(5)]
        );
    }
}
