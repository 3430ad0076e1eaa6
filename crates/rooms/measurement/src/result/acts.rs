use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Owner, Problems, Ref, Relation, Result, Told, next_number};
use serde::Deserialize;

use super::{PopulationResult, ResultId, WRITE, store};

/// The longest condition, in characters: one sentence.
const CONDITION: usize = 200;
/// The longest name of a place or of people, in characters.
const NAME: usize = 120;

/// Writes down what is to be true in the end.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct WriteResult {
    /// The condition, in plain words: "People have work they can live on".
    pub condition: String,
    /// Whom it is about; may be empty.
    #[serde(default)]
    pub population: String,
    /// Where; may be empty.
    #[serde(default)]
    pub place: String,
    /// The clause that aims at it, as [`Ref`] writes it; may be empty.
    #[serde(default)]
    pub clause: String,
}

#[async_trait]
impl Act for WriteResult {
    /// Its number.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&WRITE, Owner::Nobody)?;
        let mut problems = Problems::none();
        let condition = problems.text("condition", &self.condition, CONDITION);
        let population = problems.maybe_text("population", &self.population, NAME);
        let place = problems.maybe_text("place", &self.place, NAME);
        let clause = self.clause(cx, tx, &mut problems).await?;
        problems.done()?;

        let initiative = cx.initiative()?;
        let result = PopulationResult {
            id: ResultId::new(),
            number: next_number(tx, initiative, "result").await?,
            condition,
            population,
            place,
            written_by: cx.actor.name.clone(),
            written_at: cx.now(),
        };
        store::insert(tx, initiative, &result).await?;
        let body = format!("{} {}", result.population, result.place);
        let document = Document {
            initiative: initiative.0,
            kind: "result",
            id: result.id.0,
            title: &result.condition,
            body: &body,
        };
        search::put(tx, &document).await?;
        let told = Told::new("result.written", result.about(), &result.condition)
            .change(None, result.condition.as_str());
        let told = match clause {
            Some(clause) => told.from(clause, Relation::AimsAt),
            None => told,
        };
        cx.tell(tx, told).await?;
        Ok(result.number)
    }
}

impl WriteResult {
    /// The clause, if one was chosen and this person can see it.
    async fn clause(&self, cx: &Context, tx: &mut Tx, problems: &mut Problems) -> Result<Option<Ref>> {
        if self.clause.trim().is_empty() {
            return Ok(None);
        }
        let chosen: Option<Ref> =
            self.clause.trim().parse().ok().filter(|about: &Ref| about.kind == "clause");
        let known = match &chosen {
            Some(about) => cx.world.kinds.card(cx, tx, about).await?.is_some(),
            None => false,
        };
        problems.check(known, "clause", "problem-unknown");
        Ok(chosen.filter(|_| known))
    }
}
