use super::*;
use crate::source::Merged;

fn structure(body: &str) -> Result<Structure, Trouble> {
    let sheet = format!("<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\">{body}</x:worksheet>");
    read(&mut Xml::new(sheet.as_bytes(), 1 << 30))
}

#[test]
fn rows_are_hidden_by_mark_or_height() {
    let rows = "<sheetData><row r=\"2\" hidden=\"1\"/><row hidden=\"true\"/><row r=\"9\" ht=\"0\"/><row r=\"10\" ht=\"15\" hidden=\"0\"/></sheetData><autoFilter ref=\"A1:B9\"/>";
    let found = structure(rows).unwrap();
    let hidden: Vec<_> = (1..12).filter(|&row| found.hidden_rows.has(row)).collect();
    assert_eq!((hidden, found.filter), (vec![2, 3, 9], Filter::Present));
}

#[test]
fn columns_are_hidden_by_mark_or_width() {
    let columns = "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/><col min=\"5\" max=\"5\" width=\"0\"/><col min=\"6\" max=\"16384\" width=\"9\"/><col min=\"150\" max=\"16384\" hidden=\"1\"/></cols>";
    let found = structure(columns).unwrap();
    let hidden: Vec<_> = (0..152).filter(|&column| found.hidden_columns.has(column)).collect();
    assert_eq!(hidden, [1, 2, 4, 149, 150, 151]);
    assert!(structure("<col max=\"3\" hidden=\"1\"/>").is_err());
}

#[test]
fn merged_cells_are_ranges() {
    let found = structure("<mergeCells><mergeCell ref=\"A1:C2\"/><mergeCell ref=\"D4\"/></mergeCells>").unwrap();
    assert_eq!(found.merged, [Merged { rows: (1, 2), columns: (0, 2) }]);
    for range in ["", "A1:", "B2:A1", "A:C", "A1:B2:C3"] {
        assert!(structure(&format!("<mergeCell ref=\"{range}\"/>")).is_err(), "{range}");
    }
}

#[test]
fn formulas_without_results_and_with_links_are_faults() {
    let cells = "<row r=\"1\"><c r=\"A1\"><f>1+1</f><v>2</v></c><c r=\"B1\"><f>1+1</f></c><c r=\"C1\"><f>1+1</f><v/></c>\
                 <c r=\"D1\" t=\"str\"><f>\"\"</f><v></v></c><c r=\"E1\"><f>[1]Sheet1!A1</f><v>7</v></c></row>\
                 <row r=\"2\"><c><f t=\"shared\" si=\"0\" ref=\"A2:A3\">'[2]a b'!A1</f><v>1</v></c></row>\
                 <row r=\"3\"><c><f t=\"shared\" si=\"0\"/><v>1</v></c><c><v>5</v></c></row>";
    let found = structure(&format!("<sheetData>{cells}</sheetData>")).unwrap();
    let faults: Vec<_> = (0..5).map(|column| found.fault(1, column)).collect();
    let none = Some(Fault::NoResult);
    assert_eq!(faults, [None, none, none, None, Some(Fault::ExternalLink)]);
    assert_eq!([found.fault(2, 0), found.fault(3, 0)], [Some(Fault::ExternalLink); 2]);
    assert_eq!(found.fault(3, 1), None);
}

#[test]
fn links_are_told_from_columns_of_tables() {
    for linked in
        ["[1]Sheet1!A1", "SUM('[12]一月'!A1:A9)", "[list.xlsx]Sheet!A1", "'C:\\x\\[a.xls]b'!C1", "IF(A1,[3]!name,0)"]
    {
        assert!(names_workbook(linked), "{linked}");
    }
    for own in ["Table1[1]", "SUM(表1[[#This Row],[1]])", "SUM(表1[金额])", "A1", "[@金额]", "["] {
        assert!(!names_workbook(own), "{own}");
    }
}

#[test]
fn what_makes_no_sense_is_damaged() {
    for body in ["<row r=\"x\"/>", "<row r=\"99999999999\"/>", "<c r=\"1A\"/>", "<row r=\"1"] {
        assert!(structure(body).is_err(), "{body}");
    }
}
