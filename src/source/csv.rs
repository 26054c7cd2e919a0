//! Delimited text. Every cell is text: an office's file never says what a number is.

use crate::diagnostic::{Code, Diagnostic, Failed, Report, Severity};
use crate::folder::InputFile;

use super::intake::Intake;
use super::{Cell, Fault, Take, column_letters, encoding};
use separator::Separator;

mod fields;
mod quotes;
mod separator;

/// The longest line, in bytes: 200 cells of 2,000 characters take less than a third of it.
const MAX_LINE: usize = 4 << 20;
/// A line with more separators is not taken apart: it is far wider than any list.
const MAX_SEPARATORS: usize = 16_384;

/// Reads a text file as one sheet.
///
/// Where the table begins and how wide it is only the headings tell, so rows of other lengths are kept as they are,
/// with the number of fields they are written with.
///
/// # Errors
/// For unknown encodings, quotes that are not paired, cells with line breaks, and files beyond the limits.
pub(super) fn read(mut file: InputFile, report: &mut Report, take: &mut Take<'_>) -> Result<(), Failed> {
    let text = encoding::decode(&mut file, report)?;
    // A file that is no longer than a line may be has none that is too long.
    let long = if text.len() > MAX_LINE { lines(&text, 1).find(|(_, line)| line.len() > MAX_LINE) } else { None };
    if let Some((number, _)) = long {
        let place = file.location().row(number);
        return report.fail(Diagnostic::error(Code::Workbook, place, "这一行过长，不是清单。").help(quotes::HELP));
    }
    let (separator, body, first_line) = separator::tell(&text);
    tell_separator(&file, separator, report);
    let has_quotes = memchr::memchr(b'"', body.as_bytes()).is_some();
    let stray = if has_quotes { quotes::stray(lines(body, first_line), separator.byte()) } else { Vec::new() };
    if !stray.is_empty() {
        stray.iter().for_each(|stray| report.push(said(&file, stray)));
        return Err(report.failed());
    }
    rows(body, first_line, separator, Intake::new(&file, text.len(), report, take))
}

fn rows(text: &str, first_line: u32, separator: Separator, mut intake: Intake<'_>) -> Result<(), Failed> {
    // Quotes are paired within their lines, so every line that is not empty is one record.
    for (number, line) in lines(text, first_line).filter(|(_, line)| !line.is_empty()) {
        let may_have_more = line.len() > MAX_SEPARATORS;
        if may_have_more && memchr::memchr_iter(separator.byte(), line.as_bytes()).count() > MAX_SEPARATORS {
            return intake.put(number, MAX_SEPARATORS, Cell::Fault(Fault::Unsupported));
        }
        let mut width = 0;
        for field in fields::of(line, separator.byte()) {
            intake.put_shown(number, width, &field)?;
            width += 1;
        }
        intake.width(number, width);
    }
    intake.finish()
}

/// The lines of a text with their numbers, whichever way they end.
fn lines(text: &str, first: u32) -> impl Iterator<Item = (u32, &str)> {
    let mut rest = text;
    let ends = std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        let (line, after) = rest.split_at(end);
        rest = after.strip_prefix("\r\n").or_else(|| after.get(1..)).unwrap_or_default();
        Some(line)
    });
    (first..).zip(ends)
}

/// Commas are no news.
fn tell_separator(file: &InputFile, separator: Separator, report: &mut Report) {
    let Some(name) = separator.name() else { return };
    let problem = format!("各列用{name}分隔，已按此读取。");
    let note = Diagnostic::warning(Code::CsvShape, file.location(), problem).help("以后最好直接报送 .xlsx 文件。");
    report.push(Diagnostic { severity: Severity::Note, ..note });
}

fn said(file: &InputFile, stray: &quotes::Stray) -> Diagnostic {
    let place = file.location().row(stray.line).column(column_letters(stray.column));
    Diagnostic::error(Code::CsvShape, place, stray.problem.sentence()).help(quotes::HELP)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Isolation, Sheet};

    fn told(text: &str) -> (Result<Sheet, Failed>, Report) {
        let mut report = Report::default();
        let file = InputFile { path: "a.csv".to_owned(), bytes: text.as_bytes().to_vec() };
        let read = crate::source::read(file, &Isolation::None, &mut report);
        (read.map(|mut sheets| sheets.remove(0)), report)
    }

    fn sheet(text: &str) -> Result<Sheet, Report> {
        let (sheet, report) = told(text);
        sheet.map_err(|_| report)
    }

    fn texts(sheet: &Sheet) -> Vec<(u32, Vec<String>)> {
        sheet.rows.iter().map(|row| (row.number, row.cells.iter().map(Cell::text).collect())).collect()
    }

    #[test]
    fn a_line_ends_in_any_of_three_ways() {
        let numbered = |text: &'static str| lines(text, 1).collect::<Vec<_>>();
        assert_eq!(numbered("a\r\r\nb\n\rc\r"), [(1, "a"), (2, ""), (3, "b"), (4, ""), (5, "c")]);
        assert_eq!(numbered("\n"), [(1, "")]);
        assert_eq!(numbered(""), []);
    }

    fn places(text: &str) -> Vec<String> {
        sheet(text).unwrap_err().sorted().iter().map(|found| found.location.to_string()).collect()
    }

    #[test]
    fn rows_keep_their_line_numbers_over_empty_lines() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["", "标题", "", "", "姓名,金额", "示例甲,1200", " , ", "示例乙,800", ""].join(end);
            let found: Vec<u32> = sheet(&text).unwrap().rows.iter().map(|row| row.number).collect();
            assert_eq!(found, [2, 5, 6, 8], "{end:?}");
        }
    }

    #[test]
    fn quoted_cells_may_hold_commas_and_quotes() {
        let sheet = sheet("a,\"示例，甲,乙\",\"说\"\"好\"\"\",\"\",b,,\n").unwrap();
        let cells = ["a", "示例，甲,乙", "说\"好\"", "", "b"].map(str::to_owned).to_vec();
        assert_eq!(texts(&sheet), [(1, cells)]);
    }

    #[test]
    fn semicolons_and_tabs_are_read_and_told() {
        for (text, name) in [
            ("姓名;金额\n示例甲;1,200\n", "分号"),
            ("姓名\t金额\n示例甲\t1,200\n", "制表符"),
            ("sep=;\n姓名;金额\n示例甲;1,200", "分号"),
        ] {
            let (sheet, report) = told(text);
            let cells = [vec!["姓名".to_owned(), "金额".to_owned()], vec!["示例甲".to_owned(), "1,200".to_owned()]];
            let read: Vec<_> = texts(&sheet.unwrap()).into_iter().map(|(_, cells)| cells).collect();
            assert_eq!(read, cells, "{text}");
            let found = &report.sorted()[0];
            assert!(found.severity == Severity::Note && found.message.contains(name), "{found}");
        }
        assert!(told("姓名,备注\n示例甲,一;二\n").1.sorted().is_empty());
    }

    #[test]
    fn lines_are_counted_from_the_line_that_names_the_separator() {
        let (sheet, report) = told("sep=,\n姓名,金额\n示例甲,1200\n");
        assert_eq!(sheet.unwrap().rows.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 3]);
        assert!(report.sorted().is_empty());
    }

    #[test]
    fn each_row_says_how_many_fields_it_is_written_with() {
        let rows = sheet("a,b,,\n\nc\n,,d\n").unwrap().rows;
        assert_eq!(rows.iter().map(|row| row.width).collect::<Vec<_>>(), [Some(4), Some(1), Some(3)]);
    }

    #[test]
    fn numbers_stay_text() {
        let sheet = sheet("370999199001011234,0012").unwrap();
        assert_eq!(sheet.rows[0].cells[1], Cell::Text("0012".to_owned()));
    }

    #[test]
    fn an_unclosed_quote_swallows_nothing() {
        assert_eq!(places("姓名,金额\n\"示例甲,1200\n示例乙,800\n"), ["a.csv 第2行“A”列"]);
        assert_eq!(places("姓名,金额\n示例甲,\"1200"), ["a.csv 第2行“B”列"]);
    }

    #[test]
    fn a_line_break_in_a_cell_is_named() {
        assert_eq!(places("姓名,备注\n示例甲,\"第一\n第二\"\n示例乙,好\n示例丙,\"又\n一\",x\n").len(), 2);
        assert_eq!(places("姓名,备注\n示例甲,\"第一\n第二\"\n"), ["a.csv 第2行“B”列"]);
    }

    #[test]
    fn quotes_out_of_place_are_named() {
        assert_eq!(places("a,5\"6\n"), ["a.csv 第1行“B”列"]);
        assert_eq!(places("a,\"5\"6\n"), ["a.csv 第1行“B”列"]);
    }

    #[test]
    fn a_file_of_separators_holds_nothing() {
        let report = sheet(",,\n , \n").unwrap_err();
        assert_eq!(report.sorted()[0].code, Code::EmptyList);
    }
}
