//! The emulator as an HTTP server. All decisions are made by the [`Emulator`].

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

/// The longest body that is read. The bodies of CreateJob have a few kilobytes.
const MAX_BODY_BYTES: usize = 1 << 20;

type Shared = Arc<Mutex<Emulator>>;

/// The current unix time, in milliseconds.
pub fn now_ms() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

/// Opens `port` on the loopback address only; 0 chooses a free port.
pub async fn bind(port: u16) -> io::Result<TcpListener> {
    TcpListener::bind(("127.0.0.1", port)).await
}

/// Answers all connections until the future is dropped.
pub async fn serve(listener: TcpListener, emulator: Emulator) -> io::Result<()> {
    let emulator = Arc::new(Mutex::new(emulator));
    loop {
        match listener.accept().await {
            Ok((stream, _)) => drop(tokio::spawn(connection(stream, emulator.clone()))),
            // The client disconnected before it was accepted, or too many connections are open. The server goes on.
            Err(_) => tokio::time::sleep(std::time::Duration::from_millis(10)).await,
        }
    }
}

async fn connection(stream: TcpStream, emulator: Shared) {
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| answer(request, emulator.clone()));
    // Idle connections stay open, because closing one while the client sends its next request would lose that request.
    let mut http = http1::Builder::new();
    http.header_read_timeout(None);
    // The client notices by itself if its connection breaks.
    let _ = http.serve_connection(TokioIo::new(stream), service).await;
}

async fn answer(request: Request<Incoming>, emulator: Shared) -> Result<Response<Full<Bytes>>, hyper::Error> {
    let (head, body) = request.into_parts();
    let Ok(body) = Limited::new(body, MAX_BODY_BYTES).collect().await else { return Ok(to_hyper(too_large())) };
    let request = HttpRequest {
        method: head.method.as_str().to_owned(),
        target: head.uri.path_and_query().map_or("/", |target| target.as_str()).to_owned(),
        headers: head.headers.iter().map(|(name, value)| (name.as_str().to_owned(), header_text(value))).collect(),
        body: body.to_bytes().into(),
    };
    let response = emulator.lock().unwrap_or_else(PoisonError::into_inner).handle(&request, now_ms());
    Ok(to_hyper(response))
}

fn header_text(value: &HeaderValue) -> String {
    String::from_utf8_lossy(value.as_bytes()).into_owned()
}

fn too_large() -> HttpResponse {
    let headers = cors::HEADERS.map(|(name, value)| (name, value.to_owned())).to_vec();
    HttpResponse { status: 413, headers, body: Vec::new() }
}

fn to_hyper(response: HttpResponse) -> Response<Full<Bytes>> {
    let mut out = Response::new(Full::new(Bytes::from(response.body)));
    *out.status_mut() = StatusCode::from_u16(response.status).unwrap_or_default();
    for (name, value) in response.headers {
        if let Ok(value) = HeaderValue::try_from(value) {
            out.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    out
}
