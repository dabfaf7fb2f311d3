//! Who decides what a lost answer means: the engine, or one of several rules that are known to be wrong.
//!
//! The wrong rules show that the invariants find mistakes. The last of them is what the official SDKs do.

use cos_jobs::error::{Error, ErrorKind};
use cos_jobs::model::Value;

use crate::client_answer::Trust;
use crate::operation::Operation;
use crate::scenario::CallPlan;

/// Who decides what it means when the answer to a change is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// The engine decides.
    Engine,
    /// A change without an answer has failed and changed nothing.
    LostIsFailure,
    /// A change without an answer has succeeded.
    LostIsSuccess,
    /// A change without an answer is sent again, and the answer to the last request is the outcome.
    RepeatBlindly,
    /// A change that was refused because of the job's state has failed and changed nothing.
    RefusedIsFailure,
    /// Whether a job is still selected is checked only once.
    IgnoreSelection,
    /// A refused change is followed by many reads.
    SearchOn,
    /// A change with the effect "unknown" is repeated without a look, and a creation with a new token.
    RepeatUnseen,
    /// A creation has succeeded if any job has its token.
    TokenIsEnough,
    /// A watch ends when the job seems to be missing once.
    EndAtNoSuchJob,
    /// A watch reports a job that seems to be missing as cancelled.
    GoneIsCancelled,
    /// All signatures are valid for 15 minutes.
    LongSignatures,
    /// Old answers of caches count as present ones.
    BelieveCaches,
}

/// What the client does after an answer that is not a success.
pub(crate) enum Decision {
    /// What the engine decides.
    Engine,
    /// It ends the call with this outcome.
    End(Result<Value, Error>),
    /// It sends the request again.
    SendAgain,
}

impl Policy {
    /// All policies.
    pub const ALL: [Self; 13] = [
        Self::Engine,
        Self::LostIsFailure,
        Self::LostIsSuccess,
        Self::RepeatBlindly,
        Self::RefusedIsFailure,
        Self::IgnoreSelection,
        Self::SearchOn,
        Self::RepeatUnseen,
        Self::TokenIsEnough,
        Self::EndAtNoSuchJob,
        Self::GoneIsCancelled,
        Self::LongSignatures,
        Self::BelieveCaches,
    ];

    /// The name of the policy on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Engine => "engine",
            Self::LostIsFailure => "lost-is-failure",
            Self::LostIsSuccess => "lost-is-success",
            Self::RepeatBlindly => "repeat-blindly",
            Self::RefusedIsFailure => "refused-is-failure",
            Self::IgnoreSelection => "ignore-selection",
            Self::SearchOn => "search-on",
            Self::RepeatUnseen => "repeat-unseen",
            Self::TokenIsEnough => "token-is-enough",
            Self::EndAtNoSuchJob => "end-at-no-such-job",
            Self::GoneIsCancelled => "gone-is-cancelled",
            Self::LongSignatures => "long-signatures",
            Self::BelieveCaches => "believe-caches",
        }
    }

    /// The policy with this name.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.name() == word)
    }

    /// Decides after `attempts` attempts, the last of which got an answer that proves `trust`.
    pub(crate) fn decide(self, plan: &CallPlan, attempts: usize, job_id: &str, trust: Trust) -> Decision {
        let failed = || {
            let mut error = Error::new(ErrorKind::Network, "NetworkError", "the request failed");
            error.attempts = u32::try_from(attempts).unwrap_or(u32::MAX);
            Decision::End(Err(error))
        };
        let succeeded = || {
            let attempts = i64::try_from(attempts).unwrap_or(i64::MAX);
            Decision::End(Ok(Value::object().with("jobId", job_id).with("attempts", attempts)))
        };
        let is_create = matches!(plan.operation, Operation::Create(_));
        let may_repeat = usize::try_from(plan.max_attempts).is_ok_and(|most| attempts < most);
        match (self, trust) {
            (Self::LostIsFailure, Trust::None) => failed(),
            (Self::LostIsSuccess, Trust::None) => succeeded(),
            (Self::RefusedIsFailure, Trust::RefusedByState) => failed(),
            (Self::TokenIsEnough, Trust::RefusedByState) if is_create => succeeded(),
            (Self::RepeatBlindly, Trust::None) if may_repeat => Decision::SendAgain,
            (Self::RepeatBlindly, _) => failed(),
            _ => Decision::Engine,
        }
    }
}
