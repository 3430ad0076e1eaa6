//! Kinds of numbers, and the parts of a number: what adds up, what is refused, who is missing.

use super::*;
use crate::dimension::{self, Category, Dimension};

/// What a file says of a place: code, and the code of the place it lies in.
const TREE: [(&str, &str); 7] = [
    ("US", ""),
    ("KY", "US"),
    ("21003", "KY"),
    ("21009", "KY"),
    ("TN", "US"),
    ("47001", "TN"),
    ("47003", "TN"),
];

impl Town {
    /// A measure of a kind that every partner owes, 2018 open.
    async fn of_kind(&self, kind: &str) -> (i64, Vec<i64>) {
        let divided = matches!(kind, "ratio" | "mean");
        let kind = Definition {
            kind: kind.into(),
            unit: if divided { "%".into() } else { String::new() },
            ..definition()
        };
        self.defined(kind).await
    }

    pub(super) async fn told_apart(
        &self,
        measure: i64,
        code: &str,
        categories: &[(&str, &str)],
    ) -> Dimension {
        let places = categories.iter().any(|(_, parent)| !parent.is_empty());
        let category = |(code, parent): &(&str, &str)| CategorySent {
            code: (*code).into(),
            name: (*code).into(),
            parent: (*parent).into(),
        };
        let define = DefineDimension {
            measure,
            code: String::new(),
            name: code.into(),
            required: !places,
            places,
            categories: categories.iter().map(category).collect(),
        };
        self.backbone().execute(define).await.unwrap();
        self.dimension(measure, code).await
    }

    async fn dimension(&self, measure: i64, code: &str) -> Dimension {
        let (measure, _, _) = self.read(measure).await;
        let initiative = self.plain.initiative().unwrap();
        let mut read = self.plain.read().await.unwrap();
        let dimensions = dimension::store::of_measure(&mut read, initiative, measure.id).await.unwrap();
        dimensions.into_iter().find(|one| one.code == code).unwrap()
    }

    /// "n/d of n of N" for each category of 2018, `-` where it has no sums.
    async fn by_category(&self, number: i64, dimension: &Dimension) -> Vec<String> {
        let (measure, _, _) = self.read(number).await;
        let mut read = self.plain.read().await.unwrap();
        let values = surface::parts(&self.backbone(), &mut read, &measure, dimension).await.unwrap();
        let one = |category: &Category| {
            let value = &values[&category.id][0];
            let sums = value
                .pooled()
                .map_or_else(|| "-".into(), |sums| format!("{}/{}", sums.numerator, sums.denominator));
            format!("{}: {sums} {}", category.code, value.coverage())
        };
        dimension.categories.iter().map(one).collect()
    }
}

pub(super) fn part(dimension: &str, category: &str, numerator: f64, denominator: f64) -> PartSent {
    PartSent { dimension: dimension.into(), category: category.into(), numerator, denominator }
}

/// Sends and accepts; sure of a number that stood there before.
pub(super) async fn count(town: &Town, at: usize, send: SendSubmission) {
    let mut sure = vec!["copied".into()];
    sure.extend(send.sure);
    let note = if send.note.is_empty() { "Counted anew".into() } else { send.note };
    let send = SendSubmission { note, sure, ..send };
    let sent = town.partner(at).execute(send).await.unwrap();
    town.partner(at).execute(AcceptSubmission { submission: sent }).await.unwrap();
}

#[test]
fn each_kind_is_pooled_as_it_adds() {
    house::both(async |store| {
        let town = Town::new(store, &["North", "South"]).await;
        for (kind, sum, drawn) in [
            ("ratio", Some((220.0, 350.0)), Some("62.86")),
            ("mean", Some((220.0, 350.0)), Some("62.86")),
            ("flow", Some((220.0, 1.0)), Some("220.00")),
            ("stock", Some((220.0, 1.0)), Some("220.00")),
            ("estimate", None, None),
            ("index", None, None),
            ("not-additive", None, None),
        ] {
            let (measure, duties) = town.of_kind(kind).await;
            count(&town, 0, sending(duties[0], 180.0, 300.0)).await;
            let first = &town.values(measure).await[0];
            assert_eq!(first.apart(), sum.is_none(), "{kind}: one of two is not the whole");
            count(&town, 1, sending(duties[1], 40.0, 50.0)).await;
            let (known, series, _) = town.read(measure).await;
            let value = &series.values[0];
            assert_eq!(value.pooled().map(|sums| (sums.numerator, sums.denominator)), sum, "{kind}");
            assert_eq!(
                (value.apart(), value.coverage().to_string().as_str()),
                (sum.is_none(), "2 of 2"),
                "{kind}"
            );
            let factor = if known.in_force().is_share() { 100.0 } else { 1.0 };
            let said = series.drawn[0].map(|value| format!("{:.2}", value * factor));
            assert_eq!(said.as_deref(), drawn, "{kind}");
        }
    });
}

#[test]
fn what_a_survey_says_of_the_whole_stands_alone() {
    house::both(async |store| {
        let town = Town::new(store, &["Survey"]).await;
        let (measure, duties) = town.of_kind("estimate").await;
        let wrong =
            SendSubmission { low: Some(32.0), quality: Some(4), ..sending(duties[0], 31.5, f64::NAN) };
        let refused = fields(town.partner(0).execute(wrong).await);
        assert_eq!(
            refused,
            [
                ("low".to_owned(), "submission-problem-low"),
                ("quality".to_owned(), "submission-problem-quality")
            ]
        );
        let send = sending(duties[0], 31.5, f64::NAN);
        count(&town, 0, SendSubmission { low: Some(29.0), high: Some(34.0), quality: Some(2), ..send }).await;
        let value = &town.values(measure).await[0];
        assert_eq!(value.pooled().unwrap().numerator, 31.5);
        assert_eq!((value.low, value.high, value.quality), (Some(29.0), Some(34.0), Some(2)));
    });
}

#[test]
fn parts_are_checked_and_summed_with_how_many_told_them() {
    house::both(async |store| {
        let town = Town::new(store, &["North", "South", "West"]).await;
        let (measure, duties) = town.of_kind("ratio").await;
        let age = town.told_apart(measure, "age", &[("young", ""), ("old", "")]).await;
        let send = |at: usize, young: (f64, f64), old: (f64, f64)| SendSubmission {
            parts: vec![part("AGE", "young", young.0, young.1), part("age", "Old", old.0, old.1)],
            ..sending(duties[at], 100.0, 200.0)
        };
        let north = town.partner(0);
        let off = fields(north.execute(send(0, (60.0, 100.0), (39.0, 100.0))).await);
        assert_eq!(off, [("dimension-age".to_owned(), "submission-problem-sum")]);
        let unknown =
            SendSubmission { parts: vec![part("age", "middle", 1.0, 2.0)], ..sending(duties[0], 1.0, 2.0) };
        let unknown = fields(north.execute(unknown).await);
        assert_eq!(unknown, [("numerator-age-middle".to_owned(), "submission-problem-category")]);
        count(&town, 0, send(0, (60.0, 100.0), (40.0, 100.0))).await;
        count(&town, 1, send(1, (10.0, 50.0), (90.0, 150.0))).await;
        assert_eq!(town.by_category(measure, &age).await, ["young: 70/150 2 of 3", "old: 130/250 2 of 3"]);
        let none = sending(duties[2], 1.0, 2.0);
        let asked = fields(town.partner(2).execute(none.clone()).await);
        assert_eq!(asked, [("dimension-age".to_owned(), "submission-ask-missing")]);
        let none = SendSubmission { sure: vec!["part-missing".into()], note: "Nobody knows".into(), ..none };
        count(&town, 2, none).await;
        assert_eq!(
            town.by_category(measure, &age).await[0],
            "young: 70/150 2 of 3",
            "who gave no parts is missing"
        );
        count(&town, 0, send(0, (100.0, 200.0), (0.0, 0.0))).await;
        assert_eq!(
            town.by_category(measure, &age).await,
            ["young: 110/250 2 of 3", "old: 90/150 2 of 3"],
            "a correction replaces what it corrects"
        );
        let mut table = submission::SubmittedParts::default();
        let mut read = north.read().await.unwrap();
        let rows = web::LongTable::next(&mut table, &town.member(), &mut read).await.unwrap().unwrap();
        assert_eq!(rows.len(), 6, "and every accepted part leaves");
    });
}

#[test]
fn one_who_reports_every_place_need_not_add_them() {
    house::both(async |store| {
        let town = Town::new(store, &["Statistics"]).await;
        let (measure, duties) = town.of_kind("ratio").await;
        let places = town.told_apart(measure, "place", &TREE).await;
        let statistics = town.partner(0);
        let none = SendSubmission { parts: Vec::new(), ..sending(duties[0], f64::NAN, f64::NAN) };
        assert_eq!(fields(statistics.execute(none).await).len(), 2, "nothing adds up to nothing");
        let whole = SendSubmission {
            parts: vec![part("place", "KY", 5.0, 10.0)],
            ..sending(duties[0], f64::NAN, f64::NAN)
        };
        let held = fields(statistics.execute(whole).await);
        assert_eq!(held, [("numerator-place-KY".to_owned(), "submission-problem-holds")]);
        let leaves = SendSubmission {
            parts: vec![
                part("place", "21003", 180.0, 300.0),
                part("place", "21009", 40.0, 50.0),
                part("place", "47001", 3.0, 7.0),
            ],
            ..sending(duties[0], f64::NAN, f64::NAN)
        };
        count(&town, 0, leaves).await;
        let whole = town.values(measure).await[0].pooled().unwrap();
        assert_eq!((whole.numerator, whole.denominator), (223.0, 357.0));
        assert_eq!(
            town.by_category(measure, &places).await,
            [
                "US: 223/357 3 of 4",
                "KY: 220/350 2 of 2",
                "21003: 180/300 1 of 1",
                "21009: 40/50 1 of 1",
                "TN: 3/7 1 of 2",
                "47001: 3/7 1 of 1",
                "47003: - 0 of 1"
            ]
        );
        let (known, _, _) = town.read(measure).await;
        let mut read = town.plain.read().await.unwrap();
        let of = [places.categories[0].id, places.categories[4].id];
        let values = surface::parts_of(&town.backbone(), &mut read, &known, &of).await.unwrap();
        assert!(values[&of[0]][0].partial() && values[&of[1]][0].partial(), "three of four, one of two");
    });
}

#[test]
fn partners_of_places_add_up_to_the_places_that_hold_them() {
    house::both(async |store| {
        let town = Town::new(store, &["Allen", "Barren", "Anderson"]).await;
        let measure = town.measured(definition()).await;
        let places = town.told_apart(measure, "place", &TREE).await;
        let owed = |place: [&str; 3]| {
            let partners = town.partners.iter().zip(place);
            let owed = partners.map(|(partner, place)| Owed {
                partner: *partner,
                code: String::new(),
                place: place.into(),
            });
            OweDuty { measure, partners: owed.collect(), since: String::new() }
        };
        let nowhere = fields(town.backbone().execute(owed(["21003", "21009", "x"])).await);
        assert_eq!(nowhere, [(format!("place-{}", town.partners[2]), "duty-problem-place")]);
        town.open(measure, "2018").await;
        let duties = town.backbone().execute(owed(["21003", "21009", "47001"])).await.unwrap();
        assert_eq!(town.by_category(measure, &places).await[..2], ["US: - 0 of 3", "KY: - 0 of 2"]);
        count(&town, 0, sending(duties[0], 180.0, 300.0)).await;
        count(&town, 2, sending(duties[2], 3.0, 7.0)).await;
        let own =
            SendSubmission { parts: vec![part("place", "21009", 1.0, 2.0)], ..sending(duties[1], 1.0, 2.0) };
        let own = fields(town.partner(1).execute(own).await);
        assert_eq!(own, [("numerator-place-21009".to_owned(), "submission-problem-own-place")]);
        let sums = town.by_category(measure, &places).await;
        assert_eq!(sums[..3], ["US: 183/307 2 of 3", "KY: 180/300 1 of 2", "21003: 180/300 1 of 1"]);
        assert_eq!(sums[6], "47003: - 0 of 0", "nobody reports for it");
    });
}

#[test]
fn categories_change_by_versions_and_keep_what_they_were_called() {
    house::both(async |store| {
        let town = Town::new(store, &["North"]).await;
        let (measure, duties) = town.of_kind("flow").await;
        town.told_apart(measure, "age", &[("young", ""), ("old", "")]).await;
        let parts = |pairs: &[(&str, f64)]| -> Vec<PartSent> {
            pairs.iter().map(|(code, count)| part("age", code, *count, 0.0)).collect()
        };
        let send = |period: &str, whole, pairs: &[(&str, f64)]| SendSubmission {
            period: period.into(),
            parts: parts(pairs),
            ..sending(duties[0], whole, f64::NAN)
        };
        count(&town, 0, send("2018", 5.0, &[("young", 2.0), ("old", 3.0)])).await;
        let named = |code: &str, name: &str| CategorySent {
            code: code.into(),
            name: name.into(),
            parent: String::new(),
        };
        let change = |seen| ChangeCategories {
            measure,
            dimension: "age".into(),
            seen,
            effective_from: "2019".into(),
            renamed: vec![named("young", "Under 25"), named("old", "old")],
            retired: vec!["old".into()],
            added: vec![named("", "25 and over")],
        };
        assert!(forbidden(town.member().execute(change(1)).await));
        let empty =
            ChangeCategories { renamed: Vec::new(), retired: Vec::new(), added: Vec::new(), ..change(1) };
        assert_eq!(
            fields(town.backbone().execute(empty).await),
            [("added".to_owned(), "dimension-problem-nothing")]
        );
        assert_eq!(town.backbone().execute(change(1)).await.unwrap(), 2);
        assert!(matches!(town.backbone().execute(change(1)).await, Err(Error::Invalid(_) | Error::Stale(_))));
        let age = town.dimension(measure, "age").await;
        let names: Vec<&str> = age.categories.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["Under 25", "old", "25 and over"]);
        let holding = |period| age.categories.iter().filter(|one| one.holds_for(period)).count();
        assert_eq!((holding("2018"), holding("2019")), (3, 2));
        town.open(measure, "2019").await;
        count(&town, 0, send("2019", 5.0, &[("young", 2.0), ("25-and-over", 3.0)])).await;
        let old = fields(town.partner(0).execute(send("2019", 5.0, &[("old", 5.0)])).await);
        assert_eq!(old[0].1, "submission-problem-retired");
        let tables =
            Measurement.export(&town.backbone(), &mut town.plain.read().await.unwrap()).await.unwrap();
        let table = |name: &str| tables.iter().find(|table| table.name == name).unwrap().rows.clone();
        assert_eq!((table("dimensions").len(), table("categories").len()), (1, 3));
        assert_eq!(table("category_names")[0][1..], ["2".to_owned(), "young".to_owned()]);
    });
}

#[test]
fn a_list_that_cannot_be_is_refused_line_by_line() {
    house::both(async |store| {
        let town = Town::new(store, &["North"]).await;
        let measure = town.measured(definition()).await;
        let line = |code: &str, parent: &str| CategorySent {
            code: code.into(),
            name: code.into(),
            parent: parent.into(),
        };
        let define = |places, categories: Vec<CategorySent>| DefineDimension {
            measure,
            name: "Place".into(),
            places,
            categories,
            ..DefineDimension::default()
        };
        let wrong = async |act| match town.backbone().execute(act).await {
            Err(Error::Invalid(problems)) => {
                problems.0.into_iter().map(|p| (p.row, p.text)).collect::<Vec<_>>()
            }
            other => panic!("problems, not {other:?}"),
        };
        assert_eq!(wrong(define(true, Vec::new())).await, [(None, "problem-empty")]);
        assert_eq!(
            wrong(define(true, vec![line("a", ""), line("A", ""), line("", ""), line("b", "x")])).await,
            [
                (Some(2), "dimension-problem-twice"),
                (Some(3), "dimension-problem-name"),
                (Some(4), "dimension-problem-parent")
            ]
        );
        let round = define(true, vec![line("a", "c"), line("b", "a"), line("c", "b")]);
        assert_eq!(wrong(round).await[0].1, "dimension-problem-circle");
        assert_eq!(
            wrong(define(false, vec![line("a", ""), line("b", "a")])).await,
            [(Some(2), "dimension-problem-no-places")]
        );
        town.backbone().execute(define(true, vec![line("a", ""), line("b", "a")])).await.unwrap();
        let second = DefineDimension { code: "other".into(), ..define(true, vec![line("a", "")]) };
        assert_eq!(wrong(second).await, [(None, "dimension-problem-second-tree")]);
        assert_eq!(wrong(define(false, vec![line("a", "")])).await, [(None, "problem-taken")]);
    });
}

/// A country of 52 states with 62 counties each: as many as the tree of the United States.
fn country() -> Vec<CategorySent> {
    let place = |code: String, parent: &str| CategorySent { name: code.clone(), code, parent: parent.into() };
    let states = (0..52).map(|state| format!("S{state}"));
    let mut places = vec![place("US".into(), "")];
    for state in states {
        places.push(place(state.clone(), "US"));
        places.extend((0..62).map(|county| place(format!("{state}-{county}"), &state)));
    }
    places
}

#[test]
fn a_country_of_counties_adds_up_at_once_and_a_correction_touches_what_lies_above_it() {
    house::both(async |store| {
        let engine = store.engine();
        let town = Town::new(store, &["Statistics"]).await;
        let (measure, duties) = town.of_kind("ratio").await;
        let define = DefineDimension {
            measure,
            name: "place".into(),
            places: true,
            categories: country(),
            ..DefineDimension::default()
        };
        town.backbone().execute(define).await.unwrap();
        let leaves: Vec<CategorySent> =
            country().into_iter().filter(|place| place.code.contains('-')).collect();
        let parts: Vec<PartSent> = leaves.iter().map(|place| part("place", &place.code, 3.0, 10.0)).collect();
        let whole = SendSubmission { parts: parts.clone(), ..sending(duties[0], f64::NAN, f64::NAN) };
        let sent = town.partner(0).execute(whole).await.unwrap();
        let before = std::time::Instant::now();
        town.partner(0).execute(AcceptSubmission { submission: sent }).await.unwrap();
        let took = before.elapsed().as_millis();
        println!(
            "figure: a period of 3,224 counties was added up for 3,277 places in {took} ms (debug), {engine:?}"
        );
        let places = town.dimension(measure, "place").await;
        let sums = town.by_category(measure, &places).await;
        assert_eq!(sums[..3], ["US: 9672/32240 3224 of 3224", "S0: 186/620 62 of 62", "S0-0: 3/10 1 of 1"]);

        let touched = async || -> i64 {
            let (count,): (i64,) = town.plain.read().await.unwrap().one(&TOUCHED, &[]).await.unwrap();
            count
        };
        let mut corrected = parts;
        corrected[0].numerator = 4.0;
        let sent = SendSubmission { parts: corrected, ..sending(duties[0], f64::NAN, f64::NAN) };
        count(&town, 0, sent).await;
        assert_eq!(touched().await, 3, "one county, its state, the country");
    });
}

store::statements! {
    TOUCHED = "SELECT CAST(count(*) AS BIGINT) FROM cycle_part WHERE numerator IN (4, 187, 9673)";
}
