//! A step on a wall: big, read from the last row, without the house around it.

use kernel::Result;
use maud::html;
use web::look::{self, NavItem};
use web::{Answer, Routes, Visit};

use super::page::here;
use super::steps::{self, Shown};
use super::{Step, TAKE_PART, Whole};

pub(super) fn routes() -> Routes {
    Routes::new().page("turns/{n}/projector/{step}", &TAKE_PART, show)
}

async fn show(visit: Visit) -> Result<Answer> {
    let step: Step = visit.part("step")?;
    let mut read = visit.read().await?;
    let whole = Whole::asked(&visit, &mut read).await?;
    let said = steps::body(&visit, &mut read, &whole, step, Shown::Read).await?;
    drop(read);
    let turn = &whole.turn;
    let title = visit.t(&format!("turn-step-{}", step.word()));
    let kicker = html! {
        span dir="auto" { (turn.question) } " · " (visit.with("turn-step-of", &[("step", step.place().into())]))
        " · " (steps::time_used(&visit, &whole, step))
    };
    let items: Vec<NavItem> = Step::ALL
        .iter()
        .map(|other| {
            let href = here(&visit, turn, &format!("/projector/{}", other.word()));
            NavItem::new(href, visit.t(&format!("turn-step-{}", other.word()))).here_if(*other == step)
        })
        .chain([NavItem::new(
            here(&visit, turn, &format!("/steps/{}", step.word())),
            visit.t("turn-projector-end"),
        )])
        .collect();
    let page = html! {
        (look::page_head(kicker, title.as_str(), steps::ask(&visit, step)))
        (said)
        (look::tabs(&visit.t("turn-steps-title"), &items))
    };
    visit.page(format!("{title} - {}", turn.question)).live().alone().show(page).await
}
