//! `groundswell lab budget`.

mod report;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use anyhow::{Context, Result};
use budget::pb::{self, Weights};
use budget::{Election, EqualShares, Outcome, Payers, equal_shares, greedy, phragmen};
use clap::{Args, ValueEnum};

use crate::{Report, Stopwatch};

/// What `lab budget` is asked.
#[derive(Debug, Args)]
pub(crate) struct Budget {
    /// An election in the .pb format of Pabulib
    file: PathBuf,
    /// How the money is divided
    #[arg(long, value_enum, default_value_t = Rule::EqualShares)]
    rule: Rule,
    /// What a funded project is worth to its supporters; otherwise cost for approvals, points or borda where voters gave
    /// points or ranked. The greedy rules go by votes, by votes for each unit of money, by points
    #[arg(long, value_enum)]
    utility: Option<Utility>,
    /// What is done with money that equal shares leave over
    #[arg(long, value_enum, default_value_t = Completion::None)]
    completion: Completion,
    /// The least score for greedy-threshold; otherwise the one in the file
    #[arg(long, value_name = "SCORE")]
    threshold: Option<u64>,
    /// Which of equally good projects comes first
    #[arg(long, value_enum, default_value_t = Ties::Id)]
    ties: Ties,
    /// Say of every voter what their equal share bought
    #[arg(long)]
    voters: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Rule {
    /// By votes or points; what does not fit is skipped
    Greedy,
    /// The same, but the first that does not fit ends it
    GreedyNoSkip,
    /// The same as greedy, without projects below a threshold
    GreedyThreshold,
    /// The Method of Equal Shares
    EqualShares,
    /// Phragmén's sequential rule, by who supports what
    Phragmen,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Utility {
    /// Its cost
    Cost,
    /// 1
    Cardinality,
    /// The points given to it
    Points,
    /// Of a ballot that ranks k projects, k for the first, 1 for the last
    Borda,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Completion {
    /// Nothing
    None,
    /// Shares rise by one unit of currency at a time, until the next would overspend or nothing more fits
    Add1,
    /// add1, then greedy
    Add1u,
    /// Shares rise until the next would overspend; then voters choose between that and greedy
    Comparison,
    /// add1 in the finest steps: all shares together rise by the smallest unit of money
    Addopt,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Ties {
    /// The id that comes first in the alphabet
    Id,
    /// More votes, then lower cost, then id
    Votes,
    /// The one that stands first in the file
    File,
}

/// What a rule answered, with accounts if it keeps any.
enum Counted<'a> {
    Outcome(Outcome),
    Shares(Box<EqualShares<'a>>),
}

impl Counted<'_> {
    fn outcome(&self) -> &Outcome {
        match self {
            Self::Outcome(outcome) => outcome,
            Self::Shares(shares) => &shares.outcome,
        }
    }

    fn shares(&self) -> Option<&EqualShares<'_>> {
        match self {
            Self::Outcome(_) => None,
            Self::Shares(shares) => Some(shares),
        }
    }

    /// The equal shares, unless voters preferred the greedy outcome.
    fn standing(&self) -> Option<&EqualShares<'_>> {
        self.shares().filter(|shares| shares.comparison.is_none_or(|voters| voters.greedy <= voters.shares))
    }

    /// How a project was paid for, if it was with shares.
    fn payers(&self, project: u32) -> Option<Payers> {
        let shares = self.standing()?;
        let place = shares.bought().iter().position(|&bought| bought == project)?;
        Some(shares.payers(place))
    }
}

impl Budget {
    pub(crate) fn run(&self, stopwatch: &mut Stopwatch) -> Result<Report> {
        let shares = self.rule == Rule::EqualShares;
        anyhow::ensure!(
            shares || self.completion == Completion::None,
            "--completion is for --rule equal-shares"
        );
        anyhow::ensure!(
            shares || !self.voters,
            "--voters is for --rule equal-shares: under the others nobody has an account"
        );
        let file =
            pb::read(&crate::read_text(&self.file)?).with_context(|| self.file.display().to_string())?;
        let utility = self.utility.unwrap_or(match file.weights() {
            Weights::Approvals => Utility::Cost,
            Weights::Points => Utility::Points,
            Weights::Borda => Utility::Borda,
        });
        let weights = match utility {
            Utility::Cost | Utility::Cardinality => Weights::Approvals,
            Utility::Points => Weights::Points,
            Utility::Borda => Weights::Borda,
        };
        let election = file.election(weights).with_context(|| self.file.display().to_string())?;
        let points = if utility == Utility::Points { file.points_decimals } else { 0 };
        let greedily = self.greedily(&file, points)?;
        let counted = stopwatch.time(|| self.count(&election, utility, greedily));
        Ok(report::report(
            &report::Asked { command: self, utility, points, file: &file, election: &election },
            &counted,
        ))
    }

    /// The greedy rule that is asked for, if one is. Points have so many decimals.
    fn greedily(&self, file: &pb::File, points: u32) -> Result<Option<budget::Greedy>> {
        Ok(match self.rule {
            Rule::Greedy => Some(budget::Greedy::Skip),
            Rule::GreedyNoSkip => Some(budget::Greedy::Stop),
            Rule::GreedyThreshold => Some(budget::Greedy::Threshold(self.least(file, points)?)),
            Rule::EqualShares | Rule::Phragmen => None,
        })
    }

    /// The threshold, in the smallest unit of points with so many decimals.
    fn least(&self, file: &pb::File, points: u32) -> Result<u64> {
        let given = self.threshold.map(|threshold| threshold.to_string());
        let text = given.as_deref().or(file.meta("min_project_score_threshold"));
        let text =
            text.context("greedy-threshold needs --threshold: the file has no min_project_score_threshold")?;
        let threshold: u64 =
            text.parse().with_context(|| format!("the threshold {text} is not a whole number"))?;
        threshold.checked_mul(10_u64.pow(points)).with_context(|| format!("the threshold {text} is too high"))
    }

    fn count<'a>(
        &self,
        election: &'a Election,
        utility: Utility,
        greedily: Option<budget::Greedy>,
    ) -> Counted<'a> {
        let ties = match self.ties {
            Ties::Id => budget::Ties::Id,
            Ties::Votes => budget::Ties::Votes,
            Ties::File => budget::Ties::Declared,
        };
        let utility = match utility {
            Utility::Cost => budget::Utility::Cost,
            Utility::Cardinality => budget::Utility::Cardinality,
            Utility::Points | Utility::Borda => budget::Utility::Points,
        };
        let completion = match self.completion {
            Completion::None => budget::Completion::None,
            Completion::Add1 => budget::Completion::Add1,
            Completion::Add1u => budget::Completion::Add1u,
            Completion::Comparison => budget::Completion::Comparison,
            Completion::Addopt => budget::Completion::AddOpt,
        };
        match (self.rule, greedily) {
            (Rule::EqualShares, _) => {
                Counted::Shares(Box::new(equal_shares(election, utility, completion, ties)))
            }
            (_, Some(rule)) => Counted::Outcome(greedy(election, utility, rule, ties)),
            (_, None) => Counted::Outcome(phragmen(election, ties)),
        }
    }
}
