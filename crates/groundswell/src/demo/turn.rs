//! Two sessions from story to plan as invented people of the demo would have held them: one whose plan is agreed and
//! promised, and one that is half through, about a measure that has no number yet.

use anyhow::Result;
use jiff::SignedDuration;
use measurement::{Move, Step};

use super::build::Demo;
use super::story::{FACILITATOR, PARTNER, RESIDENT};

const EMPLOYER: &str = "Priya Nair";

/// Those who score, in this order.
const SCORERS: [&str; 4] = [RESIDENT.name, PARTNER.name, EMPLOYER, FACILITATOR.name];

/// Who says it, words, direction, voice, source, the place of what it is a reason for.
type Factor = (&'static str, &'static str, &'static str, &'static str, &'static str, Option<usize>);

/// What explains the curve.
const FACTORS: [Factor; 6] = [
    (
        PARTNER.name,
        "Nine of eleven plants start their second shift at three and end it at midnight.",
        "restricting",
        "practitioner",
        "County workforce teams",
        None,
    ),
    (
        RESIDENT.name,
        "Nobody who works the second shift was asked when the timetable was made.",
        "restricting",
        "resident",
        "Residents of the west side",
        Some(0),
    ),
    (
        RESIDENT.name,
        "Day care closes at six; there is nobody to fetch the children.",
        "restricting",
        "resident",
        "Six families",
        None,
    ),
    (
        EMPLOYER,
        "Employers hire day by day through agencies, so nobody can plan a ride.",
        "restricting",
        "practitioner",
        "",
        None,
    ),
    (
        EMPLOYER,
        "Three plants pay a dollar more for the second shift since spring.",
        "contributing",
        "practitioner",
        "",
        None,
    ),
    (
        PARTNER.name,
        "More people look for work again: the labour force grew by six thousand since 2007.",
        "contributing",
        "data",
        "The counties' own figures",
        None,
    ),
];

/// Who marks which factors, by their place.
const MARKS: [(&str, &[usize]); 4] =
    [(RESIDENT.name, &[1, 2]), (PARTNER.name, &[1, 0]), (EMPLOYER, &[1, 3, 2]), (FACILITATOR.name, &[0, 1])];

/// Who has a part: the place among the other partners (none for who is not one yet), name, part, level.
const PARTS: [(Option<usize>, &str, &str, &str); 5] = [
    (None, "The bus authority", "Decides when the last run leaves, once a year in May", "strategic"),
    (Some(0), "", "Can count who waits at which stop at midnight", "middle"),
    (None, "Four staffing agencies", "Know a week ahead who works which shift", "middle"),
    (Some(2), "", "Open until nine; could be where rides meet", "near"),
    (Some(3), "", "Can ask sixty households in two evenings", "near"),
];

/// Ideas: who, words, the factor it answers, sort, cost, what speaks for it, and everybody's scores.
type IdeaOf =
    (&'static str, &'static str, Option<usize>, &'static str, &'static str, &'static str, [[i64; 4]; 4]);
const IDEAS: [IdeaOf; 6] = [
    (
        RESIDENT.name,
        "Ten people from the second shift read the draft timetable with the planners in March, before it is printed.",
        Some(1),
        "start",
        "no-cost",
        "The planners said yes when they were asked; nobody had asked before.",
        [[5, 5, 5, 5], [4, 5, 4, 5], [4, 4, 5, 5], [5, 5, 5, 5]],
    ),
    (
        PARTNER.name,
        "One later run of line 6 at 00:20 on weekdays for six months, half paid by the plants along it.",
        Some(0),
        "start",
        "money",
        "Four plants wrote down what they would pay.",
        [[5, 3, 4, 5], [5, 3, 5, 4], [4, 2, 4, 4], [5, 3, 4, 5]],
    ),
    (
        EMPLOYER,
        "Rides shared by message, as the maintenance crew of one plant has done for a year: a list a plant, kept by the shift leader.",
        Some(0),
        "bright-spot",
        "low-cost",
        "Fourteen people ride that way now; two cars would have stayed empty.",
        [[3, 4, 4, 4], [4, 5, 4, 4], [4, 4, 5, 5], [3, 4, 4, 4]],
    ),
    (
        RESIDENT.name,
        "Stop the ten o'clock run on Sundays that nobody rides, and give its hours to the night.",
        Some(0),
        "stop",
        "no-cost",
        "",
        [[4, 4, 2, 4], [5, 3, 2, 3], [4, 4, 3, 4], [4, 4, 2, 4]],
    ),
    (
        PARTNER.name,
        "The tour coach that stands still at night drives the shift home.",
        Some(0),
        "off-the-wall",
        "low-cost",
        "",
        [[3, 1, 2, 4], [2, 2, 2, 3], [3, 2, 2, 4], [3, 2, 3, 4]],
    ),
    (
        EMPLOYER,
        "Hire for the second shift only those who have a car.",
        None,
        "stop",
        "no-cost",
        "",
        [[3, 5, 5, 1], [3, 5, 5, 1], [4, 5, 5, 2], [3, 5, 5, 1]],
    ),
];

/// Lines of the plan: who adds it, for which idea, what, who, in how many days, an early success.
const LINES: [(&str, usize, &str, &str, i64, bool); 4] = [
    (
        RESIDENT.name,
        0,
        "Find ten people of the second shift who read the draft with the planners",
        "Rosa, with the shift leaders",
        12,
        true,
    ),
    (
        PARTNER.name,
        0,
        "Ask the planners for the evening of the draft, and for a room near line 6",
        "Marcus",
        20,
        false,
    ),
    (EMPLOYER, 2, "Start a list of rides in two more plants", "Priya, with two shift leaders", 26, true),
    (
        PARTNER.name,
        1,
        "Bring what four plants would pay to the bus authority, in writing",
        "Marcus and Priya",
        40,
        false,
    ),
];

impl Demo {
    /// The session that came to a plan, and the one that goes on.
    pub(super) async fn story_to_plan(&self) -> Result<()> {
        self.days_ago(18);
        let question = "Why do jobs of the second shift stay out of reach, and what will we do by summer?";
        let turn = self.session(1, question).await?;
        self.whole_session(turn).await?;
        self.days_ago(2);
        let question = "We have no number for the time to work yet. What do we know all the same?";
        let turn = self.session(2, question).await?;
        self.half_session(turn).await?;
        Ok(())
    }

    async fn session(&self, measure: i64, question: &str) -> Result<i64> {
        let open = measurement::OpenTurn { measure, group: self.working, question: question.to_owned() };
        self.act(FACILITATOR.name, open).await
    }

    /// The clock goes on by so many minutes.
    fn minutes_on(&self, minutes: i64) {
        self.world.clock.set(self.world.clock.now() + SignedDuration::from_mins(minutes));
    }

    /// Goes to a step, or is done with it.
    async fn step(&self, turn: i64, step: Step, to: Move) -> Result<()> {
        self.act(FACILITATOR.name, measurement::TakeStep { turn, step, to }).await
    }

    async fn note(&self, name: &str, turn: i64, words: &str) -> Result<()> {
        self.act(name, measurement::AddNote { turn, words: words.to_owned() }).await
    }

    async fn whole_session(&self, turn: i64) -> Result<()> {
        self.step(turn, Step::Curve, Move::Begin).await?;
        self.note(
            RESIDENT.name,
            turn,
            "It fell for everybody but not on our street: those without a car are not in it.",
        )
        .await?;
        self.note(
            PARTNER.name,
            turn,
            "It cannot fall for ever. If we want the last ones in, it is about getting there.",
        )
        .await?;
        self.minutes_on(9);
        self.step(turn, Step::Story, Move::Begin).await?;
        let factors = self.factors(turn).await?;
        self.minutes_on(21);
        self.step(turn, Step::Partners, Move::Begin).await?;
        self.parts(turn).await?;
        self.minutes_on(8);
        self.step(turn, Step::Ideas, Move::Begin).await?;
        let ideas = self.ideas(turn, &factors).await?;
        self.minutes_on(14);
        for step in [Step::Curve, Step::Story, Step::Partners, Step::Ideas] {
            self.step(turn, step, Move::Done).await?;
        }
        self.step(turn, Step::Options, Move::Begin).await?;
        self.minutes_on(10);
        self.step(turn, Step::Options, Move::Done).await?;
        self.step(turn, Step::Plan, Move::Begin).await?;
        for (name, idea, what, who, due, early) in LINES {
            let line = measurement::LineText {
                option: Some(ideas[idea]),
                what: what.to_owned(),
                who: who.to_owned(),
                due: Self::in_days(due),
                early,
            };
            self.act(name, measurement::AddPlanLine { turn, line }).await?;
        }
        for line in [0, 1] {
            let about = self.reference("plan-line", LINES[line].2).await?;
            self.promised(LINES[line].0, LINES[line].2, Some(about), None, LINES[line].4).await?;
        }
        self.minutes_on(13);
        let agree = measurement::AgreePlan {
            turn,
            different:
                "Whoever works until midnight gets home without a car of their own, and was asked how."
                    .to_owned(),
            next_look: Self::in_days(75),
        };
        self.act(FACILITATOR.name, agree).await
    }

    async fn factors(&self, turn: i64) -> Result<Vec<i64>> {
        let mut told = Vec::new();
        for (name, words, direction, voice, source, of) in FACTORS {
            let factor = measurement::TellStory {
                measure: 1,
                turn: Some(turn),
                words: words.to_owned(),
                direction: direction.to_owned(),
                voice: voice.to_owned(),
                source: source.to_owned(),
                cause_of: of.map(|of: usize| told[of]),
                ..measurement::TellStory::default()
            };
            told.push(self.act(name, factor).await?);
        }
        for (name, marked) in MARKS {
            for factor in marked {
                let mark = measurement::MarkInfluence { turn, story: told[*factor], marked: true };
                self.act(name, mark).await?;
            }
        }
        Ok(told)
    }

    async fn parts(&self, turn: i64) -> Result<()> {
        for (partner, name, part, level) in PARTS {
            let partner = measurement::PartnerPart {
                partner: partner.map(|at| self.others[at]),
                name: name.to_owned(),
                part: part.to_owned(),
                level: level.to_owned(),
            };
            self.act(PARTNER.name, measurement::AddTurnPartner { turn, partner }).await?;
        }
        Ok(())
    }

    async fn ideas(&self, turn: i64, factors: &[i64]) -> Result<Vec<i64>> {
        let mut added = Vec::new();
        for (name, words, cause, sort, cost, evidence, scores) in IDEAS {
            let idea = measurement::IdeaText {
                words: words.to_owned(),
                cause: cause.map(|at: usize| factors[at]),
                sort: sort.to_owned(),
                cost: cost.to_owned(),
                evidence: evidence.to_owned(),
            };
            let option = self.act(name, measurement::AddOption { turn, idea }).await?;
            for (person, [leverage, reach, specificity, values]) in SCORERS.into_iter().zip(scores) {
                let score = measurement::ScoreOption { option, leverage, reach, specificity, values };
                self.act(person, score).await?;
            }
            added.push(option);
        }
        Ok(added)
    }

    async fn half_session(&self, turn: i64) -> Result<()> {
        self.step(turn, Step::Curve, Move::Begin).await?;
        self.note(RESIDENT.name, turn, "From Gordon Avenue to the park: forty minutes at three, twenty at ten. It gets worse each autumn.").await?;
        self.note(
            EMPLOYER,
            turn,
            "Slower than five years ago, and it will be slower again if both sites are built.",
        )
        .await?;
        self.minutes_on(12);
        self.step(turn, Step::Curve, Move::Done).await?;
        self.step(turn, Step::Story, Move::Begin).await?;
        let factor = |words: &str, direction: &str, voice: &str, cause_of| measurement::TellStory {
            measure: 2,
            turn: Some(turn),
            words: words.to_owned(),
            direction: direction.to_owned(),
            voice: voice.to_owned(),
            cause_of,
            ..measurement::TellStory::default()
        };
        let lights = factor(
            "Lights on Scottsville Road are timed for the morning alone.",
            "restricting",
            "practitioner",
            None,
        );
        let lights = self.act(PARTNER.name, lights).await?;
        self.act(
            RESIDENT.name,
            factor(
                "The counters that would tell stood in the shop for a year.",
                "restricting",
                "resident",
                Some(lights),
            ),
        )
        .await?;
        self.act(
            EMPLOYER,
            factor("Two plants let people start between six and nine.", "contributing", "practitioner", None),
        )
        .await?;
        let idea = measurement::IdeaText {
            words: "Ask the other plants to let people start between six and nine, for one month".to_owned(),
            cause: Some(lights),
            sort: "bright-spot".to_owned(),
            cost: "no-cost".to_owned(),
            evidence: String::new(),
        };
        let option = self.act(EMPLOYER, measurement::AddOption { turn, idea }).await?;
        let score = measurement::ScoreOption { option, leverage: 3, reach: 4, specificity: 4, values: 5 };
        self.act(EMPLOYER, score).await?;
        self.minutes_on(7);
        self.step(turn, Step::Story, Move::Pause).await
    }
}
