//! Faults that a test asks for. They produce the errors that no request can provoke by itself.

use crate::error::ApiError;
use crate::http::HttpRequest;

/// The header with which an HTTP request asks for a fault. It does not have to be signed.
pub(crate) const HEADER: &str = "x-emulator-fault";

/// The header with which a request to read asks for the state of so many milliseconds ago, as a stale replica answers.
/// It does not have to be signed.
pub(crate) const STALE_HEADER: &str = "x-emulator-stale";

/// How many milliseconds old the state is from which `request` has to be answered. Only reads can be stale.
pub(crate) fn stale_ms(request: &HttpRequest) -> Option<u64> {
    let is_read = request.method == "GET";
    request.header(STALE_HEADER).filter(|_| is_read)?.parse().ok()
}

/// A failure of the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The error in the answer.
    pub code: FaultCode,
    /// The HTTP status of the answer: 200, 500 or 503.
    pub status: u16,
    /// Whether the request is carried out.
    pub timing: FaultTiming,
}

/// The errors of the service itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultCode {
    /// `InternalError`, usually with 500.
    InternalError,
    /// `ServiceUnavailable`, with 500 or 503.
    ServiceUnavailable,
    /// `SlowDown`, usually with 503.
    SlowDown,
}

/// When the service fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultTiming {
    /// Before anything is done, even before the signature is checked.
    Before,
    /// After the request was carried out. Only its answer is replaced.
    After,
}

impl Fault {
    /// A fault with this code and its usual HTTP status, before anything is done.
    pub fn new(code: FaultCode) -> Self {
        let status = if code == FaultCode::InternalError { 500 } else { 503 };
        Self { code, status, timing: FaultTiming::Before }
    }

    /// The same fault, answered with the HTTP status `status`.
    #[must_use]
    pub fn with_status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// The same fault, but after the request was carried out.
    #[must_use]
    pub fn after(self) -> Self {
        Self { timing: FaultTiming::After, ..self }
    }

    /// Reads the value of the header: a code, then optionally an HTTP status and `after`, in any order.
    ///
    /// ```
    /// use cos_jobs_emulator::{Fault, FaultCode};
    ///
    /// let fault = Fault::new(FaultCode::ServiceUnavailable).with_status(500).after();
    /// assert_eq!(Fault::parse("ServiceUnavailable 500 after"), Some(fault));
    /// assert_eq!(Fault::parse("NoSuchJob"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = text.split_ascii_whitespace();
        let fault = Self::new(FaultCode::parse(words.next()?)?);
        words.try_fold(fault, |fault, word| match word {
            "200" => Some(fault.with_status(200)),
            "500" => Some(fault.with_status(500)),
            "503" => Some(fault.with_status(503)),
            "after" => Some(fault.after()),
            _ => None,
        })
    }

    /// The fault that a header of `request` asks for.
    pub(crate) fn from_header(request: &HttpRequest) -> Option<Self> {
        Self::parse(request.header(HEADER)?)
    }

    pub(crate) fn error(self) -> ApiError {
        ApiError::new(self.status, self.code.as_str(), self.code.message())
    }
}

impl FaultCode {
    const ALL: [Self; 3] = [Self::InternalError, Self::ServiceUnavailable, Self::SlowDown];

    /// The code with this name.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.as_str() == word)
    }

    /// `Code` of the error.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InternalError => "InternalError",
            Self::ServiceUnavailable => "ServiceUnavailable",
            Self::SlowDown => "SlowDown",
        }
    }

    fn message(self) -> &'static str {
        match self {
            Self::InternalError => "The server encountered an internal error, please try again",
            Self::ServiceUnavailable => "The service is unavailable, please try again",
            Self::SlowDown => "Please reduce your request rate",
        }
    }
}
