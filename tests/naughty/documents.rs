//! Notices and articles, each with a naughty string in its head and its text.
//!
//! The program says what it accepts; the pages of what it accepts are then made in memory, where a thousand of them cost
//! nothing.

use std::collections::{BTreeMap, BTreeSet};

use gongshi::diagnostic::{Failed, Report};
use gongshi::edition::archive::Archive;
use gongshi::edition::draft::{NewNotice, Proposal, draft};
use gongshi::edition::notice::{NoticeHead, PublicNotice};
use gongshi::folder::InputFile;
use gongshi::page::KnownHosts;
use gongshi::page::article::{self, Article};
use gongshi::value::date::Published;
use gongshi::value::district::Slug;

use super::pages::{self, Pages};
use super::{DAY, dom, refused, site, strings};

/// The field that is no line of a head.
const TEXT: &str = "text";

/// What stands in the fields of a document that are not plain.
pub(super) type Fields = BTreeMap<&'static str, String>;

/// Documents by their numbers.
pub(super) type Documents = BTreeMap<usize, Fields>;

/// A kind of document.
pub(super) struct Kind {
    /// The fields of its head; the text is one more, [`TEXT`].
    fields: &'static [&'static str],
    accepted: fn(Documents) -> Documents,
    pages: fn(&Documents) -> Pages,
    page: fn(usize) -> String,
}

pub(super) const NOTICES: Kind = Kind {
    fields: &["title", "document_number", "basis", "office"],
    accepted: accepted_notices,
    pages: |documents| pages::of(&pages::settings(), &notices(documents), &[]),
    page: |number| format!("subsidies/n-{number}/index.html"),
};

pub(super) const ARTICLES: Kind = Kind {
    fields: &["title", "source", "keywords", "author", "description"],
    accepted: |mut documents| {
        documents.retain(|&number, fields| read(&[article_file(number, fields)]).is_ok());
        documents
    },
    pages: |documents| pages::of(&pages::settings(), &Archive::default(), &articles(documents)),
    page: |number| format!("articles/a-{number}/index.html"),
};

/// A text in Markdown, in which every mark stands for itself.
fn as_words(text: &str) -> String {
    let escaped = |c: char| if c.is_ascii_punctuation() { format!("\\{c}") } else { c.to_string() };
    text.chars().map(escaped).collect()
}

fn value<'f>(fields: &'f Fields, field: &str) -> &'f str {
    fields.get(field).map_or("示例", String::as_str)
}

fn body(fields: &Fields) -> String {
    format!("正文：{}\n", as_words(value(fields, TEXT)))
}

fn head(names: &[&str], fields: &Fields) -> String {
    names.iter().map(|name| format!("{name} = {}\n", toml::Value::from(value(fields, name)))).collect()
}

fn article_file(number: usize, fields: &Fields) -> InputFile {
    let head = head(ARTICLES.fields, fields);
    let text = format!("+++\n{head}published = \"2021-05-01 09:00\"\n+++\n{}", body(fields));
    InputFile { path: format!("content/articles/a-{number}.md"), bytes: text.into_bytes() }
}

fn read(files: &[InputFile]) -> Result<Vec<Article>, Failed> {
    article::read(files, &KnownHosts::of(&pages::settings().site), &mut Report::default())
}

fn articles(documents: &Documents) -> Vec<Article> {
    let files: Vec<_> = documents.iter().map(|(&number, fields)| article_file(number, fields)).collect();
    read(&files).unwrap_or_else(|_| panic!("each of them was accepted"))
}

/// The notices that `check` does not refuse.
fn accepted_notices(documents: Documents) -> Documents {
    let folder = |number: usize| format!("content/sources/subsidies/n-{number}");
    let site = documents.iter().fold(site(), |site, (&number, fields)| {
        let notice = format!(
            "+++\n{}published = \"{DAY} 09:00\"\nphone = \"0538-0000000\"\nsupervision_phone = \"0538-0000009\"\n\
             materials = [\"申请报告\", \"补贴发放明细表\", \"第三方审核报告\", \"网站公示截图\"]\n\
             [[applied]]\ndistrict = \"gaoxin\"\npersons = 1\namount = \"450.00\"\n+++\n{}",
            head(NOTICES.fields, fields),
            body(fields)
        );
        let row = format!("企业名称,培训人数,补贴标准(元),补贴金额(元)\n{}厂,1,450,450.00\n", strings::plain(number));
        site.with_file(&format!("{}/notice.md", folder(number)), notice)
            .with_file(&format!("{}/gaoxin.csv", folder(number)), row)
    });
    let check = site.run(["check", "--date", DAY, "--format", "json"]);
    let refused: BTreeSet<String> = refused(&check).into_iter().map(|place| place.0).collect();
    documents.into_iter().filter(|(number, _)| !refused.contains(&format!("{}/notice.md", folder(*number)))).collect()
}

/// An archive of one edition with notices.
fn notices(documents: &Documents) -> Archive {
    let notice = |(&number, fields): (&usize, &Fields)| {
        let text = |field: &str| value(fields, field).to_owned();
        let head = NoticeHead {
            title: text("title"),
            document_number: text("document_number"),
            basis: text("basis"),
            office: text("office"),
            published: Published::parse(DAY).unwrap(),
            period_first: DAY.parse().unwrap(),
            period_last: DAY.parse().unwrap(),
            period_rule: "示例".to_owned(),
            phone: "0538-0000000".to_owned(),
            supervision_phone: "0538-0000009".to_owned(),
            districts: vec![Slug::parse("gaoxin").unwrap()],
        };
        NewNotice {
            id: Slug::parse(&format!("n-{number}")).unwrap(),
            notice: PublicNotice { head, body: body(fields) },
        }
    };
    let notices = documents.iter().map(notice).collect();
    let organization = "示例局".to_owned();
    let proposal = Proposal { date: DAY.parse().unwrap(), note: None, organization, lists: Vec::new(), notices };
    let drafted = draft(&Archive::default(), &proposal, &mut Report::default());
    Archive::default().with(drafted.unwrap_or_else(|_| panic!("the notices are new")).frozen().clone())
}

impl Kind {
    fn all_fields(&self) -> impl Iterator<Item = &'static str> {
        self.fields.iter().copied().chain([TEXT])
    }

    /// For every string one document with it in every field in which it may stand.
    pub(super) fn documents(&self, strings: &[String]) -> Documents {
        let one = |text: &String, field| Fields::from([(field, text.clone())]);
        let alone = strings.iter().flat_map(|text| self.all_fields().map(move |field| one(text, field)));
        let accepted: BTreeSet<Fields> = (self.accepted)((0..).zip(alone).collect()).into_values().collect();
        let together = |text: &String| {
            self.all_fields().map(|field| one(text, field)).filter(|field| accepted.contains(field)).flatten().collect()
        };
        (0..).zip(strings.iter().map(together)).collect()
    }

    pub(super) fn pages(&self, documents: &Documents) -> Pages {
        (self.pages)(documents)
    }

    /// Title and text stand on the page as they were sent, and every other word of the head somewhere on it.
    pub(super) fn is_shown_as_it_is(&self, number: usize, fields: &Fields, pages: &Pages) {
        let html = pages.text(&(self.page)(number));
        let folded = |selector| strings::folded(&dom::texts(html, selector).concat());
        let all = folded("body") + &strings::folded(&dom::values(html, "meta", "content").concat());
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

/// The same documents in plain words.
pub(super) fn in_plain_words(documents: &Documents) -> Documents {
    let plain = |(&number, fields): (&usize, &Fields)| {
        // What is blank stays blank: it may be left out of a page.
        let word = |text: &String| {
            if strings::folded(text).is_empty() { text.clone() } else { strings::plain(number) }
        };
        (number, fields.iter().map(|(&field, text)| (field, word(text))).collect())
    };
    documents.iter().map(plain).collect()
}
