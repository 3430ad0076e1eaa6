//! A page on its way: what it is about, what stands beside it, then its body.

use axum::http::StatusCode;
use journal::thread::{self, Reach};
use kernel::{Ref, Result, Role, Stage};
use maud::{Markup, html};

use crate::answer::Answer;
use crate::form::new_key;
use crate::look::{Flash, Knot, Me, NavItem, Place, Search, Shell, Standing, skeleton};
use crate::trouble;
use crate::visit::Visit;

/// A page. Finish it with [`Page::show`].
pub struct Page {
    visit: Visit,
    title: String,
    about: Option<(Ref, String)>,
    status: StatusCode,
    live: Option<String>,
    alone: bool,
}

impl Page {
    pub(crate) fn new(visit: Visit, title: String) -> Self {
        Self { visit, title, about: None, status: StatusCode::OK, live: None, alone: false }
    }

    /// It shows this object: its thread stands beside it.
    pub fn about(mut self, about: Ref) -> Self {
        self.about = Some((about, self.title.clone()));
        self
    }

    /// It shows a form that could not be taken as it was sent.
    pub fn unprocessable(self) -> Self {
        self.status(StatusCode::UNPROCESSABLE_ENTITY)
    }

    /// With another status.
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Says when there is something new in the initiative while it is open.
    pub fn live(self) -> Self {
        self.live_at("live")
    }

    /// The same from a stream of its own, at that path inside the initiative (see [`live`](crate::live)).
    pub fn live_at(mut self, path: &str) -> Self {
        self.live = self.visit.place.is_some().then(|| self.visit.href(path));
        self
    }

    /// Big and without the house around it: for a wall that many people read.
    pub fn alone(mut self) -> Self {
        self.alone = true;
        self
    }

    /// The whole page around `main`.
    pub async fn show(self, main: Markup) -> Result<Answer> {
        let aside = match &self.about {
            Some((about, title)) => Some(beside(&self.visit, about, title).await?),
            None => None,
        };
        let initiatives = self.places().await?;
        let main = match self.status {
            StatusCode::UNPROCESSABLE_ENTITY => html! { (main) (trouble::kept(&self.visit, &main.0)) },
            _ => main,
        };
        let shell = Shell {
            initiatives,
            aside,
            alone: self.alone,
            ..shell(&self.visit, self.title, main, self.live)
        };
        Ok(Answer::html(self.status, skeleton(self.visit.say(), &shell)))
    }

    async fn places(&self) -> Result<Vec<NavItem>> {
        let visit = &self.visit;
        if visit.actor.person.is_none() {
            return Ok(Vec::new());
        }
        let mut read = visit.read().await?;
        let places = visit.house().identity().places_of(&mut read, &visit.actor).await?;
        let here = visit.place.as_ref().map(|place| place.id);
        let mut items: Vec<NavItem> = places
            .into_iter()
            .map(|place| {
                NavItem::new(format!("/i/{}", place.slug), place.name).here_if(Some(place.id) == here)
            })
            .collect();
        items.push(NavItem::new("/", visit.t("shell-all-initiatives")));
        Ok(items)
    }
}

/// A page when nothing can be asked of the database: an error's.
pub(crate) fn bare(visit: &Visit, status: StatusCode, title: String, main: Markup) -> Answer {
    Answer::html(status, skeleton(visit.say(), &shell(visit, title, main, None)))
}

fn shell(visit: &Visit, title: String, main: Markup, live: Option<String>) -> Shell {
    // Whoever is sent away from a closed initiative is not told its name.
    let place = visit.place.as_deref().filter(|_| visit.belongs());
    let word = visit.query().get("done");
    let flash = visit.say().maybe(&format!("done-{word}")).filter(|_| !word.is_empty());
    Shell {
        title,
        home: place.map_or_else(|| "/".to_owned(), |place| format!("/i/{}", place.slug)),
        initiative: place.map(|place| Place { href: format!("/i/{}", place.slug), name: place.name.clone() }),
        initiatives: Vec::new(),
        rooms: doors(visit),
        search: place
            .map(|_| Search { action: visit.href("search"), query: visit.query().get("q").to_owned() }),
        me: me(visit),
        flash: flash.map(|words| Flash { standing: Standing::Done, words: html! { p { (words) } } }),
        live,
        here: visit.here().to_owned(),
        main,
        foot: foot(visit),
        ..Shell::default()
    }
}

fn doors(visit: &Visit) -> Vec<NavItem> {
    let Some(place) = &visit.place else { return Vec::new() };
    let inside = visit.0.uri.path().strip_prefix("/i/").and_then(|path| path.split_once('/'));
    let first = inside.map_or("", |(_, page)| page.split('/').next().unwrap_or_default());
    let here = visit.house().behind(first);
    visit
        .house()
        .doors()
        .iter()
        .filter(|door| visit.could(door.ability))
        .map(|door| {
            let href = format!("/i/{}/{}", place.slug, door.path);
            NavItem::new(href, visit.t(door.label)).here_if(door.path == here)
        })
        .collect()
}

fn me(visit: &Visit) -> Me {
    if visit.actor.person.is_none() {
        let next = crate::house::encoded(visit.here());
        return Me::Guest { sign_in: format!("/sign-in?next={next}") };
    }
    let mut items = vec![NavItem::new("/me", visit.t("shell-me"))];
    if visit.actor.standing.roles.has(Role::Administrator) {
        items.push(NavItem::new("/administration", visit.t("shell-administration")));
    }
    Me::Person {
        name: visit.actor.name.clone(),
        organisation: String::new(),
        items,
        sign_out: "/sign-out".to_owned(),
        key: new_key(),
    }
}

fn foot(visit: &Visit) -> Vec<NavItem> {
    let mut foot = Vec::new();
    if visit.place.is_some() {
        foot.push(NavItem::new(visit.href("journal"), visit.t("shell-journal")));
    }
    if visit.house().settings().demo {
        foot.push(NavItem::new("/demo", visit.t("shell-demo")));
    }
    foot
}

/// How many of one kind stand beside an object before the rest is only counted.
const OF_A_KIND: usize = 3;

/// The thread beside an object: what is near, and the way to the whole chain.
async fn beside(visit: &Visit, about: &Ref, title: &str) -> Result<Markup> {
    let mut read = visit.read().await?;
    let thread = thread::of(visit, &mut read, about, Reach::BESIDE).await?;
    drop(read);
    let whole = visit.href(&format!("thread/{}/{}", about.kind, about.id));
    let mut knots = some_of_each(visit, &thread.before, thread.more_before, &whole);
    knots.push(Knot::here(visit.t(&format!("kind-{}", about.kind)), title));
    knots.extend(some_of_each(visit, &thread.after, thread.more_after, &whole));
    let foot = html! { a href=(whole) { (visit.t("shell-whole-thread")) } };
    Ok(crate::look::thread(visit.say(), &knots, Some(foot)))
}

/// The first few of each kind; the rest as one knot that says how many. A kind of which many is usual has a text
/// `many-{kind}` and then stands as that one knot alone.
fn some_of_each(visit: &Visit, knots: &[thread::Knot], more: bool, whole: &str) -> Vec<Knot> {
    let mut shown = Vec::new();
    for same in knots.chunk_by(|a, b| a.card.about.kind == b.card.about.kind) {
        let kind = &same[0].card.about.kind;
        let many = format!("many-{kind}");
        if same.len() <= OF_A_KIND {
            shown.extend(same.iter().map(|knot| tie(visit, knot)));
        } else if visit.house().texts().has(&many) {
            let whole_kind = !more || knots.iter().any(|knot| same.iter().all(|one| one.steps < knot.steps));
            let all = if whole_kind { "yes" } else { "no" };
            let words = visit.with(&many, &[("count", same.len().into()), ("all", all.into())]);
            shown.push(Knot::new(whole, visit.t(&format!("kind-{kind}")), words));
        } else {
            shown.extend(same.iter().take(OF_A_KIND).map(|knot| tie(visit, knot)));
            let rest = visit.with("shell-more", &[("count", (same.len() - OF_A_KIND).into())]);
            shown.push(Knot::new(whole, visit.t(&format!("kind-{kind}")), rest));
        }
    }
    shown
}

/// One knot in the reader's words.
pub(crate) fn tie(visit: &Visit, knot: &thread::Knot) -> Knot {
    Knot::new(
        knot.card.href.clone(),
        visit.t(&format!("kind-{}", knot.card.about.kind)),
        knot.card.title.clone(),
    )
}

/// The key of a stage's name.
pub(crate) fn stage_key(stage: Stage) -> &'static str {
    match stage {
        Stage::Voice => "stage-voice",
        Stage::Clause => "stage-clause",
        Stage::Decision => "stage-decision",
        Stage::Result => "stage-result",
        Stage::Measure => "stage-measure",
        Stage::Duty => "stage-duty",
        Stage::Data => "stage-data",
        Stage::Story => "stage-story",
        Stage::Activity => "stage-activity",
        Stage::Commitment => "stage-commitment",
        Stage::Win => "stage-win",
        Stage::ToldBack => "stage-told-back",
        Stage::Beside => "stage-beside",
    }
}
