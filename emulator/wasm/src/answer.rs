//! An answer, for JavaScript to read once.

use cos_jobs_emulator::HttpResponse;
use wasm_bindgen::prelude::wasm_bindgen;

/// The answer to a request.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Answer {
    response: HttpResponse,
}

impl From<HttpResponse> for Answer {
    fn from(response: HttpResponse) -> Self {
        Self { response }
    }
}

#[wasm_bindgen]
impl Answer {
    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.response.status
    }

    /// The names and values of the headers, one after the other.
    pub fn headers(&self) -> Vec<String> {
        self.response.headers.iter().flat_map(|(name, value)| [(*name).to_owned(), value.clone()]).collect()
    }

    /// The body.
    pub fn body(&self) -> Vec<u8> {
        self.response.body.clone()
    }
}
