//! Generating a scenario from a seed.

use cos_jobs::model::status::Status;

use crate::faults::Faults;
use crate::generate_extras::{add_all, only_stale_reads};
use crate::generate_incidents::{FaultRates, credentials_faults, incidents_at};
use crate::incident::RequestPosition;
use crate::operation::{JobVariant, Operation, Reason};
use crate::random::Random;
use crate::scenario::{CallPlan, EndedJobs, JobPlan, KeySource, Scenario, Setting};
use crate::verb_plan::VerbPlan;

const SECOND: i64 = 1000;
const HOUR: i64 = 3600 * SECOND;
const DAY: i64 = 24 * HOUR;

/// Incidents are generated for this many requests of each call.
const REQUESTS_WITH_INCIDENTS: usize = 12;

/// The scenario of `seed`.
pub fn scenario(seed: u64, faults: Faults) -> Scenario {
    let mut scenario = classic(seed);
    match faults {
        Faults::Classic => {}
        Faults::Stale => only_stale_reads(&mut scenario),
        Faults::All => add_all(&mut scenario),
    }
    scenario
}

/// A scenario with single calls, and without stale reads.
fn classic(seed: u64) -> Scenario {
    let mut random = Random::new(seed);
    let count = call_count(&mut random);
    let rates = FaultRates::random(&mut random, count);
    let jobs: Vec<_> = (0..=random.below(2)).map(|_| job(&mut random)).collect();
    let setting = setting(&mut random);
    let calls: Vec<_> = (0..count).map(|index| call(&mut random, index, jobs.len())).collect();
    let mut incidents = Vec::new();
    for call in 0..calls.len() {
        for request in 0..REQUESTS_WITH_INCIDENTS {
            incidents.extend(incidents_at(&mut random, rates, RequestPosition { call, request }));
        }
    }
    incidents.extend(credentials_faults(&mut random, rates));
    Scenario { seed, setting, jobs, calls, incidents }
}

/// How many calls the scenario of `seed` has.
pub fn calls_in(seed: u64) -> usize {
    call_count(&mut Random::new(seed))
}

/// Most scenarios have few calls. Some have so many that they use up the client's retry budget.
fn call_count(random: &mut Random) -> usize {
    let number = match random.below(400) {
        0 => 30 + random.below(15),
        1..250 => 1,
        250..360 => 2,
        _ => 3 + random.below(4),
    };
    usize::try_from(number).unwrap_or(1)
}

fn setting(random: &mut Random) -> Setting {
    let ahead = [2, 5, 20, 29, 31, 50, 5 * 60, 14 * 60, 16 * 60].map(|seconds| seconds * SECOND);
    let skew = random.pick(HOUR, &[DAY, 3650 * DAY, ahead[0], ahead[1], ahead[2], ahead[3], ahead[4], ahead[5]]);
    let skew = if random.percent(30) { random.pick(skew, &[ahead[6], ahead[7], ahead[8]]) } else { skew };
    Setting {
        skew_ms: match random.below(10) {
            0..7 => 0,
            7..9 => skew,
            _ => -skew,
        },
        signature_lifetime_s: Some(if random.percent(85) { 900 } else { random.pick(60, &[5, 86_400]) }),
        key_source: key_source(random),
        headers_hidden: random.percent(8),
        may_read_jobs: !random.percent(8),
        ended_jobs: match random.below(100) {
            0..85 => EndedJobs::Known,
            85..93 => EndedJobs::UnknownToChanges,
            _ => EndedJobs::Unknown,
        },
        speed: random.pick(1000, &[50, 1000, 10_000, 100_000]),
        job_quota_left: random.percent(5).then(|| usize::from(random.percent(50))),
        ..Setting::default()
    }
}

fn key_source(random: &mut Random) -> KeySource {
    random.pick(
        KeySource::Permanent,
        &[
            KeySource::Permanent,
            KeySource::Permanent,
            KeySource::RemoteSigner,
            KeySource::TemporaryWithoutExpiry,
            KeySource::Temporary(1800),
            KeySource::Temporary(90),
        ],
    )
}

fn job(random: &mut Random) -> JobPlan {
    let (first, others) = Status::ALL.split_first().unwrap_or((&Status::Active, &[]));
    // Half of the jobs have a status in which many requests are possible.
    let status = if random.percent(50) {
        random.pick(Status::Active, &[Status::Suspended, Status::Suspended])
    } else {
        random.pick(*first, others)
    };
    JobPlan {
        status,
        priority: random.pick(10, &[5, 7]),
        confirmation_required: status == Status::Suspended || random.percent(50),
        age_s: random.pick(3600, &[5, 65, 100, 125]),
    }
}

fn call(random: &mut Random, index: usize, jobs: usize) -> CallPlan {
    let operation = match random.below(100) {
        0..35 => Operation::Cancel,
        35..60 => Operation::Confirm,
        60..75 => Operation::Prioritise(random.pick(5, &[7, 12])),
        75..85 => Operation::Delete,
        _ if random.percent(15) => Operation::Create(0),
        _ => Operation::Create(u32::try_from(index).unwrap_or_default()),
    };
    CallPlan {
        number: index as u64,
        at_ms: random.up_to_one_of(&[0, 0, 8000]),
        job: usize::try_from(random.next_u64()).unwrap_or_default().checked_rem(jobs).unwrap_or_default(),
        operation,
        reason: random.pick(Reason::NotGiven, &[Reason::Common, Reason::Unique]),
        goal: matches!(operation, Operation::Cancel | Operation::Confirm) && random.percent(40),
        max_attempts: random.pick(4, &[1, 2, 3, 4, 5, 6]),
        timeout_ms: random.pick(10_000, &[1000, 3000, 10_000]),
        client: 0,
        variant: JobVariant::Usual,
        verb: VerbPlan::Single,
    }
}
