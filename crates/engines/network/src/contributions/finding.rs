//! The form of a finding.

/// Something that people should know and may decide on.
///
/// It holds what a sentence about it needs, in any language, and nothing that changes when something else does: two
/// findings of the same kind about the same subjects are the same finding, and its facts are what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What is found.
    pub kind: Kind,
    /// About whom or what, in order.
    pub subjects: Vec<Subject>,
    /// How much it matters.
    pub severity: Severity,
    /// What it rests on, by name; each kind says which.
    pub facts: Vec<(&'static str, Fact)>,
}

/// What is found. Behind each are its subjects and the names of its facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Nobody works for an outcome. One outcome; `strategies` that serve it.
    OutcomeGap,
    /// A strength is asked for and nobody has it. One strength; `hours`, `activities` that ask.
    MissingStrength,
    /// Activities wait for each other in a circle. Activities.
    DependencyCycle,
    /// One organisation alone works for an outcome. One outcome; `organisations`, `hours`.
    SinglePoint,
    /// One organisation's leaving would leave activities with nobody. One organisation; `activities`, `outcomes`.
    LossWouldEnd,
    /// An outcome hangs on its largest contributor or on one lead. One outcome; `largest_share`, `organisations` (the
    /// largest contributor), `leads`.
    FragileOutcome,
    /// A strategy has no active activity. One strategy; `outcomes` that it serves.
    StrategyGap,
    /// More hours of a strength are asked for than are free. One strength; `hours`, `free_hours`.
    ScarceStrength,
    /// One organisation alone has a strength. One strength; `organisations`, `hours` that are asked for.
    SingleHolder,
    /// Two activities may be the same thing done twice. Two activities; `organisations` that lead them.
    Duplicate,
    /// The work of two organisations hangs together and they have no tie. Two organisations; `ways`, the `activities` and
    /// `outcomes` that they share, `organisations` with which both have a tie.
    ShouldTalk,
    /// Two organisations give their hours to much the same outcomes and have no tie. Two organisations;
    /// `weighted_jaccard`, `outcomes`.
    Overlap,
    /// An organisation gives no hours to active work. One organisation; `free_hours`, `strengths`.
    IdleOrganisation,
    /// Somebody is good at something and has hours for it that nobody uses. One organisation and one strength; `level`,
    /// `free_hours`.
    UnderUsed,
}

/// How much a finding matters, the most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The common work fails here unless somebody does something.
    High,
    /// It would fail if somebody left or fell ill, or work is lost.
    Medium,
    /// A chance.
    Low,
}

/// Something of the plan, by id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// An organisation.
    Organisation(String),
    /// An outcome.
    Outcome(String),
    /// A strategy.
    Strategy(String),
    /// An activity.
    Activity(String),
    /// A strength.
    Strength(String),
}

impl Subject {
    /// Its id.
    pub fn id(&self) -> &str {
        match self {
            Self::Organisation(id)
            | Self::Outcome(id)
            | Self::Strategy(id)
            | Self::Activity(id)
            | Self::Strength(id) => id,
        }
    }
}

/// One thing that a finding rests on.
#[derive(Debug, Clone, PartialEq)]
pub enum Fact {
    /// An amount.
    Number(f64),
    /// Things of the plan, in order.
    Things(Vec<Subject>),
}
