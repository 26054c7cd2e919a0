//! Bombs in `.xlsx`.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::package::{SHEET, altered, in_sheet, laughs, made, part, sheet, strings, text, times};

pub(super) fn far_corner() -> Vec<u8> {
    made(|sheet| {
        sheet.write(1_048_575, 16_383, "示例").unwrap();
    })
}

pub(super) fn far_column() -> Vec<u8> {
    made(|sheet| {
        sheet.write(0, 16_383, "示例").unwrap();
    })
}

pub(super) fn below_the_last_row() -> Vec<u8> {
    in_sheet("<sheetData><row r=\"1048577\"><c r=\"A1048577\"><v>1</v></c></row></sheetData>")
}

pub(super) fn shared_amplification() -> Vec<u8> {
    let long = "长".repeat(32_767);
    let book = strings(|to| text(to, &format!("<sst uniqueCount=\"1\"><si><t>{long}</t></si></sst>")));
    altered(&book, &[SHEET], |_, to| {
        text(to, "<worksheet><sheetData>");
        for row in 1..=100_000 {
            text(to, &format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>"));
        }
        text(to, "</sheetData></worksheet>");
    })
}

pub(super) fn lying_string_count() -> Vec<u8> {
    strings(|to| text(to, "<sst uniqueCount=\"99999999999\"><si><t>x</t></si></sst>"))
}

pub(super) fn lying_string_count_behind_a_comment() -> Vec<u8> {
    strings(|to| {
        text(to, &format!("<!--{}--><sst uniqueCount=\"99999999999\"><si><t>x</t></si></sst>", "x".repeat(200_000)));
    })
}

pub(super) fn lying_dimension() -> Vec<u8> {
    in_sheet(
        "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>",
    )
}

pub(super) fn zip_bomb_sheet() -> Vec<u8> {
    sheet(|to| {
        text(to, "<sheetData>");
        times(to, 100_000_000, "<row></row><!-- -->");
        text(to, "</sheetData>");
    })
}

pub(super) fn zip_bomb_strings() -> Vec<u8> {
    strings(|to| {
        text(to, "<sst>");
        times(to, 50_000_000, "<si><t>aaaa</t></si>");
        text(to, "</sst>");
    })
}

pub(super) fn zip_bomb_styles() -> Vec<u8> {
    part("xl/styles.xml", |to| {
        text(to, "<styleSheet><cellXfs>");
        times(to, 50_000_000, "<xf numFmtId=\"0\"/>");
        text(to, "</cellXfs></styleSheet>");
    })
}

pub(super) fn nested_zips() -> Vec<u8> {
    let mut inner = vec![0; 32 << 20];
    for _ in 0..4 {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for copy in 0..20 {
            zip.start_file(format!("{copy}.zip"), SimpleFileOptions::default()).unwrap();
            zip.write_all(&inner).unwrap();
        }
        inner = zip.finish().unwrap().into_inner();
    }
    inner
}

pub(super) fn many_entries() -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..100_000 {
        zip.start_file(format!("xl/{index}"), SimpleFileOptions::default()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub(super) fn billion_laughs() -> Vec<u8> {
    part(SHEET, |to| {
        text(to, &laughs());
        text(
            to,
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>&l9;</v></c></row></sheetData></worksheet>",
        );
    })
}

pub(super) fn billion_laughs_in_strings() -> Vec<u8> {
    strings(|to| text(to, &format!("{}<sst><si><t>&l9;</t></si><si><t>&l9;</t></si></sst>", laughs())))
}

pub(super) fn external_entity() -> Vec<u8> {
    part(SHEET, |to| {
        text(to, "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><worksheet><sheetData><row r=\"1\">");
        text(to, "<c r=\"A1\" t=\"str\"><v>&e;</v></c></row></sheetData></worksheet>");
    })
}

pub(super) fn deep_nesting() -> Vec<u8> {
    sheet(|to| times(to, 1_000_000, "<x>"))
}

pub(super) fn huge_attribute() -> Vec<u8> {
    sheet(|to| {
        text(to, "<sheetData><row r=\"1\" spans=\"");
        times(to, 30 << 20, "1");
        text(to, "\"/></sheetData>");
    })
}

pub(super) fn many_attributes() -> Vec<u8> {
    sheet(|to| {
        text(to, "<sheetData><row ");
        (0..1_000_000).for_each(|n| text(to, &format!("a{n}=\"\" ")));
        text(to, "><c r=\"A1\"><v>1</v></c></row></sheetData>");
    })
}

pub(super) fn huge_text() -> Vec<u8> {
    sheet(|to| {
        text(to, "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>");
        times(to, 30 << 20, "x");
        text(to, "</t></is></c></row></sheetData>");
    })
}

pub(super) fn many_merges() -> Vec<u8> {
    sheet(|to| {
        text(to, "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData><mergeCells>");
        (1..1_000_000).for_each(|row| text(to, &format!("<mergeCell ref=\"A{row}:B{row}\"/>")));
        text(to, "</mergeCells>");
    })
}

pub(super) fn overlapping_merges() -> Vec<u8> {
    sheet(|to| {
        text(to, "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData><mergeCells>");
        (1..90_000).for_each(|row| text(to, &format!("<mergeCell ref=\"A{row}:XFD1048576\"/>")));
        text(to, "</mergeCells>");
    })
}

pub(super) fn hidden_ranges() -> Vec<u8> {
    sheet(|to| {
        text(to, "<sheetData>");
        (1..1_000_000).rev().for_each(|row| text(to, &format!("<row r=\"{}\" hidden=\"1\"/>", row * 2)));
        text(to, "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row></sheetData>");
    })
}

pub(super) fn many_columns() -> Vec<u8> {
    sheet(|to| {
        text(to, "<cols>");
        (0..1_000_000).for_each(|n| text(to, &format!("<col min=\"{}\" max=\"16384\" hidden=\"1\"/>", n % 3 + 1)));
        text(to, "</cols><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>");
    })
}

pub(super) fn repeated_rows() -> Vec<u8> {
    sheet(|to| {
        text(to, "<sheetData>");
        times(to, 1_000_000, "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
        text(to, "</sheetData>");
    })
}

pub(super) fn endless_row() -> Vec<u8> {
    sheet(|to| {
        text(to, "<sheetData><row>");
        times(to, 2_000_000, "<c><v>1</v></c>");
        text(to, "</row></sheetData>");
    })
}

pub(super) fn scattered_formulas() -> Vec<u8> {
    sheet(|to| {
        text(to, "<sheetData>");
        for row in 1..=500_000 {
            text(to, &format!("<row r=\"{0}\"><c r=\"A{0}\"><f>1</f></c></row>", row * 2));
        }
        text(to, "</sheetData>");
    })
}

pub(super) fn many_sheets() -> Vec<u8> {
    workbook_of(10_001, "<sheetData/>")
}

pub(super) fn one_sheet_many_names() -> Vec<u8> {
    workbook_of(1_000, &format!("<sheetData>{}</sheetData>", "<row></row>".repeat(1_000_000)))
}

/// A workbook whose sheets are all the same part.
pub(super) fn workbook_of(sheets: usize, body: &str) -> Vec<u8> {
    let parts = ["xl/workbook.xml", SHEET];
    let book = made(|sheet| {
        sheet.write(0, 0, "示例").unwrap();
    });
    altered(&book, &parts, |part, to| {
        if part == SHEET {
            return text(to, &format!("<worksheet>{body}</worksheet>"));
        }
        text(to, "<workbook><sheets>");
        (0..sheets).for_each(|n| text(to, &format!("<sheet name=\"s{n}\" sheetId=\"{n}\" r:id=\"rId1\"/>")));
        text(to, "</sheets></workbook>");
    })
}

pub(super) fn giant_styles() -> Vec<u8> {
    part("xl/styles.xml", |to| {
        text(to, "<styleSheet><numFmts>");
        (200..1_000_000).for_each(|n| text(to, &format!("<numFmt numFmtId=\"{n}\" formatCode=\"0.{n}\"/>")));
        text(to, "</numFmts></styleSheet>");
    })
}

pub(super) fn many_relationships() -> Vec<u8> {
    part("xl/_rels/workbook.xml.rels", |to| {
        text(to, "<Relationships>");
        (0..1_000_000).for_each(|n| text(to, &format!("<Relationship Id=\"rId{n}\" Type=\"x\" Target=\"y\"/>")));
        text(to, "</Relationships>");
    })
}
