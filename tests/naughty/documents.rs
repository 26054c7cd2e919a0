//! Notices and articles, each with a naughty string in its head and its text.

use std::collections::{BTreeMap, BTreeSet};

use super::{DAY, dom, refused, site, strings};
use crate::support::Site;

/// A kind of document: where one with a number stands in the sources and on the site, and how it is written.
pub(super) struct Kind {
    source: fn(usize) -> String,
    page: fn(usize) -> String,
    /// The fields of its head; the text is one more, [`TEXT`].
    fields: &'static [&'static str],
    fixed: &'static str,
    /// What makes a notice one that may be published.
    list: Option<fn(usize) -> String>,
}

pub(super) const NOTICES: Kind = Kind {
    source: |n| format!("content/sources/subsidies/n-{n}/notice.md"),
    page: |n| format!("output/site/subsidies/n-{n}/index.html"),
    fields: &["title", "document_number", "basis", "office"],
    fixed: "published = \"2021-05-01 09:00\"\nphone = \"0538-0000000\"\nsupervision_phone = \"0538-0000009\"\n\
            materials = [\"申请报告\", \"补贴发放明细表\", \"第三方审核报告\", \"网站公示截图\"]\n\
            [[applied]]\ndistrict = \"gaoxin\"\npersons = 1\namount = \"450.00\"\n",
    list: Some(|n| format!("content/sources/subsidies/n-{n}/gaoxin.csv")),
};

pub(super) const ARTICLES: Kind = Kind {
    source: |n| format!("content/articles/a-{n}.md"),
    page: |n| format!("output/site/articles/a-{n}/index.html"),
    fields: &["title", "source", "keywords", "author", "description"],
    fixed: "published = \"2021-05-01 09:00\"\n",
    list: None,
};

const TEXT: &str = "text";

/// A list of its own for every notice: one file sent twice is refused.
fn list(number: usize) -> String {
    format!("企业名称,培训人数,补贴标准(元),补贴金额(元)\n{}厂,1,450,450.00\n", strings::plain(number))
}

/// What stands in the fields of a document that are not plain.
pub(super) type Fields = BTreeMap<&'static str, String>;

impl Kind {
    fn all_fields(&self) -> impl Iterator<Item = &'static str> {
        self.fields.iter().copied().chain([TEXT])
    }

    fn written(&self, fields: &Fields) -> String {
        let value = |field: &str| fields.get(field).map_or("示例", String::as_str);
        let line = |field: &&str| format!("{field} = {}\n", toml::Value::from(value(field)));
        let head: String = self.fields.iter().map(line).collect();
        format!("+++\n{head}{}+++\n\n正文：{}\n", self.fixed, as_words(value(TEXT)))
    }

    fn lay_into(&self, site: Site, documents: &BTreeMap<usize, Fields>) -> Site {
        documents.iter().fold(site, |site, (&number, fields)| {
            let site = site.with_file(&(self.source)(number), self.written(fields));
            match self.list {
                Some(path) => site.with_file(&path(number), list(number)),
                None => site,
            }
        })
    }

    /// The documents that the program does not refuse.
    fn accepted(&self, mut documents: BTreeMap<usize, Fields>) -> (BTreeMap<usize, Fields>, Site) {
        loop {
            let site = self.lay_into(site(), &documents);
            let check = site.run(["check", "--date", DAY, "--format", "json"]);
            let mut places: BTreeSet<String> = refused(&check).into_iter().map(|place| place.0).collect();
            if places.is_empty() {
                site.run(["publish", "--date", DAY]).succeeds();
                let build = site.run(["build", "--date", DAY, "--format", "json"]);
                places = refused(&build).into_iter().map(|place| place.0).collect();
            }
            if places.is_empty() {
                return (documents, site);
            }
            let before = documents.len();
            let page = |number| (self.page)(number).replace("output/site/", "");
            documents.retain(|&number, _| !places.contains(&(self.source)(number)) && !places.contains(&page(number)));
            assert!(documents.len() < before, "{}", check.stdout.lines().next().unwrap_or_default());
        }
    }

    /// For every string one document with it in every field in which it may stand, and the site of them all.
    pub(super) fn published(&self, strings: &[String]) -> (BTreeMap<usize, Fields>, Site) {
        let alone =
            strings.iter().flat_map(|text| self.all_fields().map(move |field| Fields::from([(field, text.clone())])));
        let accepted: BTreeSet<Fields> = self.accepted((0..).zip(alone).collect()).0.into_values().collect();
        let together = strings.iter().map(|text| {
            let one = |field| Fields::from([(field, text.clone())]);
            self.all_fields().map(one).filter(|field| accepted.contains(field)).flatten().collect()
        });
        let wanted: BTreeMap<usize, Fields> = (0..).zip(together).collect();
        let (documents, site) = self.accepted(wanted.clone());
        assert!(documents == wanted, "what may stand alone may stand together");
        (documents, site)
    }

    /// The same documents in plain words.
    pub(super) fn in_plain_words(&self, documents: &BTreeMap<usize, Fields>) -> Site {
        let plain = |(&number, fields): (&usize, &Fields)| {
            // What is blank stays blank: it may be left out of a page.
            let word =
                |text: &String| if strings::folded(text).is_empty() { text.clone() } else { strings::plain(number) };
            (number, fields.iter().map(|(&field, text)| (field, word(text))).collect())
        };
        self.accepted(documents.iter().map(plain).collect()).1
    }

    /// Title and text stand on the page as they were sent, and every other word of the head somewhere on it.
    pub(super) fn is_shown_as_it_is(&self, number: usize, fields: &Fields, site: &Site) {
        let html = site.file(&(self.page)(number));
        let folded = |selector| strings::folded(&dom::texts(&html, selector).concat());
        let all = folded("body") + &strings::folded(&dom::values(&html, "meta", "content").concat());
        for (&field, text) in fields {
            let text = strings::folded(text);
            match field {
                "title" => assert_eq!(folded("h1"), text),
                TEXT => assert_eq!(folded(".prose"), format!("正文:{text}")),
                field => assert!(all.contains(&text), "{number} {field}: {text}"),
            }
        }
    }
}

/// A text in Markdown, in which every mark stands for itself.
fn as_words(text: &str) -> String {
    let escaped = |c: char| if c.is_ascii_punctuation() { format!("\\{c}") } else { c.to_string() };
    text.chars().map(escaped).collect()
}
