//! A form that keeps what was typed and says beside each field what to do.

use kernel::Problems;
use maud::{Markup, html};
use uuid::Uuid;

use crate::look::{self, Choices, Field};
use crate::sent::Sent;
use crate::text::{Arg, Say};

/// A form on its way to a page. Labels are the texts `{words}-{field}`, hints `{words}-{field}-hint` where
/// there is one.
pub struct Form<'a> {
    say: &'a Say,
    words: &'static str,
    values: Sent,
    problems: Problems,
}

impl<'a> Form<'a> {
    pub(crate) fn new(say: &'a Say, words: &'static str, values: Sent, problems: Problems) -> Self {
        Self { say, words, values, problems }
    }

    /// Starts a field with `value` unless something was typed already.
    pub fn start(mut self, field: &str, value: impl Into<String>) -> Self {
        if self.values.all(field).next().is_none() {
            self.values = self.values.with(field, value);
        }
        self
    }

    /// The same with several values, of check-boxes for example.
    pub fn start_all(mut self, field: &str, values: impl IntoIterator<Item = String>) -> Self {
        if self.values.all(field).next().is_none() {
            for value in values {
                self.values = self.values.and(field, value);
            }
        }
        self
    }

    fn label(&self, field: &str) -> String {
        self.say.t(&format!("{}-{field}", self.words))
    }

    fn hint(&self, field: &str) -> Option<String> {
        self.say.maybe(&format!("{}-{field}-hint", self.words))
    }

    /// What is wrong with a field, in the reader's words: for one that is drawn by hand.
    pub fn error(&self, field: &str) -> Option<String> {
        let problem = self.problems.0.iter().find(|problem| problem.field == field)?;
        Some(words_of(self.say, problem))
    }

    /// One field, to be shaped further (`.textarea(4)`, `.email()`) and drawn.
    pub fn field(&self, name: &str) -> Field {
        let field = Field::new(name, self.label(name)).error(self.error(name)).value(self.values.get(name));
        match self.hint(name) {
            Some(hint) => field.hint(hint),
            None => field,
        }
    }

    /// A line of text, drawn.
    pub fn line(&self, name: &str) -> Markup {
        self.field(name).draw(self.say)
    }

    /// Several lines of text, drawn.
    pub fn text(&self, name: &str, rows: u32) -> Markup {
        self.field(name).textarea(rows).draw(self.say)
    }

    /// A field of which there is one for each of several things: its label is the thing's name.
    pub fn named(&self, name: &str, label: &str) -> Field {
        Field::new(name, label).error(self.error(name)).value(self.values.get(name))
    }

    /// The same, one of these from a list.
    pub fn named_select(&self, name: &str, label: &str, from: &[(String, String)]) -> Markup {
        self.fill(name, Choices::select(name, label), from)
    }

    fn fill(&self, name: &str, choices: Choices, from: &[(String, String)]) -> Markup {
        let mut choices = choices;
        if let Some(hint) = self.hint(name) {
            choices = choices.hint(hint);
        }
        for (value, label) in from {
            choices = choices.choice(value, label);
        }
        self.choices(name, choices)
    }

    /// A question whose answers are given already, such as explained ones: with what was chosen, and what is wrong.
    pub fn choices(&self, name: &str, choices: Choices) -> Markup {
        self.values.all(name).fold(choices.error(self.error(name)), Choices::chosen).draw(self.say)
    }

    /// One of these `(value, label)`, all of them seen.
    pub fn radios(&self, name: &str, from: &[(String, String)]) -> Markup {
        self.fill(name, Choices::radios(name, self.label(name)), from)
    }

    /// Any of these.
    pub fn checkboxes(&self, name: &str, from: &[(String, String)]) -> Markup {
        self.fill(name, Choices::checkboxes(name, self.label(name)), from)
    }

    /// One of these, from a list.
    pub fn select(&self, name: &str, from: &[(String, String)]) -> Markup {
        self.fill(name, Choices::select(name, self.label(name)), from)
    }

    /// What is wrong, each with its field's name and a link to it; nothing while nothing is.
    pub fn summary(&self) -> Markup {
        let words = |problem: &kernel::Problem| {
            let words = words_of(self.say, problem);
            match self.say.maybe(&format!("{}-{}", self.words, problem.field)) {
                Some(field) => {
                    self.say.with("look-problem-of", &[("field", field.into()), ("problem", words.into())])
                }
                None => words,
            }
        };
        let problems: Vec<look::Problem> = self
            .problems
            .0
            .iter()
            .map(|problem| look::Problem::new(problem.field.clone(), words(problem)))
            .collect();
        html! { @if !problems.is_empty() { (look::error_summary(self.say, &problems)) } }
    }

    /// The whole form: summary, fields, and the one primary button that says the act. `button` is a key.
    pub fn draw(&self, action: &str, button: &str, fields: Markup) -> Markup {
        html! {
            (self.summary())
            (look::post_form(action, &self.key(), html! { (fields) (look::send_row(self.say, self.say.t(button))) }))
        }
    }

    /// The same with a file.
    pub fn draw_upload(&self, action: &str, button: &str, fields: Markup) -> Markup {
        html! {
            (self.summary())
            (look::upload_form(action, &self.key(), html! { (fields) (look::send_row(self.say, self.say.t(button))) }))
        }
    }

    /// The key under which sending it happens once. A form that comes back with problems gets a new one.
    pub fn key(&self) -> String {
        new_key()
    }
}

/// A fresh key for a form.
pub fn new_key() -> String {
    Uuid::now_v7().to_string()
}

/// A problem in the reader's words.
pub fn words_of(say: &Say, problem: &kernel::Problem) -> String {
    let args: Vec<(&str, Arg)> =
        problem.args.iter().map(|(name, value)| (*name, value.clone().into())).collect();
    let words = say.with(problem.text, &args);
    match problem.row {
        Some(row) => say.with(
            "problem-in-row",
            &[("row", row.into()), ("field", problem.field.clone().into()), ("words", words.into())],
        ),
        None => words,
    }
}
