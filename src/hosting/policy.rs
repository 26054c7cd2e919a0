//! What a server is to do with the site, whichever it is: headers, media types, and what a browser may keep.

use std::fmt;

use crate::output::media::{Form, MediaType, TYPES};

use super::{Host, Transport};

/// Everything a server is told.
pub(super) struct Policy {
    /// The folder of the host, from `/` to `/`.
    pub(super) folder: String,
    /// Headers on every answer, whatever its status.
    pub(super) headers: Vec<Header>,
}

/// One header of an answer.
pub(super) struct Header {
    pub(super) name: &'static str,
    pub(super) value: &'static str,
}

/// What every page's own `meta` allows, and what only a header can say: who may show the site in a frame. It is on
/// downloads too: a browser that opens one must not be talked into running anything.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                                       connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

const HEADERS: [Header; 6] = [
    Header { name: "Content-Security-Policy", value: CONTENT_SECURITY_POLICY },
    Header { name: "X-Content-Type-Options", value: "nosniff" },
    // For browsers that do not know `frame-ancestors`.
    Header { name: "X-Frame-Options", value: "SAMEORIGIN" },
    // Who read which notice is nobody else's business; the bureau's own statistics still work.
    Header { name: "Referrer-Policy", value: "same-origin" },
    Header { name: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
    // The bureau's portal is often a neighbour under the same domain.
    Header { name: "Cross-Origin-Resource-Policy", value: "same-site" },
];

/// Browsers complain of it on every page that comes without TLS.
const OPENER: Header = Header { name: "Cross-Origin-Opener-Policy", value: "same-origin" };

/// Offered and not set: it binds the whole host for a year, which is the bureau's decision.
pub(super) const TRANSPORT_SECURITY: Header = Header { name: "Strict-Transport-Security", value: "max-age=31536000" };

/// What is said of [`TRANSPORT_SECURITY`].
pub(super) const TRANSPORT_SECURITY_IS: &str =
    "确定整个域名今后只用 HTTPS 以后才启用：启用后一年内，浏览器不再用 HTTP 访问这个域名。";

impl Policy {
    pub(super) fn of(host: &Host<'_>) -> Self {
        let mut headers = Vec::from(HEADERS);
        if host.transport == Transport::Encrypted {
            headers.push(OPENER);
        }
        Self { folder: host.folder.to_owned(), headers }
    }

    /// The address of the page for addresses that do not exist.
    pub(super) fn not_found(&self) -> String {
        format!("{}404.html", self.folder)
    }

    /// Where on the server the site's files go, below the folder it serves.
    pub(super) fn place(&self) -> String {
        match self.folder.trim_matches('/') {
            "" => "里".to_owned(),
            folder => format!("下的 {folder}/ 里"),
        }
    }

    /// The pattern (PCRE) of the addresses below the site's folder that match one.
    pub(super) fn pattern(&self, below: &str) -> String {
        let mut pattern = String::from("^");
        for c in self.folder.chars() {
            if !(c.is_ascii_alphanumeric() || c == '/' || c == '-') {
                pattern.push('\\');
            }
            pattern.push(c);
        }
        pattern + below + "$"
    }
}

/// For how long a browser may keep some of the site's files.
pub(super) struct Rule {
    pub(super) which: Which,
    pub(super) keep: Keep,
    /// Why, as a comment for the administrator.
    pub(super) why: &'static str,
}

/// Some of the site's files. A rule of more than [`Which::All`] goes before it.
pub(super) enum Which {
    All,
    /// Those below a folder of the site, ending in `/`.
    Below(&'static str),
    /// Those whose address below the site's folder matches a pattern (PCRE).
    Matching(&'static str),
}

/// For how long a browser may keep a file.
#[derive(Clone, Copy)]
pub(super) enum Keep {
    /// It may, but asks each time whether it is still the newest.
    AskAgain,
    /// A week.
    AWeek,
    /// As long as it likes.
    ForEver,
}

impl fmt::Display for Keep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AskAgain => "no-cache",
            Self::AWeek => "public, max-age=604800",
            Self::ForEver => "public, max-age=31536000, immutable",
        })
    }
}

/// The rules; the first is for everything that has no other.
///
/// Lists of recipients are asked for each time though their revisions never change: their rows leave the site, when
/// the retention is over or an edition withdraws them, and no cache between may go on showing them. The other lists'
/// revisions may be kept, but not for ever, since they can be withdrawn too.
pub(super) const RULES: [Rule; 3] = [
    Rule { which: Which::All, keep: Keep::AskAgain, why: "网页等：每次先问有没有新的" },
    Rule {
        which: Which::Below("assets/"),
        keep: Keep::ForEver,
        why: "样式、脚本和图标：内容一变文件名就变，可以一直留着",
    },
    Rule {
        which: Which::Matching(r"(?!subsidies/)(?:[^/]+/)+r[0-9]+/[^/]+\.(?:csv|json|xlsx)"),
        keep: Keep::AWeek,
        why: "各次修订的下载文件：不再变化，留一周；补贴名单除外，期满要撤下",
    },
];

/// The types of text.
pub(super) fn texts() -> impl Iterator<Item = &'static MediaType> {
    TYPES.iter().filter(|media| media.form == Form::Text)
}

/// The names of types, with blanks between.
pub(super) fn names(types: impl Iterator<Item = &'static MediaType>) -> String {
    types.map(|media| media.name).collect::<Vec<_>>().join(" ")
}
