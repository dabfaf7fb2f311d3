//! What must hold however a story goes.
//!
//! The truth is the emulator's; what the client could know is what the network let through to it. The rules:
//!
//! | rule | what it says |
//! |---|---|
//! | success | the goal held on the server at some moment between the call's begin and its end |
//! | none | a failure with effect "none": no request of the call changed anything, nor does one that still arrives |
//! | unknown | a failure with effect "unknown": somebody who sees what the client saw can't tell |
//! | avoidable | a call doesn't fail because of a clock or of keys that it can still mend |
//! | changed | a result with `changed: false`: no request of the call changed anything before its end |
//! | result | a result names the job and counts the requests |
//! | attempts | no more requests than allowed, of either kind |
//! | time | the call ends within the time that its requests and waits may take |
//! | secrets | no text holds a secret key or a session token |
//!
//! "Can't tell" means: an own request got no answer that can be relied on, or was refused because of the job's state
//! (a copy of it may have come first) and no look after it shows otherwise; and the last look doesn't show that the
//! job's way excludes the change.

use cos_jobs::error::{Effect, Error};

use crate::network::{Rejection, Trust};
use crate::record::{Change, Look, Outcome, Record, Sent};
use crate::service::Sight;
use crate::story::{Ask, CallPlan, Keys, Setting, Story};
use crate::world::Ending;

/// A job that ended so long before the call did not end because of it. The engine takes 60 s; dates have whole seconds.
const LONG_BEFORE_MS: u64 = 62_000;

/// The longest wait between two requests, and the longest time that a failing credentials function is left alone.
const LONGEST_WAIT_MS: u64 = 30_000;
const LONGEST_KEYS_PAUSE_MS: u64 = 5_000;

/// What a request takes on its way there and back, and by how much timers are late, at most.
const SLACK_MS: u64 = 200;

/// A rule that was broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Which call broke it.
    pub call: usize,
    /// Which rule.
    pub rule: Rule,
}

/// A rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the table above says what they are")]
pub enum Rule {
    Success,
    None,
    Unknown,
    Avoidable,
    Changed,
    Result,
    Attempts,
    Time,
    Secrets,
    /// The engine panicked.
    Panic,
}

/// What no client can know, so that no rule can ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Beyond {
    /// A proxy repeats a request long after the client was told that it is refused, and then it is carried out. Any
    /// refusal would have to be called unknown.
    Repeated,
    /// A proxy delivers a request twice, between the two the keys end, and the client is shown how the second copy is
    /// rejected. Any rejected key would have to be called unknown.
    RejectedTwin,
    /// A proxy delivers a request twice, between the two somebody else undoes the change, mostly by deleting the job,
    /// and the client is shown that the change is impossible. Any mistyped id would have to be called unknown.
    Undone,
}

impl Beyond {
    /// It in a line.
    pub fn about(self) -> &'static str {
        match self {
            Self::Repeated => "a proxy repeated a refused request later, and then it was carried out",
            Self::RejectedTwin => "the keys ended between two copies, and only the rejection was shown",
            Self::Undone => "somebody else undid the change between two copies, and only a refusal was shown",
        }
    }
}

/// Checks all calls of a story.
pub fn check(story: &Story, ending: &Ending) -> Vec<Violation> {
    let calls = story.calls.iter().zip(&ending.records).enumerate();
    calls
        .filter_map(|(call, (plan, record))| {
            let rule = broken(story, plan, record, ending.endless)?;
            Some(Violation { call, rule })
        })
        .collect()
}

/// What of a call's outcome no client could have known better.
pub fn beyond(record: &Record) -> Option<Beyond> {
    match &record.outcome {
        Some(Outcome::Failure(error)) if error.effect == Effect::None => {
            record.changes.iter().find_map(|change| excuse(record, *change))
        }
        _ => None,
    }
}

fn broken(story: &Story, plan: &CallPlan, record: &Record, endless: bool) -> Option<Rule> {
    let Some(outcome) = &record.outcome else { return Some(Rule::Time) };
    if record.leak.is_some() {
        return Some(Rule::Secrets);
    }
    if endless || takes_too_long(story, plan, record) {
        return Some(Rule::Time);
    }
    if asks_too_often(story, plan, record) {
        return Some(Rule::Attempts);
    }
    match outcome {
        Outcome::Success(_) => wrong_success(plan, record, outcome),
        Outcome::Failure(_) if is_avoidable(story, plan, record) => Some(Rule::Avoidable),
        Outcome::Failure(error) => wrong_failure(story, plan, record, error),
    }
}

fn takes_too_long(story: &Story, plan: &CallPlan, record: &Record) -> bool {
    let calls = story.calls.len() as u64;
    let each = 2 * plan.timeout_ms + LONGEST_WAIT_MS + calls * LONGEST_KEYS_PAUSE_MS + SLACK_MS;
    let most = (record.sent.len() as u64 + 1) * each;
    record.ended_ms.is_none_or(|ended_ms| ended_ms - record.begun_ms > most)
}

fn asks_too_often(story: &Story, plan: &CallPlan, record: &Record) -> bool {
    let most = usize::try_from(plan.max_attempts).unwrap_or(usize::MAX);
    // A search for a job looks at the list and at each job that it holds.
    let questions = if let Ask::Create(_) = plan.ask { 1 + story.jobs.len() + story.calls.len() } else { 1 };
    let attempts = record.attempts().count();
    attempts > most || record.sent.len() - attempts > (most + 1) * most * questions
}

fn wrong_success(plan: &CallPlan, record: &Record, outcome: &Outcome) -> Option<Rule> {
    if !record.goal_held {
        return Some(Rule::Success);
    }
    let job = if let Ask::Create(_) = plan.ask { record.created.as_deref() } else { Some(record.name.as_str()) };
    let attempts = record.attempts().count();
    let counts = plan.goal || outcome.property("attempts") == Some(attempts.to_string().as_str());
    if outcome.property("jobId") != job || !counts {
        return Some(Rule::Result);
    }
    let before = |change: &Change| record.ended_ms.is_some_and(|ended_ms| change.at_ms <= ended_ms);
    let mut changes = record.changes.iter().filter(|change| before(change) && excuse(record, **change).is_none());
    let told_otherwise = outcome.property("changed") == Some("false") && changes.next().is_some();
    let told_too_much = outcome.property("changed") == Some("true") && attempts == 0;
    (told_otherwise || told_too_much).then_some(Rule::Changed)
}

fn wrong_failure(story: &Story, plan: &CallPlan, record: &Record, error: &Error) -> Option<Rule> {
    let attempts = record.attempts().count();
    if usize::try_from(error.attempts) != Ok(attempts) {
        return Some(Rule::Result);
    }
    match error.effect {
        Effect::None => {
            let wrong = record.changes.iter().any(|change| excuse(record, *change).is_none());
            wrong.then_some(Rule::None)
        }
        Effect::Unknown => (!is_ambiguous(story, plan, record)).then_some(Rule::Unknown),
    }
}

/// Whether the call gave up on a rejection although it had not yet tried what mends it.
fn is_avoidable(story: &Story, plan: &CallPlan, record: &Record) -> bool {
    let Some(last) = record.sent.last() else { return false };
    let may_send = usize::try_from(plan.max_attempts).is_ok_and(|most| record.attempts().count() < most);
    let is_first = record.sent.iter().filter(|sent| sent.rejection == last.rejection).count() == 1;
    let can_mend = match last.rejection {
        Some(Rejection::Clock) => true,
        Some(Rejection::Keys) => story.setting.keys != Keys::Lasting,
        None => false,
    };
    can_mend && !record.keyless && is_first && last.is_change && last.trust() == Trust::Refused && may_send
}

/// Why nobody could know of a change.
fn excuse(record: &Record, change: Change) -> Option<Beyond> {
    let (shown_ms, trust) = record.sent.get(change.request)?.shown?;
    match trust {
        Trust::Refused | Trust::RefusedByState if change.at_ms >= shown_ms => Some(Beyond::Repeated),
        Trust::Refused => Some(Beyond::RejectedTwin),
        Trust::RefusedByState if change.undone => Some(Beyond::Undone),
        _ => None,
    }
}

/// Whether somebody who sees what the client saw can't tell if the call changed something.
fn is_ambiguous(story: &Story, plan: &CallPlan, record: &Record) -> bool {
    let lost = record.attempts().any(|sent| sent.trust() == Trust::None);
    let refused = record.attempts().any(|sent| sent.trust() == Trust::RefusedByState);
    match last_look(plan, record) {
        None => lost || refused,
        Some(look) if excludes(story, plan, record, look) => false,
        Some(look) => lost || (refused && matches!(look.sight, Sight::Held | Sight::Elsewhere)),
    }
}

/// What the client saw last, if that was a look that was answered. A search whose last question was not, or could not be
/// asked for want of keys, has seen nothing for certain.
fn last_look(plan: &CallPlan, record: &Record) -> Option<Look> {
    if record.keyless && matches!(plan.ask, Ask::Create(_)) {
        return None;
    }
    let answered = |sent: &&Sent| matches!(sent.trust(), Trust::Success | Trust::RefusedByState);
    record.sent.last().filter(answered)?.look
}

/// Whether a job that looks like this can't have been changed by the call. When it ended helps only those who know the
/// time: because their clock is right, or because it is not behind and the service told its date, and it was not set
/// meanwhile. A date alone may be that of a proxy.
fn excludes(story: &Story, plan: &CallPlan, record: &Record, look: Look) -> bool {
    let Setting { skew_ms, keys, .. } = story.setting;
    let is_dated = skew_ms >= 0 && record.sent.iter().any(|sent| sent.dated);
    let knows_time = !record.clock_set && (is_dated || (skew_ms == 0 && keys != Keys::Elsewhere));
    let long_before = knows_time && look.ended_ms.is_some_and(|ended_ms| ended_ms + LONG_BEFORE_MS < record.begun_ms);
    let created = matches!(plan.ask, Ask::Create(_) | Ask::Delete);
    !created && (look.sight == Sight::Impossible || long_before)
}
