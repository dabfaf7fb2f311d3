//! The jobs and what moves them: time, places, and requests.

use cos_jobs::jobs::status::{RequestedJobStatus, Status};

use crate::agenda::Agenda;
use crate::config::Config;
use crate::ids::Uuids;
use crate::job::{Job, JobId, NewJob};
use crate::lifecycle::{self, Cause};
use crate::pace::Pace;
use crate::slots::{Move, Place, Slots};
use crate::store::Store;

/// The account's jobs at a moment.
#[derive(Clone, Debug)]
pub(crate) struct ControlPlane {
    pub(crate) jobs: Store,
    pub(crate) pace: Pace,
    pub(crate) uuids: Uuids,
    job_limit: usize,
    agenda: Agenda,
    slots: Slots,
    now_ms: u64,
}

/// Why a request changed nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// There is no such job.
    Unknown,
    /// The job is in a final status.
    Final,
    /// The job's status doesn't allow it.
    WrongStatus,
    /// The ClientRequestToken was used before.
    TokenUsed,
    /// The account has as many jobs as it may.
    TooMany,
}

impl ControlPlane {
    pub(crate) fn new(config: &Config) -> Self {
        Self {
            jobs: Store::default(),
            pace: Pace::new(config.durations, config.speed),
            uuids: Uuids::new(config.seed),
            job_limit: config.job_limit,
            agenda: Agenda::default(),
            slots: Slots::new(config.running_limit),
            now_ms: 0,
        }
    }

    /// The moment up to which everything has happened.
    pub(crate) fn now_ms(&self) -> u64 {
        self.now_ms
    }

    /// Lets everything happen up to `now_ms`, each thing at its own time. Time never goes back.
    pub(crate) fn advance(&mut self, now_ms: u64) {
        while let Some((due_ms, id)) = self.agenda.pop_due(now_ms) {
            self.now_ms = self.now_ms.max(due_ms);
            self.happen(&id);
            // Of several jobs that come to want a place in the same moment, the most urgent is to get it.
            while let Some((_, id)) = self.agenda.pop_due(self.now_ms) {
                self.happen(&id);
            }
            self.give_places();
        }
        self.now_ms = self.now_ms.max(now_ms);
    }

    /// Creates a job.
    pub(crate) fn create(&mut self, new: NewJob) -> Result<JobId, Refusal> {
        if self.jobs.of_token(&new.token).is_some() {
            return Err(Refusal::TokenUsed);
        }
        if self.jobs.open() >= self.job_limit {
            return Err(Refusal::TooMany);
        }
        let id = JobId::from(self.uuids.next());
        let mut job = Job::new(id.clone(), new, self.now_ms);
        job.changes.created += 1;
        self.add(job);
        Ok(id)
    }

    /// Adds a job in whatever status it is; one that says when it moves on does so then.
    pub(crate) fn add(&mut self, mut job: Job) {
        let (place, due_ms) = job.outlook(self.pace);
        job.place = place;
        job.due_ms = job.due_ms.or(due_ms);
        enlist(&mut self.slots, &mut self.agenda, &job);
        self.jobs.insert(job);
        self.give_places();
    }

    /// Removes a job, whatever its status.
    pub(crate) fn delete(&mut self, id: &str) -> Result<(), Refusal> {
        let job = self.jobs.remove(id).ok_or(Refusal::Unknown)?;
        strike(&mut self.slots, &mut self.agenda, &job);
        self.give_places();
        Ok(())
    }

    /// Carries UpdateJobStatus out.
    pub(crate) fn request(
        &mut self,
        id: &str,
        requested: RequestedJobStatus,
        reason: Option<&str>,
    ) -> Result<(), Refusal> {
        let job = self.changeable(id)?;
        let early = job.status == Status::Preparing && requested == RequestedJobStatus::Ready;
        if early {
            if job.confirmed || !job.confirmation_required {
                return Ok(());
            }
            job.confirmed = true;
        } else {
            self.transition(id, cause_of(requested)).ok_or(Refusal::WrongStatus)?;
        }
        let job = self.changeable(id)?;
        job.reason = reason.map(str::to_owned);
        match requested {
            RequestedJobStatus::Ready => job.changes.confirmed += 1,
            RequestedJobStatus::Cancelled => job.changes.cancelled += 1,
        }
        self.give_places();
        Ok(())
    }

    /// Carries UpdateJobPriority out.
    pub(crate) fn prioritise(&mut self, id: &str, priority: u32) -> Result<(), Refusal> {
        let job = self.changeable(id)?;
        if job.priority == priority {
            return Ok(());
        }
        let (id, place, before) = (job.id.clone(), job.place, job.priority);
        job.priority = priority;
        job.changes.reprioritised += 1;
        self.slots.leave(place, before, &id);
        self.slots.enter(place, priority, &id);
        self.give_places();
        Ok(())
    }

    fn changeable(&mut self, id: &str) -> Result<&mut Job, Refusal> {
        let job = self.jobs.get_mut(id).ok_or(Refusal::Unknown)?;
        if job.status.is_final() { Err(Refusal::Final) } else { Ok(job) }
    }

    /// Does what a job was due for.
    fn happen(&mut self, id: &JobId) {
        let Some(job) = self.jobs.get_mut(id) else { return };
        job.due_ms = None;
        if let Some(cause) = due_cause(job) {
            self.transition(id, cause);
        } else {
            job.place = Place::Waiting(self.now_ms);
            self.slots.enter(job.place, job.priority, id);
        }
    }

    fn give_places(&mut self) {
        while let Some(next) = self.slots.next_move() {
            let moved = match &next {
                Move::Start(id) => self.transition(id, Cause::TurnCame),
                Move::Pause(id) => self.transition(id, Cause::Outranked),
            };
            // A place for a job that can't take it would be offered for ever.
            if moved.is_none() {
                return;
            }
        }
    }

    /// Moves a job as the table says; `None` if the table doesn't.
    fn transition(&mut self, id: &str, cause: Cause) -> Option<Status> {
        let job = self.jobs.get_mut(id)?;
        let to = lifecycle::next(job.status, cause)?;
        strike(&mut self.slots, &mut self.agenda, job);
        job.enter(to, self.now_ms, self.pace);
        (job.place, job.due_ms) = job.outlook(self.pace);
        enlist(&mut self.slots, &mut self.agenda, job);
        if to.is_final() {
            self.jobs.close_one();
        }
        Some(to)
    }
}

/// Enters a job wherever jobs of its status stand.
fn enlist(slots: &mut Slots, agenda: &mut Agenda, job: &Job) {
    slots.enter(job.place, job.priority, &job.id);
    if let Some(due_ms) = job.due_ms {
        agenda.add(due_ms, job.id.clone());
    }
}

/// Removes a job from wherever it stands.
fn strike(slots: &mut Slots, agenda: &mut Agenda, job: &Job) {
    slots.leave(job.place, job.priority, &job.id);
    if let Some(due_ms) = job.due_ms {
        agenda.remove(due_ms, &job.id);
    }
}

fn cause_of(requested: RequestedJobStatus) -> Cause {
    match requested {
        RequestedJobStatus::Ready => Cause::Confirmed,
        RequestedJobStatus::Cancelled => Cause::CancelRequested,
    }
}

/// What happens to a job when its status has lasted its time; `None` if it only joins the queue for a place.
fn due_cause(job: &Job) -> Option<Cause> {
    match job.status {
        Status::Ready => None,
        Status::New => Some(Cause::ManifestOpened),
        Status::Preparing if job.confirmation_required && !job.confirmed => Some(Cause::ConfirmationMissing),
        Status::Preparing => Some(Cause::ManifestRead),
        Status::Active if !job.work.readable => Some(Cause::ManifestUnreadable),
        Status::Active if job.work.is_given_up() => Some(Cause::TooManyFailures),
        Status::Active => Some(Cause::TasksDone),
        _ => Some(Cause::Settled),
    }
}
