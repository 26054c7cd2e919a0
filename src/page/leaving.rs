//! 离开本站提示: a page for every address to which a text or the frame leads and whose host is not known. It works
//! without JavaScript: going back is a link too.

use std::collections::BTreeMap;

use crate::value::web_address::WebAddress;

use super::basis::Basis;
use super::shell::{Draft, Section};
use super::view::text::Leaving;
use super::view::{Content, Link};
use super::{Page, address};

/// How many of the pages that lead to an address are offered as ways back.
const WAYS_BACK: usize = 8;

pub(super) fn pages<'a>(basis: &Basis<'a>, pages: &[Page<'a>]) -> Vec<Page<'a>> {
    let mut from: BTreeMap<WebAddress, Vec<&Page<'a>>> = BTreeMap::new();
    let home = pages.iter().filter(|page| page.path == address::home());
    let framed = home.flat_map(|home| of_frame(basis).into_iter().map(move |to| (to, home)));
    let linked = pages.iter().flat_map(|page| page.outward.iter().map(move |to| (to.clone(), page)));
    for (to, page) in framed.chain(linked) {
        let ways = from.entry(to).or_default();
        if ways.len() < WAYS_BACK && !ways.iter().any(|way| way.path == page.path) {
            ways.push(page);
        }
    }
    from.iter().map(|(to, ways)| page(basis, to, ways)).collect()
}

/// What the head and foot of every page lead to; the way back from there is the home page.
fn of_frame(basis: &Basis<'_>) -> Vec<WebAddress> {
    let site = &basis.settings.site;
    let parent = site.parent_site.as_ref().map(|link| &link.url);
    let all = [parent, site.error_report_url.as_ref(), site.party_government_mark_url.as_ref()];
    all.into_iter().flatten().filter(|to| !basis.known.know(to)).cloned().collect()
}

fn page<'a>(basis: &Basis<'a>, to: &WebAddress, ways: &[&Page<'a>]) -> Page<'a> {
    let mut draft = Draft::new(basis, address::leaving(to), "离开本站提示", Section::Elsewhere).unlisted();
    draft.description = format!("将要打开 {}，它不是本站的页面。", to.host());
    let back = |way: &&Page<'a>| Link { label: way.shell.title.clone(), href: draft.link(&way.path) };
    let content = Leaving {
        question: format!("您访问的链接即将离开“{}”门户网站，是否继续？", basis.settings.site.name),
        address: to.to_string(),
        host: to.host().to_owned(),
        back: ways.iter().map(back).collect(),
    };
    draft.with(basis, Content::Leaving(content), Vec::new())
}
