//! Writing members.

use super::Record;
use crate::UnknownVariant;
use serde::Serialize;
use serde::ser::SerializeMap;
use std::collections::BTreeMap;

/// Writes the members of an object. The first failure is kept, so that generated code needs no `?` for
/// each member.
#[derive(Debug)]
pub struct Writer<M: SerializeMap> {
    map: M,
    error: Option<M::Error>,
}

impl<M: SerializeMap> Writer<M> {
    /// Writes to this object.
    pub fn new(map: M) -> Self {
        Self { map, error: None }
    }

    /// Writes a member.
    #[inline]
    pub fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        if let Err(error) = self.map.serialize_entry(name, value) {
            self.failed(error);
        }
    }

    /// What is written after it is of no interest.
    #[cold]
    fn failed(&mut self, error: M::Error) {
        self.error.get_or_insert(error);
    }

    /// Writes a member if there is one.
    #[inline]
    pub fn optional<T: Serialize>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.field(name, value);
        }
    }

    /// Writes the undeclared members.
    pub fn rest<T: Serialize>(&mut self, members: &BTreeMap<String, T>) {
        for (name, value) in members {
            self.field(name, value);
        }
    }

    /// Writes the members of a record.
    pub fn record<R: Record>(&mut self, record: &R) {
        record.write(self);
    }

    /// Writes the tag, then the members of the variant's record.
    pub fn tagged<R: Record>(&mut self, name: &str, tag: &str, record: &R) {
        self.field(name, tag);
        record.write(self);
    }

    /// Writes an unknown variant as it was read.
    pub fn unknown(&mut self, name: &str, variant: &UnknownVariant) {
        if variant.is_tagged() {
            self.field(name, variant.tag());
        }
        for (name, value) in variant.members() {
            self.field(name, value);
        }
    }

    /// Ends the object.
    ///
    /// # Errors
    /// The first failure of all members.
    pub fn finish(self) -> Result<M::Ok, M::Error> {
        match self.error {
            Some(error) => Err(error),
            None => self.map.end(),
        }
    }
}
