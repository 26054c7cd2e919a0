//! Every kind of damage, with the bytes known and with the digest alone.

use proptest::prelude::*;

use super::*;

const PAGE: &[u8] =
    b"<!DOCTYPE html>\n<html><head>\n<meta name=\"SiteName\" content=\"x\">\n</head><body>\n<p>a</p>\n</body></html>\n";
const TABLE: &[u8] = b"\xef\xbb\xbfa,b\r\n1,2\r\n";
/// As pictures and workbooks are: all kinds of line ends, and bytes that are no text.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\r\n\n\r\xff\nend\r\n\r";

/// What is said of found bytes when all is known, and when only the digest is.
fn both(path: &str, expected: &[u8], found: &[u8]) -> (Vec<Damage>, Vec<Damage>) {
    let with_digest = of(path, Expected::Digest(Digest::of(expected)), found);
    (of(path, Expected::Bytes(expected), found), with_digest)
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let (mut out, mut rest) = (Vec::new(), bytes);
    while let Some(at) = memchr::memmem::find(rest, from) {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(to);
        rest = &rest[at + from.len()..];
    }
    out.extend_from_slice(rest);
    out
}

#[test]
fn what_is_as_expected_has_no_damage() {
    for (path, bytes) in [("index.html", PAGE), ("r1.csv", TABLE), ("a.png", PICTURE), ("empty.txt", b"")] {
        assert_eq!(both(path, bytes, bytes), (Vec::new(), Vec::new()));
    }
}

#[test]
fn an_ascii_transfer_is_named_for_texts_and_binaries() {
    let named = || (vec![Damage::LineEnds], vec![Damage::LineEnds]);
    for (path, bytes) in [("index.html", PAGE), ("r1.csv", TABLE), ("a.png", PICTURE)] {
        assert_eq!(both(path, bytes, &replaced(bytes, b"\n", b"\r\n")), named(), "{path}: LF to CRLF");
    }
    assert_eq!(both("index.html", PAGE, &replaced(PAGE, b"\n", b"\r")), named(), "LF to CR");
    assert_eq!(both("r1.csv", TABLE, &replaced(TABLE, b"\r\n", b"\n")), named(), "CRLF to LF");
    assert_eq!(both("a.png", PICTURE, &replaced(PICTURE, b"\r\n", b"\n")), named(), "a picture's CRLF to LF");
    let lone = replaced(&replaced(PICTURE, b"\r\n", b"\n"), b"\n", b"\r\n");
    assert_eq!(of("a.png", Expected::Bytes(PICTURE), &lone), [Damage::LineEnds], "only lone LF to CRLF");
}

#[test]
fn a_workbook_that_lost_its_cr_is_named_only_when_its_bytes_are_known() {
    let workbook = b"PK\x03\x04\r\n\n\r\0\r\nPK";
    let found = replaced(workbook, b"\r\n", b"\n");
    assert_eq!(both("a.xlsx", workbook, &found), (vec![Damage::LineEnds], vec![Damage::Changed]));
}

#[test]
fn a_mixture_of_line_ends_in_a_text_is_named_when_its_bytes_are_known() {
    let found = [&PAGE[..16], &replaced(&PAGE[16..], b"\n", b"\r\n")].concat();
    assert_eq!(of("index.html", Expected::Bytes(PAGE), &found), [Damage::LineEnds]);
}

#[test]
fn a_mark_before_the_text_is_named() {
    for (path, bytes) in [("index.html", PAGE), ("r1.csv", TABLE)] {
        let found = [b"\xef\xbb\xbf", bytes].concat();
        assert_eq!(both(path, bytes, &found), (vec![Damage::Bom], vec![Damage::Bom]));
        let both_damages = vec![Damage::LineEnds, Damage::Bom];
        let found = replaced(&found, b"\n", b"\r\n");
        assert_eq!(both(path, bytes, &found), (both_damages.clone(), both_damages), "and by an ASCII transfer");
    }
}

#[test]
fn an_injected_script_is_named_with_its_line() {
    let script: &[u8] = b"<script src=//x></script>";
    let injected = |what, line| vec![Damage::Injected { what, line }];
    for (after, line) in [(&b"<body>"[..], 4), (b"<p>a</p>\n", 6), (b"</html>", 6), (b"</html>\n", 7)] {
        let at = memchr::memmem::find(PAGE, after).unwrap() + after.len();
        for before in [&b""[..], b"\n"] {
            let found = [&PAGE[..at], before, script, &PAGE[at..]].concat();
            let (bytes, digest) = both("index.html", PAGE, &found);
            for damages in [bytes, digest] {
                let [Damage::Injected { what: Inserted::Script, line: told }] = damages[..] else {
                    panic!("{damages:?}");
                };
                assert!(told.abs_diff(line) <= 1, "{told} for {line}: white space around it may count to it or not");
            }
        }
    }
    let at = memchr::memmem::find(PAGE, b"</body>").unwrap();
    let found = [&PAGE[..at], b"<a href=//x>x</a>", &PAGE[at..]].concat();
    assert_eq!(of("index.html", Expected::Bytes(PAGE), &found), injected(Inserted::Markup, 6));
    let found = [&PAGE[..30], b" a ", &PAGE[30..at], script, &PAGE[at..]].concat();
    assert_eq!(of("index.html", Expected::Bytes(PAGE), &found), injected(Inserted::Script, 3), "in two places");
    let found = [PAGE, b"<iframe src=//x></iframe>"].concat();
    assert_eq!(both("index.html", PAGE, &found), (injected(Inserted::Frame, 7), injected(Inserted::Frame, 7)));
}

#[test]
fn what_broke_off_is_named() {
    assert_eq!(of("a.png", Expected::Bytes(PICTURE), &PICTURE[..9]), [Damage::Cut { bytes: 9 }]);
    assert_eq!(both("index.html", PAGE, b""), (vec![Damage::Cut { bytes: 0 }], vec![Damage::Cut { bytes: 0 }]));
}

#[test]
fn a_page_of_the_hosts_is_named() {
    let named = || (vec![Damage::ErrorPage], vec![Damage::ErrorPage]);
    let page = b"\r\n<!DOCTYPE HTML><html><title>404</title></html>";
    assert_eq!(both("index.html", PAGE, page), named());
    assert_eq!(both("a.xlsx", PICTURE, page), named());
    assert_eq!(both("r1.csv", TABLE, b"<html></html>"), named());
    let ours = replaced(PAGE, b"<p>a", b"<p>b");
    assert_eq!(both("index.html", PAGE, &ours), (vec![Damage::Changed], vec![Damage::Changed]), "our own page");
}

proptest! {
    #[test]
    fn other_bytes_are_never_without_damage(
        expected in prop::collection::vec(prop_oneof![any::<u8>(), Just(b'\r'), Just(b'\n'), Just(b'<')], 0..80),
        found in prop::collection::vec(prop_oneof![any::<u8>(), Just(b'\r'), Just(b'\n'), Just(b'<')], 0..80),
        path in prop_oneof![Just("index.html"), Just("a.png")],
    ) {
        let (bytes, digest) = both(path, &expected, &found);
        prop_assert_eq!(bytes.is_empty(), expected == found);
        prop_assert_eq!(digest.is_empty(), expected == found);
    }

    #[test]
    fn what_was_put_in_is_found(start in ".{0,40}", added in ".{1,40}", end in "[a-z<>\n ]{0,40}") {
        let expected = format!("{start}{end}");
        let found = format!("{start}{added}{end}");
        let damages = of("index.html", Expected::Bytes(expected.as_bytes()), found.as_bytes());
        let is_named = matches!(damages[..], [Damage::Injected { .. } | Damage::LineEnds | Damage::Bom]);
        prop_assert!(is_named, "{:?}", damages);
    }
}
