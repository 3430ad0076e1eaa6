use std::collections::HashMap;

use ::store::Read;
use kernel::{Error, Result};
use maud::{Markup, html};
use uuid::Uuid;
use web::look::chart::Frame;
use web::look::chart::opinion::Opinion;
use web::look::{self, Table};
use web::{Answer, Routes, Visit};

use super::detail::Mine;
use super::draw::{Words, drawing};
use super::{Detail, GROUPS, Group, Picture, Speaks, Weighed, live, newest, store};
use crate::conversation::{self, Conversation, READ};
use crate::statement::{self, Statement};
use crate::vote;

pub(crate) fn routes() -> Routes {
    Routes::new().page("conversations/{n}/map", &READ, one).page("conversations/{n}/live", &READ, stream)
}

/// The stream of news that the pages of a conversation listen to.
pub(crate) fn live_path(conversation: i64) -> String {
    format!("conversations/{conversation}/live")
}

async fn conversation(visit: &Visit, read: &mut Read) -> Result<Conversation> {
    let found = conversation::store::numbered(read, visit.initiative()?, visit.part("n")?).await?;
    found.ok_or(Error::Missing)
}

async fn stream(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let conversation = conversation(&visit, &mut read).await?;
    drop(read);
    live::stream(&visit, &conversation)
}

/// A map with what is said about it.
pub(crate) struct Shown {
    pub(crate) picture: Picture,
    mine: Option<Mine>,
    pub(super) words: HashMap<Uuid, Statement>,
}

impl Shown {
    /// The newest map of a conversation; `None` while it is still to be drawn.
    pub(crate) async fn of(
        visit: &Visit,
        read: &mut Read,
        conversation: &Conversation,
    ) -> Result<Option<Self>> {
        match newest(read, visit.initiative()?, conversation.number).await? {
            Some(picture) => Ok(Some(Self::with(visit, read, conversation, picture).await?)),
            None => Ok(None),
        }
    }

    /// A map of a conversation, the newest or one that was kept.
    pub(crate) async fn with(
        visit: &Visit,
        read: &mut Read,
        conversation: &Conversation,
        picture: Picture,
    ) -> Result<Self> {
        let initiative = visit.initiative()?;
        let voice = vote::page::voice(visit);
        let (_, own) = vote::own(visit, read, conversation, voice.as_ref()).await?;
        let mine = if own.is_empty() {
            None
        } else {
            let detail = store::detail(read, initiative, conversation.number).await?;
            let detail = detail.map(|bytes| Detail::read(&bytes)).transpose()?;
            detail.and_then(|detail| detail.place(&picture, &own))
        };
        Ok(Self { mine, ..Self::of_past(visit, read, picture).await? })
    }

    /// A map of the past, on which nobody looks for themselves.
    pub(crate) async fn of_past(visit: &Visit, read: &mut Read, picture: Picture) -> Result<Self> {
        let words = statement::store::these(read, visit.initiative()?, &picture.statements()).await?;
        let words = words.into_iter().map(|weighed| weighed.statement);
        let words = words.filter(|statement| !statement.hidden);
        let words = words.map(|statement| (statement.id.0, statement)).collect();
        Ok(Self { picture, mine: None, words })
    }

    /// What the map means, in a sentence.
    pub(super) fn lead(&self, visit: &Visit) -> String {
        let picture = &self.picture;
        match picture.doubt {
            Some(doubt) => visit.t(&format!("map-doubt-{}", doubt.word())),
            None => visit.with(
                "map-lead",
                &[("groups", picture.groups.len().into()), ("unites", picture.unites.len().into())],
            ),
        }
    }

    fn figure(&self, visit: &Visit, links: Vec<Markup>) -> Markup {
        let picture = &self.picture;
        let words = Words {
            title: visit.t("map-drawing"),
            description: self.lead(visit),
            you: visit.t("map-you"),
            groups: (0..picture.groups.len()).map(|group| name(visit, group)).collect(),
        };
        let [wide, narrow] = drawing(picture, self.mine.as_ref(), &words);
        let count = |key: &str, n: i64| html! { span data-live-count=(key) { (visit.say().count(n)) } };
        let caption = html! {
            (visit.t("map-people")) " " (count("map-people", picture.people as i64)) " · "
            (visit.t("map-votes")) " " (count("map-votes", picture.votes as i64)) " · "
            (self.caption(visit))
        };
        let frame = Frame { wide, narrow, table: self.table(visit), caption, links };
        html! { div data-groups=(picture.groups.len()) { (frame.draw(visit.say())) } }
    }

    /// How many are shown, and as of when.
    pub(super) fn caption(&self, visit: &Visit) -> String {
        let at = jiff::Timestamp::from_second(self.picture.at).unwrap_or_default();
        visit.with(
            "map-caption",
            &[("shown", self.picture.shown.into()), ("when", visit.say().moment(at).into())],
        )
    }

    /// The same as the picture, in numbers.
    fn table(&self, visit: &Visit) -> Table {
        let table = Table::new(visit.t("map-drawing"))
            .column(visit.t("map-group-head"))
            .number(visit.t("map-people"))
            .number(visit.t("map-share-head"));
        self.shares(visit).into_iter().fold(table, Table::row)
    }

    /// Each group with its people and their share, and whoever is in none.
    pub(super) fn shares(&self, visit: &Visit) -> Vec<[String; 3]> {
        let picture = &self.picture;
        let all = picture.shown.max(1) as f64;
        let row = |name: String, people: usize| {
            [name, visit.say().count(people as i64), visit.say().percent(people as f64 / all, 0)]
        };
        let groups = picture.groups.iter().enumerate();
        let mut rows: Vec<[String; 3]> = groups
            .map(|(at, group)| {
                row(visit.with("map-group", &[("group", name(visit, at).into())]), group.people)
            })
            .collect();
        let grouped: usize = picture.groups.iter().map(|group| group.people).sum();
        match picture.shown.saturating_sub(grouped) {
            0 => {}
            rest => rows.push(row(visit.t("map-no-group"), rest)),
        }
        rows
    }

    /// Where the reader stands, and how sure that is.
    fn place(&self, visit: &Visit) -> Option<String> {
        let mine = self.mine.as_ref()?;
        let votes = ("votes", mine.votes.into());
        Some(match mine.group {
            Some(group) => {
                let sure = if mine.sure { "yes" } else { "no" };
                visit.with(
                    "map-mine",
                    &[votes, ("group", name(visit, group.into()).into()), ("sure", sure.into())],
                )
            }
            None if self.picture.groups.is_empty() => visit.with("map-mine-placed", &[votes]),
            None => visit.with("map-mine-few", &[votes]),
        })
    }

    fn weighed(&self, visit: &Visit, weighed: &Weighed) -> Markup {
        let Some(statement) = self.words.get(&weighed.statement) else { return html! {} };
        let [agree, disagree, pass] = weighed.all.map(i64::from);
        let by_group = by_group(visit, weighed);
        let foot = html! {
            @if !by_group.is_empty() { (by_group) " " }
            a href=(visit.href(&statement.path())) {
                (look::named(visit.t("map-statement"), &statement.text))
            }
        };
        look::said(visit.say(), &statement.text, &Opinion { agree, disagree, pass }, foot)
    }

    fn list(&self, visit: &Visit, which: &str, found: &[Weighed]) -> Markup {
        let body = html! {
            @if found.is_empty() { p { (visit.t(&format!("map-{which}-nothing"))) } }
            @for weighed in found { (self.weighed(visit, weighed)) }
        };
        look::section(which, visit.t(&format!("map-{which}")), body)
    }

    /// What speaks for a group, as far as it is not hidden.
    pub(super) fn known<'s>(&'s self, group: &'s Group) -> Vec<(&'s Speaks, &'s Statement)> {
        let known = |speaks: &'s Speaks| Some((speaks, self.words.get(&speaks.statement)?));
        group.speaks.iter().filter_map(known).collect()
    }

    fn group(&self, visit: &Visit, at: usize, group: &Group) -> Markup {
        let known = self.known(group);
        let title = group_title(visit, at, group);
        let body = html! {
            @if known.is_empty() { p { (visit.t("map-group-nothing")) } }
            @else {
                p { (visit.t("map-group-lead")) }
                ul.loop role="list" {
                    @for (speaks, statement) in known {
                        li {
                            span.kicker { (side(visit, speaks)) }
                            a href=(visit.href(&statement.path())) dir="auto" { (statement.text) }
                        }
                    }
                }
            }
        };
        look::section(&format!("group-{}", GROUPS[at]), title, body)
    }

    /// The picture of the past, and what united then.
    pub(crate) fn past(&self, visit: &Visit) -> Markup {
        let picture = &self.picture;
        html! {
            p { (self.lead(visit)) }
            @if !picture.marks.is_empty() { (self.figure(visit, Vec::new())) }
            (self.list(visit, "unites", &picture.unites))
        }
    }

    /// The picture and all that is said of it.
    pub(crate) fn body(&self, visit: &Visit, conversation: &Conversation) -> Markup {
        let picture = &self.picture;
        let data = format!("/api{}", visit.href(&format!("conversations/{}/map", conversation.number)));
        let days = visit.href(&format!("conversations/{}/days", conversation.number));
        let links = vec![
            html! { a href=(data) { (visit.t("map-data")) } },
            html! { a href=(days) { (visit.t("lapse-link")) } },
        ];
        let groups = picture.groups.iter().enumerate();
        html! {
            @if picture.marks.is_empty() { p { (visit.t("map-nobody")) } }
            @else {
                (self.figure(visit, links))
                @if let Some(place) = self.place(visit) { p { (place) } }
            }
            (self.list(visit, "unites", &picture.unites))
            @if !picture.groups.is_empty() {
                (look::columns(groups.map(|(at, group)| self.group(visit, at, group))))
            }
            (self.list(visit, "divides", &picture.divides))
            (self.how(visit))
        }
    }

    /// How sure the groups are, if there are any.
    pub(super) fn sure(&self, visit: &Visit) -> Option<String> {
        let trust = self.picture.trust.filter(|_| self.picture.doubt.is_none())?;
        let gap = if trust.clumping < 2.0 { "no" } else { "yes" };
        let stability = visit.say().percent(trust.stability.max(0.0), 0);
        Some(visit.with("map-trust", &[("stability", stability.into()), ("gap", gap.into())]))
    }

    /// How sure all this is, and how it was made.
    fn how(&self, visit: &Visit) -> Markup {
        let picture = &self.picture;
        let body = html! {
            @if let Some(sure) = self.sure(visit) { p { (sure) } }
            p { (visit.t("map-how-made")) }
            p.small { (visit.with("map-method", &[("method", picture.method.as_str().into())])) }
            @if picture.stamp > 0 { p.small { (visit.with("map-stamp", &[("stamp", picture.stamp.to_string().into())])) } }
        };
        look::section("how", visit.t("map-how"), body)
    }
}

/// What a group says to a statement, beside what everybody else says.
pub(super) fn side(visit: &Visit, speaks: &Speaks) -> String {
    let key = if speaks.agrees { "map-speaks-agree" } else { "map-speaks-disagree" };
    visit.with(
        key,
        &[
            ("here", speaks.here[0].into()),
            ("of", speaks.here[1].into()),
            ("elsewhere", speaks.elsewhere[0].into()),
            ("others", speaks.elsewhere[1].into()),
        ],
    )
}

async fn one(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let conversation = conversation(&visit, &mut read).await?;
    let shown = Shown::of(&visit, &mut read, &conversation).await?;
    drop(read);
    let back = visit.href(&format!("conversations/{}", conversation.number));
    let kicker = html! { a href=(back) dir="auto" { (conversation.question) } };
    let title = visit.t("map-title");
    let lead = shown.as_ref().map_or_else(|| visit.t("map-waiting"), |shown| shown.lead(&visit));
    let page = html! {
        (look::page_head(kicker, title.as_str(), lead))
        @if let Some(shown) = &shown { (shown.body(&visit, &conversation)) }
    };
    let answer = visit.page(title).live_at(&live_path(conversation.number)).show(page).await?;
    Ok(if shown.is_none() { answer.again_in(3) } else { answer })
}

/// The map on the conversation's own page: the picture, its sentence, and the way to the rest. Nothing as long as
/// nobody voted enough to stand anywhere.
pub(crate) async fn part(visit: &Visit, read: &mut Read, conversation: &Conversation) -> Result<Markup> {
    let Some(shown) = Shown::of(visit, read, conversation).await? else { return Ok(html! {}) };
    if shown.picture.marks.is_empty() {
        return Ok(html! {});
    }
    let whole = visit.href(&format!("conversations/{}/map", conversation.number));
    let links = vec![html! { a href=(whole) { (visit.t("map-whole")) } }];
    let body = html! {
        p { (shown.lead(visit)) }
        (shown.figure(visit, links))
        @if let Some(place) = shown.place(visit) { p { (place) } }
    };
    Ok(look::section("map-part", visit.t("map-title"), body))
}

/// How many of each group agree.
pub(super) fn by_group(visit: &Visit, weighed: &Weighed) -> String {
    let of = |(at, [agree, disagree, pass]): (usize, &[u32; 3])| {
        let all = agree + disagree + pass;
        visit.with(
            "map-of-group",
            &[("group", name(visit, at).into()), ("agree", (*agree).into()), ("all", all.into())],
        )
    };
    weighed.groups.iter().enumerate().map(of).collect::<Vec<_>>().join(" ")
}

/// A group and how many are in it.
pub(super) fn group_title(visit: &Visit, at: usize, group: &Group) -> String {
    visit.with("map-group-title", &[("group", name(visit, at).into()), ("people", group.people.into())])
}

/// What a group is called, by its number from 0.
pub(super) fn name(visit: &Visit, group: usize) -> String {
    visit.with("map-group-name", &[("number", (group + 1).into())])
}
