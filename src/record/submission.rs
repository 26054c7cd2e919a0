//! All that the offices have sent: `content/sources`, read into notices and typed lists.

use std::collections::BTreeMap;
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::folder::{self, InputFile};
use crate::source::Isolation;
use crate::value::digest::Digest;
use crate::value::district::{CITY, District, Slug};

use super::{Catalogue, List, ListId, Notice, Scope};

/// Where the offices' files are put, below the root.
pub const SOURCES: &str = "content/sources";

/// All notices and lists.
#[derive(Debug, Clone, Default)]
pub struct Submission {
    /// By id.
    pub notices: Vec<Notice>,
    /// By id.
    pub lists: Vec<List>,
}

impl Submission {
    /// Reads everything below `content/sources`, one file after the other.
    ///
    /// # Errors
    /// When a file cannot be read, has no place there, or holds a mistake.
    pub fn read(
        root: &Path,
        districts: &[District],
        isolation: &Isolation,
        report: &mut Report,
    ) -> Result<Self, Failed> {
        let mut intake = Intake::new(districts, isolation);
        for path in folder::paths_in(root, SOURCES, report) {
            // A file that cannot be read is in the report; the others are read all the same.
            if let Ok(file) = folder::file_at(root, &path, report) {
                intake.take(file, report);
            }
        }
        report.pass(intake.end())
    }

    /// Reads files as if they stood below `content/sources`.
    ///
    /// # Errors
    /// When a file has no place there, or holds a mistake.
    pub fn from_files(
        files: Vec<InputFile>,
        districts: &[District],
        isolation: &Isolation,
        report: &mut Report,
    ) -> Result<Self, Failed> {
        let mut intake = Intake::new(districts, isolation);
        files.into_iter().for_each(|file| intake.take(file, report));
        report.pass(intake.end())
    }
}

/// Takes the files one by one.
struct Intake<'a> {
    districts: &'a [District],
    isolation: &'a Isolation,
    submission: Submission,
    /// Where each list was found.
    lists: BTreeMap<ListId, Location>,
    /// Where each content was found.
    contents: BTreeMap<Digest, Location>,
}

impl<'a> Intake<'a> {
    fn new(districts: &'a [District], isolation: &'a Isolation) -> Self {
        let submission = Submission::default();
        Self { districts, isolation, submission, lists: BTreeMap::new(), contents: BTreeMap::new() }
    }

    fn take(&mut self, file: InputFile, report: &mut Report) {
        match Destination::of(&file, self.districts) {
            // A mistake in one file is in the report; the others are read all the same.
            Ok(Destination::Notice(id)) => self.submission.notices.extend(Notice::read(id, &file, report)),
            Ok(Destination::List(id)) => {
                if let Some(first) = self.lists.insert(id.clone(), file.location()) {
                    report.push(two_files(&file, first));
                }
                let (place, digest) = (file.location(), Digest::of(&file.bytes));
                let list = List::read(id, file, self.isolation, report);
                // Two empty or unreadable files may well be alike: what is wrong is said of each already.
                if list.as_ref().is_ok_and(|list| !list.records.is_empty())
                    && let Some(first) = self.contents.insert(digest, place.clone())
                {
                    report.push(sent_twice(place, first));
                }
                self.submission.lists.extend(list);
            }
            Err(diagnostic) => report.push(*diagnostic),
        }
    }

    fn end(mut self) -> Submission {
        self.submission.lists.sort_by(|a, b| a.id.cmp(&b.id));
        self.submission
    }
}

/// What a file's place says it is.
enum Destination {
    Notice(Slug),
    List(ListId),
}

impl Destination {
    fn of(file: &InputFile, districts: &[District]) -> Result<Self, Box<Diagnostic>> {
        let below = file.path.strip_prefix(SOURCES).unwrap_or(&file.path).trim_start_matches('/');
        let scope = || Self::scope(file, districts);
        if file.is_lock() {
            let help = "请关闭正在打开的表格；若已关闭，请删去这个文件。";
            return Err(Self::misplaced(file, "这是表格软件打开时的临时文件。").help(help).into());
        }
        match below.split('/').collect::<Vec<_>>()[..] {
            ["subsidies", notice, "notice.md"] => Ok(Self::Notice(Self::notice(file, notice)?)),
            ["subsidies", notice, _] => match scope()? {
                Scope::District(district) => {
                    Ok(Self::List(ListId::Payments { notice: Self::notice(file, notice)?, district }))
                }
                Scope::City => Err(Self::misplaced(file, "补贴名单按县（市、区）分文件，没有全市的。").into()),
            },
            [folder, _] => {
                let catalogue = Catalogue::ALL.into_iter().find(|catalogue| catalogue.folder() == folder);
                let unknown = || Self::misplaced(file, "不认识的清单文件夹。").help(Self::folders());
                Ok(Self::List(ListId::Catalogue(catalogue.ok_or_else(unknown)?, scope()?)))
            }
            _ => Err(Self::misplaced(file, "文件放错了地方。").help(Self::folders()).into()),
        }
    }

    fn notice(file: &InputFile, text: &str) -> Result<Slug, Box<Diagnostic>> {
        Slug::parse(text)
            .map_err(|invalid| Self::misplaced(file, "公示文件夹的名字不合规定。").help(invalid.help).into())
    }

    fn scope(file: &InputFile, districts: &[District]) -> Result<Scope, Box<Diagnostic>> {
        let stem = file.stem();
        if stem == CITY {
            return Ok(Scope::City);
        }
        let known = districts.iter().find(|district| district.slug.as_str() == stem);
        known.map(|district| Scope::District(district.slug.clone())).ok_or_else(|| {
            let problem = "文件名不是地区的网址名。";
            if let Some(meant) = districts.iter().find(|district| district.is_called(stem)) {
                let help = format!("请把文件名改成 {}.{}。", meant.slug, file.ending());
                return Self::misplaced(file, problem).help(help).into();
            }
            let names: Vec<_> = districts.iter().map(|d| format!("{}（{}）", d.slug, d.name)).collect();
            let help = format!("文件名应是地区的网址名：{}；全市的目录用 {CITY}。", names.join("、"));
            Self::misplaced(file, problem).help(help).into()
        })
    }

    fn misplaced(file: &InputFile, message: &str) -> Diagnostic {
        Diagnostic::error(Code::FileName, file.location(), message)
    }

    fn folders() -> String {
        let folders: Vec<_> =
            Catalogue::ALL.iter().map(|c| format!("{}/（{}）", c.folder(), c.kind().name())).collect();
        format!("补贴公示放在 subsidies/<公示编号>/；目录放在 {}。", folders.join("、"))
    }
}

fn two_files(file: &InputFile, first: Location) -> Diagnostic {
    Diagnostic::error(Code::FileName, file.location(), "同一张清单有两个文件。").related(first).help("请只留一个。")
}

fn sent_twice(place: Location, first: Location) -> Diagnostic {
    Diagnostic::error(Code::SentTwice, place, "这个文件与另一个文件一模一样。")
        .related(first)
        .help("多半是放错了地方：请核对这两处各该是哪一份，重新放入。")
}
