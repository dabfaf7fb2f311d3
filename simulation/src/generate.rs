//! A story from a seed.

use cos_jobs::jobs::status::Status;
use cos_jobs_emulator::FaultCode;

use crate::dice::Dice;
use crate::story::{
    Ask, CallPlan, Ending, Fault, Incident, JobPlan, Keys, Mishap, Moment, Place, Reason, Setting, Story,
};

const SECOND: i64 = 1000;
const HOUR: i64 = 3600 * SECOND;
const DAY: i64 = 24 * HOUR;

/// How many requests of a call may have something happen to them.
const REACH: usize = 12;

/// The story of `seed`.
pub fn story(seed: u64) -> Story {
    let mut dice = Dice::new(seed);
    let count = calls_of(&mut dice);
    let weather = Weather::of(&mut dice, count);
    let jobs: Vec<_> = (0..=dice.below(2)).map(|_| job(&mut dice)).collect();
    let setting = setting(&mut dice);
    let calls: Vec<_> = (0..count).map(|index| call(&mut dice, index, jobs.len())).collect();
    let mut incidents = Vec::new();
    for (index, _) in calls.iter().enumerate() {
        for request in 0..REACH {
            let place = Place { call: index, request };
            incidents.extend(weather.at(&mut dice, place));
        }
    }
    incidents.extend(mishaps(&mut dice, weather));
    Story { seed, setting, jobs, calls, incidents }
}

/// How many calls the story of `seed` has.
pub fn calls_in(seed: u64) -> usize {
    calls_of(&mut Dice::new(seed))
}

/// Mostly few; now and then so many that they use the client's retry budget up.
fn calls_of(dice: &mut Dice) -> usize {
    let number = match dice.below(400) {
        0 => 30 + dice.below(15),
        1..250 => 1,
        250..360 => 2,
        _ => 3 + dice.below(4),
    };
    usize::try_from(number).unwrap_or(1)
}

/// How much goes wrong, in so many of a hundred requests.
#[derive(Clone, Copy)]
struct Weather {
    fault: u64,
    rival: u64,
    keys_end: u64,
    clock_set: u64,
    mishap: u64,
}

impl Weather {
    fn of(dice: &mut Dice, calls: usize) -> Self {
        if calls >= 30 {
            return Self { fault: 90, rival: 2, keys_end: 1, clock_set: 1, mishap: 5 };
        }
        Self {
            fault: dice.pick(0, &[10, 25, 25, 50, 80]),
            rival: dice.pick(0, &[5, 15, 30]),
            keys_end: dice.pick(0, &[0, 0, 10]),
            clock_set: dice.pick(0, &[0, 0, 0, 0, 0, 0, 10]),
            mishap: dice.pick(0, &[0, 0, 20, 60]),
        }
    }

    fn at(self, dice: &mut Dice, place: Place) -> impl Iterator<Item = Incident> {
        let fault = dice.percent(self.fault).then(|| Incident::Fault(place, fault(dice)));
        let rival = dice.percent(self.rival).then(|| Incident::Rival(place, moment(dice), deed(dice)));
        let keys_end = dice.percent(self.keys_end).then(|| {
            let ending = dice.pick(Ending::Expired, &[Ending::Unknown]);
            Incident::KeysEnd(place, moment(dice), ending)
        });
        let clock_set = dice.percent(self.clock_set).then(|| Incident::ClockSet(place, clock_step(dice)));
        [fault, rival, keys_end, clock_set].into_iter().flatten()
    }
}

fn setting(dice: &mut Dice) -> Setting {
    let ahead = [2, 5, 20, 29, 31, 50, 5 * 60, 14 * 60, 16 * 60].map(|seconds| seconds * SECOND);
    let skew = dice.pick(HOUR, &[DAY, 3650 * DAY, ahead[0], ahead[1], ahead[2], ahead[3], ahead[4], ahead[5]]);
    let skew = if dice.percent(30) { dice.pick(skew, &[ahead[6], ahead[7], ahead[8]]) } else { skew };
    Setting {
        skew_ms: match dice.below(10) {
            0..7 => 0,
            7..9 => skew,
            _ => -skew,
        },
        lifetime_s: if dice.percent(85) { 900 } else { dice.pick(60, &[5, 86_400]) },
        keys: keys(dice),
        headers_hidden: dice.percent(8),
        may_look: !dice.percent(8),
        ended_is_unknown: dice.percent(15),
        speed: dice.pick(1000, &[50, 1000, 10_000, 100_000]),
        room: dice.percent(5).then(|| usize::from(dice.percent(50))),
    }
}

fn keys(dice: &mut Dice) -> Keys {
    dice.pick(
        Keys::Lasting,
        &[Keys::Lasting, Keys::Lasting, Keys::Elsewhere, Keys::Unsaid, Keys::Temporary(1800), Keys::Temporary(90)],
    )
}

fn job(dice: &mut Dice) -> JobPlan {
    let [first, others @ ..] = &Status::ALL;
    // Half of the jobs are in one of the statuses in which most can happen.
    let status = if dice.percent(50) {
        dice.pick(Status::Active, &[Status::Suspended, Status::Suspended])
    } else {
        dice.pick(*first, others)
    };
    JobPlan {
        status,
        priority: dice.pick(10, &[5, 7]),
        confirmation_required: status == Status::Suspended || dice.percent(50),
        age_s: dice.pick(3600, &[5, 65, 100, 125]),
    }
}

fn call(dice: &mut Dice, index: usize, jobs: usize) -> CallPlan {
    let ask = match dice.below(100) {
        0..35 => Ask::Cancel,
        35..60 => Ask::Confirm,
        60..75 => Ask::Prioritise(dice.pick(5, &[7, 12])),
        75..85 => Ask::Delete,
        _ if dice.percent(15) => Ask::Create(0),
        _ => Ask::Create(u32::try_from(index).unwrap_or_default()),
    };
    CallPlan {
        number: index as u64,
        at_ms: up_to(dice, &[0, 0, 8000]),
        job: usize::try_from(dice.roll()).unwrap_or_default().checked_rem(jobs).unwrap_or_default(),
        ask,
        reason: dice.pick(Reason::Untold, &[Reason::Usual, Reason::Own]),
        goal: matches!(ask, Ask::Cancel | Ask::Confirm) && dice.percent(40),
        max_attempts: dice.pick(4, &[1, 2, 3, 4, 5, 6]),
        timeout_ms: dice.pick(10_000, &[1000, 3000, 10_000]),
    }
}

/// As when a host learns the time, or wakes up.
fn clock_step(dice: &mut Dice) -> i64 {
    let step = dice.pick(20, &[90, 900, 3600]) * SECOND;
    if dice.percent(50) { step } else { -step }
}

fn moment(dice: &mut Dice) -> Moment {
    dice.pick(Moment::Before, &[Moment::After])
}

fn deed(dice: &mut Dice) -> Ask {
    match dice.below(10) {
        0..4 => Ask::Cancel,
        4..6 => Ask::Confirm,
        6..9 => Ask::Prioritise(dice.pick(5, &[7, 12])),
        _ => Ask::Delete,
    }
}

fn fault(dice: &mut Dice) -> Fault {
    let silent = dice.percent(40);
    let after = dice.percent(50);
    match dice.below(20) {
        0 | 1 => Fault::RequestLost { silent },
        2..5 => Fault::AnswerLost { silent },
        5 => Fault::AnswerLate(dice.below(20_000)),
        6 | 7 => Fault::RequestLate { silent, ms: up_to(dice, &[500, 90_000]) },
        8..11 => twice(dice),
        11 | 12 => service(dice, after),
        13 => Fault::Page { status: dice.pick(502, &[200, 403, 404, 429, 504]), after },
        14 => Fault::Blank { status: dice.pick(502, &[200, 204, 404, 503]), after },
        15 if after => Fault::Foreign { status: dice.pick(200, &[500, 504]), after },
        15 => Fault::Foreign { status: dice.pick(200, &[400, 409, 503]), after },
        16 if after => Fault::Cut(dice.below(1000)),
        16 => Fault::Garbled(dice.below(1000), dice.pick(0xff, b"<&\0")),
        17 => dice.pick(Fault::Redirect(302), &[Fault::Redirect(0), Fault::Redirect(307), Fault::TooLarge]),
        18 => Fault::Throttled {
            status: dice.pick(429, &[503]),
            after_s: dice.pick(None, &[Some(0), Some(1), Some(5), Some(40), Some(100_000)]),
        },
        _ => dice.pick(Fault::AsSuccess, &[Fault::Echo, Fault::OldDate]),
    }
}

fn twice(dice: &mut Dice) -> Fault {
    Fault::Twice { gap_ms: up_to(dice, &[0, 100, 3000, 120_000]), second_shown: dice.percent(60) }
}

/// A number up to one of `bounds`.
fn up_to(dice: &mut Dice, bounds: &[u64]) -> u64 {
    let bound = dice.pick(0, bounds);
    dice.below(bound + 1)
}

fn service(dice: &mut Dice, after: bool) -> Fault {
    let code = dice.pick(FaultCode::InternalError, &[FaultCode::ServiceUnavailable, FaultCode::SlowDown]);
    Fault::Service { code, status: dice.pick(500, &[503, 503, 200]), after }
}

fn mishaps(dice: &mut Dice, weather: Weather) -> Vec<Incident> {
    let mut mishaps = Vec::new();
    for ask in 0..6 {
        if dice.percent(weather.mishap) {
            let slow = Mishap::Slow(dice.below(15_000));
            mishaps.push(Incident::Mishap(ask, dice.pick(Mishap::Fails, &[Mishap::Silent, slow, Mishap::Stale])));
        }
    }
    mishaps
}
