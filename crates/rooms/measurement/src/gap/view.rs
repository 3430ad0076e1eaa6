//! Gaps between groups, in words and pictures.

use maud::{Markup, html};
use signals::disparity::Reference;
use web::look::chart::dots::{Dot, Dots};
use web::look::chart::small::Shared;
use web::look::{self, Standing, Table, small};
use web::text::{Arg, Say};

use super::{Apart, Groups};
use crate::measure::{Measure, view};
use crate::value::{Series, Value};

/// What the groups are compared with, in words.
pub(crate) fn reference(say: &Say, groups: &Groups<'_>, apart: Option<&Apart>) -> String {
    match (groups.reference, apart.and_then(|apart| apart.reference)) {
        (Reference::Overall, _) => say.t("gap-overall"),
        (_, Some(place)) => groups.groups[place].category.name.clone(),
        _ => String::new(),
    }
}

/// The widest gap: how far, how many times, whether it is more than chance.
pub(crate) fn sentence(say: &Say, measure: &Measure, whole: &Series, groups: &Groups<'_>) -> String {
    let Some(at) = groups.at else { return say.t("gap-none") };
    let Some(widest) = groups.widest(at) else { return say.t("gap-not-divided") };
    let version = measure.in_force();
    let unit = version.chart_unit();
    let group = &groups.groups[widest.group];
    let of_reference = match widest.reference {
        Some(place) => groups.groups[place].drawn(at),
        None => whole.drawn.get(at).copied().flatten(),
    };
    let value = |drawn: Option<f64>| Arg::from(look::chart::value_words(say, &unit, drawn));
    let args = [
        ("group", Arg::from(group.category.name.as_str())),
        ("value", value(group.drawn(at))),
        ("reference", reference(say, groups, Some(&widest)).into()),
        ("other", value(of_reference)),
        ("gap", view::apart(say, &unit, widest.difference.abs()).into()),
        ("period", whole.values[at].label.as_str().into()),
    ];
    let mut sentences = vec![say.with("gap-lead", &args)];
    sentences.extend(widest.ratio.map(|ratio| times(say, groups, &version.numerator, ratio)));
    sentences.extend(
        widest.by_chance().map(|chance| say.t(if chance { "gap-by-chance" } else { "gap-beyond-chance" })),
    );
    sentences.join(" ")
}

/// "Twice as many of them are not among “readers”."
fn times(say: &Say, groups: &Groups<'_>, numerator: &str, ratio: f64) -> String {
    let args = [("times", Arg::from(say.number(ratio, 2))), ("words", numerator.into())];
    say.with(if groups.counts_the_wanted() { "gap-times-not" } else { "gap-times" }, &args)
}

/// How the gap changed, with a warning where that is no success, or no failure.
pub(crate) fn change(say: &Say, measure: &Measure, whole: &Series, groups: &Groups<'_>) -> Option<Markup> {
    let (widest, change) = groups.change()?;
    let unit = measure.in_force().chart_unit();
    let scale = measure.in_force().scale();
    let gap = |gap: f64| Arg::from(view::apart(say, &unit, (gap * scale).abs()));
    let args = [
        ("since", Arg::from(whole.values[groups.since?].label.as_str())),
        ("before", gap(change.before)),
        ("after", gap(change.after)),
        ("group", groups.groups[widest.group].category.name.as_str().into()),
        ("reference", reference(say, groups, Some(&widest)).into()),
        ("share", say.percent(change.closed.unwrap_or(0.0).abs(), 0).into()),
    ];
    let narrower = change.after.abs() < change.before.abs();
    let (key, standing) = match () {
        () if change.narrowed_by_loss() => ("gap-narrowed-by-loss", Standing::Worse),
        () if change.widened_while_both_improved() => ("gap-widened-both-improved", Standing::Plain),
        () if narrower => ("gap-narrowed", Standing::Better),
        () if change.after.abs() > change.before.abs() => ("gap-widened", Standing::Worse),
        () => ("gap-same", Standing::Plain),
    };
    Some(look::status(standing, say.with(key, &args)))
}

/// Each group's line before that of the whole, all on one scale, in the order of the dimension.
pub(crate) fn multiples(say: &Say, measure: &Measure, whole: &Series, groups: &Groups<'_>) -> Markup {
    let unit = measure.in_force().chart_unit();
    let drawn = groups.groups.iter().flat_map(|group| group.series.drawn.iter().copied());
    let shared = Shared::of(unit.clone(), whole.drawn.clone(), drawn);
    let one = |group: &super::Group<'_>| {
        let hidden: Vec<bool> = group.series.values.iter().map(|value| value.hidden).collect();
        let last = group.series.latest();
        html! {
            p {
                b dir="auto" { (group.category.name) } " "
                @if let Some((_, value, drawn)) = last { small { (unit.words(say, drawn)) " · " (value.label) } }
                @else if hidden.iter().any(|hidden| *hidden) { small { (say.t("look-hidden")) } }
                @else { small { (say.t("value-not-yet")) } }
            }
            (shared.draw(say, &group.series.drawn, &hidden, Standing::Plain))
        }
    };
    html! {
        (look::multiples(groups.groups.iter().map(one)))
        (small(say.t("gap-multiples")))
    }
}

/// Where each group stands now, with the range chance gives it.
pub(crate) fn dots(say: &Say, measure: &Measure, whole: &Series, groups: &Groups<'_>) -> Markup {
    let Some(at) = groups.at else { return html! {} };
    let version = measure.in_force();
    let widest = groups.widest(at);
    let dot = |(place, group): (usize, &super::Group<'_>)| {
        let people = group.series.values.get(at).and_then(Value::pooled);
        let note = people
            .filter(|_| version.value_kind().is_divided())
            .map(|parts| say.with("gap-of", &[("count", view::amount(say, parts.denominator).into())]));
        Dot {
            name: group.category.name.clone(),
            value: group.drawn(at),
            range: groups.range(place, at),
            hidden: group.hidden(at),
            note: note.unwrap_or_default(),
            reference: widest.is_some_and(|widest| widest.reference == Some(place)),
        }
    };
    let caption = widest.map(|widest| {
        say.with("gap-caption", &[("reference", reference(say, groups, Some(&widest)).into())])
    });
    Dots {
        title: say.with("gap-now", &[("period", whole.values[at].label.as_str().into())]),
        names: groups.dimension.name.clone(),
        values: say.t("value-period"),
        unit: version.chart_unit(),
        dots: groups.groups.iter().enumerate().map(dot).collect(),
        whole: whole.drawn.get(at).copied().flatten(),
        caption: html! { @if let Some(caption) = caption { (caption) } },
    }
    .draw(say)
}

/// Each group against the reference: absolute and relative together.
pub(crate) fn table(say: &Say, measure: &Measure, groups: &Groups<'_>) -> Markup {
    let Some(at) = groups.at else { return html! {} };
    let apart = groups.apart(at);
    if apart.is_empty() {
        return html! {};
    }
    let version = measure.in_force();
    let unit = version.chart_unit();
    let against = reference(say, groups, apart.first());
    let table = Table::new(say.with("gap-table", &[("reference", against.into())]))
        .column(&groups.dimension.name)
        .number(say.t("period-value"))
        .number(say.t("gap-difference"))
        .number(say.t("gap-ratio"))
        .column(say.t("gap-chance"));
    let row = |apart: &Apart| {
        let chance = match apart.by_chance() {
            Some(true) => say.t("gap-chance-may"),
            Some(false) => say.t("gap-chance-beyond"),
            None => say.t("health-unknown"),
        };
        [
            html! { span dir="auto" { (groups.groups[apart.group].category.name) } },
            html! { (look::chart::value_words(say, &unit, groups.groups[apart.group].drawn(at))) },
            html! { (view::apart(say, &unit, apart.difference)) },
            html! { (apart.ratio.map_or_else(|| "–".to_owned(), |ratio| say.number(ratio, 2))) },
            html! { (chance) },
        ]
    };
    let note = if groups.counts_the_wanted() { "gap-ratio-of-others" } else { "gap-ratio-of-cases" };
    html! {
        (apart.iter().map(row).fold(table, Table::row).draw())
        (small(say.with(note, &[("words", version.numerator.as_str().into())])))
    }
}

/// The measures of all groups together, which need every one of them.
pub(crate) fn indices(say: &Say, groups: &Groups<'_>) -> Markup {
    let found = groups.at.filter(|at| groups.complete(*at)).and_then(|at| groups.disparity(at));
    let Some((_, all)) = found else { return small(say.t("gap-index-none")) };
    let percent = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| say.number(value, 1));
    look::facts([
        (say.t("gap-index"), percent(all.index)),
        (say.t("gap-weighted-index"), percent(all.weighted_index)),
        (
            say.t("gap-range-ratio"),
            all.range_ratio.map_or_else(|| "–".to_owned(), |ratio| say.number(ratio, 2)),
        ),
        (say.t("gap-attributable"), percent(all.attributable)),
    ])
}
