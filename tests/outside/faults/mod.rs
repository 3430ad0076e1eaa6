//! What happens when the process is killed, a sync fails, or the disk is full: nothing that was
//! acknowledged is lost.

mod disk;
mod early;
mod import;
mod killed;
mod sync;
