use proptest::prelude::*;

use super::*;

/// A token as an issuer would make it, but for its certificates and signature: the statement is what is read.
fn token(algorithm: &[u8], digest: &[u8], at: &[u8]) -> Vec<u8> {
    let algorithm = sequence(&[&tagged(0x06, algorithm), &tagged(0x05, b"")]);
    let imprint = sequence(&[&algorithm, &tagged(0x04, digest)]);
    let policy = tagged(0x06, &[0x2a, 3]);
    let statement = sequence(&[&tagged(0x02, &[1]), &policy, &imprint, &tagged(0x02, &[9]), &tagged(0x18, at)]);
    let kind = tagged(0x06, STATEMENT.as_bytes());
    let inner = sequence(&[&kind, &tagged(0xa0, &tagged(0x04, &statement))]);
    let signed = sequence(&[&tagged(0x02, &[3]), &tagged(0x31, b""), &inner, &tagged(0x31, b"")]);
    sequence(&[&tagged(0x06, SIGNED_DATA.as_bytes()), &tagged(0xa0, &signed)])
}

fn response(status: u8, token: &[u8]) -> Vec<u8> {
    sequence(&[&sequence(&[&tagged(0x02, &[status])]), token])
}

fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    tagged(0x30, &parts.concat())
}

fn tagged(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u8::try_from(content.len()).unwrap();
    let length = if length < 128 { vec![length] } else { vec![0x81, length] };
    [&[tag], length.as_slice(), content].concat()
}

fn of_sha256(at: &[u8]) -> Vec<u8> {
    token(SHA_256.as_bytes(), &sha2::Sha256::digest(b"manifest"), at)
}

#[test]
fn the_time_of_a_stamp_is_told() {
    for (bytes, ending) in
        [(of_sha256(b"20210625023000Z"), "tst"), (response(0, &of_sha256(b"20210625023000Z")), "tsr")]
    {
        let attachment = Attachment::read(&format!("a.{ending}"), &bytes, b"manifest").unwrap();
        let stamp = TimeStamp { at: "2021-06-25 02:30:00 UTC".to_owned(), algorithm: "SHA-256" };
        assert_eq!(attachment.time_stamp, Some(stamp));
    }
    let at = |text: &[u8]| time_stamp(&of_sha256(text), b"manifest").map(|stamp| stamp.at);
    assert_eq!(at(b"20210625023000.25Z").unwrap(), "2021-06-25 02:30:00.25 UTC");
    for bad in [&b"20210625023000"[..], b"20210625023000.Z", b"20211325023000Z", b"20210625023000.-1Z", b"\xff"] {
        assert_eq!(at(bad), Err(NotAttachable::Unreadable));
    }
}

#[test]
fn every_digest_in_use_is_known() {
    let all = [
        (SHA_384, sha2::Sha384::digest(b"manifest").to_vec()),
        (SHA_512, sha2::Sha512::digest(b"manifest").to_vec()),
        (SM3, sm3::Sm3::digest(b"manifest").to_vec()),
    ];
    for (algorithm, digest) in all {
        assert!(time_stamp(&token(algorithm.as_bytes(), &digest, b"20210625023000Z"), b"manifest").is_ok());
    }
}

#[test]
fn what_is_no_stamp_of_this_pack_is_refused() {
    let good = of_sha256(b"20210625023000Z");
    let refused = |bytes: &[u8]| time_stamp(bytes, b"manifest").unwrap_err();
    assert_eq!(time_stamp(&good, b"another"), Err(NotAttachable::OfSomethingElse));
    assert_eq!(refused(&response(2, &good)), NotAttachable::Refused);
    assert_eq!(refused(&response(2, b"")), NotAttachable::Refused);
    assert_eq!(refused(&response(0, b"")), NotAttachable::Refused);
    assert_eq!(refused(&token(&[0x2b, 14, 3, 2, 26], &[0; 20], b"20210625023000Z")), NotAttachable::Algorithm);
    assert_eq!(refused(&[&good[..], b"x"].concat()), NotAttachable::Unreadable, "something follows");
    (0..good.len()).for_each(|end| assert_eq!(refused(&good[..end]), NotAttachable::Unreadable, "cut at {end}"));
    assert_eq!(Attachment::read("a.exe", b"", b""), Err(NotAttachable::Kind));
    assert_eq!(Attachment::read("a", b"", b""), Err(NotAttachable::Kind));
    assert_eq!(Attachment::read("a.p7s", b"anything", b"").unwrap().time_stamp, None);
}

proptest! {
    #[test]
    fn no_bytes_bring_it_down(bytes in prop::collection::vec(any::<u8>(), 0..300), at in 0_usize..200) {
        prop_assert!(time_stamp(&bytes, b"manifest").is_err());
        let mut token = of_sha256(b"20210625023000Z");
        let at = at.min(token.len());
        token.splice(at.., bytes);
        drop(time_stamp(&token, b"manifest"));
    }
}
