//! What others made and `attach` carries: time stamps (RFC 3161) are read, signatures are not.
//!
//! A time stamp is a signed message (RFC 5652) around a statement: this digest was known at this time. It is read as
//! far as it must be to say of which bytes it is. Whether its signature holds is a question to its issuer's
//! certificate, which this program does not have and does not ask.

use std::fmt;

use der::asn1::{AnyRef, ObjectIdentifier};
use der::{Decode, Reader, SliceReader, Tag, Tagged};
use serde::Serialize;
use sha2::Digest as _;

/// Something attached to a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attachment {
    /// Its name below `attachments/`.
    pub name: String,
    /// What the time stamp says; none for other files, which are carried unread.
    pub time_stamp: Option<TimeStamp>,
}

/// What a time stamp says, if its issuer's signature holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimeStamp {
    /// When, as the issuer says: `2021-06-25 02:30:00.5 UTC`.
    pub at: String,
    /// The digest's name: `SHA-256`.
    pub algorithm: &'static str,
}

/// Why a file cannot be attached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotAttachable {
    /// Its name has no ending of a time stamp or signature.
    Kind,
    /// It is no time stamp, or cut short.
    Unreadable,
    /// The issuer answered that it made none.
    Refused,
    /// Its digest is of a function that is not known here, or no longer safe.
    Algorithm,
    /// It is of other bytes.
    OfSomethingElse,
}

impl NotAttachable {
    /// What it is, as a Chinese sentence.
    pub(super) fn sentence(self) -> &'static str {
        match self {
            Self::Kind => "不是时间戳或签名文件：只收 .tsr、.tst（时间戳）和 .p7s、.sig、.asc、.ofd、.pdf（签名）。",
            Self::Unreadable => "读不懂：不是 RFC 3161 时间戳（DER），或文件不完整。",
            Self::Refused => "时间戳机构在这个回执里拒绝了请求，里面没有时间戳。",
            Self::Algorithm => "时间戳用的摘要算法不受支持：应为 SHA-256、SHA-384、SHA-512 或 SM3。",
            Self::OfSomethingElse => "这个时间戳不是针对本包的 manifest-sha256.txt 作出的。",
        }
    }
}

impl Attachment {
    /// What a file is to a pack with this `manifest-sha256.txt`.
    pub(super) fn read(name: &str, bytes: &[u8], manifest: &[u8]) -> Result<Self, NotAttachable> {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let time_stamp = match ending.as_str() {
            "tsr" | "tst" => Some(time_stamp(bytes, manifest)?),
            "p7s" | "sig" | "asc" | "ofd" | "pdf" => None,
            _ => return Err(NotAttachable::Kind),
        };
        Ok(Self { name: name.to_owned(), time_stamp })
    }
}

/// What was attached, and what was looked at of it.
impl fmt::Display for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.time_stamp {
            Some(TimeStamp { at, algorithm }) => write!(
                f,
                "{}：时间戳，针对本包的 manifest-sha256.txt（{algorithm}），时间 {at}；签发机构的签名没有核对",
                self.name
            ),
            None => write!(f, "{}：只收存，内容没有核对", self.name),
        }
    }
}

const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const STATEMENT: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");
const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const SHA_384: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.2");
const SHA_512: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.3");
const SM3: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.156.10197.1.401");

/// The time stamp in an issuer's answer (.tsr) or alone (.tst), if it is of these bytes.
fn time_stamp(bytes: &[u8], manifest: &[u8]) -> Result<TimeStamp, NotAttachable> {
    let whole = AnyRef::from_der(bytes).map_err(|_| NotAttachable::Unreadable)?;
    let [status, token] = match parts(whole, Tag::Sequence)?.as_slice() {
        // TimeStampResp ::= SEQUENCE { status PKIStatusInfo, timeStampToken ContentInfo OPTIONAL }
        [status, token] if status.tag() == Tag::Sequence => [Some(*status), Some(*token)],
        [status] if status.tag() == Tag::Sequence => [Some(*status), None],
        _ => [None, Some(whole)],
    };
    if let Some(status) = status {
        is_granted(status)?;
    }
    statement(token.ok_or(NotAttachable::Refused)?)?.of(manifest)
}

/// PKIStatusInfo ::= SEQUENCE { status INTEGER, … }: 0 granted, 1 granted with changes.
fn is_granted(status: AnyRef<'_>) -> Result<(), NotAttachable> {
    match parts(status, Tag::Sequence)?.first().map(|status| (status.tag(), status.value())) {
        Some((Tag::Integer, [0 | 1])) => Ok(()),
        Some((Tag::Integer, _)) => Err(NotAttachable::Refused),
        _ => Err(NotAttachable::Unreadable),
    }
}

/// What a TSTInfo says, as far as it matters here.
struct Statement<'a> {
    algorithm: ObjectIdentifier,
    digest: &'a [u8],
    at: &'a [u8],
}

/// ContentInfo → SignedData → EncapsulatedContentInfo → TSTInfo.
fn statement(token: AnyRef<'_>) -> Result<Statement<'_>, NotAttachable> {
    let unreadable = NotAttachable::Unreadable;
    let content = content(&parts(token, Tag::Sequence)?, SIGNED_DATA)?;
    let signed = parts(content, Tag::Sequence)?;
    // SignedData ::= SEQUENCE { version, digestAlgorithms, encapContentInfo, … }
    let inner = content_of(signed.get(2).copied().ok_or(unreadable)?)?;
    let told = AnyRef::from_der(inner).map_err(|_| unreadable)?;
    // TSTInfo ::= SEQUENCE { version, policy, messageImprint, serialNumber, genTime, … }
    let told = parts(told, Tag::Sequence)?;
    let [_, _, imprint, _, at, ..] = told.as_slice() else { return Err(unreadable) };
    if at.tag() != Tag::GeneralizedTime {
        return Err(unreadable);
    }
    let imprint = parts(*imprint, Tag::Sequence)?;
    let [algorithm, digest] = imprint.as_slice() else { return Err(unreadable) };
    let algorithm = parts(*algorithm, Tag::Sequence)?.first().copied().ok_or(unreadable)?;
    Ok(Statement {
        algorithm: algorithm.decode_as().map_err(|_| unreadable)?,
        digest: octets(*digest)?,
        at: at.value(),
    })
}

fn content_of(encapsulated: AnyRef<'_>) -> Result<&[u8], NotAttachable> {
    octets(content(&parts(encapsulated, Tag::Sequence)?, STATEMENT)?)
}

/// What is in a `SEQUENCE { contentType OBJECT IDENTIFIER, content [0] EXPLICIT ANY }` of a type.
fn content<'a>(parts: &[AnyRef<'a>], wanted: ObjectIdentifier) -> Result<AnyRef<'a>, NotAttachable> {
    let unreadable = NotAttachable::Unreadable;
    let [kind, explicit] = parts else { return Err(unreadable) };
    let kind: ObjectIdentifier = kind.decode_as().map_err(|_| unreadable)?;
    if kind != wanted || !matches!(explicit.tag(), Tag::ContextSpecific { .. }) {
        return Err(unreadable);
    }
    AnyRef::from_der(explicit.value()).map_err(|_| unreadable)
}

fn octets(any: AnyRef<'_>) -> Result<&[u8], NotAttachable> {
    if any.tag() == Tag::OctetString { Ok(any.value()) } else { Err(NotAttachable::Unreadable) }
}

/// The parts of something constructed.
fn parts(whole: AnyRef<'_>, tag: Tag) -> Result<Vec<AnyRef<'_>>, NotAttachable> {
    if whole.tag() != tag {
        return Err(NotAttachable::Unreadable);
    }
    let mut reader = SliceReader::new(whole.value()).map_err(|_| NotAttachable::Unreadable)?;
    let mut parts = Vec::new();
    while !reader.is_finished() {
        parts.push(reader.decode().map_err(|_| NotAttachable::Unreadable)?);
    }
    Ok(parts)
}

impl Statement<'_> {
    /// The time stamp, if it is of these bytes.
    fn of(&self, bytes: &[u8]) -> Result<TimeStamp, NotAttachable> {
        let (algorithm, digest) = match self.algorithm {
            SHA_256 => ("SHA-256", sha2::Sha256::digest(bytes).to_vec()),
            SHA_384 => ("SHA-384", sha2::Sha384::digest(bytes).to_vec()),
            SHA_512 => ("SHA-512", sha2::Sha512::digest(bytes).to_vec()),
            SM3 => ("SM3", sm3::Sm3::digest(bytes).to_vec()),
            _ => return Err(NotAttachable::Algorithm),
        };
        if digest != self.digest {
            return Err(NotAttachable::OfSomethingElse);
        }
        Ok(TimeStamp { at: time(self.at).ok_or(NotAttachable::Unreadable)?, algorithm })
    }
}

/// `20210625023000.5Z` as people read it.
fn time(text: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(text).ok()?.strip_suffix('Z')?;
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if fraction.is_some_and(|fraction| !is_digits(fraction)) {
        return None;
    }
    let at = chrono::NaiveDateTime::parse_from_str(whole, "%Y%m%d%H%M%S").ok()?;
    let fraction = fraction.map(|fraction| format!(".{fraction}")).unwrap_or_default();
    Some(format!("{}{fraction} UTC", at.format("%Y-%m-%d %H:%M:%S")))
}

#[cfg(test)]
mod tests;
