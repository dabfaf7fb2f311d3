//! The service's own errors: which may pass by themselves, and what to do about the others.
//!
//! Source: ErrorResponse 436/33787 and the error codes of each action's page.

use super::judge::{Trouble, date, retry_after};
use super::secrets::Secrets;
use crate::error::{AnswerFacts, Effect, Error, ErrorKind};
use crate::json::Object;
use crate::request::Response;
use crate::shape::{ANY, Field, Kind};
use crate::text::{concat, decimal};
use crate::time::unix_seconds;
use crate::xml::Unreadable;

/// The shape of an error document. Only a code is needed to decide; the rest is for people.
pub(super) const FIELDS: &[Field] = &[
    Field::required("Code", "code", Kind::Text(ANY)),
    Field::optional("Message", "message", Kind::Text(ANY)),
    Field::optional("Resource", "resource", Kind::Text(ANY)),
    Field::optional("RequestId", "requestId", Kind::Text(ANY)),
    Field::optional("TraceId", "traceId", Kind::Text(ANY)),
    Field::optional("ServerTime", "serverTime", Kind::Text(ANY)),
];

/// The refusals that the same request would get whatever the job's state. Of any other, and of one that is not
/// documented, a copy of the request that came first may be the reason.
const WHATEVER_THE_STATE: [&str; 8] = [
    "AccessDenied",
    "ExpiredToken",
    "InvalidAccessKeyId",
    "InvalidArgument",
    "MalformedXML",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
    "TooManyJobs",
];

/// What a document of [`FIELDS`] means.
pub(super) fn refusal(
    document: &Object,
    response: &Response,
    mut facts: AnswerFacts,
    secrets: &Secrets,
) -> Result<Trouble, Unreadable> {
    let document = document.read(FIELDS);
    let text = |name| document.get_text(name).map(|text| secrets.printable(text)).filter(|text| !text.is_empty());
    let code = text("code").ok_or(Unreadable { subject: "Code", trouble: "is blank" })?;
    let said = text("message").unwrap_or_default();
    let said = said.strip_suffix('.').unwrap_or(&said);
    let status = response.status;
    facts.request_id = facts.request_id.or_else(|| text("requestId"));
    facts.trace_id = facts.trace_id.or_else(|| text("traceId"));
    facts.resource = text("resource");
    let id = facts.request_id.as_deref().map(|id| concat(&[" Request id: ", id, "."])).unwrap_or_default();
    let http = decimal(status.into());
    let message = concat(&["the service answered ", &code, " (HTTP ", &http, "): ", said, ".", advice(&code), &id]);
    let clock_is_wrong = code == "RequestTimeTooSkewed" || (code == "AccessDenied" && said == "Request has expired");
    let keys_are_rejected = code == "ExpiredToken" || code == "InvalidAccessKeyId";
    let depends_on_state = !WHATEVER_THE_STATE.contains(&code.as_str());
    let mut error = Error::new(ErrorKind::Service, code, message);
    error.retryable = is_transient(&error.code, status);
    error.effect = if is_certain(&error.code, status) { Effect::None } else { Effect::Unknown };
    error.answer = Some(facts);
    Ok(Trouble {
        error,
        retry_after: retry_after(response),
        service_time: service_time(document.get_text("serverTime"), response),
        clock_is_wrong,
        keys_are_rejected,
        depends_on_state,
    })
}

/// The service's time. A cached answer's date is not the present one.
fn service_time(told: Option<&str>, response: &Response) -> Option<u64> {
    let told = told.filter(|_| response.headers.age.is_none());
    date(response).or_else(|| told.and_then(unix_seconds))
}

/// Whether an error says for certain that the request changed nothing.
///
/// TooManyJobs comes with 500 but is a decision, not an accident; and a refusal may come with 200, but then only one
/// that is known: HTTP doesn't say any more whose fault it is.
fn is_certain(code: &str, status: u16) -> bool {
    let known = WHATEVER_THE_STATE.contains(&code) || matches!(code, "InvalidRequest" | "NoSuchJob");
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
