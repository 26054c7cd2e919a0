//! R9: the four papers of an application for money, and which of them a pack holds.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Report;
use crate::folder;
use crate::record::{Notice, PAPERS};
use crate::settings::Root;
use crate::value::district::Slug;

/// One of the four papers. Source: 泰人社字〔2021〕12号 二（八）.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Paper {
    pub(super) name: String,
    pub(super) state: State,
}

/// Where a paper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum State {
    /// In the pack.
    InPack,
    /// The pack has its public columns; the full one with ID numbers stays with the office.
    PublicPartInPack,
    /// Not in the pack, and the notice's front matter says that it is at hand.
    AtHand,
    /// Not in the pack, and the notice's front matter does not name it.
    Missing,
    /// Not in the pack, and nobody here knows more.
    Unknown,
}

impl State {
    /// What the checklist says of it.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::InPack => "已在包内",
            Self::PublicPartInPack => "公开部分已在包内",
            Self::AtHand => "不在包内，经办单位登记为已备齐",
            Self::Missing => "还缺",
            Self::Unknown => "不在包内，请自行核对",
        }
    }
}

/// The papers that the offices' own `notice.md` says are at hand; none where there is no such file to read, as on a
/// machine that has the editions alone. Nothing else is taken from it.
pub fn at_hand(root: &Root, notice: &Slug) -> Option<BTreeSet<String>> {
    let path = format!("content/sources/subsidies/{notice}/notice.md");
    let mut unread = Report::default();
    let file = folder::file_at(root.path(), &path, &mut unread).ok()?;
    Notice::read(notice.clone(), &file, &mut unread).ok().map(|notice| notice.papers)
}

/// The four papers of a list of payments.
pub(super) fn of_payments(at_hand: Option<&BTreeSet<String>>) -> Vec<Paper> {
    let state = |name: &str| match (name, at_hand) {
        ("网站公示截图", _) => State::InPack,
        ("补贴发放明细表", _) => State::PublicPartInPack,
        (name, Some(papers)) if papers.contains(name) => State::AtHand,
        (_, Some(_)) => State::Missing,
        (_, None) => State::Unknown,
    };
    PAPERS.into_iter().map(|name| Paper { name: name.to_owned(), state: state(name) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_said() {
        let states = |at_hand: Option<BTreeSet<String>>| -> Vec<State> {
            of_payments(at_hand.as_ref()).iter().map(|paper| paper.state).collect()
        };
        let two = [State::PublicPartInPack, State::InPack];
        assert_eq!(states(None), [State::Unknown, two[0], State::Unknown, two[1]]);
        let report: BTreeSet<String> = ["申请报告".to_owned()].into();
        assert_eq!(states(Some(report)), [State::AtHand, two[0], State::Missing, two[1]]);
    }
}
