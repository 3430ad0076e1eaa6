//! Small pictures in the text. All are decoration: the words beside them say the same.

use maud::{Markup, html};

/// A 16 by 16 picture drawn in the colour of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A disc with a plus: better, where no direction is known.
    Better,
    /// A disc with a chevron upward: better by rising.
    BetterUp,
    /// A disc with a chevron downward: better by falling.
    BetterDown,
    /// A diamond with a minus: worse, where no direction is known.
    Worse,
    /// A diamond with a chevron upward: worse by rising.
    WorseUp,
    /// A diamond with a chevron downward: worse by falling.
    WorseDown,
    /// A ring with a small wave: no clear change.
    Plain,
    /// A ring with clock hands.
    Waiting,
    /// A rounded square with a tick.
    Done,
    /// A dashed ring: nothing known.
    Missing,
    /// A ring with a question mark.
    Question,
    /// A ring, half full: begun.
    Half,
    /// A ring with a bar across: not asked for.
    Waived,
    /// A lock.
    Lock,
    /// A magnifying glass.
    Search,
    /// A chevron that opens a menu.
    Open,
    /// An arrow in reading direction; mirrored in right-to-left pages.
    Onward,
    /// An arrow against reading direction; mirrored in right-to-left pages.
    Back,
    /// A head and shoulders.
    Person,
}

impl Icon {
    /// The picture, hidden from screen readers.
    pub fn draw(self) -> Markup {
        let mirrored = matches!(self, Self::Onward | Self::Back);
        html! {
            svg class=(if mirrored { "icon points" } else { "icon" }) viewBox="0 0 16 16" width="16" height="16"
                aria-hidden="true" focusable="false" { (self.paths()) }
        }
    }

    fn paths(self) -> Markup {
        match self {
            Self::Better => disc("M4.7 8h6.6M8 4.7v6.6"),
            Self::BetterUp => disc("M4.8 9.4 8 6.2l3.2 3.2"),
            Self::BetterDown => disc("M4.8 6.8 8 10l3.2-3.2"),
            Self::Worse => diamond("M5.3 8h5.4"),
            Self::WorseUp => diamond("M5.4 9.1 8 6.500l2.6 2.6"),
            Self::WorseDown => diamond("M5.4 7.1 8 9.700l2.6-2.6"),
            Self::Plain => html! {
                circle class="ring" cx="8" cy="8" r="6.6" {}
                path class="stroke" d="M4.4 8.700c1.8-2.2 2.4 1 3.6-.7s1.8.9 3.6-.7" {}
            },
            Self::Waiting => html! {
                circle class="ring" cx="8" cy="8" r="6.6" {}
                path class="stroke" d="M8 4.400V8l2.4 1.7" {}
            },
            Self::Done => html! {
                rect class="solid" x="1.2" y="1.2" width="13.6" height="13.6" rx="3.6" {}
                path class="cut" d="m4.5 8.3 2.4 2.4 4.7-5" {}
            },
            Self::Missing => html! { circle class="ring dashed" cx="8" cy="8" r="6.4" {} },
            Self::Question => html! {
                circle class="ring" cx="8" cy="8" r="6.6" {}
                path class="stroke" d="M6 6.4a2 2 0 1 1 2.7 1.9c-.5.2-.7.5-.7 1.100M8 11.400v.2" {}
            },
            Self::Half => html! {
                circle class="ring" cx="8" cy="8" r="6.6" {}
                path class="solid" d="M8 1.400a6.600 6.600 0 0 0 0 13.200z" {}
            },
            Self::Waived => html! {
                circle class="ring" cx="8" cy="8" r="6.6" {}
                path class="stroke" d="M3.5 12.500 12.500 3.500" {}
            },
            Self::Lock => html! {
                rect class="solid" x="2.6" y="7" width="10.8" height="7.4" rx="1.6" {}
                path class="stroke" d="M5 7V4.900a3 3 0 0 1 6 0V7" {}
            },
            Self::Search => html! {
                circle class="ring" cx="7" cy="7" r="4.8" {}
                path class="stroke" d="m10.6 10.6 3.6 3.6" {}
            },
            Self::Open => html! { path class="stroke" d="m4 6.2 4 4 4-4" {} },
            Self::Onward => html! { path class="stroke" d="M2.5 8h10.800M9.2 3.9 13.3 8l-4.1 4.1" {} },
            Self::Back => html! { path class="stroke" d="M13.5 8H2.700M6.8 3.9 2.7 8l4.1 4.1" {} },
            Self::Person => html! {
                circle class="ring" cx="8" cy="5.4" r="2.9" {}
                path class="stroke" d="M2.6 14c.6-3 2.7-4.4 5.4-4.400s4.8 1.4 5.4 4.4" {}
            },
        }
    }
}

fn disc(cut: &str) -> Markup {
    html! { circle class="solid" cx="8" cy="8" r="7" {} path class="cut" d=(cut) {} }
}

fn diamond(cut: &str) -> Markup {
    html! { path class="solid" d="M8 .6 15.4 8 8 15.4.6 8z" {} path class="cut" d=(cut) {} }
}

/// The mark of the product: two swells, the second carried by the first.
pub fn mark() -> Markup {
    html! {
        svg class="swells" viewBox="0 0 32 20" width="32" height="20" aria-hidden="true" focusable="false" {
            path d="M1.5 15.500c5 0 5-4.5 9.7-4.500s4.8 4.5 9.6 4.5 4.7-4.5 9.7-4.5" {}
            path class="far" d="M6.5 8c3.8 0 4-4.2 9.5-4.200S21.8 8 25.5 8" {}
        }
    }
}
