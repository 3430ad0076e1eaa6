//! Figures from files: kept, their columns chosen, read, shown to whoever sent them, and only then sent for each
//! partner. The columns are remembered for the next time.

pub(crate) mod acts;
mod api;
mod choose;
mod columns;
mod header;
mod keys;
mod known;
mod number;
pub(crate) mod page;
mod plan;
mod preview;
mod read;
mod rows;
mod sheet;
pub(crate) mod staged;
mod stands;
pub(crate) mod store;
mod table;
pub(crate) mod template;
mod text;
mod whose;
mod workbook;

pub(crate) use self::acts::{Ask, look};
pub use self::acts::{ImportTable, Imported, Line, try_table};
pub use self::columns::Mapping;
pub use self::number::Decimal;
pub(crate) use self::number::typed;
pub(crate) use self::plan::Odd;
pub(crate) use self::sheet::Sheet;
pub use self::table::LARGEST;
pub(crate) use self::table::Table;
pub use self::text::Encoding;
pub(crate) use self::text::{NoText, read as text_of};

use ::store::{Read, Tx};
use kernel::{Ability, Context, Error, Result, Role, any, own};
use uuid::Uuid;
use web::ExportTable;

use crate::duty::Duty;
use crate::measure::{self, Measure, MeasureId};

/// Sending figures from a file: a partner its own, the backbone everybody's. Accepting stays each partner's.
pub(crate) static IMPORT: Ability =
    Ability { name: "measurement.import", grants: &[own(Role::Partner), any(Role::Backbone)] };

/// Whose columns are remembered: the partnership's of all these duties, or, if they are several's, the
/// measure's own.
fn sender<'a>(measure: &Measure, duties: impl IntoIterator<Item = &'a Duty>) -> Uuid {
    let mut all = duties.into_iter().map(|duty| duty.partnership.0);
    let first = all.next().unwrap_or(measure.id.0);
    if all.all(|other| other == first) { first } else { measure.id.0 }
}

/// Keeps columns in mind for the next file of whoever sent this one. Those of a template nobody chose: what is remembered
/// of a file of their own stays.
async fn remember(
    cx: &Context,
    tx: &mut Tx,
    measure: MeasureId,
    sender: Uuid,
    mapping: &Mapping,
) -> Result<()> {
    if template::is_ours(mapping) {
        return Ok(());
    }
    store::remember(tx, cx.initiative()?, measure, sender, mapping).await
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
    let measure =
        measure::store::numbered(&mut read, cx.initiative()?, measure).await?.ok_or(Error::Missing)?;
    let sheet = Sheet::of(cx, &mut read, measure, mapping.clone()).await?;
    drop(read);
    cx.execute(ImportTable { accept, ..sheet.read(bytes)?.0 }).await
}

/// What is remembered of files, as an open table.
pub(crate) async fn export(cx: &Context, read: &mut Read) -> Result<ExportTable> {
    let rows = store::every(read, cx.initiative()?).await?.into_iter();
    let row = |(measure, sender, field, name): (MeasureId, Uuid, String, String)| {
        vec![measure.to_string(), sender.to_string(), field, name]
    };
    Ok(ExportTable {
        name: "file_columns",
        columns: &["measure", "sender", "field", "name"],
        rows: rows.map(row).collect(),
    })
}

/// Reads whatever a file is by the columns that its own names suggest. Nothing but the fuzzer asks for it (`tests/fuzz`).
#[cfg(feature = "fuzzing")]
pub fn read_anything(bytes: &[u8]) {
    use signals::Kind;

    let Ok(mut table) = Table::open(bytes) else { return };
    let keys = keys::Keys::new([(0, "A1", "North"), (1, "007", "South")]);
    let frequency = crate::cycle::Frequency::Yearly;
    for part in table.parts() {
        let Ok(top) = table.top(&part) else { continue };
        template::measure_of(top.iter().map(|(_, row)| row));
        let choices = columns::Choices::of(&top, frequency);
        for (kind, divided) in [(Kind::Ratio, true), (Kind::Flow, false), (Kind::Estimate, true)] {
            let (numerator, denominator) = ("placed", "trained");
            let asked =
                columns::Asked { numerator, denominator, divided, one_partner: true, dimensions: &[] };
            let mut mapping = choices.guess(&asked);
            part.sheet().clone_into(&mut mapping.sheet);
            let wanted = read::Wanted {
                mapping: &mapping,
                frequency,
                keys: &keys,
                dimensions: &[],
                kind,
                share: divided,
            };
            let mut figures: Vec<read::Figure> = Vec::new();
            let Ok(found) = read::read(bytes, &wanted, &mut figures) else { continue };
            assert!(
                figures.iter().all(|figure| figure.numerator.is_finite() && figure.denominator.is_finite())
            );
            assert!(figures.iter().all(|figure| figure.partner < 2 && figure.row > found.header));
        }
    }
}
