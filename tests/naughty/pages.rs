//! All files of a site, in memory or read from a folder, and what must hold for all of them.

use std::collections::BTreeMap;

use gongshi::diagnostic::Report;
use gongshi::edition::archive::Archive;
use gongshi::page::SiteInput;
use gongshi::page::article::Article;
use gongshi::render::theme::Theme;
use gongshi::scan::scan;
use gongshi::settings::{Root, Settings};

use super::{DAY, dom};
use crate::support::{Site, checker, made, repository, run};

/// The text files of a site by their addresses.
pub(super) struct Pages(BTreeMap<String, String>);

/// The settings of the small site.
pub(super) fn settings() -> Settings {
    let root = Root::new(repository("tests/cases/base"));
    Settings::load(&root, &mut Report::default()).unwrap_or_else(|_| panic!("the base has sound settings"))
}

/// The finished site of what was read, which the scan lets pass.
pub(super) fn of(settings: &Settings, archive: &Archive, articles: &[Article]) -> Pages {
    let mut report = Report::default();
    let input = SiteInput { settings, archive, articles, date: DAY.parse().unwrap() };
    let theme = Theme::load(Vec::new(), &mut report);
    let files = theme.and_then(|theme| made::files(&input, &theme, &mut report));
    let files = files.and_then(|files| scan(&files, &mut report).map(|_| files));
    let files = files.unwrap_or_else(|_| panic!("{:?}", report.sorted()));
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).ok();
    Pages(files.into_iter().filter_map(|file| Some((file.path.to_string(), text(file.bytes)?))).collect())
}

impl Pages {
    /// The files of a site that the program built.
    pub(super) fn built(site: &Site) -> Self {
        let files = site.files("output/site").0.into_iter();
        Self(files.filter_map(|(path, bytes)| Some((path, String::from_utf8(bytes).ok()?))).collect())
    }

    pub(super) fn text(&self, path: &str) -> &str {
        self.0.get(path).unwrap_or_else(|| panic!("there is no {path}"))
    }

    pub(super) fn ending<'p>(&'p self, ending: &'p str) -> impl Iterator<Item = (&'p str, &'p str)> {
        self.0.iter().map(|(path, text)| (path.as_str(), text.as_str())).filter(move |(path, _)| path.ends_with(ending))
    }

    /// Pages whose parts do not go by the length of texts, as the rows of a capture sheet do.
    fn with_bones(&self) -> impl Iterator<Item = (&str, &str)> {
        self.ending(".html").filter(|(path, _)| !path.contains("/sheets/"))
    }

    /// Every page has the same bones as in the same site in plain words.
    pub(super) fn have_the_bones_of(&self, plain: &Self) {
        assert!(self.with_bones().map(|page| page.0).eq(plain.with_bones().map(|page| page.0)));
        for ((path, naughty), (_, plain)) in self.with_bones().zip(plain.with_bones()) {
            let (naughty, plain) = (dom::skeleton(naughty), dom::skeleton(plain));
            let differs = naughty.iter().zip(&plain).position(|(naughty, plain)| naughty != plain);
            let near =
                |bones: &[String]| differs.map(|at| bones[at.saturating_sub(3)..(at + 3).min(bones.len())].to_vec());
            assert!(naughty == plain, "{path}: {:#?} {:#?}", near(&naughty), near(&plain));
        }
    }

    /// What programs read is sound: JSON and JSON-LD parse, and no link runs a script.
    pub(super) fn are_sound_for_programs(&self) {
        for (path, text) in self.ending(".json") {
            assert!(serde_json::from_str::<serde_json::Value>(text).is_ok(), "{path}");
        }
        for (path, html) in self.ending(".html") {
            for data in dom::texts(html, "script[type='application/ld+json']") {
                assert!(serde_json::from_str::<serde_json::Value>(&data).is_ok(), "{path}: {data}");
            }
            for link in dom::values(html, "[href]", "href") {
                let scheme = link.split_once(':').map(|link| link.0).filter(|scheme| !scheme.contains(['/', '?', '#']));
                assert!(matches!(scheme, None | Some("http" | "https" | "tel" | "mailto")), "{path}: {link}");
            }
        }
    }

    /// The files that XML parsers read.
    pub(super) fn of_xml(&self) -> impl Iterator<Item = &str> {
        self.ending(".xml").chain(self.ending(".svg")).map(|file| file.1)
    }
}

/// Expat, the parser of most feed readers, reads all of these.
pub(super) fn are_xml<'t>(texts: impl IntoIterator<Item = &'t str>) {
    let folder = tempfile::tempdir().unwrap();
    let mut python = std::process::Command::new(checker("python/bin/python"));
    python.args(["-c", "import sys, xml.etree.ElementTree as tree\nfor path in sys.argv[1:]: tree.parse(path)"]);
    for (number, text) in texts.into_iter().enumerate() {
        let file = folder.path().join(number.to_string());
        std::fs::write(&file, text).unwrap();
        python.arg(file);
    }
    run(&mut python).succeeds();
}
