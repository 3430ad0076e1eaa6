//! A submission: what one partner reports for one period. Nobody but the partner sees it before the partner
//! has accepted it; nothing is written over, a correction is a new revision.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod preview;
pub(crate) mod store;

use ::store::Read;
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Ability, Card, Context, Kind, Owner, Ref, Result, Role, Stage, Via, own};
use people::PartnershipId;
use signals::Pooled;
use uuid::Uuid;
use web::LongTable;

use crate::cycle::CycleId;
use crate::duty::DutyId;
use crate::measure::{MeasureId, READ_PARTS};

/// Submissions that the export reads at once.
const PART: usize = 10_000;

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

/// How far a submission has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// Kept, to be finished.
    Draft,
    /// Finished; waits for the partner to accept it.
    Sent,
    /// Counts.
    Accepted,
    /// A later revision took its place.
    Superseded,
}

impl State {
    /// Every state.
    pub(crate) const ALL: [Self; 4] = [Self::Draft, Self::Sent, Self::Accepted, Self::Superseded];

    /// Its word in the database; its text's key is `submission-state-` and this.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Sent => "sent",
            Self::Accepted => "accepted",
            Self::Superseded => "superseded",
        }
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
    pub(crate) note: String,
    pub(crate) state: String,
    pub(crate) sent_by: String,
    pub(crate) sent_at: Timestamp,
    pub(crate) accepted_by: String,
    pub(crate) accepted_at: Option<Timestamp>,
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

/// What is wrong with numbers at the door, if anything: the field and the text that says what to do.
pub(crate) fn at_the_door(
    numerator: f64,
    denominator: f64,
    share: bool,
) -> Option<(&'static str, &'static str)> {
    if !numerator.is_finite() {
        Some(("numerator", "problem-number"))
    } else if !denominator.is_finite() {
        Some(("denominator", "problem-number"))
    } else if denominator <= 0.0 {
        Some(("denominator", "submission-problem-denominator"))
    } else if numerator < 0.0 {
        Some(("numerator", "submission-problem-negative"))
    } else if share && numerator > denominator {
        Some(("numerator", "submission-problem-more"))
    } else {
        None
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
                submission.note,
                submission.state,
                submission.sent_by,
                submission.sent_at.to_string(),
                submission.accepted_by,
                submission.accepted_at.map_or_else(String::new, |at| at.to_string()),
            ]
        });
        Ok(Some(rows.collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::at_the_door;

    #[test]
    fn the_door_lets_pass_what_can_be_and_says_what_cannot() {
        assert_eq!(at_the_door(5.0, 10.0, true), None);
        assert_eq!(at_the_door(0.0, 10.0, true), None);
        assert_eq!(at_the_door(12.0, 10.0, false), None, "more births than mothers is no error");
        for (numerator, denominator, field) in [
            (12.0, 10.0, "numerator"),
            (-1.0, 10.0, "numerator"),
            (1.0, 0.0, "denominator"),
            (f64::NAN, 1.0, "numerator"),
            (1.0, f64::INFINITY, "denominator"),
        ] {
            assert_eq!(at_the_door(numerator, denominator, true).unwrap().0, field);
        }
    }
}
