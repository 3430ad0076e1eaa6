//! Every text that the sources ask for by its key is there, in English and therefore in every language.

use std::collections::BTreeSet;

use groundswell::house::{rooms, rooms_of_demo};
use kernel::{Profile, Relation, Stage};
use web::text::{Say, Texts};

use crate::sources::{self, calls, literals};

fn texts() -> Texts {
    web::texts(&rooms_of_demo()).expect("the texts of the house")
}

fn english(texts: &Texts) -> Say {
    texts.speak("en", None, Profile::Classic)
}

/// The keys among `wanted` that no file has.
fn missing(wanted: impl IntoIterator<Item = String>) -> BTreeSet<String> {
    let texts = texts();
    let say = english(&texts);
    wanted.into_iter().filter(|key| say.maybe(key).is_none()).collect()
}

#[test]
fn every_kind_stage_relation_and_door_has_its_word() {
    let rooms = rooms();
    let kinds = rooms.iter().flat_map(|room| room.kinds()).map(|kind| format!("kind-{}", kind.name()));
    let doors = rooms.iter().flat_map(|room| room.doors()).map(|door| door.label.to_owned());
    let relations = Relation::ALL.iter().map(|relation| format!("relation-{}", relation.word()));
    let stages = STAGES.iter().map(|stage| {
        let word = serde_json::to_value(stage).expect("a word");
        format!("stage-{}", word.as_str().expect("a word"))
    });
    let missing = missing(kinds.chain(doors).chain(relations).chain(stages));
    assert!(missing.is_empty(), "no file has {missing:#?}");
}

const STAGES: [Stage; 13] = [
    Stage::Voice,
    Stage::Clause,
    Stage::Decision,
    Stage::Result,
    Stage::Measure,
    Stage::Duty,
    Stage::Data,
    Stage::Story,
    Stage::Activity,
    Stage::Commitment,
    Stage::Win,
    Stage::ToldBack,
    Stage::Beside,
];

/// A call, which of its arguments is a key, and how the key is made of it.
type Asked = (&'static str, usize, fn(&str) -> String);

const ASKED: &[Asked] = &[
    ("Told::new(", 0, |act| format!("told-{}", act.replace('.', "-"))),
    (".done(", 1, |word| format!("done-{word}")),
    (".t(", 0, str::to_owned),
    ("Problem::new(", 1, str::to_owned),
    ("problems.check(", 2, str::to_owned),
    ("Error::Rule(", 0, str::to_owned),
    (".draw(", 1, str::to_owned),
    (".draw_upload(", 1, str::to_owned),
];

#[test]
fn every_key_of_the_sources_is_in_a_file() {
    let mut wanted = BTreeSet::new();
    for source in sources::all() {
        for (name, place, key) in ASKED {
            for arguments in calls(&source.text, name) {
                let Some(argument) = arguments.get(*place) else { continue };
                // Keys that are put together at run time are seen by the tests that look at pages.
                let whole = literals(argument).into_iter().filter(|key| is_key(key));
                wanted.extend(whole.map(key));
            }
        }
        for arguments in calls(&source.text, ".with(") {
            if arguments.get(1).is_some_and(|second| second.starts_with("&[")) {
                wanted
                    .extend(literals(arguments[0]).into_iter().filter(|key| is_key(key)).map(str::to_owned));
            }
        }
        for text in source.text.split("text: \"").skip(1).filter_map(|text| text.split('"').next()) {
            wanted.extend(is_key(text).then(|| text.to_owned()));
        }
    }
    println!("figure: texts: {} keys of the sources looked up", wanted.len());
    let missing = missing(wanted);
    assert!(missing.is_empty(), "no file has {missing:#?}");
}

fn is_key(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
    text.contains(['-', '.']) && text.chars().all(plain) && text.starts_with(|c: char| c.is_ascii_lowercase())
}
