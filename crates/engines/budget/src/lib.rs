//! Dividing shared money fairly.
//!
//! People vote on [`Project`]s with costs, and a rule spends a budget: [`greedy`], as most cities do; [`equal_shares`],
//! which gives everybody the same share to spend on what they support; or [`phragmen`], under which everybody earns at the
//! same rate. Each answers an [`Outcome`] that says of every project why it was funded or not, what was missing, and how
//! many more supporters it needed.
//!
//! All arithmetic is exact: money is whole smallest units, payments are fractions, and what is compared is compared as
//! whole numbers of any size where machine numbers leave a doubt (`ledger`). Ties are broken by a declared rule
//! ([`Ties`]) and reported. Nothing depends on the order in which people voted.
//!
//! ```
//! use budget::{Completion, Ties, Utility, equal_shares, pb};
//!
//! let file = pb::read("META\nkey;value\nbudget;100\nvote_type;approval\n\
//!     PROJECTS\nproject_id;cost\npark;60\nbench;20\npath;50\n\
//!     VOTES\nvoter_id;vote\n1;park\n2;park\n3;park,path\n4;bench\n")?;
//! let election = file.election(pb::Weights::Approvals)?;
//! let counted = equal_shares(&election, Utility::Cost, Completion::None, Ties::Id);
//! // Everybody holds 25. The park takes 20 from each of its three supporters, the bench 20 from its one.
//! assert_eq!(counted.outcome.selected, [0, 1]);
//! let path = &counted.outcome.explanations[2];
//! assert_eq!(election.money().exact(path.short_by.as_ref().unwrap()), "45");
//! assert_eq!(path.supporters_needed, Some(2));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod election;
mod greedy;
mod ledger;
mod money;
mod outcome;
pub mod pb;
mod phragmen;
mod shares;
mod ties;

pub use election::{Election, Invalid, Project, Supporter, Vote};
pub use greedy::{Greedy, greedy};
pub use money::{MOST, Money};
pub use num_rational::BigRational;
pub use outcome::{Explanation, Outcome, Reason};
pub use phragmen::phragmen;
pub use shares::{Comparison, Completion, EqualShares, Payers, account, compare, equal_shares};
pub use ties::{Tie, Ties};

/// What a funded project is worth to a voter who supports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Utility {
    /// Its cost, times the weight on the ballot.
    Cost,
    /// The weight on the ballot, which is 1 for each approval.
    Cardinality,
    /// The weight on the ballot: points, or places in a ranking. [`greedy`] then goes by points, not by points for money.
    Points,
}
