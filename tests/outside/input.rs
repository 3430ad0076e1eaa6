//! Whatever is sent: an answer that says what is wrong, and never a failure of ours.

use web::Sent;

use crate::inside::Answer;
use crate::load::random;
use crate::matrix::checks::all_stand;
use crate::matrix::table::{self, Row};
use crate::matrix::town::Towns;

/// What would run if a page held it as it was typed: as an element, or by leaving an attribute.
const CANARY: &str = "A \"'><img src=x onerror=alert(1)><script>alert(1)</script>";
/// What a page holds where it was not made harmless.
const RAN: [&str; 4] = ["<script>alert", "<img src=x", "href=\"javascript:", "action=\"javascript:"];

/// What somebody types who means no good, or has slipped.
const HOSTILE: &[&str] = &[
    CANARY,
    "javascript:alert(1)",
    "",
    " ",
    "\0",
    "a\0b",
    "'; DROP TABLE person; --",
    "../../../etc/passwd",
    "-1",
    "0",
    "9223372036854775807",
    "9223372036854775808",
    "1e308",
    "-1e308",
    "NaN",
    "inf",
    "0000-00-00",
    "9999-12-31",
    "-9999-01-01",
    "2030-02-31",
    NOBODY,
    "clause/00000000-0000-0000-0000-000000000000",
    "nothing/00000000-0000-0000-0000-000000000000",
    "\u{202e}\u{feff}\u{1f4a5}",
    "{\"a\":1}",
];
/// What stands in an address in place of a number, an id or a period.
const ADDRESSES: &[&str] =
    &["\0", "-1", "0", "9223372036854775808", "x", "\u{1f4a5}", "<script>alert(1)</script>", NOBODY];
/// An id that nothing has.
const NOBODY: &str = "00000000-0000-0000-0000-000000000000";
/// What stands after `?` on every page.
const QUERIES: &[&str] = &[
    "q=%00&page=-1&before=-1&from=-1&done=x",
    "q=%22%27%2A%28&page=99999999999999999999&before=99999999999999999999",
    "q=%F0%9F%92%A5%FF&about=x/y&statement=statement/00000000-0000-0000-0000-000000000000",
    "q=%22'%3E%3Cimg%20src=x%20onerror=alert(1)%3E&next=javascript:alert(1)&done=%3Cscript%3Ealert(1)",
    "strategy=clause/00000000-0000-0000-0000-000000000000&group=x&meeting=x&result=x&submission=x&period=x&as=x",
    "&&==%",
];
/// More than the largest form, and more than the largest file.
const LARGE: [usize; 2] = [2 << 20, 33 << 20];

#[test]
fn nothing_that_is_sent_is_answered_with_a_failure_on_sqlite() {
    house::on_sqlite(async |location| all("SQLite", &Towns::make(&location).await).await);
}

#[test]
fn nothing_that_is_sent_is_answered_with_a_failure_on_postgres() {
    house::on_postgres(async |location| all("PostgreSQL", &Towns::make(&location).await).await);
}

async fn all(engine: &str, towns: &Towns) {
    let _checks = all_stand().await;
    let mut tried = Tried::default();
    tried.files(towns).await;
    tried.at_large(towns).await;
    let rows = table::read();
    // Who somebody is changes at the end only.
    let (people, others): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.changes_people());
    for row in others.into_iter().chain(people) {
        let Some(actor) = row.allowed().next() else { continue };
        tried.addresses(towns, row, actor).await;
        if row.changes() {
            tried.bodies(towns, row, actor).await;
        } else {
            tried.queries(towns, row, actor).await;
        }
    }
    tried.looked_at_again(towns, &rows).await;
    println!(
        "figure: bad input, {engine}: {} requests, {} failures of ours",
        tried.count,
        tried.failures.len()
    );
    assert!(tried.failures.is_empty(), "{}", tried.failures.join("\n"));
}

#[derive(Default)]
struct Tried {
    count: usize,
    /// Pages that show what could run.
    canaries: usize,
    failures: Vec<String>,
}

impl Tried {
    fn note(&mut self, what: &str, answer: &Answer) {
        self.count += 1;
        if answer.status.is_server_error() {
            self.failures.push(format!(
                "{what}: {} {}",
                answer.status,
                answer.body.chars().take(300).collect::<String>()
            ));
        }
        // In JSON it is data.
        if answer.body.contains("<html")
            && let Some(ran) = RAN.iter().find(|ran| answer.body.contains(**ran))
        {
            self.failures.push(format!("{what}: {ran} stands in the page as it was typed"));
        }
    }

    /// The words of whatever was refused come back on the page, so that it can be sent again.
    fn note_kept(&mut self, what: &str, pairs: &[(&str, &str)], body: &str, answer: &Answer) {
        if !answer.status.is_client_error() || !answer.body.contains("<html") {
            return;
        }
        let (page, sent) = (unescaped(&answer.body), Sent::of(body.as_bytes()));
        for (field, typed) in sent.pairs().filter(|(field, _)| field.contains("password")) {
            // What is sent everywhere may have become somebody's name.
            if typed.len() > 3 && !HOSTILE.contains(&typed) && page.contains(typed) {
                self.failures.push(format!("{what}: {field} stands in the page"));
            }
        }
        for (field, _) in pairs.iter().filter(|(_, typed)| is_words(typed)) {
            let typed = sent.get(field).trim();
            if typed.chars().count() > 3 && !page.contains(typed) {
                self.failures.push(format!("{what}: {} and {field} is lost: {typed:.60}", answer.status));
            }
        }
    }

    /// Every page once more, by whoever may see it, now that what can run was stored wherever it can be.
    async fn looked_at_again(&mut self, towns: &Towns, rows: &[Row]) {
        for row in rows.iter().filter(|row| !row.changes()) {
            for actor in row.allowed() {
                let answer = towns.inside.get(towns.session(actor), &towns.path(row, actor)).await;
                self.note(&format!("{} by {actor}, at the end", row.route), &answer);
                self.canaries += usize::from(answer.body.contains("&lt;script&gt;alert"));
            }
        }
        assert!(self.canaries > 20, "what can run stands on {} pages only", self.canaries);
    }

    /// Every part of the path that says which thing is meant.
    async fn addresses(&mut self, towns: &Towns, row: &Row, actor: &str) {
        for (place, (part, _)) in row.at.iter().enumerate() {
            for value in ADDRESSES {
                let mut changed = row.clone();
                changed.at[place].1 = web::encoded(value).replace('/', "%2F");
                let path = towns.path(&changed, actor);
                let answer = self.send(towns, row, actor, &path, &towns.filled(&row.send, actor)).await;
                self.note(&format!("{} with {part}={value:?}", row.route), &answer);
            }
        }
    }

    async fn queries(&mut self, towns: &Towns, row: &Row, actor: &str) {
        for query in QUERIES {
            let path = format!("{}?{query}", towns.path(row, actor));
            let answer = towns.inside.get(towns.session(actor), &path).await;
            self.note(&format!("{}?{query}", row.route), &answer);
        }
    }

    /// Every field, and the body as a whole.
    async fn bodies(&mut self, towns: &Towns, row: &Row, actor: &str) {
        let path = towns.path(row, actor);
        let sent = towns.filled(&row.send, actor);
        let pairs: Vec<(&str, &str)> = sent.split('&').filter_map(|pair| pair.split_once('=')).collect();
        let mut bodies: Vec<String> =
            ["", "{", "{}", "{\"a\":[[[[]]]]}", "a", "=&=", "a=%", "a=1&a=2&a=3"].map(str::to_owned).into();
        if let Ok(serde_json::Value::Object(whole)) = serde_json::from_str(&sent) {
            for field in whole.keys() {
                let hostile = HOSTILE.iter().map(|value| serde_json::Value::from(*value));
                let other = [
                    serde_json::json!(null),
                    serde_json::json!(-1),
                    serde_json::json!(1e300),
                    serde_json::json!([]),
                ];
                for value in hostile.chain(other) {
                    let mut changed = whole.clone();
                    changed.insert(field.clone(), value);
                    bodies.push(serde_json::Value::Object(changed).to_string());
                }
            }
        } else {
            bodies.push(everywhere(&pairs));
            for place in 0..pairs.len() {
                for value in HOSTILE.iter().map(|value| web::encoded(value)).chain(["a".repeat(50_000)]) {
                    let changed = pairs.iter().enumerate().map(|(at, (name, typed))| {
                        format!("{name}={}", if at == place { value.as_str() } else { typed })
                    });
                    bodies.push(changed.collect::<Vec<_>>().join("&"));
                }
            }
        }
        for body in bodies {
            let answer = self.send(towns, row, actor, &path, &body).await;
            let what = format!("{} with {}", row.route, body.chars().take(200).collect::<String>());
            self.note(&what, &answer);
            self.note_kept(&what, &pairs, &body, &answer);
        }
    }

    async fn send(&self, towns: &Towns, row: &Row, actor: &str, path: &str, body: &str) -> Answer {
        let session = towns.session(actor);
        if row.changes() {
            towns.inside.post(session, path, body).await
        } else {
            towns.inside.get(session, path).await
        }
    }

    /// Files that are no tables, or tables of something else.
    async fn files(&mut self, towns: &Towns) {
        let rows = table::read();
        let junk: Vec<u8> = (0..200_000).map(|_| random(0..256) as u8).collect();
        let files: [(&str, &[u8]); 10] = [
            ("nothing", b""),
            ("junk", &junk),
            ("other columns", b"a,b,c\n1,2,3\n"),
            ("no numbers", b"code,year,n,d\nL1,2025,many,few\n"),
            ("semicolons and decimal commas", b"code;year;n;d\nL1;2025;5,5;10,5\n"),
            ("old Windows letters", b"code,year,n,d\nL\xe9,2025,5,10\n"),
            ("an unknown code and year", b"code,year,n,d\nX9,20x5,5,10\n"),
            ("nothing to divide by", b"code,year,n,d\nL1,2025,5,0\n"),
            ("no letters", b"code,year,n,d\nL\x001,2025,5,10\n"),
            ("an open quote", b"code,year,n,d\n\"L1,2025,5,10\n"),
        ];
        for row in rows.iter().filter(|row| !row.files.is_empty()) {
            // A whole workbook is refused to everybody here: it is no workbook.
            let actor = row.allowed().next().unwrap_or("partner");
            let fields: Vec<(&str, &str)> =
                row.send.split('&').filter_map(|field| field.split_once('=')).collect();
            for (what, file) in files {
                let sent: Vec<(&str, &[u8])> =
                    row.files.iter().map(|(field, _)| (field.as_str(), file)).collect();
                let place = towns.path(row, actor);
                let answer = towns.inside.upload(towns.session(actor), &place, &fields, &sent).await;
                self.note(what, &answer);
                if answer.status == 403 || answer.status == 404 {
                    self.failures.push(format!("{place}, {what}: nothing was read, {}", answer.status));
                }
                // Figures are looked at first, and it is said there what is wrong; nothing else of these comes in.
                let whole = row.route.ends_with("/import") && !row.route.ends_with("measures/{n}/import");
                if whole && !answer.status.is_client_error() {
                    self.failures.push(format!("{place}, {what}: {} {}", answer.status, answer.location));
                }
                if answer.status == 303 {
                    let looked = towns.inside.get(towns.session(actor), &answer.location).await;
                    self.note(what, &looked);
                }
            }
        }
    }

    async fn at_large(&mut self, towns: &Towns) {
        for slug in ["%00", "%FF", "..%2F..", "x"] {
            let answer = towns.inside.get(towns.session("member"), &format!("/i/{slug}/changes")).await;
            self.note(slug, &answer);
            assert_eq!(answer.status, 404, "{slug}");
        }
        for (path, words) in [
            ("/i/aldermere/changes", "Send at most 1 MB at once"),
            ("/api/i/aldermere/changes", "\"code\":\"too-large\""),
            ("/sign-in", "Send at most 1 MB at once"),
        ] {
            let answer = towns.inside.post(towns.session("member"), path, &"a".repeat(LARGE[0])).await;
            self.note(path, &answer);
            assert_eq!(answer.status, 413, "{path}");
            assert!(answer.body.contains(words), "{path}: {}", answer.body);
        }
        let file = vec![b';'; LARGE[1]];
        let answer = towns
            .inside
            .upload(towns.session("partner"), "/i/aldermere/measures/1/import", &[], &[("file", &file)])
            .await;
        assert_eq!(answer.status, 413, "a file that is too large");
    }
}

/// What can run, in every field at once that takes words.
fn everywhere(pairs: &[(&str, &str)]) -> String {
    let canary = web::encoded(CANARY);
    let fields = pairs
        .iter()
        .map(|(name, typed)| format!("{name}={}", if is_words(typed) { canary.as_str() } else { typed }));
    fields.collect::<Vec<_>>().join("&")
}

/// Whether that is written by hand: no choice, no number, no secret.
fn is_words(typed: &str) -> bool {
    typed.starts_with(|c: char| c.is_ascii_uppercase())
}

/// The text of a page, as its reader sees it.
fn unescaped(page: &str) -> String {
    page.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
