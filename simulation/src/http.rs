//! The form in which a request leaves the engine, and that in which an answer comes back to it.

use cos_jobs::request::{Headers, Outgoing, Response};
use cos_jobs_emulator::{HttpRequest, HttpResponse};

/// A request as the service receives it: `fetch` adds the host.
pub(crate) fn received(outgoing: &Outgoing) -> HttpRequest {
    let url = outgoing.url();
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (host, target) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let mut request = HttpRequest::new(outgoing.method(), target).with_header("host", host);
    request.headers.extend(outgoing.headers().into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())));
    request.with_body(outgoing.body_text().unwrap_or_default())
}

/// An answer as the engine is told it.
pub(crate) fn told(answer: &HttpResponse) -> Response {
    let header = |name| answer.header(name).map(str::to_owned);
    Response {
        status: answer.status,
        headers: Headers {
            request_id: header("x-cos-request-id"),
            trace_id: header("x-cos-trace-id"),
            date: header("date"),
            age: header("age"),
            retry_after: header("retry-after"),
        },
        body: answer.body.clone(),
    }
}

/// A document with an error of the service.
pub(crate) fn error(status: u16, code: &str, message: &str) -> HttpResponse {
    let body = format!("<Error><Code>{code}</Code><Message>{message}</Message></Error>");
    HttpResponse { status, headers: vec![("content-type", "application/xml".to_owned())], body: body.into_bytes() }
}

/// The code of the error that an answer is, if it is one.
pub(crate) fn code(answer: &HttpResponse) -> Option<&str> {
    element(answer, "<Code>", "</Code>")
}

/// What stands between two tags, the first time that they occur.
pub(crate) fn element<'a>(answer: &'a HttpResponse, open: &str, close: &str) -> Option<&'a str> {
    let (_, behind) = core::str::from_utf8(&answer.body).ok()?.split_once(open)?;
    behind.split_once(close).map(|(text, _)| text)
}
