//! Clean lists in the many dresses in which offices send them: none of them may be told off.

use gongshi::record::{Column, Kind, Need};
use toml::Value;

use super::trap::{File, Writer, lists};

/// How many files are made.
const FILES: usize = 252;

/// The kinds as `lists.toml` calls them.
const KINDS: [(&str, Kind); 7] = [
    ("payments", Kind::Payments),
    ("institution-payments", Kind::InstitutionPayments),
    ("projects", Kind::Projects),
    ("occupations", Kind::Occupations),
    ("courses", Kind::Courses),
    ("standards", Kind::Standards),
    ("institutions", Kind::Institutions),
];

/// Texts that mean the same, the standard one first.
const SPELLINGS: &[&[&str]] = &[
    &["五级/初级工", "初级", "初级工", "五级", "5级", "初级工（五级）", "五级（初级工）", "五级 / 初级工"],
    &["四级/中级工", "中级", "中级工", "四级", "4级", "中级工(四级)", "四级、中级工"],
    &["三级/高级工", "高级", "高级工", "三级", "3级", "高级工（三级）"],
    &["SYB 创办你的企业", "SYB", "syb", "创办你的企业", "创办你的企业（SYB）", "SYB培训班", "SYB—创办你的企业"],
    &["GYB 产生你的企业想法", "GYB", "产生你的企业想法", "GYB班", "GYB（产生你的企业想法）"],
    &["IYB 改善你的企业", "IYB", "改善你的企业", "Iyb 改善你的企业", "IYB·改善你的企业"],
    &["计划", "计划中", "待开班", "未开班", "拟开班"],
    &["报名中", "报名", "招生中"],
    &["进行", "进行中", "已开班", "培训中", "在培"],
    &["20%", "20", "20％", "0.2", "0.20"],
    &["2021年6月", "2021.6", "2021年6月上旬", "6月中旬（计划）", "2021.6.1-6.20", "2021年6月1日至20日", "待定"],
    &["0538-0000001", "0538-0000001、0538-0000002", "12333"],
];

const NAMES: &[&str] = &["示例甲", "示例乙", "欧阳示例", "阿依·示例", "示堃", "示例戊", "示喆例", "示例", "上官示例"];
/// Names that GBK has no characters for.
const RARE_NAMES: &[&str] = &["示例𠮷", "示㛃", "示例䶮", "示𬍛"];

/// Chooses, always the same way.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(bound).unwrap()).unwrap()
    }

    fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    fn is_one_in(&mut self, bound: usize) -> bool {
        self.below(bound) == 0
    }
}

/// All clean files: every kind by every writer, six times.
pub(super) fn files() -> Vec<File> {
    (0..FILES).map(file).collect()
}

fn file(number: usize) -> File {
    let mut dice =
        Dice(0x9e37_79b9_7f4a_7c15 ^ (u64::try_from(number).unwrap() + 1).wrapping_mul(0x2545_f491_4f6c_dd1d));
    (0..8).for_each(|_| {
        dice.below(2);
    });
    let (name, kind) = KINDS[number % KINDS.len()];
    let writer = Writer::ALL[number / KINDS.len() % Writer::ALL.len()];
    let mut file = File { kind: name.to_owned(), writers: vec![writer], ..File::default() };
    if writer == Writer::Csv {
        file.encoding = Some(dice.one_of(&["utf-8", "utf-8-bom", "gbk", "gb18030"]).to_owned());
        file.line_end = Some(dice.one_of(&["\n", "\r\n"]).to_owned());
    }
    let rare_names = file.encoding.as_deref() != Some("gbk");
    let mut rows = base(name, kind, if rare_names { RARE_NAMES } else { &[] }, &mut file, &mut dice);
    let total = (rows.last().map(|row| &row[0]) == Some(&text("合计"))).then(|| rows.pop()).flatten();
    keep_columns(&mut rows, &mut dice, kind);
    let heading = order_columns(&mut rows, kind, &mut dice);
    dress_cells(&mut rows, &heading, writer, &mut dice);
    rows[0] = heading.iter().map(|header| text(&heading_dress(kind, header, &mut dice))).collect();
    if dice.is_one_in(4) {
        let page_heading = rows[0].clone();
        rows.insert(rows.len() - 1, page_heading);
    }
    rows.extend(total.filter(|_| !dice.is_one_in(4)).map(|total| ordered(name, &total, &heading, &mut dice)));
    surround(&mut file, name, heading.len(), &mut dice);
    file.rows = Some(rows);
    file
}

fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

/// The clean list; payments to as many people as it happens.
fn base(name: &str, kind: Kind, rare: &[&str], file: &mut File, dice: &mut Dice) -> Vec<Vec<Value>> {
    let mut rows = lists()[name].rows.clone();
    if kind != Kind::Payments {
        return rows;
    }
    let people = 1 + dice.below(12);
    let (first, names) = (rows[1].clone(), [NAMES, rare].concat());
    let person = |at: usize, dice: &mut Dice| {
        let mut row = first.clone();
        let number = i64::try_from(at).unwrap() + 1;
        (row[0], row[1], row[2]) = (Value::Integer(number), text(dice.one_of(&names)), text(&id_number(at)));
        row
    };
    let mut total = rows.pop().unwrap();
    rows.truncate(1);
    rows.extend((0..people).map(|at| person(at, dice)));
    let amount = i64::try_from(people * 480).unwrap();
    *total.last_mut().unwrap() = Value::Integer(amount);
    rows.push(total);
    file.applied.insert("taishan".to_owned(), (u64::try_from(people).unwrap(), format!("{amount}.00")));
    rows
}

/// A fictional ID number: no division has the code 370999.
fn id_number(at: usize) -> String {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let digits = format!("370999{}{:02}{:02}{:03}", 1960 + at * 3, 1 + at % 12, 1 + at * 2, 101 + at * 7);
    let sum: u32 = WEIGHTS.iter().zip(digits.bytes()).map(|(weight, digit)| weight * u32::from(digit - b'0')).sum();
    format!("{digits}{}", char::from(b"10X98765432"[(sum % 11) as usize]))
}

/// Leaves out columns that need not be there, one in five.
fn keep_columns(rows: &mut [Vec<Value>], dice: &mut Dice, kind: Kind) {
    for at in (1..rows[0].len()).rev() {
        let header = rows[0][at].as_str().unwrap_or_default().to_owned();
        let column = standard(kind, &header);
        // Hours alone say nothing of the share of online hours, and the other way round it is a mistake.
        if column.need == Need::Optional && column.header != "总学时" && dice.is_one_in(5) {
            rows.iter_mut().for_each(|row| drop(row.remove(at)));
        }
    }
}

fn standard(kind: Kind, header: &str) -> &'static Column {
    let is_it = |column: &&Column| column.header == header || column.aliases.contains(&header);
    kind.columns().iter().find(is_it).expect("the clean lists know their columns")
}

/// Puts the columns after the first into another order, in half of the files; their standard headings.
fn order_columns(rows: &mut [Vec<Value>], kind: Kind, dice: &mut Dice) -> Vec<&'static str> {
    if dice.is_one_in(2) {
        for at in (2..rows[0].len()).rev() {
            let other = 1 + dice.below(at);
            rows.iter_mut().for_each(|row| row.swap(at, other));
        }
    }
    rows[0].iter().map(|header| standard(kind, header.as_str().unwrap_or_default()).header).collect()
}

/// Writes cells in other ways that mean the same.
fn dress_cells(rows: &mut [Vec<Value>], heading: &[&str], writer: Writer, dice: &mut Dice) {
    for row in rows.iter_mut().skip(1) {
        for (cell, header) in row.iter_mut().zip(heading) {
            *cell = match &*cell {
                Value::String(word) if *header != "姓名" => text(respelled(word, dice)),
                Value::Integer(number) if header.contains("元") => amount(*number, dice),
                Value::Integer(number) if dice.is_one_in(3) => text(&number.to_string()),
                Value::Datetime(day) => date(&day.to_string(), writer, dice).unwrap_or_else(|| cell.clone()),
                _ => cell.clone(),
            };
        }
    }
}

fn respelled<'a>(word: &'a str, dice: &mut Dice) -> &'a str {
    SPELLINGS.iter().find(|spellings| spellings[0] == word).map_or(word, |spellings| dice.one_of(spellings))
}

fn amount(yuan: i64, dice: &mut Dice) -> Value {
    let grouped = if yuan < 1000 { yuan.to_string() } else { format!("{},{:03}", yuan / 1000, yuan % 1000) };
    match dice.below(6) {
        0 => text(&yuan.to_string()),
        1 => text(&format!("{yuan}.00")),
        2 => text(&format!("{yuan}.0")),
        3 => text(&format!("{grouped}.00")),
        _ => Value::Integer(yuan),
    }
}

/// A day as text, in half of the cells; a text file never holds anything else.
fn date(day: &str, writer: Writer, dice: &mut Dice) -> Option<Value> {
    let parts: Vec<u32> = day.split('-').map(|part| part.parse().unwrap()).collect();
    let [year, month, day] = parts[..] else { return None };
    let written = match dice.below(10) {
        0 => format!("{year}-{month:02}-{day:02}"),
        1 => format!("{year}/{month}/{day}"),
        2 => format!("{year}.{month}.{day}"),
        3 => format!("{year}年{month}月{day}日"),
        4 => format!("{year}{month:02}{day:02}"),
        _ if writer == Writer::Csv => format!("{year}.{month:02}.{day:02}"),
        _ => return None,
    };
    Some(text(&written))
}

/// A heading, or another that is read as it, with what offices add to it.
fn heading_dress(kind: Kind, header: &str, dice: &mut Dice) -> String {
    let column = standard(kind, header);
    let names: Vec<&str> = [column.header].into_iter().chain(column.aliases.iter().copied()).collect();
    let name = dice.one_of(&names).to_owned();
    match dice.below(8) {
        0 => name.replace('(', "（").replace(')', "）"),
        1 => format!(" {name} "),
        2 => format!("*{name}"),
        3 => name.chars().map(String::from).collect::<Vec<_>>().join(" "),
        _ => name,
    }
}

/// The total row, in the order of the columns that are there.
fn ordered(name: &str, total: &[Value], heading: &[&str], dice: &mut Dice) -> Vec<Value> {
    let label = dice.one_of(&["合计", "总计", "合 计", "合计：", "共计"]);
    let lists = lists();
    let kind = KINDS.iter().find(|(other, _)| *other == name).expect("a kind").1;
    let place = |header: &str| {
        lists[name].rows[0].iter().position(|cell| standard(kind, cell.as_str().unwrap_or_default()).header == header)
    };
    let cell = |(at, header): (usize, &&str)| match place(header) {
        Some(_) if at == 0 => text(label),
        Some(place) => total[place].clone(),
        None => text(""),
    };
    heading.iter().enumerate().map(cell).collect()
}

/// Titles above, a foot below, and what else stands around a list.
fn surround(file: &mut File, name: &str, width: usize, dice: &mut Dice) {
    let place = match name {
        "institution-payments" => "泰安高新区",
        "payments" | "projects" | "courses" => "泰山区",
        _ => "示例市",
    };
    let titles = dice.below(4);
    if titles > 0 {
        file.before.push(vec![text(&format!("{place}2021年清单（示例）"))]);
        if file.writers[0] != Writer::Csv {
            let last = gongshi::source::column_letters(width - 1);
            file.looks.merge.push(format!("A1:{last}1"));
        }
    }
    if titles > 1 {
        file.before.push(vec![text(""), text("单位：元")]);
    }
    if titles > 2 {
        file.before.push(Vec::new());
    }
    if dice.is_one_in(2) {
        file.after.push(vec![text(&format!("填表人：示例 联系电话：0538-0000000 填报单位：{place}人社局"))]);
    }
    if dice.is_one_in(3) {
        file.after.push(vec![text("注：本表人员和机构都是虚构的。")]);
    }
}
