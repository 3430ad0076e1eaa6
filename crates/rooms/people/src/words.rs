//! What several pages of this room say alike.

use kernel::Context;
use maud::Markup;
use web::Visit;
use web::look::{self, NavItem};

/// The words of a fixed list as the choices of a form; a word's text key is `prefix` and the word.
pub(crate) fn choices<'a>(
    visit: &Visit,
    prefix: &str,
    words: impl IntoIterator<Item = &'a str>,
) -> Vec<(String, String)> {
    words.into_iter().map(|word| (word.to_owned(), visit.t(&format!("{prefix}{word}")))).collect()
}

/// The three lists of the room.
pub(crate) fn tabs(visit: &Visit, here: &str) -> Markup {
    let tab = |path: &str, key: &str| NavItem::new(visit.href(path), visit.t(key)).here_if(path == here);
    let tabs = [tab("people", "people-tab"), tab("partners", "partners-tab"), tab("groups", "groups-tab")];
    look::tabs(&visit.t("people-tabs"), &tabs)
}

/// Whether the viewer may see people's names.
pub(crate) fn sees_names(cx: &Context) -> bool {
    cx.could(&crate::membership::READ)
}

/// An address inside the initiative, for what the shell shows.
pub(crate) fn href(cx: &Context, path: &str) -> String {
    let slug = cx.place.as_ref().map_or("", |place| place.slug.as_str());
    format!("/i/{slug}/{path}")
}
