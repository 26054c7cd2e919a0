//! What a program said, and how it ended.

use std::process::Output;

/// A program that has ended. Its methods read as sentences and fail the test when they are not true.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// Its exit code; none when a signal ended it.
    pub(crate) status: Option<i32>,
    /// What it wrote to standard output.
    pub(crate) stdout: String,
    /// What it wrote to standard error.
    pub(crate) stderr: String,
}

impl Outcome {
    /// Takes what a program said. The place of its site, which differs from run to run, reads `SITE`.
    pub(crate) fn new(output: &Output, site: &str) -> Self {
        let text = |bytes: &[u8]| {
            let text = std::str::from_utf8(bytes).expect("the program writes UTF-8");
            if site.is_empty() { text.to_owned() } else { text.replace(site, "SITE") }
        };
        Self { status: output.status.code(), stdout: text(&output.stdout), stderr: text(&output.stderr) }
    }

    /// Everything it said.
    pub(crate) fn all(&self) -> String {
        format!("{}{}", self.stdout, self.stderr)
    }

    /// It ended well.
    #[track_caller]
    pub(crate) fn succeeds(self) -> Self {
        self.fails(0)
    }

    /// It ended with an exit code.
    #[track_caller]
    pub(crate) fn fails(self, code: i32) -> Self {
        assert_eq!(self.status, Some(code), "it said:\n{}", self.all());
        self
    }

    /// It said something.
    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(self.all().contains(text), "“{text}” is not in what it said:\n{}", self.all());
        self
    }

    /// It did not say something.
    #[track_caller]
    pub(crate) fn says_nothing_of(self, secret: &str) -> Self {
        let said = self.all();
        let line = said.lines().find(|line| line.contains(secret));
        assert!(line.is_none(), "“{secret}” is in what it said: {line:?}");
        self
    }
}
