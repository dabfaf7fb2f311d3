//! Jobs that exist from the start.

mod demo;
mod generated;
mod job_from_seed;
mod samples;
mod seed_job;

pub(crate) use demo::demo;
pub(crate) use generated::generated;
pub(crate) use job_from_seed::job_from_seed;
pub(crate) use samples::Samples;
pub use seed_job::SeedJob;
