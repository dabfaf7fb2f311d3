//! Shortening a scenario that breaks a rule.

use crate::incident::Incident;
use crate::operation::{JobVariant, Reason};
use crate::scenario::{Scenario, Setting};
use crate::verb_plan::VerbPlan;

/// Shortens a scenario as long as it is still `bad`. In the result, no incident, call, job or unusual setting can be left
/// out.
pub fn shrink(scenario: &Scenario, bad: impl Fn(&Scenario) -> bool) -> Scenario {
    let mut shortest = scenario.clone();
    loop {
        let found = shorter(&shortest).find(&bad);
        match found {
            Some(shorter) => shortest = shorter,
            None => return shortest,
        }
    }
}

/// All scenarios that are one step shorter or simpler.
fn shorter(scenario: &Scenario) -> impl Iterator<Item = Scenario> {
    let incident_halves = (scenario.incidents.len() > 8).then(|| halves(scenario)).into_iter().flatten();
    let calls =
        (0..scenario.calls.len()).filter(|_| scenario.calls.len() > 1).map(|index| without_call(scenario, index));
    let incidents = (0..scenario.incidents.len()).map(|index| {
        let mut shorter = scenario.clone();
        shorter.incidents.remove(index);
        shorter
    });
    incident_halves
        .chain(calls)
        .chain(incidents)
        .chain(default_settings(scenario))
        .chain(simpler_calls(scenario))
        .chain(fewer_jobs(scenario))
}

/// The scenario with the first half of its incidents, and with the second half. This removes many incidents quickly.
fn halves(scenario: &Scenario) -> impl Iterator<Item = Scenario> {
    let (first, second) = scenario.incidents.split_at(scenario.incidents.len() / 2);
    [first.to_vec(), second.to_vec()].into_iter().map(|incidents| Scenario { incidents, ..scenario.clone() })
}

fn without_call(scenario: &Scenario, removed: usize) -> Scenario {
    let mut shorter = scenario.clone();
    shorter.calls.remove(removed);
    shorter.incidents.retain(|incident| incident.call() != Some(removed));
    for position in shorter.incidents.iter_mut().filter_map(Incident::position_mut) {
        position.call -= usize::from(position.call > removed);
    }
    shorter
}

/// The scenario with one setting at its default, for each setting.
fn default_settings(scenario: &Scenario) -> impl Iterator<Item = Scenario> {
    let (own, usual) = (scenario.setting, Setting::default());
    let settings = [
        Setting { skew_ms: usual.skew_ms, ..own },
        Setting { signature_lifetime_s: usual.signature_lifetime_s, ..own },
        Setting { key_source: usual.key_source, ..own },
        Setting { headers_hidden: usual.headers_hidden, ..own },
        Setting { may_read_jobs: usual.may_read_jobs, ..own },
        Setting { ended_jobs: usual.ended_jobs, ..own },
        Setting { speed: usual.speed, ..own },
        Setting { job_quota_left: usual.job_quota_left, ..own },
        Setting { replicas: usual.replicas, ..own },
        Setting { crowd: usual.crowd, ..own },
    ];
    settings.into_iter().filter(move |setting| *setting != own).map(|setting| Scenario { setting, ..scenario.clone() })
}

/// The scenario with one call simplified, for each call and each of its properties.
fn simpler_calls(scenario: &Scenario) -> impl Iterator<Item = Scenario> {
    scenario.calls.iter().enumerate().flat_map(move |(index, call)| {
        let mut simpler = [*call; 8];
        let [begin, mode, attempts, timeout, reason, client, variant, verb] = &mut simpler;
        client.client = 0;
        variant.variant = JobVariant::Usual;
        verb.verb = VerbPlan::Single;
        begin.at_ms = 0;
        reason.reason = Reason::NotGiven;
        mode.goal = false;
        attempts.max_attempts = (call.max_attempts - 1).max(1);
        timeout.timeout_ms = 10_000;
        simpler.into_iter().filter(move |simpler| simpler != call).map(move |simpler| {
            let mut shorter = scenario.clone();
            shorter.calls.splice(index..=index, [simpler]);
            shorter
        })
    })
}

/// The scenario without one job, for each job that no call changes.
fn fewer_jobs(scenario: &Scenario) -> impl Iterator<Item = Scenario> {
    let unused = (0..scenario.jobs.len()).filter(|job| scenario.calls.iter().all(|call| call.job != *job));
    unused.map(|removed| {
        let mut shorter = scenario.clone();
        shorter.jobs.remove(removed);
        shorter.calls.iter_mut().for_each(|call| call.job -= usize::from(call.job > removed));
        shorter
    })
}
