//! How a budget is voted on and counted: the choices that a form, a file and the API name by a word.

use budget::Ties;
use budget::pb::VoteType;

kernel::words! {
    /// Who votes.
    pub enum Voters {
        /// Whoever may see it, with or without an account.
        Link = "link",
        /// Members of the initiative.
        Members = "members",
    }
}

kernel::words! {
    /// How people vote: the `vote_type` of a `.pb` file.
    pub enum Way {
        /// Each ticks the projects they support.
        Approval = "approval",
        /// Each puts projects in order, the best first.
        Ranking = "ordinal",
        /// Each spreads points over projects.
        Points = "cumulative",
        /// Each names one project.
        One = "choose-1",
        /// Each gives projects points, without a limit on their sum.
        Scores = "scoring",
    }
}

impl Way {
    /// Those that a new budget can have; the others come in files.
    pub(crate) const OFFERED: [Self; 3] = [Self::Approval, Self::Points, Self::Ranking];

    /// Whether a vote for one project weighs more than for another: by points, or by places.
    pub(crate) fn has_weights(self) -> bool {
        !matches!(self, Self::Approval | Self::One)
    }

    pub(crate) fn vote_type(self) -> VoteType {
        match self {
            Self::Approval => VoteType::Approval,
            Self::Ranking => VoteType::Ordinal,
            Self::Points => VoteType::Cumulative,
            Self::One => VoteType::ChooseOne,
            Self::Scores => VoteType::Scoring,
        }
    }
}

kernel::words! {
    /// By which rule the money is divided.
    pub enum Rule {
        /// The Method of Equal Shares: everybody has the same share to spend on what they chose. What no share reaches goes
        /// to what most people chose and still fits.
        Shares = "equal-shares",
        /// What most people chose, one after the other, as far as the money goes.
        Greedy = "greedy",
        /// Everybody earns at the same rate; a project is bought as soon as those who chose it can pay for it.
        Phragmen = "phragmen",
    }
}

kernel::words! {
    /// Which of equally good projects comes first.
    pub enum Tied {
        /// The one more people chose, then the cheaper one.
        Votes = "votes",
        /// The one that was proposed first.
        First = "first",
    }
}

impl From<Tied> for Ties {
    fn from(tied: Tied) -> Self {
        match tied {
            Tied::Votes => Self::Votes,
            Tied::First => Self::Declared,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_is_a_type_of_file() {
        for way in Way::ALL {
            assert_eq!(way.vote_type().word(), way.word());
        }
    }
}
