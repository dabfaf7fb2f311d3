//! Refusals in every form, from a service that repeats what it was sent.
//!
//! An input is lines: the action (`0` to `5`), how often to try (`a` to `h`, capital for a goal) and the status as one
//! word; the request's id; the trace's id; `Date`; `Age`; `Retry-After`; and the body, of as many lines as there are
//! left. An empty line is a header that is missing. For `$T` and its like see [`echo`].

#![no_main]

use cos_jobs::request::{Headers, Response};
use cos_jobs_fuzz::{ACTIONS, check_error, check_hidden, check_result, check_texts, client, echo, new_call, play};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let lines: Vec<_> = text.splitn(7, '\n').collect();
    let [head, request_id, trace_id, date, age, retry_after, body] = lines[..] else { return };
    let [action, attempts, status @ ..] = head.as_bytes() else { return };
    let action = ACTIONS[usize::from(action.wrapping_sub(b'0')) % ACTIONS.len()];
    let max_attempts = u32::from(attempts.to_ascii_lowercase().wrapping_sub(b'a') % 8) + 1;
    let status = std::str::from_utf8(status).ok().and_then(|status| status.parse().ok()).unwrap_or(403);
    let mut client = client();
    let mut call = new_call(action, attempts.is_ascii_uppercase(), max_attempts);
    let ended = play(&mut call, &mut client, |call, client, now, outgoing| {
        let header = |text: &str| (!text.is_empty()).then(|| echo(text, outgoing));
        let headers = Headers {
            request_id: header(request_id),
            trace_id: header(trace_id),
            date: header(date),
            age: header(age),
            retry_after: header(retry_after),
        };
        let response = Response { status, headers, body: echo(body, outgoing).into_bytes() };
        let step = call.on_response(client, now, &response);
        if let Some(error) = call.last_error() {
            check_texts(error);
            check_hidden(error, Some(outgoing));
        }
        if let Some(id) = call.request_id() {
            assert!(id.len() <= 2_000 && !id.contains(char::is_control));
        }
        step
    });
    match &ended.result {
        Ok(json) => check_result(action, json),
        Err(error) => {
            check_error(action, error, ended.sent, max_attempts);
            check_hidden(error, None);
        }
    }
});
