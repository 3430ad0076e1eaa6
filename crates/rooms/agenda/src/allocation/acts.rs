use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, InitiativeId, Owner, Relation, Result, Told, Via};

use super::{Allocation, counted, store};
use crate::fund::acts::locked;
use crate::fund::{self, Fund, OPEN, Phase, Tied, pb};
use crate::project;

/// Counts the votes of a fund when voting is over: under every rule, of which the fixed one decides. The product does it
/// by the clock; whoever runs the fund can, if that failed.
///
/// The counting is done before anything is written, and kept by one short act, which refuses it if a ballot came in
/// meanwhile.
pub async fn count_fund(cx: &Context, number: i64) -> Result<()> {
    let initiative = cx.initiative()?;
    let mut read = cx.read().await?;
    let fund = fund::store::numbered(&mut read, initiative, number).await?.ok_or(Error::Missing)?;
    let (_, casts) = fund::store::ballots(&mut read, initiative, number).await?;
    // Whoever may not keep a count makes no work for the machine; the act refuses them.
    let is_over = fund.now(cx, &mut read).await? == Phase::Over && fund.rule.is_some();
    let allocations = if is_over && (cx.via == Via::Job || cx.could(&OPEN)) {
        let written = pb::to_count(&mut read, initiative, &fund).await?;
        drop(read);
        tallied(written, fund.ties).await?
    } else {
        Vec::new()
    };
    cx.execute(KeepCount { fund: number, casts, allocations }).await
}

/// Counts what was written out, beside the work of the server.
pub(crate) async fn tallied(written: pb::Written, ties: Tied) -> Result<Vec<Allocation>> {
    let numbers = written.numbers();
    let counting = tokio::task::spawn_blocking(move || -> Result<Vec<Allocation>> {
        let file = written.file;
        let election = file.election(file.weights()).map_err(|error| Error::Internal(error.to_string()))?;
        drop(file);
        Ok(counted(&election, &numbers, ties))
    });
    counting.await.map_err(|error| Error::Internal(error.to_string()))?
}

/// Keeps what was counted.
struct KeepCount {
    fund: i64,
    /// How often a ballot had been cast or changed when counting began.
    casts: i64,
    allocations: Vec<Allocation>,
}

#[async_trait]
impl Act for KeepCount {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        if cx.via != Via::Job {
            cx.may(&OPEN, Owner::Nobody)?;
        }
        let initiative = cx.initiative()?;
        let fund = locked(tx, initiative, self.fund).await?;
        match fund.now(cx, tx).await? {
            Phase::Over if fund.rule.is_some() => {}
            Phase::Over => return Err(Error::Rule("rule-fund-unruled")),
            Phase::Counted => return Err(Error::Rule("rule-fund-counted")),
            _ => return Err(Error::Rule("rule-fund-count-early")),
        }
        if fund::store::hold(tx, initiative, fund.number).await? != self.casts || self.allocations.is_empty()
        {
            return Err(Error::Rule("rule-fund-count-again"));
        }
        let told = Told::new("fund.counted", fund.about(), &fund.title);
        let told = told.change(None, keep(cx, tx, &fund, &self.allocations).await?);
        cx.tell(tx, told).await
    }
}

/// Writes down what came of a fund, and answers it in a line: what the fixed rule funds.
pub(crate) async fn keep(
    cx: &Context,
    tx: &mut Tx,
    fund: &Fund,
    allocations: &[Allocation],
) -> Result<String> {
    let initiative = cx.initiative()?;
    for allocation in allocations {
        store::insert(tx, initiative, fund.number, allocation).await?;
    }
    fund::store::counted(tx, initiative, fund.number, cx.now()).await?;
    funded_line(tx, initiative, fund, allocations).await
}

async fn funded_line(
    tx: &mut Tx,
    initiative: InitiativeId,
    fund: &Fund,
    allocations: &[Allocation],
) -> Result<String> {
    let fixed = allocations.iter().find(|allocation| Some(allocation.rule) == fund.rule);
    let projects = project::store::all(tx, initiative, fund.number).await?;
    let is_funded =
        |number: i64| fixed.and_then(|allocation| allocation.of(number)).is_some_and(super::Line::is_funded);
    let titles =
        projects.iter().filter(|project| is_funded(project.number)).map(|project| project.title.as_str());
    Ok(titles.collect::<Vec<_>>().join("; "))
}

/// Links every funded project of a fund from a file to it, as proposing does for one that was held here.
pub(crate) fn linked(told: Told, projects: &[project::Project]) -> Told {
    let funded = projects.iter().filter(|project| project.selected == Some(true));
    funded.fold(told, |told, project| told.from(project.about(), Relation::DecidedBy))
}
