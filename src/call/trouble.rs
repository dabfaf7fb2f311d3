//! What a failed request means for its call.

use crate::error::{AnswerFacts, Effect, Error, ErrorKind};

use super::{Failure, MAX_RESPONSE};

/// The failure of one request, with everything that the engine needs to decide what to do next.
#[derive(Debug)]
pub(super) struct Trouble {
    /// The error with which the call ends if nothing helps.
    pub(super) error: Error,
    /// How long the service asks to wait, in milliseconds.
    pub(super) retry_after: Option<u64>,
    /// The service's time in unix seconds, if this answer tells it.
    pub(super) service_time: Option<u64>,
    /// The signature was refused for its time.
    pub(super) clock_is_wrong: bool,
    /// The keys were refused. New keys may help.
    pub(super) keys_are_rejected: bool,
    /// The request was refused because of the job's state. The reason may be an earlier copy of this same request.
    pub(super) depends_on_state: bool,
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self {
            error,
            retry_after: None,
            service_time: None,
            clock_is_wrong: false,
            keys_are_rejected: false,
            depends_on_state: false,
        }
    }
}

/// No answer arrived.
pub(super) fn no_answer(failure: Failure, timeout: u64) -> Trouble {
    match failure {
        Failure::Network => no_connection(""),
        Failure::Timeout => lost(
            ErrorKind::Timeout,
            "Timeout",
            format!("no answer came within {timeout} ms. Check the endpoint and the network, or set a longer timeout."),
            true,
        ),
        Failure::TooLarge => {
            let message = format!("the answer is larger than {MAX_RESPONSE} bytes and was not read.");
            lost(ErrorKind::Response, "ResponseTooLarge", message, false)
        }
    }
}

/// No answer arrived, for a reason that contains no secret.
pub(super) fn no_connection(reason: &str) -> Trouble {
    let reason = in_brackets(reason);
    let message = format!(
        "no answer came: the connection failed{reason}. Check the endpoint and the network; in a browser, also that the \
         endpoint allows this page's origin (CORS)."
    );
    lost(ErrorKind::Network, "NetworkError", message, true)
}

/// The head of an answer arrived, but its body could not be read, for a reason that contains no secret.
pub(super) fn broken_body(facts: AnswerFacts, reason: &str) -> Trouble {
    let (status, reason) = (facts.status_code, in_brackets(reason));
    let message = format!("the answer is not usable: its body could not be read{reason} (HTTP {status}).");
    let mut trouble = lost(ErrorKind::Response, "UnexpectedResponse", message, true);
    trouble.error.answer = Some(facts);
    trouble
}

fn in_brackets(reason: &str) -> String {
    if reason.is_empty() { String::new() } else { format!(" ({reason})") }
}

/// An error after which a change may have happened.
fn lost(kind: ErrorKind, code: &'static str, message: String, retryable: bool) -> Trouble {
    let mut error = Error::new(kind, code, message);
    error.retryable = retryable;
    error.effect = Effect::Unknown;
    error.into()
}
