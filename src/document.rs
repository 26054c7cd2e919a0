//! TOML files, and Markdown documents that open with TOML between `+++` lines.

use serde::de::DeserializeOwned;

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::folder::InputFile;
use crate::value::personal_number::{self, PersonalNumber};

/// A document's two parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document<T> {
    /// What stands between the `+++` lines.
    pub head: T,
    /// What follows, as Markdown.
    pub body: String,
    /// The line of the file on which the body starts, from 1.
    pub body_line: u32,
}

/// Reads a whole file as TOML.
///
/// # Errors
/// When it is not UTF-8, not TOML, or not of the wanted form; the finding names the line.
pub fn toml<T: DeserializeOwned>(file: &InputFile, code: Code, report: &mut Report) -> Result<T, Failed> {
    let text = utf8(file, report)?;
    parse(file, text, 0, code, report)
}

/// Reads a file as a document with front matter.
///
/// # Errors
/// When it is not UTF-8, has no front matter, or the front matter is not of the wanted form.
pub fn front_matter<T: DeserializeOwned>(file: &InputFile, report: &mut Report) -> Result<Document<T>, Failed> {
    let text = utf8(file, report)?.replace("\r\n", "\n");
    let Some((head, body)) = text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n")) else {
        return report.fail(
            Diagnostic::error(Code::FrontMatter, file.location(), "文件开头没有用 +++ 行括起来的信息。")
                .help("第一行写 +++，然后是标题等信息，再写一行 +++，之后才是正文。"),
        );
    };
    let body_line = u32::try_from(head.lines().count()).unwrap_or(u32::MAX).saturating_add(3);
    let head = parse(file, head, 1, Code::FrontMatter, report)?;
    Ok(Document { head, body: body.to_owned(), body_line })
}

/// Refuses personal numbers in a document's body: it will be published as it is. The finished pages are scanned once
/// more.
pub fn refuse_personal_numbers(file: &str, body_line: u32, body: &str, report: &mut Report) {
    for (number, range) in personal_number::find(body) {
        let lines = u32::try_from(body[..range.start].matches('\n').count()).unwrap_or(0);
        report.push(personal_number_in(number, Location::file(file).row(body_line.saturating_add(lines))));
    }
}

/// The finding of a personal number in text that will be published.
pub fn personal_number_in(number: PersonalNumber, place: Location) -> Diagnostic {
    Diagnostic::error(Code::PrivateText, place, format!("会公开的文字里有{}。", number.name()))
        .help("请删去这个号码；联系方式只留办公电话。")
}

fn utf8<'a>(file: &'a InputFile, report: &mut Report) -> Result<&'a str, Failed> {
    match std::str::from_utf8(&file.bytes) {
        Ok(text) => Ok(text.trim_start_matches('\u{feff}')),
        Err(_) => report.fail(
            Diagnostic::error(Code::Encoding, file.location(), "文件不是 UTF-8 编码。")
                .help("请用记事本等另存为 UTF-8。"),
        ),
    }
}

fn parse<T: DeserializeOwned>(
    file: &InputFile,
    text: &str,
    lines_before: u32,
    code: Code,
    report: &mut Report,
) -> Result<T, Failed> {
    toml::from_str(text).or_else(|error| {
        let before = error.span().map_or(0, |span| text[..span.start].matches('\n').count());
        let line = u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1 + lines_before);
        report.fail(Diagnostic::error(code, file.location().row(line), in_chinese(error.message())))
    })
}

/// The commonest complaints of the TOML reader, in Chinese; its own words are added where they hold a name.
fn in_chinese(message: &str) -> String {
    let quoted = || message.split('`').nth(1).unwrap_or_default();
    if message.starts_with("unknown field") {
        format!("不认识的项目“{}”。", quoted())
    } else if message.starts_with("missing field") {
        format!("缺少项目“{}”。", quoted())
    } else if message.starts_with("duplicate") {
        "同一项目写了两次。".to_owned()
    } else if message.is_ascii() {
        format!("写法有误（{message}）。")
    } else {
        message.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Head {
        title: String,
    }

    fn read(text: &str) -> Result<Document<Head>, String> {
        let file = InputFile { path: "a.md".to_owned(), bytes: text.as_bytes().to_vec() };
        let mut report = Report::default();
        front_matter(&file, &mut report).map_err(|_| report.sorted()[0].to_string())
    }

    #[test]
    fn a_document_has_a_head_and_a_body() {
        let document = read("+++\ntitle = \"一\"\n+++\n正文\n").unwrap();
        assert_eq!((document.head.title.as_str(), document.body.as_str(), document.body_line), ("一", "正文\n", 4));
    }

    #[test]
    fn mistakes_name_their_line() {
        assert!(read("正文").unwrap_err().contains("没有用 +++"));
        assert!(
            read("+++\ntitle = \"一\"\nx = 1\n+++\n").unwrap_err().contains("不认识的项目“x”。\n  位置：a.md 第3行")
        );
        assert!(read("+++\na = \n+++\n").unwrap_err().contains("第2行"));
    }
}
