//! WARC 1.1 (ISO 28500:2017): a record that says what this is, and one response for every address, each a gzip member
//! of its own, so that a replay tool unpacks only what it shows. The crate `warc` keeps heads in hash maps, whose order
//! differs from run to run.

use std::io::Write;

use flate2::{Compression, GzBuilder};

use crate::output::media;
use crate::value::digest::Digest;

use super::moment::Moment;
use super::{Resource, SOFTWARE, Snapshot};

/// The file's name inside the package.
pub(super) const NAME: &str = "data.warc.gz";

/// The finished file.
pub(super) struct Warc {
    pub(super) bytes: Vec<u8>,
    pub(super) places: Vec<Place>,
}

/// Where a response stands in the file.
pub(super) struct Place {
    pub(super) url: String,
    /// Its media type, without parameters.
    pub(super) media: String,
    /// `sha256:` and the digest of what was served.
    pub(super) digest: String,
    /// Bytes before its gzip member.
    pub(super) offset: usize,
    /// Bytes of its gzip member.
    pub(super) length: usize,
}

pub(super) fn write(snapshot: &Snapshot<'_>, moment: &Moment, resources: &[Resource<'_>]) -> Warc {
    let about = about(snapshot);
    let about_id = record_id(&["warcinfo", &moment.iso(), &about]);
    let mut bytes = member(&head_of_about(moment, &about_id, &about), about.as_bytes());
    let mut places = Vec::with_capacity(resources.len());
    for resource in resources {
        let response = Response::of(resource);
        let digest = named(&Digest::of(&resource.file.bytes));
        let packed = member(&response.head(moment, &about_id, &digest), &response.block);
        let media = response.content_type.split(';').next().unwrap_or_default().to_owned();
        places.push(Place { url: resource.url.clone(), media, digest, offset: bytes.len(), length: packed.len() });
        bytes.extend(packed);
    }
    Warc { bytes, places }
}

/// What the file says of itself.
fn about(snapshot: &Snapshot<'_>) -> String {
    let Snapshot { edition, date, name, base_url, .. } = snapshot;
    let lines = [
        ("software", SOFTWARE.to_owned()),
        ("format", "WARC File Format 1.1".to_owned()),
        ("conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/".to_owned()),
        ("isPartOf", format!("{name} {base_url}")),
        (
            "description",
            format!(
                "第{edition}版（{date}）生成的网站。记录由程序按生成的文件写成，不是从服务器抓取的；时间都是这一版发布之日的零时（东八区）。"
            ),
        ),
    ];
    lines.map(|(name, value)| format!("{name}: {value}\r\n")).concat()
}

fn head_of_about(moment: &Moment, id: &str, about: &str) -> String {
    head(&[
        ("WARC-Type", "warcinfo"),
        ("WARC-Record-ID", id),
        ("WARC-Date", &moment.iso()),
        ("WARC-Filename", NAME),
        ("WARC-Block-Digest", &named(&Digest::of(about.as_bytes()))),
        ("Content-Type", "application/warc-fields"),
        ("Content-Length", &about.len().to_string()),
    ])
}

/// What a server would answer with.
struct Response<'a> {
    url: &'a str,
    content_type: String,
    /// Head and body.
    block: Vec<u8>,
}

impl<'a> Response<'a> {
    fn of(resource: &'a Resource<'a>) -> Self {
        let (path, body) = (resource.file.path.as_str(), &resource.file.bytes);
        let content_type = media::content_type(path);
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n", body.len());
        Self { url: &resource.url, content_type, block: [head.as_bytes(), body].concat() }
    }

    fn head(&self, moment: &Moment, about: &str, payload: &str) -> String {
        let (date, block) = (moment.iso(), named(&Digest::of(&self.block)));
        head(&[
            ("WARC-Type", "response"),
            ("WARC-Record-ID", &record_id(&["response", &date, self.url, &block])),
            ("WARC-Warcinfo-ID", about),
            ("WARC-Target-URI", self.url),
            ("WARC-Date", &date),
            ("WARC-Payload-Digest", payload),
            ("WARC-Block-Digest", &block),
            ("Content-Type", "application/http; msgtype=response"),
            ("Content-Length", &self.block.len().to_string()),
        ])
    }
}

fn named(digest: &Digest) -> String {
    format!("sha256:{digest}")
}

fn head(fields: &[(&str, &str)]) -> String {
    let lines: String = fields.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    format!("WARC/1.1\r\n{lines}\r\n")
}

/// A name that follows from what is named: a UUID of version 8 (RFC 9562), whose other bits are those of a SHA-256.
fn record_id(parts: &[&str]) -> String {
    let digits: String = Digest::of(parts.join("\n").as_bytes()).to_string();
    let (time, rest) = (&digits[..12], &digits[12..]);
    format!("<urn:uuid:{}-{}-8{}-a{}-{}>", &time[..8], &time[8..], &rest[..3], &rest[3..6], &rest[6..18])
}

/// One record as a gzip member without a time or a name.
fn member(head: &str, block: &[u8]) -> Vec<u8> {
    let mut packer = GzBuilder::new().mtime(0).write(Vec::new(), Compression::default());
    let written = [head.as_bytes(), block, b"\r\n\r\n"].into_iter().try_for_each(|part| packer.write_all(part));
    #[expect(clippy::expect_used, reason = "memory takes every byte")]
    written.and_then(|()| packer.finish()).expect("a record is packed in memory")
}
