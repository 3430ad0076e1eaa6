//! The page around the page: head, bar, rooms, notices, main with its thread, footer.

use maud::{DOCTYPE, Markup, Render, html};

use super::assets::{icon_href, script_href, stylesheet_href};
use super::{Icon, NavItem, Standing, mark};
use crate::text::Say;

/// Light or dark: as the device says, unless the reader chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scheme {
    /// As the device says.
    #[default]
    Device,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Scheme {
    /// The value of `data-scheme`.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Device => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}

/// The one accent of an initiative. Only the hue differs, so that contrast is the same in each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Swell {
    /// Deep water.
    #[default]
    Sea,
    /// A violet between the blue of *better* and the plum.
    Iris,
    /// A dark red-violet.
    Plum,
    /// A dark green.
    Forest,
    /// A warm brown.
    Earth,
}

impl Swell {
    /// The value of `data-swell`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sea => "sea",
            Self::Iris => "iris",
            Self::Plum => "plum",
            Self::Forest => "forest",
            Self::Earth => "earth",
        }
    }

    /// The accent called so, or the sea.
    pub fn named(name: &str) -> Self {
        match name {
            "iris" => Self::Iris,
            "plum" => Self::Plum,
            "forest" => Self::Forest,
            "earth" => Self::Earth,
            _ => Self::Sea,
        }
    }
}

/// A place with a name: an initiative.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Its page.
    pub href: String,
    /// Its name.
    pub name: String,
}

/// Where search goes and what was searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// The page that answers; it reads `q`.
    pub action: String,
    /// What was searched for.
    pub query: String,
}

/// Who reads.
#[derive(Clone, Debug, Default)]
pub enum Me {
    /// Nobody is signed in and nobody can (first start).
    #[default]
    Nobody,
    /// A guest, who may sign in at this address.
    Guest {
        /// The sign-in page.
        sign_in: String,
    },
    /// Somebody signed in.
    Person {
        /// Their name.
        name: String,
        /// Their organisation or role, may be empty.
        organisation: String,
        /// Their own pages.
        items: Vec<NavItem>,
        /// Where signing out is posted.
        sign_out: String,
        /// The key of that form.
        key: String,
    },
}

/// A notice at the top of the page about what was just done.
#[derive(Clone, Debug)]
pub struct Flash {
    /// How it stands.
    pub standing: Standing,
    /// What happened.
    pub words: Markup,
}

/// A language the page can be read in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Language {
    /// Its BCP 47 code.
    pub code: String,
    /// Its own name: "Deutsch".
    pub name: String,
    /// The address that chooses it.
    pub href: String,
    /// Whether the page is in it now.
    pub current: bool,
}

/// All that stands around a page. Everything but `title` and `main` may be left empty.
#[derive(Clone, Debug, Default)]
pub struct Shell {
    /// The page's own title, without the product's name.
    pub title: String,
    /// Where the mark leads; `/` if empty.
    pub home: String,
    /// The initiative the page belongs to.
    pub initiative: Option<Place>,
    /// The reader's initiatives, to switch between.
    pub initiatives: Vec<NavItem>,
    /// The rooms.
    pub rooms: Vec<NavItem>,
    /// Search, where there is something to find.
    pub search: Option<Search>,
    /// Who reads.
    pub me: Me,
    /// What was just done.
    pub flash: Option<Flash>,
    /// An event stream that says when there is something new on this page (see `assets/live.js`).
    pub live: Option<String>,
    /// The address of this page, for "Show what is new".
    pub here: String,
    /// A news feed: address and title.
    pub feed: Option<(String, String)>,
    /// Light or dark.
    pub scheme: Scheme,
    /// The accent.
    pub swell: Swell,
    /// The page.
    pub main: Markup,
    /// What stands beside it: the thread.
    pub aside: Option<Markup>,
    /// The state of the journal: [`super::seal_line`].
    pub seal: Option<Markup>,
    /// Links at the foot: about, privacy, contact.
    pub foot: Vec<NavItem>,
    /// The languages to choose from.
    pub languages: Vec<Language>,
    /// The page stands alone and big, without bar, rooms, thread and foot.
    pub alone: bool,
}

/// The whole document.
pub fn skeleton(say: &Say, shell: &Shell) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(say.lang()) dir=(say.dir()) data-alone[shell.alone] data-scheme=[shell.scheme.name()] data-swell=(shell.swell.name()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content=(shell.scheme.name().unwrap_or("light dark"));
                title { (full_title(shell)) }
                link rel="icon" type="image/svg+xml" href=(icon_href());
                link rel="stylesheet" href=(stylesheet_href());
                @if let Some((href, title)) = &shell.feed {
                    link rel="alternate" type="application/atom+xml" href=(href) title=(title);
                }
                script type="module" src=(script_href()) {}
            }
            body {
                a.skip href="#main" { (say.t("look-skip")) }
                @if !shell.alone { (bar(say, shell)) (rooms(say, shell)) }
                div.notice role="status" { @if let Some(flash) = &shell.flash { (notice(flash)) } }
                div.page.with-aside[shell.aside.is_some() && !shell.alone] data-live=[shell.live.as_deref()] {
                    main #main tabindex="-1" {
                        @if shell.live.is_some() { (live_mark(say, &shell.here)) }
                        (shell.main)
                    }
                    @if let Some(aside) = shell.aside.as_ref().filter(|_| !shell.alone) { aside aria-label=(say.t("look-thread")) { (aside) } }
                }
                @if !shell.alone { (foot(say, shell)) }
            }
        }
    }
}

/// A page without anything around it, to stand in a frame elsewhere. Its links leave the frame.
pub fn leaf(say: &Say, title: &str, main: impl Render) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(say.lang()) dir=(say.dir()) data-swell=(Swell::default().name()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                base target="_top";
                link rel="stylesheet" href=(stylesheet_href());
            }
            body.leaf { main #main { (main) } }
        }
    }
}

fn full_title(shell: &Shell) -> String {
    let place = shell.initiative.as_ref().map_or("Groundswell", |place| place.name.as_str());
    if shell.title.is_empty() { place.to_owned() } else { format!("{} - {place}", shell.title) }
}

fn bar(say: &Say, shell: &Shell) -> Markup {
    let home = if shell.home.is_empty() { "/" } else { &shell.home };
    html! {
        header.bar {
            a.brand href=(home) { (mark()) span.wordmark { "Groundswell" } }
            @if let Some(place) = &shell.initiative { (switcher(say, place, &shell.initiatives)) }
            div.tools {
                @if let Some(search) = &shell.search { (find(say, search)) }
                (who(say, &shell.me))
            }
        }
    }
}

fn switcher(say: &Say, place: &Place, others: &[NavItem]) -> Markup {
    html! {
        @if others.is_empty() {
            a.place href=(place.href) dir="auto" { (place.name) }
        } @else {
            details.menu.place name="bar" data-menu {
                summary { span.unseen { (say.t("look-initiative")) " " } span.name dir="auto" { (place.name) } (Icon::Open.draw()) }
                nav aria-label=(say.t("look-initiatives")) { ul role="list" { @for item in others { li dir="auto" { (item.link()) } } } }
            }
        }
    }
}

fn find(say: &Say, search: &Search) -> Markup {
    html! {
        form.find role="search" method="get" action=(search.action) {
            label.unseen for="find" { (say.t("look-search")) }
            (Icon::Search.draw())
            input #find type="search" name="q" value=(search.query) placeholder=(say.t("look-search")) enterkeyhint="search";
        }
        a.find-page href=(search.action) { (Icon::Search.draw()) span.unseen { (say.t("look-search")) } }
    }
}

fn who(say: &Say, me: &Me) -> Markup {
    match me {
        Me::Nobody => html! {},
        Me::Guest { sign_in } => html! { a.sign-in href=(sign_in) { (say.t("look-sign-in")) } },
        Me::Person { name, organisation, items, sign_out, key } => html! {
            details.menu.me name="bar" data-menu {
                summary { (Icon::Person.draw()) span.name dir="auto" { (name) } (Icon::Open.draw()) }
                div.panel {
                    p.as { b dir="auto" { (name) } @if !organisation.is_empty() { span.small dir="auto" { (organisation) } } }
                    ul role="list" { @for item in items { li { (item.link()) } } }
                    form method="post" action=(sign_out) {
                        input type="hidden" name="_key" value=(key);
                        button type="submit" { (say.t("look-sign-out")) }
                    }
                }
            }
        },
    }
}

fn rooms(say: &Say, shell: &Shell) -> Markup {
    html! {
        @if !shell.rooms.is_empty() {
            nav.rooms aria-label=(say.t("look-rooms")) { ul role="list" { @for room in &shell.rooms { li { (room.link()) } } } }
        }
    }
}

/// A notice by itself.
pub(super) fn notice(flash: &Flash) -> Markup {
    html! { div.flash.(flash.standing.class()) { (flash.standing.icon().draw()) div { (flash.words) } } }
}

/// The mark that appears when there is something new: a link that shows it when the reader wants it.
pub fn live_mark(say: &Say, here: &str) -> Markup {
    html! { p.news role="status" { a href=(here) hidden data-live-mark { (Icon::Waiting.draw()) (say.t("look-show-new")) } } }
}

fn foot(say: &Say, shell: &Shell) -> Markup {
    html! {
        footer.foot {
            svg.shore viewBox="0 0 1200 24" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
                path d="M0 14c75 0 75-9 150-9s75 9 150 9 75-9 150-9 75 9 150 9 75-9 150-9 75 9 150 9 75-9 150-9 75 9 150 9" {}
            }
            div.in {
                p.about { (mark()) b { "Groundswell" } @if let Some(seal) = &shell.seal { (seal) } }
                @if !shell.foot.is_empty() { ul.links role="list" { @for item in &shell.foot { li { (item.link()) } } } }
                @if shell.languages.len() > 1 {
                    nav.languages aria-label=(say.t("look-languages")) {
                        ul role="list" {
                            @for language in &shell.languages {
                                li {
                                    a href=(language.href) lang=(language.code) hreflang=(language.code) rel="nofollow"
                                        aria-current=[language.current.then_some("true")] { (language.name) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
