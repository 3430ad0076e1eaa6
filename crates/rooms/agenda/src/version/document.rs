//! The agenda as a document: in plain words first, then the sections, under each clause what it rests on and how it
//! stands.

use std::collections::HashMap;

use kernel::Result;
use maud::{Markup, html};
use web::look::{self, NavItem, Standing};
use web::{Answer, Routes, Visit};

use super::compare::{Difference, compare};
use super::{Frozen, PROPOSE, Version, of_section, store};
use crate::clause::words::hypothesis;
use crate::clause::{self, ClauseId, READ, Section, Voices, WRITE};
use crate::consultation::CONSULT;
use crate::translation::page::{Shown, shown, switch, wanted};
use crate::translation::{self, Language, Paired};
use crate::{ratification, suggestion};

pub(crate) fn routes() -> Routes {
    Routes::new().page("agenda", &READ, in_force).page("agenda/draft", &READ, draft)
}

/// How a clause of the draft stands against what is in force.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Against {
    Changed,
    New,
}

/// What stands in the margin of clauses, and in which language they are read.
pub(super) struct Margin {
    voices: HashMap<ClauseId, Voices>,
    suggestions: HashMap<ClauseId, i64>,
    comments: HashMap<ClauseId, i64>,
    against: HashMap<ClauseId, Against>,
    languages: Vec<String>,
    wanted: Option<Language>,
    translations: Vec<Paired>,
}

impl Margin {
    pub(super) async fn of(visit: &Visit, read: &mut ::store::Read, clauses: &[ClauseId]) -> Result<Self> {
        let initiative = visit.initiative()?;
        let wanted = wanted(visit);
        Ok(Self {
            voices: clause::store::voices(read, initiative).await?,
            suggestions: suggestion::store::open(read, initiative).await?,
            comments: clause::comment::open(visit, read, clauses).await?,
            against: HashMap::new(),
            languages: translation::store::languages(read, initiative).await?,
            wanted,
            translations: match wanted {
                Some(language) => translation::store::in_language(read, initiative, language.tag).await?,
                None => Vec::new(),
            },
        })
    }
}

/// The agenda as it stands, in the draft and in force.
struct Picture {
    in_force: Option<Version>,
    agreed: Vec<Frozen>,
    draft: Vec<Frozen>,
    versions: Vec<Version>,
    margin: Margin,
    /// Who stands behind what is in force.
    ratified: Markup,
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
    let draft: Vec<Frozen> = draft.into_iter().map(Frozen::from).collect();
    let ratified = if let Some(version) = &in_force {
        ratification::page::line(visit, &mut read, version).await?
    } else {
        html! {}
    };
    let clauses: Vec<ClauseId> = agreed.iter().chain(&draft).map(|clause| clause.clause).collect();
    Ok(Picture {
        ratified,
        in_force,
        versions: store::all(&mut read, initiative).await?,
        margin: Margin::of(visit, &mut read, &clauses).await?,
        agreed,
        draft,
    })
}

/// What is in force, or the draft while nothing is.
async fn in_force(visit: Visit) -> Result<Answer> {
    let picture = picture(&visit).await?;
    let Some(version) = &picture.in_force else { return show_draft(&visit, picture).await };
    let lead = visit.with(
        "agenda-lead-in-force",
        &[
            ("number", version.number.to_string().into()),
            ("day", visit.say().day(version.in_force_at.unwrap_or(version.proposed_at)).into()),
            ("clauses", picture.agreed.len().into()),
            ("changes", compare(&picture.agreed, &picture.draft).len().into()),
        ],
    );
    let body = clauses(&visit, &picture.agreed, &picture.margin, false);
    show(&visit, &picture, false, &lead, body).await
}

async fn draft(visit: Visit) -> Result<Answer> {
    let picture = picture(&visit).await?;
    show_draft(&visit, picture).await
}

async fn show_draft(visit: &Visit, mut picture: Picture) -> Result<Answer> {
    let lead = visit.with(
        "agenda-lead-draft",
        &[
            ("clauses", picture.draft.len().into()),
            ("changes", compare(&picture.agreed, &picture.draft).len().into()),
            ("agreed", picture.in_force.as_ref().map_or(0, |version| version.number).into()),
        ],
    );
    if picture.in_force.is_some() {
        picture.margin.against = against(&picture.agreed, &picture.draft);
    }
    let body = html! {
        @if picture.draft.is_empty() {
            (look::empty(visit.say(), visit.t("agenda-empty"), html! { p { (visit.t("agenda-example")) } }, html! {
                @if visit.offers(&WRITE) { (look::do_link(visit.t("clause-new-link"), &visit.href("agenda/clauses/new?section=vision"))) }
            }))
        } @else {
            (clauses(visit, &picture.draft, &picture.margin, visit.offers(&WRITE)))
        }
    };
    show(visit, &picture, true, &lead, body).await
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
        @if !draft { (picture.ratified) }
        (body)
        @if draft && changed && picture.in_force.is_some() {
            p { a href=(visit.href("agenda/draft/changes")) { (visit.t("version-draft-changes")) } }
        }
        @if draft && !picture.draft.is_empty() && visit.offers(&WRITE) {
            (look::acts(html! {
                @if changed && visit.offers(&PROPOSE) { (look::do_link(visit.t("version-propose-link"), &visit.href("agenda/propose"))) }
                (look::quiet_link(visit.t("clause-new-link"), &visit.href("agenda/clauses/new")))
                @if visit.offers(&CONSULT) { (look::quiet_link(visit.t("consultation-open-link"), &visit.href("agenda/consultations/new"))) }
            }))
        }
        p { a href=(visit.href("agenda/consultations")) { (visit.t("consultations-see")) } }
        @if !picture.versions.is_empty() { (versions(visit, &picture.versions)) }
    };
    visit.page(visit.t("agenda-title")).live().show(page).await
}

/// The clauses under their sections, with a table of contents. Empty sections are left out unless one could write
/// there.
pub(super) fn clauses(visit: &Visit, all: &[Frozen], margin: &Margin, writing: bool) -> Markup {
    let written = |section: &Section| writing || !of_section(all, *section).is_empty();
    let sections: Vec<Section> = Section::ALL.into_iter().filter(written).collect();
    html! {
        (switch(visit, &margin.languages, margin.wanted))
        @if sections.len() > 2 { (contents(visit, all, &sections)) }
        div.document {
            @for section in sections {
                @let name = visit.t(&format!("section-{}", section.word()));
                @let found = of_section(all, section);
                (look::section(section.word(), &name, html! {
                    @if found.is_empty() { p.small { (visit.t(&format!("section-{}-hint", section.word()))) } }
                    @for clause in &found { (one(visit, clause, margin)) }
                    @if section == Section::Strategies && !found.is_empty() {
                        p.small { a href=(visit.href("agenda/strategies")) { (visit.t("strategies-see")) } }
                    }
                    @if writing {
                        p.small {
                            a href=(visit.href(&format!("agenda/clauses/new?section={}", section.word()))) {
                                (visit.with("section-write", &[("section", name.as_str().into())]))
                            }
                        }
                    }
                }))
            }
        }
    }
}

fn contents(visit: &Visit, all: &[Frozen], sections: &[Section]) -> Markup {
    html! {
        details {
            summary { (visit.t("agenda-contents")) }
            nav aria-label=(visit.t("agenda-contents")) {
                ol {
                    @for section in sections {
                        li {
                            a href={ "#" (section.word()) } { (visit.t(&format!("section-{}", section.word()))) }
                            " " small { (visit.with("agenda-contents-count", &[("clauses", of_section(all, *section).len().into())])) }
                        }
                    }
                }
            }
        }
    }
}

/// One clause with what stands in its margin.
fn one(visit: &Visit, clause: &Frozen, margin: &Margin) -> Markup {
    let number = clause.number.to_string();
    let says = clause.says();
    let shown = shown(&margin.translations, margin.wanted, clause.clause, &says);
    let (language, read) = match shown.words() {
        Some((language, read)) => (Some(language), read),
        None => (None, says),
    };
    let beside = html! {
        a href=(visit.href(&format!("agenda/clauses/{number}"))) { (visit.with("clause-numbered", &[("number", number.as_str().into())])) }
        @match margin.against.get(&clause.clause) {
            Some(Against::New) => { " " (look::tag(Standing::Waiting, visit.t("clause-new-here"))) },
            Some(Against::Changed) => { " " (look::tag(Standing::Waiting, visit.t("clause-changed-here"))) },
            None => {},
        }
        @if let Some(voices) = margin.voices.get(&clause.clause) { br; (resting(visit, *voices)) }
        @if let Some(open) = margin.suggestions.get(&clause.clause) {
            br; a href=(visit.href(&format!("agenda/clauses/{number}#suggestions"))) {
                (look::named(visit.with("clause-suggested", &[("count", (*open).into())]), &clause::brief(&clause.text)))
            }
        }
        @if margin.comments.contains_key(&clause.clause) {
            br; (clause::comment::link(visit, clause.clause, &clause.text, &margin.comments))
        }
        @if !matches!(shown, Shown::Original) { br; (shown.mark(visit)) }
    };
    html! {
        figure.quote {
            blockquote dir="auto" lang=[language.map(|language| language.tag)] {
                p { (read.text) }
                (hypothesis(visit, &read))
            }
            figcaption.small { (beside) }
        }
    }
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
