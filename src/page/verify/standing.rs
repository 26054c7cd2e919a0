//! Whether a revision still stands, and what took its place or took it away.

use crate::edition::archive::FrozenEdition;
use crate::edition::{Change, Edition, Revision};
use crate::output::SitePath;
use crate::page::address;
use crate::page::view::Tag;

/// Whether a revision still stands.
pub(super) enum Standing {
    /// 现行
    Current,
    /// 已被更正
    Corrected(By),
    /// 已撤下; none where no edition says so.
    Withdrawn(Option<By>),
}

/// What a revision had to give way to.
#[derive(Clone)]
pub(super) struct By {
    /// `r2（第0003版，2021-06-08 发布）`, or `第0009版（2022-01-05）`.
    pub(super) label: String,
    /// The revision's or edition's page.
    pub(super) page: SitePath,
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
                Self::Corrected(By { label, page, reason: String::new() })
            }
        }
    }

    pub(super) fn by(&self) -> Option<&By> {
        match self {
            Self::Current => None,
            Self::Corrected(by) => Some(by),
            Self::Withdrawn(by) => by.as_ref(),
        }
    }

    /// Its name in the index.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Corrected(_) => "corrected",
            Self::Withdrawn(_) => "withdrawn",
        }
    }

    pub(super) fn tag(&self) -> Tag {
        let (label, class) = match self {
            Self::Current => ("现行", "open"),
            Self::Corrected(_) => ("已被更正", "closed"),
            Self::Withdrawn(_) => ("已撤下", "withdrawn"),
        };
        Tag { label: label.to_owned(), class: class.to_owned(), detail: String::new() }
    }
}

/// The newest edition that took something out of force.
pub(super) fn withdrawn_by(editions: &[FrozenEdition], change: impl Fn(&Edition) -> Option<Change>) -> Option<By> {
    let edition = editions.iter().rev().find(|it| change(it.edition()) == Some(Change::Withdrawn))?;
    let label = format!("第{}版（{}）", edition.number(), edition.date());
    Some(By { label, page: address::edition(edition.number()), reason: String::new() })
}
