//! Running a scenario: takes the events in the order of their time until none is left.

use cos_jobs::error::Error;

use crate::events::Event;
use crate::policy::Policy;
use crate::record::ScenarioResult;
use crate::scenario::Scenario;
use crate::seed::START_MS;
use crate::world::World;

/// No scenario needs this many events. A scenario that has more would go on for ever.
const MAX_EVENTS: u32 = 200_000;

/// Runs `scenario` until all calls have ended and all requests have arrived.
pub fn play(scenario: &Scenario, policy: Policy, with_log: bool) -> Result<ScenarioResult, Error> {
    let mut world = World::new(scenario, policy, with_log)?;
    for (index, plan) in scenario.calls.iter().enumerate() {
        world.queue.push(START_MS + plan.at_ms, Event::Begin(index));
    }
    let mut events = 0;
    while let Some((at_ms, event)) = world.queue.pop() {
        world.now = at_ms;
        dispatch(&mut world, event);
        events += 1;
        if events > MAX_EVENTS {
            break;
        }
    }
    Ok(world.into_result(events > MAX_EVENTS))
}

/// Handles an event. Events for which a call no longer waits are ignored.
fn dispatch(world: &mut World<'_>, event: Event) {
    match event {
        Event::Begin(index) => world.begin(index),
        Event::Arrive(in_transit) => world.arrive(*in_transit),
        Event::Answer(wait, answer) if world.is_waiting(wait) => world.answer(wait.call, *answer),
        Event::Wake(wait) if world.is_waiting(wait) => world.wake(wait.call),
        Event::TimeOver(wait) if world.is_waiting(wait) => world.time_over(wait),
        Event::Credentials(count) if world.credential_requests.is_current(count) => world.credentials_arrived(count),
        Event::Signature(wait, number, description) if world.is_waiting(wait) => {
            world.signature_arrived(wait, number, &description);
        }
        Event::Answer(..) | Event::Wake(..) | Event::TimeOver(..) | Event::Credentials(..) | Event::Signature(..) => {}
    }
}
