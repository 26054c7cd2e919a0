//! What a bureau decides for its site: `content/site.toml` and `content/calendar/`.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::value::calendar::{Calendar, PeriodRule};
use crate::value::district::{District, Slug};
use crate::value::money::Fen;
use crate::value::web_address::{HostName, WebAddress};

pub use crate::value::mask::{IdMask, NameMask};

pub use derived::{Derived, DownloadSettings, UploadSettings};

mod derived;
mod load;
mod written;

/// The file that makes a folder a site.
pub const SITE_FILE: &str = "content/site.toml";

/// The theme that is part of the program.
pub const DEFAULT_THEME: &str = "default";

/// The folder that holds `content/site.toml`, and the names of the folders below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root(PathBuf);

impl Root {
    /// A root at a folder.
    pub fn new(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The nearest folder at or above `start` that holds `content/site.toml`.
    pub fn above(start: &Path) -> Option<Self> {
        start.ancestors().find(|folder| folder.join(SITE_FILE).is_file()).map(|folder| Self(folder.to_owned()))
    }

    /// Where a path below the root is on this machine.
    pub fn join(&self, below: &str) -> PathBuf {
        self.0.join(below)
    }
}

/// Everything a bureau decides.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Who publishes, and how pages introduce themselves.
    pub site: Site,
    /// The reporting units, in the order of the city's papers.
    pub districts: Vec<District>,
    /// What the rules leave to the bureau.
    pub rules: Rules,
    /// How personal values are shown.
    pub masks: MaskSettings,
    /// Which downloads lists have.
    pub downloads: DownloadSettings,
    /// What there is to upload with.
    pub upload: UploadSettings,
    /// How pictures are taken.
    pub capture: CaptureSettings,
    /// Official holidays by year.
    pub calendar: Calendar,
}

impl Settings {
    /// The district with a slug.
    pub fn district(&self, slug: &Slug) -> Option<&District> {
        self.districts.iter().find(|district| district.slug == *slug)
    }
}

/// Who publishes, and how pages introduce themselves. What is unset is left out of the pages, never made up.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// The name of the site (网站名称), in every title and in the meta tag `SiteName`.
    pub name: String,
    /// The city's name, as in 全市 pages.
    pub city: String,
    /// The publishing authority (主办单位).
    pub authority: String,
    /// One sentence on what the site is.
    pub description: String,
    /// Where the site will stand, ending in `/`: for permanent addresses, QR codes, feed and site map.
    pub base_url: Option<String>,
    /// The theme's folder under `themes/`.
    #[serde(default = "default_theme")]
    pub theme: String,
    /// The bureau's telephone (联系电话).
    pub phone: Option<String>,
    /// The bureau's address.
    pub address: Option<String>,
    /// The domain in the meta tag `SiteDomain`.
    pub domain: Option<String>,
    /// 网站标识码: ten digits, or `bm` and eight.
    pub site_id_code: Option<String>,
    /// ICP 备案号
    pub icp: Option<String>,
    /// 公安备案号: fourteen digits.
    pub police_record: Option<String>,
    /// The address behind “我为政府网站找错”.
    pub error_report_url: Option<WebAddress>,
    /// The address of the 党政机关 mark.
    pub party_government_mark_url: Option<WebAddress>,
    /// The bureau's main site, linked from the head.
    pub parent_site: Option<Link>,
    /// Hosts to which a link leads without a word, beside `.gov.cn` and the site's own; those below them too.
    #[serde(default)]
    pub government_hosts: Vec<HostName>,
}

impl Site {
    /// The folder of its host in which the site stands, from `/` to `/`: the path of the base address.
    pub fn base_path(&self) -> &str {
        let host = self.base_url.as_deref().and_then(|url| url.split_once("://")).map_or("", |(_, host)| host);
        host.find('/').map_or("/", |at| &host[at..])
    }
}

fn default_theme() -> String {
    DEFAULT_THEME.to_owned()
}

/// A named address.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// What it is called.
    pub name: String,
    /// Where it leads.
    pub url: WebAddress,
}

/// What the rules leave to the bureau.
#[derive(Debug, Clone)]
pub struct Rules {
    /// How long a notice stands (公示期).
    pub period: PeriodRule,
    /// How many days after the period rows of persons stay on the site.
    pub retention_days: u32,
    /// R1: online hours, in percent of all hours.
    pub online_percent: u32,
    /// R2: kinds of project-based training each unit has by the deadline.
    pub project_kinds: usize,
    /// R2: the deadline.
    pub project_kinds_by: NaiveDate,
    /// R4: the most that may be paid for one trainee and training.
    pub cap: Option<Fen>,
    /// R4: uplifts that may be paid on a standard, in percent, beside those of the occupation list.
    pub uplifts_percent: Vec<u32>,
    /// R5: how often one person may be paid in a year.
    pub payments_a_year: Option<u32>,
    /// R8: the year of the target.
    pub target_year: i32,
    /// R8: the city's target, in person-times.
    pub city_target: u32,
}

/// How pictures are taken.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaptureSettings {
    /// The browser that takes them: its place on this machine, or a name on the search path.
    pub browser: Option<PathBuf>,
    /// The pages that are made for the camera (截图存证页).
    #[serde(default)]
    pub sheets: Derived,
}

/// How personal values are shown.
#[derive(Debug, Clone)]
pub struct MaskSettings {
    /// How ID numbers are shown.
    pub id_number: IdMask,
    /// How names are shown.
    pub name: NameMask,
    /// The fewest people a masked ID number may leave as candidates; never under 1,000.
    pub floor: u64,
    /// How many years of birth the candidates may have.
    pub birth_years: u32,
    /// Columns of `Publication::OnRequest` that the bureau has decided to publish.
    pub also_publish: Vec<String>,
}
