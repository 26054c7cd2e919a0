//! Articles: policy texts and the handbook. TOML between `+++` lines, then Markdown.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::diagnostic::{Code, Diagnostic, Failed, Report, side_by_side};
use crate::document::{self, Document};
use crate::folder::InputFile;
use crate::value::date::Published;
use crate::value::district::Slug;
use crate::value::web_address::WebAddress;

use super::outward::KnownHosts;
use super::view::Link;
use super::{address, markdown};

/// An article, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its name in addresses: the file's name.
    pub slug: Slug,
    /// 标题
    pub title: String,
    /// 发布时间
    pub published: Published,
    /// 来源
    pub source: String,
    /// 关键词, separated by commas.
    pub keywords: Option<String>,
    /// 作者
    pub author: Option<String>,
    /// What it is about.
    pub description: Option<String>,
    /// The text.
    pub html: String,
    /// Its headings of the first rank, as links to their fragments.
    pub contents: Vec<Link>,
    /// The addresses elsewhere that its text leads to, over the page that asks first.
    pub outward: Vec<WebAddress>,
    order: u32,
}

/// The front matter.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    title: String,
    published: Option<Published>,
    source: String,
    keywords: Option<String>,
    author: Option<String>,
    description: Option<String>,
    order: Option<u32>,
}

/// Reads the files of `content/articles`. Articles with an `order` come first, by it; then the newest in front. Links
/// to `known` hosts lead there directly.
///
/// # Errors
/// When a file is no article: its name, front matter or Markdown is at fault, or it has no publication date (R12).
pub fn read(files: &[InputFile], known: &KnownHosts, report: &mut Report) -> Result<Vec<Article>, Failed> {
    let names: BTreeSet<String> = files.iter().map(|file| file.stem().to_owned()).collect();
    let read = side_by_side(files, report, |file, report| article(file, &names, known, report));
    let mut articles: Vec<Article> = read.into_iter().flatten().collect();
    articles.sort_by(|a, b| (a.order, b.published, &a.slug).cmp(&(b.order, a.published, &b.slug)));
    report.pass(articles)
}

fn article(file: &InputFile, names: &BTreeSet<String>, known: &KnownHosts, report: &mut Report) -> Option<Article> {
    let slug = named(file, report)?;
    let Document { head, body, body_line } = document::front_matter::<Head>(file, report).ok()?;
    let Some(published) = head.published else {
        report.push(
            Diagnostic::error(Code::NoDate, file.location(), "文章没有发布时间。")
                .help("在开头写一行，例如 published = \"2021-04-20 09:30\"。"),
        );
        return None;
    };
    document::refuse_personal_numbers(&file.path, body_line, &body, report);
    let page = address::article(&slug);
    let source = markdown::Source { file: &file.path, first_line: body_line, articles: names, page: &page, known };
    let text = markdown::of_article(&source, &body, report);
    Some(Article {
        slug,
        title: head.title,
        published,
        source: head.source,
        keywords: head.keywords,
        author: head.author,
        description: head.description,
        html: text.html,
        contents: text.contents,
        outward: text.outward,
        order: head.order.unwrap_or(u32::MAX),
    })
}

fn named(file: &InputFile, report: &mut Report) -> Option<Slug> {
    if file.ending() != "md" {
        report.push(
            Diagnostic::error(Code::FileKind, file.location(), "文章文件夹里只放 .md 文件。")
                .help("把别的文件移走，或改成 Markdown。"),
        );
        return None;
    }
    match Slug::parse(file.stem()) {
        Ok(slug) => Some(slug),
        Err(invalid) => {
            report.push(Diagnostic::error(Code::FileName, file.location(), invalid.problem).help(invalid.help));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> InputFile {
        InputFile { path: format!("content/articles/{name}"), bytes: text.as_bytes().to_vec() }
    }

    fn complaints(name: &str, text: &str) -> Vec<String> {
        let mut report = Report::default();
        assert!(read(&[file(name, text)], &KnownHosts::default(), &mut report).is_err());
        report.sorted().iter().map(|found| format!("{} {}", found.code.as_str(), found.location)).collect()
    }

    #[test]
    fn an_article_is_read() {
        let text = "+++\r\ntitle = \"手册\"\r\npublished = \"2021-04-20 09:30\"\r\nsource = \"示例市人社局\"\r\n+++\r\n\r\n## 一、报送\r\n正文\r\n";
        let articles = read(&[file("handbook.md", text)], &KnownHosts::default(), &mut Report::default()).unwrap();
        assert_eq!(articles[0].published.to_string(), "2021-04-20 09:30");
        assert_eq!(articles[0].contents[0].label, "一、报送");
        assert!(articles[0].html.contains("<p>正文</p>"), "{}", articles[0].html);
    }

    #[test]
    fn what_is_missing_is_named_with_its_line() {
        assert_eq!(complaints("a.md", "正文"), ["front-matter content/articles/a.md"]);
        let unknown = "+++\ntitle = \"甲\"\ntitel = 1\nsource = \"乙\"\n+++\n";
        assert_eq!(complaints("a.md", unknown), ["front-matter content/articles/a.md 第3行"]);
        let undated = "+++\ntitle = \"甲\"\nsource = \"乙\"\n+++\n";
        assert_eq!(complaints("a.md", undated), ["R12 content/articles/a.md"]);
        assert_eq!(complaints("文章.md", undated), ["file-name content/articles/文章.md"]);
    }

    #[test]
    fn ordered_articles_come_first_then_the_newest() {
        let text = |day: &str, order: &str| {
            format!("+++\ntitle = \"甲\"\nsource = \"乙\"\npublished = \"{day}\"\n{order}\n+++\n正文\n")
        };
        let files = [
            file("a.md", &text("2021-01-01", "")),
            file("b.md", &text("2021-02-01", "")),
            file("c.md", &text("2020-01-01", "order = 1")),
        ];
        let articles = read(&files, &KnownHosts::default(), &mut Report::default()).unwrap();
        let names: Vec<_> = articles.iter().map(|article| article.slug.as_str()).collect();
        assert_eq!(names, ["c", "b", "a"]);
    }
}
