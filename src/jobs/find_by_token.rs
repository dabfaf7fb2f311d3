//! Finding the job that a lost CreateJob may have made. Only DescribeJob shows the token of a job.

use super::probe::{Finding, Probe, Standing};
use super::{Action, DescribeJob, ListJobs};
use crate::error::Error;
use crate::model::Value;
use crate::time::unix_seconds;

/// A job that was created more than this many seconds before the request was sent is a different job, even if the clocks differ.
const CLOCK_TOLERANCE: u64 = 60;

/// How many requests are sent before the search is given up.
const MAX_REQUESTS: u32 = 100;

/// Searches the jobs that were created since the request was sent.
pub(super) struct FindByToken {
    token: String,
    page: Page,
    candidates: Vec<String>,
    requests: u32,
    /// Whether a job that may be the one did not show its token.
    has_hidden_token: bool,
}

/// Which page of the list is next.
enum Page {
    First,
    After(String),
    None,
}

impl FindByToken {
    /// The search for the job with `token`.
    pub(super) fn new(token: &str) -> Self {
        Self {
            token: token.to_owned(),
            page: Page::First,
            candidates: Vec::new(),
            requests: 0,
            has_hidden_token: false,
        }
    }

    fn on_page(&mut self, page: &Value, sent_at: u64) {
        let jobs = page.get("jobs").map(Value::items).unwrap_or_default();
        let young = jobs.iter().filter(|job| may_be_new(job.get_text("creationTime"), sent_at));
        let ids = young.filter_map(|job| job.get_text("jobId")).map(str::to_owned);
        // More candidates than requests are of no use.
        self.candidates.extend(ids.take(MAX_REQUESTS as usize));
        self.page = page.get_text("nextToken").map_or(Page::None, |token| Page::After(token.to_owned()));
    }

    /// Whether this is the job.
    fn on_job(&mut self, job: &Value) -> Option<Standing> {
        match job.get_text("clientRequestToken") {
            Some(token) if token == self.token => {
                let found = Value::object().with_optional("jobId", job.get_text("jobId"));
                Some(Standing::Reached(found.with("clientRequestToken", token)))
            }
            Some(_) => None,
            None => {
                self.has_hidden_token = true;
                None
            }
        }
    }
}

/// Whether a job that was created then may be the one that was requested at `sent_at`.
fn may_be_new(created: Option<&str>, sent_at: u64) -> bool {
    let created = created.and_then(unix_seconds);
    created.is_none_or(|created| created.saturating_add(CLOCK_TOLERANCE) >= sent_at)
}

impl Probe for FindByToken {
    fn next(&self) -> Result<Box<dyn Action>, Error> {
        if let Some(job_id) = self.candidates.last() {
            return Ok(Box::new(DescribeJob::new(job_id)?));
        }
        let token = match &self.page {
            Page::After(token) => Some(token.as_str()),
            Page::First | Page::None => None,
        };
        Ok(Box::new(ListJobs::from_input(&Value::object().with_optional("nextToken", token))?))
    }

    fn on_answer(&mut self, answer: Option<&Value>, sent_at: u64) -> Finding {
        self.requests = self.requests.saturating_add(1);
        let found = if self.candidates.pop().is_some() {
            answer.and_then(|job| self.on_job(job))
        } else {
            if let Some(page) = answer {
                self.on_page(page, sent_at);
            }
            None
        };
        let is_finished = self.candidates.is_empty() && matches!(self.page, Page::None);
        let standing = match found {
            Some(standing) => standing,
            None if is_finished && !self.has_hidden_token => Standing::Open,
            None if is_finished || self.requests >= MAX_REQUESTS => Standing::Unclear,
            None => return Finding::More,
        };
        Finding::Standing { standing, since: None }
    }
}

#[cfg(test)]
mod tests {
    use super::{FindByToken, MAX_REQUESTS};
    use crate::jobs::probe::{Finding, Probe, Standing};
    use crate::model::Value;

    /// 2019-12-19T18:00:30Z.
    const SENT_AT: u64 = 1_576_778_430;

    fn object(properties: &[(&'static str, &str)]) -> Value {
        properties.iter().fold(Value::object(), |all, (name, text)| all.with(name, *text))
    }

    fn page(jobs: &[(&str, &str)], next: &[(&'static str, &str)]) -> Value {
        let jobs: Vec<_> =
            jobs.iter().map(|(id, created)| object(&[("jobId", id), ("creationTime", created)])).collect();
        object(next).with("jobs", jobs)
    }

    fn target(probe: &FindByToken) -> String {
        probe.next().unwrap().build().target()
    }

    fn standing(finding: Finding) -> Standing {
        match finding {
            Finding::Standing { standing, .. } => standing,
            Finding::More => panic!("it needs another request"),
        }
    }

    #[test]
    fn only_young_jobs_are_looked_at_page_by_page_until_the_token_is_found() {
        let mut probe = FindByToken::new("mine");
        assert_eq!(target(&probe), "/jobs");
        let first = page(&[("old", "2019-12-19T17:59:29Z"), ("other", "2019-12-19T17:59:30Z")], &[("nextToken", "n")]);
        assert_eq!(probe.on_answer(Some(&first), SENT_AT), Finding::More);
        assert_eq!(target(&probe), "/jobs/other");
        let other = object(&[("jobId", "other"), ("clientRequestToken", "theirs")]);
        assert_eq!(probe.on_answer(Some(&other), SENT_AT), Finding::More);
        assert_eq!(target(&probe), "/jobs?nextToken=n");
        assert_eq!(probe.on_answer(Some(&page(&[("made", "2019-12-19T18:00:30Z")], &[])), SENT_AT), Finding::More);
        assert_eq!(target(&probe), "/jobs/made");
        let made = [("jobId", "made"), ("clientRequestToken", "mine")];
        let job = object(&[("status", "New"), made[0], made[1]]);
        assert_eq!(standing(probe.on_answer(Some(&job), SENT_AT)), Standing::Reached(object(&made)));
    }

    #[test]
    fn if_no_job_has_the_token_it_may_be_requested_again() {
        let mut probe = FindByToken::new("mine");
        assert_eq!(standing(probe.on_answer(Some(&page(&[], &[])), SENT_AT)), Standing::Open);
        let mut probe = FindByToken::new("mine");
        assert_eq!(probe.on_answer(Some(&page(&[("gone", "2019-12-19T18:00:31Z")], &[])), SENT_AT), Finding::More);
        assert_eq!(standing(probe.on_answer(None, SENT_AT)), Standing::Open);
    }

    #[test]
    fn a_job_that_hides_its_token_makes_the_result_unclear() {
        let mut probe = FindByToken::new("mine");
        assert_eq!(probe.on_answer(Some(&page(&[("a", "no date")], &[])), SENT_AT), Finding::More);
        assert_eq!(standing(probe.on_answer(Some(&object(&[("jobId", "a")])), SENT_AT)), Standing::Unclear);
    }

    #[test]
    fn the_search_ends() {
        let mut probe = FindByToken::new("mine");
        let endless = page(&[], &[("nextToken", "n")]);
        let requests = (1..=1000).find(|_| probe.on_answer(Some(&endless), SENT_AT) != Finding::More);
        assert_eq!(requests, Some(MAX_REQUESTS));
    }
}
