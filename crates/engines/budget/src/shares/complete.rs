//! Raising the share until the money is spent.

use super::run::{Run, Watch};

/// When shares rise no further, at the latest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    /// When no supported project fits into the budget any more.
    Exhausted,
    /// Before the purchases would cost more than the budget.
    Overspent,
}

/// The last run before the purchases would cost more than the budget, as the endowment rises by `step` at a time; or the
/// first after which no supported project would fit, or after which all are bought.
///
/// The answer is that of running every step, but most are leapt over. As long as the same projects are bought in the same
/// order, a higher share leaves every purse at least as full at every moment, and so no rate is higher: by induction over
/// the purchases, since a rate falls as purses rise, and a fuller purse less a smaller payment is fuller. So if two shares
/// buy the same in the same order, and if each time every other project's rate at the higher share is above the rate that
/// was paid at the lower one, or equal to it where a tie would not have helped, then every share between them buys the same
/// too ([`Watch::Like`]). What is beyond reach at the end of the higher share's run is beyond reach for them as well. Leaps
/// double while this holds and halve when it does not; a single step is taken as it comes.
pub(super) fn raised(first: Run, step: i128, until: Until) -> Run {
    let mut run = first;
    let mut leap = 1;
    while run.wants(until) {
        let endowment = run.endowment + step * leap;
        if leap > 1 {
            let same = run.again(endowment, &Watch::Like(&run));
            leap = if same.is_some() { leap * 2 } else { leap / 2 };
            run = same.unwrap_or(run);
        } else if let Some(next) = run.again(endowment, &Watch::Budget) {
            leap = if next.bought == run.bought { 2 } else { 1 };
            run = next;
        } else {
            break;
        }
    }
    run
}

impl Run<'_> {
    /// Whether there is a supported project for which the shares should rise.
    fn wants(&self, until: Until) -> bool {
        let left = self.election.budget().saturating_sub(self.election.cost(&self.bought));
        let most = if until == Until::Exhausted { left } else { u64::MAX };
        let mut projects = 0..self.election.projects().len() as u32;
        projects.any(|project| {
            self.is_open(project)
                && self.cost(project) <= most
                && !self.election.supporters(project).is_empty()
        })
    }
}
