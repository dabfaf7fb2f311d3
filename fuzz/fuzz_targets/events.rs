//! Events in any order: those that can happen, and those that no shell would ever report.
//!
//! An input is two bytes that say what is called and how, then a byte or a few for each event. At first they happen to
//! one call as they come, whatever the engine asked for. From a byte `!` on they happen to calls that are played as the
//! engine asks, two in turn over one client; when there are no more bytes, nothing is answered any more.

#![no_main]

use cos_jobs::call::{Call, Failure, Step};
use cos_jobs::client::{Client, Expiry, Signed};
use cos_jobs::credentials::Credentials;
use cos_jobs::error::{Error, ErrorKind};
use cos_jobs::jobs::status::Status;
use cos_jobs::request::{Headers, Response};
use cos_jobs_fuzz::{ACTIONS, JOB_ID, NOW, REQUEST_TOKEN, check_result, check_texts, client, new_call};
use libfuzzer_sys::fuzz_target;

/// The largest number of steps that a call of eight attempts may come to, by far.
const MOST_STEPS: u32 = 20_000;

/// A status that no version of this library knows.
const UNKNOWN_STATUS: &str = "Hibernating";

const CODES: [(&str, u16); 14] = [
    ("NoSuchJob", 404),
    ("InvalidRequest", 400),
    ("AccessDenied", 403),
    ("ExpiredToken", 403),
    ("InvalidAccessKeyId", 403),
    ("RequestTimeTooSkewed", 403),
    ("SignatureDoesNotMatch", 403),
    ("TooManyJobs", 500),
    ("SlowDown", 503),
    ("InternalError", 500),
    ("ServiceUnavailable", 503),
    ("NoSuchJob", 200),
    ("", 502),
    ("CodeOfTheFuture", 418),
];

const FAILURES: [Failure; 3] = [Failure::Network, Failure::Timeout, Failure::TooLarge];

fuzz_target!(|data: &[u8]| {
    let [action, attempts, events @ ..] = data else { return };
    let action = ACTIONS[usize::from(action.wrapping_sub(b'0')) % ACTIONS.len()];
    let max_attempts = u32::from(attempts.to_ascii_lowercase().wrapping_sub(b'a') % 8) + 1;
    let goal = attempts.is_ascii_uppercase();
    let (wild, tame) = match events.iter().position(|byte| *byte == b'!') {
        Some(at) => (&events[..at], &events[at + 1..]),
        None => (events, &[][..]),
    };
    let mut world = World { client: client(), now: NOW, bytes: wild, action };
    let mut call = new_call(action, goal, max_attempts);
    while !world.bytes.is_empty() {
        let _ = world.wild_event(&mut call);
        let _ = (call.sending(), call.attempt(), call.timeout());
        if let Some(error) = call.last_error() {
            check_texts(error);
        }
    }
    world.bytes = tame;
    world.now = world.now.clamp(NOW, NOW + 100 * 86_400_000);
    let mut player = Player { calls: Vec::new(), max_attempts };
    for _ in 0..2 {
        let mut call = new_call(action, goal, max_attempts);
        let step = call.begin(&mut world.client, world.now);
        player.calls.push(Playing { call, step, sent: 0, steps: 0 });
    }
    while player.step(&mut world) {}
});

/// Calls that are played in turn.
struct Player {
    calls: Vec<Playing>,
    max_attempts: u32,
}

/// A call, and what it asks for.
struct Playing {
    call: Call,
    step: Step,
    sent: u32,
    steps: u32,
}

impl Player {
    /// Does what the next call asks for; false when all calls are over.
    fn step(&mut self, world: &mut World<'_>) -> bool {
        let Some(playing) = self.calls.first_mut() else { return false };
        playing.steps += 1;
        assert!(playing.steps <= MOST_STEPS, "the call does not end");
        let Playing { call, step, sent, .. } = playing;
        if let Step::Done(result) = step {
            match result {
                Ok(json) => check_result(world.action, json),
                Err(error) => {
                    check_texts(error);
                    let nothing_was_sent = error.kind == ErrorKind::Input || error.kind == ErrorKind::Credentials;
                    assert!(error.attempts == *sent || nothing_was_sent, "{} of {sent}", error.attempts);
                }
            }
            assert!(*sent <= self.max_attempts, "it was sent {sent} times");
            self.calls.remove(0);
            return true;
        }
        *sent += u32::from(matches!(step, Step::Send(_)) && call.sending() == world.action);
        *step = world.tame_event(call, step);
        self.calls.rotate_left(1);
        true
    }
}

/// What surrounds the calls.
struct World<'a> {
    client: Client,
    now: u64,
    bytes: &'a [u8],
    action: &'static str,
}

impl World<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    /// One of `all`, by the next byte.
    fn one<T: Copy>(&mut self, all: &[T]) -> T {
        all[usize::from(self.byte().unwrap_or_default()) % all.len()]
    }

    /// Anything at any time.
    fn wild_event(&mut self, call: &mut Call) -> Step {
        let now = self.now;
        match self.byte().unwrap_or_default() % 10 {
            0 => call.begin(&mut self.client, now),
            1 => call.on_time(&mut self.client, now),
            2 => {
                let answer = self.credentials();
                call.on_credentials(&mut self.client, now, answer)
            }
            3 => {
                let answer = self.signature();
                call.on_signed(&mut self.client, now, answer)
            }
            4 => {
                let failure = self.one(&FAILURES);
                call.on_failure(&mut self.client, now, failure)
            }
            5 => {
                self.client.sign_elsewhere();
                call.on_time(&mut self.client, now)
            }
            6 => {
                self.now = self.one(&[0, 1, NOW - 86_400_000, NOW, NOW + 86_400_000, u64::MAX / 1000, u64::MAX]);
                call.on_time(&mut self.client, now)
            }
            7 => {
                let raw = self.raw();
                call.on_response(&mut self.client, now, &raw)
            }
            _ => {
                let answer = self.answer();
                call.on_response(&mut self.client, now, &answer)
            }
        }
    }

    /// What the call asks for happens, in a way that the next byte says.
    fn tame_event(&mut self, call: &mut Call, step: &Step) -> Step {
        let now = self.now;
        match step {
            Step::Wait(until) => {
                assert!(*until <= now + 30_000, "it waits for too long");
                self.now = now.max(*until);
                call.on_time(&mut self.client, self.now)
            }
            Step::Credentials => {
                let answer = self.credentials();
                call.on_credentials(&mut self.client, now, answer)
            }
            Step::Authorize(_) => {
                let answer = self.signature();
                call.on_signed(&mut self.client, now, answer)
            }
            Step::Send(_) | Step::Done(_) => {
                self.now += u64::from(self.byte().unwrap_or_default());
                let now = self.now;
                match self.byte().map_or(0, |byte| byte % 8) {
                    0 => call.on_failure(&mut self.client, now, Failure::Network),
                    1 => call.on_failure(&mut self.client, now, Failure::Timeout),
                    2 => call.on_failure(&mut self.client, now, Failure::TooLarge),
                    3 => {
                        let raw = self.raw();
                        call.on_response(&mut self.client, now, &raw)
                    }
                    _ => {
                        let answer = self.answer();
                        call.on_response(&mut self.client, now, &answer)
                    }
                }
            }
        }
    }

    fn credentials(&mut self) -> Result<(Credentials, Expiry), Error> {
        let seconds = self.now / 1000;
        let expiry = match self.byte().unwrap_or_default() % 6 {
            0 => Expiry::Never,
            1 => Expiry::Unsaid,
            2 => Expiry::At(seconds.saturating_add(3600)),
            3 => Expiry::At(seconds.saturating_add(1)),
            4 => Expiry::At(u64::MAX),
            _ => return Err(Error::credentials("none came")),
        };
        Ok((Credentials::new("AKIDexample".into(), "a-secret-key".into(), None)?, expiry))
    }

    fn signature(&mut self) -> Result<Signed, Error> {
        match self.byte().unwrap_or_default() % 4 {
            0 => Signed::new("q-sign-algorithm=sha1&q-signature=0123456789abcdef".into(), Some("token".into())),
            1 => Signed::new("q-sign-algorithm=".into(), None),
            2 => Signed::new("Bearer x".into(), None),
            _ => Err(Error::credentials("it refuses")),
        }
    }

    /// The next few bytes as a body, under any status.
    fn raw(&mut self) -> Response {
        let status = self.one(&[0, 200, 204, 302, 400, 404, 429, 500, 502, 503, 504]);
        let length = usize::from(self.byte().unwrap_or_default()).min(self.bytes.len());
        let (body, rest) = self.bytes.split_at(length);
        self.bytes = rest;
        Response { status, headers: Headers::default(), body: body.to_vec() }
    }

    /// An answer that the service could give to one of the actions, or to another one.
    fn answer(&mut self) -> Response {
        let mut headers = Headers { request_id: Some("NWRm".to_owned()), ..Headers::default() };
        let status = |body: String| (200, body);
        let (status, body) = match self.byte().unwrap_or_default() % 8 {
            0 => status(format!("<UpdateJobStatusResult>{}</UpdateJobStatusResult>", self.job())),
            1 => status(format!("<UpdateJobPriorityResult>{}</UpdateJobPriorityResult>", self.job())),
            2 => status(format!("<CreateJobResult>{}</CreateJobResult>", self.job())),
            3 => (204, String::new()),
            4 => status(format!("<DescribeJobResult><Job>{}</Job></DescribeJobResult>", self.job())),
            5 => status(self.page()),
            _ => {
                let (code, status) = self.one(&CODES);
                let text = self.one(&[None, Some("1"), Some("0"), Some("99999999999999999999"), Some("soon")]);
                headers.retry_after = text.map(str::to_owned);
                let dates = ["Thu, 16 May 2019 06:45:51 GMT", "2099-01-01T00:00:00Z", "yesterday", ""];
                headers.date = Some(self.one(&dates).to_owned());
                headers.age = self.one(&[None, None, Some("1")]).map(str::to_owned);
                (status, format!("<Error><Code>{code}</Code><Message>Request has expired</Message></Error>"))
            }
        };
        Response { status, headers, body: body.into_bytes() }
    }

    fn job(&mut self) -> String {
        let id = self.one(&[JOB_ID, JOB_ID, JOB_ID, "another", "..", ""]);
        let statuses: Vec<_> = Status::WORDS.into_iter().chain([UNKNOWN_STATUS]).collect();
        let status = self.one(&statuses);
        let priority = self.one(&["10", "9", "-1", ""]);
        let token = self.one(&["", REQUEST_TOKEN, "another"]);
        let created = self.one(&["", "2019-05-16T06:55:54Z", "1999-01-01T00:00:00Z", "soon"]);
        format!(
            "<JobId>{id}</JobId><Status>{status}</Status><Priority>{priority}</Priority>\
             <ClientRequestToken>{token}</ClientRequestToken><CreationTime>{created}</CreationTime>\
             <TerminationDate>{created}</TerminationDate>"
        )
    }

    /// A page of a few jobs, or of very many, with or without another one behind it.
    fn page(&mut self) -> String {
        let member = format!("<member>{}</member>", self.job());
        let members = member.repeat(self.one(&[0, 1, 2, 3, 150]));
        let next = self.one(&["", "", "next", "again"]);
        format!("<ListJobsResult><Jobs>{members}</Jobs><NextToken>{next}</NextToken></ListJobsResult>")
    }
}
