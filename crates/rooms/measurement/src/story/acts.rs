use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use journal::Tell;
use kernel::{
    Act, Context, Error, InitiativeId, Owner, Problems, Relation, Result, Stale, Told, next_number,
};
use serde::Deserialize;

use super::{Direction, Story, StoryId, TELL, Voice, store, tree};
use crate::measure::MeasureId;
use crate::{measure, submission, turn};

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
    /// Who says so. May be left out where `voice` says by what it is known.
    #[serde(default)]
    pub source: String,
    /// `data`, `practitioner` or `resident`; may be empty.
    #[serde(default)]
    pub voice: String,
    /// The number of the story it is a cause of, if of one.
    #[serde(default)]
    pub cause_of: Option<i64>,
    /// The number of the session in which it comes up, if in one.
    #[serde(default)]
    pub turn: Option<i64>,
}

#[async_trait]
impl Act for TellStory {
    /// Its number.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&TELL, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let measure = measure::store::numbered(tx, initiative, self.measure).await?.ok_or(Error::Missing)?;
        let turn = match self.turn {
            Some(number) => Some(turn::acts::at_work(tx, initiative, number).await?),
            None => None,
        };
        if turn.as_ref().is_some_and(|turn| turn.measure != measure.id) {
            return Err(Error::Missing);
        }
        let mut problems = Problems::none();
        let said = Said::of(&mut problems, &self.words, &self.direction, &self.source, &self.voice);
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
        let cause_of = caused(tx, initiative, &mut problems, measure.id, self.cause_of).await?;
        problems.done()?;

        let story = Story {
            id: StoryId::new(),
            number: next_number(tx, initiative, "story").await?,
            measure: measure.id,
            period,
            words: said.words,
            direction: self.direction.clone(),
            source: said.source,
            told_by: cx.actor.name.clone(),
            told_at: cx.now(),
            voice: said.voice,
            cause_of: cause_of.as_ref().map(|of| of.id),
            turn: turn.as_ref().map(|turn| turn.id),
            aside: false,
            version: 1,
        };
        store::insert(tx, initiative, &story).await?;
        found_by(tx, initiative, &story).await?;
        let mut told =
            Told::new("story.told", story.about(), &story.words).change(None, story.words.as_str());
        // A cause hangs on what it causes, and by that on the measure.
        told = told.from(cause_of.map_or_else(|| measure.about(), |of| of.about()), Relation::ExplainedBy);
        if let Some(submission) = explained {
            told = told.from(submission.about(), Relation::ExplainedBy);
        }
        if let Some(turn) = &turn {
            told = told.from(turn.about(), Relation::Holds);
        }
        cx.tell(tx, told).await?;
        Ok(story.number)
    }
}

/// What somebody says of a story, checked.
struct Said {
    words: String,
    source: String,
    voice: String,
}

impl Said {
    fn of(problems: &mut Problems, words: &str, direction: &str, source: &str, voice: &str) -> Self {
        problems.check(Direction::from_word(direction).is_some(), "direction", "problem-choose");
        let voice = voice.trim();
        problems.check(voice.is_empty() || voice.parse::<Voice>().is_ok(), "voice", "problem-choose");
        let words = problems.text("words", words, WORDS);
        let source = if voice.is_empty() {
            problems.text("source", source, SOURCE)
        } else {
            problems.maybe_text("source", source, SOURCE)
        };
        Self { words, source, voice: voice.to_owned() }
    }
}

/// The story of that number, if it explains the same measure.
async fn caused(
    tx: &mut Tx,
    initiative: InitiativeId,
    problems: &mut Problems,
    measure: MeasureId,
    number: Option<i64>,
) -> Result<Option<Story>> {
    let Some(number) = number else { return Ok(None) };
    let of = store::numbered(tx, initiative, number).await?.filter(|of| of.measure == measure);
    Ok(problems.some(of, "cause_of", "problem-unknown"))
}

async fn found_by(tx: &mut Tx, initiative: InitiativeId, story: &Story) -> Result<()> {
    let document = Document {
        initiative: initiative.0,
        kind: "story",
        id: story.id.0,
        title: &story.words,
        body: &story.source,
    };
    Ok(search::put(tx, &document).await?)
}

/// Says it better, moves it in its chain of causes, or lays it aside, while its session is at work. Two who change it
/// at once both keep their words.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct EditStory {
    /// Its number.
    pub story: i64,
    /// The version that was read before it was changed.
    pub version: i64,
    /// What explains the curve.
    pub words: String,
    /// `contributing` or `restricting`.
    pub direction: String,
    /// Who says so. May be left out where `voice` says by what it is known.
    #[serde(default)]
    pub source: String,
    /// `data`, `practitioner` or `resident`; may be empty.
    #[serde(default)]
    pub voice: String,
    /// The number of the story it is a cause of, if of one.
    #[serde(default)]
    pub cause_of: Option<i64>,
    /// Whether it is laid aside.
    #[serde(default)]
    pub aside: bool,
}

#[async_trait]
impl Act for EditStory {
    /// Its number.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&TELL, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let mut story = store::lock(tx, initiative, self.story).await?.ok_or(Error::Missing)?;
        let turn = match story.turn {
            Some(id) => turn::store::find(tx, initiative, id).await?,
            None => None,
        };
        turn.ok_or(Error::Rule("story-rule-no-session"))?.at_work()?;
        let mut problems = Problems::none();
        let said = Said::of(&mut problems, &self.words, &self.direction, &self.source, &self.voice);
        let cause_of = caused(tx, initiative, &mut problems, story.measure, self.cause_of).await?;
        if let Some(of) = &cause_of {
            let all = store::of_measure(tx, initiative, story.measure).await?;
            problems.check(!tree::circles(&all, story.id, of.id), "cause_of", "story-problem-circle");
        }
        problems.done()?;
        if story.version != self.version {
            let stale = Stale { version: story.version, theirs: story.words, mine: said.words };
            return Err(Error::Stale(Box::new(stale)));
        }
        let before = std::mem::replace(&mut story.words, said.words);
        let newly = cause_of.filter(|of| story.cause_of != Some(of.id));
        story.direction = self.direction.clone();
        story.source = said.source;
        story.voice = said.voice;
        story.cause_of = match &newly {
            Some(of) => Some(of.id),
            None => story.cause_of.filter(|_| self.cause_of.is_some()),
        };
        story.aside = self.aside;
        story.version += 1;
        store::update(tx, initiative, &story).await?;
        found_by(tx, initiative, &story).await?;
        let act = if story.aside { "story.laid-aside" } else { "story.changed" };
        let mut told = Told::new(act, story.about(), &story.words).change(Some(before), story.words.as_str());
        if let Some(of) = newly {
            told = told.from(of.about(), Relation::ExplainedBy);
        }
        cx.tell(tx, told).await?;
        Ok(story.number)
    }
}
