//! What was typed, and what it means. Help, completions and the man page come from the same definition.

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::error::{ContextKind, ErrorKind};
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};

use crate::edition::Revision;
use crate::edition::withdrawal::Reason;
use crate::verdict::expectation::Expectation;

mod manual;

/// How help is laid out, in Chinese.
const HELP: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

/// 把各县（市、区）报送的清单，变成有版本、可核验的公示网站。
#[derive(Debug, Parser)]
#[command(
    name = "gongshi",
    version,
    help_template = HELP,
    override_usage = "gongshi [选项] <命令>",
    subcommand_help_heading = "命令",
    next_help_heading = "选项",
    subcommand_value_name = "命令",
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    after_help = "退出码：0 正常；1 发现问题或没有完成；2 命令写错。"
)]
pub struct Arguments {
    /// 站点文件夹（含 content/site.toml）；默认从当前文件夹向上找
    #[arg(long, global = true, value_name = "文件夹")]
    pub root: Option<PathBuf>,

    /// 以哪一天为准，写作 2021-06-25；默认是今天（东八区）
    #[arg(long, global = true, value_name = "日期")]
    pub date: Option<NaiveDate>,

    /// 报告的格式
    #[arg(
        long,
        global = true,
        value_name = "格式",
        value_enum,
        default_value_t,
        hide_possible_values = true,
        hide_default_value = true,
        help = "报告的格式：text（给人看，默认）或 json（每行一个对象）"
    )]
    pub format: Format,

    /// 显示帮助
    #[arg(short, long, global = true, action = clap::ArgAction::Help)]
    help: Option<bool>,

    /// 显示程序版本
    #[arg(short = 'V', long, action = clap::ArgAction::Version)]
    version: Option<bool>,

    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// How findings and the summary are printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Sentences.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 建立新站点，或只写出发给各地填写的空白表；不覆盖任何文件
    #[command(help_template = HELP, override_usage = "gongshi init <文件夹>\n      gongshi init --forms [文件夹]", next_help_heading = "参数")]
    Init {
        /// 新站点的文件夹；有 --forms 时是放空白表的文件夹，默认是站点的 content/forms
        #[arg(value_name = "文件夹", required_unless_present = "forms")]
        folder: Option<PathBuf>,
        /// 只写空白表，每类清单一个，下拉列表用站点设置里的地区
        #[arg(long)]
        forms: bool,
    },

    /// 核验各版、网站、存证包或正在服务的主机，有没有被改动
    #[command(help_template = HELP, override_usage = "gongshi verify [选项] [文件夹、文件或网址]", next_help_heading = "参数")]
    Verify {
        /// 要核验的文件夹、文件，或 https:// 开头的网址；默认是站点的各版和 output/site
        #[arg(value_name = "文件夹、文件或网址")]
        target: Option<String>,
        /// 纸上、截图上或别处记下的指纹、网站校验码或存证码，必须对得上；可以写几次。
        /// 指纹前可以写版号，如 7:1f2e-3d4c-5b6a-7988
        #[arg(long, value_name = "校验码")]
        expect: Vec<Expectation>,
    },

    /// Something with a site.
    #[command(flatten)]
    Site(SiteCommand),

    /// 把别处作出的时间戳或签名附进存证包；包里原有的内容不变
    #[command(help_template = HELP, override_usage = "gongshi attach <存证包> <附件>", next_help_heading = "参数")]
    Attach {
        /// 存证包（.zip）
        #[arg(value_name = "存证包")]
        pack: PathBuf,
        /// 时间戳（.tsr、.tst）或签名（.p7s、.sig、.asc、.ofd、.pdf）
        #[arg(value_name = "附件")]
        file: PathBuf,
    },

    /// 输出命令行补全脚本，外壳是 bash、zsh、fish、powershell 或 elvish
    #[command(help_template = HELP, override_usage = "gongshi completions <外壳>", next_help_heading = "参数")]
    Completions {
        /// 外壳的名字
        #[arg(value_name = "外壳", value_enum, hide_possible_values = true)]
        shell: clap_complete::Shell,
    },

    /// 输出手册页（man）
    #[command(help_template = HELP, override_usage = "gongshi man")]
    Man,
}

/// What to do with a site.
#[derive(Debug, Subcommand)]
pub enum SiteCommand {
    /// 检查报送的文件，一次列出全部问题；不加 --return 时不写任何文件
    #[command(help_template = HELP, override_usage = "gongshi check [选项]", next_help_heading = "选项")]
    Check {
        /// 把有问题的文件标出错处，另存到这个文件夹（新的或空的），退给报送单位改正
        #[arg(long = "return", value_name = "文件夹")]
        back: Option<PathBuf>,
    },

    /// 检查、脱敏，并把可公开的内容固定为新的一版
    #[command(help_template = HELP, override_usage = "gongshi publish [选项]", next_help_heading = "选项")]
    Publish {
        /// 这一版的说明，会公开
        #[arg(long, value_name = "文字")]
        note: Option<String>,
    },

    /// 撤下一份清单的各行（校验值保留），记为新的一版
    #[command(
        help_template = HELP,
        override_usage = "gongshi withdraw <清单> --reason <原因> [--revision <修订>] [--note <文字>]\n      gongshi withdraw --expired [--note <文字>]",
        next_help_heading = "参数",
        after_help = "撤下以后重新生成网站并上传；备份和版本库里的旧文件要另行清除。"
    )]
    Withdraw {
        /// 清单的编号，和网页地址里的一样，例如 subsidies/2021-03/taishan
        #[arg(value_name = "清单", required_unless_present = "expired", requires = "reason")]
        list: Option<String>,
        /// 只撤下这一次修订，例如 r1；不写就是全部修订
        #[arg(long, value_name = "修订", value_parser = revision, requires = "list")]
        revision: Option<Revision>,
        /// 原因：objection（异议成立）、expired（期满）或 order（依法责令）
        #[arg(long, value_name = "原因", value_enum, hide_possible_values = true, requires = "list")]
        reason: Option<Why>,
        /// 撤下公示期和保留期都已经过去的全部人员名单
        #[arg(long, conflicts_with = "list")]
        expired: bool,
        /// 撤下的说明，会公开
        #[arg(long, value_name = "文字")]
        note: Option<String>,
    },

    /// 由已公布的各版生成网站
    #[command(help_template = HELP, override_usage = "gongshi build [选项]", next_help_heading = "选项")]
    Build {
        /// 网站放在哪个文件夹；默认是站点的 output/site。服务器的设置和上传包放在旁边，名字后面加 -server 和 -upload
        #[arg(long, value_name = "文件夹")]
        out: Option<PathBuf>,
        /// 上传包照哪个网站做：从网站上下载的 manifest.txt；默认是上一次生成的网站
        #[arg(long, value_name = "文件")]
        uploaded: Option<PathBuf>,
    },

    /// 在这台电脑上预览网站，保存改动以后自动更新；不写任何文件
    #[command(help_template = HELP, override_usage = "gongshi serve [选项]", next_help_heading = "选项")]
    Serve {
        /// 用哪个端口；默认是 8810，写 0 是任意一个空闲的端口
        #[arg(long, value_name = "端口", default_value_t = 8810, hide_default_value = true)]
        port: u16,
    },

    /// 给名单截图：逐行核对以后，写成图片、PDF 和存证包
    #[command(help_template = HELP, override_usage = "gongshi capture --notice <公示> [--district <地区>] [选项]\n      gongshi capture --list <清单> | --edition <版> | --all [选项]", next_help_heading = "选项")]
    Capture(Capture),

    /// 把一版的网站打成一个归档文件（WACZ），交给网页归档系统
    #[command(help_template = HELP, override_usage = "gongshi archive [选项] <版号>", next_help_heading = "参数")]
    Archive {
        /// 哪一版，例如 4
        #[arg(value_name = "版号")]
        edition: u32,
        /// 归档文件；默认是站点的 output/archive 里以版号为名的文件
        #[arg(long, value_name = "文件")]
        out: Option<PathBuf>,
    },

    /// 比较两版之间的变化
    #[command(help_template = HELP, override_usage = "gongshi diff [选项] <旧版> <新版>", next_help_heading = "参数")]
    Diff {
        /// 旧版的编号，例如 1
        #[arg(value_name = "旧版")]
        from: u32,
        /// 新版的编号，例如 3
        #[arg(value_name = "新版")]
        to: u32,
    },
}

/// Why rows leave, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Why {
    /// An objection was upheld.
    Objection,
    /// Period and retention are over.
    Expired,
    /// An authority ordered it.
    Order,
}

impl From<Why> for Reason {
    fn from(why: Why) -> Self {
        match why {
            Why::Objection => Self::Objection,
            Why::Expired => Self::Expired,
            Why::Order => Self::Order,
        }
    }
}

/// A revision as pages name it: `r2`.
fn revision(text: &str) -> Result<Revision, &'static str> {
    let number = text.strip_prefix('r').and_then(|digits| digits.parse().ok()).and_then(Revision::new);
    number.filter(|revision| revision.to_string() == text).ok_or("not a revision")
}

/// What to take pictures of, and how.
#[derive(Debug, clap::Args)]
#[group(skip)]
#[command(group = clap::ArgGroup::new("lists").required(true).args(["notice", "list", "edition", "all"]))]
pub struct Capture {
    /// 一次公示的各地名单，写它在网址里的名字，例如 2021-03
    #[arg(long, value_name = "公示")]
    pub notice: Option<String>,

    /// 只要这次公示里一个地区的名单
    #[arg(long, value_name = "地区", requires = "notice")]
    pub district: Option<String>,

    /// 一份清单，例如 occupations/city
    #[arg(long, value_name = "清单")]
    pub list: Option<String>,

    /// 某一版增加或更正、现在仍然有效的各份清单
    #[arg(long, value_name = "版")]
    pub edition: Option<u32>,

    /// 现在有效的全部清单
    #[arg(long)]
    pub all: bool,

    /// 从网站截图，图上写明“网站实况”；不写网址就用设置里的 base_url。不加这一项是截 output/site，图上写明“本地渲染”
    #[arg(long, value_name = "网址", num_args = 0..=1)]
    pub live: Option<Option<String>>,

    /// 版式
    #[arg(
        long,
        value_name = "版式",
        value_enum,
        hide_possible_values = true,
        help = "版式：a4（默认）或 screen（1366 像素宽的屏幕）；两种都要就写两次"
    )]
    pub layout: Vec<SheetLayout>,

    /// 截图的人，写进存证包
    #[arg(long, value_name = "姓名")]
    pub by: Option<String>,

    /// 用哪个浏览器；默认是设置里的，其次是环境变量 CHROME，再次是装在常用位置的
    #[arg(long, value_name = "程序")]
    pub browser: Option<PathBuf>,
}

/// The form of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SheetLayout {
    /// A4 portrait.
    A4,
    /// A screen of 1366 pixels.
    Screen,
}

/// What typing came to, when it is no command.
#[derive(Debug, PartialEq, Eq)]
pub enum NotACommand {
    /// Help or the version was asked for: this text.
    Answer(String),
    /// It was typed wrong: this sentence says how.
    Mistake(String),
}

impl Arguments {
    /// Reads what was typed.
    ///
    /// # Errors
    /// When help was asked for, or the words are no command.
    pub fn read(typed: impl IntoIterator<Item = OsString>) -> Result<Self, NotACommand> {
        Self::try_parse_from(typed).map_err(|error| match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => NotACommand::Answer(full_width(&error.to_string())),
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                let help = full_width(&Self::command().render_help().to_string());
                NotACommand::Mistake(format!("没有写命令。\n\n{help}"))
            }
            _ => NotACommand::Mistake(format!("{}\n用 gongshi --help 查看用法。", in_chinese(&error))),
        })
    }

    /// The script that completes commands in a shell.
    pub fn completions(shell: clap_complete::Shell) -> Vec<u8> {
        let mut script = Vec::new();
        clap_complete::generate(shell, &mut Self::command(), "gongshi", &mut script);
        script
    }

    /// The man page.
    ///
    /// # Errors
    /// Never in practice: it is written to memory.
    pub fn man_page() -> std::io::Result<Vec<u8>> {
        manual::page(&Self::command())
    }
}

/// Help with the colons of Chinese after its headings.
fn full_width(help: &str) -> String {
    help.replace(":\n", "：\n")
}

/// What is wrong with the words typed.
fn in_chinese(error: &clap::Error) -> String {
    let context = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let (argument, value) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue));
    match error.kind() {
        ErrorKind::InvalidSubcommand => format!("没有“{}”这个命令。", context(ContextKind::InvalidSubcommand)),
        ErrorKind::UnknownArgument => format!("不认识“{argument}”。"),
        ErrorKind::MissingRequiredArgument => format!("缺少{argument}。"),
        ErrorKind::MissingSubcommand => "没有写命令。".to_owned(),
        ErrorKind::ArgumentConflict
            if error.get(ContextKind::PriorArg).is_some_and(|prior| prior.to_string() != argument) =>
        {
            format!("“{argument}”不能与“{}”一起写。", context(ContextKind::PriorArg))
        }
        ErrorKind::ArgumentConflict => format!("“{argument}”只能写一次。"),
        ErrorKind::InvalidValue if value.is_empty() => format!("“{argument}”后面没有写内容。"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("“{argument}”的内容“{value}”不对。"),
        _ => "命令写法有误。".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Result<Arguments, NotACommand> {
        Arguments::read(["gongshi"].iter().chain(words).map(OsString::from))
    }

    #[test]
    fn the_definition_holds_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn options_stand_before_or_after_the_command() {
        for words in [["--date", "2021-06-25", "check"], ["check", "--date", "2021-06-25"]] {
            assert_eq!(read(&words).unwrap().date, NaiveDate::from_ymd_opt(2021, 6, 25));
        }
    }

    #[test]
    fn mistakes_are_told_in_chinese() {
        for (words, sentence) in [
            (&["chek"][..], "没有“chek”这个命令。"),
            (&["check", "--fast"], "不认识“--fast”。"),
            (&["diff", "1"], "缺少<新版>。"),
            (&["init"], "缺少<文件夹>。"),
            (&["check", "--date", "2021-13-01"], "“--date <日期>”的内容“2021-13-01”不对。"),
            (&["capture", "--all", "--edition", "3"], "“--all”不能与“--edition <版>”一起写。"),
            (&["capture"], "缺少<--notice <公示>|--list <清单>|--edition <版>|--all>。"),
            (&["serve", "--port", "88100"], "“--port <端口>”的内容“88100”不对。"),
            (&["verify", "--expect", "1f2e"], "“--expect <校验码>”的内容“1f2e”不对。"),
            (&[], "没有写命令。"),
        ] {
            let Err(NotACommand::Mistake(told)) = read(words) else { panic!("{words:?} is no command") };
            assert!(told.starts_with(sentence), "{told}");
        }
    }

    #[test]
    fn help_is_chinese() {
        let commands = [
            "init",
            "check",
            "publish",
            "withdraw",
            "build",
            "archive",
            "serve",
            "capture",
            "verify",
            "diff",
            "completions",
            "man",
        ];
        for words in [vec!["--help"]].into_iter().chain(commands.map(|command| vec![command, "--help"])) {
            let Err(NotACommand::Answer(help)) = read(&words) else { panic!("help is an answer") };
            for english in ["Usage", "Options", "Commands", "Arguments", "Print", "possible values", "default:", ":\n"]
            {
                assert!(!help.contains(english), "{english} in:\n{help}");
            }
        }
    }

    #[test]
    fn the_manual_page_is_chinese_and_has_every_command() {
        let page = String::from_utf8(Arguments::man_page().unwrap()).unwrap();
        for heading in [
            ".SH 名称",
            ".SH 用法",
            ".SH 选项",
            ".SH gongshi check",
            ".SH gongshi init",
            ".SH gongshi serve",
            ".SH 版本",
        ] {
            assert!(page.contains(&format!("\n{heading}\n")), "{heading} not in:\n{page}");
        }
        for english in ["NAME", "SYNOPSIS", "DESCRIPTION", "EXTRA", "VERSION", "Print"] {
            assert!(!page.contains(english), "{english} in:\n{page}");
        }
        assert!(page.contains("\\-\\-return"), "{page}");
    }

    #[test]
    fn the_way_to_start_a_child_is_no_command() {
        let child = crate::source::SUBCOMMAND;
        assert!(matches!(read(&[child]), Err(NotACommand::Mistake(_))));
        let shells = clap_complete::Shell::value_variants();
        let mut told =
            shells.iter().map(|shell| Arguments::completions(*shell)).chain([Arguments::man_page().unwrap()]);
        assert!(told.all(|text| !String::from_utf8(text).unwrap().contains(child)));
    }
}
