//! What the room shows on the front page of an initiative: the vision with who is behind it, and what unites.

use ::store::Read;
use kernel::{Context, Result};
use maud::{Markup, html};
use web::Panel;
use web::look;
use web::text::Say;

use crate::clause::{self, Section, brief};
use crate::conversation::page::{Became, became};
use crate::conversation::{self, Audience, Conversation, Heard, Opening};
use crate::fund;
use crate::hearing;
use crate::statement::opinion_of;
use crate::version::{self, Frozen, of_section};
use crate::vote::{self, unites};

/// So many conversations are asked for what unites, the latest first.
const LOOKED_AT: usize = 5;
/// So many statements stand under *what unites us*.
const UNITING: usize = 3;

/// The hero, and what unites us.
pub(crate) async fn panels(cx: &Context, read: &mut Read, say: &Say) -> Result<Vec<Panel>> {
    let mut panels = Vec::new();
    let conversations = if cx.could(&conversation::READ) {
        conversation::store::all(read, cx.initiative()?).await?
    } else {
        Vec::new()
    };
    if cx.could(&clause::READ) {
        panels.push(Panel {
            rank: 0,
            title: String::new(),
            body: hero(cx, read, say, &conversations).await?,
        });
    }
    // A conversation that has only begun unites nobody yet: the latest one that does is shown.
    for conversation in conversations.iter().take(LOOKED_AT) {
        let tallies = vote::store::tallies(read, cx.initiative()?, conversation.number).await?;
        let uniting = became(cx, read, conversation.number, &unites(&tallies), UNITING).await?;
        if !uniting.is_empty() {
            let body = uniting_body(cx, say, conversation, &uniting)?;
            panels.push(Panel { rank: 30, title: say.t("conversation-unites"), body });
            break;
        }
    }
    panels.extend(hearing::lately::panel(cx, read, say).await?);
    panels.extend(fund::page::panel(cx, read, say).await?);
    Ok(panels)
}

async fn hero(cx: &Context, read: &mut Read, say: &Say, conversations: &[Conversation]) -> Result<Markup> {
    let (place, initiative) = (cx.place()?, cx.initiative()?);
    let in_force = version::store::in_force(read, initiative).await?;
    let clauses: Vec<Frozen> = if let Some(version) = &in_force {
        version::store::clauses(read, initiative, version.id).await?
    } else {
        let draft = clause::store::draft(read, initiative).await?;
        draft.into_iter().map(Frozen::from).collect()
    };
    let vision = of_section(&clauses, Section::Vision).first().map(|clause| brief(&clause.text));
    let now = crate::clock(cx, read).await?;
    let mut heard = Heard::default();
    for conversation in conversations {
        let more = conversation::store::heard(read, initiative, conversation.number).await?;
        heard.people += more.people;
        heard.statements += more.statements;
        heard.votes += more.votes;
    }
    let lead = say.with(
        "front-lead",
        &[
            ("people", heard.people.into()),
            ("statements", heard.statements.into()),
            ("votes", heard.votes.into()),
            ("clauses", clauses.len().into()),
            ("version", in_force.map_or(0, |version| version.number).into()),
        ],
    );
    // Whoever comes to the front page has no code: what is open to everybody comes first.
    let mut open = conversations.iter().filter(|conversation| conversation.opening(now) == Opening::Open);
    let open =
        open.clone().find(|conversation| conversation.audience == Audience::Link).or_else(|| open.next());
    let path =
        open.map_or_else(|| "conversations".to_owned(), |open| format!("conversations/{}", open.number));
    let base = format!("/i/{}", place.slug);
    let kicker = say.t(if vision.is_some() { "front-vision" } else { "front-term" });
    Ok(html! {
        (look::page_head(kicker, html! { span dir="auto" { (vision.as_ref().unwrap_or(&place.name)) } }, lead))
        (look::acts(html! {
            @if cx.could(&conversation::READ) { (look::do_link(say.t("front-say"), &format!("{base}/{path}"))) }
            (look::quiet_link(say.t("front-read"), &format!("{base}/agenda")))
        }))
    })
}

fn uniting_body(cx: &Context, say: &Say, conversation: &Conversation, uniting: &[Became]) -> Result<Markup> {
    let base = format!("/i/{}", cx.place()?.slug);
    let said = |Became { weighed, clauses }: &Became| {
        let statement = &weighed.statement;
        let words = [("number", statement.number.to_string().into()), ("clauses", (*clauses).into())];
        let link =
            html! { a href={ (base) "/" (statement.path()) } { (say.with("statement-link", &words)) } };
        look::said(say, &statement.text, &opinion_of(&weighed.tally), link)
    };
    Ok(html! {
        (look::columns(uniting.iter().map(said)))
        p { a href={ (base) "/conversations/" (conversation.number) } { (say.t("front-more-voices")) } }
    })
}
