//! A clause of the common agenda: one thing that is agreed in words, with the voices it rests on.

pub(crate) mod acts;
pub(crate) mod api;
pub(crate) mod cite;
pub(crate) mod comment;
pub(crate) mod form;
mod history;
pub(crate) mod page;
pub(crate) mod store;
pub(crate) mod words;

use ::store::Read;
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Ability, Card, Context, Kind, PersonId, Ref, Result, Role, Stage, any};
use uuid::Uuid;
use web::ExportTable;

kernel::ids! {
    /// A clause of the agenda.
    ClauseId
}

/// Reading the agenda, draft and versions.
pub(crate) static READ: Ability =
    Ability { name: "agenda.clause.read", grants: &[any(Role::Anyone), any(Role::Member)] };
/// Writing in the working draft, which is everybody's.
pub(crate) static WRITE: Ability = Ability { name: "agenda.clause.write", grants: &[any(Role::Member)] };

/// A section of the agenda, in the order of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Section {
    /// All of it in plain words, for whoever reads nothing else.
    Summary,
    /// What is wrong.
    Problem,
    /// Where it begins and ends: place, people, what is left out.
    Boundary,
    /// What the numbers say, and of whom.
    Data,
    /// What holds it in place.
    Causes,
    /// How it shall be.
    Vision,
    /// What shall be true for people in the end.
    Results,
    /// How we think it gets there: each a hypothesis that says what will be different.
    Strategies,
    /// How we want to work.
    Principles,
    /// What we leave to others, or alone.
    Refusals,
    /// Who does what.
    Roles,
    /// How we find out whether it works, and change course.
    Learning,
}

impl Section {
    /// Every section, in the document's order.
    pub(crate) const ALL: [Self; 12] = [
        Self::Summary,
        Self::Problem,
        Self::Boundary,
        Self::Data,
        Self::Causes,
        Self::Vision,
        Self::Results,
        Self::Strategies,
        Self::Principles,
        Self::Refusals,
        Self::Roles,
        Self::Learning,
    ];

    /// Its word in the database; its text's key is `section-` and this.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Problem => "problem",
            Self::Boundary => "boundary",
            Self::Data => "data",
            Self::Causes => "causes",
            Self::Vision => "vision",
            Self::Results => "results",
            Self::Strategies => "strategies",
            Self::Principles => "principles",
            Self::Refusals => "refusals",
            Self::Roles => "roles",
            Self::Learning => "learning",
        }
    }

    /// The section of that word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.word() == word)
    }
}

/// A clause as it stands in the working draft.
#[derive(Debug, Clone)]
pub(crate) struct Clause {
    pub(crate) id: ClauseId,
    pub(crate) number: i64,
    pub(crate) section: String,
    /// Lower stands earlier in its section.
    pub(crate) place: i64,
    pub(crate) text: String,
    /// A strategy's: what will follow from it.
    pub(crate) then: String,
    /// A strategy's: why it should.
    pub(crate) because: String,
    /// A strategy's: what will be different.
    pub(crate) difference: String,
    pub(crate) taken_out: bool,
    pub(crate) version: i64,
    pub(crate) written_at: Timestamp,
}

/// One wording in a clause's history.
#[derive(Debug, Clone)]
pub(crate) struct Wording {
    pub(crate) version: i64,
    pub(crate) text: String,
    pub(crate) then: String,
    pub(crate) because: String,
    pub(crate) difference: String,
    pub(crate) written_by: String,
    pub(crate) written_at: Timestamp,
}

/// How much a clause rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Voices {
    /// Statements it cites.
    pub(crate) statements: i64,
    /// Votes that agree with them.
    pub(crate) agree: i64,
    /// All votes on them.
    pub(crate) votes: i64,
}

impl Clause {
    /// What stands for it in other rooms.
    pub(crate) fn about(&self) -> Ref {
        Ref::new("clause", self.id.0)
    }

    pub(crate) fn card(&self, slug: &str) -> Card {
        Card {
            about: self.about(),
            stage: Stage::Clause,
            title: brief(&self.text),
            href: format!("/i/{slug}/agenda/clauses/{}", self.number),
            at: self.written_at,
        }
    }
}

/// The longest title, in characters.
const TITLE: usize = 180;

/// A text as a title: its first line, cut at a word.
pub(crate) fn brief(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    if line.chars().count() <= TITLE {
        return line.to_owned();
    }
    let cut: String = line.chars().take(TITLE - 1).collect();
    let words = cut.rsplit_once(char::is_whitespace).map_or(cut.as_str(), |(words, _)| words);
    format!("{words}…")
}

/// What other rooms and the shell may know of a clause.
pub(crate) struct ClauseKind;

#[async_trait]
impl Kind for ClauseKind {
    fn name(&self) -> &'static str {
        "clause"
    }

    fn stage(&self) -> Stage {
        Stage::Clause
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        Ok(store::these(read, cx.initiative()?, ids).await?.iter().map(|clause| clause.card(slug)).collect())
    }

    async fn written_by(&self, cx: &Context, read: &mut Read, id: Uuid) -> Result<Option<PersonId>> {
        store::writer(read, cx.initiative()?, ClauseId(id)).await
    }

    async fn choices(&self, cx: &Context, read: &mut Read) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        Ok(store::draft(read, cx.initiative()?).await?.iter().map(|clause| clause.card(slug)).collect())
    }
}

/// The clauses that say how it is to be reached: what other rooms choose from when they serve a strategy. Each
/// stays a clause, with a clause's reference.
pub(crate) struct StrategyKind;

#[async_trait]
impl Kind for StrategyKind {
    fn name(&self) -> &'static str {
        "strategy"
    }

    fn stage(&self) -> Stage {
        Stage::Clause
    }

    async fn cards(&self, cx: &Context, read: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        ClauseKind.cards(cx, read, ids).await
    }

    async fn choices(&self, cx: &Context, read: &mut Read) -> Result<Vec<Card>> {
        if !cx.could(&READ) {
            return Ok(Vec::new());
        }
        let slug = &cx.place()?.slug;
        let mut clauses = store::draft(read, cx.initiative()?).await?;
        clauses.retain(|clause| clause.section == Section::Strategies.word());
        Ok(clauses.iter().map(|clause| clause.card(slug)).collect())
    }
}

/// Clauses, their wordings and what they cite, as open tables.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<[ExportTable; 3]> {
    let initiative = cx.initiative()?;
    let clauses = store::all(read, initiative).await?.into_iter().map(|clause| {
        vec![
            clause.number.to_string(),
            clause.section,
            clause.place.to_string(),
            clause.text,
            clause.then,
            clause.because,
            clause.difference,
            clause.taken_out.to_string(),
            clause.version.to_string(),
            clause.written_at.to_string(),
        ]
    });
    let clauses = clauses.collect();
    let wordings = store::every_wording(read, initiative).await?.into_iter().map(|(number, wording)| {
        vec![
            number.to_string(),
            wording.version.to_string(),
            wording.text,
            wording.then,
            wording.because,
            wording.difference,
            wording.written_by,
            wording.written_at.to_string(),
        ]
    });
    let wordings = wordings.collect();
    let citations = store::citations(read, initiative).await?;
    let citations = citations
        .into_iter()
        .map(|(clause, conversation, statement)| {
            [clause, conversation, statement].map(|number| number.to_string()).to_vec()
        })
        .collect();
    Ok([
        ExportTable {
            name: "clauses",
            columns: &[
                "number",
                "section",
                "place",
                "text",
                "then",
                "because",
                "difference",
                "taken_out",
                "version",
                "written_at",
            ],
            rows: clauses,
        },
        ExportTable {
            name: "clause_wordings",
            columns: &[
                "clause",
                "version",
                "text",
                "then",
                "because",
                "difference",
                "written_by",
                "written_at",
            ],
            rows: wordings,
        },
        ExportTable {
            name: "clause_statements",
            columns: &["clause", "conversation", "statement"],
            rows: citations,
        },
    ])
}

#[cfg(test)]
mod tests {
    use super::{Section, TITLE, brief};

    #[test]
    fn every_section_is_found_by_its_word_and_they_stand_in_order() {
        for section in Section::ALL {
            assert_eq!(Section::from_word(section.word()), Some(section));
        }
        assert!(Section::ALL.is_sorted());
        assert_eq!(Section::from_word("weather"), None);
    }

    #[test]
    fn a_long_text_is_cut_at_a_word() {
        assert_eq!(brief("Short and whole.\nMore."), "Short and whole.");
        let long = "ground ".repeat(40);
        let cut = brief(&long);
        assert!(cut.ends_with("ground…") && cut.chars().count() <= TITLE, "{cut}");
        assert_eq!(brief(&"x".repeat(300)).chars().count(), TITLE);
    }
}
