//! listAllJobs: the walk through the pages.

use alloc::string::String;

use wasm_bindgen::prelude::wasm_bindgen;

use super::{Made, fault, fault_of};
use crate::json::{from_json, to_json};
use crate::listing::{INPUT, Listing};

/// A walk through the pages of a list.
#[wasm_bindgen]
pub struct ListingHandle(Made<Listing>);

#[wasm_bindgen]
impl ListingHandle {
    /// Reads `{ jobStatuses?, pageSize? }`, the statuses as an array; see `fault`.
    #[wasm_bindgen(constructor)]
    pub fn new(input: &str) -> Self {
        Self(from_json(input, INPUT).and_then(|input| Listing::new(&input)))
    }

    /// What is wrong with the input.
    pub fn fault(&self) -> String {
        fault_of(&self.0)
    }

    /// The input of the next ListJobs, as JSON; empty after the last page.
    pub fn next(&self) -> String {
        let next = self.0.as_ref().ok().and_then(Listing::next);
        next.map(|input| to_json(&input)).unwrap_or_default()
    }

    /// Whether a job of this status is wanted.
    pub fn wants(&self, status: &str) -> bool {
        self.0.as_ref().is_ok_and(|listing| listing.wants(status))
    }

    /// Turns to the page of this token, which is empty after the last page; answers a fault where it can lead nowhere.
    pub fn turn(&mut self, next_token: String) -> String {
        let turned = self.0.as_mut().map(|listing| listing.turn(Some(next_token).filter(|token| !token.is_empty())));
        turned.ok().and_then(Result::err).as_ref().map(fault).unwrap_or_default()
    }
}
