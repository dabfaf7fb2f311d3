//! The incidents of a scenario: faults of requests, answers, keys and clocks, and what other clients do.

use cos_jobs_emulator::FaultCode;

use crate::operation::Operation;

/// Identifies a request of a scenario. Requests that only read a job (probes) are counted too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestPosition {
    /// The index of the call.
    pub call: usize,
    /// The index of the request among the requests of the call.
    pub request: usize,
}

/// Something that goes wrong or interferes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Incident {
    /// The network or the service disturbs an exchange.
    Fault(RequestPosition, Fault),
    /// Another client changes the same job, and gives the common reason, at the time when the request is carried out.
    OtherClient(RequestPosition, Timing, Operation),
    /// All current keys of the client become invalid at the time when the request is carried out.
    KeysInvalidated(RequestPosition, Timing, KeyInvalidation),
    /// The client's clock is changed by this number of milliseconds, just after the request was sent.
    ClockSet(RequestPosition, i64),
    /// The credentials function, or the function that signs, fails when it is called for this time (from 0).
    Credentials(u32, CredentialsFault),
}

/// When something happens, relative to a request. If the request arrives twice, `After` is between the two copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// Just before the request is carried out.
    Before,
    /// Just after the request was carried out.
    After,
}

/// How keys become invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyInvalidation {
    /// They expire.
    Expired,
    /// They are deleted, so that the service does not know them any more.
    Deleted,
}

/// What a credentials function does instead of returning valid keys at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialsFault {
    /// It fails.
    Fails,
    /// It never answers.
    NeverAnswers,
    /// It answers after this number of milliseconds.
    Slow(u64),
    /// It returns keys that the service does not know.
    UnknownKeys,
}

/// How an exchange of request and answer is disturbed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The request does not arrive.
    RequestLost {
        /// Whether the client notices nothing until its timeout. Otherwise its connection breaks.
        silent: bool,
    },
    /// The request is carried out, but the answer does not arrive.
    AnswerLost {
        /// Whether the client notices nothing until its timeout. Otherwise its connection breaks.
        silent: bool,
    },
    /// The answer arrives this number of milliseconds after the client's timeout.
    AnswerLate(u64),
    /// The request arrives after the client has given it up.
    RequestLate {
        /// Whether the client notices nothing until its timeout. Otherwise its connection breaks.
        silent: bool,
        /// How many milliseconds later the request arrives.
        ms: u64,
    },
    /// A proxy delivers the request twice.
    Duplicated {
        /// How many milliseconds later the second copy arrives.
        gap_ms: u64,
        /// Whether the client gets the answer to the second copy. Otherwise it gets the answer to the first.
        second_answered: bool,
    },
    /// The service fails.
    ServiceError {
        /// The error code.
        code: FaultCode,
        /// The HTTP status: 200, 500 or 503.
        status: u16,
        /// Whether it fails after it has carried out the request.
        after: bool,
    },
    /// A proxy answers with an HTML page.
    HtmlPage {
        /// The HTTP status.
        status: u16,
        /// Whether the page replaces the service's answer. Otherwise the request does not reach the service.
        after: bool,
    },
    /// A proxy answers with a status and nothing else.
    EmptyAnswer {
        /// The HTTP status.
        status: u16,
        /// Whether this replaces the service's answer. Otherwise the request does not reach the service.
        after: bool,
    },
    /// A gateway answers with an error document whose code is not one of the service's codes.
    UnknownError {
        /// The HTTP status.
        status: u16,
        /// Whether this replaces the service's answer. Otherwise the request does not reach the service.
        after: bool,
    },
    /// Only this part of the answer arrives, in thousandths.
    Truncated(u64),
    /// The byte at this position of the answer, in thousandths, is replaced with a byte that is not allowed there.
    Corrupted(u64, u8),
    /// A proxy redirects the client. The HTTP status is 0 if the client is a browser, which hides it.
    Redirect(u16),
    /// A proxy asks the client to try again later.
    Throttled {
        /// The HTTP status.
        status: u16,
        /// `Retry-After`, in seconds.
        after_s: Option<u64>,
    },
    /// The service's answer has the HTTP status 200, even if it is a refusal.
    Status200,
    /// The answer is larger than the client reads.
    TooLarge,
    /// The head of the answer arrives, but its body cannot be read.
    BrokenBody,
    /// A success shows a status or a priority that the request cannot have led to.
    Contradiction,
    /// A proxy refuses the request and repeats its headers in the message.
    EchoedHeaders,
    /// The answer comes from a cache and has an old date.
    FromCache,
    /// A cache repeats an answer that is this number of milliseconds old, and says so with `Age`. A change does not reach the
    /// service.
    Aged(u64),
}

impl Incident {
    /// The request at which it happens, if it happens at one.
    fn position(&self) -> Option<RequestPosition> {
        match self {
            Self::Fault(position, _)
            | Self::OtherClient(position, ..)
            | Self::KeysInvalidated(position, ..)
            | Self::ClockSet(position, _) => Some(*position),
            Self::Credentials(..) => None,
        }
    }

    /// The same as [`Self::position`], for changing it.
    pub(crate) fn position_mut(&mut self) -> Option<&mut RequestPosition> {
        match self {
            Self::Fault(position, _)
            | Self::OtherClient(position, ..)
            | Self::KeysInvalidated(position, ..)
            | Self::ClockSet(position, _) => Some(position),
            Self::Credentials(..) => None,
        }
    }

    /// The call to which it happens, if it happens to one.
    pub fn call(&self) -> Option<usize> {
        self.position().map(|position| position.call)
    }
}
