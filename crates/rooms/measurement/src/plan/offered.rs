//! Which lines of a plan have become commitments, read from the thread: this room knows nothing else of them.

use std::collections::HashMap;

use ::store::Read;
use kernel::{Card, Context, Result};

use super::{PlanLine, PlanLineId};

/// The commitments that hang on each line, the earliest first.
pub(crate) async fn offered(
    cx: &Context,
    read: &mut Read,
    lines: &[PlanLine],
) -> Result<HashMap<PlanLineId, Vec<Card>>> {
    let abouts: Vec<_> = lines.iter().map(PlanLine::about).collect();
    let after = journal::thread::after(cx, read, &abouts).await?;
    let mut offered: HashMap<PlanLineId, Vec<Card>> = HashMap::new();
    for (from, card) in after {
        if card.about.kind == "commitment" {
            offered.entry(PlanLineId(from.id)).or_default().push(card);
        }
    }
    Ok(offered)
}
