//! What keeps a capture from being made.

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};

/// Why there is no capture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trouble {
    /// No browser is to be found, or it does not start.
    NoBrowser(String),
    /// The browser fell silent, ended, or refused what it was told.
    Browser(String),
    /// The run was broken off.
    Stopped,
    /// The site has no sheets of a list.
    NoSheets(String),
    /// A sheet is not what it must be.
    NotProved(Vec<Refusal>),
}

/// What a sheet is refused for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The sheet's place on the site, or its address on the host.
    pub(super) sheet: String,
    /// The row of the list, counted from 1; none where it is the sheet itself. Never what stands in it.
    pub(super) row: Option<u64>,
    /// What is wrong, in one sentence.
    pub(super) problem: String,
}

/// The most findings told of one sheet: where one row fails, most others do too.
const MOST: usize = 5;

impl Trouble {
    /// Tells it and ends the work.
    pub(super) fn fail<T>(self, report: &mut Report) -> Result<T, Failed> {
        let mut told = self.told();
        let last = told.pop();
        told.into_iter().for_each(|found| report.push(found));
        let nothing = || Diagnostic::error(Code::NotProved, Location::default(), "截图没有通过核对。");
        report.fail(last.unwrap_or_else(nothing))
    }

    /// What a person is told.
    fn told(self) -> Vec<Diagnostic> {
        let nowhere = Location::default;
        match self {
            Self::NoBrowser(problem) => vec![Diagnostic::error(Code::Browser, nowhere(), problem).help(INSTALL)],
            Self::Browser(problem) => vec![
                Diagnostic::error(Code::Browser, nowhere(), format!("浏览器没有完成：{problem}。没有写出。"))
                    .help("请关掉一些程序后再试；还不行就换一个浏览器：--browser 后面写它的位置。"),
            ],
            Self::Stopped => {
                vec![Diagnostic::error(Code::Browser, nowhere(), "截图被中断，没有写出。").help("需要时再运行一次。")]
            }
            Self::NoSheets(list) => vec![
                Diagnostic::error(
                    Code::CaptureSource,
                    Location::default(),
                    format!("网站上没有清单 {list} 的截图存证页。"),
                )
                .help("请先运行 gongshi build（截网站实况还要上传）；展示期已过的名单不再有这些页。"),
            ],
            Self::NotProved(refusals) => refusals.into_iter().take(MOST).map(Refusal::told).collect(),
        }
    }
}

/// How to get a browser.
const INSTALL: &str = "请安装 Chrome、Edge 或 Chromium（Debian、Ubuntu：apt install chromium fonts-noto-cjk；Windows 10 以上自带 \
                       Edge）；装在别处的，用 --browser、site.toml 的 [capture] browser 或环境变量 CHROME 写明它的位置。";

impl Refusal {
    /// Something wrong with a whole sheet.
    pub(super) fn sheet(sheet: &str, problem: impl Into<String>) -> Self {
        Self { sheet: sheet.to_owned(), row: None, problem: problem.into() }
    }

    /// Something wrong with a row of the list.
    pub(super) fn row(sheet: &str, row: u64, problem: impl Into<String>) -> Self {
        Self { sheet: sheet.to_owned(), row: Some(row), problem: problem.into() }
    }

    fn told(self) -> Diagnostic {
        let place = Location::file(self.sheet);
        let problem = match self.row {
            Some(row) => format!("名单第 {row} 行{}，截图作废，没有写出。", self.problem),
            None => format!("{}，截图作废，没有写出。", self.problem),
        };
        Diagnostic::error(Code::NotProved, place, problem)
            .help("请检查主题、字体和网站是否完好（gongshi verify），改好并重新生成、上传后再截图。")
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self::NotProved(vec![refusal])
    }
}
