//! cancelJobs: which jobs are meant, and what is to be done about each.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::convert::get;
use super::{checked, thrown};
use crate::bulk::{Bulk, INPUT};
use crate::error::Error;

/// One run over many jobs.
#[wasm_bindgen]
pub struct BulkHandle(Bulk);

#[wasm_bindgen]
impl BulkHandle {
    /// Reads the input, its lists as arrays; throws if it is invalid.
    #[wasm_bindgen(constructor)]
    pub fn new(input: &JsValue) -> Result<BulkHandle, JsValue> {
        checked(input, &[INPUT], |given| match get(input, "filter")? {
            filter if filter.is_undefined() || filter.is_null() => Bulk::new(given, false),
            filter if filter.is_function() => Bulk::new(given, true),
            _ => Err(Error::input("filter must be a function")),
        })
        .map(Self)
    }

    /// How many jobs may be under way at a time.
    pub fn concurrency(&self) -> u32 {
        self.0.concurrency()
    }

    /// Whether the whole selection must be known before anything is changed.
    #[wasm_bindgen(js_name = isBounded)]
    pub fn is_bounded(&self) -> bool {
        self.0.is_bounded()
    }

    /// Whether a listed job of this status is meant, and counts; throws where the caller meant fewer.
    pub fn select(&mut self, status: &str) -> Result<bool, JsValue> {
        self.0.select(status).map_err(|error| thrown(&error))
    }

    /// What to do about a job of that status: "look", "change", "omit", or its outcome.
    ///
    /// The status is `fresh`, or a list's, empty if there is none; `fits` is what the caller's filter says of the job.
    pub fn judge(&self, status: &str, fits: bool, fresh: bool) -> String {
        self.0.judge(status, fits, fresh).as_str().to_owned()
    }
}
