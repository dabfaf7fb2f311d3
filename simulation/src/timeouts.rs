//! Ending what a call waits for when its time limit is over.

use cos_jobs::call::Failure;
use cos_jobs::error::Error;

use crate::client_answer::ClientAnswer;
use crate::events::Wait;
use crate::world::World;

impl World<'_> {
    /// The time limit of keys, of a signature, or of a request is over.
    pub(crate) fn time_over(&mut self, wait: Wait) {
        let error = Error::credentials("the function for credentials or signatures did not answer in time.");
        if self.credential_requests.for_signatures.contains(&wait) {
            self.pass_signature(wait, Err(error));
        } else if self.credential_requests.for_keys.contains(&wait) {
            // The next call that needs keys calls the credentials function again.
            self.credential_requests.in_progress = false;
            self.credential_requests.for_keys.retain(|waiting| *waiting != wait);
            self.pass_credentials(wait, Err(error));
        } else {
            self.answer(wait.call, ClientAnswer::failed(Failure::Timeout));
        }
    }
}
