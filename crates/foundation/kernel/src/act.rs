use std::any::{Any, type_name};

use async_trait::async_trait;
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::{Tx, Work};

use crate::{Context, Error, Result, repeat};

/// Something people do: a small value that can be made from a form, a JSON body, a row of a file or the
/// command line, and run again when the database asks for it.
///
/// It gets a transaction and nothing else: no mailer, no other server. What it answers can be kept, so
/// that a repeated request gets the same answer and happens once.
#[async_trait]
pub trait Act: Send + Sync + 'static {
    /// What it answers.
    type Out: Serialize + DeserializeOwned + Send + Sync + 'static;

    /// Who may, what must hold, what changes, what is told: in that order.
    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<Self::Out>;
}

/// What an act answered, whatever it is.
pub(crate) type Out = Box<dyn Any + Send>;

/// Any act. The way to the database and the receipts are compiled once for all of them: as a copy for each,
/// they would be most of what there is to compile.
#[async_trait]
pub(crate) trait AnyAct: Send + Sync {
    /// What it is called in receipts.
    fn name(&self) -> &'static str;

    /// Runs it; answers with the words to keep in the receipt as well if they are wanted.
    async fn run(&self, cx: &Context, tx: &mut Tx, keep: bool) -> Result<(Out, Option<String>)>;

    /// The answer that was kept.
    fn kept(&self, words: &str) -> Result<Out>;
}

#[async_trait]
impl<A: Act> AnyAct for A {
    fn name(&self) -> &'static str {
        type_name::<A>()
    }

    async fn run(&self, cx: &Context, tx: &mut Tx, keep: bool) -> Result<(Out, Option<String>)> {
        let out = Act::run(self, cx, tx).await?;
        let words = keep.then(|| serde_json::to_string(&out)).transpose().map_err(unwritten)?;
        Ok((Box::new(out), words))
    }

    fn kept(&self, words: &str) -> Result<Out> {
        let out: A::Out = serde_json::from_str(words).map_err(unwritten)?;
        Ok(Box::new(out))
    }
}

fn unwritten(error: serde_json::Error) -> Error {
    Error::Internal(error.to_string())
}

/// An act in its transaction.
pub(crate) struct Running {
    pub(crate) cx: Context,
    pub(crate) act: Box<dyn AnyAct>,
}

impl Work for Running {
    type Out = Out;
    type Error = Error;

    async fn run(&self, tx: &mut Tx) -> Result<Out> {
        let Some(repeat) = &self.cx.repeat else {
            return Ok(self.act.run(&self.cx, tx, false).await?.0);
        };
        let receipt = repeat.receipt(&self.cx, self.act.name());
        if let Some(words) = repeat::open(tx, &receipt).await? {
            return self.act.kept(&words);
        }
        let (out, words) = self.act.run(&self.cx, tx, true).await?;
        repeat::close(tx, &receipt, &words.unwrap_or_default()).await?;
        Ok(out)
    }

    fn database_error(error: &Error) -> Option<&store::Error> {
        match error {
            Error::Store(error) => Some(error),
            _ => None,
        }
    }
}
