//! Files that are made to bring a reader down, each put into a site and met by the real program with 1 GiB of memory:
//! refused within ten seconds, by name, and the other files' findings still come.
//!
//! A new bomb is one entry of [`BOMBS`].

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use gongshi::diagnostic::Report;
use gongshi::folder::InputFile;
use gongshi::source::{self, Isolation};
use rust_xlsxwriter::Format;

use crate::support::{Outcome, Site, repository};

mod ods;
mod package;
mod xls;
mod xlsx;

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
    ("one cell in the farthest corner", "xlsx", xlsx::far_corner),
    ("one cell in the farthest column", "xlsx", xlsx::far_column),
    ("a cell below the last row", "xlsx", xlsx::below_the_last_row),
    ("a cell whose row overflows", "xlsx", || {
        package::in_sheet("<sheetData><row r=\"1\"><c r=\"A99999999999\"><v>1</v></c></row></sheetData>")
    }),
    ("a column of many letters", "xlsx", || {
        package::in_sheet("<sheetData><row r=\"1\"><c r=\"ZZZZZZZZZZZZ1\"><v>1</v></c></row></sheetData>")
    }),
    ("one long shared text in every cell", "xlsx", xlsx::shared_amplification),
    ("a count of shared texts without end", "xlsx", xlsx::lying_string_count),
    ("a count of shared texts behind a long comment", "xlsx", xlsx::lying_string_count_behind_a_comment),
    ("a dimension that runs backwards", "xlsx", || package::in_sheet("<dimension ref=\"XFD1048576:A1\"/><sheetData/>")),
    ("a dimension of the whole sheet and one far cell", "xlsx", xlsx::lying_dimension),
    ("a sheet that unpacks to gigabytes", "xlsx", xlsx::zip_bomb_sheet),
    ("shared texts that unpack to gigabytes", "xlsx", xlsx::zip_bomb_strings),
    ("styles that unpack to gigabytes", "xlsx", xlsx::zip_bomb_styles),
    ("the same sheet with a lie about its size", "xlsx", || package::lying(xlsx::zip_bomb_sheet())),
    ("the same shared texts with a lie about their size", "xlsx", || package::lying(xlsx::zip_bomb_strings())),
    ("the same styles with a lie about their size", "xlsx", || package::lying(xlsx::zip_bomb_styles())),
    ("a zip of zips of zips", "xlsx", xlsx::nested_zips),
    ("a hundred thousand entries", "xlsx", xlsx::many_entries),
    ("billion laughs in the sheet", "xlsx", xlsx::billion_laughs),
    ("billion laughs in the shared texts", "xlsx", xlsx::billion_laughs_in_strings),
    ("an external entity", "xlsx", xlsx::external_entity),
    ("elements nested a million deep", "xlsx", xlsx::deep_nesting),
    ("an attribute of thirty megabytes", "xlsx", xlsx::huge_attribute),
    ("a tag with a million attributes", "xlsx", xlsx::many_attributes),
    ("a text of thirty megabytes in one cell", "xlsx", xlsx::huge_text),
    ("a million merged ranges", "xlsx", xlsx::many_merges),
    ("merged ranges that all overlap", "xlsx", xlsx::overlapping_merges),
    ("a million hidden ranges out of order", "xlsx", xlsx::hidden_ranges),
    ("a million columns, each hidden to the end", "xlsx", xlsx::many_columns),
    ("rows that come back again and again", "xlsx", xlsx::repeated_rows),
    ("cells without end in one row", "xlsx", xlsx::endless_row),
    ("a million formulas without results", "xlsx", xlsx::scattered_formulas),
    ("ten thousand sheets", "xlsx", xlsx::many_sheets),
    ("one big sheet under many names", "xlsx", xlsx::one_sheet_many_names),
    ("a million formats", "xlsx", xlsx::giant_styles),
    ("a million relationships", "xlsx", xlsx::many_relationships),
    ("a row of content repeated for ever", "ods", || {
        ods::one_cell("table:number-rows-repeated=\"4294967295\"", "", "x")
    }),
    ("a cell of content repeated for ever", "ods", || {
        ods::one_cell("", "table:number-columns-repeated=\"4294967295\"", "x")
    }),
    ("a blank repeated for ever", "ods", || ods::one_cell("", "", "x<text:s text:c=\"4294967295\"/>")),
    ("rows of one text up to the last", "ods", || {
        ods::one_cell("table:number-rows-repeated=\"1048576\"", "table:number-columns-repeated=\"200\"", "long text")
    }),
    ("billion laughs in an .ods", "ods", ods::laughing),
    ("an .ods that unpacks to gigabytes", "ods", ods::zip_bomb),
    ("the same .ods with a lie about its size", "ods", || package::lying(ods::zip_bomb())),
    ("tables in tables in tables", "ods", ods::nested),
    ("a table of sectors that runs in a circle", "xls", xls::circular_fat),
    ("a directory that runs in a circle", "xls", xls::circular_directory),
    ("a sheet of four billion rows", "xls", xls::lying_xls_dimensions),
    ("a cell in each corner", "xls", xls::corners_of_an_xls),
    ("a header and nothing else", "xls", || xls::SOUND[..600].to_vec()),
    ("quotes that never close", "csv", || [b"a,b\n".as_slice(), "\"x,y\n".repeat(2_000_000).as_bytes()].concat()),
    ("many commas in a line", "csv", || [",".repeat(100_000), "x\n".to_owned()].concat().repeat(30).into_bytes()),
    ("one line of commas", "csv", || [b"x".as_slice(), &vec![b','; 60 << 20], b"x"].concat()),
];

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

#[test]
fn formatted_cells_far_away_are_no_bomb() {
    let bytes = package::made(|sheet| {
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
