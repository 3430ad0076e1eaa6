use std::collections::HashMap;

use ::store::Read;
use jiff::Timestamp;
use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, Choices, Standing, Table};
use web::{Answer as Page, Form, Routes, Visit, new_key};

use super::acts::{AnswerConsultation, ClauseAnswer, EndConsultation, HideWords};
use super::open::{kicker, state, until};
use super::store::Words;
use super::summary::Summary;
use super::{ANSWER, Answer, CONSULT, Consultation, Said, Stands, open, store};
use crate::clause::words::hypothesis;
use crate::clause::{ClauseId, READ, Section, brief, comment};
use crate::version::{Frozen, of_section};
use crate::vote::page::{keep_voice, voice, voice_field};

/// Words on one page.
const WORDS: usize = 50;

pub(crate) fn routes() -> Routes {
    open::routes().and(
        Routes::new()
            .page("agenda/consultations/{n}", &READ, one)
            .form("agenda/consultations/{n}", &ANSWER, answer)
            .page("agenda/consultations/{n}/summary", &READ, summary)
            .form("agenda/consultations/{n}/end", &CONSULT, end)
            .form("agenda/consultations/{n}/hide", &CONSULT, hide),
    )
}

async fn find(visit: &Visit, read: &mut Read) -> Result<Consultation> {
    store::numbered(read, visit.initiative()?, visit.part("n")?).await?.ok_or(Error::Missing)
}

/// The questions for whoever is asked, the summary for everybody else.
async fn one(visit: Visit) -> Result<Page> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let consultation = find(&visit, &mut read).await?;
    let now = crate::clock(&visit, &mut read).await?;
    if !consultation.is_open(now) || !consultation.is_for(&visit) {
        drop(read);
        return summary(visit).await;
    }
    let clauses = store::clauses(&mut read, initiative, consultation.id).await?;
    let mut form = visit.form("consultation");
    let mut said = Vec::new();
    let known = consultation.known(&visit, voice(&visit).as_ref());
    let person = match known {
        Some(known) => store::person(&mut read, initiative, consultation.id, &known).await?,
        None => None,
    };
    if let Some((person, stands)) = person {
        form = form.start("stands", stands);
        said = store::own(&mut read, initiative, consultation.id, person).await?;
    }
    drop(read);
    for said in &said {
        form = form
            .start(&format!("answer-{}", said.clause), said.answer.as_str())
            .start(&format!("words-{}", said.clause), said.words.as_str());
    }
    ask(&visit, &consultation, &clauses, &form, &said, false).await
}

async fn answer(visit: Visit) -> Result<Page> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let consultation = find(&visit, &mut read).await?;
    let clauses = store::clauses(&mut read, initiative, consultation.id).await?;
    drop(read);
    let sent = visit.sent();
    let answers: Vec<ClauseAnswer> = clauses
        .iter()
        .map(|clause| ClauseAnswer {
            clause: clause.number,
            answer: sent.get(&format!("answer-{}", clause.number)).to_owned(),
            words: sent.get(&format!("words-{}", clause.number)).to_owned(),
        })
        .collect();
    let act = AnswerConsultation {
        consultation: consultation.number,
        stands: sent.get("stands").to_owned(),
        answers: answers.clone(),
        voice: voice(&visit),
    };
    let to = visit.href(&format!("agenda/consultations/{}/summary", consultation.number));
    match visit.execute(act).await {
        Ok(()) => Ok(keep_voice(&visit, visit.done(&to, "consultation-answered"))),
        Err(Error::Invalid(problems)) => {
            let form = visit.form_again("consultation", problems);
            let said: Vec<Said> = answers
                .into_iter()
                .map(|given| Said { clause: given.clause, answer: given.answer, words: given.words })
                .collect();
            ask(&visit, &consultation, &clauses, &form, &said, true).await
        }
        Err(error) => Err(error),
    }
}

/// Each clause with its three answers.
async fn ask(
    visit: &Visit,
    consultation: &Consultation,
    clauses: &[Frozen],
    form: &Form<'_>,
    said: &[Said],
    wrong: bool,
) -> Result<Page> {
    let here = visit.href(&format!("agenda/consultations/{}", consultation.number));
    let stand = |stands: &Stands| {
        (stands.word().to_owned(), visit.t(&format!("consultation-stands-{}", stands.word())))
    };
    let stands: Vec<_> = Stands::ALL.iter().map(stand).collect();
    let fields = html! {
        (voice_field(visit)?)
        (form.radios("stands", &stands))
        @for section in Section::ALL {
            @let found = of_section(clauses, section);
            @if !found.is_empty() {
                h2 { (visit.t(&format!("section-{}", section.word()))) }
                @for clause in found { (question(visit, form, clause, said)) }
            }
        }
    };
    let lead = html! {
        (until(visit, consultation, true)) " " (visit.t("consultation-how"))
    };
    let page = html! {
        (look::page_head(kicker(visit), html! { span dir="auto" { (consultation.title) } }, lead))
        @for line in consultation.words.lines().filter(|line| !line.trim().is_empty()) { p dir="auto" { (line) } }
        p { a href={ (here) "/summary" } { (visit.t("consultation-summary-link")) } }
        (form.draw(&here, "consultation-send", fields))
    };
    let shell = visit.page(consultation.title.clone()).about(consultation.about());
    if wrong { shell.unprocessable() } else { shell }.show(page).await
}

fn question(visit: &Visit, form: &Form<'_>, clause: &Frozen, said: &[Said]) -> Markup {
    let (answer, words) = (format!("answer-{}", clause.number), format!("words-{}", clause.number));
    let number = [("number", clause.number.to_string().into())];
    let choices = Answer::ALL.iter().fold(
        Choices::radios(&answer, visit.with("consultation-question", &number)).inline(),
        |choices, one| choices.choice(one.word(), visit.t(&format!("consultation-answer-{}", one.word()))),
    );
    let open = said.iter().any(|said| said.clause == clause.number && !said.words.is_empty());
    html! {
        (look::quote(&clause.text, hypothesis(visit, &clause.says())))
        (form.choices(&answer, choices))
        details open[open] {
            summary { (visit.with("consultation-why", &number)) }
            (form.named(&words, &visit.with("consultation-words-to", &number)).optional().textarea(2).draw(visit.say()))
        }
    }
}

async fn summary(visit: Visit) -> Result<Page> {
    show_summary(&visit, visit.form("consultation"), false).await
}

async fn show_summary(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Page> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let consultation = find(visit, &mut read).await?;
    let open = consultation.is_open(crate::clock(visit, &mut read).await?);
    let summary = Summary::of(&mut read, initiative, &consultation).await?;
    let count = store::words_count(&mut read, initiative, consultation.id).await? as usize;
    let paging = visit.paging(WORDS);
    let words = store::words(&mut read, initiative, consultation.id, paging.part()).await?;
    let clauses: Vec<ClauseId> = summary.clauses.iter().map(|clause| clause.clause).collect();
    let comments = comment::open(visit, &mut read, &clauses).await?;
    drop(read);
    let here = visit.href(&format!("agenda/consultations/{}", consultation.number));
    let page = html! {
        (look::page_head(kicker(visit), html! { span dir="auto" { (consultation.title) } }, sentence(visit, &summary)))
        p { (state(visit, open)) " " (until(visit, &consultation, open)) }
        (look::acts(html! {
            @if open && consultation.is_for(visit) { (look::do_link(visit.t("consultation-answer-link"), &here)) }
        }))
        (look::section("counts", visit.t("consultation-counts"), table(visit, &summary)))
        (look::section("words", visit.t("consultation-words-title"), html! {
            @if words.is_empty() { p { (visit.t("consultation-words-nothing")) } }
            (form.summary())
            @for one in &words { (left(visit, &here, one, &summary)) }
            (paging.draw(visit, count, "#words"))
        }))
        @if !comments.is_empty() {
            (look::section("comments", visit.t("consultation-comments"), commented(visit, &summary, &comments)))
        }
        @if open && visit.offers(&CONSULT) {
            (look::post_form(&format!("{here}/end"), &new_key(), html! {
                button.do.quiet type="submit" { (visit.t("consultation-end")) }
            }))
        }
    };
    let shell = visit.page(consultation.title.clone()).about(consultation.about()).live();
    if wrong { shell.unprocessable() } else { shell }.show(page).await
}

/// Who answered, and with how much somebody cannot live.
fn sentence(visit: &Visit, summary: &Summary) -> String {
    let [residents, partners, others] = summary.people;
    visit.with(
        "consultation-sentence",
        &[
            ("people", (residents + partners + others).into()),
            ("residents", residents.into()),
            ("partners", partners.into()),
            ("clauses", summary.clauses.len().into()),
            ("disputed", summary.disputed().len().into()),
        ],
    )
}

fn table(visit: &Visit, summary: &Summary) -> Markup {
    let mut table =
        Table::new(visit.t("consultation-table")).quiet_caption().column(visit.t("consultation-clause"));
    for answer in Answer::ALL {
        table = table.number(visit.t(&format!("consultation-answer-{}", answer.word())));
    }
    for section in Section::ALL {
        for clause in of_section(&summary.clauses, section) {
            table = table.row(row(visit, summary, clause));
        }
    }
    table.draw()
}

/// A clause with how many of all, and of residents where others spoke as well.
fn row(visit: &Visit, summary: &Summary, clause: &Frozen) -> Vec<Markup> {
    let all = summary.of_clause(clause.number);
    let residents = summary.of_those(clause.number, Stands::Resident);
    let name = html! {
        a href=(visit.href(&format!("agenda/clauses/{}", clause.number))) dir="auto" { (brief(&clause.text)) }
    };
    let cell = |at: usize| {
        html! {
            (visit.say().count(all[at]))
            @if residents != all && all[at] > 0 {
                " " small { (visit.with("consultation-of-residents", &[("residents", residents[at].into())])) }
            }
        }
    };
    vec![name, cell(0), cell(1), cell(2)]
}

/// The clauses on which comments are open, with the way there.
fn commented(visit: &Visit, summary: &Summary, comments: &HashMap<ClauseId, i64>) -> Markup {
    html! {
        ul.loop role="list" {
            @for clause in summary.clauses.iter().filter(|clause| comments.contains_key(&clause.clause)) {
                li {
                    span dir="auto" { (brief(&clause.text)) }
                    p.small { (comment::link(visit, clause.clause, &clause.text, comments)) }
                }
            }
        }
    }
}

/// Words that somebody left, or why they are hidden.
fn left(visit: &Visit, here: &str, one: &Words, summary: &Summary) -> Markup {
    let clause = summary.clauses.iter().find(|clause| clause.number == one.clause);
    let stands = visit.t(&format!("consultation-stands-{}", one.stands));
    let answer = one.answer.parse::<Answer>().ok();
    let source = html! {
        (visit.with("clause-numbered", &[("number", one.clause.to_string().into())]))
        @if let Some(clause) = clause { ": " span dir="auto" { (brief(&clause.text)) } }
        " · " (stands)
        @if let Some(answer) = answer { ", " (visit.t(&format!("consultation-answer-{}", answer.word()))) }
    };
    html! {
        @if one.hidden {
            p { (look::tag(Standing::Missing, visit.t("consultation-hidden"))) " " span dir="auto" { (one.reason) } }
            p.small { (source) }
        } @else {
            (look::quote(&one.words, source))
        }
        @if visit.offers(&CONSULT) { (moderate(visit, here, one)) }
    }
}

/// Hiding words, or showing them again.
fn moderate(visit: &Visit, here: &str, one: &Words) -> Markup {
    let action = format!("{here}/hide");
    let whose = format!("{}-{}", one.clause, one.person);
    let about = html! {
        input type="hidden" name="clause" value=(one.clause);
        input type="hidden" name="person" value=(one.person);
    };
    html! {
        @if one.hidden {
            (look::post_form(&action, &new_key(), html! {
                (about)
                button.do.quiet type="submit" { (look::named(visit.t("consultation-show"), &whose)) }
            }))
        } @else {
            details {
                summary { (look::named(visit.t("consultation-hide"), &one.words)) }
                (look::post_form(&action, &new_key(), html! {
                    (about)
                    input type="hidden" name="hidden" value="yes";
                    (look::Field::new("reason", visit.t("consultation-reason")).id(format!("reason-{whose}")).draw(visit.say()))
                    button.do.quiet type="submit" { (look::named(visit.t("consultation-hide-do"), &whose)) }
                }))
            }
        }
    }
}

async fn end(visit: Visit) -> Result<Page> {
    let act = EndConsultation { consultation: visit.part("n")? };
    let to = visit.href(&format!("agenda/consultations/{}/summary", act.consultation));
    visit.execute(act).await?;
    Ok(visit.done(&to, "consultation-ended"))
}

async fn hide(visit: Visit) -> Result<Page> {
    let sent = visit.sent();
    let act = HideWords {
        consultation: visit.part("n")?,
        clause: sent.parse("clause").unwrap_or_default(),
        person: sent.parse("person").unwrap_or_default(),
        hidden: sent.has("hidden"),
        reason: sent.get("reason").to_owned(),
    };
    let to = visit.href(&format!("agenda/consultations/{}/summary#words", act.consultation));
    match visit.execute(act).await {
        Ok(()) => Ok(visit.done(&to, "consultation-moderated")),
        Err(Error::Invalid(problems)) => {
            show_summary(&visit, visit.form_again("consultation", problems), true).await
        }
        Err(error) => Err(error),
    }
}

/// For whoever decides: what people said to the newest draft that was put to them until then, and the way there.
pub(crate) async fn line(visit: &Visit, read: &mut Read, until: Timestamp) -> Result<Markup> {
    let initiative = visit.initiative()?;
    let Some(consultation) = store::before(read, initiative, until).await? else { return Ok(html! {}) };
    let summary = Summary::of(read, initiative, &consultation).await?;
    let href = visit.href(&format!("agenda/consultations/{}/summary", consultation.number));
    Ok(html! {
        p {
            (visit.t("consultation-before")) " " (sentence(visit, &summary)) " "
            a href=(href) dir="auto" { (consultation.title) }
        }
    })
}
