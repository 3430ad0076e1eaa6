use ::store::Tx;
use async_trait::async_trait;
use kernel::{Act, Context, Error, Problem, Result};
use serde::Deserialize;

use super::{Draft, Typed, store};
use crate::delegate;
use crate::duty::waiver::of_period;
use crate::submission::SEND;

/// The longest draft of one period, in bytes.
const TYPED: usize = 50_000;

/// What is to be kept for one period of one duty.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Begun {
    /// The duty's number.
    pub duty: i64,
    /// The period's key.
    pub period: String,
    /// Field and text, as typed; a draft without any is forgotten.
    pub typed: std::collections::BTreeMap<String, String>,
}

/// Keeps what was filled in as it was typed, right or wrong, until it is sent.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct KeepDraft {
    /// Each period that was begun.
    pub begun: Vec<Begun>,
}

#[async_trait]
impl Act for KeepDraft {
    /// How many are kept.
    type Out = usize;

    // A draft is the partner's own and says nothing yet: the journal is not told of it.
    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<usize> {
        let initiative = cx.initiative()?;
        let mine = delegate::standing_in(cx, tx).await?;
        let mut kept = 0;
        for begun in &self.begun {
            let (duty, cycle) = of_period(cx, tx, begun.duty, &begun.period).await?;
            mine.may(&SEND, duty.owner())?;
            if cycle.locked {
                return Err(Error::Rule("cycle-rule-locked"));
            }
            let some = begun.typed.iter().filter(|(_, text)| !text.trim().is_empty());
            let typed = Typed(some.map(|(field, text)| (field.clone(), text.clone())).collect());
            if typed.0.is_empty() {
                store::forget(tx, initiative, duty.id, cycle.id).await?;
                continue;
            }
            let typed = serde_json::to_string(&typed).map_err(|error| Error::Internal(error.to_string()))?;
            if typed.len() > TYPED {
                return Err(Problem::new("note", "problem-too-long").with("most", TYPED.to_string()).into());
            }
            let (saved_by, saved_at) = (cx.actor.name.clone(), cx.now());
            let draft = Draft { duty: duty.id, cycle: cycle.id, typed, saved_by, saved_at };
            store::keep(tx, initiative, &draft).await?;
            kept += 1;
        }
        Ok(kept)
    }
}
