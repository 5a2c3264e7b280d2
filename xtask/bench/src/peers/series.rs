//! Arrays of numbers.

use serde::{Deserialize, Serialize};

#[derive(Debug, Deserialize, Serialize)]
pub struct Series {
    pub name: String,
    pub counts: Vec<i64>,
    pub values: Vec<f64>,
    pub points: Vec<Vec<f64>>,
}
