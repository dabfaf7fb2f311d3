//! The functions and objects of the host and of this package's JavaScript. Callers pass in their own `fetch`, signals and
//! functions, so everything that may throw is imported with `catch`: an exception that passes through Rust code would break the
//! instance. Each caught exception also costs a few bytes, so what a faulty host can throw often is caught in JavaScript.

use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Object, catch)]
    pub(super) fn entries(object: &JsValue) -> Result<Array, JsValue>;

    #[wasm_bindgen(js_namespace = Array, js_name = isArray, catch)]
    pub(super) fn is_array(value: &JsValue) -> Result<bool, JsValue>;

    #[wasm_bindgen(js_namespace = performance, js_name = now, catch)]
    pub(super) fn performance_now() -> Result<f64, JsValue>;

    /// A caller's `AbortSignal`.
    #[derive(Clone)]
    pub(super) type HostSignal;

    #[wasm_bindgen(method, getter, catch)]
    pub(super) fn aborted(this: &HostSignal) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, getter, catch)]
    pub(super) fn reason(this: &HostSignal) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, getter, catch, js_name = addEventListener)]
    pub(super) fn add_event_listener(this: &HostSignal) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen(raw_module = "./exchange.js")]
extern "C" {
    /// Whether there is a fetch.
    #[wasm_bindgen(js_name = canSend)]
    pub(super) fn can_send(fetch: Option<&Function>) -> bool;

    /// Sends a request and reads the answer. The promise is never rejected; it has a [`HostAnswer`].
    pub(super) fn exchange(fetch: Option<&Function>, request: &JsValue, signal: &JsValue, max_bytes: u32) -> Promise;

    /// What came of a request.
    pub(super) type HostAnswer;

    #[wasm_bindgen(method, getter)]
    pub(super) fn status(this: &HostAnswer) -> Option<u16>;

    #[wasm_bindgen(method, getter, js_name = requestId)]
    pub(super) fn request_id(this: &HostAnswer) -> String;

    #[wasm_bindgen(method, getter, js_name = traceId)]
    pub(super) fn trace_id(this: &HostAnswer) -> String;

    #[wasm_bindgen(method, getter)]
    pub(super) fn date(this: &HostAnswer) -> String;

    #[wasm_bindgen(method, getter)]
    pub(super) fn age(this: &HostAnswer) -> String;

    #[wasm_bindgen(method, getter, js_name = retryAfter)]
    pub(super) fn retry_after(this: &HostAnswer) -> String;

    #[wasm_bindgen(method, getter)]
    pub(super) fn body(this: &HostAnswer) -> Option<Uint8Array>;

    #[wasm_bindgen(method, getter, js_name = isTooLarge)]
    pub(super) fn is_too_large(this: &HostAnswer) -> bool;

    #[wasm_bindgen(method, getter)]
    pub(super) fn cause(this: &HostAnswer) -> JsValue;

    #[wasm_bindgen(method, getter)]
    pub(super) fn reason(this: &HostAnswer) -> String;
}

#[wasm_bindgen(raw_module = "./limit.js")]
extern "C" {
    /// A promise with a deadline.
    #[wasm_bindgen(js_name = Limit)]
    pub(super) type HostLimit;

    #[wasm_bindgen(constructor, js_class = "Limit", catch)]
    pub(super) fn new(milliseconds: f64, signal: Option<&HostSignal>) -> Result<HostLimit, JsValue>;

    #[wasm_bindgen(method, getter)]
    pub(super) fn promise(this: &HostLimit) -> Promise;

    #[wasm_bindgen(method, getter, js_name = isOver)]
    pub(super) fn is_over(this: &HostLimit) -> bool;

    #[wasm_bindgen(method)]
    pub(super) fn follow(this: &HostLimit, work: &Promise);

    #[wasm_bindgen(method, catch)]
    pub(super) fn clear(this: &HostLimit) -> Result<(), JsValue>;
}

#[wasm_bindgen(raw_module = "./hook.js")]
extern "C" {
    /// Calls a function of the caller, and returns a promise of its result.
    pub(super) fn invoke(function: &Function, argument: &JsValue) -> Promise;

    /// Calls the hook `onAttempt`.
    #[wasm_bindgen(js_name = reportAttempt)]
    pub(super) fn report_attempt(on_attempt: &Function, event: &JsValue, error: &JsValue);
}

#[wasm_bindgen(raw_module = "./property.js")]
extern "C" {
    /// The name of a property of a caller's object that is not in a set of known names.
    #[wasm_bindgen(js_name = unknownNameOf, catch)]
    pub(super) fn unknown_name_of(object: &JsValue, known: &JsValue) -> Result<Option<String>, JsValue>;

    /// The set of names for [`unknown_name_of`].
    #[wasm_bindgen(js_name = setOf)]
    pub(super) fn set_of(names: &JsValue) -> JsValue;

    /// The property of a caller's object, own or inherited, but not that of `Object.prototype`.
    #[wasm_bindgen(js_name = propertyOf, catch)]
    pub(super) fn property_of(object: &JsValue, name: &JsValue) -> Result<JsValue, JsValue>;

    /// An object that inherits from another one and has one property of its own.
    #[wasm_bindgen(js_name = withProperty)]
    pub(super) fn with_property(object: &JsValue, name: &str, value: &JsValue) -> JsValue;
}

#[wasm_bindgen(raw_module = "./token.js")]
extern "C" {
    /// A new `clientRequestToken`.
    #[wasm_bindgen(js_name = newToken, catch)]
    pub(super) fn new_token() -> Result<String, JsValue>;
}

#[wasm_bindgen(raw_module = "./error.js")]
extern "C" {
    /// The error class of the package.
    pub(super) type CosJobsError;

    #[wasm_bindgen(constructor)]
    pub(super) fn new(facts: &JsValue, cause: &JsValue) -> CosJobsError;
}
