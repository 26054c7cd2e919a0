//! One tab of a browser: it opens pages, keeps every byte it is served for them, answers the probe, takes pictures.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use data_encoding::BASE64;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::browser::Listening;
use super::connection::{Connection, Event};
use super::trouble::Trouble;

/// Describes a sheet from inside.
const PROBE: &str = include_str!("probe.js");

/// A tab.
pub(super) struct Tab {
    connection: Connection,
    /// The world of the probe on the page that is open.
    world: Option<u64>,
}

/// A response as the browser was given it, before anything could read it otherwise: decompressed, but not decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Response {
    /// Where it came from, after all that the browser did to the address.
    pub(super) url: String,
    /// The HTTP status; 200 for files; 0 where there was no answer.
    pub(super) status: u16,
    /// Its headers, in the order sent.
    pub(super) headers: Vec<(String, String)>,
    /// Its bytes; none of a redirection or a failure.
    pub(super) bytes: Option<Vec<u8>>,
}

/// What came of opening an address.
#[derive(Debug)]
pub(super) struct Opened {
    /// Everything that was served, in the order it came; the page first.
    pub(super) responses: Vec<Response>,
    /// Why the page did not open, in the browser's words.
    pub(super) failure: Option<String>,
}

/// The event of a response that waits to be let through.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Paused {
    request_id: String,
    request: Request,
    resource_type: String,
    response_status_code: Option<u16>,
    #[serde(default)]
    response_headers: Vec<Header>,
}

#[derive(Deserialize)]
struct Request {
    url: String,
}

#[derive(Deserialize)]
struct Header {
    name: String,
    value: String,
}

/// How a page is laid out: CSS pixels, and pixels of the picture a CSS pixel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Screen {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) scale: u32,
}

/// How a picture is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Haste {
    /// As small as may be: it is kept.
    Small,
    /// As quickly as may be: it is only looked at.
    Quick,
}

impl Tab {
    /// A new tab in which pages run no scripts: a sheet is complete without, and nothing moves while it is looked at.
    ///
    /// # Errors
    /// When the browser refuses.
    pub(super) fn open(at: &Listening, stop: Arc<AtomicBool>) -> Result<Self, Trouble> {
        let mut connection = Connection::open(at, stop)?;
        let target = connection.call("Target.createTarget", json!({ "url": "about:blank", "newWindow": true }))?;
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let attached = connection.call("Target.attachToTarget", attach)?;
        connection.session = attached["sessionId"].as_str().map(str::to_owned);
        for (method, params) in [
            ("Page.enable", json!({})),
            ("Network.enable", json!({})),
            ("Network.setCacheDisabled", json!({ "cacheDisabled": true })),
            ("Emulation.setScriptExecutionDisabled", json!({ "value": true })),
        ] {
            connection.call(method, params)?;
        }
        let mut tab = Self { connection, world: None };
        tab.hold_responses()?;
        Ok(tab)
    }

    /// Makes every response wait until its bytes are kept.
    fn hold_responses(&mut self) -> Result<(), Trouble> {
        let patterns = json!({ "patterns": [{ "urlPattern": "*", "requestStage": "Response" }] });
        self.connection.call("Fetch.enable", patterns).map(drop)
    }

    /// The browser's name and version.
    pub(super) fn product(&mut self) -> Result<String, Trouble> {
        let version = self.connection.call("Browser.getVersion", json!({}))?;
        text(&version["product"])
    }

    /// Sets how pages are laid out.
    pub(super) fn screen(&mut self, screen: Screen) -> Result<(), Trouble> {
        let Screen { width, height, scale } = screen;
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": false });
        self.connection.call("Emulation.setDeviceMetricsOverride", metrics).map(drop)
    }

    /// Opens an address and waits until everything on the page has come. Each response is held until it is kept.
    pub(super) fn navigate(&mut self, url: &str) -> Result<Opened, Trouble> {
        self.world = None;
        while self.connection.event().is_some() {}
        let call = self.connection.send("Page.navigate", json!({ "url": url }))?;
        let (begun, mut responses, mut is_loaded, mut reply) = (Instant::now(), Vec::new(), false, None);
        loop {
            while let Some(event) = self.connection.event() {
                match event.method.as_str() {
                    "Fetch.requestPaused" => responses.extend(self.keep(event)?),
                    "Page.loadEventFired" => is_loaded = true,
                    _ => {}
                }
            }
            reply = reply.or_else(|| self.connection.reply(call));
            match &reply {
                Some(Ok(done)) => {
                    let failure = done["errorText"].as_str().map(str::to_owned);
                    if failure.is_some() || is_loaded {
                        return Ok(Opened { responses, failure });
                    }
                }
                Some(Err(why)) => return Ok(Opened { responses, failure: Some(why.clone()) }),
                None => {}
            }
            self.connection.hear(begun)?;
        }
    }

    /// Takes a held response's bytes and lets it through. None for the icon that browsers ask every host for, in its
    /// own time and for themselves: it is no part of a page.
    fn keep(&mut self, event: Event) -> Result<Option<Response>, Trouble> {
        let paused: Paused = understood(event.params)?;
        let id = json!({ "requestId": paused.request_id });
        let is_icon = paused.resource_type == "Other" && paused.request.url.ends_with("/favicon.ico");
        let body = match is_icon {
            true => None,
            false => self.connection.call_if_it_can("Fetch.getResponseBody", id.clone())?.ok(),
        };
        let bytes = body.map(|body| bytes_of(&body)).transpose()?;
        let _let_through = self.connection.call_if_it_can("Fetch.continueRequest", id)?;
        let headers = paused.response_headers.into_iter().map(|header| (header.name, header.value)).collect();
        let status = paused.response_status_code.unwrap_or(0);
        Ok((!is_icon).then_some(Response { url: paused.request.url, status, headers, bytes }))
    }

    /// Asks the probe on the open page.
    pub(super) fn ask<T: DeserializeOwned>(&mut self, question: &str, arguments: &[Value]) -> Result<T, Trouble> {
        let world = match self.world {
            Some(world) => world,
            None => self.enter()?,
        };
        let arguments: Vec<Value> = arguments.iter().map(|value| json!({ "value": value })).collect();
        let call = json!({
            "functionDeclaration": format!("function () {{ return probe.{question}.apply(probe, arguments); }}"),
            "executionContextId": world, "arguments": arguments, "returnByValue": true, "awaitPromise": true,
        });
        let answer = self.connection.call("Runtime.callFunctionOn", call)?;
        match answer.get("exceptionDetails") {
            Some(exception) => Err(Trouble::Browser(format!("{question}：{}", exception["exception"]["description"]))),
            None => understood(answer["result"]["value"].clone()),
        }
    }

    /// Makes a world of the probe's own on the open page.
    fn enter(&mut self) -> Result<u64, Trouble> {
        let tree = self.connection.call("Page.getFrameTree", json!({}))?;
        let frame = json!({ "frameId": tree["frameTree"]["frame"]["id"], "worldName": "gongshi" });
        let made = self.connection.call("Page.createIsolatedWorld", frame)?;
        let world = made["executionContextId"].as_u64();
        let world = world.ok_or_else(|| Trouble::Browser("Page.createIsolatedWorld".to_owned()))?;
        let probe = json!({ "expression": PROBE, "contextId": world });
        self.connection.call("Runtime.evaluate", probe)?;
        self.world = Some(world);
        Ok(world)
    }

    /// A picture of the open page from its upper left corner, in PNG; small, or quickly made.
    pub(super) fn picture(&mut self, screen: Screen, haste: Haste) -> Result<Vec<u8>, Trouble> {
        let clip = json!({ "x": 0, "y": 0, "width": screen.width, "height": screen.height, "scale": 1 });
        let quick = haste == Haste::Quick;
        let shot = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip, "optimizeForSpeed": quick });
        let taken = self.connection.call("Page.captureScreenshot", shot)?;
        decoded(&text(&taken["data"])?)
    }

    /// The fonts in which the cells of the first row of the list are drawn: family, PostScript name, glyphs.
    pub(super) fn fonts(&mut self) -> Result<BTreeMap<(String, String), u64>, Trouble> {
        // To look at styles, the browser reads page and styles once more, and would wait for ever for what is held.
        for method in ["Fetch.disable", "DOM.enable", "CSS.enable"] {
            self.connection.call(method, json!({}))?;
        }
        let document = self.connection.call("DOM.getDocument", json!({ "depth": 0 }))?;
        let cells = json!({ "nodeId": document["root"]["nodeId"], "selector": "tr[id^=\"row-\"]:first-of-type > *" });
        let cells = self.connection.call("DOM.querySelectorAll", cells)?;
        let mut fonts = BTreeMap::new();
        for cell in cells["nodeIds"].as_array().into_iter().flatten() {
            let found = self.connection.call("CSS.getPlatformFontsForNode", json!({ "nodeId": cell }))?;
            for font in found["fonts"].as_array().into_iter().flatten() {
                let name = (text(&font["familyName"])?, text(&font["postScriptName"])?);
                *fonts.entry(name).or_default() += font["glyphCount"].as_u64().unwrap_or(0);
            }
        }
        self.connection.call("CSS.disable", json!({}))?;
        self.connection.call("DOM.disable", json!({}))?;
        self.hold_responses()?;
        Ok(fonts)
    }

    /// The TLS certificates that a host showed, in DER, its own first.
    pub(super) fn certificates(&mut self, origin: &str) -> Result<Vec<Vec<u8>>, Trouble> {
        let found = self.connection.call("Network.getCertificate", json!({ "origin": origin }))?;
        let table = found["tableNames"].as_array().cloned().unwrap_or_default();
        table.iter().map(|certificate| decoded(&text(certificate)?)).collect()
    }

    /// Asks the browser to end.
    pub(super) fn close_browser(&mut self) {
        let _asked = self.connection.send("Browser.close", json!({}));
    }
}

fn bytes_of(body: &Value) -> Result<Vec<u8>, Trouble> {
    let content = text(&body["body"])?;
    if body["base64Encoded"].as_bool() == Some(true) { decoded(&content) } else { Ok(content.into_bytes()) }
}

fn decoded(base64: &str) -> Result<Vec<u8>, Trouble> {
    BASE64.decode(base64.as_bytes()).map_err(|error| Trouble::Browser(error.to_string()))
}

fn text(value: &Value) -> Result<String, Trouble> {
    value.as_str().map(str::to_owned).ok_or_else(|| Trouble::Browser("答复里缺少内容".to_owned()))
}

fn understood<T: DeserializeOwned>(value: Value) -> Result<T, Trouble> {
    serde_json::from_value(value).map_err(|error| Trouble::Browser(error.to_string()))
}
