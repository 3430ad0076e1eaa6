use maud::{Markup, html};
use web::look::{Field, Icon};
use web::{Form, Sent, Visit};

use super::Member;

/// The most members that are offered at once.
const OFFERED: usize = 100;

/// What was typed so far: sent, or on the way back from the search for a name.
pub(crate) fn typed(visit: &Visit) -> &Sent {
    let sent = visit.sent();
    if sent.has("q") || sent.has("person") { sent } else { visit.query() }
}

/// One of `members`, asked for in `form`, after the choice of nobody if there is one. Of more than are offered, a
/// name finds somebody: the whole form goes by GET to `filter` and comes back as it was typed.
pub(crate) fn choose(
    visit: &Visit,
    form: &Form<'_>,
    nobody: Option<String>,
    members: Vec<Member>,
    filter: &str,
) -> Markup {
    let (words, chosen) = (typed(visit).get("q"), typed(visit).parse("person"));
    let many = members.len() > OFFERED;
    let folded = words.trim().to_lowercase();
    let mut found: Vec<Member> = members
        .into_iter()
        .filter(|member| chosen == Some(member.person) || member.name.to_lowercase().contains(&folded))
        .collect();
    let count = found.len();
    found.sort_by_key(|member| chosen != Some(member.person));
    found.truncate(OFFERED);
    let hint = visit.with("member-find-hint", &[("shown", found.len().into()), ("count", count.into())]);
    let nobody = nobody.map(|label| (String::new(), label));
    let offered: Vec<(String, String)> = nobody
        .into_iter()
        .chain(found.into_iter().map(|member| (member.person.to_string(), member.name)))
        .collect();
    html! {
        @if many {
            (Field::new("q", visit.t("member-find")).hint(hint).value(words).draw(visit.say()))
            button.do.quiet type="submit" formmethod="get" formaction=(filter) formnovalidate {
                (Icon::Search.draw()) (visit.t("look-find"))
            }
        }
        (form.select("person", &offered))
    }
}
