//! Kinds of numbers, and the parts of a number: what adds up, what is refused, who is missing.

use super::*;
use crate::dimension::{self, Category, CategoryId, Dimension, DimensionId};

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
        struct Tell(Dimension);
        #[async_trait::async_trait]
        impl kernel::Act for Tell {
            type Out = ();

            async fn run(&self, cx: &Context, tx: &mut store::Tx) -> Result<()> {
                dimension::store::insert(tx, cx.initiative()?, &self.0).await
            }
        }
        let places = categories.iter().any(|(_, parent)| !parent.is_empty());
        let (measure, _, _) = self.read(measure).await;
        let id = DimensionId::new();
        let ids: Vec<CategoryId> = categories.iter().map(|_| CategoryId::new()).collect();
        let category = |(at, (code, parent)): (usize, &(&str, &str))| Category {
            id: ids[at],
            dimension: id,
            code: (*code).into(),
            name: (*code).into(),
            parent: categories.iter().position(|(code, _)| code == parent).map(|at| ids[at]),
            rank: at as i64,
            until: String::new(),
        };
        let dimension = Dimension {
            id,
            number: 1 + code.len() as i64,
            measure: measure.id,
            code: code.into(),
            name: code.into(),
            required: !places,
            places,
            categories: categories.iter().enumerate().map(category).collect(),
        };
        self.backbone().execute(Tell(dimension.clone())).await.unwrap();
        dimension
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

pub(super) async fn count(town: &Town, at: usize, send: SendSubmission) {
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
        count(&town, 2, sending(duties[2], 1.0, 2.0)).await;
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
