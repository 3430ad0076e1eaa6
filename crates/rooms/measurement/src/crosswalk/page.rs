use std::collections::HashMap;

use kernel::{Error, Result};
use maud::{Markup, html};
use people::PartnershipId;
use web::look::{self, Standing as Shape, Table, do_link, quiet_button, quiet_link, section, small};
use web::{Answer, Form, Routes, Visit};

use super::acts::JudgeCrosswalk;
use super::{Crosswalk, Fit, JUDGE, READ, SAY, Standing, State, form, store};
use crate::duty::{self, Duty};
use crate::measure::page::{LINES, name_of};
use crate::measure::{self, Measure};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("crosswalks", &READ, list)
        .page("duties/{n}/crosswalk", &READ, show)
        .form("crosswalks/{n}/judge", &JUDGE, judge)
        .and(form::routes())
}

/// A duty with everything that was said under it.
pub(super) struct Asked {
    pub(super) duty: Duty,
    pub(super) measure: Measure,
    partner: String,
    /// In the order it was said.
    pub(super) said: Vec<Crosswalk>,
}

pub(super) async fn asked(visit: &Visit) -> Result<Asked> {
    let mut read = visit.read().await?;
    let duty = duty::store::numbered(&mut read, visit.initiative()?, visit.part("n")?).await?;
    of_duty(visit, &mut read, duty.ok_or(Error::Missing)?).await
}

async fn of_duty(visit: &Visit, read: &mut ::store::Read, duty: Duty) -> Result<Asked> {
    let initiative = visit.initiative()?;
    Ok(Asked {
        measure: measure::store::find(read, initiative, duty.measure).await?.ok_or(Error::Missing)?,
        partner: name_of(read, initiative, duty.partnership).await?,
        said: store::of_duty(read, initiative, duty.id).await?,
        duty,
    })
}

impl Asked {
    pub(super) fn kicker(&self, visit: &Visit) -> Markup {
        html! {
            a href=(visit.href(&format!("duties/{}", self.duty.number))) dir="auto" { (self.partner) }
            " / " span dir="auto" { (self.measure.name) }
        }
    }

    /// What was agreed to be counted, to be held beside the partner's own words.
    pub(super) fn agreed(&self, visit: &Visit) -> Markup {
        let version = self.measure.in_force();
        let words = |words: &str| html! { span dir="auto" { (words) } };
        let mut facts = vec![(visit.t("measure-fact-numerator"), words(&version.numerator))];
        if version.value_kind().is_divided() {
            facts.push((visit.t("measure-fact-denominator"), words(&version.denominator)));
        }
        section(
            "agreed",
            visit.with("measure-definition-title", &[("version", version.number.into())]),
            html! {
                @if !version.definition.is_empty() { p dir="auto" { (version.definition) } }
                (look::facts(facts))
            },
        )
    }
}

/// How a field fits, in words and shape.
fn fit(visit: &Visit, fit: Fit) -> Markup {
    let shape = match fit {
        Fit::Exact | Fit::Transformed => Shape::Done,
        Fit::Proxy => Shape::Plain,
        Fit::NotComparable => Shape::Missing,
    };
    look::status(shape, visit.t(&format!("crosswalk-fit-{}", fit.word())))
}

/// How a duty's crosswalk stands, in one line.
fn stands(visit: &Visit, standing: &Standing, measure: &Measure) -> Markup {
    match standing.known() {
        None => look::status(Shape::Missing, visit.t("crosswalk-none")),
        Some(known) => html! {
            (fit(visit, known.fit))
            @if standing.reopened(measure) { " " (look::tag(Shape::Waiting, visit.t("crosswalk-reopened"))) }
            @else if standing.waits().is_some() { " " (look::tag(Shape::Waiting, visit.t("crosswalk-waits"))) }
            @else if standing.open.is_some() { " " (look::tag(Shape::Waiting, visit.t("crosswalk-came-back"))) }
        },
    }
}

/// Every partner's field beside what is counted, by measure and name.
async fn list(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let mut all = super::all(visit.cx(), &mut read).await?;
    let names = people::partner_names(&mut read, visit.initiative()?).await?;
    drop(read);
    let name = |duty: &Duty| names.get(&duty.partnership).cloned().unwrap_or_default();
    let said = all.iter().filter(|(.., standing)| standing.known().is_some()).count();
    let waiting = all.iter().filter(|(.., standing)| standing.waits().is_some()).count();
    let count = all.len();
    // What waits first; then by measure and by name.
    all.sort_by_cached_key(|(duty, measure, standing)| {
        (standing.waits().is_none(), measure.number, name(duty).to_lowercase())
    });
    let lead = visit.with(
        "crosswalks-lead",
        &[("said", said.into()), ("count", count.into()), ("waiting", waiting.into())],
    );
    let paging = visit.paging(LINES);
    let page = html! {
        (look::page_head(visit.t("scorecard-term"), visit.t("crosswalks-title"), lead))
        @if count == 0 {
            (look::empty(visit.say(), visit.t("crosswalks-empty"), html! { p { (visit.t("crosswalks-example")) } },
                do_link(visit.t("duties-link"), &visit.href("duties"))))
        } @else {
            (table(&visit, &paging.of(all), &names))
            (paging.draw(&visit, count, ""))
            div.acts { (quiet_link(visit.t("ledger-link"), &visit.href("ledger"))) }
        }
    };
    visit.page(visit.t("crosswalks-title")).live().show(page).await
}

fn table(visit: &Visit, all: &[(Duty, Measure, Standing)], names: &HashMap<PartnershipId, String>) -> Markup {
    let table = Table::new(visit.t("crosswalks-title"))
        .quiet_caption()
        .column(visit.t("period-partner"))
        .column(visit.t("scorecard-measure"))
        .column(visit.t("crosswalk-local_name"))
        .column(visit.t("crosswalk-fit"));
    all.iter()
        .fold(table, |table, (duty, measure, standing)| {
            let name = names.get(&duty.partnership).map_or("", String::as_str);
            let known = standing.known().map_or("", |known| known.local_name.as_str());
            table.row([
                html! { a href=(visit.href(&format!("duties/{}/crosswalk", duty.number))) dir="auto" { (name) } },
                html! { span dir="auto" { (measure.name) } },
                html! { @if !known.is_empty() { span dir="auto" { (known) } } },
                stands(visit, standing, measure),
            ])
        })
        .draw()
}

async fn show(visit: Visit) -> Result<Answer> {
    let asked = asked(&visit).await?;
    draw(&visit, &asked, visit.form("crosswalk"), false).await
}

async fn draw(visit: &Visit, asked: &Asked, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let standing = Standing::of(asked.said.clone());
    let own = visit.can(&SAY, asked.duty.owner());
    let new = visit.href(&format!("duties/{}/crosswalk/new", asked.duty.number));
    let reopened = standing.reopened(&asked.measure);
    let key = match standing.known() {
        None => "crosswalk-say-first",
        Some(_) if reopened => "crosswalk-say-again",
        Some(_) => "crosswalk-say-other",
    };
    let page = html! {
        (look::page_head(asked.kicker(visit), visit.t("crosswalk-title"), lead(visit, &standing, reopened)))
        @if let Some(holds) = &standing.holds { (one(visit, "holds", visit.t("crosswalk-holds"), holds)) }
        @if let Some(open) = &standing.open {
            (one(visit, "open", visit.t(&format!("crosswalk-open-{}", open.state.word())), open))
            @if open.state == State::Said && visit.offers(&JUDGE) { (judging(visit, open, &form)) }
        }
        @if own { div.acts { (do_link(visit.t(key), &new)) } }
        (asked.agreed(visit))
        @if asked.said.len() > 1 {
            (section("history", visit.t("crosswalk-history"), form::history(visit, &asked.said)))
        }
        div.acts { (quiet_link(visit.t("crosswalks-link"), &visit.href("crosswalks"))) }
    };
    let answer = visit.page(visit.t("crosswalk-title")).about(asked.duty.about()).live();
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}

fn lead(visit: &Visit, standing: &Standing, reopened: bool) -> String {
    let key = match (standing.known(), &standing.open) {
        _ if reopened => "crosswalk-lead-reopened",
        (None, _) => "crosswalk-lead-none",
        (_, Some(open)) if open.state == State::Said => "crosswalk-lead-waits",
        (_, Some(_)) => "crosswalk-lead-returned",
        (Some(known), None) => match known.fit {
            Fit::Exact => "crosswalk-lead-exact",
            Fit::Transformed => "crosswalk-lead-transformed",
            Fit::Proxy => "crosswalk-lead-proxy",
            Fit::NotComparable => "crosswalk-lead-not-comparable",
        },
    };
    visit.t(key)
}

/// One saying: the partner's words beside how they fit.
fn one(visit: &Visit, id: &str, title: String, said: &Crosswalk) -> Markup {
    let words = |words: &str| html! { span dir="auto" { (words) } };
    let rule = |rule: &str| html! { code dir="ltr" { (rule) } };
    let mut facts = vec![
        (visit.t("crosswalk-fit"), fit(visit, said.fit)),
        (visit.t("crosswalk-local_name"), words(&said.local_name)),
        (visit.t("crosswalk-local_definition"), words(&said.local_definition)),
    ];
    let more = [
        ("crosswalk-stands", words(&said.stands), &said.stands),
        ("crosswalk-numerator", rule(&said.numerator), &said.numerator),
        ("crosswalk-denominator", rule(&said.denominator), &said.denominator),
        ("crosswalk-reason", words(&said.reason), &said.reason),
        ("crosswalk-note", words(&said.judgement), &said.judgement),
    ];
    facts.extend(
        more.into_iter().filter(|(.., text)| !text.is_empty()).map(|(key, shown, _)| (visit.t(key), shown)),
    );
    let by = [
        ("name", said.said_by.as_str().into()),
        ("day", visit.say().day(said.said_at).into()),
        ("version", said.version.into()),
    ];
    section(id, title, html! { (look::facts(facts)) (small(visit.with("crosswalk-by", &by))) })
}

fn judging(visit: &Visit, open: &Crosswalk, form: &Form<'_>) -> Markup {
    let action = visit.href(&format!("crosswalks/{}/judge", open.number));
    look::sheet(html! {
        (form.summary())
        (look::post_form(&action, &form.key(), html! {
            (form.field("note").textarea(2).optional().draw(visit.say()))
            div.acts {
                button.do type="submit" name="approved" value="yes" { (visit.t("crosswalk-approve")) }
                (quiet_button(visit.t("crosswalk-return"), "approved", "no"))
            }
        }))
    })
}

async fn judge(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = JudgeCrosswalk {
        crosswalk: visit.part("n")?,
        approved: sent.get("approved") == "yes",
        note: sent.get("note").to_owned(),
    };
    let (number, approved) = (act.crosswalk, act.approved);
    match visit.execute(act).await {
        Ok(duty) => {
            let word = if approved { "crosswalk-approved" } else { "crosswalk-returned" };
            Ok(visit.done(&visit.href(&format!("duties/{duty}/crosswalk")), word))
        }
        Err(Error::Invalid(problems)) => {
            let mut read = visit.read().await?;
            let initiative = visit.initiative()?;
            let said = store::numbered(&mut read, initiative, number).await?.ok_or(Error::Missing)?;
            let duty = duty::store::find(&mut read, initiative, said.duty).await?.ok_or(Error::Missing)?;
            let asked = of_duty(&visit, &mut read, duty).await?;
            drop(read);
            draw(&visit, &asked, visit.form_again("crosswalk", problems), true).await
        }
        Err(error) => Err(error),
    }
}
