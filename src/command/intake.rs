//! The private half that `check` and `publish` share: from the offices' files to what may be published.

use std::collections::BTreeMap;

use crate::check::{self, Before, Checked};
use crate::diagnostic::{Failed, Report};
use crate::edition::archive::{Archive, InForce};
use crate::edition::mask::Masks;
use crate::folder::{Files, InputFile};
use crate::page;
use crate::record::{List, Submission};
use crate::settings::Settings;
use crate::source::Isolation;

use super::Session;

/// Everything `publish` needs, checked.
pub(super) struct Intake<T> {
    pub(super) settings: Settings,
    pub(super) archive: Archive,
    pub(super) checked: Checked<T>,
}

/// Reads and checks all that the offices have sent, against what was published before. Something is made of each list
/// while its rows are in memory: with the masks, and with what is in force.
///
/// # Errors
/// When anything must be mended before a publication.
pub(super) fn take_in<T: Send + Sync>(
    session: &Session,
    settings: Settings,
    archive: Archive,
    make: impl Fn(&List, &Masks, &InForce<'_>) -> T + Sync,
    report: &mut Report,
) -> Result<Intake<T>, Failed> {
    let Session { root, date, progress, isolation, .. } = session;
    let masks = Masks::new(&settings.masks, archive.id_masks(), report)?;
    progress.step("读取并检查报送的文件");
    let submission = Submission::open(Files::Below(root.path()), &settings.districts, isolation, report);
    let in_force = archive.in_force_now();
    let before = before(&archive, &in_force, &submission, report);
    let make = |list: &List| make(list, &masks, &in_force);
    let checked = check::check(&submission, &before, &settings, *date, &make, report)?;
    for notice in checked.notices.iter().map(|checked| &checked.notice) {
        page::check_notice(&notice.file, notice.body_line, &notice.body, report);
    }
    drop(in_force);
    report.pass(Intake { settings, archive, checked })
}

/// What the rules look at of earlier editions: dates, and catalogues in force that nobody has sent anew. One that cannot
/// be read is in the report.
fn before(archive: &Archive, in_force: &InForce<'_>, submission: &Submission<'_>, report: &mut Report) -> Before {
    let first_published_on =
        archive.notice_ids().into_iter().filter_map(|id| Some((id.clone(), archive.first_published_on(id)?))).collect();
    let (mut standing, mut rows) = (Vec::new(), BTreeMap::new());
    for (id, frozen) in &in_force.lists {
        rows.insert(id.clone(), frozen.entry.rows);
        let Some(held) = frozen.held().filter(|_| !submission.has(id)) else { continue };
        let path = format!("content/editions/{}/{}", frozen.edition, frozen.entry.path());
        let file = InputFile { path, bytes: held.bytes.to_vec() };
        standing.extend(List::read(id.clone(), file, &Isolation::None, report));
    }
    Before { first_published_on, rows, standing }
}
