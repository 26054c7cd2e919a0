//! Bytes to text: UTF-8, GB18030 or marked UTF-16, decided on the whole file, and never a replacement character.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

use crate::diagnostic::{Code, Diagnostic, Failed, Report};
use crate::folder::InputFile;

const SAVE_AS: &str = "请用 Excel 或 WPS 打开，另存为“CSV UTF-8（逗号分隔）”或 .xlsx。";

/// The text of a file, without its byte order mark. The bytes are taken: nobody needs both.
///
/// A BOM decides; otherwise UTF-8 if the whole file is valid UTF-8, otherwise GB18030 if that is without errors.
/// The whole file, because short GBK texts can be valid UTF-8 by chance.
///
/// # Errors
/// For every other encoding, for files that change it on the way, and for texts that were garbled before they came.
pub(super) fn decode(file: &mut InputFile, report: &mut Report) -> Result<String, Failed> {
    let text = match text(std::mem::take(&mut file.bytes)) {
        Ok(text) => text,
        Err((line, problem)) => return fail(file, Some(line), problem, report),
    };
    // One by one: each search alone is as fast as memory.
    let garbled = ["\u{fffd}", "\0"].map(|garbled| memchr::memmem::find(text.as_bytes(), garbled.as_bytes()));
    match garbled.into_iter().flatten().min() {
        Some(at) => fail(file, Some(line_of(&text.as_bytes()[..at])), "文件里有乱码（空字符或“�”）。", report),
        None => Ok(text),
    }
}

/// The text, or a line that is in no encoding or in another, and what is wrong with it.
fn text(mut bytes: Vec<u8>) -> Result<String, (u32, &'static str)> {
    let wide = |encoding: &'static Encoding, marked: &[u8]| {
        let decoded = encoding.decode_without_bom_handling_and_without_replacement(marked);
        decoded.map(Cow::into_owned).ok_or((1, "UTF-16（Unicode 文本）文件已损坏。"))
    };
    if let Some(marked) = bytes.strip_prefix(b"\xff\xfe") {
        return wide(UTF_16LE, marked);
    }
    if let Some(marked) = bytes.strip_prefix(b"\xfe\xff") {
        return wide(UTF_16BE, marked);
    }
    let is_marked = bytes.starts_with(UTF_8_MARK);
    if is_marked {
        bytes.drain(..UTF_8_MARK.len());
    }
    let error = match String::from_utf8(bytes) {
        Ok(text) => return Ok(text),
        Err(error) => error,
    };
    if let Some(line) = mixed(error.as_bytes()) {
        return Err((line, "文件里混用了两种文字编码（UTF-8 和 GBK），从这一行起不同。"));
    }
    let unknown =
        (line_of(&error.as_bytes()[..error.utf8_error().valid_up_to()]), "文字编码既不是 UTF-8 也不是 GB18030。");
    if is_marked { Err(unknown) } else { gb18030(error.as_bytes()).ok_or(unknown) }
}

/// The byte order mark of UTF-8.
const UTF_8_MARK: &[u8] = b"\xef\xbb\xbf";

/// The first line that is in another encoding than the first one with Chinese in it. Pasted together, two lists are
/// often GB18030 without errors, and nonsense.
fn mixed(bytes: &[u8]) -> Option<u32> {
    let lines = (1..).zip(bytes.split(|&byte| byte == b'\n'));
    let mut written =
        lines.filter(|(_, line)| !line.is_ascii()).filter_map(|(number, line)| Some((number, written(line)?)));
    let (_, first) = written.next()?;
    written.find(|(_, other)| *other != first).map(|(number, _)| number)
}

/// How a line is written that is not ASCII.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    Utf8,
    Gb18030,
}

/// How a line is written, if it can be one only. By chance GBK is valid UTF-8, but then hardly of Chinese characters.
fn written(line: &[u8]) -> Option<Written> {
    match std::str::from_utf8(line) {
        Ok(text) => {
            let is_chinese = |c: char| c.is_ascii() || ('\u{2e80}'..='\u{ffff}').contains(&c) || c >= '\u{20000}';
            (text.chars().all(is_chinese) && text.chars().filter(|c| !c.is_ascii()).count() >= 2)
                .then_some(Written::Utf8)
        }
        Err(_) => gb18030(line).map(|_| Written::Gb18030),
    }
}

fn gb18030(bytes: &[u8]) -> Option<String> {
    GB18030.decode_without_bom_handling_and_without_replacement(bytes).map(Cow::into_owned)
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
        let mut file = InputFile { path: "a.csv".to_owned(), bytes: bytes.to_vec() };
        decode(&mut file, &mut report).map_err(|_| report)
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
    fn utf16_with_its_mark_is_read() {
        let bytes = |order: fn(u16) -> [u8; 2]| "\u{feff}姓名\t𠮷".encode_utf16().flat_map(order).collect::<Vec<_>>();
        assert_eq!(decoded(&bytes(u16::to_le_bytes)).unwrap(), "姓名\t𠮷");
        assert_eq!(decoded(&bytes(u16::to_be_bytes)).unwrap(), "姓名\t𠮷");
        assert!(decoded(&bytes(u16::to_le_bytes)[..7]).is_err(), "cut in the middle of a character");
    }

    #[test]
    fn lists_pasted_together_are_told_by_the_line() {
        for (first, second) in [
            ("姓名,金额\n张三,1\n".as_bytes().to_vec(), gbk("李四,2\n")),
            (gbk("姓名,金额\n张三,1\n"), "李四,2\n".as_bytes().to_vec()),
        ] {
            let report = decoded(&[first, second].concat()).unwrap_err();
            assert_eq!(report.sorted()[0].location.row, Some(3));
            assert!(report.sorted()[0].message.contains("两种"));
        }
    }

    #[test]
    fn broken_texts_are_refused() {
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
