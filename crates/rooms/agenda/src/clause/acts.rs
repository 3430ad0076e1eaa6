use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use journal::Tell;
use kernel::{
    Act, Context, Error, InitiativeId, Owner, PersonId, Problems, Ref, Relation, Result, Stale, Told,
    next_number,
};
use serde::Deserialize;
use uuid::Uuid;

use super::{Clause, ClauseId, Section, WRITE, brief, store};
use crate::statement::{self, StatementId};

/// The longest clause, in characters.
const TEXT: usize = 2_000;
/// The most statements cited at once.
const CITES: usize = 100;

/// Writes a clause into the working draft. It answers the clause's number.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct WriteClause {
    /// `summary`, `problem`, `boundary`, `data`, `causes`, `vision`, `results`, `strategies`, `principles`,
    /// `refusals`, `roles` or `learning`.
    pub section: String,
    /// The clause; of a strategy, what is done: *if we …*.
    pub text: String,
    /// A strategy's: *then …*. It may follow later; see [`crate::MoveStrategy`].
    #[serde(default)]
    pub then: String,
    /// A strategy's: *because …*.
    #[serde(default)]
    pub because: String,
    /// A strategy's: what will be different.
    #[serde(default)]
    pub difference: String,
    /// The ids of the statements it rests on.
    #[serde(default)]
    pub cites: Vec<Uuid>,
}

#[async_trait]
impl Act for WriteClause {
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&WRITE, Owner::Nobody)?;
        let mut problems = Problems::none();
        let said = [&self.text, &self.then, &self.because, &self.difference].map(String::as_str);
        let wanted = Words::of(&mut problems, &self.section, said);
        problems.check(self.cites.len() <= CITES, "cites", "problem-too-many-cited");
        problems.done()?;

        let initiative = cx.initiative()?;
        let number = next_number(tx, initiative, "clause").await?;
        let clause = Clause {
            id: ClauseId::new(),
            number,
            section: self.section.clone(),
            place: number,
            text: wanted.text,
            then: wanted.then,
            because: wanted.because,
            difference: wanted.difference,
            taken_out: false,
            version: 1,
            written_at: cx.now(),
        };
        store::insert(tx, initiative, &clause).await?;
        store::keep_wording(tx, initiative, &clause, by(cx), cx.now()).await?;
        put(tx, initiative, &clause).await?;
        let told =
            Told::new("clause.written", clause.about(), brief(&clause.text)).change(None, clause.words());
        let (told, _) = cite(tx, initiative, &clause, &self.cites, told).await?;
        cx.tell(tx, told).await?;
        Ok(number)
    }
}

/// What a form wants a clause to say.
pub(crate) struct Words {
    pub(crate) text: String,
    pub(crate) then: String,
    pub(crate) because: String,
    pub(crate) difference: String,
}

impl Words {
    /// `said` is text, then, because and difference. A strategy is a hypothesis: it says what will be
    /// different, or nobody could tell whether it worked.
    pub(crate) fn of(problems: &mut Problems, section: &str, said: [&str; 4]) -> Self {
        let section = problems.some(Section::from_word(section), "section", "problem-choose");
        let [text, then, because, difference] = said;
        Self {
            text: problems.text("text", text, TEXT),
            then: problems.maybe_text("then", then, TEXT),
            because: problems.maybe_text("because", because, TEXT),
            difference: if section == Some(Section::Strategies) {
                problems.text("difference", difference, TEXT)
            } else {
                problems.maybe_text("difference", difference, TEXT)
            },
        }
    }
}

impl Clause {
    /// All it says, for the journal and for whoever edited at the same time.
    pub(crate) fn words(&self) -> String {
        self.says().whole()
    }

    /// Keeps its new wording, `by` whoever worded it, and lets search find it.
    pub(crate) async fn keep(&self, cx: &Context, tx: &mut Tx, by: By<'_>) -> Result<()> {
        let initiative = cx.initiative()?;
        store::update(tx, initiative, self).await?;
        store::keep_wording(tx, initiative, self, by, cx.now()).await?;
        put(tx, initiative, self).await
    }
}

/// Who worded a clause: their name, and the account if it was somebody's.
pub(crate) type By<'a> = (&'a str, Option<PersonId>);

fn by(cx: &Context) -> By<'_> {
    (&cx.actor.name, cx.actor.person)
}

async fn put(tx: &mut Tx, initiative: InitiativeId, clause: &Clause) -> Result<()> {
    let body = clause.says().parts().join("\n");
    let document = Document {
        initiative: initiative.0,
        kind: "clause",
        id: clause.id.0,
        title: &clause.text,
        body: &body,
    };
    Ok(search::put(tx, &document).await?)
}

/// Lets the clause rest on these statements; answers what to tell, and how many are new.
async fn cite(
    tx: &mut Tx,
    initiative: InitiativeId,
    clause: &Clause,
    cites: &[Uuid],
    mut told: Told,
) -> Result<(Told, usize)> {
    let mut new = 0;
    for &id in cites {
        let found = statement::store::find(tx, initiative, StatementId(id)).await?;
        let cited = found.filter(|weighed| !weighed.statement.hidden).ok_or(Error::Missing)?.statement;
        if store::cite(tx, initiative, clause.id, cited.id).await? {
            told = told.from(Ref::new("statement", cited.id.0), Relation::CitedBy);
            new += 1;
        }
    }
    Ok((told, new))
}

/// Changes a clause of the working draft.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct EditClause {
    /// The clause's number; the API takes it from the address.
    #[serde(default)]
    pub clause: i64,
    /// Its section.
    pub section: String,
    /// Lower stands earlier in its section; `None` leaves it where it is.
    #[serde(default)]
    pub place: Option<i64>,
    /// The clause; of a strategy, what is done: *if we …*.
    pub text: String,
    /// A strategy's: *then …*.
    #[serde(default)]
    pub then: String,
    /// A strategy's: *because …*.
    #[serde(default)]
    pub because: String,
    /// A strategy's: what will be different.
    #[serde(default)]
    pub difference: String,
    /// Whether it is taken out of the draft. Versions and history keep it.
    #[serde(default)]
    pub taken_out: bool,
    /// The version that the editor saw.
    pub version: i64,
}

#[async_trait]
impl Act for EditClause {
    /// The new version.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&WRITE, Owner::Nobody)?;
        let mut problems = Problems::none();
        let said = [&self.text, &self.then, &self.because, &self.difference].map(String::as_str);
        let wanted = Words::of(&mut problems, &self.section, said);
        problems.done()?;

        let initiative = cx.initiative()?;
        let before = store::locked(tx, initiative, self.clause).await?.ok_or(Error::Missing)?;
        let clause = Clause {
            section: self.section.clone(),
            place: self.place.unwrap_or(before.place),
            text: wanted.text,
            then: wanted.then,
            because: wanted.because,
            difference: wanted.difference,
            taken_out: self.taken_out,
            version: before.version + 1,
            ..before.clone()
        };
        if before.version != self.version {
            let (theirs, mine) = (before.words(), clause.words());
            return Err(Error::Stale(Box::new(Stale { version: before.version, theirs, mine })));
        }
        clause.keep(cx, tx, by(cx)).await?;
        let act = if clause.taken_out && !before.taken_out { "clause.taken-out" } else { "clause.edited" };
        let told = Told::new(act, clause.about(), brief(&clause.text));
        cx.tell(tx, told.change(Some(before.words()), clause.words())).await?;
        Ok(clause.version)
    }
}

/// Lets a clause rest on what people said. It answers how many statements are new to it.
#[derive(Debug, Clone, Deserialize)]
pub struct CiteStatements {
    /// The clause's number; the API takes it from the address.
    #[serde(default)]
    pub clause: i64,
    /// The statements' ids.
    pub statements: Vec<Uuid>,
}

#[async_trait]
impl Act for CiteStatements {
    type Out = usize;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<usize> {
        cx.may(&WRITE, Owner::Nobody)?;
        let mut problems = Problems::none();
        problems.check(!self.statements.is_empty(), "cites", "problem-nothing-cited");
        problems.check(self.statements.len() <= CITES, "cites", "problem-too-many-cited");
        problems.done()?;

        let initiative = cx.initiative()?;
        let clause = store::numbered(tx, initiative, self.clause).await?.ok_or(Error::Missing)?;
        let told = Told::new("clause.cited", clause.about(), brief(&clause.text));
        let (told, new) = cite(tx, initiative, &clause, &self.statements, told).await?;
        if new > 0 {
            cx.tell(tx, told).await?;
        }
        Ok(new)
    }
}
