//! One list, from its file to its records, row by row: of a long list no more than its records is in memory.

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report, Severity};
use crate::folder::InputFile;
use crate::source::{self, Cell, Isolation, Part, Row, SheetHead, is_return_sheet, stream};

use super::heading::{self, HEADING_WITHIN};
use super::payment::{HEADCOUNT, NAME};
use super::table::{Table, starts_like_foot};
use super::{Kind, ListId, Records};

/// One list as sent.
#[derive(Debug, Clone)]
pub struct List {
    /// Which list it is.
    pub id: ListId,
    /// The file it stands in, from the root.
    pub file: String,
    /// What the file says of itself beside its rows.
    pub labels: Vec<Label>,
    /// Its rows.
    pub records: Records,
}

/// A text around a table that says whose it is: a title, a sheet's name, or the reporting unit in the foot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub place: Location,
}

impl List {
    /// Reads one list's file.
    ///
    /// # Errors
    /// When the file cannot be read as sheets. Mistakes in its rows are only reported.
    pub fn read(id: ListId, file: InputFile, isolation: &Isolation, report: &mut Report) -> Result<Self, Failed> {
        let path = file.path.clone();
        let kinds: &[Kind] = match &id {
            ListId::Payments { .. } => PAYMENTS,
            ListId::Catalogue(catalogue, _) => &[catalogue.kind()],
        };
        let errors_before = report.count(Severity::Error);
        let mut reader = ListReader::new(path.clone(), kinds);
        stream(file, isolation, report, |part, report| reader.take(part, report))?;
        let (records, labels) = reader.end(report);
        // Where rows or the heading could not be read, that is what is wrong, and the list is not empty.
        if records.is_empty() && report.count(Severity::Error) == errors_before {
            let message = format!("{}没有一行内容。", records.kind().name());
            let empty = Diagnostic::error(Code::EmptyList, Location::file(path.clone()), message);
            report.push(empty.help("请确认文件是否发错；没有内容的清单不用报送。"));
        }
        Ok(Self { id, file: path, labels, records })
    }
}

/// Takes the parts of a file as they come.
pub(super) struct ListReader<'k> {
    file: String,
    /// What the list may be; the first heading decides.
    kinds: &'k [Kind],
    sheet: Sheet,
    records: Option<Records>,
    labels: Vec<Label>,
}

/// The sheet whose rows come in.
enum Sheet {
    /// None yet, or one without anything to read, such as the listing of a returned file.
    None,
    /// The heading may still come.
    Opening(SheetHead, Vec<Row>),
    /// The heading is known.
    Table(Box<Table>),
}

impl<'k> ListReader<'k> {
    pub(super) fn new(file: String, kinds: &'k [Kind]) -> Self {
        Self { file, kinds, sheet: Sheet::None, records: None, labels: Vec::new() }
    }

    /// Takes the next part, and gives a row back that it does not keep.
    pub(super) fn take(&mut self, part: Part, report: &mut Report) -> Option<Row> {
        match part {
            Part::Sheet(head) => {
                self.end_sheet(report);
                self.sheet = Sheet::Opening(head, Vec::new());
                None
            }
            Part::Row(row) => self.row(row, report),
        }
    }

    /// The rows of all sheets, and what stands around them.
    pub(super) fn end(mut self, report: &mut Report) -> (Records, Vec<Label>) {
        self.end_sheet(report);
        let first = self.kinds.first().copied().unwrap_or(Kind::Payments);
        (self.records.unwrap_or_else(|| Records::none(first)), self.labels)
    }

    fn row(&mut self, mut row: Row, report: &mut Report) -> Option<Row> {
        match &mut self.sheet {
            Sheet::Opening(head, rows) if rows.is_empty() && is_return_sheet(head, &row) => {
                self.sheet = Sheet::None;
            }
            Sheet::Opening(_, rows) => {
                rows.push(row);
                if rows.len() >= HEADING_WITHIN {
                    self.open(report);
                }
                return None;
            }
            Sheet::Table(table) => {
                label_foot(&self.file, &row, table.sheet_name(), &mut self.labels);
                if let Some(records) = &mut self.records {
                    table.row(&mut row, records, report);
                }
            }
            Sheet::None => {}
        }
        Some(row)
    }

    /// Looks for the heading among the rows so far, and reads on from there.
    fn open(&mut self, report: &mut Report) {
        let Sheet::Opening(head, rows) = std::mem::replace(&mut self.sheet, Sheet::None) else { return };
        let mut place = Location::file(self.file.clone());
        place.sheet.clone_from(&head.name);
        let kind = self.records.as_ref().map_or_else(|| kind_of(self.kinds, &head, &rows), Records::kind);
        let Some(heading) = heading::read(kind, &head, &rows, &place, report) else { return };
        self.label(&head, &rows[..heading.end], &place);
        self.records.get_or_insert_with(|| Records::none(kind));
        let body = rows.into_iter().skip(heading.end);
        self.sheet = Sheet::Table(Box::new(Table::new(kind, &head, place, heading)));
        body.for_each(|row| {
            self.row(row, report);
        });
    }

    /// Notes the sheet's name and what stands above the heading.
    fn label(&mut self, head: &SheetHead, rows: &[Row], place: &Location) {
        self.labels.extend(head.name.clone().map(|text| Label { text, place: place.clone() }));
        for row in rows.iter().filter(|row| !heading::heads_a_table(row)) {
            let texts = row.cells.iter().filter(|cell| !cell.is_empty()).map(Cell::text);
            self.labels.extend(texts.map(|text| Label { text, place: place.clone().row(row.number) }));
        }
    }

    fn end_sheet(&mut self, report: &mut Report) {
        if matches!(&self.sheet, Sheet::Opening(_, rows) if !rows.is_empty()) {
            self.open(report);
        }
        if let Sheet::Table(table) = std::mem::replace(&mut self.sheet, Sheet::None) {
            table.end(report);
        }
    }
}

/// What a list of payments is, told from whole sheets as [`ListReader`] tells it from rows.
pub(super) fn kind_of_payments(sheets: &[source::Sheet]) -> Kind {
    let is_listing = |sheet: &&source::Sheet| sheet.rows.first().is_some_and(|row| is_return_sheet(&sheet.head, row));
    let has_heading =
        |sheet: &&source::Sheet| PAYMENTS.iter().any(|kind| heading::locate(*kind, &sheet.head, &sheet.rows).is_some());
    let first = sheets.iter().filter(|sheet| !is_listing(sheet)).find(has_heading);
    first.map_or(Kind::Payments, |sheet| kind_of(PAYMENTS, &sheet.head, &sheet.rows))
}

const PAYMENTS: &[Kind] = &[Kind::Payments, Kind::InstitutionPayments];

/// What a list is by its first heading: payments without names but with headcounts are institution-level ones.
fn kind_of(kinds: &[Kind], head: &SheetHead, rows: &[Row]) -> Kind {
    let has = |kind: Kind, header: &str| heading::has_column(kind, head, rows, header);
    let is_by_institution = || !has(Kind::Payments, NAME) && has(Kind::InstitutionPayments, HEADCOUNT);
    match kinds {
        [Kind::Payments, other] if is_by_institution() => *other,
        [first, ..] => *first,
        [] => Kind::Payments,
    }
}

/// Words with which a foot names the office that reports.
const UNIT: &[&str] = &["填报单位", "填表单位", "报送单位", "上报单位", "申报单位"];

fn label_foot(file: &str, row: &Row, sheet: Option<&str>, labels: &mut Vec<Label>) {
    if !starts_like_foot(row) {
        return;
    }
    let mut place = Location::file(file).row(row.number);
    place.sheet = sheet.map(str::to_owned);
    let texts = row.cells.iter().filter(|cell| !cell.is_empty()).map(Cell::text);
    let named = texts.filter(|text| UNIT.iter().any(|unit| text.trim_start().starts_with(unit)));
    labels.extend(named.map(|text| Label { text, place: place.clone() }));
}
