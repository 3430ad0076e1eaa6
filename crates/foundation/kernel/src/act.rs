use std::future::Future;

use serde::Serialize;
use serde::de::DeserializeOwned;
use store::{Tx, Work};

use crate::{Context, Error, Result, repeat};

/// Something people do: a small value that can be made from a form, a JSON body, a row of a file or the
/// command line, and run again when the database asks for it.
///
/// It gets a transaction and nothing else: no mailer, no other server. What it answers can be kept, so
/// that a repeated request gets the same answer and happens once.
pub trait Act: Send + Sync + 'static {
    /// What it answers.
    type Out: Serialize + DeserializeOwned + Send + Sync + 'static;

    /// Who may, what must hold, what changes, what is told: in that order.
    fn run(&self, cx: &Context, tx: &mut Tx) -> impl Future<Output = Result<Self::Out>> + Send;
}

pub(crate) struct Running<A> {
    pub(crate) cx: Context,
    pub(crate) act: A,
}

impl<A: Act> Work for Running<A> {
    type Out = A::Out;
    type Error = Error;

    async fn run(&self, tx: &mut Tx) -> Result<A::Out> {
        let name = std::any::type_name::<A>();
        if let Some(answer) = repeat::open(&self.cx, tx, name).await? {
            return Ok(answer);
        }
        let out = self.act.run(&self.cx, tx).await?;
        repeat::close(&self.cx, tx, name, &out).await?;
        Ok(out)
    }

    fn database_error(error: &Error) -> Option<&store::Error> {
        match error {
            Error::Store(error) => Some(error),
            _ => None,
        }
    }
}
