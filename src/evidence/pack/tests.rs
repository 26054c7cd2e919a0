use super::*;
use crate::edition::sample as editions;
use crate::edition::withdrawal::Reason;
use crate::evidence::Made;

use sample::{assembled, capture, capture_of_standards, files, pack};

#[test]
fn a_pack_holds_everything() {
    let pack = pack();
    assert_eq!(pack.name, "2021-03-taishan-2021-06-25");
    let paths: Vec<String> = files(&pack).into_keys().collect();
    assert_eq!(
        paths,
        [
            "README.html",
            "bag-info.txt",
            "bagit.txt",
            "data/checklist.html",
            "data/editions/0002/edition.json",
            "data/editions/0003/edition.json",
            "data/editions/log.txt",
            "data/evidence.json",
            "data/list/payment-detail.xlsx",
            "data/list/subsidies-2021-03-taishan-r2.csv",
            "data/notice/2021-03.md",
            "data/pages/001.html",
            "data/pages/002.html",
            "data/pictures/a4-001.png",
            "data/pictures/a4-002.png",
            "data/pictures/sheets.pdf",
            "manifest-sha256.txt",
            "tagmanifest-sha256.txt",
        ]
    );
}

#[test]
fn the_same_capture_gives_the_same_bytes() {
    let archive = editions::archive();
    let capture = capture(&archive);
    let [one, other] = [(); 2].map(|()| assembled(&archive, &capture).unwrap());
    assert_eq!(one, other);
    let later = Capture { moment: capture.moment + chrono::TimeDelta::seconds(2), ..capture };
    assert_ne!(assembled(&archive, &later).unwrap().code, one.code);
}

#[test]
fn a_catalogue_has_no_application() {
    let archive = editions::archive();
    let pack = assembled(&archive, &capture_of_standards(&archive)).unwrap();
    assert_eq!(pack.name, "standards-city-2021-06-25");
    let files = files(&pack);
    assert!(files.contains_key("data/list/standards-city-r2.xlsx"), "{:?}", files.keys());
    assert!(!files.contains_key(files::CHECKLIST) && !files.contains_key(files::DETAIL));
    check(&pack.bytes, "a.zip", Some(&pack.code), &mut Report::default()).unwrap();
}

#[test]
fn what_is_not_in_force_gets_no_pack() {
    let archive = editions::archive();
    let first = editions::drafted(&Archive::default(), &editions::first()).frozen().clone();
    let corrected = capture(&Archive::default().with(first));
    let told = assembled(&archive, &corrected).unwrap_err();
    assert!(
        told[0].contains("[pack-subject] subsidies/2021-03/taishan 的修订 r1 已经撤下、被更正，或从没有公布过。"),
        "{told:?}"
    );
    let mut of_another_site = capture(&archive);
    of_another_site.subject.fingerprint = "0000 0000 0000 0000".to_owned();
    assert!(assembled(&archive, &of_another_site).unwrap_err()[0].contains("与本机的各版不一致"));
    let mut cut = capture(&archive);
    cut.sheets.pop();
    let told = assembled(&archive, &cut).unwrap_err();
    assert!(told[0].contains("图片不全：没有图片收录第 2 行"), "{told:?}");
}

#[test]
fn a_withdrawn_list_gets_no_pack() {
    for reason in [Reason::Objection, Reason::Expired, Reason::Order] {
        let archive = editions::archive();
        let before = capture(&archive);
        let draft = editions::withdrawn(&archive, "2021-06-20", reason, &[("subsidies/2021-03/taishan", 2)]);
        let archive = archive.with(draft.frozen().clone());
        let told = assembled(&archive, &before).unwrap_err();
        assert!(told[0].contains("[pack-subject]") && told[0].contains("已经撤下"), "{told:?}");
    }
}

#[test]
fn what_somebody_typed_is_searched_for_personal_numbers() {
    let archive = editions::archive();
    let talkative = Capture { operator: Some("11010519491231002X".to_owned()), ..capture(&archive) };
    let told = assembled(&archive, &talkative).unwrap_err();
    assert!(told.iter().any(|told| told.contains("[personal-data]")), "{told:?}");
    assert!(!told.iter().any(|told| told.contains("1949")), "{told:?}");
}

#[test]
fn a_local_pack_says_what_it_is_not() {
    let archive = editions::archive();
    let readme = |capture: &Capture| {
        let pack = assembled(&archive, capture).unwrap();
        String::from_utf8(files(&pack)[bag::README].clone()).unwrap()
    };
    let local = readme(&capture(&archive));
    assert!(local.contains("本地渲染：") && local.contains("不能证明网站当时显示了什么"), "{local}");
    assert!(!local.contains("网站实况"), "{local}");
    let live = readme(&live(capture(&archive)));
    assert!(live.contains("网站实况：") && !live.contains("本地渲染"), "{live}");
    assert!(live.contains("不证明其他时间、其他网络看到的内容"), "{live}");
}

/// The same capture, as if it came from a host.
pub(super) fn live(mut capture: Capture) -> Capture {
    let base_url = "https://example.gov.cn/px/".to_owned();
    for page in &mut capture.pages {
        page.url = page.url.replace("site:", &base_url);
        page.headers = vec![("server".to_owned(), "nginx".to_owned())];
    }
    capture.certificates = vec![b"certificate".to_vec()];
    capture.made = Made::Live { base_url, server_date: Some("Fri, 25 Jun 2021 02:30:00 GMT".to_owned()) };
    capture
}

#[test]
fn words_of_others_stay_words() {
    let archive = editions::archive();
    let typed = Capture { operator: Some("<script>alert(1)</script>".to_owned()), ..capture(&archive) };
    let pack = assembled(&archive, &typed).unwrap();
    let readme = String::from_utf8(files(&pack)[bag::README].clone()).unwrap();
    assert!(!readme.contains("<script") && readme.contains("&lt;script&gt;"), "{readme}");
}
