//! What an answer means: a result, a refusal of the service, or nothing that can be used.

use super::{MAX_RESPONSE, facts, service_error};
use crate::error::{Effect, Error, ErrorKind};
use crate::jobs::Action;
use crate::request::Response;
use crate::value::Value;
use crate::xml::read::{Document, Unreadable};

/// Reads `response` as the answer to `action`.
pub(super) fn judge<'a>(action: &dyn Action, response: &'a Response) -> Result<Value<'a>, Error> {
    if response.body.len() > MAX_RESPONSE {
        return Err(unusable(response, &Unreadable(format!("it is larger than {MAX_RESPONSE} bytes"))));
    }
    let document = Document::open(&response.body).map_err(|why| unusable(response, &why))?;
    let (root, fields) = action.answer();
    if document.root() == "Error" {
        let error = document.read(service_error::FIELDS).map_err(|why| unusable(response, &why))?;
        return Err(service_error::refusal(&error, facts(response)));
    }
    if !(200..300).contains(&response.status) || document.root() != root {
        let why = format!("it is neither <{root}> nor <Error>, but HTTP {} with another content", response.status);
        return Err(unusable(response, &Unreadable(why)));
    }
    let request_id = response.headers.request_id.as_deref().unwrap_or_default();
    let result = document.read(fields).and_then(|answer| action.parse(answer, request_id));
    result.map_err(|why| unusable(response, &why))
}

/// An answer that the service can't have meant so. A state change may have happened behind it.
fn unusable(response: &Response, why: &Unreadable) -> Error {
    let what = match response.status {
        0 | 300..400 => "it is a redirect, which is not followed: check the endpoint".to_owned(),
        status => format!("{} (HTTP {status}); it may come from a proxy", why.0),
    };
    let mut error = Error::new(ErrorKind::Response, "UnexpectedResponse", format!("the answer is not usable: {what}."));
    error.answer = Some(Box::new(facts(response)));
    error.retryable = response.status == 429 || response.status >= 500 || (200..300).contains(&response.status);
    error.effect = Effect::Unknown;
    error
}
