//! `matrix.txt`: a line for each route, a column for everybody, and beneath it what is sent.

use crate::inside::Answer;

/// The columns.
pub(crate) const ACTORS: [&str; 11] = [
    "nobody",
    "visitor",
    "stranger",
    "suspended",
    "member",
    "partner",
    "other",
    "facilitator",
    "seat",
    "backbone",
    "administrator",
];

/// What somebody is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expected {
    /// It is done, or shown.
    Ok,
    /// Sign in first.
    SignIn,
    /// You may not.
    Forbidden,
    /// There is no such thing that you may know of.
    Missing,
    /// Not now, or not so: what was sent is wrong, or a rule of the loop says no.
    Rule,
    /// Anything else.
    Wrong,
}

impl Expected {
    const WORDS: [(&str, Self); 5] = [
        ("ok", Self::Ok),
        ("in", Self::SignIn),
        ("no", Self::Forbidden),
        ("--", Self::Missing),
        ("ru", Self::Rule),
    ];

    fn read(word: &str) -> Self {
        let found = Self::WORDS.iter().find(|(known, _)| *known == word);
        found.unwrap_or_else(|| panic!("{word} is no word of the table")).1
    }

    pub(crate) fn word(self) -> &'static str {
        let found = Self::WORDS.iter().find(|(_, known)| *known == self);
        found.map_or("neither", |(word, _)| *word)
    }

    /// What an answer means.
    pub(crate) fn of(row: &Row, answer: &Answer) -> Self {
        let asks = answer.location.starts_with("/sign-in?next=");
        match answer.status.as_u16() {
            401 => Self::SignIn,
            303 if asks && !row.route.contains("/sign-") => Self::SignIn,
            200..=399 => Self::Ok,
            403 => Self::Forbidden,
            404 | 410 => Self::Missing,
            409 | 412 | 422 => Self::Rule,
            _ => Self::Wrong,
        }
    }
}

/// One route.
#[derive(Clone)]
pub(crate) struct Row {
    /// `POST /i/{initiative}/changes`.
    pub(crate) route: String,
    cells: Vec<Expected>,
    /// What stands for the parts of the path: `n=1`.
    pub(crate) at: Vec<(String, String)>,
    /// What is sent, if anything.
    pub(crate) send: String,
    /// The files that are sent, by the name of their field.
    pub(crate) files: Vec<(String, String)>,
}

impl Row {
    /// Whether it is a POST.
    pub(crate) fn changes(&self) -> bool {
        self.route.starts_with("POST")
    }

    /// Whether it may change who somebody is, so that what comes after it on the same data is answered otherwise.
    pub(crate) fn changes_people(&self) -> bool {
        let of_people =
            ["/me/", "/administration", "/sign-", "/recover", "/people/", "/seats/", "/invitation/"];
        of_people.iter().any(|part| self.route.contains(part))
    }

    /// The path with its parts filled in, for that initiative.
    pub(crate) fn path(&self, slug: &str) -> String {
        let path = self.route.split_once(' ').expect("a method and a path").1;
        let path = path.replace("{initiative}", slug);
        let path =
            self.at.iter().fold(path, |path, (part, value)| path.replace(&format!("{{{part}}}"), value));
        assert!(!path.contains('{'), "{path}: nothing stands for a part of it");
        path
    }

    pub(crate) fn expected(&self, actor: &str) -> Expected {
        self.cells[ACTORS.iter().position(|known| *known == actor).expect("a column")]
    }

    /// Who may.
    pub(crate) fn allowed(&self) -> impl Iterator<Item = &'static str> + '_ {
        ACTORS.into_iter().filter(|actor| self.expected(actor) == Expected::Ok)
    }

    /// Who may not.
    pub(crate) fn refused(&self) -> impl Iterator<Item = &'static str> + '_ {
        ACTORS.into_iter().filter(|actor| self.expected(actor) != Expected::Ok)
    }
}

/// The table.
pub(crate) fn read() -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for line in include_str!("matrix.txt").lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let rest = || line.trim().split_once(' ').map_or("", |(_, rest)| rest.trim()).to_owned();
        match words.first() {
            None | Some(&"#") => {}
            Some(&("GET" | "POST")) => rows.push(row(&words)),
            Some(&"at") => last(&mut rows).at = words[1..].iter().map(|part| pair(part)).collect(),
            Some(&"send") => last(&mut rows).send = rest(),
            Some(&"file") => last(&mut rows).files.push(("file".to_owned(), rest().replace("\\n", "\n"))),
            Some(word) if word.starts_with("file:") => {
                let field = word.trim_start_matches("file:").to_owned();
                last(&mut rows).files.push((field, rest().replace("\\n", "\n")));
            }
            Some(_) => panic!("not understood: {line}"),
        }
    }
    rows
}

fn row(words: &[&str]) -> Row {
    let cells: Vec<Expected> = words[2..].iter().map(|word| Expected::read(word)).collect();
    assert_eq!(cells.len(), ACTORS.len(), "{words:?}");
    Row { route: words[..2].join(" "), cells, at: Vec::new(), send: String::new(), files: Vec::new() }
}

fn last(rows: &mut [Row]) -> &mut Row {
    rows.last_mut().expect("a route comes first")
}

fn pair(part: &str) -> (String, String) {
    let (name, value) = part.split_once('=').expect("part=value");
    (name.to_owned(), value.to_owned())
}
