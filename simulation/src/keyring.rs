//! The client's keys: what its credentials function returns, and which keys the service knows.

use cos_jobs::credentials::{Credentials, Expiry, ForeignSignature};
use cos_jobs::error::Error;
use cos_jobs::model::Value;
use cos_jobs::sign::{KeyTime, SignKey, Signable, authorization};
use cos_jobs_emulator::Credentials as ServiceKey;

use crate::incident::{CredentialsFault, KeyInvalidation};
use crate::scenario::KeySource;

/// A part of every secret in a scenario. A text of the engine that contains it has leaked a secret.
pub(crate) const SECRET_MARKER: &str = "TopSecretStuff";

/// The prefix of the ids of deleted keys.
const DELETED_PREFIX: &str = "deleted-";

/// The result of a credentials function.
pub(crate) type CredentialsResult = Result<(Credentials, Expiry), Error>;

/// The keys that were issued to the client. The last one is the current one.
#[derive(Debug)]
pub(crate) struct Keyring {
    source: KeySource,
    issued: Vec<ServiceKey>,
}

impl Keyring {
    pub(crate) fn new(source: KeySource) -> Self {
        Self { source, issued: Vec::new() }
    }

    /// What the credentials function returns at the time `now_ms` of the service's clock.
    pub(crate) fn issue(&mut self, fault: Option<CredentialsFault>, now_ms: u64) -> CredentialsResult {
        match fault {
            Some(CredentialsFault::Fails) => Err(Error::credentials("the credentials function failed: see the cause.")),
            Some(CredentialsFault::UnknownKeys) => keys_of(&self.key("Unknown", None), self.expiry(now_ms)),
            _ => {
                let expiry = self.expiry(now_ms);
                let expires_ms = match expiry {
                    Expiry::At(seconds) => Some(seconds * 1000),
                    Expiry::Never | Expiry::Unspecified => None,
                };
                let key = self.key(&self.issued.len().to_string(), expires_ms);
                let result = keys_of(&key, expiry);
                self.issued.push(key);
                result
            }
        }
    }

    /// The signature that a backend returns for the described request, at the time `now_ms` of the service's clock.
    pub(crate) fn sign(
        &mut self,
        description: &Value,
        fault: Option<CredentialsFault>,
        now_ms: u64,
    ) -> Result<ForeignSignature, Error> {
        if fault == Some(CredentialsFault::Fails) {
            return Err(Error::credentials("the function for credentials or signatures failed: see the cause."));
        }
        let key = match self.issued.last() {
            _ if fault == Some(CredentialsFault::UnknownKeys) => self.key("Unknown", None),
            Some(key) if !key.secret_id.starts_with(DELETED_PREFIX) && key.expires_ms.is_none() => key.clone(),
            _ => {
                let key = self.key(&self.issued.len().to_string(), None);
                self.issued.push(key.clone());
                key
            }
        };
        let token = key.session_token.as_deref().map(|token| ("x-cos-security-token", token));
        let headers: Vec<_> = texts(description, "headers").into_iter().chain(token).collect();
        let (query, text) = (texts(description, "query"), |name| description.get_text(name).unwrap_or_default());
        let signable = Signable { method: text("method"), path: text("path"), query: &query, headers: &headers };
        let key_time = KeyTime { start: now_ms / 1000 - 1, end: now_ms / 1000 + 900 };
        let sign_key = SignKey::derive(&key.secret_key, key_time);
        ForeignSignature::new(authorization(&signable, &key.secret_id, &sign_key), key.session_token.clone())
    }

    /// Makes all keys invalid that were issued so far.
    pub(crate) fn invalidate(&mut self, invalidation: KeyInvalidation, now_ms: u64) {
        match invalidation {
            KeyInvalidation::Expired if self.source != KeySource::Permanent => {
                self.issued.iter_mut().for_each(|key| key.expires_ms = Some(now_ms.saturating_sub(1)));
            }
            KeyInvalidation::Expired | KeyInvalidation::Deleted => {
                self.issued.iter_mut().for_each(|key| key.secret_id = format!("{DELETED_PREFIX}{}", key.secret_id));
            }
        }
    }

    /// The keys that the service knows.
    pub(crate) fn known(&self) -> &[ServiceKey] {
        &self.issued
    }

    fn expiry(&self, now_ms: u64) -> Expiry {
        match self.source {
            KeySource::Permanent => Expiry::Never,
            KeySource::Temporary(seconds) => Expiry::At(now_ms / 1000 + seconds),
            KeySource::TemporaryWithoutExpiry | KeySource::RemoteSigner => Expiry::Unspecified,
        }
    }

    fn key(&self, name: &str, expires_ms: Option<u64>) -> ServiceKey {
        let token = (self.source != KeySource::Permanent).then(|| format!("{SECRET_MARKER}Token{name}"));
        ServiceKey {
            session_token: token,
            expires_ms,
            ..ServiceKey::new(&format!("AKIDclient{name}"), &format!("{SECRET_MARKER}Key{name}"))
        }
    }
}

fn keys_of(key: &ServiceKey, expiry: Expiry) -> CredentialsResult {
    let keys = Credentials::new(key.secret_id.clone(), key.secret_key.clone(), key.session_token.clone())?;
    Ok((keys, expiry))
}

/// The text properties of the object `name`, for example of `headers`, in the description of a request.
fn texts<'v>(description: &'v Value, name: &str) -> Vec<(&'static str, &'v str)> {
    let properties = description.get(name).map(Value::properties).unwrap_or_default();
    properties.iter().filter_map(|(name, value)| Some((*name, value.as_text()?))).collect()
}
