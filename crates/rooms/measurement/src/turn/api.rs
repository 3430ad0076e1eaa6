//! The same acts as JSON, and a whole session to read.

use kernel::Result;
use serde::Serialize;
use serde_json::{Value, json};
use signals::{Gate, Middle, Scored};
use web::{Answer, Routes, Visit};

use super::acts::{AgreePlan, OpenTurn, ParkTurn, SetNextLook, TakeStep};
use super::part::{AddNote, AddTurnPartner, EditTurnPartner};
use super::{AGREE, JUDGE, OPEN, READ, RUN, Step, TAKE_PART, Turn, Whole, store};
use crate::option::acts::{AddOption, EditOption, ScoreOption};
use crate::plan::acts::{AddPlanLine, EditPlanLine};
use crate::story;
use crate::story::acts::{EditStory, TellStory};
use crate::story::influence::MarkInfluence;

/// Sessions in one answer.
const PAGE: i64 = 50;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("turns", &READ, list)
        .api_get("turns/{n}", &READ, show)
        .api_post("turns", &OPEN, open)
        .api_post("turns/steps", &RUN, take_step)
        .api_post("turns/park", &RUN, park)
        .api_post("turns/agree", &AGREE, agree)
        .api_post("turns/look", &RUN, look_again)
        .api_post("turns/notes", &TAKE_PART, note)
        .api_post("turns/influence", &JUDGE, influence)
        .api_post("turns/partners", &TAKE_PART, partner)
        .api_post("turns/partners/edit", &TAKE_PART, edit_partner)
        .api_post("stories", &story::TELL, tell)
        .api_post("stories/edit", &story::TELL, edit_story)
        .api_post("options", &TAKE_PART, option)
        .api_post("options/edit", &TAKE_PART, edit_option)
        .api_post("options/score", &JUDGE, score)
        .api_post("plan-lines", &TAKE_PART, line)
        .api_post("plan-lines/edit", &TAKE_PART, edit_line)
}

/// A session as the API gives it.
#[derive(Serialize)]
struct Line<'a> {
    number: i64,
    question: &'a str,
    state: &'static str,
    step: &'static str,
    opened_at: String,
    agreed_at: Option<String>,
    next_look: Option<String>,
}

impl<'a> From<&'a Turn> for Line<'a> {
    fn from(turn: &'a Turn) -> Self {
        Self {
            number: turn.number,
            question: &turn.question,
            state: turn.state.word(),
            step: turn.step.word(),
            opened_at: turn.opened_at.to_string(),
            agreed_at: turn.agreed_at.map(|at| at.to_string()),
            next_look: turn.next_look.map(super::written),
        }
    }
}

/// The newest; `?before=NUMBER` for older ones.
async fn list(visit: Visit) -> Result<Answer> {
    let before = visit.query().parse("before").unwrap_or(i64::MAX);
    let mut read = visit.read().await?;
    let turns = store::latest(&mut read, visit.initiative()?, before, PAGE).await?;
    let seen = turns.iter().filter(|turn| turn.seen_by(&visit));
    Ok(Answer::json(&seen.map(Line::from).collect::<Vec<_>>()))
}

/// A session with all that is in it. Who does what is for those who take part; what others think of an option is shown
/// to whoever has said it alone.
async fn show(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let whole = Whole::asked(&visit, &mut read).await?;
    let offered = whole.offered(&visit, &mut read).await?;
    drop(read);
    let who = visit.could(&TAKE_PART);
    let number = |id| whole.story(id).map(|story| story.number);
    let places = whole.influence.places();
    let steps = Step::ALL.iter().map(|step| {
        json!({
            "step": step.word(), "minutes": step.minutes(), "done": whole.done(*step), "count": whole.count(*step),
            "used_minutes": whole.clock(*step).map_or(0, |clock| clock.minutes(visit.now())),
        })
    });
    let factors = whole.stories.iter().map(|story| {
        json!({
            "number": story.number, "words": story.words, "direction": story.direction, "voice": story.voice,
            "source": story.source, "cause_of": story.cause_of.and_then(number), "version": story.version,
            "marks": whole.influence.marks(story.id), "place": places.get(&story.id),
        })
    });
    let partners = whole.partners.iter().map(|partner| {
        json!({
            "entry": partner.number, "partner": partner.partnership, "name": partner.name, "part": partner.part,
            "level": partner.level, "version": partner.version,
        })
    });
    let options = whole.ordered().into_iter().map(|(idea, scored)| {
        json!({
            "number": idea.number, "words": idea.words, "cause": idea.cause.and_then(number), "sort": idea.sort,
            "cost": idea.cost, "evidence": idea.evidence, "version": idea.version,
            "scores": scored.filter(|_| whole.shows(&visit, idea.id)).map(|scored| scores(&scored)),
        })
    });
    let lines = whole.lines.iter().map(|line| {
        let commitments = offered.get(&line.id).map(Vec::as_slice).unwrap_or_default();
        json!({
            "number": line.number, "option": whole.idea(line.option).map(|idea| idea.number), "what": line.what,
            "who": who.then_some(&line.who), "due": line.day(), "early": line.early, "version": line.version,
            "commitments": commitments.iter().map(|card| card.about.id).collect::<Vec<_>>(),
        })
    });
    let mut body = json!({
        "session": Line::from(&whole.turn), "measure": whole.measure.number, "different": whole.turn.different,
        "group": whole.turn.group,
    });
    let lists = [
        ("steps", steps.collect::<Vec<Value>>()),
        ("notes", whole.notes.iter().map(|note| json!({ "words": note.words })).collect()),
        ("factors", factors.collect()),
        ("partners", partners.collect()),
        ("options", options.collect()),
        ("plan", lines.collect()),
    ];
    for (name, list) in lists {
        body[name] = Value::Array(list);
    }
    Ok(Answer::json(&body))
}

fn scores(scored: &Scored) -> Value {
    let middle = |middle: &Middle| json!({ "median": middle.median, "low": middle.low, "high": middle.high });
    let gate = match scored.gate() {
        Gate::Blocked => "blocked",
        Gate::Vague => "make-specific",
        Gate::Ready => "ready",
    };
    json!({
        "people": scored.people, "gate": gate, "weight": scored.weight(), "leverage": middle(&scored.leverage),
        "reach": middle(&scored.reach), "specificity": middle(&scored.specificity), "values": middle(&scored.values),
    })
}

fn done() -> Answer {
    Answer::json(&json!({ "done": true }))
}

fn numbered(number: i64) -> Answer {
    Answer::json(&json!({ "number": number }))
}

async fn open(visit: Visit) -> Result<Answer> {
    Ok(numbered(visit.execute(visit.json::<OpenTurn>()?).await?))
}

async fn take_step(visit: Visit) -> Result<Answer> {
    visit.execute(visit.json::<TakeStep>()?).await?;
    Ok(done())
}

async fn park(visit: Visit) -> Result<Answer> {
    visit.execute(visit.json::<ParkTurn>()?).await?;
    Ok(done())
}

async fn agree(visit: Visit) -> Result<Answer> {
    visit.execute(visit.json::<AgreePlan>()?).await?;
    Ok(done())
}

async fn look_again(visit: Visit) -> Result<Answer> {
    visit.execute(visit.json::<SetNextLook>()?).await?;
    Ok(done())
}

async fn note(visit: Visit) -> Result<Answer> {
    visit.execute(visit.json::<AddNote>()?).await?;
    Ok(done())
}

async fn influence(visit: Visit) -> Result<Answer> {
    let left = visit.execute(visit.json::<MarkInfluence>()?).await?;
    Ok(Answer::json(&json!({ "left": left })))
}

async fn partner(visit: Visit) -> Result<Answer> {
    Ok(numbered(visit.execute(visit.json::<AddTurnPartner>()?).await?))
}

async fn edit_partner(visit: Visit) -> Result<Answer> {
    visit.execute(visit.json::<EditTurnPartner>()?).await?;
    Ok(done())
}

async fn tell(visit: Visit) -> Result<Answer> {
    Ok(numbered(visit.execute(visit.json::<TellStory>()?).await?))
}

async fn edit_story(visit: Visit) -> Result<Answer> {
    Ok(numbered(visit.execute(visit.json::<EditStory>()?).await?))
}

async fn option(visit: Visit) -> Result<Answer> {
    Ok(numbered(visit.execute(visit.json::<AddOption>()?).await?))
}

async fn edit_option(visit: Visit) -> Result<Answer> {
    Ok(numbered(visit.execute(visit.json::<EditOption>()?).await?))
}

async fn score(visit: Visit) -> Result<Answer> {
    Ok(numbered(visit.execute(visit.json::<ScoreOption>()?).await?))
}

async fn line(visit: Visit) -> Result<Answer> {
    Ok(numbered(visit.execute(visit.json::<AddPlanLine>()?).await?))
}

async fn edit_line(visit: Visit) -> Result<Answer> {
    Ok(numbered(visit.execute(visit.json::<EditPlanLine>()?).await?))
}
