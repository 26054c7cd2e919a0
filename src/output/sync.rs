//! Brings everything that was written to the disk in one call: thousands of files one by one take minutes on a disk
//! that turns.

#[cfg(any(target_os = "linux", target_os = "android"))]
pub(crate) use linux::Sync;
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(crate) use other::Sync;

#[cfg(any(target_os = "linux", target_os = "android"))]
mod linux {
    #![expect(clippy::disallowed_methods, reason = "edge: writes finished files")]

    use std::fs::File;
    use std::io;
    use std::path::Path;

    use rustix::io::Errno;

    /// The first system whose `syncfs` tells that the disk refused what was written.
    const TELLS_SINCE: (u32, u32) = (5, 8);

    /// A disk, opened before anything is written: the system tells only of what fails after that.
    pub(crate) struct Sync(File);

    impl Sync {
        /// The disk that a folder is on.
        pub(crate) fn of(folder: &Path) -> io::Result<Self> {
            File::open(folder).map(Self)
        }

        /// Whether everything is on the disk now. Where the system cannot do that, or would not tell that it failed,
        /// the files are to be synced one by one.
        pub(crate) fn all(&self) -> io::Result<bool> {
            if !is_at_least(rustix::system::uname().release().to_bytes(), TELLS_SINCE) {
                return Ok(false);
            }
            match rustix::fs::syncfs(&self.0) {
                Ok(()) => Ok(true),
                Err(Errno::NOSYS | Errno::OPNOTSUPP | Errno::INVAL) => Ok(false),
                Err(refused) => Err(refused.into()),
            }
        }
    }

    /// Whether a release such as `6.1.0-13-amd64` is this one or a later one.
    fn is_at_least(release: &[u8], wanted: (u32, u32)) -> bool {
        let mut numbers = release.split(|byte| !byte.is_ascii_digit()).map(|digits| {
            let digits = std::str::from_utf8(digits).ok()?;
            digits.parse::<u32>().ok()
        });
        let mut next = || numbers.next().flatten();
        next().zip(next()).is_some_and(|release| release >= wanted)
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn releases_are_compared_by_their_numbers() {
            for late in ["5.8.0", "5.10", "6.1.0-13-amd64", "10.0"] {
                assert!(is_at_least(late.as_bytes(), TELLS_SINCE), "{late}");
            }
            for early in ["3.10.0-1160.el7.x86_64", "4.19.90-24.4.v2101.ky10.x86_64", "5.7.19", "5", "", "x.y"] {
                assert!(!is_at_least(early.as_bytes(), TELLS_SINCE), "{early}");
            }
        }
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
mod other {
    use std::io;
    use std::path::Path;

    /// A disk on a system that syncs files one by one.
    pub(crate) struct Sync;

    impl Sync {
        /// The disk that a folder is on.
        pub(crate) fn of(_: &Path) -> io::Result<Self> {
            Ok(Self)
        }

        /// Never: the files are to be synced one by one.
        pub(crate) fn all(&self) -> io::Result<bool> {
            Ok(false)
        }
    }
}
