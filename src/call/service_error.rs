//! The errors of the service: which of them are transient, and what to do about the others.
//!
//! Source: ErrorResponse 436/33787 and the error codes of each action's page.

use super::trouble::Trouble;
use crate::error::{AnswerFacts, Effect, Error, ErrorKind};
use crate::http::Response;
use crate::model::Value;
use crate::model::shape::{ANY, Field, Kind};
use crate::model::xml_read::Unreadable;
use crate::redact::Redactor;
use crate::time::unix_seconds;

/// The fields of an error document. Decisions need only the code; the rest is for people.
pub(super) const FIELDS: &[Field] = &[
    Field::required("code", Kind::Text(ANY)),
    Field::optional("message", Kind::Text(ANY)),
    Field::optional("resource", Kind::Text(ANY)),
    Field::optional("requestId", Kind::Text(ANY)),
    Field::optional("traceId", Kind::Text(ANY)),
    Field::optional("serverTime", Kind::Text(ANY)),
];

/// Refusals that do not depend on the job's state. The reason for any other refusal, documented or not, may be an earlier copy
/// of the same request.
const INDEPENDENT_OF_STATE: [&str; 8] = [
    "AccessDenied",
    "ExpiredToken",
    "InvalidAccessKeyId",
    "InvalidArgument",
    "MalformedXML",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
    "TooManyJobs",
];

/// What an error document, read by [`FIELDS`], means.
pub(super) fn refusal(
    document: &Value,
    response: &Response,
    mut facts: AnswerFacts,
    redactor: &Redactor,
) -> Result<Trouble, Unreadable> {
    let text = |name| document.get_text(name).map(|text| redactor.printable(text)).filter(|text| !text.is_empty());
    let code = text("code").filter(|code| code.bytes().all(|byte| byte.is_ascii_graphic()));
    let code = code.ok_or(Unreadable { subject: "code", problem: "is empty or not plain text" })?;
    let message = text("message").unwrap_or_default();
    let message = message.strip_suffix('.').unwrap_or(&message);
    let status = response.status;
    facts.request_id = facts.request_id.or_else(|| text("requestId"));
    facts.trace_id = facts.trace_id.or_else(|| text("traceId"));
    facts.resource = text("resource");
    let id = facts.request_id.as_deref().map(|id| format!(" Request id: {id}.")).unwrap_or_default();
    let advice = advice(&code);
    let clock_is_wrong = code == "RequestTimeTooSkewed" || (code == "AccessDenied" && message == "Request has expired");
    let keys_are_rejected = code == "ExpiredToken" || code == "InvalidAccessKeyId";
    let depends_on_state = !INDEPENDENT_OF_STATE.contains(&code.as_str());
    let reason = if message.is_empty() { String::new() } else { format!(": {message}") };
    let full_message = format!("the service answered {code} (HTTP {status}){reason}.{advice}{id}");
    let mut error = Error::new(ErrorKind::Service, code, full_message);
    error.retryable = is_transient(&error.code, status);
    error.effect = if is_certain(&error.code, status) { Effect::None } else { Effect::Unknown };
    error.answer = Some(facts);
    Ok(Trouble {
        error,
        retry_after: response.retry_after(),
        service_time: service_time(document.get_text("serverTime"), response),
        clock_is_wrong,
        keys_are_rejected,
        depends_on_state,
    })
}

/// The service's time: the date of the answer, or else the time in the error document. Neither counts in a cached answer.
fn service_time(in_document: Option<&str>, response: &Response) -> Option<u64> {
    let in_document = in_document.filter(|_| !response.is_cached());
    response.date().or_else(|| in_document.and_then(unix_seconds))
}

/// Whether it is certain that the refused request changed nothing.
///
/// TooManyJobs has status 500, but it is a decision and not an accident. A refusal may also have status 200; then only the
/// known codes count, because the status does not tell who caused the error.
fn is_certain(code: &str, status: u16) -> bool {
    let known = INDEPENDENT_OF_STATE.contains(&code) || matches!(code, "InvalidRequest" | "NoSuchJob");
    match status {
        200..300 => known,
        300..500 => !is_transient(code, status),
        _ => code == "TooManyJobs",
    }
}

/// Whether the same request may succeed a little later.
fn is_transient(code: &str, status: u16) -> bool {
    match code {
        "TooManyJobs" => false,
        "SlowDown" | "InternalError" | "ServiceUnavailable" => true,
        _ => matches!(status, 429 | 500 | 502 | 503 | 504),
    }
}

/// What to do about an error, as a sentence after a space.
fn advice(code: &str) -> &'static str {
    match code {
        "NoSuchJob" => {
            " Check the id, the account and the region. The service may also answer this for a job that has ended."
        }
        "AccessDenied" => " Check the permissions of the key (CAM), the appId, and the clock.",
        "SignatureDoesNotMatch" => {
            " Check the secret key, and signedHost if there is a proxy; explainSignature shows every stage."
        }
        "InvalidAccessKeyId" => " Check the secret id; temporary keys need their session token.",
        "RequestTimeTooSkewed" => " Set the clock, or clockOffset.",
        "ExpiredToken" => " Get new temporary keys.",
        "TooManyJobs" => " The account's limit of jobs is reached: wait until some have ended.",
        "SlowDown" | "InternalError" | "ServiceUnavailable" => " Try again later.",
        _ => "",
    }
}
