use serde::{Deserialize, Serialize};

/// How an initiative speaks of itself: it changes the labels, never the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// The five conditions in their first wording.
    #[default]
    Classic,
    /// With equity at the centre.
    Equity,
    /// Inside one organisation: partners are teams, seats are functions, the public is the company.
    Inside,
}

impl Profile {
    /// Every profile.
    pub const ALL: [Self; 3] = [Self::Classic, Self::Equity, Self::Inside];

    /// Its word in the database, in addresses and in file names.
    pub fn word(self) -> &'static str {
        match self {
            Self::Classic => "classic",
            Self::Equity => "equity",
            Self::Inside => "inside",
        }
    }

    /// The profile of that word; classic for any other.
    pub fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|profile| profile.word() == word).unwrap_or_default()
    }
}
