//! The settings of an emulator.

use std::fmt;

use crate::pace::{Durations, Speed};

/// The settings of an [`Emulator`](crate::Emulator).
#[derive(Clone, Debug)]
pub struct Config {
    /// The keys with which requests may be signed.
    pub credentials: Vec<Credentials>,
    /// The main account's id, the first label of the control host.
    pub uin: String,
    /// The APPID that the header `x-cos-appid` must have.
    pub appid: String,
    /// The region, for example `ap-chengdu`.
    pub region: String,
    /// How long a job stays in the statuses that it leaves by itself, at speed 1.
    pub durations: Durations,
    /// By which factor jobs are faster than `durations`.
    pub speed: Speed,
    /// How many jobs run at the same time. A job of higher priority pauses another one only when all slots are taken.
    pub running_limit: usize,
    /// How many jobs may be in a status that is not final.
    pub job_limit: usize,
    /// How many tasks a created job has if the name of its manifest contains no number; see [`Work`](crate::Work).
    pub tasks: u64,
    /// The number that determines all ids and generated jobs.
    pub seed: u64,
}

/// A key with which requests may be signed.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// The id of the key, `q-ak` in the signature.
    pub secret_id: String,
    /// The secret key.
    pub secret_key: String,
    /// The token that a client must send with a temporary key.
    pub session_token: Option<String>,
    /// The last millisecond (unix time) at which a temporary key is valid.
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
    /// The settings of the server: a key that is valid only here, and the account of the examples in the documents.
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
