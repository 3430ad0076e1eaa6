//! Page shell, components, forms, charts, sessions, errors, languages, assets.

mod answer;
mod dialect;
mod form;
mod house;
mod limits;
pub mod look;
mod metrics;
mod page;
mod paging;
pub mod pick;
mod push;
mod room;
mod routes;
mod sent;
mod shell;
pub mod text;
mod trouble;
mod visit;

pub use answer::{Answer, Pieces};
pub use dialect::Dialect;
pub use form::{Form, new_key, words_of};
pub use house::{House, Settings, body_of, encoded, texts};
pub use limits::{Class, LimitSettings, Limits};
pub use page::Page;
pub use paging::Paging;
pub use push::{Push, Topic};
pub use room::{Door, ExportTable, LongTable, Panel, Room, Waiting, Why};
pub use routes::{Route, Routes};
pub use sent::{Sent, SentFile};
pub use shell::{journal_lines, live};
pub use trouble::{Complaint, Trouble};
pub use visit::Visit;
