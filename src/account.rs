//! What the calls of one client share: the address of the service, the keys, the clock, the limits and the retry budget.

use fastrand::Rng;

use crate::credentials::{Credentials, Expiry, ForeignSignature, Keys};
use crate::error::Error;
use crate::http::{Request, SignedRequest};
use crate::model::Value;
use crate::model::check::check;
use crate::model::shape::{Field, Kind, Limits, MAX_NUMBER, limits};
use crate::retry::RetryBudget;
use crate::service::{APP_ID, ENDPOINT, REGION, SIGNED_HOST, Service, UIN};
use crate::sign::{KeyTime, Signable, authorization};

/// The range of times that the timers of all hosts support, in milliseconds.
pub const MAX_TIMEOUT: Limits = limits(1, 2_147_483_647);

/// How many times one call may send its request.
pub const MAX_ATTEMPTS: Limits = limits(1, 100);

const TIMEOUT_OPTION: Field = Field::optional("timeout", Kind::Number(MAX_TIMEOUT));
const ATTEMPTS_OPTION: Field = Field::optional("maxAttempts", Kind::Number(MAX_ATTEMPTS));

/// The options of a single call.
pub const CALL_OPTIONS: &[Field] = &[TIMEOUT_OPTION, ATTEMPTS_OPTION, Field::optional("signal", Kind::Host)];

/// The options of a client.
pub const OPTIONS: &[Field] = &[
    REGION,
    UIN,
    APP_ID,
    ENDPOINT,
    SIGNED_HOST,
    TIMEOUT_OPTION,
    ATTEMPTS_OPTION,
    Field::optional("signatureLifetime", Kind::Number(limits(1, 604_800))),
    Field::optional("clockOffset", Kind::Number(limits(-MAX_NUMBER, MAX_NUMBER))),
    Field::optional("credentials", Kind::Host),
    Field::optional("authorize", Kind::Host),
    Field::optional("fetch", Kind::Host),
    Field::optional("onAttempt", Kind::Host),
];

/// How long a signature is valid, in seconds, unless the client has another value. A change is signed for its timeout only, and for
/// the difference that the clocks may have.
const SIGNATURE_LIFETIME: u64 = 900;
const CLOCK_MARGIN: u64 = 60;

/// The time limit and the number of attempts of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallLimits {
    /// The time for one attempt, in milliseconds.
    pub timeout: u64,
    /// How many times the action's request may be sent, at least 1.
    pub max_attempts: u32,
}

impl CallLimits {
    /// The limits in checked options, or else those of `self`.
    fn overridden_by(self, options: &Value) -> Self {
        let number = |name| options.get_number(name).map(i64::unsigned_abs);
        let max_attempts = number("maxAttempts").and_then(|number| u32::try_from(number).ok());
        Self {
            timeout: number("timeout").unwrap_or(self.timeout),
            max_attempts: max_attempts.unwrap_or(self.max_attempts),
        }
    }
}

/// What the calls of one client share.
pub struct Account {
    pub(crate) service: Service,
    limits: CallLimits,
    signature_lifetime: Option<u64>,
    clock_offset: i64,
    pub(crate) keys: Keys,
    pub(crate) budget: RetryBudget,
    random: Rng,
    signs_elsewhere: bool,
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
        Ok(Self {
            service: Service::new(options)?,
            limits: CallLimits { timeout: 10_000, max_attempts: 4 }.overridden_by(options),
            signature_lifetime: options.get_number("signatureLifetime").map(i64::unsigned_abs),
            clock_offset: options.get_number("clockOffset").unwrap_or_default(),
            keys: Keys::default(),
            budget: RetryBudget::full(),
            random: Rng::with_seed(seed),
            signs_elsewhere: false,
        })
    }

    /// The limits of a call: those of `options` (see [`CALL_OPTIONS`]), or else the client's.
    pub fn limits(&self, options: &Value) -> Result<CallLimits, Error> {
        check(CALL_OPTIONS, options)?;
        Ok(self.limits.overridden_by(options))
    }

    /// Sets the credentials with which the next requests are signed.
    pub fn set_credentials(&mut self, credentials: Credentials, expiry: Expiry) {
        self.keys.set(credentials, expiry);
    }

    /// Lets a function of the caller sign. Each request is then described to it by [`crate::call::Step::Authorize`].
    pub fn sign_elsewhere(&mut self) {
        self.signs_elsewhere = true;
    }

    /// Whether a function of the caller signs, so that there are no keys here.
    pub(crate) fn signs_elsewhere(&self) -> bool {
        self.signs_elsewhere
    }

    /// Corrects the clock by the service's time, in unix seconds. Small differences count too, because this is called only
    /// after the service has refused a request for its time.
    pub(crate) fn correct_clock(&mut self, service_seconds: u64, now: u64) {
        self.clock_offset = service_seconds.saturating_mul(1000).checked_signed_diff(now).unwrap_or_default();
    }

    /// The service's time in unix milliseconds, as far as it is known.
    pub(crate) fn service_time(&self, now: u64) -> u64 {
        now.saturating_add_signed(self.clock_offset)
    }

    /// A number that is uniform in all of `u32`.
    pub(crate) fn random(&mut self) -> u32 {
        self.random.u32(..)
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
        let Some((credentials, key)) = self.keys.sign_key(key_time) else {
            return Err(Error::credentials("There are no credentials to sign with"));
        };
        let headers = self.service.headers(credentials.session_token());
        let signable = Signable {
            method: request.method.as_str(),
            path: &request.decoded_path(),
            query: &request.query,
            headers: &headers,
        };
        let authorization = authorization(&signable, credentials.secret_id(), key);
        Ok(self.service.signed(request, &headers, authorization))
    }

    /// Completes a request with a signature that a function of the caller made.
    pub(crate) fn sign_with(&self, request: &Request<'_>, signature: ForeignSignature) -> SignedRequest {
        let headers = self.service.headers(signature.session_token.as_deref());
        self.service.signed(request, &headers, signature.authorization)
    }
}
