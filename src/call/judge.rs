//! What an answer means: a result, a refusal of the service, or nothing that can be used.

use alloc::borrow::ToOwned;
use alloc::string::String;

use super::secrets::Secrets;
use super::{Failure, MAX_RESPONSE, service_error};
use crate::error::{AnswerFacts, Effect, Error, ErrorKind};
use crate::jobs::Action;
use crate::json::Object;
use crate::request::Response;
use crate::text::{concat, decimal, whole_number};
use crate::time::unix_seconds;
use crate::xml::{Document, Unreadable};

/// What is wrong with an answer, with all that the engine decides by.
#[derive(Debug)]
pub(super) struct Trouble {
    /// The error that it ends as, if nothing helps.
    pub(super) error: Error,
    /// How long the service asks to wait, in milliseconds.
    pub(super) retry_after: Option<u64>,
    /// The service's time in unix seconds, if this answer tells it.
    pub(super) service_time: Option<u64>,
    /// The signature was refused for its time.
    pub(super) clock_is_wrong: bool,
    /// The keys were refused, which new ones may mend.
    pub(super) keys_are_rejected: bool,
    /// The job's state is why, so a copy of this very request may have come first.
    pub(super) depends_on_state: bool,
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self {
            error,
            retry_after: None,
            service_time: None,
            clock_is_wrong: false,
            keys_are_rejected: false,
            depends_on_state: false,
        }
    }
}

/// Reads `response`, of which `facts` are known, as the answer to `action`.
pub(super) fn judge(
    action: &dyn Action,
    response: &Response,
    facts: &AnswerFacts,
    secrets: &Secrets,
) -> Result<Object, Trouble> {
    if response.body.len() > MAX_RESPONSE {
        return Err(no_answer(Failure::TooLarge, 0));
    }
    let (root, fields) = action.answer();
    let request_id = facts.request_id.as_deref().unwrap_or_default();
    let unusable = |why: Unreadable| unusable(response, facts, why);
    let is_success = (200..300).contains(&response.status);
    // Anybody can answer nothing, with 204 too; the service also says which request it answers. Where the host hides
    // that, a look at the job makes sure.
    let says_nothing = root.is_empty() && response.body.trim_ascii().is_empty();
    if is_success && says_nothing && !request_id.is_empty() {
        return action.parse(Object::new(), request_id).map_err(unusable);
    }
    let document = Document::open(&response.body).map_err(unusable)?;
    if document.root() == "Error" {
        let refusal = document.read(service_error::FIELDS).map(Object::from_text);
        let refusal = refusal.and_then(|error| service_error::refusal(&error, response, facts.clone(), secrets));
        return Err(refusal.unwrap_or_else(unusable));
    }
    if !is_success || document.root() != root {
        let why = if root.is_empty() { "should be empty" } else { "is not what such a request is answered with" };
        return Err(unusable(Unreadable::body(why)));
    }
    document.read(fields).and_then(|answer| action.parse(Object::from_text(answer), request_id)).map_err(unusable)
}

/// What it means that no answer came.
pub(super) fn no_answer(failure: Failure, timeout: u64) -> Trouble {
    let (kind, code, message) = match failure {
        Failure::Network => (
            ErrorKind::Network,
            "NetworkError",
            "no answer came: the connection failed. Check the endpoint and the network; in a browser, also that the \
             endpoint allows this page's origin (CORS)."
                .to_owned(),
        ),
        Failure::Timeout => {
            (ErrorKind::Timeout, "Timeout", concat(&["no answer came within ", &decimal(timeout), " ms."]))
        }
        Failure::TooLarge => (
            ErrorKind::Response,
            "ResponseTooLarge",
            concat(&["the answer is larger than ", &decimal(MAX_RESPONSE as u64), " bytes and was not read."]),
        ),
    };
    let mut error = Error::new(kind, code, message);
    error.retryable = failure != Failure::TooLarge;
    error.effect = Effect::Unknown;
    error.into()
}

/// An answer that the service can't have meant so. A change may have happened behind it.
fn unusable(response: &Response, facts: &AnswerFacts, why: Unreadable) -> Trouble {
    let what = match response.status {
        0 | 300..400 => "it is a redirect, which is not followed: check the endpoint".to_owned(),
        status => {
            concat(&[why.subject, " ", why.trouble, " (HTTP ", &decimal(status.into()), "); it may come from a proxy"])
        }
    };
    let message = concat(&["the answer is not usable: ", &what, "."]);
    let mut error = Error::new(ErrorKind::Response, "UnexpectedResponse", message);
    error.answer = Some(facts.clone());
    error.retryable = response.status == 429 || response.status >= 500 || (200..300).contains(&response.status);
    error.effect = Effect::Unknown;
    Trouble { retry_after: retry_after(response), ..error.into() }
}

/// What an answer says about itself.
pub(super) fn facts(response: &Response, secrets: &Secrets) -> AnswerFacts {
    let printable = |text: &Option<String>| text.as_deref().map(|text| secrets.printable(text));
    AnswerFacts {
        status_code: response.status,
        request_id: printable(&response.headers.request_id),
        trace_id: printable(&response.headers.trace_id),
        resource: None,
    }
}

/// The service's time in unix seconds, if the answer has its date. A cached answer's date is not the present one.
pub(super) fn date(response: &Response) -> Option<u64> {
    let date = response.headers.date.as_deref().filter(|_| response.headers.age.is_none());
    date.and_then(unix_seconds)
}

/// How long an answer asks to wait, in milliseconds: `Retry-After` holds seconds or a date.
pub(super) fn retry_after(response: &Response) -> Option<u64> {
    let text = response.headers.retry_after.as_deref()?.trim_ascii();
    if let Some(seconds) = whole_number(text) {
        return Some(seconds.saturating_mul(1000));
    }
    let now = response.headers.date.as_deref().and_then(unix_seconds)?;
    Some(unix_seconds(text)?.saturating_sub(now).saturating_mul(1000))
}
