//! A service on this machine that gives the same answers again and again, in a process of its own so
//! that its CPU time is not the client's.

use crate::samples;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};

/// The word by which a program is asked to be the service.
pub const WORD: &str = "serve";

/// A service that runs.
pub struct Server {
    process: Child,
    /// Where it is.
    pub address: SocketAddr,
}

impl Server {
    /// Starts this program once more, as the service.
    pub fn start() -> std::io::Result<Self> {
        let mut process = Command::new(std::env::current_exe()?)
            .arg(WORD)
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        let said = process.stdout.take().expect("a pipe");
        BufReader::new(said).read_line(&mut line)?;
        let address = line.trim().parse().map_err(std::io::Error::other)?;
        Ok(Self { process, address })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Is the service, for ever.
pub fn serve() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("{}", listener.local_addr()?);
    let answers: &'static Answers = Box::leak(Box::new(Answers::new()));
    for stream in listener.incoming() {
        let stream = stream?;
        std::thread::Builder::new()
            .stack_size(64 * 1024)
            .spawn(move || answers.converse(stream))?;
    }
    Ok(())
}

/// What the service and the transport in memory say.
pub struct Answers {
    works: Vec<u8>,
    issues: Vec<u8>,
    created: Vec<u8>,
}

impl Answers {
    fn new() -> Self {
        Self {
            works: whole("200 OK", &samples::works_answer(20)),
            issues: whole("200 OK", &samples::issues(30)),
            created: whole("201 Created", &samples::one_issue()),
        }
    }

    fn converse(&self, stream: TcpStream) {
        let _ = stream.set_nodelay(true);
        let mut reader = BufReader::new(&stream);
        let mut line = String::new();
        loop {
            line.clear();
            match reader.read_line(&mut line) {
                Ok(0) | Err(_) => return,
                Ok(_) => {}
            }
            let answer = match line.as_str() {
                line if line.starts_with("POST ") => &self.created,
                line if line.contains("/issues") => &self.issues,
                _ => &self.works,
            };
            if skip_rest(&mut reader).is_err() || (&stream).write_all(answer).is_err() {
                return;
            }
        }
    }
}

/// Reads over headers and body of a request.
fn skip_rest(reader: &mut impl BufRead) -> std::io::Result<()> {
    let mut length = 0;
    let mut line = String::new();
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        match line.trim_end().split_once(':') {
            None => break,
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().unwrap_or_default();
            }
            Some(_) => {}
        }
    }
    std::io::copy(&mut reader.take(length), &mut std::io::sink())?;
    Ok(())
}

fn whole(status: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json; charset=utf-8\r\n\
         Content-Length: {length}\r\nX-Request-Id: 4bf92f3577b34da6\r\n\
         Date: Mon, 04 May 2026 09:30:12 GMT\r\nCache-Control: no-store\r\n\r\n{body}"
    )
    .into_bytes()
}
