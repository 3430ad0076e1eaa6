use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problems, Ref, Result, Told};
use serde::Deserialize;

use super::{CHOOSE, Mode, Policy, store};
use crate::edition;

/// Chooses how small numbers are kept from readers. What was published stays as it is: the next edition follows it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ChooseDisclosure {
    /// `suppress` or `round`.
    pub mode: String,
    /// Whether what one partner brought is nobody else's business in public.
    #[serde(default)]
    pub confidential: bool,
    /// The version that was read before choosing; 0 while nobody has chosen.
    #[serde(default)]
    pub seen: i64,
    /// That it is another way than that of the edition everybody sees, and is meant: needed only then.
    #[serde(default)]
    pub sure: bool,
}

#[async_trait]
impl Act for ChooseDisclosure {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&CHOOSE, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let before = store::policy(tx, initiative).await?;
        let latest = edition::store::latest(tx, initiative).await?;
        let mut problems = Problems::none();
        problems.check(Mode::from_word(&self.mode).is_some(), "mode", "problem-choose");
        let other =
            latest.is_some_and(|latest| latest.mode != self.mode || latest.confidential != self.confidential);
        problems.check(self.sure || !other, "sure", "disclosure-problem-published");
        problems.done()?;

        let policy = Policy {
            mode: self.mode.clone(),
            confidential: self.confidential,
            version: self.seen.saturating_add(1),
            changed_by: cx.actor.name.clone(),
            changed_at: cx.now(),
        };
        if before.version != self.seen || !store::set(tx, initiative, &policy).await? {
            return Err(Error::Rule("disclosure-rule-changed"));
        }
        // What waits for a decision was checked the other way.
        edition::store::uncheck_all(tx, initiative).await?;
        let about = Ref::new("initiative", initiative.0);
        let told = Told::new("disclosure.chosen", about, &cx.place()?.name);
        cx.tell(tx, told.change(Some(before.as_text()), policy.as_text())).await
    }
}
