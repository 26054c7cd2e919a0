//! What a new site starts with, as part of the program.

use crate::output::write::create::NewFile;
use crate::record::{Catalogue, SOURCES};

/// The settings, with every setting explained.
pub(super) const SITE: &str = include_str!("site.toml");

/// Declares the calendars of this repository with their contents.
macro_rules! calendars {
    ($($year:literal)+) => {
        &[$((concat!("content/calendar/", $year), include_str!(concat!("../../../content/calendar/", $year)))),+]
    };
}

/// Official holidays by year, each with the notice it comes from.
const CALENDARS: &[(&str, &str)] = calendars!(
    "2019.toml" "2020.toml" "2021.toml" "2022.toml" "2023.toml" "2024.toml" "2025.toml" "2026.toml"
);

/// What people write themselves, to begin with.
const TEXTS: &[(&str, &str)] = &[
    (".gitattributes", include_str!("gitattributes")),
    (".gitignore", include_str!("gitignore")),
    ("content/articles/about.md", include_str!("about.md")),
    ("content/forms/notice.md", include_str!("notice.md")),
];

/// The files of a new site but its settings, which make a folder a site and come last.
pub(super) fn files() -> impl Iterator<Item = NewFile> {
    CALENDARS.iter().chain(TEXTS).map(|(path, text)| NewFile::new(*path, *text))
}

/// Where the offices' files go: a folder a catalogue, and one for notices.
pub(super) fn source_folders() -> Vec<String> {
    let folders = Catalogue::ALL.into_iter().map(Catalogue::folder);
    ["subsidies"].into_iter().chain(folders).map(|folder| format!("{SOURCES}/{folder}")).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::diagnostic::Report;
    use crate::folder;

    #[test]
    fn every_calendar_of_the_repository_is_there() {
        let repository = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let files = folder::files_in(repository, "content/calendar", &mut Report::default()).unwrap();
        assert_eq!(
            files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>(),
            CALENDARS.iter().map(|(path, _)| *path).collect::<Vec<_>>()
        );
    }

    /// The settings of a text, those behind a `#` too.
    fn names(text: &str) -> BTreeSet<String> {
        let bare = text.lines().map(|line| line.trim_start_matches("# "));
        let name = |line: &str| line.split_once(" = ").map(|(name, _)| name.to_owned());
        let is_name = |name: &String| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        bare.filter_map(name).filter(is_name).collect()
    }

    #[test]
    fn every_setting_of_the_sample_is_explained() {
        let sample = names(include_str!("../../../content/site.toml"));
        assert!(sample.len() > 30, "{sample:?}");
        assert_eq!(sample.difference(&names(SITE)).collect::<Vec<_>>(), Vec::<&String>::new());
    }
}
