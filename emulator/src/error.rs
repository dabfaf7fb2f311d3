//! The documented errors of the API (ErrorResponse, document 436/33787).

use std::borrow::Cow;

/// An error as the service answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ApiError {
    /// The HTTP status.
    pub(crate) status: u16,
    /// `Code`.
    pub(crate) code: &'static str,
    /// `Message`.
    pub(crate) message: Cow<'static, str>,
}

/// The message by which an official SDK recognises a signature that is past its end.
pub(crate) const REQUEST_HAS_EXPIRED: &str = "Request has expired";

impl ApiError {
    pub(crate) fn new(status: u16, code: &'static str, message: impl Into<Cow<'static, str>>) -> Self {
        Self { status, code, message: message.into() }
    }

    /// A parameter or header that is empty or not one of those allowed.
    pub(crate) fn invalid_argument(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(400, "InvalidArgument", message)
    }

    /// Something that can't be asked, or not now.
    pub(crate) fn invalid_request(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(400, "InvalidRequest", message)
    }

    /// A body that is not the documented XML.
    pub(crate) fn malformed_xml(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(400, "MalformedXML", message)
    }

    /// Not allowed, or no longer.
    pub(crate) fn access_denied(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(403, "AccessDenied", message)
    }

    /// The signature is not that of what was received.
    pub(crate) fn signature_does_not_match(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(403, "SignatureDoesNotMatch", message)
    }

    /// The key, or the key together with its token, is unknown.
    pub(crate) fn invalid_access_key_id(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(403, "InvalidAccessKeyId", message)
    }

    /// The temporary key has ended.
    pub(crate) fn expired_token() -> Self {
        Self::new(403, "ExpiredToken", "The security token has expired")
    }

    /// The signature's time is not the service's.
    pub(crate) fn request_time_too_skewed() -> Self {
        Self::new(
            403,
            "RequestTimeTooSkewed",
            "The difference between the request time and the server's time is too large",
        )
    }

    /// No job has this id.
    pub(crate) fn no_such_job() -> Self {
        Self::new(404, "NoSuchJob", "The specified job does not exist")
    }

    /// The account may not have more jobs.
    pub(crate) fn too_many_jobs() -> Self {
        Self::new(500, "TooManyJobs", "The number of jobs has reached the limit of the account")
    }

    /// Whether the answer names the service's time, so that a client can correct its clock.
    pub(crate) fn is_about_time(&self) -> bool {
        self.code == "RequestTimeTooSkewed" || self.message == REQUEST_HAS_EXPIRED
    }
}
