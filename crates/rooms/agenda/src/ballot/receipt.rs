//! What whoever voted in secret is shown once, and the list in which they find it again.

use kernel::Result;
use maud::{Markup, html};
use web::look::{self, Table};
use web::{Answer, Visit};

use super::page::said;
use crate::decision::Decision;
use crate::poll::{Poll, Secrecy};

/// So many lines stand on the page; the file has all of them.
const LINES: usize = 500;

/// The receipt, straight in the answer to what was sent: no address leads to it, and nothing keeps it.
pub(crate) async fn page(visit: &Visit, decision: &Decision, receipt: &str, back: &str) -> Result<Answer> {
    let kicker = visit.with("decision-numbered", &[("number", decision.number.to_string().into())]);
    let body = html! {
        (look::page_head(kicker, visit.t("ballot-cast-title"), visit.t("ballot-cast-lead")))
        p { (visit.t("ballot-receipt-is")) }
        p.lead { strong { code dir="auto" { (receipt) } } }
        p { (visit.t("ballot-receipt-means")) }
        p.small { (visit.t("ballot-receipt-shows")) }
        (look::acts(html! { a href=(back) { (visit.t("ballot-back")) } }))
    };
    visit.page(visit.t("ballot-cast-title")).show(body).await
}

/// The published list. Whoever looks for their receipt uses the browser's own search: a form would leave the receipt
/// beside their name in the server's log.
pub(crate) fn list(
    visit: &Visit,
    decision: &Decision,
    poll: &Poll,
    options: &[String],
    opened: &[(String, String)],
) -> Markup {
    let file = visit.href(&format!("decisions/{}/ballots.csv", decision.number));
    let link = html! { a href=(file) { (visit.t("ballot-file")) } };
    if poll.secrecy != Secrecy::Secret {
        return look::small(html! { (link) " " (visit.t("ballot-file-means")) });
    }
    if opened.is_empty() {
        return html! { p { (visit.t("ballot-list-none")) } };
    }
    let table =
        Table::new(visit.t("ballot-list")).column(visit.t("ballot-receipt")).column(visit.t("ballot-says"));
    let table = opened.iter().take(LINES).fold(table, |table, (receipt, line)| {
        table.row([html! { code dir="auto" { (receipt) } }, said(visit, poll, options, line)])
    });
    html! {
        p { (visit.t("ballot-list-lead")) " " (link) " " (visit.t("ballot-file-means")) }
        p.small { (visit.t("ballot-list-hash")) " " code dir="auto" { (poll.list_hash) } }
        details.twin { summary { (visit.with("ballot-list-show", &[("count", opened.len().into())])) } (table.draw()) }
    }
}
