//! Finding the job that a lost CreateJob may have made. Only DescribeJob shows the token of a job.

use std::rc::Rc;

use super::pages::Pages;
use super::probe::{CLOCK_TOLERANCE, Finding, Probe, SentChange, Standing};
use super::{Action, DescribeJob};
use crate::error::Error;
use crate::model::Value;
use crate::model::tables::OPERATIONS;
use crate::time::unix_seconds;

/// How many jobs are described at most after an answer was lost, and after a plain refusal, which has many possible reasons.
const MAX_LOOKS: usize = 100;
const MAX_LOOKS_AFTER_REFUSAL: usize = 5;

/// Searches the list for jobs that may be the requested one, and describes the newest first.
pub(super) struct FindByToken {
    request: Rc<Value>,
    pages: Pages,
    /// When each job that may be the one was created, and its id. The newest is the last.
    candidates: Vec<(u64, String)>,
    /// The jobs that have another token.
    excluded: Vec<String>,
    looks: usize,
    /// Whether a listed job could not be described, or did not show its token.
    has_missing: bool,
    has_hidden_token: bool,
}

impl FindByToken {
    /// The search for the job of this request.
    pub(super) fn new(request: Rc<Value>) -> Self {
        Self {
            request,
            pages: Pages::new(),
            candidates: Vec::new(),
            excluded: Vec::new(),
            looks: 0,
            has_missing: false,
            has_hidden_token: false,
        }
    }

    fn on_page(&mut self, page: &Value, change: SentChange) {
        for job in page.get("jobs").map(Value::items).unwrap_or_default() {
            let created = job.get_text("creationTime").and_then(unix_seconds).unwrap_or(u64::MAX);
            // A refused token may belong to a job of any age: the caller may repeat a call of yesterday.
            let is_young = change.is_refused || created.saturating_add(CLOCK_TOLERANCE) >= change.sent_at;
            let Some(job_id) = job.get_text("jobId") else { continue };
            if is_young && self.may_be_listed_as(job) && !self.excluded.iter().any(|id| id == job_id) {
                self.add(created, job_id);
            }
        }
        self.pages.turn(page);
    }

    /// Adds a candidate at its place. One more than can be described is enough to know that some are left.
    fn add(&mut self, created: u64, job_id: &str) {
        let place = self.candidates.partition_point(|(other, _)| *other <= created);
        self.candidates.insert(place, (created, job_id.to_owned()));
        if self.candidates.len() > MAX_LOOKS + 1 {
            self.candidates.remove(0);
        }
    }

    /// Whether the list may show the requested job like this.
    fn may_be_listed_as(&self, job: &Value) -> bool {
        let requested = self.request.get("operation").and_then(|operation| operation.properties().first());
        let element = requested.and_then(|(name, _)| OPERATIONS.iter().find(|field| field.property == *name));
        let operation = element.zip(job.get_text("operation"));
        let requested = self.request.get_text("description").unwrap_or_default();
        operation.is_none_or(|(field, listed)| field.is_element(listed))
            && job.get_text("description").is_none_or(|listed| is_same_text(requested, listed))
    }

    fn on_job(&mut self, job: &Value) -> Option<Standing> {
        let job_id = job.get_text("jobId").unwrap_or_default();
        let token = job.get_text("clientRequestToken");
        if token.is_none() {
            self.has_hidden_token = true;
            return None;
        }
        if token != self.request.get_text("clientRequestToken") {
            self.excluded.push(job_id.to_owned());
            return None;
        }
        Some(match difference(&self.request, job) {
            Some(difference) => Standing::OtherJob { job_id: job_id.to_owned(), difference },
            None => Standing::Reached(Value::object().with("jobId", job_id).with_optional("clientRequestToken", token)),
        })
    }

    /// The result of a search that did not find the token; `None` if it is not finished.
    fn without_result(&self, change: SentChange) -> Option<Standing> {
        let max_looks = if change.is_lost { MAX_LOOKS } else { MAX_LOOKS_AFTER_REFUSAL };
        if !self.pages.is_over() || (!self.candidates.is_empty() && self.looks < max_looks) {
            return None;
        }
        let is_incomplete = !self.pages.is_complete() || !self.candidates.is_empty() || self.has_hidden_token;
        Some(match (is_incomplete, self.has_missing) {
            (true, _) => Standing::Unclear,
            (false, true) => Standing::Contradiction,
            (false, false) => Standing::Open { may_refuse: false },
        })
    }
}

/// The property in which a job is not the requested one. Only properties that the answer has are compared; a job without a
/// description has an empty one.
fn difference(request: &Value, job: &Value) -> Option<&'static str> {
    let description = |value: &Value| value.get_text("description").unwrap_or_default().to_owned();
    if !is_same_text(&description(request), &description(job)) {
        return Some("description");
    }
    ["operation", "manifest", "priority"]
        .into_iter()
        .find(|name| job.get(name).zip(request.get(name)).is_some_and(|(shown, requested)| !is_same(requested, shown)))
}

fn is_same_text(requested: &str, shown: &str) -> bool {
    let plain = |text: &str| text.trim_ascii().trim_matches('"').to_owned();
    plain(requested) == plain(shown)
}

/// Whether all that was requested is shown. The service may add properties that were not requested, and quotes to an ETag.
fn is_same(requested: &Value, shown: &Value) -> bool {
    match (requested, shown) {
        (Value::Text(requested), Value::Text(shown)) => is_same_text(requested, shown),
        (Value::List(requested), Value::List(shown)) => {
            requested.len() == shown.len() && requested.iter().zip(shown).all(|(one, other)| is_same(one, other))
        }
        (Value::Object(requested), _) => requested.iter().all(|(name, value)| match shown.get(name) {
            Some(shown) => is_same(value, shown),
            // An empty property or a false one may be left out.
            None => matches!(value, Value::Flag(false)) || value.as_text() == Some(""),
        }),
        _ => requested == shown,
    }
}

impl Probe for FindByToken {
    fn next(&self) -> Result<Box<dyn Action>, Error> {
        match self.candidates.last() {
            Some((_, job_id)) if self.pages.is_over() => Ok(Box::new(DescribeJob::new(job_id)?)),
            _ => self.pages.request(),
        }
    }

    fn on_answer(&mut self, answer: Option<&Value>, change: SentChange) -> Finding {
        let mut created = None;
        let found = if self.pages.is_over() {
            created = self.candidates.pop().map(|(created, _)| created);
            self.looks += 1;
            self.has_missing |= answer.is_none();
            answer.and_then(|job| self.on_job(job))
        } else {
            self.on_page(answer.unwrap_or(&Value::object()), change);
            None
        };
        match (found, self.without_result(change)) {
            (Some(standing), _) => Finding::Standing { standing, since: created, job: None },
            (None, Some(standing)) => Finding::of(standing),
            (None, None) => Finding::More,
        }
    }

    fn restart(&mut self) {
        self.pages = Pages::new();
        self.candidates.clear();
        self.has_missing = false;
        self.has_hidden_token = false;
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::{FindByToken, MAX_LOOKS_AFTER_REFUSAL};
    use crate::jobs::probe::{Finding, Probe, SentChange, Standing};
    use crate::model::Value;

    /// 2019-12-19T18:00:30Z.
    const LOST: SentChange = SentChange { sent_at: 1_576_778_430, is_lost: true, is_refused: false };

    const REFUSED: SentChange = SentChange { is_lost: false, is_refused: true, ..LOST };

    fn object(properties: &[(&'static str, &str)]) -> Value {
        properties.iter().fold(Value::object(), |all, (name, text)| all.with(name, *text))
    }

    fn page(jobs: &[(&str, &str)], next: &[(&'static str, &str)]) -> Value {
        let jobs: Vec<_> =
            jobs.iter().map(|(id, created)| object(&[("jobId", id), ("creationTime", created)])).collect();
        object(next).with("jobs", jobs)
    }

    fn request() -> Value {
        let manifest = Value::object().with("location", object(&[("eTag", "\"15\"")]));
        let operation = Value::object().with("cosDeleteObject", Value::object());
        object(&[("clientRequestToken", "mine")])
            .with("manifest", manifest)
            .with("operation", operation)
            .with("priority", 7)
    }

    fn probe() -> FindByToken {
        FindByToken::new(Rc::new(request()))
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
    fn only_young_jobs_are_looked_at_the_newest_first_until_the_token_is_found() {
        let mut probe = probe();
        assert_eq!(target(&probe), "/jobs");
        let first = page(&[("old", "2019-12-19T17:59:29Z"), ("made", "2019-12-19T17:59:30Z")], &[("nextToken", "n")]);
        assert_eq!(probe.on_answer(Some(&first), LOST), Finding::More);
        assert_eq!(target(&probe), "/jobs?nextToken=n");
        assert_eq!(probe.on_answer(Some(&page(&[("newest", "2019-12-19T18:00:30Z")], &[])), LOST), Finding::More);
        assert_eq!(target(&probe), "/jobs/newest");
        let other = object(&[("jobId", "newest"), ("clientRequestToken", "theirs")]);
        assert_eq!(probe.on_answer(Some(&other), LOST), Finding::More);
        assert_eq!(target(&probe), "/jobs/made");
        let job = request().with("jobId", "made").with("status", "New");
        let found = object(&[("jobId", "made"), ("clientRequestToken", "mine")]);
        assert_eq!(standing(probe.on_answer(Some(&job), LOST)), Standing::Reached(found));
    }

    #[test]
    fn a_refused_token_may_belong_to_an_old_job() {
        let mut probe = probe();
        assert_eq!(probe.on_answer(Some(&page(&[("old", "2019-12-01T00:00:00Z")], &[])), REFUSED), Finding::More);
        let job = request().with("jobId", "old");
        assert!(matches!(standing(probe.on_answer(Some(&job), REFUSED)), Standing::Reached(_)));
    }

    #[test]
    fn a_job_with_the_token_that_is_not_the_requested_one_is_named() {
        let other_manifest = Value::object().with("location", object(&[("eTag", "\"16\"")]));
        let other_operation = Value::object().with("cosPutObjectTagging", Value::object());
        for (difference, value) in [
            ("manifest", other_manifest),
            ("operation", other_operation),
            ("priority", Value::Number(8)),
            ("description", Value::from("another")),
        ] {
            let mut probe = FindByToken::new(Rc::new(request().with("description", "one")));
            probe.on_answer(Some(&page(&[("a", "no date")], &[])), LOST);
            let job = Value::object().with("jobId", "a").with("clientRequestToken", "mine");
            let job = if difference == "description" { job } else { job.with("description", "one") };
            let job = job.with(difference, value);
            let expected = Standing::OtherJob { job_id: "a".to_owned(), difference };
            assert_eq!(standing(probe.on_answer(Some(&job), LOST)), expected);
        }
    }

    #[test]
    fn if_no_job_has_the_token_it_may_be_requested_again() {
        assert_eq!(standing(probe().on_answer(Some(&page(&[], &[])), LOST)), Standing::Open { may_refuse: false });
    }

    #[test]
    fn a_listed_job_that_cannot_be_described_is_a_contradiction() {
        let mut probe = probe();
        assert_eq!(probe.on_answer(Some(&page(&[("gone", "2019-12-19T18:00:31Z")], &[])), LOST), Finding::More);
        assert_eq!(standing(probe.on_answer(None, LOST)), Standing::Contradiction);
    }

    #[test]
    fn a_job_that_hides_its_token_makes_the_result_unclear() {
        let mut probe = probe();
        assert_eq!(probe.on_answer(Some(&page(&[("a", "no date")], &[])), LOST), Finding::More);
        assert_eq!(standing(probe.on_answer(Some(&object(&[("jobId", "a")])), LOST)), Standing::Unclear);
    }

    #[test]
    fn the_search_ends_after_a_few_requests_if_the_request_was_plainly_refused() {
        let mut probe = probe();
        let jobs: Vec<_> = (0..50).map(|index| index.to_string()).collect();
        let jobs: Vec<_> = jobs.iter().map(|id| (id.as_str(), "no date")).collect();
        assert_eq!(probe.on_answer(Some(&page(&jobs, &[])), REFUSED), Finding::More);
        let other = object(&[("jobId", "a"), ("clientRequestToken", "theirs")]);
        let looks = (1..=50).find(|_| probe.on_answer(Some(&other), REFUSED) != Finding::More);
        assert_eq!(looks, Some(MAX_LOOKS_AFTER_REFUSAL));
        probe.restart();
        assert_eq!(standing(probe.on_answer(Some(&page(&jobs, &[])), REFUSED)), Standing::Unclear);
    }

    #[test]
    fn a_list_without_an_end_is_given_up() {
        let mut probe = probe();
        let endless = page(&[], &[("nextToken", "n")]);
        let requests = (1..=1000).find(|_| probe.on_answer(Some(&endless), LOST) != Finding::More);
        assert_eq!(requests, Some(10));
    }
}
