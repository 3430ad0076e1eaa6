use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problems, Relation, Result, Told, next_number};
use serde::Deserialize;

use super::{Direction, Story, StoryId, TELL, store};
use crate::{measure, submission};

/// The longest story, in characters.
const WORDS: usize = 1000;
/// The longest name of who says so, in characters.
const SOURCE: usize = 200;

/// Tells what explains a curve.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct TellStory {
    /// The measure's number.
    pub measure: i64,
    /// The number of the submission it explains, if it explains one.
    #[serde(default)]
    pub submission: Option<i64>,
    /// The period it explains; empty for the whole curve.
    #[serde(default)]
    pub period: String,
    /// What explains it.
    pub words: String,
    /// `contributing` or `restricting`.
    pub direction: String,
    /// Who says so.
    pub source: String,
}

#[async_trait]
impl Act for TellStory {
    /// Its number.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&TELL, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let measure = measure::store::numbered(tx, initiative, self.measure).await?.ok_or(Error::Missing)?;
        let mut problems = Problems::none();
        let words = problems.text("words", &self.words, WORDS);
        let source = problems.text("source", &self.source, SOURCE);
        problems.check(Direction::from_word(&self.direction).is_some(), "direction", "problem-choose");
        let period = match self.period.trim() {
            "" => Some(String::new()),
            typed => measure.in_force().frequency().period(typed),
        };
        let period = problems.some(period, "period", "cycle-problem-period").unwrap_or_default();
        let explained = match self.submission {
            Some(number) => {
                let found = submission::store::numbered(tx, initiative, number).await?;
                let seen = found.filter(|found| found.measure == measure.id && found.seen_by(cx));
                problems.some(seen, "submission", "problem-unknown")
            }
            None => None,
        };
        problems.done()?;

        let story = Story {
            id: StoryId::new(),
            number: next_number(tx, initiative, "story").await?,
            measure: measure.id,
            period,
            words,
            direction: self.direction.clone(),
            source,
            told_by: cx.actor.name.clone(),
            told_at: cx.now(),
        };
        store::insert(tx, initiative, &story).await?;
        let document = Document {
            initiative: initiative.0,
            kind: "story",
            id: story.id.0,
            title: &story.words,
            body: &story.source,
        };
        search::put(tx, &document).await?;
        let mut told = Told::new("story.told", story.about(), &story.words)
            .change(None, story.words.as_str())
            .from(measure.about(), Relation::ExplainedBy);
        if let Some(submission) = explained {
            told = told.from(submission.about(), Relation::ExplainedBy);
        }
        cx.tell(tx, told).await?;
        Ok(story.number)
    }
}
