//! What keeps a capture from being made.

use crate::diagnostic::{Code, Diagnostic, Location};

/// Why there is no capture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trouble {
    /// No browser is to be found, or it does not start.
    NoBrowser(String),
    /// The browser fell silent, ended, or refused what it was told.
    Browser(String),
    /// The run was broken off.
    Stopped,
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
    /// What a person is told.
    pub(super) fn told(self) -> Vec<Diagnostic> {
        let nowhere = Location::default;
        match self {
            Self::NoBrowser(problem) => vec![Diagnostic::error(Code::Browser, nowhere(), problem).help(INSTALL)],
            Self::Browser(problem) => vec![
                Diagnostic::error(Code::Browser, nowhere(), format!("浏览器没有完成：{problem}。没有写任何文件。"))
                    .help("请关掉一些程序后再试；还不行就换一个浏览器：--browser 后面写它的位置。"),
            ],
            Self::Stopped => {
                vec![
                    Diagnostic::error(Code::Browser, nowhere(), "截图被中断，没有写任何文件。")
                        .help("需要时再运行一次。"),
                ]
            }
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
            Some(row) => format!("名单第 {row} 行{}，截图作废，没有写任何文件。", self.problem),
            None => format!("{}，截图作废，没有写任何文件。", self.problem),
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
