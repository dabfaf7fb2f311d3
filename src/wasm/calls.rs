//! Clients and their calls as JavaScript drives them: each event answers what to do next, a step.
//!
//! A step is the result as JSON, an error behind `!`, or a line and what it is about. The line is a letter, the call's
//! handle, and behind a space a time in milliseconds:
//!
//! | letter | to do | time | behind the line |
//! |---|---|---|---|
//! | `C` | get credentials | how long that may take | |
//! | `A` | show a description to whoever signs | the same | the description |
//! | `S` | send a request | the same | the request as lines |
//! | `W` | wait | until then, as `Date.now()` counts | |

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use cos_jobs_wire::parts::parts;

use super::Op;
use super::message::{fault, handle};
use super::table::Table;
use crate::call::{Call, Failure, Mode, Step};
use crate::client::{CALL_OPTIONS, Client, Expiry, OPTIONS, Signed};
use crate::credentials::Credentials;
use crate::error::Error;
use crate::jobs::definition;
use crate::json::{Object, from_json};
use crate::request::{Headers, Response};
use crate::service;
use crate::text::{cut, push_decimal, whole_number};
use crate::value::Value;

/// The clients, and the calls that are under way.
pub(super) struct Calls {
    clients: Table<Client>,
    running: Table<Running>,
}

/// A call that JavaScript drives.
struct Running {
    client: usize,
    call: Call,
    /// The request that was handed out last: its action, and how many times that was sent.
    sent: (&'static str, u32),
}

impl Calls {
    pub(super) const fn new() -> Self {
        Self { clients: Table::new(), running: Table::new() }
    }

    /// Makes a client.
    pub(super) fn connect(&mut self, random: f64, options: &str) -> String {
        let (options, signs_elsewhere) = match options.strip_prefix('!') {
            Some(options) => (options, true),
            None => (options, false),
        };
        handle(client(options, random.to_bits(), signs_elsewhere).map(|client| self.clients.add(client)))
    }

    /// Forgets a client, and those of its calls that nobody goes on with.
    pub(super) fn disconnect(&mut self, client: usize) -> String {
        self.running.remove_all(|running| running.client == client);
        self.clients.remove(client);
        String::new()
    }

    /// Begins a call.
    pub(super) fn open(&mut self, op: Op, client: usize, now: u64, text: &str) -> String {
        let mode = if op == Op::Pursue { Mode::Goal } else { Mode::Event };
        let opened = self.clients.get(client).map(|client| call(client, mode, text));
        match opened {
            Some(Ok(call)) => {
                let running = Running { client, call, sent: ("", 0) };
                let number = self.running.add(running);
                let step = self.on(number, |call, client| call.begin(client, now));
                // It is over, and JavaScript, which closes the others, has not learnt its handle.
                if step.starts_with(['{', '!']) || (op == Op::Prepare && step.starts_with('S')) {
                    self.running.remove(number);
                }
                step
            }
            Some(Err(error)) => fault(&error),
            None => String::new(),
        }
    }

    /// Goes on after what `op` says has happened.
    pub(super) fn tell(&mut self, op: Op, number: usize, now: u64) -> String {
        self.on(number, |call, client| match op {
            Op::Network => call.on_failure(client, now, Failure::Network),
            Op::Timeout => call.on_failure(client, now, Failure::Timeout),
            Op::TooLarge => call.on_failure(client, now, Failure::TooLarge),
            Op::Refused => {
                refused(call, client, now, "the function for credentials or signatures failed: see the cause.")
            }
            Op::Silent => {
                refused(call, client, now, "the function for credentials or signatures did not answer in time.")
            }
            _ => call.on_time(client, now),
        })
    }

    /// Goes on with credentials. They expire never (`-`), at a time in unix seconds, or nobody said
    /// when.
    pub(super) fn on_credentials(&mut self, number: usize, now: u64, text: &str) -> String {
        let [id, key, token, expiry] = parts(text);
        let keys = Credentials::new(id.to_owned(), key.to_owned(), Some(token.to_owned()));
        let expiry = match whole_number(expiry) {
            _ if expiry == "-" => Expiry::Never,
            Some(seconds) if seconds > 0 => Expiry::At(seconds),
            _ => Expiry::Unsaid,
        };
        self.on(number, |call, client| call.on_credentials(client, now, keys.map(|keys| (keys, expiry))))
    }

    /// Goes on with what the function that signs answered.
    pub(super) fn on_signed(&mut self, number: usize, now: u64, text: &str) -> String {
        let [authorization, token] = parts(text);
        let signed = Signed::new(authorization.to_owned(), Some(token.to_owned()));
        self.on(number, |call, client| call.on_signed(client, now, signed))
    }

    /// Goes on with an answer.
    pub(super) fn on_response(&mut self, number: usize, now: u64, status: u16, headers: &str, body: Vec<u8>) -> String {
        let response = Response { status, headers: Headers::of_lines(headers), body };
        self.on(number, |call, client| call.on_response(client, now, &response))
    }

    /// What became of the request that was sent last, for whoever watches: `{ action, attempt, requestId?, error? }`.
    pub(super) fn attempt(&mut self, number: usize) -> String {
        let Some(Running { call, sent: (action, attempt), .. }) = self.running.get(number) else {
            return String::new();
        };
        let facts = Object::new().text("action", action).number("attempt", (*attempt).into());
        let facts = facts.maybe_text("requestId", call.request_id());
        match call.last_error() {
            Some(error) => facts.object("error", &error.to_object()),
            None => facts,
        }
        .into_text()
    }

    /// Forgets a call.
    pub(super) fn close(&mut self, number: usize) -> String {
        self.running.remove(number);
        String::new()
    }

    fn on(&mut self, number: usize, event: impl FnOnce(&mut Call, &mut Client) -> Step) -> String {
        let Some(running) = self.running.get(number) else { return String::new() };
        let Some(client) = self.clients.get(running.client) else { return String::new() };
        let step = event(&mut running.call, client);
        let timeout = running.call.timeout();
        match step {
            Step::Done(Ok(result)) => result,
            Step::Done(Err(error)) => fault(&error),
            Step::Credentials => line("C", number, timeout, ""),
            Step::Authorize(description) => line("A", number, timeout, description.as_str()),
            Step::Wait(until) => line("W", number, until, ""),
            Step::Send(outgoing) => {
                running.sent = (running.call.sending(), running.call.attempt());
                line("S", number, timeout, outgoing.as_lines())
            }
        }
    }
}

fn line(letter: &str, number: usize, time: u64, text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 40);
    out.push_str(letter);
    push_decimal(&mut out, number as u64);
    out.push(' ');
    push_decimal(&mut out, time);
    out.push('\n');
    out.push_str(text);
    out
}

fn client(options: &str, seed: u64, signs_elsewhere: bool) -> Result<Client, Error> {
    let mut given = from_json(options, service::OPTIONS)?;
    given.extend(from_json(options, OPTIONS)?);
    let mut client = Client::new(&given, seed)?;
    if signs_elsewhere {
        client.sign_elsewhere();
    }
    Ok(client)
}

fn call(client: &Client, mode: Mode, text: &str) -> Result<Call, Error> {
    let (action, rest) = cut(text, b'\n').unwrap_or_default();
    let (options, input) = cut(rest, b'\n').unwrap_or_default();
    let definition = definition(action)?;
    let make = || {
        let action = (definition.new)(&from_json(input, definition.input)?)?;
        let options = if options.is_empty() { Value::default() } else { from_json(options, CALL_OPTIONS)? };
        Ok(Call::new(action, mode, client.limits(&options)?))
    };
    make().map_err(|mut error: Error| {
        error.action = Some(definition.name);
        error
    })
}

fn refused(call: &mut Call, client: &mut Client, now: u64, why: &str) -> Step {
    let error = Error::credentials(why.to_owned());
    if client.signs_elsewhere() {
        call.on_signed(client, now, Err(error))
    } else {
        call.on_credentials(client, now, Err(error))
    }
}
