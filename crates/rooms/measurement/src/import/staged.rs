//! A file on its way: kept in pieces, read in the background with its progress written down, and sent when
//! whoever brought it says so. Each piece is a short transaction, so that others write meanwhile.

use async_trait::async_trait;
use std::collections::HashSet;
use std::sync::Arc;

use ::store::Tx;
use jiff::{SignedDuration, Timestamp};
use kernel::{Act, Context, Error, Problem, Problems, Result};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use web::text::Say;
use web::words_of;

use super::acts::{Ask, ImportTable, Imported, Line, look};
use super::columns::Mapping;
use super::plan::Odd;
use super::read::{self, Figure, Found, Taking};
use super::{IMPORT, Sheet, store};
use crate::measure::{self, MeasureId};

kernel::ids! {
    /// A file that was brought and waits to be confirmed.
    StagedId
}

/// So many bytes of a file are kept at once.
const BYTES: usize = 1 << 20;
/// So many figures or faults are kept at once.
const AT_ONCE: usize = 5_000;
/// What nobody touched for so long was given up.
const GIVEN_UP: SignedDuration = SignedDuration::from_hours(24);
/// A reading that says nothing for so long was broken off.
const BROKEN_OFF: SignedDuration = SignedDuration::from_secs(30);

kernel::words! {
    /// How far a file has come.
    pub(crate) enum Stage {
        /// It is there; its columns are to be chosen.
        Kept = "kept",
        /// It is being read.
        Reading = "reading",
        /// It was read and waits for a word.
        Read = "read",
        /// Something in it needs mending.
        Faulty = "faulty",
        /// Reading it came to no end.
        Broken = "broken",
    }
}

kernel::words! {
    /// What a piece of it holds.
    pub(crate) enum Kind {
        /// Its bytes.
        Bytes = "bytes",
        /// Figures.
        Lines = "lines",
        /// What is wrong.
        Faults = "faults",
    }
}

/// A file on its way.
#[derive(Debug, Clone)]
pub(crate) struct Staged {
    pub(crate) id: StagedId,
    pub(crate) measure: MeasureId,
    pub(crate) name: String,
    pub(crate) state: String,
    /// The columns, as JSON; empty until they are chosen.
    pub(crate) mapping: String,
    /// What was found, as JSON; empty until it is read.
    pub(crate) found: String,
    pub(crate) rows_done: i64,
    pub(crate) rows_all: i64,
    pub(crate) touched_at: Timestamp,
}

impl Staged {
    pub(crate) fn stage(&self, now: Timestamp) -> Stage {
        match self.state.parse() {
            Ok(Stage::Reading) if now.duration_since(self.touched_at) > BROKEN_OFF => Stage::Broken,
            Ok(stage) => stage,
            Err(()) => Stage::Broken,
        }
    }

    /// The columns that were chosen.
    pub(crate) fn mapping(&self) -> Option<Mapping> {
        serde_json::from_str(&self.mapping).ok()
    }

    /// What was found.
    pub(crate) fn outcome(&self) -> Option<Outcome> {
        serde_json::from_str(&self.found).ok()
    }

    fn turned(mut self, stage: Stage, now: Timestamp) -> Self {
        stage.word().clone_into(&mut self.state);
        self.touched_at = now;
        self
    }
}

/// What came of reading a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Outcome {
    /// How it was read; nothing if it could not be.
    pub(crate) found: Option<Found>,
    /// What sending it would do.
    pub(crate) imported: Imported,
    /// How many partners it speaks of.
    pub(crate) partners: usize,
    /// How many faults it has.
    pub(crate) faults: usize,
    /// What its partners are asked about it.
    #[serde(default)]
    pub(crate) asks: Vec<Ask>,
}

/// A fault, in its reader's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Fault {
    pub(crate) row: Option<usize>,
    pub(crate) column: String,
    /// The key of its text, for programs.
    pub(crate) code: String,
    pub(crate) words: String,
}

/// Begins to keep a file.
struct StageFile {
    measure: i64,
    name: String,
}

#[async_trait]
impl Act for StageFile {
    type Out = StagedId;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<StagedId> {
        cx.might(&IMPORT)?;
        let initiative = cx.initiative()?;
        let measure = measure::store::numbered(tx, initiative, self.measure).await?.ok_or(Error::Missing)?;
        let staged = Staged {
            id: StagedId::new(),
            measure: measure.id,
            name: self.name.chars().take(200).collect(),
            state: Stage::Kept.word().to_owned(),
            mapping: String::new(),
            found: String::new(),
            rows_done: 0,
            rows_all: 0,
            touched_at: cx.now(),
        };
        store::stage(tx, initiative, &staged, cx.person()?, cx.now() - GIVEN_UP).await?;
        Ok(staged.id)
    }
}

/// Keeps one more piece.
struct KeepPiece {
    staged: StagedId,
    kind: Kind,
    place: usize,
    body: Vec<u8>,
    /// How many rows of how many this is.
    progress: Option<(usize, usize)>,
}

#[async_trait]
impl Act for KeepPiece {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let initiative = cx.initiative()?;
        yours(cx, tx, self.staged).await?;
        store::keep(tx, initiative, self.staged, (self.kind, self.place), &self.body).await?;
        if let Some(progress) = self.progress {
            store::progress(tx, initiative, self.staged, progress, cx.now()).await?;
        }
        Ok(())
    }
}

/// Begins to read, or to read again.
struct BeginReading {
    staged: StagedId,
    mapping: Mapping,
    /// Whose columns these are: a file that needs mending comes again, and nobody chooses twice.
    sender: Uuid,
}

#[async_trait]
impl Act for BeginReading {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let initiative = cx.initiative()?;
        let staged = yours(cx, tx, self.staged).await?;
        for kind in [Kind::Lines, Kind::Faults] {
            store::drop_pieces(tx, initiative, self.staged, kind).await?;
        }
        store::progress(tx, initiative, self.staged, (0, 0), cx.now()).await?;
        super::remember(cx, tx, staged.measure, self.sender, &self.mapping).await?;
        let mapping = serde_json::to_string(&self.mapping).map_err(internal)?;
        let turned = Staged { mapping, found: String::new(), ..staged.turned(Stage::Reading, cx.now()) };
        store::turn(tx, initiative, &turned).await
    }
}

/// Says what came of it.
struct EndReading {
    staged: StagedId,
    stage: Stage,
    outcome: Outcome,
}

#[async_trait]
impl Act for EndReading {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let staged = yours(cx, tx, self.staged).await?;
        let found = serde_json::to_string(&self.outcome).map_err(internal)?;
        let turned = Staged { found, ..staged.turned(self.stage, cx.now()) };
        store::turn(tx, cx.initiative()?, &turned).await
    }
}

/// Sends what was read from a file: all of it or nothing.
pub(crate) struct ConfirmFile {
    pub(crate) staged: StagedId,
    /// How many minutes it took; may be left out.
    pub(crate) minutes: Option<f64>,
}

#[async_trait]
impl Act for ConfirmFile {
    type Out = Imported;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<Imported> {
        let initiative = cx.initiative()?;
        let staged = yours(cx, tx, self.staged).await?;
        if staged.stage(cx.now()) != Stage::Read {
            return Err(Error::Rule("import-rule-not-read"));
        }
        let measure = measure::store::find(tx, initiative, staged.measure).await?.ok_or(Error::Missing)?;
        let lines = lines(cx, tx, self.staged).await?;
        store::unstage(tx, initiative, self.staged).await?;
        let asks = staged.outcome().map(|outcome| outcome.asks).unwrap_or_default();
        let mapping = staged.mapping().unwrap_or_default();
        let table = ImportTable {
            measure: measure.number,
            mapping: Some(mapping.clone()),
            lines,
            minutes: self.minutes,
            asks,
            ..ImportTable::default()
        };
        match table.run(cx, tx).await {
            Err(Error::Invalid(problems)) => Err(Error::Invalid(mapping.in_columns(problems))),
            result => result,
        }
    }
}

/// What this person staged, if it is theirs.
pub(crate) async fn yours(cx: &Context, read: &mut ::store::Read, id: StagedId) -> Result<Staged> {
    store::staged(read, cx.initiative()?, id, cx.person()?).await?.ok_or(Error::Missing)
}

/// The figures that were read.
pub(crate) async fn lines(cx: &Context, read: &mut ::store::Read, id: StagedId) -> Result<Vec<Line>> {
    gathered(cx, read, id, Kind::Lines).await
}

/// The faults that were found.
pub(crate) async fn faults(cx: &Context, read: &mut ::store::Read, id: StagedId) -> Result<Vec<Fault>> {
    gathered(cx, read, id, Kind::Faults).await
}

async fn gathered<T: serde::de::DeserializeOwned>(
    cx: &Context,
    read: &mut ::store::Read,
    id: StagedId,
    kind: Kind,
) -> Result<Vec<T>> {
    let mut all = Vec::new();
    for piece in store::pieces(read, cx.initiative()?, id, kind).await? {
        let mut some: Vec<T> = serde_json::from_slice(&piece).map_err(internal)?;
        all.append(&mut some);
    }
    Ok(all)
}

/// The file's bytes.
pub(crate) async fn bytes(cx: &Context, read: &mut ::store::Read, id: StagedId) -> Result<Vec<u8>> {
    Ok(store::pieces(read, cx.initiative()?, id, Kind::Bytes).await?.concat())
}

/// Keeps a file in short transactions.
pub(crate) async fn keep(cx: &Context, measure: i64, name: &str, bytes: &[u8]) -> Result<StagedId> {
    let staged = cx.execute(StageFile { measure, name: name.to_owned() }).await?;
    let cx = unrepeated(cx);
    if !store::pieces(&mut cx.read().await?, cx.initiative()?, staged, Kind::Bytes).await?.is_empty() {
        // The same request once more.
        return Ok(staged);
    }
    for (place, body) in bytes.chunks(BYTES).enumerate() {
        let piece = KeepPiece { staged, kind: Kind::Bytes, place, body: body.to_vec(), progress: None };
        cx.execute(piece).await?;
    }
    Ok(staged)
}

/// The acts of a reading are many under one request's key, so that none is answered with another's receipt.
fn unrepeated(cx: &Context) -> Context {
    Context { repeat: None, ..cx.clone() }
}

/// Reads a file in the background; answers when it has begun. `say` puts what is found into its reader's words.
pub(crate) async fn start(
    cx: &Context,
    id: StagedId,
    sheet: Sheet,
    say: Say,
) -> Result<tokio::task::JoinHandle<()>> {
    let cx = unrepeated(cx);
    let sender = super::sender(&sheet.measure, &sheet.duties);
    cx.execute(BeginReading { staged: id, mapping: sheet.mapping.clone(), sender }).await?;
    Ok(tokio::spawn(async move {
        let outcome = match read_all(&cx, id, sheet, &say).await {
            Ok((stage, outcome)) => cx.execute(EndReading { staged: id, stage, outcome }).await,
            Err(error) => Err(error),
        };
        if outcome.is_err() {
            let imported = Imported::default();
            let outcome = Outcome { found: None, imported, partners: 0, faults: 0, asks: Vec::new() };
            // Without a database there is nobody to tell; the page sees that nothing was touched for long.
            let _ = cx.execute(EndReading { staged: id, stage: Stage::Broken, outcome }).await;
        }
    }))
}

async fn read_all(cx: &Context, id: StagedId, sheet: Sheet, say: &Say) -> Result<(Stage, Outcome)> {
    let bytes = bytes(cx, &mut cx.read().await?, id).await?;
    let sheet = Arc::new(sheet);
    let (sends, mut comes) = tokio::sync::mpsc::channel(2);
    let reading = tokio::task::spawn_blocking({
        let sheet = Arc::clone(&sheet);
        move || read::read(&bytes, &sheet.wanted(), &mut Pieces { sheet: &sheet, sends })
    });
    let mut place = 0;
    while let Some((lines, progress)) = comes.recv().await {
        let body = serde_json::to_vec::<Vec<Line>>(&lines).map_err(internal)?;
        cx.execute(KeepPiece { staged: id, kind: Kind::Lines, place, body, progress: Some(progress) })
            .await?;
        place += 1;
    }
    let (found, mut problems) = match reading.await.map_err(|error| Error::Internal(error.to_string()))? {
        Ok(found) => (Some(found), Problems::none()),
        Err(problems) => (None, problems),
    };
    let mut read = cx.read().await?;
    let table = ImportTable {
        measure: sheet.measure.number,
        lines: lines(cx, &mut read, id).await?,
        ..ImportTable::default()
    };
    let (imported, more, odd) = look(cx, &mut read, &table).await?;
    drop(read);
    // What the file itself shows is not said again of the figure that came of it.
    let mut more = sheet.mapping.in_columns(more);
    let said: HashSet<_> = problems.0.iter().map(|problem| (problem.row, problem.text)).collect();
    more.0.retain(|problem| !said.contains(&(problem.row, problem.text)));
    problems.0.append(&mut more.0);
    problems.0.sort_by_key(|problem| problem.row);
    let mut partners: Vec<i64> = table.lines.iter().map(|line| line.duty).collect();
    partners.sort_unstable();
    partners.dedup();
    let fault = |problem: &Problem| Fault {
        row: problem.row,
        column: sheet.seen(say, &problem.field),
        code: problem.text.to_owned(),
        words: words_of(say, &Problem { row: None, ..problem.clone() }),
    };
    for (place, some) in problems.0.chunks(AT_ONCE).enumerate() {
        let faults: Vec<Fault> = some.iter().map(fault).collect();
        let body = serde_json::to_vec(&faults).map_err(internal)?;
        cx.execute(KeepPiece { staged: id, kind: Kind::Faults, place, body, progress: None }).await?;
    }
    let stage = if problems.0.is_empty() { Stage::Read } else { Stage::Faulty };
    let ask = |odd: Odd| Ask {
        duty: odd.duty,
        period: odd.period,
        question: words_of(say, &odd.asks),
        asked_by: say.t("import-checks"),
    };
    let asks = odd.into_iter().map(ask).collect();
    let outcome = Outcome { found, imported, partners: partners.len(), faults: problems.0.len(), asks };
    Ok((stage, outcome))
}

/// Hands figures over piece by piece, waiting while two are on their way.
struct Pieces<'a> {
    sheet: &'a Sheet,
    sends: tokio::sync::mpsc::Sender<(Vec<Line>, (usize, usize))>,
}

impl Taking for Pieces<'_> {
    fn take(&mut self, figures: &mut Vec<Figure>, done: usize, of: usize) {
        if figures.len() >= AT_ONCE || (done == of && !figures.is_empty()) {
            let lines = figures.drain(..).map(|figure| self.sheet.line(figure)).collect();
            // Nobody waits any more: then there is nothing to be done with the rest.
            let _ = self.sends.blocking_send((lines, (done, of)));
        }
    }
}

fn internal(error: serde_json::Error) -> Error {
    Error::Internal(error.to_string())
}
