//! Bringing a conversation in as Polis' files, and taking one out.

use kernel::{Error, Problem, Problems, Result};
use maud::html;
use serde::Deserialize;
use web::look;
use web::{Answer, Form, Pieces, Routes, Visit, words_of};

use super::write::File;
use super::{EXPORT, PolisFiles, import_polis};
use crate::conversation::{self, Conversation, IMPORT};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("conversations/import", &IMPORT, new)
        .upload("conversations/import", &IMPORT, import)
        .api_upload("conversations/import", &IMPORT, import_json)
        .page("conversations/{n}/files", &EXPORT, offer)
        .page("conversations/{n}/files/{file}", &EXPORT, download)
        .api_get("conversations/{n}/files/{file}", &EXPORT, download)
}

async fn new(visit: Visit) -> Result<Answer> {
    show(&visit, visit.form("polis-in"), false).await
}

async fn import(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let bytes = |file: File| sent.file(file.stem()).map(|sent| sent.body.to_vec()).unwrap_or_default();
    let files = PolisFiles {
        participants_votes: bytes(File::ParticipantsVotes),
        comments: bytes(File::Comments),
        summary: bytes(File::Summary),
        votes: bytes(File::Votes),
        notice: sent.get("notice").trim().to_owned(),
    };
    match import_polis(&visit, files, |_, _| {}).await {
        Ok(came) => {
            Ok(visit
                .done(&visit.href(&format!("conversations/{}", came.conversation)), "conversation-imported"))
        }
        Err(Error::Invalid(problems)) => {
            let problems = Problems(problems.0.iter().map(|problem| of_a_file(&visit, problem)).collect());
            show(&visit, visit.form_again("polis-in", problems), true).await
        }
        Err(error) => Err(error),
    }
}

/// What is wrong in a file, as something that is wrong with the file's field.
fn of_a_file(visit: &Visit, problem: &Problem) -> Problem {
    let (file, column) = problem.field.split_once(": ").unwrap_or((&problem.field, ""));
    let words = words_of(visit.say(), problem);
    let words = if problem.row.is_none() { format!("{column}: {words}") } else { words };
    Problem::new(file.trim_end_matches(".csv"), "polis-in-problem").with("words", words)
}

/// The files on their way through the API.
#[derive(Deserialize)]
struct Texts {
    /// What participants-votes.csv holds.
    participants_votes: String,
    /// What comments.csv holds.
    comments: String,
    /// What summary.csv holds.
    summary: String,
    /// What votes.csv holds; empty if it is not there.
    #[serde(default)]
    votes: String,
    /// Where it comes from and under which licence; may be empty.
    #[serde(default)]
    notice: String,
}

async fn import_json(visit: Visit) -> Result<Answer> {
    let Texts { participants_votes, comments, summary, votes, notice } = visit.json()?;
    let files = PolisFiles {
        participants_votes: participants_votes.into_bytes(),
        comments: comments.into_bytes(),
        summary: summary.into_bytes(),
        votes: votes.into_bytes(),
        notice,
    };
    Ok(Answer::json(&import_polis(&visit, files, |_, _| {}).await?))
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let say = visit.say();
    let back = html! { a href=(visit.href("conversations")) { (visit.t("conversations-title")) } };
    let fields = html! {
        @for file in [File::ParticipantsVotes, File::Comments, File::Summary, File::Votes] {
            @let field = form.field(file.stem()).file(".csv,text/csv");
            @if file == File::Votes { (field.optional().draw(say)) } @else { (field.draw(say)) }
        }
        (form.field("notice").optional().draw(say))
    };
    let page = html! {
        (look::page_head(back, visit.t("polis-in-title"), visit.t("polis-in-lead")))
        (form.draw_upload(&visit.href("conversations/import"), "polis-in-do", fields))
    };
    let answer = visit.page(visit.t("polis-in-title"));
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}

async fn conversation(visit: &Visit) -> Result<Conversation> {
    let mut read = visit.read().await?;
    let found = conversation::store::numbered(&mut read, visit.initiative()?, visit.part("n")?).await?;
    found.ok_or(Error::Missing)
}

async fn offer(visit: Visit) -> Result<Answer> {
    let conversation = conversation(&visit).await?;
    let back = visit.href(&format!("conversations/{}", conversation.number));
    let kicker = html! { a href=(back) dir="auto" { (conversation.question) } };
    let href =
        |file: File| visit.href(&format!("conversations/{}/files/{}", conversation.number, file.name()));
    let page = html! {
        (look::page_head(kicker, visit.t("polis-title"), visit.t("polis-lead")))
        ul.loop role="list" {
            @for file in File::ALL {
                li {
                    span.kicker { (visit.t(&format!("polis-{}", file.stem()))) }
                    a href=(href(file)) download=(file.name()) { bdi dir="auto" { (file.name()) } }
                }
            }
        }
    };
    visit.page(visit.t("polis-title")).show(page).await
}

async fn download(visit: Visit) -> Result<Answer> {
    let name: String = visit.part("file")?;
    let file = File::named(&name).ok_or(Error::Missing)?;
    let conversation = conversation(&visit).await?;
    let writing = visit.clone();
    Ok(Answer::written("text/csv; charset=utf-8", file.name(), move |pieces: Pieces| async move {
        file.write(writing.cx(), &conversation, &pieces).await
    }))
}
