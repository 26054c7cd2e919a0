//! A host of a built site on this machine, that does to it what hosts do.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};

use super::{Site, Tree};

/// A site on a host of this machine, until the test ends.
pub(crate) struct HostedSite {
    listener: Option<TcpListener>,
    /// `http://127.0.0.1:40123/`
    pub(crate) address: String,
    files: Tree,
    habit: Habit,
}

/// What the host does to a page.
#[derive(Clone)]
enum Habit {
    Honest,
    AddsScript,
    AddsBom,
    Moves(String),
    Lost(String),
}

impl HostedSite {
    /// The time by the host's clock, in every answer.
    pub(crate) const DATE: &str = "Wed, 28 Apr 2021 01:00:00 GMT";

    /// An honest host of what is built. It answers from the first request on.
    pub(crate) fn of(site: &Site) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        let mut host = Self { listener: None, address, files: site.files("output/site"), habit: Habit::Honest };
        host.serve(listener);
        host
    }

    /// The same, with a script in every page.
    pub(crate) fn with_script_added(self) -> Self {
        self.with(Habit::AddsScript)
    }

    /// The same, with a BOM before every page.
    pub(crate) fn with_bom_added(self) -> Self {
        self.with(Habit::AddsBom)
    }

    /// The same, where a page leads to the home page.
    pub(crate) fn moved(self, path: &str) -> Self {
        self.with(Habit::Moves(path.to_owned()))
    }

    /// The same without a file.
    pub(crate) fn gone(self, path: &str) -> Self {
        self.with(Habit::Lost(path.to_owned()))
    }

    fn with(mut self, habit: Habit) -> Self {
        self.habit = habit;
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        self.address = format!("http://{}/", listener.local_addr().unwrap());
        self.serve(listener);
        self
    }

    fn serve(&mut self, listener: TcpListener) {
        self.listener = listener.try_clone().ok();
        let (files, habit) = (self.files.clone(), self.habit.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (files, habit) = (files.clone(), habit.clone());
                std::thread::spawn(move || answer(stream, &files, &habit));
            }
        });
    }
}

/// Answers one request and closes.
fn answer(mut stream: TcpStream, files: &Tree, habit: &Habit) {
    let mut head = Vec::new();
    let mut byte = [0; 1];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read == 1) {
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head);
    let path = head.split(' ').nth(1).unwrap_or("/").trim_start_matches('/');
    let found = files.ending(path).find(|(found, _)| *found == path).map(|(_, bytes)| bytes.to_vec());
    let (status, more, body) = match (habit, found) {
        (Habit::Moves(moved), _) if moved == path => ("301 Moved", "Location: /index.html\r\n", Vec::new()),
        (Habit::Lost(lost), _) if lost == path => ("404 Not Found", "", b"none".to_vec()),
        (_, None) => ("404 Not Found", "", b"none".to_vec()),
        (Habit::AddsBom, Some(page)) if path.ends_with(".html") => {
            ("200 OK", "", ["\u{feff}".as_bytes(), &page].concat())
        }
        (Habit::AddsScript, Some(page)) if path.ends_with(".html") => {
            ("200 OK", "", [&page, b"<script src=\"//host.example/a.js\"></script>".as_slice()].concat())
        }
        (_, Some(file)) => ("200 OK", "", file),
    };
    let kind = match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css",
        Some("txt") => "text/plain",
        _ => "application/octet-stream",
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nDate: {}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n{more}Connection: close\r\n\r\n",
        HostedSite::DATE,
        body.len()
    );
    let _broken = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
}
