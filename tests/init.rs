//! What `init` makes is a site: it is checked, built and published like any other.

use crate::support::Site;

const DAY: &str = "2026-12-01";

#[test]
fn a_new_site_is_built_at_once() {
    let site = Site::empty();
    site.run(["init", "new"]).succeeds().says("site.toml");
    site.run(["--root", "new", "check", "--date", DAY]).succeeds().says("还没有收到任何公示和清单");
    site.run(["--root", "new", "build", "--date", DAY]).succeeds();
    assert!(site.path("new/output/site/articles/about/index.html").is_file());
    for folder in ["subsidies", "projects", "occupations", "courses", "standards", "institutions"] {
        assert!(site.path("new/content/sources").join(folder).is_dir(), "{folder}");
    }
}

#[test]
fn every_new_site_is_the_same() {
    let site = Site::empty();
    site.run(["init", "one"]).succeeds();
    site.run(["init", "two", "--date", DAY]).succeeds();
    site.files("one").is_same_as(&site.files("two"));
}

#[test]
fn the_folder_one_stands_in_may_become_a_site() {
    let site = Site::empty();
    site.run(["init", "."]).succeeds();
    site.run(["init", "."]).fails(1).says("不是空的文件夹");
    site.run(["check", "--date", DAY]).succeeds();
}

#[test]
fn the_notice_of_a_new_site_is_one() {
    let site = Site::empty();
    site.run(["init", "."]).succeeds();
    let notice = site.file("content/forms/notice.md");
    let site = site.with_file("content/sources/subsidies/2026-01/notice.md", notice).with_file(
        "content/sources/subsidies/2026-01/taishan.csv",
        "姓名,培训机构,补贴金额\n赵示甲,示例培训学校,1200.50\n",
    );
    site.run(["publish", "--date", DAY]).succeeds().says("新增 2 项");
    site.run(["build", "--date", DAY]).succeeds();
}

#[test]
fn blank_workbooks_offer_the_districts_of_their_site() {
    let site = Site::base();
    site.run(["init", "--forms", "forms"]).succeeds().says("写入 8 个文件");
    let mut workbook =
        zip::ZipArchive::new(std::fs::File::open(site.path("forms/项目制培训情况统计表.xlsx")).unwrap()).unwrap();
    let sheet = std::io::read_to_string(workbook.by_name("xl/worksheets/sheet1.xml").unwrap()).unwrap();
    assert!(sheet.contains("<formula1>\"泰山区,泰安高新区\"</formula1>"), "{sheet}");
    site.run(["init", "--forms", "forms"]).succeeds().says("写入 0 个文件，未变 8 个");
}
