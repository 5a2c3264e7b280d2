//! Which members of a record were read: bits in words, so that any number of fields works.

use serde::de::Error;

/// The fields read so far.
pub(super) struct Seen {
    first: u64,
    rest: Vec<u64>,
}

impl Seen {
    /// None yet.
    pub(super) fn none(fields: usize) -> Self {
        Self {
            first: 0,
            rest: if fields > 64 {
                vec![0; (fields - 1) / 64]
            } else {
                Vec::new()
            },
        }
    }

    /// This one was read.
    pub(super) fn insert(&mut self, field: usize) {
        let bit = 1 << (field % 64);
        match (field / 64).checked_sub(1) {
            None => self.first |= bit,
            Some(word) => {
                if let Some(word) = self.rest.get_mut(word) {
                    *word |= bit;
                }
            }
        }
    }

    /// Fails with the first required field that was not read.
    pub(super) fn require<E: Error>(
        &self,
        fields: &'static [&'static str],
        required: &'static [u64],
    ) -> Result<(), E> {
        match self.missing(fields, required).next() {
            Some(field) => Err(E::missing_field(field)),
            None => Ok(()),
        }
    }

    /// The required fields that were not read.
    pub(super) fn missing(
        &self,
        fields: &'static [&'static str],
        required: &'static [u64],
    ) -> impl Iterator<Item = &'static str> {
        let words = std::iter::once(&self.first).chain(&self.rest);
        let words = required.iter().zip(words).enumerate();
        words.flat_map(move |(index, (&required, &seen))| {
            let mut missing = required & !seen;
            std::iter::from_fn(move || {
                let bit = (missing != 0).then(|| missing.trailing_zeros())?;
                missing &= missing - 1;
                let field = index * 64 + bit as usize;
                Some(fields.get(field).copied().unwrap_or("?"))
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Seen;
    use serde::de::value::Error;

    const FIELDS: &[&str] = &["x"; 130];

    #[test]
    fn works_beyond_64_fields() {
        let mut seen = Seen::none(130);
        let required = &[0, 1 << 63, 0b10];
        assert!(seen.require::<Error>(FIELDS, required).is_err());
        seen.insert(127);
        assert!(seen.require::<Error>(FIELDS, required).is_err());
        seen.insert(129);
        assert!(seen.require::<Error>(FIELDS, required).is_ok());
    }
}
