use web::Room;

use super::*;
use crate::dimension::DimensionId;
use crate::measure::MeasureId;
use crate::value::tests::{measure, value};

/// Groups with their counts in 2010 and 2011: numerator, denominator.
type Counts = [(f64, f64); 2];

fn dimension(names: &[&str]) -> Dimension {
    let id = DimensionId::new();
    let category = |(at, name): (usize, &&str)| Category {
        id: CategoryId::new(),
        dimension: id,
        code: name.to_lowercase(),
        name: (*name).to_owned(),
        parent: None,
        rank: at as i64,
        until: String::new(),
    };
    Dimension {
        id,
        number: 1,
        measure: MeasureId::new(),
        code: "group".into(),
        name: "Group".into(),
        required: true,
        places: false,
        categories: names.iter().enumerate().map(category).collect(),
    }
}

fn said(better: &str, reference: Reference, counts: &[Counts]) -> (String, Option<String>) {
    let mut measure = measure(better, None);
    measure.versions[0].numerator = "n".into();
    let dimension = dimension(&["North", "South", "West"][..counts.len()]);
    let pooled = |(numerator, denominator)| Some(Pooled { numerator, denominator });
    let at = |year: usize, sums| value(2010 + year, None, 10).with_sums(sums);
    let parts =
        dimension.categories.iter().zip(counts).map(|(category, counts)| {
            (category.id, vec![at(0, pooled(counts[0])), at(1, pooled(counts[1]))])
        });
    let all = |year: usize| {
        let sum = counts.iter().fold((0.0, 0.0), |sum, c| (sum.0 + c[year].0, sum.1 + c[year].1));
        at(year, pooled(sum))
    };
    let whole = Series::of(&measure, vec![all(0), all(1)]);
    let groups = Groups::of(&measure, &dimension, &whole.values, parts.collect(), reference);
    let texts = web::texts(&[Box::new(crate::Measurement) as Box<dyn Room>]).unwrap();
    let say = texts.speak("en", None, kernel::Profile::Classic);
    let change = view::change(&say, &measure, &whole, &groups).map(|words| {
        let words = words.into_string();
        words.rsplit("<span>").next().unwrap().split("</span>").next().unwrap().to_owned()
    });
    (view::sentence(&say, &measure, &whole, &groups), change)
}

#[test]
fn the_worked_example_of_three_groups() {
    let counts = [[(1116.0, 1800.0); 2], [(720.0, 1500.0); 2], [(360.0, 900.0); 2]];
    let (sentence, change) = said("up", Reference::Best, &counts);
    assert_eq!(
        sentence,
        "2011: West 40.0%, North 62.0%. They are 22.0 points apart. In proportion, 1.58 times as many are not \
         among “n”. That is more than chance alone explains."
    );
    assert!(change.unwrap().starts_with("The gap is as wide as in 2010"));
}

#[test]
fn less_can_be_better_and_few_people_leave_room_for_chance() {
    let counts = [[(10.0, 100.0); 2], [(12.0, 100.0); 2]];
    let (sentence, _) = said("down", Reference::Best, &counts);
    assert!(sentence.contains("South 12.0%, North 10.0%"), "{sentence}");
    assert!(sentence.contains("1.20 times as many n") && sentence.contains("Chance alone may explain it"));
}

#[test]
fn a_gap_that_closes_by_loss_is_no_success_and_both_may_improve_while_it_widens() {
    let loss = [[(800.0, 1000.0), (700.0, 1000.0)], [(500.0, 1000.0), (500.0, 1000.0)]];
    let change = said("up", Reference::Best, &loss).1.unwrap();
    assert!(change.contains("because North lost, not because South gained"), "{change}");
    let both = [[(500.0, 1000.0), (800.0, 1000.0)], [(400.0, 1000.0), (450.0, 1000.0)]];
    let change = said("up", Reference::Best, &both).1.unwrap();
    assert!(change.starts_with("Both improved since 2010, and the gap widened all the same"), "{change}");
    let closed = [[(800.0, 1000.0), (800.0, 1000.0)], [(400.0, 1000.0), (600.0, 1000.0)]];
    let change = said("up", Reference::Best, &closed).1.unwrap();
    assert!(change.ends_with("from 40.0 points to 20.0 points: 50% of it is closed."), "{change}");
}

#[test]
fn the_reference_is_stated() {
    let counts = [[(300.0, 1000.0); 2], [(150.0, 300.0); 2]];
    assert!(said("up", Reference::Overall, &counts).0.contains("all together 34.6%"));
    assert!(said("up", Reference::Group(1), &counts).0.contains("North 30.0%, South 50.0%"));
    assert!(said("up", Reference::Largest, &counts).0.contains("South 50.0%, North 30.0%"));
}

#[test]
fn what_is_hidden_is_in_no_gap_and_in_no_index() {
    let measure = measure("up", None);
    let dimension = dimension(&["North", "South", "West"]);
    let shown =
        |numerator: f64| value(2011, None, 10).with_sums(Some(Pooled { numerator, denominator: 100.0 }));
    let mut parts: HashMap<CategoryId, Vec<Value>> =
        dimension.categories.iter().map(|category| (category.id, vec![shown(50.0)])).collect();
    parts.insert(dimension.categories[2].id, vec![shown(3.0).hide()]);
    let groups = Groups::of(&measure, &dimension, &[value(2011, Some(500.0), 10)], parts, Reference::Best);
    assert!(groups.groups[2].hidden(0) && groups.groups[2].drawn(0).is_none());
    assert_eq!(groups.apart(0).len(), 1, "only the two that are seen are compared");
    assert!(!groups.complete(0));
}
