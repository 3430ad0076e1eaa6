//! The ballot: what there is to choose, what it costs, and how far the choice would go.

use kernel::{Problems, Result};
use maud::{Markup, html};
use web::look::{self, Icon};
use web::{Answer, Form, Routes, Sent, Visit, new_key};

use super::acts::ChooseProjects;
use super::{Ballot, VOTE};
use crate::fund::{Fund, Way, page};
use crate::project::{Project, shuffled};
use crate::vote::Voice;
use crate::vote::page::{keep_voice, voice};

/// From so many projects on they can be searched.
const MANY: usize = 12;

pub(crate) fn routes() -> Routes {
    Routes::new().form("funds/{n}/ballots", &VOTE, cast)
}

async fn cast(visit: Visit) -> Result<Answer> {
    let number: i64 = visit.part("n")?;
    match casting(&visit, number).await {
        Ok(()) => {
            Ok(keep_voice(&visit, visit.done(&visit.href(&format!("funds/{number}#ballot")), "ballot-cast")))
        }
        Err(kernel::Error::Invalid(problems)) => page::show(&visit, Some(problems)).await,
        Err(error) => Err(error),
    }
}

async fn casting(visit: &Visit, number: i64) -> Result<()> {
    let typed = Typed::of(visit.sent());
    typed.check()?;
    let Ballot { projects, points } = typed.ballot();
    visit.execute(ChooseProjects { fund: number, projects, points, voice: voice(visit) }).await
}

/// What stands in the form: project and what was chosen of it or typed beside it.
pub(crate) struct Typed(Vec<(i64, String)>);

impl Typed {
    /// As it was sent: ticked projects, or a number beside each.
    pub(crate) fn of(sent: &Sent) -> Self {
        let chosen = sent.pairs().filter_map(|(name, value)| {
            if name == "project" {
                return Some((value.parse().ok()?, "1".to_owned()));
            }
            let project = name.strip_prefix("project-")?.parse().ok()?;
            (!value.trim().is_empty()).then(|| (project, value.trim().to_owned()))
        });
        Self(chosen.collect())
    }

    /// As somebody voted before.
    pub(crate) fn before(ballot: &Ballot, way: Way) -> Self {
        let value = |at: usize| match way {
            Way::Points | Way::Scores => ballot.points.get(at).copied().unwrap_or_default().to_string(),
            Way::Ranking => (at + 1).to_string(),
            Way::Approval | Way::One => "1".to_owned(),
        };
        Self(ballot.projects.iter().enumerate().map(|(at, &project)| (project, value(at))).collect())
    }

    fn get(&self, project: i64) -> &str {
        self.0.iter().find(|(chosen, _)| *chosen == project).map_or("", |(_, value)| value)
    }

    /// Refuses what is no number, and two projects in one place.
    fn check(&self) -> Result<()> {
        let mut problems = Problems::none();
        for (project, value) in &self.0 {
            let fine = value.parse::<u32>().is_ok();
            problems.check(fine, &format!("project-{project}"), "problem-whole-number");
        }
        problems.done()
    }

    /// The ballot that this comes to: by places where projects are ranked, without those that have no points.
    fn ballot(&self) -> Ballot {
        let mut chosen: Vec<(i64, i64)> =
            self.0.iter().filter_map(|(project, value)| Some((*project, value.parse().ok()?))).collect();
        chosen.retain(|(_, value)| *value > 0);
        chosen.sort_by_key(|(_, value)| *value);
        Ballot {
            projects: chosen.iter().map(|(project, _)| *project).collect(),
            points: chosen.iter().map(|(_, value)| *value).collect(),
        }
    }

    fn has(&self, project: i64) -> bool {
        !["", "0"].contains(&self.get(project))
    }
}

/// What a ballot is drawn from.
pub(crate) struct Paper<'a> {
    pub(crate) fund: &'a Fund,
    /// Those that can be chosen.
    pub(crate) projects: Vec<Project>,
    /// What somebody voted before.
    pub(crate) before: Option<Ballot>,
    /// What is wrong with what was just sent.
    pub(crate) problems: Option<Problems>,
}

/// The ballot, filled in as somebody voted before or just tried to, and its button.
pub(crate) fn draw(visit: &Visit, paper: Paper<'_>) -> Result<Markup> {
    let Paper { fund, projects, before, problems } = paper;
    let searched = visit.query().pairs().any(|(name, _)| name == "q");
    let typed = match (&before, &problems) {
        (_, Some(_)) => Typed::of(visit.sent()),
        _ if searched => Typed::of(visit.query()),
        (Some(ballot), None) => Typed::before(ballot, fund.way),
        (None, None) => Typed(Vec::new()),
    };
    let form = match problems {
        Some(problems) => visit.form_again("ballot", problems),
        None => visit.form("ballot"),
    };
    let all = projects.len();
    let voice = secret(visit)?;
    let person = visit.actor.person.map(|person| person.to_string()).unwrap_or_default();
    let projects = shuffled(projects, voice.as_ref().map_or(person.as_str(), Voice::as_str));
    let query = if searched { visit.query().get("q").trim().to_lowercase() } else { String::new() };
    let fits = |project: &&Project| {
        let words = format!("{} {}", project.title, project.place).to_lowercase();
        typed.has(project.number) || words.contains(&query)
    };
    let shown: Vec<&Project> = projects.iter().filter(fits).collect();
    let button = visit.t(if before.is_some() { "ballot-change" } else { "ballot-send" });
    let fields = html! {
        @if let Some(voice) = voice.as_ref().filter(|_| !keeps(visit)) { input type="hidden" name="voice" value=(voice.as_str()); }
        fieldset.field.picker.spending.wrong[form.error("project").is_some()] data-picker data-spending
            data-unit=(fund.money().unit()) aria-describedby="project-hint" {
            legend { (visit.t(&format!("ballot-{}", fund.way.word()))) }
            p.hint #project-hint { (hint(visit, fund)) }
            @if let Some(words) = form.error("project") { p.error #project-error { (Icon::Worse.draw()) span { (words) } } }
            @if all > MANY { (search(visit, fund)) }
            @if shown.is_empty() { p.nobody { (visit.with("ballot-none-found", &[("query", query.as_str().into())])) } }
            ul.loop role="list" {
                @for (at, project) in shown.iter().enumerate() {
                    (line(visit, &form, fund, project, typed.get(project.number), (at == 0, all)))
                }
            }
        }
        (sum(visit, fund, &projects, &typed, button))
    };
    Ok(html! {
        (form.summary())
        (look::post_form(&visit.href(&fund.path("/ballots")), &new_key(), fields))
    })
}

/// The secret of a browser without an account: the one it brought, or a new one, which its first ballot brings back. So
/// the order of projects stays the same for it as well.
fn secret(visit: &Visit) -> Result<Option<Voice>> {
    match (visit.actor.person, voice(visit)) {
        (Some(_), _) => Ok(None),
        (None, Some(voice)) => Ok(Some(voice)),
        (None, None) => Voice::new().map(Some),
    }
}

/// Whether the browser keeps its secret already: then no page says it.
fn keeps(visit: &Visit) -> bool {
    visit.cookie(&visit.house().settings().cookie_name("voice")).is_some()
}

fn hint(visit: &Visit, fund: &Fund) -> String {
    visit.with(&format!("ballot-{}-more", fund.way.word()), &[("most", fund.most.into())])
}

fn search(visit: &Visit, fund: &Fund) -> Markup {
    let words = visit.t("ballot-find");
    html! {
        div.find {
            label.unseen for="ballot-q" { (words) }
            input #ballot-q type="search" name="q" value=(visit.query().get("q")) autocomplete="off" placeholder=(words);
            button.do.quiet type="submit" formmethod="get" formaction=(visit.href(&fund.path(""))) formnovalidate {
                (Icon::Search.draw()) (visit.t("look-find"))
            }
        }
    }
}

/// One project: what it is, what it costs, and the way to choose it.
fn line(
    visit: &Visit,
    form: &Form<'_>,
    fund: &Fund,
    project: &Project,
    value: &str,
    (first, all): (bool, usize),
) -> Markup {
    let id = if first { "project".to_owned() } else { format!("project-{}", project.number) };
    let name = format!("project-{}", project.number);
    let more = format!("more-{}", project.number);
    let about = html! {
        p.hint id=(more) {
            (fund.words(visit.say(), project.cost))
            @if !project.place.is_empty() { " · " span dir="auto" { (project.place) } }
            " · " a href=(visit.href(&project.path(""))) { (look::named(visit.t("ballot-read-more"), &project.title)) }
        }
    };
    let wrong = form.error(&name);
    let title = html! { span dir="auto" { (project.title) } };
    match fund.way {
        Way::Approval | Way::One => html! {
            li.answer {
                input id=(id) name="project" type="checkbox" value=(project.number) checked[!value.is_empty()]
                    data-cost=(project.cost) aria-describedby=(more);
                label for=(id) { (title) }
                (about)
            }
        },
        Way::Points | Way::Scores => html! {
            li.field.wrong[wrong.is_some()] {
                label for=(id) { (title) }
                (about)
                @if let Some(words) = &wrong { p.error { (Icon::Worse.draw()) span { (words) } } }
                div.entry.short {
                    input id=(id) name=(name) type="text" inputmode="numeric" value=(value) maxlength="6" autocomplete="off"
                        data-cost=(project.cost) aria-describedby=(more) aria-invalid=[wrong.is_some().then_some("true")];
                    span.unit { (visit.t("ballot-points-unit")) }
                }
            }
        },
        Way::Ranking => {
            let places = if fund.most > 0 { all.min(fund.most as usize) } else { all };
            html! {
                li.field.wrong[wrong.is_some()] {
                    label for=(id) { (title) }
                    (about)
                    div.entry.pick {
                        select id=(id) name=(name) data-cost=(project.cost) aria-describedby=(more) {
                            option value="" { (visit.t("ballot-no-place")) }
                            @for place in 1..=places {
                                option value=(place) selected[value == place.to_string()] {
                                    (visit.with("ballot-place", &[("place", place.into())]))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What the choice comes to, beside the budget; and the button.
fn sum(visit: &Visit, fund: &Fund, projects: &[Project], typed: &Typed, button: String) -> Markup {
    let chosen: Vec<&Project> = projects.iter().filter(|project| typed.has(project.number)).collect();
    let cost: i64 = chosen.iter().map(|project| project.cost).sum();
    let points: i64 = typed.ballot().points.iter().fold(0, |sum, points| sum.saturating_add(*points));
    let say = visit.say();
    html! {
        div.sum role="group" aria-label=(visit.t("ballot-sum")) {
            p {
                b data-chosen { (say.count(chosen.len() as i64)) } " " (visit.t("ballot-chosen"))
                @if fund.way == Way::Points {
                    " · " b data-points { (say.count(points)) } " " (visit.with("ballot-of-points", &[("most", fund.most.into())]))
                }
                br;
                b data-sum=(fund.words(say, 0)) { (fund.words(say, cost)) } " "
                (visit.with("ballot-of-money", &[("money", fund.words(say, fund.amount).into())]))
            }
            progress data-spent value=(cost) max=(fund.amount) aria-label=(visit.t("ballot-sum-bar")) {}
            (look::send_row(say, button))
        }
    }
}
