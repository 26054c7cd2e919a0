//! Templates are made smaller when a theme is loaded. Every page of a site must say the same to a browser as the
//! templates that were written.

use gongshi::diagnostic::Report;
use gongshi::folder::InputFile;
use gongshi::output::OutputFile;
use gongshi::page::SiteInput;
use gongshi::render::theme::Theme;
use scraper::{ElementRef, Html, Node};

use crate::contract::sample;
use crate::support::made;

/// The pages of the small site in a theme that changes these templates.
fn pages(overrides: &[(&str, &str)]) -> Vec<OutputFile> {
    let mut report = Report::default();
    let file =
        |(path, text): &(&str, &str)| InputFile { path: format!("themes/own/{path}"), bytes: text.as_bytes().to_vec() };
    let theme = Theme::load(overrides.iter().map(file).collect(), &mut report).unwrap();
    let (settings, archive, articles) = (sample::settings(), sample::archive_with_withdrawals(), sample::articles());
    let input =
        SiteInput { settings: &settings, archive: &archive, articles: &articles, date: sample::day("2021-06-15") };
    let files = made::files(&input, &theme, &mut report).unwrap_or_else(|_| panic!("{:?}", report.sorted()));
    files.into_iter().filter(|file| file.path.as_str().ends_with(".html")).collect()
}

/// A theme that prints a template where blanks count stays as it was written.
const AS_WRITTEN: &[(&str, &str)] = &[("unused.html", "<pre>{% include \"aids.html\" %}</pre>")];

/// Elements between which a blank is seen.
const WITHIN_LINES: &[&str] = &[
    "a", "abbr", "b", "button", "code", "del", "em", "i", "input", "ins", "label", "path", "progress", "rect",
    "select", "small", "span", "strong", "svg", "time",
];

/// What a browser makes of a page: its elements with their attributes, and what a person reads, with the blanks that
/// are seen.
#[derive(Default)]
struct Said {
    elements: Vec<String>,
    text: String,
}

impl Said {
    fn by(html: &OutputFile) -> (Vec<String>, Vec<String>) {
        let mut said = Self::default();
        said.read(Html::parse_document(std::str::from_utf8(&html.bytes).unwrap()).root_element(), 0);
        let seen = |line: &str| line.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        (said.elements, said.text.split('\u{0}').map(seen).filter(|line| !line.is_empty()).collect())
    }

    fn read(&mut self, element: ElementRef<'_>, depth: usize) {
        let mut attributes: Vec<_> = element.value().attrs().collect();
        attributes.sort_unstable();
        self.elements.push(format!("{depth} {} {attributes:?}", element.value().name()));
        let line = if WITHIN_LINES.contains(&element.value().name()) { "" } else { "\u{0}" };
        self.text.push_str(line);
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.text.push_str(text),
                Node::Comment(text) => self.elements.push(format!("{depth} <!--{}-->", &**text)),
                _ => ElementRef::wrap(child).into_iter().for_each(|child| self.read(child, depth + 1)),
            }
        }
        self.text.push_str(line);
    }
}

#[test]
fn every_page_says_the_same_as_its_templates() {
    let (small, written) = (pages(&[]), pages(AS_WRITTEN));
    assert!(small.len() > 100 && small.len() == written.len());
    for (small, written) in small.iter().zip(&written) {
        assert_eq!(small.path, written.path);
        assert!(small.bytes.len() < written.bytes.len(), "{} is not smaller", small.path);
        let ((elements, lines), (written_elements, written_lines)) = (Said::by(small), Said::by(written));
        pretty_assertions::assert_eq!(elements, written_elements, "{}", small.path);
        pretty_assertions::assert_eq!(lines, written_lines, "{}", small.path);
    }
    let size = |files: &[OutputFile]| files.iter().map(|file| file.bytes.len()).sum::<usize>();
    println!("{} pages: {} bytes as written, {} bytes", small.len(), size(&written), size(&small));
}
