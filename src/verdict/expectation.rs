//! The codes that somebody has on paper, and whether what was checked is what they stand for.

use std::fmt;
use std::str::FromStr;

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::output::statement::BuildStatement;
use crate::value::digest::{Fingerprint, NotAFingerprint};

use super::Verdict;

/// A fingerprint, a site code or a pack code that must fit (校验码). A fingerprint may have the number of its edition
/// before it: `7:1f2e 3d4c 5b6a 7988`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expectation {
    /// The code.
    pub code: Fingerprint,
    /// The edition whose fingerprint it is, if that was said.
    pub edition: Option<u32>,
}

impl FromStr for Expectation {
    type Err = NotAFingerprint;

    fn from_str(text: &str) -> Result<Self, NotAFingerprint> {
        let Some((edition, code)) = text.split_once([':', '：']) else {
            return Ok(Self { code: text.parse()?, edition: None });
        };
        let number = edition.trim().trim_start_matches('第').trim_end_matches('版').trim();
        let number = number.parse().ok().filter(|number| *number > 0).ok_or(NotAFingerprint)?;
        Ok(Self { code: code.parse()?, edition: Some(number) })
    }
}

impl fmt::Display for Expectation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.edition {
            None => write!(f, "{}", self.code),
            Some(edition) => write!(f, "{edition:04}：{}", self.code),
        }
    }
}

/// What was checked, by the codes that stand for it. Only what was found fine has a code here: the code of a file that
/// was not checked to the end stands for nothing.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// The fingerprint after each edition, from the first on; none if no editions were checked.
    pub chain: Option<Vec<Fingerprint>>,
    /// The site code, if a site was checked.
    pub site: Option<Fingerprint>,
    /// The pack code, if a pack was checked.
    pub pack: Option<Fingerprint>,
    /// What the site says of itself. It proves nothing.
    pub stated: Option<BuildStatement>,
}

/// What an expectation came to.
enum Fit {
    /// It is the fingerprint of an edition, after which so many followed.
    Edition {
        number: usize,
        later: usize,
    },
    Site,
    Pack,
    None(Code, String),
}

impl Checked {
    /// Whether every code fits something; each gives a verdict, and one that fits nothing an error.
    pub fn judge(&self, expected: &[Expectation], report: &mut Report) -> Vec<Verdict> {
        expected.iter().map(|one| self.judge_one(one, report)).collect()
    }

    fn judge_one(&self, expected: &Expectation, report: &mut Report) -> Verdict {
        let checked = format!("校验码 {expected}");
        match self.fit(expected) {
            Fit::Edition { number, later: 0 } => {
                Verdict::fine(checked, format!("是最新一版（第 {number:04} 版）的指纹"))
            }
            Fit::Edition { number, later } => {
                Verdict::fine(checked, format!("是第 {number:04} 版的指纹，各版由它接下来，此后又公布了 {later} 版"))
            }
            Fit::Site => Verdict::fine(checked, "是所核验网站的网站校验码"),
            Fit::Pack => Verdict::fine(checked, "是所核验存证包的存证码"),
            Fit::None(code, why) => {
                let mut own = Report::default();
                let help = "先核对有没有抄错、是不是这个网站的；都没有错，就是内容被换过。纸上和截图上的码就是证据。";
                own.push(
                    Diagnostic::error(code, Location::default(), format!("校验码 {expected}：{why}。")).help(help),
                );
                own.in_order().for_each(|found| report.push(found));
                Verdict { text: why, ..Verdict::of(checked, &own, "") }
            }
        }
    }

    fn fit(&self, expected: &Expectation) -> Fit {
        let chain = self.chain.as_deref().unwrap_or_default();
        // The newest first: the same code twice in a chain does not happen.
        let at = chain.iter().rposition(|fingerprint| *fingerprint == expected.code).map(|at| at + 1);
        match (at, expected.edition) {
            (Some(number), said) if said.is_none_or(|said| said as usize == number) => {
                return Fit::Edition { number, later: chain.len() - number };
            }
            (_, Some(said)) => return self.not_in_chain(said),
            _ => {}
        }
        if self.site.as_ref() == Some(&expected.code) {
            return Fit::Site;
        }
        if self.pack.as_ref() == Some(&expected.code) {
            return Fit::Pack;
        }
        match self.stated.as_ref().filter(|stated| stated.fingerprint.as_ref() == Some(&expected.code)) {
            Some(BuildStatement { edition: Some(edition), .. }) if self.chain.is_some() => self.not_in_chain(*edition),
            Some(_) => Fit::None(
                Code::Expected,
                "网站自己写着这个指纹，但这里没有各版可以核对；请在站点文件夹里核验，或改用网站校验码".to_owned(),
            ),
            None => Fit::None(Code::Expected, self.nothing_fits()),
        }
    }

    /// What it means that the fingerprint of an edition is not where it should be.
    fn not_in_chain(&self, edition: u32) -> Fit {
        match self.chain.as_ref().map(Vec::len) {
            None => Fit::None(Code::Expected, "没有可以核对的各版".to_owned()),
            Some(length) if length < edition as usize => {
                let why = format!("是第 {edition:04} 版的，而记录只到第 {length:04} 版：后面的版本被去掉了");
                Fit::None(Code::LogCut, why)
            }
            Some(_) => {
                Fit::None(Code::LogForked, format!("第 {edition:04} 版的指纹不是它：记录在这一版或以前另起了一支"))
            }
        }
    }

    fn nothing_fits(&self) -> String {
        let chain = match &self.chain {
            Some(_) => "不在各版的记录里（记录被截短、另起了一支，或不是这个网站的；写成 版号:指纹 可以分清）",
            None => "没有可以核对的各版",
        };
        let codes = [(&self.site, "网站校验码"), (&self.pack, "存证码")];
        let others = codes.iter().filter_map(|(code, name)| Some(format!("；{name}是 {}", code.as_ref()?)));
        format!("{chain}{}", others.collect::<String>())
    }
}

#[cfg(test)]
mod tests;
