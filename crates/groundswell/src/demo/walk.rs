//! A second conversation, held with codes and on paper, whose statements a team accepts before others see them.

use agenda::{
    AddStatement, Asking, CastVote, Choice, EnterWithCode, HandOutCodes, JudgeStatement, OpenConversation,
    PrintSheets, TakeStatement, Verdict,
};
use anyhow::Result;

use super::build::Demo;
use super::story::{BACKBONE, COUNTIES, FACILITATOR};

/// What the facilitator began with.
const SEEDS: &str = "The path should be lit until eleven in the evening\nCars should stay out on Sundays\n\
    There should be toilets at both ends\nLeave it as it is: quiet is what it has";
/// What came in, and what became of it: nothing yet where there is no verdict.
const SAID: [(&str, Option<(Verdict, &str)>); 5] = [
    ("Benches every two hundred yards, so that my mother can come along", Some((Verdict::Accepted, ""))),
    (
        "The man who rents the boats is a crook",
        Some((Verdict::Hidden, "It names or describes a private person.")),
    ),
    ("A bus stop at the north end would bring people without cars", Some((Verdict::Accepted, ""))),
    ("Dogs need a place to swim", None),
    ("Let the school band play by the water once a month", None),
];

impl Demo {
    /// The walk along the river: opened twelve days ago, open for a month.
    pub(super) async fn river_walk(&self) -> Result<()> {
        self.days_ago(12);
        let asking = Asking {
            question: "What would bring you to the river walk?".to_owned(),
            description: "The city repaves the walk next spring and asks those who were at the neighbourhood evenings first."
                .to_owned(),
            audience: "code".to_owned(),
            moderation: "before".to_owned(),
            languages: "English, español, Bosanski".to_owned(),
            privacy: "Your votes count without your name. The code lets you in; it is not kept with your votes."
                .to_owned(),
            closes: Self::in_days(30),
            ..Asking::default()
        };
        let act = OpenConversation { asking, seeds: SEEDS.to_owned() };
        let conversation = self.act(FACILITATOR.name, act).await?;
        let hand_out = |many, word: &str| HandOutCodes { conversation, many, word: word.to_owned() };
        self.act(FACILITATOR.name, hand_out(12, "")).await?;
        self.act(FACILITATOR.name, hand_out(0, "River27")).await?;
        for (at, county) in COUNTIES.iter().enumerate() {
            self.days_ago(10 - at as i64);
            self.walker(county.2, conversation, at).await?;
        }
        for (at, (_, verdict)) in SAID.iter().enumerate() {
            let Some((verdict, reason)) = verdict else { continue };
            let moderator = if at == 0 { FACILITATOR.name } else { BACKBONE.name };
            let taken = self.act(moderator, TakeStatement { conversation }).await?;
            let Some(statement) = taken else { break };
            let act =
                JudgeStatement { conversation, statement, verdict: *verdict, reason: (*reason).to_owned() };
            self.act(moderator, act).await?;
        }
        self.act(FACILITATOR.name, PrintSheets { conversation, many: 4 }).await?;
        Ok(())
    }

    /// Somebody comes in with the word, votes on the first statements, and some say something.
    async fn walker(&self, name: &str, conversation: i64, at: usize) -> Result<()> {
        let act = EnterWithCode { conversation, code: "river 27".to_owned(), voice: None };
        self.act(name, act).await?;
        for statement in 1..=4 {
            let choice = Choice::ALL[(at * statement as usize + at / 3) % Choice::ALL.len()];
            let important = at.is_multiple_of(4);
            self.act(name, CastVote { conversation, statement, choice, important, voice: None }).await?;
        }
        if let Some((text, _)) = SAID.get(at) {
            self.act(name, AddStatement { conversation, text: (*text).to_owned(), voice: None }).await?;
        }
        Ok(())
    }
}
