//! Whether a revision still stands, and what took its place or took it away.

use crate::edition::Revision;
use crate::edition::archive::{Archive, FrozenEdition, FrozenList};
use crate::output::SitePath;
use crate::page::address;
use crate::page::view::Tag;

/// Whether a revision still stands.
pub(super) enum Standing {
    /// 现行
    Current,
    /// 已被更正
    Corrected(By),
    /// 期满撤下: the rows are gone, counts and sums stand.
    Expired(By),
    /// 已撤下; none where no edition says so.
    Withdrawn(Option<By>),
}

/// What a revision had to give way to.
#[derive(Clone)]
pub(super) struct By {
    /// `r2（第0003版，2021-06-08 发布）`, or `第0009版（2022-01-05）`.
    pub(super) label: String,
    /// The revision's or edition's page; none where the site is of a day before it.
    pub(super) page: Option<SitePath>,
    /// Why; empty for no stated reason.
    pub(super) reason: String,
}

impl Standing {
    /// The standing of one revision, from the one in force with its edition, and the edition that withdrew all.
    pub(super) fn of(own: Revision, current: Option<(Revision, &FrozenEdition, SitePath)>, gone: Option<By>) -> Self {
        match current {
            None => Self::Withdrawn(gone),
            Some((revision, ..)) if revision == own => Self::Current,
            Some((revision, edition, page)) => {
                let label = format!("{revision}（第{}版，{} 发布）", edition.number(), edition.date());
                Self::Corrected(By { label, page: Some(page), reason: String::new() })
            }
        }
    }

    /// The same standing of a list's revision whose rows a later edition may have taken away.
    pub(super) fn without_rows(self, archive: &Archive, list: &FrozenList<'_>) -> Self {
        let Some(tombstone) = list.tombstone() else { return self };
        let said = &tombstone.withdrawal;
        let note = said.note.iter().map(|note| format!("，{note}"));
        let by = By {
            label: format!("第{}版（{}）", tombstone.by, tombstone.on),
            page: archive.edition(tombstone.by).map(|edition| address::edition(edition.number())),
            reason: said.reason.in_words().to_owned() + &note.collect::<String>(),
        };
        match self {
            Self::Current if said.reason.keeps_in_force() => Self::Expired(by),
            Self::Corrected(by) if said.reason.keeps_in_force() => Self::Corrected(by),
            _ => Self::Withdrawn(Some(by)),
        }
    }

    /// What it had to give way to.
    pub(super) fn by(&self) -> Option<&By> {
        match self {
            Self::Current => None,
            Self::Corrected(by) | Self::Expired(by) => Some(by),
            Self::Withdrawn(by) => by.as_ref(),
        }
    }

    /// Its name in the index.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Corrected(_) => "corrected",
            Self::Expired(_) => "expired",
            Self::Withdrawn(_) => "withdrawn",
        }
    }

    pub(super) fn tag(&self) -> Tag {
        let (label, class) = match self {
            Self::Current => ("现行", "open"),
            Self::Corrected(_) => ("已被更正", "closed"),
            Self::Expired(_) => ("期满撤下", "withdrawn"),
            Self::Withdrawn(_) => ("已撤下", "withdrawn"),
        };
        Tag { label: label.to_owned(), class: class.to_owned(), detail: String::new() }
    }
}

impl From<&FrozenEdition> for By {
    /// The edition that took something out of force.
    fn from(edition: &FrozenEdition) -> Self {
        let label = format!("第{}版（{}）", edition.number(), edition.date());
        Self { label, page: Some(address::edition(edition.number())), reason: String::new() }
    }
}
