//! How something stands, in a shape and in words; colour only repeats them.

use maud::{Markup, Render, html};

use super::Icon;

/// How something stands. Better and worse follow the direction of the measure, never the sign of the change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Moved the way the initiative wants.
    Better,
    /// Moved the other way.
    Worse,
    /// No clear change, or nothing to judge.
    #[default]
    Plain,
    /// Waits for somebody.
    Waiting,
    /// Kept, finished, answered.
    Done,
    /// Not known, not reported, not yet.
    Missing,
}

impl Standing {
    /// The class that gives the colour.
    pub fn class(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::Plain => "plain",
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Missing => "missing",
        }
    }

    /// The shape that says the same without colour.
    pub fn icon(self) -> Icon {
        match self {
            Self::Better => Icon::Better,
            Self::Worse => Icon::Worse,
            Self::Plain => Icon::Plain,
            Self::Waiting => Icon::Waiting,
            Self::Done => Icon::Done,
            Self::Missing => Icon::Missing,
        }
    }
}

/// A line that says how something stands.
pub fn status(standing: Standing, words: impl Render) -> Markup {
    with_icon(standing, standing.icon(), words)
}

/// The same with a shape of its own, where more is told apart than a standing says.
pub fn status_as(standing: Standing, icon: Icon, words: impl Render) -> Markup {
    with_icon(standing, icon, words)
}

/// The same for a number that rose or fell: the shape shows the way it went, its outline whether that is wanted.
pub fn moved(standing: Standing, rising: bool, words: impl Render) -> Markup {
    let icon = match (standing, rising) {
        (Standing::Better, true) => Icon::BetterUp,
        (Standing::Better, false) => Icon::BetterDown,
        (Standing::Worse, true) => Icon::WorseUp,
        (Standing::Worse, false) => Icon::WorseDown,
        _ => standing.icon(),
    };
    with_icon(standing, icon, words)
}

fn with_icon(standing: Standing, icon: Icon, words: impl Render) -> Markup {
    html! { span.status.(standing.class()) { (icon.draw()) span { (words) } } }
}

/// A short state beside a title: "draft", "open until Friday".
pub fn tag(standing: Standing, words: impl Render) -> Markup {
    html! { span.tag.(standing.class()) { (words) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn better_by_falling_points_down_in_a_disc() {
        let fell = moved(Standing::Better, false, "fell").into_string();
        assert!(fell.contains("<circle class=\"solid\""), "better keeps the disc: {fell}");
        assert!(!fell.contains(&Icon::BetterUp.draw().into_string()));
        let rose = moved(Standing::Worse, true, "rose").into_string();
        assert!(!rose.contains("<circle"), "worse is a diamond, not a disc: {rose}");
    }

    #[test]
    fn each_standing_has_a_shape_of_its_own() {
        use Standing::{Better, Done, Missing, Plain, Waiting, Worse};
        let shapes: std::collections::BTreeSet<_> =
            [Better, Worse, Plain, Waiting, Done, Missing].map(|s| s.icon().draw().into_string()).into();
        assert_eq!(shapes.len(), 6);
    }
}
