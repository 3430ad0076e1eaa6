//! The words of a transcript, in English.

use super::{About, Event, Figures, Said, Settled, State, Step, Tie};
use crate::assent::{Answer, Level, Verdict};

impl Event {
    /// The word by which programs know this kind of step.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Begin => "begin",
            Self::Compare(_) => "compare",
            Self::Paths(_) => "paths",
            Self::Smith(_) => "smith",
            Self::Lock(..) => "lock",
            Self::Skip(..) => "skip",
            Self::Runoff(..) => "runoff",
            Self::SetAside(..) => "set-aside",
            Self::Tie(_) => "tie",
            Self::Elect(_) => "elect",
            Self::Unpend(_) => "unpend",
            Self::Defeat(_) => "defeat",
            Self::Transfer(_) => "transfer",
            Self::Called(_) => "called",
            Self::Answered(..) => "answered",
            Self::Changed(..) => "changed",
            Self::Refused(_) => "refused",
            Self::Silent(_) => "silent",
            Self::Quorum { .. } => "quorum",
            Self::Threshold { .. } => "threshold",
            Self::Decided(_) => "decided",
            Self::End => "end",
        }
    }
}

impl State {
    /// The word by which programs know it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Hopeful => "hopeful",
            Self::Pending => "pending",
            Self::Elected => "elected",
            Self::Defeated => "defeated",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl About {
    /// The word by which programs know it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Election => "election",
            Self::Exclusion => "exclusion",
            Self::Surplus => "surplus",
            Self::Final => "final",
            Self::Comparison => "comparison",
        }
    }
}

impl Settled {
    /// The word by which programs know it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Earlier(_) => "earlier-round",
            Self::Preferred => "preferred",
            Self::HigherSum => "higher-sum",
            Self::HighestScores => "highest-scores",
            Self::Lot => "lot",
            Self::Open => "open",
        }
    }
}

impl Verdict {
    /// The word by which programs know it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Adopted => "adopted",
            Self::Amend => "amend",
            Self::NoQuorum => "no-quorum",
        }
    }
}

impl Step {
    /// The step in a plain English sentence. `name` says what an option or a seat is called.
    pub fn sentence(&self, name: &dyn Fn(usize) -> String) -> String {
        let seat = |seat: &u32| name(*seat as usize);
        let seats = |seats: &[u32]| list(seats.iter().map(seat));
        match &self.event {
            Event::Begin => begin(&self.figures),
            Event::Compare(_) => "The options are compared two by two.".into(),
            Event::Paths(_) => "The strongest path from each option to each other is found.".into(),
            Event::Smith(set) if set.len() == 1 => {
                format!("{} wins against every other option.", name(set[0]))
            }
            Event::Smith(set) => {
                format!(
                    "{} win against every option outside their set.",
                    list(set.iter().map(|&at| name(at)))
                )
            }
            Event::Lock(winner, loser, strength) => {
                format!("{} is placed above {}, with a strength of {strength}.", name(*winner), name(*loser))
            }
            Event::Skip(winner, loser, strength) => format!(
                "{} over {}, with a strength of {strength}, contradicts stronger comparisons and is left out.",
                name(*winner),
                name(*loser)
            ),
            Event::Runoff([(one, ones), (other, others)], neither) => format!(
                "In the final {ones} prefer {} and {others} prefer {}; {neither} have no preference.",
                name(*one),
                name(*other)
            ),
            Event::SetAside(options, ballots) => format!(
                "{} have the same middle grade; {} with it are set aside for each.",
                list(options.iter().map(|&at| name(at))),
                ballots_of(*ballots)
            ),
            Event::Tie(tie) => tied(tie, name),
            Event::Elect(option) => format!("{} is elected{}.", name(*option), holding(self, *option)),
            Event::Unpend(option) => {
                format!("The surplus of {} is next to be transferred.", name(*option))
            }
            Event::Defeat(option) => format!("{} is excluded{}.", name(*option), holding(self, *option)),
            Event::Transfer(option) => match self.figures.states[*option] {
                State::Defeated => format!("The votes of {} go on to the next options.", name(*option)),
                _ => format!("The surplus of {} goes on to the next options.", name(*option)),
            },
            Event::Called(called) => format!("{} were asked.", count(called.len() as u64, "seat")),
            Event::Answered(at, said) => format!("{} answered: {}.", seat(at), answer(said)),
            Event::Changed(at, said) => format!("{} answered again: {}.", seat(at), answer(said)),
            Event::Refused(at) => format!("{} was not asked; the answer does not count.", seat(at)),
            Event::Silent(silent) if silent.is_empty() => "Everybody answered.".into(),
            Event::Silent(silent) => format!("No answer from {}.", seats(silent)),
            Event::Quorum { present, needed, missing } => quorum(*present, *needed, missing),
            Event::Threshold { held, needed } => {
                let met = if held >= needed { "met" } else { "not met" };
                format!(
                    "The largest share is {}; {needed} are needed: the threshold is {met}.",
                    ballots_of(*held)
                )
            }
            Event::Decided(Verdict::Adopted) => "The proposal is adopted.".into(),
            Event::Decided(Verdict::Amend) => "The proposal is not adopted as it is.".into(),
            Event::Decided(Verdict::NoQuorum) => "Too few answered to decide.".into(),
            Event::End => ended(&self.figures, name),
        }
    }
}

fn begin(figures: &Figures) -> String {
    match figures.quota {
        Some(quota) => format!("The ballots are counted; the quota is {quota}."),
        None => "The ballots are counted.".into(),
    }
}

fn holding(step: &Step, option: usize) -> String {
    let votes = step.figures.votes.get(option).copied().flatten();
    votes.map_or_else(String::new, |votes| format!(" with {votes}"))
}

fn ended(figures: &Figures, name: &dyn Fn(usize) -> String) -> String {
    let elected = figures.states.iter().enumerate().filter(|(_, state)| **state == State::Elected);
    let elected: Vec<String> = elected.map(|(option, _)| name(option)).collect();
    if elected.is_empty() { "Nobody is elected.".into() } else { format!("Elected: {}.", list(elected)) }
}

fn quorum(present: u64, needed: u64, missing: &[u32]) -> String {
    let met = if present >= needed && missing.is_empty() { "met" } else { "not met" };
    let absent = match missing.len() {
        0 => String::new(),
        absent => format!(", and {} that must be heard said nothing", count(absent as u64, "group")),
    };
    format!("{present} took part where {needed} are needed{absent}: the quorum is {met}.")
}

fn tied(tie: &Tie, name: &dyn Fn(usize) -> String) -> String {
    let names = |options: &[usize]| list(options.iter().map(|&option| name(option)));
    let about = match tie.about {
        About::Election => "for election",
        About::Exclusion => "for exclusion",
        About::Surplus => "for whose surplus is transferred first",
        About::Final => "for the final",
        About::Comparison => "in the strength of their victories",
    };
    let standing = format!("{} are tied {about}", names(&tie.options));
    let taken = names(&tie.taken);
    match tie.by {
        Settled::Earlier(round) => format!("{standing}; by their votes in round {round} it is {taken}."),
        Settled::Preferred => format!("{standing}; more ballots prefer {taken}."),
        Settled::HigherSum => format!("{standing}; {taken} has the higher sum of scores."),
        Settled::HighestScores => format!("{standing}; more ballots give {taken} the highest score."),
        Settled::Lot => format!("{standing}; the declared lot draws {taken}."),
        Settled::Open => format!("{standing}, and no lot is declared that could decide."),
    }
}

fn answer(said: &Said) -> String {
    match said {
        Said::Consent(Answer::Consent) => "consent".into(),
        Said::Consent(Answer::Reservation(worry)) => format!("consent, with a reservation ({worry})"),
        Said::Consent(Answer::Objection(reason)) => format!("objection ({reason})"),
        Said::Consent(Answer::StandAside) => "stands aside".into(),
        Said::Gradient(level) => grade(*level).into(),
    }
}

fn grade(level: Level) -> &'static str {
    match level {
        Level::Wholehearted => "yes, wholeheartedly",
        Level::MinorReservations => "yes, with minor reservations",
        Level::Reluctant => "yes, reluctantly",
        Level::MoreDiscussion => "more discussion first",
        Level::NotBlocking => "no, but it may go ahead",
        Level::Block => "no, and it must not go ahead",
    }
}

fn ballots_of(ballots: u64) -> String {
    count(ballots, "ballot")
}

fn count(many: u64, what: &str) -> String {
    format!("{many} {what}{}", if many == 1 { "" } else { "s" })
}

/// `a`, `a and b`, `a, b and c`.
fn list(names: impl IntoIterator<Item = String>) -> String {
    let mut names: Vec<String> = names.into_iter().collect();
    match names.pop() {
        None => "nobody".into(),
        Some(last) if names.is_empty() => last,
        Some(last) => format!("{} and {last}", names.join(", ")),
    }
}
