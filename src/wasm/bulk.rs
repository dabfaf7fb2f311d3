//! cancelJobs: which jobs are meant, and what is to be done about each.

use alloc::borrow::ToOwned;
use alloc::string::String;

use wasm_bindgen::prelude::wasm_bindgen;

use super::{Made, fault, fault_of};
use crate::bulk::{Bulk, INPUT, Verdict};
use crate::json::from_json;

/// One run over many jobs.
#[wasm_bindgen]
pub struct BulkHandle(Made<Bulk>);

#[wasm_bindgen]
impl BulkHandle {
    /// Reads the input, its lists as arrays; see `fault`. `filtered` says that there is a filter besides.
    #[wasm_bindgen(constructor)]
    pub fn new(input: &str, filtered: bool) -> Self {
        Self(from_json(input, INPUT).and_then(|input| Bulk::new(&input, filtered)))
    }

    /// What is wrong with the input.
    pub fn fault(&self) -> String {
        fault_of(&self.0)
    }

    /// How many jobs may be under way at a time.
    pub fn concurrency(&self) -> u32 {
        self.0.as_ref().map_or(1, Bulk::concurrency)
    }

    /// Whether the whole selection must be known before anything is changed.
    #[wasm_bindgen(js_name = isBounded)]
    pub fn is_bounded(&self) -> bool {
        self.0.as_ref().is_ok_and(Bulk::is_bounded)
    }

    /// Whether a listed job of this status is meant, and counts: "yes", empty, or a fault where the caller meant fewer.
    pub fn select(&mut self, status: &str) -> String {
        match self.0.as_mut().map(|bulk| bulk.select(status)) {
            Ok(Ok(true)) => "yes".to_owned(),
            Ok(Err(error)) => fault(&error),
            _ => String::new(),
        }
    }

    /// What to do about a job of that status: "look", "change", "omit", or its outcome.
    ///
    /// The status is `fresh`, or a list's, empty if there is none; `fits` is what the caller's filter says of the job.
    pub fn judge(&self, status: &str, fits: bool, fresh: bool) -> String {
        self.0.as_ref().map_or(Verdict::Omit, |bulk| bulk.judge(status, fits, fresh)).as_str().to_owned()
    }
}
