//! The account in which every story happens: the emulator's own.

use cos_jobs::client::Client;
use cos_jobs::error::Error;
use cos_jobs::value::Value;

const ACCOUNT: [(&str, &str); 3] = [("region", "ap-chengdu"), ("uin", "100000000001"), ("appId", "1250000000")];

/// A client of the account, with further options that are numbers.
pub(crate) fn client(numbers: &[(&'static str, u64)]) -> Result<Client, Error> {
    client_with(numbers, 1)
}

/// The same, whose jitter follows from `seed`.
pub(crate) fn client_with(numbers: &[(&'static str, u64)], seed: u64) -> Result<Client, Error> {
    let texts = ACCOUNT.map(|(name, text)| (name, Value::text(text)));
    let numbers = numbers.iter().map(|(name, number)| (*name, Value::Number(i64::try_from(*number).unwrap_or(1))));
    Client::new(&Value::Object(texts.into_iter().chain(numbers).collect()), seed)
}
