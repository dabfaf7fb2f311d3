//! Playing a story: one client, its calls, the network and the service, on a clock of their own.

use cos_jobs::call::{Call, Failure, Limits, Mode, Step};
use cos_jobs::client::{Client, Outgoing};
use cos_jobs::error::Error;
use cos_jobs::json::to_json;
use cos_jobs::value::Value;

use crate::account;
use crate::action::action;
use crate::dice::settled;
use crate::http::received;
use crate::incidents::Incidents;
use crate::keyring::{self, Keyring, MARK};
use crate::log::Log;
use crate::network::{self, Shown};
use crate::policy::{Policy, Verdict};
use crate::queue::Queue;
use crate::record::{Outcome, Record, Sent};
use crate::service::{START_MS, Service, Subject};
use crate::story::{CallPlan, Fault, Keys, Place, Story};

/// No story needs so many events; one that has more goes on for ever.
const MAX_EVENTS: u32 = 200_000;

/// How late a host's timers are at most, in milliseconds.
const TIMER_LATENESS: u64 = 20;

/// How a story went.
#[derive(Debug)]
pub struct Ending {
    /// The records of its calls.
    pub records: Vec<Record>,
    /// Which of its incidents came to pass.
    pub struck: Vec<bool>,
    /// What happened, if that was wanted.
    pub log: Vec<String>,
    /// Whether something was still going on when everybody lost patience.
    pub endless: bool,
}

/// A story that is being played.
pub(crate) struct World<'s> {
    pub(crate) story: &'s Story,
    pub(crate) now: u64,
    pub(crate) queue: Queue<Event>,
    pub(crate) service: Service,
    pub(crate) incidents: Incidents<'s>,
    pub(crate) calls: Vec<Running>,
    pub(crate) keyring: Keyring,
    pub(crate) asking: Asking,
    pub(crate) log: Log,
    client: Client,
    policy: Policy,
}

/// A call that is being made.
pub(crate) struct Running {
    pub(crate) plan: CallPlan,
    pub(crate) subject: Subject,
    pub(crate) record: Record,
    call: Option<Call>,
    /// Of how many things the call has waited for so far; what comes for an earlier one comes too late.
    pub(crate) ticket: u32,
}

/// Whether the credentials function is at it; calls that want keys meanwhile share its answer.
#[derive(Debug, Default)]
pub(crate) struct Asking {
    asked: u32,
    going_on: bool,
    waiting: Vec<(usize, u32)>,
    signatures: Vec<(usize, u32)>,
}

/// Something that is still to happen.
pub(crate) enum Event {
    /// A call begins.
    Begin(usize),
    /// A request arrives.
    Arrive(Box<Delivery>),
    /// A call is shown something.
    Show(usize, u32, Box<Shown>),
    /// A call has waited as long as it wanted to.
    Wake(usize, u32),
    /// The time for what a call does is over: for an attempt, or for its keys.
    TimeOver(usize, u32),
    /// The credentials function answers for the so-many-th time.
    Keys(u32),
    /// A backend answers a signature of the so-many-th request that it was shown.
    Signature(usize, u32, u32, Box<Value<'static>>),
}

/// A request on its way.
pub(crate) struct Delivery {
    pub(crate) place: Place,
    pub(crate) ticket: u32,
    pub(crate) second: bool,
    pub(crate) request: cos_jobs_emulator::HttpRequest,
    pub(crate) fault: Option<Fault>,
}

/// Plays `story` to its end, and until everything has arrived.
pub fn play(story: &Story, policy: Policy, with_log: bool) -> Result<Ending, Error> {
    let mut world = World::new(story, policy, with_log)?;
    for (index, plan) in story.calls.iter().enumerate() {
        world.queue.push(START_MS + plan.at_ms, Event::Begin(index));
    }
    let mut events = 0;
    while let Some((at_ms, event)) = world.queue.pop() {
        world.now = at_ms;
        world.happen(event);
        events += 1;
        if events > MAX_EVENTS {
            break;
        }
    }
    Ok(world.end(events > MAX_EVENTS))
}

impl<'s> World<'s> {
    fn new(story: &'s Story, policy: Policy, with_log: bool) -> Result<Self, Error> {
        let mut service = Service::new(story);
        service.set_keys(&[]);
        let mut client = account::client_with(&[("signatureLifetime", story.setting.lifetime_s)], story.seed)?;
        if story.setting.keys == Keys::Elsewhere {
            client.sign_elsewhere();
        }
        let mut calls = Vec::with_capacity(story.calls.len());
        for plan in &story.calls {
            let subject = service.subject(plan);
            let call = new_call(plan, &subject)?;
            let record = Record { name: subject.name.clone(), ..Record::default() };
            calls.push(Running { plan: *plan, subject, record, call: Some(call), ticket: 0 });
        }
        Ok(Self {
            story,
            now: START_MS,
            queue: Queue::new(),
            service,
            incidents: Incidents::new(&story.incidents),
            calls,
            keyring: Keyring::new(story.setting.keys),
            asking: Asking::default(),
            log: Log::new(with_log, START_MS),
            client,
            policy,
        })
    }

    fn happen(&mut self, event: Event) {
        match event {
            Event::Begin(index) => self.begin(index),
            Event::Arrive(delivery) => self.arrive(*delivery),
            Event::Show(index, ticket, shown) if self.waits(index, ticket) => self.show(index, *shown),
            Event::Wake(index, ticket) if self.waits(index, ticket) => {
                self.step(index, |call, client, now| call.on_time(client, now));
            }
            Event::TimeOver(index, ticket) if self.waits(index, ticket) => self.time_over(index, ticket),
            Event::Keys(asked) if self.asking.going_on && asked == self.asking.asked => self.keys_came(asked),
            Event::Signature(index, ticket, asked, description) if self.waits(index, ticket) => {
                self.signature_came(index, asked, &description);
            }
            Event::Show(..) | Event::Wake(..) | Event::TimeOver(..) | Event::Keys(..) | Event::Signature(..) => {}
        }
    }

    fn waits(&self, index: usize, ticket: u32) -> bool {
        self.calls.get(index).is_some_and(|running| running.ticket == ticket && running.record.ended_ms.is_none())
    }

    fn begin(&mut self, index: usize) {
        let Some(running) = self.calls.get_mut(index) else { return };
        running.record.begun_ms = self.now;
        self.log.say(self.now, || crate::tell::beginning(index, running));
        self.sample();
        self.step(index, |call, client, now| call.begin(client, now));
    }

    /// Lets the engine take one step, and does what it asks for next.
    fn step(&mut self, index: usize, event: impl FnOnce(&mut Call, &mut Client, u64) -> Step) {
        let now = self.now.saturating_add_signed(self.story.setting.skew_ms);
        let Some(running) = self.calls.get_mut(index) else { return };
        let Some(call) = &mut running.call else { return };
        running.ticket += 1;
        let step = event(call, &mut self.client, now);
        let event = call.last_error().map(|error| to_json(&error.to_value()));
        running.record.leak = running.record.leak.take().or(event.filter(|text| text.contains(MARK)));
        match step {
            Step::Send(outgoing) => self.send(index, &outgoing),
            Step::Credentials => self.ask_for_keys(index),
            Step::Authorize(description) => self.ask_for_signature(index, description),
            Step::Wait(until) => self.wait(index, until),
            Step::Done(result) => self.finish(index, result),
        }
    }

    fn wait(&mut self, index: usize, until: u64) {
        let until = until.saturating_add_signed(self.story.setting.skew_ms.saturating_neg());
        let Some(running) = self.calls.get(index) else { return };
        let late = settled([self.story.seed, 1, running.plan.number, running.ticket.into()]) % TIMER_LATENESS;
        self.log.say(self.now, || format!("call {index} waits {} ms", until.saturating_sub(self.now)));
        self.queue.push(until.max(self.now) + late, Event::Wake(index, running.ticket));
    }

    fn send(&mut self, index: usize, outgoing: &Outgoing) {
        let Some(running) = self.calls.get_mut(index) else { return };
        let Some(call) = &running.call else { return };
        let place = Place { call: index, request: running.record.sent.len() };
        let is_change = outgoing.method != "GET";
        let ticket = running.ticket;
        running.record.sent.push(Sent { method: outgoing.method, is_change, shown: None, dated: false, rejection: None, look: None });
        if outgoing.url.contains(MARK) {
            running.record.leak = Some(outgoing.url.clone());
        }
        let timeout = call.timeout();
        let fault = self.incidents.fault(place);
        self.log.say(self.now, || crate::tell::sending(place, outgoing, fault));
        let request = received(outgoing);
        let there = 5 + settled([self.story.seed, 2, running.plan.number, place.request as u64]) % 40;
        let fate = network::fate(fault, &request, there, timeout);
        let second = fate.arrivals[1].map(|delay| (delay, true, request.clone()));
        let first = fate.arrivals[0].map(|delay| (delay, false, request));
        for (delay, second, request) in [first, second].into_iter().flatten() {
            let delivery = Delivery { place, ticket, second, request, fault };
            self.queue.push(self.now + delay, Event::Arrive(Box::new(delivery)));
        }
        if let Some((delay, shown)) = fate.shown {
            self.queue.push(self.now + delay, Event::Show(index, ticket, Box::new(shown)));
        }
        self.queue.push(self.now + timeout, Event::TimeOver(index, ticket));
    }

    fn show(&mut self, index: usize, shown: Shown) {
        let shown = if self.story.setting.headers_hidden { shown.without_headers() } else { shown };
        let Some(running) = self.calls.get_mut(index) else { return };
        let Some(sent) = running.record.sent.last_mut() else { return };
        sent.shown = Some((self.now, shown.trust));
        sent.dated = shown.is_dated() && shown.trust != network::Trust::None;
        sent.rejection = shown.rejection();
        self.log.say(self.now, || crate::tell::showing(index, &shown));
        let attempts = running.record.attempts().count();
        let is_change = running.record.sent.last().is_some_and(|sent| sent.is_change);
        if is_change && shown.trust != network::Trust::Success {
            match self.policy.judge(&running.plan, attempts, &running.record.name, &shown) {
                Verdict::LetTheEngineDecide => {}
                Verdict::End(result) => return self.finish(index, result),
                Verdict::SendAgain => {
                    running.call = new_call(&running.plan, &running.subject).ok();
                    return self.step(index, |call, client, now| call.begin(client, now));
                }
            }
        }
        match shown.what {
            Ok(response) => self.step(index, |call, client, now| call.on_response(client, now, &response)),
            Err(failure) => self.step(index, |call, client, now| call.on_failure(client, now, failure)),
        }
    }

    fn time_over(&mut self, index: usize, ticket: u32) {
        if self.asking.signatures.contains(&(index, ticket)) {
            let error = Error::credentials("the function for credentials or signatures did not answer in time.");
            self.lack_keys(index);
            return self.step(index, |call, client, now| call.on_signed(client, now, Err(error)));
        }
        if !self.asking.waiting.contains(&(index, ticket)) {
            return self.show(index, Shown { what: Err(Failure::Timeout), trust: network::Trust::None });
        }
        // A function that is silent for so long is asked anew by the next call.
        self.asking.going_on = false;
        self.asking.waiting.retain(|waiting| *waiting != (index, ticket));
        self.log.say(self.now, || format!("call {index} has waited long enough for its keys"));
        let error = Error::credentials("the credentials function did not answer in time.");
        self.lack_keys(index);
        self.step(index, |call, client, now| call.on_credentials(client, now, Err(error)));
    }

    fn ask_for_keys(&mut self, index: usize) {
        let Some(running) = self.calls.get(index) else { return };
        let (ticket, timeout) = (running.ticket, running.plan.timeout_ms);
        self.queue.push(self.now + timeout, Event::TimeOver(index, ticket));
        self.asking.waiting.push((index, ticket));
        if self.asking.going_on {
            return;
        }
        self.asking.going_on = true;
        self.asking.asked += 1;
        let asked = self.asking.asked;
        if let Some(delay) = self.incidents.keys_take(asked - 1) {
            self.queue.push(self.now + delay, Event::Keys(asked));
        }
    }

    /// Unlike keys, a signature serves nobody else.
    fn ask_for_signature(&mut self, index: usize, description: Value<'static>) {
        let Some(running) = self.calls.get(index) else { return };
        let (ticket, timeout) = (running.ticket, running.plan.timeout_ms);
        self.queue.push(self.now + timeout, Event::TimeOver(index, ticket));
        self.asking.signatures.push((index, ticket));
        let asked = self.asking.asked;
        self.asking.asked += 1;
        if let Some(delay) = self.incidents.keys_take(asked) {
            self.queue.push(self.now + delay, Event::Signature(index, ticket, asked, Box::new(description)));
        }
    }

    fn signature_came(&mut self, index: usize, asked: u32, description: &Value<'static>) {
        let answer = self.keyring.sign(description, self.incidents.mishap(asked), self.now);
        self.service.set_keys(self.keyring.known());
        if answer.is_err() {
            self.lack_keys(index);
        }
        self.step(index, |call, client, now| call.on_signed(client, now, answer));
    }

    fn lack_keys(&mut self, index: usize) {
        if let Some(running) = self.calls.get_mut(index) {
            running.record.keyless = true;
        }
    }

    fn keys_came(&mut self, asked: u32) {
        self.asking.going_on = false;
        let answer: keyring::Answer = self.keyring.ask(self.incidents.mishap(asked - 1), self.now);
        self.service.set_keys(self.keyring.known());
        self.log.say(self.now, || format!("the credentials function answers: {}", crate::tell::keys(&answer)));
        for (index, ticket) in core::mem::take(&mut self.asking.waiting) {
            if self.waits(index, ticket) {
                let answer = answer.clone();
                if answer.is_err() {
                    self.lack_keys(index);
                }
                self.step(index, |call, client, now| call.on_credentials(client, now, answer));
            }
        }
    }

    fn finish(&mut self, index: usize, result: Result<String, Error>) {
        self.sample();
        let Some(running) = self.calls.get_mut(index) else { return };
        running.record.ended_ms = Some(self.now);
        let text = match &result {
            Ok(json) => json.clone(),
            Err(error) => to_json(&error.to_value()),
        };
        self.log.say(self.now, || format!("call {index} ends: {text}"));
        if text.contains(MARK) {
            running.record.leak = Some(text);
        }
        running.record.outcome = Some(match result {
            Ok(json) => Outcome::Success(json),
            Err(error) => Outcome::Failure(error),
        });
    }

    fn end(mut self, endless: bool) -> Ending {
        for running in &mut self.calls {
            if let crate::story::Ask::Create(_) = running.subject.ask {
                running.record.created = self.service.id_of(&running.subject).map(str::to_owned);
            }
        }
        Ending {
            records: self.calls.into_iter().map(|running| running.record).collect(),
            struck: self.incidents.struck(),
            log: self.log.into_lines(),
            endless,
        }
    }
}

fn new_call(plan: &CallPlan, subject: &Subject) -> Result<Call, Error> {
    let mode = if plan.goal { Mode::Goal } else { Mode::Event };
    let limits = Limits { timeout: plan.timeout_ms, max_attempts: plan.max_attempts };
    Ok(Call::new(action(plan.ask, plan.reason, &subject.name)?, mode, limits))
}
