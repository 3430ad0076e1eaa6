use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use jiff::Timestamp;
use jiff::civil::Date;
use journal::Tell;
use kernel::{Act, Context, Error, InitiativeId, Owner, Problems, Ref, Relation, Result, Told, next_number};
use people::{GroupId, PartnershipId};
use serde::Deserialize;

use super::{ACCEPT, Commitment, CommitmentId, OFFER, REPORT, State, beginning, is_past, store};
use web::pick;

use crate::Made;

/// The longest promise, in characters.
const TEXT: usize = 500;
/// The longest reason.
const REASON: usize = 1_000;

/// What a commitment can serve.
pub(crate) const SERVES: &[&str] = &["activity", "plan-line", "project", "story", "clause"];
/// Those of them that it carries; it answers the others.
const CARRIED: &[&str] = &["activity", "plan-line", "project"];

/// Offers a group that one does something by a day.
#[derive(Debug, Clone, Deserialize)]
pub struct OfferCommitment {
    /// What one will do.
    pub text: String,
    /// The last day for it, as `2026-03-31`.
    pub due: String,
    /// The group it is offered to.
    pub group: GroupId,
    /// The partner in whose name, if in one's: one that the actor speaks for.
    #[serde(default)]
    pub partnership: Option<PartnershipId>,
    /// The activity, line of a plan, funded project, story or clause it serves.
    #[serde(default)]
    pub about: Option<Ref>,
    /// The meeting in which it was offered.
    #[serde(default)]
    pub meeting: Option<Ref>,
}

#[async_trait]
impl Act for OfferCommitment {
    type Out = Made;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<Made> {
        cx.may(&OFFER, Owner::Nobody)?;
        let person = cx.person()?;
        let initiative = cx.initiative()?;
        let mut problems = Problems::none();
        let text = problems.text("text", &self.text, TEXT);
        let due = coming_day(cx, &mut problems, &self.due);
        let group = people::group(tx, initiative, self.group).await?;
        problems.check(group.is_some(), "group", "problem-choose");
        let own = self.partnership.is_none_or(|id| cx.actor.owns(Owner::Partnership(id.0)));
        problems.check(own, "partnership", "problem-choose");
        pick::known(cx, tx, &mut problems, "about", self.about.as_ref(), SERVES).await?;
        pick::known(cx, tx, &mut problems, "meeting", self.meeting.as_ref(), &["meeting"]).await?;
        problems.done()?;

        let due = due.unwrap_or(cx.now());
        let commitment = Commitment {
            id: CommitmentId::new(),
            number: next_number(tx, initiative, "commitment").await?,
            text,
            person,
            name: cx.actor.name.clone(),
            partnership: self.partnership,
            group: self.group,
            about: self.about.as_ref().map(Ref::to_string),
            first_due: due,
            due,
            early: true,
            state: State::Offered,
            needs_help: false,
            reason: String::new(),
            offered_at: cx.now(),
            reported_at: None,
        };
        store::insert(tx, initiative, &commitment).await?;
        let document = Document {
            initiative: initiative.0,
            kind: "commitment",
            id: commitment.id.0,
            title: &commitment.text,
            body: "",
        };
        search::put(tx, &document).await?;
        cx.tell(tx, self.linked(&commitment)).await?;
        Ok(Made { about: commitment.about(), number: commitment.number })
    }
}

impl OfferCommitment {
    /// The group and the meeting hold it; an activity, a line of a plan or a project is carried by it, a story or
    /// clause answered.
    fn linked(&self, commitment: &Commitment) -> Told {
        let mut told = Told::new("commitment.offered", commitment.about(), &commitment.text)
            .change(None, &commitment.text)
            .from(Ref::new("group", self.group.0), Relation::Holds);
        if let Some(about) = &self.about {
            let carried = CARRIED.contains(&about.kind.as_str());
            let relation = if carried { Relation::CarriedBy } else { Relation::AnsweredBy };
            told = told.from(about.clone(), relation);
        }
        if let Some(meeting) = &self.meeting {
            told = told.from(meeting.clone(), Relation::Holds);
        }
        told
    }
}

/// The group takes up what somebody else offered: from now on it is a promise.
#[derive(Debug, Clone, Deserialize)]
pub struct AcceptCommitment {
    /// Which one.
    pub commitment: CommitmentId,
}

#[async_trait]
impl Act for AcceptCommitment {
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        let (initiative, mut commitment) = locked(cx, tx, self.commitment).await?;
        cx.may(&ACCEPT, Owner::Group(commitment.group.0))?;
        if cx.actor.person == Some(commitment.person) {
            return Err(Error::Rule("rule-commitment-own"));
        }
        if commitment.state != State::Offered {
            return Err(Error::Rule("rule-commitment-not-offered"));
        }
        commitment.state = State::Accepted;
        store::update(tx, initiative, &commitment).await?;
        cx.tell(tx, Told::new("commitment.accepted", commitment.about(), &commitment.text)).await?;
        Ok(commitment.number)
    }
}

/// What the promiser says of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "report", rename_all = "kebab-case")]
pub enum Report {
    /// It is done.
    Kept,
    /// It goes on, with a new day.
    MoreTime {
        /// The new last day, as `2026-03-31`.
        due: String,
        /// Why.
        reason: String,
    },
    /// It was not possible.
    CouldNot {
        /// Why.
        reason: String,
    },
    /// It waits for others.
    NeedHelp {
        /// What would help.
        reason: String,
    },
}

/// Says what came of a promise, or what it needs.
#[derive(Debug, Clone, Deserialize)]
pub struct ReportCommitment {
    /// Which one.
    pub commitment: CommitmentId,
    /// What came of it.
    #[serde(flatten)]
    pub report: Report,
}

#[async_trait]
impl Act for ReportCommitment {
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        let (initiative, mut commitment) = locked(cx, tx, self.commitment).await?;
        cx.may(&REPORT, commitment.owner(cx))?;
        if !commitment.state.is_open() {
            return Err(Error::Rule("rule-commitment-not-open"));
        }
        let mut problems = Problems::none();
        let now = cx.now();
        let act = match &self.report {
            Report::Kept => {
                commitment.keep(now);
                "commitment.kept"
            }
            Report::MoreTime { due, reason } => {
                let reason = problems.text("reason", reason, REASON);
                if let Some(due) = coming_day(cx, &mut problems, due) {
                    commitment.renegotiate(due, reason, now);
                }
                "commitment.renegotiated"
            }
            Report::CouldNot { reason } => {
                commitment.give_up(problems.text("reason", reason, REASON), now);
                "commitment.not-kept"
            }
            Report::NeedHelp { reason } => {
                commitment.ask_help(problems.text("reason", reason, REASON), now);
                "commitment.help-asked"
            }
        };
        problems.done()?;
        store::update(tx, initiative, &commitment).await?;
        let told = Told::new(act, commitment.about(), &commitment.text).change(None, &commitment.reason);
        cx.tell(tx, told).await?;
        Ok(commitment.number)
    }
}

/// The group needs it no longer; also how it declines an offer.
#[derive(Debug, Clone, Deserialize)]
pub struct ReleaseCommitment {
    /// Which one.
    pub commitment: CommitmentId,
    /// Why.
    pub reason: String,
}

#[async_trait]
impl Act for ReleaseCommitment {
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        let (initiative, mut commitment) = locked(cx, tx, self.commitment).await?;
        cx.may(&ACCEPT, Owner::Group(commitment.group.0))?;
        if cx.actor.person == Some(commitment.person) {
            return Err(Error::Rule("rule-commitment-own"));
        }
        if !commitment.state.is_open() && commitment.state != State::Offered {
            return Err(Error::Rule("rule-commitment-not-open"));
        }
        let mut problems = Problems::none();
        let reason = problems.text("reason", &self.reason, REASON);
        problems.done()?;
        commitment.release(reason);
        store::update(tx, initiative, &commitment).await?;
        let told = Told::new("commitment.released", commitment.about(), &commitment.text)
            .change(None, &commitment.reason);
        cx.tell(tx, told).await?;
        Ok(commitment.number)
    }
}

async fn locked(cx: &Context, tx: &mut Tx, id: CommitmentId) -> Result<(InitiativeId, Commitment)> {
    let initiative = cx.initiative()?;
    let commitment = store::lock(tx, initiative, id).await?.ok_or(Error::Missing)?;
    Ok((initiative, commitment))
}

/// The beginning of the day written in the field `due`, which must not have passed.
fn coming_day(cx: &Context, problems: &mut Problems, due: &str) -> Option<Timestamp> {
    let day = due.trim().parse::<Date>().ok().and_then(beginning);
    let day = problems.some(day, "due", "problem-date")?;
    problems.check(!is_past(day, cx.now()), "due", "problem-day-passed");
    Some(day)
}
