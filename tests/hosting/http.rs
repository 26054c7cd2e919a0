//! A browser's side of HTTP, as far as the tests need it: one question, one answer, nothing hidden.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};

/// What a server said.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    headers: Vec<(String, String)>,
    /// The bytes as they came: compressed where the server compresses.
    pub(super) body: Vec<u8>,
}

/// Asks a server of this machine for a path, with more headers than a request must have.
#[track_caller]
pub(super) fn get(port: u16, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n");
    for (name, value) in headers {
        request += &format!("{name}: {value}\r\n");
    }
    let mut server = TcpStream::connect(("127.0.0.1", port)).unwrap();
    server.write_all((request + "\r\n").as_bytes()).unwrap();
    let mut bytes = Vec::new();
    server.read_to_end(&mut bytes).unwrap();
    Answer::parse(&bytes)
}

impl Answer {
    fn parse(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("an answer has a head");
        let head = std::str::from_utf8(&bytes[..end]).unwrap();
        let mut lines = head.split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).unwrap().parse().unwrap();
        let headers = lines.map(|line| line.split_once(": ").expect("a header has a value"));
        let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
        let mut answer = Self { status, headers, body: bytes[end + 4..].to_vec() };
        if answer.header("transfer-encoding") == Some("chunked") {
            answer.body = joined(&answer.body);
        }
        answer
    }

    /// The value of a header; a header that is there twice fails the test.
    #[track_caller]
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(header, _)| *header == name).map(|(_, value)| value.as_str());
        let value = found.next();
        assert!(found.next().is_none(), "{name} is there twice: {:?}", self.headers);
        value
    }

    /// The body as a browser would have it.
    pub(super) fn unpacked(&self) -> Vec<u8> {
        let Some(encoding) = self.header("content-encoding") else { return self.body.clone() };
        assert_eq!(encoding, "gzip");
        let mut gzip =
            Command::new("gzip").arg("-dc").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("gzip starts");
        let (mut stdin, body) = (gzip.stdin.take().unwrap(), self.body.clone());
        let writer = std::thread::spawn(move || stdin.write_all(&body));
        let output = gzip.wait_with_output().unwrap();
        writer.join().unwrap().unwrap();
        assert!(output.status.success());
        output.stdout
    }
}

/// A body that came in chunks (RFC 9112, 7.1).
fn joined(mut chunks: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let end = chunks.windows(2).position(|window| window == b"\r\n").expect("a chunk has a size");
        let size = usize::from_str_radix(std::str::from_utf8(&chunks[..end]).unwrap(), 16).unwrap();
        if size == 0 {
            return body;
        }
        let start = end + 2;
        body.extend(&chunks[start..start + size]);
        chunks = &chunks[start + size + 2..];
    }
}
