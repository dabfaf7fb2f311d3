//! Shared code of the fuzz targets: playing a call, and checks that every outcome must pass.

mod checks;
mod play;

pub use checks::{check_error, check_hidden, check_result, check_texts};
pub use play::{ACTIONS, Ended, account, echo, new_call, play};

/// The time at which all calls begin, in unix milliseconds.
pub const NOW: u64 = 1_557_989_754_000;

/// The secret id of all calls.
pub const SECRET_ID: &str = "AKIDQjz3ltompVjBni5LitkWHFlFpwkn9U5q";
/// The secret key of all calls. No error may show twelve consecutive characters of it.
pub const SECRET_KEY: &str = "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz";
/// The session token of all calls. No error may show twelve consecutive characters of it, plain or percent-encoded.
pub const SESSION_TOKEN: &str = "Zm9v/YmFy+cXV4eHl6enkgdGhlLXNlc3Npb24tdG9rZW4/MDEyMzQ1Njc4OQ==";

/// The job of all calls.
pub const JOB_ID: &str = "53dc6228-c50b-46f7-8ad7-65e7159f1aae";
/// The `clientRequestToken` of CreateJob.
pub const REQUEST_TOKEN: &str = "4f2b1d5c-0000-4000-8000-000000000001";
