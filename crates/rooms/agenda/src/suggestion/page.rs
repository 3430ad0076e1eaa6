use ::store::Read;
use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, Standing};
use web::{Answer, Form, Routes, Visit, new_key};

use super::acts::{DeclineSuggestion, SuggestWording, TakeSuggestion, WithdrawSuggestion};
use super::{SUGGEST, State, Suggestion, WITHDRAW, store};
use crate::clause::words::{Says, changes};
use crate::clause::{self, Clause, READ, WRITE, Wording, brief};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("agenda/clauses/{n}/suggest", &SUGGEST, new)
        .form("agenda/clauses/{n}/suggest", &SUGGEST, suggest)
        .page("agenda/suggestions/{n}", &READ, one)
        .form("agenda/suggestions/{n}/take", &WRITE, take)
        .form("agenda/suggestions/{n}/decline", &WRITE, decline)
        .form("agenda/suggestions/{n}/withdraw", &WITHDRAW, withdraw)
}

/// The clause whose number stands in the path.
async fn clause_of(visit: &Visit) -> Result<Clause> {
    let mut read = visit.read().await?;
    let found = clause::store::numbered(&mut read, visit.initiative()?, visit.part("n")?).await?;
    found.ok_or(Error::Missing)
}

async fn new(visit: Visit) -> Result<Answer> {
    let clause = clause_of(&visit).await?;
    let form = visit
        .form("clause")
        .start("text", clause.text.as_str())
        .start("then", clause.then.as_str())
        .start("because", clause.because.as_str())
        .start("difference", clause.difference.as_str());
    show_new(&visit, form, &clause, clause.version, false).await
}

async fn suggest(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = SuggestWording {
        clause: visit.part("n")?,
        version: sent.parse("version").unwrap_or_default(),
        text: sent.get("text").to_owned(),
        then: sent.get("then").to_owned(),
        because: sent.get("because").to_owned(),
        difference: sent.get("difference").to_owned(),
        why: sent.get("why").to_owned(),
    };
    let version = act.version;
    match visit.execute(act).await {
        Ok(number) => Ok(visit.done(&visit.href(&format!("agenda/suggestions/{number}")), "suggestion-made")),
        Err(Error::Invalid(problems)) => {
            let clause = clause_of(&visit).await?;
            show_new(&visit, visit.form_again("clause", problems), &clause, version, true).await
        }
        Err(error) => Err(error),
    }
}

async fn show_new(
    visit: &Visit,
    form: Form<'_>,
    clause: &Clause,
    version: i64,
    wrong: bool,
) -> Result<Answer> {
    let here = format!("agenda/clauses/{}", clause.number);
    let fields = html! {
        input type="hidden" name="version" value=(version);
        (clause::form::said(visit, &form, &clause.section, clause.says().is_more()))
        (form.field("why").optional().textarea(2).draw(visit.say()))
    };
    let kicker = html! { a href=(visit.href(&here)) dir="auto" { (brief(&clause.text)) } };
    let title = visit.t("suggestion-new-title");
    let page = html! {
        (look::page_head(kicker, title.as_str(), visit.t("suggestion-new-lead")))
        (form.draw(&visit.href(&format!("{here}/suggest")), "suggestion-send", fields))
    };
    let shell = visit.page(title);
    if wrong { shell.unprocessable() } else { shell }.show(page).await
}

/// A suggestion with its clause and the wording that it was made for.
struct Whole {
    suggestion: Suggestion,
    clause: Clause,
    base: Option<Wording>,
}

impl Whole {
    async fn of(visit: &Visit) -> Result<Self> {
        let initiative = visit.initiative()?;
        let mut read = visit.read().await?;
        let found = store::numbered(&mut read, initiative, visit.part("n")?).await?;
        let suggestion = found.ok_or(Error::Missing)?;
        let clause = clause::store::these(&mut read, initiative, &[suggestion.clause.0]).await?.pop();
        let clause = clause.ok_or(Error::Missing)?;
        let wordings = clause::store::wordings(&mut read, initiative, clause.id).await?;
        let base = wordings.into_iter().find(|wording| wording.version == suggestion.base);
        Ok(Self { suggestion, clause, base })
    }

    /// What it is read against: what stands now while it is open, what stood then afterwards.
    fn against(&self) -> Says<'_> {
        match &self.base {
            Some(base) if !self.suggestion.is_open() => base.says(),
            _ => self.clause.says(),
        }
    }

    /// Whether the clause says something else than when it was made.
    fn is_behind(&self) -> bool {
        self.suggestion.is_open() && self.suggestion.base != self.clause.version
    }
}

async fn one(visit: Visit) -> Result<Answer> {
    let whole = Whole::of(&visit).await?;
    show(&visit, &whole, visit.form("suggestion"), false).await
}

async fn show(visit: &Visit, whole: &Whole, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let (suggestion, clause) = (&whole.suggestion, &whole.clause);
    let args = [
        ("name", suggestion.suggested_by.as_str().into()),
        ("day", visit.say().day(suggestion.suggested_at).into()),
    ];
    let kicker = html! {
        a href=(visit.href(&format!("agenda/clauses/{}", clause.number))) {
            (visit.with("clause-numbered", &[("number", clause.number.to_string().into())]))
        }
    };
    let title = visit.with("suggestion-title", &[("number", clause.number.to_string().into())]);
    let page = html! {
        (look::page_head(kicker, title.as_str(), html! { span dir="auto" { (visit.with("suggestion-lead", &args)) } }))
        p { (tag(visit, suggestion)) @if whole.is_behind() { " " (visit.t("suggestion-behind")) } }
        (changes(visit, &whole.against(), &suggestion.says()))
        @if !suggestion.why.is_empty() { (look::quote(&suggestion.why, visit.t("suggestion-why-said"))) }
        @if !suggestion.reason.is_empty() { (look::quote(&suggestion.reason, answered(visit, suggestion))) }
        @else if !suggestion.answered_by.is_empty() { p.small dir="auto" { (answered(visit, suggestion)) } }
        (acts(visit, whole, &form))
    };
    let shell = visit.page(title).about(suggestion.about());
    if wrong { shell.unprocessable() } else { shell }.show(page).await
}

fn tag(visit: &Visit, suggestion: &Suggestion) -> Markup {
    let standing = match suggestion.state {
        State::Open => Standing::Waiting,
        State::Taken => Standing::Done,
        State::Declined | State::Withdrawn => Standing::Missing,
    };
    look::tag(standing, visit.t(&format!("suggestion-state-{}", suggestion.state.word())))
}

fn answered(visit: &Visit, suggestion: &Suggestion) -> String {
    let day = suggestion.answered_at.map(|at| visit.say().day(at)).unwrap_or_default();
    let args = [("name", suggestion.answered_by.as_str().into()), ("day", day.into())];
    visit.with(&format!("suggestion-answered-{}", suggestion.state.word()), &args)
}

/// What the reader can do with it while it is open.
fn acts(visit: &Visit, whole: &Whole, form: &Form<'_>) -> Markup {
    let suggestion = &whole.suggestion;
    let here = visit.href(&format!("agenda/suggestions/{}", suggestion.number));
    let own = visit.actor.person == Some(suggestion.suggester);
    html! {
        @if suggestion.is_open() && own && visit.can(&WITHDRAW, suggestion.owner()) {
            (look::post_form(&format!("{here}/withdraw"), &new_key(), html! {
                button.do.quiet type="submit" { (visit.t("suggestion-withdraw")) }
            }))
        } @else if suggestion.is_open() && !own && visit.offers(&WRITE) {
            (look::post_form(&format!("{here}/take"), &new_key(), html! {
                input type="hidden" name="version" value=(whole.clause.version);
                (look::send_row(visit.say(), visit.t("suggestion-take")))
            }))
            (look::section("decline", visit.t("suggestion-decline-title"), html! {
                (form.summary())
                (look::post_form(&format!("{here}/decline"), &new_key(), html! {
                    (form.text("reason", 2))
                    button.do.quiet type="submit" { (visit.t("suggestion-decline")) }
                }))
            }))
        }
    }
}

async fn take(visit: Visit) -> Result<Answer> {
    let whole = Whole::of(&visit).await?;
    let version = visit.sent().parse("version").unwrap_or_default();
    visit.execute(TakeSuggestion { suggestion: whole.suggestion.number, version }).await?;
    Ok(visit.done(&visit.href(&format!("agenda/clauses/{}", whole.clause.number)), "suggestion-taken"))
}

async fn decline(visit: Visit) -> Result<Answer> {
    let act =
        DeclineSuggestion { suggestion: visit.part("n")?, reason: visit.sent().get("reason").to_owned() };
    let to = visit.href(&format!("agenda/suggestions/{}", act.suggestion));
    match visit.execute(act).await {
        Ok(()) => Ok(visit.done(&to, "suggestion-declined")),
        Err(Error::Invalid(problems)) => {
            let whole = Whole::of(&visit).await?;
            show(&visit, &whole, visit.form_again("suggestion", problems), true).await
        }
        Err(error) => Err(error),
    }
}

async fn withdraw(visit: Visit) -> Result<Answer> {
    let act = WithdrawSuggestion { suggestion: visit.part("n")? };
    let to = visit.href(&format!("agenda/suggestions/{}", act.suggestion));
    visit.execute(act).await?;
    Ok(visit.done(&to, "suggestion-withdrawn"))
}

/// What is suggested for a clause and waits for an answer, each against what stands now.
pub(crate) async fn of_clause(visit: &Visit, read: &mut Read, clause: &Clause) -> Result<Markup> {
    let mut found = store::of_clause(read, visit.initiative()?, clause.id).await?;
    found.retain(Suggestion::is_open);
    let one = |suggestion: &Suggestion| {
        let args = [
            ("name", suggestion.suggested_by.as_str().into()),
            ("day", visit.say().day(suggestion.suggested_at).into()),
        ];
        let who = visit.with("suggestion-lead", &args);
        let words = if visit.offers(&WRITE) { "suggestion-answer-link" } else { "suggestion-look-link" };
        html! {
            (changes(visit, &clause.says(), &suggestion.says()))
            p.small {
                span dir="auto" { (who) } " "
                a href=(visit.href(&format!("agenda/suggestions/{}", suggestion.number))) {
                    (look::named(visit.t(words), &who))
                }
            }
        }
    };
    Ok(html! {
        @if !found.is_empty() {
            (look::section("suggestions", visit.t("suggestions-title"), html! {
                @for suggestion in &found { (one(suggestion)) }
            }))
        }
    })
}
