//! Stories that somebody should know by name.

use cos_jobs::error::Effect;
use cos_jobs::jobs::status::Status;
use cos_jobs_emulator::FaultCode;
use cos_jobs_simulation::story::{Ask, Ending, Fault, Incident, Keys, Mishap, Moment, Place};
use cos_jobs_simulation::{Policy, Rule};

use crate::support::call;

const ANSWER_LOST: Fault = Fault::AnswerLost { silent: false };
const REQUEST_LOST: Fault = Fault::RequestLost { silent: false };

/// A proxy delivers the request twice, and the client sees the answer to the second copy.
const TWICE: Fault = Fault::Twice { gap_ms: 50, second_shown: true };

#[test]
fn the_answer_to_a_cancel_is_lost_and_looking_shows_that_it_worked() {
    let tale = call(Ask::Cancel, Status::Active).spoilt(1, ANSWER_LOST);
    let told = tale.told();
    assert_eq!(told.success().property("reconciled"), Some("true"));
    assert_eq!(told.success().property("attempts"), Some("1"));
    assert_eq!(told.record.methods(), ["POST", "GET"]);
    assert_eq!(told.changes(), 1);
    // What the others make of it: they send it again, are refused, and report that it failed.
    assert_eq!(tale.told_by(Policy::RepeatBlindly).broken, [Rule::None]);
}

#[test]
fn the_request_is_lost_and_looking_shows_that_it_may_be_sent_again() {
    let told = call(Ask::Cancel, Status::Active).spoilt(1, REQUEST_LOST).told();
    assert_eq!(told.success().property("reconciled"), Some("false"));
    assert_eq!(told.record.methods(), ["POST", "GET", "POST"]);
    assert_eq!(told.changes(), 1);
}

#[test]
fn a_proxy_delivers_a_cancel_twice_and_shows_the_refusal_of_the_second() {
    let told = call(Ask::Cancel, Status::Active).spoilt(1, TWICE).told();
    told.failed("InvalidRequest", Effect::Unknown);
    assert_eq!(told.changes(), 1, "it was right not to be sure");
    let goal = call(Ask::Cancel, Status::Active).for_the_goal().spoilt(2, TWICE).told();
    assert_eq!(goal.success().property("changed"), Some("true"));
}

#[test]
fn a_request_arrives_after_the_look_and_nothing_certain_was_said() {
    let late = Fault::RequestLate { silent: true, ms: 60_000 };
    let told = call(Ask::Cancel, Status::Active).of_attempts(1).spoilt(1, late).told();
    told.failed("Timeout", Effect::Unknown);
    assert_eq!(told.record.methods(), ["POST", "GET"]);
    assert_eq!(told.changes(), 1, "the look came first, and the change later");
    let told = call(Ask::Cancel, Status::Active).spoilt(1, late).told();
    assert_eq!(told.success().property("attempts"), Some("2"));
    assert_eq!(told.changes(), 1, "the second request made it, the first came too late");
}

#[test]
fn nobody_may_look_so_a_lost_answer_stays_unknown() {
    let told = call(Ask::Cancel, Status::Active).where_nobody_may_look().spoilt(1, ANSWER_LOST).told();
    told.failed("NetworkError", Effect::Unknown);
    assert_eq!(told.record.methods(), ["POST", "GET"]);
    let told = call(Ask::Cancel, Status::Active).where_nobody_may_look().spoilt(1, TWICE).told();
    told.failed("InvalidRequest", Effect::Unknown);
}

#[test]
fn somebody_else_cancels_in_between_and_the_goal_holds_all_the_same() {
    let told = call(Ask::Cancel, Status::Active).spoilt(1, REQUEST_LOST).with(Incident::Rival(
        Place { call: 0, request: 1 },
        Moment::Before,
        Ask::Cancel,
    ));
    let told = told.told();
    assert_eq!(told.success().property("reconciled"), Some("true"));
    assert_eq!(told.changes(), 0, "it was somebody else's doing");
}

#[test]
fn somebody_else_deletes_the_job_after_a_lost_change() {
    for ask in [Ask::Cancel, Ask::Prioritise(5)] {
        let told = call(ask, Status::Active).spoilt(1, ANSWER_LOST).then_another(1, Ask::Delete).told();
        told.failed("NetworkError", Effect::Unknown);
        assert_eq!(told.changes(), 1);
    }
}

#[test]
fn the_answer_to_a_creation_is_lost_and_the_job_is_found_by_its_token() {
    let told = call(Ask::Create(0), Status::Active).spoilt(1, ANSWER_LOST).told();
    assert_eq!(told.success().property("jobId"), told.record.created.as_deref());
    assert_eq!(told.success().property("reconciled"), Some("true"));
    assert_eq!(told.record.methods()[..2], ["POST", "POST"], "the token makes it safe to repeat");
    assert_eq!(told.changes(), 1);
}

#[test]
fn a_proxy_delivers_a_creation_twice_and_shows_the_refusal_of_the_second() {
    let told = call(Ask::Create(0), Status::Active).spoilt(1, TWICE).told();
    assert_eq!(told.success().property("jobId"), told.record.created.as_deref());
}

#[test]
fn the_answer_to_a_deletion_is_lost_and_the_job_is_gone() {
    let told = call(Ask::Delete, Status::Complete).spoilt(1, ANSWER_LOST).told();
    assert_eq!(told.success().property("reconciled"), Some("true"));
    assert_eq!(told.record.methods(), ["DELETE", "GET"]);
}

#[test]
fn a_proxy_that_answers_a_deletion_with_nothing_is_not_believed() {
    for status in [200, 204] {
        let told = call(Ask::Delete, Status::Complete).spoilt(1, Fault::Blank { status, after: false }).told();
        assert_eq!(told.success().property("attempts"), Some("2"), "{status}");
        assert_eq!(told.changes(), 1);
    }
}

#[test]
fn a_service_that_fails_after_it_has_confirmed_the_job_is_not_asked_again() {
    let fault = Fault::Service { code: FaultCode::InternalError, status: 500, after: true };
    let told = call(Ask::Confirm, Status::Suspended).spoilt(1, fault).told();
    assert_eq!(told.success().property("reconciled"), Some("true"));
    assert_eq!(told.changes(), 1);
}

#[test]
fn a_job_that_ended_long_ago_is_proof_even_where_the_answer_is_lost() {
    let told = call(Ask::Confirm, Status::Cancelled).spoilt(1, ANSWER_LOST).told();
    told.failed("NetworkError", Effect::None);
}

#[test]
fn two_calls_with_a_wrong_clock_are_both_mended() {
    for seconds in [2, 20, 3600, -3600] {
        let told = call(Ask::Cancel, Status::Active).for_the_goal().twice().with_a_clock_ahead(seconds);
        for told in told.all_told_by(Policy::Engine) {
            assert_eq!(told.broken, []);
            told.success();
        }
    }
}

#[test]
fn a_wrong_clock_makes_no_new_job_an_old_one() {
    let tale = call(Ask::Create(0), Status::Active).with_a_clock_ahead(3600);
    let told = tale.spoilt(2, ANSWER_LOST).told();
    assert_eq!(told.success().property("jobId"), told.record.created.as_deref());
    let signed_elsewhere = call(Ask::Cancel, Status::Active).with_keys(Keys::Elsewhere).with_a_clock_ahead(3600);
    let told = signed_elsewhere.spoilt(1, TWICE).told();
    told.failed("InvalidRequest", Effect::Unknown);
}

#[test]
fn keys_that_end_are_asked_for_once_more() {
    let end = |request| Incident::KeysEnd(Place { call: 0, request }, Moment::Before, Ending::Expired);
    let told = call(Ask::Cancel, Status::Active).with_keys(Keys::Temporary(1800)).with(end(0)).told();
    assert_eq!(told.success().property("attempts"), Some("2"));
    let told = call(Ask::Cancel, Status::Active).with_keys(Keys::Temporary(1800)).with(end(0)).with(end(1)).told();
    told.failed("ExpiredToken", Effect::None);
}

#[test]
fn a_credentials_function_that_never_answers_ends_the_call_in_time() {
    let told = call(Ask::Cancel, Status::Active).keys_go_wrong(1, Mishap::Silent).told();
    told.failed("CredentialsFailed", Effect::None);
    assert_eq!(told.record.ended_ms, Some(told.record.begun_ms + 10_000));
}
