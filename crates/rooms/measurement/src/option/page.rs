use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, quiet_link};
use web::{Answer, Form, Routes, Sent, Visit};

use super::acts::{EditOption, IdeaText};
use super::{Cost, Idea, Sort, store};
use crate::story::{Story, tree};
use crate::turn::bars::{bars, verdict};
use crate::turn::forms::{aside, number, version};
use crate::turn::{self, READ, TAKE_PART, Whole, is_neutral};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("options/{n}", &READ, show)
        .page("options/{n}/edit", &TAKE_PART, edit)
        .form("options/{n}", &TAKE_PART, change)
        .and(super::score::routes())
}

/// The option of the address with its session, if this viewer may know of them.
pub(super) async fn asked(visit: &Visit, read: &mut ::store::Read) -> Result<(Idea, Whole)> {
    let (idea, whole) = found(visit, read).await?;
    if whole.turn.seen_by(visit) { Ok((idea, whole)) } else { Err(Error::Missing) }
}

/// The same for an act, which asks itself who may.
pub(super) async fn found(visit: &Visit, read: &mut ::store::Read) -> Result<(Idea, Whole)> {
    let initiative = visit.initiative()?;
    let idea = store::numbered(read, initiative, visit.part("n")?).await?.ok_or(Error::Missing)?;
    let turn = turn::store::find(read, initiative, idea.turn).await?.ok_or(Error::Missing)?;
    Ok((idea, Whole::of(visit, read, turn).await?))
}

/// An idea as it was typed.
pub(crate) fn idea_text(sent: &Sent) -> IdeaText {
    IdeaText {
        words: sent.get("words").to_owned(),
        cause: number(sent, "cause"),
        sort: sent.get("sort").to_owned(),
        cost: sent.get("cost").to_owned(),
        evidence: sent.get("evidence").to_owned(),
    }
}

/// What an idea is asked for.
pub(crate) fn idea_fields(visit: &Visit, stories: &[Story], form: &Form<'_>) -> Markup {
    let sorts: Vec<(String, String)> = Sort::ALL
        .iter()
        .map(|sort| (sort.word().to_owned(), visit.t(&format!("option-sort-{}", sort.word()))))
        .collect();
    let costs: Vec<(String, String)> = Cost::ALL
        .iter()
        .map(|cost| (cost.word().to_owned(), visit.t(&format!("option-cost-{}", cost.word()))))
        .collect();
    let mut causes = vec![(String::new(), visit.t("turn-option-cause-none"))];
    // First those behind which nothing is known: an answer does most at the root.
    let stories: Vec<&Story> = stories.iter().collect();
    let roots = tree::roots(&stories);
    let others = stories.iter().copied().filter(|story| roots.iter().all(|root| root.id != story.id));
    let choices = roots.iter().copied().chain(others);
    causes.extend(choices.map(|story| (story.number.to_string(), story.words.clone())));
    html! {
        (form.text("words", 2))
        @if causes.len() > 1 { (form.select("cause", &causes)) }
        (form.radios("sort", &sorts))
        (form.radios("cost", &costs))
        (form.field("evidence").textarea(2).optional().draw(visit.say()))
    }
}

async fn show(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let (idea, whole) = asked(&visit, &mut read).await?;
    drop(read);
    let scored = whole.scored(idea.id).filter(|_| whole.shows(&visit, idea.id));
    let step = if whole.turn.agreed_at.is_none() { "/steps/options" } else { "/report" };
    let session = visit.href(&format!("turns/{}", whole.turn.number));
    let kicker =
        html! { a href=(session) dir="auto" { (whole.turn.question) } " / " (visit.t("kind-option")) };
    let lead = visit.with(
        "option-lead",
        &[
            ("sort", visit.t(&format!("option-sort-{}", idea.sort.word())).into()),
            ("cost", visit.t(&format!("option-cost-{}", idea.cost.word())).into()),
        ],
    );
    let answers = idea.cause.and_then(|cause| whole.story(cause));
    let mine = visit.could(&TAKE_PART) && whole.turn.at_work().is_ok() && !idea.aside;
    let page = html! {
        (look::page_head(kicker, html! { span dir="auto" { (idea.words) } }, lead))
        @if idea.aside { (look::small(visit.t("option-aside"))) }
        @if let Some(story) = answers {
            p { (visit.t("option-answers")) " " a href=(visit.href(&format!("stories/{}", story.number))) dir="auto" { (story.words) } }
        }
        @if idea.evidence.is_empty() { p { (visit.t("option-evidence-none")) } }
        @else { (look::quote(&idea.evidence, visit.t("option-evidence-is"))) }
        (look::section("scores", visit.t("option-scores-title"), html! {
            @match &scored {
                Some(scored) => { (verdict(visit.say(), scored)) (bars(visit.say(), scored)) }
                None => p { (visit.t("option-scores-none")) },
            }
        }))
        (look::acts(html! {
            @if mine && !is_neutral(&visit) {
                (look::do_link(visit.t("option-score"), &visit.href(&format!("options/{}/score", idea.number))))
            }
            @if visit.could(&TAKE_PART) && whole.turn.at_work().is_ok() {
                (quiet_link(visit.t("turn-edit-link"), &visit.href(&format!("options/{}/edit", idea.number))))
            }
            (quiet_link(visit.t("option-back"), &format!("{session}{step}")))
        }))
    };
    visit.page(idea.words.clone()).about(idea.about()).live().show(page).await
}

async fn edit(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let (idea, whole) = asked(&visit, &mut read).await?;
    drop(read);
    let cause = idea.cause.and_then(|cause| whole.story(cause)).map(|story| story.number.to_string());
    let form = visit
        .form("turn-option")
        .start("words", idea.words.as_str())
        .start("cause", cause.unwrap_or_default())
        .start("sort", idea.sort.word())
        .start("cost", idea.cost.word())
        .start("evidence", idea.evidence.as_str())
        .start("aside", if idea.aside { "yes" } else { "" });
    show_edit(&visit, &idea, &whole, form, false).await
}

async fn change(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let (idea, whole) = found(&visit, &mut read).await?;
    drop(read);
    let act = EditOption {
        option: idea.number,
        version: visit.sent().parse("version").unwrap_or(idea.version),
        idea: idea_text(visit.sent()),
        aside: visit.sent().has("aside"),
    };
    match visit.execute(act).await {
        Ok(number) => Ok(visit.done(&visit.href(&format!("options/{number}")), "turn-changed")),
        Err(Error::Invalid(problems)) => {
            show_edit(&visit, &idea, &whole, visit.form_again("turn-option", problems), true).await
        }
        Err(error) => Err(error),
    }
}

async fn show_edit(visit: &Visit, idea: &Idea, whole: &Whole, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let here = visit.href(&format!("options/{}", idea.number));
    let fields = html! {
        (version(visit, idea.version))
        (idea_fields(visit, &whole.stories, &form))
        (aside(visit, &form))
    };
    let title = visit.t("option-edit-title");
    let back = html! { a href=(here) dir="auto" { (idea.words) } };
    let page = html! {
        (look::page_head(back, title.as_str(), visit.t("turn-edit-lead")))
        (form.draw(&here, "turn-save", fields))
    };
    let shell = visit.page(title);
    if wrong { shell.unprocessable() } else { shell }.show(page).await
}
