//! A session on paper: the curve and the questions with empty lines, one step a page (A4) or all on one sheet (A3). What
//! was written there already is printed with it.

use kernel::Result;
use maud::{Markup, html};
use web::look;
use web::{Answer, Routes, Visit};

use super::curve::Curve;
use super::page::{here, kicker};
use super::{Step, TAKE_PART, Whole};

/// Empty lines under a question on a page of its own, and on the one sheet.
const LINES: [usize; 2] = [12, 5];

pub(super) fn routes() -> Routes {
    Routes::new().page("turns/{n}/paper", &TAKE_PART, show)
}

async fn show(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let whole = Whole::asked(&visit, &mut read).await?;
    let curve = whole.curve(&visit, &mut read).await?;
    drop(read);
    let poster = visit.query().get("size") == "a3";
    let other = here(&visit, &whole.turn, if poster { "/paper" } else { "/paper?size=a3" });
    let key = if poster { "turn-paper-link" } else { "turn-poster-link" };
    let page = html! {
        (look::page_head(kicker(&visit, &whole), html! { span dir="auto" { (whole.turn.question) } }, visit.t("turn-paper-lead")))
        (look::acts(html! {
            (look::quiet_link(visit.t(key), &other))
            (look::quiet_link(visit.t("turn-back-link"), &here(&visit, &whole.turn, "")))
        }))
        div.paper.poster[poster] {
            @for step in Step::ALL { (one(&visit, &whole, &curve, *step, poster)) }
        }
    };
    visit.page(visit.t("turn-paper-link")).show(page).await
}

fn one(visit: &Visit, whole: &Whole, curve: &Curve, step: Step, poster: bool) -> Markup {
    let title = format!(
        "{} {}",
        visit.say().count(step.place() as i64),
        visit.t(&format!("turn-step-{}", step.word()))
    );
    let body = html! {
        p { (visit.t(&format!("turn-ask-{}", step.word()))) " " small { (visit.with("turn-minutes", &[("minutes", step.minutes().into()), ("used", 0.into())])) } }
        @if step == Step::Curve {
            p { (curve.ahead(visit.say(), &whole.measure)) }
            (look::sheet(curve.chart(visit.say(), &whole.measure, &whole.stories)))
        }
        (written(whole, step))
        (ruled(visit, step, LINES[usize::from(poster)]))
    };
    look::section(step.word(), title, body)
}

/// What stands there already.
fn written(whole: &Whole, step: Step) -> Markup {
    let words: Vec<&str> = match step {
        Step::Curve => whole.notes.iter().map(|note| note.words.as_str()).collect(),
        Step::Story => whole.stories.iter().map(|story| story.words.as_str()).collect(),
        Step::Partners => whole.partners.iter().map(|partner| partner.name.as_str()).collect(),
        Step::Ideas => whole.ideas.iter().map(|idea| idea.words.as_str()).collect(),
        Step::Options => Vec::new(),
        Step::Plan => whole.lines.iter().map(|line| line.what.as_str()).collect(),
    };
    html! { @if !words.is_empty() { ul { @for words in words { li { span dir="auto" { (words) } } } } } }
}

/// Empty lines under the words that say what goes where.
fn ruled(visit: &Visit, step: Step, lines: usize) -> Markup {
    let columns: &[&str] = match step {
        Step::Curve => &["paper-see"],
        Step::Story => &["paper-factor", "paper-way", "paper-why", "paper-who-says", "paper-marks"],
        Step::Partners => &["paper-partner", "paper-part"],
        Step::Ideas => &["paper-idea", "paper-answers", "paper-evidence", "paper-cost"],
        Step::Options => {
            &["paper-option", "paper-leverage", "paper-reach", "paper-specificity", "paper-values"]
        }
        Step::Plan => &["paper-what", "paper-who", "paper-when"],
    };
    html! {
        table.ruled {
            thead { tr { @for column in columns { th scope="col" { (visit.t(column)) } } } }
            tbody aria-hidden="true" { @for _ in 0..lines { tr { @for _ in columns { td {} } } } }
        }
    }
}
