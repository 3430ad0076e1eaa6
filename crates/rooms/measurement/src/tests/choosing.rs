//! Measures are proposed, rated by each alone, and chosen; what has no data goes on the data development agenda.

use super::*;
use crate::choice::{self, Choice, Tier};

fn rating(measure: i64, [communication, proxy, data]: [&str; 3]) -> RateMeasure {
    RateMeasure { measure, communication: communication.into(), proxy: proxy.into(), data: data.into() }
}

fn tiered(measure: i64, tier: &str, reason: &str, confirmed: bool) -> SetTier {
    SetTier { measure, tier: tier.into(), reason: reason.into(), confirmed }
}

async fn proposed(town: &Town, names: &[&str]) -> Vec<i64> {
    let result = WriteResult { condition: "Children read".into(), ..WriteResult::default() };
    let result = town.backbone().execute(result).await.unwrap();
    let mut numbers = Vec::new();
    for name in names {
        let propose = ProposeMeasure { result, name: (*name).into(), why: "It shows early".into() };
        numbers.push(town.member().execute(propose).await.unwrap());
    }
    numbers
}

async fn choice(cx: &Context) -> Choice {
    Choice::load(cx, &mut cx.read().await.unwrap()).await.unwrap()
}

#[test]
fn each_rates_alone_and_then_all_see_medians_and_never_who() {
    house::both(async |store| {
        let town = Town::new(store, &[]).await;
        let numbers = proposed(&town, &["Read at grade", "Books at home", "Read to"]).await;
        let people = [(); 3].map(|()| town.member());
        for (person, data) in people.iter().zip(["high", "medium", "low"]) {
            person.execute(rating(numbers[0], ["high", "medium", data])).await.unwrap();
            person.execute(rating(numbers[2], ["high", "high", "low"])).await.unwrap();
        }
        // Twice by the same person counts once.
        people[0].execute(rating(numbers[0], ["medium", "medium", "high"])).await.unwrap();
        people[0].execute(rating(numbers[1], ["low", "low", "low"])).await.unwrap();

        let newcomer = town.member();
        let seen = choice(&newcomer).await;
        assert!(seen.all().all(|ranked| ranked.weighed.is_none()), "nothing before one has rated oneself");
        assert_eq!(seen.raters.len(), 3);
        assert_eq!(seen.raters[&people[0].actor.person.unwrap()], 3);
        assert_eq!(seen.next_after(0), Some(numbers[0]));
        assert_eq!(seen.next_after(numbers[2]), Some(numbers[0]));

        let seen = choice(&people[0]).await;
        let ranked: Vec<(i64, &str, usize)> = seen
            .all()
            .map(|ranked| {
                let verdict = ranked.weighed.as_ref().unwrap().verdict();
                (ranked.measure.number, choice::verdict(verdict), ranked.raters)
            })
            .collect();
        assert_eq!(
            ranked,
            [(numbers[0], "candidate", 3), (numbers[2], "develop", 3), (numbers[1], "secondary", 1)]
        );
        let (result, ranked) = &seen.results[0];
        let json = serde_json::to_value(choice::api::shown(result.number, &ranked[0])).unwrap();
        assert_eq!(json["data"], serde_json::json!({ "median": 2.0, "low": 1, "medium": 1, "high": 1 }));
        assert_eq!(json["mine"]["communication"], "medium");
        assert_eq!(json["verdict"], "candidate");
        assert_eq!(json["why"], "It shows early");
        let unseen = seen.next_after(0);
        assert_eq!(unseen, None, "everything is rated");
    });
}

#[test]
fn a_fourth_headline_needs_a_reason_and_that_it_is_meant() {
    house::both(async |store| {
        let town = Town::new(store, &[]).await;
        let numbers = proposed(&town, &["A", "B", "C", "D"]).await;
        let backbone = town.backbone();
        for number in &numbers[..3] {
            backbone.execute(tiered(*number, "headline", "", false)).await.unwrap();
        }
        let fourth = |reason, confirmed| backbone.execute(tiered(numbers[3], "headline", reason, confirmed));
        let wrong = "choice-problem-headlines";
        assert_eq!(fields(fourth("", false).await), [("reason".to_owned(), wrong)]);
        assert_eq!(fields(fourth("", true).await), [("reason".to_owned(), wrong)]);
        assert_eq!(fields(fourth("It must", false).await), [("confirmed".to_owned(), wrong)]);
        backbone.execute(tiered(numbers[0], "headline", "Again", false)).await.unwrap();
        fourth("It must", true).await.unwrap();
        backbone.execute(tiered(numbers[0], "secondary", "Too many", false)).await.unwrap();
        assert_eq!(
            fields(backbone.execute(tiered(numbers[1], "best", "", false)).await),
            [("tier".to_owned(), "problem-choose")]
        );
        let (measure, ..) = town.read(numbers[3]).await;
        assert_eq!((measure.tier, measure.tier_reason.as_str()), (Tier::Headline, "It must"));
        // What was decided is shown to all, rated or not.
        town.member().execute(rating(numbers[3], ["high"; 3])).await.unwrap();
        let seen = choice(&town.member()).await;
        let shown: Vec<i64> = seen
            .all()
            .filter(|ranked| ranked.weighed.is_some())
            .map(|ranked| ranked.measure.number)
            .collect();
        assert_eq!(shown, [numbers[3]]);
    });
}

#[test]
fn whoever_does_not_belong_neither_proposes_nor_rates_nor_chooses() {
    house::both(async |store| {
        let town = Town::new(store, &[]).await;
        let numbers = proposed(&town, &["A"]).await;
        let propose = ProposeMeasure { result: 1, name: "B".into(), why: "So".into() };
        assert!(matches!(town.plain.execute(propose.clone()).await, Err(Error::SignIn)));
        assert!(matches!(town.plain.execute(rating(numbers[0], ["low"; 3])).await, Err(Error::SignIn)));
        assert!(forbidden(town.member().execute(tiered(numbers[0], "headline", "", false)).await));
        let member = town.member();
        let blank = ProposeMeasure { result: 99, name: " ".into(), why: String::new() };
        assert_eq!(
            fields(member.execute(blank).await).into_iter().map(|(field, _)| field).collect::<Vec<_>>(),
            ["why", "name", "result"]
        );
        assert_eq!(
            fields(member.execute(rating(numbers[0], ["high", "somewhat", "low"])).await),
            [("proxy".to_owned(), "problem-choose")]
        );
        let (measure, ..) = town.read(numbers[0]).await;
        assert_eq!(measure.status(), measure::Status::Proposed);
        assert!(matches!(member.execute(rating(99, ["low"; 3])).await, Err(Error::Missing)));
    });
}

fn way(step: &str, due: &str) -> Way {
    Way {
        obstacle: "absent".into(),
        owner: "The health visitors".into(),
        step: step.into(),
        due: due.into(),
        stopgap: "Books lent".into(),
    }
}

#[test]
fn what_is_wanted_has_an_owner_and_a_next_step_until_it_is_a_measure() {
    house::both(async |store| {
        let town = Town::new(store, &[]).await;
        let numbers = proposed(&town, &["Read to"]).await;
        let want = |name: &str, measure| WantMeasure {
            result: 1,
            measure,
            name: name.into(),
            why: "It comes before reading".into(),
            way: way("Three questions in the form", "2026-03-31"),
        };
        let member = town.member();
        let first = member.execute(want("Read to at home", None)).await.unwrap();
        let second = member.execute(want("", Some(numbers[0]))).await.unwrap();
        let bare = WantMeasure { way: Way::default(), ..want("", None) };
        assert_eq!(
            fields(member.execute(bare).await).into_iter().map(|(field, _)| field).collect::<Vec<_>>(),
            ["name", "obstacle", "owner", "step", "due"]
        );

        let backbone = town.backbone();
        let moved = |seen| MoveWanted { wanted: first, seen, way: way("Ask the first ten", "2099-06-30") };
        assert!(forbidden(member.execute(moved(1)).await));
        backbone.execute(moved(1)).await.unwrap();
        assert!(matches!(backbone.execute(moved(1)).await, Err(Error::Stale(_))));
        let texts = async || -> Vec<String> {
            let mut read = backbone.read().await.unwrap();
            let lines = today::today(&backbone, &mut read).await.unwrap();
            lines.into_iter().filter(|line| line.text == "today-wanted-step").map(|line| line.href).collect()
        };
        let late = usize::from(town.plain.now() > "2026-04-01T00:00:00Z".parse().unwrap());
        assert_eq!(texts().await.len(), late, "only the one whose step was not moved can be late");

        let measure = backbone.execute(BecomeMeasure { wanted: second }).await.unwrap();
        assert_eq!(measure, numbers[0], "the one that was proposed already");
        let measure = backbone.execute(BecomeMeasure { wanted: first }).await.unwrap();
        let (measure, ..) = town.read(measure).await;
        assert_eq!(
            (measure.name.as_str(), measure.why.as_str()),
            ("Read to at home", "It comes before reading")
        );
        let over = DropWanted { wanted: first, reason: "Too dear".into() };
        assert!(matches!(backbone.execute(over).await, Err(Error::Rule("wanted-rule-over"))));
        let third = member.execute(want("Read aloud", None)).await.unwrap();
        let bare = DropWanted { wanted: third, reason: " ".into() };
        assert_eq!(fields(backbone.execute(bare).await), [("reason".to_owned(), "problem-empty")]);
        backbone.execute(DropWanted { wanted: third, reason: "Too dear".into() }).await.unwrap();
        assert!(texts().await.is_empty(), "nothing that is over is late");
    });
}

#[test]
fn ratings_and_what_is_wanted_leave_without_who_rated() {
    house::both(async |store| {
        let town = Town::new(store, &[]).await;
        let numbers = proposed(&town, &["A"]).await;
        let person = town.member();
        person.execute(rating(numbers[0], ["high", "medium", "low"])).await.unwrap();
        let want = WantMeasure {
            measure: Some(numbers[0]),
            why: "So".into(),
            way: way("Ask", "2026-03-31"),
            ..WantMeasure::default()
        };
        person.execute(want).await.unwrap();
        let backbone = town.backbone();
        let tables = Measurement.export(&backbone, &mut backbone.read().await.unwrap()).await.unwrap();
        let table = |name: &str| tables.iter().find(|table| table.name == name).unwrap();
        assert_eq!(table("measure_ratings").rows[0][1..], ["3", "2", "1"]);
        let who = person.actor.person.unwrap().to_string();
        assert!(!tables.iter().flat_map(|table| &table.rows).flatten().any(|cell| *cell == who));
        let wanted = &table("wanted_measures").rows[0];
        assert_eq!(
            wanted[2..9],
            ["A", "So", "absent", "The health visitors", "Ask", "2026-03-31T23:59:59.999999Z", "Books lent"]
        );
        for table in &tables {
            assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{}", table.name);
        }
    });
}
