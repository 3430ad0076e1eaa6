use kernel::{Context, Error, Result};
use maud::{Markup, html};
use people::Partner;
use web::look::{self, Table, Width, do_link, quiet_link, section};
use web::{Answer, Form, Routes, Visit};

use super::acts::{OweDuty, Owed};
use super::waiver::WAIVE;
use super::{Duty, OWE, READ, store};
use crate::cycle::progress::{Progress, Standings};
use crate::cycle::{self, Cycle};
use crate::measure::page::{LINES, asked, name_of};
use crate::measure::{self, Measure};
use crate::submission::{self, ACCEPT, SEND, State, Submission};
use crate::{crosswalk, delegate, dimension};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("duties", &READ, list)
        .page("duties/{n}", &READ, show)
        .page("measures/{n}/duties", &OWE, new)
        .form("measures/{n}/duties", &OWE, owe)
        .and(super::waive::routes())
}

/// Who owes what, by partner.
async fn list(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let measures = measure::store::all(&mut read, initiative).await?;
    let names = people::partner_names(&mut read, initiative).await?;
    let paging = visit.paging(LINES);
    let (duties, count) = store::part(&mut read, initiative, paging.part()).await?;
    drop(read);
    let rows = duties.into_iter().map(|duty| {
        let name = names.get(&duty.partnership).cloned().unwrap_or_default();
        let measure = measures.iter().find(|measure| measure.id == duty.measure);
        let href = visit.href(&format!("duties/{}", duty.number));
        let cells = vec![
            html! { a href=(href) dir="auto" { (name) } },
            html! { span dir="auto" { (measure.map_or("", |measure| measure.name.as_str())) } },
        ];
        (name, cells)
    });
    let lead = visit.with("duties-lead", &[("count", count.into())]);
    let table = Table::new(visit.t("duties-title"))
        .quiet_caption()
        .column(visit.t("period-partner"))
        .column(visit.t("scorecard-measure"))
        .rows_by_name(rows);
    let page = html! {
        (look::page_head(visit.t("scorecard-term"), visit.t("duties-title"), lead))
        @if count == 0 { (look::empty(visit.say(), visit.t("duties-empty"), html! {}, html! {})) }
        @else { (table.draw()) (paging.draw(&visit, count, "")) }
    };
    visit.page(visit.t("duties-title")).show(page).await
}

/// One partner's duty: every period, what stands in it, and what waits.
async fn show(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let duty = store::numbered(&mut read, initiative, visit.part("n")?).await?.ok_or(Error::Missing)?;
    let measure = measure::store::find(&mut read, initiative, duty.measure).await?.ok_or(Error::Missing)?;
    let name = name_of(&mut read, initiative, duty.partnership).await?;
    let cycles = cycle::store::of_measure(&mut read, initiative, measure.id).await?;
    let sent = submission::store::of_duty(&mut read, initiative, duty.id).await?;
    let cycles: Vec<Cycle> = cycles.into_iter().filter(|cycle| cycle.period >= duty.since).collect();
    let standings = Standings::of(&visit, &mut read, &cycles.iter().collect::<Vec<_>>()).await?;
    let cx = delegate::standing_in(&visit, &mut read).await?;
    let accepts = delegate::accepting(&visit, &mut read).await?.can(&ACCEPT, duty.owner());
    drop(read);
    let counts = |cycle: &Cycle| sent.iter().any(|s| s.cycle == cycle.id && s.is(State::Accepted));
    let done = cycles.iter().filter(|cycle| counts(cycle)).count();
    let lead = visit.with(
        "duty-lead",
        &[
            ("partner", name.as_str().into()),
            ("measure", measure.name.as_str().into()),
            ("done", (done as i64).into()),
            ("count", (cycles.len() as i64).into()),
        ],
    );
    let head =
        html! { a href=(visit.href(&format!("measures/{}", measure.number))) dir="auto" { (measure.name) } };
    let own = cx.can(&SEND, duty.owner());
    let waiting = sent.iter().filter(|submission| submission.is(State::Sent)).count();
    let shown = Shown {
        visit: &visit,
        cx: &cx,
        duty: &duty,
        measure: &measure,
        cycles: &cycles,
        sent: &sent,
        standings: &standings,
    };
    let page = html! {
        (look::page_head(head, html! { span dir="auto" { (name) } }, lead))
        @if own { (shown.next_step()) }
        (shown.periods(own))
        @if visit.could(&crosswalk::READ) {
            p { a href=(visit.href(&format!("duties/{}/crosswalk", duty.number))) { (visit.t("crosswalk-link")) } }
        }
        @if accepts && waiting > 1 { (accept_all(&visit, &duty, waiting)) }
    };
    visit.page(format!("{name}: {}", measure.name)).about(duty.about()).show(page).await
}

/// What the page of a duty shows.
struct Shown<'a> {
    visit: &'a Visit,
    /// The viewer, also in somebody's stead.
    cx: &'a Context,
    duty: &'a Duty,
    measure: &'a Measure,
    cycles: &'a [Cycle],
    sent: &'a [Submission],
    standings: &'a Standings,
}

impl Shown<'_> {
    /// The one thing to do now: accept what waits, or report what is missing.
    fn next_step(&self) -> Markup {
        let visit = self.visit;
        let missing = |cycle: &&Cycle| {
            let progress = self.standings.progress(self.duty, cycle);
            matches!(progress, Progress::Late | Progress::Draft | Progress::NotStarted)
        };
        let waiting = self.sent.iter().find(|submission| submission.is(State::Sent));
        let step = match (waiting, self.cycles.iter().find(missing)) {
            (Some(waiting), _) => {
                let words = visit.with("duty-look", &[("period", waiting.label.as_str().into())]);
                do_link(words, &visit.href(&format!("submissions/{}", waiting.number)))
            }
            (None, Some(cycle)) => {
                let (period, measure) = (cycle.label.as_str(), self.measure.name.as_str());
                let words =
                    visit.with("duty-report", &[("period", period.into()), ("measure", measure.into())]);
                do_link(words, &report_href(visit, self.duty, &cycle.period))
            }
            (None, None) => return html! {},
        };
        html! { div.acts { (step) } }
    }

    fn periods(&self, own: bool) -> Markup {
        let (visit, duty) = (self.visit, self.duty);
        let unit = self.measure.in_force().chart_unit();
        let acts = own || visit.offers(&WAIVE);
        let mut table = Table::new(visit.t("duty-periods"))
            .column(visit.t("value-period"))
            .number(visit.t("period-value"))
            .column(visit.t("duty-state"));
        if acts {
            table = table.column(visit.t("duty-do"));
        }
        for cycle in self.cycles {
            let here = || self.sent.iter().filter(|submission| submission.cycle == cycle.id);
            let stands = here().find(|submission| submission.is(State::Accepted));
            let seen = stands.filter(|submission| submission.seen_by(self.cx));
            let value = seen.and_then(|submission| {
                let drawn = self.measure.in_force().value(submission.parts())?;
                let href = visit.href(&format!("submissions/{}", submission.number));
                Some(html! { a href=(href) { (unit.words(visit.say(), drawn)) } })
            });
            table = table.row([
                html! { (cycle.label) },
                value.unwrap_or_default(),
                self.standings.draw(visit, duty, cycle),
                if own { self.report_link(cycle) } else { self.waive_link(cycle) },
            ]);
        }
        section(
            "periods",
            visit.t("duty-periods"),
            html! {
                @if self.cycles.is_empty() { p { (visit.t("duty-no-cycle")) } } @else { (table.quiet_caption().draw()) }
            },
        )
    }

    fn report_link(&self, cycle: &Cycle) -> Markup {
        let words = match self.standings.progress(self.duty, cycle) {
            Progress::Locked | Progress::Without => return html! {},
            Progress::Accepted | Progress::Returned => "duty-correct",
            Progress::Sent | Progress::Draft => "duty-change",
            _ => "duty-report-short",
        };
        let href = report_href(self.visit, self.duty, &cycle.period);
        html! { a href=(href) { (self.visit.t(words)) span.unseen { " " (cycle.label) } } }
    }

    fn waive_link(&self, cycle: &Cycle) -> Markup {
        let visit = self.visit;
        let href = visit.href(&format!("duties/{}/waive/{}", self.duty.number, cycle.period));
        let label = html! { span.unseen { " " (cycle.label) } };
        match self.standings.progress(self.duty, cycle) {
            _ if !visit.offers(&WAIVE) => html! {},
            Progress::Waived if !cycle.locked => look::post_form(
                &format!("{href}/lift"),
                &web::new_key(),
                look::quiet_button(html! { (visit.t("waiver-lift")) (label) }, "lift", "yes"),
            ),
            Progress::Late | Progress::Draft | Progress::NotStarted => {
                html! { a href=(href) { (visit.t("waiver-link")) (label) } }
            }
            _ => html! {},
        }
    }
}

/// Where a number is sent.
pub(crate) fn report_href(visit: &Visit, duty: &Duty, period: &str) -> String {
    visit.href(&format!("duties/{}/report/{period}", duty.number))
}

fn accept_all(visit: &Visit, duty: &Duty, waiting: usize) -> Markup {
    let words = visit.with("duty-accept-all", &[("count", (waiting as i64).into())]);
    let action = visit.href(&format!("duties/{}/accept", duty.number));
    section(
        "all",
        visit.t("duty-accept-all-title"),
        html! {
            p { (visit.t("duty-accept-all-lead")) }
            (look::post_form(&action, &web::new_key(), look::acts(look::quiet_button(words, "all", "yes"))))
        },
    )
}

async fn new(visit: Visit) -> Result<Answer> {
    show_new(&visit, visit.form("duty"), false).await
}

async fn owe(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let owed = |partner: people::PartnershipId| Owed {
        partner,
        code: sent.get(&format!("code-{partner}")).to_owned(),
        place: sent.get(&format!("place-{partner}")).to_owned(),
    };
    let act = OweDuty {
        measure: visit.part("n")?,
        partners: sent.all("partner").filter_map(|id| id.parse().ok()).map(owed).collect(),
        since: sent.get("since").to_owned(),
    };
    let here = visit.href(&format!("measures/{}#partners", act.measure));
    match visit.execute(act).await {
        Ok(_) => Ok(visit.done(&here, "duty-owed")),
        Err(Error::Invalid(problems)) => show_new(&visit, visit.form_again("duty", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn show_new(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let measure = asked(visit, &mut read).await?;
    let given = store::of_measure(&mut read, initiative, measure.id).await?;
    let mut partners = people::partners(&mut read, initiative).await?;
    let dimensions = dimension::store::of_measure(&mut read, initiative, measure.id).await?;
    drop(read);
    let places = dimensions.iter().any(|dimension| dimension.places);
    let all = partners.len();
    partners.retain(|partner| !given.iter().any(|duty| duty.partnership == partner.id));
    let title = visit.t("duty-new-title");
    let lead =
        visit.with("duty-new-lead", &[("count", (given.len() as i64).into()), ("all", (all as i64).into())]);
    let action = visit.href(&format!("measures/{}/duties", measure.number));
    let page = html! {
        (look::page_head(html! { span dir="auto" { (measure.name) } }, title.as_str(), lead))
        @if partners.is_empty() {
            div.acts { (quiet_link(visit.t("story-back"), &visit.href(&format!("measures/{}", measure.number)))) }
        } @else { (form.draw(&action, "duty-owe", fields(visit, &form, &partners, places))) }
    };
    let answer = visit.page(title);
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}

fn fields(visit: &Visit, form: &Form<'_>, partners: &[Partner], places: bool) -> Markup {
    let say = visit.say();
    let choices: Vec<(String, String)> =
        partners.iter().map(|partner| (partner.id.to_string(), partner.name.clone())).collect();
    let code = |partner: &Partner, which: &str| {
        let field = format!("{which}-{}", partner.id);
        look::Field::new(&field, &partner.name)
            .value(visit.sent().get(&field))
            .width(Width::Middle)
            .optional()
            .draw(say)
    };
    html! {
        (form.checkboxes("partner", &choices))
        (form.field("since").width(Width::Short).optional().draw(say))
        details {
            summary { (visit.t("duty-codes")) }
            p.small { (visit.t("duty-codes-hint")) }
            @for partner in partners { (code(partner, "code")) }
        }
        @if places {
            details {
                summary { (visit.t("duty-places")) }
                p.small { (visit.t("duty-places-hint")) }
                @for partner in partners { (code(partner, "place")) }
            }
        }
    }
}
