//! Understanding credentials in the forms that the field uses.

use core::mem::take;

use wasm_bindgen::JsValue;

use super::convert::{secret, text};
use super::host;
use crate::client::{Expiry, Signed};
use crate::credentials::Credentials;
use crate::error::Error;

/// The names of one form, in the order secret id, secret key, session token, time of expiry.
type Names = [&'static str; 4];

/// This library's, an STS answer's inner ones, and the browser SDK's.
const FORMS: [Names; 3] = [
    ["secretId", "secretKey", "sessionToken", "expiredTime"],
    ["tmpSecretId", "tmpSecretKey", "sessionToken", "expiredTime"],
    ["TmpSecretId", "TmpSecretKey", "SecurityToken", "ExpiredTime"],
];

/// Reads what a credentials function answered, or the object that stands in its place.
pub(super) fn read(answer: &JsValue) -> Result<(Credentials, Expiry), Error> {
    if !answer.is_object() {
        return Err(unusable());
    }
    let inner = get(answer, "credentials")?;
    let keys = if inner.is_object() { &inner } else { answer };
    for [id, key, token, expiry] in FORMS {
        let Some(mut secret_id) = secret(&get(keys, id)?) else { continue };
        let mut secret_key = secret(&get(keys, key)?).ok_or_else(unusable)?;
        let mut session_token = secret(&get(keys, token)?);
        let expiry = expiry_of(&get(answer, expiry)?);
        // Taken, not copied: a copy would stay behind.
        let session_token = session_token.as_mut().map(|token| take(&mut **token));
        return Ok((Credentials::new(take(&mut *secret_id), take(&mut *secret_key), session_token)?, expiry));
    }
    Err(unusable())
}

/// Reads what a function that signs answered: the header's value, or an object that holds it.
pub(super) fn read_signed(answer: &JsValue) -> Result<Signed, Error> {
    if let Some(authorization) = text(answer) {
        return Signed::new(authorization, None);
    }
    if !answer.is_object() {
        return Signed::new(String::new(), None);
    }
    let authorization = text(&get(answer, "authorization")?).unwrap_or_default();
    Signed::new(authorization, text(&get(answer, "sessionToken")?))
}

/// A property of such an answer.
fn get(answer: &JsValue, name: &str) -> Result<JsValue, Error> {
    host::get(answer, name).map_err(|_| Error::credentials(format!("{name} could not be read: its getter threw")))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is checked before, and saturates")]
fn expiry_of(seconds: &JsValue) -> Expiry {
    match seconds.as_f64() {
        Some(seconds) if seconds > 0.0 => Expiry::At(seconds as u64),
        _ => Expiry::Unsaid,
    }
}

fn unusable() -> Error {
    Error::credentials(
        "credentials must be { secretId, secretKey, sessionToken? }, an STS answer, or a function that answers one",
    )
}
