//! Waiting with a time limit, and until the caller aborts. What a wait sets up is cleaned up when it is dropped.

use js_sys::{Date, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::convert::{plain_error, to_u64};
use super::host::{HostLimit, HostSignal};
use crate::error::Error;

/// The local time in unix milliseconds.
pub(super) fn now() -> u64 {
    to_u64(Date::now())
}

/// The caller's signal, if there is one.
#[derive(Clone)]
pub(super) struct Signal(Option<HostSignal>);

impl Signal {
    /// Takes the value of the option `signal`. `undefined`, `null` and `false` mean that there is none.
    pub(super) fn new(signal: JsValue) -> Result<Self, JsValue> {
        if signal.is_null_or_undefined() || signal == JsValue::FALSE {
            return Ok(Self(None));
        }
        let signal = signal.unchecked_into::<HostSignal>();
        match signal.add_event_listener() {
            Ok(function) if function.is_function() => Ok(Self(Some(signal))),
            _ => Err(plain_error(Error::input("signal must be an AbortSignal"))),
        }
    }

    /// Fails with the reason of the abort if the caller has aborted.
    pub(super) fn check(&self) -> Result<(), JsValue> {
        match &self.0 {
            Some(signal) if signal.aborted()?.is_truthy() => Err(signal.reason()?),
            _ => Ok(()),
        }
    }
}

/// Why a wait ended without a value.
pub(super) enum Interrupted {
    /// The caller aborted, for this reason. The call ends with it.
    Aborted(JsValue),
    /// The time limit was reached.
    TimedOut,
    /// What was waited for failed.
    Failed(JsValue),
}

/// A time limit for one wait, which the caller can also end by aborting.
///
/// A `JsFuture` cannot be cancelled and is leaked if its promise never settles. Therefore it never gets a promise of the host: it
/// gets one that settles at the latest when the limit is reached.
pub(super) struct Limit {
    host: HostLimit,
    signal: Signal,
}

impl Limit {
    /// A limit that is reached after so many milliseconds.
    pub(super) fn new(milliseconds: u64, signal: &Signal) -> Result<Self, JsValue> {
        signal.check()?;
        // An invalid or too large delay would make hosts fire at once.
        let delay = u32::try_from(milliseconds).unwrap_or(u32::MAX).min(i32::MAX.unsigned_abs());
        Ok(Self { host: HostLimit::new(delay.into(), signal.0.as_ref())?, signal: signal.clone() })
    }

    /// Waits for `work`.
    pub(super) async fn race(&self, work: &Promise) -> Result<JsValue, Interrupted> {
        self.host.follow(work);
        let outcome = JsFuture::from(self.host.promise()).await;
        if self.host.is_over() {
            return Err(self.signal.check().map_or_else(Interrupted::Aborted, |()| Interrupted::TimedOut));
        }
        outcome.map_err(|error| self.signal.check().map_or_else(Interrupted::Aborted, |()| Interrupted::Failed(error)))
    }
}

impl Drop for Limit {
    fn drop(&mut self) {
        // This fails only where a host breaks its own rules, and then there is nothing to clean up.
        let _ = self.host.clear();
    }
}

/// Waits for so many milliseconds, or fails with the reason of an abort.
pub(super) async fn pause(milliseconds: u64, signal: &Signal) -> Result<(), JsValue> {
    let limit = Limit::new(milliseconds, signal)?;
    // The promise is never rejected.
    let _ = JsFuture::from(limit.host.promise()).await;
    signal.check()
}
