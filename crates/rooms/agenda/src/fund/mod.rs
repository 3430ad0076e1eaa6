//! A shared budget: money that many divide. Projects come together, a rule is fixed before anybody votes, people choose,
//! and when voting is over everybody can see what is funded, why, and what became of their own share.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod ballot;
mod export;
pub(crate) mod form;
pub(crate) mod page;
pub(crate) mod pb;
pub(crate) mod rule;
pub(crate) mod store;
mod way;

use ::store::Read;
use async_trait::async_trait;
use budget::Money;
use jiff::Timestamp;
use kernel::{Ability, Card, Context, Error, Kind, Ref, Result, Role, Stage, any};
use uuid::Uuid;
use web::text::Say;
use web::{Waiting, Why};

pub(crate) use export::export;
pub(crate) use way::{Rule, Tied, Voters, Way};

use crate::{due, project};

/// Money that is held here is counted in hundredths.
const DECIMALS: i64 = 2;

kernel::ids! {
    /// A shared budget.
    FundId
}

/// Reading shared budgets, their projects and what came of them.
pub(crate) static READ: Ability =
    Ability { name: "agenda.fund.read", grants: &[any(Role::Anyone), any(Role::Member)] };
/// Opening a shared budget, fixing its rule, ending and counting it.
pub(crate) static OPEN: Ability =
    Ability { name: "agenda.fund.open", grants: &[any(Role::Facilitator), any(Role::Backbone)] };
/// Voting in a budget that is for members.
pub(crate) static JOIN: Ability = Ability { name: "agenda.fund.join", grants: &[any(Role::Member)] };

/// Bringing in a budget that was held elsewhere.
pub(crate) static IMPORT: Ability = Ability {
    name: "agenda.fund.import",
    grants: &[any(Role::Facilitator), any(Role::Backbone), any(Role::Administrator)],
};

/// A shared budget.
#[derive(Debug, Clone)]
pub(crate) struct Fund {
    pub(crate) id: FundId,
    pub(crate) number: i64,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) currency: String,
    /// Digits behind the point of every amount.
    pub(crate) decimals: i64,
    /// The money to divide, in smallest units.
    pub(crate) amount: i64,
    pub(crate) voters: Voters,
    pub(crate) way: Way,
    /// The most projects on a ballot, or the points on it; 0 for no limit.
    pub(crate) most: i64,
    /// Until when members can propose projects; none if only those who run it add them.
    pub(crate) proposals_until: Option<Timestamp>,
    pub(crate) opens_at: Timestamp,
    pub(crate) closes_at: Timestamp,
    pub(crate) rule: Option<Rule>,
    pub(crate) ties: Tied,
    pub(crate) rule_why: String,
    pub(crate) rule_by: String,
    pub(crate) rule_at: Option<Timestamp>,
    pub(crate) opened_by: String,
    pub(crate) opened_at: Timestamp,
    pub(crate) counted_at: Option<Timestamp>,
    /// SHA-256 of the file it was imported from, in hexadecimal; empty if it was held here.
    pub(crate) source: String,
}

/// How a budget stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Members propose projects.
    Proposing,
    /// Projects are being looked at; voting has not begun.
    Preparing,
    /// Its day has come, but no rule is fixed: nobody votes before they can know how it will be counted.
    Waiting,
    /// People vote.
    Open,
    /// Voting is over; it waits to be counted.
    Over,
    /// It is known what is funded.
    Counted,
}

impl Phase {
    /// Its word, in the keys of texts and in the API.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Proposing => "proposing",
            Self::Preparing => "preparing",
            Self::Waiting => "waiting",
            Self::Open => "open",
            Self::Over => "over",
            Self::Counted => "counted",
        }
    }

    /// Whether anything about the vote can still be changed: nobody has voted.
    pub(crate) fn before_voting(self) -> bool {
        matches!(self, Self::Proposing | Self::Preparing | Self::Waiting)
    }
}

impl Fund {
    /// One of which nothing is known yet.
    pub(crate) fn empty(opened_by: &str, opened_at: Timestamp) -> Self {
        Self {
            id: FundId::new(),
            number: 0,
            title: String::new(),
            description: String::new(),
            currency: String::new(),
            decimals: DECIMALS,
            amount: 0,
            voters: Voters::Link,
            way: Way::Approval,
            most: 0,
            proposals_until: None,
            opens_at: Timestamp::UNIX_EPOCH,
            closes_at: Timestamp::UNIX_EPOCH,
            rule: None,
            ties: Tied::Votes,
            rule_why: String::new(),
            rule_by: String::new(),
            rule_at: None,
            opened_by: opened_by.to_owned(),
            opened_at,
            counted_at: None,
            source: String::new(),
        }
    }

    /// How it stands at `now`.
    pub(crate) fn phase(&self, now: Timestamp) -> Phase {
        if self.counted_at.is_some() {
            Phase::Counted
        } else if self.closes_at <= now {
            Phase::Over
        } else if self.opens_at <= now {
            if self.rule.is_some() { Phase::Open } else { Phase::Waiting }
        } else if self.proposals_until.is_some_and(|until| now < until) {
            Phase::Proposing
        } else {
            Phase::Preparing
        }
    }

    /// How it stands by the database's clock.
    pub(crate) async fn now(&self, cx: &Context, read: &mut Read) -> Result<Phase> {
        Ok(self.phase(crate::clock(cx, read).await?))
    }

    /// Goes on only while nobody can vote yet: what people vote on does not change under their hands.
    pub(crate) async fn unvoted(&self, cx: &Context, read: &mut Read) -> Result<Phase> {
        let phase = self.now(cx, read).await?;
        if phase.before_voting() { Ok(phase) } else { Err(Error::Rule("rule-fund-voted")) }
    }

    /// Whether this actor is among those who vote.
    pub(crate) fn is_for(&self, cx: &Context) -> bool {
        self.voters == Voters::Link || cx.could(&JOIN)
    }

    /// Whether it was held elsewhere and came in as a file.
    pub(crate) fn is_imported(&self) -> bool {
        !self.source.is_empty()
    }

    pub(crate) fn money(&self) -> Money {
        Money { decimals: self.decimals.try_into().unwrap_or_default() }
    }

    /// An amount of smallest units in the reader's words: without decimals if it needs none.
    pub(crate) fn words(&self, say: &Say, amount: i64) -> String {
        let unit = self.money().unit() as i64;
        let digits = if amount % unit == 0 { 0 } else { self.decimals as usize };
        let number = say.number(amount as f64 / unit as f64, digits);
        self.with_currency(say, number)
    }

    /// A number with the currency, where a file says which.
    pub(crate) fn with_currency(&self, say: &Say, number: String) -> String {
        if self.currency.is_empty() {
            return number;
        }
        say.with("fund-money", &[("amount", number.into()), ("currency", self.currency.as_str().into())])
    }

    /// What stands for it in other rooms.
    pub(crate) fn about(&self) -> Ref {
        Ref::new("fund", self.id.0)
    }

    /// Its page, inside the initiative, and what follows it.
    pub(crate) fn path(&self, rest: &str) -> String {
        format!("funds/{}{rest}", self.number)
    }

    pub(crate) fn card(&self, slug: &str) -> Card {
        Card {
            about: self.about(),
            stage: Stage::Decision,
            title: self.title.clone(),
            href: format!("/i/{slug}/{}", self.path("")),
            at: self.opened_at,
        }
    }
}

/// What other rooms and the shell may know of a shared budget.
pub(crate) struct FundKind;

#[async_trait]
impl Kind for FundKind {
    fn name(&self) -> &'static str {
        "fund"
    }

    fn stage(&self) -> Stage {
        Stage::Decision
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        Ok(store::these(read, cx.initiative()?, ids).await?.iter().map(|fund| fund.card(slug)).collect())
    }
}

/// What waits for whoever runs shared budgets: projects to look at, a rule to fix, votes to count.
pub(crate) async fn today(cx: &Context, read: &mut Read) -> Result<Vec<Waiting>> {
    let mut waiting = Vec::new();
    if !cx.could(&OPEN) {
        return Ok(waiting);
    }
    let (initiative, slug) = (cx.initiative()?, &cx.place()?.slug);
    let now = crate::clock(cx, read).await?;
    for fund in store::uncounted(read, initiative).await? {
        let phase = fund.phase(now);
        let count = if phase.before_voting() {
            project::store::waiting(read, initiative, fund.number).await?
        } else {
            0
        };
        let (text, at) = match phase {
            _ if count > 0 => ("today-fund-projects", fund.opens_at),
            Phase::Preparing | Phase::Waiting if fund.rule.is_none() => ("today-fund-rule", fund.opens_at),
            Phase::Over if fund.rule.is_some() && due::is_late(fund.closes_at, now) => {
                ("today-fund-count", fund.closes_at)
            }
            _ => continue,
        };
        let args = vec![("title", fund.title.clone()), ("count", count.to_string())];
        let href = fund.card(slug).href;
        waiting.push(Waiting { why: Why::Waits, text, args, href, at: Some(at) });
    }
    Ok(waiting)
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::*;

    fn fund() -> Fund {
        let day = |day: &str| -> Timestamp { format!("2026-{day}T00:00:00Z").parse().unwrap() };
        Fund {
            id: FundId::new(),
            number: 1,
            title: String::new(),
            description: String::new(),
            currency: "EUR".to_owned(),
            decimals: 2,
            amount: 1_000_000,
            voters: Voters::Link,
            way: Way::Approval,
            most: 0,
            proposals_until: Some(day("03-01")),
            opens_at: day("04-01"),
            closes_at: day("05-01"),
            rule: None,
            ties: Tied::Votes,
            rule_why: String::new(),
            rule_by: String::new(),
            rule_at: None,
            opened_by: String::new(),
            opened_at: day("01-01"),
            counted_at: None,
            source: String::new(),
        }
    }

    #[test]
    fn nobody_votes_before_a_rule_is_fixed() {
        let fund = fund();
        let moment = SignedDuration::from_micros(1);
        assert_eq!(fund.phase(fund.opened_at), Phase::Proposing);
        assert_eq!(fund.phase(fund.proposals_until.unwrap()), Phase::Preparing);
        assert_eq!(fund.phase(fund.opens_at - moment), Phase::Preparing);
        assert_eq!(fund.phase(fund.opens_at), Phase::Waiting);
        let fixed = Fund { rule: Some(Rule::Shares), ..fund.clone() };
        assert_eq!(fixed.phase(fixed.opens_at), Phase::Open);
        assert_eq!(fixed.phase(fixed.closes_at - moment), Phase::Open);
        assert_eq!(fixed.phase(fixed.closes_at), Phase::Over);
        assert_eq!(fund.phase(fund.closes_at), Phase::Over);
        let counted = Fund { counted_at: Some(fixed.closes_at), ..fixed };
        assert_eq!(counted.phase(counted.opens_at), Phase::Counted);
    }
}
