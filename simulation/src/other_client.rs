//! Another client that uses the same account.

use cos_jobs::account::{Account, CallLimits};
use cos_jobs::call::{Call, Mode, Step};
use cos_jobs::credentials::{Credentials, Expiry};
use cos_jobs_emulator::{Credentials as ServiceKey, HttpRequest};

use crate::account;
use crate::action::action;
use crate::http::to_http_request;
use crate::operation::{Operation, Reason};

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

    /// The signed request for `operation` on the job `name`.
    pub(crate) fn request(&mut self, operation: Operation, name: &str, now_ms: u64) -> Option<HttpRequest> {
        let client = self.0.as_mut()?;
        let limits = CallLimits { timeout: 1, max_attempts: 1 };
        let mut call = Call::new(action(operation, Reason::Common, name).ok()?, Mode::Change, limits);
        match call.begin(client, now_ms) {
            Step::Send(outgoing) => Some(to_http_request(&outgoing)),
            _ => None,
        }
    }
}
