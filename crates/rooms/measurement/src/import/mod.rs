//! Figures from files: read, shown to whoever sent them, and only then sent for each partner. The columns are
//! remembered for the next time.

pub(crate) mod acts;
mod csv;
mod header;
mod number;
pub(crate) mod page;
pub(crate) mod store;
mod text;

pub use self::acts::{ImportTable, Imported};
pub use self::csv::{Figure, Found, LARGEST, Mapping};
pub use self::number::Decimal;
pub(crate) use self::number::typed;
pub use self::text::Encoding;
pub(crate) use self::text::{NoText, read as text_of};

use ::store::Read;
use kernel::{Ability, Context, Error, Result, Role, any, own};

use self::csv::{Keys, Wanted};
use crate::duty::{self, Duty};
use crate::measure::{self, Measure};

kernel::ids! {
    /// A file that was read and waits to be confirmed.
    StagedId
}

/// Sending figures from a file: a partner its own, the backbone everybody's. Accepting stays each partner's.
pub(crate) static IMPORT: Ability =
    Ability { name: "measurement.import", grants: &[own(Role::Partner), any(Role::Backbone)] };

/// A file, read, with the names of the partners it speaks of.
pub(crate) struct Sheet {
    pub(crate) found: Found,
    /// The duties of this person's partners; a figure's place is its place here.
    pub(crate) duties: Vec<Duty>,
}

/// Reads a file for the partners this person may send for; everything that is wrong at once, by row.
pub(crate) async fn read_sheet(
    cx: &Context,
    read: &mut Read,
    measure: &Measure,
    bytes: &[u8],
    mapping: &Mapping,
) -> Result<Sheet> {
    let initiative = cx.initiative()?;
    let mut duties = duty::store::of_measure(read, initiative, measure.id).await?;
    duties.retain(|duty| cx.can(&IMPORT, duty.owner()));
    let names = people::partner_names(read, initiative).await?;
    let name = |duty: &Duty| names.get(&duty.partnership).map_or("", String::as_str);
    let keyed = duties.iter().enumerate();
    let keys = Keys::new(keyed.map(|(at, duty)| (at, duty.code.as_str(), name(duty))));
    let version = measure.in_force();
    let wanted = Wanted {
        mapping,
        frequency: version.frequency(),
        keys: &keys,
        share: version.is_share(),
        kind: version.value_kind(),
    };
    let found = csv::read(bytes, &wanted).map_err(Error::Invalid)?;
    Ok(Sheet { found, duties })
}

/// Imports a file at once, as the command line and the demonstration do. With `accept`, whatever is the
/// actor's own counts at once; the rest of the figures would be refused.
pub async fn import_table(
    cx: &Context,
    measure: i64,
    bytes: &[u8],
    mapping: &Mapping,
    accept: bool,
) -> Result<Imported> {
    let mut read = cx.read().await?;
    let found = measure::store::numbered(&mut read, cx.initiative()?, measure).await?;
    let found = found.ok_or(Error::Missing)?;
    let sheet = read_sheet(cx, &mut read, &found, bytes, mapping).await?;
    drop(read);
    cx.execute(ImportTable::of(measure, mapping, sheet, accept)).await
}
