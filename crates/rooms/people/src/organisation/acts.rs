use ::store::Tx;
use kernel::{Act, Context, Owner, Result};

use super::{CREATE, OrganisationId};

/// Writes down an organisation, or finds the one of that name.
pub struct CreateOrganisation {
    /// What it is called.
    pub name: String,
    /// What kind it is: `nonprofit`, `government`, `school`, `health`, `business`, `funder`, `community`,
    /// `residents` or `team`.
    pub kind: String,
}

impl Act for CreateOrganisation {
    type Out = OrganisationId;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<OrganisationId> {
        cx.may(&CREATE, Owner::Nobody)?;
        Ok(super::find_or_create(cx, tx, &self.name, &self.kind).await?.id)
    }
}
