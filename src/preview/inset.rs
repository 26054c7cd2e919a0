//! What a page in preview has beside its own: the banner, the findings, and the way to the preview's style and script.

use crate::diagnostic::{Diagnostic, ForPeople, Report, Severity};
use crate::page::text::escape;

use super::RESERVED;
use super::board::Files;

/// How many findings are shown; the terminal says the rest.
const SHOWN: usize = 50;

/// What is put into pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Inset {
    /// At the top of the body.
    body: String,
}

/// What pages show of a report. `files` is the site they belong to, if there is one.
pub(super) fn of(banner: &str, report: &Report, files: Option<&Files>) -> Inset {
    let mut body = String::from(
        "<aside class=\"preview-inset\" aria-label=\"预览\">\n<p class=\"preview-banner\"><strong>预览</strong> <span>",
    );
    escape(banner, &mut body);
    body.push_str("</span></p>\n");
    if !report.is_empty() {
        add_report(report, files, &mut body);
    }
    body.push_str("</aside>\n");
    Inset { body }
}

/// The findings, the heaviest first: what stands in the way of the page comes before what is merely remarkable.
fn add_report(report: &Report, files: Option<&Files>, to: &mut String) {
    let mut findings = report.sorted();
    findings.sort_by_key(|found| found.severity);
    let (class, lead) = match (report.has_errors(), files) {
        (true, Some(_)) => ("preview-errors", "没有生成成功，下面仍是改动以前的页面，改好保存就会更新："),
        (true, None) => ("preview-errors", "没有生成成功，还没有页面可看，改好保存就会出现："),
        (false, _) => ("preview-warnings", "已生成，另有："),
    };
    to.push_str(&format!("<div class=\"preview-report {class}\" role=\"status\">\n<p class=\"preview-lead\">{lead}"));
    escape(&ForPeople::of(report).totals, to);
    to.push_str("</p>\n<ul>\n");
    findings.iter().take(SHOWN).for_each(|found| add_finding(found, to));
    to.push_str("</ul>\n");
    if let Some(rest) = findings.len().checked_sub(SHOWN).filter(|rest| *rest > 0) {
        to.push_str(&format!("<p class=\"preview-lead\">还有 {rest} 条，见命令行窗口。</p>\n"));
    }
    to.push_str("</div>\n");
}

fn add_finding(found: &Diagnostic, to: &mut String) {
    let class = match found.severity {
        Severity::Error => "preview-error",
        Severity::Warning | Severity::Note => "preview-warning",
    };
    to.push_str(&format!("<li class=\"{class}\"><strong>{}</strong> ", found.severity.label()));
    escape(&found.message, to);
    add_line("位置", &found.location.to_string(), to);
    add_line("原文", found.found.as_deref().unwrap_or_default(), to);
    add_line("办法", found.help.as_deref().unwrap_or_default(), to);
    to.push_str("</li>\n");
}

fn add_line(what: &str, text: &str, to: &mut String) {
    if !text.is_empty() {
        to.push_str(&format!("<br><span class=\"preview-what\">{what}：</span>"));
        escape(text, to);
    }
}

impl Inset {
    /// A page with the inset: the style and the script at the end of its head, the rest at the top of its body. A page
    /// whose template leaves those tags out gets both at its end.
    pub(super) fn put_in(&self, page: &[u8], state: &str) -> Vec<u8> {
        let Ok(html) = std::str::from_utf8(page) else { return page.to_vec() };
        let links = links(state);
        let head = html.find("</head>");
        let body = head.and_then(|head| Some((head, head + after_tag(&html[head..], "<body")?)));
        match body {
            Some((head, body)) => [&html[..head], &links, &html[head..body], "\n", &self.body, &html[body..]].concat(),
            None => [html, &links, &self.body].concat(),
        }
        .into_bytes()
    }

    /// The page that is shown while there is no site.
    pub(super) fn alone(&self, state: &str) -> Vec<u8> {
        let Self { body } = self;
        let links = links(state);
        format!(
            "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
             content=\"width=device-width, initial-scale=1\">\n<title>预览</title>\n{links}</head>\n<body class=\"preview-alone\">\n{body}</body>\n</html>\n"
        )
        .into_bytes()
    }
}

/// The style and the script; the script is told the state in which its page was loaded.
fn links(state: &str) -> String {
    format!(
        "<link rel=\"stylesheet\" href=\"{RESERVED}preview.css\">\n\
         <script src=\"{RESERVED}preview.js\" id=\"preview-script\" data-state=\"{state}\" defer></script>\n"
    )
}

/// Where the first tag that starts so has ended.
fn after_tag(html: &str, tag: &str) -> Option<usize> {
    let start = html.find(tag)?;
    Some(start + html[start..].find('>')? + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Location};

    fn report(message: &str) -> Report {
        let mut report = Report::default();
        report.push(Diagnostic::error(Code::Theme, Location::file("themes/a.html").row(3), message).help("请修改。"));
        report
    }

    fn text(bytes: Vec<u8>) -> String {
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn it_stands_in_head_and_body() {
        let inset = of("乙", &Report::default(), Some(&Files::default()));
        let page = text(inset.put_in("<head><title>甲</title></head><body class=\"a\"><p>甲".as_bytes(), "7-1"));
        let at = |part: &str| page.find(part).unwrap_or_else(|| panic!("{part} in {page}"));
        assert!(at("preview.css") < at("</head>") && at("data-state=\"7-1\"") < at("</head>"));
        assert!(at("<body class=\"a\">") < at("预览</strong> <span>乙") && at("</aside>") < at("<p>甲"));
        assert!(!page.contains("preview-report"));
    }

    #[test]
    fn a_page_without_those_tags_has_it_too() {
        let inset = of("乙", &Report::default(), Some(&Files::default()));
        let page = text(inset.put_in("<title>甲</title><p>甲".as_bytes(), "7-1"));
        assert!(page.starts_with("<title>甲</title><p>甲") && page.contains("preview.js") && page.contains("<aside"));
        assert_eq!(inset.put_in(b"\xff", "7-1"), b"\xff", "what is no text stays");
    }

    #[test]
    fn findings_are_told_as_text() {
        let page = text(of("", &report("“<b>”不是变量。"), None).alone("7-1"));
        assert!(page.contains("<strong>错误</strong> “&lt;b&gt;”不是变量。<br>"), "{page}");
        assert!(page.contains("themes/a.html 第3行") && page.contains("请修改。") && page.contains("还没有页面可看"));
    }

    #[test]
    fn errors_come_before_warnings_and_many_are_counted() {
        let mut report = report("丙");
        for row in 0..60 {
            report.push(Diagnostic::warning(Code::EmptyPage, Location::file("a").row(row), "甲"));
        }
        let page = text(of("", &report, Some(&Files::default())).alone("7-1"));
        assert!(page.find("错误</strong> 丙") < page.find("警告</strong> 甲") && page.contains("还有 11 条"), "{page}");
        assert!(page.contains("改好保存就会更新：1 个错误，60 个警告"), "{page}");
    }
}
