use std::collections::BTreeSet;

use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problem, Problems, Result, Told};
use serde::Deserialize;

use super::{Ballot, VOTE, store, voter};
use crate::fund::{self, Fund, JOIN, Phase, Voters, Way};
use crate::neutral;
use crate::project::{self, Project};
use crate::vote::Voice;

/// Votes in a shared budget, or changes an earlier ballot.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ChooseProjects {
    /// The fund's number; the API takes it from the address.
    #[serde(default)]
    pub fund: i64,
    /// The numbers of the projects one chooses; where they are ranked, the best first.
    pub projects: Vec<i64>,
    /// As many points, where the budget gives points.
    #[serde(default)]
    pub points: Vec<i64>,
    /// What a browser without an account is known by; whoever is signed in needs none.
    #[serde(default)]
    pub voice: Option<Voice>,
}

#[async_trait]
impl Act for ChooseProjects {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&VOTE, Owner::Nobody)?;
        neutral(cx, &VOTE)?;
        let initiative = cx.initiative()?;
        let fund = fund::store::numbered(tx, initiative, self.fund).await?.ok_or(Error::Missing)?;
        if fund.voters == Voters::Members {
            cx.may(&JOIN, Owner::Nobody)?;
        }
        // From here on nobody else votes in this fund, and whoever counts it waits.
        fund::store::cast(tx, initiative, fund.number).await?;
        match fund.now(cx, tx).await? {
            Phase::Open => {}
            phase if phase.before_voting() => return Err(Error::Rule("rule-fund-later")),
            _ => return Err(Error::Rule("rule-fund-over")),
        }
        let projects = project::store::accepted(tx, initiative, fund.number).await?;
        let ballot = self.checked(&fund, &projects)?;

        let voter = voter(cx, tx, &fund, self.voice.as_ref()).await?;
        let before = store::of_voter(tx, initiative, fund.number, voter).await?;
        if before.as_ref() == Some(&ballot) {
            return Ok(());
        }
        store::keep(tx, initiative, (fund.number, voter), &ballot, before.as_ref()).await?;
        if before.is_none() {
            fund::store::count_ballot(tx, initiative, fund.number).await?;
        }
        cx.tell(tx, Told::new("ballot.cast", fund.about(), &fund.title).anonymous()).await
    }
}

impl ChooseProjects {
    /// The ballot, if it is one of this fund.
    fn checked(&self, fund: &Fund, projects: &[Project]) -> Result<Ballot> {
        let mut problems = Problems::none();
        let known = |number: &i64| projects.iter().any(|project| project.number == *number);
        problems.check(!self.projects.is_empty(), "project", "problem-ballot-empty");
        let once = self.projects.iter().collect::<BTreeSet<_>>().len() == self.projects.len();
        problems.check(once && self.projects.iter().all(known), "project", "problem-ballot-project");
        let (limit, key) = match fund.way {
            Way::Points => (
                self.points.iter().try_fold(0, |sum: i64, more| sum.checked_add(*more)),
                "problem-ballot-points",
            ),
            _ => (i64::try_from(self.projects.len()).ok(), "problem-ballot-many"),
        };
        if fund.most > 0 && limit.is_none_or(|limit| fund.most < limit) {
            let given = limit.unwrap_or(i64::MAX);
            let problem = Problem::new("project", key).with("most", fund.most.to_string());
            problems.add(problem.with("given", given.to_string()));
        }
        let points = if fund.way.vote_type().has_points() {
            let fit =
                self.points.len() == self.projects.len() && self.points.iter().all(|points| *points > 0);
            problems.check(fit, "project", "problem-ballot-given");
            self.points.clone()
        } else {
            Vec::new()
        };
        problems.done()?;
        let mut projects = self.projects.clone();
        if fund.way == Way::Approval {
            // Where places say nothing, equal ballots look alike.
            projects.sort_unstable();
        }
        Ok(Ballot { projects, points })
    }
}
