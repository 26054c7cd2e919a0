use std::fs;
use std::path::PathBuf;

use crate::diagnostic::Report;
use crate::edition::archive::{Archive, Content};
use crate::edition::freeze::freeze;
use crate::edition::sample::{drafted, first};
use crate::settings::Root;

use super::*;

/// A site with one edition, and where its payments are.
fn site() -> (tempfile::TempDir, Archive, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    let (root, mut report) = (Root::new(folder.path().to_owned()), Report::default());
    freeze(&root, &drafted(&Archive::default(), &first()), &mut report).unwrap();
    let archive = Archive::load(&root, &mut report).unwrap();
    let path = root.join("content/editions/0001/data/lists/subsidies/2021-03/taishan/r1.csv");
    (folder, archive, path)
}

/// The bytes of the payments, or what a person is told instead.
fn read(archive: &Archive) -> Result<Vec<u8>, String> {
    let list = archive.in_force_now().lists[&"subsidies/2021-03/taishan".parse().unwrap()];
    assert!(matches!(list.content, Content::Stored(_)) && list.held().is_none());
    let read = list.kept().unwrap().bytes().map(Cow::into_owned);
    read.map_err(|lost| {
        let told = lost.diagnostic();
        assert!(told.help.is_some());
        format!("{} {}", told.location, told.message)
    })
}

#[test]
fn what_is_read_again_is_what_was_drafted() {
    let (_folder, archive, path) = site();
    let before = Archive::default().with(drafted(&Archive::default(), &first()).frozen().clone());
    assert_eq!(read(&archive), Ok(fs::read(path).unwrap()));
    assert_eq!(read(&archive), read(&before));
    let [loaded, drafted] = [&archive, &before].map(|archive| archive.latest().unwrap().files().len());
    assert_eq!(loaded + 1, drafted, "rows of payments are not in memory");
}

#[test]
fn rows_that_changed_meanwhile_are_no_rows() {
    let (_folder, archive, path) = site();
    let whole = fs::read(&path).unwrap();
    let place = "content/editions/0001/data/lists/subsidies/2021-03/taishan/r1.csv 第 0001 版的这份清单核对之后再读时";
    let mut other = whole.clone();
    *other.last_mut().unwrap() ^= 1;
    for bytes in [&other[..], &whole[1..], &[whole.as_slice(), b"\n"].concat(), b""] {
        fs::write(&path, bytes).unwrap();
        assert_eq!(read(&archive), Err(format!("{place}内容变了。")));
    }
    fs::remove_file(&path).unwrap();
    assert_eq!(read(&archive), Err(format!("{place}不见了。")));
    fs::create_dir(&path).unwrap();
    assert!(read(&archive).unwrap_err().starts_with(&format!("{place}读不出来：")));
}

#[test]
fn rows_are_found_before_their_edition_takes_its_place_and_after() {
    let (folder, archive, path) = site();
    let (editions, whole) = (folder.path().join(EDITIONS), fs::read(path).unwrap());
    fs::rename(editions.join("0001"), editions.join(".0001.partial")).unwrap();
    assert_eq!(read(&archive), Ok(whole.clone()));
    let waiting = Archive::load_folder(&editions, &mut Report::default()).unwrap();
    fs::rename(editions.join(".0001.partial"), editions.join("0001")).unwrap();
    assert_eq!(read(&waiting), Ok(whole));
}
