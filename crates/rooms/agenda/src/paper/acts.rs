use std::collections::BTreeMap;

use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problem, Problems, Result, Told};
use serde::Deserialize;

use super::{PAPER, Sheet, asked, store};
use crate::code::{draw, plain};
use crate::conversation::Opening;
use crate::statement::{self, STATEMENT};
use crate::vote::{self, Choice, Stance};

/// The most sheets that are printed at once.
const MOST: i64 = 500;
/// So many statements stand on a sheet: both sides of one leaf.
const ASKED: usize = 20;
/// The letters of a sheet's code.
const LENGTH: usize = 8;

/// Makes sheets to print. It answers the number of this printing.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct PrintSheets {
    /// The conversation's number.
    #[serde(default)]
    pub conversation: i64,
    /// How many.
    pub many: i64,
}

#[async_trait]
impl Act for PrintSheets {
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&PAPER, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let conversation = asked(cx, tx, self.conversation).await?;
        if conversation.opening(crate::clock(cx, tx).await?) == Opening::Over {
            return Err(Error::Rule("rule-conversation-over"));
        }
        if !(1..=MOST).contains(&self.many) {
            return Err(Problem::new("many", "problem-paper-many").with("most", MOST.to_string()).into());
        }
        let tallies = vote::store::tallies(tx, initiative, conversation.number).await?;
        // Those with the fewest votes need paper most; what is on the sheet stands in the order it was said.
        let mut fewest: Vec<_> = tallies.iter().map(|(number, tally)| (tally.votes(), *number)).collect();
        fewest.sort_unstable();
        let mut numbers: Vec<u32> = fewest.into_iter().take(ASKED).map(|(_, number)| number).collect();
        numbers.sort_unstable();
        if numbers.is_empty() {
            return Err(Error::Rule("rule-paper-nothing"));
        }
        let statements = numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(",");
        let run = store::latest(tx, initiative, conversation.number).await? + 1;
        let sheet = |code: String| Sheet {
            conversation: conversation.number,
            code,
            run,
            statements: statements.clone(),
            printed_at: cx.now(),
            typed_at: None,
            name: String::new(),
        };
        let sheets = (0..self.many).map(|_| Ok(sheet(draw(LENGTH)?))).collect::<Result<Vec<_>>>()?;
        store::insert(tx, initiative, &sheets).await?;
        cx.tell(tx, Told::new("paper.printed", conversation.about(), &conversation.question)).await?;
        Ok(run)
    }
}

/// Types in a sheet that somebody has filled in: a new participant, with these votes. It answers how many counted.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct TypeSheet {
    /// The conversation's number.
    #[serde(default)]
    pub conversation: i64,
    /// The sheet's code.
    #[serde(default)]
    pub code: String,
    /// What was marked, by the statement's number; what was left empty is left out.
    #[serde(default)]
    pub votes: BTreeMap<i64, Choice>,
    /// What was written by hand; may be empty.
    #[serde(default)]
    pub said: String,
}

#[async_trait]
impl Act for TypeSheet {
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&PAPER, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let conversation = asked(cx, tx, self.conversation).await?;
        if conversation.opening(crate::clock(cx, tx).await?) != Opening::Open {
            return Err(Error::Rule("rule-paper-closed"));
        }
        let found = store::find(tx, initiative, conversation.number, &plain(&self.code)).await?;
        let sheet = found.ok_or(Error::Missing)?;
        let asks = sheet.asks();
        let mut problems = Problems::none();
        for number in self.votes.keys().filter(|number| !asks.contains(number)) {
            problems.add(Problem::new(format!("s{number}"), "problem-paper-statement"));
        }
        let said = problems.maybe_text("said", &self.said, STATEMENT);
        problems.check(!self.votes.is_empty() || !said.is_empty(), "said", "problem-paper-empty");
        problems.done()?;
        if !store::typed(tx, initiative, &sheet, cx.now(), &cx.actor.name).await? {
            return Err(Error::Rule("rule-paper-typed"));
        }

        let participant = vote::enrol_unknown(cx, tx, &conversation).await?;
        let mut counted = 0;
        for (&number, &choice) in &self.votes {
            let found = statement::store::numbered(tx, initiative, conversation.number, number).await?;
            // What was hidden after it was printed is not voted on any more.
            if found.is_some_and(|weighed| !weighed.statement.hidden) {
                let stance = Stance { choice, important: false };
                vote::acts::count(
                    tx,
                    initiative,
                    [conversation.number, participant, number],
                    stance,
                    cx.now(),
                )
                .await?;
                counted += 1;
            }
        }
        let known = statement::store::said(tx, initiative, conversation.number, &said).await?;
        if !said.is_empty() && known.is_none() {
            statement::acts::add(cx, tx, &conversation, &said, participant).await?;
        }
        cx.tell(tx, Told::new("paper.typed", conversation.about(), &conversation.question)).await?;
        Ok(counted)
    }
}
