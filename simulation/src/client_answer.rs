//! What the client receives for a request, and how much that proves.

use cos_jobs::call::Failure;
use cos_jobs::http::{Headers, Response};

/// What the client receives for one request.
#[derive(Clone, Debug)]
pub(crate) struct ClientAnswer {
    pub(crate) result: Result<Response, Failure>,
    /// The head of an answer whose body could not be read.
    pub(crate) broken: Option<Response>,
    pub(crate) trust: Trust,
}

/// What an answer proves about its request. The simulation decides this with its knowledge of all faults. The engine
/// does not have this knowledge, and must not conclude more than this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// It does not prove whether the request was carried out.
    None,
    /// The service confirms that the request was carried out.
    Success,
    /// The service refused the request because of the job's state.
    RefusedByState,
    /// The service refused the request for a reason that does not depend on the job's state.
    Refused,
}

/// Why a request was rejected, if the client can correct that and try again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejection {
    /// The client's clock is wrong, and the answer contains the right time.
    Clock,
    /// The keys are not valid any more.
    Keys,
}

impl ClientAnswer {
    /// The timeout or the failure of a request.
    pub(crate) fn failed(failure: Failure) -> Self {
        Self { result: Err(failure), broken: None, trust: Trust::None }
    }

    /// An answer whose body could not be read.
    pub(crate) fn broken(head: Response) -> Self {
        Self { broken: Some(head), ..Self::failed(Failure::Network) }
    }

    /// A complete answer.
    pub(crate) fn complete(response: Response, trust: Trust) -> Self {
        Self { result: Ok(response), broken: None, trust }
    }

    /// What the client sees of it. An answer of a cache proves nothing about the present, unless the client cannot see that it
    /// comes from a cache.
    pub(crate) fn seen(mut self, headers_hidden: bool) -> Self {
        if headers_hidden {
            return self.without_headers();
        }
        if self.result.as_ref().is_ok_and(|response| response.headers.age.is_some()) {
            self.trust = Trust::None;
        }
        self
    }

    /// Removes the headers. Without them, an empty answer does not prove that it comes from the service.
    fn without_headers(mut self) -> Self {
        if let Some(head) = &mut self.broken {
            head.headers = Headers::default();
        }
        if let Ok(response) = &mut self.result {
            response.headers = Headers::default();
            if response.body.is_empty() {
                self.trust = Trust::None;
            }
        }
        self
    }

    /// Removes what shows that the answer comes from a cache.
    pub(crate) fn without_age(mut self) -> Self {
        if let Ok(response) = &mut self.result {
            response.headers.age = None;
        }
        self
    }

    /// Whether the answer contains the service's time.
    pub(crate) fn is_dated(&self) -> bool {
        self.result.as_ref().is_ok_and(|response| {
            let in_body = response.body.windows(12).any(|text| text == b"<ServerTime>");
            response.headers.age.is_none() && (response.headers.date.is_some() || in_body)
        })
    }

    /// Whether the answer contains the description of a job and does not come from a cache.
    pub(crate) fn describes(&self) -> bool {
        const ROOT: &[u8] = b"<DescribeJobResult";
        self.result.as_ref().is_ok_and(|response| {
            let start = response.body.get(..200).unwrap_or(&response.body);
            response.headers.age.is_none() && start.windows(ROOT.len()).any(|text| text == ROOT)
        })
    }

    /// Why the request was rejected, if the client can correct that.
    pub(crate) fn rejection(&self) -> Option<Rejection> {
        let response = self.result.as_ref().ok().filter(|response| response.status == 403 || response.status == 200)?;
        let body = core::str::from_utf8(&response.body).ok()?;
        let has_code = |code: &str| body.contains(&format!("<Code>{code}</Code>"));
        if has_code("RequestTimeTooSkewed") || body.contains("Request has expired") {
            return self.is_dated().then_some(Rejection::Clock);
        }
        (has_code("ExpiredToken") || has_code("InvalidAccessKeyId")).then_some(Rejection::Keys)
    }
}
