//! What comes of a shared budget: counted once under every rule, when voting is over; and why, for each project and for
//! each voter. The rule that was fixed decides, the others stand beside it to learn from.

pub(crate) mod acts;
pub(crate) mod api;
mod compare;
mod example;
mod own;
pub(crate) mod page;
mod share;
pub(crate) mod store;
pub(crate) mod why;

use ::store::Read;
use budget::{BigRational, Completion, Election, Explanation, Greedy, Reason, Tie, Ties, Utility};
use kernel::{Context, Result};
use web::ExportTable;

pub(crate) use compare::past;
pub(crate) use example::section as example;
pub(crate) use share::bought;

use crate::fund::{Fund, Rule, Tied};

kernel::words! {
    /// Why a project is funded or not.
    pub enum Why {
        /// Its turn came and the money was there; or its supporters paid for it.
        Funded = "funded",
        /// It costs nothing and somebody chose it.
        Free = "free",
        /// Funded from what the shares left over.
        Completed = "completed",
        /// Nobody chose it.
        Nobody = "nobody",
        /// It costs more than the whole budget.
        Beyond = "beyond-budget",
        /// The money was not enough.
        Short = "short",
        /// The rule stopped before its turn came.
        Stopped = "stopped",
    }
}

impl From<Reason> for Why {
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::Funded => Self::Funded,
            Reason::Free => Self::Free,
            Reason::Completed => Self::Completed,
            // No rule here asks for more votes than one.
            Reason::BelowThreshold => Self::Nobody,
            Reason::BeyondBudget => Self::Beyond,
            Reason::Short => Self::Short,
            Reason::Stopped => Self::Stopped,
        }
    }
}

/// What comes of a fund under one rule.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Allocation {
    pub(crate) rule: Rule,
    /// What each voter had, under Equal Shares: in smallest units.
    pub(crate) share: Option<BigRational>,
    pub(crate) spent: i64,
    /// How many voters get at least one project that they chose.
    pub(crate) served: i64,
    /// How many get more of what they chose than under [`Rule::Greedy`].
    pub(crate) ahead: i64,
    /// How many get less.
    pub(crate) behind: i64,
    /// Projects that were equally good when one of them was chosen, the chosen one first.
    pub(crate) ties: Vec<Vec<i64>>,
    /// Of each project, by its number.
    pub(crate) lines: Vec<Line>,
}

/// What comes of one project under one rule, and why.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub(crate) project: i64,
    /// How many chose it.
    pub(crate) supporters: i64,
    /// Its votes or points.
    pub(crate) score: i64,
    /// Its turn among those that are funded, from 1.
    pub(crate) place: Option<i64>,
    pub(crate) why: Why,
    /// The money that was missing, in smallest units.
    pub(crate) short_by: Option<BigRational>,
    /// How many more supporters would have made sure of it.
    pub(crate) needed: Option<i64>,
    /// What was paid for each vote or point, in smallest units, if shares paid for it.
    pub(crate) paid: Option<BigRational>,
    /// So many paid that in full.
    pub(crate) in_full: i64,
    /// So many gave the rest of their share, which was less.
    pub(crate) the_rest: i64,
    /// So many had nothing left.
    pub(crate) none_left: i64,
}

impl Line {
    /// Whether it is funded.
    pub(crate) fn is_funded(&self) -> bool {
        self.place.is_some()
    }
}

impl Allocation {
    /// How many projects are funded.
    pub(crate) fn funded(&self) -> usize {
        self.lines.iter().filter(|line| line.is_funded()).count()
    }

    /// What comes of a project.
    pub(crate) fn of(&self, project: i64) -> Option<&Line> {
        self.lines.iter().find(|line| line.project == project)
    }

    /// What is published of the projects that shares paid for, in their order: place in `numbers`, and what was paid for
    /// each vote or point.
    pub(crate) fn bought(&self, numbers: &[i64]) -> Vec<(u32, BigRational)> {
        let mut paid: Vec<&Line> = self.lines.iter().filter(|line| line.paid.is_some()).collect();
        paid.sort_by_key(|line| line.place);
        let place = |number: i64| numbers.iter().position(|one| *one == number).map(|place| place as u32);
        paid.into_iter().filter_map(|line| Some((place(line.project)?, line.paid.clone()?))).collect()
    }
}

/// Counts an election under every rule. `numbers` are those of its projects, in its order.
pub(crate) fn counted(election: &Election, numbers: &[i64], tied: Tied) -> Vec<Allocation> {
    let ties = Ties::from(tied);
    let shares = budget::equal_shares(election, Utility::Cost, Completion::Add1u, ties);
    let greedy = budget::greedy(election, Utility::Cost, Greedy::Skip, ties);
    let phragmen = budget::phragmen(election, ties);
    // Money that nothing else needs would fit what nobody chose; it comes last under every rule, and is left alone here.
    let chosen = |outcome: &budget::Outcome| -> Vec<u32> {
        let selected = outcome.selected.iter().copied();
        selected.filter(|&project| election.supported_by(project) > 0).collect()
    };
    let by_votes = chosen(&greedy);
    let whole = |rule: Rule, outcome: &budget::Outcome| {
        let selected = chosen(outcome);
        let compared = budget::compare(election, Utility::Cost, &selected, &by_votes);
        let number = |project: &u32| numbers[*project as usize];
        let tie = |tie: &Tie| tie.projects.iter().map(number).collect();
        let line = |(project, explanation): (u32, &Explanation)| {
            let place = selected.iter().position(|one| *one == project);
            let supporters = election.supported_by(project) as i64;
            Line {
                project: number(&project),
                supporters,
                score: election.score(project) as i64,
                place: place.map(|place| place as i64 + 1),
                why: if supporters == 0 { Why::Nobody } else { explanation.reason.into() },
                short_by: explanation.short_by.clone(),
                needed: explanation.supporters_needed.map(|needed| needed as i64),
                paid: None,
                in_full: 0,
                the_rest: 0,
                none_left: 0,
            }
        };
        Allocation {
            rule,
            share: None,
            spent: election.cost(&selected) as i64,
            served: election.served(&selected) as i64,
            ahead: compared.shares as i64,
            behind: compared.greedy as i64,
            ties: outcome.ties.iter().map(tie).collect(),
            lines: (0..).zip(&outcome.explanations).map(line).collect(),
        }
    };
    let mut by_shares = whole(Rule::Shares, &shares.outcome);
    by_shares.share = Some(shares.share());
    for (place, &project) in shares.bought().iter().enumerate() {
        let payers = shares.payers(place);
        let line = &mut by_shares.lines[project as usize];
        line.paid = Some(payers.rate);
        line.in_full = payers.full as i64;
        line.the_rest = payers.rest as i64;
        line.none_left = payers.nothing as i64;
    }
    vec![by_shares, whole(Rule::Greedy, &greedy), whole(Rule::Phragmen, &phragmen)]
}

/// What came of every budget under every rule, as open tables.
pub(crate) async fn export(cx: &Context, read: &mut Read, funds: &[Fund]) -> Result<[ExportTable; 2]> {
    let (mut heads, mut lines) = (Vec::new(), Vec::new());
    let exact = |amount: &Option<BigRational>| amount.as_ref().map(ToString::to_string).unwrap_or_default();
    for fund in funds {
        for found in store::all(read, cx.initiative()?, fund.number).await? {
            let [number, rule] = [fund.number.to_string(), found.rule.word().to_owned()];
            heads.push(vec![
                number.clone(),
                rule.clone(),
                exact(&found.share),
                fund.money().text(found.spent as u64),
                found.served.to_string(),
                found.ahead.to_string(),
                found.behind.to_string(),
                store::ties_text(&found.ties),
            ]);
            lines.extend(found.lines.iter().map(|line| {
                vec![
                    number.clone(),
                    rule.clone(),
                    line.project.to_string(),
                    line.supporters.to_string(),
                    line.score.to_string(),
                    line.place.map(|place| place.to_string()).unwrap_or_default(),
                    line.why.word().to_owned(),
                    exact(&line.short_by),
                    line.needed.map(|needed| needed.to_string()).unwrap_or_default(),
                    exact(&line.paid),
                    line.in_full.to_string(),
                    line.the_rest.to_string(),
                    line.none_left.to_string(),
                ]
            }));
        }
    }
    Ok([
        ExportTable {
            name: "fund_allocations",
            columns: &["fund", "rule", "share", "spent", "served", "ahead", "behind", "ties"],
            rows: heads,
        },
        ExportTable {
            name: "fund_allocation_lines",
            columns: &[
                "fund",
                "rule",
                "project",
                "supporters",
                "score",
                "place",
                "why",
                "short_by",
                "needed",
                "paid",
                "in_full",
                "the_rest",
                "none_left",
            ],
            rows: lines,
        },
    ])
}
