//! The one error type of the library.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, DerefMut};

use crate::model::Value;
use crate::words::words;

/// What went wrong with a call, whether the call may have taken effect, and what to do.
///
/// Decide by `kind`, `code` and `effect`, never by the text of the message. An error never contains a secret. The parts
/// are in a boxed [`Details`], so that an error is as small as a pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(Box<Details>);

/// The parts of an [`Error`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// The kind of the error.
    pub kind: ErrorKind,
    /// The service's code, such as `NoSuchJob`, or one of this library's: `InvalidInput`, `CredentialsFailed`,
    /// `NetworkError`, `Timeout`, `UnexpectedResponse`, `ResponseTooLarge`.
    pub code: Cow<'static, str>,
    /// What happened and what to do, in English.
    pub message: String,
    /// The action that failed.
    pub action: Option<&'static str>,
    /// Facts about the answer, if there was one.
    pub answer: Option<AnswerFacts>,
    /// The token with which a creation whose effect is unknown can be repeated. The repetition makes no second job.
    pub client_request_token: Option<String>,
    /// The status that the last look at the job showed.
    pub job_status: Option<String>,
    /// How many requests of the action were sent.
    pub attempts: u32,
    /// Whether the same call may succeed later, unchanged.
    pub retryable: bool,
    /// Whether a change may have happened.
    pub effect: Effect,
}

words! {
    /// The kind of an error, which tells what to do about it.
    ErrorKind {
        /// The input is invalid. Correct it; nothing was sent.
        Input = "input",
        /// No usable credentials were provided. See the cause; nothing was sent.
        Credentials = "credentials",
        /// No answer arrived. Check the network, and check `effect` before you repeat a change.
        Network = "network",
        /// No answer arrived in time. Proceed as for `Network`.
        Timeout = "timeout",
        /// The service refused the request. See the code.
        Service = "service",
        /// The answer cannot be used; it may come from a proxy. Check `effect` before you repeat a change.
        Response = "response",
    }
}

words! {
    /// Whether a change may have happened although the call failed.
    Effect {
        /// This call certainly changed nothing.
        None = "none",
        /// It may have changed something. Look at the job before you repeat the call.
        Unknown = "unknown",
    }
}

/// Facts about an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnswerFacts {
    /// The HTTP status.
    pub status_code: u16,
    /// The id of the request, for Tencent Cloud's support.
    pub request_id: Option<String>,
    /// The id of the trace, for Tencent Cloud's support.
    pub trace_id: Option<String>,
    /// The resource that the error is about.
    pub resource: Option<String>,
}

impl Error {
    /// An error that happened before anything was sent.
    pub fn new(kind: ErrorKind, code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self::with_parts(kind, code.into(), message.into())
    }

    /// It is not inlined, because it has many callers.
    #[inline(never)]
    fn with_parts(kind: ErrorKind, code: Cow<'static, str>, message: String) -> Self {
        Self(Box::new(Details {
            kind,
            code,
            message,
            action: None,
            answer: None,
            client_request_token: None,
            job_status: None,
            attempts: 0,
            retryable: false,
            effect: Effect::None,
        }))
    }

    /// An invalid input, which the caller has to correct.
    pub fn input(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Input, "InvalidInput", message)
    }

    /// Missing or unusable credentials.
    pub fn credentials(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Credentials, "CredentialsFailed", message)
    }

    /// The error as the object from which JavaScript builds its `CosJobsError`.
    pub fn to_value(&self) -> Value {
        let mut value = Value::object()
            .with("kind", self.kind.as_str())
            .with("code", self.code.clone())
            .with("message", self.message.as_str())
            .with_optional("action", self.action);
        if let Some(answer) = &self.answer {
            value = value
                .with_optional("requestId", answer.request_id.as_deref())
                .with_optional("traceId", answer.trace_id.as_deref())
                .with_optional("resource", answer.resource.as_deref())
                .with("statusCode", u32::from(answer.status_code));
        }
        value = value
            .with_optional("clientRequestToken", self.client_request_token.as_deref())
            .with_optional("jobStatus", self.job_status.as_deref());
        value.with("attempts", self.attempts).with("retryable", self.retryable).with("effect", self.effect.as_str())
    }
}

impl Deref for Error {
    type Target = Details;

    fn deref(&self) -> &Details {
        &self.0
    }
}

impl DerefMut for Error {
    fn deref_mut(&mut self) -> &mut Details {
        &mut self.0
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
