//! What an act tells the journal.

use serde::{Deserialize, Serialize};

use crate::Ref;

/// How two objects of the loop hang together, read from the earlier to the later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// statement — cited by → clause
    CitedBy,
    /// clause — decided by → decision
    DecidedBy,
    /// decision — adopts → version, measure, …
    Adopts,
    /// clause — aims at → result
    AimsAt,
    /// result — measured by → measure
    MeasuredBy,
    /// measure — owed by → duty
    OwedBy,
    /// duty — reported in → submission
    ReportedIn,
    /// measure or submission — explained by → story
    ExplainedBy,
    /// story or clause — answered by → activity, commitment, proposal
    AnsweredBy,
    /// activity — carried by → commitment
    CarriedBy,
    /// commitment or activity — led to → win
    LedTo,
    /// win, clause, decision — told back in → answer
    ToldBackIn,
    /// statement — answered in → answer
    AnsweredIn,
    /// meeting or group — holds → whatever came up there
    Holds,
}

impl Relation {
    /// Every relation.
    pub const ALL: [Self; 14] = [
        Self::CitedBy,
        Self::DecidedBy,
        Self::Adopts,
        Self::AimsAt,
        Self::MeasuredBy,
        Self::OwedBy,
        Self::ReportedIn,
        Self::ExplainedBy,
        Self::AnsweredBy,
        Self::CarriedBy,
        Self::LedTo,
        Self::ToldBackIn,
        Self::AnsweredIn,
        Self::Holds,
    ];

    /// Its word in the database; its text's key is `relation-` and this.
    pub fn word(self) -> &'static str {
        match self {
            Self::CitedBy => "cited-by",
            Self::DecidedBy => "decided-by",
            Self::Adopts => "adopts",
            Self::AimsAt => "aims-at",
            Self::MeasuredBy => "measured-by",
            Self::OwedBy => "owed-by",
            Self::ReportedIn => "reported-in",
            Self::ExplainedBy => "explained-by",
            Self::AnsweredBy => "answered-by",
            Self::CarriedBy => "carried-by",
            Self::LedTo => "led-to",
            Self::ToldBackIn => "told-back-in",
            Self::AnsweredIn => "answered-in",
            Self::Holds => "holds",
        }
    }

    /// The relation of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|relation| relation.word() == word)
    }
}

/// One link of the thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The earlier one.
    pub from: Ref,
    /// How.
    pub relation: Relation,
    /// The later one.
    pub to: Ref,
}

/// One entry for the journal.
#[derive(Debug, Clone)]
pub struct Told {
    /// What was done, such as `submission.accepted`; its text's key is `told-submission-accepted`.
    pub act: &'static str,
    /// To which object.
    pub about: Ref,
    /// What it is called, for the one line that people read.
    pub title: String,
    /// What stood before, where something was changed.
    pub before: Option<String>,
    /// What stands now.
    pub after: Option<String>,
    /// How it hangs together with others.
    pub links: Vec<Link>,
    /// Nobody is named: a vote came, never whose.
    pub anonymous: bool,
}

impl Told {
    /// `act` was done to `about`.
    pub fn new(act: &'static str, about: Ref, title: impl Into<String>) -> Self {
        Self {
            act,
            about,
            title: title.into(),
            before: None,
            after: None,
            links: Vec::new(),
            anonymous: false,
        }
    }

    /// What stood before and what stands now.
    pub fn change(mut self, before: Option<String>, after: impl Into<String>) -> Self {
        self.before = before;
        self.after = Some(after.into());
        self
    }

    /// `from` comes before this one.
    pub fn from(mut self, from: Ref, relation: Relation) -> Self {
        self.links.push(Link { from, relation, to: self.about.clone() });
        self
    }

    /// `to` comes after this one.
    pub fn to(mut self, relation: Relation, to: Ref) -> Self {
        self.links.push(Link { from: self.about.clone(), relation, to });
        self
    }

    /// Says that it happened, never who did it.
    pub fn anonymous(mut self) -> Self {
        self.anonymous = true;
        self
    }
}
