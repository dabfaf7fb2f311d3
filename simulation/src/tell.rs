//! Stories and what happens in them, in words.

use core::fmt;

use cos_jobs::request::Outgoing;
use cos_jobs_emulator::HttpResponse;

use crate::calling::Running;
use crate::http::code;
use crate::keyring::Answer;
use crate::network::Shown;
use crate::story::{Ask, Fault, Incident, Keys, Mishap, Place, Setting, Story};

impl fmt::Display for Story {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "seed {}", self.seed)?;
        for (index, job) in self.jobs.iter().enumerate() {
            let waits = if job.confirmation_required { ", to be confirmed" } else { "" };
            writeln!(out, "job {index}: {:?}, priority {}, {} s old{waits}", job.status, job.priority, job.age_s)?;
        }
        for (index, call) in self.calls.iter().enumerate() {
            let how = if call.goal { " as a goal" } else { "" };
            writeln!(
                out,
                "call {index}: {}{how}, of job {}, reason {:?}, at {} ms, at most {} attempts of {} ms",
                deed(call.ask),
                call.job,
                call.reason,
                call.at_ms,
                call.max_attempts,
                call.timeout_ms,
            )?;
        }
        tell_setting(out, self.setting)?;
        self.incidents.iter().try_for_each(|incident| writeln!(out, "incident: {incident}"))
    }
}

/// Only what is out of the ordinary.
fn tell_setting(out: &mut fmt::Formatter<'_>, setting: Setting) -> fmt::Result {
    let usual = Setting::default();
    let lines = [
        (setting.skew_ms != usual.skew_ms, format!("the client's clock is {} ms ahead", setting.skew_ms)),
        (setting.lifetime_s != usual.lifetime_s, format!("its signatures hold {} s", setting.lifetime_s)),
        (setting.keys != usual.keys, format!("its keys: {:?}", setting.keys)),
        (setting.headers_hidden, "its host hides the answers' headers".to_owned()),
        (setting.may_look != usual.may_look, "it may not look at jobs".to_owned()),
        (setting.ended_is_unknown, "the service answers NoSuchJob for a job that has ended".to_owned()),
        (setting.speed != usual.speed, format!("jobs move {} thousandths as fast as usual", setting.speed)),
        (setting.room != usual.room, format!("the account may have {} more jobs", setting.room.unwrap_or_default())),
    ];
    lines.iter().filter(|(unusual, _)| *unusual).try_for_each(|(_, words)| writeln!(out, "{words}"))
}

impl fmt::Display for Incident {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fault(place, fault) => write!(out, "{place}: {fault:?}"),
            Self::Rival(place, moment, ask) => {
                write!(out, "{place}: {}, somebody else: {}", format!("{moment:?}").to_lowercase(), deed(*ask))
            }
            Self::KeysEnd(place, moment, ending) => {
                write!(out, "{place}: {}, all keys end: {ending:?}", format!("{moment:?}").to_lowercase())
            }
            Self::ClockSet(place, by_ms) => write!(out, "{place}: after, the client's clock is set by {by_ms} ms"),
            Self::Mishap(asked, mishap) => write!(out, "credentials function, time {asked}: {mishap:?}"),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "request {} of call {}", self.request, self.call)
    }
}

impl Incident {
    /// Its kind, for counting.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Fault(_, fault) => fault.kind(),
            Self::Rival(..) => "another client changes the job",
            Self::KeysEnd(..) => "keys end",
            Self::ClockSet(..) => "client's clock is set",
            Self::Mishap(_, Mishap::Fails) => "credentials function fails",
            Self::Mishap(_, Mishap::Silent) => "credentials function never answers",
            Self::Mishap(_, Mishap::Slow(_)) => "credentials function is slow",
            Self::Mishap(_, Mishap::Stale) => "credentials function gives unknown keys",
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
            Self::Twice { .. } => "request delivered twice",
            Self::Service { after: false, .. } => "service fails before applying",
            Self::Service { after: true, .. } => "service fails after applying",
            Self::Page { .. } => "HTML page",
            Self::Blank { .. } => "empty answer",
            Self::Foreign { .. } => "error with an unknown code",
            Self::Cut(_) => "answer cut off",
            Self::Garbled(..) => "answer garbled",
            Self::Redirect(_) => "redirect",
            Self::Throttled { .. } => "throttled by a proxy",
            Self::AsSuccess => "refusal dressed as HTTP 200",
            Self::TooLarge => "answer too large",
            Self::Echo => "refusal that repeats the headers",
            Self::OldDate => "answer with a cache's date",
        }
    }
}

impl Ask {
    /// Its kind, for counting.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Cancel => "UpdateJobStatus Cancelled",
            Self::Confirm => "UpdateJobStatus Ready",
            Self::Prioritise(_) => "UpdateJobPriority",
            Self::Delete => "DeleteJob",
            Self::Create(_) => "CreateJob",
        }
    }
}

pub(crate) fn deed(ask: Ask) -> String {
    match ask {
        Ask::Prioritise(priority) => format!("UpdateJobPriority {priority}"),
        Ask::Create(number) => format!("CreateJob with token {number}"),
        ask => ask.kind().to_owned(),
    }
}

pub(crate) fn beginning(index: usize, running: &Running) -> String {
    let goal = if running.plan.goal { " as a goal" } else { "" };
    format!("call {index} begins: {}{goal}", deed(running.plan.ask))
}

pub(crate) fn sending(place: Place, outgoing: &Outgoing, fault: Option<Fault>) -> String {
    let path = outgoing.url().split_once("/jobs").map_or("", |(_, path)| path);
    let fault = fault.map(|fault| format!("  [{fault:?}]")).unwrap_or_default();
    format!("{place}: {} /jobs{path}{fault}", outgoing.method())
}

pub(crate) fn arriving(place: Place, second: bool, changed: bool, answer: &HttpResponse) -> String {
    let copy = if second { "the second copy of " } else { "" };
    let effect = if changed { "changes the job" } else { "changes nothing" };
    format!("  {copy}{place} arrives and {effect}: {} {}", answer.status, code(answer).unwrap_or("success"))
}

pub(crate) fn showing(index: usize, shown: &Shown) -> String {
    match &shown.what {
        Ok(response) => format!("  call {index} is shown HTTP {} ({:?})", response.status, shown.trust),
        Err(failure) => format!("  call {index} is shown no answer: {failure:?}"),
    }
}

pub(crate) fn keys(answer: &Answer) -> String {
    match answer {
        Ok((_, expiry)) => format!("keys, until {expiry:?}"),
        Err(error) => error.message.clone(),
    }
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            skew_ms: 0,
            lifetime_s: 900,
            keys: Keys::Lasting,
            headers_hidden: false,
            may_look: true,
            ended_is_unknown: false,
            speed: 1000,
            room: None,
        }
    }
}
