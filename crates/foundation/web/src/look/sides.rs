//! Bars beside each other for the sides of one thing, which are never added up.

use maud::{Markup, html};

/// One side: what it is called, how much there is of it, and how far people are apart.
#[derive(Clone, Debug)]
pub struct Side {
    /// Its name.
    pub name: String,
    /// How much, in words.
    pub value: String,
    /// How far people are apart, if they are.
    pub spread: Option<String>,
    /// How much of the most there can be, from 0 to 1.
    pub share: f64,
}

/// The sides as bars.
pub fn sides(list: &[Side]) -> Markup {
    html! {
        div.bars.four { ul role="list" {
            @for side in list {
                li {
                    span.name { (side.name) }
                    span.value {
                        (side.value)
                        @if let Some(spread) = &side.spread { " " small { (spread) } }
                    }
                    svg height="10" aria-hidden="true" focusable="false" {
                        rect class="well" x="0" y="4" width="100%" height="2" {}
                        rect class="amount" x="0" y="0" width={ (side.share * 100.0) "%" } height="10" rx="2" {}
                    }
                }
            }
        } }
    }
}
