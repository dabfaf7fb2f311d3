//! A story: all that is decided about a world before it is played, as a list that can be told and shortened.

use cos_jobs::jobs::status::Status;
use cos_jobs_emulator::FaultCode;

/// What happens in one world. The same story always plays alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// From which the network's delays, the client's jitter and all ids follow.
    pub seed: u64,
    /// The circumstances.
    pub setting: Setting,
    /// The jobs that are there.
    pub jobs: Vec<JobPlan>,
    /// The calls, all of one client.
    pub calls: Vec<CallPlan>,
    /// What goes wrong, or comes between.
    pub incidents: Vec<Incident>,
}

/// The circumstances of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// How far the client's clock is ahead of the service's, in milliseconds.
    pub skew_ms: i64,
    /// How long the client's signatures hold, in seconds.
    pub lifetime_s: u64,
    /// The client's keys.
    pub keys: Keys,
    /// Whether the client's host hides the answers' headers, as a browser does across origins.
    pub headers_hidden: bool,
    /// Whether the client's keys may look at jobs.
    pub may_look: bool,
    /// Whether the service answers a change of a job that has ended with NoSuchJob, which the documents allow.
    pub ended_is_unknown: bool,
    /// How fast jobs move, in thousandths of the emulator's usual speed.
    pub speed: u32,
    /// How many more jobs the account may have, if that is few.
    pub room: Option<usize>,
}

/// Where a client's keys come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// They were given for good.
    Lasting,
    /// A function gives temporary ones that hold so many seconds, and says until when.
    Temporary(u64),
    /// A function gives temporary ones and doesn't say until when they hold.
    Unsaid,
    /// The client has none: a backend signs each request, by a clock that is right.
    Elsewhere,
}

/// A job that is there from the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JobPlan {
    /// Its status when the story begins.
    pub status: Status,
    /// Its priority.
    pub priority: u32,
    /// Whether it has to be confirmed.
    pub confirmation_required: bool,
    /// How many seconds before the story it was created.
    pub age_s: u64,
}

/// One call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallPlan {
    /// Its number, which it keeps when others are taken out of the story.
    pub number: u64,
    /// When it begins, in milliseconds of the story.
    pub at_ms: u64,
    /// Which of the jobs it is about.
    pub job: usize,
    /// What it asks for.
    pub ask: Ask,
    /// The reason that it gives for a change of a status.
    pub reason: Reason,
    /// Whether it wants that to hold, rather than to be done.
    pub goal: bool,
    /// How many times its request may be sent.
    pub max_attempts: u32,
    /// How long one attempt may take, in milliseconds.
    pub timeout_ms: u64,
}

/// A change that a call asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// UpdateJobStatus to Cancelled.
    Cancel,
    /// UpdateJobStatus to Ready.
    Confirm,
    /// UpdateJobPriority.
    Prioritise(u32),
    /// DeleteJob.
    Delete,
    /// CreateJob with the token of this number; the same number is the same token.
    Create(u32),
}

/// Why a status is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// That is not told.
    Untold,
    /// The reason that everybody gives.
    Usual,
    /// A reason that nobody else gives.
    Own,
}

/// The so-many-th request of a call, both counted from 0. A look is a request too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The call.
    pub call: usize,
    /// Its request.
    pub request: usize,
}

/// Something that goes wrong, or comes between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Incident {
    /// The network, or the service itself, spoils an exchange.
    Fault(Place, Fault),
    /// Somebody else does something to the same job, for the usual reason, just before or just after the request is
    /// carried out.
    Rival(Place, Moment, Ask),
    /// The client's present keys end, just before or just after the request is carried out.
    KeysEnd(Place, Moment, Ending),
    /// The client's clock is set by so many milliseconds, just after the request was sent.
    ClockSet(Place, i64),
    /// The so-many-th asking for keys goes wrong.
    Mishap(u32, Mishap),
}

/// When something comes between. Of a request that arrives twice, after is between the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Just before the request is carried out.
    Before,
    /// Just after.
    After,
}

/// How keys end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// They expire.
    Expired,
    /// They are deleted.
    Unknown,
}

/// What a credentials function does instead of answering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mishap {
    /// It fails.
    Fails,
    /// It never answers.
    Silent,
    /// It answers only after so many milliseconds.
    Slow(u64),
    /// It answers keys that the service doesn't know.
    Stale,
}

/// How an exchange is spoilt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The request doesn't arrive. Silent: the client hears nothing, else its connection breaks.
    RequestLost {
        /// Whether the client hears nothing.
        silent: bool,
    },
    /// The request is carried out, but the answer doesn't come.
    AnswerLost {
        /// Whether the client hears nothing.
        silent: bool,
    },
    /// The answer comes so many milliseconds after the client stopped waiting.
    AnswerLate(u64),
    /// The request arrives so many milliseconds after the client gave it up.
    RequestLate {
        /// Whether the client hears nothing until its time is over, else its connection breaks.
        silent: bool,
        /// How much later it arrives.
        ms: u64,
    },
    /// A proxy delivers the request twice.
    Twice {
        /// How much later the second copy arrives.
        gap_ms: u64,
        /// Whether the client gets the answer to the second copy.
        second_shown: bool,
    },
    /// The service fails.
    Service {
        /// Its error.
        code: FaultCode,
        /// The HTTP status: 200, 500 or 503.
        status: u16,
        /// Whether that happens after the request was carried out.
        after: bool,
    },
    /// A proxy answers with an HTML page.
    Page {
        /// The HTTP status.
        status: u16,
        /// Whether it does so in place of the service's answer, else in place of the service.
        after: bool,
    },
    /// A proxy answers with nothing but a status.
    Blank {
        /// The HTTP status.
        status: u16,
        /// Whether it does so in place of the service's answer, else in place of the service.
        after: bool,
    },
    /// Something in front of the service answers an error document with a code that is none of the service's.
    Foreign {
        /// The HTTP status.
        status: u16,
        /// Whether it does so in place of the service's answer, else in place of the service.
        after: bool,
    },
    /// The answer is cut off after so many thousandths.
    Cut(u64),
    /// A byte of the answer, at so many thousandths of it, becomes one that can't stand there.
    Garbled(u64, u8),
    /// A proxy redirects the client; 0 is how a browser shows that.
    Redirect(u16),
    /// A proxy asks the client to come back later.
    Throttled {
        /// The HTTP status.
        status: u16,
        /// `Retry-After`, in seconds.
        after_s: Option<u64>,
    },
    /// The service's answer comes with HTTP 200, also if it is a refusal.
    AsSuccess,
    /// The answer is too large to be read.
    TooLarge,
    /// A proxy refuses the request and repeats its headers in the message.
    Echo,
    /// The answer comes out of a cache, with a date that is long past.
    OldDate,
}

impl Incident {
    /// The place at which it happens, if it is at one.
    pub(crate) fn place_mut(&mut self) -> Option<&mut Place> {
        match self {
            Self::Fault(place, _) | Self::Rival(place, ..) | Self::KeysEnd(place, ..) | Self::ClockSet(place, _) => {
                Some(place)
            }
            Self::Mishap(..) => None,
        }
    }

    /// The call to which it happens, if it is one call's.
    pub fn call(&self) -> Option<usize> {
        match self {
            Self::Fault(place, _) | Self::Rival(place, ..) | Self::KeysEnd(place, ..) | Self::ClockSet(place, _) => {
                Some(place.call)
            }
            Self::Mishap(..) => None,
        }
    }
}
