//! The part of HTTP/1.1 that is needed to find the end of a request.

use std::io::{self, BufRead, Read};

/// Reads one request and returns its path, or `None` at the end of the connection.
pub(crate) fn read(reader: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut length = 0;
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        let header = line.trim_end();
        if header.is_empty() {
            break;
        }
        length = content_length(header).unwrap_or(length);
    }
    io::copy(&mut reader.take(length), &mut io::sink())?;
    Ok(Some(path))
}

/// The number in `Content-Length: 7`.
fn content_length(header: &str) -> Option<u64> {
    let (name, value) = header.split_once(':')?;
    name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
}
