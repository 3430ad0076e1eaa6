//! The board, opening many at once, and reminders.

use super::*;
use crate::cycle::board::Board;
use crate::cycle::progress::Progress;
use crate::cycle::remind;

async fn seen(town: &Town, period: Option<&str>) -> Vec<(String, Vec<Option<Progress>>)> {
    let mut read = town.plain.read().await.unwrap();
    let board = Board::of(&town.plain, &mut read, period).await.unwrap();
    let progress = |line: &crate::cycle::board::Line| {
        let cells = line.duties.iter().zip(&board.columns);
        cells.map(|(duty, column)| Some(board.standings.progress(duty.as_ref()?, &column.cycle))).collect()
    };
    board.lines.iter().map(|line| (line.name.clone(), progress(line))).collect()
}

fn due(measure: i64, period: &str, day: &str) -> OpenCycle {
    OpenCycle { measure, period: period.into(), due: day.into(), ..OpenCycle::default() }
}

#[test]
fn what_needs_somebody_stands_first_then_names() {
    house::both(async |store| {
        let town = Town::new(store, &["Allen", "Barren", "Butler", "Hart", "Logan", "Warren"]).await;
        let (measure, duties) = town.measure(&[]).await;
        let backbone = town.backbone();
        backbone.execute(due(measure, "2018", "2026-01-31")).await.unwrap();
        let all = |progress| vec![Some(progress)];
        assert!(seen(&town, None).await.iter().all(|(_, cells)| *cells == all(Progress::NotStarted)));
        assert!(seen(&town, Some("2017")).await.is_empty());

        let counts = async |at: usize| {
            let sent = town.partner(at).execute(sending(duties[at], 1.0, 2.0)).await.unwrap();
            town.partner(at).execute(AcceptSubmission { submission: sent }).await.unwrap();
            sent
        };
        counts(0).await;
        let asked = counts(1).await;
        let question = "Of the whole year?".to_owned();
        backbone.execute(AskPartner { submission: asked, question, ..AskPartner::default() }).await.unwrap();
        town.partner(2).execute(sending(duties[2], 1.0, 2.0)).await.unwrap();
        let typed = [("numerator".to_owned(), "1".to_owned())].into();
        let begun = vec![Begun { duty: duties[3], period: "2018".into(), typed }];
        town.partner(3).execute(KeepDraft { begun }).await.unwrap();
        let waive = WaiveDuty { duty: duties[4], period: "2018".into(), reason: "Closed".into() };
        backbone.execute(waive).await.unwrap();
        let expected = [
            ("Barren", Progress::Returned),
            ("Butler", Progress::Sent),
            ("Hart", Progress::Draft),
            ("Warren", Progress::NotStarted),
            ("Allen", Progress::Accepted),
            ("Logan", Progress::Waived),
        ];
        let expect = |rows: &[(&str, Progress)]| -> Vec<_> {
            rows.iter().map(|(name, progress)| ((*name).to_owned(), all(*progress))).collect()
        };
        assert_eq!(seen(&town, Some("2018")).await, expect(&expected));
        town.plain.world.clock.set("2026-02-01T00:00:00Z".parse().unwrap());
        let late = seen(&town, None).await;
        assert_eq!(late[..2], expect(&[("Hart", Progress::Late), ("Warren", Progress::Late)])[..]);
        let lock = LockCycle { measure, period: "2018".into(), locked: true };
        backbone.execute(lock).await.unwrap();
        let locked = seen(&town, None).await;
        assert_eq!(
            locked,
            expect(&[
                ("Barren", Progress::Returned),
                ("Logan", Progress::Waived),
                ("Allen", Progress::Locked),
                ("Butler", Progress::Without),
                ("Hart", Progress::Without),
                ("Warren", Progress::Without),
            ])
        );
    });
}

#[test]
fn a_period_is_opened_for_every_measure_that_is_reported_as_often() {
    house::both(async |store| {
        let town = Town::new(store, &["North"]).await;
        let (one, _) = town.measure(&[]).await;
        let (other, _) = town.measure(&[]).await;
        let open = |frequency: &str, period: &str, due: &str| OpenCycles {
            frequency: frequency.into(),
            period: period.into(),
            due: due.into(),
        };
        assert!(forbidden(town.partner(0).execute(open("yearly", "2018", "")).await));
        let backbone = town.backbone();
        let wrong = fields(backbone.execute(open("daily", "2018", "soon")).await);
        let wrong: Vec<&str> = wrong.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(wrong, ["frequency", "period", "due"]);
        let none = fields(backbone.execute(open("monthly", "2018-03", "")).await);
        assert_eq!(none, [("period".to_owned(), "cycle-problem-all-open")]);
        town.open(one, "2018").await;
        assert_eq!(backbone.execute(open("yearly", "2018", "2026-03-31")).await.unwrap(), [other]);
        assert_eq!(fields(backbone.execute(open("yearly", "2018", "")).await)[0].1, "cycle-problem-all-open");
        assert_eq!(backbone.execute(open("yearly", "2019", "")).await.unwrap(), [one, other]);
    });
}

#[test]
fn reminders_come_early_and_on_the_day_once_each_and_never_to_who_has_sent() {
    house::both(async |store| {
        let town = Town::new(store, &["North", "South", "West"]).await;
        let (measure, duties) = town.measure(&[]).await;
        let (other, _) = town.measure(&[]).await;
        for (at, name) in ["north", "south", "west"].into_iter().enumerate() {
            town.speaker(at, name).await;
        }
        let backbone = town.backbone();
        backbone.execute(due(measure, "2018", "2026-01-20")).await.unwrap();
        backbone.execute(due(other, "2018", "2026-01-20")).await.unwrap();
        town.partner(1).execute(sending(duties[1], 1.0, 2.0)).await.unwrap();
        let waive = WaiveDuty { duty: duties[2], period: "2018".into(), reason: "Closed".into() };
        backbone.execute(waive).await.unwrap();

        let say = say();
        let mut product = people::steward(&town.plain.world, Via::Job, "Groundswell");
        product.place = town.plain.place.clone();
        let clock = async |at: &str| {
            town.plain.world.clock.set(at.parse().unwrap());
            remind::by_the_clock(&product, &say, "https://example.org/r").await.unwrap();
            town.mails().await
        };
        assert_eq!(clock("2026-01-15T12:00:00Z").await, [], "more than five days before");
        let early = clock("2026-01-16T12:00:00Z").await;
        let to: Vec<&str> = early.iter().map(|(to, _)| to.as_str()).collect();
        assert_eq!(to, ["north@example.org", "south@example.org", "west@example.org"], "one mail each");
        let lines = |text: &str| text.lines().filter(|line| line.starts_with("- ")).count();
        let counts: Vec<usize> = early.iter().map(|(_, text)| lines(text)).collect();
        assert_eq!(counts, [2, 1, 1], "each of what it owes alone: {early:?}");
        assert_eq!(clock("2026-01-17T12:00:00Z").await.len(), 3, "once");
        assert_eq!(clock("2026-01-20T06:00:00Z").await.len(), 6, "and on the day");
        assert_eq!(clock("2026-01-20T23:00:00Z").await.len(), 6);
        assert_eq!(clock("2026-01-21T06:00:00Z").await.len(), 6, "never afterwards");
    });
}

#[test]
fn nobody_but_the_product_reminds_without_being_asked_who_they_are() {
    house::both(async |store| {
        let town = Town::new(store, &["North"]).await;
        let (measure, _) = town.measure(&[]).await;
        town.speaker(0, "north").await;
        town.backbone().execute(due(measure, "2018", "2026-01-20")).await.unwrap();
        let say = say();
        let remind = async |cx: &Context| {
            let mut read = cx.read().await.unwrap();
            let initiative = cx.initiative().unwrap();
            let measures = measure::store::all(&mut read, initiative).await.unwrap();
            let cycles = cycle::store::latest(&mut read, initiative).await.unwrap();
            drop(read);
            let letter = remind::Letter::about(&say, "District", &measures, &cycles, "https://example.org/r");
            cx.execute(remind::Remind { step: "2026-01-05".into(), letter }).await
        };
        for other in [&town.partner(0), &town.member()] {
            assert!(forbidden(remind(other).await));
        }
        assert_eq!(town.mails().await, []);
        assert_eq!(remind(&town.backbone()).await.unwrap(), 1);
        assert_eq!(remind(&town.backbone()).await.unwrap(), 0, "once a day");
        assert_eq!(town.mails().await.len(), 1);
    });
}
