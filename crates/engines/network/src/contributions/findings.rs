//! What people should know of their plan.

use std::collections::BTreeSet;

use super::{Contributions, Cover, Fact, Finding, Kind, Severity, StrengthState, Subject};

/// The weighted Jaccard index from which two organisations do much the same.
const MUCH_THE_SAME: f64 = 0.5;

impl Contributions {
    /// Everything that people should know: the severest first, then by kind, then in order of the subjects, but who should
    /// talk most comes before who should talk less.
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        self.of_outcomes(&mut findings);
        self.of_activities(&mut findings);
        self.of_strengths(&mut findings);
        self.of_organisations(&mut findings);
        self.of_pairs(&mut findings);
        findings.sort_by_key(|finding| (finding.severity, finding.kind));
        findings
    }

    fn of_outcomes(&self, findings: &mut Vec<Finding>) {
        for (outcome, cover) in self.coverage().outcomes.iter().enumerate() {
            let hours = |one: usize| self.row(one)[outcome];
            let givers = || (0..self.organisations.len()).filter(|&one| hours(one) > 0.0);
            let (kind, severity, facts) = match cover.cover {
                Cover::Covered => continue,
                Cover::Gap => {
                    let serving =
                        self.strategies.iter().enumerate().filter(|(_, way)| way.serves.contains(&outcome));
                    let strategies = self.strategy_things(serving.map(|(at, _)| at));
                    (Kind::OutcomeGap, Severity::High, vec![("strategies", strategies)])
                }
                Cover::SinglePoint => {
                    let facts = vec![
                        ("organisations", self.organisation_things(givers())),
                        ("hours", Fact::Number(cover.hours)),
                    ];
                    (Kind::SinglePoint, Severity::Medium, facts)
                }
                Cover::Fragile => {
                    // Of equal ones the first in order.
                    let largest = givers().rev().max_by(|&a, &b| hours(a).total_cmp(&hours(b)));
                    let facts = vec![
                        ("largest_share", Fact::Number(cover.largest_share.unwrap_or(0.0))),
                        ("organisations", self.organisation_things(largest)),
                        ("leads", Fact::Number(cover.distinct_leads as f64)),
                    ];
                    (Kind::FragileOutcome, Severity::Medium, facts)
                }
            };
            let subjects = vec![Subject::Outcome(self.outcomes[outcome].id.clone())];
            findings.push(Finding { kind, subjects, severity, facts });
        }
        for (at, way) in self.strategies.iter().enumerate() {
            if !self.live().any(|(_, work)| work.strategy == Some(at)) {
                findings.push(Finding {
                    kind: Kind::StrategyGap,
                    subjects: vec![Subject::Strategy(way.id.clone())],
                    severity: Severity::Medium,
                    facts: vec![("outcomes", self.outcome_things(way.serves.iter().copied()))],
                });
            }
        }
    }

    fn of_activities(&self, findings: &mut Vec<Finding>) {
        findings.extend(self.cycles().into_iter().map(|cycle| Finding {
            kind: Kind::DependencyCycle,
            subjects: cycle.into_iter().map(|at| self.activity(at)).collect(),
            severity: Severity::High,
            facts: Vec::new(),
        }));
        findings.extend(self.duplicates().into_iter().map(|(one, other)| {
            let leads = [one, other].into_iter().filter_map(|at| self.activities[at].lead);
            Finding {
                kind: Kind::Duplicate,
                subjects: vec![self.activity(one), self.activity(other)],
                severity: Severity::Medium,
                facts: vec![("organisations", self.organisation_things(leads))],
            }
        }));
    }

    fn of_strengths(&self, findings: &mut Vec<Finding>) {
        for (strength, supply) in self.strength_supply().into_iter().enumerate() {
            let asked = ("hours", Fact::Number(supply.unmet_hours));
            let subjects = vec![self.strength(strength)];
            let mut found = |kind, severity, facts| {
                findings.push(Finding { kind, subjects: subjects.clone(), severity, facts });
            };
            match supply.state {
                StrengthState::Missing if supply.unmet_hours > 0.0 => {
                    let asking = self.needs.iter().filter(|need| need.strength == strength);
                    let activities = self.activity_things(asking.map(|need| need.activity));
                    found(Kind::MissingStrength, Severity::High, vec![asked, ("activities", activities)]);
                    continue;
                }
                StrengthState::SingleHolder => {
                    let holders = self.organisation_things(supply.holders);
                    found(
                        Kind::SingleHolder,
                        Severity::Medium,
                        vec![("organisations", holders), asked.clone()],
                    );
                }
                StrengthState::Missing | StrengthState::Ok => {}
            }
            if supply.scarcity > Some(1.0) {
                let free = ("free_hours", Fact::Number(supply.free_hours_of_capable_holders));
                found(Kind::ScarceStrength, Severity::Medium, vec![asked, free]);
            }
        }
    }

    fn of_organisations(&self, findings: &mut Vec<Finding>) {
        for (at, loss) in self.losses().into_iter().enumerate() {
            if !loss.activities_left_with_nobody.is_empty() {
                findings.push(Finding {
                    kind: Kind::LossWouldEnd,
                    subjects: vec![self.organisation(at)],
                    severity: Severity::Medium,
                    facts: vec![
                        ("activities", self.activity_things(loss.activities_left_with_nobody)),
                        ("outcomes", self.outcome_things(loss.outcomes_lost)),
                    ],
                });
            }
        }
        findings.extend(self.idle().into_iter().map(|at| {
            let member = &self.organisations[at];
            let strengths = member.strengths.iter().map(|&(strength, _)| self.strength(strength)).collect();
            Finding {
                kind: Kind::IdleOrganisation,
                subjects: vec![self.organisation(at)],
                severity: Severity::Low,
                facts: vec![
                    ("free_hours", Fact::Number(member.free_hours)),
                    ("strengths", Fact::Things(strengths)),
                ],
            }
        }));
        findings.extend(self.under_used().into_iter().map(|idle| Finding {
            kind: Kind::UnderUsed,
            subjects: vec![self.organisation(idle.organisation), self.strength(idle.strength)],
            severity: Severity::Low,
            facts: vec![
                ("level", Fact::Number(f64::from(idle.level))),
                ("free_hours", Fact::Number(idle.free_hours)),
            ],
        }));
    }

    fn of_pairs(&self, findings: &mut Vec<Finding>) {
        let friends = self.friends();
        findings.extend(self.coordination().should_talk.iter().map(|pair| {
            let both = [pair.one, pair.other];
            let shared = self.live().filter(|(_, work)| both.iter().all(|&one| work.is_given_by(one)));
            let common = friends[pair.one].intersection(&friends[pair.other]).copied();
            Finding {
                kind: Kind::ShouldTalk,
                subjects: both.iter().map(|&one| self.organisation(one)).collect(),
                severity: Severity::Medium,
                facts: vec![
                    ("ways", Fact::Number(f64::from(pair.strength))),
                    ("activities", self.activity_things(shared.map(|(at, _)| at))),
                    ("outcomes", self.shared_outcomes(pair.one, pair.other)),
                    ("organisations", self.organisation_things(common)),
                ],
            }
        }));
        let alike = self.overlaps().into_iter().filter(|pair| pair.weighted_jaccard >= MUCH_THE_SAME);
        let apart = alike.filter(|pair| !friends[pair.one].contains(&pair.other));
        findings.extend(apart.map(|pair| Finding {
            kind: Kind::Overlap,
            subjects: vec![self.organisation(pair.one), self.organisation(pair.other)],
            severity: Severity::Low,
            facts: vec![
                ("weighted_jaccard", Fact::Number(pair.weighted_jaccard)),
                ("outcomes", self.shared_outcomes(pair.one, pair.other)),
            ],
        }));
    }

    /// For each organisation those with which it has a tie.
    fn friends(&self) -> Vec<BTreeSet<usize>> {
        let mut friends = vec![BTreeSet::new(); self.organisations.len()];
        for &(one, other) in self.ties.keys() {
            friends[one].insert(other);
            friends[other].insert(one);
        }
        friends
    }

    fn shared_outcomes(&self, one: usize, other: usize) -> Fact {
        let hours = self.row(one).iter().zip(self.row(other)).enumerate();
        let shared = hours.filter(|(_, (a, b))| **a > 0.0 && **b > 0.0);
        self.outcome_things(shared.map(|(outcome, _)| outcome))
    }

    fn organisation(&self, at: usize) -> Subject {
        Subject::Organisation(self.organisations[at].id.clone())
    }

    fn activity(&self, at: usize) -> Subject {
        Subject::Activity(self.activities[at].id.clone())
    }

    fn strength(&self, at: usize) -> Subject {
        Subject::Strength(self.strengths[at].clone())
    }

    fn organisation_things(&self, which: impl IntoIterator<Item = usize>) -> Fact {
        Fact::of(which.into_iter().map(|at| self.organisation(at)))
    }

    fn activity_things(&self, which: impl IntoIterator<Item = usize>) -> Fact {
        Fact::of(which.into_iter().map(|at| self.activity(at)))
    }

    fn outcome_things(&self, which: impl IntoIterator<Item = usize>) -> Fact {
        Fact::of(which.into_iter().map(|at| Subject::Outcome(self.outcomes[at].id.clone())))
    }

    fn strategy_things(&self, which: impl IntoIterator<Item = usize>) -> Fact {
        Fact::of(which.into_iter().map(|at| Subject::Strategy(self.strategies[at].id.clone())))
    }
}

impl Fact {
    /// Each of these once, in order.
    fn of(things: impl Iterator<Item = Subject>) -> Self {
        let mut things: Vec<Subject> = things.collect();
        things.sort();
        things.dedup();
        Self::Things(things)
    }
}
