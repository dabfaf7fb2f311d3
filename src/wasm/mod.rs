//! The shell's half on this side of the border: what JavaScript calls.
//!
//! Only numbers and texts cross, by two functions of one object: [`Core::ask`], whose [`Op`] says what is asked, and
//! [`Core::answer`], which takes the answer to a request. More exports would cost more bytes than what they call. Inputs
//! and results are JSON; a text that begins with `!` is an error, behind which stands the JSON that a `CosJobsError` is
//! made from. Nothing here decides anything: fetching, waiting and asking for credentials are JavaScript's, what to do
//! next is the engine's.

mod calls;
mod message;
mod runtime;
mod signature;
mod table;
mod verbs;

use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::wasm_bindgen;
use zeroize::Zeroize;

use calls::Calls;
use message::millis;
use verbs::Verbs;

/// What is asked of [`Core::ask`], with what its `handle`, `number` and `text` are.
#[wasm_bindgen]
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// Makes a client: a random number; the options, and behind an `!` if somebody else signs. Answers its handle.
    Client,
    /// Forgets a client: its handle.
    CloseClient,
    /// Begins a call: the client, the time, and as lines the action, the options if there are any, the input. Answers a
    /// [step](calls).
    Call,
    /// The same; it is enough if the change holds already.
    Pursue,
    /// The same; what it would send is not sent.
    Prepare,
    /// Goes on with a call: its handle, the time. The wait is over.
    Time,
    /// The same: the connection failed.
    Network,
    /// The same: no answer came in time.
    Timeout,
    /// The same: the answer was larger than [`Core::max_response`].
    TooLarge,
    /// The same: the function for credentials or signatures failed.
    Refused,
    /// The same: the function for credentials or signatures did not answer in time.
    Silent,
    /// The same: credentials came, in [parts](cos_jobs_wire::parts::parts): id, key, token, and when they expire.
    Credentials,
    /// The same: a signature came, in parts: the value of `authorization`, and the token.
    Signed,
    /// What became of the request that was sent last, as JSON: the call.
    Attempt,
    /// Forgets a call whose handle a step has told: its handle.
    CloseCall,
    /// Signs a request: the key and the request as JSON, in parts.
    Sign,
    /// The same, with every stage of the signature as JSON.
    Explain,
    /// Begins a walk through a list: the input. Answers its handle.
    Listing,
    /// The input of the next ListJobs, empty after the last page: the walk, whether a page came before, its `nextToken`.
    Page,
    /// Whether a job of this status is wanted, empty if not: the walk, the status.
    Wants,
    /// Begins to watch a job: 0 until it is settled, 1 as the input's `until` says, 2 until JavaScript says so; the input.
    /// Answers its handle.
    Watch,
    /// What a look showed: the watch, the time, the job. Answers a line with what is news, if anything is, and behind it
    /// when to look again: empty if what is waited for has come, an error if it can't come any more.
    Observe,
    /// A look failed: the watch, the time, a text if it may pass. Answers when to look again, empty for never.
    Bear,
    /// Begins to cancel many: whether there is a filter; the input. Answers its handle.
    Bulk,
    /// How many may be under way at a time, and behind a space whether the selection is bounded: the run.
    Bounds,
    /// Whether a listed job of this status is meant, empty if not: the run, the status.
    Select,
    /// What to do about a job: the run; 1 if the filter lets it pass, and 2 more if its status is fresh; the status.
    Judge,
    /// Forgets a walk, a watch or a run: its handle.
    CloseVerb,
}

/// All that is remembered between two questions.
///
/// Texts cross by two buffers that last: JavaScript writes into `input` where [`Core::reserve`] says, and reads `output`
/// where [`Core::output`] says.
#[wasm_bindgen]
pub struct Core {
    calls: Calls,
    verbs: Verbs,
    input: Vec<u8>,
    output: String,
}

#[wasm_bindgen]
impl Core {
    /// One that knows nothing yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self { calls: Calls::new(), verbs: Verbs::new(), input: Vec::new(), output: String::new() }
    }

    /// Makes room for a text of so many bytes; answers where it is, which holds until the next time.
    pub fn reserve(&mut self, length: usize) -> *const u8 {
        // First the old one is given back.
        self.input = Vec::new();
        self.input.resize(length, 0);
        self.input.as_ptr()
    }

    /// Where the last answer is.
    pub fn output(&self) -> *const u8 {
        self.output.as_ptr()
    }

    /// Answers what `op` asks about the text of so many bytes that was written; tells how long the answer is.
    pub fn ask(&mut self, op: Op, handle: usize, number: f64, length: usize) -> usize {
        let now = millis(number);
        let text = text(&self.input, length);
        self.output = match op {
            Op::Client => self.calls.connect(number, text),
            Op::CloseClient => self.calls.disconnect(handle),
            Op::Call | Op::Pursue | Op::Prepare => self.calls.open(op, handle, now, text),
            Op::Time | Op::Network | Op::Timeout | Op::TooLarge | Op::Refused | Op::Silent => {
                self.calls.tell(op, handle, now)
            }
            Op::Credentials => self.calls.on_credentials(handle, now, text),
            Op::Signed => self.calls.on_signed(handle, now, text),
            Op::Attempt => self.calls.attempt(handle),
            Op::CloseCall => self.calls.close(handle),
            Op::Sign | Op::Explain => signature::sign(text, op == Op::Explain),
            _ => self.verbs.ask(op, handle, number, text),
        };
        if matches!(op, Op::Client | Op::Credentials | Op::Signed | Op::Sign | Op::Explain) {
            self.input.get_mut(..length).unwrap_or_default().zeroize();
        }
        self.output.len()
    }

    /// Goes on with a call: the answer to its request, its headers as the text, a line each in the engine's order. Answers
    /// a step, and tells how long that is.
    pub fn answer(&mut self, call: usize, now: f64, status: u16, headers_length: usize, body: Vec<u8>) -> usize {
        let headers = text(&self.input, headers_length);
        self.output = self.calls.on_response(call, millis(now), status, headers, body);
        self.output.len()
    }

    /// The largest answer that is to be read, in bytes.
    #[wasm_bindgen(js_name = maxResponse)]
    pub fn max_response() -> usize {
        crate::call::MAX_RESPONSE
    }
}

/// The text in a buffer. JavaScript's encoder writes nothing but UTF-8.
fn text(buffer: &[u8], length: usize) -> &str {
    buffer.get(..length).and_then(|bytes| core::str::from_utf8(bytes).ok()).unwrap_or_default()
}
