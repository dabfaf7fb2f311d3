//! What stands between client and service: how a request fares, and what becomes of the answer.

use cos_jobs::call::Failure;
use cos_jobs::request::{Headers, Response};
use cos_jobs_emulator::{HttpRequest, HttpResponse};

use crate::http::{code, error, told};
use crate::story::Fault;

/// A date that is long past.
const OLD_DATE: &str = "Wed, 01 May 2024 00:00:00 GMT";

/// What the client is shown of one exchange.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    pub(crate) what: Result<Response, Failure>,
    pub(crate) trust: Trust,
}

/// Why a request was rejected, where that can be mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejection {
    /// The client's clock is wrong, and the answer tells the right time.
    Clock,
    /// The keys are not good any more.
    Keys,
}

impl Shown {
    /// Takes the headers away, and with them what makes an empty answer the service's.
    pub(crate) fn without_headers(mut self) -> Self {
        if let Ok(response) = &mut self.what {
            response.headers = Headers::default();
            if response.body.is_empty() {
                self.trust = Trust::None;
            }
        }
        self
    }

    /// Whether the answer tells the service's time.
    pub(crate) fn is_dated(&self) -> bool {
        self.what.as_ref().is_ok_and(|response| {
            let in_body = response.body.windows(12).any(|text| text == b"<ServerTime>");
            response.headers.age.is_none() && (response.headers.date.is_some() || in_body)
        })
    }

    /// Why the request was rejected, if it was.
    pub(crate) fn rejection(&self) -> Option<Rejection> {
        let response = self.what.as_ref().ok().filter(|response| response.status == 403 || response.status == 200)?;
        let body = core::str::from_utf8(&response.body).ok()?;
        let says = |code: &str| body.contains(&format!("<Code>{code}</Code>"));
        if says("RequestTimeTooSkewed") || body.contains("Request has expired") {
            return self.is_dated().then_some(Rejection::Clock);
        }
        (says("ExpiredToken") || says("InvalidAccessKeyId")).then_some(Rejection::Keys)
    }
}

/// How far somebody who sees an answer can rely on it. This is the simulation's own judgement, made with its knowledge
/// of what was spoilt; the engine has to come to one that is no bolder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// It tells nothing about whether the request was carried out.
    None,
    /// The service says that it was.
    Success,
    /// The service says that it wasn't, because of the job's state.
    RefusedByState,
    /// The service says that it wasn't, whatever the job's state is.
    Refused,
}

/// How a request fares on its way, in milliseconds from when it was sent.
#[derive(Debug, Default)]
pub(crate) struct Fate {
    /// When it arrives, and when its second copy does.
    pub(crate) arrivals: [Option<u64>; 2],
    /// What somebody else than the service shows the client, and when.
    pub(crate) shown: Option<(u64, Shown)>,
}

/// What becomes of a request that takes `there` to the service and is given up after `timeout`.
pub(crate) fn fate(fault: Option<Fault>, request: &HttpRequest, there: u64, timeout: u64) -> Fate {
    let broken = || Some((there, Shown { what: Err(Failure::Network), trust: Trust::None }));
    let instead = |answer: HttpResponse, trust| Fate {
        arrivals: [None; 2],
        shown: Some((there * 2, Shown { what: Ok(told(&answer)), trust })),
    };
    match fault {
        Some(Fault::RequestLost { silent }) => {
            Fate { arrivals: [None; 2], shown: if silent { None } else { broken() } }
        }
        Some(Fault::RequestLate { silent: true, ms }) => Fate { arrivals: [Some(timeout + ms), None], shown: None },
        Some(Fault::RequestLate { silent: false, ms }) => Fate { arrivals: [Some(there + ms), None], shown: broken() },
        Some(Fault::Twice { gap_ms, .. }) => Fate { arrivals: [Some(there), Some(there + gap_ms)], shown: None },
        Some(Fault::Page { status, after: false }) => instead(page(status), Trust::None),
        Some(Fault::Blank { status, after: false }) => instead(blank(status), Trust::None),
        Some(Fault::Foreign { status, after: false }) => instead(foreign(status), Trust::None),
        Some(Fault::Redirect(status)) => instead(blank(status), Trust::None),
        Some(Fault::Throttled { status, after_s }) => instead(throttled(status, after_s), Trust::None),
        Some(Fault::Echo) => instead(echo(request), Trust::Refused),
        _ => Fate { arrivals: [Some(there), None], shown: None },
    }
}

/// What the client is shown of the service's answer to the first or second copy of a request, and how much later than
/// usual; `None` if nothing.
pub(crate) fn answer(fault: Option<Fault>, second: bool, timeout: u64, answer: HttpResponse) -> Option<(u64, Shown)> {
    let trust = trust(&answer);
    let shown = |answer: &HttpResponse, trust| Some((0, Shown { what: Ok(told(answer)), trust }));
    let failed = |failure| Some((0, Shown { what: Err(failure), trust: Trust::None }));
    match fault {
        Some(Fault::AnswerLost { silent: true } | Fault::RequestLate { .. }) => None,
        Some(Fault::AnswerLost { silent: false }) => failed(Failure::Network),
        Some(Fault::AnswerLate(ms)) => Some((timeout + ms, Shown { what: Ok(told(&answer)), trust })),
        Some(Fault::Twice { second_shown, .. }) if second_shown != second => None,
        Some(Fault::Page { status, .. }) => shown(&page(status), Trust::None),
        Some(Fault::Blank { status, .. }) => shown(&blank(status), Trust::None),
        Some(Fault::Foreign { status, .. }) => shown(&foreign(status), Trust::None),
        Some(Fault::Cut(thousandths)) => shown(&cut(answer, thousandths), Trust::None),
        Some(Fault::Garbled(thousandths, byte)) => shown(&garbled(answer, thousandths, byte), Trust::None),
        Some(Fault::AsSuccess) => shown(&HttpResponse { status: 200, ..answer }, trust),
        Some(Fault::TooLarge) => failed(Failure::TooLarge),
        Some(Fault::OldDate) => shown(&out_of_a_cache(answer), trust),
        _ => shown(&answer, trust),
    }
}

fn trust(answer: &HttpResponse) -> Trust {
    match code(answer) {
        None if (200..300).contains(&answer.status) => Trust::Success,
        None | Some("InternalError" | "SlowDown" | "ServiceUnavailable") => Trust::None,
        Some("InvalidRequest" | "NoSuchJob") => Trust::RefusedByState,
        Some(_) => Trust::Refused,
    }
}

fn page(status: u16) -> HttpResponse {
    let body = format!("<!DOCTYPE html><html><head><title>{status}</title></head><body><h1>Sorry</h1></body></html>");
    HttpResponse { status, headers: vec![("content-type", "text/html".to_owned())], body: body.into_bytes() }
}

fn blank(status: u16) -> HttpResponse {
    HttpResponse { status, ..HttpResponse::default() }
}

fn foreign(status: u16) -> HttpResponse {
    error(status, "UpstreamTimeout", "the upstream did not answer")
}

fn throttled(status: u16, after_s: Option<u64>) -> HttpResponse {
    let headers = after_s.map(|seconds| ("retry-after", seconds.to_string())).into_iter().collect();
    HttpResponse { headers, ..page(status) }
}

fn echo(request: &HttpRequest) -> HttpResponse {
    let headers: Vec<_> = request.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    error(403, "AccessDenied", &format!("not from here: {}", headers.join(" ").replace('&', "&amp;")))
}

/// Never to nothing: an empty body looks like an answer without one, and it is HTTP that tells the two apart.
fn cut(mut answer: HttpResponse, thousandths: u64) -> HttpResponse {
    let end = place(&answer, thousandths);
    answer.body.truncate(end.max(1));
    answer
}

/// One wrong digit or letter is beyond any client, there being no checksum above TLS; so the byte is one that makes a
/// document ill-formed, or isn't text at all.
fn garbled(mut answer: HttpResponse, thousandths: u64, byte: u8) -> HttpResponse {
    let at = place(&answer, thousandths);
    if let Some(place) = answer.body.get_mut(at) {
        *place = byte;
    }
    answer
}

fn place(answer: &HttpResponse, thousandths: u64) -> usize {
    answer.body.len() * usize::try_from(thousandths).unwrap_or_default() / 1000
}

fn out_of_a_cache(mut answer: HttpResponse) -> HttpResponse {
    answer.headers.retain(|(name, _)| *name != "date");
    answer.headers.extend([("date", OLD_DATE.to_owned()), ("age", "86400".to_owned())]);
    answer
}
