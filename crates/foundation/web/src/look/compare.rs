//! Two texts beside each other: both kept, and what changed between them word by word.

use maud::{Markup, html};

use crate::text::Say;

/// A text with where it comes from.
#[derive(Clone, Debug)]
pub struct Text {
    /// Whose, or which version, and when.
    pub label: String,
    /// The text itself.
    pub body: String,
}

/// Two texts, neither lost: for edits made at the same time and for versions.
pub fn both_kept(say: &Say, first: &Text, second: &Text) -> Markup {
    html! {
        div.both {
            @for text in [first, second] {
                figure.kept {
                    figcaption.kicker { (text.label) }
                    div.body dir="auto" { @for line in text.body.lines().filter(|line| !line.trim().is_empty()) { p { (line) } } }
                }
            }
        }
        (changes(say, &first.body, &second.body))
    }
}

/// The newer text with what was taken away struck and what was added underlined, each announced to those who
/// listen.
pub fn changes(say: &Say, older: &str, newer: &str) -> Markup {
    html! {
        p.changes dir="auto" {
            @for run in word_runs(older, newer) {
                @match run {
                    Run::Same(words) => (words),
                    Run::Gone(words) => { del { span.unseen { (say.t("look-taken-away")) " " } (words.trim_end()) } " " }
                    Run::New(words) => {
                        ins { span.unseen { (say.t("look-added")) " " } (words.trim_end()) }
                        (words[words.trim_end().len()..])
                    }
                }
            }
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Run {
    Same(String),
    Gone(String),
    New(String),
}

/// The most word pairs compared one by one; beyond it what differs is shown as one replacement. Two texts of
/// 2,000 changed words each.
const MOST_PAIRS: usize = 4_000_000;

/// A shortest edit of words: longest common subsequence by dynamic programming, after the common beginning and
/// end are set aside.
fn word_runs(older: &str, newer: &str) -> Vec<Run> {
    let old: Vec<&str> = older.split_inclusive(char::is_whitespace).collect();
    let new: Vec<&str> = newer.split_inclusive(char::is_whitespace).collect();
    let alike = |a: &str, b: &str| a.trim_end() == b.trim_end();
    let head = old.iter().zip(&new).take_while(|(a, b)| alike(a, b)).count();
    let tail =
        old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| alike(a, b)).count();
    let (gone, added) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);

    let mut runs = Runs::default();
    runs.take(&new[..head], Runs::same);
    if gone.len() * added.len() > MOST_PAIRS {
        runs.take(gone, Runs::gone);
        runs.take(added, Runs::added);
    } else {
        walk(gone, added, &mut runs);
    }
    runs.take(&new[new.len() - tail..], Runs::same);
    runs.done
}

/// Walks the table of common lengths from the start, keeping what both have.
fn walk(old: &[&str], new: &[&str], runs: &mut Runs) {
    let width = new.len() + 1;
    let mut common = vec![0_u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i * width + j] = if old[i].trim_end() == new[j].trim_end() {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i].trim_end() == new[j].trim_end() {
            runs.same(new[j]);
            (i, j) = (i + 1, j + 1);
        } else if j == new.len()
            || (i < old.len() && common[(i + 1) * width + j] >= common[i * width + j + 1])
        {
            runs.gone(old[i]);
            i += 1;
        } else {
            runs.added(new[j]);
            j += 1;
        }
    }
}

#[derive(Default)]
struct Runs {
    done: Vec<Run>,
}

impl Runs {
    fn take(&mut self, words: &[&str], into: fn(&mut Self, &str)) {
        for word in words {
            into(self, word);
        }
    }

    fn same(&mut self, word: &str) {
        match self.done.last_mut() {
            Some(Run::Same(words)) => words.push_str(word),
            _ => self.done.push(Run::Same(word.to_owned())),
        }
    }

    fn gone(&mut self, word: &str) {
        match self.done.last_mut() {
            Some(Run::Gone(words)) => words.push_str(word),
            _ => self.done.push(Run::Gone(word.to_owned())),
        }
    }

    fn added(&mut self, word: &str) {
        match self.done.last_mut() {
            Some(Run::New(words)) => words.push_str(word),
            _ => self.done.push(Run::New(word.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_word_is_struck_and_its_successor_marked() {
        let runs = word_runs("a bus for the first shift", "a bus for every shift");
        assert_eq!(
            runs,
            [
                Run::Same("a bus for ".into()),
                Run::Gone("the first ".into()),
                Run::New("every ".into()),
                Run::Same("shift".into()),
            ]
        );
    }

    #[test]
    fn both_texts_can_be_read_back_from_the_runs() {
        let (older, newer) = ("one two three four five six", "zero one three four 4 six seven");
        let mut back = (String::new(), String::new());
        for run in word_runs(older, newer) {
            match run {
                Run::Same(words) => {
                    back.0.push_str(&words);
                    back.1.push_str(&words);
                }
                Run::Gone(words) => back.0.push_str(&words),
                Run::New(words) => back.1.push_str(&words),
            }
        }
        assert_eq!(
            back.0.split_whitespace().collect::<Vec<_>>(),
            older.split_whitespace().collect::<Vec<_>>()
        );
        assert_eq!(back.1, newer);
    }

    #[test]
    fn the_same_text_has_no_changes() {
        assert_eq!(word_runs("as it was", "as it was"), [Run::Same("as it was".into())]);
        assert_eq!(word_runs("", ""), []);
    }
}
