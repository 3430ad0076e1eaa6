//! Five thousand comments: they are read in parts, and a part takes no longer for those that are not in it.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use store::Location;

use crate::inside::Inside;
use crate::town;

/// So many threads of one discussion, and so many answers in its first thread.
const THREADS: usize = 2_500;
const ANSWERS: usize = 2_500;
/// A page is opened so often.
const TIMES: usize = 21;
/// The longest half of them may take.
const AT_MOST: Duration = Duration::from_millis(100);

#[test]
fn five_thousand_comments_open_at_once() {
    house::on_sqlite(measured);
    house::on_postgres(measured);
}

async fn measured(location: Location) {
    let world = town::open(&location).await;
    let (initiative, slug) = town::initiative(&world, "Town", false).await;
    let lena = town::member(&world, initiative, "Lena", "member").await;
    let session = town::session(&world, lena.actor.person.expect("a person")).await;
    let inside = Inside::over(world);
    let api = format!("/api/i/{slug}/discussions");
    let started = inside.post(&session, &api, r#"{"title":"Circles","text":"Where?"}"#).await;
    assert!(started.status.is_success(), "{}", started.body);
    let write = async |body: Value| {
        let written = inside.post(&session, &format!("{api}/1/posts"), &body.to_string()).await;
        let written: Value = serde_json::from_str(&written.body).expect("JSON");
        written["id"].as_str().expect("an id").to_owned()
    };
    let first = write(json!({ "text": "The first" })).await;
    for _ in 0..ANSWERS {
        write(json!({ "text": "An answer to it", "thread": first })).await;
    }
    for _ in 2..THREADS {
        write(json!({ "text": "Something else" })).await;
    }
    let base = format!("/i/{slug}/discussions/1");
    for (what, path) in [
        ("discussion", base.clone()),
        ("its first threads", format!("{base}?at={first}")),
        ("thread", format!("{base}/posts/{first}")),
        ("last answers", format!("{base}/posts/{first}?page=125")),
    ] {
        let mut spent = Vec::new();
        for _ in 0..TIMES {
            let begun = Instant::now();
            let answer = inside.get(&session, &path).await;
            spent.push(begun.elapsed());
            assert!(answer.status.is_success() && answer.body.matches("<time").count() >= 20, "{path}");
        }
        spent.sort();
        let (median, longest) = (spent[TIMES / 2], spent[TIMES - 1]);
        println!("figure: {} comments, {what}: {median:?} (longest {longest:?})", THREADS + ANSWERS);
        assert!(median <= AT_MOST, "{what} takes {median:?}");
    }
}
