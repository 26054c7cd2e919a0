//! Values kept once, however often they occur: a million equal findings hold their texts once.

use std::collections::BTreeMap;
use std::sync::Arc;

/// A value's place in a [`Kept`].
pub(super) type At = u32;

/// Each value once, in the order in which they first came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kept<T> {
    places: BTreeMap<Arc<T>, At>,
    values: Vec<Arc<T>>,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { places: BTreeMap::new(), values: Vec::new() }
    }
}

impl<T: Ord> Kept<T> {
    /// Keeps a value, and says where.
    pub(super) fn keep(&mut self, value: T) -> At {
        if let Some(at) = self.places.get(&value) {
            return *at;
        }
        let (at, value) = (At::try_from(self.values.len()).unwrap_or(At::MAX), Arc::new(value));
        self.places.insert(Arc::clone(&value), at);
        self.values.push(value);
        at
    }

    /// The value at a place that [`Kept::keep`] gave.
    pub(super) fn at(&self, at: At) -> &T {
        &self.values[at as usize]
    }
}
