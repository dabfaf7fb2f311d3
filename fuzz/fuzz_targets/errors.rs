//! Refusals in any form, from a service that repeats parts of the request.
//!
//! An input consists of lines. The first one contains the action (`0` to `5`), the number of attempts (`a` to `h`, in
//! upper case for [`Mode::EnsureStatus`](cos_jobs::call::Mode::EnsureStatus)) and the status, without spaces. The next
//! five are the request id, the trace id, `Date`, `Age` and `Retry-After`; an empty line means that the header is
//! missing. All other lines are the body. [`echo`] replaces `$T` and similar marks.

#![no_main]

use cos_jobs::http::{Headers, Response};
use cos_jobs_fuzz::{ACTIONS, account, check_error, check_hidden, check_result, check_texts, echo, new_call, play};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let lines: Vec<_> = text.splitn(7, '\n').collect();
    let [head, request_id, trace_id, date, age, retry_after, body] = lines[..] else { return };
    let [action, attempts, status @ ..] = head.as_bytes() else { return };
    let action = ACTIONS[usize::from(action.wrapping_sub(b'0')) % ACTIONS.len()];
    let max_attempts = u32::from(attempts.to_ascii_lowercase().wrapping_sub(b'a') % 8) + 1;
    let status = std::str::from_utf8(status).ok().and_then(|status| status.parse().ok()).unwrap_or(403);
    let mut account = account();
    let mut call = new_call(action, attempts.is_ascii_uppercase(), max_attempts);
    let ended = play(&mut call, &mut account, |call, account, now, request| {
        let header = |text: &str| (!text.is_empty()).then(|| echo(text, request));
        let headers = Headers {
            request_id: header(request_id),
            trace_id: header(trace_id),
            date: header(date),
            age: header(age),
            retry_after: header(retry_after),
        };
        let response = Response { status, headers, body: echo(body, request).into_bytes() };
        let step = call.on_response(account, now, &response);
        if let Some(error) = call.last_error() {
            check_texts(error);
            check_hidden(error, Some(request));
        }
        if let Some(id) = call.request_id() {
            assert!(id.len() <= 2_000 && !id.contains(char::is_control));
        }
        step
    });
    match &ended.result {
        Ok(result) => check_result(action, result),
        Err(error) => {
            check_error(action, error, ended.sent, max_attempts);
            check_hidden(error, None);
        }
    }
});
