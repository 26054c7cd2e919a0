//! The edge to saved files: says when something that a build reads has been saved. It looks at `content/sources` as
//! little as `build` does.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use notify::{Config, ErrorKind, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::settings::Root;

/// What a build reads, with everything below.
const WHOLE: [&str; 4] = ["content/articles", "content/calendar", "content/editions", "themes"];

/// Folders that are watched for what stands in them directly: `content/site.toml`, and folders of [`WHOLE`] that come
/// and go.
const SHALLOW: [&str; 2] = ["", "content"];

/// Watches the folders of a site.
pub struct Watch {
    root: PathBuf,
    watcher: RecommendedWatcher,
    watched: BTreeSet<&'static str>,
    /// Set when a watched folder itself came or went: the watch went with it.
    is_moved: Arc<AtomicBool>,
}

impl Watch {
    /// Watches a site from now on and calls `saved` for each change, from a thread of its own.
    ///
    /// # Errors
    /// When the system does not say what changes.
    pub fn start(root: &Root, saved: impl Fn() + Send + 'static, report: &mut Report) -> Result<Self, Failed> {
        let root = root.path().to_owned();
        let is_moved = Arc::new(AtomicBool::new(false));
        let (below, moves) = (root.clone(), Arc::clone(&is_moved));
        let told = move |event: notify::Result<notify::Event>| {
            if event.as_ref().is_ok_and(|event| moves_folder(&below, event)) {
                moves.store(true, Ordering::SeqCst);
            }
            // When events were lost, anything may have changed.
            if event.map_or(true, |event| event.need_rescan() || concerns(&below, &event)) {
                saved();
            }
        };
        let config = Config::default().with_follow_symlinks(false);
        match RecommendedWatcher::new(told, config) {
            Ok(watcher) => {
                let mut watch = Self { root, watcher, watched: BTreeSet::new(), is_moved };
                watch.renew(report)?;
                Ok(watch)
            }
            Err(error) => report.fail(blind(&error)),
        }
    }

    /// Watches the folders that are there now and were not before, or are others of the same name.
    ///
    /// # Errors
    /// When the system watches no more.
    pub fn renew(&mut self, report: &mut Report) -> Result<(), Failed> {
        if self.is_moved.swap(false, Ordering::SeqCst) {
            for folder in std::mem::take(&mut self.watched) {
                // A folder that went has no watch to end.
                let _gone = self.watcher.unwatch(&self.path(folder));
            }
        }
        let shallow = SHALLOW.map(|folder| (folder, RecursiveMode::NonRecursive));
        let whole = WHOLE.map(|folder| (folder, RecursiveMode::Recursive));
        for (folder, mode) in shallow.into_iter().chain(whole) {
            let path = self.path(folder);
            if !path.is_dir() || self.watched.contains(folder) {
                continue;
            }
            match self.watcher.watch(&path, mode) {
                Ok(()) => drop(self.watched.insert(folder)),
                // It went meanwhile, and the folder above it says so.
                Err(error) if matches!(error.kind, ErrorKind::PathNotFound) => {}
                Err(error) => return report.fail(blind(&error)),
            }
        }
        Ok(())
    }

    fn path(&self, folder: &str) -> PathBuf {
        if folder.is_empty() { self.root.clone() } else { self.root.join(folder) }
    }
}

fn blind(error: &notify::Error) -> Diagnostic {
    let problem = format!("不能监视文件夹的变化：{error}。");
    Diagnostic::error(Code::Preview, Location::default(), problem)
        .help("请关掉一些也在监视文件夹的程序（编辑器、同步盘）再试；或不用预览，改完以后运行 gongshi build。")
}

/// Whether a watched folder itself came or went.
fn moves_folder(root: &Path, event: &notify::Event) -> bool {
    use notify::event::ModifyKind::Name;
    let moves = matches!(event.kind, EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(Name(_)));
    let is_folder = |path: &Path| SHALLOW.iter().chain(&WHOLE).any(|folder| path == Path::new(folder));
    moves && event.paths.iter().filter_map(|path| path.strip_prefix(root).ok()).any(is_folder)
}

/// Whether an event may have changed the site. Reading is an event too, and a build reads everything.
fn concerns(root: &Path, event: &notify::Event) -> bool {
    let is_reading = matches!(event.kind, EventKind::Access(_));
    !is_reading && (event.paths.is_empty() || event.paths.iter().any(|path| is_read(root, path)))
}

/// Whether a build reads what stands at a path.
fn is_read(root: &Path, path: &Path) -> bool {
    let Ok(below) = path.strip_prefix(root) else { return false };
    let is_hidden = below.iter().any(|part| part.as_encoded_bytes().starts_with(b"."));
    let inside = |folder: &&str| below.starts_with(folder);
    !is_hidden && (below == Path::new("content/site.toml") || below == Path::new("content") || WHOLE.iter().any(inside))
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{AccessKind, AccessMode, CreateKind, DataChange, ModifyKind, RemoveKind};

    fn concerned(kind: EventKind, path: &str) -> bool {
        let root = Path::new("/site");
        concerns(root, &notify::Event::new(kind).add_path(root.join(path)))
    }

    #[test]
    fn only_what_a_build_reads_counts() {
        let saved = EventKind::Modify(ModifyKind::Data(DataChange::Content));
        for read in
            ["content/site.toml", "content/articles/a.md", "themes/default/static/a.css", "content/editions", "content"]
        {
            assert!(concerned(saved, read), "{read}");
        }
        for unread in [
            "content/sources",
            "content/sources/courses/taishan.csv",
            "output/site/index.html",
            "content/articles/.a.md.swp",
            ".git/index",
            "content/site.toml~",
            "../elsewhere/themes",
        ] {
            assert!(!concerned(saved, unread), "{unread}");
        }
    }

    #[test]
    fn a_folder_that_comes_or_goes_is_noticed() {
        let moves = |kind, path| moves_folder(Path::new("/site"), &notify::Event::new(kind).add_path(path));
        assert!(moves(EventKind::Remove(RemoveKind::Folder), "/site/content/articles".into()));
        assert!(!moves(EventKind::Remove(RemoveKind::File), "/site/content/articles/a.md".into()));
        assert!(!moves(EventKind::Modify(ModifyKind::Any), "/site/themes".into()));
    }

    #[test]
    fn reading_is_no_change() {
        let article = "content/articles/a.md";
        assert!(!concerned(EventKind::Access(AccessKind::Open(AccessMode::Any)), article));
        assert!(concerned(EventKind::Create(CreateKind::File), article));
        assert!(concerned(EventKind::Any, article));
    }
}
