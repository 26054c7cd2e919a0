//! The private half that `check` and `publish` share: from the offices' files to what may be published.

use std::collections::BTreeMap;

use crate::check::{self, Before, Checked};
use crate::diagnostic::{Failed, Report};
use crate::edition::archive::Archive;
use crate::edition::mask::Masks;
use crate::folder::InputFile;
use crate::page;
use crate::record::{List, Submission};
use crate::settings::Settings;
use crate::source::Isolation;

use super::Session;

/// Everything `publish` needs, checked.
pub(super) struct Intake {
    pub(super) settings: Settings,
    pub(super) archive: Archive,
    pub(super) masks: Masks,
    pub(super) checked: Checked,
}

/// Reads and checks all that the offices have sent, against what was published before.
///
/// # Errors
/// When anything must be mended before a publication.
pub(super) fn take_in(
    session: &Session,
    settings: Settings,
    archive: Archive,
    report: &mut Report,
) -> Result<Intake, Failed> {
    let Session { root, date, progress, isolation, .. } = session;
    let masks = Masks::new(&settings.masks, archive.id_masks(), report)?;
    progress.step("读取报送的文件");
    let submission = Submission::read(root.path(), &settings.districts, isolation, report)?;
    progress.step("按规定检查");
    let before = before(&archive, &submission, report)?;
    let checked = check::check(submission, &before, &settings, *date, report)?;
    for notice in checked.notices.iter().map(|checked| &checked.notice) {
        page::check_notice(&notice.file, notice.body_line, &notice.body, report);
    }
    report.pass(Intake { settings, archive, masks, checked })
}

/// What the rules look at of earlier editions: dates, and catalogues in force that nobody has sent anew.
fn before(archive: &Archive, submission: &Submission, report: &mut Report) -> Result<Before, Failed> {
    let first_published_on =
        archive.notice_ids().into_iter().filter_map(|id| Some((id.clone(), archive.first_published_on(id)?))).collect();
    let (mut standing, mut rows) = (Vec::new(), BTreeMap::new());
    for (id, frozen) in archive.in_force_now().lists {
        rows.insert(id.clone(), frozen.entry.rows);
        let is_sent = submission.lists.iter().any(|list| list.id == id);
        let Some(held) = frozen.held().filter(|_| !is_sent) else { continue };
        let path = format!("content/editions/{}/{}", frozen.edition, frozen.entry.path());
        let file = InputFile { path, bytes: held.bytes.to_vec() };
        standing.push(List::read(id.clone(), file, &Isolation::None, report)?);
    }
    Ok(Before { first_published_on, rows, standing })
}
