//! Any bytes as the answer to any action.
//!
//! An input consists of the action (`0` to `5`), the number of attempts (`a` to `h`, in upper case for
//! [`Mode::EnsureStatus`](cos_jobs::call::Mode::EnsureStatus)), the status (`a` to `h`), and the body.

#![no_main]

use cos_jobs::http::{Headers, Response};
use cos_jobs_fuzz::{ACTIONS, account, check_error, check_result, new_call, play};
use libfuzzer_sys::fuzz_target;

const STATUSES: [u16; 8] = [200, 204, 404, 500, 503, 302, 0, 429];

fuzz_target!(|data: &[u8]| {
    let [action, attempts, status, body @ ..] = data else { return };
    let action = ACTIONS[usize::from(action.wrapping_sub(b'0')) % ACTIONS.len()];
    let max_attempts = u32::from(attempts.to_ascii_lowercase().wrapping_sub(b'a') % 8) + 1;
    let status = STATUSES[usize::from(status.wrapping_sub(b'a')) % STATUSES.len()];
    let headers = Headers { request_id: Some("NWRm".to_owned()), ..Headers::default() };
    let response = Response { status, headers, body: body.to_vec() };
    let mut account = account();
    let mut call = new_call(action, attempts.is_ascii_uppercase(), max_attempts);
    let ended = play(&mut call, &mut account, |call, account, now, _| call.on_response(account, now, &response));
    match &ended.result {
        Ok(result) => {
            let is_success = (200..300).contains(&status);
            // A deletion is also a success if the probe is told that the job does not exist.
            assert!(is_success || action == "DeleteJob", "a success with HTTP {status}: {result:?}");
            check_result(action, result);
        }
        Err(error) => check_error(action, error, ended.sent, max_attempts),
    }
});
