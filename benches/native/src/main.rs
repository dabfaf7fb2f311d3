//! A server that answers every UpdateJobStatus immediately with the status Cancelled.
//!
//! It understands the paths of COS's API and of AWS's S3 Control. It prints its address, and ends when its standard
//! input is closed.

mod request;

use std::io::{self, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process;
use std::thread;

fn main() -> io::Result<()> {
    thread::spawn(end_with_input);
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    println!("listening on http://{}", listener.local_addr()?);
    for stream in listener.incoming() {
        let stream = stream?;
        // A client that disconnects causes an error, which does not matter.
        thread::spawn(move || serve(&stream));
    }
    Ok(())
}

/// Ends this process when standard input is closed, which happens even if the process that started this one was killed.
fn end_with_input() {
    let _ = io::copy(&mut io::stdin(), &mut io::sink());
    process::exit(0);
}

/// Answers all requests of a connection.
fn serve(mut stream: &TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    while let Some(path) = request::read(&mut reader)? {
        stream.write_all(answer(&path).as_bytes())?;
    }
    Ok(())
}

/// The complete answer.
fn answer(path: &str) -> String {
    let Some(job_id) = job_id(path) else {
        return String::from("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n");
    };
    let body = format!(
        "<UpdateJobStatusResult><JobId>{job_id}</JobId><Status>Cancelled</Status>\
         <StatusUpdateReason></StatusUpdateReason></UpdateJobStatusResult>"
    );
    format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/xml\r\ncontent-length: {}\r\n\
         x-cos-request-id: NWRhNmNmYzRfYTdjNzg4YTBfOTRkNl8xMjM0\r\nserver: tencent-cos\r\n\r\n{body}",
        body.len()
    )
}

/// The job in `/jobs/JOB/status?...` (COS) or `/v20180820/jobs/JOB/status?...` (S3 Control).
fn job_id(path: &str) -> Option<&str> {
    let path = path.strip_prefix("/v20180820").unwrap_or(path);
    path.strip_prefix("/jobs/")?.split_once("/status?").map(|(job_id, _)| job_id)
}
