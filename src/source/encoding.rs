//! Bytes to text: UTF-8 or GB18030, decided on the whole file, and never a replacement character.

use encoding_rs::GB18030;

use crate::diagnostic::{Code, Diagnostic, Failed, Report};
use crate::folder::InputFile;

const SAVE_AS: &str = "请用 Excel 或 WPS 打开，另存为“CSV UTF-8（逗号分隔）”或 .xlsx。";

/// The text of a file, without its byte order mark.
///
/// A BOM decides; otherwise UTF-8 if the whole file is valid UTF-8, otherwise GB18030 if that is without errors.
/// The whole file, because short GBK texts can be valid UTF-8 by chance.
///
/// # Errors
/// For every other encoding, and for texts that were garbled before they came here.
pub(super) fn decode(file: &InputFile, report: &mut Report) -> Result<String, Failed> {
    let bytes = &file.bytes[..];
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return fail(file, None, "文件是 UTF-16（Unicode 文本）编码。", report);
    }
    let text = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(marked) => std::str::from_utf8(marked).map_err(|error| (marked, error)).map(str::to_owned),
        None => std::str::from_utf8(bytes).map(str::to_owned).or_else(|error| gb18030(bytes).ok_or((bytes, error))),
    };
    let text = match text {
        Ok(text) => text,
        Err((bytes, error)) => {
            let line = line_of(&bytes[..error.valid_up_to()]);
            return fail(file, Some(line), "文字编码既不是 UTF-8 也不是 GB18030。", report);
        }
    };
    match text.find(['\u{fffd}', '\0']) {
        Some(at) => fail(file, Some(line_of(&text.as_bytes()[..at])), "文件里有乱码（空字符或“�”）。", report),
        None => Ok(text),
    }
}

fn gb18030(bytes: &[u8]) -> Option<String> {
    GB18030.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned)
}

fn line_of(before: &[u8]) -> u32 {
    let breaks = before.iter().filter(|&&byte| byte == b'\n').count();
    u32::try_from(breaks + 1).unwrap_or(u32::MAX)
}

fn fail(file: &InputFile, line: Option<u32>, problem: &str, report: &mut Report) -> Result<String, Failed> {
    let place = line.map_or(file.location(), |line| file.location().row(line));
    report.fail(Diagnostic::error(Code::Encoding, place, problem).help(SAVE_AS))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Result<String, Report> {
        let mut report = Report::default();
        let file = InputFile { path: "a.csv".to_owned(), bytes: bytes.to_vec() };
        decode(&file, &mut report).map_err(|_| report)
    }

    fn gbk(text: &str) -> Vec<u8> {
        GB18030.encode(text).0.into_owned()
    }

    #[test]
    fn utf8_with_and_without_mark_and_gbk_give_the_same_text() {
        for bytes in ["姓名,𠮷".as_bytes(), "\u{feff}姓名,𠮷".as_bytes(), &gbk("姓名,𠮷")] {
            assert_eq!(decoded(bytes).unwrap(), "姓名,𠮷");
        }
    }

    #[test]
    fn the_whole_file_decides_not_its_beginning() {
        let lone = gbk("泰山");
        assert!(std::str::from_utf8(&lone).is_ok(), "the trap: these GBK bytes are valid UTF-8");
        assert_eq!(decoded(&gbk("泰山\n县（市、区）,姓名")).unwrap(), "泰山\n县（市、区）,姓名");
    }

    #[test]
    fn utf16_and_broken_texts_are_refused() {
        assert!(decoded(&[0xff, 0xfe, b'a', 0]).is_err());
        assert!(decoded(b"a\0,\0").is_err());
        assert!(decoded("a\n\u{fffd}".as_bytes()).is_err());
        assert!(decoded(b"\xef\xbb\xbf\xd0\xd5").is_err());
    }

    #[test]
    fn the_first_unreadable_line_is_named() {
        let report = decoded(b"a\nb\n\xff\xff").unwrap_err();
        assert_eq!(report.sorted()[0].location.row, Some(3));
    }
}
