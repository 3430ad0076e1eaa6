//! One submission: before it counts, mine beside the whole; afterwards what was reported, and where it stands.

use kernel::{Error, Problems, Result};
use maud::{Markup, html};
use signals::{Coverage, Pooled};
use web::look::{self, Standing, Table, do_link, quiet_link, small};
use web::{Answer, Visit};

use super::page::acts_for;
use super::{SEND, State, Submission, store};
use crate::duty::{self, Duty};
use crate::measure::page::name_of;
use crate::measure::view::amount;
use crate::measure::{self, Measure, MeasureVersion};
use crate::{delegate, query};

/// Mine and everybody else's of one period.
struct Beside {
    mine: Pooled,
    others: Option<Pooled>,
    reported: usize,
    expected: usize,
}

impl Beside {
    fn together(&self) -> Pooled {
        self.others.map_or(self.mine, |others| others.and(self.mine))
    }

    /// How many report without mine and with it.
    fn coverage(&self, with: usize) -> Coverage {
        Coverage { reported: self.reported + with, expected: self.expected }
    }
}

pub(super) async fn show(visit: Visit) -> Result<Answer> {
    let number = visit.part("n")?;
    show_with(&visit, number, None).await
}

/// The page of a submission; with `problems` after a question or an answer that could not be taken.
pub(crate) async fn show_with(visit: &Visit, number: i64, problems: Option<Problems>) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let cx = delegate::standing_in(visit, &mut read).await?;
    let found = store::numbered(&mut read, initiative, number).await?;
    let submission = found.filter(|found| found.seen_by(&cx)).ok_or(Error::Missing)?;
    let measure = measure::store::find(&mut read, initiative, submission.measure).await?;
    let measure = measure.ok_or(Error::Missing)?;
    let duty = duty::store::find(&mut read, initiative, submission.duty).await?.ok_or(Error::Missing)?;
    let partner = name_of(&mut read, initiative, submission.partnership).await?;
    let owing = duty::store::of_measure(&mut read, initiative, measure.id).await?;
    let (reported, others) = store::others(&mut read, initiative, submission.cycle, submission.duty).await?;
    let mut revisions = store::of_duty(&mut read, initiative, submission.duty).await?;
    let confirmed = store::confirmed(&mut read, initiative, submission.id).await?;
    let queries = if query::seen_by(&submission, &cx) {
        query::store::of_duty(&mut read, initiative, submission.duty, submission.cycle).await?
    } else {
        Vec::new()
    };
    let (_, accepts) = acts_for(visit, &mut read, submission.owner()).await?;
    drop(read);
    revisions.retain(|one| one.cycle == submission.cycle && one.id != submission.id && one.seen_by(&cx));
    let expected = owing.iter().filter(|duty| duty.since <= submission.period).count();
    let beside = Beside { mine: submission.parts(), others, reported, expected };
    let own = cx.can(&SEND, submission.owner());
    let title = visit.with(
        "submission-title",
        &[("measure", measure.name.as_str().into()), ("period", submission.label.as_str().into())],
    );
    let version = measure.at(&submission.period);
    let wrong = problems.is_some();
    let page = html! {
        (look::page_head(html! { span dir="auto" { (partner) } }, title.as_str(), lead(visit, version, &submission, &beside)))
        (table(visit, version, &beside, &submission, &partner))
        @if !submission.note.is_empty() { (look::quote(&submission.note, html! { span dir="auto" { (partner) } })) }
        @if !confirmed.is_empty() {
            p { (look::status(Standing::Done, visit.with("submission-confirmed", &[("count", confirmed.len().into())]))) }
        }
        (small(came(visit, &submission)))
        @if own && submission.is(State::Sent) { (decide(visit, &submission, &duty, accepts)) }
        @else { (onward(visit, &measure, &submission)) }
        (query::page::thread(visit, &submission, &queries, own, problems))
        @if own && submission.is(State::Accepted) && !submission.locked && queries.iter().any(|query| query.state == query::State::Open) {
            p { a href=(duty::page::report_href(visit, &duty, &submission.period)) { (visit.t("query-correct")) } }
        }
        (earlier(visit, &revisions))
    };
    let answer = visit.page(title).about(submission.about());
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}

fn rate(visit: &Visit, version: &MeasureVersion, parts: Pooled) -> String {
    look::chart::value_words(visit.say(), &version.chart_unit(), version.value(parts))
}

fn lead(visit: &Visit, version: &MeasureVersion, submission: &Submission, beside: &Beside) -> String {
    let own = [
        ("value", rate(visit, version, beside.mine).into()),
        ("numerator", amount(visit.say(), beside.mine.numerator).into()),
        ("denominator", amount(visit.say(), beside.mine.denominator).into()),
    ];
    if !submission.is(State::Sent) {
        return visit.with("preview-counts", &own);
    }
    let with = ("with", rate(visit, version, beside.together()).into());
    match beside.others {
        Some(others) => {
            let more = [("without", rate(visit, version, others).into()), with];
            visit.with("preview-lead", &[&own[..], &more].concat())
        }
        None => visit.with("preview-first", &own),
    }
}

/// This partner's rate, and the pooled rate with and without it; nothing while nobody else's counts.
fn table(
    visit: &Visit,
    version: &MeasureVersion,
    beside: &Beside,
    submission: &Submission,
    partner: &str,
) -> Markup {
    let Some(others) = beside.others else { return html! {} };
    let row = |whose: Markup, parts: Pooled, coverage: String| {
        let [above, below] = [parts.numerator, parts.denominator].map(|value| amount(visit.say(), value));
        let numbers = [above, below, rate(visit, version, parts), coverage].map(|words| html! { (words) });
        std::iter::once(whose).chain(numbers)
    };
    let of = |coverage: Coverage| {
        let of = [
            ("reported", (coverage.reported as i64).into()),
            ("expected", (coverage.expected as i64).into()),
        ];
        visit.with("value-coverage", &of)
    };
    let caption = visit.with("preview-caption", &[("period", submission.label.as_str().into())]);
    let table = Table::new(caption)
        .column(visit.t("period-partner"))
        .number(&version.numerator)
        .number(&version.denominator)
        .number(visit.t("period-value"))
        .column(visit.t("scorecard-reported"))
        .row(row(html! { span dir="auto" { (partner) } }, beside.mine, String::new()))
        .row(row(html! { (visit.t("preview-without")) }, others, of(beside.coverage(0))))
        .row(row(html! { (visit.t("preview-with")) }, beside.together(), of(beside.coverage(1))));
    look::sheet(table.draw())
}

fn came(visit: &Visit, submission: &Submission) -> String {
    let say = visit.say();
    let sent = [
        ("revision", submission.revision.into()),
        ("version", submission.version.into()),
        ("name", submission.sent_by.as_str().into()),
        ("day", say.day(submission.sent_at).into()),
    ];
    let sent = visit.with("submission-came", &sent);
    match submission.accepted_at {
        Some(at) => {
            let by = [("name", submission.accepted_by.as_str().into()), ("day", say.day(at).into())];
            format!("{sent} {}", visit.with("submission-counted", &by))
        }
        None => sent,
    }
}

/// Accepting is for those who may; whoever only reports in somebody's stead leaves it to them.
fn decide(visit: &Visit, submission: &Submission, duty: &Duty, accepts: bool) -> Markup {
    let action = visit.href(&format!("submissions/{}/accept", submission.number));
    let change = duty::page::report_href(visit, duty, &submission.period);
    html! {
        @if accepts { (look::post_form(&action, &web::new_key(), look::send_row(visit.say(), visit.t("submission-accept")))) }
        @else { p { (look::status(Standing::Waiting, visit.t("submission-waits-for-partner"))) } }
        div.acts { (quiet_link(visit.t("submission-change"), &change)) }
    }
}

fn onward(visit: &Visit, measure: &Measure, submission: &Submission) -> Markup {
    let story = format!("measures/{}/story?submission={}", measure.number, submission.number);
    html! {
        div.acts {
            @if submission.is(State::Accepted) { (do_link(visit.t("story-tell-link"), &visit.href(&story))) }
            (quiet_link(visit.t("story-back"), &visit.href(&format!("measures/{}", measure.number))))
        }
    }
}

/// The other revisions of the same period.
fn earlier(visit: &Visit, revisions: &[Submission]) -> Markup {
    let one = |submission: &Submission| {
        let href = visit.href(&format!("submissions/{}", submission.number));
        let words = visit.with("submission-revision", &[("revision", submission.revision.into())]);
        let state = visit.t(&format!("submission-state-{}", submission.state));
        html! { li { a href=(href) { (words) } " " small { (state) " · " (visit.say().day(submission.sent_at)) } } }
    };
    html! {
        @if !revisions.is_empty() {
            (look::section("revisions", visit.t("submission-revisions"), html! { ul { @for revision in revisions { (one(revision)) } } }))
        }
    }
}
