use super::*;
use crate::source::{Isolation, Part, stream};

fn refused(program: &str, bytes: &[u8]) -> String {
    let mut report = Report::default();
    let file = InputFile { path: "content/sources/a.xlsx".to_owned(), bytes: bytes.to_vec() };
    let isolation = Isolation::Child(program.into());
    stream(file, &isolation, &mut report, |_: Part, _| {}).unwrap_err();
    report.sorted()[0].to_string()
}

#[test]
fn a_child_that_cannot_start_is_a_finding() {
    let said = refused("/nowhere/gongshi", b"PK\x03\x04");
    assert!(said.contains("workbook") && said.contains("content/sources/a.xlsx") && said.contains("子进程"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_child_that_says_nothing_or_nonsense_is_a_finding() {
    for program in ["/bin/true", "/bin/false", "/bin/echo"] {
        let said = refused(program, &[b"PK\x03\x04".as_slice(), &[0; 1 << 20]].concat());
        assert!(said.contains("workbook") && said.contains("中途出错"), "{program}: {said}");
    }
}
