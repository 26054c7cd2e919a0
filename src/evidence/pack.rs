//! The evidence pack (存证包): everything that shows what a list said, in one file that standard tools can check.
//!
//! It is a BagIt 1.0 bag in a zip, and a pure function of the capture and of what is in force: the only times in it are
//! the capture's and the archive's. [`assemble`] makes one, [`check()`] says whether bytes are one, [`attach()`] makes one
//! with a time stamp or signature that somebody else made, and [`write()`] is the edge that puts packs on disk.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::download::{self, Download, Format, detail};
use crate::edition::archive::{Archive, FrozenEdition, FrozenList, FrozenNotice, Held};
use crate::output::{OutputFile, SitePath};
use crate::record::{ListId, Scope};
use crate::scan;
use crate::settings::{Derived, Settings};
use crate::value::digest::{Digest, Fingerprint};
use crate::value::district::Slug;

use super::{Capture, Layout, Shot};
use container::{Entries, Stamp};
use record::{
    Captured, EditionRecord, FORM, ListRecord, NoticeRecord, Picture, RECORD, Record, ServedPage, SiteRecord,
};

mod attach;
mod bag;
mod check;
mod container;
mod explain;
mod files;
mod papers;
mod record;
mod rows;
#[cfg(test)]
mod sample;
mod time_stamp;
mod write;

pub use attach::{Attached, attach};
pub use check::{Matched, Verdict, check, check_unpacked};
pub use papers::at_hand;
pub use time_stamp::{Attachment, TimeStamp};
pub use write::{replace, write};

use files::Files;

/// What a pack is made from beside the capture.
#[derive(Debug)]
pub struct Sources<'a> {
    /// The editions, up to the one that was captured.
    pub archive: &'a Archive,
    /// The site's settings.
    pub settings: &'a Settings,
    /// The papers of the application that the office has, see [`at_hand`]; none where nobody knows.
    pub papers: Option<BTreeSet<String>>,
}

/// A finished pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    /// Its file's name without ending: `2021-03-taishan-2021-06-25`.
    pub name: String,
    /// The zip.
    pub bytes: Vec<u8>,
    /// Its code (存证码).
    pub code: Fingerprint,
}

/// The pack of a capture.
///
/// # Errors
/// When the list is not in force in the archive as it was captured (a withdrawn one never is), the pictures do not
/// show each row once, the pack would be too large, or a personal number is found in it.
pub fn assemble(capture: &Capture, sources: &Sources<'_>, report: &mut Report) -> Result<Pack, Failed> {
    let subject = subject(capture, sources, report)?;
    if let Some(why) = rows::fault(capture.sheets.iter().map(range), capture.subject.rows) {
        return report.fail(refused(capture, format!("图片不全：{why}。")).help("请重新运行 capture。"));
    }
    let (record, mut files) = payload(capture, sources, &subject);
    let notice = subject.notice.map(|notice| notice.notice());
    files.add(RECORD, record.to_json());
    if notice.is_some() {
        files.add(files::CHECKLIST, explain::checklist(&record, notice.as_ref()));
    }
    let readme = explain::readme(&record, notice.as_ref());
    no_personal_numbers(&files, &readme, report)?;
    let entries = files.entries();
    let info = bag::info(&record, &entries);
    packed(capture, &record, (entries, &readme, &info), report)
}

/// The zip of a payload with its tag files.
fn packed(
    capture: &Capture,
    record: &Record,
    (mut entries, readme, info): (Entries<'_>, &[u8], &[u8]),
    report: &mut Report,
) -> Result<Pack, Failed> {
    let size: u64 = entries.values().map(|bytes| bytes.len() as u64).sum();
    // Headers and tag files stay far below the last sixteenth.
    if size > container::LARGEST / 16 * 15 || entries.len() >= container::MOST_ENTRIES - 16 {
        let help = "请分地区取证；仍然过大时，请联系程序的维护者。";
        return report.fail(refused(capture, format!("存证包过大（{} MiB）。", size >> 20)).help(help));
    }
    let (declaration, manifest) = (bag::declaration(), bag::manifest(entries.iter()));
    for (path, bytes) in [
        (bag::DECLARATION, declaration.as_slice()),
        (bag::INFO, info),
        (bag::MANIFEST, &manifest),
        (bag::README, readme),
    ] {
        entries.insert(path.to_owned(), bytes);
    }
    let tag_manifest = bag::tag_manifest(&entries);
    entries.insert(bag::TAG_MANIFEST.to_owned(), &tag_manifest);
    let bytes = container::write(&record.name, Stamp::of(&record.captured.at), &entries);
    let name = format!("{}-{}", stem(&capture.subject.list), record.captured.at.date_naive());
    report.pass(Pack { name, bytes, code: bag::code(&tag_manifest) })
}

/// What of the archive a pack is about.
struct Subject<'a> {
    list: Held<'a>,
    notice: Option<FrozenNotice<'a>>,
    newest: &'a FrozenEdition,
}

fn subject<'a>(capture: &Capture, sources: &Sources<'a>, report: &mut Report) -> Result<Subject<'a>, Failed> {
    let of = &capture.subject;
    let in_force = sources.archive.in_force_now();
    let list =
        in_force.lists.get(&of.list).filter(|list| list.entry.revision == of.revision).and_then(FrozenList::kept);
    let (Some(list), Some(newest)) = (list, sources.archive.latest()) else {
        let message = format!("{} 的修订 {} 已经撤下、被更正，或从没有公布过。", of.list, of.revision);
        return report.fail(refused(capture, message).help("只能为现行的清单做存证包；请用 diff 或网站查看现行修订。"));
    };
    let entry = list.frozen.entry;
    let is_same = entry.sha256 == of.sha256
        && entry.rows == of.rows
        && newest.number() == of.edition
        && newest.fingerprint().to_string() == of.fingerprint;
    if !is_same {
        let message = format!("取证时的网站与本机的各版不一致：网站是第 {} 版，指纹 {}。", of.edition, of.fingerprint);
        return report.fail(refused(capture, message).help("请先 build（或上传）最新一版，再取证。"));
    }
    let notice = match &of.list {
        ListId::Payments { notice, .. } => in_force.notices.get(notice).copied(),
        ListId::Catalogue(..) => None,
    };
    let list = list.read().or_else(|lost| report.fail(lost.diagnostic()))?;
    report.pass(Subject { list, notice, newest })
}

fn refused(capture: &Capture, message: String) -> Diagnostic {
    Diagnostic::error(Code::PackSubject, Location::file(capture.subject.list.to_string()), message)
}

/// The name of a list in a pack's name.
fn stem(list: &ListId) -> String {
    match list {
        ListId::Payments { notice, district } => format!("{notice}-{district}"),
        ListId::Catalogue(catalogue, scope) => format!("{}-{}", catalogue.folder(), scope.as_str()),
    }
}

fn range(shot: &Shot) -> (Layout, u64, u64) {
    (shot.layout, shot.rows.start, shot.rows.end.saturating_sub(1))
}

/// `evidence.json`, and every other file of the payload but the checklist.
fn payload<'a>(capture: &'a Capture, sources: &Sources<'a>, subject: &'a Subject<'a>) -> (Record, Files<'a>) {
    let mut files = Files::default();
    let title = title(sources, subject);
    let district = district(&capture.subject.list).map(|slug| district_name(sources.settings, slug));
    let workbooks = add_list(&mut files, sources, subject, (&title, district.as_deref()));
    let list = list_record(subject, title, district);
    let notice = subject.notice.map(|notice| add_notice(&mut files, &notice));
    let site = add_editions(&mut files, sources.archive, subject);
    let pictures = capture.sheets.iter().map(|shot| add_picture(&mut files, shot)).collect();
    let pages = (1..).zip(&capture.pages).map(|(number, page)| add_page(&mut files, number, page)).collect();
    let certificates = (1..)
        .zip(&capture.certificates)
        .map(|(number, certificate)| files.lend(format!("data/certificates/{number}.der"), certificate));
    let certificates = certificates.collect();
    let record = Record {
        form: FORM.to_owned(),
        name: folder(capture),
        authority: sources.settings.site.authority.clone(),
        list,
        papers: subject.notice.map(|_| papers::of_payments(sources.papers.as_ref())).unwrap_or_default(),
        notice,
        site,
        captured: captured(capture),
        pictures,
        pdf: files.lend(files::PDF.to_owned(), &capture.pdf),
        workbooks,
        pages,
        certificates,
    };
    (record, files)
}

/// The pack's folder, which has the time in its name: two packs of one day unpack beside each other.
fn folder(capture: &Capture) -> String {
    format!("{}-{}", stem(&capture.subject.list), capture.moment.format("%Y-%m-%d-%H%M%S"))
}

fn captured(capture: &Capture) -> Captured {
    use chrono::Timelike;
    Captured {
        at: capture.moment.with_nanosecond(0).unwrap_or(capture.moment),
        operator: capture.operator.clone(),
        made: capture.made.clone(),
        program: capture.program.clone(),
        browser: capture.browser.clone(),
        fonts: capture.fonts.clone(),
    }
}

fn list_record(subject: &Subject<'_>, title: String, district: Option<String>) -> ListRecord {
    let entry = subject.list.frozen.entry;
    ListRecord {
        id: entry.id.clone(),
        kind: entry.kind,
        revision: entry.revision,
        edition: subject.list.frozen.edition,
        title,
        district,
        rows: entry.rows,
        persons: entry.persons,
        amount_fen: entry.amount_fen,
        file: files::list(&entry.id, entry.revision),
        sha256: entry.sha256,
        sm3: entry.sm3,
    }
}

/// The list and its workbooks; returns where the workbooks are.
fn add_list<'a>(
    files: &mut Files<'a>,
    sources: &Sources<'a>,
    subject: &'a Subject<'a>,
    (title, district_name): (&str, Option<&str>),
) -> Vec<String> {
    let (list, entry) = (subject.list.list(), subject.list.frozen.entry);
    let of = download::Subject {
        list: &list,
        csv: &subject.list.bytes,
        sha256: entry.sha256,
        title: title.to_owned(),
        id: &entry.id,
        revision: entry.revision,
        edition: subject.list.frozen.edition,
        published_on: subject.list.frozen.published_on,
        authority: &sources.settings.site.authority,
        district_name,
    };
    files.lend(files::list(&entry.id, entry.revision), &subject.list.bytes);
    match subject.notice {
        Some(notice) => {
            detail::of(&of, &notice.notice().head).map(|bytes| files.add(files::DETAIL, bytes)).into_iter().collect()
        }
        None => {
            // A pack is for an office, whatever the site leaves out.
            let is_workbook = |file: &Download| matches!(file.format, Format::Xlsx | Format::Form);
            let made = download::downloads_of(&of, Derived::Made).into_iter().filter(is_workbook);
            made.map(|file| files.add(&format!("data/list/{}", file.file_name), file.bytes)).collect()
        }
    }
}

fn add_notice<'a>(files: &mut Files<'a>, notice: &FrozenNotice<'a>) -> NoticeRecord {
    NoticeRecord {
        id: notice.entry.id.clone(),
        revision: notice.entry.revision,
        edition: notice.edition,
        file: files.lend(files::notice(&notice.entry.id), notice.bytes),
        sha256: notice.entry.sha256,
    }
}

/// The log, and the `edition.json` of the editions that froze the list and the notice, and of the newest.
fn add_editions<'a>(files: &mut Files<'a>, archive: &'a Archive, subject: &Subject<'a>) -> SiteRecord {
    let numbers =
        [Some(subject.list.frozen.edition), subject.notice.map(|notice| notice.edition), Some(subject.newest.number())];
    let numbers: BTreeSet<_> = numbers.into_iter().flatten().collect();
    let editions = numbers.into_iter().filter_map(|number| {
        let json = archive.edition(number)?.files().get("data/edition.json")?;
        Some(EditionRecord { number, file: files.lend(files::edition(number), json) })
    });
    let editions = editions.collect();
    SiteRecord {
        edition: subject.newest.number(),
        fingerprint: subject.newest.fingerprint().to_string(),
        log: files.add(files::LOG, archive.log().into_bytes()),
        editions,
    }
}

fn add_picture<'a>(files: &mut Files<'a>, shot: &'a Shot) -> Picture {
    let (layout, first_row, last_row) = range(shot);
    Picture {
        file: files.next_picture(layout, &shot.png),
        page: shot.path.to_string(),
        layout,
        first_row,
        last_row,
        width: shot.width,
        height: shot.height,
        sha256: Digest::of(&shot.png),
    }
}

fn add_page<'a>(files: &mut Files<'a>, number: usize, page: &'a super::ServedFile) -> ServedPage {
    ServedPage {
        file: files.lend(files::page(number, page.path.as_str()), &page.bytes),
        path: page.path.to_string(),
        url: page.url.clone(),
        status: page.status,
        headers: page.headers.clone(),
        sha256: Digest::of(&page.bytes),
    }
}

fn title(sources: &Sources<'_>, subject: &Subject<'_>) -> String {
    match (&subject.list.frozen.entry.id, subject.notice) {
        (ListId::Payments { district, .. }, Some(notice)) => {
            format!("{}（{}）", notice.notice().head.title, district_name(sources.settings, district))
        }
        (ListId::Payments { notice, district }, None) => format!("{notice}（{district}）"),
        (ListId::Catalogue(catalogue, scope), _) => {
            let scope = match scope {
                Scope::City => "全市".to_owned(),
                Scope::District(slug) => district_name(sources.settings, slug),
            };
            format!("{scope}{}", catalogue.kind().name())
        }
    }
}

fn district(list: &ListId) -> Option<&Slug> {
    match list {
        ListId::Payments { district, .. } | ListId::Catalogue(_, Scope::District(district)) => Some(district),
        ListId::Catalogue(_, Scope::City) => None,
    }
}

fn district_name(settings: &Settings, slug: &Slug) -> String {
    settings.district(slug).map_or_else(|| slug.to_string(), |district| district.name.clone())
}

/// The last look at what a pack says in words. Pictures, PDF and pages show the site, which was scanned when it was
/// built; nothing in a pack comes from anywhere but public, masked data.
fn no_personal_numbers(files: &Files<'_>, readme: &[u8], report: &mut Report) -> Result<(), Failed> {
    let is_told = |path: &str| [".json", ".csv", ".xlsx", ".md", ".txt"].iter().any(|ending| path.ends_with(ending));
    let entries = files.entries();
    let told = entries.iter().filter(|(path, _)| is_told(path) && !path.starts_with(files::PAGES));
    let file = |path: &str, bytes: &[u8]| OutputFile { path: SitePath::new(path), bytes: bytes.to_vec() };
    let mut scanned: Vec<_> = told.map(|(path, bytes)| file(path, bytes)).collect();
    scanned.push(file("readme.html", readme));
    scan::scan(&scanned, report)
}

#[cfg(test)]
mod tests;
