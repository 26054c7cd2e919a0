//! Files that are for one office each, put on disk as a folder of their own: all of them or none, readable by their
//! owner only, and never where a site is or comes from.

use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::output::manifest::{MANIFEST, Manifest};
use crate::output::{PrivateFile, folders_of};
use crate::value::digest::Digest;

use super::disk::{self, Trouble};
use super::places::Places;

/// Refuses a folder that is not fit to hold private files: one that holds anything already, or lies in a folder that
/// is published or read from.
///
/// # Errors
/// When it is not fit, or cannot be looked at.
pub fn refuse_unfit(target: &Path, public: &[PathBuf], report: &mut Report) -> Result<(), Failed> {
    fit(target, public).or_else(|trouble| report.fail(told(&trouble)))
}

/// Makes a folder that holds exactly these files. It must be fit by [`refuse_unfit`].
///
/// # Errors
/// When something stands there by now, or the disk fails: then nothing is there.
pub fn write_private(target: &Path, files: &[PrivateFile], report: &mut Report) -> Result<(), Failed> {
    put(target, files).or_else(|trouble| report.fail(told(&trouble)))
}

fn fit(target: &Path, public: &[PathBuf]) -> Result<(), Trouble> {
    let real = real(target)?;
    for public in public {
        if real.starts_with(self::real(public)?) {
            let why = format!("退回件含个人信息，不能放在 {} 里面", public.display());
            return Err(Trouble::not_ours(target, why));
        }
    }
    if let Some(site) = real.ancestors().find(|folder| is_site(folder)) {
        return Err(Trouble::not_ours(
            target,
            format!("{} 是生成的网站，退回件含个人信息，不能放在里面", site.display()),
        ));
    }
    is_free(target)
}

/// Whether nothing stands at a place, or an empty folder.
fn is_free(target: &Path) -> Result<(), Trouble> {
    match disk::kind(target)? {
        None => Ok(()),
        Some(kind) if !kind.is_dir() => Err(Trouble::not_ours(target, "这里不是文件夹，而是文件或链接".to_owned())),
        Some(_) if disk::is_empty(target)? => Ok(()),
        Some(_) => Err(Trouble::not_ours(target, "文件夹不是空的".to_owned())),
    }
}

/// Whether a folder is a site that was built: it has a manifest of ours.
fn is_site(folder: &Path) -> bool {
    let manifest = folder.join(MANIFEST);
    // A manifest that cannot be read is not one of a site that can be published.
    manifest.is_file() && disk::read(&manifest).is_ok_and(|bytes| Manifest::parse(&bytes).is_ok())
}

/// Where a path leads, links followed; its last parts need not exist.
fn real(path: &Path) -> Result<PathBuf, Trouble> {
    let Some(there) = path.ancestors().find(|part| part.exists()) else { return Ok(path.to_path_buf()) };
    let rest = path.strip_prefix(there).unwrap_or(Path::new(""));
    if rest.components().any(|part| !matches!(part, Component::Normal(_))) {
        return Err(Trouble::not_ours(path, "这个位置不存在".to_owned()));
    }
    Ok(there.canonicalize().map_err(Trouble::at(there))?.join(rest))
}

fn put(target: &Path, files: &[PrivateFile]) -> Result<(), Trouble> {
    let places = Places::beside(target)?;
    if disk::exists(&places.staging)? {
        return Err(Trouble::not_ours(&places.staging, "上一次没有写完，留下了这个文件夹，请先把它删去".to_owned()));
    }
    let done = stage(&places, files).and_then(|()| {
        is_free(target)?;
        disk::remove_folder(target)?;
        disk::rename(&places.staging, target)?;
        disk::sync_folder(&places.parent)
    });
    if done.is_err() {
        // What cannot be taken away is told by the next run.
        let _ = undo(&places.staging, files);
    }
    done
}

fn folders(files: &[PrivateFile]) -> std::collections::BTreeSet<&str> {
    folders_of(files.iter().map(|file| file.path.as_str()))
}

fn stage(places: &Places, files: &[PrivateFile]) -> Result<(), Trouble> {
    let at = |below: &str| places.staging.join(below);
    disk::create_private(&places.staging)?;
    folders(files).iter().try_for_each(|folder| disk::create_private(&at(folder)))?;
    files.iter().try_for_each(|file| disk::write_new_private(&at(&file.path), &file.bytes))?;
    files.iter().try_for_each(|file| disk::sync_and_prove(&at(&file.path), &Digest::of(&file.bytes)))?;
    folders(files).iter().rev().try_for_each(|folder| disk::sync_folder(&at(folder)))?;
    disk::sync_folder(&places.staging)
}

/// Takes away what [`stage`] has written, and nothing else.
fn undo(staging: &Path, files: &[PrivateFile]) -> Result<(), Trouble> {
    files.iter().try_for_each(|file| disk::remove_file(&staging.join(&file.path)))?;
    folders(files).iter().rev().try_for_each(|folder| disk::remove_folder(&staging.join(folder)))?;
    disk::remove_folder(staging)
}

fn told(trouble: &Trouble) -> Diagnostic {
    let (code, path, message, help) = match trouble {
        Trouble::NotOurs { path, why } => {
            (Code::NotOurs, path, format!("没有写退回件：{why}。"), "请换一个空文件夹，或写一个还不存在的文件夹。")
        }
        Trouble::Disk { path, error } => {
            (Code::Write, path, format!("退回件写不出来：{error}。"), "请检查磁盘空间和写入权限后重试。")
        }
        Trouble::Busy { path } => {
            (Code::Busy, path, "另一次运行正在写这个文件夹。".to_owned(), "等它结束，再运行一次。")
        }
        Trouble::Differs { path } => {
            (Code::Write, path, "写出后读回的内容与应写的不同。".to_owned(), "磁盘可能有故障，请换一个磁盘重试。")
        }
    };
    Diagnostic::error(code, Location::file(path.display().to_string()), message).help(help)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test's own folders")]
mod tests {
    use super::*;

    fn file(path: &str) -> PrivateFile {
        PrivateFile { path: path.to_owned(), bytes: path.as_bytes().to_vec() }
    }

    #[test]
    fn all_files_stand_in_a_new_folder_for_their_owner_only() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("退回");
        put(&target, &[file("projects/a.xlsx"), file("泰山区.xlsx")]).unwrap();
        assert_eq!(std::fs::read(target.join("projects/a.xlsx")).unwrap(), b"projects/a.xlsx");
        assert!(!folder.path().join(".退回.new").exists());
        #[cfg(unix)]
        for (path, mode) in [("", 0o700), ("projects", 0o700), ("projects/a.xlsx", 0o600)] {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(target.join(path).metadata().unwrap().permissions().mode() & 0o777, mode, "{path}");
        }
    }

    #[test]
    fn what_stands_there_is_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a");
        std::fs::write(&target, "x").unwrap();
        assert!(fit(&target, &[]).is_err() && put(&target, &[file("b.xlsx")]).is_err());
        assert_eq!(std::fs::read(&target).unwrap(), b"x");
        assert!(!folder.path().join(".a.new").exists(), "the staging folder is gone");
        assert!(fit(folder.path(), &[]).is_err(), "it is not empty");
    }

    #[test]
    fn private_files_keep_away_from_what_is_published() {
        let folder = tempfile::tempdir().unwrap();
        let at = |below: &str| folder.path().join(below);
        std::fs::create_dir_all(at("content/sources")).unwrap();
        let public = [at("content"), at("output/site")];
        for bad in ["content", "content/back", "content/sources/../back", "output/site/back/x", "none/../content/x"] {
            assert!(fit(&at(bad), &public).is_err(), "{bad}");
        }
        for good in ["back", "output/back", "content-back", "content/../back"] {
            assert!(fit(&at(good), &public).is_ok(), "{good}");
        }
        std::fs::create_dir(at("web")).unwrap();
        std::fs::write(at("web/manifest.txt"), format!("{}  index.html\n", Digest::of(b"x"))).unwrap();
        assert!(fit(&at("web/back"), &public).is_err(), "a site built elsewhere");
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(at("content"), at("link")).unwrap();
            assert!(fit(&at("link/back"), &public).is_err(), "a link into the content");
        }
    }
}
