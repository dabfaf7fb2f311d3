//! Simulates calls of cos-jobs through faulty networks against the emulator, on a virtual clock.
//!
//! ```text
//! seed ─generate─► Scenario ─play─► ScenarioResult ─check─► Violation? ─shrink─► the shortest such Scenario
//! ```
//!
//! Nothing here reads the real time or real random numbers. A seed determines a scenario, and the same scenario always
//! gives the same result.

mod account;
mod action;
mod ambiguity;
mod answers;
mod arrival;
pub mod client_answer;
mod credential_requests;
mod credentials;
mod engine_call;
mod engine_steps;
mod events;
mod faults;
pub mod generate;
mod generate_extras;
mod generate_incidents;
mod generate_verbs;
pub mod goal_state;
mod history;
mod http;
pub mod incident;
pub mod invariants;
pub mod judgement;
mod keyring;
mod log;
mod log_lines;
mod network;
pub mod operation;
mod other_client;
pub mod outcomes;
mod pending_incidents;
mod play;
pub mod policy;
mod queue;
mod random;
pub mod record;
pub mod report;
mod request_rules;
pub mod rule;
pub mod run;
mod running_call;
pub mod scenario;
mod scenario_text;
mod schedule;
mod seed;
pub mod sent_request;
mod service;
pub mod shrink;
mod target;
mod timeouts;
mod truth;
pub mod unknowable;
pub mod verb_plan;
mod verb_rules;
mod verbs;
mod world;

pub use faults::Faults;
pub use invariants::Violation;
pub use play::play;
pub use policy::Policy;
pub use record::{Outcome, Record, ScenarioResult};
pub use report::Report;
pub use rule::Rule;
pub use scenario::Scenario;
