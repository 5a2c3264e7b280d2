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
        let words = std::iter::once(&self.first).chain(&self.rest);
        for (index, (&required, &seen)) in required.iter().zip(words).enumerate() {
            let missing = required & !seen;
            if missing != 0 {
                let field = index * 64 + missing.trailing_zeros() as usize;
                return Err(E::missing_field(fields.get(field).copied().unwrap_or("?")));
            }
        }
        Ok(())
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
