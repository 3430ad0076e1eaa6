//! The page on which a partner says what its field is, tries its rule, and sends it on to be approved.

use kernel::{Error, Problems, Result};
use maud::{Markup, html};
use web::look::{self, Choices, Field, Table, quiet_button, small};
use web::{Answer, Form, Routes, Visit};

use super::acts::SayCrosswalk;
use super::page::{Asked, asked};
use super::rule::Rules;
use super::{Crosswalk, Fit, SAY};
use crate::import;

pub(crate) fn routes() -> Routes {
    Routes::new().page("duties/{n}/crosswalk/new", &SAY, new).form("duties/{n}/crosswalk", &SAY, say)
}

async fn new(visit: Visit) -> Result<Answer> {
    let asked = asked(&visit).await?;
    visit.may(&SAY, asked.duty.owner())?;
    let latest = asked.said.last();
    let form = latest.into_iter().fold(visit.form("crosswalk"), started);
    draw(&visit, &asked, form, Shown::Fresh).await
}

/// The form with what was said last.
fn started<'a>(form: Form<'a>, said: &Crosswalk) -> Form<'a> {
    form.start("fit", said.fit.word())
        .start("local_name", &said.local_name)
        .start("local_definition", &said.local_definition)
        .start("stands", &said.stands)
        .start("numerator", &said.numerator)
        .start("denominator", &said.denominator)
        .start("reason", &said.reason)
}

fn sent(visit: &Visit) -> Result<SayCrosswalk> {
    let sent = visit.sent();
    let get = |field: &str| sent.get(field).to_owned();
    Ok(SayCrosswalk {
        duty: visit.part("n")?,
        fit: get("fit"),
        local_name: get("local_name"),
        local_definition: get("local_definition"),
        stands: get("stands"),
        numerator: get("numerator"),
        denominator: get("denominator"),
        reason: get("reason"),
    })
}

async fn say(visit: Visit) -> Result<Answer> {
    let act = sent(&visit)?;
    if visit.sent().has("try") {
        let asked = asked(&visit).await?;
        visit.may(&SAY, asked.duty.owner())?;
        let trial = Rules::read(act.numerator.trim(), act.denominator.trim());
        return match trial {
            Ok(rules) => {
                let form = visit.form("crosswalk");
                draw(&visit, &asked, form, Shown::Tried(&rules)).await
            }
            Err(fault) => {
                let form = visit.form_again("crosswalk", Problems(vec![fault.problem()]));
                draw(&visit, &asked, form, Shown::Wrong).await
            }
        };
    }
    let here = visit.href(&format!("duties/{}/crosswalk", act.duty));
    match visit.execute(act).await {
        Ok(_) => Ok(visit.done(&here, "crosswalk-said")),
        Err(Error::Invalid(problems)) => {
            let asked = asked(&visit).await?;
            draw(&visit, &asked, visit.form_again("crosswalk", problems), Shown::Wrong).await
        }
        Err(error) => Err(error),
    }
}

/// Why the form is shown.
enum Shown<'a> {
    Fresh,
    Tried(&'a Rules),
    Wrong,
}

async fn draw(visit: &Visit, asked: &Asked, form: Form<'_>, shown: Shown<'_>) -> Result<Answer> {
    let version = asked.measure.in_force();
    let fits = Fit::ALL.iter().fold(Choices::radios("fit", visit.t("crosswalk-fit")), |choices, fit| {
        let key = format!("crosswalk-fit-{}", fit.word());
        choices.explained(fit.word(), visit.t(&key), visit.t(&format!("{key}-hint")))
    });
    let say = visit.say();
    let fields = html! {
        (form.line("local_name"))
        (form.text("local_definition", 3))
        (form.choices("fit", fits))
        (form.field("reason").textarea(2).optional().draw(say))
        (form.field("stands").optional().draw(say))
        (look::fieldset(visit.t("crosswalk-rule"), html! {
            (small(visit.t("crosswalk-rule-lead")))
            (form.field("numerator").optional().draw(say))
            @if version.value_kind().is_divided() { (form.field("denominator").optional().draw(say)) }
            @if let Shown::Tried(rules) = &shown { (tried(visit, rules)) }
            (look::acts(quiet_button(visit.t("crosswalk-try"), "try", "yes")))
        }))
    };
    let action = visit.href(&format!("duties/{}/crosswalk", asked.duty.number));
    let title = visit.t("crosswalk-new-title");
    let page = html! {
        (look::page_head(asked.kicker(visit), title.as_str(), visit.t("crosswalk-new-lead")))
        (asked.agreed(visit))
        (form.draw(&action, "crosswalk-say", fields))
    };
    let answer = visit.page(title);
    if matches!(shown, Shown::Wrong) { answer.unprocessable() } else { answer }.show(page).await
}

/// The rule with numbers in it: one field for each of the partner's, and what comes out.
fn tried(visit: &Visit, rules: &Rules) -> Markup {
    let say = visit.say();
    let name = |at: usize| format!("value-{at}");
    let fields = rules.fields();
    let typed = |at: usize| visit.sent().get(&name(at)).trim().to_owned();
    let value = |field: &str| import::typed(say, &typed(fields.iter().position(|one| *one == field)?));
    let words = match rules.apply(value) {
        Ok(Some((numerator, denominator))) => {
            let parts = [
                ("numerator", say.number(numerator, digits(numerator)).into()),
                ("denominator", say.number(denominator, digits(denominator)).into()),
            ];
            visit.with("crosswalk-tried", &parts)
        }
        Ok(None) => visit.t("crosswalk-tried-missing"),
        Err(fault) => web::words_of(say, &fault.problem()),
    };
    html! {
        div.abreast {
            @for (at, field) in fields.iter().enumerate() {
                (Field::new(name(at), *field).number().optional().value(typed(at)).draw(say))
            }
        }
        p role="status" { b { (words) } }
    }
}

/// As many decimals as a trial needs.
fn digits(value: f64) -> usize {
    if value.fract() == 0.0 { 0 } else { 2 }
}

/// What was said under a duty, newest first.
pub(super) fn history(visit: &Visit, said: &[Crosswalk]) -> Markup {
    let mut table = Table::new(visit.t("crosswalk-history"))
        .quiet_caption()
        .column(visit.t("crosswalk-when"))
        .column(visit.t("crosswalk-local_name"))
        .column(visit.t("crosswalk-fit"))
        .column(visit.t("crosswalk-state"));
    for one in said.iter().rev() {
        table = table.row([
            html! { (visit.say().day(one.said_at)) " " small dir="auto" { (one.said_by) } },
            html! { span dir="auto" { (one.local_name) } },
            html! { (visit.t(&format!("crosswalk-fit-{}", one.fit.word()))) },
            html! {
                (visit.t(&format!("crosswalk-state-{}", one.state.word())))
                @if !one.judgement.is_empty() { " " small dir="auto" { (one.judgement) } }
            },
        ]);
    }
    table.draw()
}
