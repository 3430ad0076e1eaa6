//! The ballot as a form: large targets, usable without a script; and what was sent, put into the one line of a ballot.

use maud::{Markup, html};
use web::look::{Choices, Width};
use web::{Form, Sent, Visit, text};

use super::{ABSTAINS, Choice};
use crate::decision::answer::{Given, Say};
use crate::poll::roll::Voter;
use crate::poll::{Electorate, Method, Poll, Secrecy, Shape, count};

/// Up to so many points they stand beside each other; more are a list.
const BESIDE: i64 = 5;

/// The line of a ballot, from the fields of its form. What cannot be meant stays unreadable, for the act to say so.
pub(crate) fn sent(poll: &Poll, options: usize, sent: &Sent) -> String {
    let fields =
        |name: &str| (1..=options).map(|n| sent.get(&format!("{name}-{n}")).trim().to_owned()).collect();
    let abstains = sent.get("abstain") == "yes";
    match poll.method.shape() {
        Shape::Say | Shape::Step | Shape::One => sent.get("answer").to_owned(),
        Shape::Any => sent.all("answer").collect::<Vec<_>>().join(" "),
        Shape::Order => {
            let ranks: Vec<String> = fields("rank");
            if abstains && ranks.iter().all(String::is_empty) { ABSTAINS.to_owned() } else { ordered(&ranks) }
        }
        Shape::Numbers => {
            let points: Vec<String> = fields("points");
            if abstains && points.iter().all(String::is_empty) {
                ABSTAINS.to_owned()
            } else {
                points.join(",")
            }
        }
    }
}

/// Options by their ranks. One rank given twice is no order: it comes out as an option that is named twice.
fn ordered(ranks: &[String]) -> String {
    let mut placed: Vec<(u32, usize)> = Vec::new();
    for (option, rank) in ranks.iter().enumerate().filter(|(_, rank)| !rank.is_empty()) {
        match rank.parse() {
            Ok(rank) if placed.iter().all(|(other, _)| *other != rank) => placed.push((rank, option + 1)),
            _ => return String::new(),
        }
    }
    placed.sort_unstable();
    placed.iter().map(|(_, option)| option.to_string()).collect::<Vec<_>>().join(">")
}

/// A ballot in the hands of one voter: with what was said before, or what a link proposes. Nothing counts before it is
/// sent.
pub(crate) struct Sheet<'a> {
    pub(crate) poll: &'a Poll,
    pub(crate) options: &'a [String],
    pub(crate) voter: &'a Voter,
    /// What the voter said last, where that can be known.
    pub(crate) before: Option<&'a Given>,
    /// Whether a secret ballot is cast already.
    pub(crate) again: bool,
}

impl Sheet<'_> {
    /// The form that sends it to `action`.
    pub(crate) fn draw(&self, visit: &Visit, form: Form<'_>, action: &str) -> Markup {
        let Self { poll, options, voter, before, again } = self;
        let is_secret = poll.secrecy == Secrecy::Secret;
        // No address ever holds a choice of a secret ballot: it would stand in the server's log.
        let proposed = if is_secret { "" } else { visit.query().get("answer") };
        let line = match before {
            Some(before) if proposed.is_empty() => &before.answer,
            _ => proposed,
        };
        let form = started(form, poll, count::names(poll, options).len(), line);
        let form = form.start("reason", before.map_or("", |before| before.reason.as_str()));
        let whom = match poll.electorate {
            Electorate::Seats => &voter.constituency,
            Electorate::Members | Electorate::Partners => &voter.name,
        };
        // Only consent says which answers need one.
        let reason = match poll.method {
            Method::Consent => form.field("reason"),
            _ => form.named("reason", &visit.t("reply-reason")),
        };
        let fields = html! {
            @if *again { p { (visit.t("ballot-again")) } }
            p.small {
                (visit.with("reply-for", &[("constituency", whom.into())])) " "
                (visit.t(&format!("poll-secret-short-{}", poll.secrecy.word())))
            }
            (fields(visit, &form, poll, options))
            @if !is_secret { (reason.textarea(3).optional().draw(visit.say())) }
        };
        form.draw(action, if is_secret { "ballot-cast" } else { "reply-send" }, fields)
    }
}

/// The fields.
fn fields(visit: &Visit, form: &Form<'_>, poll: &Poll, options: &[String]) -> Markup {
    let names = names(visit.say(), poll, options);
    let label = |n: usize| names[n - 1].as_str();
    let body = match poll.method.shape() {
        Shape::Say | Shape::Step | Shape::One => form.radios("answer", &listed(visit.say(), poll, options)),
        Shape::Any => form.checkboxes("answer", &listed(visit.say(), poll, options)),
        Shape::Order => {
            let ranks = [(String::new(), visit.t("poll-no-rank"))].into_iter();
            let ranks: Vec<_> =
                ranks.chain((1..=names.len()).map(|n| (n.to_string(), n.to_string()))).collect();
            html! {
                @for n in 1..=names.len() { (form.named_select(&format!("rank-{n}"), label(n), &ranks)) }
                (form.checkboxes("abstain", &[("yes".to_owned(), visit.t("poll-abstain"))]))
            }
        }
        Shape::Numbers => html! {
            @for n in 1..=names.len() { (points(visit, form, poll, n, label(n))) }
            (form.checkboxes("abstain", &[("yes".to_owned(), visit.t("poll-abstain"))]))
        },
    };
    // Where each option has a field of its own, a problem with the whole ballot leads here.
    let fields = matches!(poll.method.shape(), Shape::Order | Shape::Numbers);
    html! {
        p id=[fields.then_some("answer")] { (how(visit, poll)) }
        (body)
    }
}

/// What a ballot can say in one word or number, each with its words; nothing where it takes several.
pub(crate) fn listed(say: &text::Say, poll: &Poll, options: &[String]) -> Vec<(String, String)> {
    match poll.method.shape() {
        Shape::Say => {
            let word = |one: Say| (one.word().to_owned(), say.t(&format!("reply-{}", one.word())));
            Say::ALL.map(word).to_vec()
        }
        Shape::Step => (1..=6).map(|n| (n.to_string(), say.t(&format!("poll-step-{n}")))).collect(),
        Shape::One | Shape::Any => {
            let names = names(say, poll, options).into_iter().zip(1..);
            let numbered = names.map(|(name, n): (_, usize)| (n.to_string(), name));
            numbered.chain([(ABSTAINS.to_owned(), say.t("poll-abstain"))]).collect()
        }
        Shape::Order | Shape::Numbers => Vec::new(),
    }
}

/// What one option gets.
fn points(visit: &Visit, form: &Form<'_>, poll: &Poll, n: usize, label: &str) -> Markup {
    let name = format!("points-{n}");
    if poll.method == Method::Dots {
        return form.named(&name, label).number().optional().width(Width::Short).draw(visit.say());
    }
    let words = |points: i64| match poll.method {
        Method::Median => visit.t(&format!("poll-grade-{points}")),
        _ => visit.say().count(points),
    };
    if poll.highest <= BESIDE {
        let choices = Choices::radios(&name, label).optional();
        let choices = if poll.method == Method::Median { choices } else { choices.inline() };
        let choices = (0..=poll.highest)
            .fold(choices, |choices, points| choices.choice(points.to_string(), words(points)));
        return form.choices(&name, choices);
    }
    let none = [(String::new(), visit.t("poll-no-points"))].into_iter();
    let list: Vec<_> =
        none.chain((0..=poll.highest).map(|points| (points.to_string(), words(points)))).collect();
    form.named_select(&name, label, &list)
}

/// How this ballot is filled in, in a sentence.
fn how(visit: &Visit, poll: &Poll) -> String {
    visit.with(
        &format!("poll-how-{}", poll.method.word()),
        &[("highest", poll.highest.into()), ("winners", poll.winners.into())],
    )
}

/// The form with that line in it, what was said before or what a link proposes; what was typed goes first.
pub(crate) fn started<'a>(form: Form<'a>, poll: &Poll, options: usize, line: &str) -> Form<'a> {
    match Choice::read(poll, options, line) {
        Ok(Choice::Order(order)) => order.iter().zip(1..).fold(form, |form, (option, rank): (_, i64)| {
            form.start(&format!("rank-{}", option + 1), rank.to_string())
        }),
        Ok(Choice::Numbers(numbers)) => numbers.iter().zip(1..).fold(form, |form, (points, n): (_, i64)| {
            form.start(&format!("points-{n}"), points.map_or_else(String::new, |points| points.to_string()))
        }),
        Ok(Choice::Options(options)) if poll.method.shape() == Shape::Any => {
            form.start_all("answer", options.iter().map(|option| (option + 1).to_string()))
        }
        Ok(Choice::Abstains) if matches!(poll.method.shape(), Shape::Order | Shape::Numbers) => {
            form.start("abstain", "yes")
        }
        Ok(choice) => form.start("answer", choice.line()),
        Err(_) => form,
    }
}

/// What can be chosen, as people read it.
pub(crate) fn names(say: &text::Say, poll: &Poll, options: &[String]) -> Vec<String> {
    match poll.method {
        Method::Majority => vec![say.t("poll-for"), say.t("poll-against")],
        _ => options.to_vec(),
    }
}

/// What a ballot says, as people read it; the words of options are people's.
pub(crate) fn said(visit: &Visit, poll: &Poll, options: &[String], line: &str) -> Markup {
    let names = names(visit.say(), poll, options);
    let name = |at: &usize| names.get(*at).cloned().unwrap_or_default();
    match Choice::read(poll, names.len(), line) {
        Ok(Choice::Say(say)) => html! { (visit.t(&format!("decision-said-{}", say.word()))) },
        Ok(Choice::Step(level)) => html! { (visit.t(&format!("poll-step-{}", level.position()))) },
        Ok(Choice::Abstains) => html! { (visit.t("poll-abstained")) },
        Ok(Choice::Options(options)) => {
            let chosen: Vec<String> = options.iter().map(name).collect();
            html! { span dir="auto" { (chosen.join(", ")) } }
        }
        Ok(Choice::Order(order)) => {
            let chosen =
                order.iter().zip(1..).map(|(option, rank): (_, i64)| format!("{rank}. {}", name(option)));
            html! { span dir="auto" { (chosen.collect::<Vec<_>>().join(", ")) } }
        }
        Ok(Choice::Numbers(numbers)) => {
            let given =
                numbers.iter().enumerate().filter_map(|(at, points)| points.map(|points| (at, points)));
            let words =
                given.map(|(at, points)| format!("{} {}", name(&at), visit.say().count(points.into())));
            html! { span dir="auto" { (words.collect::<Vec<_>>().join(", ")) } }
        }
        Err(_) => html! { (visit.t("decision-said-silent")) },
    }
}

#[cfg(test)]
mod tests {
    use super::ordered;

    #[test]
    fn ranks_make_an_order_and_one_rank_goes_to_one_option() {
        let ranks =
            |ranks: &[&str]| ordered(&ranks.iter().map(|rank| (*rank).to_owned()).collect::<Vec<_>>());
        assert_eq!(ranks(&["2", "", "1"]), "3>1");
        assert_eq!(ranks(&["7", "", "3"]), "3>1", "a skipped rank is no rank");
        assert_eq!(ranks(&["1", "1", ""]), "");
        assert_eq!(ranks(&["first", "", ""]), "");
        assert_eq!(ranks(&["", "", ""]), "");
    }
}
