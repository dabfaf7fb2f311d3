//! The statuses of a job, which of them are final, and which change may be requested from which.
//!
//! The one truth: the build writes the table of the JavaScript functions `isFinal` and `canRequest` from here.
//! Source: managing jobs 436/32961, UpdateJobStatus 436/33785.

/// A status that the service documents. It may come to know others; those are passed on as their text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the vendor's words; the transitions are explained in the module")]
pub enum Status {
    Active,
    Cancelled,
    Cancelling,
    Complete,
    Completing,
    Failed,
    Failing,
    New,
    Paused,
    Pausing,
    Preparing,
    Ready,
    Suspended,
}

/// A status that may be requested of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestedJobStatus {
    /// Confirms a job that waits for confirmation, and lets it run.
    Ready,
    /// Cancels a job.
    Cancelled,
}

/// How likely it is that the service accepts a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chance {
    /// Documented as possible.
    Yes,
    /// Not documented, but likely.
    Likely,
    /// Not documented, and the same API of another vendor refuses it.
    Unlikely,
    /// Documented as impossible.
    No,
}

impl Status {
    /// All of them, in the order of the alphabet.
    pub const ALL: [Self; 13] = [
        Self::Active,
        Self::Cancelled,
        Self::Cancelling,
        Self::Complete,
        Self::Completing,
        Self::Failed,
        Self::Failing,
        Self::New,
        Self::Paused,
        Self::Pausing,
        Self::Preparing,
        Self::Ready,
        Self::Suspended,
    ];

    /// The words of all of them.
    pub const WORDS: [&'static str; 13] = [
        "Active",
        "Cancelled",
        "Cancelling",
        "Complete",
        "Completing",
        "Failed",
        "Failing",
        "New",
        "Paused",
        "Pausing",
        "Preparing",
        "Ready",
        "Suspended",
    ];

    /// The status of that word, if it is a documented one.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == word)
    }

    /// The word of the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::Cancelled => "Cancelled",
            Self::Cancelling => "Cancelling",
            Self::Complete => "Complete",
            Self::Completing => "Completing",
            Self::Failed => "Failed",
            Self::Failing => "Failing",
            Self::New => "New",
            Self::Paused => "Paused",
            Self::Pausing => "Pausing",
            Self::Preparing => "Preparing",
            Self::Ready => "Ready",
            Self::Suspended => "Suspended",
        }
    }

    /// Whether a job stays in this status for good.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Complete | Self::Failed | Self::Cancelled)
    }

    /// Whether a job in this status is in the requested one, or on its way there, or was there before.
    pub fn shows(self, requested: RequestedJobStatus) -> bool {
        match requested {
            RequestedJobStatus::Cancelled => matches!(self, Self::Cancelling | Self::Cancelled),
            RequestedJobStatus::Ready => {
                matches!(
                    self,
                    Self::Ready | Self::Active | Self::Pausing | Self::Paused | Self::Completing | Self::Complete
                )
            }
        }
    }

    /// How likely it is that the service accepts `requested` for a job in this status.
    ///
    /// The documents give no full matrix, so a client should warn of an unlikely change and not forbid it.
    pub fn can_request(self, requested: RequestedJobStatus) -> Chance {
        match (requested, self) {
            (_, Self::Complete | Self::Failed | Self::Cancelled) => Chance::No,
            (RequestedJobStatus::Ready, Self::Suspended) => Chance::Yes,
            (RequestedJobStatus::Ready, Self::Preparing) => Chance::Likely,
            (RequestedJobStatus::Ready, _) => Chance::Unlikely,
            (RequestedJobStatus::Cancelled, Self::Cancelling | Self::Completing | Self::Failing) => Chance::Unlikely,
            (RequestedJobStatus::Cancelled, _) => Chance::Yes,
        }
    }
}

impl RequestedJobStatus {
    /// The two of them.
    pub const ALL: [Self; 2] = [Self::Ready, Self::Cancelled];

    /// The words of the two.
    pub const WORDS: [&'static str; 2] = ["Ready", "Cancelled"];

    /// The one of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|requested| requested.as_str() == word)
    }

    /// The word of the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "Ready",
            Self::Cancelled => "Cancelled",
        }
    }
}

impl Chance {
    /// The word that `canRequest` answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Likely => "likely",
            Self::Unlikely => "unlikely",
            Self::No => "no",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Chance, RequestedJobStatus, Status};

    #[test]
    fn a_word_is_the_status_that_it_names() {
        for (status, word) in Status::ALL.into_iter().zip(Status::WORDS) {
            assert_eq!(status.as_str(), word);
            assert_eq!(Status::parse(word), Some(status));
        }
        assert_eq!(Status::parse("Canceled"), None);
    }

    #[test]
    fn a_final_status_takes_no_change() {
        for status in Status::ALL.into_iter().filter(|status| status.is_final()) {
            for requested in RequestedJobStatus::ALL {
                assert_eq!(status.can_request(requested), Chance::No);
            }
        }
    }

    #[test]
    fn only_a_suspended_job_is_sure_to_take_a_confirmation() {
        let sure = |status: &Status| status.can_request(RequestedJobStatus::Ready) == Chance::Yes;
        assert_eq!(Status::ALL.into_iter().filter(sure).collect::<Vec<_>>(), [Status::Suspended]);
    }
}
