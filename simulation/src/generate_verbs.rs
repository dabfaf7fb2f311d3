//! Generating the verbs of a scenario: bulk, watch, wait, repeated calls, and two clients.

use cos_jobs::model::status::Status;

use crate::incident::{Fault, Incident, RequestPosition, Timing};
use crate::operation::{JobVariant, Operation};
use crate::random::Random;
use crate::scenario::{CallPlan, KeySource, Scenario};
use crate::verb_plan::{Selection, VerbPlan, WatchGoal};

/// How many other jobs a crowded account has.
const CROWD: usize = 40;

/// Gives some calls another verb, another client, or another job to create.
pub(crate) fn add_verbs(random: &mut Random, scenario: &mut Scenario) {
    let two_clients = random.percent(40);
    for call in &mut scenario.calls {
        match random.below(100) {
            0..50 => {}
            50..68 => call.verb = VerbPlan::Repeating(random.pick(0, &[3000, 8000, 100_000])),
            68..86 => select(random, call),
            _ => watch(random, call),
        }
        if let Operation::Create(token) = &mut call.operation {
            *token = if random.percent(20) { 0 } else { *token };
            let variants = [JobVariant::OtherPriority, JobVariant::OtherOperation, JobVariant::OtherManifest];
            call.variant = if random.percent(70) {
                JobVariant::Usual
            } else {
                random.pick(JobVariant::OtherDescription, &variants)
            };
        }
        call.client = usize::from(two_clients && random.percent(50));
    }
    if two_clients {
        meet(random, scenario);
    }
    interfere(random, scenario);
    if random.percent(1) {
        crowd(random, scenario);
    }
}

fn select(random: &mut Random, call: &mut CallPlan) {
    let status = random.pick(Status::Active, &[Status::Suspended, Status::Suspended, Status::Ready]);
    let priority = random.percent(30).then(|| random.pick(10, &[5, 7]));
    let is_listed = random.percent(60);
    // A caller who gives neither statuses nor a filter gives ids.
    let status = is_listed.then_some(status);
    call.operation = random.pick(Operation::Cancel, &[Operation::Cancel, Operation::Cancel, Operation::Confirm]);
    call.verb = VerbPlan::ChangeMany(Selection { status, priority, is_listed });
}

fn watch(random: &mut Random, call: &mut CallPlan) {
    let until = [WatchGoal::Final, WatchGoal::Is(Status::Suspended), WatchGoal::Is(Status::Active)];
    call.operation = Operation::Cancel;
    call.verb = VerbPlan::Watch(random.pick(WatchGoal::Settled, &until));
}

/// Lets two calls begin at almost the same time and change the same job.
fn meet(random: &mut Random, scenario: &mut Scenario) {
    if let [first, second, ..] = scenario.calls.as_mut_slice() {
        second.job = first.job;
        second.client = 1 - first.client;
        second.at_ms = first.at_ms + random.below(150);
    }
}

/// Lets another client change jobs at the moments that matter: between a call and its repetition, and between two looks of a
/// bulk.
fn interfere(random: &mut Random, scenario: &mut Scenario) {
    for (call, plan) in scenario.calls.iter_mut().enumerate() {
        let operation = match plan.operation {
            Operation::Prioritise(_) => Operation::Prioritise(3),
            _ => random.pick(Operation::Confirm, &[Operation::Prioritise(3)]),
        };
        if !random.percent(40) {
            continue;
        }
        let request = match plan.verb {
            VerbPlan::Repeating(_) => random.pick(0, &[1, 1, 2]),
            VerbPlan::ChangeMany(selection) => {
                // The look comes after the list, and the change after the look.
                let look = usize::from(selection.is_listed);
                plan.max_attempts = plan.max_attempts.max(2);
                let position = RequestPosition { call, request: look + 1 };
                let is_disturbed = |incident: &Incident| matches!(incident, Incident::Fault(at, _) if *at == position);
                if !scenario.incidents.iter().any(is_disturbed) {
                    scenario.incidents.push(Incident::Fault(position, Fault::RequestLost { silent: false }));
                }
                look
            }
            VerbPlan::Single | VerbPlan::Watch(_) => continue,
        };
        let position = RequestPosition { call, request };
        scenario.incidents.push(Incident::OtherClient(position, Timing::After, operation));
    }
}

/// Adds other jobs. Often a token is used twice, nothing else goes wrong, and the client does not know the time, so that a
/// search for the token would have to look at all jobs.
fn crowd(random: &mut Random, scenario: &mut Scenario) {
    scenario.setting.crowd = CROWD;
    if random.percent(70) {
        scenario.incidents.clear();
        scenario.setting.key_source = KeySource::RemoteSigner;
        scenario.setting.headers_hidden = random.percent(70);
        scenario.setting.skew_ms = 0;
        for call in &mut scenario.calls {
            call.operation = Operation::Create(0);
            call.goal = false;
            call.verb = VerbPlan::Single;
        }
    }
}
