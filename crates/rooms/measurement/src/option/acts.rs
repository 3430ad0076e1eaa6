use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use journal::Tell;
use kernel::{
    Act, Context, Error, InitiativeId, Owner, Problems, Relation, Result, Stale, Told, next_number,
};
use serde::Deserialize;

use super::{Cost, Idea, OptionId, Score, Sort, store};
use crate::story::{self, Story};
use crate::turn::{self, TAKE_PART, Turn};

/// The longest idea, in characters.
const WORDS: usize = 500;
/// The longest evidence.
const EVIDENCE: usize = 1000;

/// An idea, as it is typed.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct IdeaText {
    /// What could work.
    pub words: String,
    /// The number of the factor it answers, if of one.
    #[serde(default)]
    pub cause: Option<i64>,
    /// `start`, `stop`, `bright-spot` or `off-the-wall`.
    pub sort: String,
    /// `no-cost`, `low-cost` or `money`.
    pub cost: String,
    /// What speaks for it; may be empty.
    #[serde(default)]
    pub evidence: String,
}

/// The same, checked.
struct Checked {
    words: String,
    cause: Option<Story>,
    sort: Sort,
    cost: Cost,
    evidence: String,
}

impl IdeaText {
    async fn checked(&self, tx: &mut Tx, initiative: InitiativeId, turn: &Turn) -> Result<Checked> {
        let mut problems = Problems::none();
        let words = problems.text("words", &self.words, WORDS);
        let cause = match self.cause {
            Some(number) => {
                let story = story::store::numbered(tx, initiative, number).await?;
                problems.some(story.filter(|story| story.measure == turn.measure), "cause", "problem-unknown")
            }
            None => None,
        };
        let sort = problems.some(self.sort.trim().parse().ok(), "sort", "problem-choose");
        let cost = problems.some(self.cost.trim().parse().ok(), "cost", "problem-choose");
        let evidence = problems.maybe_text("evidence", &self.evidence, EVIDENCE);
        problems.done()?;
        Ok(Checked {
            words,
            cause,
            sort: sort.unwrap_or(Sort::Start),
            cost: cost.unwrap_or(Cost::Money),
            evidence,
        })
    }
}

/// Adds an idea of what could work.
#[derive(Debug, Clone, Deserialize)]
pub struct AddOption {
    /// The session's number.
    pub turn: i64,
    /// The idea.
    #[serde(flatten)]
    pub idea: IdeaText,
}

#[async_trait]
impl Act for AddOption {
    /// Its number.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&TAKE_PART, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let turn = turn::acts::at_work(tx, initiative, self.turn).await?;
        let checked = self.idea.checked(tx, initiative, &turn).await?;
        let measure = kernel::Ref::new("measure", turn.measure.0);
        let answered = checked.cause.as_ref().map_or(measure, Story::about);
        let idea = Idea {
            id: OptionId::new(),
            number: next_number(tx, initiative, "option").await?,
            turn: turn.id,
            words: checked.words,
            cause: checked.cause.map(|story| story.id),
            sort: checked.sort,
            cost: checked.cost,
            evidence: checked.evidence,
            aside: false,
            added_by: cx.actor.name.clone(),
            added_at: cx.now(),
            version: 1,
        };
        store::insert(tx, initiative, &idea).await?;
        found_by(tx, initiative, &idea).await?;
        let told = Told::new("option.added", idea.about(), &idea.words)
            .change(None, idea.words.as_str())
            .from(answered, Relation::AnsweredBy)
            .from(turn.about(), Relation::Holds);
        cx.tell(tx, told).await?;
        Ok(idea.number)
    }
}

async fn found_by(tx: &mut Tx, initiative: InitiativeId, idea: &Idea) -> Result<()> {
    let document = Document {
        initiative: initiative.0,
        kind: "option",
        id: idea.id.0,
        title: &idea.words,
        body: &idea.evidence,
    };
    Ok(search::put(tx, &document).await?)
}

/// Says an idea better, or lays it aside. Two who change it at once both keep their words.
#[derive(Debug, Clone, Deserialize)]
pub struct EditOption {
    /// Its number.
    pub option: i64,
    /// The version that was read before it was changed.
    pub version: i64,
    /// The idea.
    #[serde(flatten)]
    pub idea: IdeaText,
    /// Whether it is laid aside.
    #[serde(default)]
    pub aside: bool,
}

#[async_trait]
impl Act for EditOption {
    /// Its number.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&TAKE_PART, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let mut idea = store::lock(tx, initiative, self.option).await?.ok_or(Error::Missing)?;
        let turn = turn::store::find(tx, initiative, idea.turn).await?.ok_or(Error::Missing)?;
        turn.at_work()?;
        let checked = self.idea.checked(tx, initiative, &turn).await?;
        if idea.version != self.version {
            let stale = Stale { version: idea.version, theirs: idea.words, mine: checked.words };
            return Err(Error::Stale(Box::new(stale)));
        }
        let before = std::mem::replace(&mut idea.words, checked.words);
        let newly = checked.cause.as_ref().filter(|story| idea.cause != Some(story.id)).map(Story::about);
        idea.cause = checked.cause.map(|story| story.id);
        idea.sort = checked.sort;
        idea.cost = checked.cost;
        idea.evidence = checked.evidence;
        idea.aside = self.aside;
        idea.version += 1;
        store::update(tx, initiative, &idea).await?;
        found_by(tx, initiative, &idea).await?;
        let act = if idea.aside { "option.laid-aside" } else { "option.changed" };
        let mut told = Told::new(act, idea.about(), &idea.words).change(Some(before), idea.words.as_str());
        if let Some(answered) = newly {
            told = told.from(answered, Relation::AnsweredBy);
        }
        cx.tell(tx, told).await?;
        Ok(idea.number)
    }
}

/// Says what one thinks of an option, alone. Saying it again replaces one's own.
#[derive(Debug, Clone, Deserialize)]
pub struct ScoreOption {
    /// Its number.
    pub option: i64,
    /// From 1 to 5: how much it would move the curve.
    pub leverage: i64,
    /// From 1 to 5: whether it can be done, and reaches enough people.
    pub reach: i64,
    /// From 1 to 5: whether it says who does what, when and where.
    pub specificity: i64,
    /// From 1 to 5: whether it is right.
    pub values: i64,
}

#[async_trait]
impl Act for ScoreOption {
    /// Its number.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        let person = turn::judge(cx)?;
        let initiative = cx.initiative()?;
        let idea = store::numbered(tx, initiative, self.option).await?.ok_or(Error::Missing)?;
        let turn = turn::store::find(tx, initiative, idea.turn).await?.ok_or(Error::Missing)?;
        turn.at_work()?;
        let mut problems = Problems::none();
        let sides = [
            ("leverage", self.leverage),
            ("reach", self.reach),
            ("specificity", self.specificity),
            ("values", self.values),
        ];
        for (side, mark) in sides {
            let fits = u8::try_from(mark).is_ok_and(|mark| signals::MARKS.contains(&mark));
            problems.check(fits, side, "problem-choose");
        }
        problems.done()?;
        if idea.aside {
            return Err(Error::Rule("rule-option-aside"));
        }
        let score = Score {
            option: idea.id,
            person,
            leverage: self.leverage,
            reach: self.reach,
            specificity: self.specificity,
            fit: self.values,
        };
        store::put_score(tx, initiative, turn.id, &score).await?;
        cx.tell(tx, Told::new("option.scored", idea.about(), &idea.words).anonymous()).await?;
        Ok(idea.number)
    }
}
