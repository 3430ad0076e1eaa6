use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use jiff::Timestamp;
use journal::Tell;
use kernel::{Act, Context, Error, InitiativeId, Owner, Problems, Ref, Relation, Result, Told, next_number};
use people::{GroupId, Seat};
use serde::Deserialize;
use tally::Verdict;

use super::answer::{Given, SILENT, Say, count, quorum_of};
use super::{ADOPTABLE, ANSWER, CLOSE, Decision, DecisionId, PROPOSE, State, WITHDRAW, store};
use crate::version::{self, VersionId};
use crate::{day, neutral};

/// The longest title, in characters.
pub(crate) const TITLE: usize = 140;
/// The longest text, in characters.
const TEXT: usize = 8_000;
/// The longest reason, in characters.
const REASON: usize = 1_000;

/// Asks a group to decide. It answers the decision's number.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Propose {
    /// What it is about, in one line.
    pub title: String,
    /// What is proposed, word for word.
    pub text: String,
    /// Why.
    #[serde(default)]
    pub why: String,
    /// The id of the group that decides.
    pub group: String,
    /// The last day for answers, such as `2027-03-31`.
    pub closes: String,
    /// What it would bring into force, as `kind/id`; empty for a decision in words alone.
    #[serde(default)]
    pub adopts: String,
    /// The version of that which was seen; another one will not be adopted.
    #[serde(default)]
    pub version: i64,
}

#[async_trait]
impl Act for Propose {
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&PROPOSE, Owner::Nobody)?;
        let mut problems = Problems::none();
        let title = problems.text("title", &self.title, TITLE);
        let text = problems.text("text", &self.text, TEXT);
        let asked = Asked::read(cx, tx, &mut problems, &self.why, &self.group, &self.closes).await?;
        let subject = self.subject(cx, tx, &mut problems).await?;
        problems.done()?;

        let rests_on = match &subject {
            Some(subject) if subject.kind == "version" => rests_on(cx, tx, subject).await?,
            _ => Vec::new(),
        };
        let subject = subject.map(|subject| (subject, self.version));
        ask(cx, tx, asked, &title, &text, subject, &rests_on).await
    }
}

impl Propose {
    /// What it would bring into force, if the proposer may see that.
    async fn subject(&self, cx: &Context, tx: &mut Tx, problems: &mut Problems) -> Result<Option<Ref>> {
        if self.adopts.trim().is_empty() {
            return Ok(None);
        }
        let wanted: Option<Ref> = self.adopts.trim().parse().ok();
        let adoptable = wanted.filter(|wanted| ADOPTABLE.contains(&wanted.kind.as_str()));
        let card = match &adoptable {
            Some(wanted) => cx.world.kinds.card(cx, tx, wanted).await?,
            None => None,
        };
        problems.check(card.is_some(), "adopts", "problem-unknown");
        problems.check(card.is_none() || self.version > 0, "version", "problem-whole-number");
        Ok(adoptable)
    }
}

/// A version and every clause in it: what is decided with it.
async fn rests_on(cx: &Context, tx: &mut Tx, version: &Ref) -> Result<Vec<Ref>> {
    let clauses = version::store::clauses(tx, cx.initiative()?, VersionId(version.id)).await?;
    let clauses = clauses.into_iter().map(|clause| Ref::new("clause", clause.clause.0));
    Ok(clauses.chain([version.clone()]).collect())
}

/// Who is asked, why, and until when.
pub(crate) struct Asked {
    why: String,
    group: Option<GroupId>,
    quorum: usize,
    closes_at: Option<Timestamp>,
}

impl Asked {
    /// As a form says it. The quorum is fixed now: more than half of the voting seats that are held.
    pub(crate) async fn read(
        cx: &Context,
        tx: &mut Tx,
        problems: &mut Problems,
        why: &str,
        group: &str,
        closes: &str,
    ) -> Result<Self> {
        let initiative = cx.initiative()?;
        let why = problems.maybe_text("why", why, TEXT);
        let group = match group.trim().parse::<GroupId>() {
            Ok(id) => people::group(tx, initiative, id).await?.map(|group| group.id),
            Err(_) => None,
        };
        problems.check(group.is_some(), "group", "problem-choose");
        let held = match group {
            Some(group) => {
                voting(tx, initiative, group).await?.iter().filter(|seat| seat.person.is_some()).count()
            }
            None => 0,
        };
        problems.check(group.is_none() || held > 0, "group", "problem-no-voting-seat");
        let closes_at = problems.some(day::ends(closes), "closes", "problem-date");
        let now = crate::clock(cx, tx).await?;
        problems.check(closes_at.is_none_or(|end| now < end), "closes", "problem-day-over");
        Ok(Self { why, group, quorum: quorum_of(held), closes_at })
    }
}

/// The seats of the group that vote, vacant ones too.
pub(crate) async fn voting(
    read: &mut ::store::Read,
    initiative: InitiativeId,
    group: GroupId,
) -> Result<Vec<Seat>> {
    let seats = people::seats(read, initiative, group).await?;
    Ok(seats.into_iter().filter(|seat| seat.votes).collect())
}

/// Opens the round. `subject` is what would come into force, in the version that was seen; `rests_on` is what
/// is decided with it.
pub(crate) async fn ask(
    cx: &Context,
    tx: &mut Tx,
    asked: Asked,
    title: &str,
    text: &str,
    subject: Option<(Ref, i64)>,
    rests_on: &[Ref],
) -> Result<i64> {
    let initiative = cx.initiative()?;
    let (subject, version) = subject.map_or((None, 0), |(subject, version)| (Some(subject), version));
    let decision = Decision {
        id: DecisionId::new(),
        number: next_number(tx, initiative, "decision").await?,
        title: title.to_owned(),
        text: text.to_owned(),
        why: asked.why,
        group: asked.group.ok_or(Error::Missing)?,
        subject_kind: subject.as_ref().map(|subject| subject.kind.clone()),
        subject: subject.as_ref().map(|subject| subject.id),
        subject_version: version,
        quorum: asked.quorum as i64,
        closes_at: asked.closes_at.ok_or(Error::Missing)?,
        state: State::Open.word().to_owned(),
        proposer: cx.person()?,
        proposed_by: cx.actor.name.clone(),
        proposed_at: cx.now(),
        decided_at: None,
    };
    store::insert(tx, initiative, &decision).await?;
    let document = Document {
        initiative: initiative.0,
        kind: "decision",
        id: decision.id.0,
        title: &decision.title,
        body: &decision.text,
    };
    search::put(tx, &document).await?;
    let told = Told::new("decision.proposed", decision.about(), &decision.title).change(None, text);
    let told = rests_on.iter().fold(told, |told, earlier| told.from(earlier.clone(), Relation::DecidedBy));
    cx.tell(tx, told).await?;
    Ok(decision.number)
}

/// Answers for one's own voting seat, or changes the answer while the round is open.
#[derive(Debug, Clone, Deserialize)]
pub struct AnswerProposal {
    /// The decision's number; the API takes it from the address.
    #[serde(default)]
    pub decision: i64,
    /// `consent`, `reservation`, `objection` or `aside`.
    pub answer: String,
    /// Why; a reservation and an objection need it.
    #[serde(default)]
    pub reason: String,
}

#[async_trait]
impl Act for AnswerProposal {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let initiative = cx.initiative()?;
        let decision = store::locked(tx, initiative, self.decision).await?.ok_or(Error::Missing)?;
        cx.may(&ANSWER, decision.owner())?;
        neutral(cx, &ANSWER)?;
        let person = cx.person()?;
        let seat = people::seat_of(tx, initiative, decision.group, person).await?;
        let seat = seat.filter(|seat| seat.votes).ok_or(Error::Rule("rule-seat-no-vote"))?;

        let mut problems = Problems::none();
        let say = problems.some(Say::from_word(&self.answer), "answer", "problem-choose");
        let reason = if say.is_some_and(Say::needs_reason) {
            problems.text("reason", &self.reason, REASON)
        } else {
            problems.maybe_text("reason", &self.reason, REASON)
        };
        problems.done()?;
        if !decision.is_open() || decision.closes_at <= crate::clock(cx, tx).await? {
            return Err(Error::Rule("rule-decision-over"));
        }

        let given = Given {
            seat: seat.id,
            name: seat.name,
            constituency: seat.constituency,
            answer: self.answer.clone(),
            reason,
            at: cx.now(),
        };
        let before = store::answers(tx, initiative, decision.id).await?;
        let before = before.into_iter().find(|earlier| earlier.seat == given.seat);
        store::answer(tx, initiative, decision.id, &given).await?;
        let words = |given: &Given| format!("{}: {}", given.answer, given.reason);
        let told = Told::new("decision.answered", decision.about(), &decision.title);
        cx.tell(tx, told.change(before.as_ref().map(words), words(&given))).await
    }
}

/// Counts the answers and ends the round: after its last day, or once every seat that is held has answered.
/// What is adopted comes into force with it.
#[derive(Debug, Clone, Deserialize)]
pub struct CloseDecision {
    /// The decision's number.
    pub decision: i64,
}

#[async_trait]
impl Act for CloseDecision {
    /// Whether it was adopted.
    type Out = bool;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<bool> {
        let initiative = cx.initiative()?;
        let decision = store::locked(tx, initiative, self.decision).await?.ok_or(Error::Missing)?;
        cx.may(&CLOSE, decision.owner())?;
        neutral(cx, &CLOSE)?;
        if !decision.is_open() {
            return Err(Error::Rule("rule-decision-over"));
        }
        let seats = voting(tx, initiative, decision.group).await?;
        let given = store::answers(tx, initiative, decision.id).await?;
        if crate::clock(cx, tx).await? < decision.closes_at && awaited(&seats, &given).next().is_some() {
            return Err(Error::Rule("rule-decision-early"));
        }

        let outcome = count(&seats, decision.quorum as usize, &given);
        let adopted = outcome.verdict == Verdict::Adopted;
        let state = if adopted { State::Adopted } else { State::NotAdopted };
        for &silent in &outcome.silent {
            store::answer(tx, initiative, decision.id, &silence(&seats[silent as usize], cx.now())).await?;
        }
        store::decide(tx, initiative, decision.id, state, cx.now()).await?;
        let act = if adopted { "decision.adopted" } else { "decision.not-adopted" };
        let mut told = Told::new(act, decision.about(), &decision.title).change(None, state.word());
        if let Some(subject) = decision.adopts().filter(|_| adopted) {
            let kind = cx.world.kinds.get(&subject.kind).ok_or(Error::Missing)?;
            kind.adopt(cx, tx, subject.id, decision.subject_version, decision.id.0).await?;
            told = told.to(Relation::Adopts, subject);
        }
        cx.tell(tx, told).await?;
        Ok(adopted)
    }
}

/// The seats that are held and have not answered.
pub(crate) fn awaited<'a>(seats: &'a [Seat], given: &'a [Given]) -> impl Iterator<Item = &'a Seat> {
    let answered = |seat: &Seat| given.iter().any(|given| given.seat == seat.id);
    seats.iter().filter(move |seat| seat.person.is_some() && !answered(seat))
}

fn silence(seat: &Seat, at: Timestamp) -> Given {
    Given {
        seat: seat.id,
        name: seat.name.clone(),
        constituency: seat.constituency.clone(),
        answer: SILENT.to_owned(),
        reason: String::new(),
        at,
    }
}

/// Takes back one's own proposal while it is open.
#[derive(Debug, Clone, Deserialize)]
pub struct WithdrawProposal {
    /// The decision's number.
    pub decision: i64,
}

#[async_trait]
impl Act for WithdrawProposal {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let initiative = cx.initiative()?;
        let decision = store::locked(tx, initiative, self.decision).await?.ok_or(Error::Missing)?;
        cx.may(&WITHDRAW, Owner::Person(decision.proposer))?;
        if !decision.is_open() {
            return Err(Error::Rule("rule-decision-over"));
        }
        store::decide(tx, initiative, decision.id, State::Withdrawn, cx.now()).await?;
        cx.tell(tx, Told::new("decision.withdrawn", decision.about(), &decision.title)).await
    }
}
