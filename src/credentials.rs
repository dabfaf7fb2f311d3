//! The keys with which requests are signed, and signatures that were made elsewhere.

use std::fmt;
use std::rc::Rc;

use zeroize::Zeroizing;

use crate::error::Error;
use crate::sign::{KeyTime, SignKey};

/// Keys are not used any more when less than this is left before they expire, in milliseconds.
const EARLY_REFRESH: u64 = 60_000;

/// The first and the longest pause before a failed credentials function is called again, in milliseconds.
const FIRST_PAUSE: u64 = 100;
const LONGEST_PAUSE: u64 = 5_000;

/// A secret id and a secret key, with the session token of temporary keys. All are wiped from memory when dropped.
#[derive(Clone)]
pub struct Credentials {
    secret_id: Zeroizing<String>,
    secret_key: Zeroizing<String>,
    session_token: Option<Zeroizing<String>>,
}

impl Credentials {
    /// Takes ownership of the keys.
    ///
    /// Fails if one is empty or has a character that a header cannot contain. The usual reason is a line end that was copied
    /// together with the key.
    pub fn new(secret_id: String, secret_key: String, session_token: Option<String>) -> Result<Self, Error> {
        let credentials = Self {
            secret_id: Zeroizing::new(secret_id),
            secret_key: Zeroizing::new(secret_key),
            session_token: session_token.filter(|token| !token.is_empty()).map(Zeroizing::new),
        };
        let missing = match (credentials.secret_id.is_empty(), credentials.secret_key.is_empty()) {
            (true, true) => "credentials must be",
            (true, false) => "credentials.secretId is missing or empty. Credentials must be",
            (false, true) => "credentials.secretKey is missing or empty. Credentials must be",
            (false, false) => "",
        };
        if !missing.is_empty() {
            return Err(Error::credentials(format!(
                "{missing} {{ secretId, secretKey, sessionToken? }} with values that are not empty, an STS answer, or a function that \
                 returns one"
            )));
        }
        require("secretId", &credentials.secret_id)?;
        require("secretKey", &credentials.secret_key)?;
        if let Some(token) = &credentials.session_token {
            require("sessionToken", token)?;
        }
        Ok(credentials)
    }

    /// The public half of the pair.
    pub fn secret_id(&self) -> &str {
        &self.secret_id
    }

    /// The secret half of the pair.
    pub(crate) fn secret_key(&self) -> &str {
        &self.secret_key
    }

    /// The token of temporary keys.
    pub fn session_token(&self) -> Option<&str> {
        self.session_token.as_ref().map(|token| token.as_str())
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Credentials(..)")
    }
}

fn require(name: &str, text: &str) -> Result<(), Error> {
    if is_visible_ascii(text) {
        return Ok(());
    }
    Err(Error::credentials(format!(
        "credentials.{name} has a character that is not visible ASCII. Check that it was copied completely and \
         without a line end."
    )))
}

/// How long credentials may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// Forever: the caller gave them as a plain object.
    Never,
    /// The credentials function did not tell. They serve only the call that asked for them.
    Unspecified,
    /// Until this time, in unix seconds of the service's clock.
    At(u64),
}

/// The keys of a client, and when the function that returns them may be called again after it failed.
#[derive(Default)]
pub(crate) struct Keys {
    current: Option<Current>,
    failures: u32,
    pause_end: u64,
}

struct Current {
    credentials: Rc<Credentials>,
    expiry: Expiry,
    /// The key of the most recent signature. Requests that are signed in the same second share it.
    sign_key: Option<SignKey>,
}

impl Keys {
    pub(crate) fn set(&mut self, credentials: Credentials, expiry: Expiry) {
        self.failures = 0;
        self.current = Some(Current { credentials: Rc::new(credentials), expiry, sign_key: None });
    }

    pub(crate) fn credentials(&self) -> Option<Rc<Credentials>> {
        self.current.as_ref().map(|current| current.credentials.clone())
    }

    /// Whether there are credentials that may sign at this time of the service, in unix milliseconds.
    pub(crate) fn may_sign(&self, service_time: u64) -> bool {
        match self.current.as_ref().map(|current| current.expiry) {
            Some(Expiry::Never) => true,
            Some(Expiry::At(seconds)) => service_time.saturating_add(EARLY_REFRESH) < seconds.saturating_mul(1000),
            Some(Expiry::Unspecified) | None => false,
        }
    }

    /// The credentials, and their key for this time. It is derived if the most recent one is for another time.
    pub(crate) fn sign_key(&mut self, time: KeyTime) -> Option<(&Credentials, &SignKey)> {
        let Current { credentials, sign_key, .. } = self.current.as_mut()?;
        if sign_key.as_ref().is_none_or(|key| key.key_time() != time) {
            *sign_key = Some(SignKey::derive(credentials.secret_key(), time));
        }
        Some((credentials, sign_key.as_ref()?))
    }

    /// Forgets keys that the service rejected. Returns whether there are other ones, or a credentials function may provide them.
    pub(crate) fn forget_rejected(&mut self, rejected: Option<&Rc<Credentials>>) -> bool {
        let Some(current) = &self.current else { return true };
        if rejected.is_some_and(|rejected| !Rc::ptr_eq(rejected, &current.credentials)) {
            // Another call has replaced them in the meantime.
            return true;
        }
        let is_replaceable = current.expiry != Expiry::Never;
        if is_replaceable {
            self.current = None;
        }
        is_replaceable
    }

    /// Records that the credentials function failed. The pause before it is called again grows with each failure. All calls that
    /// waited for the same answer report its failure, which counts once.
    pub(crate) fn on_function_failed(&mut self, now: u64) {
        if self.pause_end(now).is_some() {
            return;
        }
        let pause = FIRST_PAUSE << self.failures.min(10);
        self.failures = self.failures.saturating_add(1);
        self.pause_end = now.saturating_add(pause.min(LONGEST_PAUSE));
    }

    /// The end of the pause after a failed credentials function, if it is in the future.
    pub(crate) fn pause_end(&self, now: u64) -> Option<u64> {
        let left = self.pause_end.saturating_sub(now);
        // More than the longest pause can only be left if the clock was set back in the meantime.
        (self.failures > 0 && (1..=LONGEST_PAUSE).contains(&left)).then_some(self.pause_end)
    }
}

/// A signature for one request that a function of the caller made.
#[derive(Clone)]
pub struct ForeignSignature {
    pub(crate) authorization: String,
    pub(crate) session_token: Option<String>,
}

impl ForeignSignature {
    /// Takes a signature if it can be the value of a header.
    pub fn new(authorization: String, session_token: Option<String>) -> Result<Self, Error> {
        let session_token = session_token.filter(|token| !token.is_empty());
        if !authorization.starts_with("q-sign-algorithm=") || !is_visible_ascii(&authorization) {
            return Err(Error::credentials(
                "authorize must return the value of an Authorization header: q-sign-algorithm=...",
            ));
        }
        if !session_token.as_deref().is_none_or(is_visible_ascii) {
            return Err(Error::credentials("the sessionToken that authorize returned is not visible ASCII"));
        }
        Ok(Self { authorization, session_token })
    }
}

fn is_visible_ascii(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::Credentials;

    #[test]
    fn neither_debug_output_nor_errors_contain_a_key() {
        let credentials = Credentials::new("AKID".into(), "top-secret".into(), Some("token-text".into())).unwrap();
        assert_eq!(format!("{credentials:?}"), "Credentials(..)");
        let error = Credentials::new("AKID".into(), "top-secret\n".into(), None).unwrap_err();
        assert!(!format!("{error:?}").contains("top-secret"));
    }

    #[test]
    fn the_part_that_is_missing_is_named() {
        let message = |id: &str, key: &str| Credentials::new(id.into(), key.into(), None).unwrap_err().message.clone();
        assert!(message("AKID", "").starts_with("credentials.secretKey is missing or empty"));
        assert!(message("", "key").starts_with("credentials.secretId is missing or empty"));
        assert!(message("", "").starts_with("credentials must be { secretId, secretKey,"));
    }

    #[test]
    fn an_empty_token_counts_as_missing() {
        let credentials = Credentials::new("AKID".into(), "key".into(), Some(String::new())).unwrap();
        assert_eq!(credentials.session_token(), None);
    }
}
