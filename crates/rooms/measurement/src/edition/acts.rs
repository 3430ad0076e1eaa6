use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, InitiativeId, Owner, Problems, Result, Told, next_number};
use serde::Deserialize;

use super::{ASSEMBLE, Chosen, Edition, EditionId, Narrative, State, store};
use crate::{disclosure, measure, result};

/// The longest title, in characters.
const TITLE: usize = 120;
/// The longest words before and about results, in characters.
const WORDS: usize = 4_000;
/// The most measures in one edition.
const MEASURES: usize = 200;

/// What an edition says, as a form or the API gives it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Contents {
    /// Its title: "Report card 2019".
    pub title: String,
    /// What stands before everything.
    #[serde(default)]
    pub words: String,
    /// The first period: a year, or one of them; empty for all that there are.
    #[serde(default)]
    pub since: String,
    /// The last period.
    #[serde(default)]
    pub until: String,
    /// The numbers of the measures shown first.
    #[serde(default)]
    pub headline: Vec<i64>,
    /// The numbers of the others.
    #[serde(default)]
    pub others: Vec<i64>,
    /// What is said of results.
    #[serde(default)]
    pub narratives: Vec<Said>,
    /// The number of the published edition that it corrects.
    #[serde(default)]
    pub corrects: Option<i64>,
}

/// What is said of a result.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Said {
    /// The result's number.
    pub result: i64,
    /// In plain words.
    pub words: String,
}

/// What stands in an edition once it is read.
struct Read {
    title: String,
    words: String,
    since: String,
    until: String,
    corrects: Option<i64>,
    chosen: Vec<Chosen>,
    narratives: Vec<Narrative>,
}

impl Contents {
    async fn read(&self, tx: &mut Tx, initiative: InitiativeId, problems: &mut Problems) -> Result<Read> {
        let title = problems.text("title", &self.title, TITLE);
        let words = problems.maybe_text("words", &self.words, WORDS);
        let [since, until] = [("since", &self.since), ("until", &self.until)].map(|(field, typed)| {
            let period = period(typed);
            problems.some(period, field, "cycle-problem-period").unwrap_or_default()
        });
        problems.check(
            until.is_empty() || since <= until || since.starts_with(&until),
            "until",
            "edition-problem-backwards",
        );
        let chosen = self.chosen(tx, initiative, problems).await?;
        let results = result::store::all(tx, initiative).await?;
        let mut narratives = Vec::new();
        for said in &self.narratives {
            let field = format!("result-{}", said.result);
            let words = problems.maybe_text(&field, &said.words, WORDS);
            let result = results.iter().find(|result| result.number == said.result);
            if let Some(result) =
                problems.some(result, &field, "problem-choose").filter(|_| !words.is_empty())
            {
                narratives.push(Narrative { result: result.id, words });
            }
        }
        if let Some(number) = self.corrects {
            let corrected = store::numbered(tx, initiative, number).await?;
            let published = corrected.is_some_and(|edition| edition.is(State::Published));
            problems.check(published, "corrects", "edition-problem-corrects");
        }
        Ok(Read { title, words, since, until, corrects: self.corrects, chosen, narratives })
    }

    /// The headline measures first, each once.
    async fn chosen(
        &self,
        tx: &mut Tx,
        initiative: InitiativeId,
        problems: &mut Problems,
    ) -> Result<Vec<Chosen>> {
        let measures = measure::store::all(tx, initiative).await?;
        let mut chosen: Vec<Chosen> = Vec::new();
        let numbers = self.headline.iter().map(|number| (number, true));
        for (number, headline) in numbers.chain(self.others.iter().map(|number| (number, false))) {
            let found = measures.iter().find(|measure| measure.number == *number);
            let Some(measure) = problems.some(found, "measures", "problem-choose") else { break };
            if chosen.iter().all(|chosen| chosen.measure != measure.id) {
                let (name, definition) = (measure.name.clone(), measure.in_force().number);
                chosen.push(Chosen { measure: measure.id, headline, name, definition });
            }
        }
        problems.check(!chosen.is_empty(), "measures", "edition-problem-empty");
        problems.check(chosen.len() <= MEASURES, "measures", "edition-problem-many");
        Ok(chosen)
    }
}

/// A period as it is typed: a year, or a quarter or month of one; nothing is no end.
fn period(typed: &str) -> Option<String> {
    if typed.trim().is_empty() {
        return Some(String::new());
    }
    crate::cycle::Frequency::ALL.into_iter().find_map(|frequency| frequency.period(typed))
}

/// Puts an edition together.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct AssembleEdition {
    /// What it says.
    #[serde(flatten)]
    pub contents: Contents,
}

#[async_trait]
impl Act for AssembleEdition {
    /// Its number.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&ASSEMBLE, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let mut problems = Problems::none();
        let read = self.contents.read(tx, initiative, &mut problems).await?;
        problems.done()?;

        let policy = disclosure::store::policy(tx, initiative).await?;
        let edition = Edition {
            id: EditionId::new(),
            number: next_number(tx, initiative, "edition").await?,
            version: 1,
            title: read.title,
            words: read.words,
            since: read.since,
            until: read.until,
            state: State::Assembling.word().to_owned(),
            mode: policy.mode,
            confidential: policy.confidential,
            corrects: read.corrects,
            after_issue: 0,
            issue: None,
            decision: None,
            made_by: cx.actor.name.clone(),
            made_at: cx.now(),
            checked_at: None,
            published_at: None,
        };
        store::insert(tx, initiative, &edition).await?;
        store::choose(tx, initiative, edition.id, &read.chosen).await?;
        store::narrate(tx, initiative, edition.id, &read.narratives).await?;
        let told = Told::new("edition.assembled", edition.about(), &edition.title);
        cx.tell(tx, told.change(None, &edition.title)).await?;
        Ok(edition.number)
    }
}

/// Changes an edition that is not published: it must be checked again then.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ChangeEdition {
    /// The edition's number; the API takes it from the address.
    #[serde(default)]
    pub edition: i64,
    /// The version that was read before writing.
    pub seen: i64,
    /// What it says now.
    #[serde(flatten)]
    pub contents: Contents,
}

#[async_trait]
impl Act for ChangeEdition {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&ASSEMBLE, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let before = store::numbered(tx, initiative, self.edition).await?.ok_or(Error::Missing)?;
        if before.is(State::Published) {
            return Err(Error::Rule("edition-rule-published"));
        }
        let mut problems = Problems::none();
        let read = self.contents.read(tx, initiative, &mut problems).await?;
        problems.done()?;

        let edition = Edition {
            version: self.seen,
            title: read.title,
            words: read.words,
            since: read.since,
            until: read.until,
            corrects: read.corrects,
            ..before.clone()
        };
        if !store::change(tx, initiative, &edition).await? {
            return Err(Error::Rule("edition-rule-other-version"));
        }
        store::choose(tx, initiative, edition.id, &read.chosen).await?;
        store::narrate(tx, initiative, edition.id, &read.narratives).await?;
        store::freeze(tx, initiative, edition.id, &[], &[]).await?;
        let told = Told::new("edition.changed", edition.about(), &edition.title);
        cx.tell(tx, told.change(Some(before.title), &edition.title)).await
    }
}
