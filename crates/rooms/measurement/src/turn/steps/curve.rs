//! Step 1: the curve, where it goes if nothing changes, what people see in it.

use maud::{Markup, html};
use web::Visit;
use web::look;

use crate::turn::Whole;
use crate::turn::curve::Curve;

pub(super) fn body(visit: &Visit, whole: &Whole, curve: &Curve) -> Markup {
    html! {
        p.lead { (curve.ahead(visit.say(), &whole.measure)) }
        (look::sheet(curve.chart(visit.say(), &whole.measure, &whole.stories)))
        p { (curve.now(visit.say(), &whole.measure)) }
        @if !whole.notes.is_empty() {
            (look::section("notes", visit.t("turn-notes-title"), html! {
                @for note in &whole.notes { (look::quote(&note.words, html! { span dir="auto" { (note.noted_by) } })) }
            }))
        }
    }
}
