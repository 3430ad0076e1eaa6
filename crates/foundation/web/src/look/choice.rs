//! Choosing among few: radios, checkboxes, a list to pick from.

use maud::{Markup, html};

use super::field::{described_by, error, hint, id_of};
use crate::text::Say;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Radios,
    Checkboxes,
    Select,
}

#[derive(Clone, Debug)]
struct Choice {
    value: String,
    label: String,
    hint: Option<String>,
}

/// A question with its possible answers. Finish with [`Choices::draw`].
#[derive(Clone, Debug)]
pub struct Choices {
    kind: Kind,
    name: String,
    id: Option<String>,
    legend: String,
    hint: Option<String>,
    error: Option<String>,
    answers: Vec<Choice>,
    chosen: Vec<String>,
    inline: bool,
    optional: bool,
}

impl Choices {
    fn new(kind: Kind, name: impl Into<String>, legend: impl Into<String>) -> Self {
        Self {
            kind,
            name: name.into(),
            id: None,
            legend: legend.into(),
            hint: None,
            error: None,
            answers: Vec::new(),
            chosen: Vec::new(),
            inline: false,
            optional: false,
        }
    }

    /// One answer, all of them seen.
    pub fn radios(name: impl Into<String>, legend: impl Into<String>) -> Self {
        Self::new(Kind::Radios, name, legend)
    }

    /// Any number of answers.
    pub fn checkboxes(name: impl Into<String>, legend: impl Into<String>) -> Self {
        Self::new(Kind::Checkboxes, name, legend)
    }

    /// One answer of many, folded. Radios are better up to seven.
    pub fn select(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Kind::Select, name, label)
    }

    /// Its own id, where several forms of one page have a field of this name.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// An answer.
    pub fn choice(mut self, value: impl Into<String>, label: impl Into<String>) -> Self {
        self.answers.push(Choice { value: value.into(), label: label.into(), hint: None });
        self
    }

    /// An answer that needs a line of explanation. A folded list cannot show it.
    pub fn explained(
        mut self,
        value: impl Into<String>,
        label: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        self.answers.push(Choice { value: value.into(), label: label.into(), hint: Some(hint.into()) });
        self
    }

    /// Marks an answer as chosen; call again for several.
    pub fn chosen(mut self, value: impl Into<String>) -> Self {
        self.chosen.push(value.into());
        self
    }

    /// What helps to answer.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What is wrong and how to mend it, if anything.
    pub fn error(mut self, error: Option<impl Into<String>>) -> Self {
        self.error = error.map(Into::into);
        self
    }

    /// Short answers beside each other.
    pub fn inline(mut self) -> Self {
        self.inline = true;
        self
    }

    /// Says "optional" beside the question.
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// The question with its answers.
    pub fn draw(&self, say: &Say) -> Markup {
        let id = id_of(self.id.as_deref().unwrap_or(&self.name));
        let described = described_by(&id, self.hint.is_some(), self.error.is_some());
        let optional = html! { @if self.optional { " " span.optional { (say.t("look-optional")) } } };
        let help = html! { (hint(&id, self.hint.as_deref())) (error(say, &id, self.error.as_deref())) };
        if self.kind == Kind::Select {
            return html! {
                div.field.wrong[self.error.is_some()] {
                    label for=(id) dir="auto" { (self.legend) (optional) }
                    (help)
                    div.entry.pick { (self.folded(&id, described)) }
                }
            };
        }
        html! {
            fieldset.field.choices.wrong[self.error.is_some()] aria-describedby=[described] {
                legend dir="auto" { (self.legend) (optional) }
                (help)
                div.answers.inline[self.inline] { @for (at, choice) in self.answers.iter().enumerate() { (self.open(&id, at, choice)) } }
            }
        }
    }

    fn is_chosen(&self, choice: &Choice) -> bool {
        self.chosen.contains(&choice.value)
    }

    fn folded(&self, id: &str, described: Option<String>) -> Markup {
        html! {
            select id=(id) name=(self.name) aria-describedby=[described] aria-invalid=[self.error.is_some().then_some("true")] {
                @for choice in &self.answers {
                    option value=(choice.value) selected[self.is_chosen(choice)] dir="auto" { (choice.label) }
                }
            }
        }
    }

    /// The first answer has the bare id, so that the error summary leads there.
    fn open(&self, id: &str, at: usize, choice: &Choice) -> Markup {
        let own = if at == 0 { id.to_owned() } else { format!("{id}-{}", at + 1) };
        let kind = if self.kind == Kind::Radios { "radio" } else { "checkbox" };
        html! {
            div.answer {
                input id=(own) name=(self.name) type=(kind) value=(choice.value) checked[self.is_chosen(choice)]
                    aria-describedby=[choice.hint.is_some().then(|| format!("{own}-more"))];
                label for=(own) dir="auto" { (choice.label) }
                @if let Some(more) = &choice.hint { p.hint id={ (own) "-more" } { (more) } }
            }
        }
    }
}
