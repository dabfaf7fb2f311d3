//! The control plane of COS batch-operation jobs on localhost.
//!
//! [`Emulator`] is a function of what it was asked and when: [`Emulator::handle`] takes a request and the time and
//! gives the answer. It has no clock, no randomness and no I/O of its own, so a simulation can drive it through years
//! in a second, and the same calls always give the same answers. [`server`] puts it behind a socket.
//!
//! ```
//! use cos_jobs_emulator::{Config, Emulator, HttpRequest};
//!
//! let mut emulator = Emulator::new(Config::default());
//! let unsigned = HttpRequest::new("GET", "/jobs").with_header("x-cos-appid", "1250000000");
//! assert_eq!(emulator.handle(&unsigned, 1_700_000_000_000).status, 403);
//! ```

mod agenda;
mod answer;
mod auth;
mod changes;
mod config;
mod control_plane;
mod cors;
mod dates;
mod emulator;
mod error;
mod fault;
mod http;
mod ids;
mod job;
pub mod lifecycle;
mod pace;
mod received;
mod routes;
mod seed;
pub mod server;
mod shapes;
mod slots;
mod store;
mod work;

pub use changes::Changes;
pub use config::{Config, Credentials};
pub use emulator::Emulator;
pub use fault::{Fault, FaultCode, Moment};
pub use http::{HttpRequest, HttpResponse};
pub use pace::{Durations, Speed};
pub use seed::SeedJob;
pub use work::{Progress, Work};
