//! The events of a run that still have to happen.

use cos_jobs::model::Value;
use cos_jobs_emulator::HttpRequest;

use crate::client_answer::ClientAnswer;
use crate::incident::{Fault, RequestPosition};

/// One thing that a call waits for: an answer, keys, a signature, or a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wait {
    /// The index of the call.
    pub(crate) call: usize,
    /// Counts what the call has waited for. An event with an earlier number comes too late and is ignored.
    pub(crate) number: u32,
}

/// An event that still has to happen.
pub(crate) enum Event {
    /// The call with this index begins.
    Begin(usize),
    /// A request arrives at the service.
    Arrive(Box<InTransit>),
    /// The client receives an answer, or its connection breaks.
    Answer(Wait, Box<ClientAnswer>),
    /// A call has waited as long as it wanted to.
    Wake(Wait),
    /// The time limit of a request, or of getting keys or a signature, is over.
    TimeOver(Wait),
    /// The credentials function answers. The number counts its calls, from 1.
    Credentials(u32),
    /// A backend answers with the signature of the request that this object describes. The number counts the calls of
    /// the function that signs, from 0.
    Signature(Wait, u32, Box<Value>),
}

/// A request on its way to the service.
pub(crate) struct InTransit {
    pub(crate) position: RequestPosition,
    pub(crate) wait: Wait,
    /// Whether this is the second copy of a request that is delivered twice.
    pub(crate) second: bool,
    pub(crate) request: HttpRequest,
    pub(crate) fault: Option<Fault>,
}
