//! Files that are made to bring a reader down, each put into a site and met by the real program with 1 GiB of memory:
//! refused within ten seconds, by name, and the other files' findings still come.
//!
//! A new bomb is one entry of [`BOMBS`].

use std::io::{Cursor, Read, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use gongshi::diagnostic::Report;
use gongshi::folder::InputFile;
use gongshi::source::{self, Isolation};
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::support::{Outcome, Site, repository};

/// When a run is ended and the bomb has won.
const DEADLINE: Duration = Duration::from_secs(10);
/// What the program and its children may have of memory, in KiB.
const MEMORY: &str = "1048576";

/// The file that goes off, without its ending.
const BOMB: &str = "content/sources/projects/gaoxin";
/// A file with a finding of its own.
const OTHER: &str = "content/sources/occupations/city.csv";

/// What a bomb does, its ending, and what it is made of.
type Bomb = (&'static str, &'static str, fn() -> Vec<u8>);

/// All bombs.
const BOMBS: &[Bomb] = &[
    ("one cell in the farthest corner", "xlsx", far_corner),
    ("one cell in the farthest column", "xlsx", far_column),
    ("a cell below the last row", "xlsx", below_the_last_row),
    ("a cell whose row overflows", "xlsx", || {
        in_sheet("<sheetData><row r=\"1\"><c r=\"A99999999999\"><v>1</v></c></row></sheetData>")
    }),
    ("a column of many letters", "xlsx", || {
        in_sheet("<sheetData><row r=\"1\"><c r=\"ZZZZZZZZZZZZ1\"><v>1</v></c></row></sheetData>")
    }),
    ("one long shared text in every cell", "xlsx", shared_amplification),
    ("a count of shared texts without end", "xlsx", lying_string_count),
    ("a count of shared texts behind a long comment", "xlsx", lying_string_count_behind_a_comment),
    ("a dimension that runs backwards", "xlsx", || in_sheet("<dimension ref=\"XFD1048576:A1\"/><sheetData/>")),
    ("a dimension of the whole sheet and one far cell", "xlsx", lying_dimension),
    ("a sheet that unpacks to gigabytes", "xlsx", zip_bomb_sheet),
    ("shared texts that unpack to gigabytes", "xlsx", zip_bomb_strings),
    ("styles that unpack to gigabytes", "xlsx", zip_bomb_styles),
    ("the same sheet with a lie about its size", "xlsx", || lying(zip_bomb_sheet())),
    ("the same shared texts with a lie about their size", "xlsx", || lying(zip_bomb_strings())),
    ("the same styles with a lie about their size", "xlsx", || lying(zip_bomb_styles())),
    ("a zip of zips of zips", "xlsx", nested_zips),
    ("a hundred thousand entries", "xlsx", many_entries),
    ("billion laughs in the sheet", "xlsx", billion_laughs),
    ("billion laughs in the shared texts", "xlsx", billion_laughs_in_strings),
    ("an external entity", "xlsx", external_entity),
    ("elements nested a million deep", "xlsx", deep_nesting),
    ("an attribute of thirty megabytes", "xlsx", huge_attribute),
    ("a tag with a million attributes", "xlsx", many_attributes),
    ("a text of thirty megabytes in one cell", "xlsx", huge_text),
    ("a million merged ranges", "xlsx", many_merges),
    ("merged ranges that all overlap", "xlsx", overlapping_merges),
    ("a million hidden ranges out of order", "xlsx", hidden_ranges),
    ("a million columns, each hidden to the end", "xlsx", many_columns),
    ("rows that come back again and again", "xlsx", repeated_rows),
    ("cells without end in one row", "xlsx", endless_row),
    ("a million formulas without results", "xlsx", scattered_formulas),
    ("ten thousand sheets", "xlsx", many_sheets),
    ("one big sheet under many names", "xlsx", one_sheet_many_names),
    ("a million formats", "xlsx", giant_styles),
    ("a million relationships", "xlsx", many_relationships),
    ("a row of content repeated for ever", "ods", || ods("table:number-rows-repeated=\"4294967295\"", "", "x")),
    ("a cell of content repeated for ever", "ods", || ods("", "table:number-columns-repeated=\"4294967295\"", "x")),
    ("a blank repeated for ever", "ods", || ods("", "", "x<text:s text:c=\"4294967295\"/>")),
    ("rows of one text up to the last", "ods", || {
        ods("table:number-rows-repeated=\"1048576\"", "table:number-columns-repeated=\"200\"", "long text")
    }),
    ("billion laughs in an .ods", "ods", ods_laughs),
    ("an .ods that unpacks to gigabytes", "ods", ods_zip_bomb),
    ("the same .ods with a lie about its size", "ods", || lying(ods_zip_bomb())),
    ("tables in tables in tables", "ods", ods_nested),
    ("a table of sectors that runs in a circle", "xls", circular_fat),
    ("a directory that runs in a circle", "xls", circular_directory),
    ("a sheet of four billion rows", "xls", lying_xls_dimensions),
    ("a cell in each corner", "xls", corners_of_an_xls),
    ("a header and nothing else", "xls", || XLS[..600].to_vec()),
    ("quotes that never close", "csv", || [b"a,b\n".as_slice(), "\"x,y\n".repeat(2_000_000).as_bytes()].concat()),
    ("many commas in a line", "csv", || [",".repeat(100_000), "x\n".to_owned()].concat().repeat(30).into_bytes()),
    ("one line of commas", "csv", || [b"x".as_slice(), &vec![b','; 60 << 20], b"x"].concat()),
];

const XLS: &[u8] = include_bytes!("fixtures/workbooks/list.xls");

#[test]
fn every_bomb_is_refused_in_time_and_in_memory() {
    let wrong: Vec<String> = BOMBS.iter().filter_map(|(name, ending, make)| went_off(name, ending, &make())).collect();
    assert!(wrong.is_empty(), "{} of {} bombs went off:\n\n{}", wrong.len(), BOMBS.len(), wrong.join("\n\n"));
}

/// What is wrong with the way a bomb was met.
fn went_off(name: &str, ending: &str, bytes: &[u8]) -> Option<String> {
    let file = format!("{BOMB}.{ending}");
    let site =
        Site::base().without(&format!("{BOMB}.csv")).with_file(OTHER, "没有,表头\n一,二\n").with_file(&file, bytes);
    let begun = Instant::now();
    let Some(outcome) = check(&site) else { return Some(format!("{name}: not refused in {DEADLINE:?}")) };
    let is_named = |found: &str, file: &str| {
        found.contains("\"severity\":\"error\"") && found.contains(&format!("\"file\":\"{file}\""))
    };
    let is_met = outcome.status == Some(1)
        && [&*file, OTHER].iter().all(|file| outcome.stdout.lines().any(|found| is_named(found, file)));
    if std::env::var_os("GONGSHI_BOMBS_SHOW").is_some() {
        let said = outcome.stdout.lines().find(|found| is_named(found, &file)).unwrap_or_default();
        println!("{:>6} ms {:>9} bytes  {name}: {said}", begun.elapsed().as_millis(), bytes.len());
    }
    (!is_met).then(|| format!("{name}: {:?}\n{}", outcome.status, outcome.all()))
}

/// Runs `gongshi check` within the limits; none if it has to be killed.
pub(crate) fn check(site: &Site) -> Option<Outcome> {
    let mut limited = Command::new("sh");
    let mut run = limited
        .args(["-c", "ulimit -v \"$1\" && exec \"$2\" check --date 2021-04-28 --format json", "sh", MEMORY])
        .arg(site.program().get_program())
        .env_clear()
        .current_dir(site.path(""))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a shell starts");
    let begun = Instant::now();
    // Findings of a few files fit into a pipe: nobody waits for the other.
    while run.try_wait().unwrap().is_none() {
        if begun.elapsed() > DEADLINE {
            run.kill().unwrap();
            run.wait().unwrap();
            return None;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    Some(Outcome::new(&run.wait_with_output().unwrap(), site.path("").to_str().unwrap()))
}

/// A workbook of one sheet.
fn made(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

/// A package with parts replaced or added; `put` writes what is in them.
fn altered(bytes: &[u8], parts: &[&str], put: impl Fn(&str, &mut dyn Write)) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut part = old.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        if !parts.contains(&name.as_str()) {
            new.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            new.write_all(&content).unwrap();
        }
    }
    for part in parts {
        new.start_file(*part, SimpleFileOptions::default()).unwrap();
        put(part, &mut new);
    }
    new.finish().unwrap().into_inner()
}

fn part(name: &str, put: impl Fn(&mut dyn Write)) -> Vec<u8> {
    let book = made(|sheet| {
        sheet.write(0, 0, "县(市、区)").unwrap().write(1, 0, "示例").unwrap();
    });
    altered(&book, &[name], |_, to| put(to))
}

const SHEET: &str = "xl/worksheets/sheet1.xml";
const STRINGS: &str = "xl/sharedStrings.xml";

fn sheet(put: impl Fn(&mut dyn Write)) -> Vec<u8> {
    part(SHEET, |to| {
        text(to, "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
        put(to);
        text(to, "</worksheet>");
    })
}

fn in_sheet(body: &str) -> Vec<u8> {
    sheet(|to| text(to, body))
}

fn strings(put: impl Fn(&mut dyn Write)) -> Vec<u8> {
    part(STRINGS, put)
}

fn text(to: &mut dyn Write, text: &str) {
    to.write_all(text.as_bytes()).unwrap();
}

/// The same text so many times.
fn times(to: &mut dyn Write, count: usize, text: &str) {
    let block = text.repeat((1 << 16) / text.len() + 1);
    let in_block = block.len() / text.len();
    (0..count / in_block).for_each(|_| to.write_all(block.as_bytes()).unwrap());
    (0..count % in_block).for_each(|_| to.write_all(text.as_bytes()).unwrap());
}

fn far_corner() -> Vec<u8> {
    made(|sheet| {
        sheet.write(1_048_575, 16_383, "示例").unwrap();
    })
}

fn far_column() -> Vec<u8> {
    made(|sheet| {
        sheet.write(0, 16_383, "示例").unwrap();
    })
}

fn below_the_last_row() -> Vec<u8> {
    in_sheet("<sheetData><row r=\"1048577\"><c r=\"A1048577\"><v>1</v></c></row></sheetData>")
}

fn shared_amplification() -> Vec<u8> {
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

fn lying_string_count() -> Vec<u8> {
    strings(|to| text(to, "<sst uniqueCount=\"99999999999\"><si><t>x</t></si></sst>"))
}

fn lying_string_count_behind_a_comment() -> Vec<u8> {
    strings(|to| {
        text(to, &format!("<!--{}--><sst uniqueCount=\"99999999999\"><si><t>x</t></si></sst>", "x".repeat(200_000)));
    })
}

fn lying_dimension() -> Vec<u8> {
    in_sheet(
        "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>",
    )
}

fn zip_bomb_sheet() -> Vec<u8> {
    sheet(|to| {
        text(to, "<sheetData>");
        times(to, 100_000_000, "<row></row><!-- -->");
        text(to, "</sheetData>");
    })
}

fn zip_bomb_strings() -> Vec<u8> {
    strings(|to| {
        text(to, "<sst>");
        times(to, 50_000_000, "<si><t>aaaa</t></si>");
        text(to, "</sst>");
    })
}

fn zip_bomb_styles() -> Vec<u8> {
    part("xl/styles.xml", |to| {
        text(to, "<styleSheet><cellXfs>");
        times(to, 50_000_000, "<xf numFmtId=\"0\"/>");
        text(to, "</cellXfs></styleSheet>");
    })
}

/// The same package, whose directory says that everything in it is tiny.
fn lying(mut package: Vec<u8>) -> Vec<u8> {
    let entries: Vec<_> = package.windows(4).enumerate().filter(|(_, four)| four == b"PK\x01\x02").collect();
    let places: Vec<usize> = entries.into_iter().map(|(at, _)| at).collect();
    for at in places {
        package[at + 24..at + 28].copy_from_slice(&100_u32.to_le_bytes());
    }
    package
}

fn nested_zips() -> Vec<u8> {
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

fn many_entries() -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..100_000 {
        zip.start_file(format!("xl/{index}"), SimpleFileOptions::default()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn laughs() -> String {
    let ten = |from: &str| format!("&{from};").repeat(10);
    let entities = (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", ten(&format!("l{}", n - 1))));
    format!("<!DOCTYPE x [<!ENTITY l0 \"lol\">{}]>", entities.collect::<String>())
}

fn billion_laughs() -> Vec<u8> {
    part(SHEET, |to| {
        text(to, &laughs());
        text(
            to,
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>&l9;</v></c></row></sheetData></worksheet>",
        );
    })
}

fn billion_laughs_in_strings() -> Vec<u8> {
    strings(|to| text(to, &format!("{}<sst><si><t>&l9;</t></si><si><t>&l9;</t></si></sst>", laughs())))
}

fn external_entity() -> Vec<u8> {
    part(SHEET, |to| {
        text(to, "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><worksheet><sheetData><row r=\"1\">");
        text(to, "<c r=\"A1\" t=\"str\"><v>&e;</v></c></row></sheetData></worksheet>");
    })
}

fn deep_nesting() -> Vec<u8> {
    sheet(|to| times(to, 1_000_000, "<x>"))
}

fn huge_attribute() -> Vec<u8> {
    sheet(|to| {
        text(to, "<sheetData><row r=\"1\" spans=\"");
        times(to, 30 << 20, "1");
        text(to, "\"/></sheetData>");
    })
}

fn many_attributes() -> Vec<u8> {
    sheet(|to| {
        text(to, "<sheetData><row ");
        (0..1_000_000).for_each(|n| text(to, &format!("a{n}=\"\" ")));
        text(to, "><c r=\"A1\"><v>1</v></c></row></sheetData>");
    })
}

fn huge_text() -> Vec<u8> {
    sheet(|to| {
        text(to, "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>");
        times(to, 30 << 20, "x");
        text(to, "</t></is></c></row></sheetData>");
    })
}

fn many_merges() -> Vec<u8> {
    sheet(|to| {
        text(to, "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData><mergeCells>");
        (1..1_000_000).for_each(|row| text(to, &format!("<mergeCell ref=\"A{row}:B{row}\"/>")));
        text(to, "</mergeCells>");
    })
}

fn overlapping_merges() -> Vec<u8> {
    sheet(|to| {
        text(to, "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData><mergeCells>");
        (1..90_000).for_each(|row| text(to, &format!("<mergeCell ref=\"A{row}:XFD1048576\"/>")));
        text(to, "</mergeCells>");
    })
}

fn hidden_ranges() -> Vec<u8> {
    sheet(|to| {
        text(to, "<sheetData>");
        (1..1_000_000).rev().for_each(|row| text(to, &format!("<row r=\"{}\" hidden=\"1\"/>", row * 2)));
        text(to, "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row></sheetData>");
    })
}

fn many_columns() -> Vec<u8> {
    sheet(|to| {
        text(to, "<cols>");
        (0..1_000_000).for_each(|n| text(to, &format!("<col min=\"{}\" max=\"16384\" hidden=\"1\"/>", n % 3 + 1)));
        text(to, "</cols><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>");
    })
}

fn repeated_rows() -> Vec<u8> {
    sheet(|to| {
        text(to, "<sheetData>");
        times(to, 1_000_000, "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
        text(to, "</sheetData>");
    })
}

fn endless_row() -> Vec<u8> {
    sheet(|to| {
        text(to, "<sheetData><row>");
        times(to, 2_000_000, "<c><v>1</v></c>");
        text(to, "</row></sheetData>");
    })
}

fn scattered_formulas() -> Vec<u8> {
    sheet(|to| {
        text(to, "<sheetData>");
        for row in 1..=500_000 {
            text(to, &format!("<row r=\"{0}\"><c r=\"A{0}\"><f>1</f></c></row>", row * 2));
        }
        text(to, "</sheetData>");
    })
}

fn many_sheets() -> Vec<u8> {
    workbook_of(10_001, "<sheetData/>")
}

fn one_sheet_many_names() -> Vec<u8> {
    workbook_of(1_000, &format!("<sheetData>{}</sheetData>", "<row></row>".repeat(1_000_000)))
}

/// A workbook whose sheets are all the same part.
fn workbook_of(sheets: usize, body: &str) -> Vec<u8> {
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

fn giant_styles() -> Vec<u8> {
    part("xl/styles.xml", |to| {
        text(to, "<styleSheet><numFmts>");
        (200..1_000_000).for_each(|n| text(to, &format!("<numFmt numFmtId=\"{n}\" formatCode=\"0.{n}\"/>")));
        text(to, "</numFmts></styleSheet>");
    })
}

fn many_relationships() -> Vec<u8> {
    part("xl/_rels/workbook.xml.rels", |to| {
        text(to, "<Relationships>");
        (0..1_000_000).for_each(|n| text(to, &format!("<Relationship Id=\"rId{n}\" Type=\"x\" Target=\"y\"/>")));
        text(to, "</Relationships>");
    })
}

const ODS_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

fn ods_of(put: impl Fn(&mut dyn Write)) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("mimetype", stored).unwrap();
    zip.write_all(ODS_TYPE.as_bytes()).unwrap();
    zip.start_file("META-INF/manifest.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(b"<manifest:manifest/>").unwrap();
    zip.start_file("content.xml", SimpleFileOptions::default()).unwrap();
    put(&mut zip);
    zip.finish().unwrap().into_inner()
}

fn ods(row: &str, cell: &str, content: &str) -> Vec<u8> {
    ods_of(|to| {
        text(to, "<office:spreadsheet><table:table table:name=\"a\">");
        text(to, &format!("<table:table-row {row}><table:table-cell office:value-type=\"string\" {cell}>"));
        text(to, &format!("<text:p>{content}</text:p></table:table-cell></table:table-row>"));
        text(to, "</table:table></office:spreadsheet>");
    })
}

fn ods_laughs() -> Vec<u8> {
    ods_of(|to| {
        text(to, &laughs());
        text(to, "<table:table table:name=\"a\"><table:table-row><table:table-cell><text:p>&l9;</text:p>");
        text(to, "</table:table-cell></table:table-row></table:table>");
    })
}

fn ods_zip_bomb() -> Vec<u8> {
    ods_of(|to| {
        text(to, "<table:table table:name=\"a\">");
        times(to, 50_000_000, "<table:table-row></table:table-row>");
        text(to, "</table:table>");
    })
}

fn ods_nested() -> Vec<u8> {
    let cell = "<table:table table:name=\"a\"><table:table-row><table:table-cell>";
    ods_of(|to| times(to, 300_000, cell))
}

/// Four bytes of the header of the `.xls`, as a number.
fn header(at: usize) -> u32 {
    u32::from_le_bytes(XLS[at..at + 4].try_into().unwrap())
}

fn circular_fat() -> Vec<u8> {
    let mut bytes = XLS.to_vec();
    // The chain that lists more sectors of the table begins with itself.
    let table = header(76);
    bytes[68..72].copy_from_slice(&table.to_le_bytes());
    let at = (table as usize + 1) * 512 + 508;
    bytes[at..at + 4].copy_from_slice(&table.to_le_bytes());
    bytes
}

fn circular_directory() -> Vec<u8> {
    let mut bytes = XLS.to_vec();
    let (directory, table) = (header(48), header(76) as usize);
    let link = (table + 1) * 512 + directory as usize * 4;
    bytes[link..link + 4].copy_from_slice(&directory.to_le_bytes());
    bytes
}

/// The place of a record of the `.xls`, by its kind and length.
fn record(start: [u8; 4]) -> usize {
    XLS.windows(4).position(|window| window == start).unwrap()
}

fn lying_xls_dimensions() -> Vec<u8> {
    let mut bytes = XLS.to_vec();
    let at = record([0x00, 0x02, 0x0e, 0x00]);
    bytes[at + 8..at + 12].copy_from_slice(&[0xff; 4]);
    bytes
}

fn corners_of_an_xls() -> Vec<u8> {
    let mut bytes = XLS.to_vec();
    // A text cell moves to the last row and column.
    let at = record([0xfd, 0x00, 0x0a, 0x00]);
    bytes[at + 4..at + 8].copy_from_slice(&[0xff, 0xff, 0xff, 0x00]);
    bytes
}

#[test]
fn formatted_cells_far_away_are_no_bomb() {
    let bytes = made(|sheet| {
        sheet.write(0, 0, "示例").unwrap();
        sheet.write_blank(1_048_575, 16_383, &Format::new().set_bold()).unwrap();
    });
    let site = Site::base().without(&format!("{BOMB}.csv")).with_file(&format!("{BOMB}.xlsx"), bytes);
    let outcome = check(&site).expect("it ends in time");
    assert!(outcome.stdout.contains("no-heading") && !outcome.stdout.contains("\"workbook\""), "{}", outcome.stdout);
}

#[test]
fn a_child_reads_what_this_process_reads() {
    let fixtures = repository("tests/fixtures/workbooks");
    for name in ["list.xlsx", "list.xls", "list.ods"] {
        let bytes = std::fs::read(fixtures.join(name)).unwrap();
        let read = |isolation: Isolation| {
            let mut report = Report::default();
            let file = InputFile { path: name.to_owned(), bytes: bytes.clone() };
            (source::read(file, &isolation, &mut report), report)
        };
        let child = Isolation::Child(env!("CARGO_BIN_EXE_gongshi").into());
        assert_eq!(read(child), read(Isolation::None), "{name}");
    }
}
