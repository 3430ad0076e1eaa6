//! `groundswell lab opinion`.

mod picture;
mod report;

use std::collections::HashMap;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use opinion::read::{self, Conversation};
use opinion::{Doubt, Findings, Map, Moderation, Search, Trust, compatible};

use crate::{Report, Stopwatch};

/// What `lab opinion` is asked.
#[derive(Debug, Args)]
pub(crate) struct Opinion {
    /// participants-votes.csv or votes.csv as Polis exports them
    file: PathBuf,
    /// By which rules
    #[arg(long, value_enum, default_value_t = Mode::Best)]
    mode: Mode,
    /// comments.csv: its words for the tables, and which statements the host rejected
    #[arg(long, value_name = "FILE")]
    comments: Option<PathBuf>,
    /// Statements about the participants themselves and not about the matter
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    meta: Vec<String>,
    /// Participants whose votes do not count; Polis' rules know no bans
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    ban: Vec<String>,
    /// Samples by which groups are examined; 0 shows them unexamined
    #[arg(long, value_name = "N", default_value_t = 100)]
    samples: usize,
    /// Draw the map into this file
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Mode {
    /// Deterministic, without what was rejected, silent about groups that are not there
    Best,
    /// As Polis computes it from these votes alone
    Compatible,
}

/// A map with what was found out about it.
struct Outcome {
    map: Map,
    findings: Findings,
    trust: Option<Trust>,
    doubt: Option<Doubt>,
}

impl Opinion {
    pub(crate) fn run(&self, stopwatch: &mut Stopwatch) -> Result<Report> {
        let file = crate::read(&self.file)?;
        let mut read = read::conversation(&file).with_context(|| self.file.display().to_string())?;
        drop(file);
        let mut words = HashMap::new();
        let mut moderation =
            Moderation { meta: numbers(&self.meta, &read.statements, "statement")?, ..Moderation::default() };
        if let Some(path) = &self.comments {
            let columns: HashMap<&str, usize> =
                read.statements.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
            let comments = read::comments(&crate::read(path)?).with_context(|| path.display().to_string())?;
            for comment in comments {
                if let Some(&column) = columns.get(comment.id.as_str()) {
                    moderation.rejected.extend(comment.rejected.then_some(column));
                    words.insert(column, comment.text);
                }
            }
        }
        if self.mode == Mode::Compatible && !self.ban.is_empty() {
            bail!("Polis' rules know no bans: leave out --ban, or use --mode best");
        }
        for row in numbers(&self.ban, &read.participants, "participant")? {
            read.votes.clear(row as u32);
        }
        let outcome = stopwatch.time(|| self.compute(&read, &moderation));
        if let Some(path) = &self.svg {
            let picture = picture::draw(&outcome.map, &read);
            std::fs::write(path, picture)
                .with_context(|| format!("{} could not be written", path.display()))?;
        }
        Ok(report::report(&read, &outcome, &words))
    }

    fn compute(&self, read: &Conversation, moderation: &Moderation) -> Outcome {
        if self.mode == Mode::Compatible {
            let map = compatible::Memory::default().draw(&read.votes, moderation, Search::exact());
            let findings = compatible::findings(&map, &read.votes, moderation);
            return Outcome { map, findings, trust: None, doubt: None };
        }
        let search = Search::default();
        let mut map = Map::draw(&read.votes, moderation, search, None);
        let trust = map.examine(&read.votes, self.samples, search.threads);
        let doubt =
            if map.groups.is_empty() { Some(Doubt::Few) } else { trust.and_then(|trust| trust.doubt()) };
        if doubt.is_some() {
            map = map.without_groups();
        }
        Outcome { findings: map.findings(&read.votes, moderation), map, trust, doubt }
    }
}

/// Where names stand in a list, or which one does not.
fn numbers(names: &[String], list: &[String], what: &str) -> Result<Vec<usize>> {
    let number = |name: &String| {
        list.iter()
            .position(|known| known == name)
            .with_context(|| format!("there is no {what} {name} in the votes"))
    };
    names.iter().map(number).collect()
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Asked {
        #[command(flatten)]
        opinion: Opinion,
    }

    fn ask(words: &[&str]) -> Result<Report> {
        let asked = Asked::try_parse_from([&["opinion"], words].concat())?;
        asked.opinion.run(&mut Stopwatch::new(1))
    }

    /// A file that is gone when the test ends.
    struct File(PathBuf);

    impl File {
        fn new(name: &str, text: &str) -> Self {
            let path = std::env::temp_dir().join(format!("lab-opinion-{}-{name}", std::process::id()));
            std::fs::write(&path, text).expect("a file");
            Self(path)
        }

        fn path(&self) -> &str {
            self.0.to_str().expect("a path in UTF-8")
        }
    }

    impl Drop for File {
        fn drop(&mut self) {
            let _ = std::fs::remove_file(&self.0);
        }
    }

    /// Two camps of twenty on twelve statements, each of them with one of another mind on each statement in
    /// turn.
    fn camps() -> String {
        let side = |participant: usize, statement: usize| {
            let camp = if statement == 11 { 0 } else { (participant + statement) % 2 };
            let strays = participant / 2 == statement;
            if (camp == 0) == strays { "-1" } else { "1" }
        };
        let heads = (0..12).map(|statement| statement.to_string()).collect::<Vec<_>>().join(",");
        let line = |participant| {
            let votes: Vec<&str> = (0..12).map(|statement| side(participant, statement)).collect();
            format!("p{participant},{}\n", votes.join(","))
        };
        format!("participant,{heads}\n") + &(0..40).map(line).collect::<String>()
    }

    #[test]
    fn two_camps_are_told_apart_in_both_modes() {
        let file = File::new("camps.csv", &camps());
        for mode in ["best", "compatible"] {
            let json = ask(&[file.path(), "--mode", mode]).unwrap().json;
            assert_eq!(
                (&json["participants"], &json["statements"], &json["votes"], &json["k"]),
                (&40.into(), &12.into(), &480.into(), &2.into()),
                "{mode}"
            );
            let members = json["groups"][0]["members"].as_array().unwrap();
            let first = members[0].as_str().unwrap()[1..].parse::<u32>().unwrap() % 2;
            assert_eq!(members.len(), 20, "{mode}");
            assert!(
                members.iter().all(|name| name.as_str().unwrap()[1..].parse::<u32>().unwrap() % 2 == first)
            );
            assert_eq!(json["consensus"]["agree"], serde_json::json!(["11"]), "{mode}");
            assert_eq!(json["projection"]["p7"].as_array().unwrap().len(), 2);
            let representative = &json["groups"][1]["representative"][0];
            assert!(
                representative["r"].as_f64().unwrap() > 1.0 && representative["p"].as_f64().unwrap() > 0.5
            );
        }
    }

    #[test]
    fn the_picture_says_in_words_what_it_shows() {
        let file = File::new("drawn.csv", &camps());
        let picture = File::new("drawn.svg", "");
        ask(&[file.path(), "--svg", picture.path()]).unwrap();
        let svg = std::fs::read_to_string(&picture.0).unwrap();
        assert!(svg.contains("<title>Opinion map of 40 participants in 2 groups</title>"), "{svg}");
        assert!(svg.contains("<desc>") && svg.matches("<use ").count() <= 400);
    }

    #[test]
    fn what_is_not_there_is_named() {
        let file = File::new("named.csv", &camps());
        let said = |words: &[&str]| format!("{:#}", ask(&[&[file.path()], words].concat()).unwrap_err());
        assert_eq!(said(&["--meta", "99"]), "there is no statement 99 in the votes");
        assert_eq!(said(&["--ban", "nobody"]), "there is no participant nobody in the votes");
        let short = File::new("short.csv", "participant,0\n1,5\n");
        let fault = format!("{:#}", ask(&[short.path()]).unwrap_err());
        assert!(fault.contains("short.csv: line 2, column \"0\""), "{fault}");
    }

    #[test]
    fn whoever_is_banned_and_what_is_rejected_has_no_part() {
        let file = File::new("banned.csv", &camps());
        let comments =
            File::new("comments.csv", "comment-id,moderated,comment-body\n11,-1,All of us\n0,1,Some of us\n");
        let json = ask(&[file.path(), "--comments", comments.path(), "--ban", "p3,p4"]).unwrap().json;
        assert_eq!(json["votes"], 456);
        assert_eq!(json["priority"].as_object().unwrap().len(), 11);
        assert_eq!(json["consensus"]["agree"], serde_json::json!([]));
        let members: usize = json["groups"]
            .as_array()
            .unwrap()
            .iter()
            .map(|group| group["members"].as_array().unwrap().len())
            .sum();
        assert_eq!(members, 38);
    }

    #[test]
    fn groups_that_are_not_there_are_not_shown() {
        let few = File::new("few.csv", "participant,0,1\n1,1,1\n2,-1,1\n");
        let json = ask(&[few.path()]).unwrap().json;
        assert_eq!((&json["k"], &json["groups"]), (&0.into(), &serde_json::json!([])));
        assert!(json["reason"].as_str().unwrap().contains("too few"));
    }
}
