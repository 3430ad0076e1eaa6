//! Comments on clauses. They are discussions of the communication room, which says how many threads are open.

use std::collections::HashMap;

use ::store::Read;
use kernel::{Context, Ref, Result};
use maud::{Markup, html};
use web::{Visit, look};

use super::{ClauseId, brief};

/// How many comments are open on each of these clauses, as far as the viewer may know: one question for all.
pub(crate) async fn open(
    cx: &Context,
    read: &mut Read,
    clauses: &[ClauseId],
) -> Result<HashMap<ClauseId, i64>> {
    let objects: Vec<Ref> = clauses.iter().map(|clause| Ref::new("clause", clause.0)).collect();
    let found = cx.world.kinds.open_about(cx, read, "discussion", &objects).await?;
    Ok(found.into_iter().map(|(object, count)| (ClauseId(object.id), count)).collect())
}

/// The way to a clause's open comments; nothing where there are none.
pub(crate) fn link(visit: &Visit, clause: ClauseId, text: &str, open: &HashMap<ClauseId, i64>) -> Markup {
    let count = open.get(&clause).copied().unwrap_or_default();
    html! {
        @if count > 0 {
            a href=(href(visit, clause)) {
                (look::named(visit.with("clause-comments", &[("count", count.into())]), &brief(text)))
            }
        }
    }
}

/// The comments on a clause, or the form for the first.
pub(crate) fn href(visit: &Visit, clause: ClauseId) -> String {
    visit.href(&format!("discussions?about={}", Ref::new("clause", clause.0)))
}
