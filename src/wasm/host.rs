//! The functions and objects of the host. Callers pass in their own `fetch`, signals and functions, so everything that may
//! throw is imported with `catch`: an exception that passes through Rust code would break the instance.

use js_sys::Function;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout, catch)]
    pub(super) fn set_timeout(run: &Function, milliseconds: f64, argument: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = clearTimeout, catch)]
    pub(super) fn clear_timeout(timer: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(js_namespace = Object, catch)]
    pub(super) fn entries(object: &JsValue) -> Result<js_sys::Array, JsValue>;

    #[wasm_bindgen(js_namespace = Array, js_name = isArray, catch)]
    pub(super) fn is_array(value: &JsValue) -> Result<bool, JsValue>;

    /// A `Response`, of any origin.
    pub(super) type HostResponse;

    #[wasm_bindgen(method, getter, catch)]
    pub(super) fn status(this: &HostResponse) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, getter, catch)]
    pub(super) fn headers(this: &HostResponse) -> Result<HostHeaders, JsValue>;

    #[wasm_bindgen(method, getter, catch)]
    pub(super) fn body(this: &HostResponse) -> Result<HostBody, JsValue>;

    #[wasm_bindgen(method, catch, js_name = arrayBuffer)]
    pub(super) fn array_buffer(this: &HostResponse) -> Result<JsValue, JsValue>;

    /// The `Headers` of a response.
    pub(super) type HostHeaders;

    #[wasm_bindgen(method, catch)]
    pub(super) fn get(this: &HostHeaders, name: &str) -> Result<JsValue, JsValue>;

    /// The `ReadableStream` of a response.
    pub(super) type HostBody;

    #[wasm_bindgen(method, getter, catch, js_name = getReader)]
    pub(super) fn get_reader_function(this: &HostBody) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = getReader)]
    pub(super) fn get_reader(this: &HostBody) -> Result<HostReader, JsValue>;

    /// The reader of a stream.
    pub(super) type HostReader;

    #[wasm_bindgen(method, catch)]
    pub(super) fn read(this: &HostReader) -> Result<JsValue, JsValue>;

    /// What a reader returns.
    pub(super) type HostChunk;

    #[wasm_bindgen(method, getter, catch)]
    pub(super) fn done(this: &HostChunk) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, getter, catch)]
    pub(super) fn value(this: &HostChunk) -> Result<JsValue, JsValue>;

    /// Bytes, copied from any buffer or view. The constructor throws if that has no memory any more.
    #[wasm_bindgen(js_name = Uint8Array, extends = js_sys::Uint8Array)]
    pub(super) type Bytes;

    #[wasm_bindgen(constructor, js_class = "Uint8Array", catch)]
    pub(super) fn copy_of(source: &JsValue) -> Result<Bytes, JsValue>;

    /// A request, which is made only to find out which options the host supports.
    #[wasm_bindgen(js_name = Request)]
    pub(super) type HostRequest;

    #[wasm_bindgen(constructor, js_class = "Request", catch)]
    pub(super) fn new(url: &str, init: &JsValue) -> Result<HostRequest, JsValue>;

    /// A caller's `AbortSignal`.
    #[derive(Clone)]
    pub(super) type HostSignal;

    #[wasm_bindgen(method, getter, catch)]
    pub(super) fn aborted(this: &HostSignal) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, getter, catch)]
    pub(super) fn reason(this: &HostSignal) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, getter, catch, js_name = addEventListener)]
    pub(super) fn add_event_listener(this: &HostSignal) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = performance, js_name = now, catch)]
    pub(super) fn performance_now() -> Result<f64, JsValue>;
}

#[wasm_bindgen(raw_module = "./abort.js")]
extern "C" {
    /// Calls `run` when the signal fires.
    #[wasm_bindgen(js_name = onAbort, catch)]
    pub(super) fn on_abort(signal: &HostSignal, run: &Function) -> Result<(), JsValue>;

    /// Takes `run` back.
    #[wasm_bindgen(js_name = offAbort, catch)]
    pub(super) fn off_abort(signal: &HostSignal, run: &Function) -> Result<(), JsValue>;
}

#[wasm_bindgen(raw_module = "./property.js")]
extern "C" {
    /// The name of a property of a caller's object that is not in a set of known names.
    #[wasm_bindgen(js_name = unknownNameOf, catch)]
    pub(super) fn unknown_name_of(object: &JsValue, known: &JsValue) -> Result<Option<String>, JsValue>;

    /// The set of names for [`unknown_name_of`].
    #[wasm_bindgen(js_name = setOf, variadic)]
    pub(super) fn set_of(names: &js_sys::Array) -> JsValue;

    /// The property of a caller's object, own or inherited, but not that of `Object.prototype`.
    #[wasm_bindgen(js_name = propertyOf, catch)]
    pub(super) fn property_of(object: &JsValue, name: &JsValue) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen(raw_module = "./token.js")]
extern "C" {
    /// A new `clientRequestToken`.
    #[wasm_bindgen(js_name = newToken, catch)]
    pub(super) fn new_token() -> Result<String, JsValue>;
}

#[wasm_bindgen(raw_module = "./hook.js")]
extern "C" {
    /// Calls a fetch. What it throws becomes a rejection.
    #[wasm_bindgen(js_name = callFetch, catch)]
    pub(super) fn call_fetch(fetch: &Function, url: &str, init: &JsValue) -> Result<JsValue, JsValue>;

    /// Cancels a stream and ignores what that throws or rejects with.
    #[wasm_bindgen(js_name = cancelReader, catch)]
    pub(super) fn cancel_reader(reader: &HostReader) -> Result<(), JsValue>;

    /// Calls a hook of the caller and ignores what it throws or rejects with.
    #[wasm_bindgen(js_name = callHook, catch)]
    pub(super) fn call_hook(hook: &Function, event: &JsValue) -> Result<(), JsValue>;
}

#[wasm_bindgen(raw_module = "./error.js")]
extern "C" {
    /// The error class of the package.
    pub(super) type CosJobsError;

    #[wasm_bindgen(constructor)]
    pub(super) fn new(facts: &JsValue, cause: &JsValue) -> CosJobsError;
}
