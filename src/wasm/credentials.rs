//! Where the keys or the signatures come from: an object, or functions of the caller.

use std::cell::{Cell, RefCell};

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};

use super::convert::{get, plain_error, property_of, text_of};
use super::host::invoke;
use super::wait::{Interrupted, Limit};
use crate::credentials::{Credentials, Expiry, ForeignSignature};
use crate::error::Error;
use crate::model::shape::MAX_NUMBER;

/// The property names of id, key and expiry in the known forms of credentials: this library's, those inside an STS answer, and
/// those of the browser SDK, of the role of a CVM and of STS 3.0.
const FORMS: [[&str; 3]; 3] = [
    ["secretId", "secretKey", "expiredTime"],
    ["tmpSecretId", "tmpSecretKey", "expiredTime"],
    ["TmpSecretId", "TmpSecretKey", "ExpiredTime"],
];

/// The names of the session token in all of these forms.
const TOKENS: [&str; 4] = ["sessionToken", "SecurityToken", "XCosSecurityToken", "Token"];

/// The names of the object that some answers put the keys into.
const WRAPPERS: [&str; 2] = ["credentials", "Credentials"];

/// How many calls of one client may wait for the function `authorize` at the same time. Without a limit, a function that uses its
/// own client would call itself without an end, and no timer could run.
const MAX_WAITING: u32 = 10_000;

/// The options `credentials` and `authorize` of a client.
pub(super) enum KeySource {
    /// Credentials that were given as an object.
    Object(JsValue),
    /// A function that returns credentials. Calls that need them at the same time share one call of it.
    Function { function: Function, pending: RefCell<Option<Promise>> },
    /// A function that signs each request, and how many calls wait for it.
    Authorize { function: Function, waiting: Cell<u32> },
}

impl KeySource {
    /// Reads the two options.
    pub(super) fn new(options: &JsValue) -> Result<Self, JsValue> {
        let (credentials, authorize) = (get(options, "credentials")?, get(options, "authorize")?);
        if authorize.is_function() {
            if credentials.is_truthy() {
                return Err(plain_error(Error::input("give either credentials or authorize, not both")));
            }
            return Ok(Self::Authorize { function: authorize.unchecked_into(), waiting: Cell::new(0) });
        }
        Ok(match credentials.dyn_into::<Function>() {
            Ok(function) => Self::Function { function, pending: RefCell::new(None) },
            Err(object) => Self::Object(object),
        })
    }

    /// Whether a function of the caller signs.
    pub(super) fn signs_elsewhere(&self) -> bool {
        matches!(self, Self::Authorize { .. })
    }

    /// Gets credentials within the limit.
    pub(super) async fn credentials(&self, limit: &Limit) -> Result<(Credentials, Expiry), NoKeys> {
        match self {
            Self::Object(object) => Ok((read_keys(object)?.0, Expiry::Never)),
            Self::Function { function, pending } => {
                let asked = ask_once(function, pending);
                let answer = limit.race(&asked).await;
                forget(pending, &asked);
                Ok(read_keys(&answer?)?)
            }
            Self::Authorize { .. } => Err(Error::credentials("There are no credentials to sign with").into()),
        }
    }

    /// Gets the signature of a described request within the limit.
    pub(super) async fn signature(&self, description: &JsValue, limit: &Limit) -> Result<ForeignSignature, NoKeys> {
        let Self::Authorize { function, waiting } = self else {
            return Err(Error::credentials("There is no function that signs").into());
        };
        if waiting.get() >= MAX_WAITING {
            let message = "Too many calls wait for the function authorize. It must not use its own client";
            return Err(Error::credentials(message).into());
        }
        waiting.set(waiting.get() + 1);
        let answer = limit.race(&invoke(function, description)).await;
        waiting.set(waiting.get().saturating_sub(1));
        let answer = answer?;
        let authorization = match text_of(&answer) {
            Some(text) if !text.is_empty() => text,
            _ => text_in(&answer, "authorization")?,
        };
        Ok(ForeignSignature::new(authorization, Some(text_in(&answer, "sessionToken")?))?)
    }
}

/// Why there are no keys or no signature.
pub(super) enum NoKeys {
    /// The function did not return in time, or failed.
    Interrupted(Interrupted),
    /// What it returned cannot be used.
    Unusable(Error),
}

impl From<Interrupted> for NoKeys {
    fn from(interrupted: Interrupted) -> Self {
        Self::Interrupted(interrupted)
    }
}

impl From<JsValue> for NoKeys {
    fn from(error: JsValue) -> Self {
        Self::Interrupted(Interrupted::Failed(error))
    }
}

impl From<Error> for NoKeys {
    fn from(error: Error) -> Self {
        Self::Unusable(error)
    }
}

/// A call of the credentials function that is still running, or else a new one.
fn ask_once(function: &Function, pending: &RefCell<Option<Promise>>) -> Promise {
    if let Some(asked) = pending.borrow().as_ref() {
        return asked.clone();
    }
    let asked = invoke(function, &JsValue::UNDEFINED);
    pending.replace(Some(asked.clone()));
    asked
}

/// Forgets a call of the credentials function, unless there is a newer one. A call that never returned must not be the last.
fn forget(pending: &RefCell<Option<Promise>>, asked: &Promise) {
    let is_current = pending.borrow().as_ref().is_some_and(|current| JsValue::from(current) == JsValue::from(asked));
    if is_current {
        pending.replace(None);
    }
}

/// Reads credentials in any of the known forms. Missing parts are empty, which [`Credentials::new`] refuses.
fn read_keys(answer: &JsValue) -> Result<(Credentials, Expiry), NoKeys> {
    let mut keys = answer.clone();
    for wrapper in WRAPPERS {
        let inner = property_of(answer, wrapper)?;
        if inner.is_object() {
            keys = inner;
        }
    }
    let keys = &keys;
    let mut form = FORMS.first();
    for candidate in &FORMS {
        if !text_in(keys, candidate.first().copied().unwrap_or_default())?.is_empty() {
            form = Some(candidate);
            break;
        }
    }
    let [id, key, expiry] = form.copied().unwrap_or_default();
    for (wrong, right) in [("SecretId", "secretId"), ("SecretKey", "secretKey")] {
        if text_in(keys, right)?.is_empty() && !text_in(keys, wrong)?.is_empty() {
            return Err(Error::credentials(format!("credentials.{wrong} is not known: write it as {right}")).into());
        }
    }
    let credentials = Credentials::new(text_in(keys, id)?, text_in(keys, key)?, token(keys)?)?;
    Ok((credentials, expiry_of(&property_of(answer, expiry)?)))
}

fn token(keys: &JsValue) -> Result<Option<String>, JsValue> {
    for name in TOKENS {
        let token = text_in(keys, name)?;
        if !token.is_empty() {
            return Ok(Some(token));
        }
    }
    Ok(None)
}

fn expiry_of(time: &JsValue) -> Expiry {
    match time.as_f64() {
        Some(seconds) if seconds > 0.0 => {
            let seconds = super::convert::to_u64(seconds);
            Expiry::At(seconds.clamp(1, MAX_NUMBER.unsigned_abs()))
        }
        _ => Expiry::Unspecified,
    }
}

/// A property that is a text; empty if it is none.
fn text_in(object: &JsValue, name: &'static str) -> Result<String, JsValue> {
    Ok(text_of(&property_of(object, name)?).unwrap_or_default())
}
