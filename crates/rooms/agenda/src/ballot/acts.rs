use ::store::Tx;
use async_trait::async_trait;
use kernel::{Act, Context, Error, Result};
use serde::Deserialize;

use super::seal::{Receipt, seal};
use super::{Choice, store};
use crate::decision::acts::{Entitled, entitled};
use crate::poll::{Secrecy, count};
use crate::trustee;

/// Casts a secret ballot, or one in place of the one before. It answers the receipt, which is shown once.
///
/// Nothing of it is told to the journal, and no receipt of the request is kept: it would hold the answer beside the
/// person. A repeated request casts the same ballot again, under another receipt.
#[derive(Debug, Clone, Deserialize)]
pub struct CastBallot {
    /// The decision's number; the API takes it from the address.
    #[serde(default)]
    pub decision: i64,
    /// The ballot in one line, as in `AnswerProposal`.
    pub answer: String,
}

impl CastBallot {
    /// Casts it, without keeping anything of the request.
    pub async fn cast(self, cx: &Context) -> Result<String> {
        Context { repeat: None, ..cx.clone() }.execute(self).await
    }
}

#[async_trait]
impl Act for CastBallot {
    type Out = String;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<String> {
        if cx.repeat.is_some() {
            return Err(Error::Internal("a secret ballot would leave its answer in a receipt".to_owned()));
        }
        let initiative = cx.initiative()?;
        let Entitled { decision, poll, options, voter } = entitled(cx, tx, self.decision).await?;
        if poll.secrecy != Secrecy::Secret {
            return Err(Error::Rule("rule-decision-not-secret"));
        }
        let choice = Choice::read(&poll, count::names(&poll, &options).len(), &self.answer)?;
        if !decision.is_open() || decision.closes_at <= crate::clock(cx, tx).await? {
            return Err(Error::Rule("rule-decision-over"));
        }
        if !trustee::is_out_of_hand(&trustee::of(cx, tx, &decision).await?) {
            return Err(Error::Rule("rule-key-waits"));
        }
        let receipt = Receipt::new()?;
        let sealed = seal(&poll.seal_key, decision.id, &receipt, &choice.line())?;
        store::seal(tx, initiative, decision.id, voter.id, sealed).await?;
        Ok(receipt.code())
    }
}
