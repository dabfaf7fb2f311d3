//! An emulator with a virtual clock, and a client that signs its requests.

mod signer;
mod xml;

use cos_jobs::model::status::Status;
use cos_jobs_emulator::{Config, Emulator, HttpRequest, HttpResponse, SeedJob};

pub(crate) use signer::Signer;
pub(crate) use xml::{leaves, texts};

/// When each test starts: 2024-06-01T00:00:00Z.
pub(crate) const START_MS: u64 = 1_717_200_000_000;

/// An emulator, the current time, and a client.
pub(crate) struct World {
    pub(crate) emulator: Emulator,
    pub(crate) signer: Signer,
    pub(crate) now_ms: u64,
}

impl World {
    /// An emulator with the default configuration and without jobs.
    pub(crate) fn new() -> Self {
        Self::with(Config::default())
    }

    pub(crate) fn with(config: Config) -> Self {
        Self { emulator: Emulator::new(config), signer: Signer::default(), now_ms: START_MS }
    }

    /// Lets time pass.
    pub(crate) fn wait(&mut self, ms: u64) {
        self.now_ms += ms;
        self.emulator.advance(self.now_ms);
    }

    /// Signs and sends a request without a body.
    pub(crate) fn send(&mut self, method: &str, target: &str) -> Answer {
        self.send_with(HttpRequest::new(method, target))
    }

    /// Signs and sends `request`.
    pub(crate) fn send_with(&mut self, request: HttpRequest) -> Answer {
        let signed = self.signer.sign(request, self.now_ms / 1000);
        self.deliver(&signed)
    }

    /// Sends `request` without signing it.
    pub(crate) fn deliver(&mut self, request: &HttpRequest) -> Answer {
        Answer::from(self.emulator.handle(request, self.now_ms))
    }

    /// Sends a CreateJobRequest.
    pub(crate) fn create(&mut self, body: &str) -> Answer {
        let request = HttpRequest::new("POST", "/jobs").with_header("content-type", "application/xml");
        self.send_with(request.with_body(body))
    }

    /// Adds a job with 1,000 tasks in `status`.
    pub(crate) fn seed(&mut self, status: Status) -> String {
        self.emulator.seed_job(&SeedJob::new(status, 1000), self.now_ms)
    }

    pub(crate) fn status(&self, id: &str) -> Status {
        self.emulator.status(id).unwrap()
    }
}

/// An answer that a test examines.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
    pub(crate) response: HttpResponse,
}

impl Answer {
    /// The text of the only element with this name.
    pub(crate) fn text(&self, element: &str) -> String {
        let mut texts = texts(&self.body, element);
        assert_eq!(texts.len(), 1, "{element} in {}", self.body);
        texts.remove(0)
    }

    /// The HTTP status, code and message of an error.
    pub(crate) fn error(&self) -> (u16, String, String) {
        (self.status, self.text("Code"), self.text("Message"))
    }

    /// Asserts that the request was carried out.
    #[track_caller]
    pub(crate) fn ok(self) -> Self {
        assert!(matches!(self.status, 200 | 204), "{} {}", self.status, self.body);
        self
    }

    /// Asserts that the request was refused with this HTTP status and code.
    #[track_caller]
    pub(crate) fn refused(&self, status: u16, code: &str) {
        assert_eq!((self.status, self.text("Code").as_str()), (status, code), "{}", self.body);
    }
}

impl From<HttpResponse> for Answer {
    fn from(response: HttpResponse) -> Self {
        let body = String::from_utf8(response.body.clone()).unwrap();
        Self { status: response.status, body, response }
    }
}
