//! The control plane of COS batch-operation jobs on localhost.
//!
//! [`Emulator`] does no I/O: [`Emulator::handle`] takes a request and the time, and returns the answer. It reads no clock
//! and no random numbers. Therefore the same calls always give the same answers, and a simulation can cover years of virtual
//! time within a second. `server` makes the emulator reachable over HTTP; WebAssembly has no server.
//!
//! ```
//! use cos_jobs_emulator::{Config, Emulator, HttpRequest};
//!
//! let mut emulator = Emulator::new(Config::default());
//! let unsigned = HttpRequest::new("GET", "/jobs").with_header("x-cos-appid", "1250000000");
//! assert_eq!(emulator.handle(&unsigned, 1_700_000_000_000).status, 403);
//! ```

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
mod history;
mod http;
mod ids;
mod job;
pub mod lifecycle;
mod pace;
mod parsed_request;
mod refusal;
mod routes;
mod run_slots;
mod seed;
#[cfg(not(target_arch = "wasm32"))]
pub mod server;
mod shapes;
mod store;
mod timers;
mod work;

pub use changes::Changes;
pub use config::{Config, Credentials};
pub use emulator::Emulator;
pub use fault::{Fault, FaultCode, FaultTiming};
pub use http::{HttpRequest, HttpResponse};
pub use pace::{Durations, Speed};
pub use seed::SeedJob;
pub use work::{Progress, Work};
