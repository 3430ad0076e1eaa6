//! Acts: one primary button a page, its words say the act; the rest is quiet.

use maud::{Markup, Render, html};

use crate::text::Say;

/// The page's one primary button; sends the form it stands in.
pub fn do_button(label: impl Render) -> Markup {
    html! { button.do type="submit" { (label) } }
}

/// A second act in a form. `name` and `value` tell the handler which button was used.
pub fn quiet_button(label: impl Render, name: &str, value: &str) -> Markup {
    html! { button.do.quiet type="submit" name=(name) value=(value) { (label) } }
}

/// The primary act where it leads to another page.
pub fn do_link(label: impl Render, href: &str) -> Markup {
    html! { a.do href=(href) { (label) } }
}

/// A second way on that deserves the size of a button.
pub fn quiet_link(label: impl Render, href: &str) -> Markup {
    html! { a.do.quiet href=(href) { (label) } }
}

/// Buttons and links in one row that wraps.
pub fn acts(body: impl Render) -> Markup {
    html! { div.acts { (body) } }
}

/// The end of a form: the primary button, and a sign that appears while something written is not sent yet.
pub fn send_row(say: &Say, label: impl Render) -> Markup {
    html! {
        div.acts {
            (do_button(label))
            span.unsent data-unsent-sign hidden { (super::Icon::Waiting.draw()) (say.t("look-not-sent-yet")) }
        }
    }
}

/// A form that changes something. `key` makes sending it twice harmless: the handler answers the second
/// time what it answered the first.
pub fn post_form(action: &str, key: &str, body: impl Render) -> Markup {
    html! {
        form.form method="post" action=(action) novalidate data-once {
            input type="hidden" name="_key" value=(key);
            (body)
        }
    }
}

/// A [`post_form`] that carries files.
pub fn upload_form(action: &str, key: &str, body: impl Render) -> Markup {
    html! {
        form.form method="post" action=(action) enctype="multipart/form-data" novalidate data-once {
            input type="hidden" name="_key" value=(key);
            (body)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_carries_its_key_and_escapes_it() {
        let form = post_form("/i/a/say", "k\"1", do_button("Send")).into_string();
        assert!(form.contains("name=\"_key\" value=\"k&quot;1\""), "{form}");
        assert!(form.contains("method=\"post\" action=\"/i/a/say\""));
        assert!(!form.contains("enctype"));
    }
}
