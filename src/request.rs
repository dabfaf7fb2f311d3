//! A request and a response as plain data; nothing here sends anything.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

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

/// One request of an action, not yet signed and without a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The HTTP method.
    pub method: Method,
    /// The path's segments, decoded. Kept apart so that a `/` inside a segment can't add one.
    pub path: Vec<String>,
    /// The query's pairs, decoded, in the order in which they are sent.
    pub query: Vec<(&'static str, String)>,
    /// The body and its content type, if there is one.
    pub body: Option<Body>,
}

/// The body of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// The value of `content-type`.
    pub content_type: &'static str,
    /// The text.
    pub text: String,
}

impl Request {
    /// A request for the path of `segments` with neither query nor body.
    pub fn new(method: Method, segments: &[&str]) -> Self {
        let path = segments.iter().map(|&segment| segment.to_owned()).collect();
        Self { method, path, query: Vec::new(), body: None }
    }

    /// Adds a query parameter.
    #[must_use]
    pub fn with_query(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.query.push((name, value.into()));
        self
    }

    /// The path, decoded: what is signed.
    pub fn decoded_path(&self) -> String {
        let mut out = String::new();
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
        let mut values =
            pieces(lines, b'\n').map(|value| Some(value).filter(|value| !value.is_empty()).map(str::to_owned));
        let mut next = || values.next().flatten();
        Self { request_id: next(), trace_id: next(), date: next(), age: next(), retry_after: next() }
    }
}
