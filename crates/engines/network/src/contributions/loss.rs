//! What would end if one organisation left.

use super::Contributions;

/// What hangs on one organisation.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Loss {
    /// Active activities to which nobody else gives, in order.
    pub activities_left_with_nobody: Vec<usize>,
    /// Active activities that it leads, in order.
    pub activities_left_without_lead: Vec<usize>,
    /// Outcomes for which nobody would be left, in order.
    pub outcomes_lost: Vec<usize>,
    /// Strengths that nobody else has, in order.
    pub strengths_lost: Vec<usize>,
    /// Its share of all hours of active work; 0 if there are none.
    pub share_of_all_hours: f64,
}

impl Contributions {
    /// For each organisation what would end if it left.
    pub fn losses(&self) -> Vec<Loss> {
        let mut losses = vec![Loss::default(); self.organisations.len()];
        for (at, work) in self.live() {
            if let [(only, _)] = work.gives[..] {
                losses[only].activities_left_with_nobody.push(at);
            }
            if let Some(lead) = work.lead {
                losses[lead].activities_left_without_lead.push(at);
            }
        }
        for outcome in 0..self.outcomes.len() {
            let mut givers = (0..self.organisations.len()).filter(|&one| self.row(one)[outcome] > 0.0);
            if let (Some(only), None) = (givers.next(), givers.next()) {
                losses[only].outcomes_lost.push(outcome);
            }
        }
        for (strength, holders) in self.holders().iter().enumerate() {
            if let [(only, _)] = holders[..] {
                losses[only].strengths_lost.push(strength);
            }
        }
        let committed = self.committed();
        let of_all: f64 = committed.iter().sum();
        for (loss, hours) in losses.iter_mut().zip(committed) {
            loss.share_of_all_hours = if of_all > 0.0 { hours / of_all } else { 0.0 };
        }
        losses
    }
}
