use kernel::{Error, Problems, Result};
use maud::{Markup, html};
use web::look::{self, Standing, Table};
use web::{Answer, Form, Routes, Visit, new_key};

use super::acts::{EnterWithCode, HandOutCodes, WithdrawCode};
use super::{Code, spoken, store};
use crate::conversation::{self, Audience, Conversation, OPEN};
use crate::vote::{self, VOTE};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("conversations/{n}/codes", &OPEN, list)
        .form("conversations/{n}/codes", &OPEN, make)
        .form("conversations/{n}/codes/withdraw", &OPEN, withdraw)
        .form("conversations/{n}/enter", &VOTE, enter)
}

async fn list(visit: Visit) -> Result<Answer> {
    show(&visit, visit.form("code").start("many", "30"), false).await
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let (initiative, number) = (visit.initiative()?, visit.part("n")?);
    let mut read = visit.read().await?;
    let found = conversation::store::numbered(&mut read, initiative, number).await?;
    let conversation = found.ok_or(Error::Missing)?;
    let codes = store::of_conversation(&mut read, initiative, number).await?;
    drop(read);
    let here = format!("conversations/{number}");
    let used = codes.iter().filter(|code| code.used > 0).count();
    let lead = visit.with("codes-lead", &[("codes", codes.len().into()), ("used", used.into())]);
    let action = visit.href(&format!("{here}/codes"));
    let page = html! {
        (look::page_head(html! { a href=(visit.href(&here)) dir="auto" { (conversation.question) } }, visit.t("codes-title"), lead))
        @if conversation.audience == Audience::Code {
            p { (visit.t("codes-address")) " " span dir="auto" { (visit.address(&here)) } }
            @if !codes.is_empty() { (table(visit, &conversation, &codes)) }
            (form.draw(&action, "code-make", form.field("many").number().draw(visit.say())))
            (look::section("shared", visit.t("code-shared-title"), look::post_form(&action, &new_key(), html! {
                input type="hidden" name="shared" value="yes";
                (form.line("word"))
                (look::acts(look::quiet_button(visit.t("code-share"), "share", "yes")))
            })))
        } @else { p { (visit.t("rule-conversation-no-codes")) } }
    };
    let title = visit.page(visit.t("codes-title"));
    if wrong { title.unprocessable() } else { title }.show(page).await
}

fn table(visit: &Visit, conversation: &Conversation, codes: &[Code]) -> Markup {
    let action = visit.href(&format!("conversations/{}/codes/withdraw", conversation.number));
    let table = Table::new(visit.t("codes-title"))
        .quiet_caption()
        .column(visit.t("code-code"))
        .column(visit.t("code-state"))
        .column(visit.t("code-act"));
    let row = |table: Table, code: &Code| {
        let state = match (code.once, code.used) {
            (true, 0) => look::tag(Standing::Plain, visit.t("code-unused")),
            (true, _) => look::tag(Standing::Done, visit.t("code-used")),
            (false, used) => html! { (visit.with("code-used-times", &[("used", used.into())])) },
        };
        let act = html! {
            @if code.used == 0 || !code.once {
                (look::post_form(&action, &new_key(), html! {
                    input type="hidden" name="code" value=(code.code);
                    (look::quiet_button(look::named(visit.t("code-withdraw"), &spoken(&code.code)), "withdraw", "yes"))
                }))
            }
        };
        table.row([html! { bdi.num dir="auto" { (spoken(&code.code)) } }, state, act])
    };
    codes.iter().fold(table, row).draw()
}

async fn make(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let shared = sent.has("shared");
    let word = if shared { sent.get("word").to_owned() } else { String::new() };
    let act = HandOutCodes {
        conversation: visit.part("n")?,
        many: if shared { 0 } else { sent.get("many").trim().parse().unwrap_or_default() },
        word,
    };
    if shared && super::plain(&act.word).is_empty() {
        let problem = kernel::Problem::new("word", "problem-empty");
        return show(&visit, visit.form_again("code", Problems(vec![problem])), true).await;
    }
    let to = visit.href(&format!("conversations/{}/codes", act.conversation));
    match visit.execute(act).await {
        Ok(_) => Ok(visit.done(&to, "code-made")),
        Err(Error::Invalid(problems)) => show(&visit, visit.form_again("code", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn withdraw(visit: Visit) -> Result<Answer> {
    let act = WithdrawCode { conversation: visit.part("n")?, code: visit.sent().get("code").to_owned() };
    let to = visit.href(&format!("conversations/{}/codes", act.conversation));
    visit.execute(act).await?;
    Ok(visit.done(&to, "code-withdrawn"))
}

/// Where somebody types the code that they were given. A link may bring it: `?code=`.
pub(crate) fn door(visit: &Visit, conversation: &Conversation, problems: Option<Problems>) -> Result<Markup> {
    let form = match problems {
        Some(problems) => visit.form_again("code", problems),
        None => visit.form("code").start("code", visit.query().get("code")),
    };
    let action = visit.href(&format!("conversations/{}/enter", conversation.number));
    let fields = html! {
        (vote::page::voice_field(visit)?)
        (form.field("code").autocomplete("off").draw(visit.say()))
    };
    Ok(form.draw(&action, "code-enter", fields))
}

async fn enter(visit: Visit) -> Result<Answer> {
    let act = EnterWithCode {
        conversation: visit.part("n")?,
        code: visit.sent().get("code").to_owned(),
        voice: vote::page::voice(&visit),
    };
    let to = visit.href(&format!("conversations/{}", act.conversation));
    match visit.execute(act).await {
        Ok(()) => Ok(vote::page::keep_voice(&visit, visit.done(&to, "code-entered"))),
        Err(Error::Invalid(problems)) => conversation::page::show_door(&visit, problems).await,
        Err(error) => Err(error),
    }
}
