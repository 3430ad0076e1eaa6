//! The sheets as they come out of a printer: the question, numbered statements with three boxes, a code and its picture.

use std::fmt::Write as _;

use kernel::{Error, Result};
use maud::{Markup, PreEscaped, html};
use qrcodegen::{QrCode, QrCodeEcc};
use web::look;
use web::{Answer, Routes, Visit};

use super::{PAPER, Sheet, asked, store};
use crate::code::spoken;
use crate::conversation::Conversation;
use crate::statement;
use crate::vote::Choice;

/// Empty lines for one's own words.
const LINES: usize = 2;
/// A statement is so many times as wide as the place of a box.
const WIDE: usize = 5;
/// The light border that a reader needs around a picture, in its own squares (ISO/IEC 18004).
const BORDER: i32 = 4;

pub(super) fn routes() -> Routes {
    Routes::new().page("conversations/{n}/paper/{run}", &PAPER, show)
}

async fn show(visit: Visit) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let conversation = asked(&visit, &mut read, visit.part("n")?).await?;
    let sheets = store::of_run(&mut read, initiative, conversation.number, visit.part("run")?).await?;
    let numbers = sheets.first().ok_or(Error::Missing)?.asks();
    let mut asks = Vec::new();
    for number in numbers {
        let found = statement::store::numbered(&mut read, initiative, conversation.number, number).await?;
        asks.extend(found.map(|weighed| (number, weighed.statement.text)));
    }
    drop(read);
    let here = format!("conversations/{}", conversation.number);
    let question = html! { a href=(visit.href(&here)) dir="auto" { (conversation.question) } };
    let page = html! {
        (look::page_head(question, visit.t("paper-print-title"), visit.with("paper-print-lead", &[("sheets", sheets.len().into())])))
        (look::acts(look::quiet_link(visit.t("paper-back"), &visit.href(&format!("{here}/paper")))))
        div.paper { @for sheet in &sheets { (one(&visit, &conversation, sheet, &asks)?) } }
    };
    visit.page(visit.t("paper-print-title")).show(page).await
}

fn one(visit: &Visit, conversation: &Conversation, sheet: &Sheet, asks: &[(i64, String)]) -> Result<Markup> {
    let place = format!("conversations/{}/sheets/{}", conversation.number, sheet.code);
    let address = visit.address(&place);
    let code = spoken(&sheet.code);
    let body = html! {
        p { (visit.t("paper-how")) }
        table.ruled {
            thead { tr {
                th scope="col" colspan=(WIDE) { (visit.t("kind-statement")) }
                @for choice in Choice::ALL { th scope="col" { (visit.t(&format!("vote-{}", choice.word()))) } }
            } }
            tbody {
                @for (number, text) in asks {
                    tr {
                        th scope="row" colspan=(WIDE) { (visit.say().count(*number)) ". " span dir="auto" { (text) } }
                        @for _ in Choice::ALL { td { "☐" } }
                    }
                }
            }
        }
        p { (visit.t("paper-own")) }
        table.ruled aria-hidden="true" { tbody { @for _ in 0..LINES { tr { td {} } } } }
        p.small {
            (picture(&address)?) " "
            (visit.t("paper-code")) " " strong { bdi dir="auto" { (code) } } ". " (visit.t("paper-look")) " "
            span dir="auto" { (address) }
        }
    };
    Ok(look::section(
        &format!("sheet-{}", sheet.code),
        html! { span dir="auto" { (conversation.question) } },
        body,
    ))
}

/// The picture of an address, for the camera of a phone; the words beside it say the same. It stays dark on light.
fn picture(address: &str) -> Result<Markup> {
    let drawn = QrCode::encode_text(address, QrCodeEcc::Medium);
    let drawn = drawn.map_err(|error| Error::Internal(error.to_string()))?;
    let size = drawn.size();
    let dark =
        (0..size).flat_map(|y| (0..size).map(move |x| (x, y))).filter(|&(x, y)| drawn.get_module(x, y));
    let mut path = String::new();
    for (x, y) in dark {
        let _ = write!(path, "M{x} {y}h1v1h-1z");
    }
    let whole = size + 2 * BORDER;
    Ok(PreEscaped(format!(
        "<svg width=\"112\" height=\"112\" viewBox=\"-{BORDER} -{BORDER} {whole} {whole}\" aria-hidden=\"true\">\
         <path fill=\"#fff\" d=\"M-{BORDER} -{BORDER}h{whole}v{whole}h-{whole}z\"/>\
         <path fill=\"#000\" d=\"{path}\"/></svg>"
    )))
}

#[cfg(test)]
mod tests {
    use super::picture;

    #[test]
    fn the_picture_has_the_three_squares_by_which_it_is_found() {
        let drawn =
            picture("http://example.org/i/reading/conversations/1/sheets/ABCDEFGH").unwrap().into_string();
        // The first row of the finder in each upper corner is seven dark squares, and none beyond.
        for x in 0..7 {
            assert!(drawn.contains(&format!("M{x} 0h1")));
        }
        assert!(!drawn.contains("M7 0h1"));
        assert!(drawn.contains("M0 6h1") && !drawn.contains("M0 7h1"));
    }
}
