//! A request and a response as plain data; nothing here sends anything.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::encode::push_encoded;
use crate::text::pieces;

/// The HTTP methods that the batch-operation API uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Changes and creations.
    Post,
    /// Deletions.
    Delete,
}

impl Method {
    /// The method as it stands in a request line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }
}

/// One request of an action, not yet signed and without a host. Its texts are the action's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request<'a> {
    /// The HTTP method.
    pub method: Method,
    /// The path's segments, decoded. Kept apart so that a `/` inside a segment can't add one.
    pub path: Vec<&'a str>,
    /// The query's pairs, decoded, in the order in which they are sent.
    pub query: Vec<(&'a str, &'a str)>,
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
    /// A request for the path of `segments` with neither query nor body.
    pub fn new(method: Method, segments: &[&'a str]) -> Self {
        Self { method, path: segments.to_vec(), query: Vec::new(), body: None }
    }

    /// Adds a query parameter.
    #[must_use]
    pub fn with_query(mut self, name: &'a str, value: &'a str) -> Self {
        self.query.push((name, value));
        self
    }

    /// The path, decoded: what is signed.
    pub fn decoded_path(&self) -> String {
        let mut out = String::with_capacity(64);
        for segment in &self.path {
            out.push('/');
            out.push_str(segment);
        }
        out
    }

    /// The path and the query, encoded: what is sent, behind scheme and host.
    ///
    /// ```
    /// use cos_jobs::request::{Method, Request};
    ///
    /// let request = Request::new(Method::Post, &["jobs", "a/b", "status"]).with_query("requestedJobStatus", "Ready");
    /// assert_eq!(request.target(), "/jobs/a%2Fb/status?requestedJobStatus=Ready");
    /// ```
    pub fn target(&self) -> String {
        let mut out = String::new();
        self.push_target(&mut out);
        out
    }

    /// Appends [`Request::target`].
    pub fn push_target(&self, out: &mut String) {
        for segment in &self.path {
            out.push('/');
            push_encoded(out, segment);
        }
        let mut separator = '?';
        for (name, value) in &self.query {
            out.push(separator);
            push_encoded(out, name);
            out.push('=');
            push_encoded(out, value);
            separator = '&';
        }
    }
}

/// A signed request: the arguments of a `fetch`, as the lines in which they cross the border.
///
/// They are the method, the URL, the headers' names and values in turn, and behind an empty line the body. None but the
/// body can hold the end of a line. `host` is left to the host, which sets it itself. Its `Debug` tells no header's value.
#[derive(Clone, PartialEq, Eq)]
pub struct Outgoing(String);

impl Outgoing {
    /// The beginning of one: the method and the URL.
    pub(crate) fn new(base: &str, request: &Request<'_>) -> Self {
        let body = request.body.map_or(0, |body| body.text.len());
        let mut lines = String::with_capacity(1024 + body);
        lines.push_str(request.method.as_str());
        lines.push('\n');
        lines.push_str(base);
        request.push_target(&mut lines);
        lines.push('\n');
        Self(lines)
    }

    /// Adds a header.
    pub(crate) fn header(&mut self, name: &str, value: &str) {
        self.header_by(name, |out| out.push_str(value));
    }

    /// Adds a header whose value is appended by `value`.
    pub(crate) fn header_by(&mut self, name: &str, value: impl FnOnce(&mut String)) {
        self.0.push_str(name);
        self.0.push('\n');
        value(&mut self.0);
        self.0.push('\n');
    }

    /// Ends it.
    #[must_use]
    pub(crate) fn body(mut self, text: &str) -> Self {
        self.0.push('\n');
        self.0.push_str(text);
        self
    }

    /// All of it.
    pub fn as_lines(&self) -> &str {
        &self.0
    }

    /// The HTTP method.
    pub fn method(&self) -> &str {
        self.line(0)
    }

    /// The whole URL. It holds no secret.
    pub fn url(&self) -> &str {
        self.line(1)
    }

    /// The headers.
    #[cold]
    pub fn headers(&self) -> Vec<(&str, &str)> {
        let mut lines = pieces(&self.0, b'\n').skip(2);
        let mut headers = Vec::new();
        while let (Some(name), Some(value)) = (lines.next().filter(|name| !name.is_empty()), lines.next()) {
            headers.push((name, value));
        }
        headers
    }

    /// The body, if there is one.
    pub fn body_text(&self) -> Option<&str> {
        let (_, body) = self.0.split_once("\n\n")?;
        Some(body).filter(|body| !body.is_empty())
    }

    fn line(&self, index: usize) -> &str {
        pieces(&self.0, b'\n').nth(index).unwrap_or_default()
    }
}

impl fmt::Debug for Outgoing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers().into_iter().map(|(name, _)| name).collect();
        formatter
            .debug_struct("Outgoing")
            .field("method", &self.method())
            .field("url", &self.url())
            .field("headers", &names)
            .finish_non_exhaustive()
    }
}

/// An answer of the service, or of whatever stood in its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status; 0 where the host hides it, as a browser does for a redirect that it doesn't follow.
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
    /// `Age`, which only an answer from a cache has.
    pub age: Option<String>,
    /// `Retry-After`.
    pub retry_after: Option<String>,
}

impl Headers {
    /// Reads their values in the order above, a line each; one that is missing is empty.
    ///
    /// ```
    /// use cos_jobs::request::Headers;
    ///
    /// let headers = Headers::of_lines("NWRm\n\n\n\n3");
    /// assert_eq!((headers.request_id.as_deref(), headers.retry_after.as_deref()), (Some("NWRm"), Some("3")));
    /// assert_eq!(headers.trace_id, None);
    /// ```
    pub fn of_lines(lines: &str) -> Self {
        let mut headers = Self::default();
        let Self { request_id, trace_id, date, age, retry_after } = &mut headers;
        for (header, value) in [request_id, trace_id, date, age, retry_after].into_iter().zip(pieces(lines, b'\n')) {
            *header = Some(value).filter(|value| !value.is_empty()).map(str::to_owned);
        }
        headers
    }
}
