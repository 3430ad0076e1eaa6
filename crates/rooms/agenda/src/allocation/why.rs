//! Why a project is funded or not, in words.

use budget::BigRational;
use web::Visit;

use super::{Line, Why};
use crate::fund::{Fund, Rule};

/// A fraction of the smallest unit in the reader's words, rounded down to hundredths.
pub(super) fn about(visit: &Visit, fund: &Fund, amount: &BigRational) -> String {
    let text = fund.money().about(amount);
    let number = text.parse::<f64>().map_or(text, |number| visit.say().number(number, 2));
    fund.with_currency(visit.say(), number)
}

/// An amount that is missing, rounded up: so much would have been enough.
fn missing(visit: &Visit, fund: &Fund, amount: &BigRational) -> String {
    let whole = amount.ceil().to_integer();
    i64::try_from(whole).map_or_else(|_| about(visit, fund, amount), |whole| fund.words(visit.say(), whole))
}

/// One or two sentences: what came of it under this rule, and what would have made sure of it.
pub(crate) fn words(visit: &Visit, fund: &Fund, rule: Rule, line: &Line) -> String {
    let sentence = match (line.why, &line.short_by, &line.paid) {
        (Why::Funded, _, Some(paid)) => paid_for(visit, fund, line, paid),
        (Why::Short | Why::Beyond, Some(short), _) => {
            let args =
                [("short", missing(visit, fund, short).into()), ("supporters", line.supporters.into())];
            visit.with(&format!("why-{}-{}", rule.word(), line.why.word()), &args)
        }
        (Why::Free | Why::Nobody | Why::Completed | Why::Beyond, ..) => {
            visit.t(&format!("why-{}", line.why.word()))
        }
        (Why::Funded | Why::Short | Why::Stopped, ..) => {
            visit.t(&format!("why-{}-{}", rule.word(), line.why.word()))
        }
    };
    match line.needed {
        Some(needed) if !line.is_funded() && needed > 0 && line.why != Why::Nobody => {
            let key = if line.why == Why::Beyond { "why-never" } else { "why-needed" };
            format!("{sentence} {}", visit.with(key, &[("needed", needed.into())]))
        }
        _ => sentence,
    }
}

/// Who paid for it with their share.
fn paid_for(visit: &Visit, fund: &Fund, line: &Line, paid: &BigRational) -> String {
    let key = if fund.way.has_weights() { "why-paid-by-weight" } else { "why-paid" };
    let each = about(visit, fund, paid);
    let mut words = visit.with(key, &[("full", line.in_full.into()), ("each", each.into())]);
    for (key, count) in [("why-paid-rest", line.the_rest), ("why-paid-nothing", line.none_left)] {
        if count > 0 {
            words = format!("{words} {}", visit.with(key, &[("count", count.into())]));
        }
    }
    words
}
