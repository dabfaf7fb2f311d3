//! One request and its response, with the host's `fetch`.

use js_sys::{ArrayBuffer, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::AbortController;

use super::convert::{to_js, to_u64};
use super::host::{Bytes, HostChunk, HostReader, HostRequest, HostResponse, call_fetch, cancel_reader};
use super::wait::{Interrupted, Limit};
use crate::call::MAX_RESPONSE;
use crate::http::{Headers, Response, SignedRequest};

/// What every request asks of the host: no cookies, no referrer, no cache, and no redirect that is followed.
const PRECAUTIONS: [(&str, &str); 4] =
    [("credentials", "omit"), ("referrerPolicy", "no-referrer"), ("cache", "no-store"), ("redirect", "manual")];

/// How many empty chunks may follow each other. Endless empty chunks would prevent timers from running.
const MAX_EMPTY_CHUNKS: u32 = 1_000;

/// Why there is no answer.
pub(super) enum NoAnswer {
    /// The wait for it ended.
    Interrupted(Interrupted),
    /// It is larger than [`MAX_RESPONSE`].
    TooLarge,
}

impl From<Interrupted> for NoAnswer {
    fn from(interrupted: Interrupted) -> Self {
        Self::Interrupted(interrupted)
    }
}

impl From<JsValue> for NoAnswer {
    fn from(error: JsValue) -> Self {
        Self::Interrupted(Interrupted::Failed(error))
    }
}

/// Aborts the host's request when it is dropped, unless the answer has arrived.
struct AbortGuard {
    controller: AbortController,
    is_armed: bool,
}

impl Drop for AbortGuard {
    fn drop(&mut self) {
        if self.is_armed {
            self.controller.abort();
        }
    }
}

thread_local! {
    /// Those of the precautions that the host supports.
    static SUPPORTED: Object = supported_precautions();
}

/// Some edge runtimes throw an error for options that they do not implement.
fn supported_precautions() -> Object {
    let all = null_object();
    let has_request = Reflect::get(&js_sys::global(), &"Request".into()).is_ok_and(|request| request.is_function());
    for (name, value) in PRECAUTIONS {
        let one = null_object();
        set(&one, name, &value.into());
        if !has_request || HostRequest::new("https://localhost/", &one).is_ok() {
            set(&all, name, &value.into());
        }
    }
    all
}

/// Sends a request and reads the answer within the limit.
pub(super) async fn exchange(fetch: &Function, request: &SignedRequest, limit: &Limit) -> Result<Response, NoAnswer> {
    let mut guard = AbortGuard { controller: AbortController::new()?, is_armed: true };
    let init = SUPPORTED.with(|precautions| init(precautions, request, &guard.controller))?;
    let sent = call_fetch(fetch, &request.url, &init)?;
    let host = limit.race(&sent).await?.unchecked_into::<HostResponse>();
    let response = Response { status: status(&host)?, headers: headers(&host)?, body: Vec::new() };
    let body = body(&host, limit).await?;
    guard.is_armed = false;
    Ok(Response { body, ..response })
}

/// The second argument of `fetch`. It has no prototype, so that nothing on `Object.prototype` can add to it or observe it.
fn init(precautions: &Object, request: &SignedRequest, controller: &AbortController) -> Result<Object, JsValue> {
    let init = null_object();
    for (name, _) in PRECAUTIONS {
        let value = Reflect::get(precautions, &name.into())?;
        if !value.is_undefined() {
            set(&init, name, &value);
        }
    }
    set(&init, "method", &request.method.as_str().into());
    set(&init, "headers", &to_js(&request.headers_value())?);
    if let Some(body) = &request.body {
        set(&init, "body", &body.as_str().into());
    }
    set(&init, "signal", &controller.signal());
    Ok(init)
}

fn null_object() -> Object {
    Object::create(JsValue::NULL.unchecked_ref())
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // An object that was just made and has no prototype accepts every property.
    let _ = Reflect::set(object, &name.into(), value);
}

/// The HTTP status; 0 if the host gives something else than a number.
fn status(response: &HostResponse) -> Result<u16, JsValue> {
    let status = response.status()?.as_f64().map_or(0, to_u64);
    Ok(u16::try_from(status).unwrap_or_default())
}

fn headers(response: &HostResponse) -> Result<Headers, NoAnswer> {
    let headers = response.headers()?;
    let header = |name| headers.get(name).map(|value| value.as_string().filter(|value| !value.is_empty()));
    let length = header("content-length")?.and_then(|length| length.trim().parse::<usize>().ok());
    if length.is_some_and(|length| length > MAX_RESPONSE) {
        return Err(NoAnswer::TooLarge);
    }
    Ok(Headers {
        request_id: header("x-cos-request-id")?,
        trace_id: header("x-cos-trace-id")?,
        date: header("date")?,
        age: header("age")?,
        retry_after: header("retry-after")?,
    })
}

/// Reads the body in chunks where that is possible, so that a body without an end cannot fill the memory.
async fn body(response: &HostResponse, limit: &Limit) -> Result<Vec<u8>, NoAnswer> {
    let stream = response.body()?;
    let has_stream = !stream.is_undefined() && !stream.is_null() && stream.get_reader_function()?.is_function();
    if has_stream {
        return chunks(&stream.get_reader()?, limit).await;
    }
    let buffer = limit.race(&response.array_buffer()?).await?;
    let bytes = Bytes::copy_of(&buffer)?;
    if bytes.length() as usize > MAX_RESPONSE { Err(NoAnswer::TooLarge) } else { Ok(bytes.to_vec()) }
}

async fn chunks(reader: &HostReader, limit: &Limit) -> Result<Vec<u8>, NoAnswer> {
    let (mut body, mut empty_chunks) = (Vec::new(), 0);
    loop {
        let chunk = limit.race(&reader.read()?).await?.unchecked_into::<HostChunk>();
        if chunk.done()?.is_truthy() {
            return Ok(body);
        }
        let value = chunk.value()?;
        if !ArrayBuffer::is_view(&value) {
            return Err(JsValue::from(js_sys::Error::new("a chunk of the body is not made of bytes")).into());
        }
        let bytes = Bytes::copy_of(&value)?;
        empty_chunks = if bytes.length() == 0 { empty_chunks + 1 } else { 0 };
        if empty_chunks > MAX_EMPTY_CHUNKS {
            let _ = cancel_reader(reader);
            return Err(JsValue::from(js_sys::Error::new("the body consists of empty chunks")).into());
        }
        if body.len() + bytes.length() as usize > MAX_RESPONSE {
            let _ = cancel_reader(reader);
            return Err(NoAnswer::TooLarge);
        }
        body.extend_from_slice(&bytes.to_vec());
    }
}
