//! An account and calls for the tests, which play the engine by hand.

use cos_jobs::account::{Account, CallLimits};
use cos_jobs::call::{Call, Mode};
use cos_jobs::credentials::{Credentials, Expiry};
use cos_jobs::jobs::definition;
use cos_jobs::model::Value;

/// 2019-05-16, as in the published examples of the signature.
pub(crate) const NOW: u64 = 1_557_989_754_000;

/// An object whose properties are texts.
pub(crate) fn object(properties: &[(&'static str, &str)]) -> Value {
    properties.iter().fold(Value::object(), |object, (name, text)| object.with(name, *text))
}

/// The account of the published examples.
pub(crate) fn account() -> Account {
    let options = [("region", "ap-chengdu"), ("uin", "100000000001"), ("appId", "1250000000")];
    let mut account = Account::new(&object(&options), 1).unwrap();
    let (id, key) = ("AKIDQjz3ltompVjBni5LitkWHFlFpwkn9U5q", "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz");
    account.set_credentials(Credentials::new(id.into(), key.into(), None).unwrap(), Expiry::Never);
    account
}

/// A call that makes at most `max_attempts` attempts.
pub(crate) fn call(action: &str, input: &Value, mode: Mode, max_attempts: u32) -> Call {
    let action = (definition(action).unwrap().new)(input).unwrap();
    Call::new(action, mode, CallLimits { timeout: 10_000, max_attempts })
}
