//! A disk of the test's own: an ext4 image, mounted through a loop device. What a program has not synced is not on it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::support::run;

/// An image of a file system in a file.
pub(super) struct Image(PathBuf);

impl Image {
    /// An empty file system that keeps to itself what nobody syncs.
    pub(super) fn new(file: PathBuf) -> Self {
        const BYTES: u64 = 24 << 20;
        std::fs::File::create(&file).unwrap().set_len(BYTES).unwrap();
        let words = ["-q", "-F", "-b", "1024", "-J", "size=4", "-E", "lazy_itable_init=0,lazy_journal_init=0"];
        run(Command::new("/sbin/mkfs.ext4").args(words).arg(&file)).succeeds();
        Self(file)
    }

    /// What of it is on the disk by now.
    pub(super) fn copy(&self, to: PathBuf) -> Self {
        run(Command::new("cp").arg("--sparse=always").args([&self.0, &to])).succeeds();
        Self(to)
    }

    /// Mounts it: the journal is replayed as after a power cut. Commits by themselves come every 300 seconds only.
    pub(super) fn mount(&self, at: &Path, data: &str) -> Mounted {
        std::fs::create_dir_all(at).unwrap();
        let options = format!("loop,noatime,commit=300,data={data}");
        let mounted = run(Command::new("mount").args(["-t", "ext4", "-o", &options]).args([&self.0, at]));
        assert_eq!(mounted.status, Some(0), "this test must be root, and able to mount: {}", mounted.all());
        Mounted(at.to_path_buf())
    }
}

/// Another process that is just being started may hold what this one has open.
const TRIES: u32 = 100;

fn paused() -> bool {
    std::thread::sleep(Duration::from_millis(20));
    false
}

/// A mounted image; it is unmounted and its loop device released when this ends, however it ends.
pub(super) struct Mounted(PathBuf);

impl Mounted {
    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let gone = |words: &[&str]| {
            Command::new("umount").args(words).arg(&self.0).output().is_ok_and(|it| it.status.success())
        };
        let patiently = || (0..TRIES).any(|_| gone(&[]) || paused());
        // Should somebody be in it still, it goes when they leave; what this test says of it then is nothing.
        if !patiently() {
            let _later = gone(&["-l"]);
            assert!(std::thread::panicking(), "{} cannot be unmounted", self.0.display());
        }
    }
}
