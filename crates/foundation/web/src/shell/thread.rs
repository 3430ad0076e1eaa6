use journal::thread::{self, Knot, Reach};
use kernel::{Error, Ref, Result, Stage};
use maud::{Markup, html};
use uuid::Uuid;

use crate::answer::Answer;
use crate::look;
use crate::page::{stage_key, tie};
use crate::visit::Visit;

/// The whole chain before and after any object of any room.
pub(crate) async fn page(visit: Visit) -> Result<Answer> {
    let about = Ref::new(visit.part::<String>("kind")?, visit.part::<Uuid>("id")?);
    let card = visit.card(&about).await?.ok_or(Error::Missing)?;
    let mut read = visit.read().await?;
    let thread = thread::of(&visit, &mut read, &about, Reach::WHOLE).await?;
    drop(read);
    let (before, after) = (thread.before.len() as i64, thread.after.len() as i64);
    let lead = visit.with("thread-lead", &[("before", before.into()), ("after", after.into())]);
    let kicker = html! { a href=(card.href) { (visit.t(&format!("kind-{}", about.kind))) } };
    let main = html! {
        (look::page_head(kicker, html! { span dir="auto" { (card.title) } }, lead))
        (half(&visit, "before", &thread.before))
        (look::section("here", visit.t("thread-here"), look::sheet(html! {
            p { a href=(card.href) dir="auto" { (card.title) } }
            p.small { (visit.say().day(card.at)) }
        })))
        (half(&visit, "after", &thread.after))
        @if thread.more_before || thread.more_after { p.small { (visit.t("thread-more")) } }
    };
    visit.page(visit.with("thread-title", &[("title", card.title.clone().into())])).show(main).await
}

/// One direction, stage by stage in the loop's order.
fn half(visit: &Visit, word: &str, knots: &[Knot]) -> Markup {
    let mut stages: Vec<(Stage, Vec<&Knot>)> = Vec::new();
    for knot in knots {
        match stages.last_mut() {
            Some((stage, of)) if *stage == knot.card.stage => of.push(knot),
            _ => stages.push((knot.card.stage, vec![knot])),
        }
    }
    let steps = html! {
        @if knots.is_empty() { p { (visit.t(&format!("thread-{word}-empty"))) } }
        @for (stage, knots) in &stages {
            h3 { (visit.t(stage_key(*stage))) }
            ul.loop role="list" {
                @for knot in knots {
                    @let tie = tie(visit, knot);
                    li {
                        span.kicker { (tie.kicker) " · " (visit.t(&format!("relation-{}", knot.relation.word()))) " · " (visit.say().day(knot.card.at)) }
                        a href=(knot.card.href) dir="auto" { (tie.title) }
                    }
                }
            }
        }
    };
    look::section(word, visit.t(&format!("thread-{word}")), steps)
}
