//! The edge to the network: answers on the loopback interface, and nowhere else.
//!
//! `httparse` (the parser of hyper) reads the heads; what is left is a loop over a stream. Of the small servers,
//! tiny_http would do more than is needed and stops accepting for good at the first connection that is broken off
//! while it waits (its issue 283); an asynchronous stack would be the largest part of this program.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};

use super::answer::{Answer, Request, Status, answer};
use super::board::Board;

/// The most bytes of a request's head.
const LONGEST_HEAD: usize = 16 * 1024;

/// The most headers of a request.
const MOST_HEADERS: usize = 100;

/// The most connections at a time; a browser holds six.
const MOST_CONNECTIONS: usize = 64;

/// How long a silent connection is kept.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long accepting rests after it failed, for example because too many files are open.
const REST: Duration = Duration::from_millis(100);

/// A port of this machine, taken but not yet answering.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    port: u16,
}

impl Server {
    /// Takes a port of the loopback interface; 0 is any free one.
    ///
    /// # Errors
    /// When somebody has it or the system keeps it.
    #[expect(clippy::disallowed_methods, reason = "edge: the preview listens, on the loopback interface only")]
    pub fn open(port: u16, report: &mut Report) -> Result<Self, Failed> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port));
        let opened = listener.and_then(|listener| Ok(Self { port: listener.local_addr()?.port(), listener }));
        opened.or_else(|error| report.fail(no_port(port, &error)))
    }

    /// What to open in a browser.
    pub fn address(&self) -> String {
        format!("http://{}:{}/", Ipv4Addr::LOCALHOST, self.port)
    }

    /// Answers from a board until the program ends.
    ///
    /// # Errors
    /// When the system starts no thread.
    pub fn start(self, board: Arc<Board>, report: &mut Report) -> Result<(), Failed> {
        let accept = move || accept_all(&self.listener, &board);
        thread::Builder::new().name("preview".to_owned()).spawn(accept).map(drop).or_else(|error| {
            let problem = format!("预览开不起来：{error}。");
            report.fail(Diagnostic::error(Code::Preview, Location::default(), problem).help("请关掉一些程序后再试。"))
        })
    }
}

fn no_port(port: u16, error: &io::Error) -> Diagnostic {
    let other = if port == 8811 { 8812 } else { 8811 };
    let (problem, help) = match error.kind() {
        ErrorKind::AddrInUse => (
            format!("端口 {port} 已被占用，多半是另一个预览还开着。"),
            format!("请先在那个窗口按 Ctrl-C 结束它，或换一个端口：gongshi serve --port {other}。"),
        ),
        _ => (
            format!("端口 {port} 不能用：{error}。"),
            format!("请换一个 1024 以上的端口：gongshi serve --port {other}。"),
        ),
    };
    Diagnostic::error(Code::Preview, Location::default(), problem).help(help)
}

/// Gives each connection a thread of its own, up to a limit. What goes wrong with one concerns no other.
fn accept_all(listener: &TcpListener, board: &Arc<Board>) {
    let seats = Arc::new(());
    loop {
        let Ok((stream, _)) = listener.accept() else {
            thread::sleep(REST);
            continue;
        };
        if Arc::strong_count(&seats) > MOST_CONNECTIONS {
            continue;
        }
        let (seat, board) = (Arc::clone(&seats), Arc::clone(board));
        let talk = move || {
            // A client that breaks off is nobody's concern.
            let _gone = talk(stream, &board);
            drop(seat);
        };
        // Where there is no thread, the connection closes, and the browser tries again.
        let _started = thread::Builder::new().spawn(talk);
    }
}

/// One connection, request after request.
fn talk(mut stream: TcpStream, board: &Board) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let mut unread = Vec::new();
    while let Some(head) = read_head(&mut stream, &mut unread)? {
        let Reply { answer, body, then } = reply(board, &head);
        send(&mut stream, &answer, body, then)?;
        if then == Then::Close {
            return close(stream);
        }
    }
    Ok(())
}

/// What came of reading a head.
enum Head {
    /// The bytes of one head.
    Whole(Vec<u8>),
    /// It is no HTTP, or longer than anything a browser sends.
    Refused(Status),
}

/// Reads up to the end of a head; none at the end of the connection. What comes after it stays unread.
fn read_head(stream: &mut impl Read, unread: &mut Vec<u8>) -> io::Result<Option<Head>> {
    let mut chunk = [0; 4096];
    loop {
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        match httparse::Request::new(&mut headers).parse(unread) {
            Ok(httparse::Status::Complete(length)) => return Ok(Some(Head::Whole(unread.drain(..length).collect()))),
            Ok(httparse::Status::Partial) if unread.len() < LONGEST_HEAD => {}
            Ok(httparse::Status::Partial) | Err(httparse::Error::TooManyHeaders) => {
                return Ok(Some(Head::Refused(Status::TooLarge)));
            }
            Err(_) => return Ok(Some(Head::Refused(Status::BadRequest))),
        }
        match stream.read(&mut chunk) {
            Ok(0) => return Ok(None),
            Ok(length) => unread.extend_from_slice(&chunk[..length]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Whether the body of an answer is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Body {
    Sent,
    LeftOut,
}

/// What becomes of the connection after an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    Next,
    Close,
}

/// An answer and how it is sent.
struct Reply {
    answer: Answer,
    body: Body,
    then: Then,
}

fn reply(board: &Board, head: &Head) -> Reply {
    let refused = |status| Reply { answer: Answer::refusal(status), body: Body::Sent, then: Then::Close };
    let bytes = match head {
        Head::Whole(bytes) => bytes,
        Head::Refused(status) => return refused(*status),
    };
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    let (Ok(_), Some(method), Some(target)) = (request.parse(bytes), request.method, request.path) else {
        return refused(Status::BadRequest);
    };
    let values = |name: &'static str| {
        let named = request.headers.iter().filter(move |header| header.name.eq_ignore_ascii_case(name));
        named.map(|header| std::str::from_utf8(header.value).unwrap_or_default())
    };
    let mut hosts = values("host");
    let host = hosts.next().filter(|_| hosts.next().is_none());
    let answer = answer(&board.now(), &Request { method, target, host });
    // What has a body is not read on: nothing here wants one.
    let has_body = values("content-length").any(|value| value != "0") || values("transfer-encoding").next().is_some();
    let goes_on = request.version == Some(1) && !values("connection").any(|value| value.eq_ignore_ascii_case("close"));
    let is_refused = matches!(answer.status, Status::BadRequest | Status::Forbidden | Status::MethodNotAllowed);
    let is_fine = !is_refused && !has_body && goes_on;
    let body = if method == "HEAD" { Body::LeftOut } else { Body::Sent };
    Reply { answer, body, then: if is_fine { Then::Next } else { Then::Close } }
}

fn send(stream: &mut impl Write, answer: &Answer, body: Body, then: Then) -> io::Result<()> {
    let Answer { status, kind, body: bytes, location } = answer;
    let mut head = format!(
        "HTTP/1.1 {}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\n",
        status.line(),
        bytes.len()
    );
    if let Some(location) = location {
        head.push_str(&format!("Location: {location}\r\n"));
    }
    if *status == Status::MethodNotAllowed {
        head.push_str("Allow: GET, HEAD\r\n");
    }
    if then == Then::Close {
        head.push_str("Connection: close\r\n");
    }
    head.push_str("\r\n");
    let mut whole = head.into_bytes();
    if body == Body::Sent {
        whole.extend_from_slice(bytes);
    }
    stream.write_all(&whole)
}

/// Ends a connection so that the answer arrives: closing while the client still sends would take it back.
fn close(stream: TcpStream) -> io::Result<()> {
    /// The most bytes of an unwanted body that are taken in.
    const MOST: u64 = 1 << 20;
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(Duration::from_secs(2)))?;
    io::copy(&mut stream.take(MOST), &mut io::sink()).map(drop)
}
