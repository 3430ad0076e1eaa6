use ::store::Tx;
use async_trait::async_trait;
use jiff::civil::Date;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, PersonId, Problems, Ref, Result, Told, next_number};
use people::PartnershipId;
use serde::Deserialize;

use super::{Delegate, DelegateId, NAME, store};

/// Lets somebody of the initiative report for a partner, from one day to another.
#[derive(Debug, Clone, Deserialize)]
pub struct NameDelegate {
    /// For whom.
    pub partner: PartnershipId,
    /// Who.
    pub person: Option<PersonId>,
    /// The first day, as `2026-07-01`.
    pub since: String,
    /// The last day.
    pub until: String,
    /// Whether they accept numbers too, so that these count.
    #[serde(default)]
    pub accepts: bool,
}

#[async_trait]
impl Act for NameDelegate {
    /// Its number.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&NAME, Owner::Partnership(self.partner.0))?;
        let initiative = cx.initiative()?;
        let partner = people::partner(tx, initiative, self.partner).await?.ok_or(Error::Missing)?;
        let mut problems = Problems::none();
        let members = people::members(tx, initiative).await?;
        let member = members.into_iter().find(|member| Some(member.person) == self.person);
        let member = problems.some(member, "person", "problem-choose");
        let mut day = |field: &str, typed: &str| {
            let day: Option<Date> = typed.trim().parse().ok();
            problems.some(day, field, "problem-date")
        };
        let days = (day("since", &self.since), day("until", &self.until));
        if let (Some(since), Some(until)) = days {
            problems.check(since <= until, "until", "delegate-problem-order");
            problems.check(until.to_string() >= super::today(cx), "until", "delegate-problem-over");
        }
        problems.done()?;
        let (Some(member), (Some(since), Some(until))) = (member, days) else { return Err(Error::Missing) };
        let delegate = Delegate {
            id: DelegateId::new(),
            number: next_number(tx, initiative, "delegate").await?,
            partnership: partner.id,
            person: member.person,
            since: since.to_string(),
            until: until.to_string(),
            accepts: self.accepts,
            named_by: cx.actor.name.clone(),
            named_at: cx.now(),
        };
        store::insert(tx, initiative, &delegate).await?;
        let told = Told::new("delegate.named", Ref::new("partnership", partner.id.0), &partner.name);
        cx.tell(tx, told).await?;
        Ok(delegate.number)
    }
}

/// Ends it, before its last day or after.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct EndDelegate {
    /// The delegate's number.
    pub delegate: i64,
}

#[async_trait]
impl Act for EndDelegate {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let initiative = cx.initiative()?;
        let delegate = store::numbered(tx, initiative, self.delegate).await?.ok_or(Error::Missing)?;
        cx.may(&NAME, delegate.owner())?;
        store::end(tx, initiative, &delegate).await?;
        let partner = people::partner(tx, initiative, delegate.partnership).await?;
        let name = partner.map(|partner| partner.name).unwrap_or_default();
        cx.tell(tx, Told::new("delegate.ended", Ref::new("partnership", delegate.partnership.0), name)).await
    }
}
