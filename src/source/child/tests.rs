use super::*;
use crate::source::{Isolation, Part, stream};

fn refused(program: &str, bytes: &[u8]) -> String {
    let mut report = Report::default();
    let file = InputFile { path: "content/sources/a.xlsx".to_owned(), bytes: bytes.to_vec() };
    let isolation = Isolation::Child(program.into());
    stream(file, &isolation, &mut report, |_: Part, _| None).unwrap_err();
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

#[cfg(unix)]
#[test]
fn a_child_that_refuses_without_a_reason_is_a_finding() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("child");
    #[expect(clippy::disallowed_methods, reason = "a test's own program")]
    {
        // Nothing but the frame `REFUSED`, after the whole question.
        let script = "#!/bin/sh\ncat >/dev/null\nprintf 'gongshi\\001\\005\\000\\000\\000\\000'\n";
        std::fs::write(&program, script).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).unwrap();
    }
    let mut report = Report::default();
    report.push(Diagnostic::error(Code::Money, Location::file("content/sources/b.csv"), "别的文件的错误。"));
    let file = InputFile { path: "content/sources/a.xlsx".to_owned(), bytes: b"PK\x03\x04".to_vec() };
    stream(file, &Isolation::Child(program), &mut report, |_: Part, _| None).unwrap_err();
    assert_eq!(report.sorted()[0].location.file.as_deref(), Some("content/sources/a.xlsx"));
}
