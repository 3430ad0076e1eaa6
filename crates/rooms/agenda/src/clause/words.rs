//! What a clause says. A strategy says more than a text: it is a hypothesis, *if we …, then …, because …*, and
//! names what will be different, or nobody could tell whether it worked.

use maud::{Markup, html};
use web::Visit;
use web::look;

use super::{Clause, Wording};
use crate::version::Frozen;

/// The parts beyond the text, in the order in which they are read; a part's texts begin with `clause-` and this.
pub(crate) const PARTS: [&str; 3] = ["then", "because", "difference"];

/// The words of a clause, of whatever wording, version or suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Says<'a> {
    pub(crate) text: &'a str,
    pub(crate) then: &'a str,
    pub(crate) because: &'a str,
    pub(crate) difference: &'a str,
}

impl<'a> Says<'a> {
    /// The parts beyond the text, in the order of [`PARTS`].
    pub(crate) fn parts(&self) -> [&'a str; 3] {
        [self.then, self.because, self.difference]
    }

    /// All of it as lines, for the journal and for whoever edited at the same time.
    pub(crate) fn whole(&self) -> String {
        let parts = self.parts().into_iter().filter(|part| !part.is_empty());
        [self.text].into_iter().chain(parts).collect::<Vec<_>>().join("\n")
    }

    /// Whether it can be tested: nothing of the hypothesis is left out.
    pub(crate) fn is_testable(&self) -> bool {
        self.parts().iter().all(|part| !part.is_empty())
    }

    /// Whether it says more than its text.
    pub(crate) fn is_more(&self) -> bool {
        self.parts().iter().any(|part| !part.is_empty())
    }
}

impl Clause {
    /// What it says now.
    pub(crate) fn says(&self) -> Says<'_> {
        Says { text: &self.text, then: &self.then, because: &self.because, difference: &self.difference }
    }
}

impl Wording {
    /// What it said then.
    pub(crate) fn says(&self) -> Says<'_> {
        Says { text: &self.text, then: &self.then, because: &self.because, difference: &self.difference }
    }
}

impl Frozen {
    /// What it says in that version.
    pub(crate) fn says(&self) -> Says<'_> {
        Says { text: &self.text, then: &self.then, because: &self.because, difference: &self.difference }
    }
}

/// What a strategy says beyond its text, each part behind its word.
pub(crate) fn hypothesis(visit: &Visit, says: &Says<'_>) -> Markup {
    html! {
        @for (part, words) in PARTS.iter().zip(says.parts()).filter(|(_, words)| !words.is_empty()) {
            p { b { (visit.t(&format!("clause-{part}-said"))) } " " span dir="auto" { (words) } }
        }
    }
}

/// What changed word by word, part for part. Without an older wording all of it is new.
pub(crate) fn changes(visit: &Visit, older: &Says<'_>, newer: &Says<'_>) -> Markup {
    let say = visit.say();
    html! {
        (look::changes(say, older.text, newer.text))
        @for (part, (before, after)) in PARTS.iter().zip(older.parts().into_iter().zip(newer.parts())) {
            @if !(before.is_empty() && after.is_empty()) {
                p.kicker { (visit.t(&format!("clause-{part}-said"))) }
                (look::changes(say, before, after))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Says;

    #[test]
    fn what_is_left_out_leaves_no_line() {
        let plain = Says { text: "Libraries open on Sundays.", ..Says::default() };
        assert_eq!(plain.whole(), "Libraries open on Sundays.");
        assert!(!plain.is_more() && !plain.is_testable());
        let rough = Says { difference: "Families come together.", ..plain };
        assert_eq!(rough.whole(), "Libraries open on Sundays.\nFamilies come together.");
        assert!(rough.is_more() && !rough.is_testable());
        let whole = Says { then: "children read more", because: "books are near", ..rough };
        assert!(whole.is_testable());
        assert_eq!(whole.whole().lines().count(), 4);
    }
}
