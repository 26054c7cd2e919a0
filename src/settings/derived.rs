//! Output that is made from frozen lists for the ease of readers, and that a site may do without.

use serde::Deserialize;

/// Whether the site has a kind of derived output. The frozen lists as CSV are never left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "bool")]
pub enum Derived {
    /// It is made, and pages lead to it.
    #[default]
    Made,
    /// It is not made, and no page speaks of it.
    LeftOut,
}

impl From<bool> for Derived {
    fn from(made: bool) -> Self {
        if made { Self::Made } else { Self::LeftOut }
    }
}

/// Which downloads lists have beside the CSV, the JSON and the data package.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DownloadSettings {
    /// Excel workbooks, the notice's own form among them.
    #[serde(default)]
    pub workbooks: Derived,
}

/// What there is to upload with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UploadSettings {
    /// The package of what is new, changed and gone.
    #[serde(default)]
    pub packages: Derived,
}

#[cfg(test)]
mod tests {
    use super::super::CaptureSettings;
    use super::*;

    #[test]
    fn everything_is_made_unless_it_is_left_out() {
        let downloads = |text| toml::from_str::<DownloadSettings>(text).unwrap().workbooks;
        let sheets = |text| toml::from_str::<CaptureSettings>(text).unwrap().sheets;
        assert_eq!([downloads(""), downloads("workbooks = true"), sheets("")], [Derived::Made; 3]);
        assert_eq!([downloads("workbooks = false"), sheets("sheets = false")], [Derived::LeftOut; 2]);
        assert_eq!(DownloadSettings::default().workbooks, Derived::Made);
        let packages = |text| toml::from_str::<UploadSettings>(text).unwrap().packages;
        assert_eq!([packages(""), packages("packages = false")], [Derived::Made, Derived::LeftOut]);
    }

    #[test]
    fn other_words_than_true_and_false_are_refused() {
        assert!(toml::from_str::<DownloadSettings>("workbooks = \"no\"").is_err());
        assert!(toml::from_str::<DownloadSettings>("csv = false").is_err());
    }
}
