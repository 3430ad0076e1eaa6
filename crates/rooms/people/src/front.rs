//! What this room shows on the front page of an initiative: who is in it, and whose seat is still vacant.

use ::store::Read;
use kernel::{Context, Result};
use maud::html;
use web::text::Say;
use web::{Panel, look};

use crate::words::href;
use crate::{group, partnership, seat};

pub(crate) async fn panel(cx: &Context, read: &mut Read, say: &Say) -> Result<Option<Panel>> {
    if !cx.could(&partnership::READ) || !cx.could(&group::READ) {
        return Ok(None);
    }
    let initiative = cx.initiative()?;
    let partners = partnership::partners(read, initiative).await?.len();
    let groups = group::store::all(read, initiative).await?;
    let seats = seat::store::all(read, initiative).await?;
    if partners + seats.len() == 0 {
        return Ok(None);
    }
    let vacant: Vec<_> = groups
        .iter()
        .flat_map(|group| seats.iter().filter(|seat| seat.group == group.id).map(move |seat| (group, seat)))
        .filter(|(_, seat)| seat.person.is_none())
        .collect();
    let held = seats.len() - vacant.len();
    let counts = [("partners", partners.into()), ("seats", seats.len().into()), ("held", held.into())];
    let body = html! {
        (look::lead(say.with("people-front", &counts)))
        @if !vacant.is_empty() {
            ul.loop role="list" {
                @for (group, seat) in &vacant {
                    li {
                        span.kicker { (say.t("seat-vacant")) " · " span dir="auto" { (group.name) } }
                        a href={ (href(cx, &format!("groups/{}", group.number))) "#seat-" (seat.id) } dir="auto" { (seat.constituency) }
                    }
                }
            }
        }
        p { a href=(href(cx, "partners")) { (say.t("people-front-partners")) } }
    };
    Ok(Some(Panel { rank: 80, title: say.t("people-front-title"), body }))
}
