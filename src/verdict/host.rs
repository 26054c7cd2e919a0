//! The edge that asks a host for the files it serves: a few at a time, within limits, following no redirect.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use ureq::tls::{Certificate, RootCerts, TlsConfig};
use url::Url;

/// So many files are asked for at once.
const AT_ONCE: usize = 4;

/// Nothing larger is taken from a host.
const LARGEST: u64 = 1 << 28;

/// A host that answers nothing for so long answers nothing.
const PATIENCE: Duration = Duration::from_secs(20);

/// No file may take longer.
const LONGEST: Duration = Duration::from_secs(300);

/// After so many files without an answer no more are asked for.
const MOST_UNANSWERED: usize = 8;

/// A site on a host.
#[derive(Debug)]
pub struct Host {
    agent: ureq::Agent,
    /// The folder in which the site stands.
    base: Url,
}

/// What a host answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The file's bytes, as a browser takes them: unpacked, if the host packs them.
    File(Vec<u8>),
    /// There is no such file.
    Missing,
    /// It is elsewhere: the host's name, and whether it is this one.
    Moved {
        /// To which host; none if that is no address.
        host: Option<String>,
    },
    /// Another answer than a file.
    Refused {
        /// The status of the answer (RFC 9110, 15).
        status: u16,
    },
    /// No answer, or none that ends.
    None {
        /// Why, in words.
        why: String,
    },
}

impl Host {
    /// A site at an address of `http` or `https`: of its folder, or of a page in it.
    pub fn new(address: &str) -> Option<Self> {
        let mut base = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        base.set_query(None);
        base.set_fragment(None);
        let is_file = |last: &str| last.contains('.');
        let last = base.path_segments()?.next_back().unwrap_or_default().to_owned();
        if !last.is_empty() && !is_file(&last) {
            base.path_segments_mut().ok()?.push("");
        }
        base = base.join(".").ok()?;
        Some(Self { agent: agent(), base })
    }

    /// Its address, ending in `/`.
    pub fn address(&self) -> &str {
        self.base.as_str()
    }

    /// Its name, with the port where that is not the usual one.
    pub fn name(&self) -> String {
        name_of(&self.base)
    }

    /// Asks for one file. Who gives no answer is asked once more.
    pub fn ask(&self, path: &str) -> Answer {
        match self.ask_once(path) {
            Answer::None { .. } => self.ask_once(path),
            answer => answer,
        }
    }

    fn ask_once(&self, path: &str) -> Answer {
        let Ok(address) = self.base.join(path) else { return Answer::None { why: "网址不对".to_owned() } };
        let asked = self.agent.get(address.as_str()).header("cache-control", "no-cache").call();
        let mut answer = match asked {
            Ok(answer) => answer,
            Err(error) => return Answer::None { why: in_words(&error) },
        };
        let status = answer.status().as_u16();
        match status {
            200 => match answer.body_mut().with_config().limit(LARGEST).read_to_vec() {
                Ok(bytes) => Answer::File(bytes),
                Err(error) => Answer::None { why: in_words(&error) },
            },
            404 | 410 => Answer::Missing,
            300..=399 => {
                let location = answer.headers().get("location").and_then(|value| value.to_str().ok());
                let to = location.and_then(|location| address.join(location).ok());
                Answer::Moved { host: to.as_ref().map(name_of) }
            }
            _ => Answer::Refused { status },
        }
    }

    /// Asks for files, a few at once, and hands on the answers as they come. When the host has stopped answering, the
    /// rest is not asked for and not handed on.
    pub fn ask_all(&self, paths: &[&str], mut take: impl FnMut(&str, Answer)) {
        let (next, unanswered) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let (sender, answers) = mpsc::sync_channel(AT_ONCE);
        std::thread::scope(|scope| {
            for _ in 0..AT_ONCE.min(paths.len()) {
                let (sender, next, unanswered) = (sender.clone(), &next, &unanswered);
                scope.spawn(move || {
                    while unanswered.load(Ordering::Relaxed) < MOST_UNANSWERED {
                        let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) else { break };
                        let answer = self.ask(path);
                        if matches!(answer, Answer::None { .. }) {
                            unanswered.fetch_add(1, Ordering::Relaxed);
                        }
                        if sender.send((*path, answer)).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(sender);
            answers.iter().for_each(|(path, answer)| take(path, answer));
        });
    }
}

fn name_of(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_connect(Some(PATIENCE))
        .timeout_recv_response(Some(PATIENCE))
        .timeout_per_read(Some(PATIENCE))
        .timeout_global(Some(LONGEST))
        .user_agent(concat!("gongshi/", env!("CARGO_PKG_VERSION")))
        .tls_config(TlsConfig::builder().root_certs(trusted()).build())
        .build();
    config.new_agent()
}

/// The certificates that this computer trusts, or those of `SSL_CERT_FILE`; Mozilla's where there are none.
fn trusted() -> RootCerts {
    let of_this_computer = rustls_native_certs::load_native_certs().certs;
    if of_this_computer.is_empty() {
        return RootCerts::WebPki;
    }
    let certificates: Vec<_> = of_this_computer.iter().map(|der| Certificate::from_der(der).to_owned()).collect();
    RootCerts::new_with_certs(&certificates)
}

/// What kept an answer from coming.
fn in_words(error: &ureq::Error) -> String {
    match error {
        ureq::Error::HostNotFound => "找不到这个主机".to_owned(),
        ureq::Error::ConnectionFailed => "连不上".to_owned(),
        ureq::Error::Timeout(_) => "等了太久没有答复".to_owned(),
        ureq::Error::BodyExceedsLimit(_) => format!("文件超过 {} MiB", LARGEST >> 20),
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => {
            format!("安全连接建不起来，证书可能过期、不受信任或不是它的（{error}）")
        }
        ureq::Error::Io(cause) if cause.get_ref().is_some_and(|cause| cause.to_string().contains("certificate")) => {
            format!("证书过期、不受信任或不是它的（{cause}）")
        }
        other => format!("答复中断或有误（{other}）"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_the_folder_of_the_address() {
        let address = |typed: &str| Host::new(typed).map(|host| host.address().to_owned());
        for typed in ["https://a.cn/zyjn", "https://a.cn/zyjn/", "https://a.cn/zyjn/index.html?x#y"] {
            assert_eq!(address(typed).as_deref(), Some("https://a.cn/zyjn/"), "{typed}");
        }
        assert_eq!(address("http://127.0.0.1:8").as_deref(), Some("http://127.0.0.1:8/"));
        for bad in ["ftp://a.cn/", "https://", "a.cn", "file:///a"] {
            assert_eq!(address(bad), None, "{bad}");
        }
        assert_eq!(Host::new("https://a.cn:8443/x").map(|host| host.name()).as_deref(), Some("a.cn:8443"));
    }
}
