//! Files of ballots.

use std::path::Path;

use anyhow::{Context, Result, bail};
use tally::formats::{self, Election, Malformed};
use tally::{Limits, Scores};

use super::method::Method;
use crate::read_text;

/// Ballots as a method needs them.
pub(super) enum Source {
    /// Orders.
    Ranks(Election),
    /// Numbers.
    Scores(Scores),
}

impl Source {
    /// Reads a file. Scores become orders for a method that counts orders; orders never become scores.
    pub(super) fn read(file: &Path, method: Method, limits: Limits) -> Result<Self> {
        let text = read_text(file)?;
        let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
        let ranks = match ending.as_str() {
            "blt" => Some(formats::blt(&text)),
            "soc" | "soi" | "toc" | "toi" => Some(formats::preflib(&text)),
            "csv" => ranks_in_cells(&text),
            _ => bail!("{} does not end in .blt, .soc, .soi, .toc, .toi or .csv", file.display()),
        };
        let name = || file.display().to_string();
        match ranks {
            Some(_) if method.needs_scores() => {
                bail!("{} holds orders, but {} counts numbers; give a .csv of scores", name(), method.word())
            }
            Some(ranks) => Ok(Self::Ranks(ranks.with_context(name)?)),
            None => {
                let scores = formats::scores(&text, limits).with_context(name)?;
                if method.needs_scores() || method == Method::Approval {
                    return Ok(Self::Scores(scores));
                }
                let ballots = scores.rankings();
                Ok(Self::Ranks(Election { title: String::new(), ballots, seats: None, tie_order: None }))
            }
        }
    }

    pub(super) fn options(&self) -> &[String] {
        match self {
            Self::Ranks(election) => election.ballots.options(),
            Self::Scores(scores) => scores.options(),
        }
    }

    pub(super) fn seats(&self) -> Option<usize> {
        match self {
            Self::Ranks(election) => election.seats,
            Self::Scores(_) => None,
        }
    }

    pub(super) fn tie_order(&self) -> Option<&[usize]> {
        match self {
            Self::Ranks(election) => election.tie_order.as_deref(),
            Self::Scores(_) => None,
        }
    }

    pub(super) fn cast(&self) -> u64 {
        match self {
            Self::Ranks(election) => election.ballots.cast(),
            Self::Scores(scores) => scores.cast(),
        }
    }

    /// Ballots that say nothing.
    pub(super) fn abstained(&self) -> u64 {
        match self {
            Self::Ranks(election) => election.ballots.cast() - election.ballots.voting(),
            Self::Scores(scores) => scores
                .iter()
                .filter(|(_, values)| values.iter().all(Option::is_none))
                .map(|(weight, _)| weight)
                .sum(),
        }
    }
}

/// The election in comma-separated cells, by how they begin; `None` if they hold scores.
fn ranks_in_cells(text: &str) -> Option<Result<Election, Malformed>> {
    let first = text.trim_start_matches('\u{feff}').lines().find(|line| !line.trim().is_empty())?;
    let mut cells = first.split(',').map(|cell| cell.trim().trim_matches('"').to_lowercase());
    let whole = |cell: Option<String>| cell.is_some_and(|cell| cell.parse::<u64>().is_ok());
    if first.starts_with("VoteKit") {
        Some(formats::votekit(text))
    } else if cells.clone().any(|cell| ["rank1", "rank 1", "rank_1"].contains(&cell.as_str())) {
        Some(formats::cast_vote_records(text))
    } else if whole(cells.next()) && whole(cells.next()) {
        Some(formats::scottish(text))
    } else {
        None
    }
}
