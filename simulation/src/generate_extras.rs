//! Adding the faults that the classic scenarios do not contain.
//!
//! The numbers come from a second generator, so that the classic scenario of a seed stays the same.

use cos_jobs::model::status::Status;
use cos_jobs_emulator::lifecycle::{Cause, next};

use crate::generate_verbs::add_verbs;
use crate::incident::{Fault, Incident, RequestPosition};
use crate::operation::Operation;
use crate::random::{Random, derived};
use crate::scenario::{EndedJobs, MAX_LAG_MS, Replicas, Scenario, Setting, YOUNG_S};

/// Aged answers and late copies are generated for this many requests of each call.
const REQUESTS: usize = 6;

/// How much later than its request a copy may arrive, in milliseconds.
const LATEST_MS: u64 = 1_100_000;

/// Leaves stale reads as the only fault.
pub(crate) fn only_stale_reads(scenario: &mut Scenario) {
    let mut random = Random::new(derived([scenario.seed, 10, 0, 0]));
    let Setting { speed, may_read_jobs, .. } = Setting::default();
    scenario.incidents.clear();
    scenario.setting = Setting {
        skew_ms: 0,
        headers_hidden: false,
        may_read_jobs,
        job_quota_left: None,
        ended_jobs: EndedJobs::Known,
        speed: random.pick(speed, &[50, scenario.setting.speed]),
        replicas: replicas(&mut random),
        ..scenario.setting
    };
    for index in 0..scenario.calls.len() {
        make_sensible(&mut random, scenario, index);
    }
    make_jobs_young(&mut random, scenario);
}

/// Gives a call a job of its own, and lets almost all calls request what the service accepts for their job. Otherwise most
/// calls with an unknown effect would be calls that were refused anyway.
fn make_sensible(random: &mut Random, scenario: &mut Scenario, index: usize) {
    let Some(call) = scenario.calls.get_mut(index) else { return };
    let Some(mut job) = scenario.jobs.get(call.job).copied() else { return };
    if random.percent(97) {
        match &mut call.operation {
            Operation::Confirm => (job.status, job.confirmation_required) = (Status::Suspended, true),
            Operation::Cancel | Operation::Prioritise(_) if next(job.status, Cause::CancelRequested).is_none() => {
                job.status = Status::Active;
            }
            Operation::Create(token) => *token = u32::try_from(index).unwrap_or_default(),
            Operation::Cancel | Operation::Prioritise(_) | Operation::Delete => {}
        }
    }
    call.job = scenario.jobs.len();
    scenario.jobs.push(job);
}

/// Adds everything.
pub(crate) fn add_all(scenario: &mut Scenario) {
    let mut random = Random::new(derived([scenario.seed, 11, 0, 0]));
    if random.percent(60) {
        scenario.setting.replicas = replicas(&mut random);
        make_jobs_young(&mut random, scenario);
    }
    // With an explicit lifetime, the client must not choose a shorter one.
    let lifetime = scenario.setting.signature_lifetime_s;
    scenario.setting.signature_lifetime_s = lifetime.filter(|seconds| *seconds != 900);
    add_faults(&mut random, scenario);
    add_verbs(&mut random, scenario);
}

fn replicas(random: &mut Random) -> Replicas {
    let mut lag = || random.up_to_one_of(&[300, 1500, MAX_LAG_MS]);
    Replicas { lags_ms: [0, lag(), lag()] }
}

/// Lets a few jobs be so young that a replica may not know them.
fn make_jobs_young(random: &mut Random, scenario: &mut Scenario) {
    for job in &mut scenario.jobs {
        if random.percent(15) {
            job.age_s = random.below(YOUNG_S);
        }
    }
}

/// Adds aged answers, and copies that arrive long after the request.
fn add_faults(random: &mut Random, scenario: &mut Scenario) {
    let rate = random.pick(0, &[0, 5, 30]);
    for call in 0..scenario.calls.len() {
        for request in 0..REQUESTS {
            let position = RequestPosition { call, request };
            let is_disturbed = |incident: &Incident| matches!(incident, Incident::Fault(at, _) if *at == position);
            if !random.percent(rate) || scenario.incidents.iter().any(is_disturbed) {
                continue;
            }
            let late_copy = if random.percent(50) {
                Fault::Duplicated { gap_ms: random.below(LATEST_MS), second_answered: false }
            } else {
                Fault::RequestLate { silent: random.percent(50), ms: random.below(LATEST_MS) }
            };
            let aged = Fault::Aged(1000 + random.below(60_000));
            // If the client cannot read the headers, it cannot see that an answer is old.
            let fault = if scenario.setting.headers_hidden { late_copy } else { random.pick(aged, &[aged, late_copy]) };
            scenario.incidents.push(Incident::Fault(position, fault));
        }
    }
}
