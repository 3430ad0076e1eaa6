use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, Table, Width, quiet_link, section};
use web::{Answer, Form, Paging, Routes, Visit};

use super::acts::{LockCycle, OpenCycle, OpenCycles};
use super::board::{Board, Column};
use super::progress::Progress;
use super::remind::{Letter, Remind};
use super::{Cycle, Frequency, OPEN, READ, store};
use crate::duty::waiver::WAIVE;
use crate::measure::page::asked;
use crate::measure::{self, Measure, scorecard};
use crate::submission;
use crate::surface;

/// Partners on one part of a board.
const LINES: usize = 50;
/// Fewer answers than this would tell what one partner said.
const FEWEST: usize = 3;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("cycles", &READ, latest)
        .page("cycles/{period}", &READ, of_period)
        .form("cycles", &OPEN, open_all)
        .form("cycles/{period}/remind", &OPEN, remind)
        .page("measures/{n}/cycles", &READ, of_measure)
        .form("measures/{n}/cycles", &OPEN, open)
        .page("measures/{n}/cycles/{period}", &READ, board)
        .form("measures/{n}/cycles/{period}", &OPEN, lock)
        .form("measures/{n}/cycles/{period}/remind", &OPEN, remind_of)
}

/// Where it stands who has reported for a period.
pub(crate) fn board_href(visit: &Visit, measure: &Measure, period: &str) -> String {
    visit.href(&format!("measures/{}/cycles/{period}", measure.number))
}

async fn latest(visit: Visit) -> Result<Answer> {
    if visit.query().has("period") {
        return Ok(Answer::go(&visit.href(&format!("cycles/{}", web::encoded(visit.query().get("period"))))));
    }
    show_all(&visit, None, visit.form("cycles"), false).await
}

async fn of_period(visit: Visit) -> Result<Answer> {
    let period: String = visit.part("period")?;
    show_all(&visit, Some(&period), visit.form("cycles"), false).await
}

async fn open_all(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = OpenCycles {
        frequency: sent.get("frequency").to_owned(),
        period: sent.get("period").to_owned(),
        due: sent.get("due").to_owned(),
    };
    match visit.execute(act).await {
        Ok(_) => Ok(visit.done(&visit.href("cycles"), "cycles-opened")),
        Err(Error::Invalid(problems)) => {
            show_all(&visit, None, visit.form_again("cycles", problems), true).await
        }
        Err(error) => Err(error),
    }
}

/// Every measure at its latest period, or one period of all that have it.
async fn show_all(visit: &Visit, period: Option<&str>, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let mut read = visit.read().await?;
    let board = Board::of(visit, &mut read, period).await?;
    let periods = store::periods(&mut read, visit.initiative()?).await?;
    drop(read);
    if period.is_some() && board.columns.is_empty() {
        return Err(Error::Missing);
    }
    let title = match period {
        Some(period) => visit.with("board-title-period", &[("period", period.into())]),
        None => visit.t("cycles-title"),
    };
    let empty = board.columns.is_empty();
    let page = html! {
        (look::page_head(visit.t("scorecard-term"), title.as_str(), if empty { String::new() } else { lead(visit, &board) }))
        @if empty { (look::empty(visit.say(), visit.t("cycles-empty"), html! {}, html! {})) }
        @else {
            (choose(visit, period, &periods))
            @if let [column] = board.columns.as_slice() {
                p { a href=(board_href(visit, &column.measure, &column.cycle.period)) dir="auto" { (name(column)) } }
            }
            (table(visit, &board, visit.paging(LINES)))
            (others(visit, &board.others))
        }
        @if visit.offers(&OPEN) { (backbone(visit, period, &board, &form)) }
    };
    let answer = visit.page(title);
    if wrong { answer.unprocessable() } else { answer.live() }.show(page).await
}

/// What is to be done, counted over all measures shown.
fn lead(visit: &Visit, board: &Board) -> String {
    let count = |progress| (board.count(progress) as i64).into();
    let (reported, expected): (Vec<_>, Vec<_>) =
        board.columns.iter().chain(&board.others).map(|one| (one.reported(), one.expected)).unzip();
    visit.with(
        "board-lead",
        &[
            ("reported", (reported.iter().sum::<usize>() as i64).into()),
            ("expected", (expected.iter().sum::<usize>() as i64).into()),
            ("late", count(Progress::Late)),
            ("returned", count(Progress::Returned)),
            ("sent", count(Progress::Sent)),
            ("waived", count(Progress::Waived)),
        ],
    )
}

/// Another period; by GET, so that its board has an address.
fn choose(visit: &Visit, period: Option<&str>, periods: &[String]) -> Markup {
    let mut choice = look::Choices::select("period", visit.t("board-period"))
        .id("of-period")
        .choice("", visit.t("board-latest"))
        .chosen(period.unwrap_or_default());
    for period in periods {
        choice = choice.choice(period, period);
    }
    html! {
        form.form.find-here method="get" action=(visit.href("cycles")) {
            (choice.draw(visit.say()))
            button.do.quiet type="submit" { (visit.t("board-show")) }
        }
    }
}

/// Partners and how far each has come: never how many.
fn table(visit: &Visit, board: &Board, paging: Paging) -> Markup {
    let alone = board.columns.len() == 1;
    let mut table = Table::new(visit.t("board-caption")).column(visit.t("period-partner"));
    for column in &board.columns {
        table = table.column(if alone { visit.t("duty-state") } else { name(column) });
    }
    for line in board.lines.iter().skip(paging.skip()).take(LINES) {
        let href = match line.duties.iter().flatten().next() {
            Some(duty) if alone => visit.href(&format!("duties/{}", duty.number)),
            _ => String::new(),
        };
        let cell = |(duty, column): (&Option<crate::duty::Duty>, &Column)| {
            let Some(duty) = duty else { return html! { span.small { (visit.t("board-not-asked")) } } };
            let stands = board.standings.draw(visit, duty, &column.cycle);
            let progress = board.standings.progress(duty, &column.cycle);
            let open = matches!(progress, Progress::Late | Progress::Draft | Progress::NotStarted);
            let waive = visit.href(&format!("duties/{}/waive/{}", duty.number, column.cycle.period));
            let duty = visit.href(&format!("duties/{}", duty.number));
            html! {
                @if alone { (stands) } @else { a href=(duty) { (stands) } }
                @if alone && open && visit.offers(&WAIVE) { " " a.small href=(waive) { (look::named(visit.t("waiver-link"), &line.name)) } }
            }
        };
        let first = html! {
            @if href.is_empty() { span dir="auto" { (line.name) } } @else { a href=(href) dir="auto" { (line.name) } }
        };
        table = table.row(std::iter::once(first).chain(line.duties.iter().zip(&board.columns).map(cell)));
    }
    html! {
        p.small { (visit.t("board-order")) }
        (table.quiet_caption().draw())
        (paging.draw(visit, board.lines.len(), ""))
    }
}

fn name(column: &Column) -> String {
    format!("{}, {}", column.measure.name, column.cycle.label)
}

/// Measures that have no column here.
fn others(visit: &Visit, others: &[Column]) -> Markup {
    html! {
        @if !others.is_empty() {
            (section("others", visit.t("board-others"), html! {
                ul { @for column in others {
                    li {
                        a href=(board_href(visit, &column.measure, &column.cycle.period)) dir="auto" { (name(column)) } " "
                        span.small { (visit.with("value-coverage", &[("reported", (column.reported() as i64).into()), ("expected", (column.expected as i64).into())])) }
                    }
                } }
            }))
        }
    }
}

/// What a data manager does: reminds, and opens what comes next.
fn backbone(visit: &Visit, period: Option<&str>, board: &Board, form: &Form<'_>) -> Markup {
    let say = visit.say();
    let frequencies: Vec<(String, String)> = Frequency::ALL
        .map(|one| (one.word().to_owned(), visit.t(&format!("measure-frequency-{}", one.word()))))
        .into();
    let fields = html! {
        (form.radios("frequency", &frequencies))
        (form.field("period").width(Width::Short).draw(say))
        (form.field("due").date().optional().draw(say))
    };
    let action = visit.href(&format!("cycles/{}/remind", period.unwrap_or("latest")));
    html! {
        (reminding(visit, board, &action))
        (section("open", visit.t("cycles-open-title"), html! {
            p { (visit.t("cycles-open-lead")) }
            (look::sheet(form.draw(&visit.href("cycles"), "cycles-open", fields)))
        }))
    }
}

/// The way to remind everybody who has sent nothing.
fn reminding(visit: &Visit, board: &Board, action: &str) -> Markup {
    let owing: usize =
        [Progress::Late, Progress::Draft, Progress::NotStarted].map(|one| board.count(one)).iter().sum();
    html! {
        @if owing > 0 {
            (section("remind", visit.t("remind-title"), html! {
                p { (visit.with("remind-lead", &[("count", owing.into())])) }
                (look::post_form(action, &web::new_key(), look::acts(look::quiet_button(visit.t("remind-do"), "remind", "yes"))))
            }))
        }
    }
}

async fn remind(visit: Visit) -> Result<Answer> {
    let period: String = visit.part("period")?;
    remind_all(&visit, &period).await?;
    let to = if period == "latest" { "cycles".to_owned() } else { format!("cycles/{period}") };
    Ok(visit.done(&visit.href(&to), "reminded"))
}

/// Reminds whoever has sent nothing for a period of every measure, or for the latest of each; answers how many partners.
pub(crate) async fn remind_all(visit: &Visit, period: &str) -> Result<usize> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let cycles = match period {
        "latest" => store::latest(&mut read, initiative).await?,
        period => store::of_period(&mut read, initiative, period).await?,
    };
    let measures = measure::store::all(&mut read, initiative).await?;
    drop(read);
    if cycles.is_empty() {
        return Err(Error::Missing);
    }
    remind_of_these(visit, &measures, &cycles).await
}

async fn remind_of(visit: Visit) -> Result<Answer> {
    remind_one(&visit).await?;
    let (n, period): (i64, String) = (visit.part("n")?, visit.part("period")?);
    Ok(visit.done(&visit.href(&format!("measures/{n}/cycles/{period}")), "reminded"))
}

/// The same for one measure.
pub(crate) async fn remind_one(visit: &Visit) -> Result<usize> {
    let mut read = visit.read().await?;
    let (measure, cycle) = of_address(visit, &mut read).await?;
    drop(read);
    remind_of_these(visit, &[measure], &[cycle]).await
}

async fn remind_of_these(visit: &Visit, measures: &[Measure], cycles: &[Cycle]) -> Result<usize> {
    let address = visit.address("reporting");
    let letter = Letter::about(visit.say(), &visit.place()?.name, measures, cycles, &address);
    visit.execute(Remind { step: crate::delegate::today(visit), letter }).await
}

/// The measure and the cycle of the address.
pub(crate) async fn of_address(visit: &Visit, read: &mut ::store::Read) -> Result<(Measure, Cycle)> {
    let measure = asked(visit, read).await?;
    let period: String = visit.part("period")?;
    let cycle = store::find(read, visit.initiative()?, measure.id, &period).await?.ok_or(Error::Missing)?;
    Ok((measure, cycle))
}

async fn of_measure(visit: Visit) -> Result<Answer> {
    show_cycles(&visit, visit.form("cycle"), false).await
}

async fn open(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = OpenCycle {
        measure: visit.part("n")?,
        period: sent.get("period").to_owned(),
        label: sent.get("label").to_owned(),
        due: sent.get("due").to_owned(),
    };
    let here = format!("measures/{}/cycles", act.measure);
    match visit.execute(act).await {
        Ok(period) => Ok(visit.done(&visit.href(&format!("{here}/{period}")), "cycle-opened")),
        Err(Error::Invalid(problems)) => show_cycles(&visit, visit.form_again("cycle", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn show_cycles(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let mut read = visit.read().await?;
    let measure = asked(visit, &mut read).await?;
    let mut values = surface::whole(visit, &mut read, &measure).await?;
    drop(read);
    values.reverse();
    let say = visit.say();
    let mut table = Table::new(visit.t("cycles-title"))
        .quiet_caption()
        .column(visit.t("value-period"))
        .column(visit.t("scorecard-reported"))
        .column(visit.t("duty-state"));
    for value in &values {
        let locked = if value.locked { visit.t("cycle-state-locked") } else { visit.t("cycle-state-open") };
        table = table.row([
            html! { a href=(board_href(visit, &measure, &value.period)) { (value.label) } },
            scorecard::coverage(say, value),
            html! { (locked) },
        ]);
    }
    let fields = html! {
        (form.field("period").width(Width::Short).draw(say))
        (form.field("label").width(Width::Middle).optional().draw(say))
        (form.field("due").date().optional().draw(say))
    };
    let action = visit.href(&format!("measures/{}/cycles", measure.number));
    let title = visit.with("cycles-of", &[("measure", measure.name.as_str().into())]);
    let lead = visit.with("cycles-of-lead", &[("count", (values.len() as i64).into())]);
    let back =
        html! { a href=(visit.href(&format!("measures/{}", measure.number))) dir="auto" { (measure.name) } };
    let page = html! {
        (look::page_head(back, title.as_str(), lead))
        @if !values.is_empty() { (table.draw()) }
        @if visit.offers(&OPEN) {
            (section("open", visit.t("cycle-new-title"), look::sheet(form.draw(&action, "cycle-open", fields))))
        }
    };
    let answer = visit.page(title);
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}

/// One measure and one period: who has come how far, what needs somebody first.
async fn board(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let (measure, cycle) = of_address(&visit, &mut read).await?;
    let board = Board::of_one(&visit, &mut read, measure.clone(), cycle.clone()).await?;
    let times = submission::store::times(&mut read, visit.initiative()?, cycle.id).await?;
    drop(read);
    let (reported, waiting, expected) = board
        .columns
        .first()
        .map_or((0, 0, 0), |one| (one.reported(), one.count(Progress::Sent), one.expected));
    let lead = visit.with(
        "cycle-lead",
        &[("reported", reported.into()), ("expected", expected.into()), ("waiting", waiting.into())],
    );
    let due = cycle.due.map(|due| visit.with("cycle-due-by", &[("day", visit.say().day(due).into())]));
    let lead = [Some(lead), due].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let title = visit.with(
        "cycle-title",
        &[("measure", measure.name.as_str().into()), ("period", cycle.label.as_str().into())],
    );
    let back = html! { a href=(visit.href(&format!("measures/{}/cycles", measure.number))) { (visit.t("cycles-link")) } };
    let here = board_href(&visit, &measure, &cycle.period);
    let page = html! {
        (look::page_head(back, title.as_str(), lead))
        @if expected == 0 { p { (visit.t("cycle-nobody-owes")) } } @else { (table(&visit, &board, visit.paging(LINES))) }
        @if visit.offers(&OPEN) {
            (took(&visit, &times))
            @if !cycle.locked { (reminding(&visit, &board, &format!("{here}/remind"))) }
            (lock_form(&visit, &measure, &cycle))
        }
        @else if visit.could(&submission::SEND) { div.acts { (quiet_link(visit.t("report-title"), &visit.href("reporting"))) } }
    };
    visit.page(title).live().show(page).await
}

/// How long reporting took in the middle, as far as enough partners said so.
fn took(visit: &Visit, times: &[f64]) -> Markup {
    let median = signals::median(times).filter(|_| times.len() >= FEWEST);
    html! {
        @if let Some(minutes) = median {
            p.small { (visit.with("cycle-took", &[("minutes", (minutes.round() as i64).into()), ("count", times.len().into())])) }
        }
    }
}

fn lock_form(visit: &Visit, measure: &Measure, cycle: &Cycle) -> Markup {
    let (words, value) =
        if cycle.locked { (visit.t("cycle-unlock"), "no") } else { (visit.t("cycle-lock"), "yes") };
    let action = board_href(visit, measure, &cycle.period);
    look::post_form(&action, &web::new_key(), look::acts(look::quiet_button(words, "locked", value)))
}

async fn lock(visit: Visit) -> Result<Answer> {
    let locked = visit.sent().get("locked") == "yes";
    let act = LockCycle { measure: visit.part("n")?, period: visit.part("period")?, locked };
    let here = visit.href(&format!("measures/{}/cycles/{}", act.measure, act.period));
    visit.execute(act).await?;
    Ok(visit.done(&here, if locked { "cycle-locked" } else { "cycle-unlocked" }))
}
