//! What comes after the commit point. Every step may be done again.

use std::fs::{self, File};

use crate::edition::EditionNumber;
use crate::edition::archive::{Archive, EDITIONS, FrozenEdition, Unfinished, staging};
use crate::edition::log::LOG;
use crate::settings::Root;

use super::disk::{replace, sync_folder};
use super::stop::{At, Stop};

/// Finishes what an earlier publication left undone. The log is locked.
pub(super) fn all(root: &Root, log: &File, archive: &Archive, unfinished: &[Unfinished]) -> Result<(), Stop> {
    for work in unfinished {
        if let Unfinished::Line { whole, .. } = work {
            log.set_len(*whole).at(LOG)?;
        }
    }
    // Whoever wrote the last line may have been cut short before it lasted.
    log.sync_all().at(LOG)?;
    for work in unfinished {
        match work {
            Unfinished::Line { .. } => {}
            Unfinished::Place { number } => place(root, *number)?,
            Unfinished::Rows { from, .. } => {
                archive.edition(*from).map_or(Ok(()), |older| let_go(root, older))?;
            }
        }
    }
    Ok(())
}

/// Gives an edition that the log counts its name.
pub(super) fn place(root: &Root, number: EditionNumber) -> Result<(), Stop> {
    let (from, to) = (format!("{EDITIONS}/{}", staging(number)), format!("{EDITIONS}/{number}"));
    fs::rename(root.join(&from), root.join(&to)).at(&to)?;
    sync_folder(&root.join(EDITIONS)).at(EDITIONS)
}

/// Makes a bag one without what left: first the files that say so, then the rows go.
pub(super) fn let_go(root: &Root, older: &FrozenEdition) -> Result<(), Stop> {
    let folder = format!("{EDITIONS}/{}", older.number());
    for (name, bytes) in older.files().iter().filter(|(path, _)| !path.contains('/')) {
        let path = format!("{folder}/{name}");
        if fs::read(root.join(&path)).at(&path)? != *bytes {
            let temporary = format!("{EDITIONS}/.{}.{name}.partial", older.number());
            replace(&root.join(&path), &root.join(&temporary), bytes).at(&path)?;
            sync_folder(&root.join(&folder)).at(&folder)?;
            sync_folder(&root.join(EDITIONS)).at(EDITIONS)?;
        }
    }
    older.left().keys().try_for_each(|path| remove(root, &format!("{folder}/{path}")))
}

fn remove(root: &Root, path: &str) -> Result<(), Stop> {
    if !fs::exists(root.join(path)).at(path)? {
        return Ok(());
    }
    fs::remove_file(root.join(path)).at(path)?;
    let parent = path.rsplit_once('/').map_or(EDITIONS, |(parent, _)| parent);
    sync_folder(&root.join(parent)).at(parent)
}
