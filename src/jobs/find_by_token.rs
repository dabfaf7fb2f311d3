//! Finding the job that a lost CreateJob may have made: only DescribeJob tells a job's token.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::inquiry::{Finding, Inquiry, Standing};
use super::model::{CLIENT_REQUEST_TOKEN, CREATION_TIME, JOB_ID};
use super::{Action, DescribeJob, ListJobs};
use crate::error::Error;
use crate::json::Object;
use crate::shape::{ANY, Field, Kind};
use crate::time::unix_seconds;
use crate::value::Value;

/// A job that was created this many seconds before the request was sent is another one, however the clocks differ.
const LONG_BEFORE: u64 = 60;

/// What it reads of a page, and of a job that may be the one.
const PAGE: &[Field] = &[
    Field::optional("Jobs", "jobs", Kind::List("member", &Kind::Object(&[JOB_ID, CREATION_TIME]))),
    Field::optional("NextToken", "nextToken", Kind::Text(ANY)),
];
const CANDIDATE: &[Field] = &[JOB_ID, CLIENT_REQUEST_TOKEN];

/// How many questions are asked before the search is given up.
const MAX_QUESTIONS: u32 = 100;

/// Looks through the jobs that were created since the request was sent.
pub(super) struct FindByToken {
    token: String,
    page: Page,
    candidates: Vec<String>,
    asked: u32,
    /// Whether a job may be the one, but didn't show its token.
    hidden: bool,
}

/// Which page of the list is the next.
enum Page {
    First,
    After(String),
    None,
}

impl FindByToken {
    /// The search for the job with `token`.
    pub(super) fn new(token: &str) -> Self {
        Self { token: token.to_owned(), page: Page::First, candidates: Vec::new(), asked: 0, hidden: false }
    }

    fn learn_page(&mut self, page: &Value<'_>, sent_at: u64) {
        let jobs = page.get("jobs").map(Value::items).unwrap_or_default();
        let young = jobs.iter().filter(|job| may_be_new(job.get_text("creationTime"), sent_at));
        let ids = young.filter_map(|job| job.get_text("jobId")).map(str::to_owned);
        // There are no questions left for more than that.
        self.candidates.extend(ids.take(MAX_QUESTIONS as usize));
        self.page = page.get_text("nextToken").map_or(Page::None, |token| Page::After(token.to_owned()));
    }

    /// Whether this is the job.
    fn learn_job(&mut self, job: &Value<'_>) -> Option<Standing> {
        match job.get_text("clientRequestToken") {
            Some(token) if token == self.token => {
                let found = Object::new().maybe_text("jobId", job.get_text("jobId"));
                Some(Standing::Reached(found.text("clientRequestToken", token)))
            }
            Some(_) => None,
            None => {
                self.hidden = true;
                None
            }
        }
    }
}

/// Whether a job that was created then may be one that was asked for at `sent_at`.
fn may_be_new(created: Option<&str>, sent_at: u64) -> bool {
    let created = created.and_then(unix_seconds);
    created.is_none_or(|created| created.saturating_add(LONG_BEFORE) >= sent_at)
}

impl Inquiry for FindByToken {
    fn ask(&self) -> Result<Box<dyn Action>, Error> {
        if let Some(job_id) = self.candidates.last() {
            let input = Value::Object(vec![("jobId", Value::text(job_id.as_str()))]);
            return Ok(Box::new(DescribeJob::new(&input)?));
        }
        let input = match &self.page {
            Page::After(token) => vec![("nextToken", Value::text(token.as_str()))],
            Page::First | Page::None => Vec::new(),
        };
        Ok(Box::new(ListJobs::new(&Value::Object(input))?))
    }

    fn learn(&mut self, answer: Option<&Object>, sent_at: u64) -> Finding {
        self.asked = self.asked.saturating_add(1);
        let found = if self.candidates.pop().is_some() {
            answer.and_then(|job| self.learn_job(&job.read(CANDIDATE)))
        } else {
            if let Some(page) = answer {
                self.learn_page(&page.read(PAGE), sent_at);
            }
            None
        };
        let searched = self.candidates.is_empty() && matches!(self.page, Page::None);
        let standing = match found {
            Some(standing) => standing,
            None if searched && !self.hidden => Standing::Open,
            None if searched || self.asked >= MAX_QUESTIONS => Standing::Unclear,
            None => return Finding::More,
        };
        Finding::Standing { standing, since: None }
    }
}

#[cfg(test)]
mod tests {
    use super::{FindByToken, MAX_QUESTIONS};
    use crate::jobs::inquiry::{Finding, Inquiry, Standing};
    use crate::json::{Object, to_json};
    use crate::value::Value;

    /// 2019-12-19T18:00:30Z.
    const SENT_AT: u64 = 1_576_778_430;

    fn value(properties: &[(&'static str, &'static str)]) -> Value<'static> {
        Value::Object(properties.iter().map(|(name, text)| (*name, Value::text(*text))).collect())
    }

    fn object(properties: &[(&'static str, &'static str)]) -> Object {
        Object::from_text(to_json(&value(properties)))
    }

    fn page(jobs: &[(&'static str, &'static str)], next: &[(&'static str, &'static str)]) -> Object {
        let jobs = jobs.iter().map(|(id, created)| value(&[("jobId", id), ("creationTime", created)])).collect();
        let mut page = value(next);
        page.push("jobs", Value::List(jobs));
        Object::from_text(to_json(&page))
    }

    fn target(inquiry: &FindByToken) -> String {
        inquiry.ask().unwrap().build().target()
    }

    fn standing(finding: Finding) -> Standing {
        match finding {
            Finding::Standing { standing, .. } => standing,
            Finding::More => panic!("it asks on"),
        }
    }

    #[test]
    fn only_young_jobs_are_looked_at_page_by_page_until_the_token_is_found() {
        let mut inquiry = FindByToken::new("mine");
        assert_eq!(target(&inquiry), "/jobs");
        let first = page(&[("old", "2019-12-19T17:59:29Z"), ("other", "2019-12-19T17:59:30Z")], &[("nextToken", "n")]);
        assert_eq!(inquiry.learn(Some(&first), SENT_AT), Finding::More);
        assert_eq!(target(&inquiry), "/jobs/other");
        let other = object(&[("jobId", "other"), ("clientRequestToken", "theirs")]);
        assert_eq!(inquiry.learn(Some(&other), SENT_AT), Finding::More);
        assert_eq!(target(&inquiry), "/jobs?nextToken=n");
        assert_eq!(inquiry.learn(Some(&page(&[("made", "2019-12-19T18:00:30Z")], &[])), SENT_AT), Finding::More);
        assert_eq!(target(&inquiry), "/jobs/made");
        let made = [("jobId", "made"), ("clientRequestToken", "mine")];
        let job = object(&[("status", "New"), made[0], made[1]]);
        assert_eq!(standing(inquiry.learn(Some(&job), SENT_AT)), Standing::Reached(object(&made)));
    }

    #[test]
    fn no_such_job_means_that_it_may_be_asked_for_again() {
        let mut inquiry = FindByToken::new("mine");
        assert_eq!(standing(inquiry.learn(Some(&page(&[], &[])), SENT_AT)), Standing::Open);
        let mut inquiry = FindByToken::new("mine");
        assert_eq!(inquiry.learn(Some(&page(&[("gone", "2019-12-19T18:00:31Z")], &[])), SENT_AT), Finding::More);
        assert_eq!(standing(inquiry.learn(None, SENT_AT)), Standing::Open);
    }

    #[test]
    fn a_job_that_hides_its_token_leaves_it_open_whether_it_is_the_one() {
        let mut inquiry = FindByToken::new("mine");
        assert_eq!(inquiry.learn(Some(&page(&[("a", "no date")], &[])), SENT_AT), Finding::More);
        assert_eq!(standing(inquiry.learn(Some(&object(&[("jobId", "a")])), SENT_AT)), Standing::Unclear);
    }

    #[test]
    fn the_search_ends() {
        let mut inquiry = FindByToken::new("mine");
        let endless = page(&[], &[("nextToken", "n")]);
        let questions = (1..=1000).find(|_| inquiry.learn(Some(&endless), SENT_AT) != Finding::More);
        assert_eq!(questions, Some(MAX_QUESTIONS));
    }
}
