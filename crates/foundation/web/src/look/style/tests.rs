//! What must hold for every piece: the page of all pieces is read as a browser would.

use std::collections::BTreeSet;

use super::*;
use crate::text::{Profile, Source, Texts};

fn page() -> String {
    let own = Source {
        room: "look",
        language: "en",
        profile: None,
        text: include_str!("../../../text/look.en.ftl"),
    };
    let say = Texts::new(&[own]).unwrap().speak("en", Some("en"), Profile::Classic);
    style_page(&say).into_string()
}

/// The values of an attribute, wherever it stands in a tag.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    page.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn nothing_breaks_the_security_policy() {
    let page = page();
    for forbidden in [" style=\"", "<script", "<style", " onclick=", "javascript:", "http:", "https:"] {
        assert!(!page.contains(forbidden), "the page contains {forbidden}");
    }
}

#[test]
fn every_id_is_its_own() {
    let page = page();
    let mut seen = BTreeSet::new();
    for id in values(&page, "id") {
        assert!(seen.insert(id), "two elements have the id {id}");
    }
}

#[test]
fn every_label_and_link_within_the_page_finds_its_element() {
    let page = page();
    let ids: BTreeSet<&str> = values(&page, "id").into_iter().collect();
    let anchors = values(&page, "href").into_iter().filter_map(|href| href.strip_prefix('#'));
    let named = ["for", "aria-describedby", "aria-labelledby", "aria-controls"];
    let references = named.iter().flat_map(|name| values(&page, name)).flat_map(str::split_whitespace);
    for id in references.chain(anchors) {
        assert!(ids.contains(id), "nothing has the id {id}");
    }
}

#[test]
fn every_field_has_a_label() {
    let page = page();
    let labelled: BTreeSet<&str> = values(&page, "for").into_iter().collect();
    for tag in page
        .split('<')
        .filter(|tag| ["input ", "select ", "textarea "].iter().any(|name| tag.starts_with(name)))
    {
        if !tag.contains("type=\"hidden\"") {
            let id = values(tag, "id").first().copied().unwrap_or_default();
            assert!(labelled.contains(id), "no label for <{tag}");
        }
    }
}

#[test]
fn every_word_is_known() {
    let page = page();
    assert!(
        !page.contains("look-"),
        "a key without its words: {:?}",
        page.split("look-").nth(1).map(|rest| &rest[..20])
    );
}

#[test]
fn every_picture_is_named_or_hidden() {
    for tag in page().split('<').filter(|tag| tag.starts_with("svg ")) {
        let named =
            tag.contains("role=\"img\"") && (tag.contains("aria-labelledby") || tag.contains("aria-label"));
        assert!(named || tag.contains("aria-hidden=\"true\""), "<{tag}");
    }
}
