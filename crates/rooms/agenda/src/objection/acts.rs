use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problems, Relation, Result, Told};
use serde::Deserialize;

use super::{AMEND, Round, Standing, store};
use crate::ballot::Choice;
use crate::decision::acts::TEXT;
use crate::decision::answer::{Given, Say};
use crate::decision::{self, Decision};
use crate::{day, poll, version};

/// The longest account of a change, in characters.
const CHANGED: usize = 1_000;

/// Keeps the books of a voter's answer in a round of consent: an objection is raised, or gets another reason; whatever
/// else is answered withdraws it.
pub(crate) async fn note(
    cx: &Context,
    tx: &mut Tx,
    decision: &Decision,
    given: &Given,
    choice: Option<&Choice>,
) -> Result<()> {
    let Some(Choice::Say(say)) = choice else { return Ok(()) };
    let initiative = cx.initiative()?;
    let all = store::all(tx, initiative, decision.id).await?;
    let standing = all.iter().find(|one| one.seat == given.seat && one.state == Standing::Raised);
    match (standing, *say) {
        (Some(one), Say::Objection) => {
            store::reason(tx, initiative, decision.id, one.number, &given.reason).await
        }
        (None, Say::Objection) => store::raise(tx, initiative, decision, all.len() as i64 + 1, given).await,
        (Some(one), _) => store::settle(tx, initiative, decision, one.number, Standing::Withdrawn).await,
        (None, _) => Ok(()),
    }
}

/// Changes one's own proposal while it is asked about. The round ends, and nobody has answered the next one.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct AmendProposal {
    /// The decision's number; the API takes it from the address.
    #[serde(default)]
    pub decision: i64,
    /// The proposal as it shall read now.
    pub text: String,
    /// What was changed, and why.
    pub changed: String,
    /// The numbers of the objections that this meets.
    #[serde(default)]
    pub integrates: Vec<i64>,
    /// The last day for answers to the new round.
    pub closes: String,
    /// Whether the agenda's draft as it stands now takes the place of the version that was proposed.
    #[serde(default)]
    pub draft: bool,
}

#[async_trait]
impl Act for AmendProposal {
    /// The new round's number.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        let initiative = cx.initiative()?;
        let found = decision::store::locked(tx, initiative, self.decision).await?;
        let before = found.ok_or(Error::Missing)?;
        cx.may(&AMEND, Owner::Person(before.proposer))?;
        let (poll, _) = poll::of(cx, tx, before.id).await?;
        if !before.is_open() {
            return Err(Error::Rule("rule-decision-over"));
        }
        if !poll.method.is_talked_over() {
            return Err(Error::Rule("rule-amend-not-talked-over"));
        }
        let mut problems = Problems::none();
        let text = problems.text("text", &self.text, TEXT);
        let changed = problems.text("changed", &self.changed, CHANGED);
        let closes_at = problems.some(day::ends(&self.closes), "closes", "problem-date");
        let now = crate::clock(cx, tx).await?;
        problems.check(closes_at.is_none_or(|end| now < end), "closes", "problem-day-over");
        let of_version = before.subject_kind.as_deref() == Some("version");
        problems.check(!self.draft || of_version, "draft", "problem-unknown");
        problems.check(self.draft || text != before.text, "text", "problem-amend-unchanged");
        let objections = store::all(tx, initiative, before.id).await?;
        let raised = |number: &i64| {
            objections.iter().any(|one| one.number == *number && one.state == Standing::Raised)
        };
        problems.check(self.integrates.iter().all(raised), "integrates", "problem-unknown");
        problems.done()?;

        let round = Round {
            round: before.round,
            text: before.text.clone(),
            changed: changed.clone(),
            ended_at: cx.now(),
        };
        store::end_round(tx, initiative, &before, &round).await?;
        let mut next = Decision {
            text,
            closes_at: closes_at.ok_or(Error::Missing)?,
            round: before.round + 1,
            ..before.clone()
        };
        let mut told = Told::new("decision.amended", next.about(), &next.title);
        if self.draft {
            let frozen = version::acts::freeze(cx, tx, &before.title).await?;
            next.subject = Some(frozen.version.id.0);
            next.subject_version = frozen.version.number;
            told = frozen.rests_on().into_iter().fold(told, |told, one| told.from(one, Relation::DecidedBy));
        }
        store::amend(tx, initiative, &next).await?;
        for &number in &self.integrates {
            store::settle(tx, initiative, &next, number, Standing::Integrated).await?;
        }
        cx.tell(tx, told.change(Some(before.text), format!("{}\n{changed}", next.text))).await?;
        Ok(next.round)
    }
}
