//! Opening a conversation, changing how it is held, and ending it.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, Choices};
use web::{Answer, Form, Routes, Visit, new_key};

use super::acts::{Asking, ChangeConversation, EndConversation, OpenConversation};
use super::{Audience, Conversation, Moderation, OPEN, Opening, store};
use crate::{day, decision};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .form("conversations", &OPEN, open)
        .page("conversations/new", &OPEN, new)
        .page("conversations/{n}/change", &OPEN, edit)
        .form("conversations/{n}/change", &OPEN, change)
        .form("conversations/{n}/end", &OPEN, end)
}

async fn new(visit: Visit) -> Result<Answer> {
    let form = visit
        .form("conversation")
        .start("audience", Audience::Link.word())
        .start("moderation", Moderation::After.word())
        .start("privacy", visit.t("conversation-privacy-notice"));
    show_new(&visit, form, false).await
}

async fn show_new(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let fields = html! {
        (form.line("question"))
        (form.field("description").optional().textarea(4).draw(visit.say()))
        (form.field("seeds").optional().textarea(6).draw(visit.say()))
        (held(visit, &form).await?)
    };
    let page = html! {
        (look::page_head(visit.t("conversations-term"), visit.t("conversation-new-title"), visit.t("conversation-new-lead")))
        (form.draw(&visit.href("conversations"), "conversation-open", fields))
    };
    let title = visit.page(visit.t("conversation-new-title"));
    if wrong { title.unprocessable() } else { title }.show(page).await
}

/// The fields that say how it is held: for whom, when, with which care.
async fn held(visit: &Visit, form: &Form<'_>) -> Result<Markup> {
    let none = (String::new(), visit.t("conversation-group-none"));
    let groups: Vec<_> = [none].into_iter().chain(decision::form::groups(visit).await?).collect();
    let audiences = Audience::ALL.iter().fold(
        Choices::radios("audience", visit.t("conversation-audience")),
        |choices, audience| {
            let key = format!("conversation-audience-{}", audience.word());
            choices.choice(audience.word(), visit.t(&key))
        },
    );
    let moderations = Moderation::ALL.iter().fold(
        Choices::radios("moderation", visit.t("conversation-moderation")),
        |choices, moderation| {
            let key = format!("conversation-moderation-{}", moderation.word());
            choices.choice(moderation.word(), visit.t(&key))
        },
    );
    Ok(html! {
        (look::fieldset(visit.t("conversation-part-who"), html! {
            (form.choices("audience", audiences))
            @if groups.len() > 1 { (form.select("group", &groups)) }
        }))
        (look::fieldset(visit.t("conversation-part-when"), html! {
            (form.field("opens").date().optional().draw(visit.say()))
            (form.field("closes").date().optional().draw(visit.say()))
        }))
        (look::fieldset(visit.t("conversation-part-care"), html! {
            (form.choices("moderation", moderations))
            (form.field("languages").optional().draw(visit.say()))
            (form.field("privacy").optional().textarea(5).draw(visit.say()))
        }))
    })
}

/// What was sent of it.
fn asking(visit: &Visit) -> Asking {
    let sent = |field: &str| visit.sent().get(field).to_owned();
    Asking {
        question: sent("question"),
        description: sent("description"),
        audience: sent("audience"),
        group: sent("group"),
        moderation: sent("moderation"),
        languages: sent("languages"),
        privacy: sent("privacy"),
        opens: sent("opens"),
        closes: sent("closes"),
    }
}

async fn open(visit: Visit) -> Result<Answer> {
    let act = OpenConversation { asking: asking(&visit), seeds: visit.sent().get("seeds").to_owned() };
    let by_code = act.asking.audience == Audience::Code.word();
    match visit.execute(act).await {
        Ok(number) => {
            let codes = if by_code { "/codes" } else { "" };
            let to = visit.href(&format!("conversations/{number}{codes}"));
            Ok(visit.done(&to, "conversation-opened"))
        }
        Err(Error::Invalid(problems)) => {
            show_new(&visit, visit.form_again("conversation", problems), true).await
        }
        Err(error) => Err(error),
    }
}

async fn asked(visit: &Visit) -> Result<Conversation> {
    let mut read = visit.read().await?;
    store::numbered(&mut read, visit.initiative()?, visit.part("n")?).await?.ok_or(Error::Missing)
}

async fn edit(visit: Visit) -> Result<Answer> {
    let conversation = asked(&visit).await?;
    let day = |at: Timestamp| at.to_zoned(TimeZone::UTC).date().to_string();
    let form = visit
        .form("conversation")
        .start("question", &conversation.question)
        .start("description", &conversation.description)
        .start("audience", conversation.audience.word())
        .start("group", conversation.group.map(|group| group.to_string()).unwrap_or_default())
        .start("moderation", conversation.moderation.word())
        .start("languages", &conversation.languages)
        .start("privacy", &conversation.privacy)
        .start("opens", day(conversation.opens_at))
        .start("closes", conversation.closes_at.map(|end| day(day::last(end))).unwrap_or_default());
    show_edit(&visit, &conversation, form, false).await
}

async fn show_edit(
    visit: &Visit,
    conversation: &Conversation,
    form: Form<'_>,
    wrong: bool,
) -> Result<Answer> {
    let mut read = visit.read().await?;
    let over = conversation.opening(crate::clock(visit, &mut read).await?) == Opening::Over;
    drop(read);
    let here = format!("conversations/{}", conversation.number);
    let fields = html! {
        (form.line("question"))
        (form.field("description").optional().textarea(4).draw(visit.say()))
        (held(visit, &form).await?)
    };
    let page = html! {
        (look::page_head(html! { a href=(visit.href(&here)) dir="auto" { (conversation.question) } }, visit.t("conversation-change-title"), visit.t("conversation-change-lead")))
        @if over { p { (visit.t("rule-conversation-over")) } }
        @else {
            (form.draw(&visit.href(&format!("{here}/change")), "conversation-change", fields))
            (look::section("end", visit.t("conversation-end-title"), html! {
                p { (visit.t("conversation-end-lead")) }
                (look::post_form(&visit.href(&format!("{here}/end")), &new_key(), look::acts(look::quiet_button(visit.t("conversation-end"), "end", "yes"))))
            }))
        }
    };
    let title = visit.page(visit.t("conversation-change-title"));
    if wrong { title.unprocessable() } else { title }.show(page).await
}

async fn change(visit: Visit) -> Result<Answer> {
    let number = visit.part("n")?;
    match visit.execute(ChangeConversation { conversation: number, asking: asking(&visit) }).await {
        Ok(()) => Ok(visit.done(&visit.href(&format!("conversations/{number}")), "conversation-changed")),
        Err(Error::Invalid(problems)) => {
            let conversation = asked(&visit).await?;
            show_edit(&visit, &conversation, visit.form_again("conversation", problems), true).await
        }
        Err(error) => Err(error),
    }
}

async fn end(visit: Visit) -> Result<Answer> {
    let number = visit.part("n")?;
    visit.execute(EndConversation { conversation: number }).await?;
    Ok(visit.done(&visit.href(&format!("conversations/{number}")), "conversation-ended"))
}
