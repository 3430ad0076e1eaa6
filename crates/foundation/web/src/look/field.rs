//! Form fields: a label that is always seen, a hint, an error in words, and the value kept as it was typed.

use maud::{Markup, Render, html};

use crate::text::Say;

/// How wide a field is drawn: as wide as the answer one expects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// A few digits.
    Short,
    /// A name, a date, a code.
    Middle,
    /// The full measure.
    #[default]
    Full,
}

impl Width {
    fn class(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Middle => "middle",
            Self::Full => "full",
        }
    }
}

#[derive(Clone, Debug)]
enum Kind {
    Input(&'static str),
    Number,
    Textarea(u32),
    Password,
    File(String),
}

/// One field with everything that belongs to it. Finish with [`Field::draw`].
#[derive(Clone, Debug)]
pub struct Field {
    name: String,
    id: Option<String>,
    label: String,
    kind: Kind,
    hint: Option<String>,
    error: Option<String>,
    value: String,
    unit: Option<String>,
    autocomplete: Option<&'static str>,
    length: Option<usize>,
    optional: bool,
    width: Width,
}

impl Field {
    /// A line of text. `name` is the form's key and, cleaned, the id.
    pub fn new(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            id: None,
            label: label.into(),
            kind: Kind::Input("text"),
            hint: None,
            error: None,
            value: String::new(),
            unit: None,
            autocomplete: None,
            length: None,
            optional: false,
            width: Width::Full,
        }
    }

    /// Its own id, where several forms of one page have a field of this name.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Several lines.
    pub fn textarea(mut self, rows: u32) -> Self {
        self.kind = Kind::Textarea(rows);
        self
    }

    /// A number, typed as people of the reader's language write it. Not `type=number`, which drops what
    /// it cannot read and changes under a scroll wheel.
    pub fn number(mut self) -> Self {
        self.kind = Kind::Number;
        self.width = Width::Short;
        self
    }

    /// A day.
    pub fn date(mut self) -> Self {
        self.kind = Kind::Input("date");
        self.width = Width::Middle;
        self
    }

    /// A day and a time.
    pub fn moment(mut self) -> Self {
        self.kind = Kind::Input("datetime-local");
        self.width = Width::Middle;
        self
    }

    /// An e-mail address.
    pub fn email(mut self) -> Self {
        self.kind = Kind::Input("email");
        self.autocomplete.get_or_insert("email");
        self
    }

    /// A web address.
    pub fn address(mut self) -> Self {
        self.kind = Kind::Input("url");
        self
    }

    /// A password; give `autocomplete` as `current-password` or `new-password`. Its value is never sent back.
    pub fn password(mut self, autocomplete: &'static str) -> Self {
        self.kind = Kind::Password;
        self.autocomplete = Some(autocomplete);
        self
    }

    /// A file; `accept` as in HTML, for example `.csv,.xlsx`.
    pub fn file(mut self, accept: impl Into<String>) -> Self {
        self.kind = Kind::File(accept.into());
        self
    }

    /// What helps to answer, under the label.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What is wrong and how to mend it, if anything.
    pub fn error(mut self, error: Option<impl Into<String>>) -> Self {
        self.error = error.map(Into::into);
        self
    }

    /// What stands in the field: the present value, or what was typed when the form came back.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// The unit behind the field: "%", "people".
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = Some(unit.into());
        self
    }

    /// What a browser may fill in, in HTML's words.
    pub fn autocomplete(mut self, token: &'static str) -> Self {
        self.autocomplete = Some(token);
        self
    }

    /// The most characters taken.
    pub fn length(mut self, most: usize) -> Self {
        self.length = Some(most);
        self
    }

    /// Says "optional" beside the label; fields are required otherwise.
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// How wide it is drawn.
    pub fn width(mut self, width: Width) -> Self {
        self.width = width;
        self
    }

    /// The field.
    pub fn draw(&self, say: &Say) -> Markup {
        let id = id_of(self.id.as_deref().unwrap_or(&self.name));
        html! {
            div.field.wrong[self.error.is_some()] {
                label for=(id) dir="auto" {
                    (self.label)
                    @if self.optional { " " span.optional { (say.t("look-optional")) } }
                }
                (hint(&id, self.hint.as_deref()))
                (error(say, &id, self.error.as_deref()))
                div.entry.(self.width.class()) {
                    (self.control(say, &id))
                    @if let Some(unit) = &self.unit { span.unit { (unit) } }
                }
            }
        }
    }

    fn control(&self, say: &Say, id: &str) -> Markup {
        let described = described_by(id, self.hint.is_some(), self.error.is_some());
        let invalid = self.error.is_some().then_some("true");
        let must = (!self.optional).then_some("true");
        match &self.kind {
            Kind::Textarea(rows) => html! {
                textarea id=(id) name=(self.name) rows=(rows) maxlength=[self.length] autocomplete=[self.autocomplete]
                    aria-describedby=[described] aria-invalid=[invalid] aria-required=[must] dir="auto" { (self.value) }
            },
            Kind::Number => html! {
                input id=(id) name=(self.name) type="text" inputmode="decimal" value=(self.value) maxlength=[self.length]
                    autocomplete="off" aria-describedby=[described] aria-invalid=[invalid] aria-required=[must];
            },
            Kind::Password => html! {
                input id=(id) name=(self.name) type="password" autocomplete=[self.autocomplete] maxlength=[self.length]
                    aria-describedby=[described] aria-invalid=[invalid] aria-required=[must];
                button.reveal type="button" hidden aria-controls=(id) aria-pressed="false"
                    data-reveal=(id) data-hide=(say.t("look-hide")) { (say.t("look-show")) }
            },
            Kind::File(accept) => html! {
                input id=(id) name=(self.name) type="file" accept=(accept)
                    aria-describedby=[described] aria-invalid=[invalid] aria-required=[must];
            },
            Kind::Input(kind) => html! {
                input id=(id) name=(self.name) type=(kind) value=(self.value) maxlength=[self.length]
                    autocomplete=[self.autocomplete] aria-describedby=[described] aria-invalid=[invalid]
                    aria-required=[must] dir=[(*kind == "text").then_some("auto")];
            },
        }
    }
}

/// Fields that belong together under one heading.
pub fn fieldset(legend: impl Render, body: impl Render) -> Markup {
    html! { fieldset.together { legend { (legend) } (body) } }
}

/// One thing to mend before the form can be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The `name` of the field, or its own id if it has one; empty when it concerns the whole form.
    pub field: String,
    /// What is wrong and how to mend it.
    pub words: String,
}

impl Problem {
    /// A problem with one field.
    pub fn new(field: impl Into<String>, words: impl Into<String>) -> Self {
        Self { field: field.into(), words: words.into() }
    }
}

/// What has to be mended, at the top of the page, each with a link to its field. Nothing if nothing is wrong.
pub fn error_summary(say: &Say, problems: &[Problem]) -> Markup {
    html! {
        @if !problems.is_empty() {
            div.problems role="alert" tabindex="-1" aria-labelledby="problems-title" data-focus {
                h2 #problems-title { (say.t("look-problem-title")) }
                ul {
                    @for problem in problems {
                        li {
                            @if problem.field.is_empty() { (problem.words) }
                            @else { a href={ "#" (id_of(&problem.field)) } { (problem.words) } }
                        }
                    }
                }
            }
        }
    }
}

/// The id of a field: its name with whatever an address cannot hold replaced.
pub(super) fn id_of(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '-' }).collect()
}

pub(super) fn described_by(id: &str, hint: bool, error: bool) -> Option<String> {
    match (hint, error) {
        (true, true) => Some(format!("{id}-hint {id}-error")),
        (true, false) => Some(format!("{id}-hint")),
        (false, true) => Some(format!("{id}-error")),
        (false, false) => None,
    }
}

pub(super) fn hint(id: &str, words: Option<&str>) -> Markup {
    html! { @if let Some(words) = words { p.hint id={ (id) "-hint" } { (words) } } }
}

pub(super) fn error(say: &Say, id: &str, words: Option<&str>) -> Markup {
    html! {
        @if let Some(words) = words {
            p.error id={ (id) "-error" } {
                (super::Icon::Worse.draw())
                span { span.unseen { (say.t("look-error")) " " } (words) }
            }
        }
    }
}
