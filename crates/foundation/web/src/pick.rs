//! Objects of other rooms, picked in a form.

use kernel::{Card, Context, Problem, Problems, Ref, Result};
use store::Read;

use crate::sent::Sent;
use crate::visit::Visit;

/// The object picked in `field`, if one was.
pub fn picked(sent: &Sent, field: &str) -> Result<Option<Ref>> {
    if !sent.has(field) {
        return Ok(None);
    }
    sent.parse(field).map(Some).ok_or_else(|| Problem::new(field, "problem-choose").into())
}

/// The card of what was picked in `field`; a problem unless it is of one of `kinds` and the actor may know it.
pub async fn known(
    cx: &Context,
    read: &mut Read,
    problems: &mut Problems,
    field: &str,
    picked: Option<&Ref>,
    kinds: &[&str],
) -> Result<Option<Card>> {
    let Some(about) = picked else { return Ok(None) };
    let card =
        if kinds.contains(&about.kind.as_str()) { cx.world.kinds.card(cx, read, about).await? } else { None };
    Ok(problems.some(card, field, "problem-unknown"))
}

/// What can be chosen of `kinds`, after the choice of none, whose text is `none`.
pub async fn options(
    visit: &Visit,
    read: &mut Read,
    kinds: &[&str],
    none: &str,
) -> Result<Vec<(String, String)>> {
    let mut options = vec![(String::new(), visit.t(none))];
    for kind in kinds {
        let cards = visit.world.kinds.choices(visit, read, kind).await?;
        let name = visit.t(&format!("kind-{kind}"));
        let label = |card: &Card| {
            if kinds.len() == 1 { card.title.clone() } else { format!("{name}: {}", card.title) }
        };
        options.extend(cards.iter().map(|card| (card.about.to_string(), label(card))));
    }
    Ok(options)
}
