//! Step 3: who has a part in doing better, and which.

use ::store::Read;
use kernel::Result;
use maud::{Markup, html};
use web::look;
use web::{Form, Visit};

use super::Shown;
use crate::turn::Whole;
use crate::turn::page::here;
use crate::turn::part::Level;

pub(super) fn body(visit: &Visit, whole: &Whole, shown: Shown) -> Markup {
    let of = |level: &Level| {
        let there: Vec<_> = whole.partners.iter().filter(|partner| partner.level == *level).collect();
        html! {
            h3 { (visit.t(&format!("turn-level-{}", level.word()))) }
            @if there.is_empty() { p.small { (visit.t("turn-level-none")) } }
            ul.loop role="list" {
                @for partner in there {
                    li {
                        span.kicker {
                            span dir="auto" { (partner.name) }
                            @if partner.partnership.is_none() { " · " (visit.t("turn-partner-not-yet")) }
                        }
                        p dir="auto" { (partner.part) }
                        @if shown == Shown::Page && whole.turn.at_work().is_ok() {
                            a.small href=(here(visit, &whole.turn, &format!("/partners/{}", partner.number))) {
                                (look::named(visit.t("turn-edit-link"), &partner.name))
                            }
                        }
                    }
                }
            }
        }
    };
    look::columns(Level::ALL.iter().map(of))
}

/// What a partner's part is asked for.
pub(crate) async fn fields(visit: &Visit, read: &mut Read, form: &Form<'_>) -> Result<Markup> {
    let partners = people::partners(read, visit.initiative()?).await?;
    let mut choices = vec![(String::new(), visit.t("turn-partner-other"))];
    choices.extend(partners.into_iter().map(|partner| (partner.id.to_string(), partner.name)));
    let levels: Vec<(String, String)> = Level::ALL
        .iter()
        .map(|level| (level.word().to_owned(), visit.t(&format!("turn-level-{}", level.word()))))
        .collect();
    Ok(html! {
        (form.select("partner", &choices))
        (form.field("name").optional().draw(visit.say()))
        (form.text("part", 2))
        (form.radios("level", &levels))
    })
}
