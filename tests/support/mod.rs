//! Playing one call through the engine by hand.

use cos_jobs::call::{Call, Mode};
use cos_jobs::client::{CallLimits, Client, Expiry};
use cos_jobs::credentials::Credentials;
use cos_jobs::jobs::definition;
use cos_jobs::value::Value;

/// 2019-05-16, as in the signature's published examples.
pub(crate) const NOW: u64 = 1_557_989_754_000;

/// An object whose properties are texts.
pub(crate) fn object(properties: &[(&'static str, &str)]) -> Value<'static> {
    Value::Object(properties.iter().map(|(name, text)| (*name, Value::text((*text).to_owned()))).collect())
}

/// A client of the account of the published examples.
pub(crate) fn client() -> Client {
    let options = [("region", "ap-chengdu"), ("uin", "100000000001"), ("appId", "1250000000")];
    let mut client = Client::new(&object(&options), 1).unwrap();
    let (id, key) = ("AKIDQjz3ltompVjBni5LitkWHFlFpwkn9U5q", "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz");
    client.set_credentials(Credentials::new(id.into(), key.into(), None).unwrap(), Expiry::Never);
    client
}

/// A call with at most `max_attempts`.
pub(crate) fn call(action: &str, input: &Value<'_>, mode: Mode, max_attempts: u32) -> Call {
    let action = (definition(action).unwrap().new)(input).unwrap();
    Call::new(action, mode, CallLimits { timeout: 10_000, max_attempts })
}
