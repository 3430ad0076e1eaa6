//! What happens around reporting: a question about a number, a year that need not be reported, somebody who stands in.

use anyhow::Result;
use measurement::{AnswerQuestion, AskPartner, NameDelegate, SettleQuestion, WaiveDuty};

use super::build::Demo;
use super::measures::{OWED, YEARS};
use super::story::{BACKBONE, COUNTIES, FACILITATOR, PARTNER, RESIDENT};

/// Places in [`COUNTIES`].
const EDMONSON: usize = 3;
const HART: usize = 4;
const MONROE: usize = 7;

impl Demo {
    pub(super) async fn reporting(&self) -> Result<()> {
        self.days_ago(29);
        self.asked(
            HART,
            "Is the second half of the year in it? It stands where it stood in June.",
            "It is: the yearly mean of all twelve months, as it was published.",
            true,
        )
        .await?;
        self.asked(
            EDMONSON,
            "The labour force is smaller than in any year before. Did people move away?",
            "Two employers closed, and those who found work in Warren County now live there.",
            false,
        )
        .await?;
        let waiver = WaiveDuty {
            duty: duty_of(MONROE),
            period: OWED.to_string(),
            reason: "The team had nobody from March to November; the state publishes the county's figures a year later.".to_owned(),
        };
        self.act(BACKBONE.name, waiver).await?;
        let delegate = NameDelegate {
            partner: self.counties[COUNTIES.len() - 1],
            person: self.people.get(RESIDENT.name).copied(),
            since: Self::in_days(5),
            until: Self::in_days(33),
            accepts: false,
        };
        self.act(PARTNER.name, delegate).await?;
        Ok(())
    }

    /// A question about a county's latest number, what its team answered, and whether that settled it.
    async fn asked(&self, county: usize, question: &str, answer: &str, settled: bool) -> Result<()> {
        // The published file was sent county by county and year by year.
        let submission = duty_of(county) * YEARS.count() as i64;
        let (question, address) = (question.to_owned(), String::new());
        let question = self.act(FACILITATOR.name, AskPartner { submission, question, address }).await?;
        let answer = AnswerQuestion { question, answer: answer.to_owned(), ..AnswerQuestion::default() };
        self.act(COUNTIES[county].2, answer).await?;
        if settled {
            self.act(FACILITATOR.name, SettleQuestion { question }).await?;
        }
        Ok(())
    }
}

/// The counties' duties were the first, in their order.
fn duty_of(county: usize) -> i64 {
    county as i64 + 1
}
