//! Step 2: what helps, what holds back, and why; who says so; what has most influence.

use maud::{Markup, html};
use web::look::{self, quiet_button};
use web::{Form, Visit};

use super::Shown;
use crate::story::influence::MOST;
use crate::story::{Direction, Story, StoryId, Voice, tree};
use crate::turn::page::here;
use crate::turn::{Whole, is_neutral};

pub(super) fn body(visit: &Visit, whole: &Whole, shown: Shown) -> Markup {
    let places = whole.influence.places();
    let of = |direction: Direction| {
        let told: Vec<&Story> =
            whole.stories.iter().filter(|story| heads(whole, story) == direction.word()).collect();
        html! {
            h3 { (visit.t(&format!("story-direction-{}", direction.word()))) }
            @if told.is_empty() { p.small { (visit.t("story-none")) } }
            ul.chain role="list" {
                @for (depth, story) in tree::chains(&told) {
                    li #(format!("story-{}", story.number)) data-depth=(depth.min(4)) {
                        @if depth > 0 { span.kicker { (visit.t("turn-because")) } }
                        (factor(visit, whole, story, places.get(&story.id).copied(), shown))
                    }
                }
            }
        }
    };
    let left = visit.actor.person.map_or(0, |person| whole.influence.left(person));
    html! {
        @if !whole.stories.is_empty() && shown == Shown::Page && !is_neutral(visit) {
            (look::small(visit.with("turn-marks-left", &[("left", left.into()), ("most", MOST.into())])))
        }
        (look::columns([Direction::Restricting, Direction::Contributing].map(of)))
    }
}

/// A cause stands with what it causes, whichever way it was said to move the curve.
fn heads<'w>(whole: &'w Whole, story: &'w Story) -> &'w str {
    let mut head = story;
    for _ in 0..whole.stories.len() {
        match head.cause_of.and_then(|of| whole.story(of)) {
            Some(of) => head = of,
            None => break,
        }
    }
    &head.direction
}

fn factor(visit: &Visit, whole: &Whole, story: &Story, place: Option<usize>, shown: Shown) -> Markup {
    let marks = whole.influence.marks(story.id);
    let influence = [
        ("place", place.unwrap_or_default().into()),
        ("marks", marks.into()),
        ("people", whole.influence.people().into()),
    ];
    html! {
        p {
            @if shown == Shown::Page { a href=(visit.href(&format!("stories/{}", story.number))) dir="auto" { (story.words) } }
            @else { span dir="auto" { (story.words) } }
        }
        p.small {
            @if !story.voice.is_empty() { (visit.t(&format!("story-voice-{}", story.voice))) }
            @if !story.voice.is_empty() && !story.source.is_empty() { " · " }
            span dir="auto" { (story.source) }
            @if marks > 0 { " · " b { (visit.with("turn-influence", &influence)) } }
        }
        @if shown == Shown::Page && whole.turn.at_work().is_ok() { (doing(visit, whole, story)) }
    }
}

/// What one can do with a factor: mark it, ask why, say it better.
fn doing(visit: &Visit, whole: &Whole, story: &Story) -> Markup {
    let person = visit.actor.person.filter(|_| !is_neutral(visit));
    let marked = person.is_some_and(|person| whole.influence.by(story.id, person));
    let can = person.is_some_and(|person| marked || whole.influence.left(person) > 0);
    let why = format!("/steps/story?cause_of={}#add", story.number);
    let named = |key: &str| look::named(visit.t(key), &story.words);
    html! {
        div.doing {
            @if can {
                (look::post_form(&here(visit, &whole.turn, "/influence"), &web::new_key(), html! {
                    input type="hidden" name="story" value=(story.number);
                    (quiet_button(named(if marked { "turn-unmark" } else { "turn-mark" }), "marked", if marked { "no" } else { "yes" }))
                }))
            }
            a href=(here(visit, &whole.turn, &why)) { (named("turn-why")) }
            @if story.turn == Some(whole.turn.id) {
                a href=(visit.href(&format!("stories/{}/edit", story.number))) { (named("turn-edit-link")) }
            }
        }
    }
}

pub(super) fn fields(visit: &Visit, whole: &Whole, form: &Form<'_>) -> Markup {
    story_fields(visit, &whole.stories, None, form)
}

/// What a factor is asked for; `own` is the story itself, which cannot be its own cause.
pub(crate) fn story_fields(
    visit: &Visit,
    stories: &[Story],
    own: Option<StoryId>,
    form: &Form<'_>,
) -> Markup {
    let directions = Direction::ALL.map(|direction| {
        (direction.word().to_owned(), visit.t(&format!("story-direction-{}", direction.word())))
    });
    let voices: Vec<(String, String)> = Voice::ALL
        .iter()
        .map(|voice| (voice.word().to_owned(), visit.t(&format!("story-voice-{}", voice.word()))))
        .collect();
    let mut causes = vec![(String::new(), visit.t("turn-cause-of-none"))];
    let others = stories.iter().filter(|story| Some(story.id) != own);
    causes.extend(others.map(|story| (story.number.to_string(), story.words.clone())));
    html! {
        (form.text("words", 2))
        (form.radios("direction", &directions))
        (form.radios("voice", &voices))
        (form.field("source").optional().draw(visit.say()))
        @if causes.len() > 1 { (form.select("cause_of", &causes)) }
    }
}
