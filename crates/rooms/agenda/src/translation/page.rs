use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, Standing};
use web::{Answer, Form, Routes, Visit};

use super::acts::TranslateClause;
use super::{Language, Paired, TRANSLATE, best, store};
use crate::clause::words::{PARTS, Says, hypothesis};
use crate::clause::{self, Clause, ClauseId, brief};

pub(crate) fn routes() -> Routes {
    Routes::new().page("agenda/clauses/{n}/translate", &TRANSLATE, new).form(
        "agenda/clauses/{n}/translate",
        &TRANSLATE,
        translate,
    )
}

/// The language that is asked for with `?language=`.
pub(crate) fn wanted(visit: &Visit) -> Option<Language> {
    Language::of(visit.query().get("language"))
}

/// The way from one language to another, each called as it calls itself; nothing while there is none but the original.
pub(crate) fn switch(visit: &Visit, languages: &[String], wanted: Option<Language>) -> Markup {
    let path = visit.path();
    let here = |yes: bool| yes.then_some("page");
    html! {
        @if !languages.is_empty() {
            nav.tabs aria-label=(visit.t("translation-languages")) {
                ul role="list" {
                    li { a href=(path) aria-current=[here(wanted.is_none())] { (visit.t("translation-original")) } }
                    @for language in languages.iter().filter_map(|tag| Language::of(tag)) {
                        li {
                            a lang=(language.tag) href={ (path) "?language=" (language.tag) }
                                aria-current=[here(wanted == Some(language))] { (language.name) }
                        }
                    }
                }
            }
        }
    }
}

/// How a clause is shown to whoever reads another language.
pub(crate) enum Shown<'a> {
    /// As it was written.
    Original,
    /// Translated, and the original still says that.
    Translated(Language, &'a Paired),
    /// Translated when the original said something else.
    Stale(Language, &'a Paired),
    /// Nobody has translated it.
    Missing,
}

/// How to show a clause that says this.
pub(crate) fn shown<'a>(
    all: &'a [Paired],
    wanted: Option<Language>,
    clause: ClauseId,
    says: &Says<'_>,
) -> Shown<'a> {
    let Some(language) = wanted else { return Shown::Original };
    match best(all, clause, says) {
        Some(paired) if paired.is_of(says) => Shown::Translated(language, paired),
        Some(paired) => Shown::Stale(language, paired),
        None => Shown::Missing,
    }
}

impl Shown<'_> {
    /// The words to show in place of the original, with their `lang` and `dir`.
    pub(crate) fn words(&self) -> Option<(Language, Says<'_>)> {
        match self {
            Self::Translated(language, paired) | Self::Stale(language, paired) => {
                Some((*language, paired.translation.says()))
            }
            Self::Original | Self::Missing => None,
        }
    }

    /// Who translated it, and whether it is behind.
    pub(crate) fn mark(&self, visit: &Visit) -> Markup {
        let by = |paired: &Paired| {
            let translation = &paired.translation;
            let args = [
                ("name", translation.translated_by.as_str().into()),
                ("day", visit.say().day(translation.translated_at).into()),
            ];
            visit.with("translation-by", &args)
        };
        html! {
            @match self {
                Self::Original => {},
                Self::Translated(_, paired) => span dir="auto" { (by(paired)) },
                Self::Stale(_, paired) => {
                    (look::tag(Standing::Waiting, visit.t("translation-stale"))) " " span dir="auto" { (by(paired)) }
                },
                Self::Missing => (look::tag(Standing::Missing, visit.t("translation-missing"))),
            }
        }
    }
}

async fn new(visit: Visit) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let found = clause::store::numbered(&mut read, initiative, visit.part("n")?).await?;
    let clause = found.ok_or(Error::Missing)?;
    let all = store::of_clause(&mut read, initiative, clause.id).await?;
    drop(read);
    let mut form = visit.form("translation");
    let mut seen = (clause.version, 0);
    if let Some(language) = wanted(&visit) {
        form = form.start("language", language.tag);
        let of_language: Vec<Paired> =
            all.into_iter().filter(|paired| paired.translation.language == language.tag).collect();
        if let Some(paired) = best(&of_language, clause.id, &clause.says()) {
            let translation = &paired.translation;
            if translation.wording == clause.version {
                seen.1 = translation.revision;
            }
            form = form
                .start("text", translation.text.as_str())
                .start("then", translation.then.as_str())
                .start("because", translation.because.as_str())
                .start("difference", translation.difference.as_str());
        }
    }
    show(&visit, form, &clause, seen, false).await
}

async fn translate(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = TranslateClause {
        clause: visit.part("n")?,
        language: sent.get("language").to_owned(),
        wording: sent.parse("wording").unwrap_or_default(),
        text: sent.get("text").to_owned(),
        then: sent.get("then").to_owned(),
        because: sent.get("because").to_owned(),
        difference: sent.get("difference").to_owned(),
        revision: sent.parse("revision").unwrap_or_default(),
    };
    let (number, seen) = (act.clause, (act.wording, act.revision));
    let to = visit.href(&format!("agenda/clauses/{number}?language={}", act.language));
    match visit.execute(act).await {
        Ok(_) => Ok(visit.done(&to, "clause-translated")),
        Err(Error::Invalid(problems)) => {
            let mut read = visit.read().await?;
            let found = clause::store::numbered(&mut read, visit.initiative()?, number).await?;
            drop(read);
            let form = visit.form_again("translation", problems);
            show(&visit, form, &found.ok_or(Error::Missing)?, seen, true).await
        }
        Err(error) => Err(error),
    }
}

/// `seen` is the wording that was read and the revision that stood there for it.
async fn show(
    visit: &Visit,
    form: Form<'_>,
    clause: &Clause,
    seen: (i64, i64),
    wrong: bool,
) -> Result<Answer> {
    let here = format!("agenda/clauses/{}", clause.number);
    let languages: Vec<(String, String)> = Language::all()
        .map(|language| (language.tag.to_owned(), visit.t(&format!("translation-language-{}", language.tag))))
        .collect();
    let says = clause.says();
    let has =
        |part: &str| PARTS.iter().zip(says.parts()).any(|(name, words)| *name == part && !words.is_empty());
    let fields = html! {
        input type="hidden" name="wording" value=(seen.0);
        input type="hidden" name="revision" value=(seen.1);
        (form.select("language", &languages))
        (form.text("text", 4))
        @for part in PARTS { @if has(part) { (form.text(part, 2)) } }
    };
    let kicker = html! { a href=(visit.href(&here)) dir="auto" { (brief(&clause.text)) } };
    let title = visit.t("translation-title");
    let page = html! {
        (look::page_head(kicker, title.as_str(), visit.t("translation-lead")))
        (look::quote(&clause.text, visit.t("translation-original")))
        (hypothesis(visit, &says))
        (form.draw(&visit.href(&format!("{here}/translate")), "translation-send", fields))
    };
    let shell = visit.page(title);
    if wrong { shell.unprocessable() } else { shell }.show(page).await
}
