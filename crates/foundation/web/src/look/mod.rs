//! How Groundswell looks: pieces of pages, each a plain function or a small builder that returns markup.
//!
//! Pieces take words that are already in the reader's language. Where a piece has words of its own it asks
//! [`Say`](crate::text::Say) for them (keys `look-...`, in `text/look.en.ftl`). No piece writes a style
//! attribute or a script: the page's security policy forbids both, and pictures place their marks with SVG
//! attributes. What each piece looks like in every state is shown by [`style::style_page`].

pub mod assets;
pub mod chart;
pub mod style;

mod button;
mod choice;
mod compare;
mod field;
mod icon;
mod journal;
mod navigate;
mod page;
mod picker;
mod progress;
mod prose;
mod room;
mod sides;
mod status;
mod table;
mod thread;

pub use button::{acts, do_button, do_link, post_form, quiet_button, quiet_link, send_row, upload_form};
pub use choice::Choices;
pub use compare::{Text, both_kept, changes};
pub use field::{Field, Problem, Width, error_summary, fieldset};
pub use icon::{Icon, mark};
pub use journal::{journal, journal_line, seal_line};
pub use navigate::{NavItem, pager, steps, tabs};
pub use page::{Flash, Language, Me, Place, Scheme, Search, Shell, Swell, leaf, live_mark, skeleton};
pub use picker::{Picker, Somebody};
pub use progress::{Progress, Step, Stride};
pub use prose::{
    Moment, facts, lead, named, page_head, quote, said, section, section_named, small, timeline,
};
pub use room::{Part, Wait, columns, empty, keys_sign, multiples, parts, sheet, vote, waits};
pub use sides::{Side, sides};
pub use status::{Standing, moved, status, status_as, tag};
pub use table::Table;
pub use thread::{Knot, thread};
