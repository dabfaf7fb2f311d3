//! The one error of the library.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;
use core::ops::{Deref, DerefMut};

use crate::json::Object;

/// What went wrong with a call, whether it may have taken effect, and what to do.
///
/// Decide by `kind`, `code` and `effect`, never by the message's text. No secret is ever part of it. Its parts stand
/// apart in [`Details`], so that handing an error on costs one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(Box<Details>);

/// What an [`Error`] says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// Whose fault it is.
    pub kind: ErrorKind,
    /// The service's code, such as `NoSuchJob`, or one of this library's: `InvalidInput`, `CredentialsFailed`,
    /// `NetworkError`, `Timeout`, `UnexpectedResponse`, `ResponseTooLarge`.
    pub code: Cow<'static, str>,
    /// What happened and what to do, in English.
    pub message: String,
    /// The action that failed.
    pub action: Option<&'static str>,
    /// What the answer said about itself, if there was one.
    pub answer: Option<AnswerFacts>,
    /// How many requests were sent.
    pub attempts: u32,
    /// Whether the same call may succeed later, unchanged.
    pub retryable: bool,
    /// Whether a change may have happened.
    pub effect: Effect,
}

/// Whose fault an error is, and thereby what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The input is invalid: correct it. Nothing was sent.
    Input,
    /// No usable credentials came: see the cause. Nothing was sent.
    Credentials,
    /// No answer came: look at the network, and at `effect` before you repeat a change.
    Network,
    /// No answer came in time: as for `Network`.
    Timeout,
    /// The service refused: see the code.
    Service,
    /// The answer can't be used: it may come from a proxy. See `effect` before you repeat a change.
    Response,
}

/// Whether a change may have happened although the call failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// This call changed nothing, for certain.
    None,
    /// It may have changed something: look at the job before you repeat the call.
    Unknown,
}

/// What an answer said about itself.
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
    /// An error of that kind and code that happened before anything was sent.
    pub fn new(kind: ErrorKind, code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self(Box::new(Details {
            kind,
            code: code.into(),
            message: message.into(),
            action: None,
            answer: None,
            attempts: 0,
            retryable: false,
            effect: Effect::None,
        }))
    }

    /// An input that the caller has to correct.
    pub fn input(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Input, "InvalidInput", message)
    }

    /// Credentials that are missing or unusable.
    pub fn credentials(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Credentials, "CredentialsFailed", message)
    }

    /// The error as the object that JavaScript builds its `CosJobsError` from.
    pub fn to_object(&self) -> Object {
        let mut object = Object::new()
            .text("kind", self.kind.as_str())
            .text("code", &self.code)
            .text("message", &self.message)
            .maybe_text("action", self.action);
        if let Some(answer) = &self.answer {
            object = object
                .maybe_text("requestId", answer.request_id.as_deref())
                .maybe_text("traceId", answer.trace_id.as_deref())
                .maybe_text("resource", answer.resource.as_deref())
                .number("statusCode", answer.status_code.into());
        }
        object
            .number("attempts", self.attempts.into())
            .flag("retryable", self.retryable)
            .text("effect", self.effect.as_str())
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

impl ErrorKind {
    /// The word of the public interface.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::Credentials => "credentials",
            Self::Network => "network",
            Self::Timeout => "timeout",
            Self::Service => "service",
            Self::Response => "response",
        }
    }
}

impl Effect {
    /// The word of the public interface.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Unknown => "unknown",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl core::error::Error for Error {}
