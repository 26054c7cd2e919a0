//! What a child may use. The system holds it to that, whatever the parser does.

use std::io;
use std::process::ExitStatus;

/// Memory: 1 GiB.
#[cfg(unix)]
const MEMORY: u64 = 1 << 30;
/// Processor time, in seconds.
#[cfg(unix)]
const SECONDS: u64 = 10;

/// Limits this process for good. A tighter limit that is in force already stays.
#[cfg(unix)]
pub(super) fn set() -> io::Result<()> {
    use rlimit::Resource;

    let mut limits =
        vec![(Resource::AS, MEMORY), (Resource::DATA, MEMORY), (Resource::CPU, SECONDS), (Resource::CORE, 0)];
    limits.retain(|(resource, _)| resource.is_supported());
    for (resource, most) in limits {
        let (soft, hard) = resource.get()?;
        // The hard limit of time is a second later: the signal at the soft one tells why the child ended.
        resource.set(soft.min(most), hard.min(most + 1))?;
    }
    Ok(())
}

/// Other systems have no such limits; the parent's clock has to do.
#[cfg(not(unix))]
pub(super) fn set() -> io::Result<()> {
    Ok(())
}

/// Whether a child ended because its processor time was used up.
#[cfg(unix)]
pub(super) fn is_out_of_time(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;

    /// The same number on every Unix.
    const SIGXCPU: i32 = 24;
    status.signal() == Some(SIGXCPU)
}

/// Other systems do not say.
#[cfg(not(unix))]
pub(super) fn is_out_of_time(_status: ExitStatus) -> bool {
    false
}
