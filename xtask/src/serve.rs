//! A small web server for files on this machine: GET and HEAD, on the loopback address, nothing cached.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread;

use anyhow::{Result, anyhow};
use tiny_http::{Header, Method, Request, Response, Server};

/// How many requests are answered at once; a browser opens up to six connections.
const THREADS: usize = 6;

/// What is served.
#[derive(Default)]
pub(crate) struct Site {
    /// Texts made up by us: path and body, served as JSON.
    documents: Vec<(String, String)>,
    /// Folders by the path that they appear under, the most particular first.
    folders: Vec<(String, PathBuf)>,
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

    fn json(&self, path: &str) -> Option<&str> {
        self.documents.iter().find(|(at, _)| at == path).map(|(_, json)| json.as_str())
    }

    fn file(&self, path: &str) -> Option<PathBuf> {
        let (below, folder) =
            self.folders.iter().find_map(|(at, folder)| Some((path.strip_prefix(at.as_str())?, folder)))?;
        file_below(folder, below)
    }
}

/// Serves the site until the process ends, on the port or, when that is taken, on any; gives the address.
pub(crate) fn start(site: Site, port: u16) -> Result<String> {
    let server = listen(port).or_else(|_| listen(0)).map_err(|error| anyhow!("cannot listen on 127.0.0.1: {error}"))?;
    let address = format!("http://{}", server.server_addr());
    let shared = Arc::new((server, site));
    for _ in 0..THREADS {
        let shared = Arc::clone(&shared);
        thread::spawn(move || {
            let (server, site) = &*shared;
            while let Ok(request) = server.recv() {
                // The browser may have gone away in the meantime, which is its right.
                let _ = answer(site, request);
            }
        });
    }
    Ok(address)
}

fn listen(port: u16) -> Result<Server, Box<dyn std::error::Error + Send + Sync>> {
    Server::http(("127.0.0.1", port))
}

fn answer(site: &Site, request: Request) -> io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(headed(text(405, "only GET and HEAD\n"), &[("Allow", "GET, HEAD")]));
    }
    let path = request.url().split(['?', '#']).next().unwrap_or_default().to_owned();
    if let Some(json) = site.json(&path) {
        return request.respond(typed(Response::from_string(json), "application/json"));
    }
    match site.file(&path).and_then(|file| Some((File::open(&file).ok()?, mime(&file)))) {
        Some((file, mime)) => request.respond(typed(Response::from_file(file), mime)),
        None => request.respond(text(404, "no such file\n")),
    }
}

fn text(status: u16, body: &str) -> Response<Cursor<Vec<u8>>> {
    typed(Response::from_string(body), "text/plain; charset=utf-8").with_status_code(status)
}

fn typed<R: Read>(response: Response<R>, mime: &str) -> Response<R> {
    headed(response, &[("Content-Type", mime), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")])
}

fn headed<R: Read>(mut response: Response<R>, headers: &[(&str, &str)]) -> Response<R> {
    // Only a name or value outside ASCII is refused, and all of ours are written in this file.
    for header in headers.iter().flat_map(|(name, value)| Header::from_bytes(*name, *value)) {
        response.add_header(header);
    }
    response
}

/// The file that a path below a folder means, if it is really in there.
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
    // A symbolic link may lead out, so the real places are compared.
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

/// The media type by the file's ending; a browser compiles wasm and runs modules only under the right one.
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
        Some("txt" | "md" | "ts" | "cts") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests;
