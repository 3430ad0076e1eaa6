//! Plain text as people typed it: an empty line begins a new paragraph.

use maud::{Markup, html};

/// The paragraphs of `text`, each in its own direction, lines kept.
pub(crate) fn paragraphs(text: &str) -> Markup {
    html! {
        @for paragraph in split(text) {
            p dir="auto" { @for (at, line) in paragraph.lines().enumerate() { @if at > 0 { br; } (line) } }
        }
    }
}

/// How `text` begins, within `at_most` characters, cut between words: what a card or a list shows.
pub(crate) fn opening(text: &str, at_most: usize) -> String {
    let mut words = text.split_whitespace();
    let mut opening: String = words.next().unwrap_or_default().chars().take(at_most).collect();
    let mut length = opening.chars().count();
    for word in words {
        length += 1 + word.chars().count();
        if length > at_most {
            return opening + " …";
        }
        opening.push(' ');
        opening.push_str(word);
    }
    opening
}

fn split(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    text.split("\n\n").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::{opening, paragraphs, split};

    #[test]
    fn an_empty_line_begins_a_paragraph_and_nothing_is_markup() {
        assert_eq!(split("One\r\ntwo\r\n\r\n\r\nthree\n\n"), ["One\ntwo", "three"]);
        let page = paragraphs("<b>bold\nnext").into_string();
        assert_eq!(page, "<p dir=\"auto\">&lt;b&gt;bold<br>next</p>");
    }

    #[test]
    fn an_opening_ends_between_words() {
        assert_eq!(opening("The bus comes late", 80), "The bus comes late");
        assert_eq!(opening("The bus comes\n\nlate", 12), "The bus …");
        assert_eq!(opening("Überlandbus", 4), "Über");
        assert_eq!(opening("", 4), "");
    }
}
