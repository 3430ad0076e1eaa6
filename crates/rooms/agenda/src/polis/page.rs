use kernel::{Error, Result};
use maud::html;
use web::look;
use web::{Answer, Pieces, Routes, Visit};

use super::EXPORT;
use super::write::File;
use crate::conversation::{self, Conversation};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("conversations/{n}/files", &EXPORT, offer)
        .page("conversations/{n}/files/{file}", &EXPORT, download)
        .api_get("conversations/{n}/files/{file}", &EXPORT, download)
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
                    span.kicker { (visit.t(&format!("polis-{}", file.name().trim_end_matches(".csv")))) }
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
