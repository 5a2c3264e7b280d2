//! A server for the length of a run: a process that says on which port it listens, and is ended when
//! nothing holds it any more.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// How long a server may take to start, and to answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running server.
#[derive(Debug)]
pub struct Server {
    child: Child,
    /// Where it listens.
    pub port: u16,
}

impl Server {
    /// Starts it, and waits for the line in which it says its port: after these words.
    pub fn start(command: &mut Command, words: &'static str, log: &Path) -> Result<Self, String> {
        let failed = |error: std::io::Error| format!("error: {}: {error}\n", log.display());
        let mut file = File::create(log).map_err(failed)?;
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(file.try_clone().map_err(failed)?);
        let mut child = command
            .spawn()
            .map_err(|error| format!("error: {:?}: {error}\n", command.get_program()))?;
        let output = child.stdout.take();
        let (told, port) = mpsc::channel();
        std::thread::spawn(move || {
            for line in output
                .into_iter()
                .flat_map(|output| BufReader::new(output).lines())
            {
                let Ok(line) = line else { return };
                if let Some(port) = after(&line, words) {
                    // Nobody may listen any more.
                    told.send(port).ok();
                }
                writeln!(file, "{line}").ok();
            }
        });
        let mut server = Self { child, port: 0 };
        match port.recv_timeout(PATIENCE) {
            Ok(port) => server.port = port,
            Err(_) => {
                let shown = log.display();
                return Err(format!("error: a server did not start: see {shown}\n"));
            }
        }
        Ok(server)
    }

    /// The body of what it answers to a GET.
    pub fn get(&self, path: &str) -> Result<String, String> {
        let failed = |error: std::io::Error| format!("error: GET {path}: {error}\n");
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).map_err(failed)?;
        stream.set_read_timeout(Some(PATIENCE)).map_err(failed)?;
        // HTTP/1.0: the answer comes in one piece and ends with the connection.
        write!(stream, "GET {path} HTTP/1.0\r\n\r\n").map_err(failed)?;
        let mut text = String::new();
        stream.read_to_string(&mut text).map_err(failed)?;
        match text.split_once("\r\n\r\n") {
            Some((head, body)) if head.contains(" 200 ") => Ok(body.to_owned()),
            _ => Err(format!("error: GET {path}: {text}\n")),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// The number after these words and a colon, which end with the host.
fn after(line: &str, words: &str) -> Option<u16> {
    let (_, rest) = line.split_once(words)?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::after;

    #[test]
    fn the_port_stands_after_the_words() {
        let words = "server on 127.0.0.1:";
        assert_eq!(
            after("info Started server on 127.0.0.1:4321", words),
            Some(4321)
        );
        assert_eq!(after("info result length: 66", words), None);
    }
}
