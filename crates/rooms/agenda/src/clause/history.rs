//! What became of a clause, in one line of time: what people said, how it was worded, what was suggested, which
//! versions it stood in and who decided them.

use ::store::Read;
use jiff::Timestamp;
use kernel::Result;
use maud::{Markup, html};
use web::Visit;
use web::look::{self, Moment};

use super::words::changes;
use super::{Clause, Wording, store};
use crate::statement::Weighed;
use crate::suggestion::{self, Suggestion};
use crate::version::{self, Held};

/// So many of the voices stand in the line of time; all of them stand under *the voices behind it*.
const VOICES: usize = 3;

/// All that is known of a clause.
pub(super) struct History {
    pub(super) cited: Vec<Weighed>,
    pub(super) wordings: Vec<Wording>,
    suggestions: Vec<Suggestion>,
    held: Vec<Held>,
}

impl History {
    pub(super) async fn of(visit: &Visit, read: &mut Read, clause: &Clause) -> Result<Self> {
        let initiative = visit.initiative()?;
        Ok(Self {
            cited: store::cited(read, initiative, clause.id).await?,
            wordings: store::wordings(read, initiative, clause.id).await?,
            suggestions: suggestion::store::of_clause(read, initiative, clause.id).await?,
            held: version::store::holding(read, initiative, clause.id).await?,
        })
    }

    /// From the first voice to the last decision.
    pub(super) fn draw(&self, visit: &Visit) -> Markup {
        let mut moments: Vec<(Timestamp, Moment)> = Vec::new();
        moments.extend(self.cited.iter().take(VOICES).map(|voice| said(visit, voice)));
        moments.extend(self.wordings.iter().map(|wording| self.worded(visit, wording)));
        let others = self.suggestions.iter().filter(|suggestion| suggestion.wording.is_none());
        moments.extend(others.map(|suggestion| suggested(visit, suggestion)));
        for held in &self.held {
            moments.push(proposed(visit, held));
            moments.extend(in_force(visit, held));
        }
        moments.sort_by_key(|(at, _)| *at);
        let more = self.cited.len().saturating_sub(VOICES);
        let moments: Vec<Moment> = moments.into_iter().map(|(_, moment)| moment).collect();
        html! {
            (look::timeline(&moments))
            @if more > 0 {
                p.small { a href="#voices" { (visit.with("clause-history-more", &[("count", more.into())])) } }
            }
        }
    }

    /// A wording against the one before it, with whoever took it if it was suggested.
    fn worded(&self, visit: &Visit, wording: &Wording) -> (Timestamp, Moment) {
        let earlier = self.wordings.iter().find(|earlier| earlier.version == wording.version - 1);
        let taken = self.suggestions.iter().find(|one| one.wording == Some(wording.version));
        let title = html! {
            (visit.with("clause-wording", &[("version", wording.version.to_string().into())]))
            " · " span dir="auto" { (wording.written_by) }
            @if let Some(taken) = taken {
                " · " a href=(visit.href(&format!("agenda/suggestions/{}", taken.number))) dir="auto" {
                    (visit.with("clause-wording-taken", &[("name", taken.answered_by.as_str().into())]))
                }
            }
        };
        let detail = html! {
            @match earlier {
                Some(earlier) => (changes(visit, &earlier.says(), &wording.says())),
                None => p dir="auto" { (wording.text) },
            }
        };
        (wording.written_at, moment(visit, wording.written_at, title, Some(detail)))
    }
}

fn moment(visit: &Visit, at: Timestamp, title: Markup, detail: Option<Markup>) -> Moment {
    Moment { when: visit.say().day(at), datetime: Some(at.to_string()), title, detail }
}

fn said(visit: &Visit, voice: &Weighed) -> (Timestamp, Moment) {
    let statement = &voice.statement;
    let words = html! { a href=(visit.href(&statement.path())) dir="auto" { (statement.text) } };
    let args = [
        ("agree", i64::from(voice.tally.agree).into()),
        ("votes", i64::from(voice.tally.agree + voice.tally.disagree + voice.tally.pass).into()),
    ];
    let title = html! { (visit.t("clause-history-said")) };
    let detail = html! { p { (words) } p { (visit.with("clause-history-votes", &args)) } };
    (statement.at, moment(visit, statement.at, title, Some(detail)))
}

/// A suggestion that did not become a wording; one that did stands with its wording.
fn suggested(visit: &Visit, suggestion: &Suggestion) -> (Timestamp, Moment) {
    let title = html! {
        a href=(visit.href(&format!("agenda/suggestions/{}", suggestion.number))) {
            (visit.t("clause-history-suggested"))
        }
        " · " span dir="auto" { (suggestion.suggested_by) } ": "
        (visit.t(&format!("suggestion-state-{}", suggestion.state.word())))
    };
    let reason = (!suggestion.reason.is_empty()).then(|| html! { p dir="auto" { (suggestion.reason) } });
    (suggestion.suggested_at, moment(visit, suggestion.suggested_at, title, reason))
}

fn version_link(visit: &Visit, held: &Held) -> Markup {
    html! {
        a href=(visit.href(&format!("agenda/versions/{}", held.number))) {
            (visit.with("version-numbered", &[("number", held.number.to_string().into())]))
        }
    }
}

fn proposed(visit: &Visit, held: &Held) -> (Timestamp, Moment) {
    let title = html! { (visit.t("clause-history-proposed")) " " (version_link(visit, held)) " · " span dir="auto" { (held.proposed_by) } };
    (held.proposed_at, moment(visit, held.proposed_at, title, None))
}

/// The decision that brought a version with this clause into force.
fn in_force(visit: &Visit, held: &Held) -> Option<(Timestamp, Moment)> {
    let at = held.in_force_at?;
    let title = html! {
        (visit.t("clause-history-in-force")) " " (version_link(visit, held))
        @if let Some(decision) = held.decision {
            " · " a href=(visit.href(&format!("decisions/{decision}"))) {
                (visit.with("decision-numbered", &[("number", decision.to_string().into())]))
            }
        }
    };
    Some((at, moment(visit, at, title, None)))
}
