//! Samples of forms: fields, choices, people, and what a form says when something is wrong.

use maud::{Markup, html};

use crate::look::{
    Choices, Field, Picker, Problem, Somebody, Width, error_summary, fieldset, post_form, send_row,
};
use crate::text::Say;

const HERE: &str = "/style";

pub(super) fn fields(say: &Say) -> Markup {
    let body = html! {
        (Field::new("title", "What will be different?").hint("One sentence that a neighbour would understand.").draw(say))
        (Field::new("story", "The story behind it").textarea(4).optional().value("New plants hired from four counties.").draw(say))
        (Field::new("people", "People reached").number().unit("people").value("1,204").draw(say))
        (Field::new("due", "Due").date().value("2026-03-14").draw(say))
        (fieldset("Sign in", html! {
            (Field::new("mail", "E-mail").email().width(Width::Middle).draw(say))
            (Field::new("secret", "Password").password("current-password").draw(say))
        }))
        (Field::new("figures", "Figures").file(".csv,.xlsx").hint("A table with one row for each county.").draw(say))
        (send_row(say, "Send the figures"))
    };
    post_form(HERE, "style", body)
}

pub(super) fn choices(say: &Say) -> Markup {
    let body = html! {
        (Choices::radios("method", "How do you decide?")
            .explained("consent", "Consent", "It is adopted unless somebody has a reasoned objection.")
            .explained("approval", "Approval", "Everybody marks all they can live with.")
            .choice("ranked", "Ranked choice")
            .chosen("consent")
            .draw(say))
        (Choices::radios("public", "May others see it?").choice("yes", "Yes").choice("no", "Not yet").inline().draw(say))
        (Choices::checkboxes("strengths", "What can you bring?")
            .hint("As many as are true.")
            .choice("room", "A room")
            .choice("time", "Time of colleagues")
            .choice("data", "Data of our own")
            .chosen("room")
            .chosen("data")
            .optional()
            .draw(say))
        (Choices::select("cycle", "Reporting cycle").choice("month", "Every month").choice("quarter", "Every quarter").chosen("quarter").draw(say))
        (picker("seats", true, &[("Programme lead", "North Side Library", true), ("Data manager", "River County Health", false),
            ("Co-chair", "A housing association with a very long name that does not fit on one line of a phone", false),
            ("Facilitator", "Working group Movement", false)]).draw(say))
        (Picker { query: "zz".into(), ..picker("nobody", false, &[]) }.draw(say))
    };
    post_form(HERE, "style", body)
}

pub(super) fn mistakes(say: &Say) -> Markup {
    let problems = [
        Problem::new("wrong-number", "The number of people is missing. Write it as digits."),
        Problem::new("wrong-method", "Choose how you decide."),
        Problem::new("", "The cycle closed at noon. Ask the data manager to open it again."),
    ];
    let body = html! {
        (error_summary(say, &problems))
        (Field::new("wrong-number", "People reached").number().value("about forty").hint("Everybody counted once.")
            .error(Some("Write the number of people as digits.")).draw(say))
        (Choices::radios("wrong-method", "How do you decide?").choice("consent", "Consent").choice("score", "Score")
            .error(Some("Choose how you decide.")).draw(say))
        (Choices::select("wrong-cycle", "Reporting cycle").choice("", "Choose").error(Some("Choose a cycle.")).draw(say))
    };
    post_form(HERE, "style", body)
}

fn picker(name: &str, many: bool, people: &[(&str, &str, bool)]) -> Picker {
    let somebody = |(at, (name, organisation, chosen)): (usize, &(&str, &str, bool))| Somebody {
        value: at.to_string(),
        name: (*name).to_owned(),
        organisation: (*organisation).to_owned(),
        chosen: *chosen,
    };
    Picker {
        name: name.to_owned(),
        legend: "Who takes part?".to_owned(),
        hint: Some("Seats without a name stay vacant and are shown so.".to_owned()),
        error: None,
        many,
        filter: Some(HERE.to_owned()),
        query: String::new(),
        people: people.iter().enumerate().map(somebody).collect(),
    }
}
