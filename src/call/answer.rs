//! Reading an answer: it is a result, a refusal by the service, or not usable.

use super::service_error;
use super::trouble::{Trouble, no_answer};
use super::{Failure, MAX_RESPONSE};
use crate::error::{AnswerFacts, Effect, Error, ErrorKind};
use crate::http::Response;
use crate::jobs::Action;
use crate::model::Value;
use crate::model::xml_read::{Document, Unreadable};
use crate::redact::Redactor;

/// Reads `response`, of which `facts` are known, as the answer to `action`.
pub(super) fn read(
    action: &dyn Action,
    response: &Response,
    facts: &AnswerFacts,
    redactor: &Redactor,
) -> Result<Value, Trouble> {
    if response.body.len() > MAX_RESPONSE {
        return Err(no_answer(Failure::TooLarge, 0));
    }
    if response.is_cached() {
        return Err(cached(response, facts));
    }
    let definition = action.definition();
    let (root, fields) = (definition.root, definition.answer);
    let request_id = facts.request_id.as_deref().unwrap_or_default();
    let unusable = |why: Unreadable| unusable(response, facts, why);
    let is_success = (200..300).contains(&response.status);
    // Any server or proxy can send an empty answer with 204. The service also sends the id of the request. Where the host
    // hides that id, a look at the job decides.
    let is_empty = root.is_empty() && response.body.trim_ascii().is_empty();
    if is_success && is_empty && !request_id.is_empty() {
        return action.parse(Value::object(), request_id).map_err(unusable);
    }
    let document = Document::open(&response.body).map_err(unusable)?;
    if document.root() == "Error" {
        let refusal = document.read(service_error::FIELDS);
        let refusal = refusal.and_then(|error| service_error::refusal(&error, response, facts.clone(), redactor));
        return Err(refusal.unwrap_or_else(unusable));
    }
    if !is_success || document.root() != root {
        let why = if root.is_empty() { "should be empty" } else { "is not the expected XML" };
        return Err(unusable(Unreadable::body(why)));
    }
    document.read(fields).and_then(|answer| action.parse(answer, request_id)).map_err(unusable)
}

/// An answer that the service cannot have sent like this.
fn unusable(response: &Response, facts: &AnswerFacts, why: Unreadable) -> Trouble {
    let what = match response.status {
        0 | 300..400 => "it is a redirect, which is not followed: check the endpoint".to_owned(),
        status => format!("{} {} (HTTP {status}); it may come from a proxy", why.subject, why.problem),
    };
    no_evidence(response, facts, &what)
}

/// An answer from a cache, which shows an earlier state.
fn cached(response: &Response, facts: &AnswerFacts) -> Trouble {
    let mut trouble = no_evidence(response, facts, "it has an Age header, so it comes from a cache: check the proxy");
    trouble.error.retryable = true;
    trouble
}

/// An answer that proves nothing. A change may have happened nevertheless.
fn no_evidence(response: &Response, facts: &AnswerFacts, what: &str) -> Trouble {
    let mut error = Error::new(ErrorKind::Response, "UnexpectedResponse", format!("the answer is not usable: {what}."));
    error.answer = Some(facts.clone());
    error.retryable = response.status == 429 || response.status >= 500 || (200..300).contains(&response.status);
    error.effect = Effect::Unknown;
    Trouble { retry_after: response.retry_after(), ..error.into() }
}

/// The facts of an answer that its headers tell.
pub(super) fn facts(response: &Response, redactor: &Redactor) -> AnswerFacts {
    let printable = |text: &Option<String>| text.as_deref().map(|text| redactor.printable(text));
    AnswerFacts {
        status_code: response.status,
        request_id: printable(&response.headers.request_id),
        trace_id: printable(&response.headers.trace_id),
        resource: None,
    }
}
