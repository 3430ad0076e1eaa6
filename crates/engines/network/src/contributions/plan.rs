//! What a coalition says of itself: who is there, what each can do and does, and for which outcome.

/// A coalition's plan. Every id is a text of the reader's; within each list it stands once.
///
/// Hours are of one period, the same for all (a month, say), and never negative. Whatever order the lists have, the
/// answers are the same: they come in the order of ids.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The smallest piece of time that is given or asked for, in hours, above 0.
    pub block_hours: f64,
    /// Who may contribute.
    pub organisations: Vec<Organisation>,
    /// What is to change.
    pub outcomes: Vec<Outcome>,
    /// By what ways.
    pub strategies: Vec<Strategy>,
    /// What is done.
    pub activities: Vec<Activity>,
    /// Who works with whom. A tie named twice has the higher of its levels; one to oneself is none.
    pub ties: Vec<Tie>,
    /// What the activities ask for; known by its place in this list.
    pub needs: Vec<Need>,
}

impl Default for Plan {
    /// Nothing yet, in blocks of one hour.
    fn default() -> Self {
        Self {
            block_hours: 1.0,
            organisations: Vec::new(),
            outcomes: Vec::new(),
            strategies: Vec::new(),
            activities: Vec::new(),
            ties: Vec::new(),
            needs: Vec::new(),
        }
    }
}

/// Somebody who may contribute.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Organisation {
    /// Its id.
    pub id: String,
    /// Its group when a matrix is ordered; empty if nobody said.
    pub sector: String,
    /// Hours that it could still give.
    pub free_hours: f64,
    /// What it is good at, and how good: from 1, higher is better.
    pub strengths: Vec<(String, u8)>,
}

/// Something that is to change.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Its id.
    pub id: String,
    /// How much it counts in the coverage of all outcomes; 1 where all count alike.
    pub priority: f64,
}

/// A way to outcomes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Strategy {
    /// Its id.
    pub id: String,
    /// The ids of the outcomes that it serves, in equal parts.
    pub serves: Vec<String>,
}

/// Something done, or meant to be.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Activity {
    /// Its id.
    pub id: String,
    /// The id of the strategy that it belongs to, if any.
    pub strategy: Option<String>,
    /// Whether it is under way.
    pub status: Status,
    /// For whom, in the reader's word.
    pub population: String,
    /// Where, in the reader's word; `all` or empty is everywhere.
    pub place: String,
    /// The id of the organisation that leads it, if any.
    pub lead: Option<String>,
    /// Who gives how much.
    pub contributions: Vec<Contribution>,
    /// The ids of the activities that must come before it.
    pub depends_on: Vec<String>,
}

/// What one organisation gives to an activity.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Contribution {
    /// The organisation's id.
    pub organisation: String,
    /// How many hours; with 0 it is no contribution. Several of one organisation are added.
    pub hours: f64,
    /// By which strength, if it is known; else it may be any that the organisation has.
    pub strength: Option<String>,
}

/// Whether an activity is under way. Only active ones contribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// Somebody would like it.
    Proposed,
    /// It is agreed on and has not begun.
    Planned,
    /// It is under way.
    #[default]
    Active,
    /// It is over, or was given up.
    Ended,
}

impl Status {
    /// By its word, whatever its case: `proposed`, `planned`, `active` or `ended`, and what people also call them.
    pub fn named(word: &str) -> Option<Self> {
        match word.trim().to_lowercase().as_str() {
            "proposed" | "idea" => Some(Self::Proposed),
            "planned" => Some(Self::Planned),
            "active" | "live" | "ongoing" | "running" => Some(Self::Active),
            "ended" | "done" | "finished" | "stopped" | "cancelled" => Some(Self::Ended),
            _ => None,
        }
    }
}

/// That two organisations work together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tie {
    /// One end's id.
    pub a: String,
    /// The other's.
    pub b: String,
    /// How closely, from 1; 3 and above is close work. With 0 it is no tie.
    pub level: u8,
}

/// What an activity asks for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Need {
    /// The activity's id.
    pub activity: String,
    /// What one must be good at.
    pub strength: String,
    /// How good at least.
    pub min_level: u8,
    /// For how many hours.
    pub hours: f64,
}
