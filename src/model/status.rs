//! The statuses of a job, which of them are final, and which change may be requested from which.
//!
//! The build writes the table of the JavaScript functions `isFinal` and `canRequest` from here.
//! Source: managing jobs 436/32961, UpdateJobStatus 436/33785.

use crate::words::words;

words! {
    /// A status that the service documents. A status that is not among them is passed on as its text.
    #[expect(missing_docs, reason = "the vendor's words; the transitions are explained in the module")]
    Status {
        Active = "Active",
        Cancelled = "Cancelled",
        Cancelling = "Cancelling",
        Complete = "Complete",
        Completing = "Completing",
        Failed = "Failed",
        Failing = "Failing",
        New = "New",
        Paused = "Paused",
        Pausing = "Pausing",
        Preparing = "Preparing",
        Ready = "Ready",
        Suspended = "Suspended",
    }
}

words! {
    /// A status that may be requested of a job.
    RequestedJobStatus {
        /// Confirms a job that waits for confirmation, and lets it run.
        Ready = "Ready",
        /// Cancels a job.
        Cancelled = "Cancelled",
    }
}

words! {
    /// How likely it is that the service accepts a change.
    Chance {
        /// Documented as possible.
        Yes = "yes",
        /// Not documented, but likely.
        Likely = "likely",
        /// Not documented, and the same API of another vendor refuses it.
        Unlikely = "unlikely",
        /// Documented as impossible.
        No = "no",
    }
}

impl Status {
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
