//! What is different between two versions, clause by clause.

use super::Frozen;
use crate::clause::{ClauseId, Section};

/// A clause that is not the same in both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Difference {
    /// As it was; `None` if it is new.
    pub(crate) older: Option<Frozen>,
    /// As it is; `None` if it was taken out.
    pub(crate) newer: Option<Frozen>,
}

/// In which way it is not the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// It was not there.
    New,
    /// It says something else, whether it moved or not.
    Worded,
    /// It says the same in another section.
    Moved,
    /// It is not there any more.
    Gone,
}

impl Change {
    /// Its text's key is `version-clause-` and this.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Worded => "changed",
            Self::Moved => "moved",
            Self::Gone => "gone",
        }
    }
}

impl Difference {
    /// Which clause differs.
    pub(crate) fn clause(&self) -> Option<ClauseId> {
        self.at().map(|clause| clause.clause)
    }

    /// In which way.
    pub(crate) fn change(&self) -> Option<Change> {
        match (&self.older, &self.newer) {
            (None, None) => None,
            (None, Some(_)) => Some(Change::New),
            (Some(_), None) => Some(Change::Gone),
            (Some(older), Some(newer)) if older.says() == newer.says() => Some(Change::Moved),
            (Some(_), Some(_)) => Some(Change::Worded),
        }
    }

    /// The section in which it stood, if that is another one now.
    pub(crate) fn moved_from(&self) -> Option<&str> {
        let (older, newer) = (self.older.as_ref()?, self.newer.as_ref()?);
        (older.section != newer.section).then_some(older.section.as_str())
    }

    /// Where it stands now, or stood.
    pub(crate) fn at(&self) -> Option<&Frozen> {
        self.newer.as_ref().or(self.older.as_ref())
    }
}

/// Clauses that were added, taken out, moved to another section or worded anew, in the document's order.
/// A new place in the same section is no difference: nobody agreed to an order.
pub(crate) fn compare(older: &[Frozen], newer: &[Frozen]) -> Vec<Difference> {
    let find = |among: &[Frozen], wanted: &Frozen| {
        among.iter().find(|clause| clause.clause == wanted.clause).cloned()
    };
    let kept_or_new = newer.iter().filter_map(|clause| {
        let before = find(older, clause);
        let same = (before.as_ref())
            .is_some_and(|before| before.section == clause.section && before.says() == clause.says());
        (!same).then(|| Difference { older: before, newer: Some(clause.clone()) })
    });
    let gone = older
        .iter()
        .filter(|clause| find(newer, clause).is_none())
        .map(|clause| Difference { older: Some(clause.clone()), newer: None });
    let mut differences: Vec<Difference> = kept_or_new.chain(gone).collect();
    differences.sort_by_key(|difference| {
        difference.at().map(|clause| (Section::from_word(&clause.section), clause.place, clause.number))
    });
    differences
}

#[cfg(test)]
mod tests {
    use super::super::Frozen;
    use super::{Change, compare};
    use crate::clause::ClauseId;

    fn clause(section: &str, number: i64, text: &str) -> Frozen {
        Frozen {
            clause: ClauseId::new(),
            number,
            section: section.to_owned(),
            place: number,
            text: text.to_owned(),
            then: String::new(),
            because: String::new(),
            difference: String::new(),
        }
    }

    #[test]
    fn tells_new_changed_and_gone_in_the_documents_order() {
        let (vision, result, gone) =
            (clause("vision", 1, "v"), clause("results", 2, "r"), clause("problem", 3, "p"));
        let worded = Frozen { text: "r, sooner".to_owned(), ..result.clone() };
        let new = clause("vision", 4, "new");
        let older = [vision.clone(), result.clone(), gone.clone()];
        let newer = [worded.clone(), new.clone(), Frozen { place: 9, ..vision }];
        let found: Vec<_> = compare(&older, &newer)
            .into_iter()
            .map(|difference| (difference.older, difference.newer))
            .collect();
        assert_eq!(
            found,
            [(Some(gone), None), (None, Some(new)), (Some(result), Some(worded))],
            "the order is problem, vision, results"
        );
    }

    #[test]
    fn what_moved_is_told_from_what_is_worded_anew() {
        let (vision, result, gone) =
            (clause("vision", 1, "v"), clause("results", 2, "r"), clause("problem", 3, "p"));
        let moved = Frozen { section: "principles".to_owned(), ..vision.clone() };
        let both = Frozen { section: "vision".to_owned(), text: "r!".to_owned(), ..result.clone() };
        let new = clause("roles", 4, "n");
        let found = compare(&[vision, result, gone], &[moved, both, new]);
        let changes: Vec<_> = found.iter().map(|one| (one.change(), one.moved_from())).collect();
        assert_eq!(
            changes,
            [
                (Some(Change::Gone), None),
                (Some(Change::Worded), Some("results")),
                (Some(Change::Moved), Some("vision")),
                (Some(Change::New), None),
            ]
        );
    }

    #[test]
    fn the_same_is_no_difference() {
        let one = [clause("vision", 1, "v")];
        assert!(compare(&one, &one).is_empty());
        assert_eq!(compare(&[], &one).len(), 1);
    }
}
