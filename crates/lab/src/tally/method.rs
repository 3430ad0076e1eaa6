//! The methods by name.

use clap::ValueEnum;
use tally::{Count, Limits, Lot, Strength, Stv};

use super::Share;
use super::source::Source;

/// A method of counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Method {
    /// Most first choices
    #[value(alias = "plurality", alias = "hands")]
    ShowOfHands,
    /// More first choices than any other, and at least --support of them
    Majority,
    /// Most ballots that name or tick the option
    Approval,
    /// Largest sum of scores; no score is 0
    Score,
    /// Largest mean of scores; no score is ignored
    ScoreMean,
    /// Highest middle grade (majority judgment)
    #[value(alias = "majority-judgment", alias = "median-grade")]
    Median,
    /// The two with the largest sums, then who is preferred of them
    Star,
    /// Most dots
    #[value(alias = "cumulative", alias = "dots")]
    Dot,
    /// Most votes, of which v on one option cost v² credits
    Quadratic,
    /// Instant runoff
    #[value(alias = "instant-runoff")]
    Irv,
    /// Schulze's beat paths
    Schulze,
    /// Tideman's ranked pairs
    RankedPairs,
    /// Copeland's points, with the Smith set
    Copeland,
    /// Least worst defeat
    Minimax,
    /// Single transferable vote, Scottish rules of 2007, 5 decimals
    #[value(
        alias = "scottish",
        alias = "scotland",
        alias = "stv",
        alias = "stv-scotland",
        alias = "scottish-stv"
    )]
    StvScottish,
    /// Single transferable vote, weighted inclusive Gregory, exact fractions
    #[value(alias = "wigm", alias = "wigm-rational", alias = "wigm-exact")]
    StvWigm,
    /// Weighted inclusive Gregory, 18 decimals and 9 guard digits
    #[value(alias = "wigm-guarded")]
    StvWigmGuarded,
    /// Weighted inclusive Gregory, PR Foundation's reference rule, 4 decimals
    #[value(alias = "wigm-prf")]
    StvWigmPrf,
    /// Single transferable vote by Meek, PR Foundation's reference rule, 9 decimals
    #[value(alias = "meek", alias = "meek-prf")]
    StvMeek,
    /// Meek, exact fractions (small elections)
    #[value(alias = "meek-exact", alias = "meek-rational")]
    StvMeekExact,
    /// Meek, 18 decimals and 9 guard digits
    #[value(alias = "meek-guarded")]
    StvMeekGuarded,
    /// A round of consent
    Consent,
    /// A poll on the six gradients of agreement
    Gradients,
}

impl Method {
    /// Its name.
    pub(super) fn word(self) -> String {
        self.to_possible_value().expect("every method has a name").get_name().to_owned()
    }

    /// Whether it needs numbers, not only an order.
    pub(super) fn needs_scores(self) -> bool {
        matches!(
            self,
            Self::Score | Self::ScoreMean | Self::Median | Self::Star | Self::Dot | Self::Quadratic
        )
    }

    pub(super) fn fills_several_seats(self) -> bool {
        !matches!(self, Self::Irv | Self::Majority)
    }

    /// What a ballot with numbers may hold.
    pub(super) fn limits(self, limit: Option<u16>, cap: Option<u16>) -> Limits {
        match self {
            Self::Approval => Limits::approval(),
            Self::Dot => {
                let dots = limit.unwrap_or(8);
                Limits::dots(dots, cap.unwrap_or(dots))
            }
            Self::Quadratic => Limits::credits(limit.unwrap_or(100).into()),
            _ if self.needs_scores() => Limits::scores(limit.map_or(5, |limit| limit as i16)),
            _ => Limits { lowest: i16::MIN, highest: i16::MAX, sum: None, squares: None },
        }
    }

    /// Counts. The source is of the kind that the method needs.
    pub(super) fn count(
        self,
        source: &Source,
        seats: usize,
        strength: Strength,
        Share(part, whole): Share,
        lot: &Lot,
    ) -> Count {
        match source {
            Source::Scores(scores) => match self {
                Self::ScoreMean => tally::mean(scores, seats, lot),
                Self::Median => tally::median(scores, seats, lot),
                Self::Star => tally::star(scores, seats, lot),
                _ => tally::total(scores, seats, lot),
            },
            Source::Ranks(election) => {
                let ballots = &election.ballots;
                let stv = |rule| tally::stv(ballots, seats, rule, lot);
                match self {
                    Self::Majority => tally::majority(ballots, (part, whole)),
                    Self::Approval => tally::approval(ballots, seats, lot),
                    Self::Irv => tally::instant_runoff(ballots, lot),
                    Self::Schulze => tally::schulze(ballots, seats, strength, lot),
                    Self::RankedPairs => tally::ranked_pairs(ballots, seats, strength, lot),
                    Self::Copeland => tally::copeland(ballots, seats, lot),
                    Self::Minimax => tally::minimax(ballots, seats, strength, lot),
                    Self::StvScottish => stv(Stv::Scottish),
                    Self::StvWigm => stv(Stv::Wigm),
                    Self::StvWigmGuarded => stv(Stv::WigmGuarded),
                    Self::StvWigmPrf => stv(Stv::WigmReference),
                    Self::StvMeek => stv(Stv::Meek),
                    Self::StvMeekExact => stv(Stv::MeekExact),
                    Self::StvMeekGuarded => stv(Stv::MeekGuarded),
                    _ => tally::show_of_hands(ballots, seats, lot),
                }
            }
        }
    }
}
