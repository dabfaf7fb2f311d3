//! What the calls of one client share: the address of the service, the keys, the clock, the limits and the retry budget.

use std::rc::Rc;

use crate::credentials::Credentials;
use crate::error::Error;
use crate::http::{Request, SignedRequest};
use crate::model::Value;
use crate::model::check::check;
use crate::model::shape::{Field, Kind, Limits, MAX_NUMBER, limits};
use crate::retry::RetryBudget;
use crate::service::{APP_ID, ENDPOINT, REGION, SIGNED_HOST, Service, UIN};
use crate::sign::{KeyTime, SignKey, Signer};

/// The range of times that the timers of all hosts support, in milliseconds.
pub const MAX_TIMEOUT: Limits = limits(1, 2_147_483_647);

/// How many requests one call may send.
pub const MAX_ATTEMPTS: Limits = limits(1, 100);

const TIMEOUT_OPTION: Field = Field::option("timeout", Kind::Number(MAX_TIMEOUT));
const ATTEMPTS_OPTION: Field = Field::option("maxAttempts", Kind::Number(MAX_ATTEMPTS));

/// The options of a single call.
pub const CALL_OPTIONS: &[Field] = &[TIMEOUT_OPTION, ATTEMPTS_OPTION, Field::option("signal", Kind::Host)];

/// The options of a client.
pub const OPTIONS: &[Field] = &[
    REGION,
    UIN,
    APP_ID,
    ENDPOINT,
    SIGNED_HOST,
    TIMEOUT_OPTION,
    ATTEMPTS_OPTION,
    Field::option("signatureLifetime", Kind::Number(limits(1, 604_800))),
    Field::option("clockOffset", Kind::Number(limits(-MAX_NUMBER, MAX_NUMBER))),
    Field::option("credentials", Kind::Host),
    Field::option("authorize", Kind::Host),
    Field::option("fetch", Kind::Host),
    Field::option("onAttempt", Kind::Host),
];

/// Keys are not used any more when less than this is left before they expire, in milliseconds.
const EARLY_REFRESH: u64 = 60_000;

/// How long a signature is valid, in seconds, unless the client has another value. A change is signed for its timeout only, and for
/// the difference that the clocks may have.
const SIGNATURE_LIFETIME: u64 = 900;
const CLOCK_MARGIN: u64 = 60;

/// The first and the longest pause before a failed credentials function is called again, in milliseconds.
const FIRST_CREDENTIALS_PAUSE: u64 = 100;
const LONGEST_CREDENTIALS_PAUSE: u64 = 5_000;

/// The time limit and the number of attempts of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallLimits {
    /// The time for one attempt, in milliseconds.
    pub timeout: u64,
    /// How many times the action's request may be sent, at least 1.
    pub max_attempts: u32,
}

/// What the calls of one client share.
pub struct Account {
    service: Service,
    limits: CallLimits,
    signature_lifetime: Option<u64>,
    clock_offset: i64,
    keys: Option<Keys>,
    credentials_failures: u32,
    credentials_pause_end: u64,
    pub(crate) budget: RetryBudget,
    random_state: u64,
    signs_elsewhere: bool,
}

/// Credentials, when they expire, and the signer of the most recent signature.
struct Keys {
    credentials: Rc<Credentials>,
    expiry: Expiry,
    signer: Option<Signer>,
}

/// How long credentials may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// Forever: the caller gave them as a plain object.
    Never,
    /// The credentials function did not say. They serve only the call that asked for them.
    Unspecified,
    /// Until this time, in unix seconds of the service's clock.
    At(u64),
}

/// A signature for one request that a function of the caller made.
#[derive(Clone)]
pub struct ForeignSignature {
    authorization: String,
    session_token: Option<String>,
}

impl ForeignSignature {
    /// Takes a signature if it can be the value of a header.
    pub fn new(authorization: String, session_token: Option<String>) -> Result<Self, Error> {
        let fits = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic());
        if !authorization.starts_with("q-sign-algorithm=") || !fits(&authorization) {
            return Err(Error::credentials(
                "authorize must return the value of an Authorization header: q-sign-algorithm=...",
            ));
        }
        if !session_token.as_deref().is_none_or(fits) {
            return Err(Error::credentials("the sessionToken that authorize returned is not visible ASCII"));
        }
        Ok(Self { authorization, session_token: session_token.filter(|token| !token.is_empty()) })
    }
}

impl Account {
    /// Reads the options of [`OPTIONS`]. `seed` is any random number. It prevents clients that fail together from retrying
    /// at the same moments.
    ///
    /// ```
    /// use cos_jobs::account::Account;
    /// use cos_jobs::model::Value;
    ///
    /// let options = Value::object().with("region", "ap-chengdu").with("uin", "100000000001").with("appId", "1250000000");
    /// assert!(Account::new(&options, 1).is_ok());
    /// ```
    pub fn new(options: &Value, seed: u64) -> Result<Self, Error> {
        check(OPTIONS, options)?;
        let number = |name, default| options.get_number(name).map_or(default, i64::unsigned_abs);
        Ok(Self {
            service: Service::new(options)?,
            limits: CallLimits {
                timeout: number("timeout", 10_000),
                max_attempts: u32::try_from(number("maxAttempts", 4)).unwrap_or(u32::MAX),
            },
            signature_lifetime: options.get_number("signatureLifetime").map(i64::unsigned_abs),
            clock_offset: options.get_number("clockOffset").unwrap_or_default(),
            keys: None,
            credentials_failures: 0,
            credentials_pause_end: 0,
            budget: RetryBudget::full(),
            random_state: seed,
            signs_elsewhere: false,
        })
    }

    /// The limits of a call: those of `options` (see [`CALL_OPTIONS`]), or else the client's.
    pub fn limits(&self, options: &Value) -> Result<CallLimits, Error> {
        check(CALL_OPTIONS, options)?;
        let number = |name| options.get_number(name).map(i64::unsigned_abs);
        Ok(CallLimits {
            timeout: number("timeout").unwrap_or(self.limits.timeout),
            max_attempts: number("maxAttempts")
                .and_then(|number| u32::try_from(number).ok())
                .unwrap_or(self.limits.max_attempts),
        })
    }

    /// Sets the credentials with which the next requests are signed.
    pub fn set_credentials(&mut self, credentials: Credentials, expiry: Expiry) {
        self.credentials_failures = 0;
        self.keys = Some(Keys { credentials: Rc::new(credentials), expiry, signer: None });
    }

    /// The credentials with which requests are signed here, if there are any.
    pub(crate) fn credentials(&self) -> Option<Rc<Credentials>> {
        self.keys.as_ref().map(|keys| keys.credentials.clone())
    }

    /// Forgets keys that the service rejected. Returns whether a credentials function may provide other ones.
    pub(crate) fn drop_credentials(&mut self) -> bool {
        if self.keys.as_ref().is_some_and(|keys| keys.expiry == Expiry::Never) {
            return false;
        }
        self.keys = None;
        true
    }

    /// Records that the credentials function failed. The pause before it is called again grows with each failure.
    pub(crate) fn on_credentials_failed(&mut self, now: u64) {
        let pause = FIRST_CREDENTIALS_PAUSE << self.credentials_failures.min(10);
        self.credentials_failures = self.credentials_failures.saturating_add(1);
        self.credentials_pause_end = now.saturating_add(pause.min(LONGEST_CREDENTIALS_PAUSE));
    }

    /// The end of the pause after a failed credentials function, if it is in the future.
    pub(crate) fn credentials_pause(&self, now: u64) -> Option<u64> {
        let left = self.credentials_pause_end.saturating_sub(now);
        // More than the longest pause can only be left if the clock was set back in the meantime.
        let is_pause = self.credentials_failures > 0 && (1..=LONGEST_CREDENTIALS_PAUSE).contains(&left);
        is_pause.then_some(self.credentials_pause_end)
    }

    /// Corrects the clock by the service's time, in unix seconds. Small differences count too, because this is called only
    /// after the service has refused a request for its time.
    pub(crate) fn correct_clock(&mut self, service_seconds: u64, now: u64) {
        self.clock_offset = service_seconds.saturating_mul(1000).checked_signed_diff(now).unwrap_or_default();
    }

    /// A number that is uniform in all of `u32` (`SplitMix64`).
    pub(crate) fn random(&mut self) -> u32 {
        self.random_state = self.random_state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.random_state ^ (self.random_state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        u32::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap_or_default()
    }

    /// Whether there are credentials that may sign at `now`, so that no function has to be asked.
    pub(crate) fn has_credentials(&self, now: u64) -> bool {
        match self.keys.as_ref().map(|keys| keys.expiry) {
            Some(Expiry::Never) => true,
            Some(Expiry::At(seconds)) => {
                self.service_time(now).saturating_add(EARLY_REFRESH) < seconds.saturating_mul(1000)
            }
            Some(Expiry::Unspecified) | None => false,
        }
    }

    /// Signs `request` at `now`, in unix milliseconds of the local clock. If it is a change, `sent_within` is the time in
    /// milliseconds within which it is answered or given up. A copy that arrives later must not be accepted, because it could undo a newer
    /// change.
    pub(crate) fn sign(
        &mut self,
        request: &Request<'_>,
        sent_within: Option<u64>,
        now: u64,
    ) -> Result<SignedRequest, Error> {
        let default =
            sent_within.map_or(SIGNATURE_LIFETIME, |time| (time.div_ceil(1000) + CLOCK_MARGIN).min(SIGNATURE_LIFETIME));
        let lifetime = self.signature_lifetime.unwrap_or(default);
        let now = self.service_time(now) / 1000;
        // It begins one second in the past, because the service's clock may be slightly slow.
        let key_time = KeyTime { start: now.saturating_sub(1), end: now.saturating_add(lifetime) };
        let Some(Keys { credentials, signer, .. }) = &mut self.keys else {
            return Err(Error::credentials("There are no credentials to sign with"));
        };
        let headers = self.service.headers(credentials.session_token());
        let current = signer.take().filter(|signer| signer.key_time() == key_time).unwrap_or_else(|| {
            let key = SignKey::derive(credentials.secret_key(), key_time);
            Signer::new(credentials.secret_id(), key, &headers)
        });
        let mut authorization = String::with_capacity(512);
        current.push_authorization(
            &mut authorization,
            request.method.as_str(),
            &request.decoded_path(),
            &request.query,
        );
        *signer = Some(current);
        Ok(signed_request(&self.service, request, &headers, authorization))
    }

    /// Completes a request with a signature that a function of the caller made.
    pub(crate) fn sign_with(&self, request: &Request<'_>, signature: ForeignSignature) -> SignedRequest {
        let headers = self.service.headers(signature.session_token.as_deref());
        signed_request(&self.service, request, &headers, signature.authorization)
    }

    /// Whether a function of the caller signs, so that there are no keys here.
    pub(crate) fn signs_elsewhere(&self) -> bool {
        self.signs_elsewhere
    }

    /// Lets a function of the caller sign. Each request is then described to it by [`crate::call::Step::Authorize`].
    pub fn sign_elsewhere(&mut self) {
        self.signs_elsewhere = true;
    }

    /// The description of a request for the function that signs it: everything that it needs to decide and to sign.
    pub(crate) fn describe(&self, action: &'static str, job_id: Option<&str>, request: &Request<'_>) -> Value {
        let mut description = Value::object().with("action", action).with_optional("jobId", job_id);
        for (name, value) in &request.query {
            match *name {
                "requestedJobStatus" => description.push(name, *value),
                "priority" => description.push(name, value.parse::<i64>().unwrap_or_default()),
                _ => {}
            }
        }
        let texts = |pairs: &[(&'static str, &str)]| {
            pairs.iter().fold(Value::object(), |all, (name, text)| all.with(name, *text))
        };
        description
            .with("method", request.method.as_str())
            .with("host", self.service.signed_host())
            .with("path", request.decoded_path())
            .with("query", texts(&request.query))
            .with("headers", texts(&self.service.headers(None)))
    }

    /// The service's time in unix milliseconds, as far as it is known.
    pub(crate) fn service_time(&self, now: u64) -> u64 {
        now.saturating_add_signed(self.clock_offset)
    }
}

/// A request with all its headers but `host`, which the sending host sets.
fn signed_request(
    service: &Service,
    request: &Request<'_>,
    headers: &[(&'static str, &str)],
    authorization: String,
) -> SignedRequest {
    let mut url = String::with_capacity(256);
    url.push_str(service.base());
    request.push_target(&mut url);
    let mut sent: Vec<_> = headers.iter().skip(1).map(|(name, value)| (*name, (*value).to_owned())).collect();
    sent.push(("authorization", authorization));
    sent.extend(request.body.map(|body| ("content-type", body.content_type.to_owned())));
    SignedRequest { method: request.method, url, headers: sent, body: request.body.map(|body| body.text.to_owned()) }
}
