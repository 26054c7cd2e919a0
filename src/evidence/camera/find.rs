//! Where a browser is on this machine: as said, as the environment says, by its usual names, in its usual places.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::trouble::Trouble;

/// What browsers of this family are called on the search path, in the order tried.
const NAMES: &[&str] =
    &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge"];

/// Where they stand when no search path names them.
const PLACES: &[&str] = &[
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/microsoft-edge",
    "/snap/bin/chromium",
    "/opt/google/chrome/chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/// The folders below which Windows keeps programs, and the browsers in them.
const WINDOWS: (&[&str], &[&str]) = (
    &["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"],
    &[
        "Microsoft/Edge/Application/msedge.exe",
        "Google/Chrome/Application/chrome.exe",
        "Chromium/Application/chrome.exe",
    ],
);

/// What this machine says about browsers.
pub(super) struct Surroundings {
    /// The environment variable `CHROME`.
    chrome: Option<OsString>,
    /// The folders of the search path.
    path: Vec<PathBuf>,
    /// The folders of programs on Windows.
    programs: Vec<PathBuf>,
}

impl Surroundings {
    /// Those of this process.
    pub(super) fn here() -> Self {
        let folder = |name: &&str| std::env::var_os(name).map(PathBuf::from);
        Self {
            chrome: std::env::var_os("CHROME").filter(|value| !value.is_empty()),
            path: std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default(),
            programs: WINDOWS.0.iter().filter_map(folder).collect(),
        }
    }

    /// The browser to use. One that was named is used or refused; another is never taken in its place.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn browser(&self, said: Option<&Path>, is_file: impl Fn(&Path) -> bool) -> Result<PathBuf, Trouble> {
        let named = said.or_else(|| self.chrome.as_ref().map(Path::new));
        match named {
            Some(path) => match self.named(path, &is_file) {
                Some(found) => Ok(found),
                None => Err(Trouble::NoBrowser(format!("没有这个浏览器：{}。", path.display()))),
            },
            None => self
                .usual()
                .find(|path| is_file(path))
                .ok_or_else(|| Trouble::NoBrowser("这台电脑上找不到 Chrome、Edge 或 Chromium，截不了图。".to_owned())),
        }
    }

    /// A path as it is, or a bare name on the search path.
    fn named(&self, path: &Path, is_file: impl Fn(&Path) -> bool) -> Option<PathBuf> {
        let is_bare = path.components().count() == 1;
        let on_path = || self.path.iter().map(|folder| folder.join(path)).find(|path| is_file(path));
        if is_bare { on_path() } else { is_file(path).then(|| path.to_owned()) }
    }

    fn usual(&self) -> impl Iterator<Item = PathBuf> {
        let on_path = self
            .path
            .iter()
            .flat_map(|folder| NAMES.iter().map(|name| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))));
        let programs = self.programs.iter().flat_map(|folder| WINDOWS.1.iter().map(|program| folder.join(program)));
        on_path.chain(PLACES.iter().map(PathBuf::from)).chain(programs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn machine(chrome: Option<&str>) -> Surroundings {
        let path = vec![PathBuf::from("/usr/local/bin"), PathBuf::from("/usr/bin")];
        Surroundings { chrome: chrome.map(OsString::from), path, programs: vec![PathBuf::from("/programs")] }
    }

    #[test]
    fn what_was_said_goes_before_the_environment_and_that_before_usual_names() {
        let all = |_: &Path| true;
        let said = machine(Some("/c")).browser(Some(Path::new("/s")), all);
        assert_eq!(said, Ok(PathBuf::from("/s")));
        assert_eq!(machine(Some("/c")).browser(None, all), Ok(PathBuf::from("/c")));
        let usual = machine(None).browser(None, |path| path.ends_with("google-chrome"));
        assert_eq!(usual, Ok(PathBuf::from("/usr/local/bin/google-chrome")));
        let windows = machine(None).browser(None, |path| path.ends_with("msedge.exe"));
        assert_eq!(windows, Ok(PathBuf::from("/programs/Microsoft/Edge/Application/msedge.exe")));
        let bare = machine(None).browser(Some(Path::new("thorium")), |path| path == Path::new("/usr/bin/thorium"));
        assert_eq!(bare, Ok(PathBuf::from("/usr/bin/thorium")));
    }

    #[test]
    fn a_browser_that_was_named_is_never_replaced_by_another() {
        let missing = machine(None).browser(Some(Path::new("/s")), |path| path != Path::new("/s"));
        assert!(matches!(missing, Err(Trouble::NoBrowser(told)) if told.contains("/s")));
        assert!(matches!(machine(None).browser(None, |_| false), Err(Trouble::NoBrowser(_))));
    }
}
