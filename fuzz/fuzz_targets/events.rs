//! Events in any order: events that can happen, and events that no shell would ever report.
//!
//! The first two bytes of an input choose the action, the mode and the number of attempts. Each event takes one or more
//! of the following bytes. The events before the first `!` happen to one call in any order, whatever the engine asked
//! for. The events after it are answers to what the engine asks for. They happen to two calls in turn, which share one
//! account. When no bytes are left, each request gets the last answer again, or fails if there was none.

#![no_main]

use cos_jobs::account::Account;
use cos_jobs::call::{Call, Failure, Step};
use cos_jobs::credentials::{Credentials, Expiry, ForeignSignature};
use cos_jobs::error::{Error, ErrorKind};
use cos_jobs::http::{Headers, Response};
use cos_jobs::model::Status;
use cos_jobs_fuzz::{ACTIONS, JOB_ID, NOW, REQUEST_TOKEN, account, check_result, check_texts, new_call};
use libfuzzer_sys::fuzz_target;

/// No call with eight attempts takes nearly as many steps as this.
const MOST_STEPS: u32 = 20_000;

/// A status that this library does not know.
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
    let ensures_status = attempts.is_ascii_uppercase();
    let (any_order, in_order) = match events.iter().position(|byte| *byte == b'!') {
        Some(at) => (&events[..at], &events[at + 1..]),
        None => (events, &[][..]),
    };
    let mut world = World { account: account(), now: NOW, bytes: any_order, action, last_answer: None };
    let mut call = new_call(action, ensures_status, max_attempts);
    while !world.bytes.is_empty() {
        let _ = world.any_event(&mut call);
        let _ = (call.sending(), call.attempt(), call.timeout());
        if let Some(error) = call.last_error() {
            check_texts(error);
        }
    }
    world.bytes = in_order;
    world.now = world.now.clamp(NOW, NOW + 100 * 86_400_000);
    let mut player = Player { calls: Vec::new(), max_attempts };
    for _ in 0..2 {
        let mut call = new_call(action, ensures_status, max_attempts);
        let step = call.begin(&mut world.account, world.now);
        player.calls.push(Playing { call, step, sent: 0, steps: 0 });
    }
    while player.step(&mut world) {}
});

/// Calls that are played in turn.
struct Player {
    calls: Vec<Playing>,
    max_attempts: u32,
}

/// A call and its last step.
struct Playing {
    call: Call,
    step: Step,
    sent: u32,
    steps: u32,
}

impl Player {
    /// Does what the next call asks for. Returns false when all calls are over.
    fn step(&mut self, world: &mut World<'_>) -> bool {
        let Some(playing) = self.calls.first_mut() else { return false };
        playing.steps += 1;
        assert!(playing.steps <= MOST_STEPS, "the call does not end");
        let Playing { call, step, sent, .. } = playing;
        if let Step::Done(result) = step {
            match result {
                Ok(result) => check_result(world.action, result),
                Err(error) => {
                    check_texts(error);
                    let nothing_was_sent = error.kind == ErrorKind::Input || error.kind == ErrorKind::Credentials;
                    assert!(
                        error.attempts == *sent || nothing_was_sent,
                        "{} attempts, but {sent} requests",
                        error.attempts
                    );
                }
            }
            assert!(*sent <= self.max_attempts, "it was sent {sent} times");
            self.calls.remove(0);
            return true;
        }
        *sent += u32::from(matches!(step, Step::Send(_)) && call.sending() == world.action);
        *step = world.do_step(call, step);
        self.calls.rotate_left(1);
        true
    }
}

/// The environment of the calls. The bytes of the input decide what happens in it.
struct World<'a> {
    account: Account,
    now: u64,
    bytes: &'a [u8],
    action: &'static str,
    /// The answer to the last request that was sent in order.
    last_answer: Option<Response>,
}

impl World<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    /// One of `all`, chosen by the next byte.
    fn one<T: Copy>(&mut self, all: &[T]) -> T {
        all[usize::from(self.byte().unwrap_or_default()) % all.len()]
    }

    /// Reports any event to the call, whether or not the call waits for it.
    fn any_event(&mut self, call: &mut Call) -> Step {
        let now = self.now;
        match self.byte().unwrap_or_default() % 10 {
            0 => call.begin(&mut self.account, now),
            1 => call.on_time(&mut self.account, now),
            2 => {
                let answer = self.credentials();
                call.on_credentials(&mut self.account, now, answer)
            }
            3 => {
                let answer = self.signature();
                call.on_signed(&mut self.account, now, answer)
            }
            4 => {
                let failure = self.one(&FAILURES);
                call.on_failure(&mut self.account, now, failure)
            }
            5 => {
                self.account.sign_elsewhere();
                call.on_time(&mut self.account, now)
            }
            6 => {
                self.now = self.one(&[0, 1, NOW - 86_400_000, NOW, NOW + 86_400_000, u64::MAX / 1000, u64::MAX]);
                call.on_time(&mut self.account, now)
            }
            7 => {
                let raw = self.raw();
                call.on_response(&mut self.account, now, &raw)
            }
            _ => {
                let answer = self.answer();
                call.on_response(&mut self.account, now, &answer)
            }
        }
    }

    /// Does what the call asks for. The next bytes decide how it goes.
    fn do_step(&mut self, call: &mut Call, step: &Step) -> Step {
        let now = self.now;
        match step {
            Step::Wait(until) => {
                assert!(*until <= now + 30_000, "it waits for too long");
                self.now = now.max(*until);
                call.on_time(&mut self.account, self.now)
            }
            Step::Credentials => {
                let answer = self.credentials();
                call.on_credentials(&mut self.account, now, answer)
            }
            Step::Authorize(_) => {
                let answer = self.signature();
                call.on_signed(&mut self.account, now, answer)
            }
            Step::Select(_) => {
                let is_meant = self.byte().is_none_or(|byte| byte % 2 == 0);
                call.on_selected(&mut self.account, now, is_meant)
            }
            Step::Send(_) | Step::Done(_) => {
                if self.bytes.is_empty()
                    && let Some(answer) = &self.last_answer
                {
                    return call.on_response(&mut self.account, now, answer);
                }
                self.now += u64::from(self.byte().unwrap_or_default());
                let now = self.now;
                match self.byte().map_or(0, |byte| byte % 8) {
                    0 => call.on_failure(&mut self.account, now, Failure::Network),
                    1 => call.on_failure(&mut self.account, now, Failure::Timeout),
                    2 => call.on_failure(&mut self.account, now, Failure::TooLarge),
                    kind => {
                        let answer = if kind == 3 { self.raw() } else { self.answer() };
                        self.last_answer = Some(answer.clone());
                        call.on_response(&mut self.account, now, &answer)
                    }
                }
            }
        }
    }

    fn credentials(&mut self) -> Result<(Credentials, Expiry), Error> {
        let seconds = self.now / 1000;
        let expiry = match self.byte().unwrap_or_default() % 6 {
            0 => Expiry::Never,
            1 => Expiry::Unspecified,
            2 => Expiry::At(seconds.saturating_add(3600)),
            3 => Expiry::At(seconds.saturating_add(1)),
            4 => Expiry::At(u64::MAX),
            _ => return Err(Error::credentials("there are none")),
        };
        Ok((Credentials::new("AKIDexample".into(), "a-secret-key".into(), None)?, expiry))
    }

    fn signature(&mut self) -> Result<ForeignSignature, Error> {
        match self.byte().unwrap_or_default() % 4 {
            0 => {
                ForeignSignature::new("q-sign-algorithm=sha1&q-signature=0123456789abcdef".into(), Some("token".into()))
            }
            1 => ForeignSignature::new("q-sign-algorithm=".into(), None),
            2 => ForeignSignature::new("Bearer x".into(), None),
            _ => Err(Error::credentials("it refuses")),
        }
    }

    /// The next few bytes as a body, with any status.
    fn raw(&mut self) -> Response {
        let status = self.one(&[0, 200, 204, 302, 400, 404, 429, 500, 502, 503, 504]);
        let length = usize::from(self.byte().unwrap_or_default()).min(self.bytes.len());
        let (body, rest) = self.bytes.split_at(length);
        self.bytes = rest;
        Response { status, headers: Headers::default(), body: body.to_vec() }
    }

    /// An answer that the service could give to some action, not necessarily the one that was requested.
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

    /// A page with no, few or very many jobs, which may or may not be the last one.
    fn page(&mut self) -> String {
        let member = format!("<member>{}</member>", self.job());
        let members = member.repeat(self.one(&[0, 1, 2, 3, 150]));
        let next = self.one(&["", "", "next", "again"]);
        format!("<ListJobsResult><Jobs>{members}</Jobs><NextToken>{next}</NextToken></ListJobsResult>")
    }
}
