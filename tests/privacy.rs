//! What is private stays private: canaries in every private field, looked for in every byte that leaves.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::io::{Cursor, Read};

use crate::support::{Outcome, Site, Tree};

const PEOPLE: usize = 10_000;
const LIST: &str = "content/sources/subsidies/2021-01/taishan.csv";
const NOTICE: &str = "content/sources/subsidies/2021-01/notice.md";
const PUBLISH: [&str; 3] = ["publish", "--date", "2021-04-28"];
const BUILD: [&str; 3] = ["build", "--date", "2021-04-28"];

/// What stands in front of every canary that is a text; no text of the program or the site holds it.
const MARKS: [&str; 5] = ["金雀类别", "JINQUE", "金雀备注", "金雀路", "金雀意见"];

/// What stands in front of every canary's name. Names are published, but no finding may show one.
const SURNAME: &str = "雀金";

const HEADINGS: &str = "姓名,身份证号,人员类别,培训机构,职业(工种),等级,证书编号,补贴标准(元),补贴金额(元),备注,\
                        手机号,住址,银行卡号,内部意见";

/// A person who never lived.
struct Canary(usize);

impl Canary {
    fn all() -> impl Iterator<Item = Self> {
        (0..PEOPLE).map(Self)
    }

    /// A number without a pattern of its own, the same in every run.
    fn digits(&self, salt: u64, count: u32) -> u64 {
        let mut state =
            (self.0 as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ salt.wrapping_mul(0xd1b5_4a32_d192_ed03);
        state ^= state >> 29;
        state = state.wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (state ^ (state >> 32)) % 10_u64.pow(count)
    }

    fn name(&self) -> String {
        let letter = |offset: usize| char::from_u32(0x4e00 + u32::try_from(offset).unwrap()).unwrap();
        format!("{SURNAME}{}{}", letter(self.0 / 100), letter(self.0 % 100))
    }

    fn id_number(&self) -> String {
        let born = chrono::NaiveDate::from_ymd_opt(1960, 1, 1).unwrap() + chrono::Days::new(self.0 as u64);
        let front = format!("370999{}{:03}", born.format("%Y%m%d"), 100 + self.0 % 900);
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let sum: u32 = weights.iter().zip(front.bytes()).map(|(weight, digit)| weight * u32::from(digit - b'0')).sum();
        format!("{front}{}", char::from(b"10X98765432"[sum as usize % 11]))
    }

    fn mobile(&self) -> String {
        format!("139{:08}", self.digits(1, 8))
    }

    fn bank_card(&self) -> String {
        let front = format!("622848{:012}", self.digits(2, 12));
        let doubled = |(at, digit): (usize, u8)| {
            let digit = u32::from(digit - b'0') * if at % 2 == 0 { 2 } else { 1 };
            digit / 10 + digit % 10
        };
        let sum: u32 = front.bytes().rev().enumerate().map(doubled).sum();
        format!("{front}{}", (10 - sum % 10) % 10)
    }

    fn row(&self) -> String {
        let (name, id, mobile, card) = (self.name(), self.id_number(), self.mobile(), self.bank_card());
        let [category, certificate, remark, street, opinion] = MARKS.map(|mark| format!("{mark}{:05}", self.0));
        format!(
            "{name},{id},{category},示例职业培训学校,育婴员,五级/初级工,{certificate},480,480.00,{remark},\
             {mobile},{street}号,{card},{opinion}\n"
        )
    }
}

/// The small site with a list of canaries.
fn aviary() -> Site {
    let mut list = format!("{HEADINGS}\n");
    Canary::all().for_each(|canary| list.push_str(&canary.row()));
    Site::base()
        .with_file(LIST, list)
        .replace(NOTICE, "persons = 4", &format!("persons = {PEOPLE}"))
        .replace(NOTICE, "amount = \"1920.00\"", &format!("amount = \"{}.00\"", PEOPLE * 480))
        .replace("content/site.toml", "target = 200", "target = 20000")
        .replace("content/site.toml", "city_target = 300", "city_target = 20100")
}

/// Every eight characters of every number of a canary.
fn pieces() -> BTreeSet<[u8; 8]> {
    let numbers = Canary::all().flat_map(|canary| [canary.id_number(), canary.mobile(), canary.bank_card()]);
    numbers
        .flat_map(|number| number.as_bytes().windows(8).map(|it| it.try_into().unwrap()).collect::<Vec<_>>())
        .collect()
}

/// Bytes in which runs of hexadecimal digits (digests, fingerprints) are blanked out: among a million digits any eight
/// turn up by chance. A run without a letter is not a digest and stays.
fn without_digests(bytes: &[u8]) -> Vec<u8> {
    let mut rest = bytes.to_vec();
    for run in rest.split_mut(|byte| !matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        if run.len() >= 16 && run.iter().any(u8::is_ascii_lowercase) {
            run.fill(b' ');
        }
    }
    rest
}

/// All files, and the parts of those that are packed.
pub(crate) fn unpacked(files: Tree) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for (path, bytes) in files.0 {
        if path.ends_with(".xlsx") || path.ends_with(".zip") {
            let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
            for at in 0..archive.len() {
                let mut part = archive.by_index(at).unwrap();
                let name = part.name().unwrap().into_owned();
                let mut content = name.as_bytes().to_vec();
                part.read_to_end(&mut content).unwrap();
                all.push((format!("{path}!{name}"), content));
            }
        } else {
            all.push((path, bytes));
        }
    }
    all
}

/// Where a canary got out, and what part of it.
fn escaped(files: Tree, pieces: &BTreeSet<[u8; 8]>) -> Vec<String> {
    let mut found = Vec::new();
    for (path, bytes) in unpacked(files) {
        let text = String::from_utf8_lossy(&bytes);
        found.extend(MARKS.iter().filter(|mark| text.contains(**mark)).map(|mark| format!("{path}: {mark}")));
        let numbers = without_digests(&bytes);
        let of_number = |piece: &&[u8]| piece.iter().all(|byte| byte.is_ascii_digit() || *byte == b'X');
        let hit = numbers.windows(8).filter(of_number).find(|piece| pieces.contains(*piece));
        found.extend(hit.map(|piece| format!("{path}: {}", String::from_utf8_lossy(piece))));
    }
    found
}

#[track_caller]
fn nothing_escaped_from(site: &Site) {
    let (pieces, mut found) = (pieces(), Vec::new());
    for folder in ["content/editions", "output"] {
        let files = site.files(folder);
        assert!(!files.0.is_empty(), "{folder} holds something");
        found.extend(escaped(files, &pieces));
    }
    assert!(
        found.is_empty(),
        "{} leaks, such as:\n{}",
        found.len(),
        found.iter().take(20).fold(String::new(), |mut all, it| {
            writeln!(all, "{it}").unwrap();
            all
        })
    );
}

#[track_caller]
fn shows_no_canary(outcome: Outcome) {
    let said = outcome.says_nothing_of(SURNAME).all();
    let files = Tree([("said".to_owned(), said.into_bytes())].into());
    let found = escaped(files, &pieces());
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn ten_thousand_canaries_stay_inside() {
    let site = aviary();
    shows_no_canary(site.run(PUBLISH).succeeds());
    shows_no_canary(site.run(BUILD).succeeds());
    let people = site.files("output/site").below("subsidies/").0.into_values();
    let shown: usize = people.filter(|bytes| String::from_utf8_lossy(bytes).contains(&Canary(7).name())).count();
    assert!(shown > 0, "names are what the notice is for");
    nothing_escaped_from(&site);
}

#[test]
fn a_mask_shows_only_its_ends() {
    let site = aviary().replace("content/site.toml", "id_number = \"none\"", "id_number = \"2+3\"");
    site.run(PUBLISH).succeeds();
    site.run(BUILD).succeeds();
    nothing_escaped_from(&site);
    let id = Canary(7).id_number();
    let masked = format!("{}*************{}", &id[..2], &id[15..]);
    let list = site.file("content/editions/0001/data/lists/subsidies/2021-01/taishan/r1.csv");
    assert!(list.contains(&masked), "{masked} is the form the ministry uses");
}

#[test]
fn findings_show_no_canary() {
    let broken = [
        ("370999", "370998"),
        (",480.00,", ",四百八,"),
        ("五级/初级工", "六级"),
        (SURNAME, "雀金1"),
        ("姓名,", "姓,"),
        (",480,480.00", ",480,480.00,"),
        ("示例职业培训学校", "\"示例职业培训学校"),
    ];
    for (from, to) in broken {
        let site = aviary();
        let list = site.file(LIST).replace(from, to);
        let site = site.with_file(LIST, list);
        shows_no_canary(site.run(["check", "--date", "2021-04-28"]).fails(1));
        shows_no_canary(site.run(["--format", "json", "check", "--date", "2021-04-28"]).fails(1));
        assert!(!site.path("content/editions").exists());
    }
}

#[test]
fn a_leak_is_seen() {
    let pieces = pieces();
    let leak = |text: &str| escaped(Tree([("a".to_owned(), text.as_bytes().to_vec())].into()), &pieces).len();
    assert_eq!(leak(&format!("x{}x", &Canary(9999).id_number()[5..13])), 1);
    assert_eq!(leak(&Canary(0).bank_card()), 1);
    assert_eq!(leak(&format!("{}00001", MARKS[0])), 1);
    assert_eq!(
        leak("37*************123 0538-0000000 9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab"),
        0
    );
}
