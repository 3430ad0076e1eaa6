use kernel::{Ref, Result};
use maud::html;

use crate::answer::Answer;
use crate::limits::Class;
use crate::look;
use crate::visit::Visit;

/// The most that is asked of the index; what the viewer may not see is left out of it.
const MOST: i64 = 50;

/// What holds the words, each hit asked of its room again.
pub(crate) async fn page(visit: Visit) -> Result<Answer> {
    let words = visit.query().get("q").trim().to_owned();
    let mut found = Vec::new();
    if !words.is_empty() {
        visit.limit(
            Class::Heavy,
            &visit.actor.person.map_or_else(|| visit.ip().to_string(), |id| id.to_string()),
        )?;
        let mut read = visit.read().await?;
        let hits = store::search::find(&mut read, visit.initiative()?.0, &words, MOST).await?;
        let hits: Vec<Ref> = hits.into_iter().map(|hit| Ref::new(hit.kind, hit.id)).collect();
        let mut cards = visit.world.kinds.cards(&visit, &mut read, &hits).await?;
        found.extend(hits.iter().filter_map(|hit| cards.remove(hit)));
    }
    let lead = match (words.is_empty(), found.len()) {
        (true, _) => visit.t("search-ask"),
        (false, n) => {
            visit.with("search-found", &[("count", (n as i64).into()), ("words", words.as_str().into())])
        }
    };
    let main = html! {
        (look::page_head("", visit.t("search-title"), lead))
        form.form.find-here method="get" role="search" {
            (look::Field::new("q", visit.t("search-words")).value(words.as_str()).draw(visit.say()))
            button.do.quiet type="submit" { (visit.t("search-go")) }
        }
        ul.loop role="list" {
            @for card in &found {
                li {
                    span.kicker { (visit.t(&format!("kind-{}", card.about.kind))) " · " (visit.say().day(card.at)) }
                    a href=(card.href) dir="auto" { (card.title) }
                }
            }
        }
    };
    visit.page(visit.t("search-title")).show(main).await
}
