//! What the calls of one client share: the service's address, the clock, the keys.

use alloc::rc::Rc;
use alloc::string::String;

use crate::call::retry::RetryBudget;
use crate::credentials::Credentials;
use crate::error::Error;
use crate::input;
use crate::json::Object;
use crate::request::{Outgoing, Request};
use crate::service::Service;
use crate::shape::{Field, Kind, Limits, limits};
use crate::sign::{KeyTime, SignKey, Signer};
use crate::text::whole_number;
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

/// Credentials, until when they hold, and what signed with them last.
struct Keys {
    credentials: Rc<Credentials>,
    expires_at: Expiry,
    signer: Option<Signer>,
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
        self.keys = Some(Keys { credentials: Rc::new(credentials), expires_at, signer: None });
    }

    /// What is signed with, if it is on this side.
    pub(crate) fn credentials(&self) -> Option<Rc<Credentials>> {
        self.keys.as_ref().map(|keys| keys.credentials.clone())
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
    pub(crate) fn sign(&mut self, request: &Request<'_>, now: u64) -> Result<Outgoing, Error> {
        let now = self.service_time(now) / 1000;
        // A second of the past, for a service whose clock is slightly behind.
        let key_time = KeyTime { start: now.saturating_sub(1), end: now.saturating_add(self.signature_lifetime) };
        let Some(Keys { credentials, signer, .. }) = &mut self.keys else {
            return Err(Error::credentials("There are no credentials to sign with"));
        };
        let headers = self.service.headers(credentials.session_token());
        if signer.as_ref().is_none_or(|signer| signer.key_time() != key_time) {
            let key = SignKey::derive(credentials.secret_key(), key_time);
            *signer = Some(Signer::new(credentials.secret_id(), key, &headers));
        }
        Ok(outgoing(&self.service, request, &headers, |out| {
            if let Some(signer) = signer {
                signer.push_authorization(out, request.method.as_str(), &request.decoded_path(), &request.query);
            }
        }))
    }

    /// Completes a request with the signature that somebody else made.
    pub(crate) fn signed_elsewhere(&self, request: &Request<'_>, signed: &Signed) -> Outgoing {
        let headers = self.service.headers(signed.session_token.as_deref());
        outgoing(&self.service, request, &headers, |out| out.push_str(&signed.authorization))
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
    pub(crate) fn describe(&self, action: &str, job_id: Option<&str>, request: &Request<'_>) -> Object {
        let mut description = Object::new().text("action", action).maybe_text("jobId", job_id);
        for (name, value) in &request.query {
            description = match *name {
                "requestedJobStatus" => description.text(name, value),
                "priority" => {
                    let priority = whole_number(value).and_then(|number| number.try_into().ok());
                    description.number(name, priority.unwrap_or_default())
                }
                _ => description,
            };
        }
        let texts = |pairs: &[(&str, &str)]| pairs.iter().fold(Object::new(), |all, (name, text)| all.text(name, text));
        description
            .text("method", request.method.as_str())
            .text("host", self.service.signed_host())
            .text("path", &request.decoded_path())
            .object("query", &texts(&request.query))
            .object("headers", &texts(&self.service.headers(None)))
    }

    /// The service's time in unix milliseconds, as far as it is known.
    pub(crate) fn service_time(&self, now: u64) -> u64 {
        now.saturating_add_signed(self.clock_offset)
    }
}

/// A request with its headers but `host`; `authorize` appends the value of `authorization`.
fn outgoing(
    service: &Service,
    request: &Request<'_>,
    headers: &[(&str, &str)],
    authorize: impl FnOnce(&mut String),
) -> Outgoing {
    let mut outgoing = Outgoing::new(service.base(), request);
    for (name, value) in headers.iter().skip(1) {
        outgoing.header(name, value);
    }
    outgoing.header_by("authorization", authorize);
    match request.body {
        Some(body) => {
            outgoing.header("content-type", body.content_type);
            outgoing.body(body.text)
        }
        None => outgoing.body(""),
    }
}
