use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use jiff::Timestamp;
use journal::Tell;
use kernel::{
    Act, Context, Error, InitiativeId, Owner, Problem, Problems, Ref, Relation, Result, Told, Via,
    next_number,
};
use people::{GroupId, Member, Seat};
use serde::Deserialize;
use uuid::Uuid;

use super::answer::{Given, SILENT};
use super::{ADOPTABLE, CLOSE, Decision, DecisionId, PROPOSE, State, WITHDRAW, store};
use crate::ballot::{self, Choice};
use crate::poll::roll::{self, Voter, roll};
use crate::poll::rules::{Fixed, Rules};
use crate::poll::{self, Electorate, Poll, Secrecy, count};
use crate::version::{self, VersionId};
use crate::{day, delegation, neutral, objection, trustee};

/// The longest title, in characters.
pub(crate) const TITLE: usize = 140;
/// The longest text, in characters.
pub(crate) const TEXT: usize = 8_000;
/// The longest account of who is affected, in characters.
const AFFECTED: usize = 1_000;
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
    /// Who is affected.
    #[serde(default)]
    pub affected: String,
    /// The day on which it is looked at again, such as `2027-03-31`; may be empty.
    #[serde(default)]
    pub review_on: String,
    /// Whether advice is asked for first; the proposer opens the vote afterwards.
    #[serde(default)]
    pub advice: bool,
    /// How it is decided; without it the group's voting seats decide by consent, openly.
    #[serde(default)]
    pub rules: Rules,
}

#[async_trait]
impl Act for Propose {
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&PROPOSE, Owner::Nobody)?;
        let mut problems = Problems::none();
        let title = problems.text("title", &self.title, TITLE);
        let text = problems.text("text", &self.text, TEXT);
        let adopts = !self.adopts.trim().is_empty();
        let rules = self.rules.read(&mut problems, adopts)?;
        let trustees = self.trustees(cx, tx, &mut problems).await?;
        let asked = Asked::by(cx, tx, &mut problems, &self.why, &self.group, &self.closes, rules).await?;
        let subject = self.subject(cx, tx, &mut problems).await?;
        let affected = problems.maybe_text("affected", &self.affected, AFFECTED);
        let review_on = self.review_on.trim().to_owned();
        problems.check(
            review_on.is_empty() || day::begins(&review_on).is_some(),
            "review_on",
            "problem-date",
        );
        problems.done()?;
        let asked = Asked { affected, review_on, advice: self.advice, trustees, ..asked };

        let rests_on = match &subject {
            Some(subject) if subject.kind == "version" => rests_on(cx, tx, subject).await?,
            _ => Vec::new(),
        };
        let subject = subject.map(|subject| (subject, self.version));
        ask(cx, tx, asked, &title, &text, subject, &rests_on).await
    }
}

impl Propose {
    /// The members whose addresses were named as those of trustees.
    async fn trustees(&self, cx: &Context, tx: &mut Tx, problems: &mut Problems) -> Result<Vec<Member>> {
        let members = people::members(tx, cx.initiative()?).await?;
        let mut trustees = Vec::new();
        for address in self.rules.trustees() {
            let person = people::by_email(tx, address).await?;
            match members.iter().find(|member| Some(member.person) == person) {
                Some(member) => trustees.push(member.clone()),
                None => problems.add(Problem::new("trustees", "problem-trustees").with("who", address)),
            }
        }
        Ok(trustees)
    }

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

/// Who is asked, why, until when, and how it is decided.
pub(crate) struct Asked {
    why: String,
    group: Option<GroupId>,
    quorum: usize,
    closes_at: Option<Timestamp>,
    rules: Fixed,
    affected: String,
    review_on: String,
    advice: bool,
    /// Who holds the key, in the order of their shares.
    trustees: Vec<Member>,
}

impl Asked {
    /// As a form says it, by the open consent of the group's voting seats.
    pub(crate) async fn read(
        cx: &Context,
        tx: &mut Tx,
        problems: &mut Problems,
        why: &str,
        group: &str,
        closes: &str,
    ) -> Result<Self> {
        let rules = Rules::default().read(problems, true)?;
        Self::by(cx, tx, problems, why, group, closes, rules).await
    }

    /// The same by any rules. The quorum is fixed now.
    async fn by(
        cx: &Context,
        tx: &mut Tx,
        problems: &mut Problems,
        why: &str,
        group: &str,
        closes: &str,
        rules: Fixed,
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
                let everybody = roll(cx, tx, group, rules.poll.electorate).await?;
                everybody.iter().filter(|voter| voter.is_held()).count()
            }
            None => 0,
        };
        let nobody = match rules.poll.electorate {
            Electorate::Seats => ("group", "problem-no-voting-seat"),
            Electorate::Members | Electorate::Partners => ("electorate", "problem-nobody-decides"),
        };
        problems.check(group.is_none() || held > 0, nobody.0, nobody.1);
        problems.check(held == 0 || !rules.is_too_few(held), nobody.0, "problem-too-few-for-secret");
        let closes_at = problems.some(day::ends(closes), "closes", "problem-date");
        let now = crate::clock(cx, tx).await?;
        problems.check(closes_at.is_none_or(|end| now < end), "closes", "problem-day-over");
        let quorum = rules.quorum_of(held);
        let (affected, review_on) = (String::new(), String::new());
        let (advice, trustees) = (false, Vec::new());
        Ok(Self { why, group, quorum, closes_at, rules, affected, review_on, advice, trustees })
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
        state: if asked.advice { State::Advice } else { State::Open }.word().to_owned(),
        proposer: cx.person()?,
        proposed_by: cx.actor.name.clone(),
        proposed_at: cx.now(),
        decided_at: None,
        round: 1,
        affected: asked.affected,
        review_on: asked.review_on,
        called_round: 0,
    };
    store::insert(tx, initiative, &decision).await?;
    poll::store::insert(tx, initiative, decision.id, &asked.rules.poll, &asked.rules.options).await?;
    for (trustee, number) in asked.trustees.iter().zip(1..) {
        let who = (trustee.person, trustee.name.as_str());
        trustee::store::insert(tx, initiative, decision.id, number, who).await?;
    }
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

/// Answers for one's own seat, partner or self, or changes the answer while it is open.
#[derive(Debug, Clone, Deserialize)]
pub struct AnswerProposal {
    /// The decision's number; the API takes it from the address.
    #[serde(default)]
    pub decision: i64,
    /// Consent: `consent`, `reservation`, `objection` or `aside`. Gradients: a step from `1` to `6`. Options by their
    /// number: `1`, `1 3` or, in order, `2>1>3`. A number for each option: `5,,0`. Or `abstain`.
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
        let Entitled { decision, poll, options, voter } = entitled(cx, tx, self.decision).await?;
        if poll.secrecy == Secrecy::Secret {
            return Err(Error::Rule("rule-decision-secret"));
        }
        let mut problems = Problems::none();
        let choice = match Choice::read(&poll, count::names(&poll, &options).len(), &self.answer) {
            Ok(choice) => Some(choice),
            Err(problem) => {
                problems.add(problem);
                None
            }
        };
        let reason = if matches!(choice, Some(Choice::Say(say)) if say.needs_reason()) {
            problems.text("reason", &self.reason, REASON)
        } else {
            problems.maybe_text("reason", &self.reason, REASON)
        };
        problems.done()?;
        if !decision.is_open() || decision.closes_at <= crate::clock(cx, tx).await? {
            return Err(Error::Rule("rule-decision-over"));
        }
        let answer = choice.as_ref().map(Choice::line).unwrap_or_default();
        let given = given(&voter, answer, reason, cx.now());
        objection::acts::note(cx, tx, &decision, &given, choice.as_ref()).await?;
        let before = store::answers(tx, initiative, decision.id).await?;
        let before = before.into_iter().find(|earlier| earlier.seat == given.seat);
        store::answer(tx, initiative, decision.id, &given).await?;
        let told = Told::new("decision.answered", decision.about(), &decision.title);
        if poll.secrecy == Secrecy::Confidential {
            return cx.tell(tx, told.anonymous()).await;
        }
        let words = |given: &Given| format!("{}: {}", given.answer, given.reason);
        cx.tell(tx, told.change(before.as_ref().map(words), words(&given))).await
    }
}

/// A decision that is being asked, locked, with the voter that this actor answers for.
pub(crate) struct Entitled {
    pub(crate) decision: Decision,
    pub(crate) poll: Poll,
    pub(crate) options: Vec<String>,
    pub(crate) voter: Voter,
}

/// Goes on only if the actor may answer.
pub(crate) async fn entitled(cx: &Context, tx: &mut Tx, number: i64) -> Result<Entitled> {
    let decision = store::locked(tx, cx.initiative()?, number).await?.ok_or(Error::Missing)?;
    let (poll, options) = poll::of(cx, tx, decision.id).await?;
    let ability = poll.electorate.ability();
    cx.may(ability, roll::owner(cx, &decision, poll.electorate))?;
    neutral(cx, ability)?;
    let everybody = roll(cx, tx, decision.group, poll.electorate).await?;
    let voter = roll::own(cx, &everybody).ok_or(Error::Rule("rule-seat-no-vote"))?.clone();
    Ok(Entitled { decision, poll, options, voter })
}

/// An open decision, locked; goes on only if the actor may end it. The product itself ends what is over by the clock.
pub(crate) async fn closable(cx: &Context, tx: &mut Tx, number: i64) -> Result<Decision> {
    let decision = store::locked(tx, cx.initiative()?, number).await?.ok_or(Error::Missing)?;
    if cx.via != Via::Job {
        cx.may(&CLOSE, decision.owner())?;
        neutral(cx, &CLOSE)?;
    }
    if decision.is_open() { Ok(decision) } else { Err(Error::Rule("rule-decision-over")) }
}

/// Counts the answers and ends the vote: after its last day, or once everybody who can be asked has answered, by
/// themselves or through a delegate. What is adopted comes into force with it.
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
        let decision = closable(cx, tx, self.decision).await?;
        let (poll, options) = poll::of(cx, tx, decision.id).await?;
        if poll.secrecy == Secrecy::Secret {
            return Err(Error::Rule("rule-decision-secret"));
        }
        let everybody = roll(cx, tx, decision.group, poll.electorate).await?;
        let mut given = store::answers(tx, initiative, decision.id).await?;
        let handed = delegation::held(cx, tx, &decision, &poll).await?;
        let carried: Vec<Given> = delegation::carried(&handed, &everybody, &given)
            .into_iter()
            .map(|(voter, said, one)| Given {
                through: one.delegate_name.clone(),
                ..self::given(voter, said.answer.clone(), said.reason.clone(), cx.now())
            })
            .collect();
        let answered: Vec<Uuid> = given.iter().chain(&carried).map(|given| given.seat).collect();
        if crate::clock(cx, tx).await? < decision.closes_at && awaited(&everybody, &answered).next().is_some()
        {
            return Err(Error::Rule("rule-decision-early"));
        }

        for through in &carried {
            store::answer(tx, initiative, decision.id, through).await?;
        }
        given.extend(carried);
        let ballots = ballots(&poll, &options, &everybody, &given);
        let outcome = count::count(&poll, &options, everybody.len(), decision.quorum as usize, &ballots)?;
        if poll.electorate == Electorate::Seats && poll.secrecy == Secrecy::Open {
            let answered = |voter: &Voter| given.iter().any(|given| given.seat == voter.id);
            for silent in everybody.iter().filter(|voter| !answered(voter)) {
                let silence = self::given(silent, SILENT.to_owned(), String::new(), cx.now());
                store::answer(tx, initiative, decision.id, &silence).await?;
            }
        }
        settle(cx, tx, &decision, &poll, &options, &outcome).await
    }
}

/// Keeps the count, ends the decision, brings into force what was adopted, and tells it. Answers whether it was.
pub(crate) async fn settle(
    cx: &Context,
    tx: &mut Tx,
    decision: &Decision,
    poll: &Poll,
    options: &[String],
    outcome: &count::Outcome,
) -> Result<bool> {
    let initiative = cx.initiative()?;
    let kept = serde_json::to_string(outcome).map_err(|error| Error::Internal(error.to_string()))?;
    poll::store::counted(tx, initiative, decision.id, &kept).await?;
    let adopted = outcome.is_adopted();
    let state = if adopted { State::Adopted } else { State::NotAdopted };
    store::decide(tx, initiative, decision.id, state, cx.now()).await?;
    let act = if adopted { "decision.adopted" } else { "decision.not-adopted" };
    let mut told = Told::new(act, decision.about(), &decision.title)
        .change(None, told_result(poll, options, outcome, state));
    if let Some(subject) = decision.adopts().filter(|_| adopted) {
        let kind = cx.world.kinds.get(&subject.kind).ok_or(Error::Missing)?;
        kind.adopt(cx, tx, subject.id, decision.subject_version, decision.id.0).await?;
        told = told.to(Relation::Adopts, subject);
    }
    cx.tell(tx, told).await?;
    Ok(adopted)
}

/// What the journal keeps of a result: the state, what won, and the hash of the published list of secret ballots.
fn told_result(poll: &Poll, options: &[String], outcome: &count::Outcome, state: State) -> String {
    let names = count::names(poll, options);
    let winners = outcome.winners.iter().filter_map(|&at| names.get(at)).map(String::as_str);
    let list = Some(format!("sha256 {}", poll.list_hash)).filter(|_| !poll.list_hash.is_empty());
    let words =
        [state.word()].into_iter().chain(winners.filter(|_| !options.is_empty())).chain(list.as_deref());
    words.collect::<Vec<_>>().join("\n")
}

/// What was given, for the count: by the voter's place on the roll. An answer for a seat that was taken away since
/// does not count.
fn ballots(poll: &Poll, options: &[String], roll: &[Voter], given: &[Given]) -> Vec<(usize, Choice, String)> {
    let size = count::names(poll, options).len();
    let ballot = |given: &Given| {
        let place = roll.iter().position(|voter| voter.id == given.seat)?;
        Some((place, Choice::read(poll, size, &given.answer).ok()?, given.reason.clone()))
    };
    given.iter().filter_map(ballot).collect()
}

/// Those who can be asked and have not answered.
pub(crate) fn awaited<'a>(roll: &'a [Voter], answered: &'a [Uuid]) -> impl Iterator<Item = &'a Voter> {
    roll.iter().filter(move |voter| voter.is_held() && !answered.contains(&voter.id))
}

fn given(voter: &Voter, answer: String, reason: String, at: Timestamp) -> Given {
    Given {
        seat: voter.id,
        name: voter.name.clone(),
        constituency: voter.constituency.clone(),
        answer,
        reason,
        at,
        through: String::new(),
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
        if !decision.is_pending() {
            return Err(Error::Rule("rule-decision-over"));
        }
        ballot::store::destroy(tx, initiative, decision.id).await?;
        store::decide(tx, initiative, decision.id, State::Withdrawn, cx.now()).await?;
        cx.tell(tx, Told::new("decision.withdrawn", decision.about(), &decision.title)).await
    }
}
