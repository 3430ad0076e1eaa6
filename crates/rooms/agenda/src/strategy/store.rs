use kernel::{InitiativeId, Result};
use store::{Read, Tx};

use super::{Rating, Step};

store::statements! {
    STEPS = "SELECT clause, number, state, reason, moved_by, moved_at FROM strategy_step
        WHERE initiative = $1 ORDER BY clause, number";
    INSERT_STEP = "INSERT INTO strategy_step (initiative, clause, number, state, reason, moved_by, moved_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    RATINGS = "SELECT clause, person, leverage, reach, specificity, fit FROM strategy_rating
        WHERE initiative = $1 ORDER BY clause, person";
    PUT_RATING = "INSERT INTO strategy_rating (initiative, clause, person, leverage, reach, specificity, fit)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (initiative, clause, person) DO UPDATE SET leverage = excluded.leverage,
        reach = excluded.reach, specificity = excluded.specificity, fit = excluded.fit";
}

store::row!(Step { clause, number, state, reason, moved_by, moved_at });
store::row!(Rating { clause, person, leverage, reach, specificity, fit });

/// Every step of every strategy, in order.
pub(crate) async fn steps(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Step>> {
    Ok(read.rows(&STEPS, &[initiative.into()]).await?)
}

pub(crate) async fn insert_step(tx: &mut Tx, initiative: InitiativeId, step: &Step) -> Result<()> {
    let values = [
        initiative.into(),
        step.clause.into(),
        step.number.into(),
        step.state.into(),
        step.reason.as_str().into(),
        step.moved_by.as_str().into(),
        step.moved_at.into(),
    ];
    tx.run(&INSERT_STEP, &values).await?;
    Ok(())
}

/// Everybody's ratings of every strategy.
pub(crate) async fn ratings(read: &mut Read, initiative: InitiativeId) -> Result<Vec<Rating>> {
    Ok(read.rows(&RATINGS, &[initiative.into()]).await?)
}

pub(crate) async fn put_rating(tx: &mut Tx, initiative: InitiativeId, rating: &Rating) -> Result<()> {
    let values = [
        initiative.into(),
        rating.clause.into(),
        rating.person.into(),
        rating.leverage.into(),
        rating.reach.into(),
        rating.specificity.into(),
        rating.fit.into(),
    ];
    tx.run(&PUT_RATING, &values).await?;
    Ok(())
}
