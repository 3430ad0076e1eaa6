//! A submission: what one partner reports for one period. Nobody but the partner sees it before the partner
//! has accepted it; nothing is written over, a correction is a new revision.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod checks;
pub(crate) mod form;
pub(crate) mod history;
pub(crate) mod page;
pub(crate) mod preview;
pub(crate) mod store;

use std::collections::HashMap;

use ::store::Read;
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Ability, Card, Context, Kind, Owner, Ref, Result, Role, Stage, Via, own};
use people::PartnershipId;
use signals::Pooled;
use uuid::Uuid;
use web::{ExportTable, LongTable};

use crate::cycle::CycleId;
use crate::dimension::CategoryId;
use crate::duty::DutyId;
use crate::measure::{MeasureId, READ_PARTS, written};

/// Submissions that the export reads at once.
const PART: usize = 10_000;
/// Submissions whose parts the export reads at once: one may have thousands.
const FEW: usize = 500;

kernel::ids! {
    /// A submission.
    SubmissionId
}

/// Sending a number: the partner's own.
pub(crate) static SEND: Ability =
    Ability { name: "measurement.submission.send", grants: &[own(Role::Partner)] };
/// Accepting a number, so that it counts: the partner's own, nobody else's.
pub(crate) static ACCEPT: Ability =
    Ability { name: "measurement.submission.accept", grants: &[own(Role::Partner)] };
/// Reading a number that its partner has not accepted.
pub(crate) static READ_UNACCEPTED: Ability =
    Ability { name: "measurement.submission.read-unaccepted", grants: &[own(Role::Partner)] };

kernel::words! {
    /// How far a submission has come; its text's key is `submission-state-` and the word.
    pub(crate) enum State {
        /// Finished; waits for the partner to accept it.
        Sent = "sent",
        /// Counts.
        Accepted = "accepted",
        /// A later revision took its place.
        Superseded = "superseded",
    }
}

/// One revision of one partner's number for one period.
#[derive(Debug, Clone)]
pub(crate) struct Submission {
    pub(crate) id: SubmissionId,
    pub(crate) number: i64,
    pub(crate) duty: DutyId,
    pub(crate) measure: MeasureId,
    pub(crate) partnership: PartnershipId,
    pub(crate) cycle: CycleId,
    pub(crate) period: String,
    pub(crate) label: String,
    pub(crate) locked: bool,
    pub(crate) revision: i64,
    /// The definition's version it follows.
    pub(crate) version: i64,
    pub(crate) numerator: f64,
    pub(crate) denominator: f64,
    /// The range of a survey's value, and how good it is, from 1 to 3.
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    pub(crate) quality: Option<i64>,
    pub(crate) note: String,
    pub(crate) state: String,
    pub(crate) sent_by: String,
    pub(crate) sent_at: Timestamp,
    pub(crate) accepted_by: String,
    pub(crate) accepted_at: Option<Timestamp>,
}

/// What a submission says of one category.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Part {
    pub(crate) submission: SubmissionId,
    pub(crate) category: CategoryId,
    pub(crate) numerator: f64,
    pub(crate) denominator: f64,
}

impl Part {
    /// The numbers.
    pub(crate) fn parts(&self) -> Pooled {
        Pooled { numerator: self.numerator, denominator: self.denominator }
    }
}

/// Something that was asked about a submission, and why it is right all the same.
#[derive(Debug, Clone)]
pub(crate) struct Confirmed {
    pub(crate) submission: SubmissionId,
    /// The check's code.
    pub(crate) code: String,
    pub(crate) why: String,
}

impl Submission {
    pub(crate) fn about(&self) -> Ref {
        Ref::new("submission", self.id.0)
    }

    /// Whose it is, as far as permissions care.
    pub(crate) fn owner(&self) -> Owner {
        Owner::Partnership(self.partnership.0)
    }

    /// Whether it is in that state.
    pub(crate) fn is(&self, state: State) -> bool {
        self.state == state.word()
    }

    /// The numbers.
    pub(crate) fn parts(&self) -> Pooled {
        Pooled { numerator: self.numerator, denominator: self.denominator }
    }

    /// Partner first: before it is accepted only the partner, afterwards every member.
    pub(crate) fn seen_by(&self, cx: &Context) -> bool {
        let members = self.accepted_at.is_some() && cx.can(&READ_PARTS, Owner::Nobody);
        members || cx.can(&READ_UNACCEPTED, self.owner())
    }
}

/// What other rooms and the shell may know of a submission: never its numbers.
pub(crate) struct SubmissionKind;

#[async_trait]
impl Kind for SubmissionKind {
    fn name(&self) -> &'static str {
        "submission"
    }

    fn stage(&self) -> Stage {
        Stage::Data
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        let (initiative, slug) = (cx.initiative()?, &cx.place()?.slug);
        let mut submissions = store::these(read, initiative, ids).await?;
        submissions.retain(|submission| submission.seen_by(cx));
        let partners: Vec<Uuid> = submissions.iter().map(|submission| submission.partnership.0).collect();
        let names = people::partner_names_of(read, initiative, &partners).await?;
        let card = |submission: &Submission| {
            let name = names.get(&submission.partnership).map_or("", String::as_str);
            Card {
                about: submission.about(),
                stage: Stage::Data,
                title: format!("{name}, {}", submission.label),
                href: format!("/i/{slug}/submissions/{}", submission.number),
                at: submission.sent_at,
            }
        };
        Ok(submissions.iter().map(card).collect())
    }
}

/// What was asked about submissions and confirmed, and how long they took: with its partner, or with the whole installation.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<Vec<ExportTable>> {
    let initiative = cx.initiative()?;
    let confirmed = store::all_confirmed(read, initiative).await?;
    let times = store::all_times(read, initiative).await?;
    let ids: Vec<Uuid> =
        confirmed.iter().map(|one| one.submission.0).chain(times.iter().map(|(id, _)| id.0)).collect();
    let own = |one: &Submission| cx.via == Via::CommandLine || cx.can(&READ_UNACCEPTED, one.owner());
    let mine: HashMap<SubmissionId, i64> = store::these(read, initiative, &ids)
        .await?
        .into_iter()
        .filter(own)
        .map(|one| (one.id, one.number))
        .collect();
    let number = |id: &SubmissionId| mine.get(id).map(i64::to_string);
    let confirmed =
        confirmed.into_iter().filter_map(|one| Some(vec![number(&one.submission)?, one.code, one.why]));
    let times = times.into_iter().filter_map(|(id, minutes)| Some(vec![number(&id)?, minutes.to_string()]));
    Ok(vec![
        ExportTable {
            name: "confirmed-checks",
            columns: &["submission", "code", "why"],
            rows: confirmed.collect(),
        },
        ExportTable { name: "reporting-times", columns: &["submission", "minutes"], rows: times.collect() },
    ])
}

/// The submissions as an open table. What is not accepted leaves only with its partner, and with the whole
/// installation on its own server.
#[derive(Default)]
pub(crate) struct Submissions {
    /// The number of the last that was read.
    last: i64,
}

#[async_trait]
impl LongTable for Submissions {
    fn name(&self) -> &'static str {
        "submissions"
    }

    fn columns(&self) -> &'static [&'static str] {
        &[
            "number",
            "duty",
            "period",
            "revision",
            "version",
            "numerator",
            "denominator",
            "low",
            "high",
            "quality",
            "note",
            "state",
            "sent_by",
            "sent_at",
            "accepted_by",
            "accepted_at",
        ]
    }

    async fn next(&mut self, cx: &Context, read: &mut Read) -> Result<Option<Vec<Vec<String>>>> {
        let whole = cx.via == Via::CommandLine;
        let part = store::after(read, cx.initiative()?, self.last, PART).await?;
        let Some(last) = part.last() else { return Ok(None) };
        self.last = last.number;
        let rows = part.into_iter().filter(|submission| whole || submission.seen_by(cx)).map(|submission| {
            vec![
                submission.number.to_string(),
                submission.duty.to_string(),
                submission.period,
                submission.revision.to_string(),
                submission.version.to_string(),
                submission.numerator.to_string(),
                submission.denominator.to_string(),
                written(submission.low),
                written(submission.high),
                written(submission.quality),
                submission.note,
                submission.state,
                submission.sent_by,
                submission.sent_at.to_string(),
                submission.accepted_by,
                written(submission.accepted_at),
            ]
        });
        Ok(Some(rows.collect()))
    }
}

/// What submissions say by category, as an open table; it leaves with its submission or not at all.
#[derive(Default)]
pub(crate) struct SubmittedParts {
    /// The number of the last submission that was read.
    last: i64,
}

#[async_trait]
impl LongTable for SubmittedParts {
    fn name(&self) -> &'static str {
        "submission_parts"
    }

    fn columns(&self) -> &'static [&'static str] {
        &["submission", "category", "numerator", "denominator"]
    }

    async fn next(&mut self, cx: &Context, read: &mut Read) -> Result<Option<Vec<Vec<String>>>> {
        let (whole, initiative) = (cx.via == Via::CommandLine, cx.initiative()?);
        let submissions = store::after(read, initiative, self.last, FEW).await?;
        let Some(last) = submissions.last() else { return Ok(None) };
        self.last = last.number;
        let numbers: HashMap<SubmissionId, i64> = submissions
            .into_iter()
            .filter(|submission| whole || submission.seen_by(cx))
            .map(|submission| (submission.id, submission.number))
            .collect();
        let ids: Vec<SubmissionId> = numbers.keys().copied().collect();
        let mut parts = store::parts_of(read, initiative, &ids).await?;
        parts.sort_by_key(|part| (numbers[&part.submission], part.category));
        let row = |part: Part| {
            vec![
                numbers[&part.submission].to_string(),
                part.category.to_string(),
                part.numerator.to_string(),
                part.denominator.to_string(),
            ]
        };
        Ok(Some(parts.into_iter().map(row).collect()))
    }
}
