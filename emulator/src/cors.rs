//! The headers of CORS, with which a page of any origin may use the emulator.
//!
//! Whether the real control host allows that is not known; see the README.

use crate::http::HttpResponse;

/// The headers of every answer.
pub(crate) const HEADERS: [(&str, &str); 2] = [
    ("access-control-allow-origin", "*"),
    ("access-control-expose-headers", "x-cos-request-id, x-cos-trace-id, Date, Retry-After"),
];

const PREFLIGHT: [(&str, &str); 3] = [
    ("access-control-allow-methods", "GET, POST, DELETE"),
    (
        "access-control-allow-headers",
        "authorization, x-cos-appid, x-cos-security-token, content-type, x-emulator-fault, x-emulator-stale",
    ),
    ("access-control-max-age", "600"),
];

/// The answer to a browser's preflight request.
pub(crate) fn preflight() -> HttpResponse {
    let headers = HEADERS.into_iter().chain(PREFLIGHT).map(|(name, value)| (name, value.to_owned())).collect();
    HttpResponse { status: 204, headers, body: Vec::new() }
}
