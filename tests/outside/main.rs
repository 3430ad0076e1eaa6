//! The product from outside: the whole house in one process, or the program itself in several.

mod ask;
mod attack;
mod backup;
mod client;
mod commands;
mod faults;
mod icons;
mod input;
mod inside;
mod load;
mod matrix;
mod nodes;
mod recount;
mod repeats;
mod server;
mod sources;
mod statements;
mod texts;
mod threads;
mod town;
