use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::chart::Unit;
use web::look::chart::line::LineChart;
use web::look::{self, Field, NavItem, Standing, Table, do_link, quiet_button, quiet_link, section, small};
use web::{Answer, Form, Routes, Visit};

use super::acts::{SetHours, TakeStock};
use super::stock::Since;
use super::{Gap, Item, KEEP, Ledger, READ, item};
use crate::crosswalk;
use crate::measure::forms::number;
use crate::measure::page::LINES;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("ledger", &READ, list)
        .page("ledger/of/{gap}", &READ, of_kind)
        .form("ledger/stock", &KEEP, take)
        .page("ledger/hours", &KEEP, hours)
        .form("ledger/hours", &KEEP, set_hours)
        .and(item::routes())
}

/// What is wrong with a thing, in one sentence.
pub(super) fn sentence(visit: &Visit, item: &Item) -> String {
    let args = [("named", item.named.as_str().into()), ("days", item.days(visit.now()).into())];
    visit.with(&format!("ledger-item-{}", item.key.gap.word()), &args)
}

async fn list(visit: Visit) -> Result<Answer> {
    draw(&visit, None).await
}

async fn of_kind(visit: Visit) -> Result<Answer> {
    let gap: String = visit.part("gap")?;
    draw(&visit, Some(gap.parse().map_err(|()| Error::Missing)?)).await
}

async fn draw(visit: &Visit, chosen: Option<Gap>) -> Result<Answer> {
    let mut read = visit.read().await?;
    let ledger = Ledger::load(visit.cx(), &mut read).await?;
    let since = Since::load(visit.cx(), &mut read, &ledger).await?;
    drop(read);
    let say = visit.say();
    let page = html! {
        (look::page_head(visit.t("scorecard-term"), visit.t("ledger-title"), lead(visit, &ledger)))
        @if ledger.duties == 0 {
            (look::empty(say, visit.t("ledger-empty"), html! { p { (visit.t("ledger-example")) } },
                do_link(visit.t("duties-link"), &visit.href("duties"))))
        } @else {
            (moved(visit, &ledger, &since))
            @if !ledger.open.is_empty() { (things(visit, &ledger, chosen)) }
            (burn_down(visit, &ledger, &since))
            (retired(visit, &ledger))
            (keeping(visit))
        }
    };
    visit.page(visit.t("ledger-title")).live().show(page).await
}

/// How much there is, how old, how long it takes.
fn lead(visit: &Visit, ledger: &Ledger) -> String {
    let oldest = ledger.open.first().map(|item| item.since);
    let args = [
        ("count", ledger.open.len().into()),
        ("duties", ledger.duties.into()),
        ("oldest", oldest.map_or_else(String::new, |at| visit.say().day(at)).into()),
        ("hours", visit.say().count(ledger.effort().ceil() as i64).into()),
    ];
    visit.with("ledger-lead", &args)
}

/// What was opened and closed since stock was taken, and how far apart the whole is.
fn moved(visit: &Visit, ledger: &Ledger, since: &Since) -> Markup {
    let drift = ledger.drift().map(|drift| visit.say().percent(drift, 0));
    let change = since.last.as_ref().map(|last| {
        let args = [
            ("opened", since.opened.into()),
            ("closed", since.closed.into()),
            ("last", last.words(visit.say()).into()),
        ];
        visit.with("ledger-moved", &args)
    });
    html! {
        @if let Some(change) = change { p { (change) } }
        @if let Some(drift) = drift.filter(|_| !ledger.open.is_empty()) {
            (small(visit.with("ledger-drift", &[("drift", drift.into())])))
        }
    }
}

/// The list: all, or those of one kind.
fn things(visit: &Visit, ledger: &Ledger, chosen: Option<Gap>) -> Markup {
    let of = |gap: &Gap| ledger.open.iter().filter(|item| item.key.gap == *gap).count();
    let all = visit.with("ledger-all", &[("count", ledger.open.len().into())]);
    let mut tabs = vec![NavItem::new(visit.href("ledger"), all).here_if(chosen.is_none())];
    for gap in Gap::ALL.iter().filter(|gap| of(gap) > 0 || chosen == Some(**gap)) {
        let label = visit.with(&format!("ledger-kind-{}", gap.word()), &[("count", of(gap).into())]);
        let href = visit.href(&format!("ledger/of/{}", gap.word()));
        tabs.push(NavItem::new(href, label).here_if(chosen == Some(*gap)));
    }
    let shown: Vec<&Item> =
        ledger.open.iter().filter(|item| chosen.is_none_or(|gap| item.key.gap == gap)).collect();
    let (paging, count) = (visit.paging(LINES), shown.len());
    html! {
        (look::tabs(&visit.t("ledger-kinds"), &tabs))
        (table(visit, ledger, &paging.of(shown)))
        (paging.draw(visit, count, ""))
    }
}

fn table(visit: &Visit, ledger: &Ledger, items: &[&Item]) -> Markup {
    let table = Table::new(visit.t("ledger-title"))
        .quiet_caption()
        .column(visit.t("ledger-what"))
        .column(visit.t("ledger-whose"))
        .column(visit.t("ledger-owner"))
        .column(visit.t("ledger-since"))
        .number(visit.t("ledger-effort"));
    items
        .iter()
        .fold(table, |table, item| {
            table.row([
                html! { a href=(visit.href(&item.path())) dir="auto" { (sentence(visit, item)) } },
                html! { span dir="auto" { (item.measure.1) } " " small dir="auto" { (item.partner) } },
                html! { span dir="auto" { (item.owner()) } },
                html! { (age(visit, item)) },
                html! { (effort(visit, ledger.hours_of(item))) },
            ])
        })
        .draw()
}

/// How old a thing is.
pub(super) fn age(visit: &Visit, item: &Item) -> Markup {
    html! { (visit.say().day(item.since)) " " small { (visit.with("ledger-days", &[("days", item.days(visit.now()).into())])) } }
}

pub(super) fn effort(visit: &Visit, hours: f64) -> String {
    let digits = usize::from(hours.fract() != 0.0);
    visit.with("ledger-hours", &[("hours", visit.say().number(hours, digits).into())])
}

/// How much there was at each stock, and is now.
fn burn_down(visit: &Visit, ledger: &Ledger, since: &Since) -> Markup {
    if since.stocks.is_empty() {
        return small(visit.t("ledger-no-stock"));
    }
    let chart = LineChart::new("burn-down", visit.t("ledger-chart"), Unit::Number(0))
        .from_zero()
        .periods(visit.t("ledger-stock"))
        .caption(html! { (visit.t("ledger-chart-caption")) });
    let stocks = since.stocks.iter().fold(chart, |chart, stock| {
        chart.point(stock.words(visit.say()), Some(stock.open as f64), Standing::Plain)
    });
    let chart = stocks.point(visit.t("ledger-now"), Some(ledger.open.len() as f64), Standing::Plain);
    section("burn-down", visit.t("ledger-chart"), chart.draw(visit.say()))
}

fn retired(visit: &Visit, ledger: &Ledger) -> Markup {
    if ledger.retired.is_empty() {
        return html! {};
    }
    let table = Table::new(visit.t("ledger-retired"))
        .quiet_caption()
        .column(visit.t("ledger-what"))
        .column(visit.t("ledger-whose"))
        .column(visit.t("ledger-answers"))
        .column(visit.t("ledger-reason"));
    let table = ledger.retired.iter().fold(table, |table, item| {
        let reason = item.note.as_ref().map_or("", |note| note.reason.as_str());
        table.row([
            html! { a href=(visit.href(&item.path())) dir="auto" { (sentence(visit, item)) } },
            html! { span dir="auto" { (item.measure.1) } " " small dir="auto" { (item.partner) } },
            html! { span dir="auto" { (item.owner()) } },
            html! { span dir="auto" { (reason) } },
        ])
    });
    section("retired", visit.t("ledger-retired"), table.draw())
}

fn keeping(visit: &Visit) -> Markup {
    html! {
        div.acts {
            @if visit.could(&crosswalk::READ) { (quiet_link(visit.t("crosswalks-link"), &visit.href("crosswalks"))) }
            @if visit.offers(&KEEP) { (quiet_link(visit.t("ledger-hours-link"), &visit.href("ledger/hours"))) }
        }
        @if visit.offers(&KEEP) {
            (look::post_form(&visit.href("ledger/stock"), &web::new_key(), html! {
                (look::acts(quiet_button(visit.t("ledger-take-stock"), "take", "yes")))
            }))
        }
    }
}

async fn take(visit: Visit) -> Result<Answer> {
    visit.execute(TakeStock { label: visit.sent().get("label").to_owned() }).await?;
    Ok(visit.done(&visit.href("ledger#burn-down"), "ledger-stock"))
}

async fn hours(visit: Visit) -> Result<Answer> {
    let ledger = Ledger::load(visit.cx(), &mut visit.read().await?).await?;
    let form = Gap::ALL.iter().fold(visit.form("ledger"), |form, gap| {
        let hours = ledger.hours.get(gap).copied().unwrap_or_default();
        form.start(gap.word(), visit.say().number(hours, usize::from(hours.fract() != 0.0)))
    });
    show_hours(&visit, form, false).await
}

async fn set_hours(visit: Visit) -> Result<Answer> {
    let hours = Gap::ALL.iter().map(|gap| (gap.word().to_owned(), number(&visit, gap.word())));
    match visit.execute(SetHours { hours: hours.collect() }).await {
        Ok(()) => Ok(visit.done(&visit.href("ledger"), "ledger-hours")),
        Err(Error::Invalid(problems)) => show_hours(&visit, visit.form_again("ledger", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn show_hours(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let field = |gap: &Gap| -> Field { form.field(gap.word()).number().unit(visit.t("ledger-hours-unit")) };
    let fields = html! { @for gap in Gap::ALL { (field(gap).draw(visit.say())) } };
    let title = visit.t("ledger-hours-title");
    let kicker = html! { a href=(visit.href("ledger")) { (visit.t("ledger-title")) } };
    let page = html! {
        (look::page_head(kicker, title.as_str(), visit.t("ledger-hours-lead")))
        (form.draw(&visit.href("ledger/hours"), "ledger-set-hours", fields))
    };
    let answer = visit.page(title);
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}
