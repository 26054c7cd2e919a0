//! The QR code of a page's permanent address, as SVG.

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

/// White modules around the code, as ISO/IEC 18004 asks for.
const QUIET: i32 = 4;

/// Room for the runs of an ordinary address.
const MARKUP_OF_A_CODE: usize = 4096;

/// The mask of every code. Any of the eight is read alike, since a code says which one it has; trying them all takes
/// twenty times as long. This one looks best on three of five addresses, and on the others is hardly worse.
const MASK: u8 = 2;

/// An inline SVG; none for an address that is too long for a code.
pub(super) fn svg(address: &str) -> Option<String> {
    let code = encode(address)?;
    let side = code.size() + 2 * QUIET;
    let mut path = String::with_capacity(MARKUP_OF_A_CODE);
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let start = x;
            while x < code.size() && code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                put('M', start + QUIET, &mut path);
                put(' ', y + QUIET, &mut path);
                put('h', x - start, &mut path);
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

/// A letter and a number: a code has hundreds, and `write!` takes its time.
fn put(letter: char, number: i32, out: &mut String) {
    out.push(letter);
    digits(number.unsigned_abs(), out);
}

fn digits(number: u32, out: &mut String) {
    if number >= 10 {
        digits(number / 10, out);
    }
    let digit = (number % 10) as usize;
    out.push_str(&"0123456789"[digit..=digit]);
}

fn encode(address: &str) -> Option<QrCode> {
    let segments = QrSegment::make_segments(address);
    let (smallest, largest, mask) = (Version::MIN, Version::MAX, Some(Mask::new(MASK)));
    QrCode::encode_segments_advanced(&segments, QrCodeEcc::Low, smallest, largest, mask, true).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: &str = "https://gongshi.example/zyjn/index.html";

    #[test]
    fn an_address_becomes_one_picture() {
        let picture = svg(ADDRESS).unwrap();
        assert!(picture.starts_with("<svg ") && picture.ends_with("</svg>"));
        assert_eq!(picture, svg(ADDRESS).unwrap());
        assert_eq!(svg(&"x".repeat(5000)), None);
    }

    #[test]
    fn a_telephone_reads_the_address() {
        for depth in 0..12 {
            let address = format!("https://gongshi.example/zyjn/{}2.html", "subsidies/2021-03/r1/".repeat(depth));
            assert_eq!(read(&svg(&address).unwrap()), address);
        }
    }

    /// What a camera reads from a picture.
    fn read(picture: &str) -> String {
        const SCALE: usize = 3;
        let side = number(picture.split("viewBox=\"0 0 ").nth(1).unwrap());
        let mut dark = vec![false; side * side];
        let path = picture.split("d=\"").last().unwrap().split('"').next().unwrap();
        for run in path.split('M').skip(1) {
            let (at, length) = run.split_once('h').unwrap();
            let (x, y) = at.split_once(' ').unwrap();
            let start = number(y) * side + number(x);
            dark[start..start + number(length)].fill(true);
        }
        let shade = |x: usize, y: usize| if dark[y / SCALE * side + x / SCALE] { 0 } else { 255 };
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(side * SCALE, side * SCALE, shade);
        image.detect_grids()[0].decode().unwrap().1
    }

    fn number(text: &str) -> usize {
        text.split(|c: char| !c.is_ascii_digit()).next().unwrap().parse().unwrap()
    }
}
