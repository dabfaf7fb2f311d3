//! The few functions of JavaScript itself that reading a caller's objects needs.
//!
//! Imported one by one: js-sys would bring a hundred times as much, and its closures stay in the module.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(raw_module = "./said.js")]
extern "C" {
    /// The property `name` of a value, unless it only stands on `Object.prototype`; fails if its getter throws.
    #[wasm_bindgen(js_name = said, catch)]
    pub(super) fn get(object: &JsValue, name: &str) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// The item at `index` of an array.
    #[wasm_bindgen(js_namespace = Reflect, js_name = get, catch)]
    pub(super) fn item(array: &JsValue, index: u32) -> Result<JsValue, JsValue>;

    /// The names of an object's own properties.
    #[wasm_bindgen(js_namespace = Object, catch)]
    pub(super) fn keys(object: &JsValue) -> Result<Vec<String>, JsValue>;

    /// Whether a value is an array; fails for a proxy that is revoked.
    #[wasm_bindgen(js_namespace = Array, js_name = isArray, catch)]
    pub(super) fn is_array(value: &JsValue) -> Result<bool, JsValue>;

    /// Fails for a string with half a surrogate pair, which has no UTF-8.
    #[wasm_bindgen(js_name = encodeURIComponent, catch)]
    pub(super) fn encode_uri_component(text: &JsValue) -> Result<JsValue, JsValue>;
}
