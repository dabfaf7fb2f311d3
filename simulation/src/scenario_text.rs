//! Scenarios and incidents as texts for people.

use core::fmt;

use crate::incident::{CredentialsFault, Fault, Incident, RequestPosition, Timing};
use crate::operation::{JobVariant, Operation};
use crate::scenario::{EndedJobs, Scenario, Setting};
use crate::verb_plan::VerbPlan;

impl fmt::Display for Scenario {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "seed {}", self.seed)?;
        for (index, job) in self.jobs.iter().enumerate() {
            let confirmed = if job.confirmation_required { ", must be confirmed" } else { "" };
            writeln!(out, "job {index}: {:?}, priority {}, {} s old{confirmed}", job.status, job.priority, job.age_s)?;
        }
        for (index, call) in self.calls.iter().enumerate() {
            let mode = if call.goal { " as a goal" } else { "" };
            let verb = if call.verb == VerbPlan::Single { String::new() } else { format!(" by {:?}", call.verb) };
            let variant = match call.variant {
                JobVariant::Usual => String::new(),
                variant => format!(" ({variant:?})"),
            };
            let client = if call.client == 0 { "" } else { " of the second client" };
            writeln!(
                out,
                "call {index}{client}: {}{variant}{mode}{verb}, of job {}, reason {:?}, at {} ms, at most {} attempts of {} ms",
                operation_text(call.operation),
                call.job,
                call.reason,
                call.at_ms,
                call.max_attempts,
                call.timeout_ms,
            )?;
        }
        write_unusual_settings(out, self.setting)?;
        self.incidents.iter().try_for_each(|incident| writeln!(out, "incident: {incident}"))
    }
}

/// Writes only the settings that differ from the default.
fn write_unusual_settings(out: &mut fmt::Formatter<'_>, setting: Setting) -> fmt::Result {
    let usual = Setting::default();
    let lines = [
        (setting.skew_ms != usual.skew_ms, format!("the client's clock is {} ms ahead", setting.skew_ms)),
        (
            setting.signature_lifetime_s != usual.signature_lifetime_s,
            match setting.signature_lifetime_s {
                Some(seconds) => format!("the client's signatures are valid for {seconds} s"),
                None => "the client decides how long its signatures are valid".to_owned(),
            },
        ),
        (setting.key_source != usual.key_source, format!("the client's keys: {:?}", setting.key_source)),
        (setting.headers_hidden, "the client cannot read the headers of answers".to_owned()),
        (!setting.may_read_jobs, "the client's keys may not read jobs".to_owned()),
        (
            setting.ended_jobs != usual.ended_jobs,
            match setting.ended_jobs {
                EndedJobs::Unknown => "the service answers NoSuchJob for a job that has ended".to_owned(),
                _ => "the service answers NoSuchJob for the change of a job that has ended".to_owned(),
            },
        ),
        (setting.speed != usual.speed, format!("jobs change at {} thousandths of the usual speed", setting.speed)),
        (
            setting.job_quota_left != usual.job_quota_left,
            format!("the account may have {} more jobs", setting.job_quota_left.unwrap_or_default()),
        ),
        (setting.replicas.are_behind(), format!("the replicas are behind by {:?} ms", setting.replicas.lags_ms)),
        (setting.crowd > 0, format!("the account has {} other jobs", setting.crowd)),
    ];
    lines.iter().filter(|(unusual, _)| *unusual).try_for_each(|(_, line)| writeln!(out, "{line}"))
}

impl fmt::Display for Incident {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fault(position, fault) => write!(out, "{position}: {fault:?}"),
            Self::OtherClient(position, timing, operation) => {
                write!(out, "{} {position}, another client: {}", timing_text(*timing), operation_text(*operation))
            }
            Self::KeysInvalidated(position, timing, invalidation) => {
                write!(out, "{} {position}, all keys become invalid: {invalidation:?}", timing_text(*timing))
            }
            Self::ClockSet(position, by_ms) => write!(out, "after {position}, the client's clock is set by {by_ms} ms"),
            Self::Credentials(count, fault) => write!(out, "credentials function, time {count}: {fault:?}"),
        }
    }
}

/// A copy that arrives this many milliseconds after its request, or later, arrives after most calls have ended.
const LATE_MS: u64 = 120_001;

fn timing_text(timing: Timing) -> &'static str {
    match timing {
        Timing::Before => "before",
        Timing::After => "after",
    }
}

impl fmt::Display for RequestPosition {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "request {} of call {}", self.request, self.call)
    }
}

/// An operation with its parameter.
pub(crate) fn operation_text(operation: Operation) -> String {
    match operation {
        Operation::Prioritise(priority) => format!("UpdateJobPriority {priority}"),
        Operation::Create(number) => format!("CreateJob with token {number}"),
        operation => operation.kind().to_owned(),
    }
}

impl Incident {
    /// The kind of the incident, for counting.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Fault(_, fault) => fault.kind(),
            Self::OtherClient(..) => "another client changes the job",
            Self::KeysInvalidated(..) => "keys become invalid",
            Self::ClockSet(..) => "client's clock is set",
            Self::Credentials(_, CredentialsFault::Fails) => "credentials function fails",
            Self::Credentials(_, CredentialsFault::NeverAnswers) => "credentials function never answers",
            Self::Credentials(_, CredentialsFault::Slow(_)) => "credentials function is slow",
            Self::Credentials(_, CredentialsFault::UnknownKeys) => "credentials function gives unknown keys",
        }
    }
}

impl Fault {
    fn kind(&self) -> &'static str {
        match self {
            Self::RequestLost { .. } => "request lost",
            Self::AnswerLost { .. } => "answer lost",
            Self::AnswerLate(_) => "answer late",
            Self::RequestLate { .. } => "request applied late",
            Self::Duplicated { gap_ms: LATE_MS.., .. } => "copy delivered much later",
            Self::Duplicated { .. } => "request delivered twice",
            Self::ServiceError { after: false, .. } => "service fails before applying",
            Self::ServiceError { after: true, .. } => "service fails after applying",
            Self::HtmlPage { .. } => "HTML page",
            Self::EmptyAnswer { .. } => "empty answer",
            Self::UnknownError { .. } => "error with an unknown code",
            Self::Truncated(_) => "answer truncated",
            Self::Corrupted(..) => "answer corrupted",
            Self::Redirect(_) => "redirect",
            Self::Throttled { .. } => "throttled by a proxy",
            Self::Status200 => "refusal with HTTP status 200",
            Self::TooLarge => "answer too large",
            Self::BrokenBody => "body of an answer broken",
            Self::Contradiction => "success that contradicts the request",
            Self::EchoedHeaders => "refusal that repeats the headers",
            Self::FromCache => "answer with a cache's date",
            Self::Aged(_) => "old answer of a cache",
        }
    }
}
