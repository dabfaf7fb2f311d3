//! A small web server for local files: GET and HEAD on the loopback address, without caching.

use std::convert::Infallible;
use std::ffi::OsStr;
use std::future::ready;
use std::net::TcpListener as StdListener;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::{fs, io, thread};

use anyhow::{Context, Result};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HeaderValue, X_CONTENT_TYPE_OPTIONS};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::runtime::Builder;

const TEXT: &str = "text/plain; charset=utf-8";

/// The content of a server.
#[derive(Default)]
pub(crate) struct Site {
    /// Generated documents: path and body, served as JSON.
    documents: Vec<(String, String)>,
    /// Folders with the path under which they are served, the most specific path first.
    folders: Vec<(String, PathBuf)>,
    /// Single files with their paths, which take precedence over folders.
    files: Vec<(String, PathBuf)>,
}

impl Site {
    /// Serves a JSON text at a path.
    pub(crate) fn document(mut self, path: &str, json: String) -> Self {
        self.documents.push((path.to_owned(), json));
        self
    }

    /// Serves the files of a folder below a path, which begins and ends with a slash.
    pub(crate) fn folder(mut self, path: &str, folder: PathBuf) -> Self {
        self.folders.push((path.to_owned(), folder));
        self
    }

    /// Serves one file at a path, in the place of a file of a folder.
    pub(crate) fn single(mut self, path: &str, file: PathBuf) -> Self {
        self.files.push((path.to_owned(), file));
        self
    }

    fn json(&self, path: &str) -> Option<&str> {
        self.documents.iter().find(|(at, _)| at == path).map(|(_, json)| json.as_str())
    }

    fn file(&self, path: &str) -> Option<PathBuf> {
        if let Some((_, file)) = self.files.iter().find(|(at, _)| at == path) {
            return Some(file.clone());
        }
        let (below, folder) =
            self.folders.iter().find_map(|(at, folder)| Some((path.strip_prefix(at.as_str())?, folder)))?;
        file_below(folder, below)
    }
}

/// Serves the site until the process ends, on the port, or on any free port if it is in use; returns the address.
pub(crate) fn start(site: Site, port: u16) -> Result<String> {
    let listener = listen(port).or_else(|_| listen(0)).context("cannot listen on 127.0.0.1")?;
    let address = format!("http://{}", listener.local_addr()?);
    let runtime = Builder::new_current_thread().enable_io().build()?;
    thread::spawn(move || runtime.block_on(serve(listener, Arc::new(site))));
    Ok(address)
}

fn listen(port: u16) -> io::Result<StdListener> {
    let listener = StdListener::bind(("127.0.0.1", port))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

async fn serve(listener: StdListener, site: Arc<Site>) -> io::Result<()> {
    let listener = TcpListener::from_std(listener)?;
    loop {
        let (stream, _) = listener.accept().await?;
        let site = Arc::clone(&site);
        tokio::spawn(async move {
            let answer = service_fn(|request| ready(Ok::<_, Infallible>(answer(&site, &request))));
            // The browser may close the connection at any time.
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), answer).await;
        });
    }
}

fn answer(site: &Site, request: &Request<Incoming>) -> Response<Full<Bytes>> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return response(StatusCode::METHOD_NOT_ALLOWED, TEXT, "only GET and HEAD\n");
    }
    let path = request.uri().path();
    if let Some(json) = site.json(path) {
        return response(StatusCode::OK, "application/json", json.to_owned());
    }
    match site.file(path).and_then(|file| Some((fs::read(&file).ok()?, mime(&file)))) {
        Some((bytes, mime)) => response(StatusCode::OK, mime, bytes),
        None => response(StatusCode::NOT_FOUND, TEXT, "no such file\n"),
    }
}

fn response(status: StatusCode, mime: &'static str, body: impl Into<Bytes>) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(body.into()));
    *response.status_mut() = status;
    let headers = [(CONTENT_TYPE, mime), (CACHE_CONTROL, "no-store"), (X_CONTENT_TYPE_OPTIONS, "nosniff")];
    response.headers_mut().extend(headers.map(|(name, value)| (name, HeaderValue::from_static(value))));
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

/// The file for a path below a folder, if it is really inside that folder.
fn file_below(folder: &Path, path: &str) -> Option<PathBuf> {
    let path = percent_decoded(path)?;
    let relative = Path::new(&path);
    if path.contains(['\\', '\0']) || !relative.components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    let mut file = folder.join(relative);
    if path.is_empty() || path.ends_with('/') {
        file.push("index.html");
    }
    // A symbolic link may point outside, so the real paths are compared.
    let file = file.canonicalize().ok()?;
    let inside = file.starts_with(folder.canonicalize().ok()?) && file.is_file();
    inside.then_some(file)
}

fn percent_decoded(path: &str) -> Option<String> {
    let mut pieces = path.split('%');
    let mut bytes = pieces.next()?.as_bytes().to_vec();
    for piece in pieces {
        let (digits, rest) = piece.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

/// The media type for a file extension. Browsers compile wasm and run modules only with the correct type.
fn mime(file: &Path) -> &'static str {
    match file.extension().and_then(OsStr::to_str) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("txt" | "md" | "ts" | "cts") => TEXT,
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests;
