//! Making a story that breaks a rule as short as it can be told.

use crate::story::{Incident, Reason, Setting, Story};

/// The shortest story that is still `bad`: every incident, call and circumstance without which it would not be is
/// there, and no other.
pub fn shrink(story: &Story, bad: impl Fn(&Story) -> bool) -> Story {
    let mut shortest = story.clone();
    loop {
        let found = shorter(&shortest).find(&bad);
        match found {
            Some(shorter) => shortest = shorter,
            None => return shortest,
        }
    }
}

/// All stories that are one step shorter.
fn shorter(story: &Story) -> impl Iterator<Item = Story> {
    let halves = (story.incidents.len() > 8).then(|| half(story)).into_iter().flatten();
    let calls = (0..story.calls.len()).filter(|_| story.calls.len() > 1).map(|index| without_call(story, index));
    let incidents = (0..story.incidents.len()).map(|index| {
        let mut shorter = story.clone();
        shorter.incidents.remove(index);
        shorter
    });
    halves.chain(calls).chain(incidents).chain(settings(story)).chain(plainer_calls(story)).chain(fewer_jobs(story))
}

/// Each half of the incidents, for a start.
fn half(story: &Story) -> impl Iterator<Item = Story> {
    let (first, second) = story.incidents.split_at(story.incidents.len() / 2);
    [first.to_vec(), second.to_vec()].into_iter().map(|incidents| Story { incidents, ..story.clone() })
}

fn without_call(story: &Story, gone: usize) -> Story {
    let mut shorter = story.clone();
    shorter.calls.remove(gone);
    shorter.incidents.retain(|incident| incident.call() != Some(gone));
    for place in shorter.incidents.iter_mut().filter_map(Incident::place_mut) {
        place.call -= usize::from(place.call > gone);
    }
    shorter
}

/// Each circumstance as it usually is.
fn settings(story: &Story) -> impl Iterator<Item = Story> {
    let (own, usual) = (story.setting, Setting::default());
    let settings = [
        Setting { skew_ms: usual.skew_ms, ..own },
        Setting { lifetime_s: usual.lifetime_s, ..own },
        Setting { keys: usual.keys, ..own },
        Setting { headers_hidden: usual.headers_hidden, ..own },
        Setting { may_look: usual.may_look, ..own },
        Setting { ended_is_unknown: usual.ended_is_unknown, ..own },
        Setting { speed: usual.speed, ..own },
        Setting { room: usual.room, ..own },
    ];
    settings.into_iter().filter(move |setting| *setting != own).map(|setting| Story { setting, ..story.clone() })
}

fn plainer_calls(story: &Story) -> impl Iterator<Item = Story> {
    story.calls.iter().enumerate().flat_map(move |(index, call)| {
        let mut plainer = [*call; 5];
        let [begin, mode, attempts, timeout, reason] = &mut plainer;
        begin.at_ms = 0;
        reason.reason = Reason::Untold;
        mode.goal = false;
        attempts.max_attempts = (call.max_attempts - 1).max(1);
        timeout.timeout_ms = 10_000;
        plainer.into_iter().filter(move |plainer| plainer != call).map(move |plainer| {
            let mut shorter = story.clone();
            shorter.calls.splice(index..=index, [plainer]);
            shorter
        })
    })
}

/// Without each job that no call is about.
fn fewer_jobs(story: &Story) -> impl Iterator<Item = Story> {
    let idle = (0..story.jobs.len()).filter(|job| story.calls.iter().all(|call| call.job != *job));
    idle.map(|gone| {
        let mut shorter = story.clone();
        shorter.jobs.remove(gone);
        shorter.calls.iter_mut().for_each(|call| call.job -= usize::from(call.job > gone));
        shorter
    })
}
