//! All pictures as one PDF, a sheet a page. Its bytes follow from the pictures alone: it holds no time, and a PNG's
//! compressed pixels are taken over as they are (PDF reads them with the same predictors).

use pdf_writer::types::Predictor;
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, TextStr};

use crate::evidence::{Layout, Shot};

/// The width of A4 in points; the height follows from the picture.
const A4_WIDTH: f32 = 595.276;

/// Points a pixel of a screen.
const SCREEN: f32 = 0.75;

/// The PDF of pictures, in their order.
pub(super) fn of(title: &str, shots: &[&Shot]) -> Vec<u8> {
    let (catalog, pages, info) = (Ref::new(1), Ref::new(2), Ref::new(3));
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(pages).lang(TextStr("zh-CN"));
    pdf.document_info(info).title(TextStr(title));
    let refs: Vec<Sheet> = (0_i32..).zip(shots).map(|(at, _)| Sheet::at(4 + 3 * at)).collect();
    pdf.pages(pages).kids(refs.iter().map(|sheet| sheet.page)).count(i32::try_from(refs.len()).unwrap_or(i32::MAX));
    for (sheet, shot) in refs.iter().zip(shots) {
        sheet.write(&mut pdf, pages, shot);
    }
    pdf.finish()
}

/// The objects of one page.
struct Sheet {
    page: Ref,
    content: Ref,
    image: Ref,
}

impl Sheet {
    fn at(first: i32) -> Self {
        Self { page: Ref::new(first), content: Ref::new(first + 1), image: Ref::new(first + 2) }
    }

    fn write(&self, pdf: &mut Pdf, pages: Ref, shot: &Shot) {
        let (width, height) = size(shot);
        let mut page = pdf.page(self.page);
        page.parent(pages).media_box(Rect::new(0.0, 0.0, width, height)).contents(self.content);
        page.resources().x_objects().pair(Name(b"Sheet"), self.image);
        page.finish();
        let mut content = Content::new();
        content.save_state().transform([width, 0.0, 0.0, height, 0.0, 0.0]).x_object(Name(b"Sheet")).restore_state();
        pdf.stream(self.content, &content.finish());
        let (across, down) = (whole(shot.width), whole(shot.height));
        let pixels = compressed(&shot.png);
        let mut image = pdf.image_xobject(self.image, &pixels);
        image.width(across).height(down).bits_per_component(8).filter(Filter::FlateDecode);
        image.color_space().device_rgb();
        image.decode_parms().predictor(Predictor::PngOptimum).colors(3).bits_per_component(8).columns(across);
    }
}

#[expect(clippy::cast_precision_loss, reason = "a picture is at most 16,384 pixels high")]
fn size(shot: &Shot) -> (f32, f32) {
    let (across, down) = (shot.width as f32, shot.height as f32);
    match shot.layout {
        Layout::A4 => (A4_WIDTH, A4_WIDTH * down / across),
        Layout::Screen => (across * SCREEN, down * SCREEN),
    }
}

fn whole(pixels: u32) -> i32 {
    i32::try_from(pixels).unwrap_or(i32::MAX)
}

/// A PNG's compressed pixels: what its chunks `IDAT` hold, one after another.
fn compressed(png: &[u8]) -> Vec<u8> {
    const SIGNATURE: usize = 8;
    let mut rest = png.get(SIGNATURE..).unwrap_or_default();
    let mut pixels = Vec::with_capacity(rest.len());
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = u32::from_be_bytes(*length) as usize;
        let Some((name, after)) = after.split_first_chunk::<4>() else { break };
        let Some(data) = after.get(..length) else { break };
        if name == b"IDAT" {
            pixels.extend_from_slice(data);
        }
        // The check sum.
        rest = after.get(length + 4..).unwrap_or_default();
    }
    pixels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::SitePath;

    fn shot(grey: u8) -> Shot {
        let mut png = Vec::new();
        let mut encoder = png::Encoder::new(&mut png, 2, 3);
        encoder.set_color(png::ColorType::Rgb);
        encoder.write_header().unwrap().write_image_data(&[grey; 18]).unwrap();
        let path = SitePath::new("a/index.html");
        Shot { path, rows: 1..2, layout: Layout::A4, width: 2, height: 3, png }
    }

    #[test]
    fn it_holds_every_picture_as_it_is_and_no_time() {
        let (first, second) = (shot(10), shot(200));
        let pdf = of("标题", &[&first, &second]);
        for shot in [&first, &second] {
            let pixels = compressed(&shot.png);
            assert!(!pixels.is_empty() && pdf.windows(pixels.len()).any(|window| window == pixels));
        }
        let text = String::from_utf8_lossy(&pdf);
        assert!(text.contains("/Count 2") && !text.contains("Date"), "{text}");
        assert_eq!(pdf, of("标题", &[&first, &second]));
    }

    #[test]
    fn broken_pictures_bring_nothing_down() {
        let png = shot(10).png;
        for length in 0..png.len() {
            let _pixels = compressed(&png[..length]);
        }
    }
}
