//! The pieces of an article, turned into the wire's as they are written: a text of a letter a line has half a million.

use crate::engine::answer as engine;
use crate::wire::answer::Segment;
use crate::wire::merge::segment;
use crate::wire::places::Places;
use serde::{Serialize, Serializer};
use std::fmt;
use std::sync::Arc;

/// A list of [`Segment`]s.
#[derive(Clone)]
pub struct Segments<'a> {
    list: &'a [engine::Segment],
    places: Arc<Places<'a>>,
}

impl<'a> Segments<'a> {
    pub(super) fn of(list: &'a [engine::Segment], places: &Arc<Places<'a>>) -> Segments<'a> {
        Segments { list, places: Arc::clone(places) }
    }

    /// Each in turn.
    pub fn iter(&self) -> impl Iterator<Item = Segment<'a>> {
        self.list.iter().map(|one| segment(one, &self.places))
    }
}

impl Serialize for Segments<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl fmt::Debug for Segments<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl PartialEq for Segments<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}
