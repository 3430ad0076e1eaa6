//! The answers as JSON. The names are stable: other programs read them.

use network::contributions::{
    Contributions, Cover, Fact, Finding, Kind, Required, Severity, StrengthState, Subject,
};
use network::flow::Flow;
use network::matching::{Matching, Reason, Why};
use serde_json::{Map, Value, json};

use super::answer::Answer;

pub(super) fn json(work: &Contributions, answer: &Answer) -> Value {
    let names = Names {
        organisations: work.organisations(),
        outcomes: work.outcomes(),
        activities: work.activities(),
        strengths: work.strengths(),
    };
    let pair =
        |one: usize, other: usize| format!("{}|{}", names.organisations[one], names.organisations[other]);
    let overlaps = answer.overlaps.iter().map(|overlap| {
        let value = json!({
            "jaccard": overlap.jaccard,
            "weighted_jaccard": overlap.weighted_jaccard,
            "cosine": overlap.cosine,
            "overlap_coefficient": overlap.coefficient,
        });
        (pair(overlap.one, overlap.other), value)
    });
    let downstream = names.activities.iter().zip(&answer.downstream);
    json!({
        "matrices": {
            "organisations": names.organisations,
            "activities": names.activities,
            "outcomes": names.outcomes,
            "contribution_hours_org_by_outcome": work.matrix().collect::<Vec<_>>(),
            "organisation_order": of(&names.organisations, &answer.order.0),
            "outcome_order": of(&names.outcomes, &answer.order.1),
        },
        "gaps": having(answer, &names, Cover::Gap),
        "single_points": having(answer, &names, Cover::SinglePoint),
        "fragile": having(answer, &names, Cover::Fragile),
        "outcomes": outcomes(answer, &names),
        "coverage_score": answer.coverage.score,
        "robust_coverage_score_k2": answer.coverage.robust_score,
        "org_overlap_on_outcomes": overlaps.collect::<Map<_, _>>(),
        "duplicate_activity_candidates": answer.duplicates.iter()
            .map(|&(one, other)| [names.activities[one], names.activities[other]])
            .collect::<Vec<_>>(),
        "dependency_cycles": answer.cycles.iter().map(|cycle| of(&names.activities, cycle)).collect::<Vec<_>>(),
        "downstream_of": downstream
            .map(|(activity, after)| ((*activity).to_owned(), json!(of(&names.activities, after))))
            .collect::<Map<_, _>>(),
        "loss_of_one_organisation": losses(answer, &names),
        "strengths": strengths(answer, &names),
        "under_used_strengths": answer.under_used.iter()
            .map(|idle| json!({
                "organisation": names.organisations[idle.organisation],
                "strength": names.strengths[idle.strength],
                "level": idle.level,
                "free_hours": idle.free_hours,
            }))
            .collect::<Vec<_>>(),
        "idle_organisations": of(&names.organisations, &answer.idle),
        "coordination": coordination(answer, &names),
        "matching": matching(work, &answer.matching, &names),
        "findings": answer.findings.iter().map(finding).collect::<Vec<_>>(),
        "flows": names.outcomes.iter().zip(&answer.flows)
            .map(|(outcome, drawn)| ((*outcome).to_owned(), flow(drawn)))
            .collect::<Map<_, _>>(),
    })
}

struct Names<'w> {
    organisations: Vec<&'w str>,
    outcomes: Vec<&'w str>,
    activities: Vec<&'w str>,
    strengths: Vec<&'w str>,
}

fn of<'w>(names: &[&'w str], places: &[usize]) -> Vec<&'w str> {
    places.iter().map(|&at| names[at]).collect()
}

fn having<'w>(answer: &Answer, names: &Names<'w>, cover: Cover) -> Vec<&'w str> {
    let outcomes = names.outcomes.iter().zip(&answer.coverage.outcomes);
    outcomes.filter(|(_, outcome)| outcome.cover == cover).map(|(name, _)| *name).collect()
}

pub(super) fn cover(cover: Cover) -> &'static str {
    match cover {
        Cover::Gap => "gap",
        Cover::SinglePoint => "single-point",
        Cover::Fragile => "fragile",
        Cover::Covered => "covered",
    }
}

fn outcomes(answer: &Answer, names: &Names) -> Map<String, Value> {
    let outcomes = names.outcomes.iter().zip(&answer.coverage.outcomes);
    let shown = outcomes.map(|(name, outcome)| {
        let value = json!({
            "active_activities": outcome.active_activities,
            "organisations": outcome.organisations,
            "hours": outcome.hours,
            "hhi": outcome.hhi,
            "effective_contributors": outcome.effective_contributors,
            "largest_share": outcome.largest_share,
            "distinct_leads": outcome.distinct_leads,
            "status": cover(outcome.cover),
            "bus_factor_contributors": outcome.organisations,
            "bus_factor_leads": outcome.distinct_leads,
        });
        ((*name).to_owned(), value)
    });
    shown.collect()
}

fn losses(answer: &Answer, names: &Names) -> Map<String, Value> {
    let shown = names.organisations.iter().zip(&answer.losses).map(|(name, loss)| {
        let value = json!({
            "activities_left_with_nobody": of(&names.activities, &loss.activities_left_with_nobody),
            "activities_left_without_lead": of(&names.activities, &loss.activities_left_without_lead),
            "outcomes_lost": of(&names.outcomes, &loss.outcomes_lost),
            "strengths_lost": of(&names.strengths, &loss.strengths_lost),
            "share_of_all_hours": loss.share_of_all_hours,
        });
        ((*name).to_owned(), value)
    });
    shown.collect()
}

fn strengths(answer: &Answer, names: &Names) -> Map<String, Value> {
    let shown = names.strengths.iter().zip(&answer.strengths).map(|(name, supply)| {
        let value = json!({
            "holders": of(&names.organisations, &supply.holders),
            "max_level": supply.max_level,
            "unmet_hours": supply.unmet_hours,
            "free_hours_of_capable_holders": supply.free_hours_of_capable_holders,
            "state": match supply.state {
                StrengthState::Missing => "missing",
                StrengthState::SingleHolder => "single-holder",
                StrengthState::Ok => "ok",
            },
            // Without any supply it has no value: JSON has no infinity.
            "scarcity": supply.scarcity.filter(|scarcity| scarcity.is_finite()),
        });
        ((*name).to_owned(), value)
    });
    shown.collect()
}

fn coordination(answer: &Answer, names: &Names) -> Value {
    let pairs = |pairs: &[Required]| {
        let shown = pairs.iter().map(|pair| {
            json!([names.organisations[pair.one], names.organisations[pair.other], pair.strength])
        });
        shown.collect::<Vec<_>>()
    };
    let coordination = &answer.coordination;
    json!({
        "required_pairs": pairs(&coordination.required),
        "met": coordination.met,
        "congruence_any_tie": coordination.congruence,
        "congruence_level3plus": coordination.close_congruence,
        "should_talk": pairs(&coordination.should_talk),
    })
}

fn matching(work: &Contributions, matching: &Matching, names: &Names) -> Value {
    let mut givers = vec![0_usize; matching.filled.len()];
    matching.feasible.iter().for_each(|&(_, need)| givers[need] += 1);
    let needs_with =
        |count: usize| (0..givers.len()).filter(|&need| givers[need] == count).collect::<Vec<_>>();
    let need = |at: usize| {
        let (activity, strength) = work.need(at);
        json!({ "need": at, "activity": activity, "strength": strength })
    };
    let with = |mut base: Value, more: Value| {
        if let (Value::Object(base), Value::Object(more)) = (&mut base, more) {
            base.extend(more);
        }
        base
    };
    json!({
        "feasible_pairs": matching.feasible.iter()
            .map(|&(organisation, need)| json!([names.organisations[organisation], need]))
            .collect::<Vec<_>>(),
        "blocks_needed": matching.blocks_needed,
        "blocks_filled_max": matching.blocks_filled,
        "objective_sum_level_x_blocks": matching.level_sum,
        "filled_per_need": matching.filled,
        "unfillable_needs": needs_with(0),
        "needs_with_one_possible_giver": needs_with(1),
        "proposals": matching.proposals.iter()
            .map(|proposal| with(need(proposal.need), json!({
                "organisation": names.organisations[proposal.organisation],
                "blocks": proposal.blocks,
                "hours": proposal.hours,
                "reasons": proposal.reasons.iter().map(reason).collect::<Vec<_>>(),
            })))
            .collect::<Vec<_>>(),
        "unfilled": matching.open.iter()
            .map(|open| with(need(open.need), with(json!({ "blocks": open.blocks }), why(&open.why, names))))
            .collect::<Vec<_>>(),
    })
}

fn reason(reason: &Reason) -> Value {
    match reason {
        Reason::OnlyHolder => json!({ "reason": "only_holder" }),
        Reason::Level { level, asked } => json!({ "reason": "level", "level": level, "asked": asked }),
        Reason::Leads => json!({ "reason": "leads" }),
        Reason::Contributes => json!({ "reason": "contributes" }),
        Reason::TieWithLead(level) => json!({ "reason": "tie_with_lead", "level": level }),
        Reason::Idle => json!({ "reason": "idle" }),
        Reason::FreeHours(hours) => json!({ "reason": "free_hours", "hours": hours }),
    }
}

fn why(why: &Why, names: &Names) -> Value {
    match why {
        Why::NobodyHasIt => json!({ "reason": "nobody_has_it" }),
        Why::LevelTooLow { holders, best } => {
            json!({ "reason": "level_too_low", "holders": of(&names.organisations, holders), "best": best })
        }
        Why::NoFreeHours { able } => {
            json!({ "reason": "no_free_hours", "able": of(&names.organisations, able) })
        }
        Why::GivenElsewhere { able } => {
            json!({ "reason": "given_elsewhere", "able": of(&names.organisations, able) })
        }
    }
}

fn finding(finding: &Finding) -> Value {
    let facts = finding.facts.iter().map(|(name, fact)| {
        let value = match fact {
            Fact::Number(number) => json!(number),
            Fact::Things(things) => json!(things.iter().map(Subject::id).collect::<Vec<_>>()),
        };
        ((*name).to_owned(), value)
    });
    json!({
        "kind": kind(finding.kind),
        "subjects": finding.subjects.iter().map(Subject::id).collect::<Vec<_>>(),
        "severity": match finding.severity {
            Severity::High => "high",
            Severity::Medium => "medium",
            Severity::Low => "low",
        },
        "evidence": facts.collect::<Map<_, _>>(),
        "sentence": super::sentence::of_finding(finding),
    })
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::OutcomeGap => "outcome_gap",
        Kind::MissingStrength => "missing_strength",
        Kind::DependencyCycle => "dependency_cycle",
        Kind::SinglePoint => "single_point",
        Kind::LossWouldEnd => "loss_would_end",
        Kind::FragileOutcome => "fragile_outcome",
        Kind::StrategyGap => "strategy_gap",
        Kind::ScarceStrength => "scarce_strength",
        Kind::SingleHolder => "single_holder",
        Kind::Duplicate => "duplicate",
        Kind::ShouldTalk => "should_talk",
        Kind::Overlap => "overlap",
        Kind::IdleOrganisation => "idle_organisation",
        Kind::UnderUsed => "under_used",
    }
}

fn flow(flow: &Flow) -> Value {
    let things = flow.things.iter().map(|thing| {
        json!({
            "column": thing.column,
            "ids": thing.subjects.iter().map(Subject::id).collect::<Vec<_>>(),
            "hours": thing.hours,
            "x": thing.x,
            "y": thing.y,
            "height": thing.height,
        })
    });
    let links = flow.links.iter().map(|link| {
        json!({
            "from": link.from,
            "to": link.to,
            "hours": link.hours,
            "from_y": link.from_y,
            "to_y": link.to_y,
            "thickness": link.thickness,
        })
    });
    json!({ "crossings": flow.crossings, "things": things.collect::<Vec<_>>(), "links": links.collect::<Vec<_>>() })
}
