//! A request and a response as plain data. Nothing in this file sends anything.

use std::borrow::Cow;
use std::fmt;

use crate::model::Value;
use crate::sign::encode::push_encoded;
use crate::time::{unix_seconds, whole_number};
use crate::words::words;

words! {
    /// The HTTP methods that the batch-operation API uses.
    Method {
        /// For reads.
        Get = "GET",
        /// For changes and creations.
        Post = "POST",
        /// For deletions.
        Delete = "DELETE",
    }
}

/// The request of an action, not yet signed and without a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request<'a> {
    /// The HTTP method.
    pub method: Method,
    /// The segments of the path, decoded. They are kept apart so that a `/` inside a segment cannot add one.
    pub path: Vec<&'a str>,
    /// The pairs of the query, decoded, in the order in which they are sent.
    pub query: Vec<(&'static str, &'a str)>,
    /// The body and its content type, if there is one.
    pub body: Option<Body<'a>>,
}

/// The body of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Body<'a> {
    /// The value of `content-type`.
    pub content_type: &'static str,
    /// The text.
    pub text: &'a str,
}

impl<'a> Request<'a> {
    /// A request for the path of `segments`, without query and body.
    pub fn new(method: Method, segments: &[&'a str]) -> Self {
        Self { method, path: segments.to_vec(), query: Vec::new(), body: None }
    }

    /// Adds a query parameter.
    #[must_use]
    pub fn with_query(mut self, name: &'static str, value: &'a str) -> Self {
        self.query.push((name, value));
        self
    }

    /// The decoded path, which is what is signed.
    pub fn decoded_path(&self) -> String {
        let mut out = String::with_capacity(64);
        for segment in &self.path {
            out.push('/');
            out.push_str(segment);
        }
        out
    }

    /// The encoded path and query, which is what is sent after scheme and host.
    ///
    /// ```
    /// use cos_jobs::http::{Method, Request};
    ///
    /// let request = Request::new(Method::Post, &["jobs", "a/b", "status"]).with_query("requestedJobStatus", "Ready");
    /// assert_eq!(request.target(), "/jobs/a%2Fb/status?requestedJobStatus=Ready");
    /// ```
    pub fn target(&self) -> String {
        let mut out = String::with_capacity(256);
        for segment in &self.path {
            out.push('/');
            push_encoded(&mut out, segment);
        }
        let mut separator = '?';
        for (name, value) in &self.query {
            out.push(separator);
            push_encoded(&mut out, name);
            out.push('=');
            push_encoded(&mut out, value);
            separator = '&';
        }
        out
    }
}

/// A signed request: the arguments of a `fetch`. The host sets the `host` header itself.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedRequest {
    /// The HTTP method.
    pub method: Method,
    /// The whole URL. It contains no secret.
    pub url: String,
    /// The headers. Their values are of visible ASCII characters.
    pub headers: Vec<(&'static str, String)>,
    /// The body, if there is one.
    pub body: Option<String>,
}

impl SignedRequest {
    /// The header `name`.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| *other == name).map(|(_, value)| value.as_str())
    }

    /// The request as the object that `prepare` returns: `{ url, method, headers, body? }`.
    pub fn to_value(&self) -> Value {
        Value::object()
            .with("url", self.url.as_str())
            .with("method", Cow::Borrowed(self.method.as_str()))
            .with("headers", self.headers_value())
            .with_optional("body", self.body.as_deref())
    }

    /// The headers as an object.
    pub fn headers_value(&self) -> Value {
        self.headers.iter().fold(Value::object(), |all, (name, value)| all.with(name, value.as_str()))
    }

    /// The signature inside the `authorization` header.
    pub(crate) fn signature(&self) -> Option<&str> {
        self.header("authorization")?.split('&').find_map(|part| part.strip_prefix("q-signature="))
    }
}

impl fmt::Debug for SignedRequest {
    /// Prints the names of the headers and none of their values, because those are secrets.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        formatter
            .debug_struct("SignedRequest")
            .field("method", &self.method)
            .field("url", &self.url)
            .field("headers", &names)
            .finish_non_exhaustive()
    }
}

/// An answer of the service, or of a proxy in its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status. It is 0 where the host hides it, as a browser does for a redirect that it does not follow.
    pub status: u16,
    /// The headers that the engine reads.
    pub headers: Headers,
    /// The body.
    pub body: Vec<u8>,
}

/// The headers of an answer that the engine reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers {
    /// `x-cos-request-id`.
    pub request_id: Option<String>,
    /// `x-cos-trace-id`.
    pub trace_id: Option<String>,
    /// `Date`.
    pub date: Option<String>,
    /// `Age`, in seconds, which an answer from a cache has.
    pub age: Option<String>,
    /// `Retry-After`.
    pub retry_after: Option<String>,
}

impl Response {
    /// Whether the answer comes from a cache. Some proxies add an age of 0 to each answer that they pass on.
    pub fn is_cached(&self) -> bool {
        self.headers.age.as_deref().is_some_and(|age| age.trim_ascii() != "0")
    }

    /// The service's time in unix seconds, if the answer has a date. The date of a cached answer is not the current time.
    pub fn date(&self) -> Option<u64> {
        let date = self.headers.date.as_deref().filter(|_| !self.is_cached());
        date.and_then(unix_seconds)
    }

    /// How long the answer asks to wait, in milliseconds. `Retry-After` contains seconds or a date.
    pub fn retry_after(&self) -> Option<u64> {
        let text = self.headers.retry_after.as_deref()?.trim_ascii();
        if let Some(seconds) = whole_number(text) {
            return Some(seconds.saturating_mul(1000));
        }
        let now = self.headers.date.as_deref().and_then(unix_seconds)?;
        Some(unix_seconds(text)?.saturating_sub(now).saturating_mul(1000))
    }
}
