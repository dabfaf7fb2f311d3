//! What the calls of one client share: the service's address, the clock, the keys.

use crate::credentials::Credentials;
use crate::error::Error;
use crate::input;
use crate::request::Request;
use crate::service::Service;
use crate::shape::{Field, Kind, Limits, limits};
use crate::sign::{KeyTime, SignKey, Signable, authorization};
use crate::value::{MAX_NUMBER, Value};

/// The longest time that hosts' timers can measure, in milliseconds.
pub const MAX_TIMEOUT: Limits = limits(1, 2_147_483_647);

/// How many requests one call may send.
pub const MAX_ATTEMPTS: Limits = limits(1, 100);

/// The options that one call may set for itself.
pub const CALL_OPTIONS: &[Field] = &[
    Field::optional("Timeout", "timeout", Kind::Number(MAX_TIMEOUT)),
    Field::optional("MaxAttempts", "maxAttempts", Kind::Number(MAX_ATTEMPTS)),
];

/// The options of a client, besides [`crate::service::OPTIONS`].
pub const OPTIONS: &[Field] = &[
    Field::optional("Timeout", "timeout", Kind::Number(MAX_TIMEOUT)),
    Field::optional("MaxAttempts", "maxAttempts", Kind::Number(MAX_ATTEMPTS)),
    Field::optional("SignatureLifetime", "signatureLifetime", Kind::Number(limits(1, 604_800))),
    Field::optional("ClockOffset", "clockOffset", Kind::Number(limits(-MAX_NUMBER, MAX_NUMBER))),
];

/// Keys are no longer used when less than this is left of their time, in milliseconds.
const EARLY_REFRESH: u64 = 60_000;

/// What the calls of one client share.
pub struct Client {
    service: Service,
    timeout: u64,
    signature_lifetime: u64,
    clock_offset: i64,
    keys: Option<Keys>,
}

/// Credentials, until when they hold, and the key that was last derived from them.
struct Keys {
    credentials: Credentials,
    expires_at: Expiry,
    derived: Option<(KeyTime, SignKey)>,
}

/// How long credentials may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// For good: the caller gave them as they are.
    Never,
    /// Nobody said: they serve the call that asked for them, no other.
    Unsaid,
    /// Until then, in unix seconds of the service's clock.
    At(u64),
}

/// A signed request: the arguments of a `fetch`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// The HTTP method.
    pub method: &'static str,
    /// The whole URL. It holds no secret.
    pub url: String,
    /// The headers; `host` is left to the host, which sets it itself.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Option<String>,
}

impl Client {
    /// Reads the options of [`crate::service::OPTIONS`] and [`OPTIONS`].
    pub fn new(options: &Value<'_>) -> Result<Self, Error> {
        input::check(OPTIONS, options)?;
        let number = |name, default| options.get_number(name).map_or(default, i64::unsigned_abs);
        Ok(Self {
            service: Service::new(options)?,
            timeout: number("timeout", 10_000),
            signature_lifetime: number("signatureLifetime", 900),
            clock_offset: options.get_number("clockOffset").unwrap_or_default(),
            keys: None,
        })
    }

    /// The timeout of one attempt, in milliseconds, for a call that doesn't set its own.
    pub fn timeout(&self) -> u64 {
        self.timeout
    }

    /// Takes over the credentials that the next requests are signed with.
    pub fn set_credentials(&mut self, credentials: Credentials, expires_at: Expiry) {
        self.keys = Some(Keys { credentials, expires_at, derived: None });
    }

    /// Whether there are credentials that may sign at `now`, without asking for new ones.
    pub(crate) fn has_credentials(&self, now: u64) -> bool {
        match self.keys.as_ref().map(|keys| keys.expires_at) {
            Some(Expiry::Never) => true,
            Some(Expiry::At(seconds)) => {
                self.service_time(now).saturating_add(EARLY_REFRESH) < seconds.saturating_mul(1000)
            }
            Some(Expiry::Unsaid) | None => false,
        }
    }

    /// Signs `request` at `now`, in unix milliseconds of the local clock.
    pub(crate) fn sign(&mut self, request: Request, now: u64) -> Result<Outgoing, Error> {
        let now = self.service_time(now) / 1000;
        // A second of the past, for a service whose clock is slightly behind.
        let key_time = KeyTime { start: now.saturating_sub(1), end: now.saturating_add(self.signature_lifetime) };
        let Some(keys) = &mut self.keys else {
            return Err(Error::credentials("There are no credentials to sign with"));
        };
        let mut headers = vec![("x-cos-appid", self.service.app_id().to_owned())];
        if let Some(token) = keys.credentials.session_token() {
            headers.push(("x-cos-security-token", token.to_owned()));
        }
        let value = authorize(keys, &request, self.service.signed_host(), &headers, key_time);
        headers.push(("authorization", value));
        let url = format!("{}{}", self.service.base(), request.target());
        let body = request.body.map(|body| {
            headers.push(("content-type", body.content_type.to_owned()));
            body.text
        });
        Ok(Outgoing { method: request.method.as_str(), url, headers, body })
    }

    /// The service's time in unix milliseconds, as far as it is known.
    fn service_time(&self, now: u64) -> u64 {
        now.saturating_add_signed(self.clock_offset)
    }
}

fn authorize(
    keys: &mut Keys,
    request: &Request,
    host: &str,
    headers: &[(&'static str, String)],
    key_time: KeyTime,
) -> String {
    let mut signed = vec![("host", host)];
    signed.extend(headers.iter().map(|(name, value)| (*name, value.as_str())));
    let query: Vec<_> = request.query.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let path = request.decoded_path();
    let signable = Signable { method: request.method.as_str(), path: &path, query: &query, headers: &signed };
    let secret_key = keys.credentials.secret_key();
    let derived = keys.derived.take().filter(|(derived_for, _)| *derived_for == key_time);
    let (_, key) = derived.unwrap_or_else(|| (key_time, SignKey::derive(secret_key, key_time)));
    let value = authorization(&signable, keys.credentials.secret_id(), &key, key_time);
    keys.derived = Some((key_time, key));
    value
}

impl Outgoing {
    /// The request as the object that `prepare` answers.
    pub fn to_value(&self) -> Value<'_> {
        let headers = self.headers.iter().map(|(name, value)| (*name, Value::text(value.as_str()))).collect();
        let mut value = Value::Object(vec![
            ("url", Value::text(self.url.as_str())),
            ("method", Value::text(self.method)),
            ("headers", Value::Object(headers)),
        ]);
        if let Some(body) = &self.body {
            value.push("body", Value::text(body.as_str()));
        }
        value
    }
}
