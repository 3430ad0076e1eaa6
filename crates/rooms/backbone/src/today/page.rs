use journal::feed;
use kernel::Result;
use maud::{Markup, html};
use web::look::{self, Wait};
use web::text::Arg;
use web::{Answer, Routes, Visit, Waiting, Why, journal_lines};

use super::LOOK;

/// Lines of what moved.
const MOVED: usize = 12;

pub(crate) fn routes() -> Routes {
    Routes::new().page("today", &LOOK, today)
}

async fn today(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let mut offered = Vec::new();
    for room in visit.house().rooms() {
        offered.extend(room.today(&visit, &mut read).await?);
    }
    let entries = feed::latest(&mut read, visit.initiative()?, None, MOVED).await?;
    let moved = journal_lines(&visit, &mut read, &entries).await?;
    drop(read);
    // What is due first stands first; what has no day stands last.
    offered.sort_by_key(|line| (line.at.is_none(), line.at));
    let of = |why: Why| offered.iter().filter(|line| line.why == why).collect::<Vec<_>>();
    let (waits, quiet, news) = (of(Why::Waits), of(Why::Quiet), of(Why::Moved));
    let lead = visit.with("today-lead", &[("waits", waits.len().into()), ("quiet", quiet.len().into())]);
    let main = html! {
        (look::page_head(visit.say().day(visit.now()), visit.t("today-title"), lead))
        @if !waits.is_empty() { (look::section("waits", visit.t("today-waits"), list(&visit, &waits))) }
        @if !quiet.is_empty() { (look::section("quiet", visit.t("today-quiet"), list(&visit, &quiet))) }
        (look::section("moved", visit.t("today-moved"), html! {
            @if !news.is_empty() { (list(&visit, &news)) }
            @if moved.is_empty() { p { (visit.t("today-moved-none")) } } @else { (look::journal(moved)) }
        }))
    };
    visit.page(visit.t("today-title")).live().show(main).await
}

fn list(visit: &Visit, lines: &[&Waiting]) -> Markup {
    look::waits(&lines.iter().map(|line| wait(visit, line)).collect::<Vec<_>>())
}

fn wait(visit: &Visit, line: &Waiting) -> Wait {
    let args: Vec<(&str, Arg)> = line.args.iter().map(|(name, value)| (*name, value.into())).collect();
    Wait {
        href: line.href.clone(),
        title: visit.with(line.text, &args),
        detail: line.at.map(|at| visit.say().day(at)).unwrap_or_default(),
        act: visit.t("today-look"),
    }
}
