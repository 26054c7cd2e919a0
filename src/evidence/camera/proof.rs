//! Whether a sheet shows what it must: what the probe described, held against the frozen list.

use serde::Deserialize;

use super::trouble::Refusal;

/// A box: left, top, width, height, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub(super) struct Rect(pub(super) f64, pub(super) f64, pub(super) f64, pub(super) f64);

impl Rect {
    /// Whether it lies in another, but for what rounding does.
    fn is_within(self, other: Self) -> bool {
        const ROUNDING: f64 = 0.75;
        let (right, bottom) = (self.0 + self.2, self.1 + self.3);
        self.0 >= other.0 - ROUNDING
            && self.1 >= other.1 - ROUNDING
            && right <= other.0 + other.2 + ROUNDING
            && bottom <= other.1 + other.3 + ROUNDING
    }
}

/// A sheet as the browser laid it out.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Described {
    /// The page's address.
    pub(super) href: String,
    /// Pixels of the picture a CSS pixel.
    pub(super) ratio: f64,
    /// The window's width and height.
    pub(super) viewport: (f64, f64),
    /// How wide everything on the page is.
    pub(super) width: f64,
    /// The sheet.
    pub(super) sheet: Rect,
    /// Everything that stands on the sheet.
    pub(super) text: String,
    /// How many things move.
    pub(super) moving: usize,
    /// How many boxes hold more than they show.
    pub(super) cut: usize,
    /// The line that says how the picture was made.
    pub(super) mark: DescribedCell,
    /// Its rows, in order.
    pub(super) rows: Vec<DescribedRow>,
}

/// A row.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct DescribedRow {
    /// Its id.
    pub(super) id: String,
    /// Whether it stands on the sheet.
    pub(super) on_sheet: bool,
    /// Whether it and all around it are drawn as they are written.
    pub(super) plain: bool,
    /// Its cells, in order.
    pub(super) cells: Vec<DescribedCell>,
}

/// A cell.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct DescribedCell {
    /// Its column's heading.
    pub(super) label: String,
    /// What stands in it.
    pub(super) text: String,
    /// The cell without its borders.
    pub(super) inside: Rect,
    /// Whether the browser means to draw it.
    pub(super) seen: bool,
    /// Whether its letters are drawn as they are written: not turned, mirrored or replaced.
    pub(super) plain: bool,
    /// Whether something else is met where it stands.
    pub(super) covered: bool,
    /// The boxes of its characters that leave ink.
    pub(super) characters: Vec<Rect>,
}

/// What a sheet must show.
pub(super) struct Expected<'a> {
    /// The sheet's place, as it is told.
    pub(super) sheet: &'a str,
    /// The address it must have.
    pub(super) url: &'a str,
    /// The line that says how the picture was made.
    pub(super) mark: &'a str,
    /// The number of its first row in the list, counted from 1.
    pub(super) first: u64,
    /// The headings of the list's columns.
    pub(super) heads: &'a [&'a str],
    /// The cells of its rows.
    pub(super) rows: &'a [Vec<String>],
    /// Texts of the version strip, such as the fingerprint: by them the page is of this edition and list.
    pub(super) version: &'a [String],
    /// The window: how wide and high the sheet may be, and pixels a CSS pixel.
    pub(super) screen: super::tab::Screen,
}

/// Everything that is wrong with a sheet; nothing when it is proved.
pub(super) fn judge(expected: &Expected<'_>, described: &Described) -> Vec<Refusal> {
    let mut refusals = of_sheet(expected, described);
    refusals.extend(of_rows(expected, described));
    refusals
}

fn of_sheet(expected: &Expected<'_>, described: &Described) -> Vec<Refusal> {
    let super::tab::Screen { width, height, scale } = expected.screen;
    let window = Rect(0.0, 0.0, f64::from(width), f64::from(height));
    let same = |a: f64, b: f64| (a - b).abs() < 0.5;
    let is_window = same(described.viewport.0, window.2) && same(described.viewport.1, window.3);
    let fits = described.sheet.is_within(window) && same(described.sheet.2, window.2);
    let overflows = described.width > window.2 + 0.5;
    let problems = [
        (described.href != expected.url, "页面的地址变了，不是要截图的那一页"),
        (!is_window || !same(described.ratio, f64::from(scale)), "浏览器没有按规定的大小排版"),
        (!fits || overflows, "这一张的内容超出了纸面，截不全"),
        (described.cut > 0, "这一张有内容被截掉"),
        (described.moving > 0, "这一页有会动的内容"),
        (!is_mark(expected, &described.mark), "这一张上看不到截图方式的标记"),
        (
            expected.version.iter().any(|text| !described.text.contains(text.as_str())),
            "这一页不是最新一版的（指纹或校验值不符），请重新生成、上传",
        ),
    ];
    let wrong = problems.into_iter().filter(|(is_wrong, _)| *is_wrong);
    wrong.map(|(_, problem)| Refusal::sheet(expected.sheet, problem)).collect()
}

fn is_mark(expected: &Expected<'_>, mark: &DescribedCell) -> bool {
    mark.text == expected.mark && mark.seen && !mark.covered && !mark.characters.is_empty()
}

fn of_rows(expected: &Expected<'_>, described: &Described) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let mut found = described.rows.iter();
    for (number, cells) in (expected.first..).zip(expected.rows) {
        match found.next() {
            Some(row) if row.id == format!("row-{number}") => {
                let problem = of_row(expected, described, number, cells, row);
                refusals.extend(problem.map(|problem| Refusal::row(expected.sheet, number, problem)));
            }
            _ => {
                refusals.push(Refusal::row(expected.sheet, number, "不在这一张的位置上"));
                return refusals;
            }
        }
    }
    if found.next().is_some() {
        refusals.push(Refusal::sheet(expected.sheet, "这一张比名单多出了行"));
    }
    refusals
}

fn of_row(
    expected: &Expected<'_>,
    described: &Described,
    number: u64,
    cells: &[String],
    row: &DescribedRow,
) -> Option<&'static str> {
    let number = number.to_string();
    let with_number = row.cells.len() == cells.len() + 1;
    let own = if with_number { &row.cells[1..] } else { &row.cells[..] };
    let is_same = own.len() == cells.len()
        && (!with_number || row.cells[0].text == number)
        && own.iter().zip(cells).all(|(cell, text)| is_same_text(&cell.text, text))
        && own.iter().zip(expected.heads).all(|(cell, head)| cell.label == *head);
    let sheet = described.sheet;
    if !is_same {
        Some("与已公布的名单不一致")
    } else if row.cells.iter().any(|cell| !cell.seen) {
        Some("被隐藏")
    } else if !row.plain || row.cells.iter().any(|cell| !cell.plain) {
        Some("的文字没有照原样排出")
    } else if !row.on_sheet || !row.cells.iter().all(|cell| is_inside(cell, sheet)) {
        Some("超出了纸面")
    } else if row.cells.iter().any(|cell| cell.covered) {
        Some("被别的内容遮住")
    } else {
        None
    }
}

/// A cell's characters lie on the sheet, and there is one wherever there is ink to leave.
fn is_inside(cell: &DescribedCell, sheet: Rect) -> bool {
    let ink = cell.text.chars().any(|c| !c.is_whitespace());
    let drawn = |rect: &Rect| rect.2 > 0.0 && rect.3 > 0.0 && rect.is_within(sheet);
    cell.inside.is_within(sheet) && (cell.characters.is_empty() != ink) && cell.characters.iter().all(drawn)
}

/// Blanks are drawn as one, wherever they stand.
fn is_same_text(shown: &str, listed: &str) -> bool {
    shown.split_whitespace().eq(listed.split_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::camera::tab::Screen;

    fn cell(label: &str, text: &str, left: f64, top: f64) -> DescribedCell {
        DescribedCell {
            label: label.to_owned(),
            text: text.to_owned(),
            inside: Rect(left, top, 100.0, 20.0),
            seen: true,
            plain: true,
            covered: false,
            characters: vec![Rect(left + 2.0, top + 2.0, 12.0, 16.0)],
        }
    }

    fn row(number: u64, name: &str) -> DescribedRow {
        let top = 100.0 + 20.0 * f64::from(u32::try_from(number).unwrap());
        let cells = vec![cell("行号", &number.to_string(), 0.0, top), cell("姓名", name, 100.0, top)];
        DescribedRow { id: format!("row-{number}"), on_sheet: true, plain: true, cells }
    }

    fn sheet() -> Described {
        Described {
            href: "file:///a".to_owned(),
            ratio: 2.0,
            viewport: (794.0, 1123.0),
            width: 794.0,
            sheet: Rect(0.0, 0.0, 794.0, 1123.0),
            text: "指纹 1f2e 3d4c 5b6a 7988".to_owned(),
            moving: 0,
            cut: 0,
            mark: cell("", "本地渲染", 0.0, 0.0),
            rows: vec![row(3, "甲"), row(4, "乙\n 丙")],
        }
    }

    type Change = fn(&mut Described);

    /// What is said of the sheet after a change.
    fn told(change: impl FnOnce(&mut Described)) -> Vec<Refusal> {
        let mut described = sheet();
        change(&mut described);
        let rows = [vec!["甲".to_owned()], vec!["乙 丙".to_owned()]];
        let expected = Expected {
            sheet: "s",
            url: "file:///a",
            mark: "本地渲染",
            first: 3,
            heads: &["姓名"],
            rows: &rows,
            version: &["1f2e 3d4c 5b6a 7988".to_owned()],
            screen: Screen { width: 794, height: 1123, scale: 2 },
        };
        judge(&expected, &described)
    }

    #[test]
    fn a_sheet_that_shows_what_it_must_is_proved() {
        assert_eq!(told(|_| {}), []);
    }

    #[test]
    fn each_fault_of_a_row_is_told_with_its_number_and_nothing_else() {
        let changes: [(u64, Change); 9] = [
            (3, |sheet| sheet.rows[0].cells[1].text = "甲 ".repeat(2)),
            (3, |sheet| sheet.rows[0].cells[1].label = "机构".to_owned()),
            (4, |sheet| sheet.rows[1].cells[0].text = "5".to_owned()),
            (4, |sheet| drop(sheet.rows[1].cells.pop())),
            (4, |sheet| sheet.rows[1].cells[1].seen = false),
            (4, |sheet| sheet.rows[1].cells[1].covered = true),
            (4, |sheet| sheet.rows[1].plain = false),
            (4, |sheet| sheet.rows[1].cells[1].characters.clear()),
            (3, |sheet| sheet.rows[0].cells[1].characters[0].0 = 790.0),
        ];
        for (number, change) in changes {
            let refusals = told(change);
            assert!(matches!(refusals.as_slice(), [one] if one.row == Some(number)), "{refusals:?}");
        }
    }

    #[test]
    fn rows_that_are_missing_moved_or_added_are_told() {
        assert_eq!(told(|sheet| drop(sheet.rows.pop()))[0].row, Some(4));
        assert_eq!(told(|sheet| sheet.rows.swap(0, 1))[0].row, Some(3));
        assert_eq!(told(|sheet| sheet.rows.push(row(5, "丁")))[0].row, None);
    }

    #[test]
    fn each_fault_of_a_sheet_is_told() {
        let changes: [Change; 9] = [
            |sheet| sheet.href.push('b'),
            |sheet| sheet.ratio = 1.0,
            |sheet| sheet.viewport.0 = 500.0,
            |sheet| sheet.width = 900.0,
            |sheet| sheet.sheet.3 = 1200.0,
            |sheet| sheet.cut = 1,
            |sheet| sheet.moving = 1,
            |sheet| sheet.mark.text = "网站实况".to_owned(),
            |sheet| sheet.text.clear(),
        ];
        for change in changes {
            let refusals = told(change);
            assert!(matches!(refusals.as_slice(), [one] if one.row.is_none()), "{refusals:?}");
        }
    }
}
