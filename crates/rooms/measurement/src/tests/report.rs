//! One partner's report: checks at the door, drafts, several numbers at once, the time it took.

use super::*;
use crate::report::Report;

/// Eight years that count for North: 10.0 to 10.7 percent; 2018 open.
async fn eight_years(town: &Town) -> (i64, Vec<i64>) {
    let (measure, duties) = town.measure(&[]).await;
    let north = town.partner(0);
    for year in 2010..2018 {
        town.open(measure, &year.to_string()).await;
        let numerator = 100.0 + f64::from(year - 2010);
        let send = SendSubmission { period: year.to_string(), ..sending(duties[0], numerator, 1000.0) };
        let submission = north.execute(send).await.unwrap();
        north.execute(AcceptSubmission { submission }).await.unwrap();
    }
    town.open(measure, "2018").await;
    (measure, duties)
}

#[test]
fn what_is_odd_is_asked_and_goes_through_with_a_reason_that_is_kept() {
    house::both(async |store| {
        let town = Town::new(store, &["North"]).await;
        let (_, duties) = eight_years(&town).await;
        let north = town.partner(0);
        let odd = sending(duties[0], 410.0, 1000.0);
        assert_eq!(fields(north.execute(odd.clone()).await), [("numerator".to_owned(), "check-far")]);
        let sure = SendSubmission { sure: vec!["check-far".into()], ..odd.clone() };
        let why = fields(north.execute(sure.clone()).await);
        assert_eq!(why, [("numerator".into(), "check-far"), ("note".into(), "check-say-why")]);
        let other = SendSubmission { sure: vec!["check-copied".into()], note: "A flood".into(), ..odd };
        assert_eq!(fields(north.execute(other).await)[0].1, "check-far", "each is confirmed by itself");
        let sent = north.execute(SendSubmission { note: "A flood".into(), ..sure }).await.unwrap();
        let mut read = town.plain.read().await.unwrap();
        let initiative = town.plain.initiative().unwrap();
        let id = town.submission(sent).await.id;
        let kept = submission::store::confirmed(&mut read, initiative, id).await.unwrap();
        assert_eq!((kept[0].code.as_str(), kept[0].why.as_str()), ("far", "A flood"));
        let wrong =
            SendSubmission { sure: vec!["submission-problem-more".into()], ..sending(duties[0], 9.0, 3.0) };
        assert_eq!(fields(north.execute(wrong).await)[0].1, "submission-problem-more", "no tick helps that");
    });
}

#[test]
fn several_numbers_are_sent_all_or_none_and_each_problem_names_its_number() {
    house::both(async |store| {
        let town = Town::new(store, &["North", "South"]).await;
        let (one, first) = town.measure(&[]).await;
        let (other, second) = town.measure(&[]).await;
        town.open(one, "2018").await;
        town.open(other, "2018").await;
        let north = town.partner(0);
        let report = |numbers: Vec<SendSubmission>| SendReport { numbers, minutes: Some(12.0) };
        let good = || sending(first[0], 1.0, 2.0);

        assert_eq!(fields(north.execute(report(vec![])).await)[0].1, "report-problem-nothing");
        let theirs = vec![good(), sending(first[1], 1.0, 2.0)];
        assert!(forbidden(north.execute(report(theirs)).await), "another partner's is not its to send");
        let Err(Error::Invalid(problems)) =
            north.execute(report(vec![good(), sending(second[0], 5.0, 2.0)])).await
        else {
            panic!("swapped numbers go through")
        };
        assert_eq!((problems.0[0].row, problems.0[0].text), (Some(2), "submission-problem-more"));
        let twice = north.execute(report(vec![good(), good()])).await;
        assert_eq!(fields(twice), [("period".to_owned(), "check-twice")]);
        let long = SendReport { minutes: Some(-1.0), ..report(vec![good()]) };
        assert_eq!(fields(north.execute(long).await), [("minutes".into(), "submission-problem-minutes")]);
        let mut read = town.plain.read().await.unwrap();
        let waiting = async |read: &mut store::Read| {
            Report::of(&town.plain, read, town.partners[0]).await.unwrap().waiting.len()
        };
        assert_eq!(waiting(&mut read).await, 0, "nothing of what was refused is there");

        let numbers = vec![good(), sending(second[0], 1.0, 2.0)];
        assert_eq!(north.execute(report(numbers)).await.unwrap().len(), 2);
        drop(read);
        let mut read = town.plain.read().await.unwrap();
        assert_eq!(waiting(&mut read).await, 2);
        let initiative = town.plain.initiative().unwrap();
        let measure = measure::store::numbered(&mut read, initiative, one).await.unwrap().unwrap();
        let cycle = cycle::store::find(&mut read, initiative, measure.id, "2018").await.unwrap().unwrap();
        let times = submission::store::times(&mut read, initiative, cycle.id).await.unwrap();
        assert_eq!(times, [6.0], "twelve minutes for two numbers");
        drop(read);
        assert!(forbidden(town.partner(1).execute(AcceptReport { partner: town.partners[0] }).await));
        assert!(forbidden(town.backbone().execute(AcceptReport { partner: town.partners[0] }).await));
        assert_eq!(north.execute(AcceptReport { partner: town.partners[0] }).await.unwrap(), 2);
        assert_eq!((town.values(one).await[0].reported, town.values(other).await[0].reported), (1, 1));
    });
}

#[test]
fn a_draft_is_kept_as_it_was_typed_for_its_partner_alone() {
    house::both(async |store| {
        let town = Town::new(store, &["North", "South"]).await;
        let (measure, duties) = town.measure(&[]).await;
        town.open(measure, "2018").await;
        let north = town.partner(0);
        let begun = |typed: &[(&str, &str)]| KeepDraft {
            begun: vec![Begun {
                duty: duties[0],
                period: "2018".into(),
                typed: typed.iter().map(|(field, text)| ((*field).into(), (*text).into())).collect(),
            }],
        };
        let half = || begun(&[("numerator", "about 12?"), ("note", " ")]);
        for other in [&town.partner(1), &town.backbone(), &town.member()] {
            assert!(forbidden(other.execute(half()).await));
        }
        let long = "x".repeat(60_000);
        assert_eq!(fields(north.execute(begun(&[("note", &long)])).await)[0].1, "problem-too-long");
        assert_eq!(north.execute(half()).await.unwrap(), 1);
        let owed = async || {
            let mut read = north.read().await.unwrap();
            Report::of(&north, &mut read, town.partners[0]).await.unwrap().owed
        };
        let typed = owed().await[0].draft.as_ref().unwrap().typed().0;
        assert_eq!(typed.into_iter().collect::<Vec<_>>(), [("numerator".into(), "about 12?".into())]);
        let rows = async |cx: &Context| {
            crate::report::export(cx, &mut cx.read().await.unwrap()).await.unwrap().rows.len()
        };
        assert_eq!(
            (rows(&north).await, rows(&town.backbone()).await, rows(&town.partner(1)).await),
            (1, 0, 0)
        );

        let sent = north.execute(sending(duties[0], 12.0, 20.0)).await.unwrap();
        assert_eq!(rows(&north).await, 0, "what was sent is no draft");
        assert!(owed().await.is_empty());
        north.execute(AcceptSubmission { submission: sent }).await.unwrap();
        north.execute(half()).await.unwrap();
        north.execute(begun(&[])).await.unwrap();
        assert_eq!(rows(&north).await, 0, "an empty one is forgotten");
        let lock = LockCycle { measure, period: "2018".into(), locked: true };
        town.backbone().execute(lock).await.unwrap();
        assert!(matches!(north.execute(half()).await, Err(Error::Rule("cycle-rule-locked"))));
    });
}

#[test]
fn what_is_owed_stands_with_last_time_and_what_is_due_first_first() {
    house::both(async |store| {
        let town = Town::new(store, &["North"]).await;
        let (measure, duties) = eight_years(&town).await;
        let due = |period: &str, due: &str| OpenCycle {
            measure,
            period: period.into(),
            due: due.into(),
            ..OpenCycle::default()
        };
        town.backbone().execute(due("2019", "2026-03-31")).await.unwrap();
        town.backbone().execute(due("2020", "2026-02-28")).await.unwrap();
        let report = async || {
            let mut read = town.plain.read().await.unwrap();
            Report::of(&town.plain, &mut read, town.partners[0]).await.unwrap()
        };
        let owed = report().await;
        let periods: Vec<&str> = owed.owed.iter().map(|one| one.cycle.period.as_str()).collect();
        assert_eq!(periods, ["2020", "2019", "2018"], "without a day comes last");
        assert_eq!(owed.owed[2].last.as_ref().unwrap().numerator, 107.0);
        assert_eq!((owed.counting, owed.all), (8, 11));
        let waive = WaiveDuty { duty: duties[0], period: "2019".into(), reason: "Closed".into() };
        town.backbone().execute(waive).await.unwrap();
        let owed = report().await;
        assert_eq!((owed.owed.len(), owed.all), (2, 10));
    });
}
