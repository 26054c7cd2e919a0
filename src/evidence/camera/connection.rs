//! The browser's protocol (CDP) over its web socket: calls, their replies, and the events between them.

use std::collections::{BTreeMap, VecDeque};
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::{Value, json};
use tungstenite::protocol::WebSocketConfig;
use tungstenite::{Message, WebSocket};

use super::browser::Listening;
use super::trouble::Trouble;

/// How long any single step may take on a busy machine.
const LIMIT: Duration = Duration::from_secs(60);

/// How long one wait for the socket lasts before it is looked whether to stop.
const SLICE: Duration = Duration::from_millis(200);

/// The most bytes of a message: a picture in base64 is below 8 MiB.
const LARGEST: usize = 1 << 28;

/// Something the browser tells by itself.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Event {
    pub(super) method: String,
    pub(super) params: Value,
}

/// What comes over the socket: a reply to a call, or an event.
#[derive(Deserialize)]
struct Incoming {
    id: Option<u64>,
    method: Option<String>,
    #[serde(default)]
    params: Value,
    result: Option<Value>,
    error: Option<Value>,
}

/// A connection to a browser.
pub(super) struct Connection {
    socket: WebSocket<TcpStream>,
    /// The tab that calls are for.
    pub(super) session: Option<String>,
    last: u64,
    replies: BTreeMap<u64, Result<Value, String>>,
    events: VecDeque<Event>,
    stop: Arc<AtomicBool>,
}

impl Connection {
    /// Connects to a browser of this machine.
    ///
    /// # Errors
    /// When it does not answer.
    #[expect(clippy::disallowed_methods, reason = "edge: speaks to the browser it started, on the loopback interface")]
    pub(super) fn open(to: &Listening, stop: Arc<AtomicBool>) -> Result<Self, Trouble> {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, to.port)).map_err(broken)?;
        stream.set_read_timeout(Some(LIMIT)).map_err(broken)?;
        stream.set_nodelay(true).map_err(broken)?;
        let sizes = WebSocketConfig::default().max_message_size(Some(LARGEST)).max_frame_size(Some(LARGEST));
        let address = format!("ws://127.0.0.1:{}{}", to.port, to.path);
        let (socket, _) = tungstenite::client::client_with_config(address, stream, Some(sizes)).map_err(broken)?;
        socket.get_ref().set_read_timeout(Some(SLICE)).map_err(broken)?;
        Ok(Self { socket, session: None, last: 0, replies: BTreeMap::new(), events: VecDeque::new(), stop })
    }

    /// Calls a method and waits for its result. Events that come meanwhile are kept.
    ///
    /// # Errors
    /// When the browser refuses, falls silent or ends.
    pub(super) fn call(&mut self, method: &str, params: Value) -> Result<Value, Trouble> {
        self.call_if_it_can(method, params)?.map_err(|why| Trouble::Browser(format!("{method}：{why}")))
    }

    /// The same, where a refusal is an answer.
    pub(super) fn call_if_it_can(&mut self, method: &str, params: Value) -> Result<Result<Value, String>, Trouble> {
        let id = self.send(method, params)?;
        let begun = Instant::now();
        loop {
            if let Some(reply) = self.reply(id) {
                return Ok(reply);
            }
            self.hear(begun)?;
        }
    }

    /// Calls a method without waiting; gives the number of the call.
    pub(super) fn send(&mut self, method: &str, params: Value) -> Result<u64, Trouble> {
        self.last += 1;
        let mut call = json!({ "id": self.last, "method": method });
        call["params"] = params;
        if let Some(session) = &self.session {
            call["sessionId"] = json!(session);
        }
        self.socket.send(Message::text(call.to_string())).map_err(broken)?;
        Ok(self.last)
    }

    /// The reply to a call, if it has come.
    pub(super) fn reply(&mut self, id: u64) -> Option<Result<Value, String>> {
        self.replies.remove(&id)
    }

    /// The oldest event not yet looked at.
    pub(super) fn event(&mut self) -> Option<Event> {
        self.events.pop_front()
    }

    /// Waits for one more message, at most until [`LIMIT`] after a moment.
    pub(super) fn hear(&mut self, begun: Instant) -> Result<(), Trouble> {
        loop {
            match self.socket.read() {
                Ok(Message::Text(text)) => return self.take(text.as_str()),
                Ok(Message::Close(_)) => return Err(broken("连接已关闭")),
                Ok(_) => {}
                Err(tungstenite::Error::Io(error)) if is_silence(error.kind()) => {}
                Err(error) => return Err(broken(error)),
            }
            if self.stop.load(Ordering::Relaxed) {
                return Err(Trouble::Stopped);
            }
            if begun.elapsed() > LIMIT {
                return Err(broken(format_args!("{} 秒没有回音", LIMIT.as_secs())));
            }
        }
    }

    fn take(&mut self, text: &str) -> Result<(), Trouble> {
        let incoming: Incoming = serde_json::from_str(text).map_err(broken)?;
        match incoming {
            Incoming { id: Some(id), error: Some(error), .. } => {
                self.replies.insert(id, Err(error["message"].as_str().unwrap_or("没有说明").to_owned()));
            }
            Incoming { id: Some(id), result, .. } => {
                self.replies.insert(id, Ok(result.unwrap_or_default()));
            }
            Incoming { method: Some(method), params, .. } => self.events.push_back(Event { method, params }),
            Incoming { .. } => {}
        }
        Ok(())
    }
}

fn is_silence(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted)
}

/// The browser is not heard any more.
fn broken(why: impl std::fmt::Display) -> Trouble {
    Trouble::Browser(why.to_string())
}
