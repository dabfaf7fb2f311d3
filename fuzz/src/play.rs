//! Playing a call as the shell does: doing what the engine asks for, nothing else.

use cos_jobs::call::{Call, Mode, Step};
use cos_jobs::client::{CallLimits, Client, Expiry};
use cos_jobs::credentials::Credentials;
use cos_jobs::error::Error;
use cos_jobs::jobs::definition;
use cos_jobs::request::Outgoing;
use cos_jobs::value::Value;

use crate::{JOB_ID, NOW, REQUEST_TOKEN, SECRET_ID, SECRET_KEY, SESSION_TOKEN};

/// All actions; the ones that only read come last.
pub const ACTIONS: [&str; 6] =
    ["UpdateJobStatus", "UpdateJobPriority", "CreateJob", "DeleteJob", "DescribeJob", "ListJobs"];

/// The largest number of requests that a call of eight attempts may come to. A search for a lost job asks a hundred
/// questions, and the budget of a client allows a hundred requests that fail.
const MOST_REQUESTS: u32 = 4_000;

/// How a call ended.
pub struct Ended {
    /// Its result as JSON, or its error.
    pub result: Result<String, Error>,
    /// How many times the action's own request was sent.
    pub sent: u32,
}

/// A client with keys that hold for good.
pub fn client() -> Client {
    let texts = [("region", "ap-chengdu"), ("uin", "100000000001"), ("appId", "1250000000")];
    let mut client = Client::new(&object(&texts), 1).expect("the options are good");
    client.set_credentials(credentials(), Expiry::Never);
    client
}

/// The keys of all calls.
fn credentials() -> Credentials {
    Credentials::new(SECRET_ID.into(), SECRET_KEY.into(), Some(SESSION_TOKEN.into())).expect("the keys are good")
}

/// A call of that action.
pub fn new_call(action: &str, goal: bool, max_attempts: u32) -> Call {
    let mode = if goal && action == "UpdateJobStatus" { Mode::Goal } else { Mode::Event };
    let action = (definition(action).expect("there is such an action").new)(&input(action)).expect("the input is good");
    Call::new(action, mode, CallLimits { timeout: 10_000, max_attempts })
}

/// Plays a call to its end: `event` happens to each request that is sent.
pub fn play(
    call: &mut Call,
    client: &mut Client,
    mut event: impl FnMut(&mut Call, &mut Client, u64, &Outgoing) -> Step,
) -> Ended {
    let (own, mut now, mut sent, mut requests) = (call.sending(), NOW, 0, 0);
    let mut step = call.begin(client, now);
    loop {
        step = match step {
            Step::Done(result) => return Ended { result, sent },
            Step::Wait(until) => {
                assert!((now..=now + 30_000).contains(&until), "it waits too long, or for the past");
                now = until;
                call.on_time(client, now)
            }
            Step::Send(outgoing) => {
                requests += 1;
                assert!(requests <= MOST_REQUESTS, "the call does not end");
                sent += u32::from(call.sending() == own);
                event(call, client, now, &outgoing)
            }
            Step::Credentials => call.on_credentials(client, now, Ok((credentials(), Expiry::Never))),
            Step::Authorize(_) => panic!("nobody else signs"),
        };
    }
}

/// `text` as a service would answer that repeats what it was sent: `$T` is the session token, `$S` the signature, `$A`
/// the whole `Authorization` header, `$K` the secret key.
pub fn echo(text: &str, outgoing: &Outgoing) -> String {
    if !text.contains('$') {
        return text.to_owned();
    }
    let authorization = authorization(outgoing);
    let signature = signature(outgoing);
    text.replace("$T", SESSION_TOKEN).replace("$S", signature).replace("$A", authorization).replace("$K", SECRET_KEY)
}

/// The signature of a request.
pub(crate) fn signature(outgoing: &Outgoing) -> &str {
    authorization(outgoing).rsplit('=').next().unwrap_or_default()
}

fn authorization(outgoing: &Outgoing) -> &str {
    outgoing.headers().into_iter().find(|(name, _)| *name == "authorization").map_or("", |(_, value)| value)
}

fn input(action: &str) -> Value<'static> {
    let job = ("jobId", Value::text(JOB_ID));
    Value::Object(match action {
        "UpdateJobStatus" => vec![job, ("requestedJobStatus", Value::text("Cancelled"))],
        "UpdateJobPriority" => vec![job, ("priority", Value::Number(10))],
        "CreateJob" => return creation(),
        "ListJobs" => vec![],
        _ => vec![job],
    })
}

fn creation() -> Value<'static> {
    let location = object(&[("eTag", "15150651828fa9cd"), ("objectArn", "qcs::cos:ap-chengdu::b-1/manifest.csv")]);
    let spec = object(&[("format", "COSInventoryReport_CSV_V1")]);
    let delete = Value::Object(vec![("cosDeleteObject", Value::Object(vec![]))]);
    Value::Object(vec![
        ("clientRequestToken", Value::text(REQUEST_TOKEN)),
        ("manifest", Value::Object(vec![("location", location), ("spec", spec)])),
        ("operation", delete),
        ("priority", Value::Number(1)),
        ("report", Value::Object(vec![("enabled", Value::Flag(false))])),
        ("roleArn", Value::text("qcs::cam::uin/100000000001:roleName/COS_Batch_QcsRole")),
    ])
}

fn object(texts: &[(&'static str, &'static str)]) -> Value<'static> {
    Value::Object(texts.iter().map(|(name, text)| (*name, Value::text(*text))).collect())
}
