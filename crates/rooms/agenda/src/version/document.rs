//! The agenda as a document: the sections in serif, under each clause what it rests on and how it stands.

use std::collections::HashMap;

use kernel::Result;
use maud::{Markup, html};
use web::look::{self, NavItem, Standing};
use web::{Answer, Routes, Visit};

use super::compare::{Difference, compare};
use super::{Frozen, PROPOSE, Version, of_section, store};
use crate::clause::{self, ClauseId, READ, Section, Voices, WRITE};

pub(crate) fn routes() -> Routes {
    Routes::new().page("agenda", &READ, in_force).page("agenda/draft", &READ, draft)
}

/// How a clause of the draft stands against what is in force.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Against {
    Changed,
    New,
}

/// The agenda as it stands, in the draft and in force.
struct Picture {
    in_force: Option<Version>,
    agreed: Vec<Frozen>,
    draft: Vec<Frozen>,
    versions: Vec<Version>,
    voices: HashMap<ClauseId, Voices>,
}

async fn picture(visit: &Visit) -> Result<Picture> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let in_force = store::in_force(&mut read, initiative).await?;
    let agreed = match &in_force {
        Some(version) => store::clauses(&mut read, initiative, version.id).await?,
        None => Vec::new(),
    };
    let draft = clause::store::draft(&mut read, initiative).await?;
    Ok(Picture {
        in_force,
        agreed,
        draft: draft.into_iter().map(Frozen::from).collect(),
        versions: store::all(&mut read, initiative).await?,
        voices: clause::store::voices(&mut read, initiative).await?,
    })
}

/// What is in force, or the draft while nothing is.
async fn in_force(visit: Visit) -> Result<Answer> {
    let picture = picture(&visit).await?;
    let Some(version) = &picture.in_force else { return show_draft(&visit, &picture).await };
    let lead = visit.with(
        "agenda-lead-in-force",
        &[
            ("number", version.number.to_string().into()),
            ("day", visit.say().day(version.in_force_at.unwrap_or(version.proposed_at)).into()),
            ("clauses", picture.agreed.len().into()),
            ("changes", compare(&picture.agreed, &picture.draft).len().into()),
        ],
    );
    let body = clauses(&visit, &picture.agreed, &picture.voices, &HashMap::new(), false);
    show(&visit, &picture, false, &lead, body).await
}

async fn draft(visit: Visit) -> Result<Answer> {
    let picture = picture(&visit).await?;
    show_draft(&visit, &picture).await
}

async fn show_draft(visit: &Visit, picture: &Picture) -> Result<Answer> {
    let lead = visit.with(
        "agenda-lead-draft",
        &[
            ("clauses", picture.draft.len().into()),
            ("changes", compare(&picture.agreed, &picture.draft).len().into()),
            ("agreed", picture.in_force.as_ref().map_or(0, |version| version.number).into()),
        ],
    );
    let against =
        if picture.in_force.is_some() { against(&picture.agreed, &picture.draft) } else { HashMap::new() };
    let body = html! {
        @if picture.draft.is_empty() {
            (look::empty(visit.say(), visit.t("agenda-empty"), html! { p { (visit.t("agenda-example")) } }, html! {
                @if visit.offers(&WRITE) { (look::do_link(visit.t("clause-new-link"), &visit.href("agenda/clauses/new?section=vision"))) }
            }))
        } @else {
            (clauses(visit, &picture.draft, &picture.voices, &against, visit.offers(&WRITE)))
        }
    };
    show(visit, picture, true, &lead, body).await
}

/// The clauses of the draft that are not as they were agreed.
fn against(agreed: &[Frozen], draft: &[Frozen]) -> HashMap<ClauseId, Against> {
    let how = |difference: Difference| {
        let against = if difference.older.is_some() { Against::Changed } else { Against::New };
        difference.newer.map(|newer| (newer.clause, against))
    };
    compare(agreed, draft).into_iter().filter_map(how).collect()
}

async fn show(visit: &Visit, picture: &Picture, draft: bool, lead: &str, body: Markup) -> Result<Answer> {
    let tabs = [
        NavItem::new(visit.href("agenda"), visit.t("agenda-in-force")).here_if(!draft),
        NavItem::new(visit.href("agenda/draft"), visit.t("agenda-draft")).here_if(draft),
    ];
    let changed = !compare(&picture.agreed, &picture.draft).is_empty();
    let page = html! {
        (look::page_head(visit.t("agenda-term"), visit.t("agenda-title"), lead))
        @if picture.in_force.is_some() { (look::tabs(&visit.t("agenda-title"), &tabs)) }
        (body)
        @if draft && !picture.draft.is_empty() && visit.offers(&WRITE) {
            (look::acts(html! {
                @if changed && visit.offers(&PROPOSE) { (look::do_link(visit.t("version-propose-link"), &visit.href("agenda/propose"))) }
                (look::quiet_link(visit.t("clause-new-link"), &visit.href("agenda/clauses/new")))
            }))
        }
        @if !picture.versions.is_empty() { (versions(visit, &picture.versions)) }
    };
    visit.page(visit.t("agenda-title")).live().show(page).await
}

/// The clauses under their sections. Empty sections are left out unless one could write there.
fn clauses(
    visit: &Visit,
    all: &[Frozen],
    voices: &HashMap<ClauseId, Voices>,
    against: &HashMap<ClauseId, Against>,
    writing: bool,
) -> Markup {
    html! {
        div.document {
            @for section in Section::ALL {
                @let found = of_section(all, section);
                @if !found.is_empty() || writing {
                    (look::section(section.word(), visit.t(&format!("section-{}", section.word())), html! {
                        @for clause in &found {
                            (one(visit, clause, voices.get(&clause.clause).copied(), against.get(&clause.clause).copied()))
                        }
                        @if writing {
                            p.small {
                                a href=(visit.href(&format!("agenda/clauses/new?section={}", section.word()))) {
                                    (visit.with("section-write", &[("section", visit.t(&format!("section-{}", section.word())).into())]))
                                }
                            }
                        }
                    }))
                }
            }
        }
    }
}

/// One clause with what stands in its margin.
pub(super) fn plain(visit: &Visit, clause: &Frozen, voices: Option<Voices>) -> Markup {
    one(visit, clause, voices, None)
}

fn one(visit: &Visit, clause: &Frozen, voices: Option<Voices>, against: Option<Against>) -> Markup {
    let number = clause.number.to_string();
    let margin = html! {
        a href=(visit.href(&format!("agenda/clauses/{number}"))) { (visit.with("clause-numbered", &[("number", number.into())])) }
        @match against {
            Some(Against::New) => { " " (look::tag(Standing::Waiting, visit.t("clause-new-here"))) },
            Some(Against::Changed) => { " " (look::tag(Standing::Waiting, visit.t("clause-changed-here"))) },
            None => {},
        }
        @if let Some(voices) = voices { br; (resting(visit, voices)) }
        @if !clause.difference.is_empty() {
            br; b { (visit.t("clause-difference-said")) } " " span dir="auto" { (clause.difference) }
        }
    };
    look::quote(&clause.text, margin)
}

fn resting(visit: &Visit, voices: Voices) -> String {
    visit.with(
        "clause-resting",
        &[
            ("statements", voices.statements.into()),
            ("agree", visit.say().count(voices.agree).into()),
            ("votes", visit.say().count(voices.votes).into()),
        ],
    )
}

fn versions(visit: &Visit, versions: &[Version]) -> Markup {
    let body = html! {
        ul {
            @for version in versions {
                li {
                    a href=(visit.href(&format!("agenda/versions/{}", version.number))) {
                        (visit.with("version-numbered", &[("number", version.number.to_string().into())]))
                    }
                    ": " span dir="auto" { (version.title) } " · "
                    (visit.t(&format!("version-state-{}", version.state))) ", "
                    (visit.say().day(version.in_force_at.unwrap_or(version.proposed_at)))
                }
            }
        }
    };
    look::section("versions", visit.t("versions-title"), body)
}
