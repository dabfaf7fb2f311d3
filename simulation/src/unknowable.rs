//! Changes of which no client can know, so that no rule can demand that a client reports them.

use cos_jobs::error::Effect;

use crate::client_answer::Trust;
use crate::record::{Change, Outcome, Record};

/// Why no client could know of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unknowable {
    /// A proxy repeated a request long after the client was told that it is refused, and then it was carried out. To be
    /// right here, a client would have to call the effect of each refused request unknown.
    LateRepeat,
    /// A proxy delivered a request twice, the keys became invalid between the two copies, and the client only received
    /// the rejection of the second copy. To be right here, a client would have to call the effect of each rejected key
    /// unknown.
    RejectedCopy,
    /// A proxy delivered a request twice, another client undid the change between the two copies (mostly by deleting the
    /// job), and the client was told that the change is impossible. To be right here, a client would have to call the
    /// effect of each mistyped job id unknown.
    Undone,
    /// A proxy delivered a request twice, the job ended between the two copies, and the service refused the second copy as if
    /// the job did not exist. The job is so new that the replicas do not know it yet. To be right here, a client would have to
    /// wait for seconds at each mistyped job id.
    TooNew,
}

impl Unknowable {
    /// A description in one line.
    pub fn description(self) -> &'static str {
        match self {
            Self::LateRepeat => "a proxy repeated a refused request later, and then it was carried out",
            Self::RejectedCopy => "the keys became invalid between two copies, and only the rejection was received",
            Self::TooNew => "a second copy was refused with NoSuchJob, and the replicas did not know the new job yet",
            Self::Undone => "another client undid the change between two copies, and only a refusal was received",
        }
    }
}

/// Why no client could know that a call which failed with the effect "none" has changed something; `None` if it has
/// changed nothing, or if a client could know it.
pub fn unknowable(record: &Record) -> Option<Unknowable> {
    match &record.outcome {
        Some(Outcome::Failure(error)) if error.effect == Effect::None => {
            record.decisive_changes().find_map(|change| why_unknowable(record, change))
        }
        _ => None,
    }
}

/// Why no client could know of this change; `None` if a client could.
pub(crate) fn why_unknowable(record: &Record, change: Change) -> Option<Unknowable> {
    let (answered_ms, trust) = record.sent.get(change.request)?.answered?;
    match trust {
        Trust::Refused | Trust::RefusedByState if change.at_ms >= answered_ms => Some(Unknowable::LateRepeat),
        Trust::Refused => Some(Unknowable::RejectedCopy),
        Trust::RefusedByState if change.undone => Some(Unknowable::Undone),
        Trust::RefusedByState if is_too_new(record) => Some(Unknowable::TooNew),
        _ => None,
    }
}

/// Whether the job of the call exists, but the last probe showed that it does not.
fn is_too_new(record: &Record) -> bool {
    let last_probe = record.decisive().last().and_then(|sent| sent.probe);
    record.job_at_end.is_some() && last_probe.is_some_and(|probe| probe.job.is_none())
}
