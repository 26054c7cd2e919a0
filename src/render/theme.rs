//! Themes: Tera templates and static files. The default one is part of the program; a folder `themes/<name>/`
//! replaces it file by file.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use crate::default_theme;
use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::folder::InputFile;
use crate::output::OutputFile;
use crate::page::Page;
use crate::page::view::table::{Rows, Slot};
use crate::page::view::{Content, Shell, Site};

use super::assets::Assets;
#[cfg(feature = "minify")]
use super::minify::theme as smaller;
use super::mould::Moulds;
use super::rows;

/// The names that every template sees; `tests/contract.rs` holds what is below them.
pub const NAMES: [&str; 4] = ["assets", "content", "page", "site"];

/// A theme, ready to render.
#[derive(Debug, Clone)]
pub struct Theme {
    /// Its templates, smaller.
    tera: Tera,
    moulds: Moulds,
    assets: Assets,
    /// Its templates as their authors wrote them: what they are told of an error counts their lines.
    templates: BTreeMap<String, String>,
    /// Where each template came from, for messages.
    places: BTreeMap<String, String>,
}

/// What a template sees.
#[derive(Serialize)]
struct View<'a> {
    site: &'a Site,
    page: &'a Shell,
    content: &'a Content,
    /// Links to the static files, by their names without ending: `assets.style`.
    assets: BTreeMap<&'a str, String>,
}

impl Theme {
    /// The default theme with the files of `themes/<name>/` in place of its own.
    ///
    /// # Errors
    /// When a template is no UTF-8 text or does not parse, names a variable that no view has, extends or includes
    /// what is not there, or a static file has a name that no address can have.
    pub fn load(overrides: Vec<InputFile>, report: &mut Report) -> Result<Self, Failed> {
        let mut files = Files::embedded();
        overrides.into_iter().for_each(|file| files.replace(file, report));
        let assets = match Assets::new(files.statics) {
            Ok(assets) => assets,
            Err(name) => {
                let place = Location::file(format!("static/{name}"));
                let found = Diagnostic::error(Code::FileName, place, "主题的静态文件名不能做网址。");
                return report.fail(found.help("只用小写字母、数字、连字符、点和下划线。"));
            }
        };
        let templates = &files.templates;
        let ready = || parsed(&smaller(templates)).or_else(|_| parsed(templates));
        let (ready, moulds) = rayon::join(ready, || Moulds::new(templates));
        let mut theme = Self { tera: engine(), moulds, assets, places: files.places, templates: files.templates };
        match ready {
            Ok(tera) => theme.tera = tera,
            Err(error) => {
                let missing = theme.missing_block(&error);
                return report.fail(missing.unwrap_or_else(|| theme.diagnose(&error)));
            }
        }
        theme.check_names(report);
        report.pass(theme)
    }

    /// The static files.
    pub(super) fn assets(&self) -> impl Iterator<Item = OutputFile> {
        self.assets.files()
    }

    /// The names of all templates, sorted.
    pub fn templates(&self) -> Vec<&str> {
        self.places.keys().map(String::as_str).collect()
    }

    /// One page, finished.
    ///
    /// # Errors
    /// When its template fails.
    pub(super) fn page(&self, site: &Site, page: &Page<'_>, report: &mut Report) -> Result<Vec<u8>, Failed> {
        // Relative on the 404 page too: a style sheet of another address would be a request to others.
        let assets = self.assets.links(&page.path.to_root());
        let view = View { site, page: &page.shell, content: &page.content, assets };
        let template = page.content.template();
        match self.moulds.page(template, &view, |context| self.shell(template, context)) {
            Ok(html) => Ok(splice(&html, &page.rows)),
            Err(error) => report.fail(self.diagnose(&error)),
        }
    }

    /// A page without its rows. What fails is done again as it was written, so that the error has its author's lines.
    fn shell(&self, template: &str, context: &Context) -> Result<String, tera::Error> {
        self.tera
            .render(template, context)
            .or_else(|_| parsed(&self.templates).and_then(|tera| tera.render(template, context)))
    }

    /// Every top-level name of every page template exists; what is below is checked as it is rendered.
    fn check_names(&self, report: &mut Report) {
        for template in Content::TEMPLATES {
            let names = match self.tera.get_template_variables(template) {
                Ok(names) => names,
                Err(error) => {
                    report.push(self.diagnose(&error));
                    continue;
                }
            };
            let unknown: std::collections::BTreeSet<&str> =
                names.into_iter().filter(|name| !NAMES.contains(name)).collect();
            for name in unknown {
                report.push(self.unknown_name(template, name));
            }
        }
    }

    fn unknown_name(&self, template: &str, name: &str) -> Diagnostic {
        let uses = |text: &String| line_of_tag_with(text, name);
        let own = self.templates.get(template).and_then(uses).map(|line| (template, line));
        let other = || self.templates.iter().find_map(|(other, text)| uses(text).map(|line| (other.as_str(), line)));
        let (file, line) = own.or_else(other).unwrap_or((template, 1));
        let place = Location::file(self.place(file)).row(line);
        Diagnostic::error(Code::Theme, place, format!("模板用了不存在的变量“{name}”。")).help(
            "模板只能用 site、page、content 和 assets 四个变量，各字段见网站里的“主题手册”（themes/index.html）。",
        )
    }

    /// A frame of one's own that lacks a block which the default page templates fill: Tera tells of it without a place.
    fn missing_block(&self, error: &tera::Error) -> Option<Diagnostic> {
        const FRAME: &str = "base.html";
        let own = default_theme::blocks(self.templates.get(FRAME)?);
        let all = default_theme::blocks(default_theme::template(FRAME));
        let missing = all.into_iter().find(|block| !own.contains(block));
        let missing = missing.filter(|_| matches!(error.kind(), ErrorKind::Msg(_)))?;
        let found = Diagnostic::error(
            Code::Theme,
            Location::file(self.place(FRAME)),
            format!("base.html 里没有名为“{missing}”的块，页面模板要往里填。"),
        );
        Some(found.help("加上这个块，可以让它空着；应有的各块见网站里的“主题手册”（themes/index.html）。"))
    }

    fn place(&self, template: &str) -> String {
        self.places.get(template).cloned().unwrap_or_else(|| template.to_owned())
    }

    /// What Tera says, at the place it says it of.
    fn diagnose(&self, error: &tera::Error) -> Diagnostic {
        let (place, words) = match error.kind() {
            ErrorKind::SyntaxError(found) | ErrorKind::RenderingError(found) => {
                let line = u32::try_from(found.span().start_line).unwrap_or(1);
                (Location::file(self.place(found.filename())).row(line), found.message().to_owned())
            }
            ErrorKind::MissingParent { current, .. } => (Location::file(self.place(current)), error.to_string()),
            _ => (Location::default(), error.to_string()),
        };
        Diagnostic::error(Code::Theme, place, format!("模板有误：{words}。"))
            .help("请对照 themes/default 里的同名模板和网站里的“主题手册”（themes/index.html）修改。")
    }
}

/// The files of a theme.
struct Files {
    templates: BTreeMap<String, String>,
    statics: BTreeMap<String, Vec<u8>>,
    places: BTreeMap<String, String>,
}

impl Files {
    fn embedded() -> Self {
        let own = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
        let templates: BTreeMap<_, _> = default_theme::TEMPLATES.iter().map(own).collect();
        let statics = default_theme::STATICS.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
        let places = templates.keys().map(|name| (name.clone(), format!("themes/default/{name}"))).collect();
        Self { templates, statics, places }
    }

    /// Puts a file of `themes/<name>/` in the place of the default one.
    fn replace(&mut self, file: InputFile, report: &mut Report) {
        let below = file.path.splitn(3, '/').nth(2).unwrap_or_default().to_owned();
        if let Some(name) = below.strip_prefix("static/") {
            self.statics.insert(name.to_owned(), file.bytes);
        } else if file.ending() == "html" {
            let place = file.location();
            match String::from_utf8(file.bytes) {
                Ok(text) => {
                    self.places.insert(below.clone(), file.path);
                    self.templates.insert(below, text);
                }
                Err(_) => report.push(Diagnostic::error(Code::Encoding, place, "模板不是 UTF-8 文字。")),
            }
        }
    }
}

/// Tera with its escaping. It must know that before it sees a template.
fn engine() -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on([".html", ".xml", ".svg"]);
    tera
}

/// Without the feature, templates stay as they were written.
#[cfg(not(feature = "minify"))]
fn smaller(templates: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    templates.clone()
}

/// Templates, ready to render.
fn parsed(templates: &BTreeMap<String, String>) -> Result<Tera, tera::Error> {
    let mut tera = engine();
    tera.add_raw_templates(templates).map(|()| tera)
}

/// The line of the first tag that names a variable.
fn line_of_tag_with(text: &str, name: &str) -> Option<u32> {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let named =
        |line: &str| line.contains("{{") | line.contains("{%") && line.split(|c| !word(c)).any(|part| part == name);
    (1..).zip(text.lines()).find(|(_, line)| named(line)).map(|(number, _)| number)
}

/// The shell with its rows in their places.
fn splice(shell: &str, rows: &[Rows<'_>]) -> Vec<u8> {
    let slot = |number: &str| rows.get(number.parse::<usize>().ok()?);
    let mut html = String::with_capacity(shell.len() + rows.iter().map(rows::length).sum::<usize>());
    // A theme may leave a table out, or have them in another order.
    let mut from = 0;
    for at in memchr::memmem::find_iter(shell.as_bytes(), Slot::OPENS) {
        let behind = &shell[at + Slot::OPENS.len()..];
        if let Some((number, rest)) = behind.split_once(Slot::CLOSES)
            && let Some(slot) = slot(number)
        {
            html.push_str(&shell[from..at]);
            rows::write(slot, &mut html);
            from = shell.len() - rest.len();
        }
    }
    html.push_str(&shell[from..]);
    html.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::list::Part;
    use crate::page::view::table::{Head, Naming};

    #[test]
    fn rows_stand_where_the_theme_has_them() {
        let rows = ["甲", "乙"].map(|text| {
            let (records, heads) = (Part::Lines(text), [Head { label: "姓名", class: "name" }].into());
            Rows::Frozen { records, heads, first: 1, naming: Naming::None }
        });
        let html = |shell: &str| String::from_utf8(splice(shell, &rows)).unwrap();
        let row = |text: &str| format!("<tr><th scope=row class=name>{text}</th></tr>\n");
        let both = format!("{}|{}", Slot(1).marker(), Slot(0).marker());
        assert_eq!(html(&format!("a{both}b")), format!("a{}|{}b", row("乙"), row("甲")));
        assert_eq!(html(&format!("a{}", Slot(1).marker())), format!("a{}", row("乙")));
        assert_eq!(html("a<!--rows 2-->b"), "a<!--rows 2-->b");
    }
}
