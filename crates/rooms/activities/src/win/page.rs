use ::store::Read;
use kernel::{Context, Error, Problem, Ref, Result};
use maud::{Markup, html};
use web::look::{self, Picker, Somebody, Standing};
use web::text::Say;
use web::{Answer, Form, Panel, Routes, Visit};

use super::acts::{CelebrateWin, ConfirmCredit, SOURCES};
use super::{CELEBRATE, CONFIRM, Credit, CreditState, READ, READ_UNCONFIRMED, Win, store};
use crate::activity::page::tabs;
use web::pick::options;

/// Wins on one page.
const PAGE: i64 = 20;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("wins", &READ, wall)
        .page("wins/new", &CELEBRATE, new)
        .form("wins", &CELEBRATE, celebrate)
        .page("wins/{n}", &READ, one)
        .form("wins/{n}/credit", &CONFIRM, answer)
}

async fn wall(visit: Visit) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let before = visit.query().parse("before").unwrap_or(i64::MAX);
    let mut read = visit.read().await?;
    let unconfirmed = visit.could(&READ_UNCONFIRMED);
    let mut wins = store::latest(&mut read, initiative, before, unconfirmed, PAGE + 1).await?;
    let more = wins.len() as i64 > PAGE;
    wins.truncate(PAGE as usize);
    let credits = store::credits_of(&mut read, initiative, &wins).await?;
    drop(read);
    let last = wins.last().filter(|_| more).map(|last| last.number);
    let older = last.map(|last| visit.href(&format!("wins?before={last}")));
    let add = html! {
        @if visit.offers(&CELEBRATE) { (look::do_link(visit.t("win-celebrate"), &visit.href("wins/new"))) }
    };
    let confirmed = wins.iter().filter(|win| win.confirmed).count();
    let lead = visit.with("wins-lead", &[("count", wins.len().into()), ("confirmed", confirmed.into())]);
    let page = html! {
        (look::page_head(visit.t("wins-term"), visit.t("wins-title"), lead))
        (tabs(&visit, "wins"))
        @if wins.is_empty() {
            (look::empty(visit.say(), visit.t("wins-empty"), html! { p { (visit.t("wins-example")) } }, add))
        } @else {
            (look::acts(add))
            ul.loop role="list" { @for win in &wins { li { (brief(visit.cx(), visit.say(), win, &credits)?) } } }
        }
        (look::pager(visit.say(), None, older.as_deref()))
    };
    visit.page(visit.t("wins-title")).live().show(page).await
}

/// A win in three lines: what, what is different, who says so.
fn brief(cx: &Context, say: &Say, win: &Win, credits: &[Credit]) -> Result<Markup> {
    let href = win.card(&cx.place()?.slug).href;
    let names: Vec<&str> = credits
        .iter()
        .filter(|credit| credit.win == win.id && credit.state == CreditState::Confirmed && shown(cx, credit))
        .map(|credit| credit.name.as_str())
        .collect();
    Ok(html! {
        span.kicker { (say.day(win.at)) }
        a href=(href) dir="auto" { (win.title) }
        p dir="auto" { (win.different) }
        p.small {
            @if win.confirmed { span dir="auto" { (say.with("win-by", &[("names", names.join(", ").into())])) } }
            @else { (look::tag(Standing::Waiting, say.t("win-unconfirmed"))) }
        }
    })
}

/// People are named to members only; partners to everybody.
fn shown(cx: &Context, credit: &Credit) -> bool {
    credit.partnership.is_some() || cx.could(&READ_UNCONFIRMED)
}

async fn one(visit: Visit) -> Result<Answer> {
    let (win, credits) = found(&visit).await?;
    let kicker = html! { a href=(visit.href("wins")) { (visit.t("kind-win")) } " " (win.number) };
    let lead = html! { span dir="auto" { (win.different) } };
    let page = html! {
        (look::page_head(kicker, html! { span dir="auto" { (win.title) } }, lead))
        @if win.confirmed { (look::status(Standing::Done, visit.t("win-confirmed"))) }
        @else { (look::status(Standing::Waiting, visit.t("win-waits"))) }
        @if !win.helped.is_empty() {
            (look::section("helped", visit.t("win-helped-title"), html! { p dir="auto" { (win.helped) } }))
        }
        (look::section("credits", visit.t("win-credits"), credit_list(&visit, &win, &credits)))
        @if visit.could(&READ_UNCONFIRMED) {
            (look::small(visit.with("win-written", &[("name", win.author.clone().into()), ("day", visit.say().day(win.at).into())])))
        }
    };
    visit.page(win.title.clone()).about(win.about()).live().show(page).await
}

fn credit_list(visit: &Visit, win: &Win, credits: &[Credit]) -> Markup {
    let state = |credit: &Credit| match credit.state {
        CreditState::Confirmed => look::status(Standing::Done, visit.t("win-credit-confirmed")),
        CreditState::Proposed => look::status(Standing::Waiting, visit.t("win-credit-proposed")),
        CreditState::Declined => look::status(Standing::Plain, visit.t("win-credit-declined")),
    };
    let mine = |credit: &Credit| {
        credit.state == CreditState::Proposed
            && visit.can(&CONFIRM, credit.owner())
            && visit.actor.person != Some(win.person)
    };
    html! {
        ul.loop role="list" {
            @for credit in credits.iter().filter(|credit| shown(visit, credit)) {
                li {
                    b dir="auto" { (credit.name) } " " (state(credit))
                    @if mine(credit) { (answering(visit, win, credit)) }
                }
            }
        }
    }
}

fn answering(visit: &Visit, win: &Win, credit: &Credit) -> Markup {
    look::post_form(
        &visit.href(&format!("wins/{}/credit", win.number)),
        &web::new_key(),
        html! {
            input type="hidden" name="credit" value=(credit.id);
            (look::acts(html! {
                (look::quiet_button(visit.t("win-credit-yes"), "yes", "yes"))
                (look::quiet_button(visit.t("win-credit-no"), "yes", ""))
            }))
        },
    )
}

/// The win of this address and its credits, if this viewer may know of it.
async fn found(visit: &Visit) -> Result<(Win, Vec<Credit>)> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let win = store::numbered(&mut read, initiative, visit.part("n")?).await?.ok_or(Error::Missing)?;
    if !win.confirmed && !visit.could(&READ_UNCONFIRMED) {
        return Err(Error::Missing);
    }
    let credits = store::credits(&mut read, initiative, win.id).await?;
    Ok((win, credits))
}

async fn new(visit: Visit) -> Result<Answer> {
    let form = visit.form("win").start("from", visit.query().get("from"));
    show_new(&visit, form, None, false).await
}

async fn celebrate(visit: Visit) -> Result<Answer> {
    match celebrating(&visit).await {
        Ok(made) => Ok(visit.done(&visit.href(&format!("wins/{}", made.number)), "win-celebrated")),
        Err(Error::Invalid(problems)) => {
            let partners = problems.0.iter().find(|problem| problem.field == "partners");
            let partners = partners.map(|problem| web::words_of(visit.say(), problem));
            show_new(&visit, visit.form_again("win", problems), partners, true).await
        }
        Err(error) => Err(error),
    }
}

async fn celebrating(visit: &Visit) -> Result<crate::Made> {
    let sent = visit.sent();
    let unread = |field| move |_| Error::from(Problem::new(field, "problem-choose"));
    let from: Result<Vec<Ref>, ()> = sent.all("from").filter(|one| !one.is_empty()).map(str::parse).collect();
    let partners: Result<_, _> = sent.all("partners").map(str::parse).collect();
    let act = CelebrateWin {
        title: sent.get("title").to_owned(),
        different: sent.get("different").to_owned(),
        helped: sent.get("helped").to_owned(),
        from: from.map_err(|()| Error::from(Problem::new("from", "problem-choose")))?,
        partners: partners.map_err(unread("partners"))?,
        people: Vec::new(),
    };
    visit.execute(act).await
}

async fn show_new(
    visit: &Visit,
    form: Form<'_>,
    partners_error: Option<String>,
    wrong: bool,
) -> Result<Answer> {
    let mut read = visit.read().await?;
    let partners = people::partners(&mut read, visit.initiative()?).await?;
    let sources = options(visit, &mut read, SOURCES, "win-from-none").await?;
    let from = visit.query().parse::<Ref>("from");
    let from = match &from {
        Some(from) => visit.world.kinds.card(visit, &mut read, from).await?,
        None => None,
    };
    drop(read);
    let chosen: Vec<&str> = visit.sent().all("partners").collect();
    let people = partners.iter().map(|partner| {
        let value = partner.id.to_string();
        Somebody {
            chosen: chosen.contains(&value.as_str()),
            value,
            name: partner.name.clone(),
            organisation: String::new(),
        }
    });
    let picker = Picker {
        name: "partners".to_owned(),
        legend: visit.t("win-partners"),
        hint: Some(visit.t("win-partners-hint")),
        error: partners_error,
        many: true,
        filter: None,
        query: String::new(),
        people: people.collect(),
    };
    let fields = html! {
        (form.line("title"))
        (form.text("different", 3))
        (form.field("helped").optional().draw(visit.say()))
        @match &from {
            Some(card) => {
                input type="hidden" name="from" value=(card.about);
                p { (visit.t("win-from")) " " a href=(card.href) dir="auto" { (card.title) } }
            },
            None => (form.select("from", &sources)),
        }
        (picker.draw(visit.say()))
    };
    let title = visit.t("win-new-title");
    let page = html! {
        (look::page_head(html! { a href=(visit.href("wins")) { (visit.t("wins-title")) } }, title.as_str(), visit.t("win-new-lead")))
        (form.draw(&visit.href("wins"), "win-celebrate", fields))
    };
    let shell = visit.page(title);
    if wrong { shell.unprocessable() } else { shell }.show(page).await
}

async fn answer(visit: Visit) -> Result<Answer> {
    let (win, _) = found(&visit).await?;
    let credit = visit.sent().parse("credit").ok_or(Error::Missing)?;
    let yes = visit.sent().has("yes");
    let number = visit.execute(ConfirmCredit { win: win.id, credit, yes }).await?;
    let word = if yes { "win-credit-confirmed" } else { "win-credit-declined" };
    Ok(visit.done(&visit.href(&format!("wins/{number}")), word))
}

/// The newest confirmed wins on the front page.
pub(crate) async fn panel(cx: &Context, read: &mut Read, say: &Say) -> Result<Vec<Panel>> {
    if !cx.could(&READ) {
        return Ok(Vec::new());
    }
    let initiative = cx.initiative()?;
    let wins = store::latest(read, initiative, i64::MAX, false, 3).await?;
    if wins.is_empty() {
        return Ok(Vec::new());
    }
    let credits = store::credits_of(read, initiative, &wins).await?;
    let all = format!("/i/{}/wins", cx.place()?.slug);
    let body = html! {
        ul.loop role="list" { @for win in &wins { li { (brief(cx, say, win, &credits)?) } } }
        p { a href=(all) { (say.t("wins-all")) } }
    };
    Ok(vec![Panel { rank: 50, title: say.t("wins-title"), body }])
}
