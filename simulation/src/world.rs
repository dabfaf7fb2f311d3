//! Playing a story: one client, its calls, the network and the service, on a clock of their own.

use cos_jobs::call::Call;
use cos_jobs::client::Client;
use cos_jobs::error::Error;
use cos_jobs::json::Object;
use cos_jobs_emulator::HttpRequest;

use crate::account;
use crate::asking::Asking;
use crate::calling::Running;
use crate::incidents::Incidents;
use crate::keyring::Keyring;
use crate::log::Log;
use crate::network::Shown;
use crate::policy::Policy;
use crate::queue::Queue;
use crate::record::Record;
use crate::service::{START_MS, Service};
use crate::story::{Ask, Fault, Keys, Place, Story};

/// No story needs so many events; one that has more goes on for ever.
const MAX_EVENTS: u32 = 200_000;

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
    /// How far the client's clock is ahead, in milliseconds.
    pub(crate) skew: i64,
    /// Whether the client's clock was ever set.
    pub(crate) clock_set: bool,
    pub(crate) queue: Queue<Event>,
    pub(crate) service: Service,
    pub(crate) incidents: Incidents<'s>,
    pub(crate) calls: Vec<Running>,
    pub(crate) keyring: Keyring,
    pub(crate) asking: Asking,
    pub(crate) log: Log,
    pub(crate) client: Client,
    pub(crate) policy: Policy,
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
    Signature(usize, u32, u32, Box<Object>),
}

/// A request on its way.
pub(crate) struct Delivery {
    pub(crate) place: Place,
    pub(crate) ticket: u32,
    pub(crate) second: bool,
    pub(crate) request: HttpRequest,
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
        let calls = story.calls.iter().map(|plan| Running::new(plan, service.subject(plan)));
        let calls = calls.collect::<Result<_, _>>()?;
        Ok(Self {
            story,
            now: START_MS,
            skew: story.setting.skew_ms,
            clock_set: false,
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
            Event::Wake(index, ticket) if self.waits(index, ticket) => self.step(index, Call::on_time),
            Event::TimeOver(index, ticket) if self.waits(index, ticket) => self.time_over(index, ticket),
            Event::Keys(asked) if self.asking.is_present(asked) => self.keys_came(asked),
            Event::Signature(index, ticket, asked, description) if self.waits(index, ticket) => {
                self.signature_came(index, asked, &description);
            }
            Event::Show(..) | Event::Wake(..) | Event::TimeOver(..) | Event::Keys(..) | Event::Signature(..) => {}
        }
    }

    /// Whether a call still waits for what it took this ticket for.
    pub(crate) fn waits(&self, index: usize, ticket: u32) -> bool {
        self.calls.get(index).is_some_and(|running| running.ticket == ticket && running.record.ended_ms.is_none())
    }

    fn end(mut self, endless: bool) -> Ending {
        for running in &mut self.calls {
            if let Ask::Create(_) = running.subject.ask {
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
