//! The jobs, in the order of their ids.

use std::collections::BTreeMap;
use std::ops::Bound;

use cos_jobs::model::status::Status;

use crate::changes::Changes;
use crate::history::History;
use crate::ids::JobId;
use crate::job::Job;

/// The jobs of the account.
#[derive(Clone, Debug, Default)]
pub(crate) struct Store {
    jobs: BTreeMap<JobId, Job>,
    /// Every ClientRequestToken that was ever used.
    tokens: BTreeMap<String, JobId>,
    /// What requests did to jobs that were deleted.
    deleted: BTreeMap<JobId, Changes>,
    /// How many jobs are not in a final status.
    unfinished: usize,
    history: History,
}

/// Which jobs a page of a list contains.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Filter<'a> {
    /// The last id of the previous page.
    pub(crate) after: Option<&'a str>,
    pub(crate) status: Option<Status>,
    pub(crate) created_from_ms: u64,
    pub(crate) limit: usize,
}

/// One page of a list.
#[derive(Debug)]
pub(crate) struct Page<'a> {
    pub(crate) jobs: Vec<&'a Job>,
    /// Whether more jobs follow this page.
    pub(crate) more: bool,
}

impl Store {
    pub(crate) fn get(&self, id: &str) -> Option<&Job> {
        self.jobs.get(id)
    }

    /// The job, which will be changed at `now_ms`.
    pub(crate) fn get_mut(&mut self, id: &str, now_ms: u64) -> Option<&mut Job> {
        let job = self.jobs.get_mut(id)?;
        self.history.record(now_ms, job.id.clone(), Some(job));
        Some(job)
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Job> {
        self.jobs.values()
    }

    /// Adds a job. Unless its creation is recorded too, replicas show it as if it had always existed.
    pub(crate) fn insert(&mut self, job: Job) {
        self.unfinished += usize::from(!job.status.is_final());
        self.tokens.insert(job.token.clone(), job.id.clone());
        self.jobs.insert(job.id.clone(), job);
    }

    /// Records that the job `id` is created at `now_ms`.
    pub(crate) fn record_creation(&mut self, id: &JobId, now_ms: u64) {
        self.history.record(now_ms, id.clone(), None);
    }

    pub(crate) fn remove(&mut self, id: &str, now_ms: u64) -> Option<Job> {
        let mut job = self.jobs.remove(id)?;
        self.history.record(now_ms, job.id.clone(), Some(&job));
        self.unfinished -= usize::from(!job.status.is_final());
        job.changes.deleted += 1;
        self.deleted.insert(job.id.clone(), job.changes);
        Some(job)
    }

    /// Counts a job that has reached a final status.
    pub(crate) fn job_became_final(&mut self) {
        self.unfinished -= 1;
    }

    /// How many jobs are not in a final status.
    pub(crate) fn unfinished(&self) -> usize {
        self.unfinished
    }

    pub(crate) fn by_token(&self, token: &str) -> Option<&JobId> {
        self.tokens.get(token)
    }

    pub(crate) fn changes(&self, id: &str) -> Option<Changes> {
        self.get(id).map(|job| job.changes).or_else(|| self.deleted.get(id).copied())
    }

    /// The jobs as they were at `time_ms`, for reading only: its tokens and counts are empty.
    pub(crate) fn as_of(&self, time_ms: u64) -> Self {
        let mut jobs = self.jobs.clone();
        for change in self.history.after(time_ms) {
            match &change.before {
                Some(job) => drop(jobs.insert(change.id.clone(), (**job).clone())),
                None => drop(jobs.remove(&change.id)),
            }
        }
        Self { jobs, ..Self::default() }
    }

    pub(crate) fn page(&self, filter: Filter<'_>) -> Page<'_> {
        let start = filter.after.map_or(Bound::Unbounded, Bound::Excluded);
        let mut matching = self
            .jobs
            .range::<str, _>((start, Bound::Unbounded))
            .map(|(_, job)| job)
            .filter(|job| filter.status.is_none_or(|status| job.status == status))
            .filter(|job| job.created_ms >= filter.created_from_ms);
        let jobs = matching.by_ref().take(filter.limit).collect();
        Page { jobs, more: matching.next().is_some() }
    }
}
