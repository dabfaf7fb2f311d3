//! Passing keys and signatures to the engine, as the shell does with the results of the user's functions.

use cos_jobs::credentials::ForeignSignature;
use cos_jobs::error::Error;
use cos_jobs::model::Value;

use crate::events::Wait;
use crate::keyring::CredentialsResult;
use crate::log_lines;
use crate::world::World;

impl World<'_> {
    /// The credentials function answers. `count` counts its calls, from 1.
    pub(crate) fn credentials_arrived(&mut self, count: u32) {
        self.credential_requests.in_progress = false;
        let result: CredentialsResult = self.keyring.issue(self.incidents.credentials_fault(count - 1), self.now);
        self.service.set_keys(self.keyring.known());
        self.log.add(self.now, || format!("the credentials function answers: {}", log_lines::credentials(&result)));
        for wait in core::mem::take(&mut self.credential_requests.for_keys) {
            if self.is_waiting(wait) {
                self.pass_credentials(wait, result.clone());
            }
        }
    }

    /// The function that signs answers. `number` counts its calls, from 0.
    pub(crate) fn signature_arrived(&mut self, wait: Wait, number: u32, description: &Value) {
        let result = self.keyring.sign(description, self.incidents.credentials_fault(number), self.now);
        self.service.set_keys(self.keyring.known());
        self.pass_signature(wait, result);
    }

    pub(crate) fn pass_credentials(&mut self, wait: Wait, result: CredentialsResult) {
        self.note_failure(wait.call, result.is_err());
        self.step(wait.call, |call, client, now| call.on_credentials(client, now, result));
    }

    pub(crate) fn pass_signature(&mut self, wait: Wait, result: Result<ForeignSignature, Error>) {
        self.note_failure(wait.call, result.is_err());
        self.step(wait.call, |call, client, now| call.on_signed(client, now, result));
    }

    /// Records that a call got no keys or no signature.
    fn note_failure(&mut self, index: usize, failed: bool) {
        if let Some(running) = self.calls.get_mut(index).filter(|_| failed) {
            running.record.keys_failed = true;
            self.log.add(self.now, || format!("call {index} gets no keys"));
        }
    }
}
