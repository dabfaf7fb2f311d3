//! Cancelling many jobs: which are meant, how many may be, and what becomes of each.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::error::Error;
use crate::input;
use crate::jobs::status::Status;
use crate::shape::{Field, Kind, limits};
use crate::text::{concat, signed};
use crate::value::{MAX_NUMBER, Value};

/// The shape of the input.
pub const INPUT: &[Field] = &[
    Field::optional("JobIds", "jobIds", Kind::List("member", &Kind::Id(limits(1, 64)))),
    Field::optional("JobStatuses", "jobStatuses", Kind::List("member", &Kind::Word(&Status::WORDS))),
    Field::optional("Reason", "reason", Kind::Text(limits(0, 256))),
    Field::optional("DryRun", "dryRun", Kind::Flag),
    Field::optional("Concurrency", "concurrency", Kind::Number(limits(1, 1000))),
    Field::optional("MaxJobs", "maxJobs", Kind::Number(limits(0, MAX_NUMBER))),
];

/// One run over many jobs.
#[derive(Clone, Debug)]
pub struct Bulk {
    statuses: Option<Vec<String>>,
    dry_run: bool,
    concurrency: u32,
    max_jobs: Option<i64>,
    selected: i64,
}

/// What is to be done about a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Look at it.
    Look,
    /// Cancel it.
    Change,
    /// Nothing: it is cancelled already, or about to be.
    Already,
    /// Nothing: it no longer is what the caller meant, or it has ended. In a dry run: it would be cancelled.
    Skip,
    /// Nothing, not even to tell: it is no part of the plan that a dry run gives.
    Omit,
}

impl Bulk {
    /// Reads `{ jobIds? | jobStatuses?, reason?, dryRun?, concurrency?, maxJobs? }`; a filter that the caller keeps to
    /// himself is a selection, too.
    pub fn new(input: &Value<'_>, filtered: bool) -> Result<Self, Error> {
        input::check(INPUT, input)?;
        let (ids, statuses) = (input.get("jobIds"), input.get("jobStatuses"));
        match (ids, statuses) {
            (Some(_), Some(_)) => return Err(Error::input("give either jobIds or jobStatuses, not both")),
            (None, None) if !filtered => {
                return Err(Error::input("say which jobs are meant: give jobIds, jobStatuses or a filter"));
            }
            _ => {}
        }
        let words = |list: &Value<'_>| list.items().iter().filter_map(Value::as_text).map(str::to_owned).collect();
        let mut bulk = Self {
            statuses: statuses.map(words),
            dry_run: matches!(input.get("dryRun"), Some(Value::Flag(true))),
            concurrency: input.get_number("concurrency").and_then(|number| u32::try_from(number).ok()).unwrap_or(8),
            max_jobs: input.get_number("maxJobs"),
            selected: 0,
        };
        for _ in ids.map(Value::items).unwrap_or_default() {
            bulk.count()?;
        }
        Ok(bulk)
    }

    /// How many jobs may be under way at a time.
    pub fn concurrency(&self) -> u32 {
        self.concurrency
    }

    /// Whether the whole selection must be known before anything is changed.
    pub fn is_bounded(&self) -> bool {
        self.max_jobs.is_some()
    }

    /// Whether a listed job of this status is meant; without statuses, one that has ended is not. Each that is counts,
    /// and one more than the caller allows is refused.
    pub fn select(&mut self, status: &str) -> Result<bool, Error> {
        let meant = self.statuses.is_some() || !is_final(status);
        if meant {
            self.count()?;
        }
        Ok(meant)
    }

    fn count(&mut self) -> Result<(), Error> {
        self.selected = self.selected.saturating_add(1);
        match self.max_jobs {
            Some(max) if self.selected > max => {
                let mut error = Error::input(concat(&[
                    "more jobs are selected than maxJobs allows (",
                    &signed(max),
                    "), so none was changed: narrow the selection, or raise maxJobs",
                ]));
                error.code = "TooManySelected".into();
                Err(error)
            }
            _ => Ok(()),
        }
    }

    /// What to do about a job of this status; `fits` is what the caller's filter says of it.
    ///
    /// A status that is not `fresh` comes from a list, or is empty if there was none. A list is old as soon as it is
    /// read, so it is enough only where nothing can change any more, or nothing will be changed.
    pub fn judge(&self, status: &str, fits: bool, fresh: bool) -> Verdict {
        if !fresh && !is_final(status) && (!self.dry_run || status.is_empty()) {
            return Verdict::Look;
        }
        let meant = self.statuses.as_ref().is_none_or(|meant| meant.iter().any(|word| word == status));
        let verdict = match status {
            _ if !fits => Verdict::Skip,
            "Cancelled" | "Cancelling" => Verdict::Already,
            _ if is_final(status) || !meant => Verdict::Skip,
            _ => Verdict::Change,
        };
        match verdict {
            Verdict::Change if self.dry_run => Verdict::Skip,
            Verdict::Skip if self.dry_run => Verdict::Omit,
            verdict => verdict,
        }
    }
}

impl Verdict {
    /// What it is called across the border: of an outcome, the word of the public interface.
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
    use super::{Bulk, Verdict};
    use crate::jobs::status::Status;
    use crate::value::Value;

    fn list(texts: &[&'static str]) -> Value<'static> {
        Value::List(texts.iter().map(|text| Value::text(*text)).collect())
    }

    fn of(properties: Vec<(&'static str, Value<'static>)>) -> Bulk {
        Bulk::new(&Value::Object(properties), false).unwrap()
    }

    fn refusal(properties: Vec<(&'static str, Value<'static>)>) -> String {
        Bulk::new(&Value::Object(properties), false).unwrap_err().to_string()
    }

    #[test]
    fn a_selection_must_be_said_and_must_be_one() {
        assert!(refusal(vec![]).contains("which jobs are meant"));
        let both = vec![("jobIds", list(&["a"])), ("jobStatuses", list(&["Ready"]))];
        assert!(refusal(both).contains("not both"));
        assert!(Bulk::new(&Value::Object(vec![]), true).is_ok());
        assert!(refusal(vec![("jobIds", list(&["a", ".."]))]).starts_with("jobIds[1]"));
        assert!(refusal(vec![("jobIds", list(&[])), ("concurrency", Value::Number(0))]).starts_with("concurrency"));
    }

    #[test]
    fn a_selection_larger_than_meant_is_refused_at_its_first_job_too_many() {
        let properties = |max| vec![("jobIds", list(&["a", "b"])), ("maxJobs", Value::Number(max))];
        assert!(Bulk::new(&Value::Object(properties(2)), false).is_ok());
        assert!(refusal(properties(1)).contains("maxJobs allows (1)"));
        let mut bulk = of(vec![("jobStatuses", list(&["Ready"])), ("maxJobs", Value::Number(2))]);
        assert!(bulk.is_bounded());
        assert_eq!([(); 3].map(|()| bulk.select("Ready").is_ok()), [true, true, false]);
    }

    #[test]
    fn a_filter_alone_means_no_job_that_has_ended() {
        let mut bulk = Bulk::new(&Value::Object(vec![("maxJobs", Value::Number(1))]), true).unwrap();
        assert_eq!(bulk.select("Complete").ok(), Some(false));
        assert_eq!(bulk.select("Ready").ok(), Some(true));
        assert!(bulk.select("SomeStatusOfTheFuture").is_err());
        let mut bulk = of(vec![("jobStatuses", list(&["Complete"]))]);
        assert_eq!(bulk.select("Complete").ok(), Some(true), "who names a final status gets to hear of its jobs");
    }

    #[test]
    fn only_what_still_is_as_meant_is_changed() {
        let bulk = of(vec![("jobStatuses", list(&["Suspended", "Ready"]))]);
        assert_eq!(bulk.judge("Suspended", true, true), Verdict::Change);
        assert_eq!(bulk.judge("Suspended", false, true), Verdict::Skip);
        assert_eq!(bulk.judge("Active", true, true), Verdict::Skip);
        assert_eq!(bulk.judge("Complete", true, true), Verdict::Skip);
        assert_eq!(bulk.judge("Cancelling", true, true), Verdict::Already);
        assert_eq!(bulk.judge("Cancelled", false, true), Verdict::Skip);
    }

    #[test]
    fn of_jobs_given_by_id_all_that_can_be_are_changed() {
        let bulk = of(vec![("jobIds", list(&["a"]))]);
        for status in Status::ALL {
            let verdict = match status {
                Status::Cancelled | Status::Cancelling => Verdict::Already,
                Status::Complete | Status::Failed => Verdict::Skip,
                _ => Verdict::Change,
            };
            assert_eq!(bulk.judge(status.as_str(), true, true), verdict);
        }
        assert_eq!(bulk.judge("SomeStatusOfTheFuture", true, true), Verdict::Change);
    }

    #[test]
    fn a_list_is_believed_only_where_it_can_not_be_out_of_date() {
        let bulk = of(vec![("jobStatuses", list(&["Ready", "Complete", "Cancelled"]))]);
        assert_eq!(bulk.judge("Ready", true, false), Verdict::Look);
        assert_eq!(bulk.judge("Complete", true, false), Verdict::Skip);
        assert_eq!(bulk.judge("Cancelled", true, false), Verdict::Already);
        assert_eq!(bulk.judge("", true, false), Verdict::Look);
    }

    #[test]
    fn a_dry_run_tells_what_would_be_changed_and_changes_nothing() {
        let bulk = of(vec![("jobStatuses", list(&["Ready", "Complete"])), ("dryRun", Value::Flag(true))]);
        assert_eq!(bulk.judge("Ready", true, false), Verdict::Skip);
        assert_eq!(bulk.judge("Complete", true, false), Verdict::Omit);
        assert_eq!(bulk.judge("", true, false), Verdict::Look);
        assert_eq!(bulk.judge("Ready", true, true), Verdict::Skip);
        assert_eq!(bulk.judge("Ready", false, true), Verdict::Omit);
        assert_eq!(bulk.judge("Cancelling", true, true), Verdict::Already);
        for status in Status::ALL {
            assert_ne!(bulk.judge(status.as_str(), true, true), Verdict::Change);
        }
    }
}
