//! What a partner reports: when it counts, and who sees it.

use web::LongTable as _;

use super::*;

#[test]
fn a_pool_is_sum_over_sum_and_says_how_many_of_how_many() {
    house::both(async |store| {
        let town = Town::new(store, &["North", "South", "West"]).await;
        let (measure, duties) = town.measure(&[]).await;
        town.open(measure, "2018").await;
        assert_eq!(town.values(measure).await[0].pooled(), None, "missing is never zero");
        for (at, (numerator, denominator)) in [(0, (180.0, 300.0)), (1, (40.0, 50.0))] {
            let sent = town.partner(at).execute(sending(duties[at], numerator, denominator)).await.unwrap();
            town.partner(at).execute(AcceptSubmission { submission: sent }).await.unwrap();
        }
        let value = &town.values(measure).await[0];
        assert_eq!(format!("{:.2}", value.pooled().unwrap().rate(100.0).unwrap()), "62.86");
        assert_eq!(value.coverage().to_string(), "2 of 3");
        assert!(value.partial(), "two thirds do not speak for the whole");
    });
}

#[test]
fn partner_first() {
    house::both(async |store| {
        let town = Town::new(store, &["North", "South"]).await;
        let (measure, duties) = town.measure(&[]).await;
        town.open(measure, "2018").await;
        let (north, south, backbone) = (town.partner(0), town.partner(1), town.backbone());

        assert!(forbidden(south.execute(sending(duties[0], 1.0, 2.0)).await));
        assert!(forbidden(backbone.execute(sending(duties[0], 1.0, 2.0)).await));
        let number = north.execute(sending(duties[0], 1.0, 2.0)).await.unwrap();
        let sent = town.submission(number).await;
        assert!(sent.seen_by(&north));
        for other in [&south, &backbone, &town.member(), &town.plain] {
            assert!(!sent.seen_by(other), "nobody but the partner sees it");
            let card = other.world.kinds.card(other, &mut other.read().await.unwrap(), &sent.about()).await;
            assert!(card.unwrap().is_none());
            let mut table = submission::Submissions::default();
            let rows = table.next(other, &mut other.read().await.unwrap()).await.unwrap();
            assert_eq!(rows, Some(Vec::new()), "nor does it leave with an export");
        }
        assert_eq!(town.values(measure).await[0].reported, 0, "nor does the pool");
        assert!(forbidden(backbone.execute(AcceptSubmission { submission: number }).await));
        assert!(forbidden(south.execute(AcceptSubmission { submission: number }).await));

        let accepted = north.execute(AcceptSubmission { submission: number }).await.unwrap();
        assert_eq!((accepted.measure, accepted.period.as_str()), (measure, "2018"));
        let counts = town.submission(number).await;
        assert!(counts.seen_by(&south) && counts.seen_by(&town.member()));
        assert!(!counts.seen_by(&town.plain), "the public sees the pool only");
        assert!(matches!(
            north.execute(AcceptSubmission { submission: number }).await,
            Err(Error::Rule("submission-rule-not-waiting"))
        ));
    });
}

#[test]
fn the_journal_never_tells_a_number_of_a_partner() {
    store::statements! {
        JOURNAL = "SELECT title, coalesce(before, ''), coalesce(after, '') FROM journal_entry WHERE kind = 'submission'";
    }
    assert_eq!(ALL.len(), 1);
    house::both(async |store| {
        let town = Town::new(store, &["North"]).await;
        let (measure, duties) = town.measure(&[]).await;
        town.open(measure, "2018").await;
        let sent = town.partner(0).execute(sending(duties[0], 4711.0, 9999.0)).await.unwrap();
        town.partner(0).execute(AcceptSubmission { submission: sent }).await.unwrap();
        let told: Vec<(String, String, String)> =
            town.plain.read().await.unwrap().rows(&JOURNAL, &[]).await.unwrap();
        assert_eq!(told.len(), 2, "sent and accepted");
        assert!(!format!("{told:?}").contains("4711"), "{told:?}");
    });
}

#[test]
fn a_correction_is_a_new_revision_and_the_old_one_counts_until_it_is_accepted() {
    house::both(async |store| {
        let town = Town::new(store, &["North"]).await;
        let (measure, duties) = town.measure(&[]).await;
        town.open(measure, "2018").await;
        let north = town.partner(0);
        let early = north.execute(sending(duties[0], 9.0, 10.0)).await.unwrap();
        let first = north.execute(sending(duties[0], 1.0, 10.0)).await.unwrap();
        assert!(matches!(
            north.execute(AcceptSubmission { submission: early }).await,
            Err(Error::Rule("submission-rule-not-waiting"))
        ));
        north.execute(AcceptSubmission { submission: first }).await.unwrap();
        let second = north.execute(sending(duties[0], 2.0, 10.0)).await.unwrap();
        let rate = async || town.values(measure).await[0].pooled().unwrap().rate(100.0);
        assert_eq!(rate().await, Some(10.0));
        north.execute(AcceptSubmission { submission: second }).await.unwrap();
        assert_eq!(rate().await, Some(20.0));
        let old = town.submission(first).await;
        assert_eq!((old.state.as_str(), old.numerator, old.revision), ("superseded", 1.0, 2));
        assert_eq!(town.values(measure).await[0].reported, 1);
        let lock = LockCycle { measure, period: "2018".into(), locked: true };
        town.backbone().execute(lock).await.unwrap();
        let late = north.execute(sending(duties[0], 3.0, 10.0)).await;
        assert_eq!(fields(late), [("period".to_owned(), "cycle-rule-locked")]);
    });
}

#[test]
fn the_door_refuses_by_field() {
    house::both(async |store| {
        let town = Town::new(store, &["North"]).await;
        let (measure, duties) = town.measure(&[]).await;
        let north = town.partner(0);
        let send = async |above, below| fields(north.execute(sending(duties[0], above, below)).await);
        assert_eq!(send(1.0, 2.0).await, [("period".to_owned(), "cycle-problem-not-open")]);
        town.open(measure, "2018").await;
        assert_eq!(
            send(f64::NAN, f64::NAN).await,
            [("numerator".to_owned(), "problem-number"), ("denominator".to_owned(), "problem-number")]
        );
        assert_eq!(send(3.0, 2.0).await, [("numerator".to_owned(), "submission-problem-more")]);
        assert_eq!(send(3.0, 0.0).await, [("denominator".to_owned(), "submission-problem-denominator")]);
        let again = OpenCycle { measure, period: "2018".into(), ..OpenCycle::default() };
        let again = town.backbone().execute(again).await;
        assert_eq!(fields(again), [("period".to_owned(), "cycle-problem-open")]);
        assert!(matches!(north.execute(sending(999, 1.0, 2.0)).await, Err(Error::Missing)));
    });
}
