//! The program, used over HTTP.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

use cos_jobs_emulator::HttpRequest;

use crate::support::{Signer, texts};

/// A running emulator, which is stopped when the test ends.
struct Program {
    child: Child,
    address: String,
    printed: String,
}

impl Program {
    fn start(arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cos-jobs-emulator"));
        let child = command.args(["--port", "0"]).args(arguments).stdout(Stdio::piped()).spawn().unwrap();
        let mut program = Self { child, address: String::new(), printed: String::new() };
        for line in BufReader::new(program.child.stdout.take().unwrap()).lines() {
            let line = line.unwrap();
            if let Some(address) = line.strip_prefix("listening on http://") {
                address.clone_into(&mut program.address);
                return program;
            }
            program.printed.push_str(&line);
        }
        panic!("the program ended before it listened: {}", program.printed);
    }

    fn send(&self, request: &HttpRequest) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "{} {} HTTP/1.1\r\nconnection: close\r\n", request.method, request.target).unwrap();
        for (name, value) in &request.headers {
            write!(stream, "{name}: {value}\r\n").unwrap();
        }
        write!(stream, "content-length: {}\r\n\r\n", request.body.len()).unwrap();
        stream.write_all(&request.body).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn send_signed(&self, request: HttpRequest) -> String {
        let signer = Signer { host: self.address.clone(), ..Signer::default() };
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
        self.send(&signer.sign(request, now))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

#[test]
fn the_program_prints_its_keys_and_answers_requests() {
    let program = Program::start(&[]);
    let signer = Signer::default();
    assert!(program.printed.contains(&signer.secret_id) && program.printed.contains(&signer.secret_key));
    let answer = program.send_signed(HttpRequest::new("GET", "/jobs?maxResults=5"));
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert_eq!(answer.matches("date: ").count(), 1);
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    assert_eq!(texts(body, "JobId").len(), 5);
}

#[test]
fn the_options_have_an_effect() {
    let program = Program::start(&["--empty", "--seed-jobs", "3", "--appid", "1250000009", "--secret-key", "other"]);
    assert!(program.printed.contains("3 jobs") && program.printed.contains("1250000009"));
    let answer = program.send_signed(HttpRequest::new("GET", "/jobs"));
    assert!(answer.contains("<Code>SignatureDoesNotMatch</Code>"), "{answer}");
}

#[test]
fn jobs_change_as_real_time_passes() {
    let program = Program::start(&["--empty", "--speed", "1000"]);
    let body: String = include_str!("create.xml").lines().map(str::trim).collect();
    let body = body.replace("{operation}", "<COSDeleteObject/>").replace("true</Conf", "false</Conf");
    let create = HttpRequest::new("POST", "/jobs").with_header("content-type", "application/xml").with_body(body);
    let created = program.send_signed(create);
    let id = texts(created.split_once("\r\n\r\n").unwrap().1, "JobId").remove(0);
    let described = || program.send_signed(HttpRequest::new("GET", &format!("/jobs/{id}")));
    let completed = (0..200).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(10));
        described().contains("<Status>Complete</Status>")
    });
    assert!(completed, "{}", described());
}

#[test]
fn a_body_that_is_too_large_is_refused() {
    let program = Program::start(&["--empty"]);
    let request = HttpRequest::new("POST", "/jobs").with_header("host", "x").with_body(vec![b' '; 2 << 20]);
    // The server may close the connection while the body is still being sent.
    let mut stream = TcpStream::connect(&program.address).unwrap();
    write!(stream, "POST /jobs HTTP/1.1\r\nhost: x\r\ncontent-length: {}\r\n\r\n", request.body.len()).unwrap();
    let _ = stream.write_all(&request.body);
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"HTTP/1.1 413");
}

#[test]
fn a_wrong_option_is_refused() {
    let output = Command::new(env!("CARGO_BIN_EXE_cos-jobs-emulator")).arg("--sped").output().unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8(output.stderr).unwrap().contains("sped"));
}
