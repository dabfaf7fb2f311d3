//! The client as JavaScript holds it.

use core::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::{convert, thrown};
use crate::client::{Client, OPTIONS};
use crate::error::Error;
use crate::service;
use crate::value::Value;

/// What the calls of one client share.
#[wasm_bindgen]
pub struct ClientHandle(pub(super) Rc<RefCell<Client>>);

#[wasm_bindgen]
impl ClientHandle {
    /// Reads the options of the client; throws if one is invalid. `random` is one of `Math.random()`.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue, random: f64) -> Result<ClientHandle, JsValue> {
        let client = || {
            let mut properties = convert::properties(options, service::OPTIONS, "")?;
            properties.extend(convert::properties(options, OPTIONS, "")?);
            let mut client = Client::new(&Value::Object(properties), random.to_bits())?;
            if convert::get(options, "authorize")?.is_function() {
                if convert::get(options, "credentials")?.is_truthy() {
                    return Err(Error::input("give either credentials or authorize, not both"));
                }
                client.sign_elsewhere();
            }
            Ok(client)
        };
        client().map(|client| Self(Rc::new(RefCell::new(client)))).map_err(|error: Error| thrown(&error))
    }
}
