//! The host's clock and this machine's.

use chrono::DateTime;

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::evidence::{Capture, Made};

/// The most minutes that the host's clock and this machine's may differ.
const MOST_MINUTES: i64 = 10;

/// A moment that nobody can rely on is told; the host's own stands in the picture beside.
pub(super) fn warn_of_skew(capture: &Capture, report: &mut Report) {
    let Made::Live { server_date: Some(date), .. } = &capture.made else { return };
    let Ok(there) = DateTime::parse_from_rfc2822(date) else { return };
    let minutes = (there - capture.moment).num_minutes();
    if minutes.abs() > MOST_MINUTES {
        let problem = format!("这台电脑的时钟与网站服务器相差 {} 分钟（服务器：{date}）。", minutes.abs());
        let found = Diagnostic::warning(Code::ClockSkew, Location::default(), problem);
        report.push(found.help("请校准这台电脑的时钟后重新截图；服务器的时间已经写在图上。"));
    }
}
