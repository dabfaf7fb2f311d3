//! Waiting with a time limit, and until the caller aborts. What a wait sets up is cleaned up when it is dropped.

use js_sys::{Array, Date, Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::convert::{plain_error, to_u64};
use super::host::{HostSignal, clear_timeout, off_abort, on_abort, set_timeout};
use crate::error::Error;

/// The local time in unix milliseconds.
pub(super) fn now() -> u64 {
    to_u64(Date::now())
}

/// The caller's signal, if there is one.
#[derive(Clone)]
pub(super) struct Signal(Option<HostSignal>);

impl Signal {
    /// Takes the value of the option `signal`. A false value means that there is none.
    pub(super) fn new(signal: JsValue) -> Result<Self, JsValue> {
        if signal.is_falsy() {
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

/// A time limit, which the caller can also end by aborting.
///
/// A `JsFuture` cannot be cancelled and is leaked if its promise never settles. Therefore every wait is a race between the
/// host's promise and one that is resolved when the limit is reached.
pub(super) struct Limit {
    end: Promise,
    /// The value with which `end` is resolved. Nothing else has it.
    token: JsValue,
    signal: Signal,
    on_end: Function,
    timer: JsValue,
}

impl Limit {
    /// A limit that is reached after so many milliseconds.
    pub(super) fn new(milliseconds: u64, signal: &Signal) -> Result<Self, JsValue> {
        signal.check()?;
        // A symbol, because a promise would look for a property `then` of an object.
        let token = JsValue::symbol(None);
        let mut resolve = None;
        let end = Promise::new(&mut |resolve_end, _| resolve = Some(resolve_end));
        let resolve: Function = resolve.unwrap_or_default().unchecked_into();
        let on_end: Function = resolve.bind1(&JsValue::UNDEFINED, &token).unchecked_into();
        if let Some(signal) = &signal.0 {
            on_abort(signal, &on_end)?;
        }
        // An invalid or too large delay would make hosts fire at once.
        let delay = f64::from(u32::try_from(milliseconds).unwrap_or(u32::MAX).min(i32::MAX.unsigned_abs()));
        let timer = set_timeout(&on_end, delay, &JsValue::UNDEFINED)?;
        Ok(Self { end, token, signal: signal.clone(), on_end, timer })
    }

    /// Waits for `work`, which need not be a promise.
    pub(super) async fn race(&self, work: &JsValue) -> Result<JsValue, Interrupted> {
        let first = Promise::race(&Array::of2(work, &self.end));
        match JsFuture::from(first).await {
            Ok(value) if value == self.token => Err(self.interruption()),
            Ok(value) => Ok(value),
            Err(error) => Err(self.signal.check().map_or_else(Interrupted::Aborted, |()| Interrupted::Failed(error))),
        }
    }

    /// Waits until the time is over. Fails with the reason if the caller aborts.
    pub(super) async fn elapsed(&self) -> Result<(), JsValue> {
        // The promise is never rejected.
        let _ = JsFuture::from(self.end.clone()).await;
        self.signal.check()
    }

    fn interruption(&self) -> Interrupted {
        self.signal.check().map_or_else(Interrupted::Aborted, |()| Interrupted::TimedOut)
    }
}

impl Drop for Limit {
    fn drop(&mut self) {
        // Both fail only where a host breaks its own rules, and then there is nothing to clean up.
        let _ = clear_timeout(&self.timer);
        if let Some(signal) = &self.signal.0 {
            let _ = off_abort(signal, &self.on_end);
        }
    }
}

/// Waits for so many milliseconds, or fails with the reason of an abort.
pub(super) async fn pause(milliseconds: u64, signal: &Signal) -> Result<(), JsValue> {
    Limit::new(milliseconds, signal)?.elapsed().await
}
