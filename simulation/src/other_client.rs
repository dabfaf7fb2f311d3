//! Another client that uses the same account.

use cos_jobs::account::{Account, CallLimits};
use cos_jobs::call::{Call, Mode, Step};
use cos_jobs::credentials::{Credentials, Expiry};
use cos_jobs::sign::{KeyTime, SignKey, Signable, authorization};
use cos_jobs_emulator::{Credentials as ServiceKey, HttpRequest};

use crate::account;
use crate::action::action;
use crate::http::to_http_request;
use crate::operation::{JobVariant, Operation, Reason};

const ID: &str = "AKIDother";
const KEY: &str = "OtherKey";

/// Another client. Its requests always arrive, and its clock is right.
pub(crate) struct OtherClient(Option<Account>);

impl OtherClient {
    pub(crate) fn new() -> Self {
        let keys = Credentials::new(ID.to_owned(), KEY.to_owned(), None);
        let client = account::client(&[], 1).and_then(|mut client| {
            client.set_credentials(keys?, Expiry::Never);
            Ok(client)
        });
        Self(client.ok())
    }

    /// The client's key, which the service has to know.
    pub(crate) fn key() -> ServiceKey {
        ServiceKey::new(ID, KEY)
    }

    /// The same read, signed by this client at `now_ms`.
    pub(crate) fn sign_read(request: &HttpRequest, now_ms: u64) -> HttpRequest {
        let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
        // Ids, statuses, tokens and numbers need no encoding.
        let query: Vec<_> = query.split('&').filter_map(|pair| pair.split_once('=')).collect();
        let header = |name| Some((name, request.header(name)?));
        let headers: Vec<_> = ["host", "x-cos-appid"].into_iter().filter_map(header).collect();
        let key_time = KeyTime { start: (now_ms / 1000).saturating_sub(1), end: now_ms / 1000 + 60 };
        let signable = Signable { method: &request.method, path, query: &query, headers: &headers };
        let signature = authorization(&signable, ID, &SignKey::derive(KEY, key_time));
        let signed = HttpRequest::new(&request.method, &request.target).with_header("authorization", &signature);
        headers.iter().fold(signed, |signed, (name, value)| signed.with_header(name, value))
    }

    /// The signed request for `operation` on the job `name`.
    pub(crate) fn request(&mut self, operation: Operation, name: &str, now_ms: u64) -> Option<HttpRequest> {
        let client = self.0.as_mut()?;
        let limits = CallLimits { timeout: 1, max_attempts: 1 };
        let mut call =
            Call::new(action(operation, Reason::Common, JobVariant::Usual, name).ok()?, Mode::Change, limits);
        match call.begin(client, now_ms) {
            Step::Send(outgoing) => Some(to_http_request(&outgoing)),
            _ => None,
        }
    }
}
