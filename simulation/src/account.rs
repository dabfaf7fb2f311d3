//! The account of all scenarios, which is the emulator's default account.

use cos_jobs::account::Account;
use cos_jobs::error::Error;
use cos_jobs::model::value::Value;

const ACCOUNT: [(&str, &str); 3] = [("region", "ap-chengdu"), ("uin", "100000000001"), ("appId", "1250000000")];

/// A client of the account. `numbers` are its numeric options, and `seed` determines its jitter.
pub(crate) fn client(numbers: &[(&'static str, u64)], seed: u64) -> Result<Account, Error> {
    let texts = ACCOUNT.map(|(name, text)| (name, Value::from(text)));
    let numbers = numbers.iter().map(|(name, number)| (*name, Value::Number(i64::try_from(*number).unwrap_or(1))));
    Account::new(&Value::Object(texts.into_iter().chain(numbers).collect()), seed)
}
