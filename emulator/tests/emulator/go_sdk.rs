//! The exact bytes that Tencent's Go SDK sends for its batch calls; see go_sdk/README.md for their origin.

use cos_jobs::model::status::Status;
use cos_jobs_emulator::HttpRequest;

use crate::support::{Answer, World};

/// When the first two requests were recorded, and all the others.
const CREATED_MS: u64 = 1_795_628_656_000;
const LATER_MS: u64 = 1_795_628_659_000;

const CREATE_COPY: &[u8] = include_bytes!("go_sdk/01-create-job-copy.http");
const CREATE_RESTORE: &[u8] = include_bytes!("go_sdk/02-create-job-restore.http");
const DESCRIBE: &[u8] = include_bytes!("go_sdk/03-describe-job.http");
const LIST: &[u8] = include_bytes!("go_sdk/04-list-jobs.http");
const LIST_WITH_OPTIONS: &[u8] = include_bytes!("go_sdk/05-list-jobs-with-options.http");
const UPDATE_PRIORITY: &[u8] = include_bytes!("go_sdk/06-update-job-priority.http");
const CONFIRM: &[u8] = include_bytes!("go_sdk/07-update-job-status.http");
const CANCEL: &[u8] = include_bytes!("go_sdk/08-update-job-status-other-characters.http");
const LIST_IN_THE_FUTURE: &[u8] = include_bytes!("go_sdk/09-list-jobs-of-a-future-signature.http");
const LIST_OF_TWO_TIMES: &[u8] = include_bytes!("go_sdk/10-list-jobs-of-two-times.http");
const LIST_WITH_TOKEN: &[u8] = include_bytes!("go_sdk/11-list-jobs-of-a-temporary-key.http");
const DELETE: &[u8] = include_bytes!("go_sdk/12-delete-job.http");

/// Reads the bytes of one HTTP/1.1 request.
fn parse(bytes: &[u8]) -> HttpRequest {
    let text = std::str::from_utf8(bytes).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let mut lines = head.split("\r\n");
    let first: Vec<_> = lines.next().unwrap().split(' ').collect();
    let request = HttpRequest::new(first[0], first[1]).with_body(body);
    lines.fold(request, |request, line| {
        let (name, value) = line.split_once(": ").unwrap();
        request.with_header(name, value)
    })
}

/// An emulator that received the requests that create the two jobs, and the id of the first job.
fn world_with_jobs() -> (World, String) {
    let mut world = World::new();
    world.now_ms = CREATED_MS;
    let id = world.deliver(&parse(CREATE_COPY)).ok().text("JobId");
    world.deliver(&parse(CREATE_RESTORE)).ok();
    world.wait(LATER_MS - CREATED_MS);
    (world, id)
}

#[test]
fn the_requests_of_the_go_sdk_are_carried_out() {
    let (mut world, id) = world_with_jobs();
    let described = world.deliver(&parse(DESCRIBE)).ok();
    assert_eq!(described.text("Status"), "Suspended");
    assert_eq!(described.text("Description"), "to test & keep 好");
    assert_eq!(world.deliver(&parse(LIST)).ok().body.matches("<member>").count(), 2);
    assert_eq!(world.deliver(&parse(LIST_WITH_OPTIONS)).ok().body.matches("<member>").count(), 1);
    world.deliver(&parse(UPDATE_PRIORITY)).ok();
    assert_eq!(world.emulator.priority(&id), Some(3));
    world.deliver(&parse(CONFIRM)).ok();
    assert_eq!(world.status(&id), Status::Ready);
    world.deliver(&parse(CANCEL)).ok();
    assert_eq!(world.status(&id), Status::Cancelling);
    assert_eq!(world.deliver(&parse(DELETE)).ok().status, 204);
    assert_eq!(world.emulator.status(&id), None);
}

#[test]
fn a_plus_in_the_query_is_a_space_and_an_escaped_plus_is_a_plus() {
    let (mut world, id) = world_with_jobs();
    assert_eq!(world.deliver(&parse(CONFIRM)).ok().text("StatusUpdateReason"), "to do");
    world.deliver(&parse(CANCEL)).ok();
    assert_eq!(world.emulator.status_update_reason(&id), Some("1+1=2 & 'no' ~(好)*!"));
}

#[test]
fn a_plus_in_the_path_is_a_plus() {
    let mut world = World::new();
    let answer = world.send("GET", "/jobs/a+b");
    answer.refused(404, "NoSuchJob");
    assert_eq!(answer.text("Resource"), "/jobs/a+b");
}

#[test]
fn a_signature_may_start_soon_and_its_two_times_may_differ() {
    let (mut world, _) = world_with_jobs();
    world.deliver(&parse(LIST_IN_THE_FUTURE)).ok();
    world.deliver(&parse(LIST_OF_TWO_TIMES)).ok();
}

/// The answer to the request whose `q-sign-time` is 0 to 600 and whose `q-key-time` is -60 to 1800, seconds after it was recorded.
fn two_times_after(seconds: u64) -> Answer {
    let mut world = World::new();
    world.now_ms = LATER_MS + seconds * 1000;
    world.deliver(&parse(LIST_OF_TWO_TIMES))
}

#[test]
fn both_times_of_a_signature_must_be_valid() {
    two_times_after(600).ok();
    two_times_after(601).refused(403, "AccessDenied");
    let mut world = World::new();
    world.now_ms = LATER_MS - 30_000;
    world.deliver(&parse(LIST_OF_TWO_TIMES)).refused(403, "RequestTimeTooSkewed");
}

#[test]
fn a_temporary_key_of_the_go_sdk_is_accepted() {
    let mut world = World::new();
    let mut key = world.emulator.config().credentials[0].clone();
    key.session_token = Some("to+ken/with=signs".to_owned());
    world.emulator.set_credentials(vec![key]);
    world.now_ms = LATER_MS;
    world.deliver(&parse(LIST_WITH_TOKEN)).ok();
}
