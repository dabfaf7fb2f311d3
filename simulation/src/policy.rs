//! Whose judgement decides about a change that was not answered: the engine's, or one that is known to be wrong.
//!
//! The wrong ones are what shows that the invariants bite; the last is what the official SDKs do.

use cos_jobs::error::{Error, ErrorKind};

use crate::network::{Shown, Trust};
use crate::story::CallPlan;

/// Whose judgement decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// The engine's.
    Engine,
    /// A change without an answer has failed, and changed nothing.
    LostIsFailure,
    /// A change without an answer has succeeded.
    LostIsSuccess,
    /// A change without an answer is sent again; what the service says of that is the outcome.
    RepeatBlindly,
}

/// What a policy says about an answer that is no success.
pub(crate) enum Verdict {
    LetTheEngineDecide,
    End(Result<String, Error>),
    SendAgain,
}

impl Policy {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Engine, Self::LostIsFailure, Self::LostIsSuccess, Self::RepeatBlindly];

    /// The word by which the command line knows it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Engine => "engine",
            Self::LostIsFailure => "lost-is-failure",
            Self::LostIsSuccess => "lost-is-success",
            Self::RepeatBlindly => "repeat-blindly",
        }
    }

    /// The one of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.name() == word)
    }

    pub(crate) fn judge(self, plan: &CallPlan, attempts: usize, name: &str, shown: &Shown) -> Verdict {
        let failed = || {
            let mut error = Error::new(ErrorKind::Network, "NetworkError", "it failed");
            error.attempts = u32::try_from(attempts).unwrap_or(u32::MAX);
            Verdict::End(Err(error))
        };
        let may_repeat = usize::try_from(plan.max_attempts).is_ok_and(|most| attempts < most);
        match (self, shown.trust) {
            (Self::LostIsFailure, Trust::None) => failed(),
            (Self::LostIsSuccess, Trust::None) => {
                Verdict::End(Ok(format!("{{\"jobId\":\"{name}\",\"attempts\":{attempts}}}")))
            }
            (Self::RepeatBlindly, Trust::None) if may_repeat => Verdict::SendAgain,
            (Self::RepeatBlindly, _) => failed(),
            _ => Verdict::LetTheEngineDecide,
        }
    }
}
