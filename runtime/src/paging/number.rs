//! Numbers of pages and items, whichever type a document has for them.

use std::num::{NonZeroU32, NonZeroU64};

/// A number of pages or items.
pub trait Number: Copy {
    /// The number; `None` if it is negative, has a fraction, or is beyond bounds.
    fn to_u64(self) -> Option<u64>;

    /// The number in this type; `None` if it does not fit.
    fn from_u64(number: u64) -> Option<Self>;
}

macro_rules! integers {
    ($($ty:ty),*) => {
        $(impl Number for $ty {
            fn to_u64(self) -> Option<u64> {
                u64::try_from(self).ok()
            }

            fn from_u64(number: u64) -> Option<Self> {
                Self::try_from(number).ok()
            }
        })*
    };
}

integers!(i8, i16, i32, i64, u8, u16, u32);

impl Number for u64 {
    fn to_u64(self) -> Option<u64> {
        Some(self)
    }

    fn from_u64(number: u64) -> Option<Self> {
        Some(number)
    }
}

impl Number for NonZeroU64 {
    fn to_u64(self) -> Option<u64> {
        Some(self.get())
    }

    fn from_u64(number: u64) -> Option<Self> {
        Self::new(number)
    }
}

impl Number for NonZeroU32 {
    fn to_u64(self) -> Option<u64> {
        Some(self.get().into())
    }

    fn from_u64(number: u64) -> Option<Self> {
        u32::from_u64(number).and_then(Self::new)
    }
}

macro_rules! floats {
    ($($ty:ty: $exact:literal),*) => {
        $(impl Number for $ty {
            fn to_u64(self) -> Option<u64> {
                const LAST: u64 = 1 << $exact;
                let whole = self.fract() == 0.0 && (0.0..=LAST as $ty).contains(&self);
                whole.then_some(self as u64)
            }

            fn from_u64(number: u64) -> Option<Self> {
                (number <= 1 << $exact).then_some(number as $ty)
            }
        })*
    };
}

floats!(f32: 24, f64: 53);

/// A number that may be missing.
pub fn number<N: Number>(value: Option<&N>) -> Option<u64> {
    value.copied().and_then(N::to_u64)
}

#[cfg(test)]
mod tests {
    use super::{Number, number};
    use std::num::NonZeroU32;

    #[test]
    fn both_ways_within_bounds() {
        assert_eq!(number(Some(&-1_i32)), None);
        assert_eq!(number(Some(&1.5)), None);
        assert_eq!(number(Some(&3.0)), Some(3));
        assert_eq!(number(Some(&f64::NAN)), None);
        assert_eq!(i8::from_u64(128), None);
        assert_eq!(f32::from_u64((1 << 24) + 1), None);
        assert_eq!(NonZeroU32::from_u64(0), None);
        assert_eq!(NonZeroU32::from_u64(7).map(NonZeroU32::get), Some(7));
    }
}
