//! Who decides what a lost answer means: the engine, or one of several rules that are known to be wrong.
//!
//! The wrong rules show that the invariants find mistakes. The last of them is what the official SDKs do.

use cos_jobs::error::{Error, ErrorKind};
use cos_jobs::model::Value;

use crate::client_answer::Trust;
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
    pub const ALL: [Self; 4] = [Self::Engine, Self::LostIsFailure, Self::LostIsSuccess, Self::RepeatBlindly];

    /// The name of the policy on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Engine => "engine",
            Self::LostIsFailure => "lost-is-failure",
            Self::LostIsSuccess => "lost-is-success",
            Self::RepeatBlindly => "repeat-blindly",
        }
    }

    /// The policy with this name.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.name() == word)
    }

    /// Decides after `attempts` attempts, the last of which got an answer that proves `trust`.
    pub(crate) fn decide(self, plan: &CallPlan, attempts: usize, name: &str, trust: Trust) -> Decision {
        let failed = || {
            let mut error = Error::new(ErrorKind::Network, "NetworkError", "the request failed");
            error.attempts = u32::try_from(attempts).unwrap_or(u32::MAX);
            Decision::End(Err(error))
        };
        let may_repeat = usize::try_from(plan.max_attempts).is_ok_and(|most| attempts < most);
        match (self, trust) {
            (Self::LostIsFailure, Trust::None) => failed(),
            (Self::LostIsSuccess, Trust::None) => {
                let attempts = i64::try_from(attempts).unwrap_or(i64::MAX);
                Decision::End(Ok(Value::object().with("jobId", name).with("attempts", attempts)))
            }
            (Self::RepeatBlindly, Trust::None) if may_repeat => Decision::SendAgain,
            (Self::RepeatBlindly, _) => failed(),
            _ => Decision::Engine,
        }
    }
}
