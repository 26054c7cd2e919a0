//! Markdown → HTML, with the traps of Markdown in Chinese texts made errors.
//!
//! `王*明、李*华` would lose its stars and turn slanted; `**公示期。**自…` would keep them. Raw HTML, inline styles
//! and pictures never reach a page. Data never passes through here.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Alignment, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, html};

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::output::SitePath;
use crate::value::district::Slug;
use crate::value::web_address::WebAddress;

use super::address;
use super::outward::{KnownHosts, MARK, Target};
use super::view::Link;

/// Where a text comes from, and what it may link to.
pub(super) struct Source<'s> {
    /// The file's path.
    pub(super) file: &'s str,
    /// The line of the file that the text starts on.
    pub(super) first_line: u32,
    /// The names of all articles.
    pub(super) articles: &'s BTreeSet<String>,
    /// The page that the text will stand on.
    pub(super) page: &'s SitePath,
    /// The hosts to which its links may lead directly.
    pub(super) known: &'s KnownHosts,
}

/// A text as HTML.
pub(super) struct Text {
    /// The markup.
    pub(super) html: String,
    /// Its headings of the first rank.
    pub(super) contents: Vec<Link>,
    /// The addresses to which its links lead over the page that asks first.
    pub(super) outward: Vec<WebAddress>,
}

/// The text of an article.
pub(super) fn of_article(source: &Source<'_>, body: &str, report: &mut Report) -> Text {
    convert(source, body, report)
}

/// The text of a frozen notice. Its edition can no longer be mended, so stars that Markdown would eat are kept as
/// they are; what is left is reported at the notice's address.
pub(super) fn of_notice(id: &Slug, known: &KnownHosts, body: &str, report: &mut Report) -> Text {
    let (file, page, kept) = (format!("subsidies/{id}"), address::notice(id), keep_stars(body));
    let source = Source { file: &file, first_line: 1, articles: &BTreeSet::new(), page: &page, known };
    convert(&source, &kept, report)
}

/// Reports what could not be shown of a notice's text, while it can still be mended: before an edition freezes it.
pub fn check_notice(file: &str, first_line: u32, body: &str, report: &mut Report) {
    let (page, known) = (address::notices(), KnownHosts::default());
    let source = Source { file, first_line, articles: &BTreeSet::new(), page: &page, known: &known };
    convert(&source, &keep_stars(body), report);
}

/// Puts a backslash before each star of a run that masks something.
fn keep_stars(body: &str) -> String {
    let mut kept = String::with_capacity(body.len());
    let mut from = 0;
    for run in masking_stars(body) {
        kept.push_str(&body[from..run.start]);
        kept.push_str(&"\\*".repeat(run.len()));
        from = run.end;
    }
    kept.push_str(&body[from..]);
    kept
}

/// Runs of stars between letters or digits that are no `**` pair: one star, or three and more.
fn masking_stars(body: &str) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(found) = body[at..].find('*') {
        let start = at + found;
        let length = body[start..].len() - body[start..].trim_start_matches('*').len();
        let letter = |c: char| c.is_alphanumeric();
        let between = body[..start].ends_with(letter) && body[start + length..].starts_with(letter);
        if between && length != 2 {
            runs.push(start..start + length);
        }
        at = start + length;
    }
    runs
}

fn convert(source: &Source<'_>, body: &str, report: &mut Report) -> Text {
    for run in masking_stars(body) {
        source.complain(
            body,
            run.start,
            "文字之间的星号会被当作排版标记吃掉。",
            "在每个星号前加反斜杠，写成 \\*。",
            report,
        );
    }
    let events: Vec<_> = Parser::new_ext(body, Options::ENABLE_TABLES).into_offset_iter().collect();
    let first_rank = events.iter().filter_map(|(event, _)| rank(event)).min();
    let mut writer = Writer {
        source,
        body,
        report,
        first_rank,
        heading: None,
        contents: Vec::new(),
        outward: Vec::new(),
        mark: None,
    };
    let mut html = String::with_capacity(body.len() * 2);
    html::push_html(&mut html, events.into_iter().flat_map(|(event, range)| writer.event(event, &range)).flatten());
    Text { html, contents: writer.contents, outward: writer.outward }
}

fn rank(event: &Event<'_>) -> Option<usize> {
    match event {
        Event::Start(Tag::Heading { level, .. }) => Some(*level as usize),
        _ => None,
    }
}

impl Source<'_> {
    fn complain(&self, body: &str, at: usize, message: &str, help: &str, report: &mut Report) {
        let lines = body[..at].matches('\n').count();
        let row = self.first_line + u32::try_from(lines).unwrap_or(0);
        let place = Location::file(self.file).row(row);
        report.push(Diagnostic::error(Code::Markdown, place, message).help(help));
    }
}

/// What becomes of one event: two events at most.
type Pair<'e> = [Option<Event<'e>>; 2];

/// Nothing becomes of it.
const NONE: Pair<'static> = [None, None];

fn one(event: Event<'_>) -> Pair<'_> {
    [Some(event), None]
}

/// Turns events of Markdown into events of the site.
struct Writer<'w, 's> {
    source: &'w Source<'s>,
    body: &'w str,
    report: &'w mut Report,
    first_rank: Option<usize>,
    /// The heading that is open, with its words so far.
    heading: Option<(usize, String)>,
    contents: Vec<Link>,
    outward: Vec<WebAddress>,
    /// What stands behind the words of the link that is open.
    mark: Option<&'static str>,
}

impl Writer<'_, '_> {
    fn event<'e>(&mut self, event: Event<'e>, range: &Range<usize>) -> Pair<'e> {
        match event {
            Event::Html(_) | Event::InlineHtml(_) => {
                self.complain(range, "正文里不能写 HTML。", "请用 Markdown；尖括号本身写成 &lt; 和 &gt;。");
                NONE
            }
            Event::Start(Tag::Image { .. }) => {
                self.complain(range, "文章里还不能放图片。", "请把图片的内容写成文字。");
                NONE
            }
            Event::End(TagEnd::Image) => NONE,
            Event::Text(text) => one(self.text(text, range)),
            Event::Start(Tag::Heading { .. }) => one(self.heading_starts(&event)),
            Event::End(TagEnd::Heading(_)) => one(self.heading_ends(event)),
            // The alignment would become a style attribute, which the page's policy forbids.
            Event::Start(Tag::Table(columns)) => {
                let table = Event::Start(Tag::Table(vec![Alignment::None; columns.len()]));
                [Some(fixed("<div class=\"scroll\" tabindex=\"0\">")), Some(table)]
            }
            Event::End(TagEnd::Table) => [Some(event), Some(fixed("</div>"))],
            Event::Start(Tag::Link { link_type: LinkType::Email, dest_url, .. }) => {
                one(opening(&format!("mailto:{dest_url}"), ""))
            }
            Event::Start(Tag::Link { dest_url, .. }) => one(self.link_starts(&dest_url, range)),
            Event::End(TagEnd::Link) => self.link_ends(),
            other => one(other),
        }
    }

    fn text<'e>(&mut self, text: CowStr<'e>, range: &Range<usize>) -> Event<'e> {
        // Stars that pair with nothing come one by one; an escaped one starts after its backslash.
        let before = &self.body[..range.start];
        let is_escaped = before.trim_end_matches('*').ends_with('\\');
        if text.starts_with('*') && before.ends_with('*') && !is_escaped {
            self.complain(range, "加粗没有生效，页面上会留下 **。", "把标点移到 ** 外面，例如 **公示期**。");
        }
        if let Some((_, words)) = &mut self.heading {
            words.push_str(&text);
        }
        Event::Text(text)
    }

    /// The text's first rank becomes `h2`: the page's one `h1` is its title.
    fn heading_starts<'e>(&mut self, event: &Event<'e>) -> Event<'e> {
        let rank = rank(event).unwrap_or(2);
        let depth = rank - self.first_rank.unwrap_or(rank);
        self.heading = Some((depth, String::new()));
        if depth == 0 {
            let id = format!("section-{}", self.contents.len() + 1);
            return raw(format!("<h2 id=\"{id}\">"));
        }
        raw(format!("<h{}>", (depth + 2).min(6)))
    }

    fn heading_ends<'e>(&mut self, event: Event<'e>) -> Event<'e> {
        let Some((depth, words)) = self.heading.take() else { return event };
        if depth == 0 {
            self.contents.push(Link { label: words, href: format!("#section-{}", self.contents.len() + 1) });
        }
        raw(format!("</h{}>\n", (depth + 2).min(6)))
    }

    /// What is elsewhere on the web opens without telling where from; the page that asks comes before it where the
    /// host is not known.
    fn link_starts<'e>(&mut self, to: &str, range: &Range<usize>) -> Event<'e> {
        match Target::of(to) {
            Ok(Target::Near(to)) => {
                let href = self.near(to, range);
                opening(&href, "")
            }
            Ok(Target::Web(address)) if self.source.known.know(&address) => {
                opening(address.as_str(), " rel=\"noopener noreferrer\"")
            }
            Ok(Target::Web(address)) => {
                let href = self.source.page.link_to(&address::leaving(&address));
                // Paper spells it out.
                let mut attribute = String::from(" data-address=\"");
                super::text::escape(address.as_str(), &mut attribute);
                attribute.push('"');
                self.mark = Some(MARK);
                self.outward.push(address);
                opening(&href, &attribute)
            }
            Err(invalid) => {
                self.complain(range, invalid.problem, invalid.help);
                opening("", "")
            }
        }
    }

    fn link_ends<'e>(&mut self) -> Pair<'e> {
        let mark = self.mark.take().map(|mark| raw(format!("<span class=\"outward\">{mark}</span>")));
        [mark, Some(fixed("</a>"))]
    }

    /// `handbook.md#…` leads to the article's page.
    fn near(&mut self, to: &str, range: &Range<usize>) -> String {
        let (page, fragment) = to.split_once('#').map_or((to, None), |(page, fragment)| (page, Some(fragment)));
        let Some(name) = page.strip_suffix(".md") else { return to.to_owned() };
        if !self.source.articles.contains(name) {
            self.complain(range, "链接指向的文章不存在。", "写文章文件夹里另一篇的文件名，例如 handbook.md。");
        }
        format!("../{name}/index.html{}", fragment.map_or(String::new(), |it| format!("#{it}")))
    }

    fn complain(&mut self, range: &Range<usize>, message: &str, help: &str) {
        self.source.complain(self.body, range.start, message, help, self.report);
    }
}

/// The start of a link.
fn opening<'e>(href: &str, attributes: &str) -> Event<'e> {
    let mut escaped = String::new();
    super::text::escape(href, &mut escaped);
    raw(format!("<a href=\"{escaped}\"{attributes}>"))
}

/// Markup of our own.
fn raw<'e>(markup: String) -> Event<'e> {
    Event::InlineHtml(CowStr::from(markup))
}

/// Markup of our own that is always the same.
fn fixed<'e>(markup: &'static str) -> Event<'e> {
    Event::InlineHtml(CowStr::from(markup))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(body: &str) -> (Text, Report) {
        let names = BTreeSet::from(["handbook".to_owned()]);
        let mut report = Report::default();
        let page = SitePath::new("articles/a/index.html");
        let known = KnownHosts::default();
        let source = Source { file: "a.md", first_line: 6, articles: &names, page: &page, known: &known };
        (of_article(&source, body, &mut report), report)
    }

    fn html(body: &str) -> String {
        let (text, report) = article(body);
        assert!(!report.has_errors(), "{:?}", report.sorted());
        text.html
    }

    fn rows(body: &str) -> Vec<Option<u32>> {
        article(body).1.sorted().iter().map(|found| found.location.row).collect()
    }

    #[test]
    fn stars_that_mask_are_errors_with_their_line() {
        assert_eq!(rows("好\n\n王*明、李*华"), [Some(8), Some(8)][..1]);
        assert_eq!(rows("3709****1186 与 3709****1187"), [Some(6)]);
        assert_eq!(rows("**公示期。**自即日起"), [Some(6)]);
        assert_eq!(html("本**公示期**自即日起"), "<p>本<strong>公示期</strong>自即日起</p>\n");
        assert_eq!(html("王\\*明"), "<p>王*明</p>\n");
    }

    #[test]
    fn stars_of_a_frozen_notice_stay() {
        let mut report = Report::default();
        let id = Slug::parse("2021-03").unwrap();
        let text = of_notice(&id, &KnownHosts::default(), "王*明、李*华、3709****1186", &mut report);
        assert_eq!(text.html, "<p>王*明、李*华、3709****1186</p>\n");
        assert!(!report.has_errors());
    }

    #[test]
    fn html_and_pictures_are_refused() {
        assert_eq!(rows("a<br>b"), [Some(6)]);
        assert_eq!(rows("好\n\n<script>alert(1)</script>"), [Some(8)]);
        assert_eq!(rows("![图](a.png)"), [Some(6)]);
    }

    #[test]
    fn headings_start_at_the_second_rank_and_have_names() {
        let (text, _) = article("# 一\n\n## 细\n\n# 二\n");
        assert_eq!(text.html, "<h2 id=\"section-1\">一</h2>\n<h3>细</h3>\n<h2 id=\"section-2\">二</h2>\n");
        assert_eq!(text.contents[1], Link { label: "二".into(), href: "#section-2".into() });
    }

    #[test]
    fn links_lead_to_pages() {
        assert!(html("[手册](handbook.md#section-2)").contains("href=\"../handbook/index.html#section-2\""));
        assert_eq!(html("<rsj@example.com>"), "<p><a href=\"mailto:rsj@example.com\">rsj@example.com</a></p>\n");
        assert_eq!(rows("[无](none.md)"), [Some(6)]);
        assert_eq!(rows("[坏](javascript:alert(1))"), [Some(6)]);
    }

    #[test]
    fn who_would_leave_for_an_unknown_host_is_asked() {
        let text = article("[外](https://example.com/?a=1&b)").0;
        let page = address::leaving(&text.outward[0]);
        assert_eq!(text.outward[0].as_str(), "https://example.com/?a=1&b");
        let mark = "<span class=\"outward\">（外部网站）</span>";
        let address = "data-address=\"https://example.com/?a=1&amp;b\"";
        assert_eq!(text.html, format!("<p><a href=\"../../{page}\" {address}>外{mark}</a></p>\n"));
    }

    #[test]
    fn links_that_hide_where_they_lead_are_refused() {
        for bad in ["https://www.gov.cn@evil.example/", "//evil.example/", "/\\evil.example", "/a.html", "ftp://a.cn/"]
        {
            assert_eq!(rows(&format!("好\n\n[坏](<{bad}>)")), [Some(8)], "{bad}");
        }
    }

    #[test]
    fn tables_carry_no_style() {
        let table = html("| 甲 | 乙 |\n|:--|--:|\n| 1 | 2 |\n");
        assert!(
            table.starts_with("<div class=\"scroll\" tabindex=\"0\"><table>") && !table.contains("style"),
            "{table}"
        );
    }
}
