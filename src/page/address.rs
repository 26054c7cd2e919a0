//! The addresses of the site: lower-case ASCII, explicit `index.html`, never changed once published.

use crate::edition::{EditionNumber, Revision};
use crate::output::SitePath;
use crate::record::{Catalogue, ListId, Scope};
use crate::value::digest::Digest;
use crate::value::district::Slug;
use crate::value::web_address::WebAddress;

mod course_name;

/// The page a folder opens with.
fn index(folder: &str) -> SitePath {
    SitePath::new(format!("{folder}/index.html"))
}

/// 首页
pub fn home() -> SitePath {
    SitePath::new("index.html")
}

/// One district's everything.
pub fn district(slug: &Slug) -> SitePath {
    index(&format!("districts/{slug}"))
}

/// 数据统计
pub fn statistics() -> SitePath {
    index("statistics")
}

/// All notices.
pub fn notices() -> SitePath {
    index("subsidies")
}

/// One notice.
pub fn notice(slug: &Slug) -> SitePath {
    index(&format!("subsidies/{slug}"))
}

/// One catalogue of all scopes.
pub fn catalogue(catalogue: Catalogue) -> SitePath {
    index(catalogue.folder())
}

/// One catalogue as it concerns a scope. The city's own is the catalogue itself.
pub fn scope(of: Catalogue, scope: &Scope) -> SitePath {
    match scope {
        Scope::City => catalogue(of),
        Scope::District(slug) => index(&format!("{}/{slug}", of.folder())),
    }
}

/// The name of the calendar of all courses of a scope.
pub(super) const ALL_COURSES: &str = "courses";

/// The calendar of all courses of a scope.
pub fn calendar(scope: &Scope) -> SitePath {
    let folder = Catalogue::Courses.folder();
    match scope {
        Scope::City => SitePath::new(format!("{folder}/{ALL_COURSES}.ics")),
        Scope::District(slug) => SitePath::new(format!("{folder}/{slug}/{ALL_COURSES}.ics")),
    }
}

/// The calendar of one course, by its list and 班次编号.
pub fn course_calendar(list: &ListId, code: &str) -> SitePath {
    SitePath::new(format!("{list}/{}.ics", course_name::of(code)))
}

/// The folder of a list's revision: its pages and downloads.
pub fn revision_folder(list: &ListId, revision: Revision) -> String {
    format!("{list}/{revision}")
}

/// A page of a list's revision, counted from 1.
pub fn revision_page(list: &ListId, revision: Revision, page: usize) -> SitePath {
    let folder = revision_folder(list, revision);
    if page <= 1 { index(&folder) } else { SitePath::new(format!("{folder}/{page}.html")) }
}

/// A capture sheet of a list's revision, counted from 1.
pub fn sheet(list: &ListId, revision: Revision, number: usize) -> SitePath {
    let folder = format!("{}/sheets", revision_folder(list, revision));
    if number <= 1 { index(&folder) } else { SitePath::new(format!("{folder}/{number}.html")) }
}

/// All editions.
pub fn editions() -> SitePath {
    index("editions")
}

/// One edition.
pub fn edition(number: EditionNumber) -> SitePath {
    index(&format!("editions/{number}"))
}

/// All articles.
pub fn articles() -> SitePath {
    index("articles")
}

/// One article.
pub fn article(slug: &Slug) -> SitePath {
    index(&format!("articles/{slug}"))
}

/// The page that asks before an address elsewhere opens, by ten digits of the address's digest.
pub fn leaving(address: &WebAddress) -> SitePath {
    let digits: String = Digest::of(address.as_str().as_bytes()).to_string().chars().take(10).collect();
    index(&format!("leaving/{digits}"))
}

/// 数据字典
pub fn dictionary() -> SitePath {
    index("dictionary")
}

/// 主题手册
pub fn manual() -> SitePath {
    index("themes")
}

/// 站点地图
pub fn sitemap() -> SitePath {
    index("sitemap")
}

/// 搜索
pub fn search() -> SitePath {
    index("search")
}

/// 核验
pub fn verify() -> SitePath {
    index("verify")
}

/// The page of a host for addresses it does not know.
pub fn not_found() -> SitePath {
    SitePath::new("404.html")
}

/// The Atom feed.
pub fn feed() -> SitePath {
    SitePath::new("feed.xml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_page_of_rows_is_the_index() {
        let list: ListId = "subsidies/2021-03/taishan".parse().unwrap();
        let page = |number| revision_page(&list, Revision::FIRST, number).to_string();
        assert_eq!(page(1), "subsidies/2021-03/taishan/r1/index.html");
        assert_eq!(page(2), "subsidies/2021-03/taishan/r1/2.html");
    }

    #[test]
    fn sheets_stand_below_their_revision() {
        let list: ListId = "occupations/city".parse().unwrap();
        let sheet = |number| sheet(&list, Revision::FIRST, number).to_string();
        assert_eq!(sheet(1), "occupations/city/r1/sheets/index.html");
        assert_eq!(sheet(2), "occupations/city/r1/sheets/2.html");
    }

    #[test]
    fn the_citys_list_stands_on_the_catalogues_page() {
        assert_eq!(scope(Catalogue::Occupations, &Scope::City).as_str(), "occupations/index.html");
    }
}
