//! The service's own errors: which may pass by themselves, and what to do about the others.
//!
//! Source: ErrorResponse 436/33787 and the error codes of each action's page.

use crate::error::{AnswerFacts, Effect, Error, ErrorKind};
use crate::shape::{ANY, Field, Kind};
use crate::value::Value;

/// The shape of an error document. Only a code is needed to decide; the rest is for people.
pub(super) const FIELDS: &[Field] = &[
    Field::required("Code", "code", Kind::Text(ANY)),
    Field::optional("Message", "message", Kind::Text(ANY)),
    Field::optional("Resource", "resource", Kind::Text(ANY)),
    Field::optional("RequestId", "requestId", Kind::Text(ANY)),
    Field::optional("TraceId", "traceId", Kind::Text(ANY)),
];

/// The longest text of the service that goes into an error, in characters; a real one has less than 200.
const MAX_TEXT: usize = 500;

/// The error that a document of [`FIELDS`] stands for.
pub(super) fn refusal(document: &Value<'_>, mut facts: AnswerFacts) -> Error {
    let text = |name| document.get_text(name).map(printable);
    let code = text("code").unwrap_or_default();
    let said = text("message").unwrap_or_default();
    let status = facts.status_code;
    facts.request_id = facts.request_id.or_else(|| text("requestId"));
    facts.trace_id = facts.trace_id.or_else(|| text("traceId"));
    facts.resource = text("resource");
    let id = facts.request_id.as_deref().map(|id| format!(" Request id: {id}.")).unwrap_or_default();
    let advice = advice(&code);
    let mut error = Error::new(
        ErrorKind::Service,
        code.clone(),
        format!("the service answered {code} (HTTP {status}): {said}.{advice}{id}"),
    );
    error.retryable = is_transient(&code, status);
    error.effect = if (400..500).contains(&status) { Effect::None } else { Effect::Unknown };
    error.answer = Some(Box::new(facts));
    error
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
