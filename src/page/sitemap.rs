//! 站点地图: every listed page, by section.

use super::basis::Basis;
use super::shell::{Draft, Section};
use super::view::text::{Sitemap, SitemapGroup};
use super::view::{Content, Link};
use super::{Listing, Page, address};

/// The sections: the first folder of their pages, and what they are called.
const SECTIONS: [(&str, &str); 9] = [
    ("districts", "县（市、区）和功能区"),
    ("subsidies", "补贴公示"),
    ("projects", "项目制培训清单"),
    ("occupations", "急需紧缺职业（工种）目录"),
    ("courses", "马兰花创业培训班次"),
    ("standards", "培训学时及补贴标准"),
    ("institutions", "培训机构目录"),
    ("articles", "政策与指南"),
    ("editions", "版本记录"),
];

pub(super) fn page<'a>(basis: &Basis<'a>, pages: &[Page<'a>]) -> Page<'a> {
    let mut draft = Draft::new(basis, address::sitemap(), "站点地图", Section::Elsewhere);
    draft.description = "本站的全部栏目和页面。".to_owned();
    let listed: Vec<&Page<'_>> = pages.iter().filter(|page| page.listing != Listing::Unlisted).collect();
    let link = |page: &Page<'_>| Link { label: page.shell.title.clone(), href: draft.link(&page.path) };
    let folder = |page: &Page<'_>| page.path.as_str().split_once('/').map_or("", |(folder, _)| folder).to_owned();
    let group = |title: &str, belongs: &dyn Fn(&str) -> bool| SitemapGroup {
        title: title.to_owned(),
        links: listed.iter().filter(|page| belongs(&folder(page))).map(|page| link(page)).collect(),
    };
    let elsewhere = |name: &str| !SECTIONS.iter().any(|(folder, _)| *folder == name);
    let mut groups = vec![group("首页和说明", &elsewhere)];
    groups.extend(SECTIONS.map(|(folder, title)| group(title, &|name: &str| name == folder)));
    groups.retain(|group| !group.links.is_empty());
    draft.with(basis, Content::Sitemap(Sitemap { groups }), Vec::new())
}
