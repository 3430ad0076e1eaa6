use kernel::{Error, Result};
use maud::{Markup, html};
use signals::choice::Weighed;
use web::look::{self, Standing, Table, do_link, quiet_link, section, small};
use web::{Answer, Form, Routes, Visit};

use super::acts::ProposeMeasure;
use super::{Choice, PROPOSE, RATE, READ, Ranked, TIER, Tier, card, picture, tier, verdict};
use crate::measure::Status;
use crate::result::{self, PopulationResult};
use crate::wanted;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("choose", &READ, show)
        .page("choose/propose", &PROPOSE, new)
        .form("choose/propose", &PROPOSE, propose)
        .and(card::routes())
        .and(tier::routes())
}

async fn show(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let choice = Choice::load(visit.cx(), &mut read).await?;
    let members = people::members(&mut read, visit.initiative()?).await?;
    drop(read);
    let all = choice.all().count();
    let mine = choice.all().filter(|ranked| ranked.mine.is_some()).count();
    let counts = [("count", all.into()), ("mine", mine.into()), ("people", choice.raters.len().into())];
    let next = choice.next_after(0).filter(|_| visit.could(&RATE));
    let say = visit.say();
    let page = html! {
        (look::page_head(visit.t("choice-term"), visit.t("choice-title"), visit.with("choice-lead", &counts)))
        @if all == 0 {
            (look::empty(say, visit.t("choice-empty"), html! { p { (visit.t("choice-example")) } },
                do_link(visit.t("choice-propose-link"), &visit.href("choose/propose"))))
        } @else {
            div.acts {
                @if let Some(next) = next { (do_link(visit.t("choice-rate-next"), &visit.href(&format!("choose/{next}")))) }
                @if visit.could(&PROPOSE) { (quiet_link(visit.t("choice-propose-link"), &visit.href("choose/propose"))) }
            }
            @for (result, ranked) in &choice.results {
                @if !ranked.is_empty() { (one_result(&visit, result, ranked)) }
            }
            (who(&visit, &choice, &members, all))
        }
        div.acts {
            @if visit.could(&wanted::READ) { (quiet_link(visit.t("wanted-link"), &visit.href("wanted"))) }
            (quiet_link(visit.t("bank-link"), &visit.href("bank")))
        }
    };
    visit.page(visit.t("choice-title")).live().show(page).await
}

/// The measures of one result, the strongest first.
fn one_result(visit: &Visit, result: &PopulationResult, ranked: &[Ranked]) -> Markup {
    let headlines = ranked.iter().filter(|ranked| ranked.measure.tier == Tier::Headline).count();
    let title = html! {
        a href=(visit.href(&format!("results/{}", result.number))) dir="auto" { (result.condition) }
    };
    let mut table = Table::new(&result.condition)
        .quiet_caption()
        .steady()
        .column(visit.t("scorecard-measure"))
        .column(visit.t("choice-communication-short"))
        .column(visit.t("choice-proxy-short"))
        .column(visit.t("choice-data-short"))
        .column(visit.t("choice-says"));
    for ranked in ranked {
        table = table.row(row(visit, ranked));
    }
    let body = html! {
        (small(visit.with("choice-headlines", &[("count", headlines.into())])))
        (table.draw())
        (twin(visit, ranked))
    };
    section(&format!("result-{}", result.number), title, body)
}

fn row(visit: &Visit, ranked: &Ranked) -> [Markup; 5] {
    let measure = &ranked.measure;
    let say = visit.say();
    let name = html! {
        a href=(visit.href(&format!("choose/{}", measure.number))) dir="auto" { (measure.name) }
        " " (tier_tag(visit, measure.tier, measure.tiered_at.is_some()))
        @if measure.status() == Status::Proposed { " " (look::tag(Standing::Plain, visit.t("measure-status-proposed"))) }
        " " small { (visit.with("choice-raters", &[("count", ranked.raters.into())])) }
    };
    let says = html! {
        @match &ranked.weighed {
            Some(weighed) => (says(visit, ranked, weighed)),
            None if ranked.raters == 0 => (look::status(Standing::Missing, visit.t("choice-nobody"))),
            None => (look::status(Standing::Waiting, visit.t("choice-rate-first"))),
        }
        @if visit.offers(&TIER) {
            " " a href=(visit.href(&format!("choose/{}/tier", measure.number))) { (look::named(visit.t("choice-tier-link"), &measure.name)) }
        }
    };
    let Some(weighed) = &ranked.weighed else {
        return [name, html! {}, html! {}, html! {}, says];
    };
    let [communication, proxy, data] =
        [&weighed.communication, &weighed.proxy, &weighed.data].map(|power| picture::cell(say, power));
    [name, communication, proxy, data, says]
}

/// What the medians say, in words and shape.
pub(super) fn says(visit: &Visit, ranked: &Ranked, weighed: &Weighed) -> Markup {
    let word = verdict(weighed.verdict());
    let standing = match word {
        "candidate" => Standing::Done,
        "develop" => Standing::Waiting,
        _ => Standing::Plain,
    };
    let want = visit.href(&format!("wanted/new?measure={}", ranked.measure.number));
    html! {
        (look::status(standing, visit.t(&format!("choice-verdict-{word}"))))
        @if word == "develop" && visit.could(&wanted::WANT) && ranked.measure.tier != Tier::Developing {
            " " a href=(want) { (visit.t("choice-want-link")) }
        }
    }
}

/// Where it belongs, once that was chosen.
pub(super) fn tier_tag(visit: &Visit, tier: Tier, chosen: bool) -> Markup {
    let standing = if tier == Tier::Headline { Standing::Done } else { Standing::Plain };
    html! { @if chosen { (look::tag(standing, visit.t(&format!("choice-tier-{}", tier.word())))) } }
}

/// The same as numbers.
fn twin(visit: &Visit, ranked: &[Ranked]) -> Markup {
    let say = visit.say();
    let shown = ranked.iter().filter_map(|ranked| Some((&ranked.measure, ranked.weighed.as_ref()?)));
    let mut table = Table::new(visit.t("choice-counts-title"))
        .column(visit.t("scorecard-measure"))
        .column(visit.t("choice-communication-short"))
        .column(visit.t("choice-proxy-short"))
        .column(visit.t("choice-data-short"));
    let mut any = false;
    for (measure, weighed) in shown {
        any = true;
        let [communication, proxy, data] = [&weighed.communication, &weighed.proxy, &weighed.data]
            .map(|power| html! { (picture::counts(say, power)) });
        table = table.row([html! { span dir="auto" { (measure.name) } }, communication, proxy, data]);
    }
    html! { @if any { details.twin { summary { (visit.t("choice-counts-link")) } (table.draw()) } } }
}

/// Who has rated how many: never who rated what.
fn who(visit: &Visit, choice: &Choice, members: &[people::Member], all: usize) -> Markup {
    let table = Table::new(visit.t("choice-who"))
        .quiet_caption()
        .column(visit.t("choice-person"))
        .number(visit.t("choice-rated"));
    let rated = members.iter().filter_map(|member| {
        let count = choice.raters.get(&member.person)?;
        let of = [("count", (*count).into()), ("all", all.into())];
        let cells =
            vec![html! { span dir="auto" { (member.name) } }, html! { (visit.with("choice-rated-of", &of)) }];
        Some((member.name.clone(), cells))
    });
    let missing = members.iter().filter(|member| !choice.raters.contains_key(&member.person)).count();
    section(
        "who",
        visit.t("choice-who"),
        html! {
            (small(visit.with("choice-who-lead", &[("missing", missing.into())])))
            @if !choice.raters.is_empty() { (table.rows_by_name(rated).draw()) }
        },
    )
}

async fn new(visit: Visit) -> Result<Answer> {
    let chosen = visit.query().get("result").to_owned();
    show_new(&visit, visit.form("choice").start("result", chosen), false).await
}

async fn propose(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = ProposeMeasure {
        result: sent.parse("result").unwrap_or(0),
        name: sent.get("name").to_owned(),
        why: sent.get("why").to_owned(),
    };
    match visit.execute(act).await {
        Ok(number) => Ok(visit.done(&visit.href(&format!("choose/{number}")), "measure-proposed")),
        Err(Error::Invalid(problems)) => show_new(&visit, visit.form_again("choice", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn show_new(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let results = result::store::all(&mut visit.read().await?, visit.initiative()?).await?;
    let results: Vec<(String, String)> =
        results.into_iter().map(|result| (result.number.to_string(), result.condition)).collect();
    let fields = html! {
        (form.select("result", &results))
        (form.line("name"))
        (form.text("why", 3))
    };
    let title = visit.t("choice-propose-title");
    let page = html! {
        (look::page_head(visit.t("choice-term"), title.as_str(), visit.t("choice-propose-lead")))
        @if results.is_empty() {
            (look::empty(visit.say(), visit.t("measure-needs-result"), html! {},
                do_link(visit.t("results-link"), &visit.href("results"))))
        } @else { (form.draw(&visit.href("choose/propose"), "choice-propose", fields)) }
    };
    let answer = visit.page(title);
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}
