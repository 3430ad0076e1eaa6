use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, Part, Standing, do_link, quiet_link, section, small};
use web::{Answer, Routes, Visit};

use super::picture::{self, Reading, Scene};
use super::scorecard;
use super::shown::Shown;
pub(crate) use super::shown::{duties_by_name, name_of};
use super::{DEFINE, Measure, READ, READ_PARTS, Status, facts, forms, health, lineage, partner, store, view};
use crate::baseline::outcome::Held;
use crate::story::{self, Direction, Story};
use crate::target::{self, Target, pace::Course};
use crate::value::Signal;
use crate::{annotation, baseline, cycle, dimension, duty, import, rebase, surface, turn};

/// Lines on one part of a list of partners.
pub(crate) const LINES: usize = 100;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("measures/{n}", &READ, show)
        .and(scorecard::routes())
        .and(lineage::routes())
        .and(forms::routes())
}

/// The measure of the address.
pub(crate) async fn asked(visit: &Visit, read: &mut ::store::Read) -> Result<Measure> {
    let measure = store::numbered(read, visit.initiative()?, visit.part("n")?).await?;
    surface::as_seen(visit, read, measure.ok_or(Error::Missing)?).await
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
        (shown.published)
        (adoption(&visit, measure))
        (standing(&visit, &shown))
        (drawing(&visit, &shown))
        (expected(&visit, &shown))
        (target(&visit, &shown))
        (shown.apart.draw(&visit, measure))
        (happened(&visit, &shown))
        (partner::all(&visit, &shown))
        (stories(&visit, &shown))
        (reported(&visit, &shown))
        (definition(&visit, &shown))
        (shown.challenges)
        (ways_on(&visit, &shown))
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

/// How it stands, three times: to what is usual, to what was expected, to where it should go. Each leads to its part.
fn standing(visit: &Visit, shown: &Shown) -> Markup {
    let say = visit.say();
    if shown.series.headline().is_none() {
        return html! {};
    }
    let part = |mark: &str, title: &str, (standing, words): (Standing, String)| Part {
        href: format!("#{mark}"),
        title: visit.t(title),
        term: String::new(),
        standing,
        words,
    };
    let signal = shown.series.signal();
    let signal_words = match signal {
        Signal::TooFew => (Standing::Missing, visit.t("signal-too-few")),
        signal => (signal.standing(), visit.t(&format!("signal-{}", signal.word()))),
    };
    let curve = match shown.baselines.first() {
        Some(frozen) => baseline::view::state_words(say, &Held::of(frozen, &shown.measure, &shown.series)),
        None => (Standing::Missing, visit.t("curve-not-frozen")),
    };
    let mut parts =
        vec![part("picture", "stands-usual", signal_words), part("baseline", "stands-expected", curve)];
    parts.extend(course(shown).map(|course| {
        part("target", "stands-target", (course.standing(), visit.t(&format!("pace-{}", course.word()))))
    }));
    look::parts(&parts)
}

fn course(shown: &Shown) -> Option<Course<'_>> {
    let target = target::next(&shown.targets, &shown.series)?;
    Some(Course::of(shown.measure.in_force(), &shown.series, target))
}

/// The chart; nothing while no number counts, as the first sentence says already.
fn drawing(visit: &Visit, shown: &Shown) -> Markup {
    let say = visit.say();
    let Some((_, value, _)) = shown.series.headline() else { return html! {} };
    let measure = &shown.measure;
    let here = visit.href(&format!("measures/{}", measure.number));
    let run = picture::run(&shown.series).filter(signals::RunChart::judged);
    let by_median = run.filter(|_| visit.query().get("chart") == "run");
    let course = course(shown);
    let scene = Scene {
        course: course.as_ref(),
        baseline: shown.baselines.first(),
        outlook: shown.outlook.as_ref().ok(),
        stories: &shown.stories,
        annotations: &shown.annotations,
        reading: if by_median.is_some() { Reading::Median } else { Reading::Limits },
    };
    let mut chart = picture::chart(say, measure, &shown.series, &scene);
    if visit.could(&READ_PARTS) {
        let href = format!("{here}/periods/{}", value.period);
        let words = visit.with("measure-where-from", &[("period", value.label.as_str().into())]);
        chart = chart.link(html! { a href=(href) { (words) } });
    }
    // Members discuss; whoever may be one is asked to sign in.
    if visit.could(&READ_PARTS) || visit.actor.person.is_none() {
        let question = visit.href(&format!("discussions?about={}", measure.about()));
        chart = chart.link(html! { a href=(question) { (visit.t("measure-question")) } });
    }
    chart = match by_median {
        Some(_) => chart.link(html! { a href=(format!("{here}#picture")) { (visit.t("run-limits-link")) } }),
        None if run.is_some() => {
            chart.link(html! { a href=(format!("{here}?chart=run#picture")) { (visit.t("run-link")) } })
        }
        None => chart,
    };
    html! {
        div #picture .sheet {
            (chart.draw(say))
            @if let Some(run) = &by_median { p { (picture::run_sentence(say, run)) } }
        }
    }
}

/// What was expected if nothing changes, and what came.
fn expected(visit: &Visit, shown: &Shown) -> Markup {
    let say = visit.say();
    if shown.series.headline().is_none() {
        return html! {};
    }
    let version = shown.measure.in_force();
    let outlook =
        || baseline::view::outlook_sentence(say, version, shown.outlook.as_ref().map_err(|few| *few));
    let href = visit.href(&format!("measures/{}/baselines", shown.measure.number));
    let more = match shown.baselines.len() {
        0 => None,
        count => Some(visit.with("baseline-more", &[("count", count.into())])),
    };
    section(
        "baseline",
        visit.t("baseline-title"),
        html! {
            @if let Some(frozen) = shown.baselines.first() {
                @let held = Held::of(frozen, &shown.measure, &shown.series);
                p { (baseline::view::sentence(say, version, &held)) }
                (baseline::view::table(say, version, &shown.series, &held))
                (small(baseline::view::provenance(say, frozen)))
            } @else {
                p { (outlook()) }
            }
            div.acts {
                @if let Some(more) = more { (quiet_link(more, &href)) }
                @else if visit.offers(&baseline::FREEZE) && shown.outlook.is_ok() {
                    (quiet_link(visit.t("baseline-freeze-link"), &format!("{href}#freeze")))
                }
            }
        },
    )
}

fn target(visit: &Visit, shown: &Shown) -> Markup {
    let say = visit.say();
    let version = shown.measure.in_force();
    let may = visit.offers(&DEFINE);
    let Some(course) = course(shown) else { return html! {} };
    let agreed = |target: &Target| {
        let basis = visit.t(&format!("target-basis-{}", target.basis));
        let args = [
            ("basis", basis.into()),
            ("day", say.day(target.set_at).into()),
            ("agreed", target.agreed_by.as_str().into()),
        ];
        visit.with(if target.agreed_by.is_empty() { "target-rests" } else { "target-rests-agreed" }, &args)
    };
    section(
        "target",
        visit.t("target-title"),
        html! {
            p { (course.sentence(say, version, &shown.series)) }
            (small(agreed(course.target)))
            @if may {
                p { a href=(visit.href(&format!("measures/{}/target", shown.measure.number))) { (visit.t("target-change-link")) } }
            }
        },
    )
}

/// What happened, fresh limits, and whether the room proposes some.
fn happened(visit: &Visit, shown: &Shown) -> Markup {
    let measure = &shown.measure;
    let href = |path: &str| visit.href(&format!("measures/{}/{path}", measure.number));
    let proposal = rebase::proposed(measure, &shown.series, &shown.annotations);
    let proposal = proposal.filter(|_| visit.offers(&rebase::REBASE));
    let may_note = visit.could(&annotation::NOTE);
    let may_rebase = visit.offers(&rebase::REBASE) && shown.series.read.len() > 1;
    if shown.annotations.is_empty() && measure.rebases.is_empty() && !may_note {
        return html! {};
    }
    section(
        "happened",
        visit.t("annotation-title"),
        html! {
            @if shown.annotations.is_empty() { p.small { (visit.t("annotation-none")) } }
            @else { (annotation::page::list(visit.say(), &shown.annotations)) }
            @if !measure.rebases.is_empty() { (rebase::page::list(visit, measure)) }
            @if let Some(proposal) = &proposal {
                (look::sheet(html! {
                    p { (rebase::page::words(visit, proposal)) }
                    p { (quiet_link(visit.t("rebase-propose-link"), &format!("{}?period={}", href("limits"), proposal.from.period))) }
                }))
            }
            @if may_note || may_rebase {
                div.acts {
                    @if may_note { (quiet_link(visit.t("annotation-link"), &href("annotations"))) }
                    @if may_rebase && proposal.is_none() { (quiet_link(visit.t("rebase-link"), &href("limits"))) }
                }
            }
        },
    )
}

/// How well the latest period was reported.
fn reported(visit: &Visit, shown: &Shown) -> Markup {
    html! {
        @if let Some(checked) = &shown.health {
            (section("health", visit.t("health-title"), health::draw(visit.say(), checked)))
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
    let mut facts = facts::of(visit.say(), version, &shown.custodian);
    if !measure.quadrant.is_empty() {
        facts.insert(
            0,
            (visit.t("measure-quadrant"), visit.t(&format!("measure-quadrant-{}", measure.quadrant))),
        );
    }
    let earlier = measure.versions_in_force().skip(1).filter(|version| !version.effective_from.is_empty());
    facts.extend(earlier.map(|version| {
        let title = visit.with("measure-version", &[("version", version.number.into())]);
        (title, facts::comparability(visit.say(), version))
    }));
    let edit = visit.href(&format!("measures/{}/definition", measure.number));
    section(
        "definition",
        visit.with("measure-definition-title", &[("version", version.number.into())]),
        html! {
            @if !version.definition.is_empty() { p dir="auto" { (version.definition) } }
            (look::facts(facts))
            p {
                a href=(dimension::page::href(visit, measure)) { (visit.t("dimensions-link")) }
                @if visit.offers(&DEFINE) { " · " a href=(edit) { (visit.t("measure-change-link")) } }
            }
        },
    )
}

fn ways_on(visit: &Visit, shown: &Shown) -> Markup {
    let measure = &shown.measure;
    let href = |path: &str| visit.href(&format!("measures/{}/{path}", measure.number));
    let link =
        |may: bool, key: &str, path: &str| html! { @if may { (quiet_link(visit.t(key), &href(path))) } };
    let links = html! {
        (link(visit.could(&turn::READ), "turn-of-measure-link", "turns"))
        (link(visit.could(&cycle::READ), "cycles-link", "cycles"))
        (link(visit.offers(&duty::OWE), "duty-owe-link", "duties"))
        (link(visit.offers(&DEFINE), "target-set-link", "target"))
        (link(visit.could(&import::IMPORT), "import-link", "import"))
        (link(true, "exchange-link", "data"))
        (link(shown.embeddable, "embed-link", "embed/how"))
    };
    section("more", visit.t("measure-more"), look::acts(links))
}
