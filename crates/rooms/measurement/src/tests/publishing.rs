//! Editions: what nobody published nobody sees, what was hidden stays hidden, and who may question a number.

use super::kinds::{count, part};
use super::*;
use crate::dimension::Dimension;
use crate::edition::{self, EditionKind};
use crate::surface;

/// Somebody without an account.
fn nobody(town: &Town) -> Context {
    let standing = Standing { roles: Roles::default().with(Role::Anyone), ..Standing::default() };
    town.plain.clone().by(Actor { person: None, name: String::new(), standing })
}

fn contents(title: &str, measures: &[i64]) -> Contents {
    Contents { title: title.into(), headline: measures.to_vec(), ..Contents::default() }
}

/// Publishes what was checked, as a decision does.
struct Decide(i64, i64);

#[async_trait::async_trait]
impl kernel::Act for Decide {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut store::Tx) -> kernel::Result<()> {
        let edition = edition::store::numbered(tx, cx.initiative()?, self.0).await?.ok_or(Error::Missing)?;
        kernel::Kind::adopt(&EditionKind, cx, tx, edition.id.0, self.1, uuid::Uuid::now_v7()).await
    }
}

impl Town {
    async fn assemble(&self, title: &str, measures: &[i64]) -> i64 {
        let contents = contents(title, measures);
        self.backbone().execute(AssembleEdition { contents }).await.unwrap()
    }

    async fn check(&self, number: i64) -> Checked {
        let seen = self.edition(number).await.version;
        self.backbone().execute(CheckEdition::of(number, seen)).await.unwrap()
    }

    async fn publish(&self, title: &str, measures: &[i64]) -> Checked {
        let number = self.assemble(title, measures).await;
        let checked = self.check(number).await;
        self.backbone().execute(Decide(number, checked.version)).await.unwrap();
        checked
    }

    async fn edition(&self, number: i64) -> edition::Edition {
        let mut read = self.plain.read().await.unwrap();
        let initiative = self.plain.initiative().unwrap();
        edition::store::numbered(&mut read, initiative, number).await.unwrap().unwrap()
    }

    /// "n/d" of each period as this reader sees it; `‡` for what is hidden.
    async fn seen_by(&self, cx: &Context, number: i64) -> Vec<String> {
        let (measure, _, _) = self.read(number).await;
        let mut read = cx.read().await.unwrap();
        surface::whole(cx, &mut read, &measure).await.unwrap().iter().map(words).collect()
    }

    /// The same of each category in 2018.
    async fn parts_seen_by(&self, cx: &Context, number: i64, dimension: &Dimension) -> Vec<String> {
        let (measure, _, _) = self.read(number).await;
        let mut read = cx.read().await.unwrap();
        let parts = surface::parts(cx, &mut read, &measure, dimension).await.unwrap();
        dimension
            .categories
            .iter()
            .map(|own| parts[&own.id].first().map_or_else(|| "-".into(), words))
            .collect()
    }
}

fn words(value: &Value) -> String {
    match value.pooled() {
        _ if value.hidden => "‡".into(),
        Some(pooled) => format!("{}/{}", pooled.numerator, pooled.denominator),
        None => "-".into(),
    }
}

/// Three partners of much the same size, a measure that all of them owe.
async fn district(store: Store) -> (Town, i64, Vec<i64>) {
    let town = Town::new(store, &["North", "South", "West"]).await;
    let (measure, duties) = town.measure(&[]).await;
    town.open(measure, "2018").await;
    (town, measure, duties)
}

async fn report(town: &Town, duties: &[i64], parts: [[(f64, f64); 3]; 3]) {
    for (at, own) in parts.into_iter().enumerate() {
        let sum = |of: fn(&(f64, f64)) -> f64| own.iter().map(of).sum();
        let parts = ["young", "middle", "old"].iter().zip(own);
        let parts = parts.map(|(code, own)| part("age", code, own.0, own.1)).collect();
        let sent = sending(duties[at], sum(|own| own.0), sum(|own| own.1));
        count(town, at, SendSubmission { parts, ..sent }).await;
    }
}

#[test]
fn what_no_edition_published_nobody_sees() {
    house::both(async |store| {
        let (town, measure, duties) = district(store).await;
        let nobody = nobody(&town);
        for (at, above) in [40.0, 50.0, 60.0].into_iter().enumerate() {
            count(&town, at, sending(duties[at], above, 100.0)).await;
        }
        assert_eq!(town.seen_by(&town.member(), measure).await, ["150/300"]);
        assert_eq!(town.seen_by(&nobody, measure).await, [""; 0]);
        assert_eq!(town.publish("First", &[measure]).await.shown, 1);
        assert_eq!(town.seen_by(&nobody, measure).await, ["150/300"]);
        count(&town, 0, sending(duties[0], 45.0, 100.0)).await;
        assert_eq!(town.seen_by(&town.member(), measure).await, ["155/300"]);
        assert_eq!(town.seen_by(&nobody, measure).await, ["150/300"], "an edition does not change");
        town.publish("Corrected", &[measure]).await;
        assert_eq!(town.seen_by(&nobody, measure).await, ["155/300"]);
    });
}

#[test]
fn few_people_are_hidden_and_stay_hidden() {
    house::both(async |store| {
        let (town, measure, duties) = district(store).await;
        let nobody = nobody(&town);
        let age = town.told_apart(measure, "age", &[("young", ""), ("middle", ""), ("old", "")]).await;
        report(&town, &duties, [[(1.0, 40.0), (12.0, 50.0), (20.0, 60.0)]; 3]).await;
        assert_eq!(town.parts_seen_by(&town.backbone(), measure, &age).await, ["3/120", "36/150", "60/180"]);
        assert_eq!(town.parts_seen_by(&town.member(), measure, &age).await, ["‡", "‡", "60/180"]);
        let checked = town.publish("First", &[measure]).await;
        assert_eq!((checked.shown, checked.hidden), (2, 2));
        assert_eq!(town.seen_by(&nobody, measure).await, ["99/450"]);
        assert_eq!(town.parts_seen_by(&nobody, measure, &age).await, ["‡", "‡", "60/180"]);

        report(&town, &duties, [[(11.0, 40.0), (12.0, 50.0), (20.0, 60.0)]; 3]).await;
        assert_eq!(town.parts_seen_by(&town.member(), measure, &age).await, ["33/120", "36/150", "60/180"]);
        town.publish("Corrected", &[measure]).await;
        let seen = town.parts_seen_by(&nobody, measure, &age).await;
        assert_eq!(seen[..2], ["‡", "‡"], "the 36 beside it would give away the 3 of the first edition");
        assert_eq!(town.seen_by(&nobody, measure).await, ["129/450"]);
    });
}

#[test]
fn what_one_partner_brought_is_not_published() {
    house::both(async |store| {
        let (town, measure, duties) = district(store).await;
        let nobody = nobody(&town);
        for at in [0, 1] {
            count(&town, at, sending(duties[at], 50.0, 100.0)).await;
        }
        town.publish("Of two", &[measure]).await;
        assert_eq!(town.seen_by(&nobody, measure).await, ["‡"]);
        town.open(measure, "2019").await;
        for at in [0, 1, 2] {
            count(&town, at, SendSubmission { period: "2019".into(), ..sending(duties[at], 50.0, 100.0) })
                .await;
        }
        town.publish("Of three", &[measure]).await;
        assert_eq!(town.seen_by(&nobody, measure).await, ["‡", "150/300"]);
        let open = ChooseDisclosure { mode: "suppress".into(), ..ChooseDisclosure::default() };
        assert_eq!(
            fields(town.backbone().execute(open.clone()).await),
            [("sure".to_owned(), "disclosure-problem-published")]
        );
        town.backbone().execute(ChooseDisclosure { sure: true, ..open }).await.unwrap();
        town.publish("Nobody minds", &[measure]).await;
        assert_eq!(town.seen_by(&nobody, measure).await, ["100/200", "150/300"]);
    });
}

/// engines/measurement.md 3.6 (4): the difference to the edition before would be what the newcomer brought.
#[test]
fn a_late_partner_is_not_told_by_the_difference() {
    house::both(async |store| {
        let town = Town::new(store, &["North", "South", "West", "East"]).await;
        let (measure, duties) = town.measure(&[]).await;
        town.open(measure, "2018").await;
        for at in [0, 1, 2] {
            count(&town, at, sending(duties[at], 50.0, 100.0)).await;
        }
        town.publish("Of three", &[measure]).await;
        let clock = &town.plain.world.clock;
        clock.set(clock.now() + jiff::SignedDuration::from_hours(24));
        count(&town, 3, sending(duties[3], 33.0, 100.0)).await;
        town.publish("Of four", &[measure]).await;
        assert_eq!(town.seen_by(&nobody(&town), measure).await, ["‡"]);
        assert_eq!(town.seen_by(&town.member(), measure).await, ["183/400"]);
    });
}

#[test]
fn rounding_is_another_way_and_never_mixed_in() {
    house::both(async |store| {
        let (town, measure, duties) = district(store).await;
        let age = town.told_apart(measure, "age", &[("young", ""), ("middle", ""), ("old", "")]).await;
        report(&town, &duties, [[(1.0, 40.0), (12.0, 51.0), (20.0, 60.0)]; 3]).await;
        let round = ChooseDisclosure { mode: "round".into(), ..ChooseDisclosure::default() };
        town.backbone().execute(round).await.unwrap();
        town.publish("Rounded", &[measure]).await;
        assert_eq!(town.seen_by(&nobody(&town), measure).await, ["100/455"]);
        assert_eq!(town.parts_seen_by(&nobody(&town), measure, &age).await, ["‡", "35/155", "60/180"]);
    });
}

#[test]
fn a_decision_publishes_what_was_checked_and_nothing_else() {
    house::both(async |store| {
        let (town, measure, duties) = district(store).await;
        for at in [0, 1, 2] {
            count(&town, at, sending(duties[at], 50.0, 100.0)).await;
        }
        let (first, second) =
            (town.assemble("First", &[measure]).await, town.assemble("Second", &[measure]).await);
        let early = town.backbone().execute(Decide(first, 1)).await;
        assert!(matches!(early, Err(Error::Rule("edition-rule-other-version"))), "it was not checked");
        let (checked, other) = (town.check(first).await, town.check(second).await);
        let change =
            ChangeEdition { edition: first, seen: checked.version, contents: contents("Third", &[measure]) };
        town.backbone().execute(change.clone()).await.unwrap();
        assert!(matches!(
            town.backbone().execute(Decide(first, checked.version)).await,
            Err(Error::Rule("edition-rule-other-version"))
        ));
        assert!(matches!(
            town.backbone().execute(change).await,
            Err(Error::Rule("edition-rule-other-version"))
        ));
        let again = town.check(first).await;
        town.backbone().execute(Decide(first, again.version)).await.unwrap();
        assert!(matches!(
            town.backbone().execute(Decide(second, other.version)).await,
            Err(Error::Rule("edition-rule-check-again"))
        ));
        let late = ChangeEdition { edition: first, seen: again.version, contents: contents("x", &[measure]) };
        assert!(matches!(town.backbone().execute(late).await, Err(Error::Rule("edition-rule-published"))));
        let card = |cx: Context, number| {
            let town = &town;
            async move {
                let about = town.edition(number).await.about();
                cx.world.kinds.card(&cx, &mut cx.read().await.unwrap(), &about).await.unwrap().is_some()
            }
        };
        assert!(card(nobody(&town), first).await && !card(nobody(&town), second).await);
        assert!(card(town.member(), second).await, "members look at it before it is published");
        assert!(forbidden(town.member().execute(CheckEdition::of(second, 1)).await));
        assert!(forbidden(town.member().execute(AssembleEdition::default()).await));
        assert!(forbidden(town.member().execute(ChooseDisclosure::default()).await));
        let tables = Measurement.export(&town.member(), &mut town.plain.read().await.unwrap()).await.unwrap();
        let rows = |name: &str| tables.iter().find(|table| table.name == name).unwrap().rows.len();
        assert_eq!(["editions", "edition_measures", "edition_values"].map(rows), [2, 2, 2]);
    });
}

#[test]
fn anybody_questions_a_number_and_is_answered() {
    house::both(async |store| {
        let (town, measure, _) = district(store).await;
        let ask = RaiseChallenge {
            measure,
            words: "Where are the night shifts?".into(),
            ..RaiseChallenge::default()
        };
        let nobody = nobody(&town);
        let first = nobody.execute(ask.clone()).await.unwrap();
        let told = RaiseChallenge { address: "ann@example.org".into(), period: "2018".into(), ..ask.clone() };
        let second = nobody.execute(told).await.unwrap();
        let wrong = RaiseChallenge { address: "ann".into(), period: "soon".into(), words: " ".into(), ..ask };
        let wrong: Vec<String> =
            fields(nobody.execute(wrong).await).into_iter().map(|(field, _)| field).collect();
        assert_eq!(wrong, ["words", "address", "period"]);

        let today = challenge::today(&town.backbone(), &mut nobody.read().await.unwrap()).await.unwrap();
        assert_eq!(today.len(), 2);
        assert!(
            challenge::today(&town.member(), &mut nobody.read().await.unwrap()).await.unwrap().is_empty()
        );
        let answer =
            |challenge, in_public| AnswerChallenge { challenge, answer: "They are in it.".into(), in_public };
        assert!(forbidden(town.member().execute(answer(first, true)).await));
        assert_eq!(
            fields(town.backbone().execute(answer(first, false)).await),
            [("in_public".to_owned(), "challenge-problem-no-address")]
        );
        town.backbone().execute(answer(first, true)).await.unwrap();
        town.backbone().execute(answer(second, false)).await.unwrap();
        assert!(matches!(
            town.backbone().execute(answer(first, true)).await,
            Err(Error::Rule("challenge-rule-answered"))
        ));
        let mut read = town.plain.read().await.unwrap();
        let (measure, initiative) = (town.read(measure).await.0, town.plain.initiative().unwrap());
        let public = challenge::store::answered(&mut read, initiative, measure.id).await.unwrap();
        assert_eq!(public.iter().map(|one| one.number).collect::<Vec<_>>(), [first]);
        let mails = courier::outbox(&mut read, None, 10).await.unwrap();
        assert_eq!(mails.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), ["ann@example.org"]);
        let all = challenge::store::every(&mut read, initiative).await.unwrap();
        assert!(all.iter().all(|one| one.address.is_empty()), "an address is forgotten with the answer");
    });
}

#[test]
fn an_edition_is_checked_beside_what_others_write() {
    house::both(async |store| {
        let (town, measure, duties) = district(store).await;
        for (at, above) in [40.0, 50.0, 60.0].into_iter().enumerate() {
            count(&town, at, sending(duties[at], above, 100.0)).await;
        }
        let (number, backbone) = (town.assemble("First", &[measure]).await, town.backbone());
        // What is looked at holds nobody up: a number counts meanwhile, and what was found is not kept.
        let looked = CheckEdition::of(number, 1).looked(&backbone).await.unwrap();
        count(&town, 0, sending(duties[0], 45.0, 100.0)).await;
        assert!(matches!(backbone.execute(looked).await, Err(Error::Rule("edition-rule-moved"))));
        assert_eq!(town.edition(number).await.version, 1, "nothing was kept");
        // So is everything else that it is made of: a definition, and how small numbers are kept from readers.
        let looked = CheckEdition::of(number, 1).looked(&backbone).await.unwrap();
        backbone
            .execute(ChooseDisclosure { mode: "round".into(), ..ChooseDisclosure::default() })
            .await
            .unwrap();
        assert!(matches!(backbone.execute(looked).await, Err(Error::Rule("edition-rule-moved"))));
        // Where nothing moved it is kept as it was found, and the same as the act alone finds.
        let checked = CheckEdition::of(number, 1).beside(&backbone).await.unwrap();
        assert_eq!((checked.version, checked.shown, checked.hidden), (2, 1, 0));
        let beside = values(&town, number).await;
        backbone.execute(CheckEdition::of(number, 2)).await.unwrap();
        assert_eq!(beside, ["155/300"]);
        assert_eq!(values(&town, number).await, beside);
        let stale = CheckEdition::of(number, 1).beside(&backbone).await;
        assert!(matches!(stale, Err(Error::Rule("edition-rule-other-version"))));
        assert!(forbidden(CheckEdition::of(number, 3).beside(&town.member()).await));
    });
}

/// "n/d" of each value that an edition froze.
async fn values(town: &Town, number: i64) -> Vec<String> {
    let edition = town.edition(number).await.id;
    let mut read = town.plain.read().await.unwrap();
    let values = edition::store::values(&mut read, town.plain.initiative().unwrap(), edition).await.unwrap();
    values.into_iter().map(|value| words(&Value::from(value))).collect()
}
