//! What a call does after an answer was lost, or proves nothing: each test is a short exchange with a service.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use cos_jobs::call::{Call, Failure, Mode, Step};
use cos_jobs::error::{Effect, Error, ErrorKind};
use cos_jobs::http::{Headers, Response};
use cos_jobs::model::Value;

use support::{NOW, account, call, object};

/// What happens to one request.
#[derive(Clone)]
enum Event {
    Answer(Response),
    Lost,
}

use Event::{Answer, Lost};

/// What a call reported, the requests that it sent, and how long it took in milliseconds.
struct Played {
    result: Result<Value, Error>,
    requests: Vec<String>,
    duration: u64,
}

/// Plays a call. The last event happens to all requests that follow.
fn play(mut call: Call, events: &[Event]) -> Played {
    let (mut account, mut now, mut requests) = (account(), NOW, Vec::new());
    let mut step = call.begin(&mut account, now);
    for _ in 0..100 {
        step = match step {
            Step::Done(result) => return Played { result, requests, duration: now - NOW },
            Step::Wait(until) => {
                now = until;
                call.on_time(&mut account, now)
            }
            Step::Select(job) => call.on_selected(&mut account, now, job.get_text("status") == Some("Suspended")),
            Step::Send(request) => {
                let path = request.url.split_once("myqcloud.com").unwrap().1;
                let path = path.split_once("?requested").map_or(path, |(path, _)| path);
                let event = &events[requests.len().min(events.len() - 1)];
                requests.push(format!("{} {path}", request.method.as_str()));
                match event {
                    Answer(response) => call.on_response(&mut account, now, response),
                    Lost => call.on_failure(&mut account, now, Failure::Network),
                }
            }
            Step::Credentials | Step::Authorize(_) => panic!("the account has credentials"),
        };
    }
    panic!("the call does not end: {requests:?}");
}

fn update(requested: &str, mode: Mode) -> Call {
    call("UpdateJobStatus", &object(&[("jobId", "a"), ("requestedJobStatus", requested)]), mode, 4)
}

fn answer(status: u16, body: &str) -> Event {
    let headers = Headers { request_id: Some("NWRm".into()), ..Headers::default() };
    Answer(Response { status, headers, body: body.into() })
}

fn updated(status: &str) -> Event {
    answer(200, &format!("<UpdateJobStatusResult><JobId>a</JobId><Status>{status}</Status></UpdateJobStatusResult>"))
}

fn described(fields: &str) -> Event {
    answer(200, &format!("<DescribeJobResult><Job><JobId>a</JobId>{fields}</Job></DescribeJobResult>"))
}

fn job(status: &str) -> Event {
    described(&format!("<Status>{status}</Status>"))
}

fn list(jobs: &str) -> Event {
    answer(200, &format!("<ListJobsResult><Jobs>{jobs}</Jobs></ListJobsResult>"))
}

fn refused(code: &str) -> Event {
    answer(if code == "NoSuchJob" { 404 } else { 400 }, &format!("<Error><Code>{code}</Code></Error>"))
}

/// The same answer from a cache.
fn aged(event: Event) -> Event {
    let Answer(mut response) = event else { panic!("only an answer comes from a cache") };
    response.headers.age = Some("5".into());
    Answer(response)
}

const CHANGE: &str = "POST /jobs/a/status";
const LOOK: &str = "GET /jobs/a";

#[test]
fn a_look_that_contradicts_a_refusal_is_repeated_until_they_agree() {
    let played = play(
        update("Ready", Mode::EnsureStatus),
        &[job("Suspended"), refused("InvalidRequest"), job("Suspended"), job("Suspended"), job("Active")],
    );
    let result = played.result.unwrap();
    assert_eq!((result.get_text("status"), result.get_flag("changed")), (Some("Active"), Some(true)));
    assert_eq!(played.requests, [LOOK, CHANGE, LOOK, LOOK, LOOK]);
}

#[test]
fn a_contradiction_that_stays_has_an_unknown_effect() {
    let cancel = update("Cancelled", Mode::Change);
    let delete = call("DeleteJob", &object(&[("jobId", "a")]), Mode::Change, 4);
    let priority = Value::object().with("jobId", "a").with("priority", 7);
    let priority = call("UpdateJobPriority", &priority, Mode::Change, 4);
    for (call, refusal) in [(cancel, "InvalidRequest"), (delete, "NoSuchJob"), (priority, "InvalidRequest")] {
        let played = play(call, &[refused(refusal), described("<Status>Active</Status><Priority>1</Priority>")]);
        let error = played.result.unwrap_err();
        assert_eq!((error.effect, error.code.as_ref()), (Effect::Unknown, refusal));
        assert_eq!(error.job_status.as_deref(), Some("Active"));
        assert_eq!(played.requests.len(), 5, "{:?}", played.requests);
        assert_eq!(played.duration, 7_000, "the pauses grow");
    }
}

#[test]
fn a_refusal_that_a_look_explains_has_no_effect() {
    let played = play(update("Ready", Mode::Change), &[refused("InvalidRequest"), job("Preparing")]);
    assert_eq!(played.result.unwrap_err().effect, Effect::None);
    let played = play(update("Ready", Mode::Change), &[refused("InvalidRequest"), job("New"), job("Suspended")]);
    assert_eq!(played.result.unwrap_err().effect, Effect::None, "it was refused while the job was New");
}

/// A job that was just created is refused while it is New, and a moment later it waits for its confirmation.
#[test]
fn a_job_that_was_not_ready_is_confirmed_as_soon_as_it_is() {
    let confirm = || update("Ready", Mode::EnsureStatus);
    let early =
        [job("New"), refused("InvalidRequest"), job("New"), job("Suspended"), job("Suspended"), job("Suspended")];
    let played = play(confirm(), &[early.as_slice(), &[updated("Ready")]].concat());
    assert_eq!(played.result.unwrap().get_flag("changed"), Some(true));
    let error = play(confirm(), &[early.as_slice(), &[refused("InvalidRequest"), job("Preparing")]].concat())
        .result
        .unwrap_err();
    assert!(error.message.ends_with("try again when it is Suspended or Ready."), "{error}");
}

#[test]
fn a_change_of_a_job_that_has_ended_before_has_no_effect() {
    for status in ["Cancelled", "Failing"] {
        let played = play(update("Ready", Mode::EnsureStatus), &[job(status), refused("InvalidRequest"), job(status)]);
        let error = played.result.unwrap_err();
        assert_eq!((error.effect, error.job_status.as_deref()), (Effect::None, Some(status)));
    }
    let events = [job("StatusOfTheFuture"), refused("InvalidRequest"), job("StatusOfTheFuture")];
    assert_eq!(play(update("Ready", Mode::EnsureStatus), &events).result.unwrap_err().effect, Effect::Unknown);
}

#[test]
fn a_refusal_of_what_holds_already_tells_the_status() {
    let error = play(update("Ready", Mode::Change), &[refused("InvalidRequest"), job("Active")]).result.unwrap_err();
    assert_eq!(error.job_status.as_deref(), Some("Active"));
    assert!(error.message.contains("The requested state holds already: the job is Active."), "{error}");
}

#[test]
fn a_look_from_a_cache_proves_nothing() {
    let events = [Lost, aged(job("Suspended")), job("Active")];
    let played = play(update("Ready", Mode::Change), &events);
    assert_eq!(played.result.unwrap().get_flag("reconciled"), Some(true));
    assert_eq!(played.requests, [CHANGE, LOOK, LOOK]);
    let error = play(update("Ready", Mode::Change), &[Lost, aged(job("Active"))]).result.unwrap_err();
    assert_eq!(error.effect, Effect::Unknown);
    let played = play(update("Ready", Mode::Change), &[aged(updated("Ready")), job("Ready")]);
    assert_eq!(played.requests, [CHANGE, LOOK], "the answer to a change cannot come from a cache");
}

#[test]
fn a_success_that_contradicts_the_request_is_no_evidence() {
    for (requested, answered, found) in [
        ("Ready", "Cancelling", "Active"),
        ("Ready", "Failing", "Active"),
        ("Ready", "Suspended", "Ready"),
        ("Cancelled", "Ready", "Cancelling"),
        ("Cancelled", "Complete", "Cancelled"),
    ] {
        let played = play(update(requested, Mode::Change), &[updated(answered), job(found)]);
        let result = played.result.unwrap();
        assert_eq!((result.get_text("status"), result.get_flag("reconciled")), (Some(found), Some(true)));
        assert_eq!(played.requests, [CHANGE, LOOK]);
    }
    let played = play(update("Ready", Mode::Change), &[updated("Preparing")]);
    assert!(played.result.is_ok(), "a confirmed job may still be prepared");
    let input = Value::object().with("jobId", "a").with("priority", 8);
    let answered = "<UpdateJobPriorityResult><JobId>a</JobId><Priority>3</Priority></UpdateJobPriorityResult>";
    let events = [answer(200, answered), described("<Status>Active</Status><Priority>8</Priority>")];
    let result = play(call("UpdateJobPriority", &input, Mode::Change, 4), &events).result.unwrap();
    assert_eq!((result.get_number("priority"), result.get_flag("reconciled")), (Some(8), Some(true)));
}

#[test]
fn a_lost_deletion_counts_only_for_a_job_that_existed() {
    let delete = || call("DeleteJob", &object(&[("jobId", "a")]), Mode::Change, 2);
    let missing = refused("NoSuchJob");
    let old = described("<Status>Complete</Status><CreationTime>2019-05-01T00:00:00Z</CreationTime>");
    let seen = play(delete(), &[Lost, old.clone(), Lost, missing.clone(), list("")]);
    assert!(seen.result.is_ok());
    assert_eq!(seen.requests, ["DELETE /jobs/a", LOOK, "DELETE /jobs/a", LOOK, "GET /jobs"]);
    assert_eq!(seen.duration / 1000, 0, "every replica knows an old job");
    // The service does not describe a job that has ended, but the job is not deleted.
    let ended = list("<member><JobId>a</JobId><Status>Complete</Status></member>");
    let not_described = play(delete(), &[Lost, old, Lost, missing.clone(), ended]);
    assert_eq!(not_described.result.unwrap_err().effect, Effect::Unknown);
    let unseen: Vec<_> = [Lost]
        .into_iter()
        .chain((0..4).flat_map(|_| [missing.clone(), list("<member><JobId>b</JobId><Status>New</Status></member>")]))
        .collect();
    let agreed = play(delete(), &unseen);
    assert!(agreed.result.is_ok(), "the list agrees");
    assert_eq!(agreed.duration / 1000, 7, "a replica has had the time to learn of a new job");
    let unknown_to_a_replica: Vec<_> = [Lost]
        .into_iter()
        .chain((0..8).flat_map(|_| [missing.clone(), list("<member><JobId>a</JobId><Status>New</Status></member>")]))
        .collect();
    assert_eq!(play(delete(), &unknown_to_a_replica).result.unwrap_err().effect, Effect::Unknown);
}

#[test]
fn a_job_that_a_replica_does_not_know_yet_is_looked_for_again() {
    let events = [Lost, refused("NoSuchJob"), list(""), job("Cancelling")];
    let played = play(update("Cancelled", Mode::Change), &events);
    assert_eq!(played.result.unwrap().get_flag("reconciled"), Some(true));
}

#[test]
fn a_job_that_cannot_be_described_is_looked_for_in_the_list() {
    let listed = |id: &str, fields: &str| list(&format!("<member><JobId>{id}</JobId>{fields}</member>"));
    let before = "<Status>Cancelled</Status><TerminationDate>2019-05-01T00:00:00Z</TerminationDate>";
    let missing = refused("NoSuchJob");
    for (page, effect, status) in [
        (listed("b", "<Status>Active</Status>"), Effect::None, None),
        (listed("a", "<Status>Complete</Status>"), Effect::None, Some("Complete")),
        (listed("a", before), Effect::None, Some("Cancelled")),
        // An earlier copy of the request may have cancelled it.
        (listed("a", "<Status>Cancelled</Status>"), Effect::Unknown, Some("Cancelled")),
        // The list itself is refused.
        (missing.clone(), Effect::Unknown, None),
    ] {
        let played = play(update("Cancelled", Mode::Change), &[missing.clone(), missing.clone(), page]);
        let error = played.result.unwrap_err();
        assert_eq!((error.effect, error.job_status.as_deref()), (effect, status));
        assert_eq!(error.code, "NoSuchJob");
        assert_eq!((played.requests, played.duration), (vec![CHANGE.into(), LOOK.into(), "GET /jobs".to_owned()], 0));
    }
    let played = play(update("Cancelled", Mode::Change), &[Lost, missing, listed("a", "<Status>Cancelled</Status>")]);
    assert_eq!(played.result.unwrap().get_flag("reconciled"), Some(true));
}

#[test]
fn only_a_certain_refusal_of_a_look_shows_that_nothing_changed() {
    let refused_look = |status| answer(status, "<Error><Code>InvalidRequest</Code></Error>");
    for (status, effect) in [(400, Effect::None), (503, Effect::Unknown)] {
        let played = play(update("Cancelled", Mode::Change), &[refused("InvalidRequest"), refused_look(status)]);
        assert_eq!(played.result.unwrap_err().effect, effect, "{status}");
    }
}

#[test]
fn a_list_that_contradicts_a_look_is_read_again() {
    let active = list("<member><JobId>a</JobId><Status>Active</Status></member>");
    let missing = refused("NoSuchJob");
    let looks = (0..4).flat_map(|_| [missing.clone(), active.clone()]);
    let events: Vec<_> = [missing.clone()].into_iter().chain(looks).collect();
    let played = play(update("Cancelled", Mode::Change), &events);
    assert_eq!(played.result.unwrap_err().effect, Effect::Unknown);
    assert_eq!(played.duration, 7_000);
}

#[test]
fn no_change_is_sent_for_a_job_that_a_look_shows_to_be_unselected() {
    let select = |events: &[Event]| play(update("Cancelled", Mode::EnsureStatus).selective(), events);
    let skipped = select(&[job("Active")]);
    let result = skipped.result.unwrap();
    assert_eq!((result.get_flag("skipped"), result.get_text("status")), (Some(true), Some("Active")));
    assert_eq!(skipped.requests, [LOOK]);
    let changed = select(&[job("Suspended"), updated("Cancelling")]);
    assert_eq!(changed.requests, [LOOK, CHANGE]);
    let confirmed_meanwhile = select(&[job("Suspended"), Lost, job("Active")]);
    assert_eq!(confirmed_meanwhile.result.unwrap_err().effect, Effect::Unknown, "the lost request may still arrive");
    assert_eq!(confirmed_meanwhile.requests, [LOOK, CHANGE, LOOK]);
    let missing = select(&[refused("NoSuchJob")]);
    assert_eq!(missing.result.unwrap_err().code, "NoSuchJob");
    assert_eq!(missing.requests, [LOOK]);
}

/// A creation, and what is shown of the job that it makes.
fn creation() -> Value {
    let location = object(&[("eTag", "e"), ("objectArn", "qcs::cos:ap-chengdu::b-1/m.csv")]);
    let spec = object(&[("format", "COSInventoryReport_CSV_V1")]);
    Value::object()
        .with("clientRequestToken", "mine")
        .with("manifest", Value::object().with("location", location).with("spec", spec))
        .with("operation", Value::object().with("cosDeleteObject", Value::object()))
        .with("priority", 1)
        .with("report", Value::object().with("enabled", false))
        .with("roleArn", "qcs::cam::uin/1:roleName/r")
}

fn create(max_attempts: u32) -> Call {
    call("CreateJob", &creation(), Mode::Change, max_attempts)
}

fn created(priority: u32) -> Event {
    described(&format!(
        "<Status>New</Status><ClientRequestToken>mine</ClientRequestToken><Priority>{priority}</Priority>\
         <Operation><COSDeleteObject/></Operation>"
    ))
}

fn listed() -> Event {
    list("<member><JobId>a</JobId><Status>New</Status><CreationTime>2019-05-01T00:00:00Z</CreationTime></member>")
}

#[test]
fn an_unknown_creation_names_the_token_with_which_it_can_be_repeated() {
    let error = play(create(1), &[Lost]).result.unwrap_err();
    assert_eq!((error.effect, error.client_request_token.as_deref()), (Effect::Unknown, Some("mine")));
    assert!(error.message.contains("repeat the call with the clientRequestToken of this error"), "{error}");
    let repeated = play(create(4), &[refused("InvalidRequest"), listed(), created(1)]);
    assert_eq!(repeated.result.unwrap().get_text("jobId"), Some("a"), "the repetition finds the old job");
    let refused = play(create(4), &[refused("InvalidArgument")]).result.unwrap_err();
    assert_eq!((refused.effect, refused.client_request_token.as_deref()), (Effect::None, None));
}

#[test]
fn a_token_of_another_job_is_no_success() {
    let error = play(create(4), &[refused("InvalidRequest"), listed(), created(2)]).result.unwrap_err();
    assert_eq!((error.kind, error.effect), (ErrorKind::Service, Effect::None), "that job was created before the call");
    assert!(error.message.contains("belongs to job a already, whose priority is different"), "{error}");
}

#[test]
fn a_refused_token_that_no_job_has_yet_is_searched_again() {
    let events = [refused("InvalidRequest"), list(""), list(""), listed(), created(1)];
    let played = play(create(4), &events);
    assert_eq!(played.result.unwrap().get_flag("reconciled"), Some(true));
    let error = play(create(4), &[refused("InvalidRequest"), list("")]).result.unwrap_err();
    assert_eq!((error.effect, error.client_request_token.as_deref()), (Effect::Unknown, Some("mine")));
}

#[test]
fn a_plainly_refused_creation_sends_few_requests() {
    let member = |id: usize| format!("<member><JobId>{id}</JobId><Status>New</Status></member>");
    let jobs: String = (0..300).map(member).collect();
    let events = [refused("InvalidRequest"), list(&jobs), refused("NoSuchJob")];
    let played = play(create(4), &events);
    assert!(played.requests.len() <= 12, "{} requests", played.requests.len());
}
