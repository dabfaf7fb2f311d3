//! The service of a story: the emulator, and what is true about its jobs.

use cos_jobs::jobs::status::Status;
use cos_jobs::time::unix_seconds;
use cos_jobs_emulator::{Config, Credentials, Emulator, Fault as Failing, HttpRequest, HttpResponse, SeedJob, Speed};

use crate::http::{code, element, error};
use crate::rival::Rival;
use crate::story::{Ask, CallPlan, Fault, JobPlan, Story};

/// When every story begins: 2024-06-01T00:00:00Z.
pub(crate) const START_MS: u64 = 1_717_200_000_000;

/// The emulator, with the jobs of a story.
pub(crate) struct Service {
    emulator: Emulator,
    jobs: Vec<(JobPlan, String)>,
    rival: Option<Rival>,
    seed: u64,
    may_look: bool,
    ended_is_unknown: bool,
}

/// What a call is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Subject {
    pub(crate) ask: Ask,
    /// The job's id; of a job that is to be created, the token.
    pub(crate) name: String,
    /// Whether the job, if it is one of the first, can only go on when somebody confirms it.
    confirmation_required: bool,
}

/// How the goal of a call stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// It holds.
    Held,
    /// It doesn't, and may come to hold.
    Open,
    /// The job went another way, on which it may have held for a while.
    Elsewhere,
    /// It doesn't and never did, and never will.
    Impossible,
    /// It doesn't and never will, and the job is gone or changes no more. It held for a while only if somebody else
    /// undid it.
    Over,
}

impl Service {
    pub(crate) fn new(story: &Story) -> Self {
        let open = story.jobs.iter().filter(|job| !job.status.is_final()).count();
        let mut emulator = Emulator::new(Config {
            credentials: Vec::new(),
            speed: Speed::from_thousandths(story.setting.speed),
            job_limit: story.setting.room.map_or(1_000_000, |room| open + room),
            seed: story.seed,
            ..Config::default()
        });
        let jobs = story.jobs.iter().map(|plan| (*plan, emulator.seed_job(&seeded(*plan), START_MS))).collect();
        Self {
            emulator,
            jobs,
            rival: None,
            seed: story.seed,
            may_look: story.setting.may_look,
            ended_is_unknown: story.setting.ended_is_unknown,
        }
    }

    pub(crate) fn subject(&self, plan: &CallPlan) -> Subject {
        let job = self.jobs.get(plan.job);
        let name = match plan.ask {
            Ask::Create(number) => format!("token-{:x}-{number}", self.seed),
            _ => job.map(|(_, id)| id.clone()).unwrap_or_default(),
        };
        let confirmation_required = job.is_none_or(|(plan, _)| plan.confirmation_required);
        Subject { ask: plan.ask, name, confirmation_required }
    }

    /// Sets the keys that may sign, besides the rival's.
    pub(crate) fn set_keys(&mut self, keys: &[Credentials]) {
        self.emulator.set_credentials(keys.iter().cloned().chain([Rival::key()]).collect());
    }

    /// Carries a request out.
    pub(crate) fn handle(&mut self, request: &HttpRequest, fault: Option<Fault>, now_ms: u64) -> HttpResponse {
        if let Some(Fault::Service { code, status, after }) = fault {
            let failing = Failing::new(code).with_status(status);
            self.emulator.inject(if after { failing.after() } else { failing });
        }
        let answer = self.emulator.handle(request, now_ms);
        let found = answer.status < 300 || answer.status == 404;
        if request.method == "GET" && found && !self.may_look {
            return error(403, "AccessDenied", "Access Denied.");
        }
        let ended = code(&answer) == Some("InvalidRequest") && self.has_ended(request);
        if ended && self.ended_is_unknown {
            return error(404, "NoSuchJob", "The specified job does not exist.");
        }
        answer
    }

    fn has_ended(&self, request: &HttpRequest) -> bool {
        let id = request.target.split(['/', '?']).nth(2).unwrap_or_default();
        self.emulator.status(id).is_some_and(Status::is_final)
    }

    /// Lets somebody else do something to the job of a call.
    pub(crate) fn rival(&mut self, deed: Ask, subject: &Subject, now_ms: u64) {
        let Some(id) = self.id_of(subject).map(str::to_owned) else { return };
        let rival = self.rival.get_or_insert_with(Rival::new);
        if let Some(request) = rival.request(deed, &id, now_ms) {
            drop(self.emulator.handle(&request, now_ms));
        }
    }

    /// The id of the job, if there is or was one.
    pub(crate) fn id_of<'a>(&'a self, subject: &'a Subject) -> Option<&'a str> {
        match subject.ask {
            Ask::Create(_) => self.emulator.job_of_token(&subject.name),
            _ => Some(&subject.name),
        }
    }

    /// How often requests changed the job so far.
    pub(crate) fn changes(&self, subject: &Subject) -> u32 {
        if let Ask::Create(_) = subject.ask {
            return self.emulator.job_of_token(&subject.name).map_or(0, |_| 1);
        }
        self.emulator.changes(&subject.name).map_or(0, |changes| {
            changes.created + changes.confirmed + changes.cancelled + changes.reprioritised + changes.deleted
        })
    }

    /// How the goal of a call stands at this moment.
    pub(crate) fn sight(&self, subject: &Subject) -> Sight {
        let status = self.id_of(subject).and_then(|id| self.emulator.status(id));
        let Some(status) = status else {
            return if subject.ask == Ask::Delete { Sight::Held } else { Sight::Over };
        };
        match subject.ask {
            Ask::Create(_) => Sight::Held,
            Ask::Delete => Sight::Open,
            Ask::Prioritise(priority) if self.emulator.priority(&subject.name) == Some(priority) => Sight::Held,
            Ask::Prioritise(_) if status.is_final() => Sight::Over,
            Ask::Prioritise(_) => Sight::Open,
            Ask::Cancel => cancelled(status),
            Ask::Confirm => self.confirmed(status, subject),
        }
    }

    /// A job is on its way to be ready if it was confirmed, or needs no confirmation.
    fn confirmed(&self, status: Status, subject: &Subject) -> Sight {
        let confirmed = || self.emulator.changes(&subject.name).is_some_and(|changes| changes.confirmed > 0);
        match status {
            Status::Failing | Status::Failed | Status::Cancelling | Status::Cancelled => Sight::Elsewhere,
            Status::Preparing if !subject.confirmation_required || confirmed() => Sight::Held,
            Status::New | Status::Preparing | Status::Suspended => Sight::Open,
            _ => Sight::Held,
        }
    }
}

fn cancelled(status: Status) -> Sight {
    match status {
        Status::Cancelling | Status::Cancelled => Sight::Held,
        Status::Complete | Status::Failed => Sight::Impossible,
        _ => Sight::Open,
    }
}

/// When the job that an answer describes ended, in unix milliseconds.
pub(crate) fn ended_ms(answer: &HttpResponse) -> Option<u64> {
    let seconds = element(answer, "<TerminationDate>", "</TerminationDate>").and_then(unix_seconds)?;
    Some(seconds * 1000)
}

fn seeded(plan: JobPlan) -> SeedJob {
    SeedJob {
        priority: plan.priority,
        confirmation_required: plan.confirmation_required,
        age_ms: plan.age_s * 1000,
        ..SeedJob::new(plan.status, 1000)
    }
}
