//! Bringing a `.pb` file in, and taking one out.

use budget::pb::File;
use kernel::{Error, Problem, Result};
use maud::html;
use serde::Deserialize;
use web::look;
use web::{Answer, Form, Pieces, Routes, Visit};

use super::load::import_pb;
use super::{Written, written};
use crate::fund::ballot::{self, PART};
use crate::fund::page::asked;
use crate::fund::{Fund, IMPORT, READ};

/// Bytes that are sent at once.
const PIECE: usize = 64 << 10;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("funds/import", &IMPORT, new)
        .upload("funds/import", &IMPORT, import)
        .page("funds/{n}/pb", &READ, download)
        .api_upload("funds/import", &IMPORT, import_json)
}

async fn new(visit: Visit) -> Result<Answer> {
    show(&visit, visit.form("pb"), false).await
}

async fn import(visit: Visit) -> Result<Answer> {
    match importing(&visit).await {
        Ok(number) => Ok(visit.done(&visit.href(&format!("funds/{number}")), "fund-imported")),
        Err(Error::Invalid(problems)) => show(&visit, visit.form_again("pb", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn importing(visit: &Visit) -> Result<i64> {
    let file = visit.sent().file("file").ok_or(Problem::new("file", "problem-pb-none"))?;
    import_pb(visit, file.body.to_vec()).await
}

/// A file on its way through the API.
#[derive(Deserialize)]
struct Text {
    /// What it holds.
    pb: String,
}

async fn import_json(visit: Visit) -> Result<Answer> {
    let Text { pb } = visit.json()?;
    let number = import_pb(&visit, pb.into_bytes()).await?;
    Ok(Answer::json(&serde_json::json!({ "number": number })))
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let back = html! { a href=(visit.href("funds")) { (visit.t("funds-title")) } };
    let page = html! {
        (look::page_head(back, visit.t("pb-title"), visit.t("pb-lead")))
        (form.draw_upload(&visit.href("funds/import"), "pb-import", form.field("file").file(".pb,text/plain").draw(visit.say())))
    };
    let title = visit.page(visit.t("pb-title"));
    if wrong { title.unprocessable() } else { title }.show(page).await
}

/// All ballots, once no more can come: nobody watches the vote while it goes on.
async fn download(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let fund = asked(&visit, &mut read).await?;
    let phase = fund.now(&visit, &mut read).await?;
    if phase.before_voting() || phase == crate::fund::Phase::Open {
        return Err(Error::Rule("rule-fund-pb-early"));
    }
    let writing = written(&mut read, visit.initiative()?, &fund).await?;
    drop(read);
    let name = format!("fund-{}.pb", fund.number);
    Ok(Answer::written("text/plain; charset=utf-8", &name, async move |pieces: Pieces| {
        write(&visit, &fund, writing, &pieces).await
    }))
}

async fn write(visit: &Visit, fund: &Fund, mut writing: Written, pieces: &Pieces) -> Result<()> {
    let mut out = writing.file.head().into_bytes();
    let mut after = -1;
    loop {
        // With a connection of its own: a slow reader keeps none.
        let mut read = visit.read().await?;
        let part = ballot::store::of_fund(&mut read, visit.initiative()?, fund.number, after, PART).await?;
        drop(read);
        let Some(last) = part.last() else { return pieces.send(&mut out).await };
        after = last.voter;
        for kept in part {
            let ballot = writing.ballot(kept)?;
            out.extend(File::line(&writing.file, &ballot).bytes());
            if out.len() >= PIECE {
                pieces.send(&mut out).await?;
            }
        }
    }
}
