//! What happened to one call: what was sent and shown, what it changed, how it ended.

use cos_jobs::error::Error;

use crate::network::{Rejection, Shown, Trust};
use crate::service::Sight;

/// The record of one call. Times are unix milliseconds of the service's clock.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The id of the job that it is about, or the token of the one that it is to create.
    pub name: String,
    /// When it began.
    pub begun_ms: u64,
    /// When it ended.
    pub ended_ms: Option<u64>,
    /// Its requests, looks included.
    pub sent: Vec<Sent>,
    /// The changes that its requests made.
    pub changes: Vec<Change>,
    /// Whether its goal held at some moment between its begin and its end.
    pub goal_held: bool,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// The id of the job that it was to create, once everything has arrived.
    pub created: Option<String>,
    /// Whether the client's clock was set at any time before it ended.
    pub clock_set: bool,
    /// Whether its credentials function failed it.
    pub keyless: bool,
    /// A text that tells a secret.
    pub leak: Option<String>,
}

/// One request.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The HTTP method.
    pub method: String,
    /// Whether it is the call's own, not a look.
    pub is_change: bool,
    /// What the client was shown, and when.
    pub shown: Option<(u64, Trust)>,
    /// Whether the answer told the service's time.
    pub dated: bool,
    /// Why it was rejected, where that can be mended.
    pub rejection: Option<Rejection>,
    /// Of a look, how the goal stood when it was answered.
    pub look: Option<Look>,
}

/// What a look showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// How the goal stood.
    pub sight: Sight,
    /// When the job ended, if it has.
    pub ended_ms: Option<u64>,
}

/// A change that a request made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which request of the call.
    pub request: usize,
    /// When.
    pub at_ms: u64,
    /// Whether somebody else undid it before the call ended.
    pub undone: bool,
}

/// How a call ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// With a result, as JSON.
    Success(String),
    /// With an error.
    Failure(Error),
}

impl Record {
    /// The call's own requests.
    pub fn attempts(&self) -> impl Iterator<Item = &Sent> {
        self.sent.iter().filter(|sent| sent.is_change)
    }

    /// The methods of all requests, in the order in which they were sent.
    pub fn methods(&self) -> Vec<&str> {
        self.sent.iter().map(|sent| sent.method.as_str()).collect()
    }
}

impl Sent {
    /// A request with this method; all that change something have another than looks.
    pub(crate) fn new(method: &str) -> Self {
        let is_change = method != "GET";
        Self { method: method.to_owned(), is_change, shown: None, dated: false, rejection: None, look: None }
    }

    /// Takes note of what the client is shown.
    pub(crate) fn show(&mut self, now_ms: u64, shown: &Shown) {
        self.shown = Some((now_ms, shown.trust));
        self.dated = shown.is_dated() && shown.trust != Trust::None;
        self.rejection = shown.rejection();
    }

    /// How far the client can rely on what it was shown; not at all, if that was nothing.
    pub fn trust(&self) -> Trust {
        self.shown.map_or(Trust::None, |(_, trust)| trust)
    }
}

impl Outcome {
    /// The value of a property of a result, as it stands in the JSON; texts without their quotation marks.
    ///
    /// What the simulation looks for stands in no text that a story chooses, so no parser is needed.
    pub fn property(&self, name: &str) -> Option<&str> {
        let Self::Success(json) = self else { return None };
        let (_, behind) = json.split_once(&format!("\"{name}\":"))?;
        behind.split([',', '}']).next().map(|value| value.trim_matches('"'))
    }
}
