//! A verification's outcome in plain words, for the command line.

use std::fmt::{Display, Formatter, Result};

use crate::verify::{Broken, Flaw, Held, Report};

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.initiative {
            Some(initiative) => writeln!(f, "Journal of {initiative}")?,
            None => writeln!(f, "This is no journal.")?,
        }
        if !self.key.is_empty() {
            writeln!(f, "Signed with {}", self.key)?;
        }
        write!(
            f,
            "{} sound, under {}",
            counted(self.entries, "entry is", "entries are"),
            counted(self.checkpoints, "checkpoint", "checkpoints")
        )?;
        match self.sealed_at {
            Some(at) => writeln!(f, ", the last of {at}.")?,
            None => writeln!(f, ".")?,
        }
        if self.erased > 0 {
            writeln!(
                f,
                "{} something erased; the proof holds without it.",
                counted(self.erased, "entry has had", "entries have had")
            )?;
        }
        if self.imported > 0 {
            writeln!(
                f,
                "{} an earlier time than the checkpoint before.",
                counted(self.imported, "imported entry carries", "imported entries carry")
            )?;
        }
        if self.unsealed > 0 {
            writeln!(
                f,
                "{} to be sealed; nothing can be said of that yet.",
                counted(self.unsealed, "entry waits", "entries wait")
            )?;
        }
        if let Some(broken) = &self.broken {
            writeln!(f, "{broken}")?;
        }
        if let Some(held) = &self.held {
            writeln!(f, "{held}")?;
        }
        write!(f, "{}", if self.is_whole() { "The journal is whole." } else { "THE JOURNAL IS NOT WHOLE." })
    }
}

fn counted(n: u64, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

impl Display for Broken {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if self.seq == self.through {
            write!(f, "First broken at entry {}: {}", self.seq, self.flaw)
        } else {
            write!(f, "First broken between entries {} and {}: {}", self.seq, self.through, self.flaw)
        }
    }
}

impl Display for Flaw {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self {
            Self::Missing => "it is missing.",
            Self::Displaced => "another entry stands in its place.",
            Self::Changed => "it was changed after it was sealed, or moved there from another place.",
            Self::Actor => "who did it is not who was sealed.",
            Self::Words => "its text is not the text that was sealed.",
            Self::BackDated => "it claims to be older than a checkpoint that does not know of it.",
            Self::Root => "these are not the entries that were signed.",
            Self::Signature => {
                "the checkpoint over it is not signed by this journal's key, or cannot be read."
            }
            Self::Gap => "a checkpoint over it is missing.",
            Self::Uncovered => "it is numbered, but no checkpoint covers it.",
            Self::Unreadable => "the line of the file cannot be read.",
            Self::Cut => "the file does not go on as an export does.",
        })
    }
}

impl Display for Held {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Extended { size } => {
                write!(f, "Your checkpoint holds: the first {size} are still the ones it covers.")
            }
            Self::Forked { size } => {
                write!(
                    f,
                    "Your checkpoint does NOT hold: the first {size} are not the ones it was signed for."
                )
            }
            Self::Shortened { size } => {
                write!(f, "Your checkpoint covers {size} entries; this journal has fewer.")
            }
            Self::Foreign => write!(f, "Your checkpoint was not signed with this journal's key."),
            Self::Unknown => {
                write!(f, "Your checkpoint was not reached: the journal is broken before its end.")
            }
        }
    }
}
