//! Calls of cos-jobs, played through faulty networks against the emulator, on a clock of their own.
//!
//! ```text
//! seed ──generate──► Story ──play──► Ending ──check──► Violation? ──shrink──► the shortest such Story, told
//! ```
//!
//! Nothing here knows the real time or real chance: a seed is a story, and a story always plays alike.

mod account;
mod action;
mod arrival;
mod asking;
mod calling;
pub mod dice;
pub mod generate;
mod http;
mod incidents;
pub mod invariants;
mod keyring;
mod log;
pub mod network;
pub mod policy;
mod queue;
pub mod record;
pub mod report;
mod rival;
pub mod run;
pub mod service;
pub mod shrink;
pub mod story;
mod tell;
pub mod world;

pub use invariants::{Beyond, Rule, Violation};
pub use network::Trust;
pub use policy::Policy;
pub use record::{Outcome, Record};
pub use report::Report;
pub use story::Story;
pub use world::{Ending, play};
