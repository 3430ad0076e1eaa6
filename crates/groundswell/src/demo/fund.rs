//! Two shared budgets: a real one of a part of Łódź, counted under every rule, and a small invented one that is open.

use anyhow::Result;

use super::build::{Demo, unpacked};
use super::story::{BACKBONE, COUNTIES, FACILITATOR, PARTNER, RESIDENT};

const MILESZKI: &[u8] = include_bytes!("../../data/lodz-mileszki-2020.pb.gz");

/// Who proposed it, what, where, for how much, and what else there is to say.
const PROJECTS: [(&str, &str, &str, &str, &str); 8] = [
    (
        RESIDENT.name,
        "Benches and shade at the transfer stop",
        "Transfer stop, west side",
        "2400",
        "Forty people wait there at midnight after the second shift. There is nowhere to sit and no light.",
    ),
    (
        "Dot Haines",
        "A hotspot that the library lends out",
        "Every county library",
        "1800",
        "Ten of them, for two weeks each. Homework does not wait for the fibre.",
    ),
    (
        PARTNER.name,
        "Bus passes for the first month in a new job",
        "Barren River district",
        "3000",
        "The first pay comes after a month; the bus costs from the first day.",
    ),
    (
        RESIDENT.name,
        "A crossing that children can see",
        "Old Louisville Road",
        "3600",
        "Paint, two signs and reflectors. The city engineers have drawn it.",
    ),
    (
        "Owen Tate",
        "Tools to borrow",
        "County extension office",
        "1500",
        "Mowers, ladders, a jump starter: what everybody needs twice a year.",
    ),
    (
        "Priya Nair",
        "Interview clothes",
        "Job centre",
        "900",
        "A rack, a mirror, and a seamstress one afternoon a week.",
    ),
    (
        "Walt Pryor",
        "An evening to learn how to splice fibre",
        "Cooperative’s yard",
        "1200",
        "Twelve people, three evenings. Whoever can splice finds work.",
    ),
    (
        "Ruth Amsel",
        "Breakfast before exams",
        "Three schools",
        "1100",
        "Two weeks in May, for everybody, so that nobody is singled out.",
    ),
];

/// Projects that each of those who voted already ticked, by their place above from 1.
const BALLOTS: [&[i64]; 12] = [
    &[1, 2, 4],
    &[1, 3],
    &[2, 8],
    &[3, 6, 7],
    &[1, 4, 8],
    &[5],
    &[2, 5, 6],
    &[1, 2, 3],
    &[4, 8],
    &[3, 6],
    &[1, 7],
    &[2, 4, 5],
];

impl Demo {
    pub(super) async fn funds(&self) -> Result<()> {
        self.days_ago(60);
        agenda::import_pb(&self.cx(BACKBONE.name).await?, unpacked(MILESZKI)?).await?;

        self.days_ago(45);
        let plan = agenda::FundPlan {
            title: "8,000 for the second shift".to_owned(),
            description: "The community foundation gives 8,000 dollars for what makes it easier to have work and keep it. \
                Whoever proposes something says who would do it; what is funded is done by the end of the year."
                .to_owned(),
            amount: "8000".to_owned(),
            currency: "USD".to_owned(),
            voters: "link".to_owned(),
            way: "approval".to_owned(),
            most: 4,
            proposals_until: Self::in_days(-20),
            opens: Self::in_days(-9),
            closes: Self::in_days(21),
        };
        let fund = self.act(FACILITATOR.name, agenda::OpenFund { plan }).await?;
        self.days_ago(30);
        for (at, (who, title, place, cost, text)) in (1..).zip(PROJECTS) {
            let plan = agenda::ProjectPlan {
                title: title.to_owned(),
                text: text.to_owned(),
                place: place.to_owned(),
                cost: cost.to_owned(),
            };
            self.act(who, agenda::ProposeProject { fund, plan }).await?;
            let accept = agenda::JudgeProject { fund, project: at, accept: true, reason: String::new() };
            self.act(FACILITATOR.name, accept).await?;
        }
        self.days_ago(12);
        let rule = agenda::FixRule {
            fund,
            rule: "equal-shares".to_owned(),
            ties: "votes".to_owned(),
            why: "In Mileszki one road took all the money, and two voters in five got nothing they had chosen. \
                We want that every voter’s share counts."
                .to_owned(),
            decision: 0,
        };
        self.act(FACILITATOR.name, rule).await?;
        self.days_ago(8);
        let voters = COUNTIES.iter().map(|county| county.2).chain([RESIDENT.name, "Owen Tate"]);
        for (who, projects) in voters.zip(BALLOTS) {
            let ballot = agenda::ChooseProjects {
                fund,
                projects: projects.to_vec(),
                ..agenda::ChooseProjects::default()
            };
            self.act(who, ballot).await?;
        }
        Ok(())
    }
}
