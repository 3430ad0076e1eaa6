//! A session from story to plan on both databases: who may, nobody writes over anybody, the gates, the thread.

use kernel::{Ref, Relation};
use people::GroupId;

use super::*;
use crate::turn::{Turn, Whole};

/// A group with a session about a measure.
struct Table {
    town: Town,
    group: GroupId,
    turn: i64,
}

impl Table {
    async fn new(store: Store) -> Self {
        let town = Town::new(store, &["North"]).await;
        let (measure, _) = town.measure(&[]).await;
        let group = people::CreateGroup {
            name: "Work and movement".into(),
            kind: "working".into(),
            purpose: "Buses".into(),
            seats: Vec::new(),
        };
        let (group, _) = town.backbone().execute(group).await.unwrap();
        let open = OpenTurn { measure, group, question: "What do we do about work?".into() };
        let turn = town.backbone().execute(open).await.unwrap();
        Self { town, group, turn }
    }

    /// Somebody who sits in the group.
    fn seat(&self, role: Role) -> Context {
        let roles = Roles::default().with(Role::Member).with(role);
        let standing = Standing { roles, partnerships: Vec::new(), groups: vec![self.group.0] };
        let actor = Actor { person: Some(PersonId::new()), name: "Facilitator".into(), standing };
        self.town.plain.clone().by(actor)
    }

    async fn whole(&self, cx: &Context) -> Whole {
        let mut read = cx.read().await.unwrap();
        let initiative = cx.initiative().unwrap();
        let turn: Turn = turn::store::numbered(&mut read, initiative, self.turn).await.unwrap().unwrap();
        Whole::of(cx, &mut read, turn).await.unwrap()
    }

    fn factor(&self, words: &str, cause_of: Option<i64>) -> TellStory {
        TellStory {
            measure: 1,
            turn: Some(self.turn),
            words: words.into(),
            direction: "restricting".into(),
            voice: "resident".into(),
            cause_of,
            ..TellStory::default()
        }
    }

    fn idea(&self, words: &str, cause: Option<i64>, cost: &str) -> AddOption {
        let idea = IdeaText {
            words: words.into(),
            cause,
            sort: "start".into(),
            cost: cost.into(),
            evidence: String::new(),
        };
        AddOption { turn: self.turn, idea }
    }

    fn line(&self, option: i64) -> AddPlanLine {
        let line = LineText {
            option: Some(option),
            what: "Ask the bus company for a run at 23:40".into(),
            who: "Marcus".into(),
            due: "2999-01-01".into(),
            early: true,
        };
        AddPlanLine { turn: self.turn, line }
    }

    async fn step(&self, cx: &Context, step: Step, to: Move) -> Result<(), Error> {
        cx.execute(TakeStep { turn: self.turn, step, to }).await
    }
}

fn score(option: i64, leverage: i64, reach: i64, specificity: i64, values: i64) -> ScoreOption {
    ScoreOption { option, leverage, reach, specificity, values }
}

fn rule<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    match result {
        Err(Error::Rule(rule)) => rule,
        other => panic!("a rule, not {other:?}"),
    }
}

#[test]
fn three_people_at_once_add_rows_of_their_own() {
    house::both(async |store| {
        let table = Table::new(store).await;
        let people = [table.town.member(), table.town.member(), table.seat(Role::Facilitator)];
        let [first, second, third] = &people;
        let words = ["No bus after ten", "Pay is low", "Shifts change weekly"];
        let told = |at: usize| people[at].execute(table.factor(words[at], None));
        let (one, two, three) = tokio::join!(told(0), told(1), told(2));
        let stories = [one.unwrap(), two.unwrap(), three.unwrap()];
        let why = second.execute(table.factor("The company has no drivers", Some(stories[0]))).await.unwrap();
        let whole = table.whole(first).await;
        assert_eq!(whole.stories.len(), 4);
        let cause = whole.stories.iter().find(|story| story.number == why).unwrap();
        let caused = whole.stories.iter().find(|story| story.number == stories[0]).unwrap();
        assert_eq!(cause.cause_of, Some(caused.id));
        // Two mend the same words at once: the second is shown both and loses none.
        let edit = |words: &str| EditStory {
            story: why,
            version: 1,
            words: words.into(),
            direction: "restricting".into(),
            voice: "practitioner".into(),
            cause_of: Some(stories[0]),
            ..EditStory::default()
        };
        first.execute(edit("Three drivers are missing")).await.unwrap();
        let Err(Error::Stale(stale)) = third.execute(edit("Nobody drives at night")).await else {
            panic!("it is stale")
        };
        assert_eq!(
            (stale.theirs.as_str(), stale.mine.as_str()),
            ("Three drivers are missing", "Nobody drives at night")
        );
        let circle =
            EditStory { story: stories[0], cause_of: Some(why), version: 1, ..edit("No bus after ten") };
        assert_eq!(fields(first.execute(circle).await)[0].1, "story-problem-circle");
    });
}

#[test]
fn marks_are_three_a_person_and_the_backbone_has_none() {
    house::both(async |store| {
        let table = Table::new(store).await;
        let member = table.town.member();
        let mut stories = Vec::new();
        for words in ["One", "Two", "Three", "Four"] {
            stories.push(member.execute(table.factor(words, None)).await.unwrap());
        }
        let mark = |story, marked| MarkInfluence { turn: table.turn, story, marked };
        for story in &stories[..3] {
            member.execute(mark(*story, true)).await.unwrap();
        }
        assert_eq!(rule(member.execute(mark(stories[3], true)).await), "rule-turn-marks-used");
        member.execute(mark(stories[0], false)).await.unwrap();
        assert_eq!(member.execute(mark(stories[3], true)).await.unwrap(), 0);
        let other = table.town.member();
        other.execute(mark(stories[3], true)).await.unwrap();
        assert_eq!(rule(table.town.backbone().execute(mark(stories[0], true)).await), "rule-turn-neutral");
        let whole = table.whole(&member).await;
        let places = whole.influence.places();
        let place = |at: usize| {
            let story = whole.stories.iter().find(|story| story.number == stories[at]).unwrap();
            places.get(&story.id).copied()
        };
        assert_eq!([place(0), place(1), place(3)], [None, Some(2), Some(1)]);
    });
}

#[test]
fn ideas_are_done_only_with_a_cheap_one() {
    house::both(async |store| {
        let table = Table::new(store).await;
        let (member, seat) = (table.town.member(), table.seat(Role::Facilitator));
        member.execute(table.idea("Buy buses", None, "money")).await.unwrap();
        let not_yet = fields(table.step(&seat, Step::Ideas, Move::Done).await);
        assert_eq!(not_yet, [("move".to_owned(), "turn-lacking-ideas")]);
        member.execute(table.idea("Share rides", None, "no-cost")).await.unwrap();
        table.step(&seat, Step::Ideas, Move::Done).await.unwrap();
        assert!(table.whole(&seat).await.done(Step::Ideas));
        table.step(&seat, Step::Ideas, Move::Begin).await.unwrap();
        assert!(!table.whole(&seat).await.done(Step::Ideas), "it can be taken up again");
    });
}

#[test]
fn options_pass_the_gate_into_the_plan_or_do_not() {
    house::both(async |store| {
        let table = Table::new(store).await;
        let (first, second) = (table.town.member(), table.town.member());
        let wrong = first.execute(table.idea("Make people move away", None, "low-cost")).await.unwrap();
        let vague = first.execute(table.idea("Do something with buses", None, "low-cost")).await.unwrap();
        let good = first.execute(table.idea("A run at 23:40 from May", None, "low-cost")).await.unwrap();
        let line = |option| first.execute(table.line(option));
        assert_eq!(fields(line(good).await), [("option".to_owned(), "plan-problem-not-scored")]);
        for person in [&first, &second] {
            person.execute(score(wrong, 5, 5, 5, 1)).await.unwrap();
            person.execute(score(vague, 4, 4, 2, 5)).await.unwrap();
        }
        first.execute(score(good, 3, 3, 5, 5)).await.unwrap();
        let whole = table.whole(&second).await;
        let order: Vec<i64> = whole.ordered().iter().map(|(idea, _)| idea.number).collect();
        assert_eq!(order, [vague, good, wrong], "by leverage x reach, what is wrong last");
        let id = |number| whole.ideas.iter().find(|idea| idea.number == number).unwrap().id;
        assert!(whole.shows(&second, id(vague)) && !whole.shows(&second, id(good)), "alone first");
        assert_eq!(whole.unscored(&second).map(|idea| idea.number), Some(good));
        second.execute(score(good, 5, 4, 4, 5)).await.unwrap();
        second.execute(score(good, 4, 4, 4, 5)).await.unwrap();
        let scored = table.whole(&second).await.scored(id(good)).unwrap();
        assert_eq!((scored.people, scored.leverage.median), (2, 3.5), "saying it again replaces one's own");
        assert_eq!(fields(line(wrong).await)[0].1, "plan-problem-blocked");
        assert_eq!(fields(line(vague).await)[0].1, "plan-problem-vague");
        line(good).await.unwrap();
        assert_eq!(fields(first.execute(score(good, 0, 3, 3, 6)).await).len(), 2);
    });
}

#[test]
fn the_plan_is_agreed_by_those_who_sit_in_the_group() {
    house::both(async |store| {
        let table = Table::new(store).await;
        let (member, seat) = (table.town.member(), table.seat(Role::Seat));
        let agree = |different: &str| AgreePlan {
            turn: table.turn,
            different: different.into(),
            next_look: "2999-06-01".into(),
        };
        assert!(forbidden(member.execute(agree("x")).await));
        assert!(forbidden(table.town.backbone().execute(agree("x")).await), "the backbone never decides");
        let empty = fields(seat.execute(agree(" ")).await);
        assert_eq!(empty.len(), 2, "what will be different, and a line: {empty:?}");
        let option = member.execute(table.idea("A run at 23:40", None, "low-cost")).await.unwrap();
        member.execute(score(option, 4, 4, 4, 5)).await.unwrap();
        member.execute(table.line(option)).await.unwrap();
        let outside = table.town.plain.clone();
        assert!(!table.whole(&seat).await.turn.seen_by(&outside), "only those who take part, before");
        seat.execute(agree("Nobody walks home from the second shift")).await.unwrap();
        let whole = table.whole(&seat).await;
        assert_eq!(whole.turn.state, turn::State::Set);
        let late = member.execute(table.factor("Too late", None)).await;
        assert_eq!(rule(late), "rule-turn-agreed");
        assert_eq!(rule(member.execute(score(option, 1, 1, 1, 1)).await), "rule-turn-agreed");
        assert_eq!(rule(table.step(&seat, Step::Curve, Move::Begin).await), "rule-turn-agreed");
    });
}

#[test]
fn one_leaves_it_parked_and_another_takes_it_up() {
    house::both(async |store| {
        let table = Table::new(store).await;
        let seat = table.seat(Role::Facilitator);
        table.step(&seat, Step::Partners, Move::Begin).await.unwrap();
        let park = |parked| ParkTurn { turn: table.turn, parked };
        assert!(forbidden(table.town.member().execute(park(true)).await));
        seat.execute(park(true)).await.unwrap();
        let note = AddNote { turn: table.turn, words: "It fell".into() };
        assert_eq!(rule(table.town.member().execute(note.clone()).await), "rule-turn-parked");
        table.town.backbone().execute(park(false)).await.unwrap();
        table.town.member().execute(note).await.unwrap();
        let whole = table.whole(&seat).await;
        assert_eq!((whole.turn.state, whole.turn.step), (turn::State::Running, Step::Partners));
        assert!(whole.clock(Step::Partners).is_some_and(|clock| clock.since.is_none()), "the clock rests");
    });
}

#[test]
fn partners_have_a_part_and_are_mended_without_loss() {
    house::both(async |store| {
        let table = Table::new(store).await;
        let (first, second) = (table.town.member(), table.town.member());
        let part = |name: &str, part: &str| PartnerPart {
            name: name.into(),
            part: part.into(),
            level: "strategic".into(),
            partner: None,
        };
        let add = |partner| AddTurnPartner { turn: table.turn, partner };
        assert_eq!(fields(first.execute(add(part("", "Drives"))).await)[0].0, "name");
        let known = PartnerPart { partner: Some(table.town.partners[0]), ..part("", "Pays") };
        first.execute(add(known)).await.unwrap();
        let entry = first.execute(add(part("The bus company", "Drives"))).await.unwrap();
        let edit = |words: &str, version, aside| EditTurnPartner {
            turn: table.turn,
            entry,
            version,
            partner: part("The bus company", words),
            aside,
        };
        first.execute(edit("Drives until midnight", 1, false)).await.unwrap();
        assert!(matches!(second.execute(edit("Drives at night", 1, false)).await, Err(Error::Stale(_))));
        let whole = table.whole(&first).await;
        let names: Vec<&str> = whole.partners.iter().map(|partner| partner.name.as_str()).collect();
        assert_eq!(names, ["North", "The bus company"]);
        second.execute(edit("Drives at night", 2, true)).await.unwrap();
        assert_eq!(table.whole(&first).await.partners.len(), 1, "laid aside is not shown");
    });
}

/// What the Activities room tells when somebody offers a commitment for a line: told here by a stand-in, as no room
/// knows another.
struct Offer(Ref);

#[async_trait::async_trait]
impl kernel::Act for Offer {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut store::Tx) -> kernel::Result<()> {
        use journal::Tell;
        let idea = kernel::Told::new("option.added", Ref::new("option", uuid::Uuid::now_v7()), "Offered");
        cx.tell(tx, idea.from(self.0.clone(), Relation::CarriedBy)).await
    }
}

#[test]
fn the_thread_leads_from_a_line_back_to_the_measure() {
    house::both(async |store| {
        let table = Table::new(store).await;
        let member = table.town.member();
        let bus = member.execute(table.factor("No bus after ten", None)).await.unwrap();
        let drivers = member.execute(table.factor("No drivers", Some(bus))).await.unwrap();
        let option = member.execute(table.idea("Train drivers", Some(drivers), "low-cost")).await.unwrap();
        member.execute(score(option, 4, 4, 4, 5)).await.unwrap();
        member.execute(table.line(option)).await.unwrap();
        let line = table.whole(&member).await.lines[0].clone();
        member.execute(Offer(line.about())).await.unwrap();
        let mut read = member.read().await.unwrap();
        let reach = journal::thread::Reach::WHOLE;
        let thread = journal::thread::of(&member, &mut read, &line.about(), reach).await.unwrap();
        let kinds: Vec<&str> = thread.before.iter().map(|knot| knot.card.about.kind.as_str()).collect();
        assert_eq!(kinds, ["result", "measure", "story", "story", "option", "group", "turn"]);
        // Before the plan is agreed nobody outside is shown it.
        let outside = table.town.by(&[Role::Anyone], Vec::new());
        let stranger = Context { actor: Arc::default(), ..outside };
        let cards = stranger.world.kinds.cards(&stranger, &mut read, [&line.about()]).await.unwrap();
        assert!(cards.is_empty());
    });
}

#[test]
fn everything_of_a_session_leaves_and_nobodys_scores_by_name() {
    house::both(async |store| {
        let table = Table::new(store).await;
        let member = table.town.member();
        let bus = member.execute(table.factor("No bus after ten", None)).await.unwrap();
        member.execute(MarkInfluence { turn: table.turn, story: bus, marked: true }).await.unwrap();
        member.execute(AddNote { turn: table.turn, words: "It fell".into() }).await.unwrap();
        let option = member.execute(table.idea("Share rides", Some(bus), "no-cost")).await.unwrap();
        member.execute(score(option, 4, 3, 5, 5)).await.unwrap();
        member.execute(table.line(option)).await.unwrap();
        table.step(&table.seat(Role::Facilitator), Step::Plan, Move::Begin).await.unwrap();
        let part =
            PartnerPart { name: "Drivers".into(), part: "Drive".into(), level: "near".into(), partner: None };
        member.execute(AddTurnPartner { turn: table.turn, partner: part }).await.unwrap();
        let mut read = member.read().await.unwrap();
        let tables = Measurement.export(&member, &mut read).await.unwrap();
        let rows = |name: &str| {
            let table = tables.iter().find(|table| table.name == name).unwrap();
            for row in &table.rows {
                assert_eq!(row.len(), table.columns.len(), "{name}");
            }
            table.rows.clone()
        };
        let all = [
            "sessions",
            "session_steps",
            "session_notes",
            "session_influence",
            "session_partners",
            "options",
            "option_scores",
            "plan_lines",
        ];
        for name in all {
            assert_eq!(rows(name).len(), 1, "{name}");
        }
        assert_eq!(rows("option_scores")[0], ["1", "4", "3", "5", "5"]);
        assert_eq!(rows("stories")[0][8], "resident");
    });
}
