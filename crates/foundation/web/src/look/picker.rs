//! Choosing people: a searchable list of names with their organisations.

use maud::{Markup, html};

use super::Icon;
use super::field::{described_by, error, hint, id_of};
use crate::text::{Arg, Say};

/// Somebody who can be chosen.
#[derive(Clone, Debug)]
pub struct Somebody {
    /// What the form sends.
    pub value: String,
    /// The name people know them by.
    pub name: String,
    /// Their organisation or seat.
    pub organisation: String,
    /// Whether they are chosen now.
    pub chosen: bool,
}

/// A list of people to choose from. It is searched without scripts: the search button sends the whole form by
/// GET to `filter`, and the page comes back with fewer names and everything typed so far still in place.
#[derive(Clone, Debug)]
pub struct Picker {
    /// The form's key.
    pub name: String,
    /// The question.
    pub legend: String,
    /// What helps to answer.
    pub hint: Option<String>,
    /// What is wrong.
    pub error: Option<String>,
    /// Whether several may be chosen.
    pub many: bool,
    /// The page that filters (it reads `q`), when there are enough people for it.
    pub filter: Option<String>,
    /// What was searched for.
    pub query: String,
    /// The people, drawn by name.
    pub people: Vec<Somebody>,
}

impl Picker {
    /// The picker.
    pub fn draw(&self, say: &Say) -> Markup {
        let id = id_of(&self.name);
        let mut people: Vec<&Somebody> = self.people.iter().collect();
        people.sort_by_key(|somebody| (!somebody.chosen, somebody.name.to_lowercase()));
        html! {
            fieldset.field.picker.wrong[self.error.is_some()] data-picker
                aria-describedby=[described_by(&id, self.hint.is_some(), self.error.is_some())] {
                legend { (self.legend) }
                (hint(&id, self.hint.as_deref()))
                (error(say, &id, self.error.as_deref()))
                @if let Some(filter) = &self.filter { (self.search(say, &id, filter)) }
                @if people.is_empty() {
                    p.nobody { (say.with("look-nobody-found", &[("query", Arg::from(self.query.as_str()))])) }
                } @else {
                    ul.people role="list" {
                        @for (at, somebody) in people.iter().enumerate() { (self.person(&id, at, somebody)) }
                    }
                }
            }
        }
    }

    fn search(&self, say: &Say, id: &str, filter: &str) -> Markup {
        html! {
            div.find {
                label.unseen for={ (id) "-q" } { (say.t("look-find-somebody")) }
                input id={ (id) "-q" } type="search" name="q" value=(self.query) autocomplete="off"
                    placeholder=(say.t("look-find-somebody"));
                button.do.quiet type="submit" formmethod="get" formaction=(filter) formnovalidate {
                    (Icon::Search.draw()) (say.t("look-find"))
                }
            }
        }
    }

    fn person(&self, id: &str, at: usize, somebody: &Somebody) -> Markup {
        let own = if at == 0 { id.to_owned() } else { format!("{id}-{}", at + 1) };
        html! {
            li.answer {
                input id=(own) name=(self.name) type=(if self.many { "checkbox" } else { "radio" })
                    value=(somebody.value) checked[somebody.chosen];
                label for=(own) { (somebody.name) " " small { (somebody.organisation) } }
            }
        }
    }
}
