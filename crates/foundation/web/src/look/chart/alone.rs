//! A picture as a file of its own: what it shows stands in it, in words too, and where it comes from. It brings its
//! colours along, for light and dark, because the stylesheet of the page it is put into is another's.

use maud::{Markup, PreEscaped, html};

use super::{Place, at};

const CSS: &str = include_str!("../../../assets/css/alone.css");
/// Above and below the drawing, in its units.
const HEAD: f64 = 74.0;
const FOOT: f64 = 42.0;
const EDGE: f64 = 20.0;

/// What is written around the drawing.
#[derive(Clone, Copy, Debug)]
pub struct Lines<'a> {
    /// How it stands, in few words: the latest value.
    pub latest: &'a str,
    /// Where it comes from.
    pub source: &'a str,
    /// The address of its page.
    pub href: &'a str,
    /// The language of the words.
    pub lang: &'a str,
}

/// The file.
pub(super) fn draw(title: &str, description: &str, height: f64, lines: &Lines<'_>, body: &Markup) -> String {
    let (wide, tall) = (Place::Wide.width() + 2.0 * EDGE, height + HEAD + FOOT);
    let picture = html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (at(wide)) " " (at(tall)) } width=(at(wide))
            height=(at(tall)) role="img" aria-labelledby="title description" lang=(lines.lang) {
            title id="title" { (title) }
            desc id="description" { (description) }
            style { (PreEscaped(CSS)) }
            rect class="paper" width="100%" height="100%" {}
            text class="name" x=(at(EDGE)) y="34" { (title) }
            text x=(at(EDGE)) y="58" { (lines.latest) }
            g transform={ "translate(" (at(EDGE)) " " (at(HEAD)) ")" } { (body) }
            a href=(lines.href) target="_top" {
                text x=(at(EDGE)) y=(at(tall - 16.0)) { (lines.source) }
            }
        }
    };
    picture.into_string()
}
