//! What is concluded of the numbers of a table: medians, spread, ratios round by round.

use super::table::{Against, Better, Kind, Row, Table, Target};

/// The median; nothing of nothing.
pub fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    Some(f64::midpoint(*values.get(middle - 1)?, upper))
}

impl Row {
    /// The values of a column, a round each.
    pub fn values(&self, column: usize) -> Vec<f64> {
        let values = self.rounds.iter().filter_map(|round| round.get(column));
        values.copied().collect()
    }

    /// The median of a column.
    pub fn median(&self, column: usize) -> Option<f64> {
        median(self.values(column))
    }

    /// How far apart the least and the greatest value of a column are, as a part of the median.
    pub fn spread(&self, column: usize) -> Option<f64> {
        let values = self.values(column);
        let least = values.iter().copied().min_by(f64::total_cmp)?;
        let greatest = values.iter().copied().max_by(f64::total_cmp)?;
        let middle = median(values).filter(|middle| *middle != 0.0)?;
        Some((greatest - least) / middle)
    }

    /// This row's values by another's: the median of the ratios of the same rounds, which saw the same
    /// load.
    pub fn ratio(&self, other: &Self, column: usize) -> Option<f64> {
        let pairs = self.values(column).into_iter().zip(other.values(column));
        let ratios = pairs.filter(|(_, theirs)| *theirs != 0.0);
        median(ratios.map(|(own, theirs)| own / theirs).collect())
    }
}

/// What became of a target.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// Whom ours was compared with.
    pub other: String,
    /// What was reached.
    pub reached: f64,
    /// Whether that is enough.
    pub kept: bool,
}

impl Table {
    /// This project's row.
    pub fn ours(&self) -> Option<&Row> {
        self.rows.iter().find(|row| row.kind == Kind::Ours)
    }

    /// What became of a target; nothing where one of the two was not measured.
    pub fn verdict(&self, target: &Target) -> Option<Verdict> {
        let column = self.columns.iter().position(|c| c.name == target.column)?;
        let ours = match &target.row {
            Some(name) => self.rows.iter().find(|row| row.name == *name)?,
            None => self.ours()?,
        };
        let (other, reached) = match &target.against {
            Against::Itself => (None, ours.median(column)?),
            Against::Row(name) => {
                let other = self.rows.iter().find(|row| row.name == *name)?;
                (Some(other), ours.ratio(other, column)?)
            }
            Against::BestPeer => {
                let other = self.best_peer(column)?;
                (Some(other), ours.ratio(other, column)?)
            }
        };
        let kept = if target.at_most {
            reached <= target.bound
        } else {
            reached >= target.bound
        };
        Some(Verdict {
            other: other.map_or_else(String::new, |row| row.name.clone()),
            reached,
            kept,
        })
    }

    fn best_peer(&self, column: usize) -> Option<&Row> {
        let better = self.columns.get(column)?.better;
        let peers = self.rows.iter().filter(|row| row.kind == Kind::Peer);
        let measured = peers.filter_map(|row| Some((row.median(column)?, row)));
        let best = match better {
            Better::Lower => measured.min_by(|a, b| a.0.total_cmp(&b.0)),
            Better::Higher => measured.max_by(|a, b| a.0.total_cmp(&b.0)),
        };
        best.map(|(_, row)| row)
    }
}

#[cfg(test)]
mod tests {
    use super::median;
    use crate::bench::table::{Kind, Row};

    fn row(values: &[f64]) -> Row {
        Row {
            name: String::new(),
            kind: Kind::Peer,
            rounds: values.iter().map(|value| vec![*value]).collect(),
            failure: None,
        }
    }

    #[test]
    fn the_median_of_an_even_number_lies_between() {
        assert_eq!(median(vec![4.0, 1.0, 3.0, 2.0]), Some(2.5));
        assert_eq!(median(Vec::new()), None);
    }

    #[test]
    fn ratios_are_taken_round_by_round() {
        // The load grew tenfold in the second round, for both.
        let (slow, fast) = (row(&[2.0, 20.0, 2.2]), row(&[1.0, 10.0, 1.0]));
        assert_eq!(slow.ratio(&fast, 0), Some(2.0));
        assert_eq!(fast.spread(0), Some(9.0));
    }
}
