//! What a room gives the shell: one trait, asked the same questions of each room.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Ability, Context, Kind, Result};
use store::{Migration, Read, Sql};
use tokio_util::sync::CancellationToken;

use crate::dialect::Dialect;
use crate::house::House;
use crate::routes::Routes;
use crate::text::Source;

/// One of the seven rooms. The shell knows none of them by name.
#[async_trait]
pub trait Room: Send + Sync {
    /// Its name, as the folder is called: `measurement`.
    fn name(&self) -> &'static str;

    /// Its schema.
    fn migrations(&self) -> &'static [Migration];

    /// Every statement it can run, for the test that prepares them.
    fn statements(&self) -> Vec<&'static Sql>;

    /// Its texts by language and profile.
    fn texts(&self) -> Vec<Source>;

    /// Its rows of the permission table.
    fn abilities(&self) -> Vec<&'static Ability>;

    /// Its kinds of objects.
    fn kinds(&self) -> Vec<Box<dyn Kind>>;

    /// Its pages and its API.
    fn routes(&self) -> Routes;

    /// The interfaces of other products that some of its routes speak.
    fn dialects(&self) -> &'static [&'static Dialect] {
        &[]
    }

    /// Its places in the navigation of an initiative, in order.
    fn doors(&self) -> &'static [Door];

    /// What it adds to somebody's morning view.
    async fn today(&self, cx: &Context, read: &mut Read) -> Result<Vec<Waiting>> {
        let _ = (cx, read);
        Ok(Vec::new())
    }

    /// What it adds to the front page of an initiative, as this viewer may see it.
    async fn front(&self, cx: &Context, read: &mut Read, say: &crate::text::Say) -> Result<Vec<Panel>> {
        let _ = (cx, read, say);
        Ok(Vec::new())
    }

    /// Everything of an initiative that belongs to this room, as open tables for the export.
    async fn export(&self, cx: &Context, read: &mut Read) -> Result<Vec<ExportTable>> {
        let _ = (cx, read);
        Ok(Vec::new())
    }

    /// What it does by the clock in an initiative, without anybody asking: reminders, for example. It is asked every few
    /// minutes, on one node at a time; `address` is the initiative's, for mails.
    async fn by_the_clock(&self, cx: &Context, say: &crate::text::Say, address: &str) -> Result<()> {
        let _ = (cx, say, address);
        Ok(())
    }

    /// What it does beside the requests, on every node and until told to stop: what is too slow for a request, or what
    /// pages that are open are to be sent.
    async fn beside(&self, house: &Arc<House>, stop: CancellationToken) {
        let _ = (house, stop);
    }

    /// Those of its tables that are too long to be held as a whole.
    fn long_tables(&self) -> Vec<Box<dyn LongTable>> {
        Vec::new()
    }
}

/// A place in the navigation.
#[derive(Debug, Clone, Copy)]
pub struct Door {
    /// The key of its label.
    pub label: &'static str,
    /// Its path inside the initiative, such as `measures`.
    pub path: &'static str,
    /// Its rank among all doors: lower stands earlier.
    pub rank: u8,
    /// Who is shown it.
    pub ability: &'static Ability,
}

/// Why something stands in the morning view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It waits for this person.
    Waits,
    /// It has gone quiet.
    Quiet,
    /// It has moved.
    Moved,
}

/// One line of the morning view, in the reader's words already.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// Why it is here.
    pub why: Why,
    /// The key of a text that says what it is, such as `today-submission-due`.
    pub text: &'static str,
    /// What goes into the text.
    pub args: Vec<(&'static str, String)>,
    /// Where to go.
    pub href: String,
    /// Since when, or by when.
    pub at: Option<Timestamp>,
}

/// One section of an initiative's front page.
#[derive(Debug, Clone)]
pub struct Panel {
    /// Lower stands earlier.
    pub rank: u8,
    /// Heading, in the reader's words.
    pub title: String,
    /// What it shows.
    pub body: maud::Markup,
}

/// One table of the export: a CSV file with a header.
#[derive(Debug, Clone)]
pub struct ExportTable {
    /// The file's name without `.csv`.
    pub name: &'static str,
    /// The columns.
    pub columns: &'static [&'static str],
    /// The rows, as text.
    pub rows: Vec<Vec<String>>,
}

/// A table of the export that is read a part at a time.
#[async_trait]
pub trait LongTable: Send {
    /// The file's name without `.csv`.
    fn name(&self) -> &'static str;

    /// The columns.
    fn columns(&self) -> &'static [&'static str];

    /// The next rows, as text; `None` at the end.
    async fn next(&mut self, cx: &Context, read: &mut Read) -> Result<Option<Vec<Vec<String>>>>;
}
