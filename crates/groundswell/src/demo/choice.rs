//! How the demo's people chose their measures, what data they still seek, and how partners' own fields fit.

use anyhow::Result;
use measurement::{
    JudgeCrosswalk, OweDuty, Owed, ProposeMeasure, RateMeasure, SayCrosswalk, SetTier, TakeStock,
};
use measurement::{WantMeasure, Way};

use super::build::Demo;
use super::story::{BACKBONE, COUNTIES, FACILITATOR, PARTNER, PARTNERS, RESIDENT, SEATS};

/// Who rated what as how strong: understood, stands for the result, data.
const RATINGS: [(&str, [[&str; 3]; 6]); 2] = [
    (
        "Unemployment",
        [
            ["high", "high", "high"],
            ["high", "medium", "high"],
            ["high", "high", "high"],
            ["medium", "medium", "high"],
            ["high", "medium", "high"],
            ["high", "high", "medium"],
        ],
    ),
    (
        LIVING_WAGE,
        [
            ["high", "high", "low"],
            ["high", "high", "low"],
            ["high", "high", "low"],
            ["medium", "high", "low"],
            ["high", "high", "medium"],
            ["high", "high", "low"],
        ],
    ),
];
const LIVING_WAGE: &str = "Jobs that pay enough to live on";

impl Demo {
    /// Six held seats rate alone; one measure becomes the headline, one waits for its data.
    pub(super) async fn choice(&self) -> Result<()> {
        self.days_ago(33);
        let work = self.number("result", "People have work they can live on").await?;
        let propose = ProposeMeasure {
            result: work,
            name: LIVING_WAGE.to_owned(),
            why: "Unemployment fell, and many still cannot live on what they earn. This says whether the work is work one can live on.".to_owned(),
        };
        self.act(RESIDENT.name, propose).await?;
        for (name, ratings) in RATINGS {
            let measure = self.number("measure", name).await?;
            let holders = SEATS.iter().map(|(_, holder)| *holder).filter(|holder| !holder.is_empty());
            for (holder, [communication, proxy, data]) in holders.zip(ratings) {
                let rate = RateMeasure {
                    measure,
                    communication: communication.to_owned(),
                    proxy: proxy.to_owned(),
                    data: data.to_owned(),
                };
                self.act(holder, rate).await?;
            }
        }
        self.days_ago(31);
        let tier = |measure, tier: &str, reason: &str| SetTier {
            measure,
            tier: tier.to_owned(),
            reason: reason.to_owned(),
            confirmed: false,
        };
        let unemployment = self.number("measure", "Unemployment").await?;
        let wages = self.number("measure", LIVING_WAGE).await?;
        let speaks = tier(unemployment, "headline", "Everybody knows it, and every county has it");
        self.act(FACILITATOR.name, speaks).await?;
        self.act(FACILITATOR.name, tier(wages, "developing", "Wages by county come a year late")).await?;
        let want = WantMeasure {
            measure: Some(wages),
            why: "Unemployment says who has no work. It does not say who has work and cannot live on it."
                .to_owned(),
            way: Way {
                obstacle: "too-late".to_owned(),
                owner: BACKBONE.name.to_owned(),
                step: "Ask the state's labour office for wages by county, each quarter".to_owned(),
                due: Self::in_days(20),
                stopgap: "Average weekly wage by county, a year late".to_owned(),
            },
            ..WantMeasure::default()
        };
        self.act(FACILITATOR.name, want).await?;
        Ok(())
    }

    /// One partner's field becomes what was agreed by a rule, another's stands in.
    pub(super) async fn crosswalks(&self) -> Result<()> {
        self.days_ago(30);
        let homes = self.number("measure", "Homes with a choice of provider").await?;
        let owed = Owed { partner: self.others[1], code: String::new(), place: String::new() };
        let owe = OweDuty { measure: homes, partners: vec![owed], since: String::new() };
        let homes = self.act(BACKBONE.name, owe).await?.remove(0);
        // The counties' duties were the first, in their order; Warren is the last of them.
        let warren = COUNTIES.len() as i64;
        let rule = SayCrosswalk {
            duty: warren,
            fit: "transformed".to_owned(),
            local_name: "People at work, labor force".to_owned(),
            local_definition: "Our sheet keeps how many work and how many work or look for work; the difference is who has no work and looks for it.".to_owned(),
            stands: "Sheet “Workforce”, columns D and E".to_owned(),
            numerator: "[Labor force] - [People at work]".to_owned(),
            denominator: "[Labor force]".to_owned(),
            reason: String::new(),
        };
        let rule = self.act(PARTNER.name, rule).await?;
        let proxy = SayCrosswalk {
            duty: homes,
            fit: "proxy".to_owned(),
            local_name: "Streets with ducts of two providers".to_owned(),
            local_definition: "A street counts if two providers have a duct in it, whether or not each home can order a line.".to_owned(),
            stands: "Map of ducts, by street".to_owned(),
            reason: "We know ducts, not homes. Where two ducts lie, most homes have a choice.".to_owned(),
            ..SayCrosswalk::default()
        };
        let proxy = self.act(PARTNERS[1].4, proxy).await?;
        self.act(BACKBONE.name, TakeStock::default()).await?;
        self.days_ago(28);
        for (crosswalk, note) in [(rule, ""), (proxy, "Good for a start. Could the next dig count homes?")] {
            let judge = JudgeCrosswalk { crosswalk, approved: true, note: note.to_owned() };
            self.act(BACKBONE.name, judge).await?;
        }
        Ok(())
    }

    /// The number of the object of `kind` whose title begins so.
    async fn number(&self, kind: &str, begins: &str) -> Result<i64> {
        let card = self.find(kind, begins).await?;
        let number = card.href.rsplit('/').next().unwrap_or_default();
        Ok(number.parse()?)
    }
}
