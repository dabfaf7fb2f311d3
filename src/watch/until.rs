//! What a watch waits for, and whether that can still happen.

use crate::error::{Error, ErrorKind};
use crate::model::Status;

/// What a watch waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// The job does not move by itself any more: it is final or waits for confirmation.
    Settled,
    /// A final status.
    Final,
    /// This status.
    Is(Status),
    /// A function of the caller decides.
    Function,
}

/// The state of what is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It may still happen.
    Waiting,
    /// It has happened.
    Reached,
    /// It cannot happen any more.
    Missed,
}

impl Until {
    /// Reads the `until` of waitForJob.
    pub fn parse(word: Option<&str>) -> Result<Self, Error> {
        match word {
            None | Some("final") => Ok(Self::Final),
            Some("suspended") => Ok(Self::Is(Status::Suspended)),
            Some(word) => Status::parse(word).map(Self::Is).ok_or_else(|| {
                let words = Status::WORDS.join("\", \"");
                Error::input(format!("until must be \"final\", \"suspended\", a function, or one of \"{words}\""))
            }),
        }
    }

    /// The decision for a job of this status; `None` is a status that this version does not know.
    pub fn decide(self, status: Option<Status>) -> Decision {
        let Some(status) = status else { return Decision::Waiting };
        let (reached, missed) = match self {
            Self::Settled => (status.is_final() || status == Status::Suspended, false),
            Self::Final => (status.is_final(), false),
            Self::Is(goal) => (status == goal, stage(status) > stage(goal) || status.is_final()),
            Self::Function => (false, status.is_final()),
        };
        match (reached, missed) {
            (true, _) => Decision::Reached,
            (_, true) => Decision::Missed,
            _ => Decision::Waiting,
        }
    }

    /// The error of a wait for something that cannot happen any more.
    pub fn missed(self, job_id: &str, status: &str) -> Error {
        let goal = match self {
            Self::Is(goal) => format!("become {}", goal.as_str()),
            Self::Settled | Self::Final | Self::Function => "satisfy `until`".to_owned(),
        };
        let message =
            format!("waitForJob: job {job_id} is {status} and cannot {goal} any more: look with describeJob.");
        let mut error = Error::new(ErrorKind::Service, "GoalMissed", message);
        error.action = Some("DescribeJob");
        error
    }
}

/// The stage of the job's life that a status belongs to. By the documents (436/32961) no job returns to an earlier stage.
pub(super) fn stage(status: Status) -> u8 {
    match status {
        Status::New => 0,
        Status::Preparing => 1,
        Status::Suspended => 2,
        Status::Ready => 3,
        Status::Active | Status::Pausing | Status::Paused => 4,
        Status::Completing | Status::Failing | Status::Cancelling => 5,
        Status::Complete | Status::Failed | Status::Cancelled => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::{Decision, Until};
    use crate::model::Status;

    #[test]
    fn a_wait_ends_when_its_goal_cannot_be_reached_any_more() {
        let suspended = Until::parse(Some("suspended")).unwrap();
        assert_eq!(suspended.decide(Some(Status::Preparing)), Decision::Waiting);
        assert_eq!(suspended.decide(Some(Status::Suspended)), Decision::Reached);
        assert_eq!(suspended.decide(Some(Status::Ready)), Decision::Missed);
        let complete = Until::parse(Some("Complete")).unwrap();
        assert_eq!(complete.decide(Some(Status::Completing)), Decision::Waiting);
        assert_eq!(complete.decide(Some(Status::Complete)), Decision::Reached);
        assert_eq!(complete.decide(Some(Status::Failed)), Decision::Missed);
        assert_eq!(Until::parse(Some("Active")).unwrap().decide(Some(Status::Paused)), Decision::Waiting);
    }

    #[test]
    fn every_wait_ends_at_a_final_status() {
        let goals = Status::ALL.map(Until::Is).into_iter().chain([Until::Settled, Until::Final, Until::Function]);
        for goal in goals {
            for status in Status::ALL.into_iter().filter(|status| status.is_final()) {
                assert_ne!(goal.decide(Some(status)), Decision::Waiting, "{goal:?} {status:?}");
            }
            assert_eq!(goal.decide(None), Decision::Waiting, "a status of the future may lead anywhere");
        }
    }

    #[test]
    fn an_unknown_word_is_refused() {
        assert!(Until::parse(Some("Canceled")).unwrap_err().message.starts_with("until must be"));
        assert_eq!(Until::parse(Some("final")).unwrap(), Until::Final);
    }
}
