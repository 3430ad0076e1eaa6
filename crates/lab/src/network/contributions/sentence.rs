//! Findings and reasons as sentences.

use network::contributions::{Fact, Finding, Kind, Severity, Subject};
use network::matching::{Reason, Why};

pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "much",
        Severity::Medium => "somewhat",
        Severity::Low => "a chance",
    }
}

pub(super) fn of_finding(finding: &Finding) -> String {
    let subjects: Vec<&str> = finding.subjects.iter().map(Subject::id).collect();
    let all = and(&subjects);
    let first = subjects.first().copied().unwrap_or_default();
    let things = |name: &str| match fact(finding, name) {
        Some(Fact::Things(things)) => and(&things.iter().map(Subject::id).collect::<Vec<_>>()),
        _ => String::new(),
    };
    let number = |name: &str| match fact(finding, name) {
        Some(Fact::Number(number)) => *number,
        _ => 0.0,
    };
    match finding.kind {
        Kind::OutcomeGap => format!("Nobody works for {first}."),
        Kind::MissingStrength => {
            format!(
                "Nobody has {first}, which {} would need for {} hours.",
                things("activities"),
                number("hours")
            )
        }
        Kind::DependencyCycle => format!("{all} wait for each other."),
        Kind::SinglePoint => format!("Only {} works for {first}.", things("organisations")),
        Kind::LossWouldEnd => format!("If {first} left, nobody would be left for {}.", things("activities")),
        Kind::FragileOutcome if number("leads") <= 1.0 => format!("{first} hangs on one lead."),
        Kind::FragileOutcome => {
            let share = 100.0 * number("largest_share");
            format!("{first} hangs on {}, who give {share:.0}% of its hours.", things("organisations"))
        }
        Kind::StrategyGap => format!("No activity is under way for strategy {first}."),
        Kind::ScarceStrength => {
            format!("{} hours of {first} are asked for, {} are free.", number("hours"), number("free_hours"))
        }
        Kind::SingleHolder => format!("Only {} has {first}.", things("organisations")),
        Kind::Duplicate => {
            format!(
                "{all} may be the same thing done twice: merge, divide, sequence, or keep both on purpose."
            )
        }
        Kind::ShouldTalk if number("ways") == 1.0 => format!("{all} should talk: their work hangs together."),
        Kind::ShouldTalk => {
            format!("{all} should talk: their work hangs together in {} ways.", number("ways"))
        }
        Kind::Overlap => format!("{all} both work much for {} and have no tie.", things("outcomes")),
        Kind::IdleOrganisation if number("free_hours") == 0.0 => format!("{first} gives no hours yet."),
        Kind::IdleOrganisation => {
            format!("{first} has {} free hours and gives none yet.", number("free_hours"))
        }
        Kind::UnderUsed => format!("{} is used nowhere.", subjects.join("'s ")),
    }
}

pub(super) fn of_reason(reason: &Reason) -> String {
    match reason {
        Reason::OnlyHolder => "nobody else is good enough".to_owned(),
        Reason::Level { level, asked } => format!("level {level} where {asked} is asked"),
        Reason::Leads => "leads it".to_owned(),
        Reason::Contributes => "contributes already".to_owned(),
        Reason::TieWithLead(level) => format!("tie of level {level} with the lead"),
        Reason::Idle => "gives nothing yet".to_owned(),
        Reason::FreeHours(hours) => format!("{hours} hours free"),
    }
}

pub(super) fn of_why(why: &Why, names: &[&str]) -> String {
    let those = |places: &[usize]| and(&places.iter().map(|&at| names[at]).collect::<Vec<_>>());
    match why {
        Why::NobodyHasIt => "nobody has it".to_owned(),
        Why::LevelTooLow { holders, best } => format!("{} have it, at most at level {best}", those(holders)),
        Why::NoFreeHours { able } => format!("{} could, and have no whole block free", those(able)),
        Why::GivenElsewhere { able } => format!("all that {} have free goes to needs", those(able)),
    }
}

fn fact<'f>(finding: &'f Finding, name: &str) -> Option<&'f Fact> {
    finding.facts.iter().find(|(other, _)| *other == name).map(|(_, fact)| fact)
}

fn and(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}
