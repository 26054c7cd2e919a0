//! `content/site.toml` as it is written.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::value::calendar::PeriodRule;
use crate::value::district::District;

use super::{CaptureSettings, DownloadSettings, NameMask, Site, UploadSettings};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SiteFile {
    pub(super) site: Site,
    pub(super) period: PeriodRule,
    pub(super) rules: RulesTable,
    pub(super) masks: MasksTable,
    #[serde(default)]
    pub(super) downloads: DownloadSettings,
    #[serde(default)]
    pub(super) upload: UploadSettings,
    #[serde(default)]
    pub(super) capture: CaptureSettings,
    #[serde(rename = "district")]
    pub(super) districts: Vec<District>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RulesTable {
    pub(super) retention_days: u32,
    pub(super) online_percent: u32,
    pub(super) project_kinds: usize,
    pub(super) project_kinds_by: NaiveDate,
    pub(super) cap: Option<String>,
    #[serde(default)]
    pub(super) uplifts_percent: Vec<u32>,
    pub(super) payments_a_year: Option<u32>,
    pub(super) target_year: i32,
    pub(super) city_target: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MasksTable {
    pub(super) id_number: String,
    pub(super) name: NameMask,
    pub(super) floor: u64,
    pub(super) birth_years: u32,
    #[serde(default)]
    pub(super) also_publish: Vec<String>,
}
