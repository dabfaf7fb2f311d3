//! Promises for JavaScript.

use std::future::Future;
use std::pin::Pin;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::future_to_promise;

/// A promise of what a future returns.
pub(super) fn start(future: impl Future<Output = Result<JsValue, JsValue>> + 'static) -> Promise {
    // One type for all futures, so that the code around them exists once.
    let future: Pin<Box<dyn Future<Output = Result<JsValue, JsValue>>>> = Box::pin(future);
    future_to_promise(future)
}

/// A promise of a result that is known already.
pub(super) fn settled(result: Result<JsValue, JsValue>) -> Promise {
    match result {
        Ok(value) => Promise::resolve(&value),
        Err(error) => Promise::reject(&error),
    }
}
