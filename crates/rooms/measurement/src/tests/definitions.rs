//! Definitions, their versions, and how one comes into force.

use async_trait::async_trait;

use super::*;

#[test]
fn a_definition_changes_by_versions_and_the_loser_sees_both() {
    house::both(async |store| {
        let town = Town::new(store, &["North"]).await;
        let (measure, duties) = town.measure(&[]).await;
        town.open(measure, "2018").await;
        let sent = town.partner(0).execute(sending(duties[0], 1.0, 2.0)).await.unwrap();
        town.partner(0).execute(AcceptSubmission { submission: sent }).await.unwrap();
        let change = |seen, from: &str, comparability: &str| ChangeDefinition {
            measure,
            seen,
            definition: Definition { definition: "Clearer".into(), ..definition() },
            effective_from: from.into(),
            comparability: comparability.into(),
            ..ChangeDefinition::default()
        };
        let backbone = town.backbone();
        assert!(forbidden(town.member().execute(change(1, "2019", "same")).await));
        let early = backbone.execute(change(1, "2018", "break")).await;
        assert_eq!(fields(early), [("effective_from".to_owned(), "measure-problem-reported")]);
        assert_eq!(backbone.execute(change(1, "2019", "break")).await.unwrap(), 2);
        let late = backbone.execute(change(1, "2020", "same")).await;
        let Err(Error::Stale(stale)) = late else { panic!("{late:?}") };
        assert_eq!(stale.version, 2);
        assert!(stale.theirs.contains("Clearer"));
        let other = ChangeDefinition {
            definition: Definition { factor: 1000.0, unit: "per 1,000".into(), ..definition() },
            ..change(2, "2020", "same")
        };
        assert_eq!(
            fields(backbone.execute(other).await),
            [("comparability".to_owned(), "measure-problem-break")]
        );
    });
}

/// A decision's act, as another room makes it.
struct Adopting {
    measure: uuid::Uuid,
    version: i64,
}

#[async_trait]
impl kernel::Act for Adopting {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut store::Tx) -> Result<()> {
        let kind = cx.world.kinds.get("measure").unwrap();
        kind.adopt(cx, tx, self.measure, self.version, uuid::Uuid::now_v7()).await
    }
}

#[test]
fn only_the_version_that_was_decided_on_is_adopted() {
    house::both(async |store| {
        let town = Town::new(store, &["North"]).await;
        let (number, _) = town.measure(&[]).await;
        let initiative = town.plain.initiative().unwrap();
        let measure = async || {
            let mut read = town.plain.read().await.unwrap();
            measure::store::numbered(&mut read, initiative, number).await.unwrap().unwrap()
        };
        let id = measure().await.id.0;
        let seat = town.by(&[Role::Facilitator], Vec::new());
        assert!(matches!(
            seat.execute(Adopting { measure: id, version: 2 }).await,
            Err(Error::Rule("measure-rule-other-version"))
        ));
        seat.execute(Adopting { measure: id, version: 1 }).await.unwrap();
        assert_eq!(measure().await.status(), measure::Status::Adopted);
        let change = ChangeDefinition {
            measure: number,
            seen: 1,
            definition: Definition { definition: "Clearer".into(), ..definition() },
            effective_from: "2019".into(),
            comparability: "same".into(),
            ..ChangeDefinition::default()
        };
        town.backbone().execute(change).await.unwrap();
        let changed = measure().await;
        assert_eq!((changed.status(), changed.in_force().number), (measure::Status::Defined, 1));
    });
}
