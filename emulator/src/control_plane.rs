//! The jobs of the account, and what changes them: time, free slots, and requests.

use cos_jobs::model::status::{RequestedJobStatus, Status};

use crate::config::Config;
use crate::ids::{JobId, Uuids};
use crate::job::{Job, NewJob};
use crate::lifecycle::{self, Cause};
use crate::pace::Pace;
use crate::refusal::Refusal;
use crate::run_slots::{RunSlots, SlotChange, SlotState};
use crate::store::Store;
use crate::timers::Timers;

/// The account's jobs at one moment.
#[derive(Clone, Debug)]
pub(crate) struct ControlPlane {
    pub(crate) jobs: Store,
    pub(crate) pace: Pace,
    pub(crate) uuids: Uuids,
    job_limit: usize,
    timers: Timers,
    slots: RunSlots,
    now_ms: u64,
}

impl ControlPlane {
    pub(crate) fn new(config: &Config) -> Self {
        Self {
            jobs: Store::default(),
            pace: Pace::new(config.durations, config.speed),
            uuids: Uuids::new(config.seed),
            job_limit: config.job_limit,
            timers: Timers::default(),
            slots: RunSlots::new(config.running_limit),
            now_ms: 0,
        }
    }

    /// The time up to which all due changes have been made.
    pub(crate) fn now_ms(&self) -> u64 {
        self.now_ms
    }

    /// Makes all changes that are due until `now_ms`, each at its own time. Time never goes back.
    pub(crate) fn advance(&mut self, now_ms: u64) {
        while let Some((due_ms, id)) = self.timers.pop_due(now_ms) {
            self.now_ms = self.now_ms.max(due_ms);
            self.handle_due(&id);
            // All jobs that start to wait for a slot in the same millisecond have to be known before one gets it, so
            // that the job of the highest priority gets it.
            while let Some((_, id)) = self.timers.pop_due(self.now_ms) {
                self.handle_due(&id);
            }
            self.assign_slots();
        }
        self.now_ms = self.now_ms.max(now_ms);
    }

    /// The state of `age_ms` milliseconds ago, as a replica that is not up to date shows it. It is for reading only.
    pub(crate) fn stale(&self, age_ms: u64) -> Self {
        let now_ms = self.now_ms.saturating_sub(age_ms);
        Self {
            jobs: self.jobs.as_of(now_ms),
            pace: self.pace,
            uuids: self.uuids.clone(),
            job_limit: self.job_limit,
            timers: Timers::default(),
            slots: RunSlots::new(1),
            now_ms,
        }
    }

    /// Creates a job.
    pub(crate) fn create(&mut self, new: NewJob) -> Result<JobId, Refusal> {
        if self.jobs.by_token(&new.token).is_some() {
            return Err(Refusal::TokenUsed);
        }
        if self.jobs.unfinished() >= self.job_limit {
            return Err(Refusal::TooManyJobs);
        }
        let id = JobId::from(self.uuids.next());
        let mut job = Job::new(id.clone(), new, self.now_ms);
        job.changes.created += 1;
        self.jobs.record_creation(&id, self.now_ms);
        self.add(job);
        Ok(id)
    }

    /// Adds a job in any status. If its `due_ms` is set, its status ends then, else after the usual time.
    pub(crate) fn add(&mut self, mut job: Job) {
        let (slot, due_ms) = job.schedule(self.pace);
        job.slot = slot;
        job.due_ms = job.due_ms.or(due_ms);
        register(&mut self.slots, &mut self.timers, &job);
        self.jobs.insert(job);
        self.assign_slots();
    }

    /// Removes a job of any status.
    pub(crate) fn delete(&mut self, id: &str) -> Result<(), Refusal> {
        let job = self.jobs.remove(id, self.now_ms).ok_or(Refusal::NoSuchJob)?;
        unregister(&mut self.slots, &mut self.timers, &job);
        self.assign_slots();
        Ok(())
    }

    /// Carries out UpdateJobStatus.
    pub(crate) fn update_status(
        &mut self,
        id: &str,
        requested: RequestedJobStatus,
        reason: Option<&str>,
    ) -> Result<(), Refusal> {
        let job = self.changeable(id)?;
        let is_early = job.status == Status::Preparing && requested == RequestedJobStatus::Ready;
        // A job may be confirmed while its manifest is still being read.
        if is_early {
            if job.confirmed || !job.confirmation_required {
                return Ok(());
            }
            job.confirmed = true;
        } else {
            self.transition(id, Cause::of_request(requested)).ok_or(Refusal::WrongStatus)?;
        }
        let job = self.changeable(id)?;
        job.reason = reason.map(str::to_owned);
        match requested {
            RequestedJobStatus::Ready => job.changes.confirmed += 1,
            RequestedJobStatus::Cancelled => job.changes.cancelled += 1,
        }
        self.assign_slots();
        Ok(())
    }

    /// Carries out UpdateJobPriority.
    pub(crate) fn update_priority(&mut self, id: &str, priority: u32) -> Result<(), Refusal> {
        let job = self.changeable(id)?;
        if job.priority == priority {
            return Ok(());
        }
        let (id, slot, old_priority) = (job.id.clone(), job.slot, job.priority);
        job.priority = priority;
        job.changes.reprioritised += 1;
        self.slots.leave(slot, old_priority, &id);
        self.slots.enter(slot, priority, &id);
        self.assign_slots();
        Ok(())
    }

    fn changeable(&mut self, id: &str) -> Result<&mut Job, Refusal> {
        let job = self.jobs.get_mut(id, self.now_ms).ok_or(Refusal::NoSuchJob)?;
        if job.status.is_final() { Err(Refusal::AlreadyFinal) } else { Ok(job) }
    }

    /// Makes the change for which a job is due.
    fn handle_due(&mut self, id: &JobId) {
        let Some(job) = self.jobs.get_mut(id, self.now_ms) else { return };
        job.due_ms = None;
        if let Some(cause) = job.cause_when_due() {
            self.transition(id, cause);
        } else {
            job.slot = SlotState::Waiting(self.now_ms);
            self.slots.enter(job.slot, job.priority, id);
        }
    }

    fn assign_slots(&mut self) {
        while let Some(next) = self.slots.next_change() {
            let changed = match &next {
                SlotChange::Start(id) => self.transition(id, Cause::SlotFree),
                SlotChange::Pause(id) => self.transition(id, Cause::HigherPriorityWaits),
            };
            // Without this check, a job that cannot take its slot would be offered one for ever.
            if changed.is_none() {
                return;
            }
        }
    }

    /// Moves a job to the status that the table of transitions names; `None` if it names none.
    fn transition(&mut self, id: &str, cause: Cause) -> Option<Status> {
        let job = self.jobs.get_mut(id, self.now_ms)?;
        let to = lifecycle::next(job.status, cause)?;
        unregister(&mut self.slots, &mut self.timers, job);
        job.enter(to, self.now_ms, self.pace);
        (job.slot, job.due_ms) = job.schedule(self.pace);
        register(&mut self.slots, &mut self.timers, job);
        if to.is_final() {
            self.jobs.job_became_final();
        }
        Some(to)
    }
}

/// Adds a job to the slots and the timers, as its status requires.
fn register(slots: &mut RunSlots, timers: &mut Timers, job: &Job) {
    slots.enter(job.slot, job.priority, &job.id);
    if let Some(due_ms) = job.due_ms {
        timers.add(due_ms, job.id.clone());
    }
}

/// Removes a job from the slots and the timers.
fn unregister(slots: &mut RunSlots, timers: &mut Timers, job: &Job) {
    slots.leave(job.slot, job.priority, &job.id);
    if let Some(due_ms) = job.due_ms {
        timers.remove(due_ms, &job.id);
    }
}
