use super::*;
use crate::dimension::{Category, DimensionId};
use crate::measure::MeasureId;

fn version(kind: &str) -> MeasureVersion {
    let factor = if kind == "ratio" { 100.0 } else { 1.0 };
    let nobody = MeasureVersion::unwritten(MeasureId::new(), String::new(), jiff::Timestamp::UNIX_EPOCH);
    MeasureVersion { kind: kind.into(), factor, ..nobody }
}

/// A dimension of these categories; with `tree`, all after the first lie in the first.
fn dimension(names: &[&str], tree: bool) -> Dimension {
    let id = DimensionId::new();
    let mut first = None;
    let mut category = |(rank, name): (usize, &&str)| {
        let category = Category {
            id: CategoryId::new(),
            dimension: id,
            code: (*name).into(),
            name: (*name).into(),
            parent: first.filter(|_| tree),
            rank: rank as i64,
            until: String::new(),
        };
        first.get_or_insert(category.id);
        category
    };
    let categories = names.iter().enumerate().map(&mut category).collect();
    let measure = MeasureId::new();
    let (code, name) = ("age".to_owned(), "Age".to_owned());
    Dimension { id, number: 1, measure, code, name, required: !tree, places: tree, categories }
}

fn parts(numerator: f64, denominator: f64) -> Pooled {
    Pooled { numerator, denominator }
}

fn told(dimension: &Dimension, numbers: &[(f64, f64)]) -> Vec<Told> {
    let told =
        |(category, (n, d)): (&Category, &(f64, f64))| Told { category: category.id, parts: parts(*n, *d) };
    dimension.categories.iter().zip(numbers).map(told).collect()
}

fn codes(found: &[Finding]) -> Vec<&'static str> {
    found.iter().map(|finding| finding.code).collect()
}

#[test]
fn the_door_lets_pass_what_can_be_and_says_what_cannot() {
    let share = |numerator, denominator| numbers(Kind::Ratio, true, parts(numerator, denominator));
    assert_eq!((share(5.0, 10.0), share(0.0, 10.0)), (None, None));
    assert_eq!(numbers(Kind::Ratio, false, parts(12.0, 10.0)), None, "more births than mothers is no error");
    for (numerator, denominator, field) in [
        (12.0, 10.0, "numerator"),
        (-1.0, 10.0, "numerator"),
        (1.0, 0.0, "denominator"),
        (f64::NAN, 1.0, "numerator"),
        (1.0, f64::INFINITY, "denominator"),
    ] {
        assert_eq!(share(numerator, denominator).unwrap().0, field);
    }
    assert_eq!(
        numbers(Kind::Flow, false, parts(12.0, f64::NAN)),
        None,
        "what is not divided has no second number"
    );
    assert_eq!(numbers(Kind::Flow, false, parts(-1.0, 1.0)).unwrap().0, "numerator");
    assert_eq!(numbers(Kind::Index, false, parts(-1.0, 1.0)), None, "a score may be below zero");
}

#[test]
fn parts_are_the_whole_and_each_is_looked_at() {
    let (share, age) = (version("ratio"), dimension(&["young", "old"], false));
    let find =
        |numbers: &[(f64, f64)], whole| of_dimension(&share, &age, &told(&age, numbers), whole, "2018");
    assert_eq!(find(&[(180.0, 300.0), (40.0, 50.0)], parts(220.0, 350.0)), []);
    assert_eq!(codes(&find(&[(180.0, 300.0), (40.0, 50.0)], parts(221.0, 350.0))), ["sum-differs"]);
    let off = find(&[(180.0, 300.0), (40.0, 50.0)], parts(220.0, 351.0));
    assert!(off[0].stops && off[0].problem.args.contains(&("which", "denominator".into())), "{off:?}");
    let lacks = find(&[(180.0, 300.0)], parts(220.0, 350.0));
    assert_eq!((codes(&lacks), lacks[0].stops), (vec!["part-missing"], false), "asked about, and no error");
    assert_eq!(codes(&find(&[(230.0, 300.0)], parts(220.0, 350.0))), ["part-missing", "sum-exceeds"]);
    assert_eq!(codes(&find(&[(310.0, 300.0), (0.0, 0.0)], parts(310.0, 350.0)))[0], "part-more");
    assert_eq!(find(&[(220.0, 350.0), (0.0, 0.0)], parts(220.0, 350.0)), [], "nobody there is no mistake");
    let again = [told(&age, &[(1.0, 2.0)]), told(&age, &[(1.0, 2.0)])].concat();
    assert!(codes(&of_dimension(&share, &age, &again, parts(2.0, 4.0), "2018")).contains(&"part-twice"));
}

#[test]
fn what_does_not_add_is_not_compared_with_its_parts() {
    let age = dimension(&["young", "old"], false);
    let told = told(&age, &[(30.0, 1.0), (40.0, 1.0)]);
    for kind in Kind::ALL {
        let version = MeasureVersion { unit: String::new(), ..version(kind.as_str()) };
        let found = of_dimension(&version, &age, &told, parts(50.0, 2.0), "2018");
        assert_eq!(codes(&found).contains(&"sum-differs"), kind.adds_over_places(), "{kind:?}");
    }
}

#[test]
fn a_place_that_holds_others_is_their_sum() {
    let tree = dimension(&["state", "north", "south"], true);
    let find = |kind: &str| {
        of_dimension(&version(kind), &tree, &told(&tree, &[(1.0, 2.0)]), parts(1.0, 2.0), "2018")
    };
    assert_eq!(codes(&find("ratio")), ["part-holds-others"]);
    assert_eq!(codes(&find("estimate")), Vec::<&str>::new(), "a survey publishes at every level");
    let leaves =
        [&tree.categories[1], &tree.categories[2]].map(|c| Told { category: c.id, parts: parts(2.0, 5.0) });
    assert_eq!(sum(Kind::Ratio, &leaves), Some(parts(4.0, 10.0)));
    assert_eq!(sum(Kind::Flow, &leaves), Some(parts(4.0, 1.0)));
    assert_eq!((sum(Kind::Estimate, &leaves), sum(Kind::Flow, &[])), (None, None));
}

#[test]
fn a_retired_category_is_not_missed() {
    let mut age = dimension(&["young", "old"], false);
    age.categories[1].until = "2018".into();
    let lacking = |period| {
        codes(&of_dimension(&version("flow"), &age, &told(&age, &[(4.0, 1.0)]), parts(4.0, 1.0), period))
    };
    assert_eq!(lacking("2017"), ["part-missing"]);
    assert_eq!(lacking("2018"), Vec::<&str>::new());
}

#[test]
fn a_survey_lies_in_its_range() {
    assert_eq!(range(5.0, Some(4.0), Some(6.0), Some(1)), []);
    assert_eq!(codes(&range(5.0, Some(6.0), Some(4.0), Some(0))), ["range-low", "range-high", "quality"]);
    assert_eq!(codes(&range(5.0, Some(f64::NAN), None, None)), ["range-number"]);
}
