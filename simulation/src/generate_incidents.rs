//! Generating the incidents of a scenario.

use cos_jobs_emulator::FaultCode;

use crate::incident::{CredentialsFault, Fault, Incident, KeyInvalidation, RequestPosition, Timing};
use crate::operation::Operation;
use crate::random::Random;

/// Credentials faults are generated for this many calls of the credentials function.
const CREDENTIALS_CALLS: u32 = 6;

/// How often each kind of incident happens, in percent of the requests, or of the calls of the credentials function.
#[derive(Clone, Copy)]
pub(crate) struct FaultRates {
    fault: u64,
    other_client: u64,
    keys_invalidated: u64,
    clock_set: u64,
    credentials: u64,
}

impl FaultRates {
    /// Random rates for a scenario with `calls` calls.
    pub(crate) fn random(random: &mut Random, calls: usize) -> Self {
        if calls >= 30 {
            return Self { fault: 90, other_client: 2, keys_invalidated: 1, clock_set: 1, credentials: 5 };
        }
        Self {
            fault: random.pick(0, &[10, 25, 25, 50, 80]),
            other_client: random.pick(0, &[5, 15, 30]),
            keys_invalidated: random.pick(0, &[0, 0, 10]),
            clock_set: random.pick(0, &[0, 0, 0, 0, 0, 0, 10]),
            credentials: random.pick(0, &[0, 0, 20, 60]),
        }
    }
}

/// The incidents of one request.
pub(crate) fn incidents_at(
    random: &mut Random,
    rates: FaultRates,
    position: RequestPosition,
) -> impl Iterator<Item = Incident> {
    let fault = random.percent(rates.fault).then(|| Incident::Fault(position, fault(random)));
    let other_client = random
        .percent(rates.other_client)
        .then(|| Incident::OtherClient(position, timing(random), other_client_operation(random)));
    let keys_invalidated = random.percent(rates.keys_invalidated).then(|| {
        let invalidation = random.pick(KeyInvalidation::Expired, &[KeyInvalidation::Deleted]);
        Incident::KeysInvalidated(position, timing(random), invalidation)
    });
    let clock_set = random.percent(rates.clock_set).then(|| Incident::ClockSet(position, clock_step(random)));
    [fault, other_client, keys_invalidated, clock_set].into_iter().flatten()
}

/// The faults of the credentials function.
pub(crate) fn credentials_faults(random: &mut Random, rates: FaultRates) -> Vec<Incident> {
    let mut faults = Vec::new();
    for number in 0..CREDENTIALS_CALLS {
        if random.percent(rates.credentials) {
            let slow = CredentialsFault::Slow(random.below(15_000));
            let others = [CredentialsFault::NeverAnswers, slow, CredentialsFault::UnknownKeys];
            faults.push(Incident::Credentials(number, random.pick(CredentialsFault::Fails, &others)));
        }
    }
    faults
}

/// A change of the clock as it happens when a computer synchronises its time or wakes up.
fn clock_step(random: &mut Random) -> i64 {
    let step_ms = random.pick(20, &[90, 900, 3600]) * 1000;
    if random.percent(50) { step_ms } else { -step_ms }
}

fn timing(random: &mut Random) -> Timing {
    random.pick(Timing::Before, &[Timing::After])
}

fn other_client_operation(random: &mut Random) -> Operation {
    match random.below(10) {
        0..4 => Operation::Cancel,
        4..6 => Operation::Confirm,
        6..9 => Operation::Prioritise(random.pick(5, &[7, 12])),
        _ => Operation::Delete,
    }
}

fn fault(random: &mut Random) -> Fault {
    let silent = random.percent(40);
    let after = random.percent(50);
    match random.below(20) {
        0 | 1 => Fault::RequestLost { silent },
        2..5 => Fault::AnswerLost { silent },
        5 => Fault::AnswerLate(random.below(20_000)),
        6 | 7 => Fault::RequestLate { silent, ms: random.up_to_one_of(&[500, 90_000]) },
        8..11 => duplicated(random),
        11 | 12 => service_error(random, after),
        13 => Fault::HtmlPage { status: random.pick(502, &[200, 403, 404, 429, 504]), after },
        14 => Fault::EmptyAnswer { status: random.pick(502, &[200, 204, 404, 503]), after },
        15 if after => Fault::UnknownError { status: random.pick(200, &[500, 504]), after },
        15 => Fault::UnknownError { status: random.pick(200, &[400, 409, 503]), after },
        16 if after => Fault::Truncated(random.below(1000)),
        16 => Fault::Corrupted(random.below(1000), random.pick(0xff, b"<&\0")),
        17 => random.pick(Fault::Redirect(302), &[Fault::Redirect(0), Fault::Redirect(307), Fault::TooLarge]),
        18 => Fault::Throttled {
            status: random.pick(429, &[503]),
            after_s: random.pick(None, &[Some(0), Some(1), Some(5), Some(40), Some(100_000)]),
        },
        _ => random.pick(
            Fault::Status200,
            &[Fault::EchoedHeaders, Fault::FromCache, Fault::BrokenBody, Fault::Contradiction, Fault::Contradiction],
        ),
    }
}

fn duplicated(random: &mut Random) -> Fault {
    Fault::Duplicated { gap_ms: random.up_to_one_of(&[0, 100, 3000, 120_000]), second_answered: random.percent(60) }
}

fn service_error(random: &mut Random, after: bool) -> Fault {
    let code = random.pick(FaultCode::InternalError, &[FaultCode::ServiceUnavailable, FaultCode::SlowDown]);
    Fault::ServiceError { code, status: random.pick(500, &[503, 503, 200]), after }
}
