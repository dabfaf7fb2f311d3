//! Important scenarios, written by hand.

use cos_jobs::error::Effect;
use cos_jobs::model::Value;
use cos_jobs::model::status::Status;
use cos_jobs_emulator::FaultCode;
use cos_jobs_simulation::incident::{CredentialsFault, Fault, Incident, KeyInvalidation, RequestPosition, Timing};
use cos_jobs_simulation::operation::Operation;
use cos_jobs_simulation::scenario::KeySource;
use cos_jobs_simulation::{Policy, Rule};

use crate::support::call;

const ANSWER_LOST: Fault = Fault::AnswerLost { silent: false };
const REQUEST_LOST: Fault = Fault::RequestLost { silent: false };

/// A proxy delivers the request twice, and the client receives the answer to the second copy.
const DUPLICATED: Fault = Fault::Duplicated { gap_ms: 50, second_answered: true };

#[test]
fn a_probe_shows_that_a_cancel_worked_whose_answer_was_lost() {
    let scenario = call(Operation::Cancel, Status::Active).fault(1, ANSWER_LOST);
    let result = scenario.run();
    assert_eq!(result.success().get("reconciled"), Some(&Value::Flag(true)));
    assert_eq!(result.success().get("attempts"), Some(&Value::from(1)));
    assert_eq!(result.record.methods(), ["POST", "GET"]);
    assert_eq!(result.changes(), 1);
    // Other clients send the request again, are refused, and report a failure.
    assert_eq!(scenario.run_with(Policy::RepeatBlindly).broken, [Rule::None]);
}

#[test]
fn a_probe_shows_that_a_lost_request_may_be_sent_again() {
    let result = call(Operation::Cancel, Status::Active).fault(1, REQUEST_LOST).run();
    assert_eq!(result.success().get("reconciled"), Some(&Value::Flag(false)));
    assert_eq!(result.record.methods(), ["POST", "GET", "POST"]);
    assert_eq!(result.changes(), 1);
}

#[test]
fn the_effect_is_unknown_if_only_the_second_copy_of_a_cancel_is_answered() {
    let result = call(Operation::Cancel, Status::Active).fault(1, DUPLICATED).run();
    result.assert_failed("InvalidRequest", Effect::Unknown);
    assert_eq!(result.changes(), 1, "the first copy changed the job");
    let goal = call(Operation::Cancel, Status::Active).goal().fault(2, DUPLICATED).run();
    assert_eq!(goal.success().get("changed"), Some(&Value::Flag(true)));
}

#[test]
fn the_effect_is_unknown_if_the_request_can_still_arrive_after_the_probe() {
    let late = Fault::RequestLate { silent: true, ms: 60_000 };
    let result = call(Operation::Cancel, Status::Active).max_attempts(1).fault(1, late).run();
    result.assert_failed("Timeout", Effect::Unknown);
    assert_eq!(result.record.methods(), ["POST", "GET"]);
    assert_eq!(result.changes(), 1, "the change was made after the probe");
    let result = call(Operation::Cancel, Status::Active).fault(1, late).run();
    assert_eq!(result.success().get("attempts"), Some(&Value::from(2)));
    assert_eq!(result.changes(), 1, "the second request made the change, because the first came too late");
}

#[test]
fn the_effect_of_a_lost_answer_is_unknown_if_the_keys_may_not_read_jobs() {
    let result = call(Operation::Cancel, Status::Active).may_not_read_jobs().fault(1, ANSWER_LOST).run();
    result.assert_failed("NetworkError", Effect::Unknown);
    assert_eq!(result.record.methods(), ["POST", "GET"]);
    let result = call(Operation::Cancel, Status::Active).may_not_read_jobs().fault(1, DUPLICATED).run();
    result.assert_failed("InvalidRequest", Effect::Unknown);
}

#[test]
fn a_call_succeeds_if_another_client_cancels_the_job_in_between() {
    let scenario = call(Operation::Cancel, Status::Active).fault(1, REQUEST_LOST);
    let result = scenario.other_client_before(2, Operation::Cancel).run();
    assert_eq!(result.success().get("reconciled"), Some(&Value::Flag(true)));
    assert_eq!(result.changes(), 0, "the other client made the change");
}

#[test]
fn the_effect_is_unknown_if_another_client_deletes_the_job_after_a_lost_answer() {
    for operation in [Operation::Cancel, Operation::Prioritise(5)] {
        let scenario = call(operation, Status::Active).fault(1, ANSWER_LOST);
        let result = scenario.other_client_after(1, Operation::Delete).run();
        result.assert_failed("NetworkError", Effect::Unknown);
        assert_eq!(result.changes(), 1);
    }
}

#[test]
fn a_created_job_whose_answer_was_lost_is_found_by_its_token() {
    let result = call(Operation::Create(0), Status::Active).fault(1, ANSWER_LOST).run();
    assert_eq!(result.success().get("jobId").and_then(Value::as_text), result.record.created.as_deref());
    assert_eq!(result.success().get("reconciled"), Some(&Value::Flag(true)));
    assert_eq!(result.record.methods()[..2], ["POST", "POST"], "the token makes it safe to send the request again");
    assert_eq!(result.changes(), 1);
}

#[test]
fn a_created_job_is_found_if_only_the_second_copy_of_the_request_is_answered() {
    let result = call(Operation::Create(0), Status::Active).fault(1, DUPLICATED).run();
    assert_eq!(result.success().get("jobId").and_then(Value::as_text), result.record.created.as_deref());
}

#[test]
fn a_probe_shows_that_a_deletion_worked_whose_answer_was_lost() {
    let result = call(Operation::Delete, Status::Complete).fault(1, ANSWER_LOST).run();
    assert_eq!(result.success().get("reconciled"), Some(&Value::Flag(true)));
    assert_eq!(
        result.record.methods()[..3],
        ["DELETE", "GET", "GET"],
        "the list must agree, because no look showed the job"
    );
    assert_eq!(result.record.methods().len(), 9, "a replica has the time to learn of a new job");
}

#[test]
fn an_empty_answer_of_a_proxy_does_not_count_as_a_deletion() {
    for status in [200, 204] {
        let fault = Fault::EmptyAnswer { status, after: false };
        let result = call(Operation::Delete, Status::Complete).fault(1, fault).run();
        assert_eq!(result.success().get("attempts"), Some(&Value::from(2)), "{status}");
        assert_eq!(result.changes(), 1);
    }
}

#[test]
fn a_confirmation_is_not_sent_again_if_the_service_fails_after_it() {
    let fault = Fault::ServiceError { code: FaultCode::InternalError, status: 500, after: true };
    let result = call(Operation::Confirm, Status::Suspended).fault(1, fault).run();
    assert_eq!(result.success().get("reconciled"), Some(&Value::Flag(true)));
    assert_eq!(result.changes(), 1);
}

#[test]
fn a_job_that_ended_long_ago_proves_that_a_call_with_a_lost_answer_changed_nothing() {
    let result = call(Operation::Confirm, Status::Cancelled).fault(1, ANSWER_LOST).run();
    result.assert_failed("NetworkError", Effect::None);
}

#[test]
fn two_calls_with_a_wrong_clock_both_succeed() {
    for seconds in [2, 20, 3600, -3600] {
        let scenario = call(Operation::Cancel, Status::Active).goal().twice().clock_ahead(seconds);
        for result in scenario.run_all_with(Policy::Engine) {
            assert_eq!(result.broken, []);
            result.success();
        }
    }
}

#[test]
fn a_new_job_does_not_look_old_to_a_client_with_a_wrong_clock() {
    let scenario = call(Operation::Create(0), Status::Active).clock_ahead(3600);
    let result = scenario.fault(2, ANSWER_LOST).run();
    assert_eq!(result.success().get("jobId").and_then(Value::as_text), result.record.created.as_deref());
    let remote_signer = call(Operation::Cancel, Status::Active).key_source(KeySource::RemoteSigner).clock_ahead(3600);
    let result = remote_signer.fault(1, DUPLICATED).run();
    result.assert_failed("InvalidRequest", Effect::Unknown);
}

#[test]
fn new_keys_are_requested_once_after_the_keys_have_expired() {
    let temporary = || call(Operation::Cancel, Status::Active).key_source(KeySource::Temporary(1800));
    let expired = |request| {
        let position = RequestPosition { call: 0, request };
        Incident::KeysInvalidated(position, Timing::Before, KeyInvalidation::Expired)
    };
    let result = temporary().incident(expired(0)).run();
    assert_eq!(result.success().get("attempts"), Some(&Value::from(2)));
    let result = temporary().incident(expired(0)).incident(expired(1)).run();
    result.assert_failed("ExpiredToken", Effect::None);
}

#[test]
fn a_call_ends_in_time_if_the_credentials_function_never_answers() {
    let result = call(Operation::Cancel, Status::Active).credentials_fault(1, CredentialsFault::NeverAnswers).run();
    result.assert_failed("CredentialsFailed", Effect::None);
    assert_eq!(result.record.ended_ms, Some(result.record.begun_ms + 10_000));
}
