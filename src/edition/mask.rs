//! Masks: the one place that makes text of names and ID numbers.
//!
//! Source of the limits: 人社部办公厅、财政部办公厅 2017-12 notice on personal data in employment-fund disclosure (part of
//! the ID number is hidden, no date of birth); 个人信息保护法 6, 51, 73.

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report, Severity};
use crate::record::{Column, Field, Kind, Publication};
use crate::settings::{MaskSettings, SITE_FILE};
use crate::value::mask::{IdMask, LEAST_FLOOR, NameMask};

mod candidates;
mod csv;
mod line;
mod name;

pub use candidates::Crowd;
pub use csv::{PublicCsv, public_csv};

/// The most years of birth that are counted: working ages, 16 to 60.
const MOST_BIRTH_YEARS: u32 = 45;

/// The positions of the date of birth: digits 7 to 14, counted from 0.
const BIRTH: std::ops::Range<usize> = 6..14;

/// How personal values are shown, found safe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masks {
    id_number: IdMask,
    name: NameMask,
    also_publish: Vec<String>,
}

impl Masks {
    /// The masks of the settings, if they are safe beside every way in which ID numbers were ever shown
    /// ([`Archive::id_masks`](super::archive::Archive::id_masks)): what is on the web once stays known, so the
    /// positions shown over all lists together must leave as many candidates as one list must.
    ///
    /// Lists are by district, so a person's county counts as known. Says as a note how many candidates remain.
    ///
    /// # Errors
    /// When a digit of the date of birth would be shown, fewer candidates than the floor would remain, or
    /// `also_publish` names a column that is not the bureau's to decide on.
    pub fn new(
        settings: &MaskSettings,
        frozen: impl IntoIterator<Item = IdMask>,
        report: &mut Report,
    ) -> Result<Self, Failed> {
        let mask = settings.id_number;
        if mask != IdMask::None {
            let frozen: Vec<IdMask> = frozen.into_iter().collect();
            if let Some(refusal) = refusal(settings, &frozen) {
                return report.fail(refusal);
            }
            report.push(remaining(mask, crowd(settings).candidates(|at| mask.shows(at))));
        }
        let also_publish = settings.also_publish.clone();
        also_publish.iter().filter(|header| !is_on_request(header)).for_each(|header| report.push(no_choice(header)));
        report.pass(Self { id_number: mask, name: settings.name, also_publish })
    }

    /// How ID numbers are shown, as a list's entry records it.
    pub fn id_mask(&self) -> IdMask {
        self.id_number
    }

    /// Whether a column may be published at all.
    fn publish(&self, column: &Column) -> bool {
        match column.publication {
            Publication::Public | Publication::Name => true,
            Publication::IdNumber => self.id_number != IdMask::None,
            Publication::OnRequest => self.also_publish.iter().any(|header| header == column.header),
            Publication::Withheld => false,
        }
    }

    /// Adds what is shown of a field. Plain text in a column of personal values is a slip somewhere: it is not shown.
    fn push(&self, column: &Column, field: &Field<'_>, text: &mut String) {
        let personal = matches!(column.publication, Publication::Name | Publication::IdNumber | Publication::Withheld);
        match field {
            Field::Name(name) => name::push_masked(name.shown_whole(), self.name, text),
            Field::IdNumber(_) if self.id_number == IdMask::None => {}
            Field::IdNumber(number) => text.push_str(&number.shown_where(|at| self.id_number.shows(at))),
            _ if personal => {}
            plain => plain.push_plain(text),
        }
    }
}

/// Who a masked person may be: somebody of a known county, born in one of so many years.
fn crowd(settings: &MaskSettings) -> Crowd {
    Crowd::new(1, settings.birth_years.min(MOST_BIRTH_YEARS))
}

/// Why a profile is not safe, if it is not.
fn refusal(settings: &MaskSettings, frozen: &[IdMask]) -> Option<Diagnostic> {
    let mask = settings.id_number;
    if BIRTH.clone().any(|at| mask.shows(at)) {
        let message = format!("身份证号脱敏方式 {mask} 会露出第 7—14 位出生日期。");
        return Some(unsafe_mask(message));
    }
    let (crowd, floor) = (crowd(settings), settings.floor.max(LEAST_FLOOR));
    let alone = crowd.candidates(|at| mask.shows(at));
    if alone < floor {
        let message = format!("身份证号脱敏方式 {mask} 只留下约 {alone} 个可能人选，少于 {floor}。");
        return Some(unsafe_mask(message));
    }
    let together = crowd.candidates(|at| mask.shows(at) || frozen.iter().any(|old| old.shows(at)));
    (together < floor).then(|| {
        let message =
            format!("身份证号脱敏方式 {mask} 与以前公布过的方式合起来只留下约 {together} 个可能人选，少于 {floor}。");
        unsafe_mask(message)
    })
}

fn is_on_request(header: &str) -> bool {
    let mut columns = Kind::ALL.iter().filter_map(|kind| kind.column(header));
    columns.any(|column| column.publication == Publication::OnRequest)
}

fn no_choice(header: &str) -> Diagnostic {
    let message = format!("also_publish 里的“{header}”不是可以选择公开的列。");
    Diagnostic::error(Code::Settings, Location::file(SITE_FILE), message)
        .help("可以选择的列见数据字典；身份证号用 id_number 设置，别的列或者总是公开，或者从不公开。")
}

fn unsafe_mask(message: String) -> Diagnostic {
    Diagnostic::error(Code::Mask, Location::file(SITE_FILE), message)
        .help("请把 [masks] 的 id_number 改为 none（不公布，推荐）或 2+3。")
}

fn remaining(mask: IdMask, candidates: u64) -> Diagnostic {
    let message = format!("身份证号按 {mask} 显示，县（市、区）已知时每人约有 {candidates} 个可能人选。");
    Diagnostic { severity: Severity::Note, ..Diagnostic::warning(Code::Mask, Location::file(SITE_FILE), message) }
}

#[cfg(test)]
mod tests;
