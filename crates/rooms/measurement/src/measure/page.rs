use std::collections::HashMap;

use kernel::{Error, Result};
use maud::{Markup, html};
use people::PartnershipId;
use web::look::chart::spark::spark;
use web::look::{self, Standing, Table, do_link, quiet_link, section, small};
use web::{Answer, Routes, Visit};

use super::scorecard::Line;
use super::{DEFINE, Measure, READ, READ_PARTS, Status, forms, scorecard, store, view};
use crate::duty::{self, Duty};
use crate::result::ResultId;
use crate::story::{self, Direction, Story};
use crate::submission::{self, Submission};
use crate::value::{Series, Value};
use crate::{cycle, import, result, surface};

/// Measures on one part of the scorecard.
const SCORED: usize = 60;
/// Partners with a picture on one part of a measure's page.
const MULTIPLES: usize = 24;
/// Lines on one part of a list of partners.
pub(crate) const LINES: usize = 100;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("measures", &READ, list)
        .page("measures/{n}", &READ, show)
        .page("measures/{n}/periods/{period}", &READ_PARTS, period)
        .and(forms::routes())
}

/// The measure of the address.
pub(crate) async fn asked(visit: &Visit, read: &mut ::store::Read) -> Result<Measure> {
    store::numbered(read, visit.initiative()?, visit.part("n")?).await?.ok_or(Error::Missing)
}

async fn list(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let mut lines = scorecard::lines(&visit, &mut read).await?;
    let mut results = result::store::all(&mut read, initiative).await?;
    drop(read);
    lines.sort_by_key(|line| results.iter().position(|result| result.id == line.measure.result));
    let say = visit.say();
    let (paging, all) = (visit.paging(SCORED), lines.len());
    let waiting = lines.iter().filter(|line| line.measure.status() != Status::Adopted).count();
    let counts = [("count", all.into()), ("waiting", (waiting as i64).into())];
    let begin = if results.is_empty() {
        visit.offers(&result::WRITE).then(|| do_link(visit.t("result-write-link"), &visit.href("results")))
    } else {
        visit.offers(&DEFINE).then(|| do_link(visit.t("measure-define-link"), &visit.href("measures/new")))
    };
    // On each part of the list the results measured there; on the first also those that nothing measures yet.
    let has = |lines: &[Line], result: ResultId| lines.iter().any(|line| line.measure.result == result);
    let unmeasured = results.iter().map(|result| result.id).filter(|result| !has(&lines, *result));
    let unmeasured: Vec<ResultId> = unmeasured.filter(|_| paging.skip() == 0).collect();
    let lines = paging.of(lines);
    results.retain(|result| unmeasured.contains(&result.id) || has(&lines, result.id));
    let page = html! {
        (look::page_head(visit.t("scorecard-term"), visit.t("scorecard-title"), visit.with("scorecard-lead", &counts)))
        @if all == 0 {
            (look::empty(say, visit.t("scorecard-empty"), html! { p { (visit.t("scorecard-example")) } }, begin.unwrap_or_default()))
        } @else {
            (scorecard::by_result(say, &visit.place()?.slug, &results, &lines))
            (paging.draw(&visit, all, ""))
            div.acts {
                @if let Some(begin) = begin { (begin) }
                @if visit.could(&duty::READ) { (quiet_link(visit.t("duties-link"), &visit.href("duties"))) }
                @if visit.could(&cycle::READ) { (quiet_link(visit.t("cycles-link"), &visit.href("cycles"))) }
                (quiet_link(visit.t("results-link"), &visit.href("results")))
            }
        }
    };
    visit.page(visit.t("scorecard-title")).live().show(page).await
}

/// Everything the page of one measure shows.
struct Shown {
    measure: Measure,
    series: Series,
    result: Option<result::PopulationResult>,
    targets: Vec<super::Target>,
    stories: Vec<Story>,
    /// How many partners owe it.
    partners: usize,
    /// Those on this part of the page: name, and what it brought.
    parts: Vec<(String, Vec<Submission>)>,
}

impl Shown {
    async fn load(visit: &Visit) -> Result<Self> {
        let mut read = visit.read().await?;
        let initiative = visit.initiative()?;
        let measure = asked(visit, &mut read).await?;
        let values = surface::whole(visit, &mut read, &measure).await?;
        let duties = if visit.could(&READ_PARTS) {
            duties_by_name(&mut read, initiative, &measure).await?
        } else {
            Vec::new()
        };
        let (partners, mut parts) = (duties.len(), Vec::new());
        for (duty, name) in visit.paging(MULTIPLES).of(duties) {
            parts.push((name, submission::store::accepted_of_duty(&mut read, initiative, duty.id).await?));
        }
        Ok(Self {
            series: Series::of(&measure, values),
            result: result::store::find(&mut read, initiative, measure.result).await?,
            targets: store::targets_of(&mut read, initiative, measure.id).await?,
            stories: story::store::of_measure(&mut read, initiative, measure.id).await?,
            measure,
            partners,
            parts,
        })
    }
}

/// The duties of a measure with their partners' names, by name.
pub(crate) async fn duties_by_name(
    read: &mut ::store::Read,
    initiative: kernel::InitiativeId,
    measure: &Measure,
) -> Result<Vec<(Duty, String)>> {
    let mut names = people::partner_names(read, initiative).await?;
    let duties = duty::store::of_measure(read, initiative, measure.id).await?;
    let name = |duty: Duty| {
        let name = names.remove(&duty.partnership).unwrap_or_default();
        (duty, name)
    };
    let mut named: Vec<(Duty, String)> = duties.into_iter().map(name).collect();
    named.sort_by_cached_key(|(_, name)| name.to_lowercase());
    Ok(named)
}

/// A partner's name; empty if it is gone.
pub(crate) async fn name_of(
    read: &mut ::store::Read,
    initiative: kernel::InitiativeId,
    partnership: PartnershipId,
) -> Result<String> {
    Ok(people::partner(read, initiative, partnership).await?.map(|partner| partner.name).unwrap_or_default())
}

async fn show(visit: Visit) -> Result<Answer> {
    let shown = Shown::load(&visit).await?;
    let measure = &shown.measure;
    let kicker = html! {
        @if let Some(result) = &shown.result {
            a href=(visit.href(&format!("results/{}", result.number))) dir="auto" { (result.condition) } " / "
        }
        (visit.t(&format!("measure-accountability-{}", measure.kind)))
    };
    let title = html! { span dir="auto" { (measure.name) } };
    let page = html! {
        (look::page_head(kicker, title, view::lead(visit.say(), measure, &shown.series)))
        (adoption(&visit, measure))
        (picture(&visit, &shown))
        (target(&visit, &shown))
        (partners(&visit, &shown))
        (stories(&visit, &shown))
        (definition(&visit, &shown))
        (ways_on(&visit, measure))
    };
    visit.page(&measure.name).about(measure.about()).live().show(page).await
}

/// What still lacks a decision.
fn adoption(visit: &Visit, measure: &Measure) -> Markup {
    let latest = ("latest", measure.latest().number.into());
    match (measure.status(), measure.adopted) {
        (Status::Adopted, _) => html! {},
        (_, Some(adopted)) => {
            small(visit.with("measure-newer-version", &[latest, ("adopted", adopted.into())]))
        }
        (Status::Proposed, None) => small(visit.t("measure-proposed")),
        (Status::Defined, None) => small(visit.t("measure-not-adopted")),
    }
}

/// The chart; nothing while no number counts, as the first sentence says already.
fn picture(visit: &Visit, shown: &Shown) -> Markup {
    if shown.series.headline().is_none() {
        return html! {};
    }
    let measure = &shown.measure;
    let target = view::next_target(&shown.targets, &shown.series);
    let mut chart = view::chart(visit.say(), measure, &shown.series, target, &shown.stories);
    if let Some((_, value, _)) = shown.series.headline().filter(|_| visit.could(&READ_PARTS)) {
        let href = visit.href(&format!("measures/{}/periods/{}", measure.number, value.period));
        let words = visit.with("measure-where-from", &[("period", value.label.as_str().into())]);
        chart = chart.link(html! { a href=(href) { (words) } });
    }
    // Members discuss; whoever may be one is asked to sign in.
    if visit.could(&READ_PARTS) || visit.actor.person.is_none() {
        let question = visit.href(&format!("discussions?about={}", measure.about()));
        chart = chart.link(html! { a href=(question) { (visit.t("measure-question")) } });
    }
    look::sheet(chart.draw(visit.say()))
}

fn target(visit: &Visit, shown: &Shown) -> Markup {
    let version = shown.measure.in_force();
    let sentence = view::next_target(&shown.targets, &shown.series)
        .and_then(|target| view::target_sentence(visit.say(), version, &shown.series, target));
    html! { @if let Some(sentence) = sentence { (section("target", visit.t("target-title"), html! { p { (sentence) } })) } }
}

/// One small picture a partner, by name; for members.
fn partners(visit: &Visit, shown: &Shown) -> Markup {
    let version = shown.measure.in_force();
    let unit = version.chart_unit();
    let said = shown.series.headline().map_or("", |(_, value, _)| value.period.as_str());
    let one = |name: &str, own: &[Submission]| {
        let of = |value: &Value| own.iter().find(|submission| submission.period == value.period);
        let drawn: Vec<Option<f64>> =
            shown.series.values.iter().map(|value| version.value(of(value)?.parts())).collect();
        let latest = own.last().and_then(|last| Some((last, version.value(last.parts())?)));
        html! {
            p {
                b dir="auto" { (name) } " "
                @if let Some((last, value)) = latest { small { (unit.words(visit.say(), value)) @if last.period != said { " · " (last.label) } } }
                @else { small { (visit.t("value-not-yet")) } }
            }
            (spark(visit.say(), &unit, &drawn, Standing::Plain))
        }
    };
    html! {
        @if !shown.parts.is_empty() {
            (section("partners", visit.t("measure-partners"), html! {
                (small(visit.t("measure-by-name")))
                (look::multiples(shown.parts.iter().map(|(name, own)| one(name, own))))
                (visit.paging(MULTIPLES).draw(visit, shown.partners, "#partners"))
            }))
        }
    }
}

fn stories(visit: &Visit, shown: &Shown) -> Markup {
    let of = |direction: Direction| {
        let told: Vec<&Story> = shown.stories.iter().filter(|s| s.direction == direction.word()).collect();
        html! {
            h3 { (visit.t(&format!("story-direction-{}", direction.word()))) }
            @if told.is_empty() { p.small { (visit.t("story-none")) } }
            @for story in told {
                p {
                    a href=(visit.href(&format!("stories/{}", story.number))) dir="auto" { (story.words) }
                    " " small dir="auto" { (story.source) }
                }
            }
        }
    };
    let tell = visit.href(&format!("measures/{}/story", shown.measure.number));
    section(
        "story",
        visit.t("story-title"),
        html! {
            (look::columns(Direction::ALL.map(of)))
            @if visit.could(&story::TELL) { p { (do_link(visit.t("story-tell-link"), &tell)) } }
        },
    )
}

fn definition(visit: &Visit, shown: &Shown) -> Markup {
    let measure = &shown.measure;
    let version = measure.in_force();
    let mut facts = vec![
        (visit.t("measure-fact-numerator"), version.numerator.clone()),
        (visit.t("measure-fact-denominator"), version.denominator.clone()),
        (visit.t("measure-fact-better"), visit.t(&format!("measure-better-{}", version.better))),
        (visit.t("measure-fact-frequency"), visit.t(&format!("measure-frequency-{}", version.frequency))),
    ];
    let earlier = measure.versions.iter().skip(1).map(|version| {
        let from = [("period", version.effective_from.as_str().into())];
        let title = visit.with("measure-version", &[("version", version.number.into())]);
        (title, visit.with(&format!("measure-version-{}", version.comparability), &from))
    });
    facts.extend(earlier);
    let edit = visit.href(&format!("measures/{}/definition", measure.number));
    section(
        "definition",
        visit.with("measure-definition-title", &[("version", version.number.into())]),
        html! {
            @if !version.definition.is_empty() { p dir="auto" { (version.definition) } }
            (look::facts(facts))
            @if visit.offers(&DEFINE) { p { a href=(edit) { (visit.t("measure-change-link")) } } }
        },
    )
}

fn ways_on(visit: &Visit, measure: &Measure) -> Markup {
    let href = |path: &str| visit.href(&format!("measures/{}/{path}", measure.number));
    let link =
        |may: bool, key: &str, path: &str| html! { @if may { (quiet_link(visit.t(key), &href(path))) } };
    html! {
        div.acts {
            (link(visit.could(&cycle::READ), "cycles-link", "cycles"))
            (link(visit.offers(&duty::OWE), "duty-owe-link", "duties"))
            (link(visit.offers(&DEFINE), "target-set-link", "target"))
            (link(visit.could(&import::IMPORT), "import-link", "import"))
        }
    }
}

/// The accepted submissions that make one number.
async fn period(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let measure = asked(&visit, &mut read).await?;
    let key: String = visit.part("period")?;
    let values = surface::whole(&visit, &mut read, &measure).await?;
    let value = values.into_iter().find(|value| value.period == key).ok_or(Error::Missing)?;
    let cycle = cycle::store::find(&mut read, initiative, measure.id, &key).await?.ok_or(Error::Missing)?;
    let accepted = submission::store::of_cycle(&mut read, initiative, cycle.id).await?;
    let mut duties = duties_by_name(&mut read, initiative, &measure).await?;
    drop(read);
    duties.retain(|(duty, _)| duty.since <= key);
    let paging = visit.paging(LINES);
    let count = duties.len();
    let accepted = accepted.into_iter().filter(|submission| submission.is(submission::State::Accepted));
    let mut accepted: HashMap<_, _> = accepted.map(|submission| (submission.duty, submission)).collect();
    let parts: Vec<(String, Option<Submission>)> =
        paging.of(duties).into_iter().map(|(duty, name)| (name, accepted.remove(&duty.id))).collect();
    let version = measure.at(&key);
    let title = visit.with(
        "period-title",
        &[("measure", measure.name.as_str().into()), ("period", value.label.as_str().into())],
    );
    let back =
        html! { a href=(visit.href(&format!("measures/{}", measure.number))) dir="auto" { (measure.name) } };
    let page = html! {
        (look::page_head(back, title.as_str(), view::value_sentence(visit.say(), version, &value)))
        (lineage(&visit, version, &value, &parts))
        (paging.draw(&visit, count, ""))
        (small(visit.with("period-version", &[("version", version.number.into())])))
    };
    visit.page(title).show(page).await
}

fn lineage(
    visit: &Visit,
    version: &super::MeasureVersion,
    value: &Value,
    parts: &[(String, Option<Submission>)],
) -> Markup {
    let say = visit.say();
    let unit = version.chart_unit();
    let counted = |parts: signals::Pooled| {
        [
            view::amount(say, parts.numerator),
            view::amount(say, parts.denominator),
            look::chart::value_words(say, &unit, version.value(parts)),
        ]
        .map(|words| html! { (words) })
    };
    let mut table = Table::new(visit.t("period-caption"))
        .column(visit.t("period-partner"))
        .number(&version.numerator)
        .number(&version.denominator)
        .number(visit.t("period-value"))
        .column(visit.t("period-accepted"));
    for (name, own) in parts {
        let name = html! { span dir="auto" { (name) } };
        let cells = if let Some(own) = own {
            let [above, below, rate] = counted(own.parts());
            let href = visit.href(&format!("submissions/{}", own.number));
            let when = own.accepted_at.map_or_else(String::new, |at| say.day(at));
            [name, above, below, rate, html! { a href=(href) { (when) } }]
        } else {
            let missing = look::status(Standing::Missing, visit.t("value-not-yet"));
            [name, html! {}, html! {}, missing, html! {}]
        };
        table = table.row(cells);
    }
    if let Some(pooled) = value.pooled() {
        let [above, below, rate] = counted(pooled);
        let together = html! { b { (visit.t("period-together")) } };
        table = table.row([together, above, below, rate, scorecard::coverage(say, value)]);
    }
    table.draw()
}
