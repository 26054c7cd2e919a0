//! From what is written to what is meant, with every mistake named.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::document;
use crate::folder::{self, InputFile};
use crate::value::calendar::{Calendar, Year};
use crate::value::district::{CITY, District, DistrictKind};
use crate::value::mask::{IdMask, LEAST_FLOOR};
use crate::value::money::Fen;
use crate::value::web_address::WebAddress;

use super::written::{MasksTable, RulesTable, SiteFile};
use super::{MaskSettings, Root, Rules, SITE_FILE, Settings, Site};

impl Settings {
    /// Reads the settings and the calendar of a site.
    ///
    /// # Errors
    /// When a file cannot be read or something in it cannot be meant.
    pub fn load(root: &Root, report: &mut Report) -> Result<Self, Failed> {
        let file = folder::file_at(root.path(), SITE_FILE, report)?;
        let years = folder::files_in(root.path(), "content/calendar", report)?;
        let calendar = calendar(&years, report)?;
        Self::from_file(&file, calendar, report)
    }

    /// The settings in a file.
    ///
    /// # Errors
    /// When something in it cannot be meant.
    pub fn from_file(file: &InputFile, calendar: Calendar, report: &mut Report) -> Result<Self, Failed> {
        let written: SiteFile = document::toml(file, Code::Settings, report)?;
        check_site(&written.site, report);
        check_districts(&written.districts, report);
        let rules = rules(&written, report);
        let masks = masks(written.masks, report);
        let settings = rules.zip(masks).map(|(rules, masks)| Self {
            site: written.site,
            districts: written.districts,
            rules,
            masks,
            downloads: written.downloads,
            upload: written.upload,
            capture: written.capture,
            calendar,
        });
        match settings {
            Some(settings) => report.pass(settings),
            None => report.fail(wrong("设置有误，见其他提示。")),
        }
    }
}

fn wrong(message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(Code::Settings, Location::file(SITE_FILE), message)
}

fn calendar(files: &[InputFile], report: &mut Report) -> Result<Calendar, Failed> {
    let mut years: Vec<Year> = Vec::new();
    for file in files.iter().filter(|file| file.ending() == "toml") {
        let year: Year = document::toml(file, Code::Calendar, report)?;
        if file.stem() != year.year.to_string() {
            report.push(
                Diagnostic::error(Code::Calendar, file.location(), format!("文件名与里面的年份 {} 不符。", year.year))
                    .help("文件名就是年份，例如 2021.toml。"),
            );
        }
        for day in year.days_elsewhere() {
            report.push(Diagnostic::error(
                Code::Calendar,
                file.location(),
                format!("{day} 不在 {} 年，或不可能是放假、调休上班的日子。", year.year),
            ));
        }
        years.push(year);
    }
    report.pass(Calendar::new(years))
}

fn check_site(site: &Site, report: &mut Report) {
    if site.base_url.as_ref().is_some_and(|url| WebAddress::parse(url).is_err() || !url.ends_with('/')) {
        report.push(wrong("base_url 应以 http:// 或 https:// 开头、以 / 结尾。"));
    } else if !is_plain_folder(site.base_path()) {
        report.push(wrong("base_url 里主机名后面的文件夹只用英文字母、数字和 - . _，例如 https://rsj.example/zyjn/。"));
    }
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    let id_code = |code: &String| digits(code, 10) || code.strip_prefix("bm").is_some_and(|rest| digits(rest, 8));
    if !site.site_id_code.as_ref().is_none_or(id_code) {
        report.push(wrong("网站标识码 site_id_code 应是 10 位数字，或 bm 加 8 位数字。"));
    }
    if !site.police_record.as_ref().is_none_or(|record| digits(record, 14)) {
        report.push(wrong("公安备案号 police_record 应是 14 位数字。"));
    }
    let sound_theme = !site.theme.is_empty() && !site.theme.contains(['/', '\\', '.']);
    if !sound_theme {
        report.push(wrong("theme 应是 themes/ 下一个文件夹的名字。"));
    }
}

/// Whether a path from `/` to `/` can stand as it is in addresses and in the settings of servers.
fn is_plain_folder(path: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
    path == "/"
        || path.strip_prefix('/').and_then(|path| path.strip_suffix('/')).is_some_and(|path| {
            path.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && part.chars().all(is_plain))
        })
}

fn check_districts(districts: &[District], report: &mut Report) {
    let mut seen = BTreeSet::new();
    for district in districts {
        if district.slug.as_str() == CITY {
            report.push(wrong(format!("地区“{}”不能用 {CITY} 作网址名，它留给全市清单。", district.name)));
        }
        for name in
            [district.slug.as_str(), &district.name].into_iter().chain(district.aliases.iter().map(String::as_str))
        {
            if !seen.insert(name) {
                report.push(wrong(format!("地区的网址名或名称“{name}”重复。")));
            }
        }
        let has_code = district.code.is_some();
        if (district.kind == DistrictKind::Zone) == has_code {
            report.push(wrong(format!("地区“{}”：县（市、区）要有 6 位区划代码，功能区没有。", district.name)));
        }
    }
    if districts.is_empty() {
        report.push(wrong("至少要有一个 [[district]]。"));
    }
}

fn rules(written: &SiteFile, report: &mut Report) -> Option<Rules> {
    let RulesTable { cap, uplifts_percent, .. } = &written.rules;
    let cap = match cap.as_deref().map(Fen::parse) {
        Some(Err(invalid)) => {
            report.push(wrong(format!("补贴上限 cap 有误：{}", invalid.problem)).help(invalid.help));
            return None;
        }
        Some(Ok(cap)) => Some(cap),
        None => None,
    };
    if written.rules.online_percent > 100 {
        report.push(wrong("online_percent 是百分数，不能超过 100。"));
    }
    if written.period.days == 0 {
        report.push(wrong("公示期 days 至少是 1。"));
    }
    Some(Rules {
        period: written.period,
        retention_days: written.rules.retention_days,
        online_percent: written.rules.online_percent,
        project_kinds: written.rules.project_kinds,
        project_kinds_by: written.rules.project_kinds_by,
        cap,
        uplifts_percent: uplifts_percent.clone(),
        payments_a_year: written.rules.payments_a_year,
        target_year: written.rules.target_year,
        city_target: written.rules.city_target,
    })
}

fn masks(written: MasksTable, report: &mut Report) -> Option<MaskSettings> {
    if written.floor < LEAST_FLOOR {
        report.push(wrong(format!("可能人选的下限 floor 不能低于 {LEAST_FLOOR}。")));
    }
    if !(1..=100).contains(&written.birth_years) {
        report.push(wrong("birth_years 应在 1 到 100 之间。"));
    }
    match IdMask::parse(&written.id_number) {
        Ok(id_number) => Some(MaskSettings {
            id_number,
            name: written.name,
            floor: written.floor,
            birth_years: written.birth_years,
            also_publish: written.also_publish,
        }),
        Err(invalid) => {
            report.push(wrong(format!("身份证号脱敏方式 id_number 有误：{}", invalid.problem)).help(invalid.help));
            None
        }
    }
}
