//! The names of members, and a table that finds one by what it looks like: services often write
//! members in another order than their document does.

/// The names of members, with a table that the compiler makes.
#[derive(Debug)]
pub struct Names {
    all: &'static [&'static str],
    /// For each hash the index of a name, from 1; 0 where there is none. One whose place is taken has
    /// the next one that is free.
    table: [u8; SIZE],
}

const SIZE: usize = 64;
/// More names than that are too many for the table, and are looked at one after the other.
const MOST: usize = SIZE * 3 / 4;

impl Names {
    /// None.
    pub const NONE: &'static Self = &Self::of(&[]);

    /// These names.
    pub const fn of(all: &'static [&'static str]) -> Self {
        let mut table = [0; SIZE];
        let mut index = 0;
        while index < all.len() && all.len() <= MOST {
            let mut place = hash(all[index].as_bytes());
            while table[place] != 0 {
                place = (place + 1) % SIZE;
            }
            index += 1;
            table[place] = index as u8;
        }
        Self { all, table }
    }

    /// The names, in the document's order.
    pub(super) fn all(&self) -> &'static [&'static str] {
        self.all
    }

    /// The index of a name; the one that is expected is tried first.
    #[inline]
    pub(super) fn find(&self, name: &str, expected: usize) -> Option<usize> {
        if self.all.get(expected).is_some_and(|next| *next == name) {
            return Some(expected);
        }
        self.look_up(name)
    }

    fn look_up(&self, name: &str) -> Option<usize> {
        if self.all.len() > MOST {
            return self.all.iter().position(|known| *known == name);
        }
        let mut place = hash(name.as_bytes());
        loop {
            // A quarter of the places is free, so this ends.
            let index = usize::from(*self.table.get(place)?).checked_sub(1)?;
            if self.all.get(index).is_some_and(|known| *known == name) {
                return Some(index);
            }
            place = (place + 1) % SIZE;
        }
    }
}

/// A place in the table, by the length of a name and its characters at both ends: those in the middle
/// tell few names apart.
#[inline]
const fn hash(name: &[u8]) -> usize {
    let (first, last) = match (name.first_chunk(), name.last_chunk()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => match (name.first_chunk(), name.last_chunk()) {
            (Some(first), Some(last)) => (
                u32::from_le_bytes(*first) as u64,
                u32::from_le_bytes(*last) as u64,
            ),
            _ => match name {
                [] => (0, 0),
                [first, .., last] => (*first as u64, *last as u64),
                [one] => (*one as u64, 0),
            },
        },
    };
    // Fibonacci hashing: the high bits depend on all of them.
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mixed = (first ^ last.rotate_left(23) ^ name.len() as u64).wrapping_mul(FACTOR);
    (mixed >> (u64::BITS - SIZE.ilog2())) as usize
}

#[cfg(test)]
mod tests {
    use super::Names;

    const FEW: &[&str] = &[
        "",
        "a",
        "id",
        "url",
        "name",
        "node_id",
        "html_url",
        "followers_url",
    ];
    const MANY: &[&str] = &["x"; 70];

    #[test]
    fn finds_each_name_wherever_it_is_expected() {
        const NAMES: &Names = &Names::of(FEW);
        for (index, name) in FEW.iter().enumerate() {
            for expected in 0..=FEW.len() {
                assert_eq!(NAMES.find(name, expected), Some(index));
            }
        }
        for other in ["b", "ID", "nodeXid", "following_url", "names"] {
            assert_eq!(NAMES.find(other, 0), None);
        }
        assert_eq!(Names::NONE.find("a", 0), None);
    }

    #[test]
    fn takes_more_than_its_table_holds() {
        const NAMES: &Names = &Names::of(MANY);
        assert_eq!(NAMES.find("x", 69), Some(69));
        assert_eq!(NAMES.find("x", 70), Some(0));
        assert_eq!(NAMES.find("y", 3), None);
    }
}
