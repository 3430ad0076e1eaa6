use ::store::Tx;
use ::store::search::{self, Document};
use async_trait::async_trait;
use journal::Tell;
use kernel::{
    Act, Context, Error, InitiativeId, Owner, Problem, Problems, Ref, Relation, Result, Stale, Told,
    next_number,
};
use people::PartnershipId;
use serde::Deserialize;

use super::{ADD, Activity, ActivityId, CONFIRM, EDIT, Part, Status, owner, store};
use web::pick;

use crate::Made;

/// The longest title, in characters.
const TITLE: usize = 160;
/// The longest text, in characters.
const TEXT: usize = 4_000;
/// The longest line: for whom, where, a strength.
const LINE: usize = 280;

/// A partner and the strength it brings to an activity.
#[derive(Debug, Clone, Deserialize)]
pub struct NewPart {
    /// The partner.
    pub partnership: PartnershipId,
    /// What it brings to this.
    pub strength: String,
}

/// Enters an activity. For one's own partner it stands at once; for others it is a suggestion.
#[derive(Debug, Clone, Deserialize)]
pub struct AddActivity {
    /// What it is called.
    pub title: String,
    /// What is done.
    #[serde(default)]
    pub what: String,
    /// For whom.
    #[serde(default)]
    pub for_whom: String,
    /// Where.
    #[serde(default)]
    pub place: String,
    /// The clause it serves.
    #[serde(default)]
    pub strategy: Option<Ref>,
    /// The story it answers.
    #[serde(default)]
    pub story: Option<Ref>,
    /// How far it is.
    pub status: Status,
    /// Whether it starts because of the initiative.
    #[serde(default)]
    pub because: bool,
    /// Who does it; the first leads.
    pub parts: Vec<NewPart>,
}

#[async_trait]
impl Act for AddActivity {
    type Out = Made;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<Made> {
        let lead = self.parts.first().map(|part| part.partnership.0);
        let lead = lead.or(cx.actor.standing.partnerships.first().copied());
        cx.may(&ADD, lead.map_or(Owner::Nobody, Owner::Partnership))?;
        let initiative = cx.initiative()?;
        let mut problems = Problems::none();
        let title = problems.text("title", &self.title, TITLE);
        let what = problems.maybe_text("what", &self.what, TEXT);
        let for_whom = problems.maybe_text("for_whom", &self.for_whom, LINE);
        let place = problems.maybe_text("place", &self.place, LINE);
        problems.check(!self.parts.is_empty(), "partner", "problem-choose");
        pick::known(cx, tx, &mut problems, "strategy", self.strategy.as_ref(), &["clause"]).await?;
        pick::known(cx, tx, &mut problems, "story", self.story.as_ref(), &["story"]).await?;

        let id = ActivityId::new();
        let mut parts: Vec<Part> = Vec::new();
        for part in &self.parts {
            let part = checked(cx, tx, initiative, &mut problems, id, part).await?;
            if !parts.iter().any(|other| other.partnership == part.partnership) {
                parts.push(part);
            }
        }
        problems.done()?;

        let activity = Activity {
            id,
            number: next_number(tx, initiative, "activity").await?,
            title,
            what,
            for_whom,
            place,
            strategy: self.strategy.as_ref().map(|about| about.id),
            story: self.story.as_ref().map(|about| about.id),
            status: self.status,
            because: self.because,
            confirmed: parts.iter().any(|part| part.confirmed),
            entered_by: cx.actor.name.clone(),
            entered_at: cx.now(),
            version: 1,
        };
        store::insert(tx, initiative, &activity).await?;
        for part in &parts {
            store::put_part(tx, initiative, part).await?;
        }
        findable(tx, initiative, &activity).await?;
        let told =
            Told::new("activity.added", activity.about(), &activity.title).change(None, activity.text());
        cx.tell(tx, answering(told, &activity)).await?;
        Ok(Made { about: activity.about(), number: activity.number })
    }
}

/// Changes what an activity says; only the partners who speak for it do.
#[derive(Debug, Clone, Deserialize)]
pub struct EditActivity {
    /// Which one.
    pub activity: ActivityId,
    /// The version that was read before it was changed.
    pub version: i64,
    /// What it is called.
    pub title: String,
    /// What is done.
    #[serde(default)]
    pub what: String,
    /// For whom.
    #[serde(default)]
    pub for_whom: String,
    /// Where.
    #[serde(default)]
    pub place: String,
    /// The clause it serves.
    #[serde(default)]
    pub strategy: Option<Ref>,
    /// The story it answers.
    #[serde(default)]
    pub story: Option<Ref>,
    /// How far it is.
    pub status: Status,
    /// Whether it started, changed or stopped because of the initiative.
    #[serde(default)]
    pub because: bool,
}

#[async_trait]
impl Act for EditActivity {
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        let initiative = cx.initiative()?;
        let mut activity = store::lock(tx, initiative, self.activity).await?.ok_or(Error::Missing)?;
        let parts = store::parts(tx, initiative, self.activity).await?;
        cx.may(&EDIT, owner(cx, &parts))?;
        let mut problems = Problems::none();
        let before = activity.text();
        let seen = activity.version;
        activity.title = problems.text("title", &self.title, TITLE);
        activity.what = problems.maybe_text("what", &self.what, TEXT);
        activity.for_whom = problems.maybe_text("for_whom", &self.for_whom, LINE);
        activity.place = problems.maybe_text("place", &self.place, LINE);
        pick::known(cx, tx, &mut problems, "strategy", self.strategy.as_ref(), &["clause"]).await?;
        pick::known(cx, tx, &mut problems, "story", self.story.as_ref(), &["story"]).await?;
        problems.done()?;
        if self.version != seen {
            let stale = Stale { version: seen, theirs: before, mine: activity.text() };
            return Err(Error::Stale(Box::new(stale)));
        }

        activity.strategy = self.strategy.as_ref().map(|about| about.id);
        activity.story = self.story.as_ref().map(|about| about.id);
        activity.status = self.status;
        activity.because = self.because;
        activity.version += 1;
        store::update(tx, initiative, &activity).await?;
        findable(tx, initiative, &activity).await?;
        let told = Told::new("activity.changed", activity.about(), &activity.title)
            .change(Some(before), activity.text());
        cx.tell(tx, answering(told, &activity)).await?;
        Ok(activity.number)
    }
}

/// Names another partner who has a part in an activity, with the strength it brings.
#[derive(Debug, Clone, Deserialize)]
pub struct AddPart {
    /// Which activity.
    pub activity: ActivityId,
    /// Who, with what.
    #[serde(flatten)]
    pub part: NewPart,
}

#[async_trait]
impl Act for AddPart {
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        let initiative = cx.initiative()?;
        let activity = store::lock(tx, initiative, self.activity).await?.ok_or(Error::Missing)?;
        let parts = store::parts(tx, initiative, self.activity).await?;
        cx.may(&ADD, owner(cx, &parts))?;
        let mut problems = Problems::none();
        let taken = parts.iter().any(|part| part.partnership == self.part.partnership);
        problems.check(!taken, "partner", "problem-taken");
        let part = checked(cx, tx, initiative, &mut problems, activity.id, &self.part).await?;
        problems.done()?;
        store::put_part(tx, initiative, &part).await?;
        let told =
            Told::new("activity.part-added", activity.about(), &activity.title).change(None, &part.strength);
        cx.tell(tx, told).await?;
        Ok(activity.number)
    }
}

/// A partner says whether it has the part that others suggested.
#[derive(Debug, Clone, Deserialize)]
pub struct ConfirmPart {
    /// Which activity.
    pub activity: ActivityId,
    /// The partner.
    pub partnership: PartnershipId,
    /// Whether it is so; if not, the part is taken away.
    pub yes: bool,
}

#[async_trait]
impl Act for ConfirmPart {
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&CONFIRM, Owner::Partnership(self.partnership.0))?;
        let initiative = cx.initiative()?;
        let activity = store::lock(tx, initiative, self.activity).await?.ok_or(Error::Missing)?;
        let parts = store::parts(tx, initiative, self.activity).await?;
        let part = parts.into_iter().find(|part| part.partnership == self.partnership);
        let part = part.ok_or(Error::Missing)?;
        if part.confirmed {
            return Err(Error::Rule("rule-part-confirmed"));
        }
        let act = if self.yes {
            store::put_part(tx, initiative, &Part { confirmed: true, ..part }).await?;
            "activity.part-confirmed"
        } else {
            store::drop_part(tx, initiative, &part).await?;
            "activity.part-declined"
        };
        cx.tell(tx, Told::new(act, activity.about(), &activity.title)).await?;
        Ok(activity.number)
    }
}

/// A part whose partner is known; confirmed if the actor speaks for that partner.
async fn checked(
    cx: &Context,
    tx: &mut Tx,
    initiative: InitiativeId,
    problems: &mut Problems,
    activity: ActivityId,
    part: &NewPart,
) -> Result<Part> {
    if people::partner(tx, initiative, part.partnership).await?.is_none() {
        problems.add(Problem::new("partner", "problem-unknown"));
    }
    Ok(Part {
        activity,
        partnership: part.partnership,
        strength: problems.text("strength", &part.strength, LINE),
        confirmed: cx.can(&CONFIRM, Owner::Partnership(part.partnership.0)),
    })
}

/// The strategy and the story stand before the activity on the thread.
fn answering(told: Told, activity: &Activity) -> Told {
    let told = match activity.strategy {
        Some(clause) => told.from(Ref::new("clause", clause), Relation::AnsweredBy),
        None => told,
    };
    match activity.story {
        Some(story) => told.from(Ref::new("story", story), Relation::AnsweredBy),
        None => told,
    }
}

async fn findable(tx: &mut Tx, initiative: InitiativeId, activity: &Activity) -> Result<()> {
    let body = [activity.what.as_str(), &activity.for_whom, &activity.place].join("\n");
    let document = Document {
        initiative: initiative.0,
        kind: "activity",
        id: activity.id.0,
        title: &activity.title,
        body: &body,
    };
    Ok(search::put(tx, &document).await?)
}
