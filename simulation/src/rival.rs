//! Another client of the same account.

use cos_jobs::call::{Call, Mode, Step};
use cos_jobs::client::{CallLimits, Client, Expiry};
use cos_jobs::credentials::Credentials;
use cos_jobs_emulator::{Credentials as Known, HttpRequest};

use crate::account;
use crate::action::action;
use crate::http::received;
use crate::story::{Ask, Reason};

const ID: &str = "AKIDrival";
const KEY: &str = "RivalKey";

/// A client whose requests always arrive, and whose clock is right.
pub(crate) struct Rival(Option<Client>);

impl Rival {
    pub(crate) fn new() -> Self {
        let keys = Credentials::new(ID.to_owned(), KEY.to_owned(), None);
        let client = account::client(&[]).and_then(|mut client| {
            client.set_credentials(keys?, Expiry::Never);
            Ok(client)
        });
        Self(client.ok())
    }

    /// The key that the service must know.
    pub(crate) fn key() -> Known {
        Known::new(ID, KEY)
    }

    /// The request of `deed`, signed.
    pub(crate) fn request(&mut self, deed: Ask, name: &str, now_ms: u64) -> Option<HttpRequest> {
        let client = self.0.as_mut()?;
        let mut call =
            Call::new(action(deed, Reason::Usual, name).ok()?, Mode::Event, CallLimits { timeout: 1, max_attempts: 1 });
        match call.begin(client, now_ms) {
            Step::Send(outgoing) => Some(received(&outgoing)),
            _ => None,
        }
    }
}
