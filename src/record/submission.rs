//! All that the offices have sent: `content/sources`, read into notices and typed lists.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report, side_by_side};
use crate::folder::{self, Files, InputFile};
use crate::source::Isolation;
use crate::value::digest::Digest;
use crate::value::district::{CITY, District, Slug};

use super::{Catalogue, List, ListId, Notice, Scope};

/// Where the offices' files are put, below the root.
pub const SOURCES: &str = "content/sources";

/// All that was sent: notices and catalogues as read, lists of payments as files that are read one by one. A year of
/// payments is too much to have in memory at once.
pub struct Submission<'a> {
    /// By id.
    pub notices: Vec<Notice>,
    /// By id.
    pub catalogues: Vec<List>,
    /// By id.
    pub payments: Vec<Sent>,
    files: Files<'a>,
    isolation: &'a Isolation,
    arrivals: Vec<Arrival>,
}

/// A list of payments that has not been read yet.
#[derive(Debug, Clone)]
pub struct Sent {
    /// Which list it is.
    pub id: ListId,
    /// The file it stands in, from the root.
    pub file: String,
    /// Which of all files it is, in the order of the folders.
    at: usize,
}

/// What is remembered of a list's file once it was read: whether it came twice, and that it is still the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    id: ListId,
    file: String,
    at: usize,
    digest: Digest,
    /// How many rows it holds; none if it could not be read as sheets.
    rows: usize,
}

impl<'a> Submission<'a> {
    /// Reads everything below `content/sources` but the rows of payments. What is wrong is in the report.
    pub fn open(files: Files<'a>, districts: &[District], isolation: &'a Isolation, report: &mut Report) -> Self {
        let paths = files.paths(SOURCES, report);
        let all = side_by_side(paths.par_iter().enumerate(), report, |(at, path), report| {
            Opened::of((at, path), files, districts, isolation, report)
        });
        let (notices, catalogues, payments, arrivals) = Default::default();
        let mut submission = Self { notices, catalogues, payments, files, isolation, arrivals };
        all.into_iter().for_each(|opened| submission.take(opened));
        submission.catalogues.sort_by(|a, b| a.id.cmp(&b.id));
        submission.payments.sort_by(|a, b| a.id.cmp(&b.id));
        submission
    }

    fn take(&mut self, opened: Option<Opened>) {
        match opened {
            Some(Opened::Notice(notice)) => self.notices.push(*notice),
            Some(Opened::Catalogue(arrival, list)) => {
                self.arrivals.push(arrival);
                self.catalogues.extend(list);
            }
            Some(Opened::Payments(sent)) => self.payments.push(sent),
            None => {}
        }
    }

    /// Reads a list of payments. What is wrong is in the report; nothing comes of a file that cannot be read.
    pub fn read(&self, sent: &Sent, report: &mut Report) -> Option<(Arrival, Option<List>)> {
        let file = self.files.read(&sent.file, report).ok()?;
        Some(read_list(sent.clone(), file, self.isolation, report))
    }

    /// Reads a list of payments again.
    ///
    /// # Errors
    /// When it is no longer what it was. What was wrong with it is not said again.
    pub fn read_again(&self, sent: &Sent, before: &Arrival, report: &mut Report) -> Result<List, Failed> {
        let mut told = Report::default();
        match self.read(sent, &mut told) {
            Some((now, Some(list))) if now == *before => Ok(list),
            _ => report.fail(folder::changed(&sent.file)),
        }
    }

    /// Says which lists, with those of payments that were read, came in two files, and which files came twice.
    pub fn tell_doubles<'l>(&'l self, payments: impl Iterator<Item = &'l Arrival>, report: &mut Report) {
        let mut arrivals: Vec<&Arrival> = self.arrivals.iter().chain(payments).collect();
        arrivals.sort_by_key(|arrival| arrival.at);
        let (mut lists, mut contents) = (BTreeMap::new(), BTreeMap::new());
        for arrival in arrivals {
            let place = || Location::file(arrival.file.clone());
            if let Some(first) = lists.insert(&arrival.id, place()) {
                report.push(two_files(place(), first));
            }
            // Two empty or unreadable files may well be alike: what is wrong is said of each already.
            if arrival.rows > 0
                && let Some(first) = contents.insert(arrival.digest, place())
            {
                report.push(sent_twice(place(), first));
            }
        }
    }

    /// Whether a list was sent.
    pub fn has(&self, id: &ListId) -> bool {
        let payments = self.payments.iter().map(|sent| &sent.id);
        self.arrivals.iter().map(|arrival| &arrival.id).chain(payments).any(|sent| sent == id)
    }
}

/// What became of one file.
enum Opened {
    Notice(Box<Notice>),
    Catalogue(Arrival, Option<List>),
    Payments(Sent),
}

impl Opened {
    /// A mistake in one file is in the report; the others are read all the same.
    fn of(
        (at, path): (usize, &str),
        files: Files<'_>,
        districts: &[District],
        isolation: &Isolation,
        report: &mut Report,
    ) -> Option<Self> {
        let destination = Destination::of(&InputFile::named(path), districts);
        if let Ok(Destination::List(id @ ListId::Payments { .. })) = destination {
            return Some(Self::Payments(Sent { id, file: path.to_owned(), at }));
        }
        let file = files.read(path, report).ok()?;
        match destination {
            Ok(Destination::Notice(id)) => Notice::read(id, &file, report).ok().map(Box::new).map(Self::Notice),
            Ok(Destination::List(id)) => {
                let (arrival, list) = read_list(Sent { id, file: path.to_owned(), at }, file, isolation, report);
                Some(Self::Catalogue(arrival, list))
            }
            Err(misplaced) => {
                report.push(*misplaced);
                None
            }
        }
    }
}

fn read_list(sent: Sent, file: InputFile, isolation: &Isolation, report: &mut Report) -> (Arrival, Option<List>) {
    let Sent { id, file: path, at } = sent;
    let digest = Digest::of(&file.bytes);
    let list = List::read(id.clone(), file, isolation, report).ok();
    let rows = list.as_ref().map_or(0, |list| list.records.len());
    (Arrival { id, file: path, at, digest, rows }, list)
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

fn two_files(place: Location, first: Location) -> Diagnostic {
    Diagnostic::error(Code::FileName, place, "同一张清单有两个文件。").related(first).help("请只留一个。")
}

fn sent_twice(place: Location, first: Location) -> Diagnostic {
    Diagnostic::error(Code::SentTwice, place, "这个文件与另一个文件一模一样。")
        .related(first)
        .help("多半是放错了地方：请核对这两处各该是哪一份，重新放入。")
}
