//! All that the offices have sent: `content/sources`, read into notices and typed lists.

use std::collections::BTreeMap;
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report, Severity};
use crate::folder::{self, InputFile};
use crate::source::{self, Isolation, Sheet};
use crate::value::district::{CITY, District, Slug};
use crate::value::money::Fen;

use super::course::Course;
use super::institution::Institution;
use super::occupation::Occupation;
use super::payment::{HEADCOUNT, InstitutionPayment, NAME, Payment, Training};
use super::project::Project;
use super::standard::Standard;
use super::{Catalogue, Field, Kind, ListId, Located, Notice, Scope, heading, table};

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

/// One list as sent.
#[derive(Debug, Clone)]
pub struct List {
    /// Which list it is.
    pub id: ListId,
    /// The file it stands in, from the root.
    pub file: String,
    /// Its rows.
    pub records: Records,
}

/// The rows of a list, by kind.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each variant is the kind of the same name")]
pub enum Records {
    Payments(Vec<Located<Payment>>),
    InstitutionPayments(Vec<Located<InstitutionPayment>>),
    Projects(Vec<Located<Project>>),
    Occupations(Vec<Located<Occupation>>),
    Courses(Vec<Located<Course>>),
    Standards(Vec<Located<Standard>>),
    Institutions(Vec<Located<Institution>>),
}

/// Does the same with the rows of every kind.
macro_rules! for_each_kind {
    ($records:expr, $rows:ident => $body:expr) => {
        match $records {
            Records::Payments($rows) => $body,
            Records::InstitutionPayments($rows) => $body,
            Records::Projects($rows) => $body,
            Records::Occupations($rows) => $body,
            Records::Courses($rows) => $body,
            Records::Standards($rows) => $body,
            Records::Institutions($rows) => $body,
        }
    };
}

impl Records {
    /// Reads the rows of all sheets as records of a kind.
    pub fn read(kind: Kind, file: &str, sheets: &[Sheet], report: &mut Report) -> Self {
        macro_rules! rows {
            ($record:ty) => {
                sheets
                    .iter()
                    .filter(|sheet| !sheet.rows.is_empty())
                    .flat_map(|sheet| table::read_sheet(kind, file, sheet, report, <$record>::read))
                    .collect()
            };
        }
        match kind {
            Kind::Payments => Self::Payments(rows!(Payment)),
            Kind::InstitutionPayments => Self::InstitutionPayments(rows!(InstitutionPayment)),
            Kind::Projects => Self::Projects(rows!(Project)),
            Kind::Occupations => Self::Occupations(rows!(Occupation)),
            Kind::Courses => Self::Courses(rows!(Course)),
            Kind::Standards => Self::Standards(rows!(Standard)),
            Kind::Institutions => Self::Institutions(rows!(Institution)),
        }
    }

    /// What the rows are.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Payments(_) => Kind::Payments,
            Self::InstitutionPayments(_) => Kind::InstitutionPayments,
            Self::Projects(_) => Kind::Projects,
            Self::Occupations(_) => Kind::Occupations,
            Self::Courses(_) => Kind::Courses,
            Self::Standards(_) => Kind::Standards,
            Self::Institutions(_) => Kind::Institutions,
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        for_each_kind!(self, rows => rows.len())
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Person-times paid for: the headcounts, or one a row. Only payments have any.
    pub fn persons(&self) -> Option<u64> {
        match self {
            Self::Payments(rows) => Some(rows.len() as u64),
            Self::InstitutionPayments(rows) => Some(rows.iter().map(|row| u64::from(row.record.headcount)).sum()),
            _ => None,
        }
    }

    /// The sum of the amounts paid. Only payments have any.
    pub fn amount(&self) -> Option<Fen> {
        self.trainings().map(|trainings| trainings.iter().map(|(training, _)| training.amount).sum())
    }

    /// What was trained and paid, with each row's headcount; none for other kinds than payments.
    pub fn trainings(&self) -> Option<Vec<(&Training, u32)>> {
        match self {
            Self::Payments(rows) => Some(rows.iter().map(|row| (&row.record.training, 1)).collect()),
            Self::InstitutionPayments(rows) => {
                Some(rows.iter().map(|row| (&row.record.training, row.record.headcount)).collect())
            }
            _ => None,
        }
    }

    /// Every row's fields, in the order of the kind's columns.
    pub fn fields(&self) -> Vec<Vec<Field<'_>>> {
        for_each_kind!(self, rows => rows.iter().map(|row| row.record.fields()).collect())
    }

    /// Where every row stands.
    pub fn places(&self, file: &str) -> Vec<Location> {
        for_each_kind!(self, rows => rows.iter().map(|row| row.place(file)).collect())
    }
}

impl Submission {
    /// Reads everything below `content/sources`.
    ///
    /// # Errors
    /// When a file cannot be read, has no place there, or holds a mistake.
    pub fn read(
        root: &Path,
        districts: &[District],
        isolation: &Isolation,
        report: &mut Report,
    ) -> Result<Self, Failed> {
        let files = folder::files_in(root, SOURCES, report)?;
        Self::from_files(files, districts, isolation, report)
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
        let mut submission = Self::default();
        let mut seen: BTreeMap<ListId, Location> = BTreeMap::new();
        for file in files {
            match Destination::of(&file, districts) {
                // A mistake in one file is in the report; the others are read all the same.
                Ok(Destination::Notice(id)) => submission.notices.extend(Notice::read(id, &file, report)),
                Ok(Destination::List(id)) => {
                    if let Some(first) = seen.insert(id.clone(), file.location()) {
                        report.push(sent_twice(&file, first));
                    }
                    submission.lists.extend(List::read(id, file, isolation, report));
                }
                Err(diagnostic) => report.push(*diagnostic),
            }
        }
        submission.lists.sort_by(|a, b| a.id.cmp(&b.id));
        report.pass(submission)
    }
}

impl List {
    /// Reads one list's file.
    ///
    /// # Errors
    /// When the file cannot be read as sheets. Mistakes in its rows are only reported.
    pub fn read(id: ListId, file: InputFile, isolation: &Isolation, report: &mut Report) -> Result<Self, Failed> {
        let (path, location) = (file.path.clone(), file.location());
        let sheets = source::read(file, isolation, report)?;
        let kind = match &id {
            ListId::Payments { .. } => kind_of_payments(&sheets),
            ListId::Catalogue(catalogue, _) => catalogue.kind(),
        };
        let errors_before = report.count(Severity::Error);
        let records = Records::read(kind, &path, &sheets, report);
        // Where rows or the heading could not be read, that is what is wrong, and the list is not empty.
        if records.is_empty() && report.count(Severity::Error) == errors_before {
            let empty = Diagnostic::error(Code::EmptyList, location, format!("{}没有一行内容。", kind.name()));
            report.push(empty.help("请确认文件是否发错；没有内容的清单不用报送。"));
        }
        Ok(Self { id, file: path, records })
    }
}

/// A list without names but with headcounts is an institution-level one.
fn kind_of_payments(sheets: &[Sheet]) -> Kind {
    let has = |kind: Kind, header: &str| sheets.iter().any(|sheet| heading::has_column(kind, sheet, header));
    if !has(Kind::Payments, NAME) && has(Kind::InstitutionPayments, HEADCOUNT) {
        Kind::InstitutionPayments
    } else {
        Kind::Payments
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
        if file.name().starts_with("~$") {
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
            let names: Vec<_> = districts.iter().map(|d| format!("{}（{}）", d.slug, d.name)).collect();
            let help = format!("文件名应是地区的网址名：{}；全市的目录用 {CITY}。", names.join("、"));
            Self::misplaced(file, "文件名不是地区的网址名。").help(help).into()
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

fn sent_twice(file: &InputFile, first: Location) -> Diagnostic {
    Diagnostic::error(Code::FileName, file.location(), "同一张清单有两个文件。").related(first).help("请只留一个。")
}
