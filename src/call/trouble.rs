//! What a failed request means for its call.

use crate::error::{Effect, Error, ErrorKind};

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
    let (kind, code, message) = match failure {
        Failure::Network => (
            ErrorKind::Network,
            "NetworkError",
            "no answer came: the connection failed. Check the endpoint and the network; in a browser, also that the \
             endpoint allows this page's origin (CORS)."
                .to_owned(),
        ),
        Failure::Timeout => (ErrorKind::Timeout, "Timeout", format!("no answer came within {timeout} ms.")),
        Failure::TooLarge => (
            ErrorKind::Response,
            "ResponseTooLarge",
            format!("the answer is larger than {MAX_RESPONSE} bytes and was not read."),
        ),
    };
    let mut error = Error::new(kind, code, message);
    error.retryable = failure != Failure::TooLarge;
    error.effect = Effect::Unknown;
    error.into()
}
