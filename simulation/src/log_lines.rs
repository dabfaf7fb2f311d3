//! The lines of the log.

use cos_jobs::http::SignedRequest;
use cos_jobs_emulator::HttpResponse;

use crate::client_answer::ClientAnswer;
use crate::http::error_code;
use crate::incident::{Fault, RequestPosition};
use crate::keyring::CredentialsResult;
use crate::running_call::RunningCall;
use crate::scenario_text::operation_text;

/// A call has begun.
pub(crate) fn begun(index: usize, running: &RunningCall) -> String {
    let mode = if running.plan.goal { " as a goal" } else { "" };
    format!("call {index} begins: {}{mode}", operation_text(running.plan.operation))
}

/// The client has sent a request.
pub(crate) fn sent(position: RequestPosition, outgoing: &SignedRequest, fault: Option<Fault>) -> String {
    let path = outgoing.url.split_once("/jobs").map_or("", |(_, path)| path);
    let fault = fault.map(|fault| format!("  [{fault:?}]")).unwrap_or_default();
    format!("{position}: {} /jobs{path}{fault}", outgoing.method.as_str())
}

/// The service has received a request.
pub(crate) fn arrived(position: RequestPosition, second: bool, changed: bool, answer: &HttpResponse) -> String {
    let copy = if second { "the second copy of " } else { "" };
    let effect = if changed { "changes the job" } else { "changes nothing" };
    let code = error_code(answer).unwrap_or("success");
    format!("  {copy}{position} arrives and {effect}: {} {code}", answer.status)
}

/// The client has received an answer, or its connection broke.
pub(crate) fn answered(index: usize, answer: &ClientAnswer) -> String {
    match &answer.result {
        Ok(response) => format!("  call {index} receives HTTP {} (trust: {:?})", response.status, answer.trust),
        Err(failure) => format!("  call {index} receives no answer: {failure:?}"),
    }
}

/// What the credentials function answered.
pub(crate) fn credentials(result: &CredentialsResult) -> String {
    match result {
        Ok((_, expiry)) => format!("keys, expiry: {expiry:?}"),
        Err(error) => error.message.clone(),
    }
}
