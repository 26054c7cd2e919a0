//! Sites with one notice whose lists have as many rows as a test wants.

use std::fmt::Write;

use super::{Site, repository};

/// The day of the notice.
pub(crate) const NOTICE_ON: &str = "2021-04-28";

/// Names that many fonts do not have.
const RARE: [&str; 4] = ["𠮷", "䶮", "㛃", "昇"];

/// A site with a notice `2021-01`, published and built: a list of so many rows for each district.
pub(crate) fn with_rows(lists: &[(&str, usize)]) -> Site {
    let mut site = Site::empty()
        .with_file("content/site.toml", std::fs::read(repository("content/site.toml")).unwrap())
        .with_tree("content/calendar", &repository("content/calendar"));
    let (mut applied, mut persons) = (String::new(), 0);
    for &(district, rows) in lists {
        let (amount, path) = (rows * 480, format!("content/sources/subsidies/2021-01/{district}.csv"));
        write!(applied, "\n[[applied]]\ndistrict = \"{district}\"\npersons = {rows}\namount = \"{amount}.00\"\n")
            .unwrap();
        site = site.with_file(&path, list(rows, persons));
        persons += rows;
    }
    let site = site.with_file("content/sources/subsidies/2021-01/notice.md", notice(&applied));
    site.run(["publish", "--date", NOTICE_ON]).succeeds();
    site.run(["build", "--date", NOTICE_ON]).succeeds();
    site
}

fn notice(applied: &str) -> String {
    format!(
        "+++\ntitle = \"示例市2021年第一批职业技能培训补贴公示\"\ndocument_number = \"示人社公示〔2021〕1号\"\n\
         basis = \"泰人社字〔2021〕12号\"\noffice = \"示例市人力资源和社会保障局\"\npublished = \"2021-04-28 09:00\"\n\
         phone = \"0538-0000000\"\nsupervision_phone = \"0538-0000009\"\n\
         materials = [\"申请报告\", \"补贴发放明细表\", \"第三方审核报告\", \"网站公示截图\"]\n{applied}+++\n\n\
         按规定，现将本批补贴公示如下。\n"
    )
}

/// A list whose persons are numbered on from others'.
fn list(rows: usize, from: usize) -> String {
    let mut list = "序号,姓名,身份证号,培训机构,班次,职业(工种),等级,培训开始日期,培训结束日期,总学时,线上学时,\
                    补贴标准(元),补贴金额(元)\n"
        .to_owned();
    let given: Vec<char> = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥".chars().collect();
    for row in 1..=rows {
        let second = match row % 50 {
            1 => RARE[row / 50 % RARE.len()].to_owned(),
            _ => given[row / given.len() % given.len()].to_string(),
        };
        let (name, id) = (format!("示{}{second}", given[row % given.len()]), id_number(from + row));
        writeln!(list, "{row},{name},{id},示例学校,1期,育婴员,五级/初级工,2021-03-01,2021-03-10,48,16,480,480.00")
            .unwrap();
    }
    list
}

/// The n-th fictional ID number: of a division that does not exist, with a day of birth and a check digit.
fn id_number(person: usize) -> String {
    const WEIGHTS: [usize; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let (year, month, day) = (1960 + person / 336 % 40, person / 28 % 12 + 1, person % 28 + 1);
    let body = format!("370999{year}{month:02}{day:02}{:03}", person / 13_440 + 1);
    let sum: usize = body.bytes().zip(WEIGHTS).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
    let check = "10X98765432".chars().nth(sum % 11).unwrap();
    format!("{body}{check}")
}
