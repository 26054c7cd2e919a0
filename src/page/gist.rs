//! What the rest of the site says of a list of payments: kept when its rows are let go.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::edition::list::PublicList;
use crate::value::money::Fen;

use super::downloads::Item;
use super::rows;

/// Person-times and amounts by institution.
pub(super) type Sums = BTreeMap<String, (u64, Fen)>;

/// What stays of a revision when its rows are let go.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gist {
    /// Person-times and amounts by institution; none where the rows have left.
    pub(super) sums: Option<Sums>,
    /// `新增 2 行，变更 1 行，撤下 0 行`, against the revision before; none for the first, and where rows of one of the
    /// two have left.
    pub(super) changes: Option<String>,
    /// Its downloads; none where its rows are not shown.
    #[serde(with = "shared")]
    pub(super) items: Arc<[Item]>,
}

/// What pages share, as serde knows it.
mod shared {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Item;

    pub(super) fn serialize<S: Serializer>(items: &Arc<[Item]>, to: S) -> Result<S::Ok, S::Error> {
        items.as_ref().serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Arc<[Item]>, D::Error> {
        Vec::deserialize(from).map(Arc::from)
    }
}

impl Gist {
    /// That of a list and of the revision before it.
    pub(super) fn of(list: &PublicList, previous: Option<&PublicList>) -> Self {
        let changes = previous.map(|previous| rows::counted(&crate::edition::change::between(previous, list)));
        Self { sums: Some(rows::sums_by_institution(list)), changes, items: Arc::default() }
    }
}
