//! How people stand to a statement: agree, disagree, pass.

use maud::{Markup, html};

use super::at;
use crate::look::{Icon, Table};
use crate::text::{Arg, Say};

/// Votes on a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Opinion {
    /// How many agree.
    pub agree: i64,
    /// How many disagree.
    pub disagree: i64,
    /// How many saw it and passed.
    pub pass: i64,
}

impl Opinion {
    /// All who answered.
    pub fn all(&self) -> i64 {
        self.agree + self.disagree + self.pass
    }

    /// How many of each kind, in words; passes only if there are any.
    pub fn counts(&self, say: &Say) -> Vec<String> {
        let mut counts =
            vec![self.words(say, "look-agree", self.agree), self.words(say, "look-disagree", self.disagree)];
        if self.pass > 0 {
            counts.push(self.words(say, "look-pass", self.pass));
        }
        counts
    }

    fn words(&self, say: &Say, key: &str, n: i64) -> String {
        say.with(key, &[("n", Arg::from(say.count(n))), ("all", Arg::from(say.count(self.all())))])
    }
}

/// One bar with its counts. The three parts differ in height and shape as well as in colour.
pub fn bar(say: &Say, opinion: &Opinion) -> Markup {
    html! {
        div.opinion {
            @if opinion.all() == 0 {
                p.counts { span { (Icon::Missing.draw()) (say.t("look-no-votes")) } }
            } @else {
                (stripe(opinion))
                p.counts {
                    span.agree { i.shape {} (opinion.words(say, "look-agree", opinion.agree)) }
                    span.disagree { i.shape {} (opinion.words(say, "look-disagree", opinion.disagree)) }
                    @if opinion.pass > 0 { span.pass { i.shape {} (opinion.words(say, "look-pass", opinion.pass)) } }
                }
            }
        }
    }
}

/// The stripe alone, where the counts stand beside it.
fn stripe(opinion: &Opinion) -> Markup {
    let [agree, disagree, pass] = parts(opinion);
    html! {
        svg height="12" aria-hidden="true" focusable="false" {
            @if opinion.agree > 0 { rect class="agree" x="0" y="0" width=(width(agree)) height="12" {} }
            @if opinion.disagree > 0 { rect class="disagree" x=(width(agree)) y="2" width=(width(disagree)) height="8" {} }
            @if opinion.pass > 0 { rect class="pass" x=(width(agree + disagree)) y="4.5" width=(width(pass)) height="3" {} }
        }
    }
}

/// One statement, or one group's answer to it.
#[derive(Clone, Debug)]
pub struct Row {
    /// The statement or the group.
    pub name: String,
    /// Its votes.
    pub opinion: Opinion,
}

/// Several bars under each other, in the order given, with their table.
pub fn rows(say: &Say, title: &str, names: &str, rows: &[Row]) -> Markup {
    let table = Table::new(title)
        .column(names)
        .number(say.t("look-agree-head"))
        .number(say.t("look-disagree-head"))
        .number(say.t("look-pass-head"));
    let table = rows.iter().fold(table, |table, row| {
        let Opinion { agree, disagree, pass } = row.opinion;
        table.row([row.name.clone(), say.count(agree), say.count(disagree), say.count(pass)])
    });
    html! {
        figure.chart.opinions {
            p.chart-title { (title) }
            ul role="list" { @for row in rows { li { p.name dir="auto" { (row.name) } (bar(say, &row.opinion)) } } }
            figcaption { details.twin { summary { (say.t("look-show-table")) } (table.draw()) } }
        }
    }
}

/// The three parts in hundredths of all; all zero if nobody answered.
fn parts(opinion: &Opinion) -> [f64; 3] {
    let all = opinion.all().max(1) as f64;
    [opinion.agree, opinion.disagree, opinion.pass].map(|n| n as f64 / all * 100.0)
}

fn width(hundredths: f64) -> String {
    format!("{}%", at(hundredths))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_fill_the_bar_and_nobody_is_dropped() {
        let parts = parts(&Opinion { agree: 656, disagree: 20, pass: 24 });
        assert!((parts.iter().sum::<f64>() - 100.0).abs() < 1e-9);
        assert_eq!(super::parts(&Opinion::default()), [0.0; 3]);
    }

    #[test]
    fn a_part_nobody_chose_is_not_drawn() {
        let drawn = stripe(&Opinion { agree: 3, disagree: 0, pass: 1 }).into_string();
        assert!(!drawn.contains("disagree") && drawn.contains("\"75%\""), "{drawn}");
    }
}
