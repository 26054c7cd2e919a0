//! The system calls that change anything on a disk, as `strace` tells and disturbs them.

use std::collections::BTreeMap;

/// Every call by which a program changes what is on a disk, or makes it last, or speaks. Of those that open a file,
/// only the ones that may write count.
pub(super) const CHANGING: &str = "write,pwrite64,writev,pwritev,pwritev2,fsync,fdatasync,syncfs,sync_file_range,rename,\
    renameat,renameat2,mkdir,mkdirat,unlink,unlinkat,rmdir,link,linkat,symlink,symlinkat,truncate,ftruncate,fallocate,\
    chmod,fchmod,fchmodat,utimensat,copy_file_range,sendfile,open,openat,creat,flock";

/// One call: the `number`-th of its name in the program's run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Call {
    pub(super) name: String,
    pub(super) number: usize,
}

/// What happens at a call instead of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Harm {
    /// The program is killed on its way into the call.
    Killed,
    /// The disk is broken.
    InputOutputError,
    /// The disk is full.
    NoSpace,
}

impl Harm {
    pub(super) const ALL: [Self; 3] = [Self::Killed, Self::InputOutputError, Self::NoSpace];

    /// The words for `strace -e inject`.
    pub(super) fn at(self, call: &Call) -> String {
        let harm = match self {
            Self::Killed => "signal=KILL",
            Self::InputOutputError => "error=EIO",
            Self::NoSpace => "error=ENOSPC",
        };
        format!("inject={}:{harm}:when={}", call.name, call.number)
    }
}

/// Reads the output of `strace -f`; the program must be one process with one thread, or the numbers mean nothing.
pub(super) fn read(trace: &str) -> Vec<Call> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut calls, mut process) = (Vec::new(), None);
    for line in trace.lines() {
        let (of, line) = line.split_once(' ').expect("process and call");
        let Some((name, rest)) = line.trim_start().split_once('(').filter(|(name, _)| !name.contains(' ')) else {
            continue;
        };
        assert_eq!(*process.get_or_insert(of), of, "one process");
        let count = counts.entry(name).or_default();
        *count += 1;
        let opens = name.starts_with("open");
        if !opens || ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"].iter().any(|flag| rest.contains(flag)) {
            calls.push(Call { name: name.to_owned(), number: *count });
        }
    }
    calls
}

#[test]
fn calls_are_counted_by_their_names() {
    let trace = "7 openat(3, \"a\", O_RDONLY) = 3\n7 openat(3, \"b\", O_WRONLY|O_CREAT) = 4\n7  write(4, \"x(\", 2) = 2\n\
                 7 +++ exited with 0 +++\n";
    let call = |name: &str, number| Call { name: name.to_owned(), number };
    assert_eq!(read(trace), [call("openat", 2), call("write", 1)]);
}
