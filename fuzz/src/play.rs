//! Playing a call as the shell does: doing what the engine asks for, and nothing else.

use cos_jobs::account::{Account, CallLimits};
use cos_jobs::call::{Call, Mode, Step};
use cos_jobs::credentials::{Credentials, Expiry};
use cos_jobs::error::Error;
use cos_jobs::http::SignedRequest;
use cos_jobs::jobs::definition;
use cos_jobs::model::Value;

use crate::{JOB_ID, NOW, REQUEST_TOKEN, SECRET_ID, SECRET_KEY, SESSION_TOKEN};

/// All actions. Those that only read come last.
pub const ACTIONS: [&str; 6] =
    ["UpdateJobStatus", "UpdateJobPriority", "CreateJob", "DeleteJob", "DescribeJob", "ListJobs"];

/// No call with eight attempts sends more requests than this. A search for a lost job sends up to a hundred requests,
/// and the retry budget of an account allows a hundred failures.
const MOST_REQUESTS: u32 = 4_000;

/// How a call ended.
pub struct Ended {
    /// Its result or its error.
    pub result: Result<Value, Error>,
    /// How many times the action's own request was sent.
    pub sent: u32,
}

/// An account with keys that never expire.
pub fn account() -> Account {
    let texts = [("region", "ap-chengdu"), ("uin", "100000000001"), ("appId", "1250000000")];
    let mut account = Account::new(&object(&texts), 1).expect("the options are valid");
    account.set_credentials(credentials(), Expiry::Never);
    account
}

/// The keys of all calls.
fn credentials() -> Credentials {
    Credentials::new(SECRET_ID.into(), SECRET_KEY.into(), Some(SESSION_TOKEN.into())).expect("the keys are valid")
}

/// A call of `action`. The mode [`Mode::EnsureStatus`] exists for UpdateJobStatus only.
pub fn new_call(action: &str, ensures_status: bool, max_attempts: u32) -> Call {
    let ensures_status = ensures_status && action == "UpdateJobStatus";
    let mode = if ensures_status { Mode::EnsureStatus } else { Mode::Change };
    let action = (definition(action).expect("the action exists").new)(&input(action)).expect("the input is valid");
    Call::new(action, mode, CallLimits { timeout: 10_000, max_attempts })
}

/// Plays a call to its end. `event` decides what happens to each request that is sent.
pub fn play(
    call: &mut Call,
    account: &mut Account,
    mut event: impl FnMut(&mut Call, &mut Account, u64, &SignedRequest) -> Step,
) -> Ended {
    let (own, mut now, mut sent, mut requests) = (call.sending(), NOW, 0, 0);
    let mut step = call.begin(account, now);
    loop {
        step = match step {
            Step::Done(result) => return Ended { result, sent },
            Step::Wait(until) => {
                assert!((now..=now + 30_000).contains(&until), "it waits too long, or for a time in the past");
                now = until;
                call.on_time(account, now)
            }
            Step::Send(request) => {
                requests += 1;
                assert!(requests <= MOST_REQUESTS, "the call does not end");
                sent += u32::from(call.sending() == own);
                event(call, account, now, &request)
            }
            Step::Credentials => call.on_credentials(account, now, Ok((credentials(), Expiry::Never))),
            Step::Authorize(_) | Step::Select(_) => panic!("the account signs itself and selects nothing"),
        };
    }
}

/// `text` with its marks replaced, as a service would write it that repeats parts of the request: `$T` is the session
/// token, `$S` the signature, `$A` the whole `Authorization` header and `$K` the secret key.
pub fn echo(text: &str, request: &SignedRequest) -> String {
    if !text.contains('$') {
        return text.to_owned();
    }
    let authorization = authorization(request);
    let signature = signature(request);
    text.replace("$T", SESSION_TOKEN).replace("$S", signature).replace("$A", authorization).replace("$K", SECRET_KEY)
}

/// The signature of a request.
pub(crate) fn signature(request: &SignedRequest) -> &str {
    authorization(request).rsplit('=').next().unwrap_or_default()
}

fn authorization(request: &SignedRequest) -> &str {
    request.header("authorization").unwrap_or_default()
}

fn input(action: &str) -> Value {
    let job = Value::object().with("jobId", JOB_ID);
    match action {
        "UpdateJobStatus" => job.with("requestedJobStatus", "Cancelled"),
        "UpdateJobPriority" => job.with("priority", 10),
        "CreateJob" => job_to_create(),
        "ListJobs" => Value::object(),
        _ => job,
    }
}

fn job_to_create() -> Value {
    let location = object(&[("eTag", "15150651828fa9cd"), ("objectArn", "qcs::cos:ap-chengdu::b-1/manifest.csv")]);
    let spec = object(&[("format", "COSInventoryReport_CSV_V1")]);
    Value::object()
        .with("clientRequestToken", REQUEST_TOKEN)
        .with("manifest", Value::object().with("location", location).with("spec", spec))
        .with("operation", Value::object().with("cosDeleteObject", Value::object()))
        .with("priority", 1)
        .with("report", Value::object().with("enabled", false))
        .with("roleArn", "qcs::cam::uin/100000000001:roleName/COS_Batch_QcsRole")
}

fn object(texts: &[(&'static str, &str)]) -> Value {
    texts.iter().fold(Value::object(), |object, (name, text)| object.with(name, *text))
}
