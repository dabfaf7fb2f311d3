//! Conversion between the requests and answers of the engine and those of the emulator, and parts of documents.

use cos_jobs::http::{Headers, Response, SignedRequest};
use cos_jobs_emulator::{HttpRequest, HttpResponse};

/// The request as the service receives it. The header `host` is added, as `fetch` does.
pub(crate) fn to_http_request(outgoing: &SignedRequest) -> HttpRequest {
    let url = outgoing.url.as_str();
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (host, target) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let mut request = HttpRequest::new(outgoing.method.as_str(), target).with_header("host", host);
    request.headers.extend(outgoing.headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
    request.with_body(outgoing.body.as_deref().unwrap_or_default())
}

/// The answer as the engine receives it.
pub(crate) fn to_engine_response(answer: &HttpResponse) -> Response {
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

/// An answer with an error document like the service's.
pub(crate) fn error_document(status: u16, code: &str, message: &str) -> HttpResponse {
    let body = format!("<Error><Code>{code}</Code><Message>{message}</Message></Error>");
    HttpResponse { status, headers: vec![("content-type", "application/xml".to_owned())], body: body.into_bytes() }
}

/// The error code in the body, if the body is an error document.
pub(crate) fn error_code(answer: &HttpResponse) -> Option<&str> {
    text_between(answer, "<Code>", "</Code>")
}

/// The text between two tags, at their first occurrence.
pub(crate) fn text_between<'a>(answer: &'a HttpResponse, open: &str, close: &str) -> Option<&'a str> {
    let (_, rest) = core::str::from_utf8(&answer.body).ok()?.split_once(open)?;
    rest.split_once(close).map(|(text, _)| text)
}
