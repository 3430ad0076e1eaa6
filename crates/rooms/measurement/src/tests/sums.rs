//! What counts is added up when it changes, and again when somebody asks for it.

use async_trait::async_trait;

use super::*;

store::statements! {
    /// As a repair gone wrong might leave it.
    SPOIL = "UPDATE reporting_cycle SET reported = 7, numerator = 7 WHERE initiative = $1";
}

/// Spoils the sums.
struct Spoil;

#[async_trait]
impl kernel::Act for Spoil {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut store::Tx) -> kernel::Result<()> {
        tx.run(&SPOIL, &[cx.initiative()?.into()]).await?;
        Ok(())
    }
}

#[test]
fn sums_that_are_wrong_are_added_up_anew() {
    assert_eq!(ALL.len(), 1);
    house::both(async |store| {
        let town = Town::new(store, &["North", "South"]).await;
        let (measure, duties) = town.measure(&[]).await;
        town.open(measure, "2018").await;
        for (at, (numerator, denominator)) in [(0, (180.0, 300.0)), (1, (40.0, 50.0))] {
            let sent = town.partner(at).execute(sending(duties[at], numerator, denominator)).await.unwrap();
            town.partner(at).execute(AcceptSubmission { submission: sent }).await.unwrap();
        }
        town.backbone().execute(Spoil).await.unwrap();
        assert_eq!(town.values(measure).await[0].reported, 7);

        assert!(forbidden(rebuild(&town.member(), |_, _| ()).await));
        let told = std::sync::Mutex::new(Vec::new());
        let periods =
            rebuild(&town.backbone(), |done, of| told.lock().unwrap().push((done, of))).await.unwrap();
        assert_eq!((periods, told.into_inner().unwrap()), (1, vec![(1, 1)]));
        let value = &town.values(measure).await[0];
        assert_eq!((value.reported, value.pooled().map(|sum| sum.numerator)), (2, Some(220.0)));
    });
}
