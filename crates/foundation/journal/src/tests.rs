//! The journal on both engines.

use async_trait::async_trait;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use kernel::{
    Act, Actor, Context, InitiativeId, Kinds, PersonId, Place, Profile, Ref, Result, Told, Via, World,
};
use serde::{Deserialize, Serialize};
use store::{Sql, Store, Tx};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::verify::{Flaw, Held};
use crate::{
    Live, Sealer, Tell, erase_person, erase_words, export, feed, stream, verify_export, verify_store,
};

async fn world(store: Store) -> Arc<World> {
    house::world(store, &[crate::MIGRATIONS], Kinds::default()).await
}

/// Somebody at work in an initiative of their own.
fn context(world: &Arc<World>, person: PersonId) -> Context {
    let place = Place {
        id: InitiativeId::new(),
        slug: "reading".to_owned(),
        name: "Reading by grade three".to_owned(),
        profile: Profile::Classic,
        public: true,
    };
    let actor = Actor { person: Some(person), name: "Somebody".to_owned(), ..Actor::default() };
    Context::of(Arc::clone(world), Via::Web).at(place).by(actor)
}

#[derive(Serialize, Deserialize)]
struct Propose(Ref);

impl Propose {
    fn something() -> Self {
        Self(Ref::new("clause", Uuid::now_v7()))
    }
}

#[async_trait]
impl Act for Propose {
    type Out = ();
    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let told = Told::new("clause.proposed", self.0.clone(), "Every child reads");
        cx.tell(tx, told.change(Some("before".to_owned()), "after")).await
    }
}

struct Erase(PersonId, Ref);

#[async_trait]
impl Act for Erase {
    type Out = (u64, u64);
    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<(u64, u64)> {
        let words = erase_words(tx, cx.initiative()?, &self.1).await?;
        Ok((erase_person(tx, self.0).await?, words))
    }
}

/// Whoever has the database may write anything.
struct Tamper(&'static Sql);

#[async_trait]
impl Act for Tamper {
    type Out = u64;
    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<u64> {
        Ok(tx.run(self.0, &[cx.initiative()?.into()]).await?)
    }
}

async fn propose(cx: &Context, times: usize) {
    for _ in 0..times {
        cx.execute(Propose::something()).await.unwrap();
    }
}

#[test]
fn every_statement_prepares() {
    house::both(async |store| {
        let world = world(store).await;
        for sql in crate::statements() {
            world.store.prepare(sql).await.unwrap_or_else(|error| panic!("{}: {error}", sql.name()));
        }
    });
}

#[test]
fn what_is_sealed_verifies_here_and_in_a_file() {
    house::both(async |store| {
        let world = world(store).await;
        let (cx, other) = (context(&world, PersonId::new()), context(&world, PersonId::new()));
        propose(&cx, 3).await;
        propose(&other, 2).await;
        assert_eq!(Sealer::finish(Arc::clone(&world)).await.unwrap(), 5);
        let initiative = cx.initiative().unwrap();
        let held = crate::checkpoint(&mut cx.read().await.unwrap(), initiative).await.unwrap().unwrap();
        assert_eq!((held.first, held.size, held.at), (0, 3, house::now()));

        // More than one page and more than one batch.
        let writers = (0..8).map(|_| {
            let cx = cx.clone();
            tokio::spawn(async move { propose(&cx, 140).await })
        });
        futures_util::future::join_all(writers).await;
        assert_eq!(Sealer::finish(Arc::clone(&world)).await.unwrap(), 1120);
        propose(&cx, 1).await;

        let mut read = cx.read().await.unwrap();
        let report = verify_store(&mut read, initiative, Some(&held.note)).await.unwrap();
        assert!(report.is_whole(), "{report}");
        assert_eq!((report.entries, report.checkpoints, report.unsealed), (1123, 4, 1));
        assert_eq!(report.held, Some(Held::Extended { size: 3 }));

        let mut file = Vec::new();
        assert_eq!(export::write(&mut read, initiative, &mut file).await.unwrap(), 1123);
        assert_eq!(verify_export(file.as_slice(), Some(&held.note)).unwrap(), report);

        let entries = feed::latest(&mut read, initiative, None, 3).await.unwrap();
        let numbers: Vec<Option<i64>> = entries.iter().map(|entry| entry.seq).collect();
        assert_eq!(numbers, [None, Some(1122), Some(1121)]);
        assert_eq!(crate::initiatives(&mut read).await.unwrap().len(), 2);
        assert!(verify_store(&mut read, other.initiative().unwrap(), None).await.unwrap().is_whole());
    });
}

#[test]
fn tampering_with_the_database_is_found() {
    static TEXT: Sql =
        Sql::new("text", "UPDATE journal_entry SET title = 'Else' WHERE initiative = $1 AND seq = 3");
    static ACT: Sql =
        Sql::new("act", "UPDATE journal_entry SET act = 'else' WHERE initiative = $1 AND seq = 2");
    static DROP: Sql = Sql::new("drop", "DELETE FROM journal_entry WHERE initiative = $1 AND seq = 1");
    static LAST: Sql = Sql::new("last", "DELETE FROM journal_entry WHERE initiative = $1 AND seq = 9");
    static NOTE: Sql = Sql::new(
        "note",
        "UPDATE journal_checkpoint SET note = replace(note, 'first', 'fire') WHERE initiative = $1 AND size = 10",
    );
    static PROMISE: Sql =
        Sql::new("promise", "DELETE FROM journal_checkpoint WHERE initiative = $1 AND size = 10");
    house::both(async |store| {
        let world = world(store).await;
        for (tampering, seq, flaw) in [
            (&TEXT, 3, Flaw::Words),
            (&ACT, 2, Flaw::Changed),
            (&DROP, 1, Flaw::Missing),
            (&LAST, 9, Flaw::Missing),
            (&NOTE, 5, Flaw::Signature),
            (&PROMISE, 5, Flaw::Uncovered),
        ] {
            let cx = context(&world, PersonId::new());
            propose(&cx, 5).await;
            Sealer::finish(Arc::clone(&world)).await.unwrap();
            propose(&cx, 5).await;
            Sealer::finish(Arc::clone(&world)).await.unwrap();
            assert_eq!(cx.execute(Tamper(tampering)).await.unwrap(), 1);
            let report =
                verify_store(&mut cx.read().await.unwrap(), cx.initiative().unwrap(), None).await.unwrap();
            let broken = report.broken.unwrap_or_else(|| panic!("{} was not found", tampering.name()));
            assert_eq!((broken.seq, broken.flaw), (seq, flaw), "{}", tampering.name());
        }
    });
}

#[test]
fn erasing_leaves_the_proof_whole() {
    house::both(async |store| {
        let world = world(store).await;
        let person = PersonId::new();
        let cx = context(&world, person);
        let (clause, initiative) = (Ref::new("clause", Uuid::now_v7()), cx.initiative().unwrap());
        propose(&cx, 3).await;
        cx.execute(Propose(clause.clone())).await.unwrap();
        cx.execute(Propose(Ref::new("person", person.0))).await.unwrap();
        Sealer::finish(Arc::clone(&world)).await.unwrap();
        let held = crate::checkpoint(&mut cx.read().await.unwrap(), initiative).await.unwrap().unwrap();

        // Five of theirs, and the words of the one about them.
        assert_eq!(cx.execute(Erase(person, clause.clone())).await.unwrap(), (6, 1));

        let mut read = cx.read().await.unwrap();
        let report = verify_store(&mut read, initiative, Some(&held.note)).await.unwrap();
        assert!(report.is_whole(), "{report}");
        assert_eq!((report.entries, report.erased), (5, 5));
        let mut file = Vec::new();
        export::write(&mut read, initiative, &mut file).await.unwrap();
        let file = String::from_utf8(file).unwrap();
        assert!(!file.contains("Somebody") && !file.contains(&format!("\"person\":\"{person}\"")), "{file}");
        let about = feed::of_object(&mut read, initiative, &clause, 10).await.unwrap();
        assert_eq!((about[0].person, about[0].name.as_str(), about[0].title.as_str()), (None, "", ""));
    });
}

#[test]
fn everybody_who_listens_gets_each_entry_once_and_in_order() {
    house::both(async |store| {
        let world = world(store).await;
        let (cx, other) = (context(&world, PersonId::new()), context(&world, PersonId::new()));
        let initiative = cx.initiative().unwrap();
        propose(&cx, 20).await;
        Sealer::finish(Arc::clone(&world)).await.unwrap();

        let (live, stop) = (Arc::new(Live::new()), CancellationToken::new());
        let sealing = tokio::spawn(Sealer::run(Arc::clone(&world), stop.clone()));
        let telling = tokio::spawn({
            let (live, world, stop) = (Arc::clone(&live), Arc::clone(&world), stop.clone());
            async move { live.run(world, stop).await }
        });
        let listen = |after: Option<i64>, count: usize| {
            let entries = stream(&live, Arc::clone(&world), initiative, after).take(count);
            tokio::spawn(async move { entries.map(|entry| entry.seq.unwrap()).collect::<Vec<_>>().await })
        };
        let from_the_beginning = listen(Some(-1), 420);
        let from_ten = listen(Some(10), 409);
        let from_now = listen(None, 300);
        // The one who listens from now on has found out when that is.
        tokio::time::sleep(Duration::from_millis(500)).await;
        let writers = [&cx, &cx, &other, &cx, &other, &cx].map(|cx| {
            let cx = cx.clone();
            tokio::spawn(async move { propose(&cx, 100).await })
        });
        futures_util::future::join_all(writers).await;
        let late = listen(Some(19), 400);
        let all = async { (from_the_beginning.await, from_ten.await, from_now.await, late.await) };
        let all = tokio::time::timeout(Duration::from_secs(30), all).await.expect("they hear of all");
        assert_eq!(all.0.unwrap(), (0..420).collect::<Vec<_>>());
        assert_eq!(all.1.unwrap(), (11..420).collect::<Vec<_>>());
        assert_eq!(all.2.unwrap(), (20..320).collect::<Vec<_>>());
        assert_eq!(all.3.unwrap(), (20..420).collect::<Vec<_>>());
        stop.cancel();
        sealing.await.unwrap();
        telling.await.unwrap();
        assert!(verify_store(&mut cx.read().await.unwrap(), initiative, None).await.unwrap().is_whole());
    });
}
