use serde::Serialize;

/// Why an act or a read did not succeed. Its texts are for people and come from the Fluent files.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or none that this actor may know of.
    #[error("not found")]
    Missing,
    /// The actor may not do this.
    #[error("{0} is not allowed here")]
    Forbidden(&'static str),
    /// Nobody is signed in.
    #[error("sign in first")]
    SignIn,
    /// What was sent has problems, each with its field.
    #[error("{} problems in what was sent", .0.0.len())]
    Invalid(Problems),
    /// Somebody else changed it meanwhile.
    #[error("somebody else changed this meanwhile")]
    Stale(Box<Stale>),
    /// A rule of the loop says no; the key of a text that says why and what to do.
    #[error("{0}")]
    Rule(&'static str),
    /// The same key came with other contents.
    #[error("this key was used for another request")]
    Reused,
    /// More than may be sent at once, which is so many bytes.
    #[error("more was sent than {0} bytes")]
    TooLarge(usize),
    /// Too much, too often: try again after so many seconds.
    #[error("too many requests")]
    TooMany(u64),
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// Something that should not happen.
    #[error("{0}")]
    Internal(String),
}

/// The kernel's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What is wrong with what was sent.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Problems(pub Vec<Problem>);

/// One problem: where, and which text says what to do.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Problem {
    /// The field's name in the form or the column's in a file.
    pub field: String,
    /// The row of a file, from 1 with the header counted.
    pub row: Option<usize>,
    /// The key of the text.
    pub text: &'static str,
    /// What goes into the text.
    pub args: Vec<(&'static str, String)>,
}

impl Problem {
    /// A problem with a field.
    pub fn new(field: impl Into<String>, text: &'static str) -> Self {
        Self { field: field.into(), row: None, text, args: Vec::new() }
    }

    /// In that row of a file.
    pub fn in_row(mut self, row: usize) -> Self {
        self.row = Some(row);
        self
    }

    /// With a value for the text.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

impl Problems {
    /// None yet.
    pub fn none() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn add(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// Adds a problem with `field` unless `fine`.
    pub fn check(&mut self, fine: bool, field: &str, text: &'static str) {
        if !fine {
            self.add(Problem::new(field, text));
        }
    }

    /// Trims `text`; a problem if nothing is left or it is longer than `at_most` characters.
    pub fn text(&mut self, field: &str, text: &str, at_most: usize) -> String {
        let text = text.trim();
        self.check(!text.is_empty(), field, "problem-empty");
        if text.chars().count() > at_most {
            self.add(Problem::new(field, "problem-too-long").with("most", at_most.to_string()));
        }
        text.to_owned()
    }

    /// Trims `text`, which may be left out; a problem if it is longer than `at_most` characters.
    pub fn maybe_text(&mut self, field: &str, text: &str, at_most: usize) -> String {
        if text.trim().is_empty() { String::new() } else { self.text(field, text, at_most) }
    }

    /// Keeps `found`; a problem with `field` if there is none.
    pub fn some<T>(&mut self, found: Option<T>, field: &str, text: &'static str) -> Option<T> {
        self.check(found.is_some(), field, text);
        found
    }

    /// Goes on only if there are none.
    pub fn done(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self)) }
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::Invalid(Problems(vec![problem]))
    }
}

/// Two people edited the same: what stands now, and what this one wanted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stale {
    /// The version that stands now.
    pub version: i64,
    /// The text that stands now.
    pub theirs: String,
    /// The text that was to replace an older one.
    pub mine: String,
}
