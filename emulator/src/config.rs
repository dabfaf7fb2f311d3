//! What an emulator is told when it is made.

use std::fmt;

use crate::pace::{Durations, Speed};

/// The settings of an [`Emulator`](crate::Emulator).
#[derive(Clone, Debug)]
pub struct Config {
    /// The keys that may sign.
    pub credentials: Vec<Credentials>,
    /// The main account's id, the first label of the control host.
    pub uin: String,
    /// The APPID that `x-cos-appid` must name.
    pub appid: String,
    /// The region, for example `ap-chengdu`.
    pub region: String,
    /// How long a job stays in the statuses that it passes by itself, at speed 1.
    pub durations: Durations,
    /// How many times faster than that jobs move.
    pub speed: Speed,
    /// How many jobs run at a time; a job of higher priority pauses one only when all places are taken.
    pub running_limit: usize,
    /// How many jobs the account may have that are not in a final status.
    pub job_limit: usize,
    /// How many tasks a created job has whose manifest's name doesn't say; see [`Work`](crate::Work).
    pub tasks: u64,
    /// From which all ids and seeded jobs follow.
    pub seed: u64,
}

/// A key that may sign.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// `q-ak`.
    pub secret_id: String,
    /// The secret key.
    pub secret_key: String,
    /// The token that must come with a temporary key.
    pub session_token: Option<String>,
    /// The last millisecond of unix time at which a temporary key is good.
    pub expires_ms: Option<u64>,
}

impl Credentials {
    /// A permanent key.
    pub fn new(secret_id: &str, secret_key: &str) -> Self {
        Self {
            secret_id: secret_id.to_owned(),
            secret_key: secret_key.to_owned(),
            session_token: None,
            expires_ms: None,
        }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Credentials").field("secret_id", &self.secret_id).finish_non_exhaustive()
    }
}

impl Default for Config {
    /// The settings of the server: keys that are good for nothing else, and an account of the documents' examples.
    fn default() -> Self {
        Self {
            credentials: vec![Credentials::new(
                "AKIDEmulatorOnlyNotARealKey000000001",
                "EmulatorOnlyNotARealSecretKey001",
            )],
            uin: "100000000001".to_owned(),
            appid: "1250000000".to_owned(),
            region: "ap-chengdu".to_owned(),
            durations: Durations::default(),
            speed: Speed::default(),
            running_limit: 6,
            job_limit: 1_000_000,
            tasks: 10_000,
            seed: 1,
        }
    }
}
