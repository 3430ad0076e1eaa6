//! Reads everything that whoever has no account can reach: every link, picture, frame and file, and the API.

use std::collections::{BTreeMap, BTreeSet};

use groundswell::house::rooms;
use web::House;

use crate::inside::Inside;

/// Numbers in addresses are tried up to this one.
const NUMBERS: usize = 4;
/// More pages than there are: a crawl that does not end is wrong.
const MOST: usize = 20_000;

/// What was answered, by its address.
pub(super) struct Crawl {
    pub(super) answers: BTreeMap<String, String>,
}

impl Crawl {
    pub(super) fn api(&self) -> impl Iterator<Item = (&str, &str)> {
        self.of(|path| path.starts_with("/api/"))
    }

    /// The numbers of editions as files.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.of(|path| path.ends_with("/data.csv"))
    }

    fn of(&self, is: fn(&str) -> bool) -> impl Iterator<Item = (&str, &str)> {
        let all = self.answers.iter().filter(move |(path, _)| is(path));
        all.map(|(path, body)| (path.as_str(), body.as_str()))
    }
}

/// Begins at `home` and at every route of the initiative with small numbers in its address.
pub(super) async fn crawl(inside: &Inside, home: &str) -> Crawl {
    let mut waiting: Vec<String> = vec![home.to_owned(), "/".to_owned()];
    waiting.extend(routes(home));
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut answers = BTreeMap::new();
    while let Some(path) = waiting.pop() {
        assert!(seen.len() < MOST, "there is no end to {path}");
        let answer = inside.get("", &path).await;
        if !answer.status.is_success() {
            continue;
        }
        for link in links(&answer.body) {
            let link = link.split('#').next().unwrap_or_default().to_owned();
            let near = link.starts_with(home) || link.starts_with(&format!("/api{home}"));
            if near && !link.ends_with("/live") && seen.insert(link.clone()) {
                waiting.push(link);
            }
        }
        answers.insert(path, answer.body);
    }
    Crawl { answers }
}

fn routes(home: &str) -> Vec<String> {
    let slug = home.trim_start_matches("/i/");
    let mut found = Vec::new();
    for route in House::routes(&rooms()) {
        let path = route.path.replace("{initiative}", slug);
        if route.method != axum::http::Method::GET || !path.contains(home) || path.ends_with("/live") {
            continue;
        }
        let parts = path.matches('{').count();
        match parts {
            0 => found.push(path),
            1 => {
                let (before, rest) = path.split_once('{').expect("a part");
                let after = rest.split_once('}').expect("its end").1;
                found.extend((1..=NUMBERS).map(|n| format!("{before}{n}{after}")));
            }
            _ => {}
        }
    }
    // Filters and pages of lists must not say more.
    let asked: Vec<String> =
        found.iter().flat_map(|path| [format!("{path}?page=2"), format!("{path}?q=a&period=1974")]).collect();
    found.extend(asked);
    found
}

fn links(body: &str) -> impl Iterator<Item = String> + '_ {
    ["href=\"", "src=\"", "action=\""].into_iter().flat_map(|mark| {
        body.split(mark)
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .map(|link| link.replace("&amp;", "&"))
    })
}
