//! Acts that can be tried: everything is done in their transaction, and all of it undone again.

use std::sync::{Arc, Mutex, PoisonError};

use kernel::{Act, Context, Error, Problems, Result};

use super::Summary;

/// What was found by an act that was undone.
#[derive(Clone, Default)]
pub(in crate::dhis2) struct Undone(Arc<Mutex<Option<Summary>>>);

impl Undone {
    /// Nothing yet: the database may run an act again.
    pub(in crate::dhis2) fn begin(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Keeps what was found and fails, so that the transaction is undone.
    pub(in crate::dhis2) fn undo(&self, summary: Summary) -> Result<Summary> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(summary);
        Err(Error::Invalid(Problems::none()))
    }

    /// Runs an act that holds this; answers what was found also where it was undone.
    pub(in crate::dhis2) async fn execute(
        self,
        cx: &Context,
        act: impl Act<Out = Summary>,
    ) -> Result<Summary> {
        match cx.execute(act).await {
            Err(error) => {
                let found = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
                found.ok_or(error)
            }
            done => done,
        }
    }
}
