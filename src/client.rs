//! What the calls of one client share: the service's address, the clock, the keys.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;

use crate::call::retry::RetryBudget;
use crate::credentials::Credentials;
use crate::error::Error;
use crate::input;
use crate::request::Request;
use crate::service::{Headers, Service};
use crate::shape::{Field, Kind, Limits, limits};
use crate::sign::{KeyTime, SignKey, Signable, authorization};
use crate::text::{concat, whole_number};
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

/// How long a failed credentials function is left alone at first, and at most, in milliseconds.
const FIRST_CREDENTIALS_PAUSE: u64 = 100;
const LONGEST_CREDENTIALS_PAUSE: u64 = 5_000;

/// How long and how often a call tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallLimits {
    /// The time for one attempt, in milliseconds.
    pub timeout: u64,
    /// How many times the action's request may be sent, at least 1.
    pub max_attempts: u32,
}

/// What the calls of one client share.
pub struct Client {
    service: Service,
    limits: CallLimits,
    signature_lifetime: u64,
    clock_offset: i64,
    keys: Option<Keys>,
    credentials_failures: u32,
    ask_again_at: u64,
    pub(crate) budget: RetryBudget,
    random: u64,
    signs_elsewhere: bool,
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

/// A signed request: the arguments of a `fetch`. Its `Debug` tells the headers' names only.
#[derive(Clone, PartialEq, Eq)]
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

/// A signature that another made for one request.
#[derive(Clone)]
pub struct Signed {
    authorization: String,
    session_token: Option<String>,
}

impl Signed {
    /// Takes it over, if it can stand in a header.
    pub fn new(authorization: String, session_token: Option<String>) -> Result<Self, Error> {
        let fits = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic());
        if !authorization.starts_with("q-sign-algorithm=") || !fits(&authorization) {
            return Err(Error::credentials(
                "authorize must answer the value of an Authorization header: q-sign-algorithm=...",
            ));
        }
        if !session_token.as_deref().is_none_or(fits) {
            return Err(Error::credentials("the sessionToken that authorize answered is not visible ASCII"));
        }
        Ok(Self { authorization, session_token: session_token.filter(|token| !token.is_empty()) })
    }
}

impl Client {
    /// Reads the options of [`crate::service::OPTIONS`] and [`OPTIONS`]. `seed` is any random number: it keeps the
    /// retries of clients that fail together from coming together.
    pub fn new(options: &Value<'_>, seed: u64) -> Result<Self, Error> {
        input::check(OPTIONS, options)?;
        let number = |name, default| options.get_number(name).map_or(default, i64::unsigned_abs);
        Ok(Self {
            service: Service::new(options)?,
            limits: CallLimits {
                timeout: number("timeout", 10_000),
                max_attempts: u32::try_from(number("maxAttempts", 4)).unwrap_or(u32::MAX),
            },
            signature_lifetime: number("signatureLifetime", 900),
            clock_offset: options.get_number("clockOffset").unwrap_or_default(),
            keys: None,
            credentials_failures: 0,
            ask_again_at: 0,
            budget: RetryBudget::full(),
            random: seed,
            signs_elsewhere: false,
        })
    }

    /// The limits of a call, as `options` of [`CALL_OPTIONS`] set them, else as the client does.
    pub fn limits(&self, options: &Value<'_>) -> Result<CallLimits, Error> {
        input::check(CALL_OPTIONS, options)?;
        let number = |name| options.get_number(name).map(i64::unsigned_abs);
        Ok(CallLimits {
            timeout: number("timeout").unwrap_or(self.limits.timeout),
            max_attempts: number("maxAttempts")
                .and_then(|number| u32::try_from(number).ok())
                .unwrap_or(self.limits.max_attempts),
        })
    }

    /// Takes over the credentials that the next requests are signed with.
    pub fn set_credentials(&mut self, credentials: Credentials, expires_at: Expiry) {
        self.credentials_failures = 0;
        self.keys = Some(Keys { credentials, expires_at, derived: None });
    }

    /// The key that is signed with, if it is on this side.
    pub(crate) fn secret_key(&self) -> Option<&str> {
        self.keys.as_ref().map(|keys| keys.credentials.secret_key())
    }

    /// Forgets keys that the service rejected. Answers whether there is a chance of getting others.
    pub(crate) fn drop_credentials(&mut self) -> bool {
        if self.keys.as_ref().is_some_and(|keys| keys.expires_at == Expiry::Never) {
            return false;
        }
        self.keys = None;
        true
    }

    /// Takes notice that asking for credentials failed: the more often, the longer nobody asks again.
    pub(crate) fn credentials_failed(&mut self, now: u64) {
        let pause = FIRST_CREDENTIALS_PAUSE << self.credentials_failures.min(10);
        self.credentials_failures = self.credentials_failures.saturating_add(1);
        self.ask_again_at = now.saturating_add(pause.min(LONGEST_CREDENTIALS_PAUSE));
    }

    /// Until when nobody should ask for credentials, if that is in the future.
    pub(crate) fn credentials_pause(&self, now: u64) -> Option<u64> {
        let left = self.ask_again_at.saturating_sub(now);
        // More than the longest pause is left only if the clock went back meanwhile.
        let is_pause = self.credentials_failures > 0 && (1..=LONGEST_CREDENTIALS_PAUSE).contains(&left);
        is_pause.then_some(self.ask_again_at)
    }

    /// Corrects the clock by the service's time, in unix seconds, however small the difference is: a service that
    /// refuses a request for it is stricter than any tolerance here could be.
    pub(crate) fn learn_clock(&mut self, service_seconds: u64, now: u64) {
        self.clock_offset = service_seconds.saturating_mul(1000).checked_signed_diff(now).unwrap_or_default();
    }

    /// A number that is uniform in all of `u32` (`SplitMix64`).
    pub(crate) fn random(&mut self) -> u32 {
        self.random = self.random.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.random ^ (self.random >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        u32::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap_or_default()
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
        let headers = self.service.headers(keys.credentials.session_token());
        let authorization = authorize(keys, &request, self.service.signed_host(), &headers, key_time);
        Ok(self.outgoing(request, headers, authorization))
    }

    /// Completes a request with the signature that somebody else made.
    pub(crate) fn signed_elsewhere(&self, request: Request, signed: Signed) -> Outgoing {
        let headers = self.service.headers(signed.session_token.as_deref());
        self.outgoing(request, headers, signed.authorization)
    }

    fn outgoing(&self, request: Request, mut headers: Headers, authorization: String) -> Outgoing {
        headers.push(("authorization", authorization));
        let url = concat(&[self.service.base(), &request.target()]);
        let body = request.body.map(|body| {
            headers.push(("content-type", body.content_type.to_owned()));
            body.text
        });
        Outgoing { method: request.method.as_str(), url, headers, body }
    }

    /// Whether another signs: then there are no keys on this side.
    pub(crate) fn signs_elsewhere(&self) -> bool {
        self.signs_elsewhere
    }

    /// Lets another sign: each request is then described to it by [`crate::call::Step::Authorize`].
    pub fn sign_elsewhere(&mut self) {
        self.signs_elsewhere = true;
    }

    /// What is described to the one who signs: all that it needs to decide and to sign.
    pub(crate) fn describe(&self, action: &'static str, job_id: Option<&str>, request: &Request) -> Value<'static> {
        let text = |text: &str| Value::text(text.to_owned());
        let mut description = Value::Object(vec![("action", Value::text(action))]);
        if let Some(job_id) = job_id {
            description.push("jobId", text(job_id));
        }
        for (name, value) in &request.query {
            match *name {
                "requestedJobStatus" => description.push(name, text(value)),
                "priority" => description
                    .push(name, Value::Number(whole_number(value).and_then(|n| n.try_into().ok()).unwrap_or_default())),
                _ => {}
            }
        }
        let query = request.query.iter().map(|(name, value)| (*name, text(value))).collect();
        let mut headers = vec![("host", text(self.service.signed_host()))];
        headers.extend(self.service.headers(None).into_iter().map(|(name, value)| (name, Value::text(value))));
        description.push("method", Value::text(request.method.as_str()));
        description.push("host", text(self.service.signed_host()));
        description.push("path", Value::text(request.decoded_path()));
        description.push("query", Value::Object(query));
        description.push("headers", Value::Object(headers));
        description
    }

    /// The service's time in unix milliseconds, as far as it is known.
    pub(crate) fn service_time(&self, now: u64) -> u64 {
        now.saturating_add_signed(self.clock_offset)
    }
}

fn authorize(keys: &mut Keys, request: &Request, host: &str, headers: &Headers, key_time: KeyTime) -> String {
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

impl fmt::Debug for Outgoing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        formatter
            .debug_struct("Outgoing")
            .field("method", &self.method)
            .field("url", &self.url)
            .field("headers", &names)
            .finish_non_exhaustive()
    }
}

impl Outgoing {
    /// The request as lines: the method, the URL, the headers' names and values in turn; behind an empty line the body.
    /// None of them can hold the end of a line.
    pub fn to_lines(&self) -> String {
        let mut lines = concat(&[self.method, "\n", &self.url]);
        for (name, value) in &self.headers {
            for text in [name, value.as_str()] {
                lines.push('\n');
                lines.push_str(text);
            }
        }
        lines.push_str("\n\n");
        lines.push_str(self.body.as_deref().unwrap_or_default());
        lines
    }
}
