use std::time::Duration;

use store::{Error, Store, Tx, Work};
use uuid::Uuid;

store::statements! {
    TAKE = "INSERT INTO lease (job, holder, until) VALUES ($1, $2, $3)
        ON CONFLICT (job) DO UPDATE SET holder = excluded.holder, until = excluded.until
        WHERE lease.until < $4 OR lease.holder = excluded.holder";
}

struct Take {
    job: &'static str,
    holder: Uuid,
    lasting: Duration,
}

impl Work for Take {
    type Out = bool;
    type Error = Error;

    async fn run(&self, tx: &mut Tx) -> Result<bool, Error> {
        // The database's clock, so that nodes with wrong clocks agree.
        let now = tx.clock().await?;
        let until = now + self.lasting.as_micros() as i64;
        Ok(tx.run(&TAKE, &[self.job.into(), self.holder.into(), until.into(), now.into()]).await? == 1)
    }

    fn database_error(error: &Error) -> Option<&Error> {
        Some(error)
    }
}

/// Takes or renews `job` for `holder`; false while somebody else has it. Whoever holds a lease must be
/// done, or have renewed it, before `lasting` is over.
pub async fn hold(store: &Store, job: &'static str, holder: Uuid, lasting: Duration) -> Result<bool, Error> {
    store.write(Take { job, holder, lasting }).await
}
