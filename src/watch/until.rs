//! What a watch waits for, and whether that can still come.

use alloc::borrow::ToOwned;

use crate::error::{Error, ErrorKind};
use crate::jobs::status::Status;
use crate::text::{concat, join};

/// What a watch waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// Nothing moves the job any more but, perhaps, a person: it is final or waits for confirmation.
    Settled,
    /// A final status.
    Final,
    /// This status.
    Is(Status),
    /// The caller tells.
    Told,
}

/// How it stands with what is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may come.
    Waiting,
    /// It has come.
    Reached,
    /// It can't come any more.
    Missed,
}

impl Until {
    /// Reads the `until` of waitForJob.
    pub fn parse(word: Option<&str>) -> Result<Self, Error> {
        match word {
            None | Some("final") => Ok(Self::Final),
            Some("suspended") => Ok(Self::Is(Status::Suspended)),
            Some(word) => Status::parse(word).map(Self::Is).ok_or_else(|| {
                let words = join(Status::WORDS.into_iter(), "\", \"");
                let known = "until must be \"final\", \"suspended\", a function, or one of \"";
                Error::input(concat(&[known, &words, "\""]))
            }),
        }
    }

    /// How it stands for a job of this status; `None` is one that this version doesn't know.
    pub fn verdict(self, status: Option<Status>) -> Verdict {
        let Some(status) = status else { return Verdict::Waiting };
        let (reached, missed) = match self {
            Self::Settled => (status.is_final() || status == Status::Suspended, false),
            Self::Final => (status.is_final(), false),
            Self::Is(goal) => (status == goal, stage(status) > stage(goal) || status.is_final()),
            Self::Told => (false, status.is_final()),
        };
        match (reached, missed) {
            (true, _) => Verdict::Reached,
            (_, true) => Verdict::Missed,
            _ => Verdict::Waiting,
        }
    }

    /// The error of a wait that is in vain.
    pub fn missed(self, job_id: &str, status: &str) -> Error {
        let goal = match self {
            Self::Is(goal) => concat(&["become ", goal.as_str()]),
            Self::Settled | Self::Final | Self::Told => "come to satisfy `until`".to_owned(),
        };
        let subject = ["waitForJob: job ", job_id, " is ", status];
        let message = concat(&[&concat(&subject), " and can't ", &goal, " any more: look with describeJob."]);
        let mut error = Error::new(ErrorKind::Service, "GoalMissed", message);
        error.action = Some("DescribeJob");
        error
    }
}

/// How far along its life a job of this status is. By the documents (436/32961) no job goes back to an earlier stage.
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
    use super::{Until, Verdict};
    use crate::jobs::status::Status;

    #[test]
    fn what_can_not_come_any_more_is_not_waited_for() {
        let suspended = Until::parse(Some("suspended")).unwrap();
        assert_eq!(suspended.verdict(Some(Status::Preparing)), Verdict::Waiting);
        assert_eq!(suspended.verdict(Some(Status::Suspended)), Verdict::Reached);
        assert_eq!(suspended.verdict(Some(Status::Ready)), Verdict::Missed);
        let complete = Until::parse(Some("Complete")).unwrap();
        assert_eq!(complete.verdict(Some(Status::Completing)), Verdict::Waiting);
        assert_eq!(complete.verdict(Some(Status::Complete)), Verdict::Reached);
        assert_eq!(complete.verdict(Some(Status::Failed)), Verdict::Missed);
        assert_eq!(Until::parse(Some("Active")).unwrap().verdict(Some(Status::Paused)), Verdict::Waiting);
    }

    #[test]
    fn no_wait_outlasts_a_final_status() {
        let goals = Status::ALL.map(Until::Is).into_iter().chain([Until::Settled, Until::Final, Until::Told]);
        for goal in goals {
            for status in Status::ALL.into_iter().filter(|status| status.is_final()) {
                assert_ne!(goal.verdict(Some(status)), Verdict::Waiting, "{goal:?} {status:?}");
            }
            assert_eq!(goal.verdict(None), Verdict::Waiting, "a status of the future may lead anywhere");
        }
    }

    #[test]
    fn a_word_that_no_job_comes_to_is_refused() {
        assert!(Until::parse(Some("Canceled")).unwrap_err().message.starts_with("until must be"));
        assert_eq!(Until::parse(Some("final")).unwrap(), Until::Final);
    }
}
