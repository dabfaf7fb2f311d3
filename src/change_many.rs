//! Confirming or cancelling many jobs: which jobs are selected, how many may be changed, and what to do with each.

use crate::error::Error;
use crate::model::check::check;
use crate::model::shape::{Field, Kind, MAX_NUMBER, limits};
use crate::model::{RequestedJobStatus, Status, Value};

/// The fields of the input.
pub const INPUT: &[Field] = &[
    Field::optional("jobIds", Kind::List("", &Kind::Id(limits(1, 64)))),
    Field::optional("jobStatuses", Kind::List("", &Kind::Word(&Status::WORDS))),
    Field::optional("reason", Kind::Text(limits(0, 256))),
    Field::optional("dryRun", Kind::Flag),
    Field::optional("concurrency", Kind::Number(limits(1, 1000))),
    Field::optional("maxJobs", Kind::Number(limits(0, MAX_NUMBER))),
    Field::optional("filter", Kind::Host),
];

/// The confirmation or cancellation of many jobs.
#[derive(Clone, Debug)]
pub struct ChangeMany {
    requested: RequestedJobStatus,
    statuses: Option<Vec<String>>,
    dry_run: bool,
    concurrency: u32,
    max_jobs: Option<i64>,
    selected: i64,
}

/// What to do with a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Look at it first.
    Look,
    /// Confirm or cancel it.
    Change,
    /// Nothing, because it is confirmed or cancelled already, or about to be.
    Already,
    /// Nothing, because it is no longer selected or cannot be changed any more. In a dry run: it would be changed.
    Skip,
    /// Nothing, and it is not reported, because it is not part of the plan of a dry run.
    Omit,
}

impl ChangeMany {
    /// Reads `{ jobIds? | jobStatuses?, reason?, dryRun?, concurrency?, maxJobs? }`. A filter function, which runs in
    /// JavaScript, is a selection too.
    pub fn new(requested: RequestedJobStatus, input: &Value, has_filter: bool) -> Result<Self, Error> {
        check(INPUT, input)?;
        let (ids, statuses) = (input.get("jobIds"), input.get("jobStatuses"));
        match (ids, statuses) {
            (Some(_), Some(_)) => return Err(Error::input("give either jobIds or jobStatuses, not both")),
            (None, None) if !has_filter => {
                return Err(Error::input("no jobs are selected: give jobIds, jobStatuses or a filter"));
            }
            _ => {}
        }
        let words = |list: &Value| list.items().iter().filter_map(Value::as_text).map(str::to_owned).collect();
        let mut many = Self {
            requested,
            statuses: statuses.map(words),
            dry_run: input.get_flag("dryRun") == Some(true),
            concurrency: input.get_number("concurrency").and_then(|number| u32::try_from(number).ok()).unwrap_or(8),
            max_jobs: input.get_number("maxJobs"),
            selected: 0,
        };
        if requested == RequestedJobStatus::Ready && ids.is_none() && !many.dry_run && many.max_jobs.is_none() {
            return Err(Error::input(
                "maxJobs is required, because confirmed jobs begin to change objects: give the largest number of jobs that may be \
                 confirmed, or jobIds, or dryRun",
            ));
        }
        for _ in ids.map(Value::items).unwrap_or_default() {
            many.count()?;
        }
        Ok(many)
    }

    /// How many jobs may be processed at the same time.
    pub fn concurrency(&self) -> u32 {
        self.concurrency
    }

    /// Whether the whole selection must be known before the first change.
    pub fn is_bounded(&self) -> bool {
        self.max_jobs.is_some()
    }

    /// Whether a listed job of this status is selected. Without statuses, a job that has ended is not, and neither is one that is
    /// confirmed already. Selected jobs are counted, and more of them than `maxJobs` are refused.
    pub fn select(&mut self, status: &str) -> Result<bool, Error> {
        let is_confirmed = self.requested == RequestedJobStatus::Ready && self.is_done(status);
        let is_selected = self.statuses.is_some() || !(is_final(status) || is_confirmed);
        if is_selected {
            self.count()?;
        }
        Ok(is_selected)
    }

    /// Whether a job of this status is in the requested state or on its way there.
    fn is_done(&self, status: &str) -> bool {
        Status::parse(status).is_some_and(|status| status.shows(self.requested))
    }

    /// Whether a job of this status cannot get into the requested state any more.
    fn is_too_late(&self, status: &str) -> bool {
        let ends = matches!(status, "Cancelling" | "Failing") && self.requested == RequestedJobStatus::Ready;
        is_final(status) || ends
    }

    fn count(&mut self) -> Result<(), Error> {
        self.selected = self.selected.saturating_add(1);
        match self.max_jobs {
            Some(max) if self.selected > max => {
                let mut error = Error::input(format!(
                    "more jobs are selected than maxJobs allows ({max}), so none was changed: narrow the selection, or raise \
                     maxJobs"
                ));
                error.code = "TooManySelected".into();
                Err(error)
            }
            _ => Ok(()),
        }
    }

    /// What to do with a job of this status. `fits` is the result of the caller's filter.
    ///
    /// A status that is not `fresh` comes from a list, or is empty if there was no list. A list may be out of date, so it is
    /// sufficient only where nothing can change any more, or nothing will be changed.
    pub fn decide(&self, status: &str, fits: bool, fresh: bool) -> Decision {
        if !fresh && !is_final(status) && (!self.dry_run || status.is_empty()) {
            return Decision::Look;
        }
        let meant = self.statuses.as_ref().is_none_or(|meant| meant.iter().any(|word| word == status));
        let decision = match fits {
            true if self.is_done(status) => Decision::Already,
            true if meant && !self.is_too_late(status) => Decision::Change,
            _ => Decision::Skip,
        };
        match decision {
            Decision::Change if self.dry_run => Decision::Skip,
            Decision::Skip if self.dry_run => Decision::Omit,
            decision => decision,
        }
    }
}

impl Decision {
    /// Its name in JavaScript. For an outcome this is the word of the public interface.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Look => "look",
            Self::Change => "change",
            Self::Already => "already",
            Self::Skip => "skipped",
            Self::Omit => "omit",
        }
    }
}

fn is_final(status: &str) -> bool {
    Status::parse(status).is_some_and(Status::is_final)
}

#[cfg(test)]
mod tests {
    use super::{ChangeMany, Decision};
    use crate::model::RequestedJobStatus::{Cancelled, Ready};
    use crate::model::{Status, Value};

    fn list(texts: &[&str]) -> Value {
        Value::List(texts.iter().map(|text| Value::from(*text)).collect())
    }

    fn of(properties: Vec<(&'static str, Value)>) -> ChangeMany {
        ChangeMany::new(Cancelled, &Value::Object(properties), false).unwrap()
    }

    fn refusal(properties: Vec<(&'static str, Value)>) -> String {
        ChangeMany::new(Cancelled, &Value::Object(properties), false).unwrap_err().to_string()
    }

    #[test]
    fn exactly_one_selection_must_be_given() {
        assert!(refusal(vec![]).contains("no jobs are selected"));
        let both = vec![("jobIds", list(&["a"])), ("jobStatuses", list(&["Ready"]))];
        assert!(refusal(both).contains("not both"));
        assert!(ChangeMany::new(Cancelled, &Value::Object(vec![]), true).is_ok());
        assert!(refusal(vec![("jobIds", list(&["a", ".."]))]).starts_with("jobIds[1]"));
        assert!(refusal(vec![("jobIds", list(&[])), ("concurrency", Value::Number(0))]).starts_with("concurrency"));
    }

    #[test]
    fn a_selection_larger_than_max_jobs_is_refused() {
        let properties = |max| vec![("jobIds", list(&["a", "b"])), ("maxJobs", Value::Number(max))];
        assert!(ChangeMany::new(Cancelled, &Value::Object(properties(2)), false).is_ok());
        assert!(refusal(properties(1)).contains("maxJobs allows (1)"));
        let mut many = of(vec![("jobStatuses", list(&["Ready"])), ("maxJobs", Value::Number(2))]);
        assert!(many.is_bounded());
        assert_eq!([(); 3].map(|()| many.select("Ready").is_ok()), [true, true, false]);
    }

    #[test]
    fn a_filter_alone_selects_no_job_that_has_ended() {
        let mut many = ChangeMany::new(Cancelled, &Value::Object(vec![("maxJobs", Value::Number(1))]), true).unwrap();
        assert_eq!(many.select("Complete").ok(), Some(false));
        assert_eq!(many.select("Ready").ok(), Some(true));
        assert!(many.select("SomeStatusOfTheFuture").is_err());
        let mut many = of(vec![("jobStatuses", list(&["Complete"]))]);
        assert_eq!(many.select("Complete").ok(), Some(true), "a selected final status is reported");
    }

    #[test]
    fn only_jobs_that_are_still_selected_are_changed() {
        let many = of(vec![("jobStatuses", list(&["Suspended", "Ready"]))]);
        assert_eq!(many.decide("Suspended", true, true), Decision::Change);
        assert_eq!(many.decide("Suspended", false, true), Decision::Skip);
        assert_eq!(many.decide("Active", true, true), Decision::Skip);
        assert_eq!(many.decide("Complete", true, true), Decision::Skip);
        assert_eq!(many.decide("Cancelling", true, true), Decision::Already);
        assert_eq!(many.decide("Cancelled", false, true), Decision::Skip);
    }

    #[test]
    fn jobs_given_by_id_are_changed_if_that_is_possible() {
        let many = of(vec![("jobIds", list(&["a"]))]);
        for status in Status::ALL {
            let decision = match status {
                Status::Cancelled | Status::Cancelling => Decision::Already,
                Status::Complete | Status::Failed => Decision::Skip,
                _ => Decision::Change,
            };
            assert_eq!(many.decide(status.as_str(), true, true), decision);
        }
        assert_eq!(many.decide("SomeStatusOfTheFuture", true, true), Decision::Change);
    }

    #[test]
    fn a_list_is_sufficient_only_where_it_cannot_be_out_of_date() {
        let many = of(vec![("jobStatuses", list(&["Ready", "Complete", "Cancelled"]))]);
        assert_eq!(many.decide("Ready", true, false), Decision::Look);
        assert_eq!(many.decide("Complete", true, false), Decision::Skip);
        assert_eq!(many.decide("Cancelled", true, false), Decision::Already);
        assert_eq!(many.decide("", true, false), Decision::Look);
    }

    #[test]
    fn a_dry_run_reports_what_would_be_changed_and_changes_nothing() {
        let many = of(vec![("jobStatuses", list(&["Ready", "Complete"])), ("dryRun", Value::Flag(true))]);
        assert_eq!(many.decide("Ready", true, false), Decision::Skip);
        assert_eq!(many.decide("Complete", true, false), Decision::Omit);
        assert_eq!(many.decide("", true, false), Decision::Look);
        assert_eq!(many.decide("Ready", true, true), Decision::Skip);
        assert_eq!(many.decide("Ready", false, true), Decision::Omit);
        assert_eq!(many.decide("Cancelling", true, true), Decision::Already);
        for status in Status::ALL {
            assert_ne!(many.decide(status.as_str(), true, true), Decision::Change);
        }
    }

    fn confirming(properties: Vec<(&'static str, Value)>) -> Result<ChangeMany, String> {
        ChangeMany::new(Ready, &Value::Object(properties), false).map_err(|error| error.to_string())
    }

    #[test]
    fn confirming_a_list_of_jobs_needs_a_limit_unless_it_is_a_dry_run() {
        let suspended = || ("jobStatuses", list(&["Suspended"]));
        assert!(confirming(vec![suspended()]).unwrap_err().starts_with("maxJobs is required"));
        assert!(confirming(vec![suspended(), ("maxJobs", Value::Number(9))]).is_ok());
        assert!(confirming(vec![suspended(), ("dryRun", Value::Flag(true))]).is_ok());
        assert!(confirming(vec![("jobIds", list(&["a"]))]).is_ok());
    }

    #[test]
    fn a_job_is_confirmed_only_before_it_runs() {
        let many = confirming(vec![("jobIds", list(&["a"]))]).unwrap();
        for status in Status::ALL {
            let expected = match status {
                Status::New | Status::Preparing | Status::Suspended => Decision::Change,
                Status::Failing | Status::Failed | Status::Cancelling | Status::Cancelled => Decision::Skip,
                _ => Decision::Already,
            };
            assert_eq!(many.decide(status.as_str(), true, true), expected, "{status:?}");
        }
    }
}
