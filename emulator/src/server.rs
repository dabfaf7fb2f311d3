//! The emulator behind a socket. All decisions are the [`Emulator`]'s.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};

use crate::{Emulator, HttpRequest, HttpResponse, cors};

/// The longest body that is read; CreateJob's are a few kilobytes.
const MAX_BODY_BYTES: usize = 1 << 20;

type Shared = Arc<Mutex<Emulator>>;

/// Milliseconds of unix time, now.
pub fn now_ms() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

/// Opens the port of this number on this machine only; 0 takes any that is free.
pub async fn bind(port: u16) -> io::Result<TcpListener> {
    TcpListener::bind(("127.0.0.1", port)).await
}

/// Answers whoever connects, until the future is dropped.
pub async fn serve(listener: TcpListener, emulator: Emulator) -> io::Result<()> {
    let emulator = Arc::new(Mutex::new(emulator));
    loop {
        match listener.accept().await {
            Ok((stream, _)) => drop(tokio::spawn(connection(stream, emulator.clone()))),
            // The peer went away before it was accepted, or there are too many for now: neither ends the service.
            Err(_) => tokio::time::sleep(std::time::Duration::from_millis(10)).await,
        }
    }
}

async fn connection(stream: TcpStream, emulator: Shared) {
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| answer(request, emulator.clone()));
    // Clients keep connections for as long as they like: closed at the wrong moment, one would lose a request.
    let mut http = http1::Builder::new();
    http.header_read_timeout(None);
    // One that breaks is the client's to notice.
    let _ = http.serve_connection(TokioIo::new(stream), service).await;
}

async fn answer(request: Request<Incoming>, emulator: Shared) -> Result<Response<Full<Bytes>>, hyper::Error> {
    let (head, body) = request.into_parts();
    let Ok(body) = Limited::new(body, MAX_BODY_BYTES).collect().await else { return Ok(sent(too_large())) };
    let request = HttpRequest {
        method: head.method.as_str().to_owned(),
        target: head.uri.path_and_query().map_or("/", |target| target.as_str()).to_owned(),
        headers: head.headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect(),
        body: body.to_bytes().into(),
    };
    let response = emulator.lock().unwrap_or_else(PoisonError::into_inner).handle(&request, now_ms());
    Ok(sent(response))
}

fn text(value: &HeaderValue) -> String {
    String::from_utf8_lossy(value.as_bytes()).into_owned()
}

fn too_large() -> HttpResponse {
    let headers = cors::HEADERS.map(|(name, value)| (name, value.to_owned())).to_vec();
    HttpResponse { status: 413, headers, body: Vec::new() }
}

fn sent(response: HttpResponse) -> Response<Full<Bytes>> {
    let mut out = Response::new(Full::new(Bytes::from(response.body)));
    *out.status_mut() = StatusCode::from_u16(response.status).unwrap_or_default();
    for (name, value) in response.headers {
        if let Ok(value) = HeaderValue::try_from(value) {
            out.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    out
}
