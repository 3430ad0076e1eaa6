use kernel::{Error, Owner, Problem, Result};
use maud::{Markup, html};
use web::look::{self, do_button, quiet_button};
use web::{Answer, Routes, Visit};

use super::acts::{AcceptAll, AcceptSubmission};
use super::form::{Fields, asked_by, minutes, minutes_field};
use super::{ACCEPT, Part, SEND, State, Submission, preview, store};
use crate::cycle::Cycle;
use crate::dimension::{self, Dimension};
use crate::duty::{self, Duty, waiver};
use crate::measure::page::name_of;
use crate::measure::view::amount;
use crate::measure::{self, Measure};
use crate::report::acts::{Begun, KeepDraft};
use crate::report::{self, Typed};
use crate::{delegate, query};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("duties/{n}/report/{period}", &duty::READ, report)
        .form("duties/{n}/report/{period}", &SEND, send)
        .form("duties/{n}/accept", &ACCEPT, accept_all)
        .page("submissions/{n}", &measure::READ_PARTS, preview::show)
        .form("submissions/{n}/accept", &ACCEPT, accept)
        .and(query::page::routes())
}

/// What the page for one partner and one period needs.
struct Asked {
    duty: Duty,
    measure: Measure,
    cycle: Cycle,
    partner: String,
    /// The latest revision of this period, whatever its state.
    here: Option<Submission>,
    /// What counts in the period before.
    before: Option<Submission>,
    draft: Option<Typed>,
    /// What the latest revision says by category.
    parts: Vec<Part>,
    dimensions: Vec<Dimension>,
}

impl Asked {
    async fn load(visit: &Visit) -> Result<Self> {
        let mut read = visit.read().await?;
        let initiative = visit.initiative()?;
        let period: String = visit.part("period")?;
        let (duty, cycle) = waiver::of_period(visit, &mut read, visit.part("n")?, &period).await?;
        delegate::standing_in(visit, &mut read).await?.may(&SEND, duty.owner())?;
        let measure =
            measure::store::find(&mut read, initiative, duty.measure).await?.ok_or(Error::Missing)?;
        let sent = store::of_duty(&mut read, initiative, duty.id).await?;
        let partner = name_of(&mut read, initiative, duty.partnership).await?;
        let drafts = report::store::of_duties(&mut read, initiative, &[duty.id.0]).await?;
        let draft = drafts.iter().find(|draft| draft.cycle == cycle.id).map(report::Draft::typed);
        let here = sent.iter().find(|submission| submission.cycle == cycle.id).cloned();
        let parts = match &here {
            Some(here) => store::parts_of(&mut read, initiative, &[here.id]).await?,
            None => Vec::new(),
        };
        let dimensions = dimension::store::of_measure(&mut read, initiative, measure.id).await?;
        let dimensions = asked_by(dimensions, duty.place.is_some());
        let before = sent.into_iter().find(|s| s.period < cycle.period && s.is(State::Accepted));
        Ok(Self { duty, measure, cycle, partner, here, before, draft, parts, dimensions })
    }
}

async fn report(visit: Visit) -> Result<Answer> {
    let asked = Asked::load(&visit).await?;
    let said = |here| Typed::said(&visit, here, &asked.parts, &asked.dimensions);
    let here = asked.here.as_ref().map(said);
    let typed = asked.draft.clone().or(here).unwrap_or_default();
    show(&visit, &asked, &typed, &[]).await
}

async fn send(visit: Visit) -> Result<Answer> {
    let (duty, period): (i64, String) = (visit.part("n")?, visit.part("period")?);
    let typed = Typed::of(visit.sent(), "");
    if visit.sent().get("draft") == "yes" {
        let begun = Begun { duty, period, typed: typed.0 };
        visit.execute(KeepDraft { begun: vec![begun] }).await?;
        return Ok(visit.done(&visit.href(&format!("duties/{duty}")), "submission-kept"));
    }
    let dimensions = Asked::load(&visit).await?.dimensions;
    let mut act = typed.sending(&visit, duty, &period, &dimensions);
    act.minutes = minutes(&visit);
    match visit.execute(act).await {
        Ok(number) => Ok(visit.done(&visit.href(&format!("submissions/{number}")), "submission-sent")),
        Err(Error::Invalid(problems)) => {
            let asked = Asked::load(&visit).await?;
            show(&visit, &asked, &typed, &problems.0).await
        }
        Err(error) => Err(error),
    }
}

async fn show(visit: &Visit, asked: &Asked, typed: &Typed, problems: &[Problem]) -> Result<Answer> {
    let version = asked.measure.at(&asked.cycle.period);
    let title = visit.with(
        "submission-title",
        &[("measure", asked.measure.name.as_str().into()), ("period", asked.cycle.label.as_str().into())],
    );
    let lead = match &asked.before {
        Some(before) => visit.with(
            "submission-lead-before",
            &[
                ("period", before.label.as_str().into()),
                ("numerator", amount(visit.say(), before.numerator).into()),
                ("denominator", amount(visit.say(), before.denominator).into()),
                (
                    "value",
                    look::chart::value_words(
                        visit.say(),
                        &version.chart_unit(),
                        version.value(before.parts()),
                    )
                    .into(),
                ),
            ],
        ),
        None => visit.t("submission-lead"),
    };
    let due = asked.cycle.due.map(|due| visit.with("cycle-due-by", &[("day", visit.say().day(due).into())]));
    let lead = [Some(lead), due].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let action = duty::page::report_href(visit, &asked.duty, &asked.cycle.period);
    let fields = Fields {
        visit,
        version,
        period: &asked.cycle.period,
        dimensions: &asked.dimensions,
        suffix: String::new(),
        typed,
        problems,
        last: asked.before.as_ref(),
    };
    let page = html! {
        (look::page_head(html! { span dir="auto" { (asked.partner) } }, title.as_str(), lead))
        @if !version.definition.is_empty() { (look::quote(&version.definition, visit.with("measure-version", &[("version", version.number.into())]))) }
        @if asked.cycle.locked { p { (visit.t("cycle-rule-locked")) } }
        @else {
            (look::error_summary(visit.say(), &fields.summary("")))
            (look::post_form(&action, &web::new_key(), form(visit, &fields, problems)))
        }
    };
    let answer = visit.page(title);
    if problems.is_empty() { answer } else { answer.unprocessable() }.show(page).await
}

/// The two numbers carry the definition's own words.
fn form(visit: &Visit, fields: &Fields<'_>, problems: &[Problem]) -> Markup {
    html! {
        (fields.draw())
        (minutes_field(visit, problems))
        (look::acts(html! {
            (do_button(visit.t("submission-send")))
            (quiet_button(visit.t("submission-keep"), "draft", "yes"))
        }))
    }
}

async fn accept(visit: Visit) -> Result<Answer> {
    let act = AcceptSubmission { submission: visit.part("n")? };
    let accepted = visit.execute(act).await?;
    Ok(visit.done(&visit.href(&format!("measures/{}", accepted.measure)), "submission-accepted"))
}

async fn accept_all(visit: Visit) -> Result<Answer> {
    let act = AcceptAll { duty: visit.part("n")? };
    let here = visit.href(&format!("duties/{}", act.duty));
    visit.execute(act).await?;
    Ok(visit.done(&here, "submission-accepted"))
}

/// Whether the viewer reports or accepts for that owner, also in somebody's stead.
pub(crate) async fn acts_for(visit: &Visit, read: &mut ::store::Read, owner: Owner) -> Result<(bool, bool)> {
    let sends = delegate::standing_in(visit, read).await?.can(&SEND, owner);
    let accepts = delegate::accepting(visit, read).await?.can(&ACCEPT, owner);
    Ok((sends, accepts))
}
