//! A host on the loopback interface that serves a folder, and does to it what hosts do.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;

/// What a host answers for one path.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: &'static str,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn file(body: impl Into<Vec<u8>>) -> Self {
        Self { status: "200 OK", headers: Vec::new(), body: body.into() }
    }

    pub(crate) fn status(status: &'static str) -> Self {
        Self { status, headers: Vec::new(), body: b"<html>...</html>".to_vec() }
    }

    pub(crate) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// What a host does to the files it serves: it is told the path and the file, if there is one.
pub(crate) type Manner = dyn Fn(&str, Option<&Vec<u8>>) -> Answer + Send + Sync;

/// A host that serves files until the test ends.
pub(crate) struct Host {
    address: String,
}

impl Host {
    /// Serves files in the folder `/zyjn/` in some manner.
    pub(crate) fn serving(files: BTreeMap<String, Vec<u8>>, manner: Box<Manner>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/zyjn/", listener.local_addr().unwrap());
        let shared = Arc::new((files, manner));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let shared = Arc::clone(&shared);
                std::thread::spawn(move || answer(stream.unwrap(), &shared.0, &*shared.1));
            }
        });
        Self { address }
    }

    /// Serves files as they are.
    pub(crate) fn honest(files: BTreeMap<String, Vec<u8>>) -> Self {
        Self::serving(
            files,
            Box::new(|_, file| file.map_or_else(|| Answer::status("404 Not Found"), |file| Answer::of(file))),
        )
    }

    /// Where the site is on it.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }
}

impl Answer {
    /// A file as it is.
    pub(crate) fn of(file: &[u8]) -> Self {
        Self::file(file)
    }
}

/// Answers requests until the other side has no more.
fn answer(stream: TcpStream, files: &BTreeMap<String, Vec<u8>>, manner: &Manner) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut stream = stream;
    loop {
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).unwrap_or(0) == 0 {
                return;
            }
            if line == "\r\n" {
                break;
            }
            lines.push(line);
        }
        let path = lines[0].split(' ').nth(1).unwrap_or_default();
        let path = path.strip_prefix("/zyjn/").unwrap_or("outside");
        let Answer { status, headers, body } = manner(path, files.get(path));
        let is = |name: &str| headers.iter().any(|(header, _)| *header == name);
        let (is_last, has_length) = (is("Connection"), is("Content-Length"));
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let length = if has_length { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
        let head = format!("HTTP/1.1 {status}\r\n{headers}{length}\r\n");
        let sent = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
        if sent.is_err() || is_last {
            return;
        }
    }
}
