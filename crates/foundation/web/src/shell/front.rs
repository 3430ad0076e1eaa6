use kernel::Result;
use maud::html;

use crate::answer::Answer;
use crate::look;
use crate::room::Panel;
use crate::visit::Visit;

/// The front page of an initiative: what each room has to show, in the loop's order.
pub(crate) async fn page(visit: Visit) -> Result<Answer> {
    let place = visit.place()?.clone();
    let mut panels: Vec<Panel> = Vec::new();
    let mut read = visit.read().await?;
    for room in visit.house().rooms() {
        panels.extend(room.front(&visit, &mut read, visit.say()).await?);
    }
    drop(read);
    panels.sort_by_key(|panel| panel.rank);
    let main = html! {
        @for panel in &panels {
            @if panel.rank == 0 { (panel.body) }
            @else { (look::section(&format!("front-{}", panel.rank), &panel.title, &panel.body)) }
        }
        @if panels.is_empty() { (look::page_head("", place.name.as_str(), visit.t("front-empty"))) }
    };
    visit.page("").live().show(main).await
}
