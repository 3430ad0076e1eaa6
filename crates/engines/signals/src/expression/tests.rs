use proptest::prelude::*;

use super::*;

fn rule(text: &str) -> Expression {
    text.parse().unwrap_or_else(|wrong| panic!("{text}: {wrong}"))
}

fn wrong(text: &str) -> (usize, Fault) {
    let wrong = text.parse::<Expression>().expect_err(text);
    (wrong.at, wrong.fault)
}

/// A row: Boys 12, Girls 8, Tested 0, and a column of two words.
fn row(name: &str) -> Option<f64> {
    match name {
        "Boys" => Some(12.0),
        "Girls" => Some(8.0),
        "Tested" => Some(0.0),
        "School days" => Some(190.0),
        _ => None,
    }
}

fn value(text: &str) -> Option<f64> {
    rule(text).value(row).unwrap_or_else(|wrong| panic!("{text}: {wrong}"))
}

#[test]
fn rules_are_worked_out_as_people_mean_them() {
    for (text, expected) in [
        ("Boys + Girls", 20.0),
        ("Boys - Girls - 1", 3.0),
        ("Boys + Girls * 2", 28.0),
        ("(Boys + Girls) × 2", 40.0),
        ("Boys / Girls / 2", 0.75),
        ("-Boys + 1.5", -10.5),
        ("2 * -Boys", -24.0),
        ("[School days] ÷ 10", 19.0),
        ("min(Boys, Girls, 9)", 8.0),
        ("MAX(Boys; 30)", 30.0),
        ("if(Tested > 0, Boys / Tested, 0)", 0.0),
        ("if((Boys >= 12 and Girls ≠ 8) or not (Girls < 8), 1, 2)", 1.0),
        ("if((Boys + Girls) * 2 = 40, 1, 2)", 1.0),
        ("if(Boys == 12 and (Girls) <> 9, min(1), 2)", 1.0),
    ] {
        assert_eq!(value(text), Some(expected), "{text}");
    }
}

#[test]
fn what_is_missing_is_never_zero() {
    assert_eq!(value("Boys + Absent"), None);
    assert_eq!(value("min(Boys, Absent)"), None);
    assert_eq!(value("if(Absent > 0, 1, 2)"), None);
    assert_eq!(value("if(Boys > 0, Boys, Absent)"), Some(12.0), "only the branch that is taken is asked for");
}

#[test]
fn a_rule_says_which_fields_it_asks_for() {
    let rule = rule("if([School days] > 0, Boys / [School days], min(Girls, -Boys))");
    assert_eq!(rule.fields(), ["School days", "Boys", "Girls"]);
}

#[test]
fn faults_name_their_place() {
    use Fault::{
        Arguments, Empty, EndsEarly, LeftOver, NoComparison, NoValue, NotClosed, TooDeep, TooLong, Unknown,
    };
    let deep = format!("{}1{}", "(".repeat(DEEPEST + 1), ")".repeat(DEEPEST + 1));
    let minus = format!("{}1", "-".repeat(DEEPEST + 1));
    for (text, at, fault) in [
        ("  ", 1, Empty),
        ("Boys +", 7, EndsEarly),
        ("Boys + * 2", 8, NoValue("*".into())),
        ("Boys Girls", 6, LeftOver("Girls".into())),
        ("(Boys + Girls", 1, NotClosed),
        ("[School days", 1, NotClosed),
        ("Boys )", 6, LeftOver(")".into())),
        ("1.2.3", 1, NoValue("1.2.3".into())),
        ("Boys & Girls", 6, NoValue("&".into())),
        ("[ ]", 1, NoValue("[ ]".into())),
        ("sum(Boys)", 1, Unknown("sum".into())),
        ("1 + if(Boys, 1, 2)", 12, NoComparison),
        ("if(Boys > 1, 1)", 1, Arguments("if".into())),
        ("max()", 1, Arguments("max".into())),
        ("1 < 2", 3, LeftOver("<".into())),
        (deep.as_str(), DEEPEST + 2, TooDeep),
        (minus.as_str(), DEEPEST + 2, TooDeep),
    ] {
        assert_eq!(wrong(text), (at, fault), "{text}");
    }
    assert_eq!(wrong(&"1".repeat(LONGEST + 1)), (LONGEST + 1, TooLong));
    let big = format!("1{} * 1{}", "0".repeat(200), "0".repeat(200));
    assert_eq!(rule(&big).value(row), Err(Wrong { at: 203, fault: Fault::TooLarge }));
    assert_eq!(rule("Boys / Tested").value(row), Err(Wrong { at: 6, fault: Fault::DividedByZero }));
}

/// Any rule, as it would be written with every bracket.
fn any_rule() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        (0_u32..1000).prop_map(|number| number.to_string()),
        prop::sample::select(vec!["Boys", "Girls", "[School days]"]).prop_map(str::to_owned),
    ];
    leaf.prop_recursive(4, 20, 3, |inner| {
        let signs = prop::sample::select(vec!["+", "-", "*", "/"]);
        let tests = prop::sample::select(vec!["<", "<=", ">", ">=", "=", "<>"]);
        prop_oneof![
            (inner.clone(), signs, inner.clone()).prop_map(|(a, sign, b)| format!("({a} {sign} {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("min({a}, {b})")),
            (inner.clone(), tests, inner.clone(), inner.clone())
                .prop_map(|(a, test, b, c)| format!("if({a} {test} {b}, {c}, {a})")),
            inner.prop_map(|a| format!("(-{a})")),
        ]
    })
}

proptest! {
    #[test]
    fn a_rule_that_is_written_out_means_the_same(text in any_rule()) {
        prop_assume!(text.chars().count() <= LONGEST);
        let read = rule(&text);
        let again = rule(&read.to_string());
        prop_assert_eq!(read.to_string(), again.to_string());
        // Places differ in the two texts, values do not.
        let answer = |rule: &Expression| rule.value(row).map_err(|wrong| wrong.fault);
        prop_assert_eq!(answer(&read), answer(&again));
    }

    #[test]
    fn sums_are_sums(a in -1e9..1e9_f64, b in -1e9..1e9_f64) {
        let field = |name: &str| Some(if name == "a" { a } else { b });
        prop_assert_eq!(rule("a + b * 2 - b").value(field), Ok(Some(a + b * 2.0 - b)));
    }

    #[test]
    fn whatever_is_typed_is_a_rule_or_says_where_it_is_wrong(text in "([0-9a-zé.,;()<>=+*/ \\[\\]-]|if\\(|and |\\PC){0,60}") {
        match text.parse::<Expression>() {
            Ok(rule) => {
                let known = rule.value(|_| Some(1.0));
                prop_assert!(known.is_err() || known.unwrap().is_none_or(f64::is_finite));
            }
            Err(wrong) => prop_assert!((1..=text.chars().count() + 1).contains(&wrong.at)),
        }
    }
}
