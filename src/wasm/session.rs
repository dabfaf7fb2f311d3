//! What the calls of one client share in the host: the account, the functions of the caller, the options of `fetch`.

use std::cell::RefCell;

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};

use super::convert::{get, plain_error, read_input, read_options};
use super::credentials::KeySource;
use super::wait::Signal;
use crate::account::{Account, CALL_OPTIONS, CallLimits, OPTIONS};
use crate::error::Error;

/// What the calls of one client share.
pub(super) struct Session {
    pub(super) account: RefCell<Account>,
    pub(super) keys: KeySource,
    pub(super) on_attempt: Option<Function>,
    /// The caller's own fetch. Without one, that of the host is used.
    pub(super) fetch: Option<Function>,
}

/// The options of one call.
#[derive(Clone)]
pub(super) struct CallOptions {
    pub(super) limits: CallLimits,
    pub(super) signal: Signal,
}

impl Session {
    /// Reads the options of a client.
    pub(super) fn new(options: &JsValue) -> Result<Self, JsValue> {
        let values = read_input(options, OPTIONS)?;
        let keys = KeySource::new(options)?;
        let mut account = Account::new(&values, js_sys::Math::random().to_bits()).map_err(plain_error)?;
        if keys.signs_elsewhere() {
            account.sign_elsewhere();
        }
        Ok(Self {
            account: RefCell::new(account),
            keys,
            on_attempt: function(options, "onAttempt")?,
            fetch: function(options, "fetch")?,
        })
    }

    /// Reads the options of a call.
    pub(super) fn call_options(&self, options: &JsValue) -> Result<CallOptions, JsValue> {
        let values = read_options(options, CALL_OPTIONS)?;
        let signal = if options.is_object() { get(options, "signal")? } else { JsValue::UNDEFINED };
        let signal = Signal::new(signal)?;
        let limits = self.account.borrow().limits(&values).map_err(plain_error)?;
        Ok(CallOptions { limits, signal })
    }
}

/// An option that is a function, if it is given.
pub(super) fn function(options: &JsValue, name: &'static str) -> Result<Option<Function>, JsValue> {
    let value = get(options, name)?;
    if value.is_null_or_undefined() {
        return Ok(None);
    }
    value.dyn_into().map(Some).map_err(|_| plain_error(Error::input(format!("{name} must be a function"))))
}
