use ::store::Tx;
use async_trait::async_trait;
use kernel::{Act, Context, Error, Problems, Result};

use super::Filled;
use crate::delegate;
use crate::import::{ImportTable, Imported};

/// Sends every sheet of a partner's workbook: all of them or none. Each sheet asks for itself who may send under its duties.
pub(crate) struct SendWorkbook {
    pub(crate) filled: Vec<Filled>,
    /// How many minutes it took; may be left out.
    pub(crate) minutes: Option<f64>,
}

#[async_trait]
impl Act for SendWorkbook {
    /// What came of each sheet, in their order.
    type Out = Vec<Imported>;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<Vec<Imported>> {
        let mine = delegate::standing_in(cx, tx).await?;
        let new = self.filled.iter().filter(|filled| filled.imported.sent() > 0).count();
        let mut problems = Problems::none();
        crate::submission::acts::minutes(self.minutes, &mut problems);
        problems.done()?;
        let (mut sent, mut problems) = (Vec::new(), Problems::none());
        for filled in &self.filled {
            let minutes = self.minutes.filter(|_| filled.imported.sent() > 0);
            let minutes = minutes.map(|minutes| minutes / new as f64);
            let table = ImportTable { minutes, ..filled.table.clone() };
            match table.run(&mine, tx).await {
                Ok(imported) => sent.push(imported),
                // Somebody was first since it was read: row and sheet say of what.
                Err(Error::Invalid(mut wrong)) => {
                    wrong.0.iter_mut().for_each(|problem| problem.field.clone_from(&filled.sheet));
                    problems.0.append(&mut wrong.0);
                }
                Err(error) => return Err(error),
            }
        }
        if problems.0.is_empty() { Ok(sent) } else { Err(Error::Invalid(problems)) }
    }
}
