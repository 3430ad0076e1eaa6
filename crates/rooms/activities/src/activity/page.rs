use std::collections::HashMap;

use kernel::{Card, Error, Owner, Ref, Result};
use maud::{Markup, html};
use people::{Partner, PartnershipId};
use uuid::Uuid;
use web::look::{self, NavItem, Standing};
use web::{Answer, Routes, Visit};

use super::{ADD, Activity, CONFIRM, EDIT, Part, READ, READ_SUGGESTED, owner, store};

/// Activities of one strategy on the map.
const EACH: i64 = 5;
/// Activities on one page of a strategy's own list.
const PAGE: i64 = 50;

pub(crate) fn routes() -> Routes {
    Routes::new().page("activities", &READ, map).page("activities/{n}", &READ, one)
}

/// The views of this room.
pub(crate) fn tabs(visit: &Visit, here: &str) -> Markup {
    let tab = |path: &str, key: &str| NavItem::new(visit.href(path), visit.t(key)).here_if(path == here);
    look::tabs(
        &visit.t("activities-door"),
        &[
            tab("activities", "activities-title"),
            tab("commitments", "commitments-title"),
            tab("wins", "wins-title"),
        ],
    )
}

/// What the reader is shown of activities: who takes part, by name.
struct Shown {
    names: HashMap<PartnershipId, String>,
    parts: HashMap<Uuid, Vec<Part>>,
}

impl Shown {
    fn new(visit: &Visit, partners: Vec<Partner>, parts: Vec<Part>) -> Self {
        let names = partners.into_iter().map(|partner| (partner.id, partner.name)).collect();
        let mut shown = Self { names, parts: HashMap::new() };
        for part in parts.into_iter().filter(|part| part.confirmed || visit.could(&READ_SUGGESTED)) {
            shown.parts.entry(part.activity.0).or_default().push(part);
        }
        shown
    }

    fn name(&self, partnership: PartnershipId) -> &str {
        self.names.get(&partnership).map_or("", String::as_str)
    }

    fn parts(&self, activity: &Activity) -> &[Part] {
        self.parts.get(&activity.id.0).map_or(&[], Vec::as_slice)
    }

    /// The partners' names in one line.
    fn who(&self, activity: &Activity) -> String {
        self.parts(activity).iter().map(|part| self.name(part.partnership)).collect::<Vec<_>>().join(", ")
    }
}

/// The contribution map as a list: strategy, activities, partners and their strengths.
async fn map(visit: Visit) -> Result<Answer> {
    if let Some(strategy) = visit.query().parse::<Ref>("strategy") {
        return of_strategy(visit, strategy).await;
    }
    let initiative = visit.initiative()?;
    let suggested = visit.could(&READ_SUGGESTED);
    let mut read = visit.read().await?;
    let strategies = visit.world.kinds.choices(&visit, &mut read, "strategy").await?;
    let counts: HashMap<Option<Uuid>, i64> =
        store::counts(&mut read, initiative, suggested).await?.into_iter().collect();
    let (activities, parts) = store::map(&mut read, initiative, suggested, EACH).await?;
    let shown = Shown::new(&visit, people::partners(&mut read, initiative).await?, parts);
    drop(read);

    let count = |strategy: &Card| counts.get(&Some(strategy.about.id)).copied().unwrap_or_default();
    let (served, gaps): (Vec<&Card>, Vec<&Card>) =
        strategies.iter().partition(|strategy| count(strategy) > 0);
    let is_known = |id: Option<Uuid>| id.is_some_and(|id| served.iter().any(|card| card.about.id == id));
    let others: Vec<&Activity> = activities.iter().filter(|one| !is_known(one.strategy)).collect();
    let lead = visit.with(
        "activities-lead",
        &[
            ("count", counts.values().sum::<i64>().into()),
            ("served", served.len().into()),
            ("strategies", strategies.len().into()),
        ],
    );
    let page = html! {
        (look::page_head(visit.t("activities-term"), visit.t("activities-title"), lead))
        (tabs(&visit, "activities"))
        @if activities.is_empty() { (empty(&visit)) }
        @else if visit.could(&ADD) { (look::acts(look::do_link(visit.t("activity-add"), &visit.href("activities/new")))) }
        @for strategy in &served {
            @let of: Vec<&Activity> =
                activities.iter().filter(|one| one.strategy == Some(strategy.about.id)).collect();
            (look::section(&format!("strategy-{}", strategy.about.id), heading(strategy), html! {
                (list(&visit, &shown, &of))
                @if count(strategy) > of.len() as i64 {
                    p { a href=(visit.href(&format!("activities?strategy={}", strategy.about))) {
                        (visit.with("activities-all-of-strategy", &[("count", count(strategy).into())]))
                    } }
                }
            }))
        }
        @if !gaps.is_empty() {
            (look::section("gaps", visit.t("activities-gaps"), html! {
                p { (visit.t("activities-gaps-why")) }
                ul.loop role="list" { @for gap in &gaps { li { (heading(gap)) (first_for(&visit, gap)) } } }
            }))
        }
        @if !others.is_empty() {
            (look::section("others", visit.t("activities-others"), list(&visit, &shown, &others)))
        }
    };
    visit.page(visit.t("activities-title")).live().show(page).await
}

fn heading(strategy: &Card) -> Markup {
    html! { a href=(strategy.href) dir="auto" { (strategy.title) } }
}

/// The next step for a strategy that nobody serves yet.
fn first_for(visit: &Visit, strategy: &Card) -> Markup {
    let href = visit.href(&format!("activities/new?strategy={}", strategy.about));
    html! { @if visit.could(&ADD) { p.small { a href=(href) { (visit.t("activity-add-for")) } } } }
}

fn empty(visit: &Visit) -> Markup {
    let first = html! {
        @if visit.could(&ADD) { (look::do_link(visit.t("activity-add"), &visit.href("activities/new"))) }
    };
    look::empty(
        visit.say(),
        visit.t("activities-empty"),
        html! { p { (visit.t("activities-example")) } },
        first,
    )
}

/// All activities of one strategy, newest first.
async fn of_strategy(visit: Visit, strategy: Ref) -> Result<Answer> {
    let card = visit.card(&strategy).await?.ok_or(Error::Missing)?;
    let initiative = visit.initiative()?;
    let before = visit.query().parse("before").unwrap_or(i64::MAX);
    let mut read = visit.read().await?;
    let suggested = visit.could(&READ_SUGGESTED);
    let mut activities =
        store::latest(&mut read, initiative, Some(strategy.id), before, suggested, PAGE + 1).await?;
    let more = activities.len() as i64 > PAGE;
    activities.truncate(PAGE as usize);
    let parts = store::parts_of(&mut read, initiative, &activities).await?;
    let shown = Shown::new(&visit, people::partners(&mut read, initiative).await?, parts);
    drop(read);
    let last = activities.last().filter(|_| more).map(|last| last.number);
    let older = last.map(|last| visit.href(&format!("activities?strategy={strategy}&before={last}")));
    let activities: Vec<&Activity> = activities.iter().collect();
    let page = html! {
        (look::page_head(html! { a href=(visit.href("activities")) { (visit.t("activities-title")) } }, heading(&card), visit.t("activities-of-strategy-lead")))
        (list(&visit, &shown, &activities))
        (look::pager(visit.say(), None, older.as_deref()))
    };
    visit.page(card.title).about(strategy).show(page).await
}

fn list(visit: &Visit, shown: &Shown, activities: &[&Activity]) -> Markup {
    html! {
        ul.loop role="list" {
            @for activity in activities {
                li {
                    a href=(visit.href(&format!("activities/{}", activity.number))) dir="auto" { (activity.title) }
                    @for part in shown.parts(activity) {
                        p { span dir="auto" { (shown.name(part.partnership)) ": " (part.strength) } (unconfirmed(visit, part)) }
                    }
                    p.small { (standing(visit, activity)) }
                }
            }
        }
    }
}

/// How far it is, and because of what.
fn standing(visit: &Visit, activity: &Activity) -> Markup {
    html! {
        (visit.t(&format!("activity-status-{}", activity.status.word())))
        @if activity.because { " · " (visit.t(&format!("activity-because-{}", activity.status.word()))) }
    }
}

fn unconfirmed(visit: &Visit, part: &Part) -> Markup {
    html! { @if !part.confirmed { " " (look::tag(Standing::Waiting, visit.t("activity-part-suggested"))) } }
}

async fn one(visit: Visit) -> Result<Answer> {
    let (activity, parts) = found(&visit).await?;
    let mut read = visit.read().await?;
    let partners = people::partners(&mut read, visit.initiative()?).await?;
    drop(read);
    let mine = owner(&visit, &parts);
    let shown = Shown::new(&visit, partners, parts);
    let who = shown.who(&activity);
    let word = match activity.confirmed {
        _ if who.is_empty() => "nobody",
        true => activity.status.word(),
        false => "suggested",
    };
    let count = shown.parts(&activity).len();
    let lead =
        visit.with(&format!("activity-lead-{word}"), &[("partners", who.into()), ("count", count.into())]);
    let kicker =
        html! { a href=(visit.href("activities")) { (visit.t("kind-activity")) } " " (activity.number) };
    let page = html! {
        (look::page_head(kicker, html! { span dir="auto" { (activity.title) } }, lead))
        @if !activity.what.is_empty() { p dir="auto" { (activity.what) } }
        (facts(&visit, &activity))
        (look::section("partners", visit.t("activity-partners"), takes_part(&visit, &activity, &shown)))
        (ways_on(&visit, &activity, mine))
        (look::small(visit.with("activity-entered", &[("name", activity.entered_by.clone().into()), ("day", visit.say().day(activity.entered_at).into())])))
    };
    visit.page(activity.title.clone()).about(activity.about()).live().show(page).await
}

fn facts(visit: &Visit, activity: &Activity) -> Markup {
    let mut facts: Vec<(String, Markup)> = vec![(visit.t("activity-status"), standing(visit, activity))];
    let lines = [("activity-for_whom", &activity.for_whom), ("activity-place", &activity.place)];
    for (key, value) in lines.into_iter().filter(|(_, value)| !value.is_empty()) {
        facts.push((visit.t(key), html! { span dir="auto" { (value) } }));
    }
    look::facts(facts)
}

/// Who takes part with what; a partner answers here for its own part.
fn takes_part(visit: &Visit, activity: &Activity, shown: &Shown) -> Markup {
    html! {
        @if shown.parts(activity).is_empty() { p { (visit.t("activity-no-partner")) } }
        ul.loop role="list" {
            @for part in shown.parts(activity) {
                li {
                    span.kicker dir="auto" { (shown.name(part.partnership)) }
                    span dir="auto" { (part.strength) } (unconfirmed(visit, part))
                    @if !part.confirmed && visit.can(&CONFIRM, Owner::Partnership(part.partnership.0)) {
                        (confirming(visit, activity, part))
                    }
                }
            }
        }
    }
}

fn confirming(visit: &Visit, activity: &Activity, part: &Part) -> Markup {
    look::post_form(
        &visit.href(&format!("activities/{}/confirm", activity.number)),
        &web::new_key(),
        html! {
            input type="hidden" name="partner" value=(part.partnership);
            (look::acts(html! {
                (look::quiet_button(visit.t("activity-part-yes"), "yes", "yes"))
                (look::quiet_button(visit.t("activity-part-no"), "yes", ""))
            }))
        },
    )
}

fn ways_on(visit: &Visit, activity: &Activity, mine: Owner) -> Markup {
    let href = |path: &str| visit.href(&format!("activities/{}/{path}", activity.number));
    let about = activity.about();
    look::acts(html! {
        @if visit.offers(&crate::commitment::OFFER) {
            (look::do_link(visit.t("activity-commit"), &visit.href(&format!("commitments/new?about={about}"))))
        }
        @if visit.can(&EDIT, mine) { (look::quiet_link(visit.t("activity-edit"), &href("edit"))) }
        @if visit.can(&ADD, mine) { (look::quiet_link(visit.t("activity-partner-add"), &href("partners"))) }
        @if visit.could(&READ_SUGGESTED) {
            (look::quiet_link(visit.t("activity-discuss"), &visit.href(&format!("discussions?about={about}"))))
        }
    })
}

/// The activity of this address and the parts in it, if this viewer may know of it.
pub(crate) async fn found(visit: &Visit) -> Result<(Activity, Vec<Part>)> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let activity = store::numbered(&mut read, initiative, visit.part("n")?).await?.ok_or(Error::Missing)?;
    if !activity.confirmed && !visit.could(&READ_SUGGESTED) {
        return Err(Error::Missing);
    }
    let parts = store::parts(&mut read, initiative, activity.id).await?;
    Ok((activity, parts))
}
