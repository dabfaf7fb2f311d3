//! The state of a run: one client, its calls, the network and the service, on a virtual clock.

use cos_jobs::account::Account;
use cos_jobs::error::Error;

use crate::account;
use crate::credential_requests::CredentialRequests;
use crate::events::{Event, Wait};
use crate::goal_state::GoalState;
use crate::keyring::Keyring;
use crate::log::Log;
use crate::operation::Operation;
use crate::pending_incidents::PendingIncidents;
use crate::policy::Policy;
use crate::queue::Queue;
use crate::record::ScenarioResult;
use crate::running_call::RunningCall;
use crate::scenario::{KeySource, Scenario};
use crate::seed::START_MS;
use crate::service::Service;
use crate::truth;

/// The state of a run of a scenario.
pub(crate) struct World<'s> {
    pub(crate) scenario: &'s Scenario,
    /// The service's clock.
    pub(crate) now: u64,
    /// By how much the client's clock is ahead, in milliseconds.
    pub(crate) skew: i64,
    /// Whether the client's clock was set at any time.
    pub(crate) clock_set: bool,
    pub(crate) queue: Queue<Event>,
    pub(crate) service: Service,
    pub(crate) incidents: PendingIncidents<'s>,
    pub(crate) calls: Vec<RunningCall>,
    pub(crate) keyring: Keyring,
    pub(crate) credential_requests: CredentialRequests,
    pub(crate) log: Log,
    /// The clients, which share keys and a clock.
    pub(crate) clients: [Account; 2],
    pub(crate) policy: Policy,
}

impl<'s> World<'s> {
    /// The state at the start of the scenario.
    pub(crate) fn new(scenario: &'s Scenario, policy: Policy, with_log: bool) -> Result<Self, Error> {
        let mut service = Service::new(scenario);
        service.set_keys(&[]);
        let clients = [client(scenario, policy, 0)?, client(scenario, policy, 1)?];
        let calls = scenario.calls.iter().enumerate();
        let calls = calls
            .map(|(index, plan)| RunningCall::new(index, plan, service.target_of(plan), service.job(plan.job), policy));
        let calls = calls.collect::<Result<_, _>>()?;
        Ok(Self {
            scenario,
            now: START_MS,
            skew: scenario.setting.skew_ms,
            clock_set: false,
            queue: Queue::new(),
            service,
            incidents: PendingIncidents::new(&scenario.incidents),
            calls,
            keyring: Keyring::new(scenario.setting.key_source),
            credential_requests: CredentialRequests::default(),
            log: Log::new(with_log, START_MS),
            clients,
            policy,
        })
    }

    /// The time of the clients' clock.
    pub(crate) fn client_time(&self) -> u64 {
        self.now.saturating_add_signed(self.skew)
    }

    /// Whether a call still waits for this.
    pub(crate) fn is_waiting(&self, wait: Wait) -> bool {
        let call = self.calls.get(wait.call);
        call.is_some_and(|running| running.wait == wait && running.record.ended_ms.is_none())
    }

    /// Records, for each active call, whether its goal is reached now, and whether its changes are undone.
    pub(crate) fn observe_goals(&mut self) {
        for running in self.calls.iter_mut().filter(|running| running.is_active()) {
            let record = &mut running.record;
            if record.goal_reached && record.changes.is_empty() {
                continue;
            }
            let goal_state = self.service.goal_state(&running.target);
            record.goal_reached |= goal_state == GoalState::Reached;
            let is_undone = matches!(goal_state, GoalState::Open | GoalState::Over);
            record.changes.iter_mut().for_each(|change| change.undone |= is_undone);
        }
    }

    /// What happened, after the last event.
    pub(crate) fn into_result(mut self, hit_event_limit: bool) -> ScenarioResult {
        for running in &mut self.calls {
            if let Operation::Create(_) = running.target.operation {
                running.record.created = truth::id_of(self.service.state(), &running.target).map(str::to_owned);
                running.record.created_as = self.service.created_as(&running.target.name);
                let names = running.names.iter();
                running.record.created_jobs = names.filter(|name| self.service.created_as(name).is_some()).count();
            }
        }
        ScenarioResult {
            records: self.calls.into_iter().map(|running| running.record).collect(),
            happened: self.incidents.happened(),
            log: self.log.into_lines(),
            hit_event_limit,
        }
    }
}

/// One of the two clients.
fn client(scenario: &Scenario, policy: Policy, number: u64) -> Result<Account, Error> {
    let lifetime = scenario.setting.signature_lifetime_s;
    let lifetime = if policy == Policy::LongSignatures { lifetime.or(Some(900)) } else { lifetime };
    let options: Vec<_> = lifetime.map(|seconds| ("signatureLifetime", seconds)).into_iter().collect();
    let mut client = account::client(&options, scenario.seed.wrapping_add(number))?;
    if scenario.setting.key_source == KeySource::RemoteSigner {
        client.sign_elsewhere();
    }
    Ok(client)
}
