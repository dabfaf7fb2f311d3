//! What the fuzz targets share: calls that can be played, and what must hold of every outcome.

mod play;
mod promises;

pub use play::{ACTIONS, Ended, client, echo, new_call, play};
pub use promises::{check_error, check_hidden, check_result, check_texts};

/// The moment of all calls, in unix milliseconds.
pub const NOW: u64 = 1_557_989_754_000;

/// The keys of all calls: no error may ever show twelve characters in a row of one, save of the id.
pub const SECRET_ID: &str = "AKIDQjz3ltompVjBni5LitkWHFlFpwkn9U5q";
/// See [`SECRET_ID`].
pub const SECRET_KEY: &str = "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz";
/// See [`SECRET_ID`]; with the characters that percent-encoding changes.
pub const SESSION_TOKEN: &str = "Zm9v/YmFy+cXV4eHl6enkgdGhlLXNlc3Npb24tdG9rZW4/MDEyMzQ1Njc4OQ==";

/// The job of all calls.
pub const JOB_ID: &str = "53dc6228-c50b-46f7-8ad7-65e7159f1aae";
/// The token of all creations.
pub const REQUEST_TOKEN: &str = "4f2b1d5c-0000-4000-8000-000000000001";
