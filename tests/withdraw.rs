//! What is withdrawn is nowhere, and what stays of it can be checked: through the real program and the tools of others.

use std::process::Command;

use crate::privacy::unpacked;
use crate::support::{Site, Tree, checker, run};

const LIST: &str = "subsidies/2021-01/taishan";
const SOURCE: &str = "content/sources/subsidies/2021-01/taishan.csv";
const NOTICE: &str = "content/sources/subsidies/2021-01/notice.md";
const FIRST: &str = "2021-04-28";
const SECOND: &str = "2021-05-06";
const LATER: &str = "2021-05-20";

/// Names that nothing but a row of the list holds; the second revision has the last one alone.
const NAMES: [&str; 5] = ["雀金甲", "雀金乙", "雀金丙", "雀金丁", "雀金戊"];

/// The small site with two revisions of a list of persons, and the site built of them.
fn published() -> Site {
    let list = ["甲", "乙", "丙", "丁"]
        .iter()
        .fold(Site::base().file(SOURCE), |list, last| list.replace(&format!("示例{last}"), &format!("雀金{last}")));
    let site = Site::base().with_file(SOURCE, list);
    site.run(["publish", "--date", FIRST]).succeeds();
    let site = site.replace(SOURCE, NAMES[0], NAMES[4]);
    site.run(["publish", "--date", SECOND]).succeeds();
    site.run(["build", "--date", LATER]).succeeds();
    let held = where_names_are(&site, &NAMES);
    for place in
        ["content/editions/0001/", "content/editions/0002/", "r1/index.html", "r2/index.html", ".xlsx!", ".csv"]
    {
        assert!(held.iter().any(|path| path.contains(place)), "before, the names are in {place}: {held:?}");
    }
    site
}

/// Every frozen or built file that holds one of the names; workbooks are looked into.
fn where_names_are(site: &Site, names: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for folder in ["content/editions", "output/site", "output/server"] {
        let files = unpacked(site.files(folder));
        let holds = |bytes: &[u8]| names.iter().any(|name| String::from_utf8_lossy(bytes).contains(name));
        found.extend(files.into_iter().filter(|(_, bytes)| holds(bytes)).map(|(path, _)| format!("{folder}/{path}")));
    }
    found
}

fn withdraw(site: &Site, reason: &str) {
    let done = site.run(["withdraw", LIST, "--reason", reason, "--note", "经办核实", "--date", LATER]).succeeds();
    done.says("已由第 0003 版").says("output 里旧的上传包和存证包");
    site.run(["build", "--date", LATER]).succeeds();
}

fn page(site: &Site, path: &str) -> String {
    site.file(&format!("output/site/{path}"))
}

#[test]
fn rows_that_left_are_in_no_edition_and_on_no_page() {
    for (reason, words) in [("objection", "异议成立"), ("expired", "期满"), ("order", "依法责令")] {
        let site = published();
        let before = site.files("output/site");
        withdraw(&site, reason);
        assert_eq!(where_names_are(&site, &NAMES), [""; 0], "{reason}");
        let after = site.files("output/site").below(&format!("{LIST}/"));
        assert_eq!(after.0.keys().collect::<Vec<_>>(), ["r1/index.html", "r2/index.html"], "{reason}");
        for revision in ["r1", "r2"] {
            let page = page(&site, &format!("{LIST}/{revision}/index.html"));
            for said in ["0003 版", LATER, words, "经办核实", "4 人次", "1,920.00 元"] {
                assert!(page.contains(said), "{said} is not on the page of {revision}");
            }
            let csv = &before.below(&format!("{LIST}/{revision}/")).ending(".csv").next().unwrap().1.to_vec();
            assert!(page.contains(&sha256(csv)), "the digest of {revision} stays");
        }
        let edition = page(&site, "editions/0003/index.html");
        assert!(edition.contains("撤下 2 份") && edition.contains(words), "{edition}");
    }
}

fn sha256(bytes: &[u8]) -> String {
    gongshi::value::digest::Digest::of(bytes).to_string()
}

#[test]
fn the_sum_of_what_is_over_stays_and_of_what_was_wrong_goes() {
    let totals = |site: &Site| {
        let (notice, district) =
            (page(site, "subsidies/2021-01/index.html"), page(site, "districts/taishan/index.html"));
        (notice.contains("4,170.00"), district.contains("1,920.00"))
    };
    let site = published();
    assert_eq!(totals(&site), (true, true));
    withdraw(&site, "expired");
    assert_eq!(totals(&site), (true, true));
    for reason in ["objection", "order"] {
        let site = published();
        withdraw(&site, reason);
        assert_eq!(totals(&site), (false, false), "{reason}");
        assert!(page(&site, "subsidies/2021-01/index.html").contains("名单已由第 0003 版于 2021-05-20 撤下"));
    }
}

#[test]
fn one_revision_leaves_alone() {
    let site = published();
    site.run(["withdraw", LIST, "--revision", "r1", "--reason", "order", "--date", LATER]).succeeds();
    site.run(["build", "--date", LATER]).succeeds();
    assert_eq!(where_names_are(&site, &NAMES[..1]), [""; 0], "the name that only the first revision had");
    assert!(!where_names_are(&site, &NAMES[4..]).is_empty(), "the second one is as it was");
    assert!(page(&site, &format!("{LIST}/r2/index.html")).contains(NAMES[4]));
}

#[test]
fn a_long_list_leaves_no_second_page_and_no_link_to_what_is_gone() {
    let site = Site::sample();
    site.run(["build", "--date", "2021-06-25"]).succeeds();
    let before = site.files("output/site");
    let gone = |path: &String| path.starts_with(&format!("{LIST}/r1/")) && !path.ends_with("/r1/index.html");
    let gone: Vec<&String> = before.0.keys().filter(|path| gone(path)).collect();
    assert!(gone.iter().any(|path| path.ends_with("/2.html")), "{gone:?}");
    site.run(["withdraw", LIST, "--reason", "objection", "--date", "2021-06-25"]).succeeds();
    site.run(["build", "--date", "2021-06-25"]).succeeds();
    let after = site.files("output/site");
    assert!(gone.iter().all(|path| !after.0.contains_key(*path)));
    let names: Vec<&str> =
        gone.iter().map(|path| path.rsplit('/').next().unwrap()).filter(|it| it.contains("taishan")).collect();
    for (path, bytes) in &after.0 {
        let text = String::from_utf8_lossy(bytes);
        let linked =
            names.iter().find(|name| text.contains(&format!("/{name}")) && text.contains(&format!("{LIST}/r1/{name}")));
        assert_eq!(linked, None, "{path} leads to what is gone");
    }
    assert!(after.0.contains_key(&format!("{LIST}/r1/index.html")));
}

#[test]
fn the_tools_of_others_accept_a_bag_that_lost_its_rows() {
    let site = published();
    let word = site.file("content/editions/0001/data/edition.json");
    let before = site.file("content/editions/log.txt");
    withdraw(&site, "order");
    for number in ["0001", "0002", "0003"] {
        let bag = site.path(&format!("content/editions/{number}"));
        run(Command::new(checker("python/bin/bagit.py")).arg("--validate").arg(&bag)).succeeds().says("is valid");
        for manifest in ["manifest-sha256.txt", "tagmanifest-sha256.txt"] {
            run(Command::new("sha256sum").current_dir(&bag).args(["--strict", "-c", manifest])).succeeds();
        }
    }
    assert_eq!(site.file("content/editions/0001/data/edition.json"), word);
    assert!(site.file("content/editions/log.txt").starts_with(&before));
    let info = site.file("content/editions/0001/bag-info.txt");
    assert!(
        info.contains(&format!("Withdrawn: data/lists/{LIST}/r1.csv; SHA-256 ")) && info.contains("by edition 0003")
    );
    site.run(["build", "--date", LATER]).succeeds().says_nothing_of("警告");
}

#[test]
fn what_is_due_leaves_on_its_day() {
    let site = published();
    let expired = |date: &str| site.run(["withdraw", "--expired", "--date", date]);
    expired("2021-06-07").fails(1).says("到 2021-06-07 为止，没有公示期和保留期都已经过去的人员名单");
    let all = expired("2021-06-08").succeeds();
    let all =
        all.says(&format!("{LIST} r1（第 0001 版，4 行）：期满")).says(&format!("{LIST} r2（第 0002 版，4 行）：期满"));
    all.says_nothing_of("gaoxin");
    expired("2021-06-08").fails(1).says("nothing-changed");
}

#[test]
fn a_file_that_nobody_took_away_is_not_published_again() {
    let site = published();
    withdraw(&site, "objection");
    let before = site.files("");
    let said = site.run(["publish", "--date", LATER]).fails(1);
    said.says("withdrawn").says(SOURCE).says("就是第 0003 版撤下的 subsidies/2021-01/taishan r2（异议成立）");
    site.files("").is_same_as(&before);
    let site = site.replace(SOURCE, NAMES[4], "雀金己");
    site.run(["publish", "--date", LATER]).succeeds().says("新增 1 项：清单 subsidies/2021-01/taishan r3");

    let site = published();
    withdraw(&site, "expired");
    site.run(["publish", "--date", LATER]).fails(1).says("nothing-changed");
    site.replace(SOURCE, NAMES[4], "雀金己").run(["publish", "--date", LATER]).fails(1).says("withdrawn").says(SOURCE);
}

#[test]
fn a_note_is_scanned_like_everything_public() {
    let site = published();
    let before = site.files("content");
    let note = "联系人手机 13912345678";
    site.run(["withdraw", LIST, "--reason", "order", "--note", note, "--date", LATER]).fails(1).says("personal-data");
    site.files("content").is_same_as(&before);
}

/// The editions and the output, without what a build says of itself.
fn editions(site: &Site) -> Tree {
    site.files("content/editions")
}

#[test]
fn a_second_run_ends_as_an_undisturbed_one() {
    let site = published();
    let rows = site.files("content/editions/0001");
    let command = ["withdraw", LIST, "--reason", "order", "--date", LATER];
    site.run(command).succeeds();
    let undisturbed = editions(&site);
    let cut_short = |site: &Site| {
        std::fs::rename(site.path("content/editions/0003"), site.path("content/editions/.0003.partial")).unwrap();
        rows.write(&site.path("content/editions/0001"));
    };
    cut_short(&site);
    site.run(["build", "--date", LATER]).succeeds().says("unfinished").says("再运行一次 publish 或 withdraw");
    assert!(where_names_are(&site, &NAMES).iter().all(|path| path.starts_with("content/editions/0001/")));
    site.run(command).succeeds().says("已做完上次中断的工作").says_nothing_of("警告");
    editions(&site).is_same_as(&undisturbed);
    cut_short(&site);
    let site = site.without(SOURCE).replace(
        NOTICE,
        "[[applied]]\ndistrict = \"taishan\"\npersons = 4\namount = \"1920.00\"\n",
        "",
    );
    site.run(["publish", "--date", LATER]).succeeds().says("已做完上次中断的工作").says("已公布第 0004 版");
    editions(&site).only(&undisturbed).0.into_iter().filter(|(path, _)| path != "log.txt").for_each(|(path, bytes)| {
        assert_eq!(Some(&bytes), undisturbed.0.get(&path), "{path}");
    });
    site.run(["build", "--date", LATER]).succeeds().says_nothing_of("unfinished");
}
