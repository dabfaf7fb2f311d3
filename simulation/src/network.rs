//! The network between client and service: what happens to a request and to its answer.

use cos_jobs::call::Failure;
use cos_jobs_emulator::{HttpRequest, HttpResponse};

use crate::client_answer::{ClientAnswer, Trust};
use crate::http::{error_code, error_document, to_engine_response};
use crate::incident::Fault;

/// The date of an answer that comes from a cache.
const OLD_DATE: &str = "Wed, 01 May 2024 00:00:00 GMT";

/// How the network transmits a request. Times are milliseconds after the request was sent.
#[derive(Debug, Default)]
pub(crate) struct Transmission {
    /// When the request arrives, and when a second copy of it arrives.
    pub(crate) arrivals: [Option<u64>; 2],
    /// What the client receives from something else than the service, and when.
    pub(crate) answer: Option<(u64, ClientAnswer)>,
}

/// How a request is transmitted that takes `delay` to the service and has the timeout `timeout`.
pub(crate) fn transmit(fault: Option<Fault>, request: &HttpRequest, delay: u64, timeout: u64) -> Transmission {
    let arrives = |first, second| Transmission { arrivals: [Some(first), second], answer: None };
    let broken = || Some((delay, ClientAnswer::failed(Failure::Network)));
    let answered_by_proxy = |answer: HttpResponse, trust| Transmission {
        arrivals: [None; 2],
        answer: Some((delay * 2, ClientAnswer::complete(to_engine_response(&answer), trust))),
    };
    match fault {
        Some(Fault::RequestLost { silent }) => {
            Transmission { arrivals: [None; 2], answer: if silent { None } else { broken() } }
        }
        Some(Fault::RequestLate { silent: true, ms }) => arrives(timeout + ms, None),
        Some(Fault::RequestLate { silent: false, ms }) => {
            Transmission { answer: broken(), ..arrives(delay + ms, None) }
        }
        Some(Fault::Duplicated { gap_ms, .. }) => arrives(delay, Some(delay + gap_ms)),
        Some(Fault::HtmlPage { status, after: false }) => answered_by_proxy(html_page(status), Trust::None),
        Some(Fault::EmptyAnswer { status, after: false }) => answered_by_proxy(empty(status), Trust::None),
        Some(Fault::UnknownError { status, after: false }) => answered_by_proxy(unknown_error(status), Trust::None),
        Some(Fault::Redirect(status)) => answered_by_proxy(empty(status), Trust::None),
        Some(Fault::Throttled { status, after_s }) => answered_by_proxy(throttled(status, after_s), Trust::None),
        Some(Fault::EchoedHeaders) => answered_by_proxy(echoed_headers(request), Trust::Refused),
        _ => arrives(delay, None),
    }
}

/// What the client receives of the service's answer to the first or second copy of a request, and how much later than
/// usual; `None` if it receives nothing.
pub(crate) fn return_answer(
    fault: Option<Fault>,
    second: bool,
    timeout: u64,
    answer: HttpResponse,
) -> Option<(u64, ClientAnswer)> {
    let trust = trust(&answer);
    let received = |answer: &HttpResponse, trust| Some((0, ClientAnswer::complete(to_engine_response(answer), trust)));
    let failed = |failure| Some((0, ClientAnswer::failed(failure)));
    match fault {
        Some(Fault::AnswerLost { silent: true } | Fault::RequestLate { .. }) => None,
        Some(Fault::AnswerLost { silent: false }) => failed(Failure::Network),
        Some(Fault::AnswerLate(ms)) => received(&answer, trust).map(|(_, client_answer)| (timeout + ms, client_answer)),
        Some(Fault::Duplicated { second_answered, .. }) if second_answered != second => None,
        Some(Fault::HtmlPage { status, .. }) => received(&html_page(status), Trust::None),
        Some(Fault::EmptyAnswer { status, .. }) => received(&empty(status), Trust::None),
        Some(Fault::UnknownError { status, .. }) => received(&unknown_error(status), Trust::None),
        Some(Fault::Truncated(thousandths)) => received(&truncated(answer, thousandths), Trust::None),
        Some(Fault::Corrupted(thousandths, byte)) => received(&corrupted(answer, thousandths, byte), Trust::None),
        Some(Fault::Status200) => received(&HttpResponse { status: 200, ..answer }, trust),
        Some(Fault::TooLarge) => failed(Failure::TooLarge),
        Some(Fault::BrokenBody) => {
            let head = HttpResponse { body: Vec::new(), ..answer };
            Some((0, ClientAnswer::broken(to_engine_response(&head))))
        }
        Some(Fault::Contradiction) => {
            contradicting(&answer).map_or_else(|| received(&answer, trust), |answer| received(&answer, Trust::None))
        }
        Some(Fault::FromCache) => received(&from_cache(answer, OLD_DATE.to_owned(), 86_400), trust),
        Some(Fault::Aged(ms)) => {
            let date = answer.header("date").unwrap_or(OLD_DATE).to_owned();
            received(&from_cache(answer, date, ms / 1000), Trust::None)
        }
        _ => received(&answer, trust),
    }
}

/// What an undisturbed answer of the service proves.
fn trust(answer: &HttpResponse) -> Trust {
    match error_code(answer) {
        None if (200..300).contains(&answer.status) => Trust::Success,
        None | Some("InternalError" | "SlowDown" | "ServiceUnavailable") => Trust::None,
        Some("InvalidRequest" | "NoSuchJob") => Trust::RefusedByState,
        Some(_) => Trust::Refused,
    }
}

fn html_page(status: u16) -> HttpResponse {
    let body = format!("<!DOCTYPE html><html><head><title>{status}</title></head><body><h1>Sorry</h1></body></html>");
    HttpResponse { status, headers: vec![("content-type", "text/html".to_owned())], body: body.into_bytes() }
}

fn empty(status: u16) -> HttpResponse {
    HttpResponse { status, ..HttpResponse::default() }
}

fn unknown_error(status: u16) -> HttpResponse {
    error_document(status, "UpstreamTimeout", "the upstream did not answer")
}

fn throttled(status: u16, after_s: Option<u64>) -> HttpResponse {
    let headers = after_s.map(|seconds| ("retry-after", seconds.to_string())).into_iter().collect();
    HttpResponse { headers, ..html_page(status) }
}

fn echoed_headers(request: &HttpRequest) -> HttpResponse {
    let headers: Vec<_> = request.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let message = format!("not allowed from here: {}", headers.join(" ").replace('&', "&amp;"));
    error_document(403, "AccessDenied", &message)
}

/// At least one byte is left, because an empty body looks like a complete answer without a body. HTTP itself notices
/// when a body is missing.
fn truncated(mut answer: HttpResponse, thousandths: u64) -> HttpResponse {
    let end = byte_index(&answer, thousandths);
    answer.body.truncate(end.max(1));
    answer
}

/// The new byte makes the document ill-formed or is not valid text. No client can notice a wrong digit or letter, because
/// there is no checksum above TLS.
fn corrupted(mut answer: HttpResponse, thousandths: u64, byte: u8) -> HttpResponse {
    let index = byte_index(&answer, thousandths);
    if let Some(target) = answer.body.get_mut(index) {
        *target = byte;
    }
    answer
}

fn byte_index(answer: &HttpResponse, thousandths: u64) -> usize {
    answer.body.len() * usize::try_from(thousandths).unwrap_or_default() / 1000
}

/// The success of a change with another status or priority, which the change cannot have led to; `None` for any other answer.
fn contradicting(answer: &HttpResponse) -> Option<HttpResponse> {
    let body = core::str::from_utf8(&answer.body).ok().filter(|body| body.contains("<UpdateJob"))?;
    let replace = |open: &str, other: &dyn Fn(&str) -> String| {
        let (before, rest) = body.split_once(open)?;
        let (value, after) = rest.split_once('<')?;
        Some(format!("{before}{open}{}<{after}", other(value)))
    };
    let status = |shown: &str| if shown.starts_with("Cancel") { "Active" } else { "Cancelling" }.to_owned();
    let priority = |shown: &str| format!("{shown}1");
    let body = if body.contains("<UpdateJobStatusResult") {
        replace("<Status>", &status)?
    } else {
        replace("<Priority>", &priority)?
    };
    Some(HttpResponse { body: body.into_bytes(), ..answer.clone() })
}

fn from_cache(mut answer: HttpResponse, date: String, age_s: u64) -> HttpResponse {
    answer.headers.retain(|(name, _)| *name != "date");
    answer.headers.extend([("date", date), ("age", age_s.to_string())]);
    answer
}
