//! The documented errors of the API (ErrorResponse, document 436/33787).

use std::borrow::Cow;

/// The result of an action, or the error that the service answers.
pub(crate) type ApiResult<T> = Result<T, ApiError>;

/// An error that the service answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ApiError {
    /// The HTTP status.
    pub(crate) status: u16,
    /// `Code`.
    pub(crate) code: &'static str,
    /// `Message`.
    pub(crate) message: Cow<'static, str>,
}

/// The message of an expired signature. An official SDK recognises the error by it.
pub(crate) const REQUEST_HAS_EXPIRED: &str = "Request has expired";

impl ApiError {
    pub(crate) fn new(status: u16, code: &'static str, message: impl Into<Cow<'static, str>>) -> Self {
        Self { status, code, message: message.into() }
    }

    /// A parameter or a header is missing or has a value that is not allowed.
    pub(crate) fn invalid_argument(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(400, "InvalidArgument", message)
    }

    /// The request is not possible, or not at this moment.
    pub(crate) fn invalid_request(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(400, "InvalidRequest", message)
    }

    /// The body is not the documented XML, for the reason `why`.
    pub(crate) fn malformed_xml(why: &str) -> Self {
        let message = format!("The XML is not well formed or not the documented one: {why}");
        Self::new(400, "MalformedXML", message)
    }

    /// The request is not allowed, or its signature has expired.
    pub(crate) fn access_denied(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(403, "AccessDenied", message)
    }

    /// The signature does not match the request as it was received.
    pub(crate) fn signature_does_not_match(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(403, "SignatureDoesNotMatch", message)
    }

    /// The key is unknown, or the token does not belong to the key.
    pub(crate) fn invalid_access_key_id(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(403, "InvalidAccessKeyId", message)
    }

    /// The temporary key has expired.
    pub(crate) fn expired_token() -> Self {
        Self::new(403, "ExpiredToken", "The security token has expired")
    }

    /// The signature's time differs too much from the service's time.
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

    /// The account already has as many jobs as are allowed.
    pub(crate) fn too_many_jobs() -> Self {
        Self::new(500, "TooManyJobs", "The number of jobs has reached the limit of the account")
    }

    /// Whether the answer contains the service's time, so that a client can correct its clock.
    pub(crate) fn includes_server_time(&self) -> bool {
        self.code == "RequestTimeTooSkewed" || self.message == REQUEST_HAS_EXPIRED
    }
}
