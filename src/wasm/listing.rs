//! listAllJobs: the walk through the pages.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::{checked, thrown};
use crate::json::to_json;
use crate::listing::{INPUT, Listing};

/// A walk through the pages of a list.
#[wasm_bindgen]
pub struct ListingHandle(Listing);

#[wasm_bindgen]
impl ListingHandle {
    /// Reads `{ jobStatuses?, pageSize? }`, the statuses as an array; throws if it is invalid.
    #[wasm_bindgen(constructor)]
    pub fn new(input: &JsValue) -> Result<ListingHandle, JsValue> {
        checked(input, &[INPUT], Listing::new).map(Self)
    }

    /// The input of the next ListJobs, as JSON; none after the last page.
    pub fn next(&self) -> Option<String> {
        self.0.next().map(|input| to_json(&input))
    }

    /// Whether a job of this status is wanted.
    pub fn wants(&self, status: &str) -> bool {
        self.0.wants(status)
    }

    /// Turns to the page of this token; throws where that can lead nowhere.
    pub fn turn(&mut self, next_token: Option<String>) -> Result<(), JsValue> {
        self.0.turn(next_token).map_err(|error| thrown(&error))
    }
}
