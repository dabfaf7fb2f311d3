//! The service's own errors: which may pass by themselves, and what to do about the others.
//!
//! Source: ErrorResponse 436/33787 and the error codes of each action's page.

use super::judge::{Trouble, facts, retry_after};
use crate::error::{Effect, Error, ErrorKind};
use crate::request::Response;
use crate::shape::{ANY, Field, Kind};
use crate::time::unix_seconds;
use crate::value::Value;

/// The shape of an error document. Only a code is needed to decide; the rest is for people.
pub(super) const FIELDS: &[Field] = &[
    Field::required("Code", "code", Kind::Text(ANY)),
    Field::optional("Message", "message", Kind::Text(ANY)),
    Field::optional("Resource", "resource", Kind::Text(ANY)),
    Field::optional("RequestId", "requestId", Kind::Text(ANY)),
    Field::optional("TraceId", "traceId", Kind::Text(ANY)),
    Field::optional("ServerTime", "serverTime", Kind::Text(ANY)),
];

/// The longest text of the service that goes into an error, in characters; a real one has less than 200.
const MAX_TEXT: usize = 500;

/// What a document of [`FIELDS`] means.
pub(super) fn refusal(document: &Value<'_>, response: &Response) -> Trouble {
    let text = |name| document.get_text(name).map(printable);
    let code = text("code").unwrap_or_default();
    let said = text("message").unwrap_or_default();
    let status = response.status;
    let mut facts = facts(response);
    facts.request_id = facts.request_id.or_else(|| text("requestId"));
    facts.trace_id = facts.trace_id.or_else(|| text("traceId"));
    facts.resource = text("resource");
    let id = facts.request_id.as_deref().map(|id| format!(" Request id: {id}.")).unwrap_or_default();
    let message = format!("the service answered {code} (HTTP {status}): {said}.{}{id}", advice(&code));
    let clock_is_wrong = code == "RequestTimeTooSkewed" || (code == "AccessDenied" && said == "Request has expired");
    let keys_are_rejected = code == "ExpiredToken" || code == "InvalidAccessKeyId";
    let depends_on_state = code == "InvalidRequest" || code == "NoSuchJob";
    let mut error = Error::new(ErrorKind::Service, code, message);
    error.retryable = is_transient(&error.code, status);
    error.effect = if is_certain(&error.code, status) { Effect::None } else { Effect::Unknown };
    error.answer = Some(facts);
    Trouble {
        error,
        retry_after: retry_after(response),
        service_time: service_time(document, response),
        clock_is_wrong,
        keys_are_rejected,
        depends_on_state,
    }
}

/// The service's time. A cached answer's date is not the present one.
fn service_time(document: &Value<'_>, response: &Response) -> Option<u64> {
    if response.headers.age.is_some() {
        return None;
    }
    let date = response.headers.date.as_deref().and_then(unix_seconds);
    date.or_else(|| document.get_text("serverTime").and_then(unix_seconds))
}

/// Whether an error says for certain that the request changed nothing.
///
/// TooManyJobs comes with 500 but is a decision, not an accident; and a refusal may come with 200.
fn is_certain(code: &str, status: u16) -> bool {
    code == "TooManyJobs" || ((200..500).contains(&status) && !is_transient(code, status))
}

/// Whether the same request may succeed a little later.
fn is_transient(code: &str, status: u16) -> bool {
    match code {
        "TooManyJobs" => false,
        "SlowDown" | "InternalError" | "ServiceUnavailable" => true,
        _ => matches!(status, 429 | 500 | 502 | 503 | 504),
    }
}

/// What to do about an error, as a sentence with a space before it.
fn advice(code: &str) -> &'static str {
    match code {
        "InvalidRequest" => {
            " The job may have ended already, or can't take this change in its present status: look with describeJob."
        }
        "NoSuchJob" => " Check the id, the account and the region; a job that has ended is also answered like this.",
        "AccessDenied" => " Check the permissions of the key (CAM), the appId, and the clock.",
        "SignatureDoesNotMatch" => {
            " Check the secret key, and behind a proxy signedHost; explainSignature shows every stage."
        }
        "InvalidAccessKeyId" => " Check the secret id; temporary keys need their session token.",
        "RequestTimeTooSkewed" => " Set the clock, or clockOffset.",
        "ExpiredToken" => " Get new temporary keys.",
        "TooManyJobs" => " The account's limit of jobs is reached: wait until some have ended.",
        "SlowDown" | "InternalError" | "ServiceUnavailable" => " Try again later.",
        _ => "",
    }
}

/// A text of the service as it may stand in an error: of bounded length, on one line.
fn printable(text: &str) -> String {
    let line: String = text.trim().chars().take(MAX_TEXT).map(|c| if c.is_control() { ' ' } else { c }).collect();
    line.trim_end_matches('.').to_owned()
}
