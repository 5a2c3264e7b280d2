//! What integer and number limits apply to.

use crate::Nullable;
use std::num::{NonZeroU32, NonZeroU64};

/// A value with limits on an integer, or none at all.
pub trait Integer {
    /// The integer, if there is one.
    fn integer(&self) -> Option<i128>;
}

/// A value with limits on a number, or none at all.
pub trait Number {
    /// The number, if there is one.
    fn number(&self) -> Option<f64>;

    /// Its digits as an integer, and the power of ten that it is multiplied by; `None` if it is not finite.
    fn decimal(&self) -> Option<(i128, i32)> {
        self.number().and_then(decimal)
    }
}

/// A number by its digits, as it is written.
pub(super) fn decimal(number: f64) -> Option<(i128, i32)> {
    let text = format!("{number:e}");
    let (digits, power) = text.split_once('e')?;
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let places = i32::try_from(part.len()).ok()?;
    let digits = format!("{whole}{part}").parse().ok()?;
    Some((digits, power.parse::<i32>().ok()? - places))
}

macro_rules! integers {
    ($($ty:ty),*) => {
        $(impl Integer for $ty {
            fn integer(&self) -> Option<i128> {
                Some(i128::from(*self))
            }
        }

        impl Number for $ty {
            fn number(&self) -> Option<f64> {
                // Limits on integers are compared as numbers only where they are fractions.
                Some(*self as f64)
            }

            fn decimal(&self) -> Option<(i128, i32)> {
                Some((i128::from(*self), 0))
            }
        })*
    };
}

integers!(i8, i16, i32, i64, i128, u8, u16, u32, u64);

macro_rules! non_zero_integers {
    ($($ty:ty),*) => {
        $(impl Integer for $ty {
            fn integer(&self) -> Option<i128> {
                Some(i128::from(self.get()))
            }
        }

        impl Number for $ty {
            fn number(&self) -> Option<f64> {
                self.get().number()
            }

            fn decimal(&self) -> Option<(i128, i32)> {
                self.get().decimal()
            }
        })*
    };
}

non_zero_integers!(NonZeroU32, NonZeroU64);

impl Number for f32 {
    fn number(&self) -> Option<f64> {
        // As it is written: 0.1, not what is next to it in single precision.
        self.to_string().parse().ok()
    }
}

impl Number for f64 {
    fn number(&self) -> Option<f64> {
        Some(*self)
    }
}

/// References, options and nullables have what they hold.
macro_rules! pass_through {
    ($name:ident, $($method:ident, $out:ty),+) => {
        impl<T: $name + ?Sized> $name for &T {
            $(fn $method(&self) -> Option<$out> {
                (**self).$method()
            })+
        }

        impl<T: $name> $name for Option<T> {
            $(fn $method(&self) -> Option<$out> {
                self.as_ref().and_then($name::$method)
            })+
        }

        impl<T: $name> $name for Nullable<T> {
            $(fn $method(&self) -> Option<$out> {
                self.value().and_then($name::$method)
            })+
        }
    };
}

pub(super) use pass_through;

pass_through!(Integer, integer, i128);
pass_through!(Number, number, f64, decimal, (i128, i32));
