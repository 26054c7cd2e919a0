//! Which reader a file needs: the name's ending says it, and what the file holds must agree.

use crate::diagnostic::{Code, Diagnostic, Failed, Report};
use crate::folder::InputFile;

/// The largest file that is looked at: 64 MiB.
const MAX_BYTES: usize = 64 << 20;

const AS_XLSX: &str = "请用 Excel 或 WPS 打开，另存为 .xlsx 后再放进来。";

/// The kinds of files that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Csv,
    Xlsx,
    Xls,
    Ods,
}

/// What a file's bytes look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Nothing,
    Zip,
    Ods,
    Compound,
    Pdf,
    WebPage,
    Xml,
    Image,
    /// A `.rar`, `.7z` or `.gz`; a `.zip` may be a workbook.
    Archive,
    RichText,
    Other,
}

/// Tells the kind of a file.
///
/// # Errors
/// For lock files, unknown endings, files over 64 MiB, and files that are something else than their name says.
pub(super) fn tell(file: &InputFile, report: &mut Report) -> Result<Kind, Failed> {
    if file.is_lock() {
        return refuse(file, Code::FileName, LOCK.0, LOCK.1, report);
    }
    let ending = file.ending();
    let kind = match ending.as_str() {
        "csv" => Kind::Csv,
        "xlsx" => Kind::Xlsx,
        "xls" => Kind::Xls,
        "ods" => Kind::Ods,
        other => return refuse(file, Code::FileKind, &unknown(other), remedy(other), report),
    };
    if file.bytes.len() > MAX_BYTES {
        let problem = format!("文件过大，最多 {} MiB。", MAX_BYTES >> 20);
        return refuse(file, Code::Workbook, &problem, "请删去图片等无关内容，或拆成几个文件。", report);
    }
    match mismatch(kind, look(&file.bytes)) {
        None => Ok(kind),
        Some((problem, help)) => refuse(file, Code::FileKind, problem, help, report),
    }
}

const LOCK: (&str, &str) =
    ("这是打开表格时产生的临时文件，不是清单。", "请先在 Excel 或 WPS 里关闭原文件；若它还在，请删除它。");

fn refuse(file: &InputFile, code: Code, problem: &str, help: &str, report: &mut Report) -> Result<Kind, Failed> {
    report.fail(Diagnostic::error(code, file.location(), problem).help(help))
}

fn unknown(ending: &str) -> String {
    match ending {
        "" => "文件名没有扩展名，不知道是什么文件。".to_owned(),
        "xlsm" | "xltm" | "xlam" => format!("不读 .{ending} 文件：里面可以带宏（程序）。"),
        "xlsb" => "不读 .xlsb 文件（二进制工作簿）。".to_owned(),
        "et" | "ett" => format!("不读 .{ending} 文件（WPS 表格自己的格式）。"),
        "wps" | "wpt" => format!("不读 .{ending} 文件（WPS 文字的文档，不是表格）。"),
        other => format!("不读 .{other} 文件，清单只能是 .xlsx、.xls、.ods 或 .csv。"),
    }
}

fn remedy(ending: &str) -> &'static str {
    match ending {
        "et" | "ett" | "xlsm" | "xlsb" | "xlt" | "xltx" | "fods" | "numbers" => AS_XLSX,
        "txt" | "tsv" | "tab" => "请用 Excel 或 WPS 打开并分列，另存为 .xlsx 或 .csv 后再放进来。",
        "doc" | "docx" | "wps" | "wpt" | "odt" | "rtf" | "htm" | "html" | "mht" => {
            "请把其中的表格复制到 Excel 或 WPS 表格里，另存为 .xlsx 后再放进来。"
        }
        "pdf" | "ofd" | "jpg" | "jpeg" | "png" | "bmp" | "tif" | "tiff" => {
            "图片和版式文件里的表格读不出来，请向报送单位要原始的电子表格。"
        }
        "zip" | "rar" | "7z" | "gz" => "请解压后把里面的表格放进来。",
        _ => "请另存为 .xlsx 后再放进来；与清单无关的文件请移到别处。",
    }
}

fn look(bytes: &[u8]) -> Look {
    // An OpenDocument file starts with an uncompressed entry "mimetype": its text stands at byte 38.
    let ods = b"application/vnd.oasis.opendocument.spreadsheet";
    match bytes {
        _ if bytes.iter().all(u8::is_ascii_whitespace) => Look::Nothing,
        _ if bytes.starts_with(b"PK\x03\x04") && bytes.get(38..84) == Some(ods.as_slice()) => Look::Ods,
        _ if bytes.starts_with(b"PK\x03\x04") => Look::Zip,
        _ if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") => Look::Compound,
        _ if IMAGES.iter().any(|mark| bytes.starts_with(mark)) => Look::Image,
        _ if ARCHIVES.iter().any(|mark| bytes.starts_with(mark)) => Look::Archive,
        _ => look_of_text(bytes),
    }
}

const IMAGES: [&[u8]; 5] = [b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"];
const ARCHIVES: [&[u8]; 4] = [b"Rar!\x1a", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"PK\x05\x06"];
const PAGES: [&[u8]; 7] = [b"<html", b"<!doctype", b"<table", b"<head", b"<meta", b"<style", b"mime-version:"];

/// What the beginning of a text says, in whichever width its characters are.
fn look_of_text(bytes: &[u8]) -> Look {
    let start: Vec<u8> = bytes.iter().take(1024).filter(|&&byte| byte != 0).map(u8::to_ascii_lowercase).collect();
    let start = start.trim_ascii_start();
    let marks: [&[u8]; 3] = [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"];
    let start = marks.iter().find_map(|mark| start.strip_prefix(*mark)).unwrap_or(start).trim_ascii_start();
    match start {
        _ if start.starts_with(b"%pdf") => Look::Pdf,
        _ if start.starts_with(b"{\\rtf") => Look::RichText,
        _ if PAGES.iter().any(|mark| start.starts_with(mark)) => Look::WebPage,
        _ if start.starts_with(b"<?xml") => Look::Xml,
        _ => Look::Other,
    }
}

fn mismatch(kind: Kind, look: Look) -> Option<(&'static str, &'static str)> {
    let renamed = "请把扩展名改成真实的类型，或用 Excel、WPS 打开后另存为 .xlsx。";
    match (kind, look) {
        (Kind::Csv, Look::Other) | (Kind::Xlsx | Kind::Ods, Look::Zip) => None,
        (Kind::Xls | Kind::Xlsx, Look::Compound) | (Kind::Ods, Look::Ods) => None,
        (_, Look::Nothing) => Some(("文件是空的。", "请检查是否复制完整，或向报送单位重新要一份。")),
        (_, Look::Ods) => Some(("文件其实是 .ods 表格，扩展名不对。", renamed)),
        (_, Look::Zip) => Some(("文件其实是 .xlsx 一类的压缩格式，扩展名不对。", renamed)),
        (_, Look::Compound) => Some(("文件其实是旧版 .xls 一类的格式，扩展名不对。", renamed)),
        (_, Look::Pdf) => Some(("文件其实是 PDF，不是表格。", "请向报送单位要原始的电子表格。")),
        (_, Look::WebPage) => Some(("文件其实是网页（HTML 文本），扩展名不对。", AS_XLSX)),
        (_, Look::Xml) => Some(("文件其实是 XML 文本，扩展名不对。", AS_XLSX)),
        (_, Look::Image) => Some(("文件其实是图片，不是表格。", "请向报送单位要原始的电子表格。")),
        (_, Look::Archive) => Some(("文件其实是压缩包，扩展名不对。", "请解压后把里面的表格放进来。")),
        (_, Look::RichText) => Some((
            "文件其实是文档（RTF），不是表格。",
            "请把其中的表格复制到 Excel 或 WPS 表格里，另存为 .xlsx 后再放进来。",
        )),
        (_, Look::Other) => Some(("文件其实是文本或别的格式，不是这种表格。", AS_XLSX)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(path: &str, bytes: &[u8]) -> Result<Kind, String> {
        let mut report = Report::default();
        let file = InputFile { path: path.to_owned(), bytes: bytes.to_vec() };
        tell(&file, &mut report).map_err(|_| report.sorted()[0].to_string())
    }

    #[test]
    fn the_ending_tells_the_kind_in_any_case() {
        assert_eq!(told("x/清单.CSV", b"a,b"), Ok(Kind::Csv));
        assert_eq!(told("x/清单.XLSX", b"PK\x03\x04"), Ok(Kind::Xlsx));
        assert_eq!(told("x/清单.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Ok(Kind::Xls));
    }

    #[test]
    fn other_kinds_come_with_advice() {
        for (path, advice) in
            [("a.et", "另存为 .xlsx"), ("a.doc", "复制"), ("a.pdf", "电子表格"), ("a.rar", "解压"), ("a", "另存")]
        {
            let said = told(path, b"x").unwrap_err();
            assert!(said.contains("file-kind") && said.contains(advice), "{said}");
        }
    }

    #[test]
    fn a_lock_file_is_told_from_a_list() {
        let said = told("content/~$清单.xlsx", b"PK\x03\x04").unwrap_err();
        assert!(said.contains("file-name") && said.contains("关闭"), "{said}");
    }

    #[test]
    fn a_wrong_ending_is_said_plainly() {
        for (path, bytes, said) in [
            ("a.xls", &b"\xef\xbb\xbf \n<HTML><table>"[..], "网页"),
            ("a.xls", b"\xff\xfe<\0h\0t\0m\0l\0", "文本"),
            ("a.xls", b"<?xml version=\"1.0\"?><Workbook>", "XML"),
            ("a.xls", "姓名\t金额".as_bytes(), "文本"),
            ("a.xls", b"PK\x03\x04", ".xlsx"),
            ("a.csv", b"PK\x03\x04", ".xlsx"),
            ("a.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
            ("a.xlsx", b"%PDF-1.7", "PDF"),
            ("a.csv", b"%PDF-1.7", "PDF"),
            ("a.xls", b"\xff\xd8\xff\xe0", "图片"),
            ("a.csv", b"\x89PNG\r\n\x1a\n", "图片"),
            ("a.xlsx", b"Rar!\x1a\x07", "压缩包"),
            ("a.xls", b"{\\rtf1", "RTF"),
            ("a.csv", b"<table><tr><td>", "网页"),
            ("a.ods", b"\n", "空"),
        ] {
            let found = told(path, bytes).unwrap_err();
            assert!(found.contains(said), "{path}: {found}");
        }
    }
}
