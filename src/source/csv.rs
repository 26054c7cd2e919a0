//! Comma-separated text. Every cell is text: an office's file never says what a number is.

use crate::diagnostic::{Code, Diagnostic, Failed, Report};
use crate::folder::InputFile;

use super::intake::Intake;
use super::{Cell, Sheet, column_letters, encoding};

mod quotes;

/// Reads a text file as one sheet.
///
/// Where the table begins and how wide it is only the headings tell, so rows of other lengths are kept as they are.
///
/// # Errors
/// For unknown encodings, quotes that are not paired, cells with line breaks, and files beyond the limits.
pub(super) fn read(file: &InputFile, report: &mut Report) -> Result<Vec<Sheet>, Failed> {
    let text = encoding::decode(file, report)?;
    let lines = lines(&text);
    let stray = quotes::stray(&lines);
    if !stray.is_empty() {
        stray.iter().for_each(|stray| report.push(said(file, stray)));
        return report.pass(Vec::new());
    }
    let mut intake = Intake::new(file, report);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    // Quotes are paired within their lines, so every line that is not empty is one record.
    for &(number, _) in lines.iter().filter(|(_, line)| !line.is_empty()) {
        if !matches!(reader.read_record(&mut record), Ok(true)) {
            let place = file.location().row(number);
            return intake.fail(Code::CsvShape, place, "这一行读不出来。", quotes::HELP);
        }
        for (column, field) in record.iter().enumerate() {
            intake.put(number, column, Cell::from_text(field))?;
        }
    }
    intake.finish()
}

/// The lines of a text with their numbers, whichever way they end.
fn lines(text: &str) -> Vec<(u32, &str)> {
    let ends = text.split_inclusive('\n').flat_map(|line| {
        let line = line.strip_suffix('\n').unwrap_or(line);
        line.strip_suffix('\r').unwrap_or(line).split('\r')
    });
    (1..).zip(ends).collect()
}

fn said(file: &InputFile, stray: &quotes::Stray) -> Diagnostic {
    let place = file.location().row(stray.line).column(column_letters(stray.column));
    Diagnostic::error(Code::CsvShape, place, stray.problem.sentence()).help(quotes::HELP)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(text: &str) -> Result<Sheet, Report> {
        let mut report = Report::default();
        let file = InputFile { path: "a.csv".to_owned(), bytes: text.as_bytes().to_vec() };
        read(&file, &mut report).map(|mut sheets| sheets.remove(0)).map_err(|_| report)
    }

    fn texts(sheet: &Sheet) -> Vec<(u32, Vec<String>)> {
        sheet.rows.iter().map(|row| (row.number, row.cells.iter().map(Cell::text).collect())).collect()
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
