//! The QR code of a page's permanent address, as SVG.

use std::fmt::Write;

use qrcodegen::{QrCode, QrCodeEcc};

/// White modules around the code, as ISO/IEC 18004 asks for.
const QUIET: i32 = 4;

/// An inline SVG; none for an address that is too long for a code.
pub(super) fn svg(address: &str) -> Option<String> {
    let code = QrCode::encode_text(address, QrCodeEcc::Low).ok()?;
    let side = code.size() + 2 * QUIET;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let start = x;
            while x < code.size() && code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                let run = x - start;
                write!(path, "M{} {}h{run}", start + QUIET, y + QUIET).ok()?;
            }
            x += 1;
        }
    }
    Some(format!(
        "<svg class=\"qr\" viewBox=\"0 0 {side} {side}\" width=\"112\" height=\"112\" role=\"img\" \
         aria-label=\"本页永久地址的二维码\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" \
         d=\"M0 0h{side}v{side}H0z\"/><path stroke=\"#000\" d=\"{path}\" transform=\"translate(0 .5)\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_one_picture() {
        let picture = svg("https://gongshi.example/zyjn/index.html").unwrap();
        assert!(picture.starts_with("<svg ") && picture.ends_with("</svg>"));
        assert_eq!(picture, svg("https://gongshi.example/zyjn/index.html").unwrap());
        assert_eq!(svg(&"x".repeat(5000)), None);
    }
}
