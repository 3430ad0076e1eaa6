use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use journal::Tell;
use kernel::{
    Act, Context, Error, InitiativeId, Owner, Problem, Problems, Ref, Relation, Result, Told, next_number,
};
use serde::Deserialize;

use super::{Fund, OPEN, Phase, Rule, Tied, Voters, Way, store};
use crate::{day, decision};

/// The longest title, in characters.
const TITLE: usize = 140;
/// The longest description, in characters.
const DESCRIPTION: usize = 4_000;
/// The longest reason, in characters.
pub(crate) const REASON: usize = 1_000;
/// The longest name of a currency, in characters.
const CURRENCY: usize = 12;
/// The most projects or points on a ballot.
const MOST: i64 = 1_000;

/// What can be said of a shared budget before anybody votes.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct FundPlan {
    /// What the money is for, in one line.
    pub title: String,
    /// What people should know before they propose or vote; may be empty.
    #[serde(default)]
    pub description: String,
    /// The money to divide, such as `50000` or `1250.50`.
    pub amount: String,
    /// The currency, such as `EUR`.
    pub currency: String,
    /// `link`: whoever has the link, without an account; `members`: members only.
    pub voters: String,
    /// `approval`, `cumulative` (points) or `ordinal` (ranking).
    pub way: String,
    /// The most projects that somebody chooses or ranks, 0 for no limit; the points that each has.
    #[serde(default)]
    pub most: i64,
    /// The last day on which members propose projects; empty if they do not.
    #[serde(default)]
    pub proposals_until: String,
    /// The first day of voting, such as `2027-03-01`; empty for now.
    #[serde(default)]
    pub opens: String,
    /// The last day of voting.
    pub closes: String,
}

impl FundPlan {
    /// The fund that this describes, in place of `before`.
    async fn fund(&self, cx: &Context, tx: &mut Tx, before: Fund) -> Result<Fund> {
        let mut problems = Problems::none();
        let title = problems.text("title", &self.title, TITLE);
        let description = problems.maybe_text("description", &self.description, DESCRIPTION);
        let currency = problems.text("currency", &self.currency, CURRENCY);
        let amount = amount(&mut problems, "amount", &self.amount, before.money());
        let voters = problems.some(self.voters.parse::<Voters>().ok(), "voters", "problem-choose");
        let way = self.way.parse::<Way>().ok().filter(|way| Way::OFFERED.contains(way));
        let way = problems.some(way, "way", "problem-choose");
        let least = i64::from(way == Some(Way::Points));
        problems.check((least..=MOST).contains(&self.most), "most", "problem-fund-most");
        let given = |day: &str| !day.trim().is_empty();
        let until = day::ends(&self.proposals_until);
        problems.check(!given(&self.proposals_until) || until.is_some(), "proposals_until", "problem-date");
        let opens = day::begins(&self.opens);
        problems.check(!given(&self.opens) || opens.is_some(), "opens", "problem-date");
        let now = crate::clock(cx, tx).await?;
        let opens_at = opens.unwrap_or(now);
        let closes = problems.some(day::ends(&self.closes), "closes", "problem-date");
        let closes_at = closes.unwrap_or(opens_at);
        problems.check(closes.is_none_or(|end| opens_at < end), "closes", "problem-ends-before");
        problems.check(closes.is_none_or(|end| now < end), "closes", "problem-day-over");
        problems.check(
            until.is_none_or(|until| until <= opens_at),
            "proposals_until",
            "problem-fund-proposals",
        );
        problems.done()?;
        Ok(Fund {
            title,
            description,
            currency,
            amount: amount.unwrap_or_default(),
            voters: voters.unwrap_or(before.voters),
            way: way.unwrap_or(before.way),
            most: self.most,
            proposals_until: until,
            opens_at,
            closes_at,
            ..before
        })
    }
}

/// An amount in smallest units, as plain decimals say it: at least one of them.
pub(crate) fn amount(problems: &mut Problems, field: &str, typed: &str, money: budget::Money) -> Option<i64> {
    let read = money.read(typed.trim()).and_then(|amount| i64::try_from(amount).ok());
    problems.some(read.filter(|amount| *amount > 0), field, "problem-amount")
}

/// Opens a shared budget. It answers the fund's number.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct OpenFund {
    /// What there is to say of it.
    #[serde(flatten)]
    pub plan: FundPlan,
}

#[async_trait]
impl Act for OpenFund {
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&OPEN, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let fund = self.plan.fund(cx, tx, Fund::empty(&cx.actor.name, cx.now())).await?;
        let fund = Fund { number: next_number(tx, initiative, "fund").await?, ..fund };
        store::insert(tx, initiative, &fund, "", true).await?;
        put(cx, tx, &fund).await?;
        let told = Told::new("fund.opened", fund.about(), &fund.title);
        cx.tell(tx, told.change(None, &fund.title)).await?;
        Ok(fund.number)
    }
}

/// Makes it findable.
pub(crate) async fn put(cx: &Context, tx: &mut Tx, fund: &Fund) -> Result<()> {
    let document = Document {
        initiative: cx.initiative()?.0,
        kind: "fund",
        id: fund.id.0,
        title: &fund.title,
        body: &fund.description,
    };
    Ok(search::put(tx, &document).await?)
}

/// The fund of that number, locked.
pub(crate) async fn locked(tx: &mut Tx, initiative: InitiativeId, number: i64) -> Result<Fund> {
    store::locked(tx, initiative, number).await?.ok_or(Error::Missing)
}

/// Changes a shared budget before anybody votes.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct EditFund {
    /// Its number; the API takes it from the address.
    #[serde(default)]
    pub fund: i64,
    /// What there is to say of it now.
    #[serde(flatten)]
    pub plan: FundPlan,
}

#[async_trait]
impl Act for EditFund {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&OPEN, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let before = locked(tx, initiative, self.fund).await?;
        before.unvoted(cx, tx).await?;
        let fund = self.plan.fund(cx, tx, before.clone()).await?;
        store::update(tx, initiative, &fund).await?;
        put(cx, tx, &fund).await?;
        let told = Told::new("fund.edited", fund.about(), &fund.title);
        let line = |fund: &Fund| {
            let amount = fund.money().text(fund.amount as u64);
            format!("{}: {amount} {}, {} – {}", fund.title, fund.currency, fund.opens_at, fund.closes_at)
        };
        cx.tell(tx, told.change(Some(line(&before)), line(&fund))).await
    }
}

/// Fixes by which rule the votes will be counted: before there are any, so that nobody chooses the rule by its outcome.
#[derive(Debug, Clone, Deserialize)]
pub struct FixRule {
    /// The fund's number; the API takes it from the address.
    #[serde(default)]
    pub fund: i64,
    /// `equal-shares`, `greedy` or `phragmen`.
    pub rule: String,
    /// Which of equally good projects comes first: `votes` or `first`.
    pub ties: String,
    /// Why this rule; everybody can read it.
    #[serde(default)]
    pub why: String,
    /// The number of the decision that chose it, if one did; 0 for none.
    #[serde(default)]
    pub decision: i64,
}

#[async_trait]
impl Act for FixRule {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&OPEN, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let fund = locked(tx, initiative, self.fund).await?;
        fund.unvoted(cx, tx).await?;
        let mut problems = Problems::none();
        let rule = problems.some(self.rule.parse::<Rule>().ok(), "rule", "problem-choose");
        let ties = problems.some(self.ties.parse::<Tied>().ok(), "ties", "problem-choose");
        let why = problems.maybe_text("why", &self.why, REASON);
        let decision = self.decided(tx, initiative, &mut problems).await?;
        problems.done()?;
        let (Some(rule), Some(ties)) = (rule, ties) else { return Err(Error::Missing) };

        store::fix(tx, initiative, fund.number, (rule, ties), (&why, &cx.actor.name), cx.now()).await?;
        let told = Told::new("fund.ruled", fund.about(), &fund.title).change(
            fund.rule.map(|rule| rule.word().to_owned()),
            format!("{}, {}", rule.word(), ties.word()),
        );
        let told = match decision {
            Some(decision) => told.from(decision, Relation::Adopts),
            None => told,
        };
        cx.tell(tx, told).await
    }
}

impl FixRule {
    /// The decision that chose the rule; it must have been adopted.
    async fn decided(
        &self,
        tx: &mut Tx,
        initiative: InitiativeId,
        problems: &mut Problems,
    ) -> Result<Option<Ref>> {
        if self.decision == 0 {
            return Ok(None);
        }
        let found = decision::store::numbered(tx, initiative, self.decision).await?;
        let adopted = found.filter(|decision| decision.state == decision::State::Adopted.word());
        if adopted.is_none() {
            problems.add(Problem::new("decision", "problem-fund-decision"));
        }
        Ok(adopted.map(|decision| decision.about()))
    }
}

/// Ends voting now, by the database's clock.
#[derive(Debug, Clone, Deserialize)]
pub struct EndFund {
    /// Its number.
    pub fund: i64,
}

#[async_trait]
impl Act for EndFund {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&OPEN, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let fund = locked(tx, initiative, self.fund).await?;
        if fund.now(cx, tx).await? != Phase::Open {
            return Err(Error::Rule("rule-fund-not-open"));
        }
        let now = crate::clock(cx, tx).await?;
        store::end(tx, initiative, fund.number, now).await?;
        cx.tell(tx, Told::new("fund.ended", fund.about(), &fund.title)).await
    }
}
