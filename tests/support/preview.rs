//! A running preview: what it says, and what it answers.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::{EDITION_FOUR_ON, Site};

/// How long anything may take on a busy machine. What is waited for comes long before.
const LIMIT: Duration = Duration::from_secs(120);

/// A preview of a site, ended when the test is.
#[derive(Debug)]
pub(crate) struct Preview {
    program: Child,
    lines: Receiver<String>,
    /// `http://127.0.0.1:40123/`
    pub(crate) address: String,
}

/// What a request got.
#[derive(Debug)]
pub(crate) struct Reply {
    /// The status; none where the connection closed without a word.
    pub(crate) status: Option<u16>,
    /// Everything before the body.
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    /// The body of a text.
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

impl Preview {
    /// Starts a preview on any free port and waits until it is open.
    pub(crate) fn of(site: &Site) -> Self {
        let mut program = site.program();
        program.args(["serve", "--port", "0", "--date", EDITION_FOUR_ON, "--format", "json"]);
        let mut program = program.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
        let said = BufReader::new(program.stdout.take().unwrap());
        let (sender, lines) = mpsc::channel();
        std::thread::spawn(move || said.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let mut preview = Self { program, lines, address: String::new() };
        preview.address = preview.until("opened")["address"].as_str().unwrap().to_owned();
        preview
    }

    /// Waits until it says that something happened, and gives what it said of it.
    #[track_caller]
    pub(crate) fn until(&self, event: &str) -> Value {
        let mut said = Vec::new();
        while let Ok(line) = self.lines.recv_timeout(LIMIT) {
            let value: Value = serde_json::from_str(&line).unwrap_or_else(|_| panic!("no object on a line: {line}"));
            let done = &value["summary"]["done"];
            if done["event"] == event {
                return done.clone();
            }
            said.push(line);
        }
        panic!("no `{event}`; it said:\n{}", said.join("\n"))
    }

    /// Asks again until an answer is as wanted.
    #[track_caller]
    pub(crate) fn until_answer(&self, target: &str, wanted: impl Fn(&Reply) -> bool) -> Reply {
        let start = Instant::now();
        loop {
            let reply = self.get(target);
            if wanted(&reply) {
                return reply;
            }
            assert!(start.elapsed() < LIMIT, "{target} stays as it is: {} {}", reply.head, reply.text());
            std::thread::yield_now();
        }
    }

    /// What a browser would get.
    pub(crate) fn get(&self, target: &str) -> Reply {
        self.ask(format!("GET {target} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.host()))
    }

    /// `127.0.0.1:40123`
    pub(crate) fn host(&self) -> &str {
        self.address.trim_start_matches("http://").trim_end_matches('/')
    }

    /// Sends bytes and reads to the end of the connection.
    pub(crate) fn ask(&self, request: impl AsRef<[u8]>) -> Reply {
        let mut stream = self.connect();
        // It may answer before it has read everything.
        let _broken = stream.write_all(request.as_ref());
        let mut bytes = Vec::new();
        let _broken = stream.read_to_end(&mut bytes);
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").map_or(0, |at| at + 4);
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        Reply { status, head, body: bytes[end..].to_vec() }
    }

    /// A connection on which nothing has been said.
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.host()).unwrap();
        stream.set_read_timeout(Some(LIMIT)).unwrap();
        stream
    }

    /// The number of its process.
    pub(crate) fn process(&self) -> u32 {
        self.program.id()
    }

    /// Presses Ctrl-C; gives the exit code.
    pub(crate) fn interrupt(&mut self) -> Option<i32> {
        let kill = format!("kill -INT {}", self.program.id());
        assert!(Command::new("/bin/sh").args(["-c", &kill]).status().unwrap().success());
        self.program.wait().unwrap().code()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ended = self.program.kill();
        let _ended = self.program.wait();
    }
}
